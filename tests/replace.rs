//! Replacing words throughout a catalog: what is found and what is left alone, and what becomes of the families.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "effective/families.rs"]
mod families;

use std::sync::Arc;

use families::family;
use proptest::prelude::*;
use rolebook::document::replace::{
    Case, FileHits, Hit, Pattern, PatternError, PatternOptions, Refusal, ReplaceError, Replacement,
    Scope, find, find_all, nodes, plan, replaced,
};
use rolebook::document::{Document, Step, Workspace, read_family};
use rolebook::model::{
    Catalog, CatalogEntry, CompositionProblem, Family, Item, ListKind, Node, Place, Position,
    Settings, compose,
};

const PLAIN: PatternOptions = PatternOptions {
    regex: false,
    whole_word: false,
    case: Case::Smart,
    links: false,
};
const REGEX: PatternOptions = PatternOptions {
    regex: true,
    ..PLAIN
};
const WORD: PatternOptions = PatternOptions {
    whole_word: true,
    ..PLAIN
};

fn of_text(text: &str) -> Family {
    let reading = read_family(text);
    assert!(!reading.has_errors(), "{:?}", reading.problems);
    reading.value.unwrap()
}

fn pattern(text: &str, options: PatternOptions) -> Pattern {
    Pattern::new(text, &options).unwrap()
}

fn hits(family: &Family, text: &str, with: &str, options: PatternOptions) -> Vec<Hit> {
    let pattern = pattern(text, options);
    let replacement = Replacement::new(&pattern, with).unwrap();
    find(family, &pattern, &replacement)
}

/// A family that says one text in its summary.
fn saying(text: &str) -> Family {
    let mut family = of_text("title = \"T\"");
    family.body.summary = Some(text.into());
    family
}

/// What becomes of a text when everything that matches is replaced.
fn becomes(text: &str, what: &str, with: &str, options: PatternOptions) -> String {
    let family = saying(text);
    let hits = hits(&family, what, with, options);
    let summary = replaced(&family, &hits.iter().collect::<Vec<_>>())
        .family
        .body
        .summary;
    summary.unwrap_or_default().to_string()
}

fn refused(text: &str, options: PatternOptions) -> String {
    Pattern::new(text, &options).unwrap_err().to_string()
}

#[test]
fn case_is_smart_unless_it_is_said() {
    let text = "Java, java, JAVA";
    let with = |case| PatternOptions { case, ..PLAIN };
    for (what, case, result) in [
        ("java", Case::Smart, "Go, Go, Go"),
        ("Java", Case::Smart, "Go, java, JAVA"),
        ("java", Case::Sensitive, "Java, Go, JAVA"),
        ("JaVa", Case::Insensitive, "Go, Go, Go"),
    ] {
        assert_eq!(
            becomes(text, what, "Go", with(case)),
            result,
            "{what} {case:?}"
        );
    }
    // Escapes and classes with an upper-case letter in their name say nothing of case.
    assert_eq!(becomes("Java 8", r"java\W", "Go ", REGEX), "Go 8");
    assert_eq!(becomes("java Java", "[J]ava", "Go", REGEX), "java Go");
    assert_eq!(becomes("Ab aB", "[A-Z]b", "x", REGEX), "x aB");
    assert_eq!(becomes("Ab aB", r"\w+", "x", REGEX), "x x");
}

#[test]
fn case_is_that_of_all_scripts() {
    assert_eq!(becomes("ÜBER Σίγμα", "über", "unter", PLAIN), "unter Σίγμα");
    assert_eq!(becomes("ΣΊΓΜΑ", "σίγμα", "s", PLAIN), "s");
    assert_eq!(becomes("Éclair éclair", "Éclair", "x", PLAIN), "x éclair");
    // An accent that is a character of its own stays with its letter.
    assert_eq!(
        becomes("resume\u{301} resume", "resume", "CV", PLAIN),
        "resume\u{301} CV"
    );
}

