//! The interactive program as state and transitions: a message comes in, the state changes, effects come out.
//!
//! No input, no output, no clock: [`Effect`]s say what the runtime shall do, and what comes of it returns as a
//! [`Msg`]. Text for people about results is made here and in `ui`; drawing is `ui`'s alone.

mod browse;
mod compare;
mod conflicts;
mod copying;
mod detail;
mod details;
mod dialog;
mod draft;
mod drag;
mod editing;
mod effect;
mod elements;
mod exporting;
mod external;
mod field;
mod files;
mod filter;
mod finder;
mod findings;
mod follow;
mod form;
mod help;
mod history;
mod importing;
mod items;
mod journal;
mod ladder;
mod left;
mod loading;
mod marked;
mod marks;
mod matrix;
mod message;
mod new_family;
mod opening;
mod palette;
mod parts;
mod past;
mod picker;
mod problems;
mod repeated;
mod replacing;
mod report;
mod settings;
mod structure;
mod tour;
mod tree;
mod view;
mod views;
mod waiving;
mod watching;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

pub use compare::{Block, BlockCell, BlockKind, BlockRow, Comparing, ComparingKind, Saying, Shape};
pub use copying::{CopiedTo, CopyOf, Copying};
pub use detail::{Detail, Entry, EntryKind, Row, Side};
pub use dialog::{Answer, Choice, Dialog, indent};
pub use drag::{Drag, Landing};
pub use effect::{Effect, Msg, Reread, SaveFailure, SaveFile};
pub use exporting::{NotWritten, Writing};
pub use external::{Edited, Outside};
pub use field::TextField;
pub use filter::{Filter, Lit};
pub use finder::{Finder, FinderFocus, Narrow, NarrowRow};
pub use findings::Findings;
pub use form::{
    ChoiceCell, Completions, FieldBlock, Form, FormField, FormKind, FormLayout, FormPreview, Group,
    Names, Purpose, Remarks, Source, Suggestion, Suggestions, Waiving, choice_cells,
};
pub use help::topic_title;
pub use importing::{Import, ImportPage, ImportWork};
pub use ladder::{BOX_HEIGHT, GUTTER, LEVEL, LadderEntry, LadderFocus, LadderView};
pub use left::{Fate, LeftBehind};
pub use loading::{Loading, Progress};
pub use marks::Marks;
pub use matrix::MatrixView;
pub use message::{Message, Mood};
pub use opening::Opening;
pub use picker::{Picker, PickerKind, PickerRow, Run};
pub use repeated::Repeated;
pub use replacing::{Chosen, ReplaceFocus, ReplaceRow, Replacements, Replacer};
pub use report::{Numbers, ReportPage, ReportRow, ReportView};
pub use structure::Structure;
pub use tree::{Tree, TreeId, TreeRow};
pub use view::{Area, Buttons, Mouse, MouseKind, Press, Target, Viewport};

use crate::check::Diagnostic;
use crate::config::{
    Action, Config, Context, Key, KeyCode, Keymap, Meaning, Past, Queries, SavedSearches, Terminal,
    Theme, When,
};
use crate::document::Workspace;
use crate::model::{Node, Place};
use crate::search::Index;
use crate::text::text;

/// Which pane of the main screen has the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Focus {
    /// The tree.
    #[default]
    Tree,
    /// The detail pane.
    Detail,
}

/// What lies over the main screen.
#[derive(Debug)]
pub enum Overlay {
    /// The finder.
    Finder(Box<Finder>),
    /// A query for the tree is being typed; the tree stays in sight.
    Filter,
    /// Help, palette or problems.
    Picker(Picker),
    /// Roles beside each other.
    Compare(Box<Comparing>),
    /// Replacing throughout the catalog.
    Replace(Box<Replacer>),
    /// The career ladder.
    Ladder(Box<LadderView>),
    /// The matrix.
    Matrix(Box<MatrixView>),
    /// The reports.
    Report(Box<ReportView>),
    /// A form.
    Form(Box<Form>),
    /// A question.
    Dialog(Dialog),
}

