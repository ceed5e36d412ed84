//! Which elements of a list became which of another: what stayed, what was rewritten, put in, taken out or moved.

use super::schema::Kind;
use super::tree::{Table, Value};

/// One step from a list to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The element at this place says something else.
    Change(usize),
    /// The elements of the other list from the first to before the second place are new here.
    Insert(usize, usize),
    /// The element at this place goes.
    Remove(usize),
    /// The element at the first place goes to the second.
    Shift(usize, usize),
}

/// The steps that bring `now` nearer to `meant`, none when it is there. All hold for the list as it is now: those
/// that change its places come last, and one at a time.
pub(super) fn steps(now: &[Value], meant: &[Value]) -> Vec<Step> {
    let mut steps = Vec::new();
    for n in 0..now.len().max(meant.len()) {
        let (Some(old), Some(new)) = (now.get(n), meant.get(n)) else {
            steps.push(match n < now.len() {
                true => Step::Remove(n),
                false => Step::Insert(n, meant.len()),
            });
            return steps;
        };
        if old == new {
            continue;
        }
        let comes = find(&now[n + 1..], new, &meant[n..]).map(|at| n + 1 + at);
        let stays = find(&meant[n + 1..], old, &now[n..]).is_some();
        // What is meant just so farther on does not become another here.
        let is_meant = meant[n + 1..].contains(old);
        if is_same(old, new) && !is_meant && !(stays && comes.is_some()) {
            steps.push(Step::Change(n));
            continue;
        }
        match (comes, stays) {
            (Some(at), true) => steps.push(Step::Shift(at, n)),
            (Some(_), false) => steps.push(Step::Remove(n)),
            (None, true) => {
                let is_here = |at: &usize| find(now, &meant[*at], meant).is_some();
                let last = (n + 1..meant.len()).find(is_here);
                steps.push(Step::Insert(n, last.unwrap_or(meant.len())));
            }
            (None, false) if is_like(old, new) => {
                steps.push(Step::Change(n));
                continue;
            }
            (None, false) => steps.push(Step::Remove(n)),
        }
        return steps;
    }
    steps
}

/// Where an element is in a list: an equal one, or else one with the same name, unless that has an equal one among
/// the `others`.
fn find(list: &[Value], wanted: &Value, others: &[Value]) -> Option<usize> {
    let equal = list.iter().position(|value| value == wanted);
    let is_named = |value: &Value| is_same(value, wanted) && !others.contains(value);
    equal.or_else(|| list.iter().position(is_named))
}

/// Whether two elements are one thing, whatever else they say: they have the same name.
pub(super) fn is_same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Table(a), Value::Table(b)) => {
            let keys = name(a.kind);
            keys.iter().any(|key| a.get(key).is_some())
                && keys.iter().all(|key| a.get(key) == b.get(key))
        }
        (Value::Table(table), Value::Text(text)) | (Value::Text(text), Value::Table(table)) => {
            let key = table.kind.shorthand();
            key.and_then(|key| table.get(key)) == Some(&Value::Text(text.clone()))
        }
        (a, b) => a == b,
    }
}

/// The keys that say which one of its kind a table is.
pub(super) fn name(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Role => &["id"],
        Kind::Item => &["text"],
        Kind::Manager => &["title"],
        Kind::Waiver => &["rule"],
        Kind::Indicator => &["name"],
        Kind::Step => &["from", "to"],
        Kind::Section => &["heading"],
        _ => &[],
    }
}

/// Whether one that is gone and one that is new are likely the same thing under another name: texts always are,
/// tables when they say at least half of what they say alike.
fn is_like(a: &Value, b: &Value) -> bool {
    let (Value::Table(a), Value::Table(b)) = (a, b) else {
        return true;
    };
    let alike = |a: &Table, b: &Table| {
        let entries = a.entries.iter();
        entries
            .filter(|(key, value)| b.get(key) == Some(value))
            .count()
    };
    let most = a.entries.len().max(b.entries.len());
    let id = |table: &Table| table.get("id").cloned();
    2 * alike(a, b) >= most || (id(a).is_some() && id(a) == id(b)) || most <= 3
}
