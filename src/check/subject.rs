//! What rules look at: one family in its catalog, its effective roles, and its texts taken apart into words. Each is made
//! once for all rules.

use std::cell::OnceCell;

use super::rule::Rule;
use super::terms::{self, Profile, Terms};
use super::vocabulary::{Hit, Language, Vocabulary};
use super::words::{Word, words};
use crate::document::replace::{Wording, each, nodes};
use crate::document::{Document, Severity};
use crate::model::{
    Body, Catalog, CheckSettings, Date, Effective, Family, Item, ListKind, Node, Status, compose,
};

/// What is so for the whole catalog.
#[derive(Debug, Clone)]
pub struct Surroundings<'c> {
    pub(super) catalog: &'c Catalog,
    /// The day on which things are due or not; `None` where nobody says.
    pub(super) today: Option<Date>,
    /// Whether the catalog says at all who keeps a family.
    pub(super) names_owners: bool,
    profile: Profile,
    /// The words of the house.
    words: Vocabulary,
}

impl<'c> Surroundings<'c> {
    /// Of a catalog, on some terms. Linear in the number of families at worst.
    pub fn new(catalog: &'c Catalog, terms: Terms) -> Self {
        let mut entries = catalog.entries().iter();
        let settings: &CheckSettings = &catalog.settings.check;
        let said = settings.profile.as_deref().map(str::parse);
        Self {
            catalog,
            today: terms.today,
            names_owners: entries.any(|entry| entry.family.body.owner.is_some()),
            profile: terms
                .profile
                .or(said.and_then(Result::ok))
                .unwrap_or_default(),
            words: Vocabulary::of_house(settings),
        }
    }

    fn settings(&self) -> &'c CheckSettings {
        &self.catalog.settings.check
    }

    /// How bad what a rule finds is here; `None` when it is not looked for.
    pub(super) fn severity(&self, rule: &Rule) -> Option<Severity> {
        terms::severity(self.settings(), self.profile, rule.id, rule.severity)
    }

    /// The number at which a rule begins.
    pub(super) fn budget(&self, rule: &'static Rule) -> usize {
        terms::budget(self.settings(), rule)
    }
}

/// A text of a family.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// Which one it is.
    number: usize,
    pub(super) node: Node,
    pub(super) wording: Wording,
    pub(super) text: &'a str,
    /// The words that are read: not those of addresses and code.
    pub(super) words: Vec<Word<'a>>,
}

impl Line<'_> {
    /// The list and the place, of an item.
    pub(super) fn item(&self) -> Option<(ListKind, usize)> {
        match self.wording {
            Wording::Item(list, index) => Some((list, index)),
            _ => None,
        }
    }
}

/// One family.
pub(super) struct Subject<'a> {
    pub(super) around: &'a Surroundings<'a>,
    pub(super) document: &'a Document,
    pub(super) family: &'a Family,
    effective: OnceCell<Vec<Effective>>,
    lines: OnceCell<Vec<Line<'a>>>,
    language: OnceCell<&'static Language>,
    hits: OnceCell<Vec<(usize, Hit<'a>)>>,
}

impl<'a> Subject<'a> {
    pub(super) fn new(
        around: &'a Surroundings<'a>,
        document: &'a Document,
        family: &'a Family,
    ) -> Self {
        Self {
            around,
            document,
            family,
            effective: OnceCell::new(),
            lines: OnceCell::new(),
            language: OnceCell::new(),
            hits: OnceCell::new(),
        }
    }

    /// Every position of the family with what it inherits.
    pub(super) fn effective(&self) -> &[Effective] {
        self.effective.get_or_init(|| {
            let positions = self.family.positions();
            let compose = |position| compose(&self.document.key, self.family, position);
            positions.into_iter().map(compose).collect()
        })
    }

    /// The positions that somebody can hold: those that nothing varies any further. Archived ones are left aside. A
    /// family without roles is one itself.
    pub(super) fn held(&self) -> impl Iterator<Item = &Effective> {
        self.effective().iter().filter(|effective| {
            let archived = effective.status.as_ref().map(|status| status.value);
            archived != Some(Status::Archived)
                && self.family.children(effective.position).is_empty()
        })
    }

