//! What the files of a site are called, and how a page names another one.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use crate::model::{CatalogEntry, Place, Position};

/// The first page.
pub(super) const INDEX: &str = "index.html";

/// The name of every page, all of them different on every file system.
pub(super) struct Names {
    departments: HashMap<String, String>,
    places: HashMap<Place, String>,
}

impl Names {
    pub(super) fn of(entries: &[&CatalogEntry]) -> Self {
        let mut taken = HashSet::new();
        let mut names = Self {
            departments: HashMap::new(),
            places: HashMap::new(),
        };
        for entry in entries {
            let department = entry.department();
            if !names.departments.contains_key(department) {
                let name = free(&format!("departments/{}", path(department)), &mut taken);
                names.departments.insert(department.to_owned(), name);
            }
            let key = path(&entry.key);
            for position in entry.family.positions() {
                let name = match position == Position::FAMILY {
                    true => free(&format!("families/{key}"), &mut taken),
                    false => {
                        let id = |node| entry.family.id(node).unwrap_or_default();
                        let ids = position.parts().into_iter().skip(1).map(id);
                        let ids: Vec<String> = ids.map(part).collect();
                        free(&format!("roles/{key}/{}", ids.join("~")), &mut taken)
                    }
                };
                let key = entry.key.clone();
                names.places.insert(Place { key, position }, name);
            }
        }
        names
    }

    pub(super) fn department(&self, department: &str) -> &str {
        self.departments.get(department).map_or(INDEX, |name| name)
    }

    /// The page of a place; the first one where it has none.
    pub(super) fn place(&self, place: &Place) -> &str {
        self.known(place).unwrap_or(INDEX)
    }

    pub(super) fn known(&self, place: &Place) -> Option<&str> {
        self.places.get(place).map(String::as_str)
    }
}

fn path(key: &str) -> String {
    let parts: Vec<String> = key.split('/').map(part).collect();
    parts.join("/")
}

/// A name that every file system and every web server takes, and that leads nowhere else.
fn part(id: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let name = id.chars().take(80).map(|c| if plain(c) { c } else { '-' });
    let name: String = name.collect();
    match name.trim_start_matches('.') {
        "" => "-".to_owned(),
        name => name.to_owned(),
    }
}

/// The name with its ending, and with a number where another page has it.
fn free(name: &str, taken: &mut HashSet<String>) -> String {
    let mut number = 1;
    loop {
        let name = match number {
            1 => format!("{name}.html"),
            number => format!("{name}-{number}.html"),
        };
        if taken.insert(name.to_lowercase()) {
            return name;
        }
        number += 1;
    }
}

/// How a page names a file of the site.
pub(super) fn href(from: &str, to: &str) -> String {
    let mut out = "../".repeat(from.matches('/').count());
    for byte in to.bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            byte => {
                // Writing to a String cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_below_the_site_and_apart() {
        assert_eq!(part("../x"), "-x");
        assert_eq!(part(".."), "-");
        assert_eq!(part("größe"), "größe");
        let mut taken = HashSet::new();
        assert_eq!(free("a/B", &mut taken), "a/B.html");
        assert_eq!(free("a/b", &mut taken), "a/b-2.html");
        assert_eq!(href("roles/a/b.html", "families/größe.html"), {
            "../../families/gr%C3%B6%C3%9Fe.html"
        });
    }
}
