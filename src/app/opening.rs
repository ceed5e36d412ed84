//! Opening another catalog from the screen, and starting one.

use std::path::{Path, PathBuf};

use super::form::{Paths, Source};
use super::{App, Effect, Form, FormField, FormKind, Message, Overlay, Purpose};
use crate::text::text;

/// Which catalog is to be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// One that is there.
    There,
    /// One that begins now, in a new or empty folder.
    New,
}

impl App {
    /// Asks where the catalog is, or is to be.
    pub(super) fn open_opening(&mut self, opening: Opening) -> Vec<Effect> {
        if self.is_kept_here() {
            return Vec::new();
        }
        let (title, label, help) = match opening {
            Opening::There => (
                text!("browse-open-a-catalog"),
                text!("browse-folder"),
                text!("browse-folder-of-a-catalog"),
            ),
            Opening::New => (
                text!("browse-start-a-catalog"),
                text!("browse-new-folder"),
                text!("browse-folder-that-is-new"),
            ),
        };
        let field = FormField::new("path", label, FormKind::Path)
            .help(help)
            .needed(text!("browse-say-where-the-folder-is"))
            .complete(Source::Paths(Paths::Folders));
        let purpose = Purpose::Catalog(opening);
        self.push_form(Form::apart(title.to_owned(), purpose, vec![field]));
        Vec::new()
    }

    /// Another catalog has been found or made, or why not.
    pub(super) fn catalog_found(&mut self, result: Result<PathBuf, String>) -> Vec<Effect> {
        let form = match self.overlays.last_mut() {
            Some(Overlay::Form(form)) if matches!(form.purpose, Purpose::Catalog(_)) => form,
            _ => return Vec::new(),
        };
        match result {
            Ok(root) => {
                self.overlays.pop();
                self.switch_to(&root)
            }
            Err(why) => {
                form.error = Some(why);
                self.measure();
                Vec::new()
            }
        }
    }

    /// Opens another catalog in the place of this one.
    pub(super) fn switch_to(&mut self, root: &Path) -> Vec<Effect> {
        match self.is_kept_here() {
            true => Vec::new(),
            false => vec![Effect::Switch(root.to_owned())],
        }
    }

    /// Whether something is unsaved, so that this catalog stays open; says so.
    fn is_kept_here(&mut self) -> bool {
        if self.unsaved > 0 {
            self.say(Message::error(text!(
                "browse-something-is-unsaved-here-saves"
            )));
        }
        self.unsaved > 0
    }
}
