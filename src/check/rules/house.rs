//! What the catalog's own rules, `[house]` in `catalog.toml`, ask of every role that somebody can hold. Judged with all
//! that is inherited, and reported where it would best be written: for the family when no role has it, else for the role,
//! else for the variation.

use super::super::report::{Fix, Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::Subject;
use crate::document::{Edit, Severity};
use crate::model::{Effective, ListKind, Need, Node};
use crate::text::said;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "check-settings",
        severity: Severity::Warning,
        area: Area::House,
        // It is about the settings and not about a family.
        examples: &[],
        look: None,
    },
    Rule {
        id: "missing-section",
        severity: Severity::Error,
        area: Area::House,
        examples: &[
            Example::bad("requirements = [\"a\"]\n[[roles]]\nid = \"x\"\n[[roles]]\nid = \"y\"", &["", "title"])
                .under("[house]\nrequired = [\"requirements\", \"responsibilities\", \"grade\"]"),
            Example::bad(
                "[[roles]]\nid = \"x\"\ngrade = 5\n[[roles]]\nid = \"y\"",
                &["[[roles]]"],
            )
            .under("[house]\nrequired = [\"grade\"]"),
            // The role itself is held with a specialty only, which says it.
            Example::good(
                "[[roles]]\nid = \"x\"\n[[specialties]]\nid = \"s\"\nrequirements = [\"a\"]",
            )
            .under("[house]\nrequired = [\"requirements\"]"),
            Example::good("[[sections]]\nheading = \"Travel\"\nbody = \"None.\"")
                .under("[house]\nrequired = [\"travel\"]"),
        ],
        look: Some(missing_section),
    },
    Rule {
        id: "missing-mandatory-item",
        severity: Severity::Error,
        area: Area::House,
        examples: &[
            Example::bad("requirements = [\"Knows IT\"]\n[[roles]]\nid = \"x\"", &["requirements"])
                .under("[house]\nmandatory_items = [\"Shares our values\"]"),
            Example::good("requirements = [\"shares our values.\"]\n[[roles]]\nid = \"x\"")
                .under("[house]\nmandatory_items = [\"Shares our values\"]"),
        ],
        look: Some(missing_item),
    },
    Rule {
        id: "requirement-budget",
        severity: Severity::Warning,
        area: Area::House,
        examples: &[
            Example::bad("requirements = [\"a\", \"b\", \"c\"]\n[[roles]]\nid = \"x\"", &["[[roles]]"])
                .under("[house]\nrequirement_budget = 2"),
            Example::good(
                "requirements = [\"a\", \"b\", { text = \"c\", need = \"preferred\" }]\n[[roles]]\nid = \"x\"",
            )
            .under("[house]\nrequirement_budget = 2"),
        ],
        look: Some(budget),
    },
];

/// The parts that lack something, given who lacks it: as few of them as say it all.
fn lacking(subject: &Subject<'_>, lacks: impl Fn(&Effective) -> bool) -> Vec<Node> {
    let held: Vec<(&Effective, bool)> = subject.held().map(|role| (role, lacks(role))).collect();
    if held.iter().all(|(_, lacks)| !lacks) {
        return Vec::new();
    }
    if held.iter().all(|(_, lacks)| *lacks) {
        return vec![Node::Family];
    }
    let mut parts = Vec::new();
    for (role, _) in held.iter().filter(|(_, lacks)| *lacks) {
        let of_role = |other: &Effective| other.position.role == role.position.role;
        let mut others = held.iter().filter(|(other, _)| of_role(other));
        let node = match (role.position.role, others.all(|(_, lacks)| *lacks)) {
            (Some(place), true) => Node::Role(place),
            _ => role.position.node(),
        };
        if !parts.contains(&node) {
            parts.push(node);
        }
    }
    parts
}

/// Whether none of several roles has it, so that they are spoken of together.
fn is_no_role(subject: &Subject<'_>, node: Node) -> bool {
    node == Node::Family && subject.family.roles.len() > 1
}

