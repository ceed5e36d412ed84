//! What search prints, in each of its forms, and what it says of queries that cannot be meant.

use serde_json::{Value, json};

use super::{Run, SERVICES, World};

#[test]
fn one_role_a_line_goes_into_a_pipe() {
    let world = World::new();
    let run = world.run(&["search", "ITIL"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let expected = format!(
        "{SERVICES}\tManager, IT · End User Services\t8\trequirements\tHolds a certification in the ITIL Service \
         Management Framework\n"
    );
    assert_eq!(run.out, expected);
    let run = world.run(&["search", "gitlab", "laptop", "itil"]);
    assert_eq!(run.out.lines().count(), 1, "{run:?}");
    let run = world.run(&[
        "search",
        "dept:legal grade:>=9",
        "--fields",
        "title,grade,status,owner,tags",
    ]);
    assert_eq!(
        run.out.lines().next().unwrap(),
        "Principal Legal Counsel\t9\tactive\tLegal and Corporate Affairs\tlegal"
    );
}

#[test]
fn as_json() {
    let world = World::new();
    let found = world.json(&["search", "itil"]);
    let first = &found[0];
    let keys: Vec<&String> = first.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["address", "title", "grade", "score", "matches"]);
    assert_eq!(first["address"], SERVICES);
    assert_eq!(first["title"], "Manager, IT · End User Services");
    assert_eq!(first["grade"], 8);
    assert!(first["score"].is_i64());
    let line = &first["matches"][0];
    let keys: Vec<&String> = line.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["term", "field", "text", "origin", "ranges"]);
    assert_eq!(line["term"], "itil");
    assert_eq!(line["field"], "requirements");
    assert_eq!(line["origin"], SERVICES);
    let text: Vec<char> = line["text"].as_str().unwrap().chars().collect();
    let range = &line["ranges"][0];
    let at = |n: usize| usize::try_from(range[n].as_u64().unwrap()).unwrap();
    assert_eq!(text[at(0)..at(1)], ['I', 'T', 'I', 'L']);

    let found = world.json(&["search", "itil", "background check"]);
    let lines = found[0]["matches"].as_array().unwrap();
    let origins: Vec<&Value> = lines.iter().map(|line| &line["origin"]).collect();
    assert!(
        origins.contains(&&json!("finance/it-management#manager-it")),
        "{origins:?}"
    );

    let found = world.json(&[
        "search",
        "grade:M4",
        "--fields",
        "title,family,department,track,review-due",
    ]);
    assert_eq!(
        found[0],
        json!({
            "title": "Director of Engineering",
            "family": "Engineering Management",
            "department": "engineering",
            "track": "manager",
            "review_due": "2027-06-30",
        })
    );
}

