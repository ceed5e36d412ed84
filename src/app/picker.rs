//! A list with a line to type in: help, palette, problems.

use std::cmp::Reverse;
use std::path::Path;

use super::copying::CopyOf;
use super::field::TextField;
use super::palette::use_id;
use super::tree::scroll_to;
use super::{App, ComparingKind, Effect, Overlay, Repeated, TreeId};
use crate::check::Diagnostic;
use crate::config::{Action, Context, Key, KeyCode};
use crate::format::guide::Topic;
use crate::model::{ElementKind, Node, Place};

/// Which list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PickerKind {
    /// What can be done in a place, and elsewhere.
    Help(Context),
    /// All that can be done or gone to; those of its rows that are always there.
    Palette {
        /// How many they are.
        fixed: usize,
    },
    /// What there is to read.
    Topics,
    /// One of these, by its name.
    Topic(&'static str),
    /// Places to come back to.
    Bookmarks,
    /// Catalogs that were open.
    Recent,
    /// What is wrong.
    Problems,
    /// The changes.
    History,
    /// Searches that have a name.
    Searches,
    /// The names of searches, to give the present one a name.
    SaveSearch,
    /// Items that could be lifted.
    Repeated {
        /// In the whole catalog, and not in one family.
        everywhere: bool,
    },
    /// What the selected part has, and can have.
    Details,
    /// What is marked in the tree.
    Marked,
    /// The forms in which something can be copied.
    Copy,
    /// The forms in which something can be exported.
    Export,
    /// The roles that the selected one leads to.
    NextRole,
    /// The roles in a cell of the matrix.
    Roles,
    /// What the user can set.
    Settings,
}

