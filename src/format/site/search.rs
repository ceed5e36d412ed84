//! What the search of a site looks in: all lines of all roles, each line once, as a script that any page can load.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::super::inline::plain;
use super::super::json;
use super::super::posting::Posting;
use super::names::{Names, href};
use crate::model::{CatalogEntry, Node, Place, Position};
use crate::text::text;

/// The script. A role is its title, page, family, department, grade, and the numbers of its lines.
pub(super) fn index(entries: &[&CatalogEntry], names: &Names) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut roles: Vec<Value> = Vec::new();
    for entry in entries {
        let family = &entry.family;
        for position in family.positions() {
            let posting = match position == Position::FAMILY {
                // A family is found by its name and by what it says of itself.
                true => Posting::own(&entry.key, family, position),
                false => Posting::effective(&entry.key, family, position),
            };
            let mut texts: Vec<String> = posting.summary.iter().map(|s| plain(s, false)).collect();
            for (_, items) in posting.lists() {
                texts.extend(items.iter().map(|line| plain(&line.text, false)));
            }
            let numbers: Vec<usize> = texts
                .into_iter()
                .map(|text| {
                    *known.entry(text).or_insert_with_key(|text| {
                        lines.push(text.clone());
                        lines.len() - 1
                    })
                })
                .collect();
            let place = Place {
                key: entry.key.clone(),
                position,
            };
            roles.push(json!([
                plain(&posting.title, false),
                href("", names.place(&place)),
                plain(family.title(Node::Family), false),
                entry.department(),
                posting.grade.unwrap_or_default(),
                numbers,
            ]));
        }
    }
    // The script of the search is the same in every language, and takes what it says from here.
    let says = json!({
        "nothing": text!("site-nothing-is-found"),
        "found": text!("site-so-many-found", count = "#"),
        "first": text!("site-these-are-the-first", count = "#"),
        "grade": text!("show-grade-2", grade = "#"),
    });
    let index = json!({ "roles": roles, "lines": lines, "says": says });
    format!("const rolebookIndex = {};\n", json::compact(&index))
}
