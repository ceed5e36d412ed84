//! The merged text: it says what the merge by structure says, in the words and with the comments of both sides as far
//! as they can stand together.

use super::super::edit::EditError;
use super::super::file::SETTINGS_KEY;
use super::super::layout;
use super::super::patch::{become_family, become_settings};
use super::super::problem::{Problem, ProblemKind};
use super::super::read::{Reading, mark_len, read_family, read_settings};
use super::super::schema::Kind;
use super::foreign::{self, Foreign};
use super::{Choice, ChoiceError, Conflict, Merged, merge_families, merge_settings};
use crate::model::{Family, Settings};
use crate::text::text;

/// One of the three texts of a merge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// What both come from.
    Base,
    /// What is here.
    Ours,
    /// What the other side has.
    Theirs,
}

/// Why texts cannot be merged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// One of them is not TOML.
    #[error("{}", .problem.kind)]
    Unreadable {
        /// Which.
        side: Side,
        /// Where and why.
        problem: Box<Problem>,
    },
    /// What was merged cannot be written into either text.
    #[error("{}", text!("merge-the-merged-text-cannot-be", what = .0))]
    Unwritable(EditError),
}

/// A merge of three texts, with what is still to be decided.
#[derive(Debug, Clone)]
pub struct Merging {
    whole: Whole,
    base: String,
    ours: String,
    theirs: String,
    /// What is no part of the format, and what was decided about that.
    foreign: Foreign,
    foreign_choices: Vec<Option<Choice>>,
    /// Those of the whole, and behind them those about what is no part of the format.
    conflicts: Vec<Conflict>,
    text: String,
    left_out: Vec<String>,
}

#[derive(Debug, Clone)]
enum Whole {
    Family(Box<Merged<Family>>),
    Settings(Box<Merged<Settings>>),
}

/// Merges what two sides made of the text of a file with this key; an empty base stands for none.
///
/// # Errors
/// [`MergeError`]; a text that is not TOML is never taken for an empty one.
pub fn merge_texts(key: &str, base: &str, ours: &str, theirs: &str) -> Result<Merging, MergeError> {
    let sides = [
        (Side::Base, base),
        (Side::Ours, ours),
        (Side::Theirs, theirs),
    ];
    let whole = match key {
        SETTINGS_KEY => {
            let [base, ours, theirs] = read_all(sides, read_settings)?;
            Whole::Settings(Box::new(merge_settings(&base, &ours, &theirs)))
        }
        _ => {
            let [base, ours, theirs] = read_all(sides, read_family)?;
            Whole::Family(Box::new(merge_families(&base, &ours, &theirs)))
        }
    };
    let mut merging = Merging {
        whole,
        base: base.to_owned(),
        ours: ours.to_owned(),
        theirs: theirs.to_owned(),
        foreign: Foreign::default(),
        foreign_choices: Vec::new(),
        conflicts: Vec::new(),
        text: String::new(),
        left_out: Vec::new(),
    };
    merging.write()?;
    merging.foreign_choices = vec![None; merging.foreign.conflicts.len()];
    Ok(merging)
}

fn read_all<T>(
    sides: [(Side, &str); 3],
    read: impl Fn(&str) -> Reading<T>,
) -> Result<[T; 3], MergeError> {
    let [base, ours, theirs] = sides.map(|(side, text)| {
        let mut reading = read(text);
        reading.value.ok_or_else(|| MergeError::Unreadable {
            side,
            problem: Box::new(match reading.problems.is_empty() {
                true => Problem::whole(ProblemKind::NoTitle),
                false => reading.problems.remove(0),
            }),
        })
    });
    Ok([base?, ours?, theirs?])
}