    /// Whether a part is kept for the record only.
    pub(super) fn is_archived(&self, node: Node) -> bool {
        let status = |node| self.family.body(node).and_then(|body: &Body| body.status);
        status(node).or(status(Node::Family)) == Some(Status::Archived)
    }

    /// The parts that are in use.
    pub(super) fn parts(&self) -> impl Iterator<Item = (Node, &'a Body)> {
        let family = self.family;
        nodes(family)
            .filter(|node| !self.is_archived(*node))
            .filter_map(|node| Some((node, family.body(node)?)))
    }

    /// The items of the parts that are in use, list by list.
    pub(super) fn lists(&self) -> impl Iterator<Item = (Node, ListKind, &'a [Item])> {
        self.parts().flat_map(|(node, body)| {
            let lists = ListKind::ALL.into_iter();
            lists.map(move |list| (node, list, body.list(list)))
        })
    }

    /// The texts of the parts that are in use: what people read, without labels, and without what must be as it is
    /// because it names something else.
    pub(super) fn lines(&self) -> &[Line<'a>] {
        self.lines.get_or_init(|| {
            let mut lines = Vec::new();
            for node in nodes(self.family).filter(|node| !self.is_archived(*node)) {
                each(self.family, node, false, &mut |wording, text| {
                    let is_label = matches!(
                        wording,
                        Wording::Tag(_)
                            | Wording::ItemTag(..)
                            | Wording::Reason(..)
                            | Wording::PartReason(_)
                            | Wording::Omit(_)
                            | Wording::Owner
                    );
                    if !is_label {
                        lines.push(Line {
                            number: lines.len(),
                            node,
                            wording,
                            text,
                            words: words(text),
                        });
                    }
                });
            }
            lines
        })
    }

    /// The language that the family is written in.
    pub(super) fn language(&self) -> &'static Language {
        self.language
            .get_or_init(|| Language::of(&self.lines().iter().map(|line| line.words.as_slice())))
    }

    /// The words of one list of that language, in the order of the lines.
    pub(super) fn hits(&self, list: &str) -> impl Iterator<Item = (&Line<'a>, &Hit<'a>)> {
        let hits = self.all_hits().iter();
        hits.filter(move |(_, hit)| hit.list == list)
            .map(|(n, hit)| (&self.lines()[*n], hit))
    }

    /// Those of one line.
    pub(super) fn hits_in(&self, line: &Line<'_>, list: &str) -> impl Iterator<Item = &Hit<'a>> {
        let all = self.all_hits();
        let start = all.partition_point(|(n, _)| *n < line.number);
        let hits = all[start..].iter();
        hits.take_while(move |(n, _)| *n == line.number)
            .map(|(_, hit)| hit)
            .filter(move |hit| hit.list == list)
    }

    /// The words of all lists, by line.
    fn all_hits(&self) -> &[(usize, Hit<'a>)] {
        self.hits.get_or_init(|| {
            let language = self.language();
            let house: &'a Vocabulary = &self.around.words;
            let lines = self.lines().iter();
            lines
                .flat_map(|line| {
                    let mut hits = language.vocabulary.hits(line.text, &line.words);
                    if !house.is_empty() {
                        house.add_to(&mut hits, line.text, &line.words);
                    }
                    hits.into_iter().map(move |hit| (line.number, hit))
                })
                .collect()
        })
    }

    /// What a text of the family says.
    pub(super) fn said(&self, node: Node, wording: Wording) -> &'a str {
        let mut said = "";
        if let (Wording::Item(list, index), Some(body)) = (wording, self.family.body(node)) {
            return body.list(list).get(index).map_or("", |item| &item.text);
        }
        if wording == Wording::Page {
            return &self.family.page.template;
        }
        each(self.family, node, true, &mut |other, text| {
            if other == wording {
                said = text;
            }
        });
        said
    }
}
