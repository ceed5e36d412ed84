//! A family, or the catalog's settings, as the keys and values that a file has for them.
//!
//! What is not set has no key, so two trees are equal when two files mean the same. The order of the keys is the
//! one in which they are written. Knows nothing of how a file writes them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::schema::Kind;
use crate::model::{
    Body, CareerLadder, CheckSettings, Date, Empty, Extends, Family, Grade, HiringProcess, House,
    Indicator, Item, ItemDetails, LadderStep, ListKind, Need, Page, ReportsTo, Section, Settings,
    Status, Track, Variation, Waiver,
};

/// What a key says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    Number(i64),
    Date(Date),
    List(Vec<Value>),
    Table(Table),
}

/// Keys that are set, in the order in which they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) kind: Kind,
    pub(super) entries: Vec<(Cow<'static, str>, Value)>,
}

impl Table {
    fn new(kind: Kind) -> Self {
        Self {
            kind,
            entries: Vec::new(),
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        let found = self.entries.iter().find(|(name, _)| name == key);
        found.map(|(_, value)| value)
    }

    fn text(&mut self, key: &'static str, text: Option<&str>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.entries
                .push((key.into(), Value::Text(text.to_owned())));
        }
    }

    fn list(&mut self, key: &'static str, values: Vec<Value>) {
        if !values.is_empty() {
            self.entries.push((key.into(), Value::List(values)));
        }
    }

    fn texts(&mut self, key: &'static str, texts: &[impl AsRef<str>]) {
        let texts = texts.iter().map(|text| text.as_ref().to_owned());
        self.list(key, texts.map(Value::Text).collect());
    }

    fn table(&mut self, key: &'static str, table: Self) {
        if !table.entries.is_empty() {
            self.entries.push((key.into(), Value::Table(table)));
        }
    }

    /// Brings the keys into their order; those put in by hand above come as they are convenient.
    fn sorted(mut self) -> Self {
        let kind = self.kind;
        self.entries.sort_by_key(|(key, _)| kind.rank(key));
        self
    }
}

pub(super) fn family(family: &Family) -> Table {
    let mut table = body(Kind::Family, &family.body);
    let roles = family.roles.iter().map(|role| {
        let mut table = body(Kind::Role, &role.body);
        table.text("id", Some(&role.id));
        Value::Table(table.sorted())
    });
    table.list("roles", roles.collect());
    table.list("specialties", variations(&family.specialties));
    table.list("segments", variations(&family.segments));
    table.list("sections", tables(&family.sections, section));
    table.table("page", page(&family.page));
    table.sorted()
}

fn variations(variations: &[Variation]) -> Vec<Value> {
    tables(variations, |variation| {
        let mut table = body(Kind::Role, &variation.body);
        table.text("id", Some(&variation.id));
        table.texts("roles", &variation.roles);
        table.sorted()
    })
}

fn tables<T>(values: &[T], table: impl Fn(&T) -> Table) -> Vec<Value> {
    values
        .iter()
        .map(|value| Value::Table(table(value)))
        .collect()
}

fn body(kind: Kind, body: &Body) -> Table {
    let mut table = Table::new(kind);
    table.text("title", body.title.as_deref());
    table.text("summary", body.summary.as_deref());
    table.text("status", body.more.status.map(Status::word));
    table.text("owner", body.more.owner.as_deref());
    if let Some(date) = body.more.review_due {
        table.entries.push(("review_due".into(), Value::Date(date)));
    }
    table.texts("tags", &body.more.tags);
    match &body.grade {
        Some(Grade::Number(number)) => {
            table.entries.push(("grade".into(), Value::Number(*number)));
        }
        Some(Grade::Text(text)) => table.text("grade", Some(text)),
        None => {}
    }
    table.list("reports_to", tables(&body.reports_to, manager));
    match &*body.extends {
        Extends { all: Some(id), .. } => table.text("extends", Some(id)),
        Extends { lists, .. } => {
            let mut extends = Table::new(Kind::Extends);
            for list in ListKind::ALL {
                extends.text(list.key(), lists[list as usize].as_deref());
            }
            table.table("extends", extends);
        }
    }
    table.text("track", body.track.map(Track::word));
    for list in ListKind::ALL {
        table.list(list.key(), body.list(list).iter().map(item).collect());
    }
    table.texts("omit", &body.more.omit);
    table.list("waive", body.more.waive.iter().map(waiver).collect());
    table.list(
        "performance_indicators",
        tables(&body.more.performance_indicators, indicator),
    );
    table.table("career_ladder", ladder(&body.more.career_ladder));
    table.table("hiring_process", hiring(&body.more.hiring_process));
    table.sorted()
}

