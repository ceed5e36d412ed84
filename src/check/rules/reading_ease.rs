//! How hard a family is to read.

use super::super::report::{Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::Subject;
use super::phrases::is_own;
use crate::document::Severity;
use crate::model::Node;
use crate::text::said;

/// Of fewer words the index says little.
const WORDS: usize = 100;
/// More letters make a long word.
const LETTERS: usize = 6;

pub(super) const RULES: &[Rule] = &[Rule {
    id: "hard-to-read",
    severity: Severity::Note,
    area: Area::Wording,
    examples: &[
        Example::bad(
            "summary = \"Administers multinational transformation programmes considering regulatory requirements \
             throughout international subsidiaries. Administers multinational transformation \
             programmes considering regulatory requirements throughout international subsidiaries. \
             Administers multinational transformation programmes considering regulatory requirements \
             throughout international subsidiaries. Administers multinational transformation \
             programmes considering regulatory requirements throughout international subsidiaries. \
             Administers multinational transformation programmes considering regulatory requirements \
             throughout international subsidiaries. Administers multinational transformation \
             programmes considering regulatory requirements throughout international subsidiaries. \
             Administers multinational transformation programmes considering regulatory requirements \
             throughout international subsidiaries. Administers multinational transformation \
             programmes considering regulatory requirements throughout international subsidiaries. \
             Administers multinational transformation programmes considering regulatory requirements \
             throughout international subsidiaries. Administers multinational transformation \
             programmes considering regulatory requirements throughout international subsidiaries. \
             Administers multinational transformation programmes considering regulatory requirements \
             throughout international subsidiaries. Administers multinational transformation \
             programmes considering regulatory requirements throughout international subsidiaries.\"",
            &["title"],
        ),
        Example::good("summary = \"Keeps the books of the firm, and pays its bills on time.\""),
    ],
    look: Some(hard),
}];

fn hard(subject: &Subject<'_>, report: &mut Report<'_>) {
    let most = subject.around.budget(report.rule());
    let (mut words, mut long, mut sentences) = (0_usize, 0_usize, 0_usize);
    for line in subject.lines().iter().filter(|line| is_own(line.wording)) {
        let own = subject.words(line);
        words += own.len();
        long += own.iter().filter(|word| subject.letters(**word) > LETTERS).count();
        let ends = own.windows(2).filter(|pair| {
            let gap = pair[0].at().end..pair[1].at().start;
            // A space alone ends nothing.
            if gap.len() < 2 {
                return false;
            }
            let gap = &line.text[gap];
            ['.', '!', '?', ':', ';'].iter().any(|end| {
                gap.find(*end)
                    .is_some_and(|at| gap[at + 1..].starts_with(char::is_whitespace))
            })
        });
        sentences += usize::from(!own.is_empty()) + ends.count();
    }
    if words < WORDS || sentences == 0 {
        return;
    }
    let index = words / sentences + 100 * long / words;
    if index > most {
        report.find(
            Node::Family,
            Site::Key("title"),
            said!("check-readability-index", index, words, long, sentences),
            said!("check-use-shorter-words"),
        );
    }
}
