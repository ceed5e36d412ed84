//! What names a role must name one that is there.

use super::super::report::{Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::Subject;
use crate::document::Severity;
use crate::document::replace::nodes;
use crate::model::{Node, VariationKind};
use crate::text::said;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "unknown-role",
        severity: Severity::Error,
        area: Area::References,
        examples: &[
            Example::bad(
                "[[roles]]\nid = \"a\"\n[[specialties]]\nid = \"s\"\nroles = [\"a\", \"b\"]",
                &["roles"],
            ),
            Example::good("[[roles]]\nid = \"a\"\n[[specialties]]\nid = \"s\"\nroles = [\"a\"]"),
        ],
        look: Some(unknown_role),
    },
    Rule {
        id: "varies-nothing",
        severity: Severity::Warning,
        area: Area::References,
        examples: &[
            Example::bad("[[specialties]]\nid = \"s\"", &["id"]),
            Example::good("[[roles]]\nid = \"a\"\n[[specialties]]\nid = \"s\""),
        ],
        look: Some(varies_nothing),
    },
    Rule {
        id: "unknown-reference",
        severity: Severity::Error,
        area: Area::References,
        examples: &[
            Example::bad(
                "[[roles]]\nid = \"a\"\nreports_to = [{ title = \"Head\", role = \"head\" }]",
                &["reports_to"],
            ),
            Example::bad(
                "[[roles]]\nid = \"a\"\n[[career_ladder.steps]]\nfrom = \"a\"\nto = \"b\"",
                &["career_ladder"],
            ),
            Example::good(
                "[[roles]]\nid = \"a\"\nreports_to = [{ title = \"Head\" }]\n[[roles]]\nid = \"b\"\n\
                 [[career_ladder.steps]]\nfrom = \"a\"\nto = \"b\"",
            ),
        ],
        look: Some(unknown_reference),
    },
];

fn unknown_role(subject: &Subject<'_>, report: &mut Report<'_>) {
    let family = subject.family;
    for node in nodes(family) {
        let roles = family.variation(node).map_or(&[][..], |v| &v.roles);
        for id in roles.iter().filter(|id| family.role_index(id).is_none()) {
            report.find(
                node,
                Site::Key("roles"),
                said!("check-varies-unknown", title = family.title(node), id),
                said!("check-name-ids-of-roles"),
            );
        }
    }
}

fn varies_nothing(subject: &Subject<'_>, report: &mut Report<'_>) {
    let family = subject.family;
    for node in nodes(family) {
        let (kind, place) = match node {
            Node::Specialty(place) => (VariationKind::Specialty, place),
            Node::Segment(place) => (VariationKind::Segment, place),
            Node::Family | Node::Role(_) => continue,
        };
        let mut roles = 0..family.roles.len();
        if !roles.any(|role| family.variations_of(kind, role).any(|n| n == place)) {
            report.find(
                node,
                Site::Key("id"),
                said!("check-varies-no-role", title = family.title(node)),
                said!("check-add-the-role-that-it-varies"),
            );
        }
    }
}

fn unknown_reference(subject: &Subject<'_>, report: &mut Report<'_>) {
    let resolves = |reference: &str| {
        let catalog = subject.around.catalog;
        catalog.refer(&subject.document.key, reference).is_some()
    };
    for node in nodes(subject.family) {
        let Some(body) = subject.family.body(node) else {
            continue;
        };
        let managers = body.reports_to.iter();
        let managers = managers.filter_map(|manager| manager.role.as_deref());
        let steps = body.more.career_ladder.steps.iter();
        let steps = steps.flat_map(|step| [step.from.as_str(), step.to.as_str()]);
        let references = managers
            .map(|reference| ("reports_to", reference))
            .chain(steps.map(|reference| ("career_ladder", reference)));
        for (field, reference) in references.filter(|(_, reference)| !resolves(reference)) {
            report.find(
                node,
                Site::Key(field),
                said!("check-names-unknown", field, reference),
                said!("check-name-an-id-or-an-address"),
            );
        }
    }
}