#[test]
fn whole_words() {
    for (text, what, with, result) in [
        ("Java JavaScript Java.", "Java", "Go", "Go JavaScript Go."),
        (
            "C++, C++11 and c++.",
            "c++",
            "Rust",
            "Rust, C++11 and Rust.",
        ),
        ("C, C++ and C# (C)", "C", "Go", "Go, C++ and C# (Go)"),
        (
            "the .NET stack, ASP.NET",
            ".NET",
            "JVM",
            "the JVM stack, ASP.NET",
        ),
        (".NET and NET", "NET", "Web", ".NET and Web"),
        ("5+ years, 15+ years", "5", "6", "6+ years, 15+ years"),
        ("Über über-all überall", "über", "x", "x x-all überall"),
        ("snake_case snake", "snake", "x", "snake_case x"),
    ] {
        let options = PatternOptions {
            case: if what == "C" {
                Case::Sensitive
            } else {
                Case::Smart
            },
            ..WORD
        };
        assert_eq!(
            becomes(text, what, with, options),
            result,
            "{what} in {text}"
        );
    }
    let both = PatternOptions {
        regex: true,
        ..WORD
    };
    // The whole of an alternative, not the first that fits; a comment hides nothing that comes behind it.
    assert_eq!(becomes("foobar foo", "foo|foobar", "x", both), "x x");
    assert_eq!(
        becomes("foo foos", "(?x) foo # the word", "x", both),
        "x foos"
    );
}

#[test]
fn plain_text_means_itself() {
    assert_eq!(becomes("a.c abc (x)", "a.c", "$1", PLAIN), "$1 abc (x)");
    assert_eq!(
        becomes("costs $5 (net)", "$5 (net)", "${x}$$", PLAIN),
        "costs ${x}$$"
    );
}

#[test]
fn groups_of_a_regular_expression() {
    let swap = r"(\w+), (?<rest>\w+)";
    assert_eq!(
        becomes("Manager, IT", swap, "${rest} $1", REGEX),
        "IT Manager"
    );
    assert_eq!(
        becomes("5 years", r"(\d+) years", "${1}y, $$$1 $", REGEX),
        "5y, $5 $"
    );
    assert_eq!(becomes("ab", "(a)|(b)", "<$1>", REGEX), "<a><>");
    let one = pattern("(a)(?<b>b)", REGEX);
    for (with, error) in [
        (
            "$3",
            "the replacement names the group 3 at character 1, but the pattern has $1, ${b}: write $$ for a \
             dollar sign, and ${1} where a letter or a numeral follows the group",
        ),
        (
            "über ${1",
            "the group that begins at character 6 of the replacement has no end: write ${name}",
        ),
    ] {
        assert_eq!(Replacement::new(&one, with).unwrap_err().to_string(), error);
    }
    assert!(
        Replacement::new(&one, "$1x")
            .unwrap_err()
            .to_string()
            .contains("the group 1x")
    );
    let none = Replacement::new(&pattern("a", REGEX), "$1").unwrap_err();
    assert!(
        none.to_string().contains("the pattern has no groups"),
        "{none}"
    );
}

#[test]
fn a_pattern_that_cannot_be_says_where_and_what_to_do() {
    assert_eq!(Pattern::new("", &PLAIN).unwrap_err(), PatternError::Empty);
    assert_eq!(
        refused("über (a|b", REGEX),
        "the pattern cannot be read at character 6, before \"(a|b\": unclosed group; put \\ before a character \
         that is meant as it stands, or leave out the regular expression"
    );
    assert!(refused("a\\", REGEX).contains("at character 2, before \"\\\""));
    assert!(refused("*", REGEX).contains("at character 1"));
    assert!(refused(r"\p{Nothing}", REGEX).contains("Unicode property not found"));
    let large = refused(r"(\w{100}){1000}", REGEX);
    assert!(large.starts_with("the pattern is too large: use smaller repetitions, such as {1,20}"));
    assert_eq!(Pattern::new("(a", &PLAIN).unwrap().text(), "(a");
}

