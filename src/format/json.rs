//! JSON out: a family's file as it is written, a part of it, and the effective role, in text that is exact
//! and that no terminal acts on.
//!
//! Knows the shape of the file only as tables and arrays, so that keys this program has never heard of come
//! through. Knows nothing of who reads the result.

use std::io;

use serde::Serialize;
use serde_json::ser::{CharEscape, Formatter, PrettyFormatter};
use serde_json::{Map, Value, json};
use toml::de::{DeArray, DeFloat, DeInteger, DeTable, DeValue, Error};

use super::clean::is_hostile;
use crate::model::{Effective, EffectiveItem, Family, ListKind, Need, Node, Sourced};

/// Pretty printed JSON without a newline at the end. Every hostile character is written as an escape
/// (`\u202e`), so that the text is harmless and still means exactly the same.
///
/// What JSON cannot hold (a map whose keys are no text) gives `null`; nothing in this crate is such a value.
pub fn to_string<T: Serialize + ?Sized>(value: &T) -> String {
    let mut out = Vec::new();
    let mut serializer =
        serde_json::Serializer::with_formatter(&mut out, Harmless(PrettyFormatter::new()));
    if value.serialize(&mut serializer).is_err() {
        return "null".to_owned();
    }
    String::from_utf8(out).unwrap_or_else(|_| "null".to_owned())
}

