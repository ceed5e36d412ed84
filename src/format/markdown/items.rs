//! The items of a list as texts of their own, and texts as the items of a list.

use std::ops::Range;

use super::outline::List;
use super::source::Source;
use crate::model::{Indicator, Target};

/// What stands before the items of a list, and what stands in them.
pub(super) struct Items {
    /// Of the first one; `#` for a number that counts.
    pub(super) bullet: String,
    /// A blank line stands between items.
    pub(super) spaced: bool,
    /// The lines of each, and what it says.
    pub(super) texts: Vec<(Range<usize>, String)>,
}

impl Items {
    pub(super) fn of(source: &Source, list: &List) -> Self {
        let mut bullets = Vec::new();
        let mut texts = Vec::new();
        for lines in &list.items {
            let (bullet, text) = item(source, lines.clone());
            bullets.push(bullet);
            texts.push((lines.clone(), text));
        }
        let gaps = list
            .items
            .windows(2)
            .filter(|pair| pair[0].end < pair[1].start)
            .count();
        let bullet = match bullets.as_slice() {
            [first, second, ..]
                if list.ordered && number(first) == Some(1) && number(second) == Some(2) =>
            {
                first.replacen('1', "#", 1)
            }
            [first, ..] => first.clone(),
            [] => "- ".to_owned(),
        };
        Self {
            bullet,
            spaced: 2 * gaps > list.items.len().saturating_sub(1),
            texts,
        }
    }
}

fn number(bullet: &str) -> Option<u32> {
    bullet.trim().trim_end_matches(['.', ')']).parse().ok()
}

/// What stands before an item's text on its first line, and the text without its indent.
fn item(source: &Source, lines: Range<usize>) -> (String, String) {
    let first = source.line(lines.start);
    let indent = first.len() - first.trim_start().len();
    let rest = &first[indent..];
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let sign = indent + digits + 1.min(rest.len() - digits);
    let spaces = first[sign..].len() - first[sign..].trim_start_matches([' ', '\t']).len();
    let end = match spaces {
        // An item that begins with code has one space before it.
        5.. => sign + 1,
        spaces => sign + spaces,
    };
    let width = columns(&first[..end]).max(columns(&first[..sign]) + 1);
    let mut text = first[end..].to_owned();
    for line in lines.start + 1..lines.end {
        text.push('\n');
        text.push_str(&dedented(source.line(line), width));
    }
    let bullet = match spaces {
        0 => format!("{} ", &first[..sign]),
        _ => first[..end].to_owned(),
    };
    (bullet, text.trim_matches('\n').trim_end().to_owned())
}

/// How many columns white space and signs take; a tab goes to the next fourth.
fn columns(text: &str) -> usize {
    text.chars().fold(0, |at, c| match c {
        '\t' => at + 4 - at % 4,
        _ => at + 1,
    })
}

/// A line without as much white space at its start as an item's text is indented by.
fn dedented(line: &str, width: usize) -> String {
    let mut at = 0;
    for (n, c) in line.char_indices() {
        if at >= width {
            return format!("{}{}", " ".repeat(at - width), &line[n..]);
        }
        match c {
            ' ' => at += 1,
            '\t' => at += 4 - at % 4,
            _ => return line[n..].to_owned(),
        }
    }
    String::new()
}

/// Texts as the lines of a list.
pub(super) fn listed(bullet: &str, spaced: bool, texts: &[String]) -> Vec<String> {
    let mut lines = Vec::new();
    for (n, text) in texts.iter().enumerate() {
        if n > 0 && (spaced || bullet.is_empty()) {
            lines.push(String::new());
        }
        let bullet = bullet.replacen('#', &(n + 1).to_string(), 1);
        let indent = " ".repeat(columns(&bullet));
        for (k, line) in text.split('\n').enumerate() {
            lines.push(match (k, line) {
                (0, line) => format!("{bullet}{line}"),
                (_, "") => String::new(),
                (_, line) => format!("{indent}{line}"),
            });
        }
    }
    lines
}

