//! How a catalog comes in: piece by piece behind the first screen, and anew as a whole when it is reloaded.
//!
//! While families are still arriving, those that are here can be read, searched and changed; what could touch others
//! waits. What is selected and what is on the screen stay where they are.

use std::fmt;
use std::sync::Arc;

use super::{App, Effect, Focus, Message, Overlay};
use crate::config::Action;
use crate::document::{Document, Workspace};
use crate::text::text;

/// Where the catalog stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Loading {
    /// Being read, and nothing of it is shown.
    Reading(Progress),
    /// Being read, and what was read so far is shown.
    Arriving(Progress),
    /// Here.
    Ready,
    /// Could not be read, and why.
    Failed(String),
}

/// How much of a catalog has been read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Families that were read.
    pub read: usize,
    /// Families that there are; 0 before the folder has been looked through.
    pub all: usize,
}

impl fmt::Display for Progress {
    /// `1,204 of 5,000 families`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self.all {
            1 => text!("file-of-family", read = self.short()),
            _ => text!("file-of-families", read = self.short()),
        };
        f.write_str(&words)
    }
}

impl Progress {
    /// `1,204 of 5,000`
    pub fn short(self) -> String {
        text!(
            "file-of",
            read = grouped(self.read),
            all = grouped(self.all)
        )
    }
}

/// A number as people write it: `1,204`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The index of what has arrived, for a finder that was opened meanwhile.
#[derive(Debug, Default)]
pub(super) struct EarlyIndex {
    under_way: bool,
    /// How many families it has, or will have.
    families: usize,
}

impl App {
    /// How much of the catalog has been read, while it is being read.
    pub fn progress(&self) -> Option<Progress> {
        match self.loading {
            Loading::Reading(progress) | Loading::Arriving(progress) => Some(progress),
            Loading::Ready | Loading::Failed(_) => None,
        }
    }

    /// Whether what was found wrong is not all of it yet.
    pub fn is_checking(&self) -> bool {
        self.progress().is_some() || self.checks > 0
    }

    /// Whether the panes show the catalog, or as much of it as is here.
    pub(super) fn is_shown(&self) -> bool {
        matches!(self.loading, Loading::Ready | Loading::Arriving(_))
    }

    /// Why an action has to wait for the rest of the catalog; `None` when it need not.
    pub(super) fn why_not_yet(&self, action: Action) -> Option<&'static str> {
        match self.loading {
            Loading::Ready => None,
            Loading::Failed(_) => Some(text!("file-the-catalog-could-not-be")),
            // What would be done to the catalog that is going would be lost when the other comes.
            Loading::Reading(_) => Some(text!("file-the-catalog-is-being-read")),
            Loading::Arriving(_) => {
                let reaches_others = match action {
                    Action::Replace
                    | Action::New
                    | Action::Rename
                    | Action::MovePart
                    | Action::Archive => true,
                    Action::DeleteItem | Action::Duplicate => self.focus == Focus::Tree,
                    _ => false,
                };
                reaches_others.then_some(text!("file-it-can-touch-families-that"))
            }
        }
    }

    /// The catalog's folder has been looked through, and its families will follow.
    pub(super) fn opened(&mut self, workspace: Workspace, families: usize) -> Vec<Effect> {
        let progress = Progress {
            read: 0,
            all: families,
        };
        if self.workspace.is_empty() {
            self.show(workspace);
            self.loading = Loading::Arriving(progress);
        } else {
            // What is here stays until all of the other is there.
            self.incoming = Some(Box::new(workspace));
            self.loading = Loading::Reading(progress);
        }
        self.when_complete()
    }

    /// Some more families have been read.
    pub(super) fn arrived(&mut self, documents: Vec<Document>) -> Vec<Effect> {
        let (Loading::Reading(progress) | Loading::Arriving(progress)) = &mut self.loading else {
            return Vec::new();
        };
        progress.read += documents.len();
        match &mut self.incoming {
            Some(incoming) => incoming.take_in(documents),
            None => {
                self.tree.open_departments(&documents);
                self.workspace.take_in(documents);
                self.rebuild_tree();
            }
        }
        let mut effects = self.when_complete();
        effects.extend(self.index_what_is_here());
        effects
    }

    /// Ends the reading when all of it is here.
    fn when_complete(&mut self) -> Vec<Effect> {
        match self.progress() {
            Some(progress) if progress.read >= progress.all => {}
            _ => return Vec::new(),
        }
        if let Some(incoming) = self.incoming.take() {
            return self.loaded(*incoming);
        }
        self.loading = Loading::Ready;
        self.compute_all()
    }

    /// A whole catalog is here.
    pub(super) fn loaded(&mut self, workspace: Workspace) -> Vec<Effect> {
        self.show(workspace);
        self.loading = Loading::Ready;
        self.compute_all()
    }

    pub(super) fn not_loaded(&mut self, why: String) {
        self.incoming = None;
        // What is here already is not thrown away for it, least of all what is unsaved.
        if matches!(self.loading, Loading::Arriving(_)) && self.unsaved > 0 {
            self.loading = Loading::Ready;
            self.say(Message::error(text!("file-not-all-of-the-catalog", why)));
        } else {
            self.loading = Loading::Failed(why);
        }
    }

    fn show(&mut self, workspace: Workspace) {
        self.workspace = workspace;
        self.index = None;
        self.early_index = EarlyIndex::default();
        self.edited.clear();
        self.names = Arc::default();
        self.names_asked = false;
        self.renamed.clear();
        self.outdated = false;
        self.marks.clear();
        self.tree.open_departments(self.workspace.documents());
        self.rebuild_tree();
        self.detail.forget();
        self.views_due = true;
    }

    /// Has everything that is computed from the whole catalog computed in the background.
    pub(super) fn compute_all(&mut self) -> Vec<Effect> {
        self.checks += 1;
        self.names_asked = false;
        vec![
            Effect::BuildIndex(self.workspace.catalog().clone()),
            Effect::Check(Box::new(self.workspace.clone()), None),
        ]
    }

    /// Has a finder that was opened while families arrive search those that are here: again and again, but never for
    /// a few more.
    pub(super) fn index_what_is_here(&mut self) -> Vec<Effect> {
        let here = self.workspace.catalog().entries().len();
        let is_wanted = matches!(self.loading, Loading::Arriving(_))
            && self
                .overlays
                .iter()
                .any(|o| matches!(o, Overlay::Finder(_)));
        let early = &mut self.early_index;
        if !is_wanted || early.under_way || here < early.families * 2 || here == 0 {
            return Vec::new();
        }
        early.under_way = true;
        early.families = here;
        vec![Effect::BuildIndex(self.workspace.catalog().clone())]
    }

    /// An index is here: of everything, or of what had arrived when it was asked for.
    pub(super) fn indexed(&mut self, index: crate::search::Index) -> Vec<Effect> {
        self.early_index.under_way = false;
        let index = self.index.insert(index);
        for key in &self.edited {
            index.update(self.workspace.catalog(), key);
        }
        index.set_problems(self.findings.parts());
        if let Some(filter) = &mut self.filter {
            filter.due = true;
        }
        let mut effects = self.search_again();
        effects.extend(self.index_what_is_here());
        effects
    }
}
