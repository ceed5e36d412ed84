//! The file format as a JSON Schema (draft 2020-12), for editors that complete and check what people type.
//!
//! Which keys there are is told by the tables of this module's parent and by the lists that the reader goes by; here
//! stands only what a value may be and what it is for.

use serde_json::{Map, Value, json};

use super::super::read::{BODY, FAMILY, ROLE, VARIATION};
use super::{Form, Kind};
use crate::model::{Status, Track};
use crate::text::text;

/// The dialect that all schemas here are written in.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Which file a schema is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaOf {
    /// The file of a family.
    Family,
    /// `catalog.toml`.
    Settings,
}

/// The schema of a file. What the reader would report as an unknown key or a wrong value does not conform.
pub fn json_schema(of: SchemaOf) -> Value {
    let (kind, title) = match of {
        SchemaOf::Family => (Table::Family, text!("schema-a-job-family-of-a-rolebook")),
        SchemaOf::Settings => (
            Table::Other(Kind::Settings),
            text!("schema-the-catalog-toml-of-a-rolebook"),
        ),
    };
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!(DIALECT));
    schema.insert("title".to_owned(), json!(title));
    schema.extend(table(kind));
    let mut inner = Map::new();
    define(kind, &mut inner);
    schema.insert("$defs".to_owned(), Value::Object(inner));
    Value::Object(schema)
}

/// Tables by what the reader takes in them: a role and a variation are alike in all but one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Table {
    Family,
    Role,
    Variation,
    Other(Kind),
}

impl Table {
    fn kind(self) -> Kind {
        match self {
            Self::Family => Kind::Family,
            Self::Role | Self::Variation => Kind::Role,
            Self::Other(kind) => kind,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Family => "family",
            Self::Role => "role",
            Self::Variation => "variation",
            Self::Other(kind) => match kind {
                Kind::Item => "item",
                Kind::Manager => "manager",
                Kind::Extends => "extends",
                Kind::Waiver => "waiver",
                Kind::Indicator => "performance_indicator",
                Kind::Ladder => "career_ladder",
                Kind::Step => "step",
                Kind::Hiring => "hiring_process",
                Kind::Section => "section",
                Kind::Page => "page",
                Kind::House => "house",
                Kind::Check => "check",
                Kind::Words => "words_of_rules",
                Kind::Levels => "severities",
                Kind::Budgets => "budgets",
                Kind::Family | Kind::Role | Kind::Settings | Kind::Free | Kind::Searches => "texts",
            },
        }
    }

    /// The lists of keys that the reader takes here; `None` when it takes all that the kind has.
    fn read(self) -> Option<&'static [&'static [&'static str]]> {
        match self {
            Self::Family => Some(&[BODY, FAMILY]),
            Self::Role => Some(&[BODY, ROLE]),
            Self::Variation => Some(&[BODY, ROLE, VARIATION]),
            Self::Other(_) => None,
        }
    }

    fn keys(self) -> impl Iterator<Item = (&'static str, Form)> {
        let keys = self.kind().keys().iter().copied();
        keys.filter(move |(key, _)| {
            self.read()
                .is_none_or(|lists| lists.iter().any(|list| list.contains(key)))
        })
    }

    /// The table that a key of this one holds, or a list of such.
    fn inner(self, key: &str, form: Form) -> Option<Self> {
        match (key, form.kind()) {
            ("roles", Kind::Role) => Some(Self::Role),
            ("specialties" | "segments", _) => Some(Self::Variation),
            (_, Kind::Free) if !matches!(form, Form::Table(_)) => None,
            (_, kind) => Some(Self::Other(kind)),
        }
    }

    fn required(self) -> &'static [&'static str] {
        match self {
            Self::Family => &["title"],
            Self::Role | Self::Variation => &["id"],
            Self::Other(_) => &[],
        }
    }
}

/// Puts in the tables that this one leads to.
fn define(from: Table, into: &mut Map<String, Value>) {
    for (key, form) in from.keys() {
        let Some(inner) = from.inner(key, form) else {
            continue;
        };
        if !into.contains_key(inner.name()) {
            into.insert(inner.name().to_owned(), Value::Object(table(inner)));
            define(inner, into);
        }
    }
}

fn table(of: Table) -> Map<String, Value> {
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!("object"));
    if of.kind().is_free() {
        let values = match of.kind() {
            Kind::Words => json!({ "type": "array", "items": { "type": ["string", "integer"] } }),
            Kind::Budgets => json!({ "type": "integer" }),
            _ => texts_are(),
        };
        schema.insert("additionalProperties".to_owned(), values);
        return schema;
    }
    let properties: Map<String, Value> = of
        .keys()
        .map(|(key, form)| {
            let mut property = value(of, key, form);
            property.insert("description".to_owned(), json!(purpose(of, key)));
            (key.to_owned(), Value::Object(property))
        })
        .collect();
    schema.insert("properties".to_owned(), Value::Object(properties));
    if !of.required().is_empty() {
        schema.insert("required".to_owned(), json!(of.required()));
    }
    schema.insert("additionalProperties".to_owned(), json!(false));
    schema
}

