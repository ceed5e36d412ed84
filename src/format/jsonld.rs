//! Roles as linked data: an `Occupation` of schema.org each (<https://schema.org/Occupation>). Never a vacancy.

use serde_json::{Map, Value, json};

use super::inline::plain;
use super::posting::{Line, Posting};
use crate::model::ListKind;

/// One occupation, or a graph of several.
pub fn occupations(postings: &[Posting]) -> Value {
    let context = "https://schema.org";
    match postings {
        [posting] => {
            let mut one = Map::new();
            one.insert("@context".to_owned(), json!(context));
            one.extend(occupation(posting));
            Value::Object(one)
        }
        postings => {
            let graph: Vec<Value> = postings
                .iter()
                .map(|posting| Value::Object(occupation(posting)))
                .collect();
            json!({ "@context": context, "@graph": graph })
        }
    }
}

fn occupation(posting: &Posting) -> Map<String, Value> {
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
    put("@type", json!("Occupation"));
    put("name", json!(plain(&posting.title, false)));
    put(
        "identifier",
        match &posting.stamp {
            None => json!(posting.address),
            Some(stamp) => json!([
                posting.address,
                { "@type": "PropertyValue", "propertyID": "rolebook-stamp", "value": stamp },
            ]),
        },
    );
    if let Some(summary) = &posting.summary {
        put("description", json!(plain(summary, true)));
    }
    for (kind, key) in [
        (ListKind::Responsibilities, "responsibilities"),
        (ListKind::Requirements, "qualifications"),
        (ListKind::NiceToHave, "skills"),
    ] {
        let lines: &[Line] = &posting.lists[kind as usize];
        if !lines.is_empty() {
            let texts: Vec<String> = lines.iter().map(|line| plain(&line.text, true)).collect();
            put(key, json!(texts));
        }
    }
    out
}
