//! What rules have found in one family: gathered, and given places in the file.

use std::collections::HashMap;
use std::hash::BuildHasher;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use foldhash::fast::FixedState;
use memchr::memchr_iter;

use super::rule::{Area, Rule};
use super::rules::rule;
use super::subject::Subject;
use crate::document::replace::Wording;
use crate::document::{Document, Edit, Places, Problem, Severity, Workspace};
use crate::model::{ListKind, Node};
use crate::text::Said;

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's id.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The file, below the catalog's folder.
    pub path: Arc<Path>,
    /// The family, where it is about one.
    pub key: Option<Arc<str>>,
    /// The part of the family.
    pub node: Node,
    /// The item that it is about, where it is about one: which list, and which one of it, from 0.
    pub item: Option<(ListKind, usize)>,
    /// The text that it is about, where it is about one.
    pub wording: Option<Wording>,
    /// Whether it is about words that stand there, and not about what a part has or lacks as a whole.
    pub is_about_words: bool,
    /// The bytes of the file's text that it is about.
    pub span: Option<Range<usize>>,
    /// Line and column, both from 1, the column in characters.
    pub at: Option<(usize, usize)>,
    /// The same of what stands behind it, where that is known.
    pub end: Option<(usize, usize)>,
    /// What is wrong.
    pub message: Arc<Said>,
    /// What to do about it.
    pub advice: Arc<Said>,
    /// What would mend it, where that can be told for sure.
    pub fix: Option<Arc<Fix>>,
}

impl Diagnostic {
    /// The line that it begins in, as it is written in the workspace that it was found in.
    pub fn line<'w>(&self, workspace: &'w Workspace) -> Option<&'w str> {
        let document = match self.key.as_deref() {
            Some(key) => workspace.document(key),
            None => workspace
                .settings()
                .filter(|document| *document.path == *self.path),
        };
        let text = document?.text();
        let (before, behind) = text.split_at_checked(self.span.as_ref()?.start)?;
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let end = behind.find('\n').map_or(text.len(), |at| before.len() + at);
        Some(
            text[start..end]
                .trim_start_matches('\u{feff}')
                .trim_end_matches('\r'),
        )
    }

    /// Whether it is to be seen wherever the family is: it is an error, or something that is written is not read or
    /// leads nowhere. A catalog in which every family is marked for its wording marks nothing.
    pub fn is_marked(&self) -> bool {
        marks(self.rule, self.severity)
    }
}

/// As [`Diagnostic::is_marked`], of what a rule finds.
pub(super) fn marks(id: &str, severity: Severity) -> bool {
    let area = || rule(id).map_or(Area::File, |rule| rule.area);
    match severity {
        Severity::Error => true,
        Severity::Warning => matches!(area(), Area::File | Area::References),
        Severity::Note => false,
    }
}

/// The item that a text belongs to, where it belongs to one.
pub(super) fn item_of(wording: Wording) -> Option<(ListKind, usize)> {
    match wording {
        Wording::Item(list, n) | Wording::Reason(list, n, _) | Wording::ItemTag(list, n, _) => {
            Some((list, n))
        }
        _ => None,
    }
}

/// What mends a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as "take the repeated item out".
    pub label: Said,
    /// The edits of the family's document.
    pub edits: Vec<Edit>,
}

/// What a finding is about, in a part of a family.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Site {
    /// A key, or else the part itself.
    Key(&'static str),
    /// A text, or words of it.
    Text(Wording, Range<usize>),
}

impl Site {
    /// The whole item.
    pub(super) fn item(list: ListKind, index: usize) -> Self {
        Self::Text(Wording::Item(list, index), 0..0)
    }

    /// The text, where it is about one.
    pub(super) fn wording(&self) -> Option<Wording> {
        match self {
            Self::Text(wording, _) => Some(*wording),
            Self::Key(_) => None,
        }
    }

    pub(super) fn list_item(&self) -> Option<(ListKind, usize)> {
        self.wording().and_then(item_of)
    }
}

