//! What stands behind the colon of a field: ranges of grades and of days.

use std::ops::Bound;

use super::super::fold::fold;
use crate::model::{Date, Grade};

/// A range of grades or days; both ends may be open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Within<T> {
    /// Where it begins.
    pub low: Bound<T>,
    /// Where it ends.
    pub high: Bound<T>,
}

impl<T: PartialOrd> Within<T> {
    /// Whether a value lies in the range. What cannot be compared with its ends does not.
    pub fn has(&self, value: &T) -> bool {
        let above = match &self.low {
            Bound::Included(low) => value >= low,
            Bound::Excluded(low) => value > low,
            Bound::Unbounded => true,
        };
        let below = match &self.high {
            Bound::Included(high) => value <= high,
            Bound::Excluded(high) => value < high,
            Bound::Unbounded => true,
        };
        above && below
    }
}

/// A grade that has an order: letters (none for most houses) and a number. `M2` is below `M10`, and neither is
/// below `8`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    letters: String,
    /// In thousandths.
    number: i64,
}

impl PartialOrd for Step {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        (self.letters == other.letters).then(|| self.number.cmp(&other.number))
    }
}

impl Step {
    /// An order among all, also of those that cannot be compared: letters by alphabet.
    pub(in super::super) fn total_order(&self, other: &Self) -> std::cmp::Ordering {
        (&self.letters, self.number).cmp(&(&other.letters, other.number))
    }

    /// Of a grade as it is written; `None` when it ends in no number.
    pub fn of(grade: &Grade) -> Option<Self> {
        match grade {
            Grade::Number(number) => Some(Self {
                letters: String::new(),
                number: number.saturating_mul(1000),
            }),
            Grade::Text(text) => Self::read(text),
        }
    }

    fn read(text: &str) -> Option<Self> {
        let folded = fold(text);
        let text = folded.trim();
        let digits = text.find(|c: char| c.is_ascii_digit())?;
        let (letters, number) = text.split_at(digits);
        let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
        let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !all_digits(part) {
            return None;
        }
        let part: String = part.chars().chain("000".chars()).take(3).collect();
        let whole: i64 = whole.parse().ok()?;
        // A negative grade is a number of the file, and read like this only from a query.
        let (letters, sign) = match letters {
            "-" => ("", -1),
            letters => (letters, 1),
        };
        Some(Self {
            letters: letters.trim_end_matches([' ', '-']).to_owned(),
            number: sign
                * whole
                    .saturating_mul(1000)
                    .saturating_add(part.parse().ok()?),
        })
    }
}

/// What a query says of the grade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GradeTest {
    /// This one, folded.
    Is(String),
    /// One in a range.
    Within(Within<Step>),
}

impl GradeTest {
    /// Reads `8`, `M2`, `>=8`, `5..7`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (low, high) = match range(text)? {
            Ends::One(one) => {
                let folded = fold(one).trim().to_owned();
                return (!folded.is_empty()).then_some(Self::Is(folded));
            }
            Ends::Two(low, high) => (low, high),
        };
        Some(Self::Within(Within {
            low: bound(low, Step::read)?,
            high: bound(high, Step::read)?,
        }))
    }

    /// Whether a grade is meant.
    pub fn has(&self, grade: &Grade) -> bool {
        match self {
            Self::Is(wanted) => {
                fold(&grade.to_string()).trim() == wanted
                    || Step::read(wanted).is_some_and(|step| Step::of(grade) == Some(step))
            }
            Self::Within(within) => Step::of(grade).is_some_and(|step| within.has(&step)),
        }
    }
}

/// Reads `2026-03-14`, `2026-03`, `2026`, `<2026-01-01`, `2026-01..2026-06`.
pub(super) fn read_dates(text: &str) -> Option<Within<Date>> {
    let first = |text: &str| days(text).map(|(first, _)| first);
    let last = |text: &str| days(text).map(|(_, last)| last);
    match range(text)? {
        Ends::One(one) => {
            let (first, last) = days(one)?;
            Some(Within {
                low: Bound::Included(first),
                high: Bound::Included(last),
            })
        }
        Ends::Two(low, high) => Some(Within {
            low: match low {
                Bound::Included(text) => Bound::Included(first(text)?),
                Bound::Excluded(text) => Bound::Excluded(last(text)?),
                Bound::Unbounded => Bound::Unbounded,
            },
            high: match high {
                Bound::Included(text) => Bound::Included(last(text)?),
                Bound::Excluded(text) => Bound::Excluded(first(text)?),
                Bound::Unbounded => Bound::Unbounded,
            },
        }),
    }
}