#[test]
fn what_changes_nothing_is_no_hit() {
    assert!(hits(&saying("abc"), "x*", "-", REGEX).is_empty());
    assert!(hits(&saying("é|"), r"\b", "-", REGEX).is_empty());
    let found = hits(&saying("go Go"), "go", "Go", PLAIN);
    let at: Vec<usize> = found.iter().map(|hit| hit.range.start).collect();
    assert_eq!(at, [0]);
}

#[test]
fn links_are_left_alone_unless_they_are_meant() {
    let text = "The acme page: [acme desk](https://acme.org/acme), https://acme.org. ![acme](acme.png) acme";
    assert_eq!(
        becomes(text, "acme", "Apex", PLAIN),
        "The Apex page: [Apex desk](https://acme.org/acme), https://acme.org. ![Apex](acme.png) Apex"
    );
    let all = PatternOptions {
        links: true,
        ..PLAIN
    };
    assert_eq!(
        becomes(text, "acme", "Apex", all),
        text.replace("acme", "Apex")
    );
    // A match that reaches into a target is none, and hides none behind it.
    assert_eq!(
        becomes("[see a](a) and a", "a.*", "x", REGEX),
        "[see a](a) x"
    );
    let family = of_text(
        "title = \"T\"\n[[roles]]\nid = \"acme\"\ntitle = \"Acme lead\"\n\
         reports_to = [{ title = \"Acme head\", role = \"acme\", link = \"https://acme.org\" }]\n\
         [[roles.performance_indicators]]\nname = \"Acme rate\"\ntarget = \"> 3 acme\"\nlink = \"/acme\"\n",
    );
    let places = |options| -> Vec<String> {
        let found = hits(&family, "acme", "apex", options);
        found.iter().map(|hit| hit.wording.to_string()).collect()
    };
    let read = [
        "title",
        "reports_to 1, title",
        "performance_indicators 1, name",
        "performance_indicators 1, target",
    ];
    assert_eq!(places(PLAIN), read);
    let linked = places(all);
    assert_eq!(linked.len(), 6);
    assert!(linked.contains(&"reports_to 1, link".to_owned()));
    assert!(linked.contains(&"performance_indicators 1, link".to_owned()));
}

/// Says "word" in every text that people read, and "word" nowhere a machine reads alone.
const EVERYWHERE: &str = r#"
title = "word 1"
summary = "word 2"
owner = "word 3"
tags = ["word-4"]
responsibilities = ["word 5", { text = "word 6", id = "key", tags = ["word-7"], waive = [{ rule = "r", reason = "word 8" }] }]
requirements = ["word 9"]
nice_to_have = ["word 10"]

[[performance_indicators]]
name = "word 11"
target = "< 12 words"

[career_ladder]
summary = "word 13"

[hiring_process]
intro = "word 14"
steps = ["word 15", "word 16"]
outro = "word 17"

[[roles]]
id = "lead"
title = "word 18"
reports_to = [{ title = "word 19" }]

[[roles]]
id = "other"
omit = ["word 20"]

[[specialties]]
id = "special"
summary = "word 21"

[[segments]]
id = "segment"
summary = "word 22"

[[sections]]
heading = "word 23"
body = """
word 24
and word 25"""
"#;

#[test]
fn every_text_that_people_read_is_looked_at_and_put_back() {
    let family = of_text(EVERYWHERE);
    let found = hits(&family, "word", "term", PLAIN);
    assert_eq!(found.len(), 25);
    let all: Vec<&Hit> = found.iter().collect();
    assert_eq!(
        replaced(&family, &all).family,
        of_text(&EVERYWHERE.replace("word", "term"))
    );
    // Each one alone changes its own text alone.
    for hit in &found {
        let one = replaced(&family, &[hit]);
        assert_eq!((one.made, one.followed), (1, 0));
        let others = hits(&one.family, "word", "term", PLAIN);
        assert_eq!(others.len(), 24, "{hit:?}");
        assert_eq!(hits(&one.family, "term", "word", PLAIN).len(), 1, "{hit:?}");
    }
}

