//! What the next level asks, out: as text, as a checklist in Markdown, and as JSON.
//!
//! Knows the delta and the sibling modules for Markdown, width and cleaning. Knows nothing of who prints or draws.

use std::ops::Range;

use serde_json::{Value, json};

use super::clean::clean_line;
use super::compare::{emphasised, escaped};
use super::inline::plain;
use super::marked::{MarkedLine, MarkedPage};
use super::wrap::width;
use crate::model::{Cell, Delta, DeltaChange, DeltaSection, word_marks};
use crate::text::{amid, text};

/// Values up to so many columns stand on one line with what they were before.
const SHORT: usize = 30;

/// What became of some lines of a role on the way to the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// They are new.
    Added,
    /// They say something else of the same thing.
    Changed,
    /// They seem to say the same in other words.
    Reworded,
    /// They are not there any more.
    Dropped,
}

impl Deed {
    /// In the order in which they are shown: what is new comes first.
    pub const ALL: [Self; 4] = [Self::Added, Self::Changed, Self::Reworded, Self::Dropped];

    /// In words, above the lines.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Added => text!("show-new"),
            Self::Changed => text!("show-changed"),
            Self::Reworded => text!("show-reworded-as-far-as-one"),
            Self::Dropped => text!("show-no-longer-asked"),
        }
    }

    /// In words, behind a number.
    fn counted(self) -> &'static str {
        match self {
            Self::Added => text!("show-so-many-new"),
            Self::Changed => text!("show-so-many-changed"),
            Self::Reworded => text!("show-so-many-reworded"),
            Self::Dropped => text!("show-no-longer-asked-2"),
        }
    }

    /// The sign before a line.
    pub fn sign(self) -> char {
        match self {
            Self::Added => '+',
            Self::Changed => '≠',
            Self::Reworded => '~',
            Self::Dropped => '-',
        }
    }

    fn of(change: &DeltaChange) -> Self {
        match change {
            DeltaChange::Added(_) => Self::Added,
            DeltaChange::Dropped(_) => Self::Dropped,
            DeltaChange::Changed { .. } => Self::Changed,
            DeltaChange::Reworded { .. } => Self::Reworded,
        }
    }
}

/// One side of a change as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownSide {
    /// Harmless, on one line, Markdown taken off.
    pub text: String,
    /// The bytes that differ from the other side.
    pub marks: Vec<Range<usize>>,
}

/// What the first role says, and what the next one says; at least one of them says something.
pub fn shown(change: &DeltaChange) -> (Option<ShownSide>, Option<ShownSide>) {
    let taken_off = |cell: &Cell| clean_line(plain(&cell.text, true).trim()).into_owned();
    let (before, after) = sides(change);
    let (mut old, mut new) = (before.map(taken_off), after.map(taken_off));
    if old == new {
        // What differs in its Markdown alone is shown with it.
        let as_written = |cell: &Cell| clean_line(cell.text.trim()).into_owned();
        (old, new) = (before.map(as_written), after.map(as_written));
    }
    let mut marks = word_marks(&[old.as_deref(), new.as_deref()]).into_iter();
    let mut side = |text: Option<String>| {
        let marks = marks.next().unwrap_or_default();
        text.map(|text| ShownSide { text, marks })
    };
    (side(old), side(new))
}

/// What the two roles say.
pub fn sides(change: &DeltaChange) -> (Option<&Cell>, Option<&Cell>) {
    match change {
        DeltaChange::Added(cell) => (None, Some(cell)),
        DeltaChange::Dropped(cell) => (Some(cell), None),
        DeltaChange::Changed { before, after } | DeltaChange::Reworded { before, after, .. } => {
            (Some(before), Some(after))
        }
    }
}

/// The changes of a section with a deed.
pub fn with(section: &DeltaSection, deed: Deed) -> impl Iterator<Item = &DeltaChange> {
    let changes = section.changes.iter();
    changes.filter(move |change| Deed::of(change) == deed)
}

/// How many lines of a section are new, changed and so on, in words.
pub fn counts(section: &DeltaSection) -> String {
    let counted = Deed::ALL.map(|deed| (with(section, deed).count(), deed.counted()));
    let kept = (section.kept.len(), text!("show-as-before"));
    let parts = counted.into_iter().chain([kept]);
    let parts = parts.filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    parts.join(", ")
}

/// `6 → 7` for short values, where nothing has to be pointed out.
pub fn short(change: &DeltaChange) -> Option<String> {
    let (before, after) = shown(change);
    let (before, after) = (before?, after?);
    let is_short = |side: &ShownSide| width(&side.text) <= SHORT;
    let together = is_short(&before) && is_short(&after) && Deed::of(change) == Deed::Changed;
    together.then(|| format!("{} → {}", before.text, after.text))
}

