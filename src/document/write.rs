//! The text of a family that has none yet: one that is made anew, or that comes from elsewhere.
//!
//! A family that has a text is never written from here, because the text may say more than the family.

use super::layout::order::{FAMILY, arrange};
use super::layout::print::print;
use super::layout::tree::{File, Inner, Pair, Table, Value};
use super::source::Source;
use crate::model::{
    Body, Extends, Family, Grade, Item, ListKind, Need, ReportsTo, Section, Status, Track,
    Variation, Waiver,
};

/// The text of a family in the canonical layout.
///
/// [`super::read_family`] reads the same family from it, as long as the family says only what a file can say:
/// a text that is set is not empty and has no carriage return before a line end, a year has four digits, and
/// `extends` names either one role or one for each list.
pub fn write_family(family: &Family) -> String {
    let mut root = body(&family.body);
    for role in &family.roles {
        root.child("roles", true).push(part(&role.id, &role.body));
    }
    for (key, variations) in [
        ("specialties", &family.specialties),
        ("segments", &family.segments),
    ] {
        for variation in variations {
            root.child(key, true).push(varied(variation));
        }
    }
    for section in &family.sections {
        root.child("sections", true).push(section_table(section));
    }
    arrange(&mut root, &FAMILY);
    let file = File {
        root,
        ..File::default()
    };
    print(&file, &FAMILY)
}

fn varied(variation: &Variation) -> Table {
    let mut table = part(&variation.id, &variation.body);
    put(&mut table.pairs, "roles", texts(&variation.roles));
    table
}

fn part(id: &str, of: &Body) -> Table {
    let mut table = body(of);
    table.pairs.push(Pair::new("id", text(id)));
    table
}

fn body(body: &Body) -> Table {
    let mut table = Table::with(Vec::new());
    let pairs = &mut table.pairs;
    put_text(pairs, "title", body.title.as_deref());
    put_text(pairs, "summary", body.summary.as_deref());
    put_text(pairs, "status", body.status.map(Status::word));
    put_text(pairs, "owner", body.owner.as_deref());
    let date = body.review_due.map(|date| Value::Scalar(date.to_string()));
    put(pairs, "review_due", date);
    put(pairs, "tags", texts(&body.tags));
    let grade = body.grade.as_ref().map(|grade| match grade {
        Grade::Number(number) => Value::Scalar(number.to_string()),
        Grade::Text(grade) => text(grade),
    });
    put(pairs, "grade", grade);
    put(pairs, "reports_to", values(&body.reports_to, manager));
    put(pairs, "extends", extends(&body.extends));
    put_text(pairs, "track", body.track.map(Track::word));
    for kind in ListKind::ALL {
        put(pairs, kind.key(), values(body.list(kind), item));
    }
    put(pairs, "omit", texts(&body.omit));
    for indicator in &body.performance_indicators {
        let mut pairs = vec![Pair::new("name", text(&indicator.name))];
        put_text(&mut pairs, "target", indicator.target.as_deref());
        put_text(&mut pairs, "link", indicator.link.as_deref());
        table
            .child("performance_indicators", true)
            .push(Table::with(pairs));
    }
    if !body.career_ladder.is_empty() {
        let ladder = ladder(body);
        table.child("career_ladder", false).push(ladder);
    }
    if !body.hiring_process.is_empty() {
        let hiring = hiring(body);
        table.child("hiring_process", false).push(hiring);
    }
    table
}

fn ladder(body: &Body) -> Table {
    let mut table = Table::with(Vec::new());
    put_text(
        &mut table.pairs,
        "summary",
        body.career_ladder.summary.as_deref(),
    );
    for step in &body.career_ladder.steps {
        let mut pairs = vec![
            Pair::new("from", text(&step.from)),
            Pair::new("to", text(&step.to)),
        ];
        put_text(&mut pairs, "kind", step.kind.as_deref());
        table.child("steps", true).push(Table::with(pairs));
    }
    table
}

fn hiring(body: &Body) -> Table {
    let mut table = Table::with(Vec::new());
    put_text(
        &mut table.pairs,
        "intro",
        body.hiring_process.intro.as_deref(),
    );
    put(&mut table.pairs, "steps", texts(&body.hiring_process.steps));
    put_text(
        &mut table.pairs,
        "outro",
        body.hiring_process.outro.as_deref(),
    );
    table
}

fn section_table(section: &Section) -> Table {
    Table::with(vec![
        Pair::new("heading", text(&section.heading)),
        Pair::new("body", text(&section.body)),
    ])
}

fn item(item: &Item) -> Value {
    let mut pairs = vec![Pair::new("text", text(&item.text))];
    put_text(&mut pairs, "id", item.id.as_deref());
    let need = item.need.map(|need| match need {
        Need::Must => "must",
        Need::Preferred => "preferred",
    });
    put_text(&mut pairs, "need", need);
    put(&mut pairs, "tags", texts(&item.tags));
    put(&mut pairs, "waive", values(&item.waive, waiver));
    match pairs.len() {
        1 => text(&item.text),
        _ => braces(pairs),
    }
}

fn waiver(waiver: &Waiver) -> Value {
    match &waiver.reason {
        None => text(&waiver.rule),
        Some(reason) => braces(vec![
            Pair::new("rule", text(&waiver.rule)),
            Pair::new("reason", text(reason)),
        ]),
    }
}

fn manager(manager: &ReportsTo) -> Value {
    let mut pairs = vec![Pair::new("title", text(&manager.title))];
    put_text(&mut pairs, "role", manager.role.as_deref());
    put_text(&mut pairs, "link", manager.link.as_deref());
    braces(pairs)
}

fn extends(extends: &Extends) -> Option<Value> {
    if let Some(all) = &extends.all {
        return Some(text(all));
    }
    let mut pairs = Vec::new();
    for kind in ListKind::ALL {
        put_text(
            &mut pairs,
            kind.key(),
            extends.lists[kind as usize].as_deref(),
        );
    }
    (!pairs.is_empty()).then(|| braces(pairs))
}

fn put(pairs: &mut Vec<Pair>, key: &str, value: Option<Value>) {
    pairs.extend(value.map(|value| Pair::new(key, value)));
}

fn put_text(pairs: &mut Vec<Pair>, key: &str, value: Option<&str>) {
    put(pairs, key, value.map(text));
}

fn text(text: &str) -> Value {
    Value::Scalar(Source::new("").quote(text, None))
}

fn texts(list: &[String]) -> Option<Value> {
    values(list, |entry| text(entry))
}

fn values<T>(list: &[T], value: impl Fn(&T) -> Value) -> Option<Value> {
    (!list.is_empty()).then(|| Value::array(list.iter().map(value)))
}

fn braces(pairs: Vec<Pair>) -> Value {
    Value::Inline(Inner::of(pairs))
}
