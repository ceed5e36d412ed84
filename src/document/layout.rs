//! The one layout of a file: what stands where, and how it is written. Comments are part of it.
//!
//! A layout is only given out after it was read again and said the same, with every comment in it.

pub(super) mod order;
mod parse;
pub(super) mod print;
pub(super) mod tree;

use toml::de::{DeTable, DeValue};

use self::order::arrange;
use super::problem::Problem;
use super::read::{Reading, mark_len, read_family, read_settings};
use super::schema::Kind;
use super::source::Source;
use crate::text::text;

/// Why a text is left as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LayoutError {
    /// It is not TOML.
    #[error("{}{}. {}", .0.at.map(|(line, column)| format!("{line}:{column}: ")).unwrap_or_default(), .0.kind, .0.kind.advice())]
    Syntax(Box<Problem>),
    /// The new text would not say the same; a defect of this program.
    #[error(
        "{}", text!("change-its-layout-cannot-be-changed"))]
    Unfaithful,
}

/// The text of a family's file in the one layout; line ends and a byte order mark stay as they are.
///
/// Keys and tables stand in the order of the file format, those that it does not have behind them. A text in
/// this layout comes back as it is.
///
/// # Errors
/// [`LayoutError::Syntax`] when it is not TOML.
pub fn canonical(text: &str) -> Result<String, LayoutError> {
    laid_out(text, Kind::Family, read_family)
}

/// The same for the text of `catalog.toml`.
///
/// # Errors
/// [`LayoutError::Syntax`] when it is not TOML.
pub fn canonical_settings(text: &str) -> Result<String, LayoutError> {
    laid_out(text, Kind::Settings, read_settings)
}

fn laid_out<T: PartialEq>(
    text: &str,
    kind: Kind,
    read: impl Fn(&str) -> Reading<T>,
) -> Result<String, LayoutError> {
    let reading = read(text);
    if reading.value.is_none()
        && let Some(problem) = reading.problems.into_iter().next()
    {
        return Err(LayoutError::Syntax(Box::new(problem)));
    }
    let (mark, inner) = text.split_at(mark_len(text));
    let mut file = parse::parse(inner).ok_or(LayoutError::Unfaithful)?;
    arrange(&mut file.root, kind);
    let mut new = print::print(&file, kind);
    let newline = Source::new(inner).newline;
    if newline != "\n" {
        new = new.replace('\n', newline);
    }
    let new = format!("{mark}{new}");
    match new == text || is_faithful(text, &new, read) {
        true => Ok(new),
        false => Err(LayoutError::Unfaithful),
    }
}

fn is_faithful<T: PartialEq>(old: &str, new: &str, read: impl Fn(&str) -> Reading<T>) -> bool {
    let (before, after) = (read(old), read(new));
    before.value == after.value
        && kinds(&before) == kinds(&after)
        && sorted_comments(old) == sorted_comments(new)
        && values_agree(old, new)
}

/// What is wrong, wherever it stands.
fn kinds<T>(reading: &Reading<T>) -> Vec<String> {
    let mut kinds: Vec<String> = reading
        .problems
        .iter()
        .map(|problem| problem.kind.to_string())
        .collect();
    kinds.sort_unstable();
    kinds
}

/// All comments of a text; `None` when it is not TOML.
pub(super) fn sorted_comments(text: &str) -> Option<Vec<&str>> {
    let mut comments = parse::comments(&text[mark_len(text)..])?;
    comments.sort_unstable();
    Some(comments)
}

/// Whether two texts hold the same values, also under keys that the format does not have.
fn values_agree(old: &str, new: &str) -> bool {
    let parse = |text| DeTable::parse(text);
    match (parse(&old[mark_len(old)..]), parse(&new[mark_len(new)..])) {
        (Ok(old), Ok(new)) => tables_agree(old.get_ref(), new.get_ref()),
        _ => false,
    }
}

/// Whether two tables hold the same values, wherever they stand.
pub(super) fn tables_agree(a: &DeTable<'_>, b: &DeTable<'_>) -> bool {
    a.len() == b.len()
        && a.iter().all(|(key, value)| {
            b.get(key.get_ref().as_ref())
                .is_some_and(|other| agree(value.get_ref(), other.get_ref()))
        })
}

fn agree(a: &DeValue<'_>, b: &DeValue<'_>) -> bool {
    match (a, b) {
        (DeValue::Table(a), DeValue::Table(b)) => tables_agree(a, b),
        (DeValue::Array(a), DeValue::Array(b)) => {
            let mut pairs = a.iter().zip(b.iter());
            a.len() == b.len() && pairs.all(|(a, b)| agree(a.get_ref(), b.get_ref()))
        }
        // A text of several lines has the line ends of its file.
        (DeValue::String(a), DeValue::String(b)) => {
            a.replace("\r\n", "\n") == b.replace("\r\n", "\n")
        }
        // Numbers as they are written, so that not-a-number is itself.
        (DeValue::Integer(a), DeValue::Integer(b)) => {
            (a.as_str(), a.radix()) == (b.as_str(), b.radix())
        }
        (DeValue::Float(a), DeValue::Float(b)) => a.as_str() == b.as_str(),
        (DeValue::Boolean(a), DeValue::Boolean(b)) => a == b,
        (DeValue::Datetime(a), DeValue::Datetime(b)) => a == b,
        _ => false,
    }
}
