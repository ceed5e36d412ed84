//! What is kept between runs so that one can go on where one was: how often something was used, which catalogs were
//! open, and how each of them was left. Small TOML texts; one that cannot be read counts as empty.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Things whose use is counted; those that are used least go first.
const COUNTED: usize = 300;
/// A count goes no higher: all are halved then, so that what was used long ago fades.
const MOST: u32 = 200;
/// Catalogs that are remembered.
const CATALOGS: usize = 20;
/// Rows of a tree, or bookmarks, that are remembered.
const ROWS: usize = 2000;

/// How often something was chosen from the palette.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Uses {
    uses: BTreeMap<String, u32>,
}

impl Uses {
    /// Reads them from their text.
    pub fn parse(text: &str) -> Self {
        toml::from_str(text).unwrap_or_default()
    }

    /// Their text.
    pub fn text(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }

    /// How often it was.
    pub fn of(&self, id: &str) -> u32 {
        self.uses.get(id).copied().unwrap_or(0)
    }

    /// It was once more.
    pub fn count(&mut self, id: &str) {
        let count = self.uses.entry(id.to_owned()).or_default();
        *count = count.saturating_add(1);
        if *count > MOST {
            self.uses.values_mut().for_each(|count| *count /= 2);
            self.uses.retain(|_, count| *count > 0);
        }
        while self.uses.len() > COUNTED {
            let others = self.uses.iter().filter(|(other, _)| *other != id);
            let Some(least) = others
                .min_by_key(|(_, count)| **count)
                .map(|(id, _)| id.clone())
            else {
                return;
            };
            self.uses.remove(&least);
        }
    }
}

/// A catalog that was open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecentCatalog {
    /// Its folder.
    pub path: String,
    /// Its name.
    pub name: String,
}

/// The catalogs that were open, the latest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Recent {
    catalogs: Vec<RecentCatalog>,
}

impl Recent {
    /// Reads them from their text.
    pub fn parse(text: &str) -> Self {
        toml::from_str(text).unwrap_or_default()
    }

    /// Their text.
    pub fn text(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }

    /// The latest first.
    pub fn iter(&self) -> impl Iterator<Item = &RecentCatalog> {
        self.catalogs.iter()
    }

    /// A catalog was opened.
    pub fn remember(&mut self, path: &str, name: &str) {
        self.catalogs.retain(|catalog| catalog.path != path);
        let catalog = RecentCatalog {
            path: path.to_owned(),
            name: name.to_owned(),
        };
        self.catalogs.insert(0, catalog);
        self.catalogs.truncate(CATALOGS);
    }
}

/// How a catalog was left. Places are written as addresses, departments with a `/` at the end.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// What is expanded in the tree.
    pub expanded: Option<Vec<String>>,
    /// What is selected.
    pub selected: String,
    /// How many rows of the tree stand above it on the screen.
    pub above: usize,
    /// Whether the right pane has the focus.
    pub reading: bool,
    /// The line of the right pane under the cursor.
    pub line: usize,
    /// The first row of it on the screen.
    pub scroll: usize,
    /// Whether only what the role itself says is shown.
    pub own_only: bool,
    /// Whether what is left out is shown.
    pub left_out: bool,
    /// The query that dims the tree.
    pub filter: String,
    /// How wide the tree is.
    pub tree_width: Option<u16>,
    /// Places to come back to.
    pub bookmarks: Vec<String>,
}

impl Session {
    /// Reads it from its text.
    pub fn parse(text: &str) -> Self {
        toml::from_str(text).unwrap_or_default()
    }

    /// Its text.
    pub fn text(&self) -> String {
        let mut kept = self.clone();
        if let Some(expanded) = &mut kept.expanded {
            expanded.truncate(ROWS);
        }
        kept.bookmarks.truncate(ROWS);
        toml::to_string(&kept).unwrap_or_default()
    }
}

/// All of it, as a run finds it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Past {
    /// What was used.
    pub uses: Uses,
    /// Which catalogs were open.
    pub recent: Recent,
    /// How this one was left.
    pub session: Session,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_used_is_counted_and_the_count_is_bounded() {
        let mut uses = Uses::default();
        for _ in 0..1000 {
            uses.count("a");
        }
        uses.count("b");
        assert!(uses.of("a") <= MOST && uses.of("a") > uses.of("b"));
        for n in 0..1000 {
            uses.count(&n.to_string());
        }
        assert_eq!(uses.uses.len(), COUNTED);
        assert!(uses.of("a") > 0);
        assert_eq!(Uses::parse(&uses.text()), uses);
        assert_eq!(Uses::parse("uses = 3"), Uses::default());
    }

    #[test]
    fn the_latest_catalog_comes_first_and_none_twice() {
        let mut recent = Recent::default();
        for n in 0..30 {
            recent.remember(&format!("/{n}"), "x");
        }
        recent.remember("/20", "y");
        let paths: Vec<&str> = recent.iter().map(|catalog| catalog.path.as_str()).collect();
        assert_eq!((paths.len(), paths[0], paths[1]), (CATALOGS, "/20", "/29"));
        assert_eq!(Recent::parse(&recent.text()), recent);
        assert_eq!(Recent::parse("]["), Recent::default());
    }

    #[test]
    fn a_session_is_read_as_it_was_written_and_never_grows_without_end() {
        let session = Session {
            expanded: Some(vec!["it/".into(), "it/desk#a\"b".into()]),
            selected: "it/desk".into(),
            above: 3,
            tree_width: Some(30),
            bookmarks: vec!["it/desk#x".into()],
            ..Session::default()
        };
        assert_eq!(Session::parse(&session.text()), session);
        let long = Session {
            expanded: Some(vec!["x".repeat(20); 50_000]),
            ..Session::default()
        };
        assert_eq!(
            Session::parse(&long.text()).expanded.map(|rows| rows.len()),
            Some(ROWS)
        );
        for text in [
            "selected = 1",
            "\u{0}",
            "above = -1",
            "tree_width = 99999999",
        ] {
            assert_eq!(Session::parse(text), Session::default());
        }
    }
}
