//! What a text means, and what it becomes when it is edited beside the keyboard.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use crate::search::fold::fold;
use crate::search::names::Names;

/// A query in one line: what must hold separated by ` & `, alternatives by ` / `.
fn shown(text: &str) -> String {
    let all: Vec<String> = Query::parse(text)
        .all
        .iter()
        .map(|any| {
            let clauses: Vec<String> = any.clauses.iter().map(clause).collect();
            clauses.join(" / ")
        })
        .collect();
    all.join(" & ")
}

fn clause(clause: &Clause) -> String {
    let values: Vec<String> = clause
        .values
        .iter()
        .map(|value| match &value.test {
            Test::Words(words) => format!("{:?} {:?}", words.kind, words.text),
            Test::Name(name) => format!("{name:?}"),
            Test::Choice(word) => (*word).to_owned(),
            Test::Grade(GradeTest::Is(grade)) => format!("= {grade}"),
            Test::Grade(GradeTest::Within(_)) => "range".to_owned(),
            Test::Date(days) => format!("{:?}..{:?}", days.low, days.high),
            Test::Has(having) => having.word().to_owned(),
        })
        .collect();
    let not = if clause.not { "not " } else { "" };
    let field = clause
        .field
        .map_or(String::new(), |field| format!("{}: ", field.name()));
    format!("{not}{field}{}", values.join(", "))
}

