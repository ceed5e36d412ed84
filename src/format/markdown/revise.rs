//! A page that has no place yet for what its family says now: new parts and fields get one in the manner of those that
//! are there, and sentences that say something else than the fields are put right.

use std::collections::HashMap;

use super::attempt;
use super::facts::{Facts, facts};
use super::slot::{Line, Slot, What};
use super::source::{Source, scalar, with_scalar};
use super::template::{Segment, Template, many, nodes, one, sections_left};
use crate::model::{Body, Family, ListKind, Node, ReportsTo};

/// How headings and items of a part are written.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Style {
    /// Of the part's own heading.
    level: usize,
    /// Of the headings of its fields.
    inner: usize,
    /// Whether those begin with its title.
    named: bool,
    bullet: String,
}

/// What stands below a heading of its own, and the heading.
const FIELDS: &[(What, &str)] = &[
    (What::List(ListKind::Responsibilities), "Responsibilities"),
    (What::List(ListKind::Requirements), "Requirements"),
    (What::List(ListKind::NiceToHave), "Nice-to-haves"),
    (What::Indicators, "Performance Indicators"),
    (What::Ladder, "Career Ladder"),
    (What::Intro, "Hiring Process"),
    (What::Steps, "Hiring Process"),
    (What::Outro, "Hiring Process"),
];

/// The front matter and the body of a page for a family that came from none.
pub(super) fn new_page(family: &Family, key: &str) -> (String, String) {
    let title = family.body.title.as_deref().unwrap_or_default();
    let template = Template {
        segments: vec![Segment {
            node: Node::Family,
            lines: vec![String::new()],
        }],
    };
    let (front_matter, mut body) = revised(template, family, key);
    if !body.ends_with('\n') {
        body.push('\n');
    }
    (with_scalar(&front_matter, "title", title), body)
}

/// The front matter and the body of a page.
pub(super) fn revised(mut template: Template, family: &Family, key: &str) -> (String, String) {
    let mut front_matter = family.page.front_matter.clone();
    add_parts(&mut template, family);
    put_in_order(&mut template);
    add_fields(&mut template, family, &mut front_matter);
    let body = template.filled(family);
    let said = attempt(&Source::of(&format!("---\n{front_matter}---\n{body}")), key).family;
    if !correct(&mut template, family, &said, &mut front_matter) {
        return (front_matter, body);
    }
    let body = template.filled(family);
    (front_matter, body)
}

/// Gives a place to parts that have none.
fn add_parts(template: &mut Template, family: &Family) {
    let mut mains: HashMap<Node, usize> = HashMap::new();
    for (node, places) in template.places() {
        mains.insert(node, places[0]);
    }
    for node in nodes(family).skip(1) {
        if mains.contains_key(&node) {
            continue;
        }
        let before = index(node)
            .checked_sub(1)
            .and_then(|n| mains.get(&with_index(node, n)).copied());
        let first = || {
            template
                .segments
                .iter()
                .position(|segment| same_kind(segment.node, node))
        };
        let like = before.or_else(first);
        let style = like
            .map(|at| style_of(&template.segments[at], family))
            .unwrap_or_else(|| common(template, family, node));
        let at = match (before, like) {
            (Some(before), _) => before + 1,
            (None, Some(first)) => first,
            (None, None) => {
                let heading = match node {
                    Node::Role(_) if style.level > 2 => Some("Levels"),
                    Node::Role(_) | Node::Family => None,
                    Node::Specialty(_) => Some("Specialties"),
                    Node::Segment(_) => Some("Segments"),
                };
                if let Some(heading) = heading {
                    let lines = vec![heading_line(style.level - 1, heading), String::new()];
                    push(template, Node::Family, lines);
                }
                template.segments.len()
            }
        };
        if let Some(before) = at
            .checked_sub(1)
            .and_then(|at| template.segments.get_mut(at))
        {
            end_blank(&mut before.lines);
        }
        let lines = first_lines(family, node, &style);
        if at < template.segments.len() {
            mains
                .values_mut()
                .filter(|place| **place >= at)
                .for_each(|place| *place += 1);
        }
        template.segments.insert(at, Segment { node, lines });
        mains.insert(node, at);
    }
}

