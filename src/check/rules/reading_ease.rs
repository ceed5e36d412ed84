//! How hard a family is to read.

use super::super::report::{Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::Subject;
use super::phrases::is_own;
use crate::document::Severity;
use crate::model::Node;

/// Of fewer words the index says little.
const WORDS: usize = 100;
/// More letters make a long word.
const LETTERS: usize = 6;

pub(super) const RULES: &[Rule] = &[Rule {
    id: "hard-to-read",
    severity: Severity::Note,
    area: Area::Wording,
    says: "A family whose summaries and items have a readability index (LIX) above 65.",
    why: "LIX is the number of words in a sentence, plus the percentage of words of more than six letters: Björnsson, \
          \"Läsbarhet\", 1968; Anderson, \"Lix and Rix\", Journal of Reading 26 (1983). It is the same for all \
          languages; above 60 a text counts as very difficult. Each item counts as a sentence at least, and families of \
          fewer than 100 words are not counted. `hard-to-read` in `[check.budget]` is another limit.",
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
            format!("a readability index of {index}: {words} words, {long} of them long, in {sentences} sentences"),
            "Use shorter words, and make several sentences of long ones.",
        );
    }
}
