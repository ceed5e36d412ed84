//! Replacing throughout the catalog: what is looked for, what is put in its place, and which of the hits are meant.
//!
//! The looking is an [`Effect`], because it goes through every family, and so is the making; what is found is a list
//! of rows that are drawn by window. Knows nothing of how a replacement is written into a file.

mod found;

use std::collections::BTreeSet;
use std::sync::Arc;

pub use found::{Chosen, ReplaceRow, Replacements};

use super::field::TextField;
use super::tree::scroll_to;
use super::{App, Effect, Message, Overlay, TreeId};
use crate::config::{Action, Key};
use crate::document::Prepared;
use crate::document::replace::{
    Case, Pattern, PatternError, PatternOptions, Replacement, Scope, nodes,
};
use crate::model::{Place, Position};
use crate::text::text;
use found::MOST;

/// What has the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReplaceFocus {
    /// What is looked for.
    #[default]
    Pattern,
    /// What is put in its place.
    Replacement,
    /// The hits.
    Hits,
}

/// The state of replacing.
#[derive(Debug)]
pub struct Replacer {
    /// What is looked for.
    pub pattern: TextField,
    /// What is put in its place.
    pub replacement: TextField,
    /// How it is looked for.
    pub options: PatternOptions,
    /// Where one can look, in words and as a scope; the first is the whole catalog.
    pub scopes: Vec<(String, Scope)>,
    /// Which of them.
    pub scope: usize,
    /// What has the focus.
    pub focus: ReplaceFocus,
    /// What was found for it, or for what was typed before.
    pub found: Arc<Replacements>,
    /// Whether a search is under way.
    pub searching: bool,
    /// Whether what is accepted is being made.
    pub making: bool,
    /// What is wrong with the pattern or the replacement.
    pub error: Option<String>,
    /// Row of the list.
    pub cursor: usize,
    /// The first row on the screen.
    pub offset: usize,
    /// The hits that are to stay as they are.
    left: BTreeSet<(usize, usize)>,
}

impl Replacer {
    fn new(scopes: Vec<(String, Scope)>) -> Self {
        Self {
            pattern: TextField::new("", false),
            replacement: TextField::new("", false),
            options: PatternOptions::default(),
            scopes,
            scope: 0,
            focus: ReplaceFocus::Pattern,
            found: Arc::default(),
            searching: false,
            making: false,
            error: None,
            cursor: 0,
            offset: 0,
            left: BTreeSet::new(),
        }
    }

    /// Whether a hit will be made.
    pub fn is_accepted(&self, at: (usize, usize)) -> bool {
        let possible = self.found.hit(at).is_some_and(|hit| hit.refused.is_none());
        possible && !self.left.contains(&at)
    }

    /// How many hits will be made.
    pub fn accepted(&self) -> usize {
        self.found.possible - self.left.len()
    }

    /// How many hits there are.
    pub fn count(&self) -> usize {
        self.found.count
    }

    /// Scrolls as little as it takes to show the cursor.
    pub fn keep_in_view(&mut self, height: u16) {
        let rows = self.found.rows.len();
        self.offset = scroll_to(self.offset, self.cursor, usize::from(height), rows);
    }

    pub(super) fn found(&mut self, found: Replacements) {
        self.found = Arc::new(found);
        self.searching = false;
        self.left.clear();
        self.cursor = 0;
        self.offset = 0;
        // The first row is the address of the first hit.
        self.step(1);
    }

    pub(super) fn step(&mut self, by: isize) {
        let last = self.found.rows.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
    }