#[test]
fn only_the_words_change_in_the_files_and_one_undo_brings_them_back() {
    let document =
        |key: &str, text: &str| Document::new(format!("{key}.toml").into(), key.into(), text);
    let omitting = OMITS.replace("\"java\", ", "");
    let documents = vec![
        document("a", &EVERYWHERE.replace("word", "Java")),
        document("b", &omitting),
    ];
    let mut workspace = Workspace::new("root".into(), None, documents, Vec::new());
    let pattern = pattern("Java", PLAIN);
    let replacement = Replacement::new(&pattern, "Go").unwrap();
    let found = find_all(
        workspace.catalog(),
        &Scope::default(),
        &pattern,
        &replacement,
        &|_| false,
    );
    let accepted: Vec<(&FileHits, Vec<&Hit>)> = found
        .iter()
        .map(|found| (found, found.hits.iter().collect()))
        .collect();
    let replacing = plan(workspace.catalog(), &pattern, &replacement, &accepted).unwrap();
    assert_eq!(replacing.followed, 2);
    assert!(workspace.carry_out(&replacing.plan).unwrap().is_some());
    let text = |workspace: &Workspace, key| workspace.document(key).unwrap().text().to_string();
    assert_eq!(text(&workspace, "a"), EVERYWHERE.replace("word", "Go"));
    assert_eq!(text(&workspace, "b"), omitting.replace("Java", "Go"));
    workspace.undo();
    assert_eq!(text(&workspace, "a"), EVERYWHERE.replace("word", "Java"));
    assert_eq!(text(&workspace, "b"), omitting);
    assert_eq!(workspace.dirty().count(), 0);
}

#[test]
fn a_hit_is_seen_in_its_context() {
    let long = format!("{} desk {}", "é ".repeat(60), "ü ".repeat(60).trim_end());
    let found = hits(&saying(&long), "desk", "team", PLAIN);
    assert_eq!(found.len(), 1);
    let hit = &found[0];
    assert_eq!(
        (hit.matched.as_str(), hit.replacement.as_str()),
        ("desk", "team")
    );
    assert_eq!(hit.before, format!("…{}", " é".repeat(19) + "  "));
    assert_eq!(hit.behind, format!("{}…", " ü".repeat(20)));
    assert_eq!(&long[hit.range.clone()], "desk");
    let short = hits(&saying("a desk."), "desk", "team", PLAIN);
    assert_eq!(
        (short[0].before.as_str(), short[0].behind.as_str()),
        ("a ", ".")
    );
}

#[test]
fn a_context_stays_small_whatever_its_letters_are() {
    for filler in [
        "e\u{301}\u{302}\u{303}\u{304}\u{305}",
        "\u{1f1e9}\u{1f1ea}",
        "\u{301}",
        "👩\u{200d}💻",
    ] {
        let text = format!("{0}desk{0}", filler.repeat(2_000));
        let found = hits(&saying(&text), "desk", "team", REGEX);
        let (before, behind) = (&found[0].before, &found[0].behind);
        assert!(
            before.starts_with('…') && behind.ends_with('…'),
            "{filler:?}"
        );
        assert!(
            before.chars().count() <= 161 && behind.chars().count() <= 161,
            "{filler:?}"
        );
        assert!(
            text.contains(before.trim_start_matches('…'))
                && text.contains(behind.trim_end_matches('…'))
        );
    }
}

#[test]
fn nothing_is_emptied_that_must_say_something() {
    let family = of_text(
        "title = \"Word\"\nsummary = \"word\"\nrequirements = [\"word\", \"word word\", \"a word\"]\n",
    );
    let found = hits(&family, "word", "", PLAIN);
    let seen: Vec<(String, Option<Refusal>)> = found
        .iter()
        .map(|hit| (hit.wording.to_string(), hit.refused))
        .collect();
    let no = Some(Refusal::Emptied);
    assert_eq!(
        seen,
        [
            ("title".to_owned(), no),
            ("summary".to_owned(), None),
            ("requirements 1".to_owned(), no),
            ("requirements 2".to_owned(), no),
            ("requirements 2".to_owned(), no),
            ("requirements 3".to_owned(), None),
        ]
    );
    let done = replaced(&family, &found.iter().collect::<Vec<_>>());
    assert_eq!(done.made, 2);
    assert_eq!(
        done.family,
        of_text("title = \"Word\"\nrequirements = [\"word\", \"word word\", \"a\"]\n")
    );
    let broken = hits(&of_text("title = \"a b\""), " ", "\n", PLAIN);
    assert_eq!(broken[0].refused, Some(Refusal::Lines));
}

