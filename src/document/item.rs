//! An item as a string or as a table that says more: one becomes the other where the item asks for it.

use toml_edit::{Item as TomlItem, Value};

use super::edit::EditError;
use super::patch::{ITEM_ORDER, Patcher, Place, Written, is_item, once, value_of};
use super::source::Splice;
use crate::model::{Item, ListKind, Need, Node, Waiver};

/// Makes an item what is meant. Keys that say it already keep their bytes, and keys that are not ours stay.
pub(super) fn set_item(
    text: &str,
    node: Node,
    list: ListKind,
    index: usize,
    item: &Item,
) -> Result<String, EditError> {
    let mut text = text.to_owned();
    // Each round changes one key, so that places are never those of a text before the change.
    for key in ITEM_ORDER {
        text = once(&text, node, |patcher, place| {
            match (written(place, list, index)?, *key) {
                (Now::String(value), "text") => patcher.string_to(value, item),
                (Now::Table(_), "text") => match text_of(place, list, index)? {
                    now if now == item.text => Ok(Vec::new()),
                    _ => patcher.replace(place, list, index, &item.text),
                },
                (Now::Table(table), key) => patcher.set_key(&table, key, item),
                // A string says nothing but its text, and nothing else is meant.
                (Now::String(_), _) => Ok(Vec::new()),
            }
        })?;
    }
    once(&text, node, |patcher, place| {
        match written(place, list, index)? {
            Now::Table(table) => Ok(patcher.table_to(&table, item)),
            Now::String(_) => Ok(Vec::new()),
        }
    })
}

/// How an item is written now.
enum Now<'d> {
    String(&'d Value),
    Table(Place<'d>),
}

fn written<'d>(place: &Place<'d>, list: ListKind, index: usize) -> Result<Now<'d>, EditError> {
    let layout = EditError::Layout(list.key());
    match place.table.get(list.key()) {
        Some(TomlItem::Value(Value::Array(array))) => {
            match array.iter().filter(|value| is_item(value)).nth(index) {
                Some(Value::InlineTable(table)) => Ok(Now::Table(Place {
                    table,
                    written: Written::Inline(table.span().ok_or(layout)?),
                    order: ITEM_ORDER,
                })),
                Some(value) => Ok(Now::String(value)),
                None => Err(layout),
            }
        }
        Some(TomlItem::ArrayOfTables(tables)) => {
            let table = tables.get(index).ok_or(EditError::Layout(list.key()))?;
            Ok(Now::Table(Place {
                table,
                written: Written::Header(table.span().ok_or(layout)?),
                order: ITEM_ORDER,
            }))
        }
        _ => Err(layout),
    }
}

fn text_of(place: &Place<'_>, list: ListKind, index: usize) -> Result<String, EditError> {
    match written(place, list, index)? {
        Now::String(value) => Ok(value.as_str().unwrap_or_default().to_owned()),
        Now::Table(table) => Ok(value_of(&table, "text")?
            .and_then(Value::as_str)
            .unwrap_or_default()
            .replace("\r\n", "\n")),
    }
}

impl Patcher<'_> {
    /// A string stays one unless the item says more than a text.
    fn string_to(&self, value: &Value, item: &Item) -> Result<Vec<Splice>, EditError> {
        let span = value.span().ok_or(EditError::Unfaithful)?;
        let old = &self.source.text[span.clone()];
        let same = value.as_str().is_some_and(|text| text == item.text);
        let text = match same {
            true => old.to_owned(),
            false => self.source.quote(&item.text, Some(old)),
        };
        let mut keys = Vec::new();
        for key in &ITEM_ORDER[1..] {
            if let Some(literal) = self.item_literal(key, item, None) {
                keys.push(format!(", {key} = {literal}"));
            }
        }
        let new = match keys.as_slice() {
            [] => text,
            keys => format!("{{ text = {text}{} }}", keys.concat()),
        };
        Ok(vec![(span, new)])
    }

    /// A table in a line that says nothing but a text becomes a string.
    fn table_to(&self, table: &Place<'_>, item: &Item) -> Vec<Splice> {
        let plain = *item
            == Item {
                text: item.text.clone(),
                ..Item::default()
            };
        let alone = table.table.iter().all(|(key, _)| key == "text");
        let text = table
            .table
            .get("text")
            .and_then(TomlItem::as_value)
            .and_then(Value::span);
        match (&table.written, text) {
            // A comment inside would be lost.
            (Written::Inline(braces), Some(text)) if plain && alone => {
                let literal = self.source.text[text].to_owned();
                if self.source.text[braces.clone()].lines().count() > literal.lines().count() {
                    return Vec::new();
                }
                vec![(braces.clone(), literal)]
            }
            _ => Vec::new(),
        }
    }

    fn set_key(
        &self,
        table: &Place<'_>,
        key: &'static str,
        item: &Item,
    ) -> Result<Vec<Splice>, EditError> {
        let old = value_of(table, key)?;
        if old.map_or_else(|| is_unset(key, item), |old| says(old, key, item)) {
            return Ok(Vec::new());
        }
        let old = old
            .and_then(Value::span)
            .map(|span| &self.source.text[span]);
        self.put(table, key, self.item_literal(key, item, old))
    }

    /// How a key of an item is written; `None` when it is unset.
    fn item_literal(&self, key: &str, item: &Item, old: Option<&str>) -> Option<String> {
        let quote = |text: &str| self.source.quote(text, old);
        let list = |entries: Vec<String>| format!("[{}]", entries.join(", "));
        if is_unset(key, item) {
            return None;
        }
        match key {
            "id" => item.id.as_deref().map(quote),
            "tags" => Some(list(item.tags.iter().map(|tag| quote(tag)).collect())),
            "need" => item.need.map(|need| quote(word(need))),
            "waive" => Some(list(
                item.waive
                    .iter()
                    .map(|waiver| match &waiver.reason {
                        None => quote(&waiver.rule),
                        Some(reason) => format!(
                            "{{ rule = {}, reason = {} }}",
                            quote(&waiver.rule),
                            quote(reason)
                        ),
                    })
                    .collect(),
            )),
            _ => None,
        }
    }
}

fn word(need: Need) -> &'static str {
    match need {
        Need::Must => "must",
        Need::Preferred => "preferred",
    }
}

fn is_unset(key: &str, item: &Item) -> bool {
    match key {
        "id" => item.id.is_none(),
        "tags" => item.tags.is_empty(),
        "need" => item.need.is_none(),
        "waive" => item.waive.is_empty(),
        _ => false,
    }
}

/// Whether a value is read as what the item says under a key.
fn says(value: &Value, key: &str, item: &Item) -> bool {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    match key {
        "id" => text(value) == item.id,
        "need" => value.as_str() == item.need.map(word),
        "tags" => value.as_array().is_some_and(|array| {
            array
                .iter()
                .map(text)
                .eq(item.tags.iter().cloned().map(Some))
        }),
        "waive" => value.as_array().is_some_and(|array| {
            let waivers = array.iter().map(|value| match value.as_inline_table() {
                Some(table) => Waiver {
                    rule: table.get("rule").and_then(text).unwrap_or_default(),
                    reason: table.get("reason").and_then(text),
                },
                None => Waiver {
                    rule: text(value).unwrap_or_default(),
                    reason: None,
                },
            });
            waivers.eq(item.waive.iter().cloned())
        }),
        _ => false,
    }
}