fn texts_are() -> Value {
    json!({ "type": "string" })
}

/// What the value of a key may be.
fn value(of: Table, key: &str, form: Form) -> Map<String, Value> {
    let reference = |inner: Table| json!({ "$ref": format!("#/$defs/{}", inner.name()) });
    // Where one is told by a text alone, the table may be left out.
    let short = |inner: Table| match inner.kind().shorthand() {
        Some(_) => json!({ "anyOf": [texts_are(), reference(inner)] }),
        None => reference(inner),
    };
    let schema = match (form, of.inner(key, form)) {
        (Form::Braces(Kind::Extends), Some(inner)) => {
            json!({ "anyOf": [texts_are(), reference(inner)] })
        }
        (Form::Braces(Kind::Manager), Some(inner)) => json!({
            "anyOf": [texts_are(), reference(inner), { "type": "array", "items": short(inner) }]
        }),
        (Form::Items(_) | Form::Braces(_) | Form::Tables(_), Some(inner)) => {
            json!({ "type": "array", "items": short(inner) })
        }
        (Form::Table(_), Some(inner)) => reference(inner),
        _ => plain(of, key),
    };
    match schema {
        Value::Object(schema) => schema,
        _ => Map::new(),
    }
}

fn plain(of: Table, key: &str) -> Value {
    // An empty text says nothing, as if the key were not there.
    let words = |words: &[&str]| {
        let all: Vec<&str> = words.iter().copied().chain([""]).collect();
        json!({ "enum": all })
    };
    let texts = json!({ "type": "array", "items": { "type": ["string", "integer"] } });
    match (of.kind(), key) {
        (Kind::Family, "title") => json!({ "type": "string", "minLength": 1 }),
        (Kind::Role, "id") => {
            json!({ "type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[^.\\s/#+][^\\s/#+]*$" })
        }
        (Kind::Family | Kind::Role, "status") => words(Status::WORDS),
        (Kind::Family | Kind::Role, "track") => words(Track::WORDS),
        (Kind::Item, "need") => words(&["must", "preferred"]),
        (Kind::Family | Kind::Role, "review_due") => {
            json!({ "type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2}.*)?$" })
        }
        (Kind::Waiver, "until") => {
            json!({ "type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2}.*)?$" })
        }
        (Kind::Family | Kind::Role, "grade") => json!({ "type": ["integer", "string"] }),
        (Kind::House, "requirement_budget") => json!({ "type": "integer" }),
        (Kind::House, _)
        | (Kind::Family | Kind::Role, "roles" | "omit")
        | (Kind::Family | Kind::Role | Kind::Item, "tags")
        | (Kind::Hiring, "steps") => texts,
        _ => texts_are(),
    }
}

/// What a key is for.
fn purpose(of: Table, key: &str) -> &'static str {
    match (of, key) {
        (Table::Family, "title") => text!("schema-what-the-family-is-called"),
        (Table::Family, "summary") => {
            text!("schema-what-the-family-is-in-inline")
        }
        (Table::Family, "roles") => {
            text!("schema-the-levels-or-titles-of-the")
        }
        (Table::Family, "specialties") => {
            text!("schema-variations-of-roles-by-what-people")
        }
        (Table::Family, "segments") => text!("schema-variations-of-roles-by-whom-people"),
        (Table::Family, "sections") => text!("schema-whatever-has-no-field-of-its"),
        (Table::Family, "page") => {
            text!("schema-how-the-handbook-page-is-written")
        }
        (Table::Variation, "roles") => {
            text!("schema-the-ids-of-the-roles-that")
        }
        (Table::Variation, "title") => text!("schema-what-it-is-called-the-title"),
        (_, "id") if of.kind() == Kind::Role => {
            text!("schema-unique-in-the-family-it-stands")
        }
        (_, "title") if of.kind() == Kind::Role => text!("schema-what-the-role-is-called-read"),
        (_, "summary") if of.kind() == Kind::Role => {
            text!("schema-what-the-role-is-in-inline")
        }
        (_, "status") => text!("schema-where-it-stands-in-its-life"),
        (_, "owner") => text!("schema-the-team-that-keeps-it"),
        (_, "review_due") => text!("schema-the-day-by-which-somebody-should"),
        (Table::Other(Kind::Item), "tags") => text!("schema-free-labels-of-the-item"),
        (_, "tags") => text!("schema-free-labels"),
        (Table::Other(Kind::Extends), "responsibilities") => {
            text!("schema-the-id-of-the-role-whose")
        }
        (Table::Other(Kind::Extends), "requirements") => {
            text!("schema-the-id-of-the-role-whose-requirements")
        }
        (Table::Other(Kind::Extends), "nice_to_have") => {
            text!("schema-the-id-of-the-role-whose-nice")
        }
        (Table::Family, "responsibilities") => text!("schema-what-every-role-of-the-family"),
        (Table::Family, "requirements") => text!("schema-what-every-role-of-the-family-asks"),
        (Table::Family, "nice_to_have") => text!("schema-what-every-role-of-the-family-welcomes"),
        (_, "responsibilities") => text!("schema-what-the-role-does-an-item"),
        (_, "requirements") => text!("schema-what-the-role-asks-for-an"),
        (_, "nice_to_have") => text!("schema-what-the-role-welcomes-an-item"),
        (_, "grade") => text!("schema-job-grade-a-number-or-a"),
        (_, "reports_to") => text!("schema-the-managers-of-the-role-each"),
        (_, "extends") => {
            text!("schema-the-id-of-the-role-of")
        }
        (_, "track") => text!("schema-individual-contributor-or-manager"),
        (_, "omit") => text!("schema-inherited-items-that-are-left-out"),
        (Table::Family | Table::Role | Table::Variation, "waive") => {
            text!("schema-findings-of-check-that-this-part")
        }
        (_, "performance_indicators") => text!("schema-how-success-is-measured"),
        (_, "career_ladder") => text!("schema-where-one-can-go-from-here"),
        (_, "hiring_process") => text!("schema-what-a-candidate-goes-through"),
        (Table::Other(kind), key) => part(kind, key),
        _ => "",
    }
}

