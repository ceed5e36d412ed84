//! The tree under a query: its shape stays, what the query does not find is dim, and the arrows go from hit to hit.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::field::TextField;
use super::{App, Effect, Message, Overlay, TreeId};
use crate::config::{Action, Key};
use crate::model::{Place, Position};
use crate::search::Index;
use crate::text::text;

/// What a query finds in the tree.
#[derive(Debug, Default)]
pub struct Lit {
    /// In the order of the tree.
    found: Vec<Place>,
    /// How many there are in each row that has any: itself, and what is below it.
    counts: HashMap<TreeId, usize>,
}

impl Lit {
    /// Searches; takes as long as that takes. `None` when it was called off.
    pub fn of(index: &Index, query: &str, called_off: &dyn Fn() -> bool) -> Option<Self> {
        let mut found = index.places(query, called_off)?;
        found.sort_by(in_tree);
        let mut counts = HashMap::new();
        for place in &found {
            let mut at = Some(TreeId::Place(place.clone()));
            while let Some(id) = at {
                at = id.parent();
                *counts.entry(id).or_default() += 1;
            }
        }
        Some(Self { found, counts })
    }
}

/// A query on the tree.
#[derive(Debug)]
pub struct Filter {
    /// What is typed.
    pub input: TextField,
    /// Whether a search is under way.
    pub searching: bool,
    /// Whether what it found is to be looked for again.
    pub(super) due: bool,
    lit: Option<Lit>,
}

impl Filter {
    pub(super) fn new(query: &str) -> Self {
        Self {
            input: TextField::new(query, false),
            searching: false,
            due: false,
            lit: None,
        }
    }

    /// How many places the query finds; `None` before that is known, or when there is no query.
    pub fn count(&self) -> Option<usize> {
        self.lit.as_ref().map(|lit| lit.found.len())
    }

    /// How many of them a row is or has below it; `None` when nothing is looked for.
    pub fn count_in(&self, id: &TreeId) -> Option<usize> {
        let lit = self.lit.as_ref()?;
        Some(lit.counts.get(id).copied().unwrap_or(0))
    }

    /// The next place that was found behind a row, or before it.
    fn next(&self, from: Option<&TreeId>, forward: bool) -> Option<Place> {
        let found = &self.lit.as_ref()?.found;
        let order = |place: &Place| match from {
            None | Some(TreeId::Trouble(..)) => Ordering::Greater,
            Some(TreeId::Place(here)) => in_tree(place, here),
            // A department comes before all that is in it.
            Some(TreeId::Department(path)) => place
                .key
                .split('/')
                .cmp(path.split('/'))
                .then(Ordering::Greater),
        };
        let behind = found.partition_point(|place| order(place).is_le());
        let at = if forward {
            Some(behind)
        } else {
            found
                .partition_point(|place| order(place).is_lt())
                .checked_sub(1)
        };
        found.get(at?).cloned()
    }
}

/// The order of the tree: folder by folder, and the segments of a role behind its specialties.
fn in_tree(a: &Place, b: &Place) -> Ordering {
    let position = |place: &Place| {
        let Position {
            role,
            specialty,
            segment,
        } = place.position;
        let segment_alone = specialty.is_none() && segment.is_some();
        (role, segment_alone, specialty, segment)
    };
    let folders = a.key.split('/').cmp(b.key.split('/'));
    folders.then_with(|| position(a).cmp(&position(b)))
}

impl App {
    /// `f`: a query for the tree; what it dims stays dim after it was typed.
    pub(super) fn open_filter(&mut self) -> Vec<Effect> {
        let filter = self.filter.get_or_insert_with(|| Filter::new(""));
        filter.input.select_all();
        self.overlays.push(Overlay::Filter);
        Vec::new()
    }

    /// Has the tree show what the finder looks for.
    pub(super) fn finder_to_tree(&mut self) -> Vec<Effect> {
        let Some(query) = self
            .finder_mut()
            .map(|finder| finder.input.text().to_owned())
        else {
            return Vec::new();
        };
        let mut effects = self.remember_query();
        self.overlays.pop();
        self.filter = Some(Filter::new(&query));
        effects.extend(self.filter_again());
        effects
    }

    /// Looks again when the catalog has changed since. One search at a time: the finder's comes first.
    pub(super) fn filter_if_due(&mut self) -> Vec<Effect> {
        let is_due = self.filter.as_ref().is_some_and(|filter| filter.due);
        if is_due && self.index.is_some() && self.finder_mut().is_none() {
            self.filter_again()
        } else {
            Vec::new()
        }
    }

    /// Looks again for what the filter says.
    pub(super) fn filter_again(&mut self) -> Vec<Effect> {
        let (Some(filter), Some(index)) = (&mut self.filter, &self.index) else {
            return Vec::new();
        };
        filter.due = false;
        let query = filter.input.text().trim();
        if query.is_empty() {
            filter.lit = None;
            filter.searching = false;
            return Vec::new();
        }
        filter.searching = true;
        self.generation += 1;
        let (query, index) = (query.to_owned(), index.clone());
        vec![Effect::FilterTree {
            generation: self.generation,
            dated: self.dated(&query),
            query,
            index,
        }]
    }

    pub(super) fn filtered(&mut self, lit: Lit) {
        if let Some(filter) = &mut self.filter {
            filter.lit = Some(lit);
            filter.searching = false;
        }
    }

    pub(super) fn filter_key(&mut self, action: Option<Action>, key: Key) -> Vec<Effect> {
        match action {
            Some(Action::FilterNext) => self.next_lit(true),
            Some(Action::FilterPrevious) => self.next_lit(false),
            Some(Action::FilterKeep) => {
                self.overlays.pop();
                let filter = self.filter.take();
                self.filter = filter.filter(|filter| !filter.input.text().trim().is_empty());
                if self.filter.is_some() {
                    self.say(Message::info(text!("finder-the-tree-stays-so-esc")));
                }
            }
            Some(Action::FilterDrop) => {
                self.overlays.pop();
                self.filter = None;
            }
            _ => {
                let Some(filter) = &mut self.filter else {
                    return Vec::new();
                };
                let before = filter.input.edition();
                filter.input.key(key);
                if filter.input.edition() != before {
                    return self.filter_again();
                }
            }
        }
        Vec::new()
    }

    /// Goes to the next row that the filter finds, or the one before.
    pub(super) fn next_lit(&mut self, forward: bool) {
        let Some(filter) = &self.filter else {
            return;
        };
        match filter.next(self.tree.selected(), forward) {
            Some(place) => self.tree.reveal(&self.workspace, &place),
            None => self.say(Message::info(if filter.searching {
                text!("finder-still-searching")
            } else if forward {
                text!("finder-nothing-is-found-below")
            } else {
                text!("finder-nothing-is-found-above")
            })),
        }
    }
}
