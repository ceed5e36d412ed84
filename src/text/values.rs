//! What is put into a message: numbers, so that a language can choose its plural by them, text, and other messages.

use std::fmt::Display;

use fluent_bundle::{FluentArgs, FluentValue};

use super::Said;

/// What is put into one message, by name.
#[derive(Debug, Default)]
pub struct Arguments(pub(super) FluentArgs<'static>);

impl Arguments {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn set(&mut self, name: &'static str, value: Value) {
        let value = match value {
            Value::Number(number) => FluentValue::from(number),
            Value::Text(text) => FluentValue::from(text.into_string()),
            Value::Said(said) => FluentValue::from(said.words()),
        };
        self.0.set(name, value);
    }
}

/// One of the things that are put into a message.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// A number, by which a language can choose its words.
    Number(i64),
    /// Text, as it is.
    Text(Box<str>),
    /// Another message, worded in the same language.
    Said(Box<Said>),
}

/// Something that is put into a message.
#[derive(Debug)]
pub struct Argument<'a, T: ?Sized>(pub &'a T);

/// Put in as what it is: a number, or a message. Method lookup finds this one before [`AsText`], which would take these,
/// too.
pub trait AsItIs {
    /// What is put in.
    fn value(&self) -> Value;
}

/// Put in as the text that it shows itself as.
pub trait AsText {
    /// What is put in.
    fn value(&self) -> Value;
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl AsItIs for Argument<'_, $number> {
            fn value(&self) -> Value {
                Value::Number(i64::try_from(*self.0).unwrap_or(i64::MAX))
            }
        }
        impl AsItIs for Argument<'_, &$number> {
            fn value(&self) -> Value {
                Argument(*self.0).value()
            }
        }
    )*};
}

numbers!(u8, u16, u32, u64, usize, i32, i64, isize);

impl AsItIs for Argument<'_, Said> {
    fn value(&self) -> Value {
        Value::Said(Box::new(self.0.clone()))
    }
}

impl<T: Display + ?Sized> AsText for &Argument<'_, T> {
    fn value(&self) -> Value {
        Value::Text(self.0.to_string().into())
    }
}