/// The heading of a part, and the sentences that tell its facts.
fn first_lines(family: &Family, node: Node, style: &Style) -> Vec<String> {
    let title = family.title(node);
    let mut lines = vec![heading_line(style.level, title), String::new()];
    let Some(body) = family.body(node) else {
        return lines;
    };
    if let Some(managers) = named_managers(&body.reports_to) {
        lines.extend([reports_sentence(title, &managers), String::new()]);
    }
    if let Some(other) = extended(family, body) {
        lines.extend([extends_sentence(title, &other), String::new()]);
    }
    if let Some(grade) = &body.grade {
        let words = match style.named {
            true => format!("{title} Job Grade"),
            false => "Job Grade".to_owned(),
        };
        lines.extend([heading_line(style.inner, &words), String::new()]);
        lines.extend([grade_sentence(title, &grade.to_string()), String::new()]);
    }
    lines
}

fn grade_sentence(title: &str, grade: &str) -> String {
    format!("The {title} is a grade {grade}.")
}

fn reports_sentence(title: &str, managers: &str) -> String {
    format!("The {title} reports to the {managers}.")
}

fn extends_sentence(title: &str, other: &str) -> String {
    format!("The {title} role extends the {other} role.")
}

fn push(template: &mut Template, node: Node, lines: Vec<String>) {
    match template.segments.last_mut() {
        Some(last) if last.node == node => {
            end_blank(&mut last.lines);
            last.lines.extend(lines);
        }
        last => {
            if let Some(last) = last {
                end_blank(&mut last.lines);
            }
            template.segments.push(Segment { node, lines });
        }
    }
}

/// A blank line at the end, so that what follows stands apart.
fn end_blank(lines: &mut Vec<String>) {
    if lines.last().is_some_and(|line| !line.trim().is_empty()) {
        lines.push(String::new());
    }
}

fn index(node: Node) -> usize {
    match node {
        Node::Family => 0,
        Node::Role(n) | Node::Specialty(n) | Node::Segment(n) => n,
    }
}

fn with_index(node: Node, n: usize) -> Node {
    match node {
        Node::Family => Node::Family,
        Node::Role(_) => Node::Role(n),
        Node::Specialty(_) => Node::Specialty(n),
        Node::Segment(_) => Node::Segment(n),
    }
}

fn same_kind(a: Node, b: Node) -> bool {
    std::mem::discriminant(&a) == std::mem::discriminant(&b)
}

/// The manner of parts where there are none yet.
fn common(template: &Template, family: &Family, node: Node) -> Style {
    let shared = family.body.lists.iter().any(|list| !list.is_empty());
    let level = match node {
        Node::Family => 1,
        Node::Role(_) if !shared => 2,
        _ => 3,
    };
    Style {
        level,
        inner: level + 1,
        named: false,
        bullet: bullet(template),
    }
}

/// The depth of a heading, and its words.
fn heading(line: &str) -> Option<(usize, &str)> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    (1..=6).contains(&level).then_some(())?;
    rest.starts_with([' ', '\t'])
        .then(|| (level, rest.trim().trim_end_matches('#').trim()))
}

fn heading_line(level: usize, words: &str) -> String {
    format!(
        "{} {}",
        "#".repeat(level.clamp(1, 6)),
        words.replace('\n', " ")
    )
}

fn style_of(segment: &Segment, family: &Family) -> Style {
    let mut headings = segment.lines.iter().filter_map(|line| heading(line));
    let level = headings.next().map_or(2, |(level, _)| level);
    let inner: Vec<(usize, &str)> = headings.filter(|(inner, _)| *inner > level).collect();
    let title = family.title(segment.node);
    let bullet = segment.lines.iter().find_map(|line| match Line::of(line) {
        Line::Slot(slot) if !slot.bullet.is_empty() => Some(slot.bullet),
        _ => None,
    });
    Style {
        level,
        inner: inner.last().map_or(level + 1, |(inner, _)| *inner),
        named: inner
            .iter()
            .any(|(_, words)| words.starts_with(title) && *words != title),
        bullet: bullet.unwrap_or_else(|| "- ".to_owned()),
    }
}

