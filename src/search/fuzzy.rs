//! The last tier: the letters of a term in order, but scattered over a few words. The only place that knows
//! fuzzy-matcher.
//!
//! A loose match must stay within a short reach, and enter each word that it touches at its first letter;
//! without these two, four letters are "found" in most sentences. They also keep it cheap: the matcher sees
//! a few dozen characters of a line, and only of lines where the letters are in order.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::fold::Folded;
use super::query::needle::Pattern;

/// Longer lines are pages, not lines; they have the exact tiers.
const MAX_LINE: usize = 2000;
/// Places of one line that are tried for a better match than the first one.
const MAX_STARTS: usize = 16;

/// Where a pattern was found.
#[derive(Debug)]
pub(super) struct Loose {
    /// 0 (scattered) to 7 (nearly a word as it stands).
    pub(super) quality: u8,
    /// Bytes of the folded text, one range a character, in order; never empty.
    pub(super) ranges: Vec<(usize, usize)>,
}

/// The fuzzy matcher with its caches.
pub(super) struct Fuzzy(SkimMatcherV2);

impl Fuzzy {
    pub(super) fn new() -> Self {
        // Both sides are folded; "smart" case would look at capitals that are not there.
        Self(SkimMatcherV2::default().ignore_case())
    }

    /// The best loose match of a pattern in a line.
    pub(super) fn find(&self, pattern: &Pattern, line: &Folded) -> Option<Loose> {
        if !line.may_hold(pattern.mask) || line.original_len() > MAX_LINE {
            return None;
        }
        let text = line.text();
        let mut best: Option<(i64, Vec<(usize, usize)>)> = None;
        let starts = pattern
            .first
            .find_iter(text.as_bytes())
            .filter(|start| is_start(text, *start) && !line.is_hidden(*start))
            .filter_map(|start| {
                let window = window(line, start, pattern);
                let greedy = subsequence(window, pattern)?;
                Some((start, window, greedy))
            });
        for (start, window, greedy) in starts.take(MAX_STARTS) {
            let Some((score, indices)) = self.0.fuzzy_indices(window, &pattern.text) else {
                continue;
            };
            if best.as_ref().is_some_and(|(known, _)| score <= *known) {
                continue;
            }
            let found = bytes_of(window, &indices)
                .filter(|ranges| ranges.len() == pattern.chars.len())
                .filter(|ranges| enters_at_starts(window, ranges))
                .or_else(|| enters_at_starts(window, &greedy).then_some(greedy));
            if let Some(ranges) = found {
                let shift = |(from, to): (usize, usize)| (start + from, start + to);
                best = Some((score, ranges.into_iter().map(shift).collect()));
            }
        }
        let (score, ranges) = best?;
        // Skim likes initials best; but a word with letters left out is what people mean more often. Its score
        // is 12 to 24 a character.
        let one_word = ranges.first().zip(ranges.last()).is_some_and(|(a, b)| {
            let touched = &text[a.0..b.1];
            touched.chars().all(char::is_alphanumeric)
        });
        let each = score / i64::try_from(pattern.chars.len()).unwrap_or(i64::MAX);
        let each = u8::try_from((each - 12).clamp(0, 11) / 3).unwrap_or(0);
        Some(Loose {
            quality: each + if one_word { 4 } else { 0 },
            ranges,
        })
    }
}

/// Whether a word begins at a byte of a text.
fn is_start(text: &str, byte: usize) -> bool {
    text[..byte]
        .chars()
        .next_back()
        .is_none_or(|before| !before.is_alphanumeric())
}

/// What a match that begins at a byte may reach: three times the pattern and a little, and never into the
/// target of a link.
fn window<'t>(line: &'t Folded, start: usize, pattern: &Pattern) -> &'t str {
    let rest = &line.text()[start..];
    let reach = rest
        .char_indices()
        .nth(3 * pattern.chars.len() + 4)
        .map_or(rest.len(), |(byte, _)| byte);
    let next = line.hidden().partition_point(|(from, _)| *from < start);
    let open = line
        .hidden()
        .get(next)
        .map_or(reach, |(from, _)| from - start);
    &rest[..reach.min(open)]
}

/// The first way to find the pattern in a window.
fn subsequence(window: &str, pattern: &Pattern) -> Option<Vec<(usize, usize)>> {
    let mut wanted = pattern.chars.iter();
    let mut next = wanted.next()?;
    let mut ranges = Vec::with_capacity(pattern.chars.len());
    for (byte, c) in window.char_indices() {
        if c == *next {
            ranges.push((byte, byte + c.len_utf8()));
            match wanted.next() {
                Some(following) => next = following,
                None => return Some(ranges),
            }
        }
    }
    None
}

/// Whether each word that is touched is entered at its first letter.
fn enters_at_starts(window: &str, ranges: &[(usize, usize)]) -> bool {
    let mut end = 0;
    ranges.iter().all(|(from, to)| {
        let between = &window[end..*from];
        end = *to;
        is_start(window, *from) || between.chars().all(char::is_alphanumeric)
    })
}

/// The bytes of some characters, which must be in order.
fn bytes_of(window: &str, indices: &[usize]) -> Option<Vec<(usize, usize)>> {
    let mut chars = window.char_indices().enumerate();
    indices
        .iter()
        .map(|wanted| {
            chars
                .find(|(n, _)| n == wanted)
                .map(|(_, (byte, c))| (byte, byte + c.len_utf8()))
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::search::query::needle::Wanted;

    fn found(term: &str, line: &str) -> Option<String> {
        let query = Wanted::parse(term, &[]);
        let folded = Folded::new(line);
        let loose = Fuzzy::new().find(query.terms[0].pattern.as_ref()?, &folded)?;
        let marked = loose.ranges.iter().map(|(a, b)| &folded.text()[*a..*b]);
        Some(marked.collect())
    }

    #[test]
    fn letters_that_were_left_out_are_no_obstacle() {
        assert_eq!(found("onboardng", "Leads onboarding").unwrap(), "onboardng");
        assert_eq!(found("svcdsk", "the Service Desk team").unwrap(), "svcdsk");
        assert_eq!(found("mgr", "Manager, IT").unwrap(), "mgr");
    }

    #[test]
    fn letters_scattered_over_a_sentence_are_not_found() {
        assert_eq!(
            found("itil", "is patient with the people, all of them"),
            None
        );
        assert_eq!(found("sre", "plans for the year"), None, "inside of a word");
        assert_eq!(found("desk", "design and ask"), None, "into a word");
        assert_eq!(found("ab", "a b"), None, "too short");
        assert_eq!(found("abc", "[a](b-c)"), None, "into a link");
    }

    #[test]
    fn a_word_with_letters_left_out_is_better_than_initials() {
        let quality = |term, line| {
            let query = Wanted::parse(term, &[]);
            let pattern = query.terms[0].pattern.as_ref().unwrap();
            let loose = Fuzzy::new().find(pattern, &Folded::new(line));
            loose.unwrap().quality
        };
        assert!(quality("onboardng", "onboarding") > quality("onboardng", "on board, next go"));
        assert!(quality("mgr", "Manager") > quality("mgr", "more groups"));
        assert!(quality("kubernets", "kubernetes") > quality("kubernets", "knubxexrxnexts"));
    }
}
