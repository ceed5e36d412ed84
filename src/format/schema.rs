//! What the JSON export looks like, as a JSON Schema (draft 2020-12).

use serde_json::{Map, Value, json};

use crate::model::{ListKind, Status, Track};
use crate::text::text;

/// The schema of the JSON export, made of the schema of a family's file: parts of files as they are written, where
/// keys that the format does not have come through, and effective roles.
pub fn export(file: &Value) -> Value {
    let mut inner = Map::new();
    let mut family = open(file);
    if let Value::Object(family) = &mut family {
        family.remove("$schema");
        family.remove("title");
        if let Some(Value::Object(tables)) = family.remove("$defs") {
            inner.extend(tables);
        }
    }
    inner.insert("family".to_owned(), family);
    inner.insert("stamp".to_owned(), stamp());
    inner.insert("effective".to_owned(), effective());
    for name in ["family", "role", "variation"] {
        if let Some(properties) = inner
            .get_mut(name)
            .and_then(|table| table.get_mut("properties"))
            .and_then(Value::as_object_mut)
        {
            properties.insert("$stamp".to_owned(), json!({ "$ref": "#/$defs/stamp" }));
        }
    }
    let names = ["effective", "family", "role", "variation"];
    let one: Vec<Value> = names
        .iter()
        .map(|name| json!({ "$ref": format!("#/$defs/{name}") }))
        .collect();
    inner.insert("one".to_owned(), json!({ "anyOf": one }));
    json!({
        "$schema": file["$schema"],
        "title": text!("schema-an-export-of-rolebook-as-json"),
        "description": text!("schema-what-one-address-names-or-a"),
        "anyOf": [
            { "$ref": "#/$defs/one" },
            { "type": "array", "items": { "$ref": "#/$defs/one" } },
        ],
        "$defs": inner,
    })
}

/// The same schema, of tables that may have other keys too.
fn open(schema: &Value) -> Value {
    match schema {
        Value::Object(entries) => entries
            .iter()
            .filter(|(key, value)| *key != "additionalProperties" || **value != json!(false))
            .map(|(key, value)| (key.clone(), open(value)))
            .collect(),
        Value::Array(values) => values.iter().map(open).collect(),
        other => other.clone(),
    }
}

fn stamp() -> Value {
    json!({
        "type": "string",
        "description": text!("schema-which-state-of-the-role-this"),
    })
}

fn effective() -> Value {
    let text = json!({ "type": "string" });
    let said = json!({ "type": ["string", "null"] });
    let texts = json!({ "type": "array", "items": text });
    let table = |properties: Value, required: &[&str]| {
        json!({
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        })
    };
    let list = |of: Value| json!({ "type": "array", "items": of });
    let or_null = |of: Value| json!({ "anyOf": [of, { "type": "null" }] });
    let word = |words: &[&str]| {
        let mut words: Vec<Value> = words.iter().map(|word| json!(word)).collect();
        words.push(Value::Null);
        json!({ "enum": words })
    };
    let item = table(
        json!({
            "text": { "type": "string", "description": text!("schema-inline-markdown") },
            "origins": {
                "type": "array",
                "items": text,
                "minItems": 1,
                "description": text!("schema-the-addresses-of-the-parts-that"),
            },
            "id": text,
            "need": { "enum": ["must", "preferred"] },
            "tags": texts,
        }),
        &["text", "origins"],
    );
    let manager = table(
        json!({ "title": text, "role": text, "link": text }),
        &["title"],
    );
    let indicator = table(
        json!({ "name": text, "target": said, "link": said }),
        &["name", "target", "link"],
    );
    let step = table(
        json!({ "from": text, "to": text, "kind": text }),
        &["from", "to"],
    );
    let ladder = table(json!({ "summary": text, "steps": list(step) }), &["steps"]);
    let hiring = table(
        json!({ "intro": text, "steps": texts, "outro": text }),
        &["steps"],
    );
    let lists: Vec<&str> = ListKind::ALL.into_iter().map(ListKind::key).collect();
    let dropped = table(
        json!({ "list": { "enum": lists }, "text": text, "by": text }),
        &["list", "text", "by"],
    );
    let mut properties = Map::new();
    let mut put = |key: &str, value: Value| properties.insert(key.to_owned(), value);
    put(
        "address",
        json!({ "type": "string", "description": text!("schema-where-the-role-is-in-the") }),
    );
    put("title", text.clone());
    put("grade", json!({ "type": ["integer", "string", "null"] }));
    put("reports_to", list(manager));
    put("status", word(Status::WORDS));
    put("track", word(Track::WORDS));
    put("owner", said.clone());
    put("review_due", said.clone());
    put("tags", texts.clone());
    put("summary", said.clone());
    for list_kind in lists {
        put(list_kind, list(item.clone()));
    }
    put("performance_indicators", list(indicator));
    put("career_ladder", or_null(ladder));
    put("hiring_process", or_null(hiring));
    put("dropped", list(dropped));
    let required: Vec<String> = properties.keys().cloned().collect();
    properties.insert("$stamp".to_owned(), json!({ "$ref": "#/$defs/stamp" }));
    json!({
        "type": "object",
        "description": text!("schema-a-role-with-everything-that-it"),
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}
