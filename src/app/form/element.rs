//! Forms of elements: managers, omissions, indicators, steps and sections.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Form, FormField, FormKind, Source, Suggestion};
use crate::model::{
    Catalog, Element, ElementKind, Family, Indicator, LadderStep, ListKind, Node, ReportsTo,
    Section, compose,
};

/// What a step of a ladder usually is; a house may have its own words.
const STEP_KINDS: &[&str] = &["promotion", "lateral", "demotion"];

/// The fields of an element. `offered` is what may be left out.
pub(super) fn fields(
    element: &Element,
    key: &Arc<str>,
    catalog: &Arc<Catalog>,
    offered: &[Suggestion],
) -> Vec<FormField> {
    let role = |name, label: &str, text: &str| reference(name, label, text, key, catalog);
    match element {
        Element::Manager(manager) => vec![
            line("title", "Title", &manager.title)
                .help("The manager's title as people say it.")
                .needed("A manager needs a title."),
            role("role", "Role", manager.role.as_deref().unwrap_or_default())
                .help("The address of that role in the catalog; none is needed."),
            link(manager.link.as_deref()),
        ],
        Element::Omission(text) => vec![omission(text, offered)],
        Element::Indicator(indicator) => vec![
            line("name", "Name", &indicator.name)
                .help("What is measured.")
                .needed("A performance indicator needs a name."),
            FormField::new("target", "Target", FormKind::Target)
                .text(indicator.target.as_deref().unwrap_or_default())
                .help("Such as < 21 days or at least 90 %; kept as it is written."),
            link(indicator.link.as_deref()),
        ],
        Element::LadderStep(step) => vec![
            role("from", "From", &step.from)
                .help("A role of this family by its id, or any by its address.")
                .needed("A step needs a role to begin from."),
            role("to", "To", &step.to)
                .help("A role of this family by its id, or any by its address.")
                .needed("A step needs a role to lead to."),
            line("kind", "Kind", step.kind.as_deref().unwrap_or_default())
                .help("promotion, lateral, or a word of your own.")
                .complete(Source::Words(STEP_KINDS)),
        ],
        Element::HiringStep(text) => vec![
            FormField::new("text", "Step", FormKind::Text)
                .text(text)
                .help("What happens in it; Markdown links and *emphasis* work.")
                .needed("A step needs some words.")
                .wide(),
        ],
        Element::Section(section) => vec![
            line("heading", "Heading", &section.heading)
                .help("Stands above the text.")
                .needed("A section needs a heading."),
            FormField::new("body", "Text", FormKind::Text)
                .text(&section.body)
                .help("Markdown, with as many lines as it takes.")
                .wide(),
        ],
    }
}

fn line(name: &'static str, label: &str, text: &str) -> FormField {
    FormField::new(name, label, FormKind::Line).text(text)
}

fn link(text: Option<&str>) -> FormField {
    line("link", "Link", text.unwrap_or_default())
        .help("The address of a page that says more; none is needed.")
        .check(|text| match text.trim().contains(char::is_whitespace) {
            true => Err("a link has no blanks in it".into()),
            false => Ok(()),
        })
}

/// A field that names a role, which must be in the catalog.
fn reference(
    name: &'static str,
    label: &str,
    text: &str,
    key: &Arc<str>,
    catalog: &Arc<Catalog>,
) -> FormField {
    let (key, catalog) = (key.clone(), catalog.clone());
    let title = move |text: &str| {
        let place = catalog.refer(&key, text)?;
        let family = &catalog.get(&place.key)?.family;
        Some(family.position_title(place.position))
    };
    let told = title.clone();
    FormField::new(name, label, FormKind::Role)
        .text(text)
        .tell(move |text| told(text))
        .check(move |text| match text.trim() {
            "" => Ok(()),
            text if title(text).is_some() => Ok(()),
            text => Err(format!("the catalog has no role {text}")),
        })
}

fn omission(text: &str, offered: &[Suggestion]) -> FormField {
    let known: BTreeSet<String> = offered.iter().map(|one| one.text.clone()).collect();
    FormField::new("text", "Left out", FormKind::Text)
        .text(text)
        .help("An inherited item by its text or id: type some of its words and choose, Ctrl-N lists them.")
        .complete(Source::Offered)
        .needed("Say which item is left out.")
        .check(move |text| match known.contains(text.trim()) {
            true => Ok(()),
            false => Err("nothing that is inherited here says this, and none has it for its id".into()),
        })
        .wide()
}

/// What an element of this kind can be chosen from: for omissions, what the part inherits, by text and by id.
pub(super) fn offered(
    kind: ElementKind,
    family: &Family,
    key: &str,
    node: Node,
) -> Vec<Suggestion> {
    if kind != ElementKind::Omission {
        return Vec::new();
    }
    let mut seen = BTreeSet::new();
    let mut texts = Vec::new();
    let mut ids = Vec::new();
    for position in family.positions() {
        if position.node() != node {
            continue;
        }
        let effective = compose(key, family, position);
        let dropped = effective
            .dropped
            .iter()
            .filter(|dropped| dropped.by == node);
        let dropped = dropped.map(|dropped| (dropped.list, &dropped.line));
        let lines = ListKind::ALL.into_iter().flat_map(|list| {
            let lines = effective.list(list).iter();
            lines.map(move |line| (list, line))
        });
        for (list, line) in lines.chain(dropped) {
            let Some(from) = line.origins.iter().find(|origin| origin.node != node) else {
                continue;
            };
            let title = family.title(from.node);
            let text = line.item.text.trim().to_owned();
            if seen.insert(text.clone()) {
                let note = format!("{} of {title}", list.heading().to_lowercase());
                texts.push(Suggestion { text, note });
            }
            if let Some(id) = line
                .item
                .more
                .id
                .clone()
                .filter(|id| seen.insert(id.clone()))
            {
                let note = format!("the id of: {}", line.item.text);
                ids.push(Suggestion { text: id, note });
            }
        }
    }
    texts.append(&mut ids);
    texts
}

impl Form {
    /// The element that the fields describe. A field that was not touched says exactly what it said.
    pub(super) fn element(&self, kind: ElementKind) -> Element {
        let said = |name| self.said(name).to_owned();
        let set = |name| Some(said(name)).filter(|text| !text.is_empty());
        match kind {
            ElementKind::Manager => Element::Manager(ReportsTo {
                title: said("title"),
                role: set("role"),
                link: set("link"),
            }),
            ElementKind::Omission => Element::Omission(said("text")),
            ElementKind::Indicator => Element::Indicator(Indicator {
                name: said("name"),
                target: set("target"),
                link: set("link"),
            }),
            ElementKind::LadderStep => Element::LadderStep(LadderStep {
                from: said("from"),
                to: said("to"),
                kind: set("kind"),
            }),
            ElementKind::HiringStep => Element::HiringStep(said("text")),
            ElementKind::Section => Element::Section(Section {
                heading: said("heading"),
                body: said("body"),
            }),
        }
    }
}