    /// The hits of a row: of an address, all below it.
    fn hits_of(&self, row: usize) -> Vec<(usize, usize)> {
        let place = |row: &ReplaceRow| match row {
            ReplaceRow::Hit(family, hit) => Some((*family, *hit)),
            ReplaceRow::Part(_) => None,
        };
        match self.found.rows.get(row) {
            Some(ReplaceRow::Part(_)) => {
                let below = self.found.rows[row + 1..].iter();
                below.map_while(place).collect()
            }
            Some(hit) => place(hit).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// Accepts what is under the cursor, or leaves it as it is when all of it is accepted.
    pub(super) fn toggle(&mut self) -> Option<&'static str> {
        let hits = self.hits_of(self.cursor);
        let possible =
            |at: &(usize, usize)| self.found.hit(*at).is_some_and(|hit| hit.refused.is_none());
        let possible: Vec<(usize, usize)> = hits.into_iter().filter(possible).collect();
        if possible.is_empty() {
            return Some(text!("replace-this-cannot-be-replaced-the"));
        }
        let accepted = possible.iter().all(|at| self.is_accepted(*at));
        for at in possible {
            match accepted {
                true => self.left.insert(at),
                false => self.left.remove(&at),
            };
        }
        None
    }

    fn accept_all(&mut self, all: bool) {
        self.left.clear();
        if !all {
            let hits = self.found.files.iter().enumerate().flat_map(|(f, found)| {
                let hits = found.hits.iter().enumerate();
                hits.filter(|(_, hit)| hit.refused.is_none())
                    .map(move |(h, _)| (f, h))
            });
            self.left = hits.collect();
        }
    }

    /// Changes one of the options; says whether the action was that.
    fn option(&mut self, action: Action) -> bool {
        let options = &mut self.options;
        match action {
            Action::ReplaceRegex => options.regex = !options.regex,
            Action::ReplaceWord => options.whole_word = !options.whole_word,
            Action::ReplaceLinks => options.links = !options.links,
            Action::ReplaceCase => {
                options.case = match options.case {
                    Case::Smart => Case::Sensitive,
                    Case::Sensitive => Case::Insensitive,
                    Case::Insensitive => Case::Smart,
                };
            }
            Action::ReplaceScope => self.scope = (self.scope + 1) % self.scopes.len().max(1),
            _ => return false,
        }
        true
    }

    /// What the fields say.
    fn read(&self) -> Result<(Pattern, Replacement), PatternError> {
        let pattern = Pattern::new(self.pattern.text(), &self.options)?;
        let replacement = Replacement::new(&pattern, self.replacement.text())?;
        Ok((pattern, replacement))
    }

    fn field(&mut self) -> Option<&mut TextField> {
        match self.focus {
            ReplaceFocus::Pattern => Some(&mut self.pattern),
            ReplaceFocus::Replacement => Some(&mut self.replacement),
            ReplaceFocus::Hits => None,
        }
    }

    fn focus_next(&mut self, forward: bool) {
        use ReplaceFocus::{Hits, Pattern, Replacement};
        self.focus = match (self.focus, forward) {
            (Pattern, true) | (Hits, false) => Replacement,
            (Replacement, true) | (Pattern, false) => Hits,
            (Hits, true) | (Replacement, false) => Pattern,
        };
    }
}

impl App {
    pub(super) fn open_replacer(&mut self) -> Vec<Effect> {
        let mut scopes = self.scopes_here();
        let whole = scopes.len();
        scopes.extend(self.marked_scopes());
        let mut replacer = Replacer::new(scopes);
        // Who has marked something means that.
        replacer.scope = if replacer.scopes.len() > whole {
            whole
        } else {
            0
        };
        self.overlays.push(Overlay::Replace(Box::new(replacer)));
        Vec::new()
    }

    /// Where one can look from what is selected, the whole catalog first.
    fn scopes_here(&self) -> Vec<(String, Scope)> {
        let mut scopes = vec![(
            text!("replace-the-whole-catalog").to_owned(),
            Scope::default(),
        )];
        let mut department = |folder: &str| {
            if !folder.is_empty() {
                scopes.push((folder.to_owned(), Scope::default().department(folder)));
            }
        };
        match self.tree.selected() {
            Some(TreeId::Department(folder)) => department(folder),
            Some(TreeId::Place(place)) => {
                let catalog = self.workspace.catalog();
                let Some(entry) = catalog.get(&place.key) else {
                    return scopes;
                };
                department(entry.department());
                let all = nodes(&entry.family).map(|node| (entry.key.clone(), node));
                let title = entry.family.position_title(Position::FAMILY);
                scopes.push((title, Scope::default().nodes(all)));
                if place.position != Position::FAMILY {
                    let title = entry.family.position_title(place.position);
                    let places: [Place; 1] = [place.clone()];
                    let scope = Scope::default().places(catalog, &places);
                    scopes.push((text!("replace-and-what-it-inherits", title), scope));
                }
            }
            Some(TreeId::Trouble(..)) | None => {}
        }
        scopes
    }

