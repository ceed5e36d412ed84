//! What a user means to change, and what it makes of a family. How it is written is `patch`'s business.

use super::change::Line;
use super::field::{Field, normal};
use super::replace::{Wording, put};
use crate::model::{Element, ElementKind, Family, Item, ListKind, Node, Text, Waiver};
use crate::text::{amid, text};

/// One meant change of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Sets a scalar field from its text form; an empty text unsets it.
    Set {
        /// Which part.
        node: Node,
        /// Which field.
        field: Field,
        /// The text form, see [`Field`].
        text: String,
    },
    /// Adds items so that the first of them has the place `at`.
    Add {
        /// Which part.
        node: Node,
        /// Which list.
        list: ListKind,
        /// From 0 to the length of the list.
        at: usize,
        /// One an item.
        texts: Vec<String>,
    },
    /// Rewords one item; its other fields stay.
    Replace {
        /// Which part.
        node: Node,
        /// Which list.
        list: ListKind,
        /// Which item, from 0.
        index: usize,
        /// The new wording.
        text: String,
    },
    /// Makes one item another: its text, and what stands beside it.
    SetItem {
        /// Which part.
        node: Node,
        /// Which list.
        list: ListKind,
        /// Which item, from 0.
        index: usize,
        /// What it shall be.
        item: Item,
    },
    /// Takes one item out.
    Remove {
        /// Which part.
        node: Node,
        /// Which list.
        list: ListKind,
        /// Which item, from 0.
        index: usize,
    },
    /// Moves one item so that it has the place `to` afterwards.
    Move {
        /// Which part.
        node: Node,
        /// Which list.
        list: ListKind,
        /// Where it is.
        from: usize,
        /// Where it shall be.
        to: usize,
    },
    /// Puts an element in so that it has the place `at`.
    AddElement {
        /// Which part.
        node: Node,
        /// From 0 to how many there are.
        at: usize,
        /// What it shall be.
        element: Element,
    },
    /// Makes one element another of its kind.
    SetElement {
        /// Which part.
        node: Node,
        /// Which one, from 0.
        index: usize,
        /// What it shall be.
        element: Element,
    },
    /// Takes one element out.
    RemoveElement {
        /// Which part.
        node: Node,
        /// Of which kind.
        kind: ElementKind,
        /// Which one, from 0.
        index: usize,
    },
    /// Moves one element so that it has the place `to` afterwards.
    MoveElement {
        /// Which part.
        node: Node,
        /// Of which kind.
        kind: ElementKind,
        /// Where it is.
        from: usize,
        /// Where it shall be.
        to: usize,
    },
    /// Makes these all the elements of one kind that a part has.
    SetElements {
        /// Which part.
        node: Node,
        /// Of which kind.
        kind: ElementKind,
        /// What they shall be.
        elements: Vec<Element>,
    },
    /// Says which roles a variation varies; none is all of them.
    SetRoles {
        /// Which variation.
        node: Node,
        /// The ids of the roles.
        roles: Vec<String>,
    },
    /// Says which findings are waived throughout a part.
    SetWaivers {
        /// Which part.
        node: Node,
        /// All waivers that it has then.
        waivers: Vec<Waiver>,
    },
    /// Rewords one text; an empty one unsets it where nothing need be said.
    Reword {
        /// Which part.
        node: Node,
        /// Which of its texts.
        wording: Wording,
        /// What it shall say.
        text: String,
    },
}

