//! What goes in and out of the program: messages, and effects, which the runtime carries out.

use std::path::PathBuf;
use std::sync::Arc;

use super::{
    Chosen, CopiedTo, Copying, Edited, Fate, Findings, Import, LeftBehind, Lit, Message, Mouse,
    Names, NotWritten, Numbers, Opening, Outside, Repeated, Replacements, Viewport, Writing,
    report,
};
use crate::config::{Key, Past, Queries, Rgb, SavedSearches, Session};
use crate::document::replace::{Pattern, Replacement, Scope};
use crate::document::{
    Document, FileNews, Fingerprint, JournalEntry, Prepared, Revision, Workspace,
};
use crate::model::{Catalog, Cluster, Date, Use};
use crate::search::{Index, Options, Results, Unfold};

/// Something that happened.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse did something.
    Mouse(Mouse),
    /// What the last frame turned out to measure.
    Viewport(Viewport),
    /// The catalog's folder has been looked through.
    Opened {
        /// The catalog without its families.
        workspace: Box<Workspace>,
        /// How many families will follow with [`Msg::Arrived`].
        families: usize,
    },
    /// Some families of it have been read.
    Arrived(Vec<Document>),
    /// A catalog has been read, all at once, or could not be.
    Loaded(Result<Box<Workspace>, String>),
    /// The search index is ready.
    Indexed(Index),
    /// The names that forms complete with are gathered.
    Named(Names),
    /// Everything has been checked, or could not be, and why.
    Checked(Result<Findings, String>),
    /// A search has ended.
    Found {
        /// Which search.
        generation: u64,
        /// What it found.
        results: Results,
    },
    /// A search for the tree has ended.
    Filtered {
        /// Which search.
        generation: u64,
        /// What it found.
        lit: Lit,
    },
    /// What was looked for in earlier runs, and the searches that have a name.
    Searches(Queries, SavedSearches),
    /// The catalog has been looked through for what is to be replaced.
    Replacements {
        /// Which search.
        generation: u64,
        /// What it found.
        found: Replacements,
    },
    /// What was accepted is worked out, to be taken; or it cannot be made, and why.
    Replaced {
        /// Which piece of work.
        generation: u64,
        /// What it came to.
        result: Result<Box<Prepared>, String>,
    },
    /// The families have been looked through for items that could be lifted.
    Repeated {
        /// Which search.
        generation: u64,
        /// What it found.
        found: Vec<Repeated>,
    },
    /// What the report has is counted.
    Counted {
        /// Which counting.
        generation: u64,
        /// What it came to.
        numbers: Box<Numbers>,
    },
    /// What several families say is found.
    Wordings {
        /// Which counting.
        generation: u64,
        /// What it found.
        clusters: Vec<Cluster>,
    },
    /// Items are given one wording, to be taken; or it cannot be done, and why.
    Reworded(Result<Box<Prepared>, String>),
    /// Some of the pages of an import are read.
    ImportGoesOn {
        /// Which import.
        generation: u64,
        /// How many.
        done: usize,
        /// Of how many.
        all: usize,
    },
    /// What an import comes to; or why nothing can be imported, in words.
    ImportRead {
        /// Which import.
        generation: u64,
        /// What it comes to.
        result: Result<Box<Import>, String>,
    },
    /// Another catalog's folder; or why it cannot be opened, in words.
    CatalogFound(Result<PathBuf, String>),
    /// The revision that the catalog is at, where its version control knows one.
    Revision(Option<String>),
    /// A file was written, and where it is; or was not.
    Wrote(Writing, Result<String, NotWritten>),
    /// What a folder has.
    Folder {
        /// As it is typed.
        folder: String,
        /// Names, and whether each is a folder.
        entries: Vec<(String, bool)>,
    },
    /// Files were written or taken away, or were not: all of one [`Effect::Save`], each with what came of it.
    Saved(Vec<(SaveFile, Result<Option<String>, SaveFailure>)>),
    /// A file was read again.
    Reread {
        /// Whose file.
        key: Arc<str>,
        /// What for.
        purpose: Reread,
        /// Its text, or why there is none.
        text: Result<String, String>,
    },
    /// A file cannot be saved: it, or its folder, is read-only.
    ReadOnly {
        /// Whose file.
        key: Arc<str>,
        /// The file or the folder.
        path: PathBuf,
    },
    /// Somebody else changed files of the catalog.
    FilesChanged(Vec<FileNews>),
    /// What earlier runs on the catalog left unsaved.
    LeftBehind(Vec<LeftBehind>),
    /// What was left has been put aside: where, or why not.
    KeptAside(Result<PathBuf, String>),
    /// The process ids of other programs that have the catalog open.
    Others(Vec<u32>),
    /// The editor has ended.
    EditedOutside {
        /// What it was for.
        what: Outside,
        /// What was written; `None` when nothing was changed; or why there is nothing to take, in words.
        result: Result<Option<Edited>, String>,
    },
    /// Something was copied, and where it went; or why it could not.
    Copied(Copying, Result<CopiedTo, String>),
    /// What earlier runs have left.
    Past(Box<Past>),
    /// The terminal has said what its background is.
    Background(Rgb),
    /// The text of the settings has changed; or why it cannot be read.
    Settings(Result<String, String>),
    /// The program speaks another language now.
    Spoken,
    /// Something that the user should know, from outside.
    Notice(Message),
    /// Who changed a file of the catalog, and what, the latest first; nothing when nobody can tell.
    Changes(PathBuf, Option<Vec<String>>),
    /// Nothing was typed for a moment, and [`App::waits_for_rest`](super::App::waits_for_rest).
    Rested,
    /// The system wants the program to end.
    Terminate,
}

