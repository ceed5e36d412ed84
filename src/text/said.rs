//! What is to be said: a message and what is put into it, worded when somebody reads it, in the language of then.

use std::borrow::Cow;
use std::fmt;

use super::tables::{filled, line};
use super::values::{Arguments, Value};
use super::{Language, speaking};

/// A message with what is put into it, and not worded yet. So what is found once is told in whatever language is spoken
/// later, and of a hundred thousand findings only those are worded that somebody gets to see.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Said {
    id: &'static str,
    put_in: Box<[(&'static str, Value)]>,
}

impl Said {
    /// The message with this id, and what is put into it, by name.
    pub fn new(id: &'static str, put_in: Box<[(&'static str, Value)]>) -> Self {
        Self { id, put_in }
    }

    /// In words of the language that is spoken.
    pub fn words(&self) -> Cow<'static, str> {
        if self.put_in.is_empty() {
            return line(self.id).into();
        }
        let mut arguments = Arguments::new();
        for (name, value) in &self.put_in {
            arguments.set(name, value.clone());
        }
        filled(self.id, &arguments).into()
    }

    /// In words of this language, whichever is spoken.
    pub fn in_language(&self, language: Language) -> Cow<'static, str> {
        speaking(language, || self.words())
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.words())
    }
}

/// The message with this id, to be worded later; what is put into it is given as to `text!`.
///
/// ```
/// use rolebook::text::{Language, said};
///
/// let families = said!("count-families", count = 2);
/// assert_eq!(families.to_string(), "2 families");
/// assert_eq!(families.in_language(Language::German), "2 Familien");
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __said {
    ($id:expr) => {
        $crate::text::Said::new($id, Box::default())
    };
    ($id:expr, $($name:ident $(= $value:expr)?),+ $(,)?) => {{
        #[allow(unused_imports)]
        use $crate::text::{AsItIs as _, AsText as _};
        $crate::text::Said::new($id, Box::new([$((
            stringify!($name),
            (&$crate::text::Argument(&$crate::__text!(@value $name $($value)?))).value(),
        )),+]))
    }};
}

pub use crate::__said as said;