/// Brings parts of a kind into the order that they have in the family.
fn put_in_order(template: &mut Template) {
    let all = template.places();
    for kind in [Node::Role(0), Node::Specialty(0), Node::Segment(0)] {
        let mut mains: Vec<(usize, Node)> = all
            .iter()
            .filter(|(node, _)| same_kind(**node, kind))
            .map(|(node, places)| (places[0], *node))
            .collect();
        mains.sort_by_key(|(at, _)| *at);
        if mains.is_sorted_by_key(|(_, node)| index(*node)) {
            continue;
        }
        let mut parts: Vec<Segment> = mains
            .iter()
            .map(|(at, _)| template.segments[*at].clone())
            .collect();
        parts.sort_by_key(|segment| index(segment.node));
        for ((at, _), mut part) in mains.into_iter().zip(parts) {
            end_blank(&mut part.lines);
            template.segments[at] = part;
        }
    }
}

/// Gives a place to fields that have none.
fn add_fields(template: &mut Template, family: &Family, front_matter: &mut String) {
    let present = template.present();
    let mut places = template.places();
    let has = |node: Node, what: &What| present.contains(&(node, what.name()));
    for node in nodes(family) {
        let main = places.get(&node).map_or(0, |places| places[0]);
        if one(family, node, &What::Summary).is_some() && !has(node, &What::Summary) {
            add_summary(template, family, node, main, front_matter);
        }
        let missing = FIELDS
            .iter()
            .any(|(what, _)| says(family, node, what) && !has(node, what));
        if !missing {
            continue;
        }
        let before = index(node)
            .checked_sub(1)
            .and_then(|n| places.get(&with_index(node, n)));
        let style = match node {
            Node::Family => Style {
                level: 1,
                inner: 2,
                named: false,
                bullet: bullet(template),
            },
            _ if is_bare(&template.segments[main]) => match before {
                Some(before) => style_of(&template.segments[before[0]], family),
                None => Style {
                    bullet: bullet(template),
                    ..style_of(&template.segments[main], family)
                },
            },
            _ => style_of(&template.segments[main], family),
        };
        let mut hiring = [What::Intro, What::Steps, What::Outro]
            .iter()
            .any(|what| has(node, what));
        for (what, words) in FIELDS {
            if !says(family, node, what) || has(node, what) {
                continue;
            }
            let mut lines = Vec::new();
            let in_hiring = matches!(what, What::Intro | What::Steps | What::Outro);
            if !in_hiring || !hiring {
                let words = match style.named {
                    true => format!("{} {words}", family.title(node)),
                    false => (*words).to_owned(),
                };
                lines.extend([heading_line(style.inner, &words), String::new()]);
            }
            hiring |= in_hiring;
            let mut slot = Slot::new(what.clone());
            if matches!(what, What::List(_) | What::Indicators | What::Steps) {
                slot.bullet.clone_from(&style.bullet);
            }
            lines.extend([slot.line(), String::new()]);
            if node == Node::Family && !matches!(what, What::List(_)) {
                push(template, Node::Family, lines);
                places = template.places();
                continue;
            }
            let own = &mut template.segments[main].lines;
            end_blank(own);
            own.extend(lines);
        }
    }
    for n in sections_left(template, family) {
        let section = &family.sections[n];
        let mut lines = Vec::new();
        if !section.heading.is_empty() {
            lines.extend([heading_line(2, &section.heading), String::new()]);
        }
        lines.extend([
            Slot::new(What::Section(section.heading.clone())).line(),
            String::new(),
        ]);
        push(template, Node::Family, lines);
    }
}

fn says(family: &Family, node: Node, what: &What) -> bool {
    one(family, node, what).is_some() || !many(family, node, what).is_empty()
}

/// The first bullet of a page.
fn bullet(template: &Template) -> String {
    let lines = template.segments.iter().flat_map(|segment| &segment.lines);
    let mut bullets = lines.filter_map(|line| match Line::of(line) {
        Line::Slot(slot) if !slot.bullet.is_empty() && !slot.bullet.contains('#') => {
            Some(slot.bullet)
        }
        _ => None,
    });
    bullets.next().unwrap_or_else(|| "- ".to_owned())
}

/// Whether no list of a part has a place.
fn is_bare(segment: &Segment) -> bool {
    !segment
        .lines
        .iter()
        .any(|line| matches!(Line::of(line), Line::Slot(slot) if !slot.bullet.is_empty()))
}

fn add_summary(
    template: &mut Template,
    family: &Family,
    node: Node,
    at: usize,
    front_matter: &mut String,
) {
    let text = one(family, node, &What::Summary).unwrap_or_default();
    if node == Node::Family
        && let Some(described) = scalar(front_matter, "description")
    {
        if described != text {
            *front_matter = with_scalar(front_matter, "description", &text);
        }
        return;
    }
    let lines = &mut template.segments[at].lines;
    let slot = Slot::new(What::Summary).line();
    insert_at_top(lines, vec![slot, String::new()], node != Node::Family);
}