/// The first and the last day of a day, a month or a year.
fn days(text: &str) -> Option<(Date, Date)> {
    if let Ok(day) = text.parse() {
        return Some((day, day));
    }
    if text.len() == 4 {
        let first = format!("{text}-01-01").parse().ok()?;
        return Some((first, format!("{text}-12-31").parse().ok()?));
    }
    if text.len() != 7 {
        return None;
    }
    let first = format!("{text}-01").parse().ok()?;
    let last = (28..=31).rev();
    let last = last
        .map(|day| format!("{text}-{day}"))
        .find_map(|day| day.parse().ok())?;
    Some((first, last))
}

/// A value, or the two ends of a range.
enum Ends<'t> {
    One(&'t str),
    Two(Bound<&'t str>, Bound<&'t str>),
}

/// Takes comparisons and ranges apart; `None` when a side that must be there is not.
fn range(text: &str) -> Option<Ends<'_>> {
    let text = text.trim();
    let after = |sign: &str| text.strip_prefix(sign).map(str::trim);
    let (low, high) = if let Some(low) = after(">=").or(after("≥")) {
        (Bound::Included(low), Bound::Unbounded)
    } else if let Some(high) = after("<=").or(after("≤")) {
        (Bound::Unbounded, Bound::Included(high))
    } else if let Some(low) = after(">") {
        (Bound::Excluded(low), Bound::Unbounded)
    } else if let Some(high) = after("<") {
        (Bound::Unbounded, Bound::Excluded(high))
    } else if let Some((low, high)) = text.split_once("..").or_else(|| text.split_once('…')) {
        let end = |text: &'_ str| match text.len() {
            0 => None,
            _ => Some(()),
        };
        let (low, high) = (low.trim(), high.trim());
        end(low).or(end(high))?;
        let included = |text| match end(text) {
            Some(()) => Bound::Included(text),
            None => Bound::Unbounded,
        };
        (included(low), included(high))
    } else {
        return Some(Ends::One(after("=").unwrap_or(text)));
    };
    let missing = |bound: &Bound<&str>| matches!(bound, Bound::Included("") | Bound::Excluded(""));
    (!missing(&low) && !missing(&high)).then_some(Ends::Two(low, high))
}

fn bound<T>(text: Bound<&str>, read: impl Fn(&str) -> Option<T>) -> Option<Bound<T>> {
    Some(match text {
        Bound::Included(text) => Bound::Included(read(text)?),
        Bound::Excluded(text) => Bound::Excluded(read(text)?),
        Bound::Unbounded => Bound::Unbounded,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn grades_are_compared_as_people_read_them() {
        let grade = |text: &str| text.parse::<Grade>().unwrap();
        for (test, inside, outside) in [
            (">=8", "8 9 10 11", "7 M9 Executive"),
            (">8", "9 8.5", "8"),
            ("<=8", "8 7 -1", "9"),
            ("<8", "7.5", "8"),
            ("5..7", "5 6 7", "4 8"),
            ("5..", "5 60", "4"),
            ("..7", "7", "8"),
            ("8", "8 8.0", "80 M8"),
            ("=8", "8", "9"),
            ("m2", "M2 m2", "M20 2"),
            ("M2..M10", "M2 M3 m10", "M1 M11 5"),
            ("executive", "Executive", "5"),
        ] {
            let test_of = GradeTest::read(test).unwrap();
            for text in inside.split(' ') {
                assert!(test_of.has(&grade(text)), "{text} is in {test}");
            }
            for text in outside.split(' ') {
                assert!(!test_of.has(&grade(text)), "{text} is not in {test}");
            }
        }
        for text in ["", ">=", "..", ">=x", "5..x", "<"] {
            assert_eq!(GradeTest::read(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_month_and_a_year_are_ranges_of_days() {
        for (test, inside, outside) in [
            ("2026", "2026-01-01 2026-12-31", "2025-12-31 2027-01-01"),
            ("2026-02", "2026-02-28", "2026-03-01 2026-01-31"),
            ("<2026-01-01", "2025-12-31", "2026-01-01"),
            ("<=2026", "2026-12-31", "2027-01-01"),
            (">2026-02", "2026-03-01", "2026-02-28"),
            (">=2026-02", "2026-02-01", "2026-01-31"),
            ("2026-01..2026-03", "2026-01-01 2026-03-31", "2026-04-01"),
        ] {
            let within = read_dates(test).unwrap();
            for day in inside.split(' ') {
                assert!(within.has(&day.parse().unwrap()), "{day} is in {test}");
            }
            for day in outside.split(' ') {
                assert!(!within.has(&day.parse().unwrap()), "{day} is not in {test}");
            }
        }
        for text in ["", "soon", "2026-13", "2026-02-30", "26", "<", "2026-1"] {
            assert_eq!(read_dates(text), None, "{text:?}");
        }
    }
}
