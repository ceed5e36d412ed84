//! Whatever is written and whatever is asked: nothing panics, and what is marked is what was found.

use proptest::prelude::*;

use super::fold::fold;
use super::query::needle::Needle;
use super::tests::{found, lines, search};
use super::*;

#[test]
fn nothing_asked_is_nothing_found() {
    let catalog = lines(&["A line"]);
    for query in ["", "  ", "!", "\""] {
        let results = search(&catalog, query);
        assert!(results.hits.is_empty() && results.complete, "{query:?}");
        assert_eq!((results.total, results.query.as_str()), (0, query));
    }
}

#[test]
fn a_very_long_line_or_query_is_no_obstacle() {
    let long = "é".repeat(100_000);
    let words = "ab ](".repeat(20_000);
    let catalog = lines(&[&long, &words, "\0", "👩‍💻 emoji", "\u{308}\u{308}"]);
    let query = "x".repeat(10_000);
    assert_eq!(search(&catalog, &query).total, 0);
    assert_eq!(search(&catalog, &"a ab ".repeat(5_000)).total, 1);
    assert_eq!(found(&catalog, "eeee"), ["f#0"]);
    assert_eq!(found(&catalog, "\0"), ["f#2"]);
    assert_eq!(found(&catalog, "👩‍💻"), ["f#3"]);
}

/// Texts made of what hurts: marks, ligatures, quotes, links, signs, and anything else.
pub(super) fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-cA-C ]{1,4}",
        1 => Just("u\u{308}".to_owned()),
        1 => Just("ﬁ".to_owned()),
        1 => Just("](".to_owned()),
        1 => Just("İß".to_owned()),
        1 => prop::sample::select(vec![" | ", " req:", " tag:", " !grade:", " has:summary ", "^", "$ "])
            .prop_map(str::to_owned),
        1 => "['\"!“ \t\u{0}\u{a0}\u{ad}\u{b4}\u{200d}👩+#&.)]",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// What must be marked for alternatives, one of them; `None` where something else than words may do.
fn needles_of(any: &AnyOf) -> Option<Vec<Needle>> {
    let is_words = |clause: &Clause| clause.is_words() && !clause.not;
    if !any.clauses.iter().all(is_words) {
        return None;
    }
    let values = any.clauses.iter().flat_map(|clause| &clause.values);
    let needles: Vec<Needle> = values
        .filter_map(|value| match &value.test {
            Test::Words(words) => Needle::new(words, None),
            _ => None,
        })
        .collect();
    let bare: Vec<Needle> = needles.iter().filter_map(Needle::bare).collect();
    (!needles.is_empty()).then(|| needles.into_iter().chain(bare).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn whatever_is_written_and_asked(
        texts in prop::collection::vec(text(), 1..6),
        query in text(),
        from in any::<prop::sample::Index>(),
        length in 1usize..6,
    ) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let catalog = lines(&texts);
        let index = Index::build(&catalog);
        // A query of its own, and a piece of a line, which is sure to be there.
        let chars: Vec<char> = texts[0].chars().collect();
        let start = if chars.is_empty() { 0 } else { from.index(chars.len()) };
        let piece: String = chars.into_iter().skip(start).take(length).collect();
        for query in [query, piece] {
            let options = Options { limit: 50, facets: true, unfold: &Unfold::All };
            let results = index.search_with(&query, options, &|| false);
            prop_assert!(results.complete);
            prop_assert_eq!(results.hits.iter().filter(|hit| hit.exact).count(), results.exact);
            for pair in results.hits.windows(2) {
                prop_assert!(pair[0].score >= pair[1].score);
                prop_assert!(pair[0].exact || !pair[1].exact);
            }
            for hit in &results.hits {
                for found in &hit.matches {
                    let length = found.text.chars().count();
                    let mut last = None;
                    for (start, end) in &found.ranges {
                        prop_assert!(start < end && *end <= length);
                        prop_assert!(last.is_none_or(|last| last < *start));
                        last = Some(*end);
                    }
                    prop_assert!(!found.ranges.is_empty());
                }
                if hit.exact {
                    let marked: Vec<String> =
                        hit.matches.iter().flat_map(|m| {
                            let text: Vec<char> = m.text.chars().collect();
                            m.ranges.iter().map(move |(a, b)| {
                                fold(&text[*a..*b].iter().collect::<String>())
                            }).collect::<Vec<_>>()
                        }).collect();
                    let parsed = Query::parse(&query);
                    for needles in parsed.all.iter().filter_map(needles_of) {
                        prop_assert!(
                            needles.iter().any(|needle| {
                                marked.iter().any(|part| part.contains(needle.folded().trim()))
                            }),
                            "{:?} is not marked in {:?}", query, hit.matches
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn folding_twice_is_folding_once(text in text()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }
}
