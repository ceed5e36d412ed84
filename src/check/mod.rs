//! Rules and diagnostics: what is wrong in the catalog, where, and what to do about it.
//!
//! Pure. Knows the model, and the documents for places in their texts.

use std::path::PathBuf;
use std::sync::Arc;

use crate::document::{Document, Problem, Severity, Workspace, locate};
use crate::model::{Catalog, CompositionProblem, Family, Node, Position, VariationKind, compose};

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's id.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The file, below the catalog's folder.
    pub path: PathBuf,
    /// The family, where it is about one.
    pub key: Option<Arc<str>>,
    /// The part of the family.
    pub node: Node,
    /// Line and column, both from 1, the column in characters.
    pub at: Option<(usize, usize)>,
    /// The line itself.
    pub line: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub advice: String,
}

/// Everything that is wrong with folders and with `catalog.toml`.
pub fn check_catalog(workspace: &Workspace) -> Vec<Diagnostic> {
    workspace
        .troubles()
        .map(|(path, problem)| read_finding(path.to_owned(), None, problem))
        .collect()
}

/// Everything that is wrong with one file. Linear in the file, but for the references that lead out of it, each of
/// which costs a look-up.
pub fn check_document(catalog: &Catalog, document: &Document) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = document
        .problems()
        .iter()
        .map(|problem| read_finding(document.path.clone(), Some(document.key.clone()), problem))
        .collect();
    if let Some(family) = document.family() {
        let mut rules = Rules {
            catalog,
            document,
            family,
            found: &mut found,
        };
        rules.composition();
        rules.references();
    }
    found.sort_by_key(|diagnostic| (diagnostic.severity != Severity::Error, diagnostic.at));
    found
}

fn read_finding(path: PathBuf, key: Option<Arc<str>>, problem: &Problem) -> Diagnostic {
    Diagnostic {
        rule: problem.kind.rule(),
        severity: problem.severity(),
        path,
        key,
        node: Node::Family,
        at: problem.at,
        line: problem.line.clone(),
        message: problem.kind.to_string(),
        advice: problem.kind.advice(),
    }
}

struct Rules<'a> {
    catalog: &'a Catalog,
    document: &'a Document,
    family: &'a Family,
    found: &'a mut Vec<Diagnostic>,
}

impl Rules<'_> {
    fn find(
        &mut self,
        rule: &'static str,
        severity: Severity,
        (node, field): (Node, &str),
        message: String,
        advice: &str,
    ) {
        let text = self.document.text();
        let place = locate(text, node, field).map(|span| Problem::place(text, span));
        let (at, line) = place.unzip();
        let diagnostic = Diagnostic {
            rule,
            severity,
            path: self.document.path.clone(),
            key: Some(self.document.key.clone()),
            node,
            at,
            line,
            message,
            advice: advice.to_owned(),
        };
        if !self.found.contains(&diagnostic) {
            self.found.push(diagnostic);
        }
    }

    fn composition(&mut self) {
        for position in self.family.positions() {
            let effective = compose(&self.document.key, self.family, position);
            for problem in effective.problems {
                let title = |node| self.family.title(node).to_owned();
                match problem {
                    CompositionProblem::UnknownExtends { node, target } => self.find(
                        "unknown-extends",
                        Severity::Error,
                        (node, "extends"),
                        format!("{} extends \"{target}\", which this family does not have", title(node)),
                        "Name the id of a role of this family.",
                    ),
                    CompositionProblem::Cycle { node, target } => self.find(
                        "cyclic-extends",
                        Severity::Error,
                        (node, "extends"),
                        format!("{} extends \"{target}\", which leads back to itself", title(node)),
                        "Cut the circle: take extends out of one of the roles in it.",
                    ),
                    CompositionProblem::OmitsNothing { node, text } => self.find(
                        "omits-nothing",
                        Severity::Warning,
                        (node, "omit"),
                        format!("{} omits \"{text}\", which it does not inherit", title(node)),
                        "Give the exact text or the id of an inherited item, or take it out of omit.",
                    ),
                }
            }
        }
    }

    fn references(&mut self) {
        let family = self.family;
        let variations = family
            .specialties
            .iter()
            .enumerate()
            .map(|(n, v)| (Node::Specialty(n), v))
            .chain(
                family
                    .segments
                    .iter()
                    .enumerate()
                    .map(|(n, v)| (Node::Segment(n), v)),
            );
        for (node, variation) in variations {
            for id in &variation.roles {
                if family.role_index(id).is_none() {
                    self.find(
                        "unknown-role",
                        Severity::Error,
                        (node, "roles"),
                        format!(
                            "{} varies \"{id}\", which this family does not have",
                            family.title(node)
                        ),
                        "Name ids of roles of this family, or leave roles out to vary them all.",
                    );
                }
            }
        }
        self.without_role();
        for node in nodes(family) {
            let Some(body) = family.body(node) else {
                continue;
            };
            let managers = body
                .reports_to
                .iter()
                .filter_map(|manager| manager.role.as_deref());
            let steps = body
                .career_ladder
                .steps
                .iter()
                .flat_map(|step| [step.from.as_str(), step.to.as_str()]);
            let references = managers
                .map(|reference| ("reports_to", reference))
                .chain(steps.map(|reference| ("career_ladder", reference)));
            for (field, reference) in references {
                if !self.resolves(reference) {
                    self.find(
                        "unknown-reference",
                        Severity::Error,
                        (node, field),
                        format!("{field} names \"{reference}\", which is not in the catalog"),
                        "Name an id of this family, or an address such as finance/accountant#accountant.",
                    );
                }
            }
        }
    }

    /// A variation is read only together with a role.
    fn without_role(&mut self) {
        let family = self.family;
        for (kind, count) in [
            (VariationKind::Specialty, family.specialties.len()),
            (VariationKind::Segment, family.segments.len()),
        ] {
            for place in 0..count {
                let used = (0..family.roles.len())
                    .any(|role| family.variations_of(kind, role).any(|n| n == place));
                let node = match kind {
                    VariationKind::Specialty => Node::Specialty(place),
                    VariationKind::Segment => Node::Segment(place),
                };
                if !used {
                    self.find(
                        "varies-nothing",
                        Severity::Warning,
                        (node, "id"),
                        format!(
                            "{} varies no role, so nobody gets to see it",
                            family.title(node)
                        ),
                        "Add the role that it varies, or name one in its roles.",
                    );
                }
            }
        }
    }

    /// Whether a reference is an id of this family or the address of a place.
    fn resolves(&self, reference: &str) -> bool {
        self.catalog.refer(&self.document.key, reference).is_some()
    }
}

fn nodes(family: &Family) -> impl Iterator<Item = Node> {
    std::iter::once(Position::FAMILY.node())
        .chain((0..family.roles.len()).map(Node::Role))
        .chain((0..family.specialties.len()).map(Node::Specialty))
        .chain((0..family.segments.len()).map(Node::Segment))
}
