//! TOML text to a family, tolerant: what is wrong is reported with its place, and everything else is read.

mod parts;
mod plain;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use plain::Sift;

use super::problem::{Problem, ProblemKind, Severity};
use crate::model::{
    CheckSettings, Family, House, ListKind, Page, Role, Section, Settings, Text, Variation, Whole,
};
use crate::text::{Said, said};

/// What came of reading one text.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading<T> {
    /// What could be read; `None` when the text is not TOML.
    pub value: Option<T>,
    /// What is wrong, in the order of the text.
    pub problems: Vec<Problem>,
}

impl<T> Reading<T> {
    /// Whether anything written is not in effect.
    pub fn has_errors(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.severity() == Severity::Error)
    }
}

pub(super) const BODY: &[&str] = &[
    "title",
    "summary",
    "status",
    "owner",
    "review_due",
    "tags",
    "responsibilities",
    "requirements",
    "nice_to_have",
    "performance_indicators",
    "career_ladder",
    "hiring_process",
    "waive",
];
pub(super) const FAMILY: &[&str] = &["roles", "specialties", "segments", "sections", "page"];
pub(super) const ROLE: &[&str] = &["id", "grade", "reports_to", "extends", "track", "omit"];
pub(super) const VARIATION: &[&str] = &["roles"];

/// Reads a family. A byte order mark is passed over.
pub fn read_family(text: &str) -> Reading<Family> {
    read_shared_family(&Arc::from(text))
}

/// Reads a family whose items are pieces of the text that they were read from.
pub(super) fn read_shared_family(text: &Arc<str>) -> Reading<Family> {
    read(text, Whole::new(text.clone()), None, family)
}

/// Reads a family for a question that only some of its items can answer. The others may be left out; what else it says is
/// all there, and so is what is wrong with it. The text is not kept.
///
/// `keeps`: whether the text of an item is wanted, by its bytes in the file. It must not depend on the white space around
/// it, which tells no items apart.
pub(super) fn read_sifted_family(
    text: &str,
    keeps: &dyn Fn(Range<usize>) -> bool,
) -> Reading<Family> {
    let lists = ListKind::ALL.map(ListKind::key);
    let sift = Sift {
        lists: &lists,
        keeps,
    };
    // Behind a byte order mark, bytes are counted in two ways.
    let sift = (mark_len(text) == 0).then_some(sift);
    read(text, Whole::new(Arc::from("")), sift, family)
}

fn family(reader: &mut Reader<'_>, table: &DeTable<'_>) -> Family {
    let mut family = Family {
        body: reader.body(table),
        ..Family::default()
    };
    reader.unknown(table, &[BODY, FAMILY]);
    if family.body.title.is_none() {
        reader.problem(0..0, ProblemKind::NoTitle);
    }
    let mut ids = Vec::new();
    // Of a catalog there are many in memory, so lists have no room to grow.
    let roles = reader.tables(table, "roles");
    family.roles.reserve_exact(roles.len());
    for (table, span) in roles {
        reader.unknown(table, &[BODY, ROLE]);
        family.roles.push(Role {
            id: reader.id(table, span, "role", &mut ids),
            body: reader.body(table),
        });
    }
    for (key, what) in [("specialties", "specialty"), ("segments", "segment")] {
        let variations = reader.tables(table, key);
        match key {
            "specialties" => family.specialties.reserve_exact(variations.len()),
            _ => family.segments.reserve_exact(variations.len()),
        }
        for (table, span) in variations {
            reader.unknown(table, &[BODY, ROLE, VARIATION]);
            let variation = Variation {
                id: reader.id(table, span, what, &mut ids),
                roles: reader.texts(table, "roles"),
                body: reader.body(table),
            };
            match key {
                "specialties" => family.specialties.push(variation),
                _ => family.segments.push(variation),
            }
        }
    }
    for (table, _) in reader.tables(table, "sections") {
        reader.unknown(table, &[&["heading", "body"]]);
        family.sections.push(Section {
            heading: reader.string(table, "heading").unwrap_or_default(),
            body: reader.string(table, "body").unwrap_or_default(),
        });
    }
    if let Some(page) = reader.table(table, "page") {
        reader.unknown(page, &[&["front_matter", "template"]]);
        *family.page = Page {
            front_matter: reader.string(page, "front_matter").unwrap_or_default(),
            template: reader.string(page, "template").unwrap_or_default(),
        };
    }
    family
}