/// The whole state of the interactive program.
#[derive(Debug)]
pub struct App {
    /// The catalog's files.
    pub workspace: Workspace,
    /// Whether they are here yet.
    pub loading: Loading,
    /// The tree.
    pub tree: Tree,
    /// The right pane.
    pub detail: Detail,
    /// Which pane has the focus.
    pub focus: Focus,
    /// What is marked.
    pub marks: Marks,
    /// What the mouse holds.
    pub drag: Option<Drag>,
    /// What lies over the panes, the uppermost last.
    pub overlays: Vec<Overlay>,
    /// The line at the bottom, until the next key.
    pub message: Option<Message>,
    /// What the last frame measured.
    pub viewport: Viewport,
    /// What the checks found.
    pub findings: Findings,
    /// How many files have unsaved changes.
    pub unsaved: usize,
    /// Keys.
    pub keymap: Keymap,
    /// Looks.
    pub theme: Theme,
    /// What the user has set.
    pub config: Config,
    /// What the terminal is like.
    pub terminal: Terminal,
    /// How many moments have passed since it was asked for its background.
    unanswered: u8,
    /// Whether the program has the mouse.
    pub mouse: bool,
    /// How wide the tree is, when somebody has said so.
    pub tree_width: Option<u16>,
    /// The keys that were pressed of several that belong together.
    pub pending: Vec<Key>,
    /// What was cut or copied in a field.
    pub clipboard: String,
    /// The query that dims the tree.
    pub filter: Option<Filter>,
    /// What earlier runs have left, with what has come to it.
    past: Past,
    /// Whether that is here yet.
    past_read: bool,
    /// Which step of the tour is to be done, while it lasts.
    tour: Option<usize>,
    /// Whether the catalog is still to be shown as it was left.
    to_reopen: bool,
    /// Whether keys lead through the tree, and where they have led is not shown beside it yet.
    is_going: bool,
    /// Whether the finder shows its hits across the whole width, and the preview only while that has the focus.
    pub hits_alone: bool,
    /// The places that were visited.
    trail: past::Trail,
    /// Whether the mouse holds the border between the panes.
    dragging_border: bool,
    /// The items that were cut or copied.
    clip: Option<items::Clip>,
    /// What was found last, to go from line to line.
    found_lines: Option<finder::FoundLines>,
    /// What was compared last, to go back to it.
    last_comparison: Option<Box<Comparing>>,
    queries: Queries,
    saved_searches: SavedSearches,
    /// The family whose repeated items are listed; none for the whole catalog.
    repeated_in: Option<Arc<str>>,
    /// Whether something has changed since they were looked for.
    repeated_due: bool,
    /// Whether something has changed since the open views were computed.
    views_due: bool,
    /// Which counting is the newest.
    views_generation: u64,
    root: PathBuf,
    /// A catalog that is to take the place of this one when all of it has been read.
    incoming: Option<Box<Workspace>>,
    early_index: loading::EarlyIndex,
    index: Option<Index>,
    /// The families that were changed since the catalog was read: what was computed in the background from the
    /// catalog as it was then is brought up to date for them.
    edited: BTreeSet<Arc<str>>,
    /// The names that forms complete with; none before the first form is opened.
    names: Arc<Names>,
    /// Whether they were gathered, or are being gathered, from the catalog as it is.
    names_asked: bool,
    /// The families that have changed since they were brought up to date.
    renamed: BTreeSet<Arc<str>>,
    generation: u64,
    /// What to do when the saves under way have ended well: leave.
    quit_after_saving: bool,
    /// The families whose file is being written.
    saving: BTreeSet<Arc<str>>,
    /// Those of them that are to be saved once more after that: only then it is known what the file will have.
    save_next: BTreeSet<Arc<str>>,
    told: journal::Told,
    /// The family of the open form, when it was asked whether its file could be saved.
    asked_writable: Option<Arc<str>>,
    left: Vec<left::Left>,
    /// The files that somebody else changed while they had unsaved changes here, and nobody was asked about yet.
    conflicts: Vec<Arc<str>>,
    /// Merges that wait for decisions.
    undecided: Vec<conflicts::Undecided>,
    /// The import that is under way, and which of them is the newest.
    importing: Option<importing::Importing>,
    import_generation: u64,
    /// The revision of the catalog, for the stamps of exports.
    revision: Option<String>,
    /// The folder whose names complete a path, as it is typed.
    asked_folder: Option<String>,
    /// How many checks of everything are under way; each is of the catalog as it was when it began.
    checks: usize,
    /// Whether more has changed than is brought up to date at once: all is computed anew in the background, as soon
    /// as no check of an older state is under way.
    outdated: bool,
    /// The problem that was gone to last.
    last_problem: Option<Diagnostic>,
    /// Who gave the last waiver.
    waived_by: Option<String>,
    /// Which problems are listed.
    problems_shown: problems::Shown,
}

