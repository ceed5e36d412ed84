//! Which words of two texts differ.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use super::closeness::{CLOSE, closeness};

/// The time that a comparison of words takes goes with the product of their numbers: above this one, what lies between
/// the common beginning and the common end counts as different as a whole.
const MOST: usize = 1_000_000;

/// The byte ranges of the words that are not in the other text, in order and apart; neighbours are one range. Compared
/// are words as Unicode has them (UAX #29), punctuation too and spaces not, by Myers' algorithm ("An O(ND) difference
/// algorithm and its variations", Algorithmica 1, 1986).
pub fn differing_words(a: &str, b: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let (left, right) = (words(a), words(b));
    let same = |(one, other): &(&(usize, &str), &(usize, &str))| one.1 == other.1;
    let start = left.iter().zip(&right).take_while(same).count();
    let rest = left.len().min(right.len()) - start;
    let ends = left.iter().rev().zip(right.iter().rev());
    let end = ends.take(rest).take_while(same).count();
    let (old, new) = (
        &left[start..left.len() - end],
        &right[start..right.len() - end],
    );
    let (mut in_a, mut in_b) = (Vec::new(), Vec::new());
    if old.len().saturating_mul(new.len()) > MOST {
        mark(a, old, &mut in_a);
        mark(b, new, &mut in_b);
        return (in_a, in_b);
    }
    let texts = |words: &[(usize, &str)]| -> Vec<String> {
        words.iter().map(|(_, word)| (*word).to_owned()).collect()
    };
    for op in capture_diff_slices(Algorithm::Myers, &texts(old), &texts(new)) {
        if op.tag() != DiffTag::Equal {
            mark(a, &old[op.old_range()], &mut in_a);
            mark(b, &new[op.new_range()], &mut in_b);
        }
    }
    (in_a, in_b)
}

/// The words of a text with their places.
fn words(text: &str) -> Vec<(usize, &str)> {
    let words = text.split_word_bound_indices();
    words.filter(|(_, word)| !word.trim().is_empty()).collect()
}

/// Adds a run of words to the ranges; to the last one if only spaces lie between.
fn mark(text: &str, words: &[(usize, &str)], ranges: &mut Vec<Range<usize>>) {
    let (Some((start, _)), Some((last, word))) = (words.first(), words.last()) else {
        return;
    };
    let end = last + word.len();
    match ranges.last_mut() {
        Some(before) if text[before.end..*start].trim().is_empty() => before.end = end,
        _ => ranges.push(*start..end),
    }
}

/// For the texts of one row, the words of each that differ: of the first one from any other, of the others from the
/// first. Texts that have little in common have none, and neither have dates: all of it would be marked, or half a
/// number, which says nothing.
pub fn word_marks(texts: &[Option<&str>]) -> Vec<Vec<Range<usize>>> {
    let mut marks = vec![Vec::new(); texts.len()];
    let mut said = texts
        .iter()
        .enumerate()
        .filter_map(|(at, text)| Some((at, (*text)?)));
    let Some((first, base)) = said.next() else {
        return marks;
    };
    for (at, text) in said {
        let has_words = text.contains(char::is_alphabetic);
        if text == base || !has_words || closeness(base, text) < CLOSE {
            continue;
        }
        let (in_base, in_text) = differing_words(base, text);
        marks[at] = in_text;
        marks[first] = joined(std::mem::take(&mut marks[first]), in_base);
    }
    marks
}

/// Ranges of two kinds as one, in order and apart.
fn joined(mut ranges: Vec<Range<usize>>, more: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.extend(more);
    ranges.sort_by_key(|range| range.start);
    let mut out: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked<'t>(text: &'t str, ranges: &[Range<usize>]) -> Vec<&'t str> {
        ranges.iter().map(|range| &text[range.clone()]).collect()
    }

    #[test]
    fn words_that_differ() {
        let (a, b) = (
            "Lead a small team of analysts, every day",
            "Lead several large teams of analysts every day",
        );
        let (in_a, in_b) = differing_words(a, b);
        assert_eq!(marked(a, &in_a), ["a small team", ","]);
        assert_eq!(marked(b, &in_b), ["several large teams"]);
        assert_eq!(differing_words(a, a), (vec![], vec![]));
    }

    #[test]
    fn of_several_texts_the_first_is_the_measure() {
        let texts = [
            None,
            Some("one two three four"),
            Some("one two three 4"),
            Some("1 two three four"),
            Some("something else altogether"),
        ];
        let marks = word_marks(&texts);
        let words = |n: usize| marked(texts[n].unwrap_or_default(), &marks[n]);
        assert_eq!(words(1), ["one", "four"]);
        assert_eq!(words(2), ["4"]);
        assert_eq!(words(3), ["1"]);
        assert!(words(4).is_empty());
    }

    #[test]
    fn long_texts_cost_no_more_than_their_length() {
        let long = |word: &str| format!("same {} end", format!("{word} x ").repeat(20_000));
        let (a, b) = (long("one"), long("two"));
        let (in_a, in_b) = differing_words(&a, &b);
        assert_eq!((in_a.len(), in_b.len()), (1, 1));
        assert!(a[in_a[0].clone()].starts_with("one") && !a[in_a[0].clone()].contains("end"));
    }

    proptest! {
        #[test]
        fn what_is_not_marked_is_the_same(a in "[a-c ,]{0,30}", b in "[a-c ,語]{0,30}") {
            let (in_a, in_b) = differing_words(&a, &b);
            let rest = |text: &str, ranges: &[Range<usize>]| {
                let kept = |(at, _): &(usize, &str)| !ranges.iter().any(|r| r.contains(at));
                let kept = words(text).into_iter().filter(kept);
                kept.map(|(_, word)| word.to_owned()).collect::<Vec<_>>()
            };
            prop_assert_eq!(rest(&a, &in_a), rest(&b, &in_b));
            for ranges in [&in_a, &in_b] {
                prop_assert!(ranges.windows(2).all(|two| two[0].end < two[1].start));
            }
        }
    }
}