/// What choosing a row does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// An action.
    Action(Action),
    /// Goes to a place.
    Go(Place),
    /// Goes to a place, and closes the view from which it was asked for.
    Leave(Place),
    /// Goes to where so many changes are made.
    ToPoint(usize),
    /// Goes to a finding.
    Problem(Box<Diagnostic>),
    /// Searches for something.
    Search {
        /// The query.
        query: String,
        /// Whether the user has saved it, and may forget it.
        is_own: bool,
    },
    /// Saves the finder's search under a name.
    SaveSearch(String),
    /// Goes to an item that could be lifted.
    Repeated(Box<Repeated>),
    /// Opens the form of an element.
    Element(Node, ElementKind, usize),
    /// Goes to something that is marked.
    Marked(TreeId),
    /// Takes all marks off.
    Unmark,
    /// Copies something out of the program.
    Copy(CopyOf),
    /// Shows what would be exported in the form of this number.
    Export(usize),
    /// Shows what comes and goes from one role to another.
    Delta(Box<(Place, Place)>),
    /// Gives a setting its next value.
    Setting(&'static str),
    /// Shows a topic of the guide.
    Topic(&'static str),
    /// A line of a topic.
    Line {
        /// Whether it is a heading.
        is_heading: bool,
    },
    /// Opens another catalog.
    Catalog(String),
    /// Nothing.
    Nothing,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickerRow {
    /// On the left.
    pub label: String,
    /// What it is, in a sentence.
    pub detail: String,
    /// On the right: keys, or where.
    pub side: String,
    /// Why it cannot be chosen now.
    pub why_not: Option<&'static str>,
    /// What choosing it does.
    pub run: Run,
}

/// The list.
#[derive(Debug)]
pub struct Picker {
    /// Which list.
    pub kind: PickerKind,
    /// What is typed to narrow it.
    pub input: TextField,
    /// All rows.
    pub rows: Vec<PickerRow>,
    /// The rows that match, by place in `rows`.
    pub visible: Vec<usize>,
    /// Place in `visible`.
    pub cursor: usize,
    /// The first one on the screen.
    pub offset: usize,
    /// Whether its rows are still being looked for.
    pub is_filling: bool,
    /// How often each row was chosen, where that counts; by place in `rows`.
    pub weights: Vec<u32>,
}

impl Picker {
    pub(super) fn new(kind: PickerKind, rows: Vec<PickerRow>) -> Self {
        let mut picker = Self {
            kind,
            input: TextField::new("", false),
            rows,
            visible: Vec::new(),
            cursor: 0,
            offset: 0,
            is_filling: false,
            weights: Vec::new(),
        };
        picker.filter();
        picker
    }

    /// Puts other rows in, with the cursor at the place where it was.
    pub(super) fn refill(&mut self, rows: Vec<PickerRow>) {
        let (cursor, offset) = (self.cursor, self.offset);
        self.rows = rows;
        self.is_filling = false;
        self.filter();
        self.offset = offset;
        self.cursor = cursor.min(self.visible.len().saturating_sub(1));
    }

    /// Keeps the rows that hold every word that is typed; those that have them in the name come first, and
    /// what can be done comes before what cannot be done now.
    pub fn filter(&mut self) {
        let words: Vec<String> = self
            .input
            .text()
            .split_whitespace()
            .map(str::to_lowercase)
            .collect();
        let typed = words.join(" ");
        let rank = |row: &PickerRow| -> Option<u8> {
            let label = row.label.to_lowercase();
            if label == typed {
                return Some(0);
            }
            if label.starts_with(&typed) {
                return Some(1);
            }
            if words.iter().all(|word| label.contains(word.as_str())) {
                return Some(2);
            }
            // Whoever knows the name of files and of the manual finds it in any language.
            let key = match &row.run {
                Run::Setting(key) => (*key).to_owned(),
                Run::Action(action) => action.info().id(),
                _ => String::new(),
            };
            let holds = |text: &str| words.iter().all(|word| text.contains(word.as_str()));
            if holds(&format!("{label} {} {} {key}", row.detail, row.side).to_lowercase()) {
                return Some(3);
            }
            match row.run {
                Run::Topic(name) if self.kind == PickerKind::Topics => {
                    let text = Topic::find(name)?.text().to_lowercase();
                    holds(&text).then_some(4)
                }
                _ => None,
            }
        };
        let is_text = matches!(self.kind, PickerKind::Topic(_));
        // Who looks for something to do wants what can be done here, and what works elsewhere only to read of it.
        let is_elsewhere = |row: &PickerRow| match (self.kind, &row.run) {
            (PickerKind::Help(here), Run::Action(action)) => action.info().context != here,
            _ => false,
        };
        let later = |row: &PickerRow| !typed.is_empty() && row.why_not.is_some();
        let weight = |index: usize| self.weights.get(index).copied().unwrap_or(0);
        let mut ranked: Vec<(bool, u8, bool, Reverse<u32>, usize)> = self
            .rows
            .iter()
            .enumerate()
            .filter_map(|(index, row)| {
                // The lines of a text stay in their order.
                let rank = if is_text {
                    rank(row).map(|_| 0)
                } else {
                    rank(row)
                };
                let (elsewhere, later) = (is_elsewhere(row), later(row));
                Some((elsewhere, rank?, later, Reverse(weight(index)), index))
            })
            .collect();
        ranked.sort_unstable();
        self.visible = ranked.into_iter().map(|(.., index)| index).collect();
        self.cursor = 0;
        self.offset = 0;
    }

    /// The row under the cursor.
    pub fn selected(&self) -> Option<&PickerRow> {
        self.visible
            .get(self.cursor)
            .map(|index| &self.rows[*index])
    }

    /// Moves by rows.
    pub fn step(&mut self, by: isize) {
        let last = self.visible.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
    }

    /// Scrolls as little as it takes to show the cursor.
    pub fn keep_in_view(&mut self, height: u16) {
        self.offset = scroll_to(
            self.offset,
            self.cursor,
            usize::from(height),
            self.visible.len(),
        );
    }
}

impl App {
    pub(super) fn push_picker(&mut self, kind: PickerKind, rows: Vec<PickerRow>) {
        self.overlays.push(Overlay::Picker(Picker::new(kind, rows)));
    }

    /// The uppermost list of a kind, also below something else.
    pub(super) fn picker_of(&mut self, is_it: impl Fn(PickerKind) -> bool) -> Option<&mut Picker> {
        let mut overlays = self.overlays.iter_mut().rev();
        overlays.find_map(|overlay| match overlay {
            Overlay::Picker(picker) if is_it(picker.kind) => Some(picker),
            _ => None,
        })
    }

    pub(super) fn picker_key(&mut self, action: Option<Action>, key: Key) -> Vec<Effect> {
        let page = isize::try_from(self.viewport.list.height.max(2) - 1).unwrap_or(1);
        let Some(Overlay::Picker(picker)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        match action {
            Some(Action::ListUp) => picker.step(-1),
            Some(Action::ListDown) => picker.step(1),
            Some(Action::ListPageUp) => picker.step(-page),
            Some(Action::ListPageDown) => picker.step(page),
            Some(Action::ListClose) => {
                self.overlays.pop();
            }
            Some(Action::ListAccept) => return self.picker_choose(),
            Some(Action::ListDelete) if picker.kind == PickerKind::Searches => {
                return self.forget_search();
            }
            Some(Action::ListDelete) if picker.kind == PickerKind::Marked => {
                self.unmark_selected();
            }
            Some(Action::ListDelete) if picker.kind == PickerKind::Bookmarks => {
                self.drop_bookmark();
            }
            Some(Action::ListLift) => return self.lift_repeated(),
            Some(action @ (Action::ListSeverity | Action::ListPlace)) => self.list_others(action),
            Some(Action::ListWaive) => return self.waive_listed(),
            Some(Action::ListExplain) => self.explain_listed(),
            Some(Action::ListWhere) => return self.toggle_repeated_scope(),
            None if picker.kind == PickerKind::Settings
                && [KeyCode::Left, KeyCode::Right].contains(&key.code) =>
            {
                let Some(Run::Setting(name)) = picker.selected().map(|row| row.run.clone()) else {
                    return Vec::new();
                };
                return self.next_value(name, key.code == KeyCode::Right);
            }
            _ => {
                if picker.input.key(key) {
                    picker.filter();
                    self.palette_typed();
                }
            }
        }
        self.measure();
        Vec::new()
    }

    pub(super) fn picker_choose(&mut self) -> Vec<Effect> {
        let Some(Overlay::Picker(picker)) = self.overlays.last() else {
            return Vec::new();
        };
        let typed = picker.input.text().trim();
        if picker.kind == PickerKind::SaveSearch && !typed.is_empty() {
            let name = typed.to_owned();
            self.overlays.pop();
            return self.save_search(&name);
        }
        let Some(row) = picker.selected() else {
            return Vec::new();
        };
        if let Some(why) = row.why_not {
            let text = format!("{}: {why}.", row.label);
            self.say(super::Message::info(text));
            return Vec::new();
        }
        let run = row.run.clone();
        let kind = picker.kind;
        // What was found in the text of a topic is to be seen there.
        let is_name = row.label.to_lowercase().contains(&typed.to_lowercase());
        let in_text = (kind == PickerKind::Topics && !is_name).then(|| typed.to_owned());
        match run {
            Run::Setting(key) if kind == PickerKind::Settings => return self.next_value(key, true),
            Run::Line { .. } => {
                self.go_to_line();
                return Vec::new();
            }
            _ => {}
        }
        let mut effects = Vec::new();
        if matches!(kind, PickerKind::Palette { .. })
            && let Some(id) = use_id(&run)
        {
            self.past.uses.count(&id);
            effects.push(Effect::KeepUse(id));
        }
        self.overlays.pop();
        effects.extend(self.run_row(kind, run));
        if let Some(words) = in_text {
            self.search_topic(&words);
        }
        effects
    }

    fn run_row(&mut self, kind: PickerKind, run: Run) -> Vec<Effect> {
        match run {
            Run::Action(action) if matches!(kind, PickerKind::Help(_)) => self.run_here(action),
            Run::Action(action) => self.run(action),
            Run::Go(place) => {
                self.tree.reveal(&self.workspace, &place);
                Vec::new()
            }
            Run::Leave(place) => {
                self.leave_for(&place);
                Vec::new()
            }
            Run::Element(node, kind, index) => {
                if let Some(place) = self.place() {
                    self.edit_element(&place, node, kind, Some(index));
                }
                Vec::new()
            }
            Run::Copy(of) => self.copy(of),
            Run::Export(at) => self.preview_export(at),
            Run::ToPoint(changes) => self.travel_to(changes),
            Run::Problem(found) => self.go_to_problem(&found),
            Run::Search { query, .. } => self.find_query(&query),
            Run::SaveSearch(name) => self.save_search(&name),
            Run::Repeated(repeated) => self.go_to_repeated(&repeated),
            Run::Marked(id) => self.go_to_marked(&id),
            Run::Unmark => {
                self.unmark_all();
                Vec::new()
            }
            Run::Delta(two) => {
                self.open_comparison(ComparingKind::Delta, vec![two.0, two.1]);
                Vec::new()
            }
            Run::Setting(key) => {
                self.open_preferences();
                if let Some(Overlay::Picker(picker)) = self.overlays.last_mut() {
                    let is_it = |row: &PickerRow| row.run == Run::Setting(key);
                    picker.cursor = picker.rows.iter().position(is_it).unwrap_or(0);
                }
                Vec::new()
            }
            Run::Topic(name) => {
                self.open_topic(name);
                Vec::new()
            }
            Run::Catalog(path) => self.switch_to(Path::new(&path)),
            Run::Line { .. } | Run::Nothing => Vec::new(),
        }
    }
}
