//! Forms: fields with a label, help, a check and suggestions, and which of them has the focus.
//!
//! A form is state and transitions on texts; it knows no key and no screen, so that something else than the screen
//! can ask its questions too. What a form is for is said in `purpose`; keys come in through `keys` alone.

mod check;
mod complete;
mod element;
mod field;
mod follow;
mod group;
mod item;
mod keys;
mod layout;
mod list;
mod mouse;
mod paste;
mod path;
mod preview;
mod purpose;
mod remarks;
mod settings;
mod suggest;
#[cfg(test)]
mod tests;
mod waive;

use std::fmt;
use std::sync::Arc;

use super::field::TextField;
use crate::document::{Edit, Revision};
use crate::model::{Catalog, Node, Waiver};

pub use complete::{Completions, Names, Source, Suggestion};
pub use field::{FormField, FormKind};
pub use layout::{ChoiceCell, FieldBlock, FormLayout, choice_cells, shown_word};
pub use path::Paths;
pub use preview::FormPreview;
pub(super) use purpose::Outcome;
pub use purpose::{Group, Purpose};
pub use remarks::Remarks;
pub use suggest::Suggestions;
pub use waive::Waiving;

type Checking = dyn Fn(&Form) -> Result<(), String> + Send + Sync;

/// Says what is wrong with what several fields say together.
struct Check(Box<Checking>);

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Check")
    }
}

/// A form.
#[derive(Debug)]
pub struct Form {
    /// What is edited.
    pub title: String,
    /// What for.
    pub purpose: Purpose,
    /// The fields.
    pub fields: Vec<FormField>,
    /// The one that has the focus.
    pub current: usize,
    /// Said about the form as a whole.
    pub error: Option<String>,
    /// How many others change with it, in words.
    pub touches: Option<String>,
    /// Why what is written here could not be saved now.
    pub warning: Option<String>,
    /// What is suggested for the field that has the focus.
    pub suggestions: Option<Suggestions>,
    /// What suggestions are made from.
    pub(super) completions: Completions,
    /// What it offers to choose from by itself.
    pub(super) offered: Vec<Suggestion>,
    /// The waivers that its item had: what their lines do not show stays.
    pub(super) waivers: Vec<Waiver>,
    /// The role beside it, where there is room.
    pub preview: FormPreview,
    /// What the checks find in what it says.
    pub remarks: Remarks,
    pub(super) key: Arc<str>,
    pub(super) node: Node,
    /// What its file was when it was opened: the places that it names are places in that text.
    pub(super) opened_at: Option<Revision>,
    check: Option<Check>,
}

impl Form {
    /// A form with these fields that is about nothing in the catalog.
    pub fn apart(title: String, purpose: Purpose, fields: Vec<FormField>) -> Self {
        Self::new(title, purpose, fields, Arc::from(""), Node::Family)
    }

    /// A form with these fields, for a part of the family `key`.
    pub fn new(
        title: String,
        purpose: Purpose,
        fields: Vec<FormField>,
        key: Arc<str>,
        node: Node,
    ) -> Self {
        Self {
            title,
            purpose,
            fields,
            current: 0,
            error: None,
            touches: None,
            warning: None,
            suggestions: None,
            completions: Completions::default(),
            offered: Vec::new(),
            waivers: Vec::new(),
            preview: FormPreview::default(),
            remarks: Remarks::default(),
            key,
            node,
            opened_at: None,
            check: None,
        }
    }

    /// With a check of what several fields say together.
    #[must_use]
    pub fn check(
        mut self,
        check: impl Fn(&Self) -> Result<(), String> + Send + Sync + 'static,
    ) -> Self {
        self.check = Some(Check(Box::new(check)));
        self
    }

    /// What is wrong with the form as a whole.
    fn verify_whole(&mut self) {
        let check = self.check.as_ref();
        self.error = check.and_then(|check| check.0(self).err());
    }

    /// Has it complete from these, and from what it offers by itself.
    pub(super) fn complete_from(&mut self, completions: Completions) {
        let folder = std::mem::take(&mut self.completions.folder);
        self.completions = completions.offering(&self.offered);
        self.completions.folder = folder;
    }

    /// The field that has the focus.
    pub fn current(&self) -> &FormField {
        &self.fields[self.current]
    }

    fn current_mut(&mut self) -> &mut FormField {
        &mut self.fields[self.current]
    }

    /// The field with this name.
    pub fn field(&self, name: &str) -> Option<&FormField> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// What a field says, without blanks around it; nothing when there is no such field.
    pub fn text(&self, name: &str) -> &str {
        self.field(name)
            .map_or("", |field| field.input.text().trim())
    }

    /// Whether a field was changed.
    pub fn has_changed(&self, name: &str) -> bool {
        self.field(name).is_some_and(FormField::is_changed)
    }

    /// Whether closing it would lose something.
    pub fn is_changed(&self) -> bool {
        self.fields.iter().any(FormField::is_changed)
    }

