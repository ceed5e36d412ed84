//! The form of an item: its text, and below it what else it says.

use std::collections::BTreeSet;

use super::{Form, FormField, FormKind, Source};
use crate::document::{words_from_text, words_to_text};
use crate::model::{Family, Item, ItemDetails, ListKind, Need, Node, Waiver};
use crate::text::text;

const NEEDS: &[&str] = &["must", "preferred"];

/// The fields of an item. The ids of the other items of the family are taken.
pub(super) fn fields(
    family: &Family,
    node: Node,
    list: ListKind,
    index: Option<usize>,
) -> Vec<FormField> {
    let blank = Item::default();
    let body = family.body(node);
    let item = body
        .zip(index)
        .and_then(|(body, index)| body.list(list).get(index))
        .unwrap_or(&blank);
    let taken = ids_but(family, item.more().id.as_deref());
    let waivers: Vec<String> = item.more().waive.iter().map(waiver_to_text).collect();
    let need = match item.more().need {
        Some(Need::Must) => "must",
        Some(Need::Preferred) => "preferred",
        None => "",
    };
    vec![
        FormField::new("text", list.label(), FormKind::Text)
            .text(item.text())
            .help(text!("form-one-sentence-markdown-links-and"))
            .wide()
            .needed(text!("form-an-item-needs-some-words")),
        FormField::new("tags", text!("form-tags"), FormKind::Tags)
            .text(&words_to_text(&item.more().tags))
            .help(text!("form-words-separated-by-commas")),
        FormField::new("need", text!("form-need"), FormKind::Choice(NEEDS))
            .text(need)
            .help(text!("form-left-and-right-choose-where")),
        FormField::new("waive", text!("form-waive-2"), FormKind::List)
            .values(&waivers)
            .help(text!("form-a-finding-to-live-with"))
            .complete(Source::Rules)
            .check(
                |text| match text.lines().any(|line| line.trim().starts_with(':')) {
                    true => Err(text!("form-a-reason-needs-the-rule").into()),
                    false => Ok(()),
                },
            ),
        FormField::new("id", text!("form-id"), FormKind::Line)
            .text(item.more().id.as_deref().unwrap_or_default())
            .help(text!("form-a-handle-for-omit-and"))
            .check(move |text| {
                let id = text.trim();
                if id.contains(char::is_whitespace) {
                    Err(text!("form-an-id-has-no-blanks").into())
                } else if taken.contains(id) {
                    Err(text!("form-another-item-of-the-family", id))
                } else {
                    Ok(())
                }
            }),
    ]
}

/// The field of an item that is to be split.
pub(super) fn to_split(list: ListKind, text: &str) -> FormField {
    FormField::new("text", list.label(), FormKind::Text)
        .text(text)
        .help(text!("form-go-with-the-cursor-to"))
        .wide()
}

fn ids_but(family: &Family, own: Option<&str>) -> BTreeSet<String> {
    let nodes = std::iter::once(Node::Family)
        .chain((0..family.roles.len()).map(Node::Role))
        .chain((0..family.specialties.len()).map(Node::Specialty))
        .chain((0..family.segments.len()).map(Node::Segment));
    nodes
        .filter_map(|node| family.body(node))
        .flat_map(|body| body.lists.iter().flatten())
        .filter_map(|item| item.more().id.clone())
        .filter(|id| Some(id.as_str()) != own)
        .collect()
}

impl Form {
    /// The item that the fields describe.
    pub(super) fn item(&self) -> Item {
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let waivers = self.field("waive").map_or_else(Vec::new, FormField::listed);
        let more = ItemDetails {
            id: filled(self.text("id")),
            tags: words_from_text(self.text("tags")),
            need: match self.text("need") {
                "must" => Some(Need::Must),
                "preferred" => Some(Need::Preferred),
                _ => None,
            },
            waive: waivers.iter().map(|text| self.waiver(text)).collect(),
        };
        Item::with(self.text("text"), more)
    }

    /// The waiver that a line describes. Who gave it, until when and for which text stays with its rule.
    fn waiver(&self, text: &str) -> Waiver {
        let (rule, reason) = match text.split_once(':') {
            Some((rule, reason)) => (rule.trim(), Some(reason.trim())),
            None => (text, None),
        };
        let mut before = self.waivers.iter();
        Waiver {
            reason: reason
                .filter(|reason| !reason.is_empty())
                .map(str::to_owned),
            ..match before.find(|waiver| waiver.rule == rule) {
                Some(waiver) => waiver.clone(),
                None => Waiver::of(rule),
            }
        }
    }

    /// Whether anything besides the text of an item was changed.
    pub(super) fn details_changed(&self) -> bool {
        ["tags", "need", "waive", "id"]
            .into_iter()
            .any(|name| self.has_changed(name))
    }
}

fn waiver_to_text(waiver: &Waiver) -> String {
    match &waiver.reason {
        Some(reason) => format!("{}: {reason}", waiver.rule),
        None => waiver.rule.clone(),
    }
}
