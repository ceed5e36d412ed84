//! How texts are held: a catalog has millions of them, nearly all of which stand in a file word for word.

use std::borrow::Borrow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::num::NonZeroU32;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// A text that others are pieces of: that of a file.
#[derive(Debug, Clone)]
pub struct Whole(Arc<WholeText>);

#[derive(Debug)]
struct WholeText(Arc<str>);

impl Whole {
    /// Of this text, which is shared and not copied.
    pub fn new(text: Arc<str>) -> Self {
        Self(Arc::new(WholeText(text)))
    }

    /// All of it.
    pub fn as_str(&self) -> &str {
        &self.0.0
    }

    /// Whether it is the same one, and not one that only says the same.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// A piece of it, which takes no room of its own; a text that is no piece of it is copied.
    pub fn piece(&self, text: &str) -> Text {
        let whole = &self.0.0;
        let start = (text.as_ptr() as usize).checked_sub(whole.as_ptr() as usize);
        let is_piece = |start: &usize| {
            start
                .checked_add(text.len())
                .is_some_and(|end| end <= whole.len())
        };
        let place = start.filter(is_piece).and_then(|start| {
            let (start, len) = (u32::try_from(start).ok()?, u32::try_from(text.len()).ok()?);
            (len < TO_THE_END).then_some((FIRST.checked_add(start)?, len))
        });
        match place {
            Some((from, len)) => Text {
                of: Some(self.clone()),
                from,
                len,
            },
            None => text.into(),
        }
    }
}

/// The length of a text that is all of its whole, however long that is.
const TO_THE_END: u32 = u32::MAX;
/// The number of the first byte.
const FIRST: NonZeroU32 = NonZeroU32::MIN;

/// A text that does not change: a piece of a longer one that is shared, or one of its own. Cloning it is cheap.
#[derive(Clone)]
pub struct Text {
    /// `None` for an empty text.
    of: Option<Whole>,
    /// The number of its first byte, from 1, so that a text that need not be there takes no more room than one that is.
    from: NonZeroU32,
    len: u32,
}

impl Default for Text {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl Text {
    /// A text that says nothing.
    pub const EMPTY: Self = Self {
        of: None,
        from: FIRST,
        len: 0,
    };

    /// The text.
    pub fn as_str(&self) -> &str {
        let Some(whole) = &self.of else {
            return "";
        };
        let start = (self.from.get() - FIRST.get()) as usize;
        match self.len {
            TO_THE_END => &whole.0.0,
            len => &whole.0.0[start..start + len as usize],
        }
    }

    /// What it is a piece of, and at which byte of that it begins; `None` when it shares its text with no other one.
    pub fn place(&self) -> Option<(&Whole, u32)> {
        let whole = self.of.as_ref()?;
        (self.len != TO_THE_END).then_some((whole, self.from.get() - FIRST.get()))
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        if text.is_empty() {
            return Self::default();
        }
        Self {
            of: Some(Whole::new(Arc::from(text))),
            from: FIRST,
            len: TO_THE_END,
        }
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.as_str().to_owned()
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Text {}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<String> for Text {
    fn eq(&self, other: &String) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<Text> for String {
    fn eq(&self, other: &Text) -> bool {
        self == other.as_str()
    }
}

impl PartialEq<Text> for &str {
    fn eq(&self, other: &Text) -> bool {
        *self == other.as_str()
    }
}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.as_str().cmp(other)
    }
}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_says_what_it_was_made_of_and_shares_it() {
        let file: Arc<str> = Arc::from("title = \"Größe\"");
        let whole = Whole::new(file.clone());
        let piece = whole.piece(&file[9..file.len() - 1]);
        assert_eq!(piece, "Größe");
        assert_eq!(piece.as_ptr(), file[9..].as_ptr());
        assert_eq!(piece, Text::from("Größe"));
        let place = piece.place().map(|(of, start)| (of.is(&whole), start));
        assert_eq!(place, Some((true, 9)));
        assert_eq!(whole.as_str(), &*file);
    }

    #[test]
    fn what_is_no_piece_is_copied() {
        let whole = Whole::new(Arc::from("one"));
        let other = String::from("one and two");
        assert_eq!(whole.piece(&other), "one and two");
        assert!(whole.piece(&other).place().is_none());
        assert_eq!(whole.piece(""), "");
        assert_eq!(Text::default(), "");
    }
}