#[test]
fn signs_mean_what_they_mean_in_fzf() {
    for (text, meaning) in [
        ("sbtrkt", r#"Fuzzy "sbtrkt""#),
        ("'wild", r#"Exact "wild""#),
        ("'wild'", r#"Whole "wild""#),
        ("^music", r#"Prefix "music""#),
        (".mp3$", r#"Suffix ".mp3""#),
        ("^core$", r#"Equal "core""#),
        ("!fire", r#"not Exact "fire""#),
        ("!^music", r#"not Prefix "music""#),
        ("!.mp3$", r#"not Suffix ".mp3""#),
        ("!^core$", r#"not Equal "core""#),
        ("!'fire", r#"not Exact "fire""#),
        ("!'fire'", r#"not Whole "fire""#),
        // The sign in front decides when there are two that cannot both be meant.
        ("'cost$", r#"Exact "cost""#),
        ("$", r#"Fuzzy "$""#),
        ("!$", r#"not Exact "$""#),
        ("$$", r#"Suffix "$""#),
        ("''", r#"Exact "'""#),
        ("'''", r#"Whole "'""#),
        ("a!b^c", r#"Fuzzy "a!b^c""#),
        (r"service\ desk", r#"Fuzzy "service desk""#),
        (r"^service\ desk$", r#"Equal "service desk""#),
        (r"back\slash", r#"Fuzzy "back\\slash""#),
        (
            "^core go$ | rb$ | py$",
            r#"Prefix "core" & Suffix "go" / Suffix "rb" / Suffix "py""#,
        ),
        (
            "a | b c | d",
            r#"Fuzzy "a" / Fuzzy "b" & Fuzzy "c" / Fuzzy "d""#,
        ),
        ("| a", r#"Fuzzy "|" & Fuzzy "a""#),
        ("a |", r#"Fuzzy "a""#),
        ("a | | b", r#"Fuzzy "a" / Fuzzy "|" & Fuzzy "b""#),
        ("a|b", r#"Fuzzy "a|b""#),
        ("a | ! b", r#"Fuzzy "a" & Fuzzy "b""#),
    ] {
        assert_eq!(shown(text), meaning, "{text}");
    }
}

#[test]
fn a_query_is_words_and_phrases() {
    for (text, meaning) in [
        (
            "  Service “help desk” R&D ",
            r#"Fuzzy "Service" & Phrase "help desk" & Fuzzy "R&D""#,
        ),
        ("it it", r#"Fuzzy "it""#),
        ("'service desk'", r#"Exact "service" & Fuzzy "desk""#),
        ("\"still typing", r#"Phrase "still typing""#),
        ("!\"help desk\"", r#"not Exact "help desk""#),
        ("'\"help desk\"", r#"Exact "help desk""#),
        ("^\"help desk\"", r#"Prefix "help desk""#),
        ("\"help desk\"$", r#"Suffix "help desk""#),
        ("^\"help desk\"$", r#"Equal "help desk""#),
        ("\"a\"b", r#"Phrase "a" & Fuzzy "b""#),
        (
            "1:1 C++ .NET C:\\x http://x re:invent \"title:x\"",
            r#"Fuzzy "1:1" & Fuzzy "C++" & Fuzzy ".NET" & Fuzzy "C:\\x" & Fuzzy "http://x" & Fuzzy "re:invent" & Phrase "title:x""#,
        ),
    ] {
        assert_eq!(shown(text), meaning, "{text}");
    }
}

#[test]
fn fields_narrow() {
    for (text, meaning) in [
        ("title:senior", r#"title: Fuzzy "senior""#),
        ("title:^senior", r#"title: Prefix "senior""#),
        ("title:\"it manager\"", r#"title: Phrase "it manager""#),
        ("Title:'IT", r#"title: Exact "IT""#),
        ("!title:senior", r#"not title: Exact "senior""#),
        ("req:python,go", r#"req: Fuzzy "python", Fuzzy "go""#),
        (
            "req:python req:go",
            r#"req: Fuzzy "python" & req: Fuzzy "go""#,
        ),
        ("grade:8", "grade: = 8"),
        ("grade:7 grade:8", "grade: = 7, = 8"),
        ("grade:7,8,", "grade: = 7, = 8"),
        ("grade:>=5 grade:<=7", "grade: range & grade: range"),
        ("dept:sales dept:legal", r#"dept: "sales", "legal""#),
        ("dept:\"people ops\",it", r#"dept: "people ops", "it""#),
        ("!tag:a,b", r#"not tag: "a", "b""#),
        ("tag:a !tag:b tag:c", r#"tag: "a", "c" & not tag: "b""#),
        (
            "status:act !status:draft",
            "status: active & not status: draft",
        ),
        ("status:in_review", "status: in-review"),
        ("has:problem,grad", "has: problems, grade"),
        ("reports_to:director", r#"reports-to: Fuzzy "director""#),
        ("has:problems has:grade", "has: problems & has: grade"),
        ("python | dept:sales", r#"Fuzzy "python" / dept: "sales""#),
        ("grade:8 | dept:sales", r#"grade: = 8 / dept: "sales""#),
    ] {
        assert_eq!(shown(text), meaning, "{text}");
        assert_eq!(Query::parse(text).notes, [], "{text}");
    }
}

#[test]
fn what_makes_no_sense_is_told_with_what_would() {
    for (text, kind, message, corrected) in [
        (
            "titel:x",
            NoteKind::Wrong,
            "There is no field titel:, did you mean title:?",
            Some("title:x"),
        ),
        (
            "a !gradee:8",
            NoteKind::Wrong,
            "There is no field gradee:, did you mean grade:?",
            Some("a !grade:8"),
        ),
        (
            "depart:it",
            NoteKind::Wrong,
            "There is no field depart:, did you mean dept:?",
            Some("dept:it"),
        ),
        (
            "status:actve",
            NoteKind::Wrong,
            "status: is never actve, did you mean active?",
            Some("status:active"),
        ),
        (
            "status:a",
            NoteKind::Wrong,
            "status: is never a, did you mean active?",
            Some("status:active"),
        ),
        (
            "track:boss",
            NoteKind::Wrong,
            "track: is never boss; it can be ic or manager.",
            None,
        ),
        (
            "grade:>=x",
            NoteKind::Wrong,
            ">=x is no grade; write grade:8, grade:>=8 or grade:5..7.",
            None,
        ),
        (
            "grade:>=",
            NoteKind::Unfinished,
            ">= is no grade; write grade:8, grade:>=8 or grade:5..7.",
            None,
        ),
        (
            "updated:soon",
            NoteKind::Wrong,
            "soon is no date; write updated:2026-03, updated:<2026-01-01 or updated:2026..2027.",
            None,
        ),
        (
            "grade:",
            NoteKind::Unfinished,
            "grade: needs a value: grade: 8, >=8, 5..7.",
            None,
        ),
        (
            "title:^",
            NoteKind::Unfinished,
            "title: needs a word behind its signs.",
            None,
        ),
    ] {
        let query = Query::parse(text);
        let [note] = query.notes.as_slice() else {
            panic!("{text}: {:?}", query.notes);
        };
        assert_eq!(
            (note.kind, note.message.as_str()),
            (kind, message),
            "{text}"
        );
        assert_eq!(note.corrected(text).as_deref(), corrected, "{text}");
        assert_eq!(query.is_wrong(), kind != NoteKind::Advice);
    }
    assert_eq!(shown("python grade:x.. status:nope"), r#"Fuzzy "python""#);
}

#[test]
fn a_long_query_is_bounded_and_says_so() {
    let text: String = (0..100).map(|n| format!("w{n} ")).collect();
    let query = Query::parse(&text);
    assert_eq!(query.all.len(), MAX_CLAUSES);
    assert_eq!(query.notes[0].kind, NoteKind::Advice);
    assert!(!query.is_wrong());
    let text = format!("tag:{} x", "a,".repeat(5000));
    let query = Query::parse(&text);
    assert_eq!(query.all[0].clauses[0].values.len(), MAX_VALUES);
    assert_eq!((query.all.len(), query.notes.len()), (1, 2));
    let text = "word".repeat(3000);
    assert_eq!(shown(&text).len(), MAX_VALUE + r#"Fuzzy """#.len());
}

#[test]
fn signs_without_a_word_are_nothing_yet() {
    for text in ["", " ", "!", "'", "^", "^$", "\"", "!'\"", "\"\" ! '"] {
        assert!(Query::parse(text).is_empty(), "{text:?}");
    }
}

#[test]
fn a_value_is_toggled_in_the_text() {
    for (text, field, value, toggled) in [
        ("", QueryField::Department, "sales", "dept:sales"),
        (
            "python",
            QueryField::Department,
            "sales",
            "python dept:sales",
        ),
        ("python ", QueryField::Tag, "a b", "python tag:\"a b\""),
        (
            "dept:sales go",
            QueryField::Department,
            "legal",
            "dept:sales,legal go",
        ),
        (
            "dept:sales,legal go",
            QueryField::Department,
            "sales",
            "dept:legal go",
        ),
        (
            "dept:\"a b\",legal go",
            QueryField::Department,
            "legal",
            "dept:\"a b\" go",
        ),
        ("go dept:Sales  x", QueryField::Department, "sales", "go x"),
        ("grade:>=8", QueryField::Grade, "9", "grade:>=8 grade:9"),
        (
            "department:x",
            QueryField::Department,
            "y",
            "department:x,y",
        ),
        (
            "!dept:sales",
            QueryField::Department,
            "sales",
            "!dept:sales dept:sales",
        ),
        ("dept:", QueryField::Department, "sales", "dept:sales"),
        (
            "dept:sales,",
            QueryField::Department,
            "legal",
            "dept:sales,legal",
        ),
        ("a | dept:sales b", QueryField::Department, "sales", "a b"),
        ("dept:sales | a b", QueryField::Department, "sales", "a b"),
        ("tag:a tag:b,a", QueryField::Tag, "a", "tag:b"),
        (
            "\"open phrase",
            QueryField::Tag,
            "x",
            "\"open phrase\" tag:x",
        ),
        ("tag:\"open", QueryField::Tag, "x", "tag:\"open\",x"),
        ("tag:\"b\"a", QueryField::Tag, "x", "tag:\"b\",x a"),
        ("tag:\"“ a", QueryField::Tag, "x", "tag:\"“,x a"),
    ] {
        assert_eq!(toggle(text, field, value), toggled, "{text:?}");
    }
    let values = values_in(
        "dept:sales,\"a b\" x !dept:it dept:c grade:>=8",
        QueryField::Department,
    );
    assert_eq!(values, ["sales", "a b", "c"]);
    assert!(values_in("grade:>=8", QueryField::Grade).is_empty());
}

fn names() -> Names {
    let mut names = Names::default();
    let mut add = |field, value: &str, title: &str| {
        names.add(field, value, title);
    };
    for dept in ["sales", "legal", "support", "people ops"] {
        add(QueryField::Department, dept, "");
    }
    add(QueryField::Family, "finance/it-management", "IT Management");
    add(QueryField::Grade, "10", "");
    add(QueryField::Grade, "9", "");
    names
}

fn offered(text: &str) -> Vec<String> {
    let (before, after) = text.split_once('_').unwrap();
    let text = format!("{before}{after}");
    let names = names();
    let found = completions(&text, before.len(), &names);
    let taken = found.suggestions.iter();
    let taken = taken.map(|one| found.take(&text, one).unwrap());
    taken
        .map(|(text, at)| format!("{}_{}", &text[..at], &text[at..]))
        .collect()
}

#[test]
fn fields_and_their_values_are_offered() {
    for (text, expected) in [
        ("ti_", &["title:_"][..]),
        ("python !st_", &["python !status:_"]),
        ("requ_", &["req:_"]),
        ("titel:_x", &["title:_x"]),
        ("dept:s_", &["dept:sales _", "dept:support _"]),
        (
            "dept:legal,_",
            &[
                "dept:legal,sales _",
                "dept:legal,legal _",
                "dept:legal,support _",
            ],
        ),
        ("dept:peo_", &["dept:\"people ops\" _"]),
        ("dept:\"peo_", &["dept:\"people ops\" _"]),
        ("dept:s_ x", &["dept:sales_ x", "dept:support_ x"]),
        ("family:manage_", &["family:finance/it-management _"]),
        ("grade:_", &["grade:9 _", "grade:10 _"]),
        ("has:prob_", &["has:problems _"]),
        ("t_", &[]),
        ("_ti", &[]),
        ("title:x_", &[]),
        ("zz_", &[]),
        ("\"ti_", &[]),
    ] {
        let mut offered = offered(text);
        if text.ends_with(",_") {
            offered.retain(|text| !text.contains("people"));
            offered.sort_by_key(|text| expected.iter().position(|known| known == text));
        }
        assert_eq!(offered, expected, "{text}");
    }
}

/// Texts made of what the language is made of.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[a-c]{1,3}",
        2 => "[ ,|!'^$\"\\\\“:.<>=é]",
        2 => prop::sample::select(vec!["dept:", "grade:", "tag:", "title:", "has:", "!", "..", "\\ ", " | "]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_text_has_a_meaning_and_every_place_in_it_is_one(text in text(), cursor in 0usize..40) {
        let query = Query::parse(&text);
        for note in &query.notes {
            prop_assert!(text.get(note.span.clone()).is_some());
        }
        for clause in query.clauses() {
            prop_assert!(text.get(clause.span.clone()).is_some() && !clause.values.is_empty());
            for value in &clause.values {
                prop_assert!(text.get(value.span.clone()).is_some());
            }
        }
        let found = completions(&text, cursor, &names());
        for suggestion in &found.suggestions {
            prop_assert!(found.take(&text, suggestion).is_some());
        }
    }

    #[test]
    fn what_is_toggled_is_asked_for_and_toggled_again_is_not(text in text(), value in "[a-c ,'\"!<$]{0,3}[a-c]") {
        let field = QueryField::Tag;
        let has = |text: &str| values_in(text, field).iter().any(|known| {
            fold(known.trim()) == fold(value.replace('"', " ").trim())
        });
        let once = toggle(&text, field, &value);
        let known = has(&text);
        prop_assert_eq!(has(&once), !known, "{:?} became {:?}", text, once);
        let twice = toggle(&once, field, &value);
        prop_assert_eq!(has(&twice), known, "{:?} became {:?}", once, twice);
    }
}
