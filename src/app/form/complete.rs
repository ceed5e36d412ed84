//! What a field can be completed with: the names in use in the catalog, and those of them that match what is typed.
//!
//! Names are gathered once and folded to lower case then; a key only compares. Pure: a [`Completions`] and a text
//! give the same suggestions always.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::path::{Folder, Paths};
use crate::model::{Address, Catalog, CatalogEntry, Family, Node};
use crate::text::text;

/// How many suggestions are made at most.
pub const SUGGESTIONS: usize = 8;

/// Where a field's suggestions come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// There are none.
    None,
    /// Ids of the family, then addresses of the catalog.
    Roles,
    /// The ids of the family's roles.
    LocalRoles,
    /// Titles of roles, put in with their address, between `;`.
    Managers,
    /// Tags in use, between commas.
    Tags,
    /// Owners in use.
    Owners,
    /// Grades in use.
    Grades,
    /// Folders with families in them.
    Departments,
    /// The keys of families.
    Families,
    /// Rules, at the start of each line.
    Rules,
    /// What the form offers by itself.
    Offered,
    /// Files and folders.
    Paths(Paths),
    /// These words.
    Words(&'static [&'static str]),
}

/// Something that can be put into a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What is put in.
    pub text: String,
    /// What it is, beside it.
    pub note: String,
}

/// A suggestion with what is compared.
#[derive(Debug, Clone)]
struct Name {
    shown: Suggestion,
    folded: Box<str>,
}

impl Name {
    fn new(text: &str, note: &str) -> Self {
        Self {
            folded: format!("{text}\n{note}").to_lowercase().into(),
            shown: Suggestion {
                text: text.to_owned(),
                note: note.to_owned(),
            },
        }
    }
}

/// How often each word is used.
type Counted = BTreeMap<Arc<str>, usize>;

/// The names of one family.
#[derive(Debug, Default)]
struct FamilyNames {
    families: Vec<Name>,
    roles: Vec<Name>,
    variations: Vec<Name>,
    tags: BTreeSet<Arc<str>>,
    owners: BTreeSet<Arc<str>>,
    grades: BTreeSet<Arc<str>>,
    rules: BTreeSet<Arc<str>>,
    departments: BTreeSet<Arc<str>>,
}

/// The names in use in a catalog, family by family. A copy costs a pointer a family.
#[derive(Debug, Clone, Default)]
pub struct Names {
    families: BTreeMap<Arc<str>, Arc<FamilyNames>>,
    tags: Counted,
    owners: Counted,
    grades: Counted,
    rules: Counted,
    departments: Counted,
}

impl Names {
    /// The names of a whole catalog.
    pub fn of(catalog: &Catalog) -> Self {
        let mut names = Self::default();
        for entry in catalog.entries() {
            names.put(entry);
        }
        names
    }

    /// Brings the names of one family up to date.
    pub fn update(&mut self, catalog: &Catalog, key: &str) {
        if let Some(old) = self.families.remove(key) {
            for (counted, words) in self.counted(&old) {
                for word in words {
                    if let Some(count) = counted.get_mut(word) {
                        *count -= 1;
                        if *count == 0 {
                            counted.remove(word);
                        }
                    }
                }
            }
        }
        if let Some(entry) = catalog.get(key) {
            self.put(entry);
        }
    }

    fn put(&mut self, entry: &CatalogEntry) {
        let names = FamilyNames::of(&entry.key, &entry.family);
        for (counted, words) in self.counted(&names) {
            for word in words {
                *counted.entry(word.clone()).or_default() += 1;
            }
        }
        self.families.insert(entry.key.clone(), Arc::new(names));
    }

    fn counted<'n>(
        &mut self,
        names: &'n FamilyNames,
    ) -> [(&mut Counted, &'n BTreeSet<Arc<str>>); 5] {
        [
            (&mut self.tags, &names.tags),
            (&mut self.owners, &names.owners),
            (&mut self.grades, &names.grades),
            (&mut self.rules, &names.rules),
            (&mut self.departments, &names.departments),
        ]
    }
}

