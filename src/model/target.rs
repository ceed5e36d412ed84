//! What a performance indicator aims at: comparator, value and unit, read out of a text such as `< 21 days`.

use std::fmt;

use crate::text::text;

/// How the measured value is held against the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparator {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
    /// `=`
    Equal,
}

/// Every way to write a comparator; where one begins like another, the longer one first.
const WRITTEN: &[(&str, Comparator)] = &[
    ("<=", Comparator::AtMost),
    ("=<", Comparator::AtMost),
    (">=", Comparator::AtLeast),
    ("=>", Comparator::AtLeast),
    ("≤", Comparator::AtMost),
    ("⩽", Comparator::AtMost),
    ("≥", Comparator::AtLeast),
    ("⩾", Comparator::AtLeast),
    ("<", Comparator::Less),
    (">", Comparator::More),
    ("==", Comparator::Equal),
    ("=", Comparator::Equal),
    ("less than or equal to", Comparator::AtMost),
    ("fewer than or equal to", Comparator::AtMost),
    ("more than or equal to", Comparator::AtLeast),
    ("greater than or equal to", Comparator::AtLeast),
    ("no more than", Comparator::AtMost),
    ("not more than", Comparator::AtMost),
    ("no less than", Comparator::AtLeast),
    ("not less than", Comparator::AtLeast),
    ("no fewer than", Comparator::AtLeast),
    ("less than", Comparator::Less),
    ("fewer than", Comparator::Less),
    ("lower than", Comparator::Less),
    ("more than", Comparator::More),
    ("greater than", Comparator::More),
    ("higher than", Comparator::More),
    ("at most", Comparator::AtMost),
    ("at least", Comparator::AtLeast),
    ("up to", Comparator::AtMost),
    ("maximum", Comparator::AtMost),
    ("minimum", Comparator::AtLeast),
    ("within", Comparator::AtMost),
    ("exactly", Comparator::Equal),
    ("equal to", Comparator::Equal),
    ("equals", Comparator::Equal),
    ("under", Comparator::Less),
    ("below", Comparator::Less),
    ("over", Comparator::More),
    ("above", Comparator::More),
];

const CURRENCIES: &[char] = &['$', '€', '£', '¥', '₹'];

impl Comparator {
    /// In words, as the screen says it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Less => text!("model-less-than"),
            Self::AtMost => text!("model-at-most"),
            Self::More => text!("model-more-than"),
            Self::AtLeast => text!("model-at-least"),
            Self::Equal => text!("model-exactly"),
        }
    }

    /// The sign.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
            Self::Equal => "=",
        }
    }
}

/// A target that could be understood. The text that it was read from stays the truth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// How the value is compared.
    pub comparator: Comparator,
    /// The number as it is written, separators included.
    pub value: String,
    /// What is counted: `days`, `%`, `$`, `$ per month`; empty when nothing is said.
    pub unit: String,
}

impl Target {
    /// Reads a target. `None` for what is not one comparator, one number and perhaps a unit: a range, a number
    /// alone, a sentence.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (comparator, rest) = comparator(text)?;
        let (currency, rest) = currency(rest.trim_start());
        let rest = rest.trim_start();
        let length = number_length(rest)?;
        let (value, rest) = rest.split_at(length);
        // What goes on in the same word or with another number is more than one number: `1-2 %`, `5th`, `3:1`.
        let glued = rest.chars().next().is_some_and(|c| {
            !c.is_whitespace() && c != '%' && c != '‰' && c != '+' && !CURRENCIES.contains(&c)
        });
        let rest = rest.trim();
        if glued || rest.contains(|c: char| c.is_ascii_digit()) || starts_range(rest) {
            return None;
        }
        let unit = match (currency, rest) {
            (None, unit) => unit.to_owned(),
            (Some(currency), "") => currency.to_string(),
            (Some(currency), unit) => format!("{currency} {unit}"),
        };
        Some(Self {
            comparator,
            value: value.to_owned(),
            unit,
        })
    }

    /// The value as a number: `1,000` and `1 000` are a thousand, `0.5` and `0,5` a half.
    pub fn number(&self) -> Option<f64> {
        let (digits, scale) = match self.value.chars().last()? {
            'k' | 'K' => (&self.value[..self.value.len() - 1], 1e3),
            'm' | 'M' => (&self.value[..self.value.len() - 1], 1e6),
            'b' | 'B' => (&self.value[..self.value.len() - 1], 1e9),
            _ => (self.value.as_str(), 1.0),
        };
        let last = digits.rfind(['.', ',']);
        let decimal = last.filter(|at| {
            let sign = digits.as_bytes()[*at];
            let alone = digits.bytes().filter(|byte| *byte == sign).count() == 1;
            // A comma before three digits parts thousands, unless nothing but a nought stands before it.
            let thousands = sign == b','
                && digits.len() - at == 4
                && !matches!(&digits[..*at], "" | "0" | "-" | "-0");
            alone && !thousands
        });
        let plain: String = digits
            .char_indices()
            .filter_map(|(at, c)| match c {
                _ if Some(at) == decimal => Some('.'),
                '0'..='9' | '-' => Some(c),
                _ => None,
            })
            .collect();
        plain.parse::<f64>().ok().map(|number| number * scale)
    }
}