/// The same on one line.
pub fn compact(value: &Value) -> String {
    let mut out = String::new();
    // Outside of strings there are no such characters.
    for c in value.to_string().chars() {
        if is_hostile(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// A family's file as JSON, keys in the order of the file, unknown ones kept. Dates and times are text
/// (`"2027-01-31"`), and so is a number that JSON has no way to write (`"inf"`, `"nan"`).
///
/// # Errors
/// When the text is not TOML.
pub fn family(toml_text: &str) -> Result<Value, Error> {
    Ok(table(DeTable::parse(toml_text)?.get_ref()))
}

/// The table of one role, specialty or segment as the file has it; the whole file for the family. `None` when
/// the file has no such part.
///
/// # Errors
/// When the text is not TOML.
pub fn part(toml_text: &str, node: Node) -> Result<Option<Value>, Error> {
    let (key, index) = match node {
        Node::Family => return family(toml_text).map(Some),
        Node::Role(index) => ("roles", index),
        Node::Specialty(index) => ("specialties", index),
        Node::Segment(index) => ("segments", index),
    };
    let file = DeTable::parse(toml_text)?;
    let part = file
        .get_ref()
        .get(key)
        .and_then(|parts| parts.get_ref().get(index))
        .map(toml::Spanned::get_ref)
        .filter(|part| matches!(part, DeValue::Table(_)));
    Ok(part.map(value))
}

/// An effective role. The keys are a contract: all of them are always there, with `null` or `[]` where
/// nothing is set.
pub fn effective(effective: &Effective, family: &Family) -> Value {
    let address = |node| effective.origin_address(family, node).to_string();
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
    put("address", json!(effective.address.to_string()));
    put("title", json!(effective.title));
    put("grade", said(&effective.grade));
    let managers = effective.reports_to.as_ref();
    put("reports_to", json!(managers.map_or(&[][..], |s| &s.value)));
    put("status", said(&effective.status));
    put("track", said(&effective.track));
    put("owner", said(&effective.owner));
    let due = effective.review_due.as_ref();
    put("review_due", json!(due.map(|s| s.value.to_string())));
    put("tags", json!(effective.tags));
    put("summary", said(&effective.summary));
    for kind in ListKind::ALL {
        let items = effective.list(kind).iter();
        put(kind.key(), items.map(|line| item(line, &address)).collect());
    }
    let indicators = effective.performance_indicators.iter();
    put(
        "performance_indicators",
        indicators
            .flat_map(|sourced| &sourced.value)
            .map(|indicator| {
                json!({
                    "name": indicator.name,
                    "target": indicator.target,
                    "link": indicator.link,
                })
            })
            .collect(),
    );
    put("career_ladder", said(&effective.career_ladder));
    put("hiring_process", said(&effective.hiring_process));
    let dropped = effective.dropped.iter();
    put(
        "dropped",
        dropped
            .map(|dropped| {
                json!({
                    "list": dropped.list.key(),
                    "text": dropped.line.item.text(),
                    "by": address(dropped.by),
                })
            })
            .collect(),
    );
    Value::Object(out)
}

/// A value without its source; `null` when nobody says it.
fn said<T: Serialize>(sourced: &Option<Sourced<T>>) -> Value {
    json!(sourced.as_ref().map(|sourced| &sourced.value))
}

fn item(line: &EffectiveItem, address: &impl Fn(Node) -> String) -> Value {
    let mut origins: Vec<String> = Vec::new();
    for origin in &line.origins {
        let origin = address(origin.node);
        // A part that says a line twice is one origin.
        if !origins.contains(&origin) {
            origins.push(origin);
        }
    }
    let mut out = Map::new();
    out.insert("text".to_owned(), json!(line.item.text()));
    out.insert("origins".to_owned(), json!(origins));
    if let Some(id) = &line.item.more().id {
        out.insert("id".to_owned(), json!(id));
    }
    if let Some(need) = line.item.more().need {
        out.insert("need".to_owned(), json!(need_word(need)));
    }
    if !line.item.more().tags.is_empty() {
        out.insert("tags".to_owned(), json!(line.item.more().tags));
    }
    Value::Object(out)
}

fn need_word(need: Need) -> &'static str {
    match need {
        Need::Must => "must",
        Need::Preferred => "preferred",
    }
}

/// Read without serde on purpose: its private table for dates would show, and a file could fake one.
fn value(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => json!(text),
        DeValue::Integer(number) => integer(number),
        DeValue::Float(number) => float(number),
        DeValue::Boolean(value) => json!(value),
        DeValue::Datetime(date) => json!(date.to_string()),
        DeValue::Array(items) => array(items),
        DeValue::Table(entries) => table(entries),
    }
}

fn table(entries: &DeTable<'_>) -> Value {
    entries
        .iter()
        .map(|(key, entry)| (key.get_ref().to_string(), value(entry.get_ref())))
        .collect()
}

fn array(items: &DeArray<'_>) -> Value {
    items.iter().map(|item| value(item.get_ref())).collect()
}

fn integer(number: &DeInteger<'_>) -> Value {
    let (digits, radix) = (number.as_str(), number.radix());
    i64::from_str_radix(digits, radix)
        .map(Value::from)
        .or_else(|_| u64::from_str_radix(digits, radix).map(Value::from))
        .unwrap_or_else(|_| json!(number.to_string()))
}

fn float(number: &DeFloat<'_>) -> Value {
    let text = number.as_str();
    let finite = text.parse().ok().and_then(serde_json::Number::from_f64);
    finite.map_or_else(|| json!(text.trim_start_matches('+')), Value::Number)
}

/// The pretty printer, with hostile characters escaped.
struct Harmless(PrettyFormatter<'static>);

impl Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(is_hostile) {
            let (harmless, tail) = rest.split_at(at);
            writer.write_all(harmless.as_bytes())?;
            let mut tail = tail.chars();
            for unit in tail
                .next()
                .into_iter()
                .flat_map(|c| c.encode_utf16(&mut [0; 2]).to_vec())
            {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = tail.as_str();
        }
        writer.write_all(rest.as_bytes())
    }

    fn write_char_escape<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        char_escape: CharEscape,
    ) -> io::Result<()> {
        self.0.write_char_escape(writer, char_escape)
    }

    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::model::{
        Body, BodyDetails, Grade, Item, ItemDetails, Position, Role, Variation, compose,
    };
    use proptest::prelude::*;

    const FILE: &str = include_str!("../../data/finance/it-management.toml");

    #[test]
    fn a_file_keeps_its_order_and_its_dates() {
        let value = family(FILE).unwrap();
        let keys: Vec<&str> = value
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        assert_eq!(
            keys,
            [
                "title",
                "summary",
                "status",
                "owner",
                "review_due",
                "tags",
                "roles",
                "specialties",
                "performance_indicators",
                "career_ladder",
                "hiring_process",
                "sections"
            ]
        );
        assert_eq!(value["review_due"], "2027-01-31");
        assert_eq!(value["roles"][0]["grade"], 8);
    }

    #[test]
    fn anything_toml_can_say_comes_through() {
        let value = family(
            "z.y = 1\na = [inf, -inf, +inf, nan, 1e400, 1.5, 0x10, 18446744073709551615]\nz.b = 1979-05-27T07:32:00Z\nbig = 99999999999999999999\n\"\\u202E\" = true\n[fake]\n\"$__toml_private_datetime\" = \"x\"\n",
        )
        .unwrap();
        assert_eq!(
            value,
            json!({
                "z": { "y": 1, "b": "1979-05-27T07:32:00Z" },
                "a": ["inf", "-inf", "inf", "nan", "1e400", 1.5, 16, u64::MAX],
                "big": "99999999999999999999",
                "\u{202e}": true,
                "fake": { "$__toml_private_datetime": "x" },
            })
        );
        let keys: Vec<&String> = value.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["z", "a", "big", "\u{202e}", "fake"]);
        assert!(family("a = ").is_err());
    }

    #[test]
    fn parts() {
        let role = part(FILE, Node::Role(0)).unwrap().unwrap();
        assert_eq!(role["id"], "manager-it");
        let specialty = part(FILE, Node::Specialty(1)).unwrap().unwrap();
        assert_eq!(specialty["title"], "End User Services");
        assert_eq!(part(FILE, Node::Segment(0)).unwrap(), None);
        assert_eq!(part(FILE, Node::Role(9)).unwrap(), None);
        assert_eq!(part("roles = 3", Node::Role(0)).unwrap(), None);
        assert_eq!(part("roles = [3]", Node::Role(0)).unwrap(), None);
        assert_eq!(part(FILE, Node::Family).unwrap(), family(FILE).ok());
    }

    #[test]
    fn hostile_characters_are_escaped_and_nothing_changes() {
        let value = json!({ "k\u{202e}": "a\u{1b}\u{7f}\u{9b}\u{e0041}\u{feff}é語\n\"", "n": [] });
        let text = to_string(&value);
        assert_eq!(
            text,
            "{\n  \"k\\u202e\": \"a\\u001b\\u007f\\u009b\\udb40\\udc41\\ufeffé語\\n\\\"\",\n  \"n\": []\n}"
        );
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
        assert_eq!(to_string("plain"), "\"plain\"");
    }

    fn sample() -> Family {
        let item = |text: &str| Item::new(text);
        let mut family = Family::default();
        family.body.title = Some("Family".into());
        family.body.lists[1] = vec![item("shared"), item("gone")];
        family.roles.push(Role {
            id: "lead".into(),
            body: Body {
                grade: Some(Grade::Number(8)),
                lists: [
                    Vec::new(),
                    vec![
                        Item::with(
                            "own",
                            ItemDetails {
                                id: Some("own-id".to_owned()),
                                tags: vec!["t".to_owned()],
                                need: Some(Need::Preferred),
                                ..ItemDetails::default()
                            },
                        ),
                        item("shared"),
                        item("own"),
                    ],
                    Vec::new(),
                ],
                more: BodyDetails {
                    omit: vec!["gone".to_owned()],
                    ..BodyDetails::default()
                }
                .into(),
                ..Body::default()
            },
        });
        family.specialties.push(Variation {
            id: "it".into(),
            ..Variation::default()
        });
        family
    }

    #[test]
    fn the_effective_role() {
        let family = sample();
        let position = Position {
            specialty: Some(0),
            ..Position::role(0)
        };
        let value = effective(&compose("dep/fam", &family, position), &family);
        assert_eq!(
            value,
            json!({
                "address": "dep/fam#lead+it",
                "title": "lead · it",
                "grade": 8,
                "reports_to": [],
                "status": null,
                "track": null,
                "owner": null,
                "review_due": null,
                "tags": [],
                "summary": null,
                "responsibilities": [],
                "requirements": [
                    { "text": "shared", "origins": ["dep/fam", "dep/fam#lead"] },
                    {
                        "text": "own",
                        "origins": ["dep/fam#lead"],
                        "id": "own-id",
                        "need": "preferred",
                        "tags": ["t"],
                    },
                ],
                "nice_to_have": [],
                "performance_indicators": [],
                "career_ladder": null,
                "hiring_process": null,
                "dropped": [{ "list": "requirements", "text": "gone", "by": "dep/fam#lead" }],
            })
        );
        let keys: Vec<&String> = value.as_object().unwrap().keys().collect();
        assert_eq!(keys[..4], ["address", "title", "grade", "reports_to"]);
        assert_eq!(keys.len(), 17);
    }

    proptest! {
        #[test]
        fn any_text_survives(text in any::<String>()) {
            let json = to_string(&text);
            prop_assert!(!json.contains(is_hostile));
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
