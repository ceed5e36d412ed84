//! What the program says to people, in each of its languages: a table of messages a language and area, and which
//! language is spoken. Knows nothing of the rest of the program.
//!
//! A message has an id that begins with its area, and the area is the file that it stands in: `finder-no-match` is
//! in `en/finder.ftl` and in `de/finder.ftl`. The tables are written in [Fluent](https://projectfluent.org). A
//! table is read when the first of its messages is needed. What people type and what other programs read, such as
//! names of fields, rules and commands, is the same in every language and not in here.

mod language;
mod said;
mod tables;
mod values;

pub use language::{Language, amid, language, speak, speaking};
pub use said::{Said, said};
pub use tables::{AREAS, filled, has, line};
pub use values::{Argument, Arguments, AsItIs, AsText, Value};

/// What the message with this id says, in the language that is spoken: a `&'static str` where nothing is put into
/// it, a `String` where something is.
///
/// ```
/// use rolebook::text::text;
///
/// let count = 2;
/// assert_eq!(text!("count-families", count), "2 families");
/// assert_eq!(text!("count-families", count = 1), "1 family");
/// assert_eq!(text!("setting-true-or-false"), "true or false");
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __text {
    ($id:expr) => {
        $crate::text::line($id)
    };
    ($id:expr, $($name:ident $(= $value:expr)?),+ $(,)?) => {{
        #[allow(unused_imports)]
        use $crate::text::{AsItIs as _, AsText as _};
        let mut arguments = $crate::text::Arguments::new();
        $(arguments.set(
            stringify!($name),
            (&$crate::text::Argument(&$crate::__text!(@value $name $($value)?))).value(),
        );)+
        $crate::text::filled($id, &arguments)
    }};
    (@value $name:ident) => { $name };
    (@value $name:ident $value:expr) => { $value };
}

pub use crate::__text as text;