/// The same for the smaller tables.
fn part(kind: Kind, key: &str) -> &'static str {
    match (kind, key) {
        (Kind::Item, "text") => text!("schema-the-item-in-inline-markdown"),
        (Kind::Item, "id") => text!("schema-a-handle-for-omit-unique-in"),
        (Kind::Item, "need") => text!("schema-whether-it-is-a-must-where"),
        (Kind::Item, "waive") => text!("schema-findings-of-check-that-this-item"),
        (Kind::Manager, "title") => text!("schema-the-title-of-the-manager"),
        (Kind::Manager, "role") => text!("schema-the-address-of-that-role-in"),
        (Kind::Manager, "link") => text!("schema-a-page-about-that-role"),
        (Kind::Waiver, "rule") => text!("schema-the-id-of-the-rule-rolebook"),
        (Kind::Waiver, "reason") => text!("schema-why-the-rule-does-not-apply"),
        (Kind::Waiver, "by") => text!("schema-who-decided-it"),
        (Kind::Waiver, "until") => text!("schema-the-last-day-on-which-it"),
        (Kind::Waiver, "hash") => {
            text!("schema-the-fingerprint-of-what-it-was")
        }
        (Kind::Indicator, "name") => text!("schema-what-is-measured"),
        (Kind::Indicator, "target") => text!("schema-what-it-should-be-such-as"),
        (Kind::Indicator, "link") => text!("schema-a-page-about-it"),
        (Kind::Ladder, "summary") => text!("schema-where-one-can-go-in-prose"),
        (Kind::Ladder, "steps") => text!("schema-the-steps-one-table-each"),
        (Kind::Step, "from") => text!("schema-the-id-or-address-of-the"),
        (Kind::Step, "to") => text!("schema-the-id-or-address-of-the-role"),
        (Kind::Step, "kind") => text!("schema-what-kind-of-step-it-is"),
        (Kind::Hiring, "intro") => text!("schema-what-stands-before-the-steps-inline"),
        (Kind::Hiring, "steps") => text!("schema-the-steps-in-their-order-inline"),
        (Kind::Hiring, "outro") => text!("schema-what-stands-behind-the-steps-inline"),
        (Kind::Section, "heading") => text!("schema-the-heading-of-the-section"),
        (Kind::Section, "body") => text!("schema-its-text-markdown"),
        (Kind::Page, "front_matter") => text!("schema-the-lines-between-the-two-at"),
        (Kind::Page, "template") => {
            text!("schema-the-page-with-placeholders-where-something")
        }
        (Kind::Settings, "name") => text!("schema-what-the-catalog-is-called"),
        (Kind::Settings, "summary") => text!("schema-what-the-catalog-is"),
        (Kind::Settings, "house") => text!("schema-the-rules-of-the-house"),
        (Kind::Settings, "check") => text!("schema-what-the-catalog-asks-of-check"),
        (Kind::Settings, "waive") => text!("schema-findings-of-check-that-the-whole"),
        (Kind::Check, "profile") => text!("schema-what-the-families-are-job-family"),
        (Kind::Check, "severity") => text!("schema-how-bad-what-a-rule-finds"),
        (Kind::Check, "words") => {
            text!("schema-more-words-for-a-rule-to")
        }
        (Kind::Check, "allow") => text!("schema-words-for-a-rule-to-let"),
        (Kind::Check, "budget") => text!("schema-the-number-at-which-a-rule"),
        (Kind::Settings, "synonyms") => {
            text!("schema-what-people-type-and-the-word")
        }
        (Kind::Settings, "searches") => text!("schema-queries-by-the-names-under-which"),
        (Kind::House, "required") => text!("schema-fields-that-every-role-must-have"),
        (Kind::House, "mandatory_items") => text!("schema-items-that-every-role-must-have"),
        (Kind::House, "entry_grades") => text!("schema-the-grades-at-which-people-begin"),
        (Kind::House, "requirement_budget") => text!("schema-how-many-requirements-a-role-may"),
        _ => "",
    }
}
