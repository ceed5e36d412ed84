//! What a line of a family is, and how its text is read from the family. Knows neither folding nor queries.

use std::borrow::Cow;

use crate::model::{Body, Family, ListKind, Node, key_in_words};
use crate::text::text;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The title; of a position, as it is read on its own.
    Title,
    /// The summary.
    Summary,
    /// An item of one of the three lists.
    List(ListKind),
    /// A performance indicator and its target.
    Indicator,
    /// The career ladder: prose, or a step.
    Ladder,
    /// The hiring process: intro, a step, or outro.
    Hiring,
    /// The heading or a line of a section.
    Section,
    /// A tag.
    Tag,
    /// The title of a manager.
    ReportsTo,
    /// The id of a role or a variation, or the key of a family.
    Id,
}

impl Field {
    /// What a part of a family's file can say, in the order in which it is indexed. The title of a role is not
    /// among it: it is a line of its positions, which say it together with their variations.
    pub(super) const WRITTEN: [Self; 12] = [
        Self::Id,
        Self::Title,
        Self::Summary,
        Self::Tag,
        Self::ReportsTo,
        Self::List(ListKind::Responsibilities),
        Self::List(ListKind::Requirements),
        Self::List(ListKind::NiceToHave),
        Self::Indicator,
        Self::Ladder,
        Self::Hiring,
        Self::Section,
    ];

    /// Its number among [`Self::WRITTEN`].
    pub(super) fn nth(self) -> usize {
        match self {
            Self::Id => 0,
            Self::Title => 1,
            Self::Summary => 2,
            Self::Tag => 3,
            Self::ReportsTo => 4,
            Self::List(kind) => 5 + kind as usize,
            Self::Indicator => 8,
            Self::Ladder => 9,
            Self::Hiring => 10,
            Self::Section => 11,
        }
    }

    /// Whether lines of it name other roles or say how people are hired, and so say little about what the role is.
    pub(super) fn is_about_others(self) -> bool {
        matches!(self, Self::Ladder | Self::Hiring | Self::ReportsTo)
    }

    /// The key in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Summary => "summary",
            Self::List(kind) => kind.key(),
            Self::Indicator => "performance_indicators",
            Self::Ladder => "career_ladder",
            Self::Hiring => "hiring_process",
            Self::Section => "sections",
            Self::Tag => "tags",
            Self::ReportsTo => "reports_to",
            Self::Id => "id",
        }
    }

    /// The key as people read it.
    pub fn shown(self) -> &'static str {
        key_in_words(self.name())
    }

    /// What to call it before a line of it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Title => text!("query-line-title"),
            Self::Summary => text!("query-line-summary"),
            Self::List(ListKind::Responsibilities) => text!("query-line-responsibility"),
            Self::List(ListKind::Requirements) => text!("query-line-requirement"),
            Self::List(ListKind::NiceToHave) => text!("query-line-nice-to-have"),
            Self::Indicator => text!("query-line-indicator"),
            Self::Ladder => text!("query-line-ladder"),
            Self::Hiring => text!("query-line-hiring"),
            Self::Section => text!("query-line-section"),
            Self::Tag => text!("query-line-tag"),
            Self::ReportsTo => text!("query-line-reports-to"),
            Self::Id => text!("query-line-id"),
        }
    }
}

/// Hands over each line of one field of one part of a family, with its place in its list.
pub(super) fn texts<'f>(
    key: &'f str,
    family: &'f Family,
    node: Node,
    field: Field,
    mut take: impl FnMut(usize, Cow<'f, str>),
) {
    let Some(body) = family.body(node) else {
        return;
    };
    let mut one = |text: Option<&'f str>| {
        if let Some(text) = text {
            take(0, text.into());
        }
    };
    match field {
        Field::Id => one(Some(family.id(node).unwrap_or(key))),
        Field::Title if node == Node::Family => one(body.title.as_deref()),
        Field::Title => {}
        Field::Summary => one(body.summary.as_deref()),
        Field::Tag => each(&body.more.tags, String::as_str, take),
        Field::ReportsTo => each(&body.reports_to, |manager| &manager.title, take),
        Field::List(kind) => each(body.list(kind), |item| item.text(), take),
        Field::Indicator => indicators(body, take),
        Field::Ladder => {
            one(body.more.career_ladder.summary.as_deref());
            for (n, step) in body.more.career_ladder.steps.iter().enumerate() {
                let kind = step.kind.as_deref().unwrap_or_default();
                take(n, format!("{} → {} {kind}", step.from, step.to).into());
            }
        }
        Field::Hiring => {
            one(body.more.hiring_process.intro.as_deref());
            each(&body.more.hiring_process.steps, String::as_str, &mut take);
            if let Some(outro) = &body.more.hiring_process.outro {
                take(0, outro.into());
            }
        }
        Field::Section if node == Node::Family => sections(family, take),
        Field::Section => {}
    }
}

fn each<'f, T>(
    items: &'f [T],
    text: impl Fn(&'f T) -> &'f str,
    mut take: impl FnMut(usize, Cow<'f, str>),
) {
    for (n, item) in items.iter().enumerate() {
        take(n, text(item).into());
    }
}

fn indicators<'f>(body: &'f Body, mut take: impl FnMut(usize, Cow<'f, str>)) {
    for (n, indicator) in body.more.performance_indicators.iter().enumerate() {
        let name = indicator.name.as_str();
        let text = match &indicator.target {
            Some(target) => format!("{name} {target}").into(),
            None => name.into(),
        };
        take(n, text);
    }
}

/// A body can be a page; what is shown of it should be the line that was found.
fn sections<'f>(family: &'f Family, mut take: impl FnMut(usize, Cow<'f, str>)) {
    for (n, section) in family.sections.iter().enumerate() {
        let lines = std::iter::once(section.heading.as_str()).chain(section.body.lines());
        for line in lines.filter(|line| !line.trim().is_empty()) {
            take(n, line.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_numbered_as_they_are_indexed() {
        let numbers: Vec<usize> = Field::WRITTEN.into_iter().map(Field::nth).collect();
        assert_eq!(numbers, (0..Field::WRITTEN.len()).collect::<Vec<_>>());
    }
}
