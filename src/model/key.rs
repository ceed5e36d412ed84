//! The keys of files, as people read them.

use crate::text::text;

/// A key in words of the language that is spoken; in English it is read as it is written.
pub fn key_in_words(key: &str) -> &'static str {
    text!(&format!("field-key-{}", key.replace('_', "-")))
}
