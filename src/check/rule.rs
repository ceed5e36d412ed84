//! What a rule is: its id, how bad what it finds is, examples that are both its documentation and its tests, and the
//! function that looks. What it means and why is said under its id in the tables of `text`. Knows no rule.

use super::report::Report;
use super::subject::Subject;
use crate::document::Severity;
use crate::text::text;

/// Something that is looked for in every family.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its name, as waivers and the command line have it.
    pub id: &'static str,
    /// How bad what it finds is.
    pub severity: Severity,
    /// What it is about.
    pub area: Area,
    /// Files in which it finds something, and files in which it must not.
    pub examples: &'static [Example],
    /// Looks at one family; `None` of a rule that is about reading the file, which has happened already.
    pub(super) look: Option<fn(&Subject<'_>, &mut Report<'_>)>,
}

impl Rule {
    /// What it finds, in a sentence.
    pub fn says(&self) -> &'static str {
        text!(&format!("rule-{}", self.id))
    }

    /// Why that is worth a look, and who says so.
    pub fn why(&self) -> &'static str {
        text!(&format!("rule-{}-why", self.id))
    }

    /// Whether it looks at waivers, and so cannot be waived itself.
    pub fn is_about_waivers(&self) -> bool {
        ["unknown-waiver", "stale-waiver", "waiver-without-reason"].contains(&self.id)
    }

    /// Whether a waiver can name it: reading the file is not a matter of taste.
    pub fn can_be_waived(&self) -> bool {
        self.look.is_some() && !self.is_about_waivers()
    }
}

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Area {
    /// The file: what is not in effect, because it cannot be read as it is written.
    File,
    /// What points at something else.
    References,
    /// What a role must have, and what the catalog's own rules ask for.
    House,
    /// How things are said.
    Wording,
}

impl Area {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::File, Self::References, Self::House, Self::Wording];

    /// The heading in the documentation.
    pub fn heading(self) -> &'static str {
        match self {
            Self::File => text!("check-area-files"),
            Self::References => text!("check-area-references"),
            Self::House => text!("check-area-house"),
            Self::Wording => text!("check-area-wording"),
        }
    }
}

/// A family's file, and what the rule finds in it.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// What `catalog.toml` says; mostly nothing.
    pub settings: &'static str,
    /// The file, but for its title.
    pub family: &'static str,
    /// What is underlined, finding by finding; nothing of a file in which all is well.
    pub finds: &'static [&'static str],
}

impl Example {
    /// A file in which this is found.
    pub(super) const fn bad(family: &'static str, finds: &'static [&'static str]) -> Self {
        Self {
            settings: "",
            family,
            finds,
        }
    }

    /// A file in which nothing is found.
    pub(super) const fn good(family: &'static str) -> Self {
        Self::bad(family, &[])
    }

    /// The same in a catalog with these settings.
    pub(super) const fn under(self, settings: &'static str) -> Self {
        Self { settings, ..self }
    }

    /// The whole file.
    pub fn file(&self) -> String {
        format!("title = \"Example\"\n{}\n", self.family)
    }
}