/// A delta as lines, wrapped at `columns`; `None` never wraps. With `brackets` what differs stands in brackets, for
/// where it cannot be underlined.
pub fn text(delta: &Delta, columns: Option<usize>, brackets: bool) -> Vec<MarkedLine> {
    let mut page = MarkedPage::new(columns, brackets);
    let addresses = [
        (text!("show-from"), &delta.from),
        (text!("show-to"), &delta.to),
    ];
    for ((lead, address), title) in addresses.into_iter().zip(&delta.titles) {
        page.put(lead, "", &clean_line(&format!("{title} ({address})")), &[]);
    }
    let mut is_first = true;
    for section in delta.sections.iter().filter(|s| !s.changes.is_empty()) {
        let topic = section.topic;
        let label = match topic.is_scalar() {
            true => format!("{}: ", topic.heading()),
            false => String::new(),
        };
        if !topic.is_scalar() || std::mem::take(&mut is_first) {
            page.blank();
        }
        if !topic.is_scalar() {
            page.heading(&format!("{}: {}", topic.heading(), counts(section)));
        }
        for deed in Deed::ALL {
            for change in with(section, deed) {
                let lead = format!("{} ", deed.sign());
                if let Some(text) = short(change) {
                    page.put(&lead, &label, &text, &[]);
                    continue;
                }
                match shown(change) {
                    (Some(old), Some(new)) => {
                        page.put(&lead, &label, &new.text, &new.marks);
                        page.put("  ", text!("show-it-was"), &old.text, &old.marks);
                    }
                    (Some(side), None) | (None, Some(side)) => {
                        page.put(&lead, &label, &side.text, &side.marks);
                    }
                    (None, None) => {}
                }
            }
        }
    }
    page.blank();
    page.put("", "", &ending(delta), &[]);
    page.lines
}

/// What the signs mean, as far as there are such.
fn ending(delta: &Delta) -> String {
    let signs = Deed::ALL.iter().filter(|deed| {
        let mut sections = delta.sections.iter();
        sections.any(|section| with(section, **deed).next().is_some())
    });
    let meanings: Vec<String> = signs
        .map(|deed| format!("{} {}", deed.sign(), amid(deed.heading())))
        .collect();
    match meanings.is_empty() {
        true => text!("show-no-difference").to_owned(),
        false => format!("{}.", meanings.join("; ")),
    }
}

/// A delta as a checklist in Markdown, with a newline at its end: a box for everything that the next role asks anew.
pub fn markdown(delta: &Delta) -> String {
    let [from, to] = [&delta.titles[0], &delta.titles[1]].map(|title| escaped(title));
    let [at, there] = [&delta.from, &delta.to].map(|address| escaped(&address.to_string()));
    let mut out = text!("show-from-to-from-to", from, to, at, there);
    let mut has_scalars = false;
    for section in delta.sections.iter().filter(|s| !s.changes.is_empty()) {
        let topic = section.topic;
        if topic.is_scalar() {
            if !std::mem::replace(&mut has_scalars, true) {
                out.push('\n');
            }
            for change in &section.changes {
                let value = match short(change) {
                    Some(text) => escaped(&text),
                    None => checklist_text(change),
                };
                out.push_str(&format!("- {}: {value}\n", topic.heading()));
            }
            continue;
        }
        out.push_str(&format!("\n## {}\n", topic.heading()));
        for deed in Deed::ALL {
            let mut changes = with(section, deed).peekable();
            if changes.peek().is_some() {
                out.push_str(&format!("\n### {}\n\n", deed.heading()));
            }
            for change in changes {
                let box_or_not = match deed {
                    Deed::Dropped => "",
                    _ => "[ ] ",
                };
                out.push_str(&format!("- {box_or_not}{}\n", checklist_text(change)));
            }
        }
    }
    if delta.is_empty() {
        out.push_str(text!("show-no-difference-2"));
    }
    out
}

fn checklist_text(change: &DeltaChange) -> String {
    match shown(change) {
        (Some(old), Some(new)) => {
            let (new, old) = (
                emphasised(&new.text, &new.marks),
                emphasised(&old.text, &old.marks),
            );
            text!("show-was", new, old)
        }
        (Some(side), None) => format!("~~{}~~", escaped(&side.text)),
        (None, Some(side)) => escaped(&side.text),
        (None, None) => String::new(),
    }
}

/// A delta as JSON: `{from, to, sections: [{name, added, dropped, changed, reworded, kept}]}`. Changed and reworded are
/// pairs `{from, to}`; of what is reworded `closeness`, from 0 to 1, says how much of a guess it is. The keys are a
/// contract.
pub fn json(delta: &Delta) -> Value {
    let sections = delta.sections.iter().map(|section| {
        let texts = |deed: Deed| -> Vec<&str> {
            let cells = with(section, deed).filter_map(|change| match sides(change) {
                (Some(cell), _) | (None, Some(cell)) => Some(cell.text.as_str()),
                (None, None) => None,
            });
            cells.collect()
        };
        let pairs = |deed: Deed| -> Vec<Value> {
            let pairs = with(section, deed).filter_map(|change| match change {
                DeltaChange::Changed { before, after } => {
                    Some(json!({ "from": before.text, "to": after.text }))
                }
                DeltaChange::Reworded {
                    before,
                    after,
                    closeness,
                } => Some(json!({
                    "from": before.text,
                    "to": after.text,
                    "closeness": (closeness * 100.0).round() / 100.0,
                })),
                DeltaChange::Added(_) | DeltaChange::Dropped(_) => None,
            });
            pairs.collect()
        };
        json!({
            "name": section.topic.key(),
            "added": texts(Deed::Added),
            "dropped": texts(Deed::Dropped),
            "changed": pairs(Deed::Changed),
            "reworded": pairs(Deed::Reworded),
            "kept": section.kept.len(),
        })
    });
    json!({
        "from": delta.from.to_string(),
        "to": delta.to.to_string(),
        "sections": sections.collect::<Vec<Value>>(),
    })
}
