//! What somebody has looked for: earlier queries, and searches by name, as two small TOML texts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Queries that are remembered; the oldest go first.
const REMEMBERED: usize = 200;
/// A longer query is not remembered: nobody wants to type it again.
const LONGEST: usize = 1000;

/// Earlier queries, the latest last, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Queries {
    queries: Vec<String>,
}

impl Queries {
    /// Reads them from the text of their file.
    ///
    /// # Errors
    /// The parser's words, with line and column.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }

    /// The text of their file.
    pub fn text(&self) -> String {
        toml::to_string_pretty(self).unwrap_or_default()
    }

    /// Remembers a query as the latest one. Says whether that changes anything.
    pub fn remember(&mut self, query: &str) -> bool {
        let query = query.trim();
        let is_latest = self.queries.last().is_some_and(|last| last == query);
        if query.is_empty() || query.len() > LONGEST || is_latest {
            return false;
        }
        self.queries.retain(|known| known != query);
        self.queries.push(query.to_owned());
        let surplus = self.queries.len().saturating_sub(REMEMBERED);
        self.queries.drain(..surplus);
        true
    }

    /// The one so many queries back; 0 is the latest.
    pub fn back(&self, steps: usize) -> Option<&str> {
        self.queries.iter().rev().nth(steps).map(String::as_str)
    }

    /// All of them, the oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.queries.iter().map(String::as_str)
    }
}

/// Searches that were given a name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedSearches {
    searches: BTreeMap<String, String>,
}

impl SavedSearches {
    /// Reads them from the text of their file.
    ///
    /// # Errors
    /// The parser's words, with line and column.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }

    /// The text of their file.
    pub fn text(&self) -> String {
        toml::to_string_pretty(self).unwrap_or_default()
    }

    /// Gives a name this query, or takes the name away.
    pub fn set(&mut self, name: &str, query: Option<&str>) {
        match query {
            Some(query) => {
                self.searches.insert(name.to_owned(), query.to_owned());
            }
            None => {
                self.searches.remove(name);
            }
        }
    }

    /// Names and queries, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let searches = self.searches.iter();
        searches.map(|(name, query)| (name.as_str(), query.as_str()))
    }

    /// These, and then those that a catalog shares: the name, the query, and whether it is one of these.
    pub fn and_shared<'s>(
        &'s self,
        shared: &'s BTreeMap<String, String>,
    ) -> impl Iterator<Item = (&'s str, &'s str, bool)> {
        let own = self.iter().map(|(name, query)| (name, query, true));
        let shared = shared.iter();
        own.chain(shared.map(|(name, query)| (name.as_str(), query.as_str(), false)))
    }

    /// Whether nothing has a name.
    pub fn is_empty(&self) -> bool {
        self.searches.is_empty()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_query_comes_first_and_none_comes_twice() {
        let mut queries = Queries::default();
        for query in ["itil", "service desk", " itil ", "", "itil"] {
            queries.remember(query);
        }
        assert_eq!(queries.back(0), Some("itil"));
        assert_eq!(queries.back(1), Some("service desk"));
        assert_eq!(queries.back(2), None);
        assert!(!queries.remember(&"x".repeat(5000)));
        for n in 0..500 {
            queries.remember(&n.to_string());
        }
        assert_eq!(queries.iter().count(), REMEMBERED);
        assert_eq!(queries.back(0), Some("499"));
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut queries = Queries::default();
        for query in ["\"two words\" 'exact", "a\\b\u{1b}", "título | C#"] {
            queries.remember(query);
        }
        assert_eq!(Queries::parse(&queries.text()).unwrap(), queries);
        let mut saved = SavedSearches::default();
        saved.set("people leads", Some("track:manager grade:>=8"));
        saved.set("a \"name\"\n", Some("x"));
        assert_eq!(SavedSearches::parse(&saved.text()).unwrap(), saved);
        saved.set("a \"name\"\n", None);
        assert_eq!(saved.iter().count(), 1);
        assert!(SavedSearches::parse("").unwrap().is_empty());
        assert!(SavedSearches::parse("searches = 1").is_err());
    }
}