const OMITS: &str = r#"
title = "T"
requirements = ["Knows Java", { text = "Java on call", id = "java" }, "Java twice"]

[[roles]]
id = "a"
requirements = ["Java twice"]

[[roles]]
id = "b"
omit = ["Knows Java", "java", "Java elsewhere"]

[[specialties]]
id = "s"
roles = ["a"]
omit = ["Java twice"]
"#;

/// What the roles and variations of a family show as requirements.
fn shown(family: &Family) -> Vec<Vec<String>> {
    let texts = |position| {
        let effective = compose("f", family, position);
        let lines = effective.list(ListKind::Requirements).iter();
        lines.map(|line| line.item.text().to_string()).collect()
    };
    family.positions().into_iter().map(texts).collect()
}

#[test]
fn an_omission_follows_the_item_that_it_names() {
    let family = of_text(OMITS);
    let found = hits(&family, "java", "Go", PLAIN);
    // The omissions of a line, by words or by id, are no texts of their own; the one that drops nothing is.
    let omissions = found.iter().filter(|hit| hit.wording.key() == "omit");
    let words: Vec<String> = omissions
        .map(|hit| format!("{}{}", hit.matched, hit.behind))
        .collect();
    assert_eq!(words, ["Java elsewhere"]);
    let done = replaced(&family, &found.iter().collect::<Vec<_>>());
    assert_eq!((done.made, done.followed), (5, 2));
    let as_text = OMITS.replace("Java", "Go").replace(
        "\"b\"\nomit = [\"Knows Java\"",
        "\"b\"\nomit = [\"Knows Go\"",
    );
    assert_eq!(done.family, of_text(&as_text));
    assert_eq!(
        shown(&done.family),
        shown(&family)
            .iter()
            .map(|lines| lines
                .iter()
                .map(|line| line.replace("Java", "Go"))
                .collect())
            .collect::<Vec<Vec<String>>>()
    );
}

#[test]
fn what_was_dropped_with_an_id_is_dropped_by_its_words_when_they_differ() {
    let family = of_text(
        "title = \"T\"\nrequirements = [{ text = \"Knows Java\", id = \"java\" }]\n\
         [[roles]]\nid = \"a\"\nrequirements = [\"Knows Java\"]\n\
         [[specialties]]\nid = \"s\"\nomit = [\"java\"]\n",
    );
    let found = hits(&family, "java", "Go", PLAIN);
    let done = replaced(&family, &[&found[1]]);
    assert_eq!((done.made, done.followed), (1, 1));
    assert_eq!(
        done.family.specialties[0].body.more.omit,
        ["java", "Knows Go"]
    );
    let both = replaced(&family, &[&found[0], &found[1]]);
    assert_eq!((both.made, both.followed), (2, 0));
    assert_eq!(both.family.specialties[0].body.more.omit, ["java"]);
}

#[test]
fn an_omission_of_words_that_two_items_share_drops_both_wordings() {
    let family = of_text(OMITS);
    let found = hits(&family, "java", "Go", PLAIN);
    let own = found
        .iter()
        .filter(|hit| hit.node == Node::Role(0))
        .collect::<Vec<_>>();
    assert_eq!(own.len(), 1);
    let done = replaced(&family, &own);
    assert_eq!((done.made, done.followed), (1, 1));
    assert_eq!(
        done.family.specialties[0].body.more.omit,
        ["Java twice", "Go twice"]
    );
}