/// Why an edit is refused. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// No document has this key.
    #[error("{}", text!("change-the-catalog-has-no-family", what = .0))]
    NoFamily(String),
    /// The file is not TOML.
    #[error("{}", text!("change-the-file-of-cannot-be", what = .0))]
    Broken(String),
    /// A file with this key is there already.
    #[error("{}", text!("change-the-catalog-has-already-choose", what = .0))]
    KeyTaken(String),
    /// The key does not make a path below the catalog's folder.
    #[error(
        "{}", text!("change-cannot-be-the-key-of", what = .0))]
    BadKey(String),
    /// The part is not there.
    #[error("{}", text!("change-the-family-has-no-such"))]
    NoPart,
    /// The item is not there.
    #[error("{}", text!("change-there-is-no-item-in", number, key = .list.key(), len))]
    NoItem {
        /// Which list.
        list: ListKind,
        /// From 1, as people count.
        number: usize,
        /// How many there are.
        len: usize,
    },
    /// The text form does not make sense for the field.
    #[error("{}", text!("change-takes", key = .field.key(), expected))]
    Invalid {
        /// Which field.
        field: Field,
        /// What it takes.
        expected: &'static str,
    },
    /// A family has no such field.
    #[error("{}", text!("change-a-family-has-no-its", key = .0.key()))]
    NotOnFamily(Field),
    /// The element is not there.
    #[error("{}", text!("change-there-is-no-there-are", name = .kind.name(), number, len))]
    NoElement {
        /// Of which kind.
        kind: ElementKind,
        /// From 1, as people count.
        number: usize,
        /// How many there are.
        len: usize,
    },
    /// The part has no elements of this kind.
    #[error("{}", text!("change-there-is-no-in-this", name = .0.name()))]
    NoSuchElements(ElementKind),
    /// An element that says nothing.
    #[error("{}", text!("change-a-cannot-be-empty", name = .0.name()))]
    EmptyElement(ElementKind),
    /// An item without words.
    #[error("{}", text!("change-an-item-cannot-be-empty"))]
    EmptyItem,
    /// Written in a way that this program reads but does not rewrite.
    #[error("{}", text!("change-is-written-in-a-form", what = .0))]
    Layout(&'static str),
    /// The patched text would not say what was meant; a safeguard.
    #[error(
        "{}", text!("change-the-change-could-not-be"))]
    Unfaithful,
}

impl Edit {
    /// Which part it changes.
    pub fn node(&self) -> Node {
        match self {
            Self::Set { node, .. }
            | Self::Add { node, .. }
            | Self::Replace { node, .. }
            | Self::SetItem { node, .. }
            | Self::Remove { node, .. }
            | Self::Move { node, .. }
            | Self::AddElement { node, .. }
            | Self::SetElement { node, .. }
            | Self::RemoveElement { node, .. }
            | Self::MoveElement { node, .. }
            | Self::SetElements { node, .. }
            | Self::SetRoles { node, .. }
            | Self::SetWaivers { node, .. }
            | Self::Reword { node, .. } => *node,
        }
    }

    /// Whether it sets a field to nothing.
    pub(super) fn unsets(&self) -> bool {
        matches!(self, Self::Set { text, .. } if text.trim().is_empty())
    }

    /// The item or the element that it is about; for a move, the place it leaves.
    pub fn line(&self) -> Option<Line> {
        Some(match self {
            Self::Add { list, at, .. } => Line::Item(*list, *at),
            Self::Replace { list, index, .. }
            | Self::SetItem { list, index, .. }
            | Self::Remove { list, index, .. } => Line::Item(*list, *index),
            Self::Move { list, from, .. } => Line::Item(*list, *from),
            Self::Reword {
                wording: Wording::Item(list, index),
                ..
            } => Line::Item(*list, *index),
            Self::AddElement { at, element, .. } => Line::Element(element.kind(), *at),
            Self::SetElement { index, element, .. } => Line::Element(element.kind(), *index),
            Self::RemoveElement { kind, index, .. } => Line::Element(*kind, *index),
            Self::MoveElement { kind, from, .. } => Line::Element(*kind, *from),
            Self::Set { .. }
            | Self::SetElements { .. }
            | Self::SetRoles { .. }
            | Self::SetWaivers { .. }
            | Self::Reword { .. } => return None,
        })
    }

