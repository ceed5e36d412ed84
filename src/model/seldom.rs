//! What most parts of a catalog do not say takes the room of a pointer there.

use std::fmt;
use std::ops::{Deref, DerefMut};

use serde::{Serialize, Serializer};

/// A value that says nothing.
pub trait Empty: Clone + PartialEq + 'static {
    /// That value.
    fn empty() -> &'static Self;
}

/// A value that mostly is the empty one.
#[derive(Clone)]
pub struct Seldom<T>(Option<Box<T>>);

impl<T: Empty> Seldom<T> {
    /// The value itself.
    pub fn into_inner(self) -> T {
        match self.0 {
            Some(value) => *value,
            None => T::empty().clone(),
        }
    }
}

impl<T> Seldom<T> {
    /// The empty one.
    pub const EMPTY: Self = Self(None);
}

impl<T> Default for Seldom<T> {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl<T: Empty> From<T> for Seldom<T> {
    fn from(value: T) -> Self {
        Self((value != *T::empty()).then(|| Box::new(value)))
    }
}

impl<T: Empty> Deref for Seldom<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or_else(|| T::empty())
    }
}

impl<T: Empty> DerefMut for Seldom<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_or_insert_with(|| Box::new(T::empty().clone()))
    }
}

impl<T: Empty> PartialEq for Seldom<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Empty + Eq> Eq for Seldom<T> {}

impl<T: Empty + fmt::Debug> fmt::Debug for Seldom<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: Empty + Serialize> Serialize for Seldom<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}