/// Puts lines behind the heading that a part begins with.
fn insert_at_top(lines: &mut Vec<String>, new: Vec<String>, behind_heading: bool) {
    let is_text = |line: &String| !line.trim().is_empty();
    let first = lines.iter().position(is_text).unwrap_or(lines.len());
    let mut at = first;
    if behind_heading && lines.get(first).is_some_and(|line| heading(line).is_some()) {
        at = first + 1;
        if lines.get(at).is_none_or(is_text) {
            lines.insert(at, String::new());
        }
        at += 1;
    }
    lines.splice(at..at, new);
}

/// Puts right what a page says otherwise than the fields of its family. Whether anything was.
fn correct(
    template: &mut Template,
    family: &Family,
    said: &Family,
    front_matter: &mut String,
) -> bool {
    let mut changed = false;
    if let (Some(old), Some(new)) = (&said.body.title, &family.body.title)
        && old != new
    {
        let own = template
            .segments
            .iter_mut()
            .filter(|segment| segment.node == Node::Family);
        let mut lines = own.flat_map(|segment| &mut segment.lines);
        let is_title = |line: &&mut String| heading(line) == Some((1, old));
        match lines
            .find(is_title)
            .filter(|_| scalar(front_matter, "title").is_none())
        {
            Some(line) => *line = line.replacen(old.as_str(), new, 1),
            None => *front_matter = with_scalar(front_matter, "title", new),
        }
        changed = true;
    }
    let alike = said.roles.len() == family.roles.len()
        && said.specialties.len() == family.specialties.len()
        && said.segments.len() == family.segments.len();
    if !alike {
        return changed;
    }
    let places = template.places();
    for node in nodes(family).skip(1) {
        let (Some(now), Some(then)) = (family.body(node), said.body(node)) else {
            continue;
        };
        let own = places.get(&node).cloned().unwrap_or_default();
        // A page about one role may tell its facts before the first heading.
        let alone = family.roles.len() == 1 && node == Node::Role(0);
        let others = places.get(&Node::Family).cloned().unwrap_or_default();
        let others = if alone { others } else { Vec::new() };
        let mut part = PartLines {
            template,
            own,
            others,
        };
        if let (Some(new), Some(old)) = (&now.title, &then.title)
            && new != old
        {
            part.rename(old, new);
            changed = true;
        }
        let title = family.title(node).to_owned();
        if now.grade != then.grade {
            let new = now.grade.as_ref().map(ToString::to_string);
            let span = |facts: &Facts| facts.grade.as_ref().map(|found| found.span.clone());
            let whole = new.as_ref().map(|grade| grade_sentence(&title, grade));
            part.say(&title, span, new.as_deref(), whole, Some("Job Grade"));
            changed = true;
        }
        if managers(now) != managers(then) {
            let new = named_managers(&now.reports_to);
            let span = |facts: &Facts| facts.managers.as_ref().map(|found| found.span.clone());
            let whole = new.as_ref().map(|new| reports_sentence(&title, new));
            part.say(&title, span, new.as_deref(), whole, None);
            changed = true;
        }
        let (new, old) = (extended(family, now), extended(said, then));
        if new != old {
            let span = |facts: &Facts| facts.extends.first().map(|found| found.span.clone());
            let whole = new.as_ref().map(|new| extends_sentence(&title, new));
            part.say(&title, span, new.as_deref(), whole, None);
            changed = true;
        }
    }
    changed
}

fn managers(body: &Body) -> Vec<(&str, Option<&str>)> {
    let managers = body.reports_to.iter();
    managers
        .map(|manager| (manager.title.as_str(), manager.link.as_deref()))
        .collect()
}

fn named_managers(managers: &[ReportsTo]) -> Option<String> {
    let named: Vec<String> = managers
        .iter()
        .map(|manager| match &manager.link {
            Some(link) => format!("[{}]({link})", manager.title),
            None => manager.title.to_string(),
        })
        .collect();
    (!named.is_empty()).then(|| named.join(" or the "))
}

/// The title of the role that a part extends as a whole.
fn extended(family: &Family, body: &Body) -> Option<String> {
    let id = body.extends.all.as_deref()?;
    let role = family.role_index(id)?;
    Some(family.title(Node::Role(role)).to_owned())
}