    /// What it makes of a family: the meaning that the patched text must have.
    ///
    /// # Errors
    /// [`EditError`] when it makes no sense there.
    pub fn meaning(&self, family: &Family) -> Result<Family, EditError> {
        let mut family = family.clone();
        let node = self.node();
        if let Some(kind) = self.element_kind() {
            return self.of_elements(family, node, kind);
        }
        if let Self::SetRoles { roles, .. } = self {
            let variation = family.variation_mut(node).ok_or(EditError::NoPart)?;
            variation.roles = roles.iter().map(Into::into).collect();
            return Ok(family);
        }
        if let Self::Reword { wording, text, .. } = self {
            family.body(node).ok_or(EditError::NoPart)?;
            if text.trim().is_empty() && !wording.may_be_empty() {
                return Err(EditError::EmptyItem);
            }
            put(&mut family, node, *wording, text.clone());
            return Ok(family);
        }
        let body = family.body_mut(node).ok_or(EditError::NoPart)?;
        match self {
            Self::Set { field, text, .. } => field.put(node, body, text)?,
            Self::Add {
                list, at, texts, ..
            } => {
                let items = &mut body.lists[*list as usize];
                if *at > items.len() {
                    return Err(no_item(*list, *at, items.len()));
                }
                let new = texts
                    .iter()
                    .map(|text| worded(text).map(Item::new))
                    .collect::<Result<Vec<_>, _>>()?;
                items.splice(*at..*at, new);
            }
            Self::Replace {
                list, index, text, ..
            } => {
                let items = &mut body.lists[*list as usize];
                let len = items.len();
                let item = items
                    .get_mut(*index)
                    .ok_or_else(|| no_item(*list, *index, len))?;
                item.set_text(worded(text)?);
            }
            Self::SetItem {
                list, index, item, ..
            } => {
                let items = &mut body.lists[*list as usize];
                let len = items.len();
                let old = items
                    .get_mut(*index)
                    .ok_or_else(|| no_item(*list, *index, len))?;
                *old = Item::with(worded(item.text())?, item.more().clone());
            }
            Self::Remove { list, index, .. } => {
                let items = &mut body.lists[*list as usize];
                if *index >= items.len() {
                    return Err(no_item(*list, *index, items.len()));
                }
                items.remove(*index);
            }
            Self::Move { list, from, to, .. } => {
                let items = &mut body.lists[*list as usize];
                if let Some(bad) = [*from, *to].into_iter().find(|n| *n >= items.len()) {
                    return Err(no_item(*list, bad, items.len()));
                }
                let item = items.remove(*from);
                items.insert(*to, item);
            }
            Self::SetWaivers { waivers, .. } => body.more.waive.clone_from(waivers),
            Self::AddElement { .. }
            | Self::SetElement { .. }
            | Self::RemoveElement { .. }
            | Self::MoveElement { .. }
            | Self::SetElements { .. }
            | Self::SetRoles { .. }
            | Self::Reword { .. } => {}
        }
        Ok(family)
    }

    fn element_kind(&self) -> Option<ElementKind> {
        match (self, self.line()) {
            (Self::SetElements { kind, .. }, _) => Some(*kind),
            (_, Some(Line::Element(kind, _))) => Some(kind),
            _ => None,
        }
    }

    /// What it makes of the elements of one kind.
    fn of_elements(
        &self,
        mut family: Family,
        node: Node,
        kind: ElementKind,
    ) -> Result<Family, EditError> {
        family.body(node).ok_or(EditError::NoPart)?;
        if !kind.suits(node) {
            return Err(EditError::NoSuchElements(kind));
        }
        let mut elements = family.elements(node, kind);
        let len = elements.len();
        let there = |index: usize| {
            let number = index.saturating_add(1);
            let missing = EditError::NoElement { kind, number, len };
            (index < len).then_some(index).ok_or(missing)
        };
        match self {
            Self::AddElement { at, element, .. } => {
                let at = if *at == len { len } else { there(*at)? };
                elements.insert(at, filled(element)?);
            }
            Self::SetElement { index, element, .. } => {
                elements[there(*index)?] = filled(element)?;
            }
            Self::RemoveElement { index, .. } => {
                elements.remove(there(*index)?);
            }
            Self::MoveElement { from, to, .. } => {
                let (from, to) = (there(*from)?, there(*to)?);
                let element = elements.remove(from);
                elements.insert(to, element);
            }
            Self::SetElements { elements: all, .. } => {
                elements = all.iter().map(filled).collect::<Result<_, _>>()?;
            }
            Self::Set { .. }
            | Self::Add { .. }
            | Self::Replace { .. }
            | Self::SetItem { .. }
            | Self::Remove { .. }
            | Self::Move { .. }
            | Self::SetRoles { .. }
            | Self::SetWaivers { .. }
            | Self::Reword { .. } => {}
        }
        family.set_elements(node, kind, elements);
        Ok(family)
    }

