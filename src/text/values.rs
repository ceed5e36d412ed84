//! What is put into a message: numbers, so that a language can choose its plural by them, and text.

use std::fmt::Display;

use fluent_bundle::{FluentArgs, FluentValue};

/// What is put into one message, by name.
#[derive(Debug, Default)]
pub struct Arguments(pub(super) FluentArgs<'static>);

impl Arguments {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn set(&mut self, name: &'static str, value: FluentValue<'static>) {
        self.0.set(name, value);
    }
}

/// Something that is put into a message.
#[derive(Debug)]
pub struct Argument<'a, T: ?Sized>(pub &'a T);

/// Put in as a number. Method lookup finds this one before [`AsText`], which would take numbers too.
pub trait AsNumber {
    /// The number.
    fn value(&self) -> FluentValue<'static>;
}

/// Put in as the text that it shows itself as.
pub trait AsText {
    /// The text.
    fn value(&self) -> FluentValue<'static>;
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl AsNumber for Argument<'_, $number> {
            fn value(&self) -> FluentValue<'static> {
                FluentValue::from(*self.0)
            }
        }
        impl AsNumber for Argument<'_, &$number> {
            fn value(&self) -> FluentValue<'static> {
                FluentValue::from(**self.0)
            }
        }
    )*};
}

numbers!(u8, u16, u32, u64, usize, i32, i64, isize);

impl<T: Display + ?Sized> AsText for &Argument<'_, T> {
    fn value(&self) -> FluentValue<'static> {
        FluentValue::from(self.0.to_string())
    }
}
