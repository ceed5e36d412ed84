//! The placeholders of a page's template: lines that stand for what the family says.
//!
//! `{{role ID}}`, `{{specialty ID}}`, `{{segment ID}}` and `{{family}}` say whose fields follow. `* {{requirements}}`
//! stands for the items of a list, each behind a `* `; a `#` is the item's number; with `spaced`, a blank line stands
//! between items. `from "words"` or `from 4` begins where an item begins with these words, or with the fourth, and
//! ends where the next placeholder of the list begins. `{{section "heading"}}` stands for a section's text. A line of
//! the page that only looks like one of these has a `\` before its `{{`.

use crate::model::ListKind;

/// One line of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line<'t> {
    /// Text of the page.
    Text(&'t str),
    /// What follows belongs to the family.
    Family,
    /// What follows belongs to the part with this id.
    Part(String),
    Slot(Slot),
}

/// Something that the family says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) what: What,
    /// What stands before each item, white space included; empty for items that stand alone.
    pub(super) bullet: String,
    /// A blank line stands between items.
    pub(super) spaced: bool,
    /// With which item it begins.
    pub(super) from: From,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    Summary,
    List(ListKind),
    Indicators,
    Ladder,
    Intro,
    Steps,
    Outro,
    Section(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum From {
    /// With the first one.
    Start,
    /// With the first one behind where the former placeholder began that begins with these words.
    Words(String),
    /// With this one, counted from 1.
    Item(usize),
}

impl What {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::List(kind) => kind.key(),
            Self::Indicators => "performance_indicators",
            Self::Ladder => "career_ladder",
            Self::Intro => "intro",
            Self::Steps => "steps",
            Self::Outro => "outro",
            Self::Section(_) => "section",
        }
    }

    fn named(name: &str) -> Option<Self> {
        let lists = ListKind::ALL.map(Self::List);
        let others = [
            Self::Summary,
            Self::Indicators,
            Self::Ladder,
            Self::Intro,
            Self::Steps,
            Self::Outro,
        ];
        lists
            .into_iter()
            .chain(others)
            .find(|what| what.name() == name)
    }
}

impl Slot {
    pub(super) fn new(what: What) -> Self {
        Self {
            what,
            bullet: String::new(),
            spaced: false,
            from: From::Start,
        }
    }

    /// The line of a template that stands for it.
    pub(super) fn line(&self) -> String {
        let mut inner = self.what.name().to_owned();
        if let What::Section(heading) = &self.what {
            inner.push_str(&format!(" {}", quoted(heading)));
        }
        match &self.from {
            From::Start => {}
            From::Words(words) => inner.push_str(&format!(" from {}", quoted(words))),
            From::Item(number) => inner.push_str(&format!(" from {number}")),
        }
        if self.spaced {
            inner.push_str(" spaced");
        }
        format!("{}{{{{{inner}}}}}", self.bullet)
    }
}

/// The line behind which the fields of a part stand.
pub(super) fn part_line(kind: &str, id: &str) -> String {
    format!("{{{{{kind} {id}}}}}")
}

pub(super) const FAMILY: &str = "{{family}}";

/// A line of the page as it stands in a template.
pub(super) fn escaped(line: &str) -> String {
    match looks_like_slot(line) {
        true => line.replacen("{{", "\\{{", 1),
        false => line.to_owned(),
    }
}

/// A line of a template that is text, as the page has it.
pub(super) fn unescaped(line: &str) -> String {
    match looks_like_slot(line) {
        true => line.replacen("\\{{", "{{", 1),
        false => line.to_owned(),
    }
}

/// Whether a line is a placeholder, or one with any number of `\` before it.
fn looks_like_slot(line: &str) -> bool {
    let Some(at) = line.find("{{") else {
        return false;
    };
    let before = line[..at].trim_end_matches('\\');
    parse(&format!("{before}{}", &line[at..])) != Line::Text("")
}

/// What a line of a template is. Text comes back empty: it is the line itself.
fn parse(line: &str) -> Line<'static> {
    read(line).unwrap_or(Line::Text(""))
}

impl<'t> Line<'t> {
    /// Reads a line of a template.
    pub(super) fn of(line: &'t str) -> Self {
        match parse(line) {
            Line::Text(_) => Line::Text(line),
            other => other,
        }
    }
}

