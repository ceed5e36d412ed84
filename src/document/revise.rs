//! Fields that are lists themselves, tags and managers: what stays in them stays as it is written.

use toml_edit::Value;

use super::edit::{EditError, Field};
use super::list::List;
use super::patch::{Patcher, Place, Written, once, value_of};
use super::source::Splice;
use crate::model::{Body, Node, ReportsTo};

const MANAGER_ORDER: &[&str] = &["title", "role", "link"];

/// Sets a field that is a list, element by element, so that what stays in it stays as it is written.
pub(super) fn revise(
    text: &str,
    node: Node,
    field: Field,
    meant: &Body,
) -> Result<String, EditError> {
    let mut text = text.to_owned();
    // Each step brings one element or one key of it into its place.
    let most = 4 * (meant.tags.len() + meant.reports_to.len()) + text.matches(',').count() + 4;
    for _ in 0..most {
        let next = once(&text, node, |patcher, place| {
            patcher.revision(place, field, meant)
        })?;
        if next == text {
            return Ok(text);
        }
        text = next;
    }
    Err(EditError::Unfaithful)
}

impl Patcher<'_> {
    pub(super) fn manager(&self, manager: &ReportsTo) -> String {
        let quote = |text: &str| self.source.quote(text, None);
        let mut text = format!("{{ title = {}", quote(&manager.title));
        for (key, value) in [("role", &manager.role), ("link", &manager.link)] {
            if let Some(value) = value {
                text.push_str(&format!(", {key} = {}", quote(value)));
            }
        }
        text.push_str(" }");
        text
    }

    /// The first step that brings a list of tags or managers nearer to what is meant; none when it is there.
    fn revision(
        &self,
        place: &Place<'_>,
        field: Field,
        meant: &Body,
    ) -> Result<Vec<Splice>, EditError> {
        let managers = field == Field::ReportsTo;
        let counts = |value: &Value| match managers {
            true => value.is_inline_table() || value.as_str().is_some_and(|text| !text.is_empty()),
            false => value.is_str() || value.is_integer(),
        };
        let wanted = match managers {
            true => meant.reports_to.len(),
            false => meant.tags.len(),
        };
        let array = match value_of(place, field.key())? {
            Some(Value::Array(array)) if wanted > 0 => array,
            // Not a list yet, or none any more; after this step it is as meant.
            _ => return self.set(place, field, meant),
        };
        let list = List::new(&self.source, array, counts, true);
        let list = list.ok_or(EditError::Layout(field.key()))?;
        let now: Vec<&Value> = array.iter().filter(|value| counts(value)).collect();
        let same = |value: &Value, n: usize| match managers {
            true => is_manager(value, &meant.reports_to[n]),
            false => match value.as_str() {
                Some(text) => text.replace("\r\n", "\n") == meant.tags[n],
                None => value
                    .span()
                    .is_some_and(|span| self.source.text[span] == *meant.tags[n]),
            },
        };
        let literal = |n: usize| match managers {
            true => self.manager(&meant.reports_to[n]),
            false => self.source.quote(&meant.tags[n], None),
        };
        for n in 0..now.len().max(wanted) {
            let Some(value) = now.get(n) else {
                return Ok(list.insert(n, &(n..wanted).map(literal).collect::<Vec<_>>()));
            };
            if n >= wanted {
                return Ok(list.remove(n));
            }
            if same(value, n) {
                continue;
            }
            let needed_later = (n + 1..wanted).any(|later| same(value, later));
            let written_later = (n + 1..now.len()).find(|later| same(now[*later], n));
            return match (written_later, needed_later) {
                (Some(later), true) => Ok(list.shift(later, n)),
                (Some(_), false) => Ok(list.remove(n)),
                (None, true) => Ok(list.insert(n, &[literal(n)])),
                (None, false) if managers => self.change_manager(value, &meant.reports_to[n]),
                (None, false) => Ok(vec![(
                    value.span().ok_or(EditError::Layout(field.key()))?,
                    literal(n),
                )]),
            };
        }
        Ok(Vec::new())
    }

    /// Rewrites what is said of a manager; of one with the same title, key by key.
    fn change_manager(&self, old: &Value, meant: &ReportsTo) -> Result<Vec<Splice>, EditError> {
        let layout = EditError::Layout("reports_to");
        let span = old.span().ok_or(layout)?;
        let table = match old {
            Value::InlineTable(table) if text_at(old, "title") == Some(&meant.title) => table,
            _ => return Ok(vec![(span, self.manager(meant))]),
        };
        let place = Place {
            table,
            written: Written::Inline(span),
            order: MANAGER_ORDER,
        };
        for (key, new) in [("role", &meant.role), ("link", &meant.link)] {
            if text_at(old, key) != new.as_deref() {
                let literal = new.as_ref().map(|new| self.source.quote(new, None));
                return self.put(&place, key, literal);
            }
        }
        Ok(Vec::new())
    }
}

fn text_at<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value
        .as_inline_table()
        .and_then(|table| table.get(key))
        .and_then(Value::as_str)
        .filter(|text| !text.is_empty())
}

/// Whether a value says just this of a manager.
pub(super) fn is_manager(value: &Value, manager: &ReportsTo) -> bool {
    if let Some(title) = value.as_str() {
        return title == manager.title && manager.role.is_none() && manager.link.is_none();
    }
    text_at(value, "title") == Some(manager.title.as_str())
        && text_at(value, "role") == manager.role.as_deref()
        && text_at(value, "link") == manager.link.as_deref()
}