    /// What is marked in the tree, as somewhere to look: families with all their roles, roles and variations with
    /// what they say themselves, and with what they inherit.
    fn marked_scopes(&self) -> Vec<(String, Scope)> {
        let places = self.marked_places();
        if places.is_empty() {
            return Vec::new();
        }
        let catalog = self.workspace.catalog();
        let (families, roles): (Vec<Place>, Vec<Place>) = places
            .into_iter()
            .partition(|place| place.position == Position::FAMILY);
        let whole = families.iter().filter_map(|place| catalog.get(&place.key));
        let whole =
            whole.flat_map(|entry| nodes(&entry.family).map(|node| (entry.key.clone(), node)));
        let own = roles
            .iter()
            .map(|place| (place.key.clone(), place.position.node()));
        let marked = whole.chain(own);
        let count = families.len() + roles.len();
        let marked = Scope::default().nodes(marked);
        let mut scopes = vec![(text!("replace-what-is-marked", count), marked)];
        if !roles.is_empty() {
            let places = families.iter().flat_map(|place| {
                let positions = catalog
                    .get(&place.key)
                    .map(|entry| entry.family.positions());
                let key = &place.key;
                positions.into_iter().flatten().map(|position| Place {
                    key: key.clone(),
                    position,
                })
            });
            let places: Vec<Place> = places.chain(roles).collect();
            let title = text!("replace-what-is-marked-and-what", count);
            scopes.push((title, Scope::default().places(catalog, &places)));
        }
        scopes
    }

    pub(super) fn replacer_mut(&mut self) -> Option<&mut Replacer> {
        self.overlays
            .iter_mut()
            .rev()
            .find_map(|overlay| match overlay {
                Overlay::Replace(replacer) => Some(replacer.as_mut()),
                _ => None,
            })
    }

    /// Looks for what the fields say now. What was found before shows until then.
    pub(super) fn find_replacements(&mut self) -> Vec<Effect> {
        let catalog = Box::new(self.workspace.catalog().clone());
        let generation = self.generation + 1;
        self.generation = generation;
        let Some(replacer) = self.replacer_mut() else {
            return Vec::new();
        };
        replacer.error = None;
        replacer.searching = false;
        if replacer.pattern.text().is_empty() {
            replacer.found(Replacements::default());
            return Vec::new();
        }
        match replacer.read() {
            Ok((pattern, replacement)) => {
                replacer.searching = true;
                let scope = replacer.scopes.get(replacer.scope);
                let scope = scope.map(|(_, scope)| scope.clone()).unwrap_or_default();
                vec![Effect::FindReplacements {
                    generation,
                    catalog,
                    scope,
                    pattern,
                    replacement,
                }]
            }
            Err(error) => {
                replacer.found(Replacements::default());
                replacer.error = Some(error.to_string());
                Vec::new()
            }
        }
    }