impl Merging {
    /// The merged text. It is good TOML and holds no marks; where nothing is decided yet, ours stands.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What both sides changed in different ways. The places in this list stay, whatever is decided.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// What was decided about a conflict.
    pub fn choice(&self, n: usize) -> Option<&Choice> {
        if let Some(n) = self.is_foreign(n) {
            return self.foreign_choices.get(n).and_then(Option::as_ref);
        }
        match &self.whole {
            Whole::Family(merged) => merged.choice(n),
            Whole::Settings(merged) => merged.choice(n),
        }
    }

    /// The place of a conflict among those about what is no part of the format, if it is one of them.
    fn is_foreign(&self, n: usize) -> Option<usize> {
        n.checked_sub(self.conflicts.len() - self.foreign.conflicts.len())
    }

    /// What came from theirs, and what of it could not be kept, in words.
    pub fn notes(&self) -> Vec<String> {
        let notes = match &self.whole {
            Whole::Family(merged) => merged.notes(),
            Whole::Settings(merged) => merged.notes(),
        };
        let foreign = &self.foreign.notes;
        let all = notes.iter().chain(foreign).chain(&self.left_out);
        all.cloned().collect()
    }

    /// What of either side could not be kept, in words: comments and keys that are not known.
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }

    /// Decides a conflict, by its place in [`Self::conflicts`]; a later decision replaces an earlier one.
    ///
    /// # Errors
    /// [`ChoiceError`]; nothing has changed then.
    pub fn resolve(&mut self, n: usize, choice: Choice) -> Result<(), ChoiceError> {
        if let Some(foreign) = self.is_foreign(n) {
            let conflict = self.conflicts.get(n);
            conflict
                .ok_or(ChoiceError::NoConflict(n + 1))?
                .check(&choice)?;
            let before = self.foreign_choices.clone();
            self.foreign_choices[foreign] = Some(choice);
            return self.write().map_err(|_| {
                self.foreign_choices = before;
                ChoiceError::NotText
            });
        }
        let before = self.whole.clone();
        match &mut self.whole {
            Whole::Family(merged) => merged.resolve(n, choice)?,
            Whole::Settings(merged) => merged.resolve(n, choice)?,
        }
        self.write().map_err(|_| {
            self.whole = before;
            ChoiceError::NotText
        })
    }

    /// Whether a text says what the merge says, and has what is no part of the format as the merge has it.
    fn is_all_meant(&self, text: &str) -> bool {
        self.is_meant(text) && foreign::read(self.kind(), text) == self.foreign.wanted
    }

    /// Whether a text says what the merge says.
    fn is_meant(&self, text: &str) -> bool {
        match &self.whole {
            Whole::Family(merged) => read_family(text).value.as_ref() == Some(merged.value()),
            Whole::Settings(merged) => read_settings(text).value.as_ref() == Some(merged.value()),
        }
    }

    fn rewritten(&self, text: &str) -> Result<String, EditError> {
        let text = match &self.whole {
            Whole::Family(merged) => become_family(text, merged.value()),
            Whole::Settings(merged) => become_settings(text, merged.value()),
        }?;
        match self.is_meant(&text) {
            true => Ok(text),
            false => Err(EditError::Unfaithful),
        }
    }

    fn kind(&self) -> Kind {
        match &self.whole {
            Whole::Family(_) => Kind::Family,
            Whole::Settings(_) => Kind::Settings,
        }
    }

    /// Merges what is no part of the format, and puts the conflicts together.
    fn merge_foreign(&mut self) {
        let kind = self.kind();
        let sides = [&self.base, &self.ours, &self.theirs].map(|text| foreign::read(kind, text));
        let (owner, conflicts) = match &self.whole {
            Whole::Family(merged) => {
                let title = merged.value().body.title.as_deref();
                (
                    title.unwrap_or(text!("merge-the-family")),
                    merged.conflicts(),
                )
            }
            Whole::Settings(merged) => (text!("merge-the-catalog"), merged.conflicts()),
        };
        self.foreign = Foreign::merge(owner, &sides, &self.foreign_choices);
        self.conflicts = [conflicts, &self.foreign.conflicts].concat();
    }

    fn write(&mut self) -> Result<(), MergeError> {
        self.left_out.clear();
        self.merge_foreign();
        let whole_side = [
            (
                self.theirs == self.base || self.theirs == self.ours,
                &self.ours,
            ),
            (self.ours == self.base, &self.theirs),
        ];
        if let Some((_, text)) = whole_side
            .into_iter()
            .find(|(is_it, text)| *is_it && self.is_all_meant(text))
        {
            self.text = text.clone();
            return Ok(());
        }
        // Line by line it has the comments and the layout of both; it is taken only when it says just what is meant.
        let by_lines = |ours: &str| diffy::merge(&self.base, ours, &self.theirs).ok();
        if let Some(text) = by_lines(&self.ours).filter(|text| self.is_all_meant(text)) {
            self.text = text;
            return Ok(());
        }
        let text = match self.rewritten(&self.ours) {
            Ok(ours) => by_lines(&ours)
                .filter(|text| self.is_meant(text))
                .unwrap_or(ours),
            Err(error) => match self.rewritten(&self.theirs) {
                Ok(theirs) => theirs,
                Err(_) => return Err(MergeError::Unwritable(error)),
            },
        };
        let with_foreign =
            self.foreign
                .written(self.kind(), &text, [&self.ours, &self.theirs, &self.base]);
        let text = with_foreign
            .filter(|text| self.is_meant(text))
            .unwrap_or(text);
        self.left_out = self.lost(&text);
        self.text = text;
        Ok(())
    }

    /// What either side added that is to be there, or that is not known, and is not in the text.
    fn lost(&self, text: &str) -> Vec<String> {
        let mut lost = Vec::new();
        let now = foreign::read(self.kind(), text);
        let wanted = &self.foreign.wanted;
        for key in wanted
            .keys()
            .chain(now.keys().filter(|key| !wanted.contains_key(*key)))
        {
            if !foreign::same(now.get(key), wanted.get(key)) {
                lost.push(text!("merge-which-is-not-known-could", key));
            }
        }
        for (whose, side) in [
            (text!("merge-theirs"), &self.theirs),
            (text!("merge-ours"), &self.ours),
        ] {
            let new = |all: Vec<String>, base: &[String], now: &[String]| -> Vec<String> {
                all.into_iter()
                    .filter(|one| !base.contains(one) && !now.contains(one))
                    .collect()
            };
            for comment in new(comments(side), &comments(&self.base), &comments(text)) {
                lost.push(text!("merge-a-comment-that-added-was", whose, comment));
            }
            let unknown = |text| unknown(self.kind(), text);
            for key in new(unknown(side), &unknown(&self.base), &unknown(text)) {
                lost.push(text!("merge-a-key-that-added-is", whose, key));
            }
        }
        lost
    }
}

fn comments(text: &str) -> Vec<String> {
    let comments = layout::sorted_comments(text).unwrap_or_default();
    comments.into_iter().map(str::to_owned).collect()
}

/// The lines of the keys inside the tables of the format that it does not have.
fn unknown(kind: Kind, text: &str) -> Vec<String> {
    let problems = match kind {
        Kind::Settings => read_settings(text).problems,
        _ => read_family(text).problems,
    };
    let mark = mark_len(text);
    let Ok(document) = toml_edit::Document::parse(&text[mark..]) else {
        return Vec::new();
    };
    let root = document.as_table();
    let at_top: Vec<usize> = root
        .iter()
        .filter_map(|(key, _)| Some(mark + root.get_key_value(key)?.0.span()?.start))
        .collect();
    let is_inside = |problem: &Problem| {
        let start = problem.span.as_ref().map(|span| span.start);
        start.is_none_or(|start| !at_top.contains(&start))
    };
    problems
        .into_iter()
        .filter(|problem| matches!(problem.kind, ProblemKind::UnknownKey { .. }))
        .filter(is_inside)
        .filter_map(|problem| problem.line)
        .map(|line| line.trim().to_owned())
        .collect()
}