fn read(line: &str) -> Option<Line<'static>> {
    let at = line.find("{{")?;
    let bullet = &line[..at];
    let inner = line[at + 2..].trim_end().strip_suffix("}}")?;
    if !is_bullet(bullet) {
        return None;
    }
    let (name, mut rest) = inner.split_once(' ').unwrap_or((inner, ""));
    if bullet.is_empty() {
        match name {
            "family" if rest.is_empty() => return Some(Line::Family),
            "role" | "specialty" | "segment" => {
                let good = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
                let is_id = !rest.is_empty() && rest.chars().all(good);
                return is_id.then(|| Line::Part(rest.to_owned()));
            }
            _ => {}
        }
    }
    let what = match name {
        "section" => {
            let (heading, behind) = unquoted(rest)?;
            rest = behind;
            What::Section(heading)
        }
        name => What::named(name)?,
    };
    let mut slot = Slot {
        bullet: bullet.to_owned(),
        ..Slot::new(what)
    };
    rest = rest.trim_start();
    if let Some(behind) = rest.strip_prefix("from ") {
        if let Some((words, behind)) = unquoted(behind) {
            slot.from = From::Words(words);
            rest = behind;
        } else {
            let (number, behind) = behind.split_once(' ').unwrap_or((behind, ""));
            slot.from = From::Item(number.parse().ok()?);
            rest = behind;
        }
    }
    match rest.trim() {
        "" => {}
        "spaced" => slot.spaced = true,
        _ => return None,
    }
    Some(Line::Slot(slot))
}

/// Whether a text is what may stand before an item: nothing, `*`, `-`, `+`, `1.`, `1)` or `#.`, and white space.
fn is_bullet(text: &str) -> bool {
    let sign = text.trim();
    if sign.is_empty() {
        return text.is_empty();
    }
    let number = sign.strip_suffix(['.', ')']);
    let counts = number.is_some_and(|number| {
        number == "#"
            || !number.is_empty()
                && number.len() < 10
                && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    text.ends_with([' ', '\t']) && (counts || matches!(sign, "*" | "-" | "+"))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// What stands in quotes at the beginning of a text, and what follows.
fn unquoted(text: &str) -> Option<(String, &str)> {
    let inner = text.trim_start().strip_prefix('"')?;
    let mut out = String::new();
    let mut chars = inner.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((out, &inner[at + 1..])),
            '\\' => out.push(chars.next()?.1),
            c => out.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn placeholders_are_lines_of_their_own() {
        for line in [
            "{{summary}}",
            "* {{requirements}}",
            "*  {{responsibilities from \"Say \\\"no\\\" \\\\ yes\" spaced}}",
            "#. {{steps}}",
            "1. {{performance_indicators from 4}}",
            "{{section \"A \\\"b\\\" c\"}}",
        ] {
            let Line::Slot(slot) = Line::of(line) else {
                panic!("{line}");
            };
            assert_eq!(slot.line(), line);
        }
        assert_eq!(
            Line::of("{{role manager-it}}"),
            Line::Part("manager-it".to_owned())
        );
        assert_eq!(Line::of("{{family}}"), Line::Family);
        for line in [
            "",
            "text {{summary}}",
            "{{summary}} text",
            "{{< shortcode >}}",
            "{{unknown}}",
            "\\{{summary}}",
            "{{role }}",
            "*{{summary}}",
            "## {{summary}}",
        ] {
            assert_eq!(Line::of(line), Line::Text(line), "{line}");
        }
    }

    proptest! {
        #[test]
        fn a_page_can_have_lines_that_look_like_placeholders(line in "(\\\\|\\* |\\{\\{|summary|\\}\\}|role|section| |\"|a|#\\. ){0,8}") {
            let kept = escaped(&line);
            prop_assert!(matches!(Line::of(&kept), Line::Text(_)), "{kept:?}");
            prop_assert_eq!(unescaped(&kept), line);
        }

        #[test]
        fn any_heading_can_be_named(heading in "[^\n]{0,20}", number in 1_usize..9) {
            for slot in [Slot::new(What::Section(heading.clone())), Slot { from: From::Item(number), ..Slot::new(What::Steps) }] {
                let line = slot.line();
                prop_assert_eq!(Line::of(&line), Line::Slot(slot));
            }
        }
    }
}