/// Reads an indicator: `[Name < 21 days](link)`. What cannot be written back in that form is its name as it stands.
pub(super) fn indicator(text: &str) -> Indicator {
    let whole = || Indicator {
        name: text.into(),
        ..Indicator::default()
    };
    let (label, link) = match only_link(text) {
        Some((label, link)) => (label, Some(link.to_owned())),
        None => (text, None),
    };
    let split = label
        .char_indices()
        .filter(|(at, c)| *at > 0 && "<>≤≥=".contains(*c) && label[..*at].ends_with(' '))
        .map(|(at, _)| label.split_at(at))
        .find(|(_, target)| Target::parse(target).is_some());
    let (name, target) = match split {
        Some((name, target)) => (name.trim_end(), Some(target.to_owned())),
        None => (label, None),
    };
    let read = Indicator {
        name: name.into(),
        target: target.map(Into::into),
        link: link.map(Into::into),
    };
    match written_indicator(&read) == text && !read.name.is_empty() {
        true => read,
        false => whole(),
    }
}

/// An indicator as the text of an item.
pub(super) fn written_indicator(indicator: &Indicator) -> String {
    let label = match &indicator.target {
        Some(target) => format!("{} {target}", indicator.name),
        None => indicator.name.to_string(),
    };
    match &indicator.link {
        Some(link) => format!("[{label}]({link})"),
        None => label,
    }
}

/// The label and the target of a text that is one link and nothing else.
fn only_link(text: &str) -> Option<(&str, &str)> {
    let (label, link) = text
        .strip_prefix('[')?
        .strip_suffix(')')?
        .split_once("](")?;
    let plain =
        !label.contains(['[', ']', '\n']) && !link.contains(['(', ')', '[', ' ', '\n', '<']);
    plain.then_some((label, link))
}

#[cfg(test)]
mod tests {
    use super::super::outline::{Kind, Outline};
    use super::*;

    /// The lists of a text read and written again.
    fn again(text: &str) -> (Vec<String>, String) {
        let source = Source::of(text);
        let outline = Outline::of(&source);
        let mut texts = Vec::new();
        let mut lines = Vec::new();
        for block in &outline.blocks {
            if let Kind::List(list) = &block.kind {
                let items = Items::of(&source, list);
                let said: Vec<String> = items.texts.into_iter().map(|(_, text)| text).collect();
                lines.extend(listed(&items.bullet, items.spaced, &said));
                texts.extend(said);
            }
        }
        (texts, lines.join("\n"))
    }

    #[test]
    fn lists_come_back_as_they_were() {
        for text in [
            "* one\n* two",
            "*  one\n*  two",
            "- one\n  more\n\n  again\n- two",
            "1. one\n2. two\n3. three",
            "1. one\n1. two",
            "- tools:\n  - a\n  - b\n- c",
            "- tools:\n    - a\n      - deep\n- c",
            "- one\n\n- two",
            " - one\n - two",
            "-\tone\n-\ttwo",
            "- ```\n  code\n    more\n  ```\n- b",
            "- - a\n  - b",
        ] {
            assert_eq!(again(text).1, text);
        }
        assert_eq!(again("- tools:\n  - a\n  - b").0, ["tools:\n- a\n- b"]);
        assert_eq!(again("* lazy\nline").1, "* lazy\n  line");
        assert_eq!(again("-\n  below\n-\n- c").0, ["below", "", "c"]);
    }

    #[test]
    fn indicators_have_their_targets_in_their_names() {
        let said = |text: &str| {
            let Indicator { name, target, link } = indicator(text);
            format!(
                "{name} | {} | {}",
                target.unwrap_or_default(),
                link.unwrap_or_default()
            )
        };
        assert_eq!(
            said("[Delivery < 21 days](/m/#d--21)"),
            "Delivery | < 21 days | /m/#d--21"
        );
        assert_eq!(said("[% of team](/m)"), "% of team |  | /m");
        assert_eq!(said("Days to close = 5"), "Days to close | = 5 | ");
        assert_eq!(
            said("Help by [this](/a) and [that](/b)"),
            "Help by [this](/a) and [that](/b) |  | "
        );
        assert_eq!(said("[A](/x) > B"), "[A](/x) > B |  | ");
        assert_eq!(said("A => B"), "A => B |  | ");
    }
}