    /// What it does, for the history: "reworded a requirement".
    pub fn label(&self) -> String {
        let of = |list: &ListKind| match list {
            ListKind::Responsibilities => text!("change-responsibility"),
            ListKind::Requirements => text!("change-requirement"),
            ListKind::NiceToHave => text!("change-nice-to-have"),
        };
        match self {
            Self::Set { field, .. } => text!("change-changed-the", label = amid(field.label())),
            Self::Add { list, texts, .. } if texts.len() == 1 => {
                text!("change-added-a", list = of(list))
            }
            Self::Add { list, texts, .. } => {
                text!(
                    "change-added-items-to",
                    texts = texts.len(),
                    key = list.key()
                )
            }
            Self::Replace { list, .. } => text!("change-reworded-a", list = of(list)),
            Self::SetItem { list, .. } => text!("change-changed-a", list = of(list)),
            Self::Remove { list, .. } => text!("change-deleted-a", list = of(list)),
            Self::Move { list, .. } => text!("change-moved-a", list = of(list)),
            Self::AddElement { element, .. } => match element.kind() {
                ElementKind::Omission => text!("change-left-an-inherited-item-out").to_owned(),
                kind => text!("change-added-a-2", name = kind.name()),
            },
            Self::SetElement { element, .. } => match element.kind() {
                ElementKind::Omission => text!("change-left-another-inherited-item-out").to_owned(),
                kind => text!("change-changed-a-2", name = kind.name()),
            },
            Self::RemoveElement { kind, .. } => match kind {
                ElementKind::Omission => text!("change-took-an-inherited-item-in").to_owned(),
                kind => text!("change-deleted-a-2", name = kind.name()),
            },
            Self::MoveElement { kind, .. } => match kind {
                ElementKind::Omission => text!("change-moved-an-omission").to_owned(),
                kind => text!("change-moved-a-2", name = kind.name()),
            },
            Self::SetElements { kind, .. } => text!("change-changed-the-s", name = kind.name()),
            Self::SetRoles { .. } => text!("change-changed-which-roles-it-varies").to_owned(),
            Self::SetWaivers { .. } => text!("change-changed-what-is-waived").to_owned(),
            Self::Reword { wording, .. } => match wording {
                Wording::Item(list, _) => text!("change-reworded-a", list = of(list)),
                Wording::Page => text!("change-reworded-the-page").to_owned(),
                wording => text!("change-reworded", wording),
            },
        }
    }
}

fn worded(text: &str) -> Result<String, EditError> {
    let text = normal(text);
    if text.is_empty() {
        return Err(EditError::EmptyItem);
    }
    Ok(text)
}

/// The element as a file can say it: line feeds alone as line ends, and nothing instead of an empty text.
fn filled(element: &Element) -> Result<Element, EditError> {
    let mut element = element.clone();
    let of_lines = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n");
    let lines = |text: &mut String| *text = of_lines(text);
    let piece = |text: &mut Text| *text = of_lines(text).into();
    let set = |text: &mut Option<Text>| {
        text.as_mut().map(piece);
        text.take_if(|text| text.is_empty());
    };
    match &mut element {
        Element::Manager(manager) => {
            piece(&mut manager.title);
            set(&mut manager.role);
            set(&mut manager.link);
        }
        Element::Indicator(indicator) => {
            piece(&mut indicator.name);
            set(&mut indicator.target);
            set(&mut indicator.link);
        }
        Element::LadderStep(step) => {
            lines(&mut step.from);
            lines(&mut step.to);
            step.kind.as_mut().map(lines);
            step.kind.take_if(|kind| kind.is_empty());
        }
        Element::Section(section) => {
            lines(&mut section.heading);
            lines(&mut section.body);
        }
        Element::Omission(text) | Element::HiringStep(text) => lines(text),
    }
    match element == Element::blank(element.kind()) {
        true => Err(EditError::EmptyElement(element.kind())),
        false => Ok(element),
    }
}

fn no_item(list: ListKind, index: usize, len: usize) -> EditError {
    EditError::NoItem {
        list,
        number: index + 1,
        len,
    }
}
