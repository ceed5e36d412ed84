//! The findings of one file in little room: a catalog has up to a hundred thousand, of which somebody gets to see a few.

use std::collections::HashSet;
use std::num::NonZeroU32;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::report::{Diagnostic, Fix, item_of, marks};
use crate::document::Severity;
use crate::document::replace::Wording;
use crate::model::{ListKind, Node};
use crate::text::Said;

/// What was said of findings. The same is said of many, and kept once.
#[derive(Debug, Default)]
pub(super) struct Sayings(HashSet<Arc<Said>, FixedState>);

impl Sayings {
    fn shared(&mut self, said: Arc<Said>) -> Arc<Said> {
        if let Some(known) = self.0.get(&said) {
            return known.clone();
        }
        self.0.insert(said.clone());
        said
    }
}

/// The findings of one file, in their order. What all of them have in common is kept once, and a [`Diagnostic`] is made
/// of one when somebody asks for it.
#[derive(Debug, Default)]
pub struct Kept {
    of: Option<(Arc<Path>, Option<Arc<str>>)>,
    found: Box<[KeptFinding]>,
}

#[derive(Debug)]
struct KeptFinding {
    rule: &'static str,
    message: Arc<Said>,
    advice: Arc<Said>,
    fix: Option<Arc<Fix>>,
    node: Node,
    wording: Option<Wording>,
    span: Option<(u32, u32)>,
    at: Option<Spot>,
    end: Option<Spot>,
    severity: Severity,
    is_about_words: bool,
}

impl KeptFinding {
    /// As [`Diagnostic::is_marked`].
    fn is_marked(&self) -> bool {
        marks(self.rule, self.severity)
    }
}

/// Line and column.
#[derive(Debug, Clone, Copy)]
struct Spot(NonZeroU32, u32);

impl Spot {
    fn of((line, column): (usize, usize)) -> Option<Self> {
        let line = u32::try_from(line).ok().and_then(NonZeroU32::new)?;
        Some(Self(line, u32::try_from(column).ok()?))
    }

    fn place(self) -> (usize, usize) {
        (self.0.get() as usize, self.1 as usize)
    }
}

impl Kept {
    /// The findings of one file, as they were found.
    pub fn new(found: Vec<Diagnostic>) -> Self {
        Self::with(&mut Sayings::default(), found)
    }

    /// The same, with what was said of others.
    pub(super) fn with(sayings: &mut Sayings, found: Vec<Diagnostic>) -> Self {
        let first = found.first();
        let of = first.map(|first| (first.path.clone(), first.key.clone()));
        let span = |span: Range<usize>| {
            let ends = (u32::try_from(span.start), u32::try_from(span.end));
            ends.0.ok().zip(ends.1.ok())
        };
        let found = found.into_iter().map(|found| KeptFinding {
            rule: found.rule,
            message: sayings.shared(found.message),
            advice: sayings.shared(found.advice),
            fix: found.fix,
            node: found.node,
            wording: found.wording,
            span: found.span.and_then(span),
            at: found.at.and_then(Spot::of),
            end: found.end.and_then(Spot::of),
            severity: found.severity,
            is_about_words: found.is_about_words,
        });
        Self {
            of,
            found: found.collect(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = Diagnostic> + '_ {
        self.only(|_| true)
    }

    /// Those of some severities; nothing is made of the others.
    pub fn only(&self, is_wanted: impl Fn(Severity) -> bool) -> impl Iterator<Item = Diagnostic> {
        self.those(move |kept| is_wanted(kept.severity))
    }

    /// Those that are to be seen everywhere, [`Diagnostic::is_marked`].
    pub fn seen(&self) -> impl Iterator<Item = Diagnostic> + '_ {
        self.those(KeptFinding::is_marked)
    }

    fn those(&self, are: impl Fn(&KeptFinding) -> bool) -> impl Iterator<Item = Diagnostic> {
        let those = self.found.iter().filter(move |kept| are(kept));
        those.zip(self.of.iter().cycle()).map(made)
    }

    /// Of those that are more than notes and about an item: the part and the list that it is in, its number, and how bad
    /// they are.
    pub fn of_items(&self) -> impl Iterator<Item = (Node, ListKind, usize, Severity)> + '_ {
        let kept = self.found.iter();
        let kept = kept.filter(|kept| kept.severity > Severity::Note);
        kept.filter_map(|kept| {
            let (list, index) = item_of(kept.wording?)?;
            Some((kept.node, list, index, kept.severity))
        })
    }

    /// The rules by which they were found.
    pub fn rules(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.found.iter().map(|kept| kept.rule)
    }

    /// Of those that are to be seen everywhere, [`Diagnostic::is_marked`], how bad each is and which part it is in.
    pub fn marked(&self) -> impl Iterator<Item = (Severity, Node)> + '_ {
        let marked = self.found.iter().filter(|kept| kept.is_marked());
        marked.map(|kept| (kept.severity, kept.node))
    }
}

fn made((kept, (path, key)): (&KeptFinding, &(Arc<Path>, Option<Arc<str>>))) -> Diagnostic {
    Diagnostic {
        rule: kept.rule,
        severity: kept.severity,
        path: path.clone(),
        key: key.clone(),
        node: kept.node,
        item: kept.wording.and_then(item_of),
        wording: kept.wording,
        is_about_words: kept.is_about_words,
        span: kept.span.map(|(start, end)| start as usize..end as usize),
        at: kept.at.map(Spot::place),
        end: kept.end.map(Spot::place),
        message: kept.message.clone(),
        advice: kept.advice.clone(),
        fix: kept.fix.clone(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::check::{Terms, check_documents, check_to_keep};
    use crate::document::{Document, Workspace};

    fn workspace(files: &[(&str, &str)]) -> Workspace {
        let document = |(key, text): &(&str, &str)| {
            Document::new(PathBuf::from(format!("{key}.toml")), (*key).into(), text)
        };
        let documents = files.iter().map(document).collect();
        Workspace::new(PathBuf::from("/"), None, documents, Vec::new())
    }

    #[test]
    fn what_is_kept_comes_back_as_it_was_found() {
        let twice = "requirements = [\"Knows ITIL\", \"Knows ITIL\"]\n\n[[roles]]\nid = \"a\"\n";
        let workspace = workspace(&[
            ("broken", "title = "),
            ("odd", "title = \"IT\"\ncolour = 3\n"),
            ("twice", &format!("title = \"IT\"\n{twice}")),
            (
                "twice-too",
                &format!("title = \"IT, Größe\"\n{twice}extends = \"b\"\n"),
            ),
        ]);
        let found = check_documents(&workspace, Terms::on(None));
        let kept = check_to_keep(&workspace, Terms::on(None));
        assert_eq!(kept.len(), found.len());
        assert!(found.iter().flatten().any(|found| found.fix.is_some()));
        for (kept, found) in kept.iter().zip(&found) {
            assert_eq!(kept.all().collect::<Vec<_>>(), *found);
            assert_eq!(kept.is_empty(), found.is_empty());
            let marked = found.iter().filter(|found| found.is_marked());
            let marked: Vec<_> = marked.map(|found| (found.severity, found.node)).collect();
            assert_eq!(kept.marked().collect::<Vec<_>>(), marked);
            let notes = found
                .iter()
                .filter(|found| found.severity == Severity::Note);
            assert!(
                kept.only(|severity| severity == Severity::Note)
                    .eq(notes.cloned())
            );
        }
    }
}
