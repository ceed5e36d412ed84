//! A career ladder as text with box characters, as a graph for Graphviz and Mermaid, and as JSON.

use serde_json::{Map, Value, json};

use super::clean::clean_line;
use crate::model::{
    Address, Catalog, Direction, Ladder, Node, OutlineRow, Position, Rung, Shown, StepKind, Wanted,
};
use crate::text::text;

/// At most so many rows of an outline; nobody reads more, and a pipe is not flooded.
const ROWS: usize = 10_000;

/// The words before a rung that is no place of the catalog, or that is in a circle.
pub fn remark(ladder: &Ladder, rung: usize) -> Option<&'static str> {
    match ladder.rungs.get(rung)? {
        Rung::Outside(_) => Some(text!("show-outside-the-catalog")),
        Rung::Unknown { .. } => Some(text!("show-unknown-rung")),
        Rung::Place(_) if ladder.is_family(rung) => Some(text!("show-any-role-of-the-family")),
        Rung::Place(_) => None,
    }
}

/// What a row of an outline says beside the title: the kind of step, and why it goes no further.
pub fn row_words(ladder: &Ladder, row: &OutlineRow) -> (String, &'static str) {
    let step = row.step.and_then(|step| ladder.steps.get(step));
    let kind = step.map_or_else(String::new, |step| match &step.kind {
        StepKind::BuildsOn => text!("show-builds-on-it").to_owned(),
        StepKind::Variation if step.to == row.rung => text!("show-in-particular").to_owned(),
        StepKind::Variation => text!("show-in-general").to_owned(),
        StepKind::OneOf if ladder.is_family(row.rung) => text!("show-as-one-of-them").to_owned(),
        StepKind::OneOf => text!("show-one-of-them").to_owned(),
        kind => clean_line(kind.shown()).into_owned(),
    });
    let why = match row.shown {
        Shown::Here => "",
        Shown::Elsewhere => text!("show-see-elsewhere-in-the-list"),
        Shown::ComesBack => text!("show-comes-back-to-it"),
        Shown::More => text!("show-and-on"),
    };
    (kind, why)
}

/// Everything about a rung on one line: its title, grade and address.
fn line(ladder: &Ladder, catalog: &Catalog, rung: usize, with_address: bool) -> String {
    let mut line = ladder.title(catalog, rung);
    if let Some(grade) = ladder.grade(rung) {
        line.push_str(&text!("show-grade", grade));
    }
    if let Some(remark) = remark(ladder, rung) {
        line.push_str(&format!(" ({remark})"));
    }
    if let Some(address) = address(ladder, catalog, rung).filter(|_| with_address) {
        line.push_str(&format!("  {address}"));
    }
    clean_line(&line).into_owned()
}

/// The address of a rung that is a place of the catalog.
pub fn address(ladder: &Ladder, catalog: &Catalog, rung: usize) -> Option<Address> {
    catalog.address(ladder.place(rung)?)
}

/// The ladder as text. With a rung, where one can go from there and how one gets there, at most so many steps away;
/// without one, the ladder of each family, its lowest roles first, with what it leads to in others.
pub fn text(ladder: &Ladder, catalog: &Catalog, focus: Option<usize>, steps: usize) -> String {
    let mut out = String::new();
    match focus {
        Some(rung) => from_and_to(&mut out, ladder, catalog, rung, steps),
        None => families(&mut out, ladder, catalog, steps),
    }
    let cycles = ladder.cycles();
    if !cycles.is_empty() {
        heading(&mut out, text!("show-cycles"));
    }
    for cycle in cycles {
        let names: Vec<String> = cycle
            .iter()
            .map(|rung| line(ladder, catalog, *rung, false))
            .collect();
        let words = match names.len() {
            1 => text!("show-leads-up-to-itself"),
            _ => text!("show-lead-up-to-each-other"),
        };
        out.push_str(&format!("↺ {} {words}\n", names.join(", ")));
    }
    out
}

fn heading(out: &mut String, heading: &str) {
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(heading);
    out.push('\n');
}

fn from_and_to(out: &mut String, ladder: &Ladder, catalog: &Catalog, rung: usize, steps: usize) {
    out.push_str(&line(ladder, catalog, rung, false));
    out.push('\n');
    if let Some(address) = address(ladder, catalog, rung) {
        out.push_str(&clean_line(&address.to_string()));
        out.push('\n');
    }
    let beside = variations(ladder, catalog, rung);
    if !beside.is_empty() {
        heading(out, text!("show-in-particular-2"));
    }
    for (title, address) in beside {
        out.push_str(&clean_line(&format!("{title}  {address}")));
        out.push('\n');
    }
    for (direction, title, nothing) in [
        (
            Direction::FromHere,
            text!("show-where-one-can-go-from"),
            text!("show-nowhere-that-a-step-names"),
        ),
        (
            Direction::ToHere,
            text!("show-how-one-gets-here"),
            text!("show-from-nowhere-that-a-step"),
        ),
    ] {
        heading(out, title);
        let rows = ladder.outline(&Wanted {
            starts: &[rung],
            direction,
            steps,
            rows: ROWS,
            variations: false,
            is_followed: &|_| true,
        });
        if rows.len() < 2 {
            out.push_str(nothing);
            out.push('\n');
        }
        for row in rows.iter().skip(1) {
            outline_row(out, ladder, catalog, row);
        }
        more(out, rows.len());
    }
}