fn missing_section(subject: &Subject<'_>, report: &mut Report<'_>) {
    let family = subject.family;
    for key in &subject.around.catalog.settings.house.required {
        let (site, what): (&'static str, &str) = match key.as_str() {
            "responsibilities" => ("responsibilities", key),
            "requirements" => ("requirements", key),
            "nice_to_have" => ("nice_to_have", key),
            "performance_indicators" => ("performance_indicators", key),
            "career_ladder" => ("career_ladder", key),
            "hiring_process" => ("hiring_process", key),
            "reports_to" => ("reports_to", key),
            "review_due" => ("review_due", key),
            "grade" | "summary" | "status" | "owner" | "tags" | "track" => ("title", key),
            _ => ("title", "section"),
        };
        // Only roles have these.
        if family.roles.is_empty() && matches!(key.as_str(), "grade" | "reports_to" | "track") {
            continue;
        }
        let has_section = || {
            let mut sections = family.sections.iter();
            sections.any(|section| section.heading.trim().to_lowercase() == key.to_lowercase())
        };
        let lacks = |role: &Effective| match key.as_str() {
            "responsibilities" => role.list(ListKind::Responsibilities).is_empty(),
            "requirements" => role.list(ListKind::Requirements).is_empty(),
            "nice_to_have" => role.list(ListKind::NiceToHave).is_empty(),
            "performance_indicators" => role.performance_indicators.is_none(),
            "career_ladder" => role.career_ladder.is_none(),
            "hiring_process" => role.hiring_process.is_none(),
            "reports_to" => role.reports_to.is_none(),
            "review_due" => role.review_due.is_none(),
            "grade" => role.grade.is_none(),
            "summary" => role.summary.is_none(),
            "status" => role.status.is_none(),
            "owner" => role.owner.is_none(),
            "tags" => role.tags.is_empty(),
            "track" => role.track.is_none(),
            _ => !has_section(),
        };
        for node in lacking(subject, lacks) {
            let message = match is_no_role(subject, node) {
                true => said!("check-no-role-has", what, heading = key),
                false => {
                    let title = subject.family.title(node);
                    said!("check-has-none", title, what, heading = key)
                }
            };
            report.find(node, Site::Key(site), message, said!("check-write-it-here-or-in-family"));
        }
    }
}

/// A line as it is compared: without case, and without what ends it.
fn bare(text: &str) -> String {
    text.trim()
        .trim_end_matches(['.', ';', ','])
        .to_lowercase()
}

fn missing_item(subject: &Subject<'_>, report: &mut Report<'_>) {
    for item in &subject.around.catalog.settings.house.mandatory_items {
        let wanted = bare(item);
        let lacks = |role: &Effective| {
            let mut lines = role.lists.iter().flatten();
            !lines.any(|line| bare(line.item.text()) == wanted)
        };
        for node in lacking(subject, lacks) {
            let requirements = subject.family.body(node);
            let at = requirements.map_or(0, |body| body.list(ListKind::Requirements).len());
            let fix = Fix {
                label: said!("check-fix-add-to-requirements"),
                edits: vec![Edit::Add {
                    node,
                    list: ListKind::Requirements,
                    at,
                    texts: vec![item.clone()],
                }],
            };
            let message = match is_no_role(subject, node) {
                true => said!("check-no-role-has-mandatory-item", item),
                false => {
                    said!("check-lacks-mandatory-item", title = subject.family.title(node), item)
                }
            };
            let advice = said!("check-add-it-here-or-to-family");
            report.mend(node, Site::Key("requirements"), message, advice, Some(fix));
        }
    }
}

fn budget(subject: &Subject<'_>, report: &mut Report<'_>) {
    let Some(budget) = subject.around.catalog.settings.house.requirement_budget else {
        return;
    };
    for role in subject.held() {
        let musts = role.list(ListKind::Requirements).iter();
        let musts = musts.filter(|line| line.item.more().need != Some(Need::Preferred));
        let count = musts.count();
        if i64::try_from(count).is_ok_and(|count| count > budget) {
            report.find(
                role.position.node(),
                Site::Key("requirements"),
                said!("check-too-many-requirements", title = role.title, count, budget),
                said!("check-take-out-what-can-be-learnt"),
            );
        }
    }
}
