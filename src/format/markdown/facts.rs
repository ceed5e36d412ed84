//! What the sentences of a page say that has a field: the grade, whom a role reports to, what it extends.
//!
//! Reads the words as they are written and tells where each fact stands in them, so that one can be put in place of
//! another. Knows nothing of pages.

mod extends;
mod grade;
mod managers;
mod names;

use std::ops::Range;

use extends::extends;
use grade::{grade, says_grade};
use managers::{list, managers};
use names::{behind_articles, named, plain};

use crate::model::{Grade, ListKind, ReportsTo};

/// What a paragraph says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) grade: Option<Found<Grade>>,
    pub(super) managers: Option<Found<Vec<ReportsTo>>>,
    pub(super) extends: Vec<Found<Extended>>,
    /// It says nothing else.
    pub(super) pure: bool,
    /// A link in it is not closed.
    pub(super) unclosed: bool,
    /// It says what it has in common with others, and not with whom.
    pub(super) vague: bool,
    /// It says more than one grade.
    pub(super) several: bool,
}

/// A fact, and the bytes that say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found<T> {
    pub(super) value: T,
    pub(super) span: Range<usize>,
}

/// Another role that one builds upon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Extended {
    pub(super) title: String,
    pub(super) link: Option<String>,
    /// For these lists alone; none for all of it.
    pub(super) lists: Vec<ListKind>,
}

/// A paragraph longer than this is prose.
const LONGEST: usize = 600;
/// A paragraph longer than this is not read at all.
const READ: usize = 8_000;

/// Reads a paragraph about what has this title.
pub(super) fn facts(text: &str, title: &str) -> Facts {
    let mut facts = Facts::default();
    if text.len() > READ {
        return facts;
    }
    let sentences = sentences(text);
    let mut pure = !sentences.is_empty() && text.len() <= LONGEST;
    for range in sentences {
        let says = sentence(&text[range.clone()], title, range.start, &mut facts);
        pure &= says;
    }
    facts.pure = pure && !facts.several;
    facts
}

/// Reads one sentence; whether it says nothing that is no fact.
fn sentence(text: &str, title: &str, offset: usize, facts: &mut Facts) -> bool {
    let shifted = |span: &Range<usize>| span.start + offset..span.end + offset;
    let mut rest = None;
    if let Some((found, before, behind)) = grade(text) {
        let span = shifted(&found.span);
        match &facts.grade {
            None => facts.grade = Some(Found { span, ..found }),
            Some(first) if first.value != found.value => facts.several = true,
            Some(_) => {}
        }
        facts.several |= grade(&text[behind..]).is_some();
        rest = says_grade(&text[..before]).then_some(behind);
    }
    let from = rest.unwrap_or(0);
    if let Some((managers, behind)) = managers(text, title) {
        facts.unclosed |= managers.unclosed;
        let span = shifted(&managers.span);
        if facts.managers.is_none() {
            facts.managers = Some(Found {
                value: managers.value,
                span,
            });
        }
        let joined = rest.is_none() || text[from..].trim_start().starts_with("and ");
        rest = joined.then_some(behind);
    }
    let (extends, behind, vague) = extends(text);
    facts.vague |= vague && extends.is_none();
    if let Some(found) = extends {
        let span = shifted(&found.span);
        facts.extends.push(Found {
            value: found.value,
            span,
        });
        rest = behind;
    }
    match rest {
        Some(behind) => ends(&text[behind..]),
        // What a bare address in brackets leaves behind: "grade 5. (/handbook/…)."
        None => {
            let text = text.trim().trim_end_matches('.');
            text.starts_with("(/") && text.ends_with(')') && !text.contains(' ')
        }
    }
}

/// Whether nothing follows that has a meaning.
fn ends(rest: &str) -> bool {
    let rest = rest.trim();
    let rest = rest
        .strip_prefix("as an individual contributor")
        .unwrap_or(rest);
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || ".,;:*_)".contains(c));
    let address = rest.strip_prefix("(/");
    rest.is_empty() || address.is_some_and(|rest| !rest.contains(char::is_whitespace))
}