fn entry(key: &str, family: Family) -> CatalogEntry {
    CatalogEntry {
        key: key.into(),
        family: Arc::new(family),
    }
}

fn catalog() -> Catalog {
    let family = || {
        of_text(
            "title = \"word\"\nresponsibilities = [\"word a word\"]\n\
             [[roles]]\nid = \"a\"\ntitle = \"A word\"\n[[roles]]\nid = \"b\"\ntitle = \"B word\"\n",
        )
    };
    let keys = ["it/desk", "it/apps/web", "items/x", "top"];
    Catalog::new(
        Settings::default(),
        keys.map(|key| entry(key, family())).to_vec(),
    )
}

fn found_in(catalog: &Catalog, scope: &Scope) -> Vec<FileHits> {
    let pattern = pattern("word", PLAIN);
    let replacement = Replacement::new(&pattern, "term").unwrap();
    find_all(catalog, scope, &pattern, &replacement, &|_| false)
}

#[test]
fn a_scope_is_a_department_places_or_parts() {
    let catalog = catalog();
    let counts = |scope: Scope| -> Vec<(String, usize)> {
        found_in(&catalog, &scope)
            .into_iter()
            .map(|found| (found.key.to_string(), found.hits.len()))
            .collect()
    };
    let place = |key: &str, role| Place {
        key: key.into(),
        position: Position::role(role),
    };
    assert_eq!(counts(Scope::default()).len(), 4);
    assert_eq!(
        counts(Scope::default().department("it")),
        [("it/apps/web".to_owned(), 5), ("it/desk".to_owned(), 5)]
    );
    assert_eq!(
        counts(Scope::default().department("it/apps/")),
        [("it/apps/web".to_owned(), 5)]
    );
    // What a place inherits is read there too.
    assert_eq!(
        counts(Scope::default().places(&catalog, &[place("top", 1)])),
        [("top".to_owned(), 4)]
    );
    assert_eq!(
        counts(Scope::default().nodes([("top".into(), Node::Role(1))])),
        [("top".to_owned(), 1)]
    );
    let both = Scope::default()
        .places(&catalog, &[place("top", 0), place("it/desk", 0)])
        .department("it");
    assert_eq!(counts(both), [("it/desk".to_owned(), 4)]);
    let whole = nodes(&catalog.get("top").unwrap().family).map(|node| ("top".into(), node));
    assert_eq!(
        counts(Scope::default().nodes(whole)),
        [("top".to_owned(), 5)]
    );
    assert!(counts(Scope::default().department("finance")).is_empty());
}

#[test]
fn a_search_ends_when_there_is_enough() {
    let pattern = pattern("word", PLAIN);
    let replacement = Replacement::new(&pattern, "term").unwrap();
    let count = |enough: &dyn Fn(usize) -> bool| {
        find_all(
            &catalog(),
            &Scope::default(),
            &pattern,
            &replacement,
            enough,
        )
        .len()
    };
    assert_eq!(count(&|_| false), 4);
    assert_eq!(count(&|hits| hits > 5), 2);
    assert_eq!(count(&|_| true), 0);
}

#[test]
fn a_plan_has_a_step_a_family_and_says_how_many() {
    let mut catalog = catalog();
    let pattern = pattern("word", PLAIN);
    let replacement = Replacement::new(&pattern, "term").unwrap();
    let found = found_in(&catalog, &Scope::default().department("it"));
    let mut accepted: Vec<(&FileHits, Vec<&Hit>)> = found
        .iter()
        .map(|found| (found, found.hits.iter().collect()))
        .collect();
    let all = plan(&catalog, &pattern, &replacement, &accepted).unwrap();
    assert_eq!(
        all.plan.label,
        "replaced \"word\" with \"term\" in 10 places of 2 files"
    );
    assert_eq!(all.plan.landing, Some(("it/apps/web".into(), Node::Family)));
    let keys: Vec<&str> = all.plan.steps.iter().map(|(key, _)| key.as_ref()).collect();
    assert_eq!(keys, ["it/apps/web", "it/desk"]);
    let (_, Step::Become(family)) = &all.plan.steps[1] else {
        panic!("a family becomes another");
    };
    assert_eq!(family.roles[1].body.title.as_deref(), Some("B term"));
    // Families of which nothing is accepted stay out of it.
    accepted[0].1.clear();
    accepted[1].1.truncate(1);
    let one = plan(&catalog, &pattern, &replacement, &accepted).unwrap();
    assert_eq!(
        one.plan.label,
        "replaced \"word\" with \"term\" in 1 place of 1 file"
    );
    assert_eq!(one.made, 1);
    // What was looked at must be what is there.
    catalog.put("it/desk".into(), Arc::new(of_text("title = \"New\"")));
    assert_eq!(
        plan(&catalog, &pattern, &replacement, &accepted),
        Err(ReplaceError::Changed("it/desk".to_owned()))
    );
}

