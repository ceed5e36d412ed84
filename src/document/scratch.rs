//! The texts of a change while it is being made: nothing of it is in the workspace before all of it is good.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::edit::{Edit, EditError};
use super::file::{Document, SETTINGS_KEY};
use super::imported::{imported_key, imported_path};
use super::patch::{become_family, become_settings, patch};
use super::plan::Step;
use super::read::{read_family, read_settings};
use super::workspace::Workspace;
use crate::model::{Family, Settings};

/// A text by its path; `None` when the file goes.
pub(super) type Text = Option<(PathBuf, Arc<str>)>;

pub(super) struct Scratch<'w> {
    workspace: &'w Workspace,
    /// What differs from the workspace.
    texts: BTreeMap<Arc<str>, Text>,
}

impl<'w> Scratch<'w> {
    pub(super) fn new(workspace: &'w Workspace) -> Self {
        Self {
            workspace,
            texts: BTreeMap::new(),
        }
    }

    /// All texts that are to be others.
    pub(super) fn finish(self) -> Vec<(Arc<str>, Text)> {
        self.texts.into_iter().collect()
    }

    /// One step of a plan.
    pub(super) fn step(&mut self, key: &str, step: &Step) -> Result<(), EditError> {
        match step {
            Step::Edit(edits) => self.edit(key, edits),
            Step::Become(family) => self.become_family(key, family),
            Step::Settings(settings) => self.become_settings(settings),
            Step::Create(text) => self.create(key, text),
            Step::Text(text) => self.replace(key, text),
            Step::Imported(text) => {
                let text = text.as_deref();
                let text = text.map(|text| (imported_path(key), Arc::from(text)));
                self.texts.insert(imported_key(key), text);
                Ok(())
            }
            Step::Delete => self.delete(key),
            Step::Move(to) => self.relocate(key, to),
        }
    }

    fn get(&self, key: &str) -> Result<(PathBuf, Arc<str>), EditError> {
        let there = match self.texts.get(key) {
            Some(text) => text.clone(),
            None => self
                .workspace
                .document(key)
                .map(|document| (document.path.clone(), document.text().clone())),
        };
        there.ok_or_else(|| EditError::NoFamily(key.to_owned()))
    }

    fn family(&self, key: &str, text: &str) -> Result<Arc<Family>, EditError> {
        let broken = || EditError::Broken(key.to_owned());
        if !self.texts.contains_key(key)
            && let Some(document) = self.workspace.document(key)
        {
            return document.family().cloned().ok_or_else(broken);
        }
        read_family(text).value.map(Arc::new).ok_or_else(broken)
    }

    pub(super) fn edit(&mut self, key: &str, edits: &[Edit]) -> Result<(), EditError> {
        let (path, before) = self.get(key)?;
        let mut family = self.family(key, &before)?;
        let mut text = before.to_string();
        for edit in edits {
            let meant = edit.meaning(&family)?;
            // What means the same is not written anew. Unsetting goes on: it takes out what was not understood.
            if meant == *family && !edit.unsets() {
                continue;
            }
            let patched = patch(&text, edit, &meant)?;
            if read_family(&patched).value.as_ref() != Some(&meant) {
                return Err(EditError::Unfaithful);
            }
            family = Arc::new(meant);
            text = patched;
        }
        if text != before.as_ref() {
            self.texts
                .insert(Arc::from(key), Some((path, Arc::from(text))));
        }
        Ok(())
    }

    fn become_family(&mut self, key: &str, meant: &Family) -> Result<(), EditError> {
        let (path, before) = self.get(key)?;
        if *self.family(key, &before)? == *meant {
            return Ok(());
        }
        let text = become_family(&before, meant)?;
        if read_family(&text).value.as_ref() != Some(meant) {
            return Err(EditError::Unfaithful);
        }
        self.texts
            .insert(Arc::from(key), Some((path, Arc::from(text))));
        Ok(())
    }

    /// The catalog's settings become these; their file comes into being when there is none.
    fn become_settings(&mut self, meant: &Settings) -> Result<(), EditError> {
        let (path, before) = self
            .get(SETTINGS_KEY)
            .unwrap_or_else(|_| (PathBuf::from(SETTINGS_KEY), Arc::from("")));
        if read_settings(&before).value.is_none() {
            return Err(EditError::Broken(SETTINGS_KEY.to_owned()));
        }
        let text = become_settings(&before, meant)?;
        if read_settings(&text).value.as_ref() != Some(meant) {
            return Err(EditError::Unfaithful);
        }
        self.texts
            .insert(Arc::from(SETTINGS_KEY), Some((path, Arc::from(text))));
        Ok(())
    }

    fn create(&mut self, key: &str, text: &str) -> Result<(), EditError> {
        let path = self.free_path(key)?;
        self.texts
            .insert(Arc::from(key), Some((path, Arc::from(text))));
        Ok(())
    }

    fn replace(&mut self, key: &str, text: &str) -> Result<(), EditError> {
        let (path, _) = self.get(key)?;
        // Undo must not put an empty text in the place of one that could not be read.
        if self
            .workspace
            .document(key)
            .is_some_and(Document::is_unread)
        {
            return Err(EditError::Broken(key.to_owned()));
        }
        let text = Some((path, Arc::from(text)));
        self.texts.insert(Arc::from(key), text);
        Ok(())
    }

    fn delete(&mut self, key: &str) -> Result<(), EditError> {
        self.get(key)?;
        self.texts.insert(Arc::from(key), None);
        Ok(())
    }

    fn relocate(&mut self, key: &str, to: &str) -> Result<(), EditError> {
        if key == to {
            return Ok(());
        }
        let (_, text) = self.get(key)?;
        let path = self.free_path(to)?;
        self.texts.insert(Arc::from(key), None);
        self.texts.insert(Arc::from(to), Some((path, text)));
        Ok(())
    }

    /// The path for a new key.
    fn free_path(&self, key: &str) -> Result<PathBuf, EditError> {
        if self.get(key).is_ok() {
            return Err(EditError::KeyTaken(key.to_owned()));
        }
        if !is_key(key) {
            return Err(EditError::BadKey(key.to_owned()));
        }
        Ok(PathBuf::from(format!("{key}.toml")))
    }
}

/// Whether a key makes a path below the catalog's folder, and an address that can be typed: folders and a name of
/// letters in lower case, digits, `-`, `_` and `.`, each at most 100 bytes, none hidden.
fn is_key(key: &str) -> bool {
    let good =
        |c: char| matches!(c, '-' | '_' | '.') || (c.is_alphanumeric() && c.to_lowercase().eq([c]));
    let parts = || key.split('/');
    key != "catalog"
        && parts().all(|part| {
            !part.is_empty()
                && part.len() <= 100
                && !part.starts_with('.')
                && part.chars().all(good)
        })
        && Path::new(key)
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
        && parts().count() <= 16
}
