//! The part of a text that is being completed, the suggestions for it, and what taking one puts in.

use std::ops::Range;

use super::complete::{Completions, Source, Suggestion};
use super::field::FormKind;

/// Text around the cursor that is looked at: what is completed is a name and not a book.
const LONGEST: usize = 400;

/// The list under a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestions {
    /// At most as many as are shown.
    pub list: Vec<Suggestion>,
    /// The one that Enter takes.
    pub marked: Option<usize>,
    /// What it is put in the place of.
    pub(super) range: Range<usize>,
}

/// How a suggestion is put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wrapping {
    /// As it is.
    Plain,
    /// As a title with its address: `Manager <finance/it#manager>`.
    Manager,
    /// As an address behind a title: `<finance/it#manager>`.
    Address,
}

impl Suggestions {
    /// The suggestions for the cursor's place in a text; `None` when there are none. What is there already in full
    /// is not suggested. Without `asked`, nothing is suggested before something is typed.
    pub(super) fn of(
        completions: &Completions,
        (source, kind): (Source, FormKind),
        text: &str,
        cursor: usize,
        asked: bool,
    ) -> Option<Self> {
        let (range, wrapping) = part(source, kind, text, cursor)?;
        let here = &text[range.clone()];
        let query = here.trim_matches(|c: char| c.is_whitespace() || c == '<' || c == '>');
        if query.is_empty() && !asked {
            return None;
        }
        let taken: Vec<&str> = match kind {
            FormKind::Tags => text.split(',').map(str::trim).collect(),
            _ => vec![query],
        };
        let mut list = completions.matching(source, query);
        list.retain(|suggestion| !taken.contains(&suggestion.text.as_str()));
        for suggestion in &mut list {
            match wrapping {
                Wrapping::Plain => {}
                Wrapping::Manager => {
                    let title = std::mem::take(&mut suggestion.note);
                    suggestion.text = format!("{title} <{}>", suggestion.text);
                }
                Wrapping::Address => suggestion.text = format!("<{}>", suggestion.text),
            }
        }
        (!list.is_empty()).then_some(Self {
            list,
            marked: None,
            range,
        })
    }

    /// The first one that a window of this height shows.
    pub fn first(&self, height: usize) -> usize {
        self.marked
            .map_or(0, |marked| (marked + 1).saturating_sub(height))
    }

    /// What the marked suggestion puts in, and where.
    pub(super) fn taken(&self) -> Option<(Range<usize>, String)> {
        let suggestion = self.list.get(self.marked?)?;
        Some((self.range.clone(), suggestion.text.clone()))
    }

    /// Marks the next or the former one; behind the last comes none, and then the first.
    pub(super) fn step(&mut self, by: isize) {
        let places = self.list.len() + 1;
        let now = self.marked.map_or(0, |marked| marked + 1);
        let next = (now + places).saturating_add_signed(by) % places;
        self.marked = next.checked_sub(1);
    }
}

/// The part of the text that the cursor is in and that can be completed, without the blanks around it.
fn part(
    source: Source,
    kind: FormKind,
    text: &str,
    cursor: usize,
) -> Option<(Range<usize>, Wrapping)> {
    if source == Source::None {
        return None;
    }
    let separators = kind.separators();
    let start = text[..cursor].rfind(separators).map_or(0, |at| at + 1);
    let end = text[cursor..]
        .find(separators)
        .map_or(text.len(), |at| cursor + at);
    let inside = &text[start..end];
    let start = start + (inside.len() - inside.trim_start().len());
    let end = start + inside.trim().len();
    if end - start > LONGEST {
        return None;
    }
    let one = start..end.max(start);
    match source {
        Source::None => None,
        Source::Rules => {
            let rule = text[one.clone()].find(':').unwrap_or(one.len());
            let rule = one.start..one.start + rule;
            (cursor <= rule.end.max(one.start)).then_some((rule, Wrapping::Plain))
        }
        Source::Managers => match text[one.clone()].find('<') {
            // An address may be corrected; the title before it may not be, or both would be replaced.
            Some(at) if cursor > one.start + at => {
                Some((one.start + at..one.end, Wrapping::Address))
            }
            Some(_) => None,
            None if text[one.clone()].starts_with('[') => None,
            None => Some((one, Wrapping::Manager)),
        },
        _ => Some((one, Wrapping::Plain)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with the part that is completed in `{}`.
    fn part_of(source: Source, text: &str) -> Option<String> {
        let kind = match source {
            Source::Tags => FormKind::Tags,
            Source::Rules => FormKind::List,
            Source::Managers => FormKind::ReportsTo,
            _ => FormKind::Line,
        };
        let cursor = text.find('|').unwrap_or(text.len());
        let text = text.replacen('|', "", 1);
        let (range, _) = part(source, kind, &text, cursor)?;
        let (start, end) = (&text[..range.start], &text[range.end..]);
        Some(format!("{start}{{{}}}{end}", &text[range]))
    }

    #[test]
    fn what_is_completed_is_between_the_separators() {
        for (source, text, part) in [
            (Source::Tags, "it, lea|d, x", Some("it, {lead}, x")),
            (Source::Tags, "it, |", Some("it, {}")),
            (Source::Tags, "|", Some("{}")),
            (Source::Roles, "a|b", Some("{ab}")),
            (Source::None, "a|", None),
            (Source::Rules, "long\nye|: why", Some("long\n{ye}: why")),
            (Source::Rules, "years: w|hy", None),
            (Source::Managers, "One; Tw|o", Some("One; {Two}")),
            (
                Source::Managers,
                "One <a/b|>; Two",
                Some("One {<a/b>}; Two"),
            ),
            (Source::Managers, "On|e <a/b>", None),
            (Source::Managers, "[One](x|", None),
        ] {
            assert_eq!(part_of(source, text).as_deref(), part, "{text}");
        }
    }

    #[test]
    fn a_book_is_not_completed() {
        assert_eq!(part_of(Source::Tags, &"x".repeat(LONGEST + 1)), None);
    }
}
