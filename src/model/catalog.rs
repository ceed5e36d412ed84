//! All families of a catalog by key, the catalog's own settings, and finding a place by its address.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::seldom::{Empty, Seldom};
use super::{Address, Family, Miss, Position, Waiver};

/// What `catalog.toml` says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// The catalog's name.
    pub name: Option<String>,
    /// What it is.
    pub summary: Option<String>,
    /// Rules of the house.
    pub house: House,
    /// What people type, and what the catalog says for it.
    pub synonyms: BTreeMap<String, String>,
    /// Searches that everybody who opens the catalog has, by name.
    pub searches: BTreeMap<String, String>,
    /// What the catalog asks of the check.
    pub check: Seldom<CheckSettings>,
}

/// What the catalog asks of the check. Which rules there are is not known here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckSettings {
    /// What the families are meant to be; the name of a profile.
    pub profile: Option<String>,
    /// How bad what a rule finds is, by the id of the rule.
    pub severity: BTreeMap<String, String>,
    /// More words for a rule to look for, by its id.
    pub words: BTreeMap<String, Vec<String>>,
    /// Words for it not to find.
    pub allow: BTreeMap<String, Vec<String>>,
    /// Numbers at which rules begin to find something, by the id of the rule.
    pub budget: BTreeMap<String, i64>,
    /// Findings that somebody decided to live with throughout the catalog.
    pub waive: Vec<Waiver>,
}

impl Empty for CheckSettings {
    fn empty() -> &'static Self {
        static EMPTY: CheckSettings = CheckSettings {
            profile: None,
            severity: BTreeMap::new(),
            words: BTreeMap::new(),
            allow: BTreeMap::new(),
            budget: BTreeMap::new(),
            waive: Vec::new(),
        };
        &EMPTY
    }
}

/// Rules of the house.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct House {
    /// Keys that every effective role must have.
    pub required: Vec<String>,
    /// Items that every effective role must carry.
    pub mandatory_items: Vec<String>,
    /// Grades at which people start.
    pub entry_grades: Vec<String>,
    /// How many requirements an effective role may have.
    pub requirement_budget: Option<i64>,
}

/// One family and the key under which it is found.
#[derive(Debug, Clone)]
pub struct CatalogEntry {
    /// Path in the catalog without `.toml`, with `/` between folders.
    pub key: Arc<str>,
    /// The family, shared with the document that it was read from.
    pub family: Arc<Family>,
}

impl CatalogEntry {
    /// The folder of the family; empty at the top.
    pub fn department(&self) -> &str {
        self.key.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// A family or a position of one, by key.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The family's key.
    pub key: Arc<str>,
    /// Which part of it.
    pub position: Position,
}

/// Everything that could be read, sorted by key.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    /// What `catalog.toml` says.
    pub settings: Settings,
    entries: Vec<CatalogEntry>,
}

impl Catalog {
    /// A catalog of these families.
    pub fn new(settings: Settings, mut entries: Vec<CatalogEntry>) -> Self {
        entries.sort_by(|a, b| a.key.cmp(&b.key));
        Self { settings, entries }
    }

    /// All families, sorted by key.
    pub fn entries(&self) -> &[CatalogEntry] {
        &self.entries
    }

    /// The family with exactly this key.
    pub fn get(&self, key: &str) -> Option<&CatalogEntry> {
        self.entries
            .binary_search_by(|entry| entry.key.as_ref().cmp(key))
            .ok()
            .map(|index| &self.entries[index])
    }

    /// Puts families in that are not there yet; cheap when they come in the order of their keys.
    pub fn extend(&mut self, entries: impl IntoIterator<Item = CatalogEntry>) {
        self.entries.extend(entries);
        if !self.entries.is_sorted_by(|a, b| a.key <= b.key) {
            self.entries.sort_by(|a, b| a.key.cmp(&b.key));
        }
    }

    /// Puts a family in, or in the place of the former one with its key.
    pub fn put(&mut self, key: Arc<str>, family: Arc<Family>) {
        match self.entries.binary_search_by(|entry| entry.key.cmp(&key)) {
            Ok(index) => self.entries[index].family = family,
            Err(index) => self.entries.insert(index, CatalogEntry { key, family }),
        }
    }

    /// Takes a family out; nothing happens when there is none.
    pub fn remove(&mut self, key: &str) {
        self.entries.retain(|entry| entry.key.as_ref() != key);
    }

    /// The address of a place, if the place exists.
    pub fn address(&self, place: &Place) -> Option<Address> {
        let entry = self.get(&place.key)?;
        entry
            .family
            .has(place.position)
            .then(|| Address::of(&entry.key, &entry.family, place.position))
    }