impl App {
    /// A program that has yet to read the catalog in `root`, and the effects to begin with.
    pub fn start(root: PathBuf, config: Config, terminal: Terminal) -> (Self, Vec<Effect>) {
        let mut app = Self {
            workspace: Workspace::default(),
            loading: Loading::Reading(Progress::default()),
            tree: Tree::default(),
            detail: Detail::default(),
            focus: Focus::Tree,
            marks: Marks::default(),
            drag: None,
            overlays: Vec::new(),
            message: None,
            viewport: Viewport::default(),
            findings: Findings::default(),
            unsaved: 0,
            keymap: config.keymap().0,
            theme: config.theme(terminal),
            mouse: config.mouse,
            config,
            terminal,
            unanswered: 0,
            pending: Vec::new(),
            clipboard: String::new(),
            filter: None,
            tree_width: None,
            past: Past::default(),
            past_read: false,
            tour: None,
            to_reopen: true,
            is_going: false,
            hits_alone: false,
            trail: past::Trail::default(),
            dragging_border: false,
            clip: None,
            found_lines: None,
            last_comparison: None,
            queries: Queries::default(),
            saved_searches: SavedSearches::default(),
            repeated_in: None,
            repeated_due: false,
            views_due: false,
            views_generation: 0,
            root: root.clone(),
            incoming: None,
            early_index: loading::EarlyIndex::default(),
            index: None,
            edited: BTreeSet::new(),
            names: Arc::default(),
            names_asked: false,
            renamed: BTreeSet::new(),
            generation: 0,
            quit_after_saving: false,
            saving: BTreeSet::new(),
            save_next: BTreeSet::new(),
            told: journal::Told::default(),
            asked_writable: None,
            left: Vec::new(),
            conflicts: Vec::new(),
            undecided: Vec::new(),
            importing: None,
            import_generation: 0,
            revision: None,
            asked_folder: None,
            checks: 0,
            outdated: false,
            last_problem: None,
            waived_by: None,
            problems_shown: problems::Shown::default(),
        };
        app.name_keys();
        let first = [
            Effect::Load(root.clone()),
            Effect::ReadSearches,
            Effect::ReadPast(root),
            Effect::WatchSettings,
        ];
        (app, first.into())
    }

