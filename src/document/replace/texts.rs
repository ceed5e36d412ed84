//! The texts of a family that people read: which there are, and how each is put back changed.
//!
//! Owns the list of them. Ids, keys, addresses of the catalog and words with a fixed choice are none.

use std::fmt;

use crate::model::{Body, Family, Item, ListKind, Node, key_in_words};
use crate::text::text;

/// One text of a part of a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Wording {
    /// The title.
    Title,
    /// The summary.
    Summary,
    /// The owner.
    Owner,
    /// A tag, by place.
    Tag(usize),
    /// The title of a manager, by place.
    Manager(usize),
    /// The link of a manager, by place; only where links are meant.
    ManagerLink(usize),
    /// An item, by list and place.
    Item(ListKind, usize),
    /// A tag of an item: list, item, tag.
    ItemTag(ListKind, usize, usize),
    /// Why a finding about an item is waived: list, item, waiver.
    Reason(ListKind, usize, usize),
    /// Why a finding is waived throughout the part, by place.
    PartReason(usize),
    /// What is omitted, by place.
    Omit(usize),
    /// The name of a performance indicator, by place.
    Indicator(usize),
    /// The target of a performance indicator, by place.
    Target(usize),
    /// The link of a performance indicator, by place; only where links are meant.
    IndicatorLink(usize),
    /// The prose of the career ladder.
    Ladder,
    /// What is said before the steps of the hiring process.
    HiringIntro,
    /// A step of the hiring process, by place.
    HiringStep(usize),
    /// What is said after the steps of the hiring process.
    HiringOutro,
    /// The heading of a section, by place.
    Heading(usize),
    /// The text of a section, by place.
    Section(usize),
    /// What the page of the family says around its fields. It goes with the page, and is not looked through with the
    /// other texts.
    Page,
    /// The name of the catalog.
    Name,
    /// An item that every role must carry, by place.
    Mandatory(usize),
    /// What the catalog says for what people type, by place.
    Synonym(usize),
}

impl Wording {
    /// The key in the file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Summary => "summary",
            Self::Owner => "owner",
            Self::Tag(_) => "tags",
            Self::Manager(_) | Self::ManagerLink(_) => "reports_to",
            Self::Item(list, _) | Self::ItemTag(list, ..) | Self::Reason(list, ..) => list.key(),
            Self::PartReason(_) => "waive",
            Self::Omit(_) => "omit",
            Self::Indicator(_) | Self::Target(_) | Self::IndicatorLink(_) => {
                "performance_indicators"
            }
            Self::Ladder => "career_ladder",
            Self::HiringIntro | Self::HiringStep(_) | Self::HiringOutro => "hiring_process",
            Self::Heading(_) | Self::Section(_) => "sections",
            Self::Page => "page",
            Self::Name => "name",
            Self::Mandatory(_) => "mandatory_items",
            Self::Synonym(_) => "synonyms",
        }
    }

    /// The key inside the table that the text stands in, where it stands in one.
    pub fn inner_key(self) -> Option<&'static str> {
        match self {
            Self::Manager(_) => Some("title"),
            Self::ManagerLink(_) | Self::IndicatorLink(_) => Some("link"),
            Self::ItemTag(..) => Some("tags"),
            Self::Reason(..) | Self::PartReason(_) => Some("reason"),
            Self::Indicator(_) => Some("name"),
            Self::Target(_) => Some("target"),
            Self::Ladder => Some("summary"),
            Self::HiringIntro => Some("intro"),
            Self::HiringStep(_) => Some("steps"),
            Self::HiringOutro => Some("outro"),
            Self::Heading(_) => Some("heading"),
            Self::Section(_) => Some("body"),
            Self::Page => Some("template"),
            Self::Title
            | Self::Summary
            | Self::Owner
            | Self::Tag(_)
            | Self::Item(..)
            | Self::Omit(_)
            | Self::Name
            | Self::Mandatory(_)
            | Self::Synonym(_) => None,
        }
    }

    /// Which one of its list, from 0.
    pub fn index(self) -> Option<usize> {
        match self {
            Self::Tag(n)
            | Self::Manager(n)
            | Self::ManagerLink(n)
            | Self::Item(_, n)
            | Self::ItemTag(_, n, _)
            | Self::Reason(_, n, _)
            | Self::PartReason(n)
            | Self::Omit(n)
            | Self::Indicator(n)
            | Self::Target(n)
            | Self::IndicatorLink(n)
            | Self::HiringStep(n)
            | Self::Heading(n)
            | Self::Section(n)
            | Self::Mandatory(n)
            | Self::Synonym(n) => Some(n),
            Self::Title
            | Self::Name
            | Self::Summary
            | Self::Owner
            | Self::Ladder
            | Self::HiringIntro
            | Self::HiringOutro
            | Self::Page => None,
        }
    }

    /// Whether it may say nothing.
    pub(in crate::document) fn may_be_empty(self) -> bool {
        matches!(
            self,
            Self::Summary
                | Self::Name
                | Self::Owner
                | Self::Target(_)
                | Self::ManagerLink(_)
                | Self::IndicatorLink(_)
                | Self::Reason(..)
                | Self::PartReason(_)
                | Self::Ladder
                | Self::HiringIntro
                | Self::HiringOutro
                | Self::Section(_)
                | Self::Page
        )
    }

    /// Whether it may hold several lines.
    pub(super) fn may_have_lines(self) -> bool {
        matches!(
            self,
            Self::Summary
                | Self::Mandatory(_)
                | Self::Item(..)
                | Self::Omit(_)
                | Self::Reason(..)
                | Self::PartReason(_)
                | Self::Ladder
                | Self::HiringIntro
                | Self::HiringStep(_)
                | Self::HiringOutro
                | Self::Section(_)
                | Self::Page
        )
    }
}

