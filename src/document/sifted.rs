//! A family as far as one question needs it: much quicker to read than a [`Document`], and never to be changed.
//!
//! [`Document`]: super::Document

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use super::problem::{Problem, ProblemKind};
use super::read::read_sifted_family;
use crate::model::Family;

/// What is read of a family's file for one question.
#[derive(Debug, Clone)]
pub struct Sifted {
    /// Where it is, below the catalog's folder.
    pub path: PathBuf,
    /// The key of the family.
    pub key: Arc<str>,
    /// The family without the items that are not wanted; `None` when it cannot be read.
    pub family: Option<Arc<Family>>,
    /// What is wrong with the file.
    pub problems: Vec<Problem>,
}

impl Sifted {
    /// Of a text that was read from a file. `keeps`: whether the text of an item is wanted, by its bytes, which must not
    /// depend on the white space around it.
    pub fn new(
        path: PathBuf,
        key: Arc<str>,
        text: &str,
        keeps: &dyn Fn(Range<usize>) -> bool,
    ) -> Self {
        let reading = read_sifted_family(text, keeps);
        Self {
            path,
            key,
            family: reading.value.map(Arc::new),
            problems: reading.problems,
        }
    }

    /// Of a file that could not be read as text at all.
    pub fn unread(path: PathBuf, key: Arc<str>, kind: ProblemKind) -> Self {
        Self {
            path,
            key,
            family: None,
            problems: vec![Problem::whole(kind)],
        }
    }
}
