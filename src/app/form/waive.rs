//! The form of a waiver: of what, why, until when, and on whose word.

use super::{Form, FormField, FormKind, Outcome};
use crate::check::{Waivable, replace_waiver, waived};
use crate::document::{Plan, SETTINGS_KEY, Step};
use crate::model::{Catalog, Date, Node, Waiver};
use crate::text::text;

/// A waiver that is being given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiving {
    /// The id of the rule.
    pub rule: &'static str,
    /// What it can be given for in the family, from the smallest on, each with its fingerprint.
    pub offers: Vec<(Waivable, String)>,
}

const ITEM: &str = "this item";
const PART: &str = "this part";
const FAMILY: &str = "the family";
const CATALOG: &str = "the catalog";

impl Waiving {
    /// The fields of its form.
    pub(in crate::app) fn fields(&self, by: &str, today: Option<Date>) -> Vec<FormField> {
        let (words, first): (&'static [&'static str], _) = match self.offers.first() {
            Some((Waivable::Item(Node::Family, ..), _)) => (&[ITEM, FAMILY, CATALOG], ITEM),
            Some((Waivable::Item(..), _)) => (&[ITEM, PART, FAMILY, CATALOG], ITEM),
            Some((Waivable::Part(Node::Family), _)) | None => (&[FAMILY, CATALOG], FAMILY),
            Some((Waivable::Part(_), _)) => (&[PART, FAMILY, CATALOG], PART),
        };
        vec![
            FormField::new("reason", text!("form-why"), FormKind::Text)
                .help(text!("form-why-it-is-right-as"))
                .wide()
                .needed(text!("form-a-waiver-needs-a-reason")),
            FormField::new("until", text!("form-until"), FormKind::Line)
                .help(text!("form-the-last-day-on-which"))
                .check(
                    move |text| match (text.trim(), text.trim().parse::<Date>()) {
                        ("", _) => Ok(()),
                        (_, Err(())) => Err(text!("form-a-day-such-as-2027").into()),
                        (_, Ok(day)) if today.is_some_and(|today| day < today) => {
                            Err(text!("form-that-day-is-past").into())
                        }
                        _ => Ok(()),
                    },
                ),
            FormField::new("where", text!("form-in"), FormKind::Choice(words))
                .text(first)
                .help(text!("form-left-and-right-choose-in")),
            FormField::new("by", text!("form-by"), FormKind::Line)
                .text(by)
                .help(text!("form-who-decides-it")),
        ]
    }

    /// What keeping the form comes to.
    ///
    /// # Errors
    /// When what it is about is not there any more.
    pub(super) fn outcome(&self, form: &Form, catalog: &Catalog) -> Result<Outcome, String> {
        let filled = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let waiver = Waiver {
            reason: filled(form.text("reason")),
            by: filled(form.text("by")),
            until: form.text("until").parse().ok(),
            ..Waiver::of(self.rule)
        };
        let wanted = |what: &Waivable| match form.text("where") {
            ITEM => matches!(what, Waivable::Item(..)),
            PART => matches!(what, Waivable::Part(node) if *node != Node::Family),
            FAMILY => *what == Waivable::Part(Node::Family),
            _ => false,
        };
        let Some((what, hash)) = self.offers.iter().find(|(what, _)| wanted(what)) else {
            let mut settings = catalog.settings.clone();
            replace_waiver(&mut settings.check.waive, waiver);
            return Ok(Outcome::Plan(Plan {
                label: text!("form-waived-in-the-catalog", rule = self.rule),
                landing: None,
                steps: vec![(SETTINGS_KEY.into(), Step::Settings(Box::new(settings)))],
            }));
        };
        let waiver = Waiver {
            hash: Some(hash.clone()),
            ..waiver
        };
        let family = catalog.get(&form.key).map(|entry| &entry.family);
        let edit = family.and_then(|family| waived(family, *what, waiver));
        let edit = edit.ok_or(text!("form-what-it-is-about-is"))?;
        Ok(Outcome::Plan(Plan {
            label: text!("form-waived", rule = self.rule),
            landing: None,
            steps: vec![(form.key.clone(), Step::Edit(vec![edit]))],
        }))
    }
}