    /// Gives a field the focus, if the form has it.
    pub fn focus(&mut self, name: &str) {
        if let Some(at) = self.fields.iter().position(|field| field.name == name) {
            self.focus_on(at);
        }
    }

    fn focus_on(&mut self, at: usize) {
        if at < self.fields.len() {
            self.current = at;
            self.suggestions = None;
        }
    }

    /// Goes to another field. Says whether there was one.
    pub fn step(&mut self, by: isize) -> bool {
        let next = self
            .current
            .checked_add_signed(by)
            .filter(|next| *next < self.fields.len());
        if let Some(next) = next {
            self.focus_on(next);
        }
        next.is_some()
    }

    /// Makes this the text of the field that has the focus.
    pub fn set_text(&mut self, text: &str) {
        self.write(|input| input.set(text));
    }

    /// Puts text in at the cursor, unless the field takes only its own words.
    pub fn type_in(&mut self, text: &str) {
        if !matches!(self.current().kind, FormKind::Choice(_)) {
            self.write(|input| input.insert(text));
        }
    }

    /// Does something with the text that has the focus. If it changed, it is checked, and completed anew.
    fn write<T>(&mut self, change: impl FnOnce(&mut TextField) -> T) -> T {
        let input = &mut self.current_mut().input;
        let before = (input.edition(), input.cursor());
        let done = change(input);
        let after = (input.edition(), input.cursor());
        if after.0 != before.0 {
            self.current_mut().verify();
            self.verify_whole();
            self.suggest(false);
        } else if after != before {
            self.suggestions = None;
        }
        done
    }

    /// Looks for suggestions for what is at the cursor; `asked` also where nothing is typed yet.
    pub fn suggest(&mut self, asked: bool) {
        let field = self.current();
        self.suggestions = Suggestions::of(
            &self.completions,
            (field.source, field.kind),
            field.input.text(),
            field.input.cursor(),
            asked,
        );
    }

    /// Marks another suggestion; asks for some when there are none. Says whether there are any.
    pub fn choose(&mut self, by: isize) -> bool {
        if self.suggestions.is_none() {
            self.suggest(true);
        }
        match &mut self.suggestions {
            Some(suggestions) => {
                suggestions.step(by);
                true
            }
            None => false,
        }
    }

    /// Puts the marked suggestion in. Says whether one was marked.
    pub fn take(&mut self) -> bool {
        let taken = self.suggestions.as_ref().and_then(Suggestions::taken);
        if let Some((range, text)) = &taken {
            self.write(|input| input.replace(range.clone(), text));
            self.suggestions = None;
        }
        taken.is_some()
    }

    /// Puts the suggestions away. Says whether there were any.
    pub fn dismiss(&mut self) -> bool {
        self.suggestions.take().is_some()
    }

    /// Checks everything that was changed, and what must be filled in. The first field that is wrong has the focus
    /// then.
    ///
    /// # Errors
    /// The error of that field, or of the form as a whole.
    pub fn verify(&mut self) -> Result<(), String> {
        for field in &mut self.fields {
            field.verify_to_keep();
        }
        let wrong = self.fields.iter().position(|field| field.error.is_some());
        if let Some(at) = wrong
            && let Some(error) = self.fields[at].error.clone()
        {
            self.focus_on(at);
            return Err(error);
        }
        self.verify_whole();
        match &self.error {
            Some(error) => Err(error.clone()),
            None => Ok(()),
        }
    }

    /// The edits that the form means; none when keeping it comes to something else.
    pub fn edits(&self) -> Vec<Edit> {
        self.purpose.edits(self)
    }

    /// What keeping the form comes to.
    ///
    /// # Errors
    /// What is wrong with the form as a whole.
    pub(super) fn outcome(&self, catalog: &Catalog) -> Result<Outcome, String> {
        self.purpose.outcome(self, catalog)
    }

    /// What is written in the fields, by their names.
    pub fn draft(&self) -> Vec<(String, String)> {
        self.fields
            .iter()
            .map(|field| (field.name.to_owned(), field.input.text().to_owned()))
            .collect()
    }

    /// What the fields had when it was opened.
    pub(super) fn before(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(FormField::before)
    }

    /// Writes a draft into the fields of the same names; each is one step of undo. False when there is no field for
    /// one of them.
    pub fn fill(&mut self, draft: &[(String, String)]) -> bool {
        let mut has_all = true;
        for (name, text) in draft {
            match self.fields.iter_mut().find(|field| field.name == name) {
                Some(field) if field.input.text() != text => {
                    field.input.set(text);
                    field.verify();
                }
                Some(_) => {}
                None => has_all = false,
            }
        }
        self.suggestions = None;
        has_all
    }

    /// A change of how long the fields are changes what is seen of them.
    pub(super) fn measure(&mut self, width: u16, height: u16) {
        if width == 0 || height == 0 {
            return;
        }
        let layout = self.layout(width, height);
        for block in &layout.blocks {
            let input = &mut self.fields[block.field].input;
            let rows = u16::try_from(block.text_rows).unwrap_or(u16::MAX);
            input.keep_in_view(block.text_width, rows);
        }
    }
}
