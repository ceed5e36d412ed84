//! The tables of messages, each read when it is first needed.

use std::collections::HashMap;
use std::sync::{OnceLock, PoisonError, RwLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentMessage, FluentResource, FluentValue};
use fluent_syntax::ast::{Pattern, PatternElement};
use unic_langid::LanguageIdentifier;

use super::values::Arguments;
use super::{Language, language};

/// One area: its name, its text and what was read of it, by language.
struct Area {
    name: &'static str,
    texts: [&'static str; Language::ALL.len()],
    read: [OnceLock<Table>; Language::ALL.len()],
}

struct Table {
    messages: FluentBundle<FluentResource>,
    /// Messages of several lines, or with a key in them, put together once.
    joined: RwLock<HashMap<String, &'static str>>,
}

macro_rules! areas {
    ($($name:literal),* $(,)?) => {
        /// The names of all areas.
        pub const AREAS: &[&str] = &[$($name),*];

        static TABLES: [Area; AREAS.len()] = [$(Area {
            name: $name,
            texts: [
                include_str!(concat!("en/", $name, ".ftl")),
                include_str!(concat!("de/", $name, ".ftl")),
            ],
            read: [const { OnceLock::new() }; Language::ALL.len()],
        }),*];
    };
}

areas!(
    "action", "browse", "change", "check", "choice", "cli", "compare", "copy", "count", "detail",
    "edit", "field", "file", "finder", "form", "guide", "help", "import", "linear", "merge",
    "model", "page", "problem", "query", "reading", "replace", "rule", "schema", "setting", "show",
    "site", "store", "view"
);

fn read(text: &str, language: Language) -> Table {
    let locale: LanguageIdentifier = language.code().parse().unwrap_or_default();
    let mut messages = FluentBundle::new_concurrent(vec![locale]);
    // Isolating marks would be cells on the screen and bytes in what is copied.
    messages.set_use_isolating(false);
    let added = messages.add_function("KEY", |arguments, _| match arguments {
        [FluentValue::String(action)] => format!("{{{action}}}").into(),
        _ => FluentValue::Error,
    });
    debug_assert!(added.is_ok());
    // What cannot be read is told by the tests; the rest of the table is still of use.
    let resource = match FluentResource::try_new(text.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    messages.add_resource_overriding(resource);
    Table {
        messages,
        joined: RwLock::default(),
    }
}

fn table(id: &str, language: Language) -> Option<&'static Table> {
    let name = id.split_once('-').map_or(id, |(name, _)| name);
    let area = TABLES.iter().find(|area| area.name == name)?;
    let at = language as usize;
    Some(area.read[at].get_or_init(|| read(area.texts[at], language)))
}

/// Whether there is such a message.
pub fn has(id: &str) -> bool {
    table(id, Language::English).is_some_and(|table| table.messages.has_message(id))
}

/// The message in the language that is spoken, or else in English: a translation may lag behind.
fn find(id: &str) -> Option<(&'static Table, FluentMessage<'static>)> {
    [language(), Language::English]
        .into_iter()
        .find_map(|language| {
            let table = table(id, language)?;
            Some((table, table.messages.get_message(id)?))
        })
}

/// The message with this id, into which nothing is put. Empty when there is none, which the tests rule out.
pub fn line(id: &str) -> &'static str {
    let Some((table, message)) = find(id) else {
        debug_assert!(false, "there is no message {id}");
        return "";
    };
    let Some(pattern) = message.value() else {
        return "";
    };
    if let [PatternElement::TextElement { value }] = pattern.elements.as_slice() {
        return value;
    }
    let joined = table.joined.read().unwrap_or_else(PoisonError::into_inner);
    if let Some(line) = joined.get(id) {
        return line;
    }
    drop(joined);
    let line = put_together(table, pattern, None);
    // Each message once: what is kept for good is bounded by the tables.
    let mut joined = table.joined.write().unwrap_or_else(PoisonError::into_inner);
    joined
        .entry(id.to_owned())
        .or_insert_with(|| Box::leak(line.into_boxed_str()))
}

/// The message with this id, with these put into it. Empty when there is none, which the tests rule out.
pub fn filled(id: &str, arguments: &Arguments) -> String {
    let found = find(id);
    debug_assert!(found.is_some(), "there is no message {id}");
    let pattern = found.and_then(|(table, message)| Some((table, message.value()?)));
    pattern.map_or_else(String::new, |(table, pattern)| {
        put_together(table, pattern, Some(&arguments.0))
    })
}

fn put_together(
    table: &Table,
    pattern: &Pattern<&'static str>,
    arguments: Option<&FluentArgs<'_>>,
) -> String {
    let mut out = String::new();
    let mut errors = Vec::new();
    let written = table
        .messages
        .write_pattern(&mut out, pattern, arguments, &mut errors);
    debug_assert!(written.is_ok() && errors.is_empty(), "{out:?}: {errors:?}");
    out
}