/// The sentences of a paragraph. A full stop in a link, or behind what is short for a word, ends none.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let (mut start, mut at) = (0, 0);
    let bytes = text.as_bytes();
    while at < bytes.len() {
        match bytes[at] {
            b'[' => at = named(text, at).map_or(at + 1, |link| link.end.max(at + 1)),
            b'.' | b'!' | b'?' => {
                let rest = &text[at + 1..];
                let mut near = at.saturating_sub(12).max(start);
                while !text.is_char_boundary(near) {
                    near += 1;
                }
                let word = text[near..at]
                    .rsplit([' ', '\n', '('])
                    .next()
                    .unwrap_or_default();
                let short = bytes[at] == b'.'
                    && (matches!(
                        word,
                        "Sr" | "Jr" | "vs" | "e.g" | "i.e" | "etc" | "St" | "Mr" | "Ms"
                    ) || word.chars().count() == 1 && word.starts_with(char::is_uppercase));
                at += 1;
                if !short && (rest.is_empty() || rest.starts_with(char::is_whitespace)) {
                    push(text, start..at, &mut sentences);
                    start = at;
                }
            }
            _ => at += 1,
        }
    }
    push(text, start..text.len(), &mut sentences);
    sentences
}

fn push(text: &str, range: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    let piece = &text[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = start + piece.trim().len();
    if start < end {
        sentences.push(start..end);
    }
}

/// Where a word stands that is no part of another, whatever its case; `from` is a byte.
fn find(text: &str, word: &str, from: usize) -> Option<usize> {
    let (hay, word) = (text.as_bytes(), word.as_bytes());
    let last = hay.len().checked_sub(word.len())?;
    (from..=last).find(|at| {
        let before = at.checked_sub(1).map(|at| hay[at]);
        hay[*at..*at + word.len()].eq_ignore_ascii_case(word)
            && !before.is_some_and(|byte| {
                byte.is_ascii_alphanumeric() || byte >= 0x80 || b"-/#".contains(&byte)
            })
    })
}

/// Whom a text names that says nothing else: what stands under a heading `Reports to`.
pub(super) fn named_managers(text: &str) -> Option<Found<Vec<ReportsTo>>> {
    let (managers, _) = list(text, 0)?;
    Some(Found {
        value: managers.value,
        span: managers.span,
    })
}

/// The first link of a text: its words and its target.
pub(super) fn link(text: &str) -> Option<(String, String)> {
    let links = text
        .match_indices('[')
        .filter_map(|(at, _)| named(text, at));
    links
        .filter_map(|link| Some((link.title, link.link?)))
        .next()
}

/// A title at the beginning of a text, with or without a link, behind its articles.
pub(super) fn first_named(text: &str) -> Option<(String, Option<String>)> {
    let at = behind_articles(text, 0);
    let found = named(text, at).or_else(|| plain(text, at))?;
    Some((found.title, found.link))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn grades_as_pages_write_them() {
        for (text, grade, pure) in [
            (
                "The Manager, IT is a [grade 8](/h/#gitlab-job-grades).",
                "8",
                true,
            ),
            (
                "The Director is a [Grade 10](/h/#gitlab-job-grades)",
                "10",
                true,
            ),
            ("The Director is a [10](/h/#gitlab-job-grades).", "10", true),
            ("The VP, Revenue, is a [job grade 12](/h).", "12", true),
            ("The VP is a grade 12.", "12", true),
            (
                "The Analyst is a grade 5. (/h/#gitlab-job-grades).",
                "5",
                true,
            ),
            ("Grade: M2", "M2", true),
            (
                "The Lead is a [grade 7](/h). It is the same as the Senior.",
                "7",
                false,
            ),
            ("The Lead is a [grade 7](/h) and trains others.", "7", false),
        ] {
            let facts = facts(text, "");
            let found = facts.grade.unwrap();
            assert_eq!(found.value.to_string(), grade, "{text}");
            assert_eq!(&text[found.span], grade, "{text}");
            assert_eq!(facts.pure, pure, "{text}");
        }
        for text in [
            "Read more about [Job Grades](/h/#gitlab-job-grades).",
            "We upgrade 5 servers",
            "a grade school",
        ] {
            assert_eq!(facts(text, "").grade, None, "{text}");
        }
        assert!(facts("The A is a grade 5. The B is a grade 6.", "").several);
    }

    #[test]
    fn managers_as_pages_write_them() {
        for (text, expected, pure) in [
            (
                "The Manager, IT reports to the [Sr Director, IT](https://x.org/a/).",
                "Sr Director, IT <https://x.org/a/>",
                true,
            ),
            (
                "The Manager, IT reports to the [Sr Director, IT](https://x.org/a/",
                "Sr Director, IT <https://x.org/a/>",
                true,
            ),
            (
                "The Manager, IT reports to [D, Legal](/a) or [Sr. D, Legal](/a/#b).",
                "D, Legal </a> | Sr. D, Legal </a/#b>",
                true,
            ),
            (
                "The Manager, IT will report to the Manager, X or above.",
                "Manager, X",
                true,
            ),
            (
                "The Manager, IT reports to the Manager, X and Y; Senior Manager, X and Y; or Director, X and Y.",
                "Manager, X and Y | Senior Manager, X and Y | Director, X and Y",
                true,
            ),
            (
                "This role reports to the Senior D, S, and is responsible for it.",
                "Senior D, S",
                false,
            ),
            (
                "The Manager, IT reports to the Sr. Director, C & L and is responsible for Z.",
                "Sr. Director, C & L",
                false,
            ),
            (
                "This position reports to the [M](#m) in your region.",
                "M <#m>",
                false,
            ),
            (
                "The Manager, IT reports to the VP, C (or PAO in absence).",
                "VP, C",
                false,
            ),
            (
                "The Manager, IT is a [grade 7](/g) and reports to the [D](/d).",
                "D </d>",
                true,
            ),
            (
                "Reporting to the C Officer, the Director will work.",
                "C Officer",
                false,
            ),
            ("Reports to: none", "", false),
            ("Produces reports to the CFO", "", false),
        ] {
            let facts = facts(text, "Manager, IT");
            let value = facts.managers.map(|found| found.value).unwrap_or_default();
            let said: Vec<String> = value
                .iter()
                .map(|manager| match &manager.link {
                    Some(link) => format!("{} <{link}>", manager.title),
                    None => manager.title.to_string(),
                })
                .collect();
            assert_eq!(said.join(" | "), expected, "{text}");
            assert_eq!(facts.pure, pure, "{text}");
        }
        assert!(facts("It reports to the [D](https://x.org", "").unclosed);
    }

    #[test]
    fn what_a_role_extends() {
        use ListKind::{Requirements, Responsibilities};
        for (text, title, lists, pure) in [
            (
                "The Senior X role extends the [X](#x) role.",
                "X",
                vec![],
                true,
            ),
            (
                "The Staff X role extends the Senior X role as an individual contributor.",
                "Senior X",
                vec![],
                true,
            ),
            (
                "Extends Security Engineer responsibilities, plus;",
                "Security Engineer",
                vec![Responsibilities],
                false,
            ),
            (
                "Extends the  Payroll Analyst Requirements",
                "Payroll Analyst",
                vec![Requirements],
                false,
            ),
            (
                "Extends responsibilities of the Analyst",
                "Analyst",
                vec![Responsibilities],
                false,
            ),
            (
                "Extends that of the Sr. Analyst",
                "Sr. Analyst",
                vec![],
                true,
            ),
            (
                "Extends the payroll specialist requirements",
                "payroll specialist",
                vec![Requirements],
                false,
            ),
            (
                "Seniors share the same requirements as the Manager listed above, but also:",
                "Manager",
                vec![Requirements],
                false,
            ),
        ] {
            let facts = facts(text, "");
            let found = &facts.extends[0].value;
            assert_eq!(
                (found.title.as_str(), &found.lists, facts.pure),
                (title, &lists, pure),
                "{text}"
            );
        }
        assert!(
            facts(
                "X shares the same responsibilities as listed above, but also:",
                ""
            )
            .vague
        );
        for text in ["It extends our reach.", "the package extends across teams"] {
            assert!(facts(text, "").extends.is_empty(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_read(text in prop_oneof![any::<String>(), "(reports to |the |grade |extends |\\[|\\]|\\(|\\)|8|A|b|, |\\. | or |é){0,24}"]) {
            let facts = facts(&text, "A b");
            let spans = facts.grade.iter().map(|found| &found.span).chain(facts.managers.iter().map(|found| &found.span));
            for span in spans.chain(facts.extends.iter().map(|found| &found.span)) {
                prop_assert!(text.get(span.clone()).is_some());
            }
        }
    }
}
