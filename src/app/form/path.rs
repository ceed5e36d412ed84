//! Completing a path that is typed into a form, from what the folder has that it has come to.
//!
//! What a folder has comes from outside, with a message; here it is only compared.

use super::complete::{SUGGESTIONS, Source, Suggestion};
use super::{Form, FormKind};
use crate::app::{App, Effect, Overlay};
use crate::text::text;

/// What a path may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paths {
    /// Pages in Markdown, and folders.
    Pages,
    /// Any file, and folders.
    Files,
    /// Folders alone.
    Folders,
}

/// A folder, as it was typed, and what it has: names, and whether each is a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Folder {
    pub(super) typed: String,
    pub(super) entries: Vec<(String, bool)>,
}

impl Folder {
    /// The whole paths that begin with what is typed.
    fn matching(&self, paths: Paths, typed: &str) -> impl Iterator<Item = (String, bool)> {
        let (folder, begun) = parts(typed);
        let is_here = folder == self.typed;
        let begun_small = begun.to_lowercase();
        let is_meant = move |name: &str, is_folder: bool| {
            let is_hidden = name.starts_with('.') && !begun_small.starts_with('.');
            let is_page = is_folder
                || match paths {
                    Paths::Pages => name.ends_with(".md"),
                    Paths::Files => true,
                    Paths::Folders => false,
                };
            is_here && is_page && !is_hidden && name.to_lowercase().starts_with(&begun_small)
        };
        let entries = self.entries.iter();
        entries
            .filter(move |(name, is_folder)| is_meant(name, *is_folder))
            .map(move |(name, is_folder)| {
                let end = if *is_folder { "/" } else { "" };
                (format!("{folder}{name}{end}"), *is_folder)
            })
    }

    /// As suggestions, at most as many as are shown.
    pub(super) fn suggested(&self, paths: Paths, typed: &str) -> Vec<Suggestion> {
        let found = self.matching(paths, typed).take(SUGGESTIONS);
        found
            .map(|(text, is_folder)| Suggestion {
                text,
                note: match is_folder {
                    true => text!("file-a-folder").to_owned(),
                    false => String::new(),
                },
            })
            .collect()
    }

    /// As much as all of them begin with.
    fn shared(&self, paths: Paths, typed: &str) -> Option<String> {
        let mut found = self.matching(paths, typed).map(|(path, _)| path);
        let first = found.next()?;
        Some(found.fold(first, |shared, path| {
            let same = shared.chars().zip(path.chars());
            same.take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
        }))
    }
}

/// The folder of a path as it is typed, and what follows it.
fn parts(typed: &str) -> (&str, &str) {
    let at = typed.rfind('/').map_or(0, |at| at + 1);
    typed.split_at(at)
}

impl Form {
    /// The folder whose names complete what is typed, if a path is.
    fn folder_wanted(&self) -> Option<&str> {
        let field = self.current();
        (field.kind == FormKind::Path).then(|| parts(field.input.text().trim_start()).0)
    }

    /// Writes as much of a path as there is no choice about, or marks the first choice. Says whether there was any.
    pub(super) fn complete_path(&mut self) -> bool {
        let field = self.current();
        let Source::Paths(paths) = field.source else {
            return false;
        };
        let typed = field.input.text().trim();
        let shared = self.completions.folder.shared(paths, typed);
        match shared {
            Some(shared) if shared.len() > typed.len() => {
                self.set_text(&shared);
                true
            }
            _ if self.suggestions.is_some() => self.choose(1),
            _ => false,
        }
    }
}

impl App {
    /// Asks what a folder has when a path has come to another one.
    pub(in crate::app) fn ask_folder(&mut self) -> Option<Effect> {
        let wanted = match self.overlays.last() {
            Some(Overlay::Form(form)) => form.folder_wanted().map(str::to_owned),
            _ => None,
        };
        if wanted == self.asked_folder {
            return None;
        }
        self.asked_folder.clone_from(&wanted);
        wanted.map(Effect::ListFolder)
    }

    /// Completes from what a folder has.
    pub(in crate::app) fn folder_listed(&mut self, typed: String, entries: Vec<(String, bool)>) {
        if self.asked_folder.as_ref() != Some(&typed) {
            return;
        }
        if let Some(Overlay::Form(form)) = self.overlays.last_mut() {
            form.completions.folder = Folder { typed, entries };
            form.suggest(false);
        }
        self.measure();
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn folder() -> Folder {
        let entry = |name: &str, is_folder| (name.to_owned(), is_folder);
        Folder {
            typed: "hb/".to_owned(),
            entries: vec![
                entry(".git", true),
                entry("Finance", true),
                entry("fin.md", false),
                entry("fin.txt", false),
                entry("legal", true),
            ],
        }
    }

    fn texts(paths: Paths, typed: &str) -> Vec<String> {
        let found = folder().suggested(paths, typed);
        found.into_iter().map(|one| one.text).collect()
    }

    #[test]
    fn folders_and_pages_of_the_folder_that_is_typed() {
        assert_eq!(texts(Paths::Pages, "hb/fi"), ["hb/Finance/", "hb/fin.md"]);
        assert_eq!(texts(Paths::Files, "hb/fin."), ["hb/fin.md", "hb/fin.txt"]);
        assert_eq!(texts(Paths::Folders, "hb/fi"), ["hb/Finance/"]);
        assert_eq!(texts(Paths::Pages, "hb/.g"), ["hb/.git/"]);
        assert_eq!(texts(Paths::Pages, "other/fi"), [""; 0]);
    }

    #[test]
    fn as_much_is_written_as_there_is_no_choice_about() {
        let shared = |paths, typed| folder().shared(paths, typed);
        assert_eq!(shared(Paths::Pages, "hb/l").unwrap(), "hb/legal/");
        assert_eq!(shared(Paths::Files, "hb/fin.").unwrap(), "hb/fin.");
        assert_eq!(shared(Paths::Files, "hb/fin.t").unwrap(), "hb/fin.txt");
        assert_eq!(shared(Paths::Pages, "hb/x"), None);
    }
}
