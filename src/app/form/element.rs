//! Forms of elements: managers, omissions, indicators, steps and sections.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Form, FormField, FormKind, Source, Suggestion};
use crate::model::{
    Catalog, Element, ElementKind, Family, Indicator, LadderStep, ListKind, Node, ReportsTo,
    Section, compose,
};
use crate::text::{amid, text};

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
            line("title", text!("form-title"), &manager.title)
                .help(text!("form-the-managers-title-as-people"))
                .needed(text!("form-a-manager-needs-a-title")),
            role(
                "role",
                text!("form-role"),
                manager.role.as_deref().unwrap_or_default(),
            )
            .help(text!("form-the-address-of-that-role")),
            link(manager.link.as_deref()),
        ],
        Element::Omission(text) => vec![omission(text, offered)],
        Element::Indicator(indicator) => vec![
            line("name", text!("form-name"), &indicator.name)
                .help(text!("form-what-is-measured"))
                .needed(text!("form-a-performance-indicator-needs-a")),
            FormField::new("target", text!("form-target"), FormKind::Target)
                .text(indicator.target.as_deref().unwrap_or_default())
                .help(text!("form-such-as-21-days-or")),
            link(indicator.link.as_deref()),
        ],
        Element::LadderStep(step) => vec![
            role("from", text!("form-from"), &step.from)
                .help(text!("form-a-role-of-this-family"))
                .needed(text!("form-a-step-needs-a-role")),
            role("to", text!("form-to"), &step.to)
                .help(text!("form-a-role-of-this-family"))
                .needed(text!("form-a-step-needs-a-role-2")),
            line(
                "kind",
                text!("form-kind"),
                step.kind.as_deref().unwrap_or_default(),
            )
            .help(text!("form-promotion-lateral-or-a-word"))
            .complete(Source::Words(STEP_KINDS)),
        ],
        Element::HiringStep(text) => vec![
            FormField::new("text", text!("form-step"), FormKind::Text)
                .text(text)
                .help(text!("form-what-happens-in-it-markdown"))
                .needed(text!("form-a-step-needs-some-words"))
                .wide(),
        ],
        Element::Section(section) => vec![
            line("heading", text!("form-heading"), &section.heading)
                .help(text!("form-stands-above-the-text"))
                .needed(text!("form-a-section-needs-a-heading")),
            FormField::new("body", text!("form-text"), FormKind::Text)
                .text(&section.body)
                .help(text!("form-markdown-with-as-many-lines"))
                .wide(),
        ],
    }
}

fn line(name: &'static str, label: &str, text: &str) -> FormField {
    FormField::new(name, label, FormKind::Line).text(text)
}

fn link(text: Option<&str>) -> FormField {
    line("link", text!("form-link"), text.unwrap_or_default())
        .help(text!("form-the-address-of-a-page"))
        .check(|text| match text.trim().contains(char::is_whitespace) {
            true => Err(text!("form-a-link-has-no-blanks").into()),
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
            text => Err(text!("form-the-catalog-has-no-role", text)),
        })
}

fn omission(text: &str, offered: &[Suggestion]) -> FormField {
    let known: BTreeSet<String> = offered.iter().map(|one| one.text.clone()).collect();
    FormField::new("text", text!("form-left-out"), FormKind::Text)
        .text(text)
        .help(text!("form-an-inherited-item-by-its"))
        .complete(Source::Offered)
        .needed(text!("form-say-which-item-is-left"))
        .check(move |text| match known.contains(text.trim()) {
            true => Ok(()),
            false => Err(text!("form-nothing-that-is-inherited-here").into()),
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
            let text = line.item.text().trim().to_owned();
            if seen.insert(text.clone()) {
                let note = text!("form-of", list = amid(list.label()), title);
                texts.push(Suggestion { text, note });
            }
            if let Some(id) = line
                .item
                .more()
                .id
                .clone()
                .filter(|id| seen.insert(id.clone()))
            {
                let note = text!("form-the-id-of", text = line.item.text());
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
                title: said("title").into(),
                role: set("role").map(Into::into),
                link: set("link").map(Into::into),
            }),
            ElementKind::Omission => Element::Omission(said("text")),
            ElementKind::Indicator => Element::Indicator(Indicator {
                name: said("name").into(),
                target: set("target").map(Into::into),
                link: set("link").map(Into::into),
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
