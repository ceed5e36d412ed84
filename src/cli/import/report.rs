//! What became of the pages, for people and for programs.

use serde_json::{Value, json};

use super::super::Failure;
use super::super::open::typed;
use super::super::output::{Output, note, notes_are_read};
use super::Outcome;
use crate::document::{Fate, Merging};
use crate::format::markdown::NoteKind;
use crate::text::text;

/// A line for each page and each note, so that each says where it belongs.
pub(super) fn print(outcomes: &[Outcome], brief: bool, out: &mut Output) -> Result<(), Failure> {
    for outcome in outcomes {
        let path = typed(&outcome.page.path).display().to_string();
        out.bold(&format!(
            "{path}: {} {}",
            outcome.fate.shown(),
            outcome.page.key
        ))?;
        out.end_line()?;
        let mut line = |text: &str| -> Result<(), Failure> {
            out.piece(text)?;
            Ok(out.end_line()?)
        };
        match &outcome.fate {
            Fate::Refused(why) | Fate::Failed(why) => line(&format!("{path}: {why}"))?,
            Fate::Conflicts(merging) => {
                for [place, base, ours, theirs] in conflicts(merging) {
                    let head = text!("import-changed-here-and-on-the-page", place);
                    line(&format!("{path}: {head}"))?;
                    for said in [
                        text!("import-before", text = base),
                        text!("import-catalog", text = ours),
                        text!("import-page", text = theirs),
                    ] {
                        line(&format!("{path}:   {said}"))?;
                    }
                }
            }
            Fate::New | Fate::Unchanged | Fate::Changed => {}
        }
        let notes = outcome.read.iter().flat_map(|read| &read.report.notes);
        for note in notes.filter(|note| !brief || note.kind == NoteKind::Look) {
            line(&format!(
                "{path}:{}: {}: {}",
                note.line,
                note.kind.shown(),
                note.text
            ))?;
        }
    }
    Ok(())
}

/// The places that a person decides about, and what the three versions say there.
fn conflicts(merging: &Merging) -> Vec<[String; 4]> {
    let said = |text: &Option<String>| {
        text.clone()
            .unwrap_or_else(|| text!("import-nothing").to_owned())
    };
    let conflicts = merging.conflicts().iter();
    conflicts
        .map(|conflict| {
            [
                conflict.place.clone(),
                said(&conflict.base),
                said(&conflict.ours),
                said(&conflict.theirs),
            ]
        })
        .collect()
}

/// The keys are a contract.
pub(super) fn as_json(outcomes: &[Outcome]) -> Value {
    let pages = outcomes.iter().map(|outcome| {
        let notes = outcome.read.iter().flat_map(|read| &read.report.notes);
        let notes: Vec<Value> = notes
            .map(|note| json!({ "line": note.line, "kind": note.kind.word(), "text": note.text.words() }))
            .collect();
        let problem = match &outcome.fate {
            Fate::Refused(why) | Fate::Failed(why) => Some(why.as_str()),
            _ => None,
        };
        let conflicts: Vec<Value> = match &outcome.fate {
            Fate::Conflicts(merging) => conflicts(merging)
                .into_iter()
                .map(|[place, base, ours, theirs]| {
                    json!({ "place": place, "before": base, "catalog": ours, "page": theirs })
                })
                .collect(),
            _ => Vec::new(),
        };
        json!({
            "page": outcome.page.path.to_string_lossy(),
            "address": outcome.page.key,
            "outcome": outcome.fate.word(),
            "problem": problem,
            "conflicts": conflicts,
            "notes": notes,
        })
    });
    json!({ "pages": pages.collect::<Vec<_>>() })
}

/// One line on how it went; and what to do about pages that were not taken.
pub(super) fn sum_up(outcomes: &[Outcome], dry_run: bool) {
    let count = |word: &str| {
        outcomes
            .iter()
            .filter(|outcome| outcome.fate.word() == word)
            .count()
    };
    let words = [
        "new",
        "changed",
        "unchanged",
        "conflict",
        "refused",
        "failed",
    ];
    let counts: Vec<String> = words
        .iter()
        .map(|word| (count(word), text!(&format!("import-fate-{word}"))))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    let reports = outcomes.iter().filter_map(|outcome| outcome.read.as_ref());
    let looks: usize = reports
        .map(|read| read.report.of(NoteKind::Look).count())
        .sum();
    if count("conflict") > 0 {
        note(text!("import-decide-with-prefer"));
    }
    if notes_are_read() || outcomes.len() > count("new") + count("unchanged") + count("changed") {
        let saved = match dry_run {
            true => text!("import-nothing-is-saved"),
            false => "",
        };
        note(&text!(
            "import-sum",
            counts = counts.join(", "),
            pages = outcomes.len(),
            looks,
            saved
        ));
    }
}