impl fmt::Display for Wording {
    /// As people name it, counted from 1: "requirements 3", "sections 2, heading".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // The steps are what counts here.
            Self::HiringStep(n) => {
                return write!(f, "{}", text!("change-hiring-process-step", n = n + 1));
            }
            _ => f.write_str(key_in_words(self.key()))?,
        }
        if let Some(index) = self.index() {
            write!(f, " {}", index + 1)?;
        }
        match self.inner_key() {
            Some(key) => write!(f, ", {}", key_in_words(key)),
            None => Ok(()),
        }
    }
}

/// Every part of a family.
pub fn nodes(family: &Family) -> impl Iterator<Item = Node> + use<> {
    std::iter::once(Node::Family)
        .chain((0..family.roles.len()).map(Node::Role))
        .chain((0..family.specialties.len()).map(Node::Specialty))
        .chain((0..family.segments.len()).map(Node::Segment))
}

/// Hands over every text of one part that people read, and with `links` the addresses of web pages too.
pub fn each<'f>(
    family: &'f Family,
    node: Node,
    links: bool,
    take: &mut dyn FnMut(Wording, &'f str),
) {
    if let Some(body) = family.body(node) {
        of_body(body, links, take);
    }
    if node == Node::Family {
        for (n, section) in family.sections.iter().enumerate() {
            take(Wording::Heading(n), &section.heading);
            take(Wording::Section(n), &section.body);
        }
    }
}

fn of_body<'f>(body: &'f Body, links: bool, take: &mut dyn FnMut(Wording, &'f str)) {
    let mut maybe = |wording: Wording, text: Option<&'f str>| {
        if let Some(text) = text {
            take(wording, text);
        }
    };
    maybe(Wording::Title, body.title.as_deref());
    maybe(Wording::Summary, body.summary.as_deref());
    maybe(Wording::Owner, body.more.owner.as_deref());
    for (n, tag) in body.more.tags.iter().enumerate() {
        take(Wording::Tag(n), tag);
    }
    for (n, manager) in body.reports_to.iter().enumerate() {
        take(Wording::Manager(n), &manager.title);
        if let (true, Some(link)) = (links, &manager.link) {
            take(Wording::ManagerLink(n), link);
        }
    }
    for list in ListKind::ALL {
        for (n, item) in body.list(list).iter().enumerate() {
            of_item(list, n, item, take);
        }
    }
    for (n, text) in body.more.omit.iter().enumerate() {
        take(Wording::Omit(n), text);
    }
    for (n, indicator) in body.more.performance_indicators.iter().enumerate() {
        take(Wording::Indicator(n), &indicator.name);
        if let Some(target) = &indicator.target {
            take(Wording::Target(n), target);
        }
        if let (true, Some(link)) = (links, &indicator.link) {
            take(Wording::IndicatorLink(n), link);
        }
    }
    let mut maybe = |wording: Wording, text: Option<&'f str>| {
        if let Some(text) = text {
            take(wording, text);
        }
    };
    for (n, waiver) in body.more.waive.iter().enumerate() {
        maybe(Wording::PartReason(n), waiver.reason.as_deref());
    }
    maybe(Wording::Ladder, body.more.career_ladder.summary.as_deref());
    maybe(
        Wording::HiringIntro,
        body.more.hiring_process.intro.as_deref(),
    );
    maybe(
        Wording::HiringOutro,
        body.more.hiring_process.outro.as_deref(),
    );
    for (n, step) in body.more.hiring_process.steps.iter().enumerate() {
        take(Wording::HiringStep(n), step);
    }
}