impl fmt::Display for Target {
    /// In words, part by part: `less than · 21 · days`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} · {}", self.comparator.words(), self.value)?;
        match self.unit.as_str() {
            "" => Ok(()),
            unit => write!(f, " · {unit}"),
        }
    }
}

fn comparator(text: &str) -> Option<(Comparator, &str)> {
    WRITTEN.iter().find_map(|(written, comparator)| {
        let head = text.get(..written.len())?;
        let rest = &text[written.len()..];
        let is_word = written.starts_with(|c: char| c.is_ascii_alphabetic());
        let ends = !is_word || rest.starts_with(char::is_whitespace);
        (head.eq_ignore_ascii_case(written) && ends).then_some((*comparator, rest))
    })
}

fn currency(text: &str) -> (Option<char>, &str) {
    match text.chars().next().filter(|c| CURRENCIES.contains(c)) {
        Some(c) => (Some(c), &text[c.len_utf8()..]),
        None => (None, text),
    }
}

/// How long the number is that a text begins with: a sign, digits, and separators between digits.
fn number_length(text: &str) -> Option<usize> {
    let sign = text.len() - text.trim_start_matches(['-', '+', '−']).len();
    let chars: Vec<(usize, char)> = text[sign..].char_indices().collect();
    let is_digit = |n: usize| chars.get(n).is_some_and(|(_, c)| c.is_ascii_digit());
    let mut length = 0;
    let mut digits = false;
    for (n, (at, c)) in chars.iter().enumerate() {
        let group = is_digit(n + 1) && is_digit(n + 2) && is_digit(n + 3) && !is_digit(n + 4);
        let belongs = match c {
            '0'..='9' => {
                digits = true;
                true
            }
            '.' | ',' => is_digit(n + 1),
            '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' => digits && group,
            'k' | 'K' | 'm' | 'M' | 'b' | 'B' => {
                let ends = chars.get(n + 1).is_none_or(|(_, c)| !c.is_alphanumeric());
                if digits && ends {
                    return Some(sign + at + 1);
                }
                false
            }
            _ => false,
        };
        if !belongs {
            break;
        }
        length = at + c.len_utf8();
    }
    digits.then_some(sign + length)
}

fn starts_range(rest: &str) -> bool {
    let word = rest.split_whitespace().next().unwrap_or_default();
    matches!(word, "-" | "–" | "—" | "to" | "and" | "or" | "±") || rest.starts_with("..")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn targets_as_handbooks_write_them() {
        for (text, words) in [
            ("< 21 days", "less than · 21 · days"),
            ("< 0.69", "less than · 0.69"),
            ("> 0.1", "more than · 0.1"),
            ("= 100%", "exactly · 100 · %"),
            ("= 0", "exactly · 0"),
            (">= 98 %", "at least · 98 · %"),
            ("<=8 business days", "at most · 8 · business days"),
            ("≥ 99.9%", "at least · 99.9 · %"),
            ("≤ 5 days", "at most · 5 · days"),
            ("> .5%", "more than · .5 · %"),
            ("At least 90% of payments", "at least · 90 · % of payments"),
            ("no more than 3 hours", "at most · 3 · hours"),
            ("Less than 10", "less than · 10"),
            ("within 24 hours", "at most · 24 · hours"),
            ("< $1,000,000", "less than · 1,000,000 · $"),
            ("> € 1 000 per month", "more than · 1 000 · € per month"),
            ("< $1.5M", "less than · 1.5M · $"),
            ("< -2 %", "less than · -2 · %"),
            (">= 40+ NPS", "at least · 40 · + NPS"),
        ] {
            let target = Target::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(target.to_string(), words, "{text}");
        }
    }

    #[test]
    fn what_is_more_or_less_than_a_target_is_left_as_text() {
        for text in [
            "",
            "21 days",
            "100%",
            "1-2 %",
            "> 1-2 %",
            "< 5 to 10 days",
            "> 5 – 10",
            "<",
            "< days",
            "less",
            "overtime 5",
            "at least",
            "within budget",
            "> 3:1",
            "= 5th",
            "< 21 days, > 3 days",
            "better every quarter",
        ] {
            assert_eq!(Target::parse(text), None, "{text}");
        }
    }

    #[test]
    fn values_are_numbers() {
        for (text, number) in [
            ("< 21 days", 21.0),
            ("< 1,000", 1000.0),
            ("< 1,000,000", 1_000_000.0),
            ("< 1 000", 1000.0),
            ("< 1.000.000", 1_000_000.0),
            ("< 0,5 %", 0.5),
            ("< 0,125", 0.125),
            ("< 1,234.5", 1234.5),
            ("> .5%", 0.5),
            ("< -2", -2.0),
            ("< $2k", 2000.0),
        ] {
            assert_eq!(
                Target::parse(text).unwrap().number(),
                Some(number),
                "{text}"
            );
        }
    }
}