/// A finding whose place in the file is not looked up yet.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) rule: &'static Rule,
    pub(super) severity: Severity,
    pub(super) node: Node,
    pub(super) site: Site,
    pub(super) message: Said,
    pub(super) advice: Said,
    pub(super) fix: Option<Fix>,
}

/// What one rule after the other finds in one family.
#[derive(Debug)]
pub(super) struct Report<'f> {
    rule: &'static Rule,
    severity: Severity,
    found: &'f mut Vec<Found>,
    /// What this rule has found, by its hash: of what is inherited, it comes by again and again.
    seen: HashMap<u64, usize, FixedState>,
}

impl<'f> Report<'f> {
    pub(super) fn new(rule: &'static Rule, severity: Severity, found: &'f mut Vec<Found>) -> Self {
        Self {
            rule,
            severity,
            found,
            seen: HashMap::default(),
        }
    }

    /// The rule on whose behalf things are found.
    pub(super) fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// Everything that was found so far, by this rule and those before it.
    pub(super) fn all(&self) -> &[Found] {
        self.found
    }

    /// Notes a finding, once.
    pub(super) fn find(&mut self, node: Node, site: Site, message: Said, advice: Said) {
        self.mend(node, site, message, advice, None);
    }

    /// Notes a finding, once, and what would mend it.
    pub(super) fn mend(
        &mut self,
        node: Node,
        site: Site,
        message: Said,
        advice: Said,
        fix: Option<Fix>,
    ) {
        let found = Found {
            rule: self.rule,
            severity: self.severity,
            node,
            site,
            message,
            advice,
            fix,
        };
        let hash = FixedState::default().hash_one((node, &found.site, &found.message));
        let before = self.seen.get(&hash).and_then(|at| self.found.get(*at));
        let is_known = before.is_some_and(|before| {
            (before.node, &before.site, &before.message) == (node, &found.site, &found.message)
        });
        if !is_known {
            self.seen.insert(hash, self.found.len());
            self.found.push(found);
        }
    }
}

/// Looks up where in the file the findings are, unless the family is no more, or not yet, as it is written there.
pub(super) fn placed(
    found: Vec<Found>,
    subject: &Subject<'_>,
    is_as_written: bool,
) -> Vec<Diagnostic> {
    if found.is_empty() {
        return Vec::new();
    }
    let document: &Document = subject.document;
    let text = document.text();
    let places = is_as_written.then(|| Places::new(text)).flatten();
    let lines = Lines::new(text);
    let path: Arc<Path> = document.path.as_path().into();
    let found = found.into_iter().map(|found| {
        let item = found.site.list_item();
        let span = places.as_ref().and_then(|places| match &found.site {
            Site::Key(key) => places.key(found.node, key),
            Site::Text(wording, words) => {
                let said = subject.said(found.node, *wording);
                places.words(found.node, *wording, said, words.clone())
            }
        });
        Diagnostic {
            rule: found.rule.id,
            severity: found.severity,
            path: path.clone(),
            key: Some(document.key.clone()),
            node: found.node,
            item,
            wording: found.site.wording(),
            is_about_words: matches!(found.site, Site::Text(..)),
            at: span.as_ref().map(|span| lines.place(span.start)),
            end: span.as_ref().map(|span| lines.place(span.end)),
            span,
            message: found.message.into(),
            advice: found.advice.into(),
            fix: found.fix.map(Arc::new),
        }
    });
    found.collect()
}

/// Lines and columns of many places of one text, which is read through once.
struct Lines<'t> {
    text: &'t str,
    /// Where each line begins.
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        let breaks = memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(breaks).collect(),
        }
    }

    /// As [`Problem::place`] has it.
    fn place(&self, at: usize) -> (usize, usize) {
        let number = self.starts.partition_point(|start| *start <= at);
        let start = self.starts[number.saturating_sub(1)];
        let end = self.starts.get(number).copied().unwrap_or(self.text.len());
        let mark = if number <= 1 { 0 } else { start };
        // Within its own line, so that a long file is not counted through for each.
        let within = at - mark..at.min(end) - mark;
        let ((_, column), _) = Problem::place(&self.text[mark..end], within);
        (number.max(1), column)
    }
}
