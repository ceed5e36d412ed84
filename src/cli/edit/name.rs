//! Names of fields and lists as they are typed, and numbers of items.

use crate::document::Field;
use crate::model::ListKind;
use crate::text::text;

/// What can be set to a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) enum Slot {
    /// A field of a part.
    Field(Field),
    /// What one list extends.
    Extends(ListKind),
    /// The prose of the career ladder.
    LadderSummary,
    /// What is said before the steps of the hiring process.
    HiringIntro,
    /// What is said after them.
    HiringOutro,
    /// The roles that a specialty or a segment varies.
    Roles,
    /// The name of the catalog.
    Name,
    /// How many requirements an effective role may have.
    Budget,
    /// What the catalog says for a word.
    Synonym(String),
    /// What the catalog decides on the check: a key of that table, with those before it.
    Check(String),
}

/// A list of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum List {
    /// Of items.
    Items(ListKind),
    /// Inherited items that are dropped.
    Omit,
    /// Managers.
    Managers,
    /// Performance indicators.
    Indicators,
    /// Edges of the career ladder.
    LadderSteps,
    /// Steps of the hiring process.
    HiringSteps,
    /// Sections of the family.
    Sections,
    /// Keys that every effective role must have.
    Required,
    /// Items that every effective role must carry.
    MandatoryItems,
    /// Grades at which people start.
    EntryGrades,
}

const EXTENDS: &str = "extends.";
const SYNONYMS: &str = "synonyms.";
const CHECK: &str = "check.";

/// `-` counts as `_`, and the table that a key of the settings is in can be left out.
pub(super) fn folded(name: &str) -> String {
    let name = name.trim().to_lowercase().replace('-', "_");
    name.strip_prefix("house.")
        .map(str::to_owned)
        .unwrap_or(name)
}

impl Slot {
    /// The field of a name.
    pub(super) fn read(name: &str) -> Result<Self, String> {
        if let Some(word) = name.trim().strip_prefix(SYNONYMS) {
            return Ok(Self::Synonym(word.trim().to_owned()));
        }
        let folded = folded(name);
        if let Some(path) = folded.strip_prefix(CHECK) {
            return Ok(Self::Check(path.to_owned()));
        }
        if let Some(list) = folded.strip_prefix(EXTENDS) {
            return List::read(list)?.items().map(Self::Extends);
        }
        if let Some(field) = Field::from_key(&folded) {
            return Ok(Self::Field(field));
        }
        Ok(match folded.as_str() {
            "career_ladder.summary" => Self::LadderSummary,
            "hiring_process.intro" => Self::HiringIntro,
            "hiring_process.outro" => Self::HiringOutro,
            "roles" => Self::Roles,
            "name" => Self::Name,
            "requirement_budget" => Self::Budget,
            "id" => {
                return Err(text!("cli-an-id-is-changed-with").to_owned());
            }
            _ => {
                return Err(match List::known(&folded) {
                    Some(list) => text!("cli-is-a-list-use-add", key = list.key()),
                    None => unknown("field", name, Self::keys()),
                });
            }
        })
    }

    fn keys() -> impl Iterator<Item = &'static str> {
        let others = [
            "roles",
            "career_ladder.summary",
            "hiring_process.intro",
            "hiring_process.outro",
            "name",
            "requirement_budget",
        ];
        Field::OF_ROLE.iter().map(|field| field.key()).chain(others)
    }

    /// How it is written.
    pub(super) fn key(&self) -> String {
        match self {
            Self::Field(field) => field.key().to_owned(),
            Self::Extends(list) => format!("{EXTENDS}{}", list.key()),
            Self::LadderSummary => "career_ladder.summary".to_owned(),
            Self::HiringIntro => "hiring_process.intro".to_owned(),
            Self::HiringOutro => "hiring_process.outro".to_owned(),
            Self::Roles => "roles".to_owned(),
            Self::Name => "name".to_owned(),
            Self::Budget => "requirement_budget".to_owned(),
            Self::Synonym(word) => format!("{SYNONYMS}{word}"),
            Self::Check(path) => format!("{CHECK}{path}"),
        }
    }
}

impl List {
    const ALL: [Self; 12] = [
        Self::Items(ListKind::Responsibilities),
        Self::Items(ListKind::Requirements),
        Self::Items(ListKind::NiceToHave),
        Self::Omit,
        Self::Managers,
        Self::Indicators,
        Self::LadderSteps,
        Self::HiringSteps,
        Self::Sections,
        Self::Required,
        Self::MandatoryItems,
        Self::EntryGrades,
    ];

    /// How it is written, as in the file.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Items(list) => list.key(),
            Self::Omit => "omit",
            Self::Managers => "reports_to",
            Self::Indicators => "performance_indicators",
            Self::LadderSteps => "career_ladder.steps",
            Self::HiringSteps => "hiring_process.steps",
            Self::Sections => "sections",
            Self::Required => "required",
            Self::MandatoryItems => "mandatory_items",
            Self::EntryGrades => "entry_grades",
        }
    }

    /// The list of a name; of items, a beginning of it will do.
    pub(super) fn read(name: &str) -> Result<Self, String> {
        let folded = folded(name);
        Self::known(&folded).ok_or_else(|| match Slot::read(name) {
            Ok(slot) => text!("cli-is-not-a-list-use", key = slot.key()),
            Err(_) => unknown("list", name, Self::ALL.iter().map(|list| list.key())),
        })
    }

    fn known(folded: &str) -> Option<Self> {
        let whole = Self::ALL.into_iter().find(|list| list.key() == folded);
        whole.or_else(|| folded.parse().ok().map(Self::Items))
    }

    /// The list, when it is one of items.
    pub(super) fn items(self) -> Result<ListKind, String> {
        match self {
            Self::Items(list) => Ok(list),
            other => Err(text!("cli-has-no-items-it-takes", key = other.key())),
        }
    }
}

/// From the number that people count with to the place in the list.
pub(super) fn number(text: &str) -> Result<usize, String> {
    text.trim()
        .parse::<usize>()
        .ok()
        .and_then(|number| number.checked_sub(1))
        .ok_or_else(|| text!("cli-n-is-the-number-of").to_owned())
}

/// Numbers and ranges of them, such as `2,4-6`, as places in ascending order, each once.
pub(super) fn numbers(text: &str) -> Result<Vec<usize>, String> {
    /// More than anybody has in one list.
    const MOST: usize = 100_000;
    let mut places = Vec::new();
    for part in text.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last) = (number(first)?, number(last)?);
        if last < first || last - first > MOST {
            return Err(number("").err().unwrap_or_default());
        }
        places.extend(first..=last);
    }
    places.sort_unstable();
    places.dedup();
    Ok(places)
}

/// That a name is unknown, and what may have been meant.
pub(super) fn unknown(what: &str, name: &str, known: impl Iterator<Item = &'static str>) -> String {
    let wanted = name.trim().to_lowercase();
    let known: Vec<&str> = known.collect();
    let nearest = known
        .iter()
        .map(|key| (strsim::jaro_winkler(key, &wanted), *key))
        .filter(|(likeness, _)| *likeness >= 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match nearest {
        Some((_, key)) => text!("cli-there-is-no-did-you", what, name, key),
        None => text!(
            "cli-there-is-no-it-is",
            what,
            name,
            known = known.join(", ")
        ),
    }
}
