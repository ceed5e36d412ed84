//! The levels of a family, one above the other.

use super::super::report::{Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::Subject;
use crate::document::Severity;
use crate::model::{Grade, Node, Track};
use crate::text::said;

pub(super) const RULES: &[Rule] = &[Rule {
    id: "level-order",
    severity: Severity::Warning,
    area: Area::House,
    examples: &[
        Example::bad(
            "[[roles]]\nid = \"senior\"\ngrade = 7\n[[roles]]\nid = \"junior\"\ngrade = 5",
            &["grade"],
        ),
        Example::good("[[roles]]\nid = \"junior\"\ngrade = 5\n[[roles]]\nid = \"senior\"\ngrade = 7"),
        Example::good(
            "[[roles]]\nid = \"senior\"\ngrade = 7\n[[roles]]\nid = \"manager\"\ngrade = 5\ntrack = \"manager\"",
        ),
    ],
    look: Some(order),
}];

fn order(subject: &Subject<'_>, report: &mut Report<'_>) {
    let mut last: Vec<(Option<Track>, i64, &str)> = Vec::new();
    for (n, role) in subject.family.roles.iter().enumerate() {
        let node = Node::Role(n);
        let Some(Grade::Number(grade)) = role.body.grade else {
            continue;
        };
        if subject.is_archived(node) {
            continue;
        }
        let title = subject.family.title(node);
        match last.iter_mut().find(|(track, ..)| *track == role.body.track) {
            Some((_, before, above)) => {
                if grade < *before {
                    report.find(
                        node,
                        Site::Key("grade"),
                        // As text, since a grade is no number that counts things.
                        said!(
                            "check-stands-below",
                            title,
                            grade = grade.to_string(),
                            above,
                            before = before.to_string()
                        ),
                        said!("check-put-roles-in-order"),
                    );
                }
                (*before, *above) = (grade, title);
            }
            None => last.push((role.body.track, grade, title)),
        }
    }
}
