//! What an effective role says about each topic, line by line.

use super::{Cell, Topic, Written};
use crate::model::{Effective, EffectiveItem, Family, LadderStep, Need, Node, Sourced, lineage};

/// A line, and what else than its words tells which line of another role belongs to it.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) cell: Cell,
    /// Lines of one name belong together, whatever they say.
    pub(super) name: Option<String>,
    /// Whether it may be paired with what reads like it.
    pub(super) by_likeness: bool,
}

pub(super) fn of(topic: Topic, role: &Effective, family: &Family) -> Vec<Line> {
    let mut lines = match topic {
        Topic::Grade => scalar(role.grade.as_ref(), ToString::to_string),
        Topic::ReportsTo => scalar(role.reports_to.as_ref(), |managers| {
            // Titles have commas of their own.
            let titles: Vec<&str> = managers.iter().map(|m| m.title.as_str()).collect();
            titles.join("; ")
        }),
        Topic::Track => scalar(role.track.as_ref(), ToString::to_string),
        Topic::Status => scalar(role.status.as_ref(), ToString::to_string),
        Topic::Owner => scalar(role.owner.as_ref(), ToString::to_string),
        Topic::ReviewDue => scalar(role.review_due.as_ref(), ToString::to_string),
        Topic::Summary => scalar(role.summary.as_ref(), ToString::to_string),
        Topic::Tags => tags(role, family),
        Topic::List(list) => role.list(list).iter().map(item).collect(),
        Topic::Indicators => indicators(role),
        Topic::Ladder => ladder(role, family),
        Topic::Hiring => hiring(role),
    };
    // What says nothing is no line.
    lines.retain(|line| !line.cell.text.trim().is_empty());
    for (at, line) in lines.iter_mut().enumerate() {
        line.cell.at = at;
    }
    lines
}

fn line(text: impl Into<String>, written: Vec<Written>) -> Line {
    Line {
        cell: Cell {
            text: text.into(),
            at: 0,
            written,
        },
        name: None,
        by_likeness: true,
    }
}

/// A line that has its own place, as a grade has.
fn pinned(name: &str, text: impl Into<String>, node: Node) -> Line {
    Line {
        name: Some(name.to_owned()),
        by_likeness: false,
        ..line(text, vec![Written { node, index: None }])
    }
}

fn scalar<T>(value: Option<&Sourced<T>>, say: impl Fn(&T) -> String) -> Vec<Line> {
    let pin = |sourced: &Sourced<T>| pinned("", say(&sourced.value), sourced.from);
    value.map(pin).into_iter().collect()
}

fn tags(role: &Effective, family: &Family) -> Vec<Line> {
    let layers = lineage(family, role.position, None);
    let tags = role.tags.iter();
    tags.map(|tag| {
        let says = |node: &&Node| {
            let body = family.body(**node);
            body.is_some_and(|body| body.more.tags.contains(tag))
        };
        let written = layers.iter().filter(says).map(|node| Written {
            node: *node,
            index: None,
        });
        let own = Written {
            node: role.position.node(),
            index: None,
        };
        let written: Vec<Written> = written.collect();
        let written = if written.is_empty() {
            vec![own]
        } else {
            written
        };
        Line {
            by_likeness: false,
            ..line(tag, written)
        }
    })
    .collect()
}

/// An item with its need, which is a part of what it asks.
fn item(item: &EffectiveItem) -> Line {
    let written = item.origins.iter().map(|origin| Written {
        node: origin.node,
        index: Some(origin.index),
    });
    let text = item.item.text().trim();
    let text = match item.item.more().need {
        Some(Need::Must) => format!("{text} (must)"),
        Some(Need::Preferred) => format!("{text} (preferred)"),
        None => text.to_owned(),
    };
    line(text, written.collect())
}

fn element(text: impl Into<String>, node: Node, index: usize) -> Line {
    let index = Some(index);
    line(text, vec![Written { node, index }])
}

fn indicators(role: &Effective) -> Vec<Line> {
    let Some(indicators) = &role.performance_indicators else {
        return Vec::new();
    };
    let lines = indicators.value.iter().enumerate();
    lines
        .map(|(index, indicator)| {
            let text = match &indicator.target {
                Some(target) => format!("{}: {target}", indicator.name.trim()),
                None => indicator.name.trim().to_owned(),
            };
            Line {
                name: Some(indicator.name.trim().to_lowercase()),
                ..element(text, indicators.from, index)
            }
        })
        .collect()
}

fn ladder(role: &Effective, family: &Family) -> Vec<Line> {
    let Some(ladder) = &role.career_ladder else {
        return Vec::new();
    };
    let summary = ladder.value.summary.iter();
    let summary = summary.map(|text| pinned("summary", text, ladder.from));
    let steps = ladder.value.steps.iter().enumerate();
    let steps = steps.map(|(index, step)| Line {
        by_likeness: false,
        ..element(step_in_words(step, family), ladder.from, index)
    });
    summary.chain(steps).collect()
}

/// `Accountant → Senior Accountant (promotion)`; an address of elsewhere as it is written.
fn step_in_words(step: &LadderStep, family: &Family) -> String {
    let named = |reference: &str| match family.named(reference) {
        Some(node) => family.title(node).to_owned(),
        None => reference.to_owned(),
    };
    let kind = step.kind.as_deref();
    let kind = kind.map(|kind| format!(" ({kind})")).unwrap_or_default();
    format!("{} → {}{kind}", named(&step.from), named(&step.to))
}

fn hiring(role: &Effective) -> Vec<Line> {
    let Some(hiring) = &role.hiring_process else {
        return Vec::new();
    };
    let from = hiring.from;
    let (intro, outro) = (hiring.value.intro.iter(), hiring.value.outro.iter());
    let steps = hiring.value.steps.iter().enumerate();
    intro
        .map(|text| pinned("intro", text, from))
        .chain(steps.map(|(index, step)| element(step, from, index)))
        .chain(outro.map(|text| pinned("outro", text, from)))
        .collect()
}