    /// The one transition: what happened, what is to be done.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let before = self.tree.selected().cloned();
        let is_input = matches!(msg, Msg::Key(_) | Msg::Paste(_) | Msg::Mouse(_));
        self.to_reopen &= !is_input;
        if !matches!(msg, Msg::Key(_) | Msg::Viewport(_)) {
            self.arrive();
        }
        let mut effects = match msg {
            Msg::Key(key) => self.key(key),
            Msg::Paste(text) => self.paste(&text),
            Msg::Mouse(mouse) => self.mouse_event(mouse),
            Msg::Viewport(viewport) => {
                let is_resized = self.viewport.detail != viewport.detail;
                self.viewport = viewport;
                if is_resized {
                    self.wrap_topic_again();
                }
                self.measure();
                Vec::new()
            }
            Msg::Loaded(Ok(workspace)) => self.loaded(*workspace),
            Msg::Loaded(Err(why)) => {
                self.not_loaded(why);
                Vec::new()
            }
            Msg::Opened {
                workspace,
                families,
            } => self.opened(*workspace, families),
            Msg::Arrived(documents) => self.arrived(documents),
            Msg::Indexed(index) => self.indexed(index),
            Msg::Named(names) => {
                self.names = Arc::new(names);
                self.renamed.extend(self.edited.iter().cloned());
                self.complete_again();
                Vec::new()
            }
            Msg::Checked(findings) => {
                self.checks = self.checks.saturating_sub(1);
                match findings {
                    Ok(findings) => self.findings = findings,
                    Err(why) => self.say(Message::error(text!("browse-not-checked", why))),
                }
                for key in &self.edited {
                    self.findings.update(&self.workspace, key);
                }
                self.tree.mark(&self.findings, &self.workspace);
                self.rebuild_tree();
                self.detail.forget();
                if let Some(finder) = self.finder_mut() {
                    finder.preview.forget();
                }
                self.preview();
                self.list_problems_again();
                self.measure();
                self.search_for_problems()
            }
            Msg::Found {
                generation,
                results,
            } => {
                if generation == self.generation
                    && let Some(finder) = self.finder_mut()
                {
                    finder.found(results);
                    self.preview();
                    self.catch_up()
                } else {
                    Vec::new()
                }
            }
            Msg::Filtered { generation, lit } => {
                if generation == self.generation {
                    self.filtered(lit);
                }
                Vec::new()
            }
            Msg::Past(past) => {
                self.take_past(*past);
                Vec::new()
            }
            Msg::Searches(queries, saved) => {
                self.searches_read(queries, saved);
                Vec::new()
            }
            Msg::Replacements { generation, found } => {
                if generation == self.generation
                    && let Some(replacer) = self.replacer_mut()
                {
                    replacer.found(found);
                    self.measure();
                }
                Vec::new()
            }
            Msg::Replaced { generation, result } => self.replaced(generation, result),
            Msg::Repeated { generation, found } => {
                if generation == self.generation {
                    self.found_repeated(found);
                }
                Vec::new()
            }
            Msg::Counted {
                generation,
                numbers,
            } => {
                self.report_counted(generation, *numbers);
                Vec::new()
            }
            Msg::Wordings {
                generation,
                clusters,
            } => {
                self.wordings_found(generation, clusters);
                Vec::new()
            }
            Msg::Reworded(result) => {
                self.reworded(result);
                Vec::new()
            }
            Msg::ImportGoesOn {
                generation,
                done,
                all,
            } => {
                self.import_goes_on(generation, done, all);
                Vec::new()
            }
            Msg::ImportRead { generation, result } => {
                self.import_read(generation, result);
                Vec::new()
            }
            Msg::CatalogFound(result) => self.catalog_found(result),
            Msg::Revision(revision) => {
                self.revision = revision;
                Vec::new()
            }
            Msg::Wrote(writing, result) => {
                self.wrote(writing, result);
                Vec::new()
            }
            Msg::Folder { folder, entries } => {
                self.folder_listed(folder, entries);
                Vec::new()
            }
            Msg::Saved(files) => self.saved(files),
            Msg::Reread { key, purpose, text } => self.reread(&key, purpose, text),
            Msg::ReadOnly { key, path } => {
                self.read_only(&key, &path);
                Vec::new()
            }
            Msg::FilesChanged(news) => self.files_changed(news),
            Msg::EditedOutside { what, result } => self.edited_outside(&what, result),
            Msg::LeftBehind(left) => {
                self.left_behind(left);
                Vec::new()
            }
            Msg::KeptAside(result) => {
                self.kept_aside(result);
                Vec::new()
            }
            Msg::Others(pids) => {
                self.others(&pids);
                Vec::new()
            }
            Msg::Copied(copying, to) => {
                self.copied(copying, to);
                Vec::new()
            }
            Msg::Background(color) => {
                self.background_told(color);
                Vec::new()
            }
            Msg::Settings(text) => self.settings_read(text),
            Msg::Spoken => self.spoken(),
            Msg::Notice(message) => {
                self.message = Some(message);
                Vec::new()
            }
            Msg::Changes(path, lines) => {
                self.show_who_changed(&path, lines);
                Vec::new()
            }
            Msg::Rested => {
                self.background_not_told();
                self.preview();
                Vec::new()
            }
            Msg::Terminate => vec![Effect::Quit],
        };
        self.reopen();
        self.note_visit(before.filter(|_| is_input));
        effects.extend(self.filter_if_due());
        effects.extend(self.find_repeated_again());
        effects.extend(self.compute_views_again());
        effects.extend(self.ask_about_left());
        self.ask_about_conflicts();
        self.finish_import();
        effects.extend(self.compute_outdated());
        effects.extend(self.gather_names());
        effects.extend(self.ask_writable());
        effects.extend(self.ask_folder());
        self.follow_tour();
        self.refresh();
        // First of all: whatever comes of the rest, what is unsaved is written down.
        effects.splice(0..0, self.journal());
        self.keep_session(&mut effects);
        effects
    }

    /// Has what many changes have made outdated computed anew. While a check of an older state is under way, it is
    /// waited for: what it finds would be taken for news.
    fn compute_outdated(&mut self) -> Vec<Effect> {
        if !self.outdated || self.checks > 0 {
            return Vec::new();
        }
        self.outdated = false;
        self.edited.clear();
        self.compute_all()
    }

    /// Makes the rows of the tree anew, counts what is unsaved, and has the journal told of it.
    fn rebuild_tree(&mut self) {
        self.told.due = true;
        self.unsaved = self.workspace.unsaved();
        self.tree.rebuild(&self.workspace);
    }

    /// Where keys go.
    pub fn context(&self) -> Context {
        match self.overlays.last() {
            None => Context::Browse,
            Some(Overlay::Finder(finder)) => match finder.focus {
                FinderFocus::Query => Context::Finder,
                FinderFocus::Narrow | FinderFocus::Preview => Context::Aside,
            },
            Some(Overlay::Filter) => Context::Filter,
            Some(Overlay::Picker(_)) => Context::List,
            Some(Overlay::Compare(_)) => Context::Compare,
            Some(Overlay::Replace(_)) => Context::Replace,
            Some(Overlay::Ladder(_) | Overlay::Matrix(_) | Overlay::Report(_)) => Context::View,
            Some(Overlay::Form(_)) => Context::Form,
            Some(Overlay::Dialog(_)) => Context::Dialog,
        }
    }

    /// The place that is selected, when it is a family or a part of one.
    pub fn place(&self) -> Option<Place> {
        self.tree.selected().and_then(TreeId::place)
    }

    /// Why an action cannot be done now; `None` when it can.
    pub fn why_not(&self, action: Action) -> Option<&'static str> {
        let when = action.info().when;
        if when != When::Always
            && let Some(why) = self.why_not_yet(action)
        {
            return Some(why);
        }
        let several = self.marked() > 0;
        if several && action.info().one_at_a_time() {
            return Some(text!("browse-it-works-on-one-at"));
        }
        let readable = || {
            self.place()
                .is_some_and(|place| self.workspace.catalog().get(&place.key).is_some())
        };
        let possible = match when {
            When::Always | When::Ready => true,
            When::Family => readable() || several && self.focus == Focus::Tree,
            When::OwnItem => self.focus == Focus::Detail && self.chosen_are_own(),
            When::Inherited => self.focus == Focus::Detail && self.detail.origin().is_some(),
            When::Item => {
                self.focus == Focus::Detail && (several || self.detail.item_here().is_some())
            }
            When::Paste => {
                self.has_clip() && self.focus == Focus::Detail && self.detail.list_here().is_some()
            }
            When::Deletable => match self.focus {
                Focus::Detail => self.chosen_are_own() || (!several && self.has_own_line()),
                Focus::Tree => several || readable() || self.is_department(),
            },
            When::Movable => match self.focus {
                Focus::Detail => self.chosen_are_own() || (!several && self.has_own_line()),
                Focus::Tree => several || readable(),
            },
            When::Structure => several || readable() || self.is_department(),
            When::InList => {
                self.focus == Focus::Detail
                    && (self.detail.list_here().is_some() || self.is_on_element())
            }
            When::Part => readable() && self.part().is_some_and(|node| node != Node::Family),
            When::Variation => {
                let is_variation = |node| matches!(node, Node::Specialty(_) | Node::Segment(_));
                readable() && self.part().is_some_and(is_variation)
            }
            When::Undo => self.workspace.last_done().is_some(),
            When::Redo => self.workspace.last_undone().is_some(),
            When::History => {
                self.workspace.last_done().is_some() || self.workspace.last_undone().is_some()
            }
            When::Dirty => self.selected_is_unsaved(),
            When::AnyDirty => self.unsaved > 0,
            When::File => self.selected_document().is_some(),
            When::Left => !self.left.is_empty(),
            When::Found => self.found_lines.is_some(),
            When::Repeated => self.lists_repeated(),
            When::Problems => self.lists_problems(),
            When::Group => self.has_group(),
            When::Narrowing => self.finder_focus() == Some(FinderFocus::Narrow),
            When::Preview => self.finder_focus() == Some(FinderFocus::Preview),
            When::Compared => self.last_comparison.is_some(),
            When::Visited => self.has_visited(false),
            When::VisitedAfter => self.has_visited(true),
            When::Beside => self.compares_roles(),
            When::Matrix => matches!(self.overlays.last(), Some(Overlay::Matrix(_))),
            When::Budget => self.is_report_at(ReportPage::Budget),
            When::Wordings => self.is_report_at(ReportPage::Wordings),
        };
        let own = matches!(when, When::OwnItem | When::Deletable | When::Movable);
        if !possible && own && several {
            return Some(text!("browse-some-of-what-is-marked"));
        }
        (!possible).then(|| when.why_not())
    }

    /// Whether the line under the cursor is written in what is shown.
    fn has_own_line(&self) -> bool {
        self.detail.own_item().is_some() || self.detail.own_element().is_some()
    }

    /// The part of the family that is selected.
    fn part(&self) -> Option<Node> {
        self.place().map(|place| place.position.node())
    }

    fn is_department(&self) -> bool {
        matches!(self.tree.selected(), Some(TreeId::Department(_)))
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        // What it waits for stays said.
        if self.type_ahead(key) {
            return Vec::new();
        }
        self.message = None;
        if self.let_go() && key == Key::new(KeyCode::Esc) {
            self.say(Message::info(text!("browse-nothing-was-moved")));
            return Vec::new();
        }
        let context = self.context();
        self.pending.push(key);
        let action = match self.keymap.meaning(context, &self.pending) {
            Meaning::Action(action) => Some(action),
            Meaning::Begun => {
                let begun = keys_in_words(&self.pending);
                self.say(Message::info(format!("{begun} …")));
                return Vec::new();
            }
            Meaning::Nothing if self.pending.len() > 1 => {
                let pressed = keys_in_words(&std::mem::take(&mut self.pending));
                let why = match key == Key::new(KeyCode::Esc) {
                    true => text!("browse-nothing-was-done").to_owned(),
                    false => text!("browse-means-nothing-here-shows-all", pressed),
                };
                self.say(Message::info(why));
                return Vec::new();
            }
            Meaning::Nothing if !context.takes_text() => {
                let pressed = keys_in_words(&std::mem::take(&mut self.pending));
                self.say(Message::info(text!(
                    "browse-means-nothing-here-shows-all",
                    pressed
                )));
                return Vec::new();
            }
            Meaning::Nothing => None,
        };
        self.pending.clear();
        self.dispatch(context, action, key)
    }

    /// Hands an action, or a key that is none, to the place where it works.
    fn dispatch(&mut self, context: Context, action: Option<Action>, key: Key) -> Vec<Effect> {
        if let Some(
            Action::FinderHelp
            | Action::AsideHelp
            | Action::FilterHelp
            | Action::ListHelp
            | Action::CompareHelp
            | Action::ReplaceHelp
            | Action::ViewHelp
            | Action::FormHelp
            | Action::DialogHelp,
        ) = action
        {
            self.open_help();
            return Vec::new();
        }
        match context {
            Context::Browse => match action {
                Some(action) => {
                    if !matches!(action, Action::MarkUp | Action::MarkDown) {
                        self.marks.end_range();
                    }
                    self.run(action)
                }
                None => Vec::new(),
            },
            Context::Finder => self.finder_key(action, key),
            Context::Aside => self.aside_key(action),
            Context::Filter => self.filter_key(action, key),
            Context::List => self.picker_key(action, key),
            Context::Compare => self.compare_key(action),
            Context::Replace => self.replacer_key(action, key),
            Context::View => self.view_key(action),
            Context::Form => self.form_key(action, key),
            Context::Dialog => self.dialog_key(action, key),
        }
    }

    /// Does an action, or says why not.
    pub fn run(&mut self, action: Action) -> Vec<Effect> {
        if let Some(why) = self.why_not(action) {
            self.say(Message::info(format!("{}: {why}.", action.info().name())));
            return Vec::new();
        }
        self.browse(action)
    }

    fn paste(&mut self, text: &str) -> Vec<Effect> {
        self.pending.clear();
        match self.overlays.last_mut() {
            Some(Overlay::Form(_)) => self.form_paste(text),
            Some(Overlay::Replace(_)) => self.replacer_paste(text),
            Some(Overlay::Finder(finder)) => {
                finder.input.insert(&text.replace(['\n', '\r'], " "));
                finder.focus = FinderFocus::Query;
                self.search_again()
            }
            Some(Overlay::Filter) => {
                if let Some(filter) = &mut self.filter {
                    filter.input.insert(&text.replace(['\n', '\r'], " "));
                }
                self.filter_again()
            }
            Some(Overlay::Picker(picker)) => {
                picker.input.insert(&text.replace(['\n', '\r'], " "));
                picker.filter();
                Vec::new()
            }
            _ => {
                self.say(Message::info(text!("browse-there-is-nothing-to-paste")));
                Vec::new()
            }
        }
    }

    /// Tells something; `{save}` in its text is the key of that action.
    fn say(&mut self, mut message: Message) {
        message.text = self.keymap.fill(&message.text).into_owned();
        self.message = Some(message);
    }

    /// Brings what is derived from the state up to date; costs nothing when nothing has changed.
    fn refresh(&mut self) {
        self.follow_comparison();
        if self.is_shown() {
            if !self.is_dragging(Focus::Tree) {
                self.tree.keep_in_view(self.viewport.tree.height);
            }
            let place = self.place();
            self.marks.show(place.as_ref());
            if !self.is_going {
                self.show_selected();
            }
            if !self.is_dragging(Focus::Detail) {
                self.detail.keep_in_view(self.viewport.detail.height);
            }
        }
    }

    /// Shows where keys have led in the tree, if that is still to be done.
    fn arrive(&mut self) {
        if std::mem::take(&mut self.is_going) {
            self.refresh();
        }
    }

    /// Shows in the right pane what is selected in the tree.
    fn show_selected(&mut self) {
        let selected = self.tree.selected().cloned();
        self.detail.show(
            &self.workspace,
            &self.findings,
            selected,
            self.viewport.detail.width,
        );
    }

    /// A new frame was measured.
    fn measure(&mut self) {
        let viewport = self.viewport;
        if let Some(finder) = self.finder_mut() {
            finder.keep_in_view(viewport.list.height);
            finder.narrow.keep_in_view(viewport.narrow.height);
        }
        match self.overlays.last_mut() {
            Some(Overlay::Picker(picker)) => picker.keep_in_view(viewport.list.height),
            Some(Overlay::Compare(comparing)) => {
                comparing.measure(viewport.list.width, viewport.list.height);
            }
            Some(Overlay::Replace(replacer)) => replacer.keep_in_view(viewport.list.height),
            Some(Overlay::Ladder(view)) => view.keep_in_view(viewport.grid, viewport.list.height),
            Some(Overlay::Matrix(view)) => view.keep_in_view(viewport.grid),
            Some(Overlay::Report(view)) => view.keep_in_view(viewport.list.height),
            Some(Overlay::Form(form)) => {
                form.measure(viewport.form.width, viewport.form.height);
            }
            Some(Overlay::Dialog(dialog)) => {
                dialog.keep_in_view(viewport.list.width, viewport.list.height);
            }
            _ => {}
        }
        self.preview_at_rest();
        self.preview_form();
        self.check_form();
    }

    /// The finder, also when a question lies over it.
    fn finder_mut(&mut self) -> Option<&mut Finder> {
        let mut overlays = self.overlays.iter_mut().rev();
        overlays.find_map(|overlay| match overlay {
            Overlay::Finder(finder) => Some(&mut **finder),
            _ => None,
        })
    }
}

fn keys_in_words(keys: &[Key]) -> String {
    let keys: Vec<String> = keys.iter().map(Key::to_string).collect();
    keys.join(" ")
}
