//! Which elements of a base list are which of a side's: by being equal, by name, and last by being alike.
//!
//! Knows values only; what follows from the pairs is decided elsewhere.

use std::collections::{HashMap, HashSet, VecDeque};

use super::super::align::name;
use super::super::schema::{Form, Kind};
use super::super::tree::{Table, Value};

/// From here on two texts are one that was reworded, and two tables are one that was renamed.
const ALIKE: f64 = 0.5;

/// So many pairs are compared freely; beyond that, only those that stand near each other.
const PAIRS: usize = 40_000;
const NEAR: usize = 50;

/// Longer texts are compared by their beginnings.
const BEGINNING: usize = 2000;

/// What makes two elements of a list the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Words of a set: another word is another element.
    Words,
    /// Sentences, which may be reworded.
    Lines,
    /// Tables of this kind, which have names.
    Tables(Kind),
}

impl Sort {
    /// Of the list that such a table has under a key.
    pub(super) fn of(kind: Kind, key: &str) -> Self {
        match (key, kind.form(key)) {
            // What is omitted is named, not worded; what is mandatory is worded.
            ("omit", _) => Self::Words,
            ("mandatory_items", _) | (_, Form::Lines) => Self::Lines,
            (_, Form::Items(kind) | Form::Braces(kind) | Form::Tables(kind)) => Self::Tables(kind),
            (_, Form::Plain | Form::Table(_)) => Self::Words,
        }
    }
}

/// For each element of `side`, its place in `base`, where it comes from there.
pub(super) fn pair(sort: Sort, base: &[Value], side: &[Value]) -> Vec<Option<usize>> {
    let mut pairs = named(sort, base, side);
    if sort != Sort::Words {
        alike(base, side, &mut pairs);
    }
    if sort == Sort::Tables(Kind::Role) {
        // Parts without an id are told apart by nothing but their order.
        matched(base, side, &mut pairs, |value| {
            key(Kind::Role, value).is_none().then(String::new)
        });
    }
    pairs
}

/// Like [`pair`], but only what is equal or has the same name.
pub(super) fn named(sort: Sort, base: &[Value], side: &[Value]) -> Vec<Option<usize>> {
    let mut pairs = vec![None; side.len()];
    matched(base, side, &mut pairs, |value| Some(format!("{value:?}")));
    if let Sort::Tables(kind) = sort {
        if kind == Kind::Item {
            matched(base, side, &mut pairs, |value| id(value).map(str::to_owned));
        }
        matched(base, side, &mut pairs, |value| key(kind, value));
    }
    pairs
}

/// Pairs what is free on both sides and has the same handle, the first with the first.
fn matched(
    base: &[Value],
    side: &[Value],
    pairs: &mut [Option<usize>],
    handle: impl Fn(&Value) -> Option<String>,
) {
    let taken: HashSet<usize> = pairs.iter().flatten().copied().collect();
    let mut free: HashMap<String, VecDeque<usize>> = HashMap::new();
    for (at, value) in base.iter().enumerate() {
        if !taken.contains(&at)
            && let Some(handle) = handle(value)
        {
            free.entry(handle).or_default().push_back(at);
        }
    }
    for (value, pair) in side.iter().zip(pairs) {
        if pair.is_none()
            && let Some(handle) = handle(value)
        {
            *pair = free.get_mut(&handle).and_then(VecDeque::pop_front);
        }
    }
}

/// Pairs what is free on both sides and most alike; among equals, what stands nearer.
fn alike(base: &[Value], side: &[Value], pairs: &mut [Option<usize>]) {
    let mut taken: HashSet<usize> = pairs.iter().flatten().copied().collect();
    let of_base: Vec<usize> = (0..base.len()).filter(|at| !taken.contains(at)).collect();
    let of_side: Vec<usize> = (0..side.len()).filter(|at| pairs[*at].is_none()).collect();
    let all = of_base.len().saturating_mul(of_side.len()) <= PAIRS;
    let mut candidates = Vec::new();
    for (m, b) in of_base.iter().enumerate() {
        for (n, s) in of_side.iter().enumerate() {
            if all || m.abs_diff(n) <= NEAR {
                let likeness = likeness(&base[*b], &side[*s]);
                if likeness >= ALIKE {
                    candidates.push((likeness, b.abs_diff(*s), *b, *s));
                }
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    for (_, _, b, s) in candidates {
        if pairs[s].is_none() && taken.insert(b) {
            pairs[s] = Some(b);
        }
    }
}

/// The id of an element that has one.
pub(super) fn id(value: &Value) -> Option<&str> {
    match value {
        Value::Table(table) => text(table, "id"),
        _ => None,
    }
}

pub(super) fn text<'t>(table: &'t Table, key: &str) -> Option<&'t str> {
    match table.get(key) {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    }
}

/// What an element of a list of tables is called, in one text; `None` for one without a name.
pub(super) fn key(kind: Kind, value: &Value) -> Option<String> {
    let table = match value {
        Value::Table(table) => table,
        Value::Text(text) => return Some(text.clone()),
        _ => return None,
    };
    let parts: Vec<&str> = name(kind)
        .iter()
        .filter_map(|key| text(table, key))
        .collect();
    (!parts.is_empty()).then(|| parts.join("\u{0}"))
}

/// From 0 to 1. An edge of a ladder is what it joins, so another one is never like it.
fn likeness(a: &Value, b: &Value) -> f64 {
    match (a, b) {
        (Value::Table(a), Value::Table(b)) => match a.kind {
            Kind::Step => 0.0,
            Kind::Role => shared(&leaves(a), &leaves(b)),
            Kind::Item => match (text(a, "text"), text(b, "text")) {
                (Some(a), Some(b)) => texts_alike(a, b),
                _ => 0.0,
            },
            _ => texts_alike(&leaves(a).join(" "), &leaves(b).join(" ")),
        },
        (Value::Table(table), Value::Text(other)) | (Value::Text(other), Value::Table(table)) => {
            let own = table.kind.shorthand().and_then(|key| text(table, key));
            own.map_or(0.0, |own| texts_alike(own, other))
        }
        (Value::Text(a), Value::Text(b)) => texts_alike(a, b),
        _ => 0.0,
    }
}

fn texts_alike(a: &str, b: &str) -> f64 {
    let beginning = |text: &str| -> String { text.chars().take(BEGINNING).collect() };
    match (a.is_empty(), b.is_empty()) {
        (false, false) => strsim::sorensen_dice(&beginning(a), &beginning(b)),
        _ => 0.0,
    }
}

/// Everything that a table says, without its id.
fn leaves(table: &Table) -> Vec<String> {
    fn gather(value: &Value, into: &mut Vec<String>) {
        match value {
            Value::Text(text) => into.push(text.clone()),
            Value::Number(number) => into.push(number.to_string()),
            Value::Date(date) => into.push(date.to_string()),
            Value::List(values) => values.iter().for_each(|value| gather(value, into)),
            Value::Table(table) => {
                table
                    .entries
                    .iter()
                    .for_each(|(_, value)| gather(value, into));
            }
        }
    }
    let mut all = Vec::new();
    for (key, value) in &table.entries {
        if key != "id" {
            gather(value, &mut all);
        }
    }
    all
}

/// How much of what two say is said by both.
fn shared(a: &[String], b: &[String]) -> f64 {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for leaf in a {
        *counts.entry(leaf).or_default() += 1;
    }
    let both = b.iter().filter(|leaf| match counts.get_mut(leaf.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    });
    let both = both.count();
    match a.len() + b.len() {
        0 => 0.0,
        all => 2.0 * both as f64 / all as f64,
    }
}