impl FamilyNames {
    fn of(key: &Arc<str>, family: &Family) -> Self {
        let mut names = Self {
            families: vec![Name::new(key, family.title(Node::Family))],
            // The folders that its folder is in have it, too.
            departments: key
                .match_indices('/')
                .map(|(at, _)| Arc::from(&key[..at]))
                .collect(),
            ..Self::default()
        };
        let positions = family.positions();
        for position in positions.iter().skip(1) {
            let address = Address::of(key, family, *position).to_string();
            let title = family.position_title(*position);
            let name = Name::new(&address, &title);
            if position.specialty.is_none() && position.segment.is_none() {
                names.roles.push(name);
            } else {
                names.variations.push(name);
            }
        }
        let nodes: BTreeSet<Node> = positions.iter().map(|position| position.node()).collect();
        for body in nodes.into_iter().filter_map(|node| family.body(node)) {
            let items = body.lists.iter().flatten();
            let tags = items
                .clone()
                .flat_map(|item| &item.more().tags)
                .chain(&body.more.tags);
            names.tags.extend(tags.map(|tag| Arc::from(tag.as_str())));
            let waived = items.flat_map(|item| &item.more().waive);
            names
                .rules
                .extend(waived.map(|waiver| Arc::from(waiver.rule.as_str())));
            names
                .owners
                .extend(body.more.owner.as_deref().map(Arc::from));
            let grade = body.grade.as_ref().map(ToString::to_string);
            names.grades.extend(grade.map(Arc::from));
        }
        names
    }
}

/// What a form completes with: the names of the catalog, those of its own family first.
#[derive(Debug, Clone, Default)]
pub struct Completions {
    names: Arc<Names>,
    key: Arc<str>,
    /// Ids of the family's roles, and behind them those of its variations.
    local: Vec<Name>,
    local_roles: usize,
    rules: Vec<Name>,
    offered: Vec<Name>,
    /// What the folder has that a path is typed in.
    pub(super) folder: Folder,
}

impl Completions {
    /// For a form in the family `key`. `rules` are the ids of rules that found something there.
    pub fn new(
        names: Arc<Names>,
        catalog: &Catalog,
        key: &Arc<str>,
        rules: impl Iterator<Item = &'static str>,
    ) -> Self {
        let family = catalog.get(key).map(|entry| &entry.family);
        let local: Vec<Name> = family.map_or_else(Vec::new, |family| {
            let parts = (0..family.roles.len())
                .map(Node::Role)
                .chain((0..family.specialties.len()).map(Node::Specialty))
                .chain((0..family.segments.len()).map(Node::Segment));
            parts
                .map(|node| Name::new(family.id(node).unwrap_or_default(), family.title(node)))
                .collect()
        });
        let found: BTreeSet<&str> = rules.collect();
        Self {
            local_roles: family.map_or(0, |family| family.roles.len()),
            local,
            rules: found
                .into_iter()
                .map(|rule| Name::new(rule, text!("form-found-in-this-family")))
                .collect(),
            offered: Vec::new(),
            folder: Folder::default(),
            names,
            key: key.clone(),
        }
    }

    /// The same with what a form offers by itself.
    #[must_use]
    pub(super) fn offering(mut self, offered: &[Suggestion]) -> Self {
        let names = offered.iter().map(|one| Name::new(&one.text, &one.note));
        self.offered = names.collect();
        self
    }

    /// What matches a query, those with a word that begins with it first; at most [`SUGGESTIONS`].
    pub(super) fn matching(&self, source: Source, query: &str) -> Vec<Suggestion> {
        let mut found = Found::new(query);
        match source {
            Source::None => {}
            Source::Paths(paths) => return self.folder.suggested(paths, query),
            Source::Words(words) => found.add(words.iter().map(|word| Name::new(word, ""))),
            Source::LocalRoles => found.add(self.local[..self.local_roles].iter()),
            Source::Roles | Source::Managers => {
                if source == Source::Roles {
                    found.add(self.local.iter());
                }
                let others = self
                    .names
                    .families
                    .iter()
                    .filter(move |(key, _)| source == Source::Managers || **key != self.key);
                found.add(others.clone().flat_map(|(_, names)| &names.roles));
                found.add(others.flat_map(|(_, names)| &names.variations));
            }
            Source::Offered => found.add(self.offered.iter()),
            Source::Tags => found.add(in_use(&self.names.tags)),
            Source::Owners => found.add(in_use(&self.names.owners)),
            Source::Grades => found.add(in_use(&self.names.grades)),
            Source::Departments => found.add(in_use(&self.names.departments)),
            Source::Families => {
                let families = self.names.families.values();
                found.add(families.flat_map(|names| &names.families));
            }
            Source::Rules => {
                found.add(self.rules.iter());
                let others = in_use(&self.names.rules)
                    .filter(|name| !self.rules.iter().any(|r| r.shown.text == name.shown.text));
                found.add(others);
            }
        }
        found.all()
    }
}

fn in_use(counted: &Counted) -> impl Iterator<Item = Name> {
    counted.iter().map(|(word, count)| {
        let note = text!("form-in-families", many = count);
        Name {
            folded: word.to_lowercase().into(),
            shown: Suggestion {
                text: word.to_string(),
                note,
            },
        }
    })
}

/// Collects what matches until enough has been found.
struct Found {
    words: Vec<String>,
    first: Vec<Suggestion>,
    second: Vec<Suggestion>,
}

