//! The fields that a query can name, and what each of them takes.

use super::super::Field;
use crate::model::ListKind;
use crate::text::text;

/// A field that a query can name: `grade:>=8`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum QueryField {
    /// The title as it is read on its own.
    Title,
    /// An item of the requirements.
    Requirements,
    /// An item of the responsibilities.
    Responsibilities,
    /// An item of the nice-to-haves.
    NiceToHave,
    /// The summary.
    Summary,
    /// The family: its title, or the name of its file.
    Family,
    /// The department: the folder of the family, or one above it.
    Department,
    /// The specialty: its title or id.
    Specialty,
    /// The segment: its title or id.
    Segment,
    /// The job grade.
    Grade,
    /// The status.
    Status,
    /// A tag.
    Tag,
    /// The track.
    Track,
    /// The owner.
    Owner,
    /// The title of a manager.
    ReportsTo,
    /// The day on which the family's file was last written, in UTC.
    Updated,
    /// The day by which somebody should read it again.
    Review,
    /// Something that is there at all.
    Has,
    /// A performance indicator and its target.
    Indicators,
    /// The career ladder.
    Ladder,
    /// The hiring process.
    Hiring,
    /// A section of the family's page.
    Sections,
    /// The id of a part, or the key of the family.
    Id,
}

/// What stands behind the colon of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Words, found in lines of the field; the operators of words work.
    Words,
    /// One of the names that are in use.
    Name,
    /// A grade, or a range of grades.
    Grade,
    /// A day, a month, a year, or a range of them.
    Date,
    /// One of a few words.
    Choice(&'static [&'static str]),
}

/// A row of the table of fields.
struct Row {
    field: QueryField,
    name: &'static str,
    others: &'static [&'static str],
    takes: Takes,
}

const STATUS: &[&str] = crate::model::Status::WORDS;
const TRACK: &[&str] = crate::model::Track::WORDS;

/// Every field, in the order in which they are offered.
#[rustfmt::skip]
const TABLE: &[Row] = &[
    row(QueryField::Title, "title", &["name", "role"], Takes::Words),
    row(QueryField::Requirements, "req", &["requirements", "requirement"], Takes::Words),
    row(QueryField::Responsibilities, "resp", &["responsibilities", "responsibility"], Takes::Words),
    row(QueryField::NiceToHave, "nice", &["nice-to-have", "nice_to_have"], Takes::Words),
    row(QueryField::Summary, "summary", &[], Takes::Words),
    row(QueryField::Family, "family", &[], Takes::Name),
    row(QueryField::Department, "dept", &["department", "folder"], Takes::Name),
    row(QueryField::Specialty, "specialty", &["speciality"], Takes::Name),
    row(QueryField::Segment, "segment", &[], Takes::Name),
    row(QueryField::Grade, "grade", &["level"], Takes::Grade),
    row(QueryField::Status, "status", &[], Takes::Choice(STATUS)),
    row(QueryField::Tag, "tag", &["tags", "label"], Takes::Name),
    row(QueryField::Track, "track", &[], Takes::Choice(TRACK)),
    row(QueryField::Owner, "owner", &[], Takes::Name),
    row(QueryField::ReportsTo, "reports-to", &["reports_to", "reports", "manager"], Takes::Words),
    row(QueryField::Updated, "updated", &["changed"], Takes::Date),
    row(QueryField::Review, "review", &["review-due", "review_due"], Takes::Date),
    row(QueryField::Has, "has", &[], Takes::Choice(Having::WORDS)),
    row(QueryField::Indicators, "kpi", &["indicator", "performance_indicators"], Takes::Words),
    row(QueryField::Ladder, "ladder", &["career_ladder"], Takes::Words),
    row(QueryField::Hiring, "hiring", &["hiring_process"], Takes::Words),
    row(QueryField::Sections, "section", &["sections"], Takes::Words),
    row(QueryField::Id, "id", &["key"], Takes::Words),
];

