//! Findings that somebody decided to live with: of which rule, why, on whose word, and for how long.

use super::family::Date;

/// A finding that is waived, and why.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waiver {
    /// The rule's id.
    pub rule: String,
    /// Why it does not apply.
    pub reason: Option<String>,
    /// Who decided it.
    pub by: Option<String>,
    /// The last day on which it holds.
    pub until: Option<Date>,
    /// The fingerprint of the text that it was given for; it lapses when that changes.
    pub hash: Option<String>,
}

impl Waiver {
    /// Of a rule, with no more said.
    pub fn of(rule: impl Into<String>) -> Self {
        Self {
            rule: rule.into(),
            ..Self::default()
        }
    }

    /// Whether it holds on a day; where nobody says which day it is, it does.
    pub fn holds_on(&self, day: Option<Date>) -> bool {
        match (self.until, day) {
            (Some(until), Some(day)) => day <= until,
            _ => true,
        }
    }

    /// Whether it was given for a text, by its fingerprint; one without a fingerprint was given for any.
    pub fn is_for(&self, fingerprint: &str) -> bool {
        self.hash.as_deref().is_none_or(|hash| hash == fingerprint)
    }
}

/// A short mark of some texts that changes with their words, and not with the white space between these. It is written
/// into files, so it stays what it is: FNV-1a of 64 bits in hexadecimal digits.
pub fn fingerprint<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut take = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    for text in texts {
        for word in text.split_whitespace() {
            word.bytes().for_each(&mut take);
            take(b' ');
        }
        take(b'\n');
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_goes_by_words_and_texts() {
        assert_eq!(fingerprint(["a  b\n"]), fingerprint([" a b"]));
        assert_ne!(fingerprint(["a b"]), fingerprint(["a", "b"]));
        assert_ne!(fingerprint(["a b"]), fingerprint(["ab"]));
        // What stands in files must hold in later versions too.
        assert_eq!(fingerprint(["2+ years of tooling"]), "7a89a1192ea27759");
    }
}
