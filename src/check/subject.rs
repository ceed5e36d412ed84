//! What rules look at: one family in its catalog, its effective roles, and its texts taken apart into words. Each is made
//! once for all rules.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use foldhash::fast::RandomState;

use super::lexicon::{Lexicon, Reading, Word};
use super::rule::Rule;
use super::rules::rules;
use super::terms::{self, Profile, Terms};
use super::vocabulary::{Hit, Language, Vocabulary, misspellings, phrases};
use crate::document::replace::{Wording, each, nodes};
use crate::document::{Document, Severity};
use crate::model::{
    Body, Catalog, CheckSettings, Date, Effective, Extends, Family, Item, ListKind, Node, Status,
    compose,
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
    /// How bad what each rule finds is here, in the order of the rules.
    severities: Vec<Option<Severity>>,
    /// The words of the house.
    pub(super) words: Vocabulary,
}

impl<'c> Surroundings<'c> {
    /// Of a catalog, on some terms. Linear in the number of families at worst.
    pub fn new(catalog: &'c Catalog, terms: Terms) -> Self {
        let mut entries = catalog.entries().iter();
        let settings: &CheckSettings = &catalog.settings.check;
        let said = settings.profile.as_deref().map(str::parse);
        let profile = terms
            .profile
            .or(said.and_then(Result::ok))
            .unwrap_or_default();
        let severity =
            |rule: &&'static Rule| terms::severity(settings, profile, rule.id, rule.severity);
        Self {
            catalog,
            today: terms.today,
            names_owners: entries.any(|entry| entry.family.body.more.owner.is_some()),
            profile,
            severities: rules().iter().map(severity).collect(),
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

    /// The rules that are looked for, and how bad what they find is.
    pub(super) fn rules(&self) -> impl Iterator<Item = (&'static Rule, Severity)> {
        let severities = self.severities.iter();
        let all = rules().iter().zip(severities);
        all.filter_map(|(rule, severity)| Some((*rule, (*severity)?)))
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
    /// Which of the words of all lines are its own.
    words: Range<usize>,
    pub(super) reading: Reading,
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
    lexicon: &'a Lexicon<'a>,
    /// The words of all lines that are read: not those of addresses and code.
    words: Vec<Word>,
    lines: Vec<Line<'a>>,
    effective: OnceCell<Vec<Effective>>,
    language: OnceCell<&'static Language>,
    hits: OnceCell<Hits<'a>>,
    has_repeats: OnceCell<bool>,
}

/// By list, the phrases of it and in which lines they are, in the order of the lines.
type Hits<'a> = HashMap<&'a str, Vec<(usize, Hit<'a>)>, RandomState>;

impl<'a> Subject<'a> {
    /// Reads the texts of a family into the lexicon.
    pub(super) fn new(
        around: &'a Surroundings<'a>,
        lexicon: &'a mut Lexicon<'_>,
        document: &'a Document,
        family: &'a Family,
    ) -> Self {
        lexicon.make_room();
        // A word takes six bytes of a text, more or less.
        let mut words = Vec::with_capacity(document.text().len() / 6);
        let lines = lines(family, lexicon, &mut words);
        Self {
            around,
            document,
            family,
            lexicon,
            words,
            lines,
            effective: OnceCell::new(),
            language: OnceCell::new(),
            hits: OnceCell::new(),
            has_repeats: OnceCell::new(),
        }
    }

    /// Whether any part extends another one or leaves something out, so that it may not work out.
    pub(super) fn has_inheritance(&self) -> bool {
        nodes(self.family)
            .filter_map(|node| self.family.body(node))
            .any(|body| *body.extends != Extends::default() || !body.more.omit.is_empty())
    }

    /// Whether any item stands twice in lists of the same kind, in one part or in several.
    pub(super) fn has_repeats(&self) -> bool {
        *self.has_repeats.get_or_init(|| {
            let mut seen: HashSet<(ListKind, &str), RandomState> = HashSet::default();
            nodes(self.family)
                .filter_map(|node| self.family.body(node))
                .any(|body| {
                    ListKind::ALL.into_iter().any(|list| {
                        let mut items = body.list(list).iter();
                        items.any(|item| !seen.insert((list, item.text().trim())))
                    })
                })
        })
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
        is_archived(self.family, node)
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
        &self.lines
    }

    /// The lines of the items of each list that has some, list by list.
    pub(super) fn items(&self) -> impl Iterator<Item = &[Line<'a>]> {
        let place = |line: &Line<'_>| Some((line.node, line.item()?.0));
        let lists = self.lines.chunk_by(move |a, b| place(a) == place(b));
        lists.filter(|lines| lines[0].item().is_some())
    }

    /// The words of a line.
    pub(super) fn words(&self, line: &Line<'_>) -> &[Word] {
        &self.words[line.words.clone()]
    }

    /// A word in lower case.
    pub(super) fn lower(&self, word: Word) -> &str {
        self.lexicon.lower(word)
    }

    /// How many letters a word has.
    pub(super) fn letters(&self, word: Word) -> usize {
        self.lexicon.known(word).letters as usize
    }

    /// The language that the family is written in.
    pub(super) fn language(&self) -> &'static Language {
        self.language
            .get_or_init(|| Language::of(&self.words, self.lexicon))
    }

    /// The words of one list of that language, in the order of the lines.
    pub(super) fn hits(&self, list: &str) -> impl Iterator<Item = (&Line<'a>, &Hit<'a>)> {
        let hits = self.all_hits().get(list).map_or(&[][..], Vec::as_slice);
        hits.iter().map(|(n, hit)| (&self.lines[*n], hit))
    }

    /// Those of one line.
    pub(super) fn hits_in(&self, line: &Line<'_>, list: &str) -> impl Iterator<Item = &Hit<'a>> {
        let all = self.all_hits().get(list).map_or(&[][..], Vec::as_slice);
        let number = line.number;
        let start = all.partition_point(|(n, _)| *n < number);
        let hits = all[start..].iter();
        hits.take_while(move |(n, _)| *n == number)
            .map(|(_, hit)| hit)
    }

    fn all_hits(&self) -> &Hits<'a> {
        self.hits.get_or_init(|| {
            let language = self.language();
            let place = language.place();
            let house: &'a Vocabulary = &self.around.words;
            let mut by_list = Hits::default();
            let mut hits = Vec::new();
            for line in &self.lines {
                let words = self.words(line);
                phrases(line.text, words, self.lexicon, place, &mut hits);
                misspellings(language, words, self.lexicon, &mut hits);
                if !house.is_empty() {
                    house.add_to(&mut hits, line.text, words, self.lexicon);
                }
                for hit in hits.drain(..) {
                    by_list
                        .entry(hit.list)
                        .or_default()
                        .push((line.number, hit));
                }
            }
            by_list
        })
    }

    /// What a text of the family says.
    pub(super) fn said(&self, node: Node, wording: Wording) -> &'a str {
        let mut said = "";
        if let (Wording::Item(list, index), Some(body)) = (wording, self.family.body(node)) {
            return body.list(list).get(index).map_or("", |item| item.text());
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

fn is_archived(family: &Family, node: Node) -> bool {
    let status = |node| family.body(node).and_then(|body: &Body| body.more.status);
    status(node).or(status(Node::Family)) == Some(Status::Archived)
}

fn lines<'a>(
    family: &'a Family,
    lexicon: &mut Lexicon<'_>,
    words: &mut Vec<Word>,
) -> Vec<Line<'a>> {
    let bodies = nodes(family).filter_map(|node| family.body(node));
    let items = bodies.flat_map(|body| body.lists.iter().map(Vec::len));
    let mut lines = Vec::with_capacity(items.sum::<usize>() * 5 / 4);
    for node in nodes(family).filter(|node| !is_archived(family, *node)) {
        each(family, node, false, &mut |wording, text| {
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
                let start = words.len();
                let reading = lexicon.read(text, words);
                lines.push(Line {
                    number: lines.len(),
                    node,
                    wording,
                    text,
                    words: start..words.len(),
                    reading,
                });
            }
        });
    }
    lines
}
