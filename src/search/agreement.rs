//! The pass over whole families finds what looking at every line of every position finds, and says the same of it.

use proptest::prelude::*;

use super::any_input::text;
use super::tests::{catalog, family, role, variation};
use super::*;
use crate::model::{Family, Item};

/// What the pass says of each place.
fn passed(index: &Index, plan: &Plan<'_>, strict: bool) -> Vec<Option<Candidate>> {
    let family = &index.families[0];
    let mut found = Found::new(plan.query);
    let state = index.state(family.key());
    let how = (&Course::default(), strict);
    Scan::new(plan).family((0, family.get()), state, how, &|| false, &mut found);
    let mut places = vec![None; family.places()];
    for candidate in found.candidates {
        places[candidate.place as usize] = Some(candidate);
    }
    places
}

/// What a sieve leaves of the items of a catalog. What stands around them in a file is no part of them.
fn sifted<'s>(catalog: &Catalog, around: &str, sieve: impl Fn(&str) -> Passes<'s>) -> Catalog {
    let passes = |item: &Item| {
        let text = format!("{around}\"{}\",{around}", item.text());
        let start = around.len() + 1;
        sieve(&text)(start..start + item.text().len())
    };
    let entries = catalog.entries().iter().map(|entry| {
        let mut family = Family::clone(&entry.family);
        let roles = family.roles.iter_mut().map(|role| &mut role.body);
        let lists = roles
            .chain([&mut family.body])
            .flat_map(|body| &mut body.lists);
        lists.for_each(|list| list.retain(passes));
        CatalogEntry {
            key: entry.key.clone(),
            family: Arc::new(family),
        }
    });
    Catalog::new(catalog.settings.clone(), entries.collect())
}