fn every_item(family: &mut Family, mut change: impl FnMut(&mut Item)) {
    let nodes = [Node::Family]
        .into_iter()
        .chain((0..5).map(Node::Role))
        .chain((0..3).map(Node::Specialty))
        .chain((0..3).map(Node::Segment));
    for node in nodes {
        let lists = family.body_mut(node).map(|body| &mut body.lists);
        lists.into_iter().flatten().flatten().for_each(&mut change);
    }
}

fn without_ids(mut family: Family) -> Family {
    every_item(&mut family, |item| item.more_mut().id = None);
    family
}

/// Each id once, as a file has to have them.
fn with_unique_ids(mut family: Family) -> Family {
    let mut seen = Vec::new();
    every_item(&mut family, |item| {
        if seen.contains(&item.more().id) {
            item.more_mut().id = None;
        }
        seen.extend(item.more().id.clone().map(Some));
    });
    family
}

type Items = Vec<(Node, usize)>;

/// Every item that a position shows in a list, and every one that it drops, by origin.
fn composed(family: &Family, position: Position) -> Vec<(Items, Items)> {
    let effective = compose("f", family, position);
    let sorted = |mut all: Items| {
        all.sort_unstable();
        all
    };
    let lists = ListKind::ALL.into_iter().map(|kind| {
        let shown = effective.list(kind).iter().flat_map(|line| &line.origins);
        let dropped = effective.dropped.iter().filter(|line| line.list == kind);
        let dropped = dropped.flat_map(|line| &line.line.origins);
        (
            sorted(shown.map(|origin| (origin.node, origin.index)).collect()),
            sorted(dropped.map(|origin| (origin.node, origin.index)).collect()),
        )
    });
    lists.collect()
}

