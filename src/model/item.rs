//! What an item is: its text, and what few items say beside it.

use std::fmt;

use super::seldom::Empty;
use super::text::Text;
use super::waiver::Waiver;

/// One bullet: its text, and what few items say beside it. Catalogs have up to millions of them, so one that says
/// nothing else takes the room of its text.
#[derive(Clone)]
pub struct Item(Says);

#[derive(Clone)]
enum Says {
    Text(Text),
    More(Box<(Text, ItemDetails)>),
}

impl Item {
    /// An item that says nothing but its text.
    pub fn new(text: impl Into<Text>) -> Self {
        Self(Says::Text(text.into()))
    }

    /// An item that says more than its text.
    pub fn with(text: impl Into<Text>, more: ItemDetails) -> Self {
        match more == *ItemDetails::empty() {
            true => Self::new(text),
            false => Self(Says::More(Box::new((text.into(), more)))),
        }
    }

    /// Inline Markdown.
    pub fn text(&self) -> &Text {
        match &self.0 {
            Says::Text(text) => text,
            Says::More(both) => &both.0,
        }
    }

    /// What it says beside its text.
    pub fn more(&self) -> &ItemDetails {
        match &self.0 {
            Says::Text(_) => ItemDetails::empty(),
            Says::More(both) => &both.1,
        }
    }

    /// Says something else.
    pub fn set_text(&mut self, text: impl Into<Text>) {
        match &mut self.0 {
            Says::Text(of) => *of = text.into(),
            Says::More(both) => both.0 = text.into(),
        }
    }

    /// What it says beside its text, to change it.
    pub fn more_mut(&mut self) -> &mut ItemDetails {
        if let Says::Text(text) = &mut self.0 {
            let text = std::mem::take(text);
            self.0 = Says::More(Box::new((text, ItemDetails::default())));
        }
        match &mut self.0 {
            Says::More(both) => &mut both.1,
            Says::Text(_) => unreachable!(),
        }
    }
}

impl Default for Item {
    fn default() -> Self {
        Self::new(Text::EMPTY)
    }
}

impl PartialEq for Item {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text() && self.more() == other.more()
    }
}

impl Eq for Item {}

impl fmt::Debug for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Item")
            .field("text", self.text())
            .field("more", self.more())
            .finish()
    }
}

/// What an item can say beside its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemDetails {
    /// Optional handle, unique in the family.
    pub id: Option<String>,
    /// Free labels.
    pub tags: Vec<String>,
    /// Must or preferred, where the list alone does not say it.
    pub need: Option<Need>,
    /// Findings that somebody decided to live with.
    pub waive: Vec<Waiver>,
}

impl Empty for ItemDetails {
    fn empty() -> &'static Self {
        static EMPTY: ItemDetails = ItemDetails {
            id: None,
            tags: Vec::new(),
            need: None,
            waive: Vec::new(),
        };
        &EMPTY
    }
}

/// How much an item is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Cannot be done without.
    Must,
    /// Good to have.
    Preferred,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_takes_the_room_of_its_text() {
        assert_eq!(size_of::<Item>(), size_of::<Text>());
        assert_eq!(size_of::<Option<Text>>(), size_of::<Text>());
    }

    #[test]
    fn an_item_that_says_nothing_more_is_one_that_never_did() {
        let more = ItemDetails {
            id: Some("x".to_owned()),
            ..ItemDetails::default()
        };
        let mut item = Item::with("one", more);
        assert_ne!(item, Item::new("one"));
        item.more_mut().id = None;
        item.set_text("two");
        assert_eq!(item, Item::new("two"));
        item.more_mut().need = Some(Need::Must);
        assert_eq!(
            (item.text().as_str(), item.more().need),
            ("two", Some(Need::Must))
        );
    }
}
