//! Titles of those who lead people, and of those who do not.

use super::super::report::{Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::Subject;
use crate::document::Severity;
use crate::model::{Node, Track};
use crate::text::said;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "manager-title",
        severity: Severity::Note,
        area: Area::House,
        examples: &[
            Example::bad(
                "[[roles]]\nid = \"a\"\ntitle = \"Manager, Payroll\"\n[[roles]]\nid = \"b\"\ntitle = \"Senior Payroll Manager\"",
                &["title"],
            ),
            Example::good(
                "[[roles]]\nid = \"a\"\ntitle = \"Manager, Payroll\"\n[[roles]]\nid = \"b\"\ntitle = \"Senior Manager, Payroll\"",
            ),
            // Two tracks, two kinds of title.
            Example::good(
                "[[roles]]\nid = \"a\"\ntitle = \"Manager, Product\"\ntrack = \"manager\"\n\
                 [[roles]]\nid = \"b\"\ntitle = \"Product Manager\"\ntrack = \"ic\"",
            ),
        ],
        look: Some(forms),
    },
    Rule {
        id: "manager-track",
        severity: Severity::Warning,
        area: Area::House,
        examples: &[
            Example::bad("[[roles]]\nid = \"a\"\ntitle = \"Manager, Payroll\"\ntrack = \"ic\"", &["track"]),
            Example::good("[[roles]]\nid = \"a\"\ntitle = \"Manager, Payroll\"\ntrack = \"manager\""),
            Example::good("[[roles]]\nid = \"a\"\ntitle = \"Product Manager\"\ntrack = \"ic\""),
        ],
        look: Some(track),
    },
];

/// How a title names a manager.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// "Senior Manager, X"
    Before,
    /// "Senior X Manager"
    Behind,
}

fn form(title: &str) -> Option<Form> {
    let title = title.to_lowercase();
    let (first, has_comma) = match title.split_once(',') {
        Some((first, _)) => (first, true),
        None => (title.as_str(), false),
    };
    let mut words = first.split_whitespace().rev();
    if words.next() != Some("manager") {
        return None;
    }
    let ranks = ["senior", "sr", "sr.", "associate", "assistant", "staff", "principal"];
    let is_named = words.any(|word| !ranks.contains(&word));
    match (has_comma, is_named) {
        (true, false) => Some(Form::Before),
        (false, true) => Some(Form::Behind),
        _ => None,
    }
}

fn forms(subject: &Subject<'_>, report: &mut Report<'_>) {
    let mut before: Option<(Node, Option<Track>)> = None;
    let roles: Vec<(Node, Form, Option<Track>)> = subject
        .parts()
        .filter(|(node, _)| matches!(node, Node::Role(_)))
        .filter_map(|(node, body)| Some((node, form(body.title.as_deref()?)?, body.track)))
        .collect();
    for (node, form, track) in &roles {
        if *form == Form::Before {
            before.get_or_insert((*node, *track));
        }
    }
    let Some((first, first_track)) = before else {
        return;
    };
    for (node, form, track) in roles {
        let differ = track.is_some() && first_track.is_some() && track != first_track;
        if form == Form::Behind && !differ {
            report.find(
                node,
                Site::Key("title"),
                said!(
                    "check-two-forms-of-title",
                    title = subject.family.title(node),
                    other = subject.family.title(first)
                ),
                said!("check-use-one-form"),
            );
        }
    }
}

fn track(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (node, body) in subject.parts() {
        let title = body.title.as_deref().unwrap_or_default().to_lowercase();
        let first = title.split_once(',').map(|(first, _)| first.trim());
        let last = first.and_then(|first| first.split_whitespace().next_back());
        let leads = matches!(last, Some("manager" | "director"));
        if leads && body.track == Some(Track::Ic) {
            report.find(
                node,
                Site::Key("track"),
                said!("check-leads-by-title-only", title = subject.family.title(node)),
                said!("check-set-track-or-reword"),
            );
        }
    }
}
