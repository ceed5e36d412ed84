//! The merged text: it says what the merge by structure says, in the words and with the comments of both sides as far
//! as they can stand together.

use super::super::edit::EditError;
use super::super::file::SETTINGS_KEY;
use super::super::layout;
use super::super::patch::{become_family, become_settings};
use super::super::problem::{Problem, ProblemKind};
use super::super::read::{Reading, mark_len, read_family, read_settings};
use super::super::schema::Kind;
use super::{Choice, ChoiceError, Conflict, Merged, merge_families, merge_settings};
use crate::model::{Family, Settings};

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
    #[error("the merged text cannot be written: {0}")]
    Unwritable(EditError),
}

/// A merge of three texts, with what is still to be decided.
#[derive(Debug, Clone)]
pub struct Merging {
    whole: Whole,
    base: String,
    ours: String,
    theirs: String,
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
        text: String::new(),
        left_out: Vec::new(),
    };
    merging.write()?;
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
        match &self.whole {
            Whole::Family(merged) => merged.conflicts(),
            Whole::Settings(merged) => merged.conflicts(),
        }
    }

    /// What was decided about a conflict.
    pub fn choice(&self, n: usize) -> Option<&Choice> {
        match &self.whole {
            Whole::Family(merged) => merged.choice(n),
            Whole::Settings(merged) => merged.choice(n),
        }
    }

    /// What came from theirs, and what of it could not be kept, in words.
    pub fn notes(&self) -> Vec<String> {
        let notes = match &self.whole {
            Whole::Family(merged) => merged.notes(),
            Whole::Settings(merged) => merged.notes(),
        };
        notes.iter().chain(&self.left_out).cloned().collect()
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

    fn write(&mut self) -> Result<(), MergeError> {
        self.left_out.clear();
        let whole_side = [
            (
                self.theirs == self.base || self.theirs == self.ours,
                &self.ours,
            ),
            (self.ours == self.base, &self.theirs),
        ];
        if let Some((_, text)) = whole_side
            .into_iter()
            .find(|(is_it, text)| *is_it && self.is_meant(text))
        {
            self.text = text.clone();
            return Ok(());
        }
        // Line by line it has the comments and the layout of both; it is taken only when it says just what is meant.
        let by_lines = |ours: &str| {
            let merged = diffy::merge(&self.base, ours, &self.theirs).ok()?;
            self.is_meant(&merged).then_some(merged)
        };
        if let Some(text) = by_lines(&self.ours) {
            self.text = text;
            return Ok(());
        }
        let text = match self.rewritten(&self.ours) {
            Ok(ours) => by_lines(&ours).unwrap_or(ours),
            Err(error) => match self.rewritten(&self.theirs) {
                Ok(theirs) => theirs,
                Err(_) => return Err(MergeError::Unwritable(error)),
            },
        };
        self.left_out = self.lost(&text);
        self.text = text;
        Ok(())
    }

    /// What a text has at its top that no field of the format has.
    fn foreign(&self, text: &str) -> toml::Table {
        let kind = match &self.whole {
            Whole::Family(_) => Kind::Family,
            Whole::Settings(_) => Kind::Settings,
        };
        let text = &text[mark_len(text)..];
        let mut table = text.parse::<toml::Table>().unwrap_or_default();
        table.retain(|key, _| !kind.knows(key));
        table
    }

    /// What either side added that no field of the format has, and that is not in the text.
    fn lost(&self, text: &str) -> Vec<String> {
        let mut lost = Vec::new();
        let (base, now) = (self.foreign(&self.base), self.foreign(text));
        for (whose, side) in [("theirs", &self.theirs), ("ours", &self.ours)] {
            for (key, value) in self.foreign(side) {
                if base.get(&key) != Some(&value) && now.get(&key) != Some(&value) {
                    lost.push(format!(
                        "what {whose} has for {key}, which is not known, was left out"
                    ));
                }
            }
        }
        for (whose, side) in [("theirs", &self.theirs), ("ours", &self.ours)] {
            let new = |all: Vec<String>, base: &[String], now: &[String]| -> Vec<String> {
                all.into_iter()
                    .filter(|one| !base.contains(one) && !now.contains(one))
                    .collect()
            };
            for comment in new(comments(side), &comments(&self.base), &comments(text)) {
                lost.push(format!(
                    "a comment that {whose} added was left out: {comment}"
                ));
            }
            for key in new(unknown(side), &unknown(&self.base), &unknown(text)) {
                lost.push(format!(
                    "a key that {whose} added is not known and was left out: {key}"
                ));
            }
        }
        lost
    }
}

fn comments(text: &str) -> Vec<String> {
    let comments = layout::sorted_comments(text).unwrap_or_default();
    comments.into_iter().map(str::to_owned).collect()
}

/// The lines of the keys that the format does not have.
fn unknown(text: &str) -> Vec<String> {
    let problems = read_family(text).problems.into_iter();
    problems
        .filter(|problem| matches!(problem.kind, ProblemKind::UnknownKey { .. }))
        .filter_map(|problem| problem.line)
        .map(|line| line.trim().to_owned())
        .collect()
}
