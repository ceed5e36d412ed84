//! The file format as a table: which keys each kind of table has, in which order, and how each is written.

mod json;

pub use json::{SchemaOf, json_schema};

/// What a table is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Family,
    /// A role, a specialty or a segment.
    Role,
    Item,
    Manager,
    Extends,
    Waiver,
    Indicator,
    Ladder,
    Step,
    Hiring,
    Section,
    Page,
    Settings,
    House,
    Check,
    /// Any keys, in an order of their own: synonyms, and what is no part of the format.
    Free,
    /// Any keys too: the names of searches.
    Searches,
    /// Any keys: ids of rules, with words, with lists and with numbers.
    Levels,
    Words,
    Budgets,
}

/// How the value of a key is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Behind the key; an array on one line when it fits there.
    Plain,
    /// An array, always one element a line.
    Lines,
    /// The same, with tables of this kind among the elements.
    Items(Kind),
    /// One table in braces, or an array of such.
    Braces(Kind),
    /// Under a header.
    Table(Kind),
    /// Each under a header in double brackets.
    Tables(Kind),
}

use Form::{Braces, Items, Lines, Plain, Tables};

impl Kind {
    /// The keys that such a table may have.
    fn keys(self) -> &'static [(&'static str, Form)] {
        match self {
            // What only roles use is read there too, and stands behind what is the family's own.
            Self::Family => &[
                ("title", Plain),
                ("summary", Plain),
                ("status", Plain),
                ("owner", Plain),
                ("review_due", Plain),
                ("tags", Plain),
                ("responsibilities", Items(Self::Item)),
                ("requirements", Items(Self::Item)),
                ("nice_to_have", Items(Self::Item)),
                ("grade", Plain),
                ("reports_to", Braces(Self::Manager)),
                ("extends", Braces(Self::Extends)),
                ("track", Plain),
                ("omit", Lines),
                ("waive", Braces(Self::Waiver)),
                ("roles", Tables(Self::Role)),
                ("specialties", Tables(Self::Role)),
                ("segments", Tables(Self::Role)),
                ("performance_indicators", Tables(Self::Indicator)),
                ("career_ladder", Form::Table(Self::Ladder)),
                ("hiring_process", Form::Table(Self::Hiring)),
                ("sections", Tables(Self::Section)),
                ("page", Form::Table(Self::Page)),
            ],
            Self::Role => &[
                ("id", Plain),
                ("title", Plain),
                ("roles", Plain),
                ("grade", Plain),
                ("reports_to", Braces(Self::Manager)),
                ("extends", Braces(Self::Extends)),
                ("track", Plain),
                ("status", Plain),
                ("owner", Plain),
                ("review_due", Plain),
                ("tags", Plain),
                ("summary", Plain),
                ("responsibilities", Items(Self::Item)),
                ("requirements", Items(Self::Item)),
                ("nice_to_have", Items(Self::Item)),
                ("omit", Lines),
                ("waive", Braces(Self::Waiver)),
                ("performance_indicators", Tables(Self::Indicator)),
                ("career_ladder", Form::Table(Self::Ladder)),
                ("hiring_process", Form::Table(Self::Hiring)),
            ],
            Self::Item => &[
                ("text", Plain),
                ("id", Plain),
                ("need", Plain),
                ("tags", Plain),
                ("waive", Braces(Self::Waiver)),
            ],
            Self::Manager => &[("title", Plain), ("role", Plain), ("link", Plain)],
            Self::Extends => &[
                ("responsibilities", Plain),
                ("requirements", Plain),
                ("nice_to_have", Plain),
            ],
            Self::Waiver => &[
                ("rule", Plain),
                ("reason", Plain),
                ("by", Plain),
                ("until", Plain),
                ("hash", Plain),
            ],
            Self::Indicator => &[("name", Plain), ("target", Plain), ("link", Plain)],
            Self::Ladder => &[("summary", Plain), ("steps", Tables(Self::Step))],
            Self::Step => &[("from", Plain), ("to", Plain), ("kind", Plain)],
            Self::Hiring => &[("intro", Plain), ("steps", Lines), ("outro", Plain)],
            Self::Section => &[("heading", Plain), ("body", Plain)],
            Self::Page => &[("front_matter", Plain), ("template", Plain)],
            Self::Settings => &[
                ("name", Plain),
                ("summary", Plain),
                ("house", Form::Table(Self::House)),
                ("check", Form::Table(Self::Check)),
                ("waive", Tables(Self::Waiver)),
                ("synonyms", Form::Table(Self::Free)),
                ("searches", Form::Table(Self::Searches)),
            ],
            Self::House => &[
                ("required", Plain),
                ("mandatory_items", Plain),
                ("entry_grades", Plain),
                ("requirement_budget", Plain),
            ],
            Self::Check => &[
                ("profile", Plain),
                ("severity", Form::Table(Self::Levels)),
                ("words", Form::Table(Self::Words)),
                ("allow", Form::Table(Self::Words)),
                ("budget", Form::Table(Self::Budgets)),
            ],
            Self::Free | Self::Searches | Self::Levels | Self::Words | Self::Budgets => &[],
        }
    }

    /// The names of the keys, in their order.
    pub(super) fn names(self) -> impl Iterator<Item = &'static str> {
        self.keys().iter().map(|(name, _)| *name)
    }

    /// The form of a key; plain for those that the format does not have.
    pub(super) fn form(self, name: &str) -> Form {
        let known = self.keys().iter().find(|(key, _)| *key == name);
        known.map_or(Plain, |(_, form)| *form)
    }

    /// The place of a key in the order; those that the format does not have come last.
    pub(super) fn rank(self, name: &str) -> usize {
        let known = self.names().position(|key| key == name);
        known.unwrap_or(self.keys().len())
    }

    /// Whether the format has such a key here.
    pub(super) fn knows(self, name: &str) -> bool {
        self.rank(name) < self.keys().len()
    }

    /// The key as the format has it; for keys that anybody may choose, the one of the table they are in.
    pub(super) fn known(self, name: &str) -> &'static str {
        let known = self.names().find(|key| *key == name);
        known.unwrap_or(match self {
            Self::Searches => "searches",
            Self::Levels => "severity",
            Self::Words => "words",
            Self::Budgets => "budget",
            _ => "synonyms",
        })
    }

    /// Whether anybody may choose the keys.
    pub(super) fn is_free(self) -> bool {
        matches!(
            self,
            Self::Free | Self::Searches | Self::Levels | Self::Words | Self::Budgets
        )
    }

    /// What a table of this kind that is given as a text alone has that text for.
    pub(super) fn shorthand(self) -> Option<&'static str> {
        match self {
            Self::Item => Some("text"),
            Self::Manager => Some("title"),
            Self::Waiver => Some("rule"),
            _ => None,
        }
    }
}