/// Queries that people type, and such as nobody does.
fn query() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => "[a-c]{1,5}",
        1 => "[aA]b?[cC]a?[ab]{0,2}",
        1 => "!?['^][a-c]{1,4}[$']?",
        1 => "!?(tag|req|title|any):[a-c]{1,3}",
        1 => "[a-c]{2,4} \\| (req:|!)?[a-c]{2,4}",
        1 => "\"[a-c]{1,2} [a-c]{1,2} ?[a-c]?\"",
        1 => "!?has:(summary|requirements)",
        1 => text(),
    ];
    prop::collection::vec(part, 1..4).prop_map(|parts| parts.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_pass_drops_nothing_and_says_what_the_plain_way_says(
        shared in prop::collection::vec(text(), 0..3),
        first in prop::collection::vec(text(), 1..5),
        second in prop::collection::vec("[a-cA ]{0,24}", 1..5),
        aside in prop::collection::vec(text(), 0..2),
        typed in query(),
    ) {
        fn of(texts: &[String]) -> Vec<&str> {
            texts.iter().map(String::as_str).collect()
        }
        let mut family = family("Abc", &of(&shared), vec![
            role("a", "Cab", &of(&first)),
            role("b", "B-a c", &of(&second)),
        ]);
        family.specialties = vec![variation("s", "A.b", &of(&aside))];
        let index = Index::build(&catalog(vec![("f", family)]));
        let parsed = Query::parse(&typed);
        let synonyms = [("cab".to_owned(), "Bac".to_owned())];
        let (query, _) = Wanted::new(&parsed, &synonyms, || index.names());
        prop_assume!(!query.is_empty());
        let plan = Plan::new(&query, false);
        let fuzzy = Fuzzy::new();
        let places = passed(&index, &plan, false);
        let strict = passed(&index, &plan, plan.can_be_strict());
        for (place, candidate) in places.iter().enumerate() {
            let (problems, updated) = index.state("f");
            let about = About { family: index.families[0].get(), place, problems, updated };
            let standing = Board::of(&plan, about, &fuzzy).standing();
            prop_assert_eq!(candidate.is_some(), standing.is_some(), "{:?} at {}", typed, place);
            let exact = |found: &Option<Candidate>| found.filter(|it| it.exact).map(|it| it.score);
            prop_assert_eq!(exact(&strict[place]), exact(candidate));
            let (Some(candidate), Some(standing)) = (candidate, standing) else {
                continue;
            };
            prop_assert_eq!(candidate.exact, rank::is_exact(standing.score));
            if !candidate.guessed {
                // How good letters in a word are, the matcher says now this way, now that way.
                let told = if candidate.exact { 0 } else { 35 };
                let (score, plain) = (candidate.score >> told, standing.score >> told);
                prop_assert_eq!(score, plain, "{:?} at {}", typed, place);
            } else {
                prop_assert!(candidate.score >= standing.score, "{:?} at {}", typed, place);
            }
        }
    }

    /// Of the lists of items, only what passes is there.
    #[test]
    fn an_index_of_what_a_sieve_lets_pass_finds_what_one_of_everything_finds(
        families in prop::collection::vec(
            prop::collection::vec(prop_oneof![text(), "([abcd]{1,6} ?){1,8}"], 1..8),
            1..4,
        ),
        typed in prop_oneof![3 => query(), 1 => "[abcd]{3,8}", 1 => "[abcd]{3,8} [abcd]{3,8}"],
        aside in "[abcd é]{0,4}",
        limit in 1..4_usize,
        gathers in any::<bool>(),
        says_more in any::<bool>(),
    ) {
        fn of(texts: &[String]) -> Vec<&str> {
            texts.iter().map(String::as_str).collect()
        }
        let keys = ["e", "f", "g"];
        let families = families.iter().zip(keys).map(|(texts, key)| {
            let some = of(&texts[..texts.len().div_ceil(2)]);
            let mut roles = vec![role("a", "Cab", &of(texts)), role("b", "B-a c", &some)];
            if says_more && let Some(first) = texts.first() {
                roles[1].body.more.omit.push(first.trim().to_owned());
            }
            (key, family("Abc", &some, roles))
        });
        let mut catalog = catalog(families.collect());
        catalog.settings.synonyms.insert("cab".to_owned(), "Bac d".to_owned());
        let unfold = if gathers { Unfold::default() } else { Unfold::All };
        let options = Options { limit, facets: false, unfold: &unfold };
        // Of which list an item is the how manieth is not told here.
        let plain = |mut results: Results| {
            let matches = results.hits.iter_mut().flat_map(|hit| &mut hit.matches);
            matches.for_each(|found| found.index = 0);
            results
        };
        let all = plain(Index::unready(&catalog).search_with(&typed, options, &|| false));
        let Some(sieve) = Sieve::new(&typed, &catalog.settings.synonyms) else {
            return Ok(());
        };
        let strict = sifted(&catalog, &aside, sieve.strict());
        let strict = plain(Index::unready(&strict).search_with(&typed, options, &|| false));
        if strict.strict {
            let found = |results: &Results| -> Vec<(Place, i64)> {
                let hits = results.hits.iter();
                hits.map(|hit| (hit.place.clone(), hit.score)).collect()
            };
            prop_assert_eq!(found(&strict), found(&all), "{:?}", typed);
            prop_assert_eq!((strict.total, strict.rows), (all.total, all.rows));
        }
        let wide = sifted(&catalog, &aside, sieve.wide());
        let mut wide = Index::unready(&wide);
        wide.set_heard(&sieve);
        let wide = plain(wide.search_with(&typed, options, &|| false));
        if wide.total > 0 || (wide.suggestion.is_none() && wide.some_words.is_none()) {
            prop_assert_eq!(wide, all, "{:?}", typed);
        }
    }

    /// Letter by letter, and back again, with what the search before has left.
    #[test]
    fn whoever_types_on_finds_what_the_whole_query_finds(
        families in prop::collection::vec(prop::collection::vec(text(), 1..5), 1..4),
        aside in prop::collection::vec(prop_oneof!["[a-cA ]{0,24}", "([abc]{1,3} ?){8,24}"], 1..5),
        typed in prop_oneof![query(), "[abcA]{3,14}"],
        then in prop_oneof![query(), "[abcA]{3,14}s?"],
        facets in any::<bool>(),
    ) {
        fn of(texts: &[String]) -> Vec<&str> {
            texts.iter().map(String::as_str).collect()
        }
        let keys = ["e", "f", "g"];
        let families = families.iter().zip(keys).map(|(texts, key)| {
            let roles = vec![role("a", "Cab", &of(texts)), role("b", "B-a c", &of(&aside))];
            (key, family("Abc", &of(&texts[..1]), roles))
        });
        let catalog = catalog(families.collect());
        let index = Index::build(&catalog);
        let starts = |text: &str| -> Vec<String> {
            let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
            ends.map(|end| text[..end].to_owned()).collect()
        };
        let mut texts = starts(&typed);
        texts.push(format!("{typed} "));
        texts.extend(starts(&then).iter().map(|then| format!("{typed} {then}")));
        texts.extend(starts(&typed).into_iter().rev());
        let unfold = Unfold::default();
        let options = Options { limit: 99, facets, unfold: &unfold };
        let told = |index: &Index, text: &str| {
            let found = index.search_with(text, options, &|| false);
            let mut hits: Vec<(String, bool, usize, i64)> = found.hits.iter().map(|hit| {
                // How good letters in a word are, the matcher says now this way, now that way.
                let told = if hit.exact { 0 } else { 35 };
                (hit.address.clone(), hit.exact, hit.heirs, hit.score >> told)
            }).collect();
            hits.sort();
            (hits, found.total, found.facets, found.notes)
        };
        for text in &texts {
            let again = Index::unready(&catalog);
            prop_assert_eq!(told(&index, text), told(&again, text), "{:?}", text);
        }
    }

    /// What is learnt for one query is enough for it.
    #[test]
    fn a_suggestion_needs_no_other_words(
        texts in prop::collection::vec("([a-cé]{2,9}[ -]){1,6}", 1..6),
        typed in "[a-cé]{2,8}( [a-c]{3,7}| !b| req:cab){0,2}",
    ) {
        let items: Vec<&str> = texts.iter().map(String::as_str).collect();
        let family = family("Abc", &items, vec![role("a", "Cab", &items[..1])]);
        let index = Index::build(&catalog(vec![("f", family)]));
        let query = Query::parse(&typed);
        let told = |words: &Vocabulary| words.suggest(&query, &typed, &index.synonyms, &|| false);
        let some = Vocabulary::about(&query, &typed, &index.families);
        prop_assert_eq!(told(&some), told(index.words()));
    }
}