    /// The place that a reference in the family `key` points at: an id of that family, or a full address.
    pub fn refer(&self, key: &str, reference: &str) -> Option<Place> {
        let local = self.get(key).and_then(|entry| {
            let position = entry
                .family
                .positions()
                .into_iter()
                .skip(1)
                .find(|position| entry.family.id(position.node()) == Some(reference))?;
            Some(Place {
                key: entry.key.clone(),
                position,
            })
        });
        local.or_else(|| self.at(reference))
    }

    /// The place with exactly this address.
    pub fn at(&self, address: &str) -> Option<Place> {
        if let Some(entry) = self.get(address) {
            return Some(Place {
                key: entry.key.clone(),
                position: Position::FAMILY,
            });
        }
        let entry = self.get(address.rsplit_once('#')?.0)?;
        let position = entry.family.positions().into_iter().find(|position| {
            Address::of(&entry.key, &entry.family, *position).to_string() == address
        })?;
        Some(Place {
            key: entry.key.clone(),
            position,
        })
    }

    /// Every place with its address, family by family.
    pub fn places(&self) -> impl Iterator<Item = (Place, Address)> + '_ {
        self.entries.iter().flat_map(|entry| {
            entry.family.positions().into_iter().map(move |position| {
                (
                    Place {
                        key: entry.key.clone(),
                        position,
                    },
                    Address::of(&entry.key, &entry.family, position),
                )
            })
        })
    }

    /// Finds a place by its full address, or by an end of one that only one place has: `it-management`,
    /// `manager-it`, `manager-it+it-engineering`; upper and lower case are the same. Where several end
    /// alike, a family goes before a role and a role before a variation. A title works like an address, its words
    /// alone: "Manager, IT, End User Services" is Manager, IT · End User Services.
    ///
    /// # Errors
    /// [`Miss::Ambiguous`] with the candidates, or [`Miss::Unknown`] with the nearest addresses.
    pub fn resolve(&self, input: &str) -> Result<Place, Miss> {
        let wanted = input.trim().trim_end_matches(".toml").to_lowercase();
        if wanted.is_empty() {
            return Err(Miss::Unknown {
                input: input.to_owned(),
                nearest: Vec::new(),
            });
        }
        let title_words: Vec<String> = words(input).collect();
        // The whole address in other case, then the ends of addresses by depth, then titles.
        let mut classes: [Vec<(Place, Address)>; 5] = Default::default();
        for (place, address) in self.places() {
            let text = address.to_string();
            if text == input.trim() {
                return Ok(place);
            }
            let text = text.to_lowercase();
            if text == wanted {
                classes[0].push((place, address));
            } else if ends_at_boundary(&text, &wanted) {
                let depth = usize::from(address.role.is_some()) + address.variations.len();
                classes[1 + depth.min(2)].push((place, address));
            } else if self.get(&place.key).is_some_and(|entry| {
                let title = entry.family.position_title(place.position);
                !title_words.is_empty() && words(&title).eq(title_words.iter().cloned())
            }) {
                classes[4].push((place, address));
            }
        }
        for class in classes {
            match class.as_slice() {
                [] => {}
                [(place, _)] => return Ok(place.clone()),
                many => {
                    return Err(Miss::Ambiguous {
                        input: input.to_owned(),
                        candidates: many.iter().map(|(_, a)| a.to_string()).take(12).collect(),
                    });
                }
            }
        }
        Err(Miss::Unknown {
            input: input.to_owned(),
            nearest: self.nearest(&wanted),
        })
    }

    /// Up to five addresses that are spelled most like `wanted` (Jaro-Winkler, over the whole address and
    /// over each end of it).
    fn nearest(&self, wanted: &str) -> Vec<String> {
        let mut scored: Vec<(f64, String)> = self
            .places()
            .map(|(_, address)| {
                let text = address.to_string();
                let lower = text.to_lowercase();
                let best = ends(&lower)
                    .map(|end| strsim::jaro_winkler(end, wanted))
                    .fold(0.0, f64::max);
                (best, text)
            })
            .filter(|(score, _)| *score >= 0.75)
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        scored.into_iter().take(5).map(|(_, text)| text).collect()
    }
}

/// The words of a title, in lower case.
fn words(title: &str) -> impl Iterator<Item = String> + '_ {
    title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// The address and every end of it that starts behind a separator.
fn ends(address: &str) -> impl Iterator<Item = &str> {
    std::iter::once(address).chain(
        address
            .char_indices()
            .filter(|(_, c)| matches!(c, '/' | '#' | '+'))
            .map(|(index, _)| &address[index + 1..]),
    )
}

fn ends_at_boundary(address: &str, wanted: &str) -> bool {
    address
        .strip_suffix(wanted)
        .is_some_and(|before| before.is_empty() || before.ends_with(['/', '#', '+']))
}