/// Reads `catalog.toml`.
pub fn read_settings(text: &str) -> Reading<Settings> {
    read(text, Whole::new(Arc::from(text)), None, |reader, table| {
        reader.unknown(
            table,
            &[&[
                "name", "summary", "house", "check", "waive", "synonyms", "searches",
            ]],
        );
        let mut settings = Settings {
            name: reader.string(table, "name"),
            summary: reader.string(table, "summary"),
            ..Settings::default()
        };
        if let Some(house) = reader.table(table, "house") {
            reader.unknown(
                house,
                &[&[
                    "required",
                    "mandatory_items",
                    "entry_grades",
                    "requirement_budget",
                ]],
            );
            settings.house = House {
                required: reader.strings(house, "required"),
                mandatory_items: reader.strings(house, "mandatory_items"),
                entry_grades: reader.strings(house, "entry_grades"),
                requirement_budget: reader.integer(house, "requirement_budget"),
            };
        }
        let mut check = match reader.table(table, "check") {
            Some(check) => reader.check(check),
            None => CheckSettings::default(),
        };
        check.waive = reader.waivers(table);
        settings.check = check.into();
        let mut texts = |name: &'static str| -> BTreeMap<String, String> {
            let Some(found) = reader.table(table, name) else {
                return BTreeMap::new();
            };
            let keys = found.iter().map(|(key, _)| key.get_ref());
            keys.filter_map(|key| Some((key.to_string(), reader.string(found, key)?)))
                .collect()
        };
        settings.synonyms = texts("synonyms");
        settings.searches = texts("searches");
        settings
    })
}

/// The tables of a text without a byte order mark, with the places of what is in them; `None` when it is not TOML.
pub(super) fn parse(text: &str) -> Option<DeTable<'_>> {
    plain::parse(text, None).or_else(|| Some(DeTable::parse(text).ok()?.into_inner()))
}

/// How many bytes a byte order mark takes at the start of a text, if there is one.
pub(super) fn mark_len(text: &str) -> usize {
    if text.starts_with('\u{feff}') { 3 } else { 0 }
}

/// Reads a text of which texts are pieces of `whole`, where they stand in it.
fn read<T>(
    text: &str,
    whole: Whole,
    sift: Option<Sift<'_>>,
    build: impl Fn(&mut Reader<'_>, &DeTable<'_>) -> T,
) -> Reading<T> {
    let start = mark_len(text);
    let mut reader = Reader {
        text,
        whole,
        start,
        problems: Vec::new(),
    };
    // With the parser's own places where there is something to tell.
    if let Some(table) = plain::parse(&text[start..], sift) {
        let value = build(&mut reader, &table);
        if reader.problems.is_empty() {
            return Reading {
                value: Some(value),
                problems: Vec::new(),
            };
        }
        reader.problems.clear();
    }
    let value = match DeTable::parse(&text[start..]) {
        Ok(table) => Some(build(&mut reader, table.get_ref())),
        Err(error) => {
            let message = error.message().replace('\n', ", ");
            reader.problem(error.span().unwrap_or(0..0), ProblemKind::Syntax(message));
            None
        }
    };
    let mut problems = reader.problems;
    problems.sort_by_key(|problem| problem.span.as_ref().map_or(0, |span| span.start));
    Reading { value, problems }
}

