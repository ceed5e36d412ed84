//! What the catalog's own rules, `[house]` in `catalog.toml`, ask of every role that somebody can hold. Judged with all
//! that is inherited, and reported where it would best be written: for the family when no role has it, else for the role,
//! else for the variation.

use super::super::report::{Fix, Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::Subject;
use crate::document::{Edit, Severity};
use crate::model::{Effective, ListKind, Need, Node};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "check-settings",
        severity: Severity::Warning,
        area: Area::House,
        says: "A line of `[check]` in `catalog.toml` that has no effect: a rule or a word that there is not.",
        why: "Whoever wrote it relies on it. Mostly a name is misspelled.",
        // It is about the settings and not about a family.
        examples: &[],
        look: None,
    },
    Rule {
        id: "missing-section",
        severity: Severity::Error,
        area: Area::House,
        says: "A role lacks what the catalog requires of every role: `required` in `[house]`.",
        why: "Whoever reads or publishes a role counts on these being there. A word in `required` that is no field of \
              a role is the heading of a section.",
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
        says: "A role lacks an item that every role of the catalog must carry: `mandatory_items` in `[house]`.",
        why: "The house asks it of everybody, and a role that does not say so is hired for without it.",
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
        says: "A role asks for more than the catalog allows: `requirement_budget` in `[house]`.",
        why: "Long lists keep good people away, and some more than others: Mohr, \"Why women don't apply for jobs \
              unless they're 100% qualified\", Harvard Business Review, 2014. What is only preferred is not counted.",
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

/// Who lacks it, in words.
fn who(subject: &Subject<'_>, node: Node) -> String {
    match node {
        Node::Family if subject.family.roles.len() > 1 => "no role of this family".to_owned(),
        node => subject.family.title(node).to_owned(),
    }
}

fn missing_section(subject: &Subject<'_>, report: &mut Report<'_>) {
    let family = subject.family;
    for key in &subject.around.catalog.settings.house.required {
        let (site, name): (&'static str, String) = match key.as_str() {
            "responsibilities" => ("responsibilities", "responsibilities".into()),
            "requirements" => ("requirements", "requirements".into()),
            "nice_to_have" => ("nice_to_have", "nice-to-haves".into()),
            "performance_indicators" => ("performance_indicators", "performance indicators".into()),
            "career_ladder" => ("career_ladder", "career ladder".into()),
            "hiring_process" => ("hiring_process", "hiring process".into()),
            "reports_to" => ("reports_to", "manager to report to".into()),
            "review_due" => ("review_due", "day of its next review".into()),
            "grade" | "summary" | "status" | "owner" | "tags" | "track" => ("title", key.clone()),
            heading => ("title", format!("section \"{heading}\"")),
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
            let who = who(subject, node);
            let article = match who.starts_with("no role") {
                true if name.ends_with('s') => "",
                true => "a ",
                false => "no ",
            };
            report.find(
                node,
                Site::Key(site),
                format!("{who} has {article}{name}"),
                "Write it here, or in the family for all of its roles.",
            );
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
            !lines.any(|line| bare(&line.item.text) == wanted)
        };
        for node in lacking(subject, lacks) {
            let requirements = subject.family.body(node);
            let at = requirements.map_or(0, |body| body.list(ListKind::Requirements).len());
            let fix = Fix {
                label: "add it to the requirements".into(),
                edits: vec![Edit::Add {
                    node,
                    list: ListKind::Requirements,
                    at,
                    texts: vec![item.clone()],
                }],
            };
            let who = match who(subject, node) {
                who if who.starts_with("no role") => format!("{who} has"),
                who => format!("{who} lacks"),
            };
            report.mend(
                node,
                Site::Key("requirements"),
                format!("{who} \"{item}\", which every role must carry"),
                "Add it here, or to the family for all of its roles.",
                Some(fix),
            );
        }
    }
}

fn budget(subject: &Subject<'_>, report: &mut Report<'_>) {
    let Some(budget) = subject.around.catalog.settings.house.requirement_budget else {
        return;
    };
    for role in subject.held() {
        let musts = role.list(ListKind::Requirements).iter();
        let musts = musts.filter(|line| line.item.more.need != Some(Need::Preferred));
        let count = musts.count();
        if i64::try_from(count).is_ok_and(|count| count > budget) {
            report.find(
                role.position.node(),
                Site::Key("requirements"),
                format!("{} has {count} requirements; the catalog allows {budget}", role.title),
                "Take out what people can learn on the job, or move it to nice_to_have.",
            );
        }
    }
}