/// An item that says nothing but its text is that text.
fn item(item: &Item) -> Value {
    let (text, more) = (item.text(), item.more());
    if *more == *ItemDetails::empty() {
        return Value::Text(text.to_string());
    }
    let ItemDetails {
        id,
        tags,
        need,
        waive,
    } = more;
    let mut table = Table::new(Kind::Item);
    table.text("text", Some(text));
    table.text("id", id.as_deref());
    table.texts("tags", tags);
    table.text(
        "need",
        need.map(|need| match need {
            Need::Must => "must",
            Need::Preferred => "preferred",
        }),
    );
    table.list("waive", waive.iter().map(waiver).collect());
    Value::Table(table)
}

fn waiver(waiver: &Waiver) -> Value {
    if *waiver == Waiver::of(waiver.rule.as_str()) {
        return Value::Text(waiver.rule.clone());
    }
    Value::Table(waiver_table(waiver))
}

fn waiver_table(waiver: &Waiver) -> Table {
    let mut table = Table::new(Kind::Waiver);
    table.text("rule", Some(&waiver.rule));
    table.text("reason", waiver.reason.as_deref());
    table.text("by", waiver.by.as_deref());
    if let Some(until) = waiver.until {
        table.entries.push(("until".into(), Value::Date(until)));
    }
    table.text("hash", waiver.hash.as_deref());
    table
}

fn manager(manager: &ReportsTo) -> Table {
    let mut table = Table::new(Kind::Manager);
    table.text("title", Some(&manager.title));
    table.text("role", manager.role.as_deref());
    table.text("link", manager.link.as_deref());
    table
}

fn indicator(indicator: &Indicator) -> Table {
    let mut table = Table::new(Kind::Indicator);
    table.text("name", Some(&indicator.name));
    table.text("target", indicator.target.as_deref());
    table.text("link", indicator.link.as_deref());
    table
}

fn ladder(ladder: &CareerLadder) -> Table {
    let mut table = Table::new(Kind::Ladder);
    table.text("summary", ladder.summary.as_deref());
    table.list("steps", tables(&ladder.steps, step));
    table
}

fn step(step: &LadderStep) -> Table {
    let mut table = Table::new(Kind::Step);
    table.text("from", Some(&step.from));
    table.text("to", Some(&step.to));
    table.text("kind", step.kind.as_deref());
    table
}

fn hiring(hiring: &HiringProcess) -> Table {
    let mut table = Table::new(Kind::Hiring);
    table.text("intro", hiring.intro.as_deref());
    table.texts("steps", &hiring.steps);
    table.text("outro", hiring.outro.as_deref());
    table
}

fn section(section: &Section) -> Table {
    let mut table = Table::new(Kind::Section);
    table.text("heading", Some(&section.heading));
    table.text("body", Some(&section.body));
    table
}

fn page(page: &Page) -> Table {
    let mut table = Table::new(Kind::Page);
    table.text("front_matter", Some(&page.front_matter));
    table.text("template", Some(&page.template));
    table
}

pub(super) fn settings(settings: &Settings) -> Table {
    let mut table = Table::new(Kind::Settings);
    table.text("name", settings.name.as_deref());
    table.text("summary", settings.summary.as_deref());
    table.table("house", house(&settings.house));
    table.table("check", check(&settings.check));
    // Each stands under a heading, where a text alone cannot.
    table.list("waive", tables(&settings.check.waive, waiver_table));
    table.table("synonyms", texts(Kind::Free, &settings.synonyms));
    table.table("searches", texts(Kind::Searches, &settings.searches));
    table
}

fn house(house: &House) -> Table {
    let mut table = Table::new(Kind::House);
    table.texts("required", &house.required);
    table.texts("mandatory_items", &house.mandatory_items);
    table.texts("entry_grades", &house.entry_grades);
    if let Some(budget) = house.requirement_budget {
        table
            .entries
            .push(("requirement_budget".into(), Value::Number(budget)));
    }
    table
}

fn check(check: &CheckSettings) -> Table {
    let lists = |texts: &Vec<String>| Value::List(texts.iter().cloned().map(Value::Text).collect());
    let mut table = Table::new(Kind::Check);
    table.text("profile", check.profile.as_deref());
    table.table("severity", texts(Kind::Levels, &check.severity));
    table.table("words", keyed(Kind::Words, &check.words, lists));
    table.table("allow", keyed(Kind::Words, &check.allow, lists));
    let numbers = |number: &i64| Value::Number(*number);
    table.table("budget", keyed(Kind::Budgets, &check.budget, numbers));
    table
}

fn keyed<T>(kind: Kind, values: &BTreeMap<String, T>, value: impl Fn(&T) -> Value) -> Table {
    let mut table = Table::new(kind);
    for (key, entry) in values {
        table.entries.push((key.clone().into(), value(entry)));
    }
    table
}

/// A table whose keys anybody may choose.
fn texts(kind: Kind, texts: &BTreeMap<String, String>) -> Table {
    let mut table = Table::new(kind);
    for (key, text) in texts {
        table
            .entries
            .push((key.clone().into(), Value::Text(text.clone())));
    }
    table
}
