//! The file format as a JSON Schema (draft 2020-12), for editors that complete and check what people type.
//!
//! Which keys there are is told by the tables of this module's parent and by the lists that the reader goes by; here
//! stands only what a value may be and what it is for.

use serde_json::{Map, Value, json};

use super::super::read::{BODY, FAMILY, ROLE, VARIATION};
use super::{Form, Kind};
use crate::model::{Status, Track};

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
        SchemaOf::Family => (Table::Family, "A job family of a rolebook catalog"),
        SchemaOf::Settings => (
            Table::Other(Kind::Settings),
            "The catalog.toml of a rolebook catalog",
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
        (Table::Family, "title") => "What the family is called.",
        (Table::Family, "summary") => {
            "What the family is, in inline Markdown; may have several lines."
        }
        (Table::Family, "roles") => {
            "The levels or titles of the family, lowest or first one first."
        }
        (Table::Family, "specialties") => {
            "Variations of roles by what people work on, such as a technology or a field."
        }
        (Table::Family, "segments") => "Variations of roles by whom people serve or sell to.",
        (Table::Family, "sections") => "Whatever has no field of its own, in order.",
        (Table::Family, "page") => {
            "How the handbook page is written that the family came from; import keeps it."
        }
        (Table::Variation, "roles") => {
            "The ids of the roles that it varies; all of them when there is no such key."
        }
        (Table::Variation, "title") => "What it is called; the title of the role stands before it.",
        (_, "id") if of.kind() == Kind::Role => {
            "Unique in the family. It stands behind # (or +) in addresses."
        }
        (_, "title") if of.kind() == Kind::Role => "What the role is called, read on its own.",
        (_, "summary") if of.kind() == Kind::Role => {
            "What the role is, in inline Markdown; may have several lines."
        }
        (_, "status") => "Where it stands in its life.",
        (_, "owner") => "The team that keeps it.",
        (_, "review_due") => "The day by which somebody should read it again, such as 2027-01-31.",
        (Table::Other(Kind::Item), "tags") => "Free labels of the item.",
        (_, "tags") => "Free labels.",
        (Table::Other(Kind::Extends), "responsibilities") => {
            "The id of the role whose responsibilities are taken over."
        }
        (Table::Other(Kind::Extends), "requirements") => {
            "The id of the role whose requirements are taken over."
        }
        (Table::Other(Kind::Extends), "nice_to_have") => {
            "The id of the role whose nice-to-haves are taken over."
        }
        (Table::Family, "responsibilities") => "What every role of the family does, an item each.",
        (Table::Family, "requirements") => "What every role of the family asks for, an item each.",
        (Table::Family, "nice_to_have") => "What every role of the family welcomes, an item each.",
        (_, "responsibilities") => "What the role does, an item each, without what it inherits.",
        (_, "requirements") => "What the role asks for, an item each, without what it inherits.",
        (_, "nice_to_have") => "What the role welcomes, an item each, without what it inherits.",
        (_, "grade") => "Job grade: a number, or a text such as \"M2\".",
        (_, "reports_to") => "The managers of the role; each a title, or a table that says more.",
        (_, "extends") => {
            "The id of the role of this family that this one builds on; or one for each list."
        }
        (_, "track") => "Individual contributor or manager.",
        (_, "omit") => "Inherited items that are left out here: their text, or their id.",
        (Table::Family | Table::Role | Table::Variation, "waive") => {
            "Findings of check that this part is allowed to have."
        }
        (_, "performance_indicators") => "How success is measured.",
        (_, "career_ladder") => "Where one can go from here.",
        (_, "hiring_process") => "What a candidate goes through.",
        (Table::Other(kind), key) => part(kind, key),
        _ => "",
    }
}

/// The same for the smaller tables.
fn part(kind: Kind, key: &str) -> &'static str {
    match (kind, key) {
        (Kind::Item, "text") => "The item, in inline Markdown.",
        (Kind::Item, "id") => "A handle for omit, unique in the family.",
        (Kind::Item, "need") => "Whether it is a must, where its list does not say so.",
        (Kind::Item, "waive") => "Findings of check that this item is allowed to have.",
        (Kind::Manager, "title") => "The title of the manager.",
        (Kind::Manager, "role") => "The address of that role in the catalog.",
        (Kind::Manager, "link") => "A page about that role.",
        (Kind::Waiver, "rule") => "The id of the rule; rolebook explain lists them.",
        (Kind::Waiver, "reason") => "Why the rule does not apply.",
        (Kind::Waiver, "by") => "Who decided it.",
        (Kind::Waiver, "until") => "The last day on which it holds, such as 2027-01-31.",
        (Kind::Waiver, "hash") => {
            "The fingerprint of what it was given for; it lapses when that changes."
        }
        (Kind::Indicator, "name") => "What is measured.",
        (Kind::Indicator, "target") => "What it should be, such as \"< 21 days\" or \">= 95%\".",
        (Kind::Indicator, "link") => "A page about it.",
        (Kind::Ladder, "summary") => "Where one can go, in prose; inline Markdown.",
        (Kind::Ladder, "steps") => "The steps, one table each.",
        (Kind::Step, "from") => "The id or address of the role where the step begins.",
        (Kind::Step, "to") => "The id or address of the role where it ends, or a title.",
        (Kind::Step, "kind") => "What kind of step it is, such as promotion or lateral.",
        (Kind::Hiring, "intro") => "What stands before the steps; inline Markdown.",
        (Kind::Hiring, "steps") => "The steps in their order; inline Markdown.",
        (Kind::Hiring, "outro") => "What stands behind the steps; inline Markdown.",
        (Kind::Section, "heading") => "The heading of the section.",
        (Kind::Section, "body") => "Its text; Markdown.",
        (Kind::Page, "front_matter") => "The lines between the two --- at the top of the page.",
        (Kind::Page, "template") => {
            "The page with placeholders where something stands that the family says."
        }
        (Kind::Settings, "name") => "What the catalog is called.",
        (Kind::Settings, "summary") => "What the catalog is.",
        (Kind::Settings, "house") => "The rules of the house.",
        (Kind::Settings, "check") => "What the catalog asks of check.",
        (Kind::Settings, "waive") => "Findings of check that the whole catalog is allowed to have.",
        (Kind::Check, "profile") => "What the families are: job-family or posting.",
        (Kind::Check, "severity") => "How bad what a rule finds is: error, warning, note or off.",
        (Kind::Check, "words") => {
            "More words for a rule to find; behind =, what can be said for them."
        }
        (Kind::Check, "allow") => "Words for a rule to let pass.",
        (Kind::Check, "budget") => "The number at which a rule begins.",
        (Kind::Settings, "synonyms") => {
            "What people type, and the word that the catalog uses for it."
        }
        (Kind::Settings, "searches") => "Queries by the names under which they were saved.",
        (Kind::House, "required") => "Fields that every role must have.",
        (Kind::House, "mandatory_items") => "Items that every role must have.",
        (Kind::House, "entry_grades") => "The grades at which people begin.",
        (Kind::House, "requirement_budget") => "How many requirements a role may have.",
        _ => "",
    }
}