const fn row(
    field: QueryField,
    name: &'static str,
    others: &'static [&'static str],
    takes: Takes,
) -> Row {
    Row {
        field,
        name,
        others,
        takes,
    }
}

impl QueryField {
    /// Every field, in the order in which they are offered.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.field)
    }

    fn row(self) -> &'static Row {
        // The table has every field; a test holds that.
        TABLE
            .iter()
            .find(|row| row.field == self)
            .unwrap_or(&TABLE[0])
    }

    /// The name that is shown and completed.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// What stands behind the colon.
    pub fn takes(self) -> Takes {
        self.row().takes
    }

    /// What it is, in a few words.
    pub fn describe(self) -> &'static str {
        text!(&format!("query-field-{}", self.name()))
    }

    /// The field of this name; other names and upper case work too.
    pub fn named(name: &str) -> Option<Self> {
        TABLE
            .iter()
            .find(|row| names(row).any(|known| known.eq_ignore_ascii_case(name)))
            .map(|row| row.field)
    }

    /// Every name of every field.
    pub(super) fn all_names() -> impl Iterator<Item = (&'static str, Self)> {
        TABLE
            .iter()
            .flat_map(|row| names(row).map(|name| (name, row.field)))
    }

    /// Whether words of this field are looked for in such a line.
    pub(in super::super) fn covers(self, line: Field) -> bool {
        match self {
            Self::Title => line == Field::Title,
            Self::Requirements => line == Field::List(ListKind::Requirements),
            Self::Responsibilities => line == Field::List(ListKind::Responsibilities),
            Self::NiceToHave => line == Field::List(ListKind::NiceToHave),
            Self::Summary => line == Field::Summary,
            Self::ReportsTo => line == Field::ReportsTo,
            Self::Indicators => line == Field::Indicator,
            Self::Ladder => line == Field::Ladder,
            Self::Hiring => line == Field::Hiring,
            Self::Sections => line == Field::Section,
            Self::Id => line == Field::Id,
            _ => false,
        }
    }
}

fn names(row: &Row) -> impl Iterator<Item = &'static str> {
    std::iter::once(row.name).chain(row.others.iter().copied())
}

macro_rules! having {
    ($($(#[$doc:meta])* $variant:ident = $word:literal,)+) => {
        /// What `has:` can ask for: something that a place says or inherits.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Having { $($(#[$doc])* $variant,)+ }

        impl Having {
            /// Every word.
            pub const WORDS: &'static [&'static str] = &[$($word,)+];

            /// The word in a query.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// What a word asks for.
            pub fn of(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

having! {
    /// A finding of the checks in one of the parts that it is made of.
    Problems = "problems",
    /// A grade.
    Grade = "grade",
    /// A status.
    Status = "status",
    /// A track.
    Track = "track",
    /// An owner.
    Owner = "owner",
    /// A tag.
    Tags = "tags",
    /// A review date.
    Review = "review",
    /// A summary.
    Summary = "summary",
    /// A responsibility.
    Responsibilities = "responsibilities",
    /// A requirement.
    Requirements = "requirements",
    /// A nice-to-have.
    NiceToHave = "nice-to-have",
    /// A manager.
    ReportsTo = "reports-to",
    /// A performance indicator.
    Indicators = "kpi",
    /// A career ladder.
    Ladder = "ladder",
    /// A hiring process.
    Hiring = "hiring",
    /// A specialty.
    Specialty = "specialty",
    /// A segment.
    Segment = "segment",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_to_one_field() {
        for row in TABLE {
            for name in names(row) {
                assert_eq!(QueryField::named(name), Some(row.field), "{name}");
                assert_eq!(QueryField::named(&name.to_uppercase()), Some(row.field));
            }
            assert_eq!(row.field.name(), row.name);
        }
        assert_eq!(QueryField::named("titel"), None);
    }

    #[test]
    fn every_word_of_has_is_one() {
        for word in Having::WORDS {
            assert_eq!(Having::of(word).map(Having::word), Some(*word));
        }
    }
}