/// Something to be done outside.
#[derive(Debug)]
pub enum Effect {
    /// Put a text into the clipboard, and answer with [`Msg::Copied`].
    Copy(Copying),
    /// Write a text into a new file where the program was started, and answer with [`Msg::Copied`].
    WriteCopy(Copying),
    /// Read the catalog, and answer with [`Msg::Opened`] and [`Msg::Arrived`], or with [`Msg::Loaded`].
    Load(PathBuf),
    /// Build the search index, and answer with [`Msg::Indexed`].
    BuildIndex(Catalog),
    /// Gather the names that forms complete with, and answer with [`Msg::Named`].
    GatherNames(Catalog),
    /// Check everything with [`Findings::of`], and answer with [`Msg::Checked`]. The runtime puts the day in.
    Check(Box<Workspace>, Option<Date>),
    /// Search, and answer with [`Msg::Found`]; a newer search makes an older one pointless.
    Search {
        /// Which search.
        generation: u64,
        /// What for.
        query: String,
        /// Which hits to give that only inherit.
        unfold: Unfold,
        /// In what.
        index: Index,
        /// The files of families whose dates the query asks for; the runtime tells them to the index.
        dated: Vec<(Arc<str>, PathBuf)>,
    },
    /// Search for what the tree shall not dim, and answer with [`Msg::Filtered`]; a newer search makes an older one
    /// pointless.
    FilterTree {
        /// Which search.
        generation: u64,
        /// What for.
        query: String,
        /// In what.
        index: Index,
        /// As with [`Self::Search`].
        dated: Vec<(Arc<str>, PathBuf)>,
    },
    /// Read what was looked for in earlier runs, and answer with [`Msg::Searches`].
    ReadSearches,
    /// Keep a query for later runs.
    KeepQuery(String),
    /// Keep a search under a name, or forget the name.
    KeepSearch(String, Option<String>),
    /// Look the catalog through for what is to be replaced, and answer with [`Msg::Replacements`]; a newer search makes
    /// an older one pointless.
    FindReplacements {
        /// Which search.
        generation: u64,
        /// In what.
        catalog: Box<Catalog>,
        /// In which parts of it.
        scope: Scope,
        /// For what.
        pattern: Pattern,
        /// And what is put in its place.
        replacement: Replacement,
    },
    /// Work out what becomes of the files when the hits that are accepted are replaced, and answer with
    /// [`Msg::Replaced`].
    Replace {
        /// Which piece of work.
        generation: u64,
        /// In what.
        workspace: Box<Workspace>,
        /// Which hits.
        chosen: Chosen,
        /// What was looked for.
        pattern: Pattern,
        /// And what is put in its place.
        replacement: Replacement,
    },
    /// Give up searches and replacing that are older than this.
    CallOff {
        /// The next piece of work.
        generation: u64,
    },
    /// Look for items that could be lifted, and answer with [`Msg::Repeated`]; a newer search makes an older one
    /// pointless.
    FindRepeated {
        /// Which search.
        generation: u64,
        /// In what.
        catalog: Box<Catalog>,
        /// In which family of it; in all when there is none.
        family: Option<Arc<str>>,
    },
    /// Count what the report has, and answer with [`Msg::Counted`].
    Count {
        /// Which counting.
        generation: u64,
        /// In what.
        catalog: Box<Catalog>,
        /// Which day it is; the runtime says it.
        today: Option<Date>,
    },
    /// Look for what several families say, and answer with [`Msg::Wordings`].
    FindWordings {
        /// Which counting.
        generation: u64,
        /// In what.
        catalog: Box<Catalog>,
    },
    /// Work out what becomes of the files when items are given one wording, and answer with [`Msg::Reworded`].
    Reword {
        /// In what.
        workspace: Box<Workspace>,
        /// Which items, and what they say.
        items: Vec<(Use, String)>,
        /// What they are to say.
        text: String,
    },
    /// Read pages and work out what importing them comes to; answer with [`Msg::ImportGoesOn`] and at last with
    /// [`Msg::ImportRead`].
    Import {
        /// Which import.
        generation: u64,
        /// Into what.
        workspace: Box<Workspace>,
        /// Which page or folder, as it was typed.
        path: String,
        /// The department that they go below.
        department: String,
    },
    /// Give up imports that are older than this.
    CallOffImport {
        /// The next one.
        generation: u64,
    },
    /// Find another catalog, or make one; answer with [`Msg::CatalogFound`].
    FindCatalog {
        /// Its folder, as it was typed.
        path: String,
        /// Which of the two.
        opening: Opening,
    },
    /// Ask for the revision of a catalog, and answer with [`Msg::Revision`].
    AskRevision {
        /// Its folder.
        root: PathBuf,
        /// Whether what is here is not in the files.
        is_changed: bool,
    },
    /// Ask who changed a file, and answer with [`Msg::Changes`].
    AskChanges {
        /// The catalog's folder.
        root: PathBuf,
        /// The file, from there.
        path: PathBuf,
    },
    /// Write a file, and answer with [`Msg::Wrote`].
    Write(Writing),
    /// Say what a folder has, with [`Msg::Folder`].
    ListFolder(String),
    /// Write files and take files away, all or none, if they still have what they had; answer with [`Msg::Saved`].
    Save {
        /// The catalog's folder.
        root: PathBuf,
        /// What to write.
        files: Vec<SaveFile>,
    },
    /// Read a file and answer with [`Msg::Reread`].
    Reread {
        /// Whose file.
        key: Arc<str>,
        /// The catalog's folder.
        root: PathBuf,
        /// Below it.
        path: PathBuf,
        /// What for.
        purpose: Reread,
    },
    /// See whether a file could be saved; answer with [`Msg::ReadOnly`] when it could not.
    AskWritable {
        /// Whose file.
        key: Arc<str>,
        /// The catalog's folder.
        root: PathBuf,
        /// Below it.
        path: PathBuf,
    },
    /// Write down what is unsaved, or is so no more.
    Journal(Vec<JournalEntry>),
    /// Be done with what an earlier run left.
    Leftover {
        /// Which.
        id: u64,
        /// How.
        fate: Fate,
    },
    /// Have the user's editor edit a text; answer with [`Msg::EditedOutside`].
    EditOutside {
        /// What it is for.
        what: Outside,
        /// What the file shall be called.
        name: String,
        /// The text.
        text: String,
    },
    /// Remove the file of a text that came back from the editor.
    DropEdited(PathBuf),
    /// Read what earlier runs have left of the catalog in this folder, and answer with [`Msg::Past`].
    ReadPast(PathBuf),
    /// Something was chosen from the palette.
    KeepUse(String),
    /// The catalog is left like this.
    KeepSession {
        /// Its folder.
        root: PathBuf,
        /// Its name.
        name: String,
        /// How.
        session: Box<Session>,
    },
    /// End, and open another catalog.
    Switch(PathBuf),
    /// Answer with [`Msg::Settings`] whenever the settings have changed.
    WatchSettings,
    /// Keep a setting, by its key and what it is to be; answer with [`Msg::Settings`].
    KeepSetting(&'static str, String),
    /// Speak the language that this setting asks for; answer with [`Msg::Spoken`].
    Speak(String),
    /// Let the cursor blink, or not.
    SetMotion(bool),
    /// Take the mouse, or leave it to the terminal.
    SetMouse(bool),
    /// Give the terminal back and stop until the shell continues the program.
    Suspend,
    /// End.
    Quit,
}

/// Hits that one search gives back; more than anybody scrolls through.
const HITS: usize = 500;

impl Effect {
    /// Does an effect that is only computing, on whatever thread the runtime likes, and gives its answer. `None` for
    /// the other effects, and for work that was called off.
    pub fn computed(self, called_off: &dyn Fn() -> bool) -> Option<Msg> {
        match self {
            Self::BuildIndex(catalog) => Some(Msg::Indexed(Index::build(&catalog))),
            Self::GatherNames(catalog) => Some(Msg::Named(Names::of(&catalog))),
            Self::Check(workspace, today) => {
                Some(Msg::Checked(Ok(Findings::of(&workspace, today))))
            }
            Self::Search {
                generation,
                query,
                unfold,
                index,
                ..
            } => {
                let options = Options {
                    limit: HITS,
                    facets: true,
                    unfold: &unfold,
                };
                let results = index.search_with(&query, options, called_off);
                results.complete.then_some(Msg::Found {
                    generation,
                    results,
                })
            }
            Self::FilterTree {
                generation,
                query,
                index,
                ..
            } => {
                let lit = Lit::of(&index, &query, called_off)?;
                Some(Msg::Filtered { generation, lit })
            }
            Self::FindReplacements {
                generation,
                catalog,
                scope,
                pattern,
                replacement,
            } => {
                let found =
                    Replacements::find(&catalog, &scope, &pattern, &replacement, called_off);
                (!called_off()).then_some(Msg::Replacements { generation, found })
            }
            Self::Replace {
                generation,
                workspace,
                chosen,
                pattern,
                replacement,
            } => {
                let result = chosen.prepare(&workspace, &pattern, &replacement, called_off);
                let result = result.transpose()?;
                Some(Msg::Replaced {
                    generation,
                    result: result.map(Box::new),
                })
            }
            Self::FindRepeated {
                generation,
                catalog,
                family,
            } => {
                let found = Repeated::find(&catalog, family.as_deref(), called_off);
                (!called_off()).then_some(Msg::Repeated { generation, found })
            }
            Self::Count {
                generation,
                catalog,
                today,
            } => {
                let numbers = Box::new(Numbers::of(&catalog, today));
                Some(Msg::Counted {
                    generation,
                    numbers,
                })
            }
            Self::FindWordings {
                generation,
                catalog,
            } => Some(Msg::Wordings {
                generation,
                clusters: report::wordings(&catalog),
            }),
            Self::Reword {
                workspace,
                items,
                text,
            } => {
                let result = report::prepare(&workspace, &items, &text, called_off).transpose()?;
                Some(Msg::Reworded(result.map(Box::new)))
            }
            _ => None,
        }
    }
}

/// One file that is to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaveFile {
    /// Its key.
    pub key: Arc<str>,
    /// Below the catalog's folder.
    pub path: PathBuf,
    /// What to write; `None` takes the file away.
    pub text: Option<Arc<str>>,
    /// Which revision that is.
    pub revision: Revision,
    /// What the file had; `None` when there must be none.
    pub expected: Option<Fingerprint>,
}

/// Why a file was not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveFailure {
    /// Somebody else changed it.
    ChangedOnDisk,
    /// Another file of the same save could not be saved, so this one is as it was.
    LeftAlone,
    /// Anything else, in words.
    Other(String),
}

/// What a file is read again for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reread {
    /// To take over what it has now.
    Reload,
    /// To show how it differs from what is here.
    Compare,
    /// To put it together with what is here.
    Merge,
    /// To write over it.
    Overwrite,
}