/// The variations of a role, by title and address.
pub fn variations(ladder: &Ladder, catalog: &Catalog, rung: usize) -> Vec<(String, Address)> {
    let Some(place) = ladder.place(rung).filter(|_| !ladder.is_family(rung)) else {
        return Vec::new();
    };
    let Some(entry) = catalog.get(&place.key) else {
        return Vec::new();
    };
    let family = &entry.family;
    let below = family.children(place.position).into_iter();
    let named = below.map(|position| {
        let address = Address::of(&entry.key, family, position);
        (family.title(position.node()).to_owned(), address)
    });
    named.collect()
}

fn families(out: &mut String, ladder: &Ladder, catalog: &Catalog, steps: usize) {
    let mut keys: Vec<&str> = Vec::new();
    let mut by_key: std::collections::HashMap<&str, Vec<usize>> = std::collections::HashMap::new();
    for (rung, place) in (0..ladder.rungs.len()).filter_map(|n| Some((n, ladder.place(n)?))) {
        let rungs = by_key.entry(&place.key).or_default();
        if rungs.is_empty() {
            keys.push(&place.key);
        }
        rungs.push(rung);
    }
    keys.sort_unstable();
    for key in keys {
        let Some(entry) = catalog.get(key) else {
            continue;
        };
        let title = entry.family.title(Node::Family);
        heading(out, &clean_line(&format!("{title}  {key}")));
        // Families are many and each is small.
        let own = &by_key[key];
        let ladder = &ladder.part(own);
        let is_here = |rung: usize| rung < own.len();
        let mut starts = ladder.feet(is_here);
        // A family as a whole has something to say only where a step of its own leads on.
        let leads = |rung: usize| ladder.leaving(rung).any(|s| s.kind != StepKind::OneOf);
        starts.retain(|rung| !ladder.is_family(*rung) || leads(*rung));
        let rows = ladder.outline(&Wanted {
            starts: &starts,
            direction: Direction::FromHere,
            steps,
            rows: ROWS,
            variations: false,
            is_followed: &is_here,
        });
        for row in &rows {
            outline_row(out, ladder, catalog, row);
        }
        more(out, rows.len());
    }
}

fn more(out: &mut String, rows: usize) {
    if rows == ROWS {
        out.push_str(text!("show-and-more"));
    }
}

fn outline_row(out: &mut String, ladder: &Ladder, catalog: &Catalog, row: &OutlineRow) {
    for guide in &row.guides {
        out.push_str(guide.drawn());
    }
    let (kind, why) = row_words(ladder, row);
    if !kind.is_empty() {
        out.push_str(&format!("{kind}: "));
    }
    let is_own = row.shown == Shown::Here;
    out.push_str(&line(ladder, catalog, row.rung, is_own));
    if !why.is_empty() {
        out.push_str(&format!("  {why}"));
    }
    out.push('\n');
}

/// The rungs that a drawing shows: those that a step joins, and the one in focus.
fn drawn(ladder: &Ladder, focus: Option<usize>) -> Vec<usize> {
    let is_joined =
        |n: &usize| ladder.leaving(*n).next().is_some() || ladder.coming(*n).next().is_some();
    let all = 0..ladder.rungs.len();
    all.filter(|n| Some(*n) == focus || is_joined(n)).collect()
}

/// The words in a node of a drawing, line by line.
fn label(ladder: &Ladder, catalog: &Catalog, rung: usize) -> Vec<String> {
    let mut lines = vec![ladder.title(catalog, rung)];
    if let Some(grade) = ladder.grade(rung) {
        lines.push(text!("show-grade-2", grade));
    }
    lines.extend(remark(ladder, rung).map(|remark| format!("({remark})")));
    let cleaned = lines.iter().map(|line| clean_line(line).into_owned());
    cleaned.collect()
}