fn of_item<'f>(list: ListKind, n: usize, item: &'f Item, take: &mut dyn FnMut(Wording, &'f str)) {
    take(Wording::Item(list, n), item.text());
    for (t, tag) in item.more().tags.iter().enumerate() {
        take(Wording::ItemTag(list, n, t), tag);
    }
    for (w, waiver) in item.more().waive.iter().enumerate() {
        if let Some(reason) = &waiver.reason {
            take(Wording::Reason(list, n, w), reason);
        }
    }
}

/// Puts a text in the place of the one that stands there. Where nothing may be said, an empty one unsets it.
pub(in crate::document) fn put(family: &mut Family, node: Node, wording: Wording, text: String) {
    if let Wording::Heading(n) | Wording::Section(n) = wording {
        if let (Node::Family, Some(section)) = (node, family.sections.get_mut(n)) {
            match wording {
                Wording::Heading(_) => section.heading = text,
                _ => section.body = text,
            }
        }
        return;
    }
    if wording == Wording::Page {
        family.page.template = text;
        return;
    }
    if let Some(body) = family.body_mut(node) {
        put_into(body, wording, text);
    }
}

fn put_into(body: &mut Body, wording: Wording, text: String) {
    let set = (!text.is_empty()).then(|| text.clone());
    let item = |body: &mut Body, list: ListKind, n: usize, change: &mut dyn FnMut(&mut Item)| {
        if let Some(item) = body.lists[list as usize].get_mut(n) {
            change(item);
        }
    };
    match wording {
        Wording::Title => body.title = set.map(Into::into),
        Wording::Summary => body.summary = set.map(Into::into),
        Wording::Owner => body.more.owner = set.map(Into::into),
        Wording::Ladder => body.more.career_ladder.summary = set,
        Wording::HiringIntro => body.more.hiring_process.intro = set,
        Wording::HiringOutro => body.more.hiring_process.outro = set,
        Wording::Tag(n) => replace(body.more.tags.get_mut(n), text),
        Wording::Omit(n) => replace(body.more.omit.get_mut(n), text),
        Wording::HiringStep(n) => replace(body.more.hiring_process.steps.get_mut(n), text),
        Wording::Manager(n) => replace(
            body.reports_to.get_mut(n).map(|m| &mut m.title),
            text.into(),
        ),
        Wording::ManagerLink(n) => replace(
            body.reports_to.get_mut(n).map(|m| &mut m.link),
            set.map(Into::into),
        ),
        Wording::Indicator(n) => {
            let indicator = body.more.performance_indicators.get_mut(n);
            replace(indicator.map(|indicator| &mut indicator.name), text.into());
        }
        Wording::Target(n) => {
            let indicator = body.more.performance_indicators.get_mut(n);
            replace(
                indicator.map(|indicator| &mut indicator.target),
                set.map(Into::into),
            );
        }
        Wording::IndicatorLink(n) => {
            let indicator = body.more.performance_indicators.get_mut(n);
            replace(
                indicator.map(|indicator| &mut indicator.link),
                set.map(Into::into),
            );
        }
        Wording::Item(list, n) => item(body, list, n, &mut |item| item.set_text(&text)),
        Wording::ItemTag(list, n, t) => item(body, list, n, &mut |item| {
            replace(item.more_mut().tags.get_mut(t), text.clone());
        }),
        Wording::Reason(list, n, w) => item(body, list, n, &mut |item| {
            let waiver = item.more_mut().waive.get_mut(w);
            replace(waiver.map(|waiver| &mut waiver.reason), set.clone());
        }),
        Wording::PartReason(n) => {
            replace(
                body.more.waive.get_mut(n).map(|waiver| &mut waiver.reason),
                set,
            );
        }
        // Sections and the page belong to the family and not to a part's body; the rest to the catalog.
        Wording::Heading(_)
        | Wording::Section(_)
        | Wording::Page
        | Wording::Name
        | Wording::Mandatory(_)
        | Wording::Synonym(_) => {}
    }
}

fn replace<T>(place: Option<&mut T>, with: T) {
    if let Some(place) = place {
        *place = with;
    }
}