struct Reader<'t> {
    text: &'t str,
    /// What texts are pieces of.
    whole: Whole,
    /// Length of the byte order mark, which spans do not count.
    start: usize,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn problem(&mut self, span: Range<usize>, kind: ProblemKind) {
        let span = span.start + self.start..span.end + self.start;
        self.problems.push(Problem::at(self.text, span, kind));
    }

    fn unknown(&mut self, table: &DeTable<'_>, known: &[&'static [&'static str]]) {
        for (key, _) in table {
            let name = key.get_ref();
            if known.iter().any(|keys| keys.contains(&name.as_ref())) {
                continue;
            }
            let meant = known
                .iter()
                .flat_map(|keys| keys.iter().copied())
                .map(|candidate| (strsim::osa_distance(candidate, name), candidate))
                .filter(|(distance, candidate)| *distance <= 1 + candidate.len() / 5)
                .min()
                .map(|(_, candidate)| candidate);
            self.problem(
                key.span(),
                ProblemKind::UnknownKey {
                    key: name.to_string(),
                    meant,
                },
            );
        }
    }

    fn wrong(&mut self, key: &str, expected: Said, value: &Spanned<DeValue<'_>>) {
        self.problem(
            value.span(),
            ProblemKind::WrongType {
                key: key.to_owned(),
                expected,
                found: value.get_ref().type_str(),
            },
        );
    }

    fn string(&mut self, table: &DeTable<'_>, key: &str) -> Option<String> {
        self.set(table, key).map(lines)
    }

    /// As [`Self::string`], and without a copy where the file has it word for word.
    fn text(&mut self, table: &DeTable<'_>, key: &str) -> Option<Text> {
        let text = self.set(table, key)?;
        Some(self.piece(text))
    }

    /// A text that is set: empty means "not set".
    fn set<'a>(&mut self, table: &'a DeTable<'_>, key: &str) -> Option<&'a str> {
        let value = table.get(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some(&**text).filter(|text| !text.is_empty()),
            _ => {
                self.wrong(key, said!("reading-a-text-in-quotes"), value);
                None
            }
        }
    }

    /// A text that is set, as [`Self::set`] has it, of a value that is a text.
    fn text_of(&self, text: &str) -> Option<Text> {
        (!text.is_empty()).then(|| self.piece(text))
    }

    /// As [`lines`], and without a copy where the file has it word for word.
    fn piece(&self, text: &str) -> Text {
        match text.contains('\r') {
            true => lines(text).into(),
            false => self.whole.piece(text),
        }
    }

    fn integer(&mut self, table: &DeTable<'_>, key: &str) -> Option<i64> {
        let value = table.get(key)?;
        let number = as_integer(value.get_ref());
        if number.is_none() {
            self.wrong(key, said!("reading-a-whole-number"), value);
        }
        number
    }

    /// A list of texts; numbers are taken as they are written.
    fn strings(&mut self, table: &DeTable<'_>, key: &str) -> Vec<String> {
        let texts = self.texts(table, key);
        texts.into_iter().map(String::from).collect()
    }

    /// As [`Self::strings`], and without a copy where the file has them word for word.
    fn texts(&mut self, table: &DeTable<'_>, key: &str) -> Vec<Text> {
        let values = self.values(table, key);
        let mut texts = Vec::with_capacity(values.len());
        for value in values {
            match value.get_ref() {
                DeValue::String(text) => texts.push(self.piece(text)),
                DeValue::Integer(number) => texts.push(number.as_str().into()),
                _ => self.wrong(key, said!("reading-a-list-of-texts-in"), value),
            }
        }
        texts
    }

    fn values<'a, 'i>(
        &mut self,
        table: &'a DeTable<'i>,
        key: &str,
    ) -> Vec<&'a Spanned<DeValue<'i>>> {
        match table.get(key) {
            None => Vec::new(),
            Some(value) => match value.get_ref() {
                DeValue::Array(array) => array.iter().collect(),
                _ => {
                    self.wrong(key, said!("reading-a-list-in"), value);
                    Vec::new()
                }
            },
        }
    }

    fn table<'a, 'i>(&mut self, table: &'a DeTable<'i>, key: &str) -> Option<&'a DeTable<'i>> {
        let value = table.get(key)?;
        let inner = value.get_ref().as_table();
        if inner.is_none() {
            self.wrong(key, said!("reading-a-table"), value);
        }
        inner
    }

    fn tables<'a, 'i>(
        &mut self,
        table: &'a DeTable<'i>,
        key: &str,
    ) -> Vec<(&'a DeTable<'i>, Range<usize>)> {
        let mut tables = Vec::new();
        for value in self.values(table, key) {
            match value.get_ref() {
                DeValue::Table(inner) => tables.push((inner, value.span())),
                _ => self.wrong(key, said!("reading-tables-each-under-its-own"), value),
            }
        }
        tables
    }

    fn id(
        &mut self,
        table: &DeTable<'_>,
        span: Range<usize>,
        what: &'static str,
        ids: &mut Vec<Text>,
    ) -> Text {
        let Some(id) = self.text(table, "id") else {
            if !table.contains_key("id") {
                self.problem(span, ProblemKind::NoId(what));
            }
            return Text::EMPTY;
        };
        let at = table.get("id").map_or(span, Spanned::span);
        if ids.contains(&id) {
            self.problem(at.clone(), ProblemKind::DuplicateId(id.to_string()));
        }
        let good = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        if !id.chars().all(good) || id.starts_with('.') || id.len() > 100 {
            self.problem(at, ProblemKind::BadId(id.to_string()));
        }
        ids.push(id.clone());
        id
    }

    fn word<T: std::str::FromStr>(
        &mut self,
        table: &DeTable<'_>,
        key: &'static str,
        allowed: &'static [&'static str],
    ) -> Option<T> {
        let text = self.set(table, key)?;
        let word = text.parse().ok();
        if word.is_none() {
            let span = table.get(key).map_or(0..0, Spanned::span);
            self.problem(
                span,
                ProblemKind::UnknownWord {
                    key,
                    value: lines(text),
                    allowed,
                },
            );
        }
        word
    }
}

/// TOML leaves the line ends of the file in multi-line texts; what they say does not depend on them.
fn lines(text: &str) -> String {
    match text.contains('\r') {
        true => text.replace("\r\n", "\n"),
        false => text.to_owned(),
    }
}

fn as_integer(value: &DeValue<'_>) -> Option<i64> {
    let integer = value.as_integer()?;
    i64::from_str_radix(&integer.as_str().replace('_', ""), integer.radix()).ok()
}