/// The lines of a template that speak of one part.
struct PartLines<'t> {
    template: &'t mut Template,
    own: Vec<usize>,
    /// Others that may speak of it.
    others: Vec<usize>,
}

impl PartLines<'_> {
    /// Another title in the headings and in the sentences that tell facts.
    fn rename(&mut self, old: &str, new: &str) {
        for at in &self.own {
            let segment = &mut self.template.segments[*at];
            for range in paragraphs(&segment.lines).into_iter().rev() {
                let text = segment.lines[range.clone()].join("\n");
                let facts = facts(&text, old);
                let tells =
                    facts.grade.is_some() || facts.managers.is_some() || !facts.extends.is_empty();
                if heading(&text).is_some() || tells {
                    let text = text.replace(old, new);
                    segment
                        .lines
                        .splice(range, text.split('\n').map(str::to_owned));
                }
            }
        }
    }

    /// Says a fact in another way, or for the first time, or no more.
    fn say(
        &mut self,
        title: &str,
        span: impl Fn(&Facts) -> Option<std::ops::Range<usize>>,
        new: Option<&str>,
        whole: Option<String>,
        below: Option<&str>,
    ) {
        for at in self.own.iter().chain(&self.others) {
            let segment = &mut self.template.segments[*at];
            for range in paragraphs(&segment.lines) {
                let mut text = segment.lines[range.clone()].join("\n");
                let facts = facts(&text, title);
                let Some(found) = span(&facts) else { continue };
                match new {
                    Some(new) => {
                        text.replace_range(found, new);
                        segment
                            .lines
                            .splice(range, text.split('\n').map(str::to_owned));
                    }
                    None if facts.pure => take_out(&mut segment.lines, range),
                    None => {}
                }
                return;
            }
        }
        let Some(whole) = whole else { return };
        let Some(at) = self.own.first() else { return };
        let lines = &mut self.template.segments[*at].lines;
        let inner = lines
            .iter()
            .filter_map(|line| heading(line))
            .map(|(level, _)| level);
        let inner: Vec<usize> = inner.collect();
        let level = inner
            .get(1)
            .copied()
            .unwrap_or(inner.first().map_or(3, |level| level + 1));
        let new = match below {
            Some(heading) => {
                vec![
                    heading_line(level, heading),
                    String::new(),
                    whole,
                    String::new(),
                ]
            }
            None => vec![whole, String::new()],
        };
        match below {
            // Before the first field, so that it does not come between prose and its heading.
            Some(_) => {
                let is_text = |line: &String| !line.trim().is_empty();
                let first = lines.iter().position(is_text).map_or(0, |at| at + 1);
                let field = lines[first..]
                    .iter()
                    .position(|line| heading(line).is_some());
                let at = match field {
                    Some(field) => first + field,
                    None => {
                        end_blank(lines);
                        lines.len()
                    }
                };
                lines.splice(at..at, new);
            }
            None => insert_at_top(lines, new, true),
        }
    }
}

/// Takes lines out, with the heading above that has nothing else below it.
fn take_out(lines: &mut Vec<String>, range: std::ops::Range<usize>) {
    let is_text = |line: &String| !line.trim().is_empty();
    let next = lines[range.end..]
        .iter()
        .position(is_text)
        .map_or(lines.len(), |at| range.end + at);
    let mut start = range.start;
    let alone = lines.get(next).is_none_or(|line| heading(line).is_some());
    if let Some(above) = lines[..start].iter().rposition(is_text)
        && alone
        && heading(&lines[above]).is_some()
        && lines[..above].iter().any(is_text)
    {
        start = above;
    }
    lines.drain(start..next);
}

/// Paragraphs and headings among the lines of a template; no placeholders.
fn paragraphs(lines: &[String]) -> Vec<std::ops::Range<usize>> {
    let mut all = Vec::new();
    let mut start: Option<usize> = None;
    for (at, line) in lines.iter().enumerate() {
        let breaks = line.trim().is_empty()
            || heading(line).is_some()
            || !matches!(Line::of(line), Line::Text(_));
        if breaks && let Some(start) = start.take() {
            all.push(start..at);
        }
        if heading(line).is_some() {
            all.push(at..at + 1);
        } else if !breaks && start.is_none() {
            start = Some(at);
        }
    }
    if let Some(start) = start {
        all.push(start..lines.len());
    }
    all
}