#[test]
fn as_a_table_for_spreadsheets() {
    let world = World::new();
    world.write(
        "legal/odd.toml",
        "title = 'Says \"odd\", often'\nrequirements = [\"Knows zebras\"]\n",
    );
    let run = world.run(&["search", "zebras", "--format", "csv"]);
    let mut lines = run.out.lines();
    let heading = lines.next().unwrap();
    assert_eq!(heading, "address,title,grade,score,field,text,origin");
    let row = lines.next().unwrap();
    assert!(
        row.starts_with(r#"legal/odd,"Says ""odd"", often",,"#),
        "{row}"
    );
    assert!(
        row.ends_with(",requirements,Knows zebras,legal/odd"),
        "{row}"
    );
    let run = world.run(&[
        "search",
        "zebras",
        "--format",
        "csv",
        "--fields",
        "address,term",
    ]);
    assert_eq!(run.out, "address,term\nlegal/odd,zebras\n");
}

#[test]
fn as_addresses_and_as_places_in_files() {
    let world = World::new();
    let run = world.run(&[
        "search",
        "req:terraform",
        "title:staff",
        "--format",
        "addresses",
        "--limit",
        "1",
    ]);
    assert_eq!(
        run.out,
        "engineering/infrastructure/site-reliability-engineer#staff-sre\n"
    );
    let file = world.catalog().join("finance/it-management.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    for args in [
        &["search", "ITIL", "--vimgrep"][..],
        &["search", "ITIL", "--format", "vimgrep"],
    ] {
        let run = world.run(args);
        assert_eq!(run.out.lines().count(), 2, "{run:?}");
        for line in run.out.lines() {
            let rest = line.strip_prefix(&format!("{}:", file.display())).unwrap();
            let [line, column, found] = rest.splitn(3, ':').collect::<Vec<_>>()[..] else {
                panic!("{rest}");
            };
            let written = text
                .lines()
                .nth(line.parse::<usize>().unwrap() - 1)
                .unwrap();
            assert!(written.contains(found), "{written}");
            assert!(written[column.parse::<usize>().unwrap() - 1..].starts_with("ITIL"));
        }
    }
    // Whatever a line is, its place is one in the file.
    for query in [
        "laptop",
        "'director-it-operations ladder:it-end-user",
        "grade section:job",
        "finance",
        "tag:it people-manager",
    ] {
        let run = world.run(&["search", query, "--vimgrep"]);
        assert!(run.code == 0 && !run.out.is_empty(), "{query}: {run:?}");
        for line in run.out.lines() {
            let at = line.find(".toml:").unwrap();
            let numbers: Vec<&str> = line[at + 6..].splitn(3, ':').collect();
            let (line, column): (usize, usize) =
                (numbers[0].parse().unwrap(), numbers[1].parse().unwrap());
            assert!(line > 0 && column > 0);
        }
    }
    let run = world.run(&["search", "x", "--vimgrep", "--fields", "title"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert_eq!(
        world
            .run(&["search", "x", "--vimgrep", "--format", "csv"])
            .code,
        2
    );
}

#[test]
fn without_a_hit() {
    let world = World::new();
    let run = world.run(&["search", "zzzqqq"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert_eq!(run.err, "nothing in the catalog has zzzqqq\n");
    let run = world.run(&["search", "zzzqqq", "--format", "json"]);
    assert_eq!((run.code, run.out.as_str()), (1, "[]\n"));
    let run = world.run(&["search", "dept:lgeal grade:7"]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.err, @"
    nothing in the catalog has dept:lgeal grade:7
    No department is called lgeal, did you mean legal?
    try: dept:legal grade:7
    ");
    let run = world.run(&["search", "'itil grade:7"]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.err, @"
    nothing in the catalog has 'itil grade:7
    Without grade:7 there is 1.
    try: 'itil
    ");
    let run = world.run(&["search", "itil grade:7"]);
    assert_eq!(run.code, 0, "there are letters like it");
    insta::assert_snapshot!(run.err, @"
    nothing has it as it was typed; this is only spelled alike
    Without grade:7 there is 1.
    try: itil
    ");
}

#[test]
fn a_query_that_cannot_be_meant_is_wrong_usage() {
    let world = World::new();
    let run = world.run(&["search", "python", "titel:senior status:actve"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err, @"
    error: There is no field titel:, did you mean title:?
      python titel:senior status:actve
             ^^^^^^
      try: python title:senior status:actve
      status: is never actve, did you mean active?
    ");
    for query in [
        "grade:>=x",
        "updated:soon",
        "grade:",
        "",
        "!",
        "has:nothing",
    ] {
        let run = world.run(&["search", query]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{query}");
        assert!(run.err.starts_with("error: "), "{run:?}");
    }
    let run = world.run(&["replace", "a", "b", "--in", "titel:x", "--dry-run"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert_eq!(world.run(&["search", "x", "--limit", "0"]).code, 2);
    assert_eq!(world.run(&["search"]).code, 2);
}

#[test]
fn fields_reach_what_only_the_files_and_the_checks_know() {
    let world = World::new();
    let addresses = |query: &str| {
        let run = world.run(&["search", query, "--format", "addresses", "--limit", "999"]);
        run.out.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(addresses("has:problems").is_empty());
    assert!(!addresses("updated:>2020 itil").is_empty());
    assert!(addresses("updated:<2020").is_empty());
    // Without house rules, that a family of two lines would break.
    world.write("catalog.toml", "name = \"Sample\"\n");
    world.write(
        "legal/loose.toml",
        "title = \"Loose\"\n[[roles]]\nid = \"a\"\n[[roles]]\nid = \"b\"\nextends = \"nobody\"\n",
    );
    assert_eq!(addresses("has:problems"), ["legal/loose#b"]);
}

#[test]
fn what_is_spelled_alike_is_suggested() {
    let run = World::new().run(&["search", "onbording"]);
    assert_eq!(run.code, 0);
    assert!(run.out.contains("onboarding"), "{run:?}");
    insta::assert_snapshot!(run.err, @"
    nothing has it as it was typed; this is only spelled alike
    did you mean: onboarding?
    ");
    let run = World::new().run(&["search", "req:kuberntes dept:engineering"]);
    assert!(
        run.err
            .contains("did you mean: req:kubernetes dept:engineering?\n"),
        "{run:?}"
    );
}

#[test]
fn exact_hits_stand_alone_unless_asked() {
    let world = World::new();
    let count = |args: &[&str]| world.json(args).as_array().unwrap().len();
    let exact = count(&["search", "python", "--limit", "500"]);
    let all = count(&["search", "python", "--limit", "500", "--fuzzy"]);
    assert!(0 < exact && exact <= all, "{exact} of {all}");
    assert_eq!(count(&["search", "gitlab", "--limit", "3"]), 3);
}

/// Of a catalog with many families, a search reads no more than it has to, unless it is asked for very many hits.
#[test]
fn a_large_catalog_answers_as_if_all_of_it_had_been_read() {
    let world = World::new();
    let words = ["Onboards", "Archives", "Restores", "Migrates", "Weighs"];
    for n in 0..300 {
        let (first, second) = (words[n % 5], words[n / 5 % 4]);
        let items = format!("  \"{first} the mail of the {second}\",\n  \"Zürich office {n}\",\n");
        let text = format!(
            "title = \"Family {n}\"\nrequirements = [\n{items}]\n\n\
             [[roles]]\nid = \"one\"\ntitle = \"Clerk\"\ngrade = {}\n\
             responsibilities = [\n  \"{second} parcels\", # {first}\n  {{ text = \"Weighs\", id = \"w\" }},\n]\n\n\
             [[roles]]\nid = \"two\"\ntitle = \"Senior Clerk\"\nomit = [\"{second} parcels\"]\nextends = \"one\"\n",
            n % 9
        );
        world.write(&format!("many/family-{n:03}.toml"), text);
    }
    world.write("many/broken.toml", "title = \"Broken\"\nrequirements = [\n");
    let broken = "many/broken.toml:2:17: this is not valid TOML";
    for query in [
        "parcels",
        "archives parcels",
        "'migrates !archives",
        "title:senior weighs grade:>=7",
        "itil",
        "zurich",
        "onbords",
        "arcives parsels",
        "mgrt",
        "\"mail of\" clerk | manager",
        "dept:many restores",
        "tag:it laptop",
        "nobody has this",
        "zxqw",
    ] {
        for form in ["json", "vimgrep", "text"] {
            let search = |limit| {
                world.run(&[
                    "search", query, "--format", form, "--limit", limit, "--unfold",
                ])
            };
            let (few, all) = (search("20"), search("2000"));
            assert!(few.err.contains(broken), "{}", few.err);
            assert!(all.err.contains(broken), "{}", all.err);
            assert_eq!(few.code, all.code, "{query}");
            if form == "json" {
                let found = |run: &Run| -> Vec<Value> { serde_json::from_str(&run.out).unwrap() };
                let (few, all) = (found(&few), found(&all));
                assert_eq!(few.len(), all.len().min(20), "{query}");
                assert_eq!(few, all[..few.len()], "{query}");
            } else {
                let hits = few.out.lines().zip(all.out.lines());
                assert!(hits.clone().all(|(few, all)| few == all), "{query}");
                assert!(few.out.lines().count() <= all.out.lines().count());
            }
            let meant = |run: &Run| {
                let lines = run.err.lines();
                let lines = lines.filter(|line| line.contains("did you mean"));
                lines.map(str::to_owned).collect::<Vec<_>>()
            };
            assert_eq!(meant(&few), meant(&all), "{query}");
        }
    }
}
