//! A plan worked out away from the workspace, so that a change of many files can be made elsewhere and taken at once.

use std::sync::Arc;

use super::change::{Change, Part, Site};
use super::edit::EditError;
use super::file::Document;
use super::plan::Plan;
use super::scratch::Scratch;
use super::workspace::Workspace;
use crate::text::text;

/// What a plan makes of the files: their texts, and what is read from them.
#[derive(Debug)]
pub struct Prepared {
    label: String,
    site: Option<Site>,
    files: Vec<File>,
}

impl Prepared {
    /// With what else was prepared, of other files, as one change with this label.
    #[must_use]
    pub fn join(mut self, other: Self, label: String) -> Self {
        self.files.extend(other.files);
        Self {
            label,
            site: self.site.or(other.site),
            files: self.files,
        }
    }
}

/// One file, before and after.
#[derive(Debug)]
struct File {
    key: Arc<str>,
    before: Option<Arc<str>>,
    after: Option<Document>,
}

/// Why a plan cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{key}: {error}")]
pub struct StepError {
    /// The family whose step it is.
    pub key: Arc<str>,
    /// What is wrong with it.
    pub error: EditError,
}

/// Why something that was prepared is not taken: the text of this key is another by now.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", text!("change-has-changed-meanwhile", what = .0))]
pub struct Outdated(pub Arc<str>);

impl Workspace {
    /// Works a plan out and changes nothing. `None` when it was called off, which is asked before each file.
    ///
    /// # Errors
    /// [`StepError`]: the first step that cannot be made.
    pub fn prepare(
        &self,
        plan: &Plan,
        called_off: &dyn Fn() -> bool,
    ) -> Result<Option<Prepared>, StepError> {
        let mut scratch = Scratch::new(self);
        for (key, step) in &plan.steps {
            if called_off() {
                return Ok(None);
            }
            scratch.step(key, step).map_err(|error| StepError {
                key: key.clone(),
                error,
            })?;
        }
        let mut files = Vec::new();
        for (key, text) in scratch.finish() {
            if called_off() {
                return Ok(None);
            }
            let now = self.document(&key);
            let before = now.map(|document| document.text().clone());
            let after = text.map(|(path, text)| match now {
                Some(document) => {
                    let mut document = document.clone();
                    let revision = document.revision();
                    document.set_text(text, revision);
                    document
                }
                None => Document::unsaved(path, key.clone(), text, Default::default()),
            });
            files.push(File { key, before, after });
        }
        Ok(Some(Prepared {
            label: plan.label.clone(),
            site: plan.place(),
            files,
        }))
    }

    /// Takes what was prepared, all of it or nothing, as one change; reads no text, however many files there are.
    /// `None` when every text stays the same.
    ///
    /// # Errors
    /// [`Outdated`] when a text is not the one any more that it was prepared for; nothing has changed then.
    pub fn take(&mut self, prepared: Prepared) -> Result<Option<&Change>, Outdated> {
        let outdated = prepared.files.iter().find(|file| {
            let now = self.document(&file.key).map(Document::text);
            match (now, &file.before) {
                (Some(now), Some(before)) => !Arc::ptr_eq(now, before) && now != before,
                (now, before) => now.is_some() != before.is_some(),
            }
        });
        if let Some(file) = outdated {
            return Err(Outdated(file.key.clone()));
        }
        let mut parts = Vec::new();
        for File { key, after, .. } in prepared.files {
            let now = self.document(&key).cloned();
            let part = match (now, after) {
                (None, None) => continue,
                (Some(now), Some(after)) if now.text() == after.text() => continue,
                (Some(now), Some(after)) => Part::Whole {
                    before: Box::new((now.revision(), now.state())),
                    after: Box::new((self.next(), after.state())),
                    key,
                },
                (None, Some(document)) => Part::Appear(Box::new(document.at(self.next()))),
                (Some(now), None) => Part::Vanish(Box::new(now)),
            };
            self.make(&part, true);
            parts.push(part);
        }
        match prepared.site {
            Some(site) => Ok(self.note(parts, prepared.label, site)),
            None => Ok(None),
        }
    }
}
