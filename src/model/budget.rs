//! How much a role asks for: its requirements after inheritance, those that it must have and those that are preferred.
//!
//! An item's `need` says which it is; where it has none, its list does: requirements are musts, and what is nice to
//! have is preferred.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use super::{
    Catalog, Extends, Family, Item, ListKind, Need, Node, Place, Position, compose, lineage,
};

/// A number of items, by where they are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Written in the position's own part, inherited as well or not.
    pub own: usize,
    /// Inherited only.
    pub inherited: usize,
}

impl Count {
    /// All of them.
    pub fn all(self) -> usize {
        self.own + self.inherited
    }

    fn add(&mut self, is_own: bool) {
        match is_own {
            true => self.own += 1,
            false => self.inherited += 1,
        }
    }
}

/// What one position asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    /// Which position.
    pub place: Place,
    /// What cannot be done without.
    pub must: Count,
    /// What is good to have.
    pub preferred: Count,
}

/// An order of budgets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BudgetOrder {
    /// Those with the most musts first.
    #[default]
    Must,
    /// Those with the most that is preferred first.
    Preferred,
    /// Those with the most of both first.
    All,
    /// By title.
    Title,
}

impl Budget {
    /// Puts budgets in an order; those that are the same in it stay as they are.
    pub fn sort(budgets: &mut [Self], catalog: &Catalog, order: BudgetOrder) {
        let (must, preferred) = (|b: &Self| b.must.all(), |b: &Self| b.preferred.all());
        match order {
            BudgetOrder::Must => budgets.sort_by_key(|b| Reverse((must(b), preferred(b)))),
            BudgetOrder::Preferred => budgets.sort_by_key(|b| Reverse((preferred(b), must(b)))),
            BudgetOrder::All => budgets.sort_by_key(|b| Reverse((must(b) + preferred(b), must(b)))),
            BudgetOrder::Title => budgets.sort_by_cached_key(|budget| {
                let entry = catalog.get(&budget.place.key);
                let title = entry.map(|e| e.family.position_title(budget.place.position));
                title.unwrap_or_default().to_lowercase()
            }),
        }
    }

    /// Of one position of a family.
    pub fn of(key: &Arc<str>, family: &Family, position: Position) -> Self {
        let mut budget = Self {
            place: Place {
                key: key.clone(),
                position,
            },
            must: Count::default(),
            preferred: Count::default(),
        };
        let own = position.node();
        let parts = position.parts();
        let is_plain = |node: &Node| {
            let body = family.body(*node);
            body.is_none_or(|body| *body.extends == Extends::default())
        };
        let is_plain = parts.iter().all(is_plain);
        for list in [ListKind::Requirements, ListKind::NiceToHave] {
            // Who extends nothing is made of nothing but its parts.
            let longer;
            let nodes = match is_plain {
                true => &parts,
                false => {
                    longer = lineage(family, position, Some(list));
                    &longer
                }
            };
            let body = |node: &Node| family.body(*node);
            let bodies = || nodes.iter().filter_map(|node| Some((*node, body(node)?)));
            if bodies().any(|(_, body)| !body.more.omit.is_empty()) {
                // What is left out has to be composed.
                let effective = compose(key, family, position);
                for line in effective.list(list) {
                    budget.count(list, &line.item, effective.is_own(line));
                }
                continue;
            }
            let count = bodies().map(|(_, body)| body.list(list).len()).sum();
            // An exact repeat counts once, as it is written first.
            let mut places: HashMap<&str, usize> = HashMap::with_capacity(count);
            let mut lines: Vec<(&Item, bool)> = Vec::with_capacity(count);
            for (node, body) in bodies() {
                for item in body.list(list) {
                    let at = *places.entry(item.text().trim()).or_insert_with(|| {
                        lines.push((item, false));
                        lines.len() - 1
                    });
                    lines[at].1 |= node == own;
                }
            }
            for (item, is_own) in lines {
                budget.count(list, item, is_own);
            }
        }
        budget
    }

    fn count(&mut self, list: ListKind, item: &Item, is_own: bool) {
        let need = item.more().need.unwrap_or(match list {
            ListKind::NiceToHave => Need::Preferred,
            ListKind::Responsibilities | ListKind::Requirements => Need::Must,
        });
        match need {
            Need::Must => self.must.add(is_own),
            Need::Preferred => self.preferred.add(is_own),
        }
    }
}

/// What every role and every variation of a catalog asks for, in its order. Asks before each family whether to go on.
pub fn budgets(catalog: &Catalog, called_off: &dyn Fn() -> bool) -> Vec<Budget> {
    let entries = catalog.entries().iter().take_while(|_| !called_off());
    let of_family = entries.flat_map(|entry| {
        let positions = entry.family.positions().into_iter().skip(1);
        positions.map(|position| Budget::of(&entry.key, &entry.family, position))
    });
    of_family.collect()
}