impl Form {
    /// What a table in or under a key of this form holds.
    pub(super) fn kind(self) -> Kind {
        match self {
            Plain | Lines => Kind::Free,
            Items(kind) | Braces(kind) | Self::Table(kind) | Tables(kind) => kind,
        }
    }

    /// Whether a new list has a line for each element.
    pub(super) fn has_lines(self) -> bool {
        matches!(self, Lines | Items(_))
    }

    /// Whether what is new stands under headers of its own.
    pub(super) fn has_headers(self) -> bool {
        matches!(self, Self::Table(_) | Tables(_))
    }
}

/// Every key of the two kinds of files, with those of the tables that it stands in before it: `roles[].title`.
#[cfg(test)]
pub(crate) fn paths(settings: bool) -> Vec<String> {
    fn walk(kind: Kind, before: &str, paths: &mut Vec<String>) {
        for (key, form) in kind.keys() {
            let path = format!("{before}{key}");
            match form {
                Plain | Lines => paths.push(path),
                Braces(Kind::Extends) => {
                    paths.push(path.clone());
                    walk(Kind::Extends, &format!("{path}."), paths);
                }
                Form::Table(inner) if inner.is_free() && *inner != Kind::Searches => {
                    paths.push(format!("{path}.*"));
                }
                Form::Table(inner) => walk(*inner, &format!("{path}."), paths),
                Items(inner) | Braces(inner) | Tables(inner) => {
                    walk(*inner, &format!("{path}[]."), paths);
                }
            }
        }
    }
    let kind = if settings {
        Kind::Settings
    } else {
        Kind::Family
    };
    let mut paths = Vec::new();
    walk(kind, "", &mut paths);
    paths
}