fn omits_nothing(family: &Family, position: Position) -> usize {
    let problems = compose("f", family, position).problems;
    let omits =
        |problem: &&CompositionProblem| matches!(problem, CompositionProblem::OmitsNothing { .. });
    problems.iter().filter(omits).count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn accepting_nothing_changes_nothing(family in family()) {
        let none = replaced(&family, &[]);
        prop_assert_eq!((none.made, none.followed), (0, 0));
        prop_assert_eq!(none.family, family);
    }

    #[test]
    fn accepting_everything_leaves_no_match(
        family in family(),
        what in prop::sample::select(vec!["text", "text 1", "1", "t", "TAG", "x"]),
        with in prop::sample::select(vec!["", "Kür", "zz ", "Q"]),
    ) {
        let found = hits(&family, what, with, PatternOptions { case: Case::Insensitive, ..PLAIN });
        let all: Vec<&Hit> = found.iter().collect();
        let done = replaced(&family, &all);
        prop_assert_eq!(done.made, all.iter().filter(|hit| hit.refused.is_none()).count());
        let left = hits(&done.family, what, with, PatternOptions { case: Case::Insensitive, ..PLAIN });
        let refused = all.iter().filter(|hit| hit.refused.is_some()).count();
        prop_assert_eq!(left.len(), refused);
    }

    /// No item appears and none disappears, whichever hits are accepted. (Where a line is dropped by the id of one
    /// of several items that say it, and these part, there may be no omission that says just that.)
    #[test]
    fn effective_roles_go_on_dropping_what_they_dropped(
        family in family().prop_map(without_ids),
        accepted in prop::collection::vec(any::<bool>(), 80),
    ) {
        // A wording that no text has yet; lines that become the same would be another matter.
        let found = hits(&family, "text", "wording", PLAIN);
        let some: Vec<&Hit> = found
            .iter()
            .zip(accepted.iter().cycle())
            .filter_map(|(hit, take)| take.then_some(hit))
            .collect();
        let done = replaced(&family, &some);
        prop_assert_eq!(done.made, some.len());
        for position in family.positions() {
            prop_assert_eq!(composed(&done.family, position), composed(&family, position));
        }
    }

    /// With all of them made, nothing is said twice, and no omission is left without its line.
    #[test]
    fn omissions_are_worded_as_their_items(family in family().prop_map(with_unique_ids)) {
        let found = hits(&family, "text", "wording", PLAIN);
        let done = replaced(&family, &found.iter().collect::<Vec<_>>());
        for position in family.positions() {
            prop_assert_eq!(composed(&done.family, position), composed(&family, position));
            prop_assert_eq!(omits_nothing(&done.family, position), omits_nothing(&family, position));
        }
    }

    #[test]
    fn any_pattern_on_any_text_comes_to_an_end(
        text in "[a-cé(\\[\\]).:/<> \u{301}\\n]{0,40}",
        what in "[a-cé.*+?()|\\[\\]\\\\^$ ]{1,8}",
        with in "[a$1{}]{0,5}",
        regex in any::<bool>(),
        whole_word in any::<bool>(),
        links in any::<bool>(),
    ) {
        let options = PatternOptions { regex, whole_word, links, case: Case::Smart };
        let Ok(pattern) = Pattern::new(&what, &options) else {
            prop_assert!(regex);
            return Ok(());
        };
        let Ok(replacement) = Replacement::new(&pattern, &with) else {
            prop_assert!(regex);
            return Ok(());
        };
        let family = saying(&text);
        let mut end = 0;
        for hit in find(&family, &pattern, &replacement).iter().filter(|hit| hit.node == Node::Family) {
            if hit.wording.key() != "summary" {
                continue;
            }
            prop_assert!(hit.range.start >= end && hit.range.start < hit.range.end);
            prop_assert_eq!(&text[hit.range.clone()], &hit.matched);
            prop_assert_ne!(&hit.matched, &hit.replacement);
            prop_assert_eq!(regex || hit.matched.to_lowercase() == what.to_lowercase(), true);
            end = hit.range.end;
        }
    }
}

#[test]
fn what_changed_in_the_settings_is_looked_through_again() {
    let catalog = |item: &str| {
        let mut settings = Settings::default();
        settings.house.mandatory_items = vec!["a word".into(), item.into()];
        Catalog::new(settings, Vec::new())
    };
    let before = catalog("word");
    let found = found_in(&before, &Scope::default());
    let (pattern, hits) = (pattern("word", PLAIN), &found[0].hits);
    let replacement = Replacement::new(&pattern, "term").unwrap();
    let accepted = [(&found[0], hits.iter().collect())];
    assert!(plan(&before, &pattern, &replacement, &accepted).is_ok());
    let error = plan(&catalog("other"), &pattern, &replacement, &accepted).unwrap_err();
    assert_eq!(error, ReplaceError::Changed("catalog.toml".into()));
    // One of two, and none.
    let one = plan(
        &before,
        &pattern,
        &replacement,
        &[(&found[0], vec![&hits[1]])],
    )
    .unwrap();
    let Step::Settings(settings) = &one.plan.steps[0].1 else {
        panic!("the settings become others");
    };
    assert_eq!(settings.house.mandatory_items, ["a word", "term"]);
    let none = plan(&before, &pattern, &replacement, &[(&found[0], Vec::new())]).unwrap();
    assert!(none.plan.steps.is_empty());
    assert!(found_in(&before, &Scope::default().department("it")).is_empty());
}