/// The ladder in the language of Graphviz: <https://graphviz.org/doc/info/lang.html>. Upwards is upwards; what is not
/// written but follows is dashed.
pub fn dot(ladder: &Ladder, catalog: &Catalog, focus: Option<usize>) -> String {
    let quoted = |text: &str| {
        let text = text.replace('\\', "\\\\").replace('"', "\\\"");
        format!("\"{text}\"")
    };
    let mut out = String::from(
        "digraph ladder {\n  rankdir=BT;\n  node [shape=box, fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\"];\n",
    );
    for rung in drawn(ladder, focus) {
        let lines: Vec<String> = label(ladder, catalog, rung);
        let text = quoted(&lines.join("\u{0}")).replace('\u{0}', "\\n");
        let style = match (&ladder.rungs[rung], Some(rung) == focus) {
            (_, true) => ", penwidth=2",
            (Rung::Place(_), _) => "",
            (_, _) => ", style=dashed",
        };
        out.push_str(&format!("  n{rung} [label={text}{style}];\n"));
    }
    for step in &ladder.steps {
        let mut looks = vec![format!("label={}", quoted(&clean_line(step.kind.shown())))];
        if step.kind.is_derived() {
            looks.push("style=dashed".to_owned());
        }
        if step.kind == StepKind::Variation {
            looks.push("dir=none".to_owned());
        }
        if !step.upward {
            looks.push("constraint=false".to_owned());
        }
        let (from, to) = (step.from, step.to);
        out.push_str(&format!("  n{from} -> n{to} [{}];\n", looks.join(", ")));
    }
    out.push_str("}\n");
    out
}

/// The ladder in the language of Mermaid: <https://mermaid.js.org/syntax/flowchart.html>. What could end a label or be
/// taken for markup is written as a character code.
pub fn mermaid(ladder: &Ladder, catalog: &Catalog, focus: Option<usize>) -> String {
    let quoted = |text: &str| -> String {
        let mut out = String::new();
        for c in text.chars() {
            match c {
                '"' | '#' | '<' | '>' | '&' | '`' | '\\' | '|' | '[' | ']' | '{' | '}' | ';' => {
                    out.push_str(&format!("#{};", u32::from(c)));
                }
                c => out.push(c),
            }
        }
        out
    };
    let mut out = String::from("flowchart BT\n");
    for rung in drawn(ladder, focus) {
        let lines = label(ladder, catalog, rung);
        let lines: Vec<String> = lines.iter().map(|line| quoted(line)).collect();
        out.push_str(&format!("  n{rung}[\"{}\"]\n", lines.join("<br>")));
    }
    for step in &ladder.steps {
        let arrow = match step.kind {
            StepKind::Variation => "-.-",
            StepKind::BuildsOn => "-.->",
            _ => "-->",
        };
        let word = quoted(&clean_line(step.kind.shown()));
        let (from, to) = (step.from, step.to);
        out.push_str(&format!("  n{from} {arrow}|\"{word}\"| n{to}\n"));
    }
    if let Some(rung) = focus {
        out.push_str(&format!("  style n{rung} stroke-width:3px\n"));
    }
    out
}

/// The ladder as an object. The keys are a contract: `rungs` with their `id`s, `steps` between them, `cycles`, and with
/// a rung in focus where one can go from there and how one gets there.
pub fn json(ladder: &Ladder, catalog: &Catalog, focus: Option<usize>, steps: usize) -> Value {
    let rungs: Vec<Value> = (0..ladder.rungs.len())
        .map(|rung| {
            let place = ladder.place(rung);
            let position = place.map(|place| place.position);
            let reference = match &ladder.rungs[rung] {
                Rung::Place(_) => None,
                Rung::Outside(reference) | Rung::Unknown { reference, .. } => Some(reference),
            };
            json!({
                "id": rung,
                "kind": kind(&ladder.rungs[rung], position),
                "title": ladder.title(catalog, rung),
                "address": address(ladder, catalog, rung).map(|address| address.to_string()),
                "reference": reference,
                "grade": ladder.grade(rung),
            })
        })
        .collect();
    let steps_said: Vec<Value> = ladder
        .steps
        .iter()
        .map(|step| {
            json!({
                "from": step.from,
                "to": step.to,
                "kind": step.kind.word(),
                "upward": step.upward,
                "derived": step.kind.is_derived(),
            })
        })
        .collect();
    let mut object = Map::new();
    object.insert("focus".into(), json!(focus));
    object.insert("rungs".into(), rungs.into());
    object.insert("steps".into(), steps_said.into());
    object.insert("cycles".into(), json!(ladder.cycles()));
    for (key, direction) in [
        ("from_here", Direction::FromHere),
        ("to_here", Direction::ToHere),
    ] {
        let reached = focus.map(|rung| ladder.reach(rung, direction, steps));
        let reached: Option<Vec<Value>> = reached.map(|all| {
            let one = all.iter().map(|found| {
                json!({
                    "rung": found.rung,
                    "steps": found.steps,
                    "by_way_of": found.by_way_of,
                    "kind": ladder.steps[found.step].kind.word(),
                })
            });
            one.collect()
        });
        object.insert(key.into(), json!(reached));
    }
    Value::Object(object)
}

fn kind(rung: &Rung, position: Option<Position>) -> &'static str {
    match (rung, position.map(Position::node)) {
        (Rung::Outside(_), _) => "outside",
        (Rung::Unknown { .. }, _) | (_, None) => "unknown",
        (_, Some(Node::Family)) => "family",
        (_, Some(Node::Role(_))) => "role",
        (_, Some(Node::Specialty(_))) => "specialty",
        (_, Some(Node::Segment(_))) => "segment",
    }
}