    pub(super) fn replacer_key(&mut self, action: Option<Action>, key: Key) -> Vec<Effect> {
        let page = isize::try_from(self.viewport.list.height.max(2) - 1).unwrap_or(1);
        let Some(Overlay::Replace(replacer)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        let in_hits = replacer.focus == ReplaceFocus::Hits;
        if replacer.making {
            return self.key_while_making(action);
        }
        match action {
            Some(Action::ReplaceClose) => {
                self.overlays.pop();
                return Vec::new();
            }
            Some(Action::ReplaceMake) if in_hits => return self.replace_now(),
            Some(Action::ReplaceNext | Action::ReplaceMake) => replacer.focus_next(true),
            Some(Action::ReplacePrevious) => replacer.focus_next(false),
            // From field to field, and from the last into the list and back.
            Some(Action::ReplaceDown) if !in_hits => replacer.focus_next(true),
            Some(Action::ReplaceUp) if replacer.focus == ReplaceFocus::Pattern => {}
            Some(Action::ReplaceUp) if !in_hits || replacer.cursor == 0 => {
                replacer.focus_next(false);
            }
            Some(Action::ReplaceUp) => replacer.step(-1),
            Some(Action::ReplaceDown) => replacer.step(1),
            Some(Action::ReplacePageUp) => replacer.step(-page),
            Some(Action::ReplacePageDown) => replacer.step(page),
            Some(Action::ReplaceAll) => replacer.accept_all(true),
            Some(Action::ReplaceNone) => replacer.accept_all(false),
            Some(Action::ReplaceAccept) if in_hits => match replacer.toggle() {
                None => replacer.step(1),
                Some(why) => self.say(Message::info(why)),
            },
            Some(action) if replacer.option(action) => return self.find_replacements(),
            _ => {
                let Some(field) = replacer.field() else {
                    return Vec::new();
                };
                let before = field.text().to_owned();
                field.key(key);
                if field.text() != before {
                    return self.find_replacements();
                }
            }
        }
        self.measure();
        Vec::new()
    }

    pub(super) fn replacer_paste(&mut self, text: &str) -> Vec<Effect> {
        let Some(Overlay::Replace(replacer)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        if replacer.making {
            return self.key_while_making(None);
        }
        match replacer.field() {
            Some(field) => {
                field.insert(text);
                self.find_replacements()
            }
            None => Vec::new(),
        }
    }

    /// Has what is accepted worked out; what comes of it is one change.
    fn replace_now(&mut self) -> Vec<Effect> {
        let Some(Overlay::Replace(replacer)) = self.overlays.last() else {
            return Vec::new();
        };
        if replacer.searching {
            self.say(Message::info(text!("replace-the-hits-are-still-being")));
            return Vec::new();
        }
        if !replacer.found.complete && replacer.count() > 0 {
            self.say(Message::error(text!(
                "replace-there-are-hits-and-more",
                most = MOST
            )));
            return Vec::new();
        }
        if replacer.accepted() == 0 {
            self.say(Message::info(match replacer.count() {
                0 => text!("replace-there-is-nothing-to-replace"),
                _ => text!("replace-no-hit-is-accepted-accepts"),
            }));
            return Vec::new();
        }
        let Ok((pattern, replacement)) = replacer.read() else {
            return Vec::new();
        };
        let chosen = Chosen {
            found: replacer.found.clone(),
            left: replacer.left.clone(),
        };
        let workspace = Box::new(self.workspace.without_history());
        self.generation += 1;
        let generation = self.generation;
        if let Some(replacer) = self.replacer_mut() {
            replacer.making = true;
        }
        vec![Effect::Replace {
            generation,
            workspace,
            chosen,
            pattern,
            replacement,
        }]
    }

    /// While it is being made, it can be called off and nothing else.
    fn key_while_making(&mut self, action: Option<Action>) -> Vec<Effect> {
        if action != Some(Action::ReplaceClose) {
            self.say(Message::info(text!("replace-replacing-esc-calls-it-off")));
            return Vec::new();
        }
        self.generation += 1;
        if let Some(replacer) = self.replacer_mut() {
            replacer.making = false;
        }
        self.say(Message::info(text!(
            "replace-called-off-nothing-is-replaced"
        )));
        vec![Effect::CallOff {
            generation: self.generation,
        }]
    }

    /// Takes what was worked out, unless it was called off meanwhile.
    pub(super) fn replaced(
        &mut self,
        generation: u64,
        result: Result<Box<Prepared>, String>,
    ) -> Vec<Effect> {
        let awaited = generation == self.generation;
        let Some(replacer) = self.replacer_mut().filter(|r| awaited && r.making) else {
            return Vec::new();
        };
        replacer.making = false;
        let taken = result.and_then(|prepared| {
            let change = self.workspace.take(*prepared);
            change
                .map(Option::<&_>::cloned)
                .map_err(|error| error.to_string())
        });
        match taken {
            Ok(change) => {
                self.overlays
                    .retain(|overlay| !matches!(overlay, Overlay::Replace(_)));
                self.made(change.as_ref());
                if let Some(change) = &change {
                    self.show_change(change, true, None);
                }
                Vec::new()
            }
            Err(error) => {
                let effects = self.find_replacements();
                self.say(Message::error(text!("replace-not-replaced", error)));
                effects
            }
        }
    }
}
