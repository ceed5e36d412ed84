//! What is waived is not found: by its item, by its part, by the family and by the catalog. A waiver holds up to its
//! day, and for the text that it was given for.

use std::borrow::Cow;

use super::all_found;
use super::lexicon::Lexicon;
use super::report::Found;
use super::subject::{Subject, Surroundings};
use crate::document::{Document, Edit};
use crate::model::{Family, ListKind, Node, Waiver, fingerprint};
use crate::text::Language;

/// What a waiver is about, in one family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waivable {
    /// One item of a part.
    Item(Node, ListKind, usize),
    /// A part, without those that are in it or vary it; the family with everything in it.
    Part(Node),
}

impl Waivable {
    /// Whether a finding is about it.
    fn has(self, found: &Found) -> bool {
        match self {
            Self::Item(node, list, index) => {
                found.node == node && found.site.list_item() == Some((list, index))
            }
            Self::Part(Node::Family) => true,
            Self::Part(node) => found.node == node,
        }
    }

    /// The fingerprint of what a waiver of a rule is given for here: an item's text, and of a part whatever the rule
    /// finds in it. `None` when it finds nothing.
    pub(super) fn fingerprint(
        self,
        subject: &Subject<'_>,
        found: &[Found],
        rule: &str,
    ) -> Option<String> {
        let about = |found: &&Found| found.rule.id == rule && self.has(found);
        let mut about = found.iter().filter(about).peekable();
        about.peek()?;
        if let Self::Item(node, list, index) = self {
            let items = subject.family.body(node)?.list(list);
            return Some(fingerprint([items.get(index)?.text().as_str()]));
        }
        // Where it stands does not matter, nor how often.
        let mut texts: Vec<Cow<'_, str>> = about
            .map(|found| match found.site.wording() {
                Some(wording) => subject.said(found.node, wording).into(),
                // It is kept in files, whatever language is spoken.
                None => found.message.in_language(Language::English),
            })
            .collect();
        texts.sort_unstable();
        texts.dedup();
        Some(fingerprint(texts.iter().map(|text| &**text)))
    }
}

/// The fingerprint that a waiver of a rule is given for; `None` when the rule finds nothing there.
pub fn fingerprint_of(
    around: &Surroundings<'_>,
    document: &Document,
    what: Waivable,
    rule: &str,
) -> Option<String> {
    let mut lexicon = Lexicon::new(&around.words);
    let subject = Subject::new(around, &mut lexicon, document, document.family()?);
    let found = all_found(&subject);
    what.fingerprint(&subject, &found, rule)
}

/// The edit that waives a rule for something as it is written now, in place of a former waiver of that rule. `None` when
/// the rule finds nothing there.
pub fn waive(
    around: &Surroundings<'_>,
    document: &Document,
    what: Waivable,
    waiver: Waiver,
) -> Option<Edit> {
    let hash = fingerprint_of(around, document, what, &waiver.rule)?;
    let waiver = Waiver {
        hash: Some(hash),
        ..waiver
    };
    waived(document.family()?, what, waiver)
}

/// The edit that gives something a waiver; `None` when it is not there.
pub fn waived(family: &Family, what: Waivable, waiver: Waiver) -> Option<Edit> {
    match what {
        Waivable::Part(node) => {
            let mut waivers = family.body(node)?.more.waive.clone();
            replace(&mut waivers, waiver);
            Some(Edit::SetWaivers { node, waivers })
        }
        Waivable::Item(node, list, index) => {
            let mut item = family.body(node)?.list(list).get(index)?.clone();
            replace(&mut item.more_mut().waive, waiver);
            Some(Edit::SetItem {
                node,
                list,
                index,
                item,
            })
        }
    }
}

/// Puts a waiver in the place of those of the same rule.
pub fn replace(waivers: &mut Vec<Waiver>, waiver: Waiver) {
    let at = waivers.iter().position(|other| other.rule == waiver.rule);
    waivers.retain(|other| other.rule != waiver.rule);
    waivers.insert(at.unwrap_or(waivers.len()).min(waivers.len()), waiver);
}

/// Why a waiver does not hold any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lapse {
    /// Its day is past.
    Ended,
    /// The text is another one now.
    Changed,
    /// There is nothing to waive.
    Idle,
}

/// Whether a waiver holds for something, and why not.
pub(super) fn lapse(
    subject: &Subject<'_>,
    found: &[Found],
    what: Waivable,
    waiver: &Waiver,
) -> Option<Lapse> {
    if !waiver.holds_on(subject.around.today) {
        return Some(Lapse::Ended);
    }
    match what.fingerprint(subject, found, &waiver.rule) {
        None => Some(Lapse::Idle),
        Some(print) if waiver.is_for(&print) => None,
        Some(_) => Some(Lapse::Changed),
    }
}

/// Takes out what is waived.
pub(super) fn without_waived(found: &mut Vec<Found>, subject: &Subject<'_>) {
    let today = subject.around.today;
    let everywhere: Vec<&str> = subject
        .around
        .catalog
        .settings
        .check
        .waive
        .iter()
        .filter(|waiver| waiver.holds_on(today))
        .map(|waiver| waiver.rule.as_str())
        .collect();
    let parts: Vec<(Waivable, &str)> = every_part(subject)
        .filter(|(what, waiver)| lapse(subject, found, *what, waiver).is_none())
        .map(|(what, waiver)| (what, waiver.rule.as_str()))
        .collect();
    found.retain(|found| {
        if found.rule.is_about_waivers() {
            return true;
        }
        let of_part = |(what, rule): &(Waivable, &str)| *rule == found.rule.id && what.has(found);
        if everywhere.contains(&found.rule.id) || parts.iter().any(of_part) {
            return false;
        }
        let Some((list, index)) = found.site.list_item() else {
            return true;
        };
        let body = subject.family.body(found.node);
        let item = body.and_then(|body| body.list(list).get(index));
        !item.is_some_and(|item| {
            item.more().waive.iter().any(|waiver| {
                waiver.rule == found.rule.id
                    && waiver.holds_on(today)
                    && (waiver.hash.is_none()
                        || waiver.is_for(&fingerprint([item.text().as_str()])))
            })
        })
    });
}

/// The waivers of whole parts that are in use.
pub(super) fn every_part<'s>(
    subject: &'s Subject<'_>,
) -> impl Iterator<Item = (Waivable, &'s Waiver)> {
    subject.parts().flat_map(|(node, body)| {
        let waivers = body.more.waive.iter();
        waivers.map(move |waiver| (Waivable::Part(node), waiver))
    })
}