impl Found {
    fn new(query: &str) -> Self {
        Self {
            words: query.split_whitespace().map(str::to_lowercase).collect(),
            first: Vec::new(),
            second: Vec::new(),
        }
    }

    fn add<N: std::borrow::Borrow<Name>>(&mut self, names: impl Iterator<Item = N>) {
        for name in names {
            if self.first.len() >= SUGGESTIONS {
                return;
            }
            let name = name.borrow();
            if !self
                .words
                .iter()
                .all(|word| name.folded.contains(word.as_str()))
            {
                continue;
            }
            if self
                .words
                .iter()
                .all(|word| begins_a_word(&name.folded, word))
            {
                self.first.push(name.shown.clone());
            } else if self.second.len() < SUGGESTIONS {
                self.second.push(name.shown.clone());
            }
        }
    }

    fn all(mut self) -> Vec<Suggestion> {
        self.first.append(&mut self.second);
        self.first.truncate(SUGGESTIONS);
        self.first
    }
}

fn begins_a_word(text: &str, start: &str) -> bool {
    text.match_indices(start).any(|(at, _)| {
        text[..at]
            .chars()
            .next_back()
            .is_none_or(|before| !before.is_alphanumeric())
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::model::{Body, BodyDetails, Role, Settings};

    fn catalog() -> Catalog {
        let family = |key: &str, roles: &[(&str, &str)]| CatalogEntry {
            key: key.into(),
            family: Arc::new(Family {
                body: Body {
                    title: Some(key.into()),
                    more: BodyDetails {
                        tags: vec!["Office".into(), key.into()],
                        ..BodyDetails::default()
                    }
                    .into(),
                    ..Body::default()
                },
                roles: roles
                    .iter()
                    .map(|(id, title)| Role {
                        id: (*id).into(),
                        body: Body {
                            title: Some((*title).into()),
                            ..Body::default()
                        },
                    })
                    .collect(),
                ..Family::default()
            }),
        };
        let entries = vec![
            family("a/it", &[("desk", "Service Desk"), ("lead", "Team Lead")]),
            family("b/legal", &[("lead", "Lead Counsel"), ("mislead", "Other")]),
        ];
        Catalog::new(Settings::default(), entries)
    }

    fn completions(catalog: &Catalog, key: &str) -> Completions {
        let names = Arc::new(Names::of(catalog));
        Completions::new(names, catalog, &key.into(), ["years"].into_iter())
    }

    fn texts(found: &[Suggestion]) -> Vec<&str> {
        found.iter().map(|s| s.text.as_str()).collect()
    }

    #[test]
    fn ids_of_the_family_come_before_addresses_and_words_before_their_insides() {
        let catalog = catalog();
        let completions = completions(&catalog, "b/legal");
        let found = completions.matching(Source::Roles, "LEAD");
        assert_eq!(texts(&found), ["lead", "a/it#lead", "mislead"]);
        let found = completions.matching(Source::Roles, "team le");
        assert_eq!(texts(&found), ["a/it#lead"], "titles count too");
        let found = completions.matching(Source::LocalRoles, "");
        assert_eq!(texts(&found), ["lead", "mislead"]);
        assert!(completions.matching(Source::Roles, "nobody").is_empty());
    }

    #[test]
    fn words_in_use_are_counted_by_families_and_forgotten_when_they_go() {
        let mut catalog = catalog();
        let mut names = Names::of(&catalog);
        let office = |names: &Names| {
            let names = Arc::new(names.clone());
            let completions =
                Completions::new(names, &Catalog::default(), &"x".into(), [].into_iter());
            completions.matching(Source::Tags, "off")
        };
        assert_eq!(office(&names)[0].note, "in 2 families");
        catalog.remove("a/it");
        names.update(&catalog, "a/it");
        assert_eq!(office(&names)[0].note, "in 1 family");
        catalog.remove("b/legal");
        names.update(&catalog, "b/legal");
        assert!(office(&names).is_empty());
    }

    #[test]
    fn families_and_the_folders_that_they_are_in() {
        let mut catalog = catalog();
        let folders = Arc::new(Family::default());
        catalog.put("b/c/deep".into(), folders);
        let completions = completions(&catalog, "a/it");
        let found = completions.matching(Source::Departments, "");
        assert_eq!(texts(&found), ["a", "b", "b/c"]);
        assert_eq!(found[1].note, "in 2 families");
        let found = completions.matching(Source::Families, "b lega");
        assert_eq!(texts(&found), ["b/legal"]);
    }

    #[test]
    fn no_more_are_suggested_than_are_shown() {
        let words: &'static [&'static str] =
            &["a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "xa"];
        let completions = completions(&catalog(), "a/it");
        let found = completions.matching(Source::Words(words), "a");
        assert_eq!(found.len(), SUGGESTIONS);
        assert_eq!(completions.matching(Source::Words(words), "x").len(), 1);
    }
}
