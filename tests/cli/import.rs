//! `rolebook import`: pages into a catalog, again after they changed, and what is wrong with them.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::{IntoRun, Run, World};

const PAGE: &str = "---\ntitle: Baker\n---\n\n## Baker\n\nThe Baker reports to the [Head](/job-families/shop/head/).\n\n### Job Grade\n\nThe Baker is a grade 4.\n\n### Responsibilities\n\n* Bake bread\n* Clean up\n";
const HEAD: &str = "## Head\n\n### Responsibilities\n\n- Lead\n";

fn pages(world: &World, pages: &[(&str, &str)]) {
    for (name, text) in pages {
        let file = world.path("elsewhere").join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
}

fn import(world: &World, args: &[&str]) -> Run {
    world.run(&[&["import"], args].concat())
}

fn files(world: &World) -> Vec<String> {
    fn walk(folder: &Path, files: &mut Vec<String>, root: &Path) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => walk(&path, files, root),
                false => files.push(
                    path.strip_prefix(root)
                        .unwrap()
                        .to_string_lossy()
                        .into_owned(),
                ),
            }
        }
    }
    let mut files = Vec::new();
    walk(&world.catalog(), &mut files, &world.catalog());
    files.sort();
    files
}

#[test]
fn folders_become_departments_and_links_lead_to_families() {
    let world = World::empty();
    pages(
        &world,
        &[
            ("hb/food/baker.md", PAGE),
            ("hb/shop/head/_index.md", HEAD),
            ("hb/notes.txt", "no"),
        ],
    );
    let run = import(&world, &["hb"]);
    insta::assert_snapshot!(run.out, @r"
    hb/food/baker.md: new food/baker
    hb/food/baker.md:1: kept: the front matter
    hb/food/baker.md:5: became: role Baker
    hb/food/baker.md:7: became: Baker reports to Head
    hb/food/baker.md:11: became: grade 4 of Baker
    hb/food/baker.md:15: became: 2 responsibilities of Baker
    hb/shop/head/_index.md: new shop/head
    hb/shop/head/_index.md:1: became: role Head
    hb/shop/head/_index.md:1: look: the page has no title; head is that of its file
    hb/shop/head/_index.md:5: became: 1 responsibility of Head
    ");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(
        files(&world),
        [
            ".imported/food/baker.toml",
            ".imported/shop/head.toml",
            "food/baker.toml",
            "shop/head.toml"
        ]
    );
    assert!(
        world
            .read("food/baker.toml")
            .contains("role = \"shop/head#head\"")
    );

    let before = world.read("food/baker.toml");
    let run = import(&world, &["hb", "--brief"]);
    assert_eq!(run.out.matches(": unchanged ").count(), 2, "{run:?}");
    assert_eq!(world.read("food/baker.toml"), before);
}

#[test]
fn nothing_is_saved_when_it_is_only_tried() {
    let world = World::empty();
    pages(&world, &[("baker.md", PAGE)]);
    let run = import(&world, &["baker.md", "--department", "food", "--dry-run"]);
    assert!(run.out.starts_with("baker.md: new food/baker\n"), "{run:?}");
    assert_eq!(files(&world), [""; 0]);
    let run = world
        .command(&["import", "baker.md", "--into", "new/catalog", "--dry-run"])
        .into_run();
    assert_eq!(run.code, 0, "{run:?}");
    assert!(!world.path("elsewhere/new").exists());
}

#[test]
fn a_catalog_is_made_where_there_is_none() {
    let world = World::empty();
    pages(&world, &[("baker.md", PAGE)]);
    let run = world
        .command(&["import", "baker.md", "--into", "new/our \"roles\""])
        .into_run();
    assert_eq!(run.code, 0, "{run:?}");
    let settings =
        fs::read_to_string(world.path("elsewhere/new/our \"roles\"/catalog.toml")).unwrap();
    assert_eq!(settings, "name = 'our \"roles\"'\n");
    assert!(
        world
            .path("elsewhere/new/our \"roles\"/baker.toml")
            .exists()
    );
}

#[test]
fn a_page_that_changed_is_merged_into_a_family_that_changed() {
    let world = World::empty();
    pages(&world, &[("baker.md", PAGE)]);
    import(&world, &["baker.md"]);
    let edit = [
        "edit",
        "baker#baker",
        "--replace",
        "responsibilities:2=Clean the oven",
        "--set",
        "owner=Shop",
    ];
    assert_eq!(world.run(&edit).code, 0);
    let page = PAGE
        .replace("Bake bread", "Bake bread and cake")
        .replace("grade 4", "grade 5");
    pages(&world, &[("baker.md", &page)]);
    let run = import(&world, &["baker.md", "--brief"]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (0, "baker.md: changed baker\n")
    );
    let file = world.read("baker.toml");
    for text in [
        "Bake bread and cake",
        "Clean the oven",
        "owner = \"Shop\"",
        "grade = 5",
        "is a grade 5.",
    ] {
        assert!(file.contains(text), "{text}: {file}");
    }

    assert_eq!(
        world.run(&["edit", "baker#baker", "--set", "grade=7"]).code,
        0
    );
    pages(&world, &[("baker.md", &page.replace("grade 5", "grade 6"))]);
    let before = world.read("baker.toml");
    let run = import(&world, &["baker.md", "--brief"]);
    insta::assert_snapshot!(run.out, @r"
    baker.md: conflict baker
    baker.md: changed here and on the page: Baker · Grade
    baker.md:   before: 5
    baker.md:   catalog: 7
    baker.md:   page: 6
    ");
    assert_eq!((run.code, world.read("baker.toml")), (1, before));
    let run = import(&world, &["baker.md", "--brief", "--prefer", "page"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(world.read("baker.toml").contains("grade = 6"));
}

#[test]
fn one_bad_page_does_not_stop_the_rest() {
    let world = World::new();
    pages(
        &world,
        &[
            ("hb/baker.md", PAGE),
            ("hb/Baker.md", PAGE),
            ("hb/finance/payroll.md", HEAD),
        ],
    );
    fs::write(world.path("elsewhere/hb/bytes.md"), [0xff, 0xfe]).unwrap();
    let before = world.read("finance/payroll.toml");
    let run = import(&world, &["hb", "--format", "json"]);
    assert_eq!(run.code, 3, "{run:?}");
    let report: Value = serde_json::from_str(&run.out).unwrap();
    let told: Vec<(&str, &str)> = report["pages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|page| {
            (
                page["page"].as_str().unwrap(),
                page["outcome"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("hb/Baker.md", "new"),
            ("hb/baker.md", "failed"),
            ("hb/bytes.md", "failed"),
            ("hb/finance/payroll.md", "refused"),
        ]
    );
    let note = &report["pages"][0]["notes"][0];
    assert_eq!(
        note,
        &json!({ "line": 1, "kind": "kept", "text": "the front matter" })
    );
    assert_eq!(world.read("finance/payroll.toml"), before);
    assert_eq!(import(&world, &["nowhere"]).code, 3);
    fs::create_dir(world.path("elsewhere/none")).unwrap();
    assert_eq!(import(&world, &["none"]).code, 1);
}

#[test]
fn nothing_of_a_page_reaches_the_terminal_raw() {
    let world = World::empty();
    let page = "---\ntitle: \"x\u{1b}]0;PWNED\u{7}\"\n---\n\n## A\u{1b}[2J\n\n### Responsibilities\n\n- \u{9b}31m [x](javascript:alert(1))\n\n## <script>\u{202e}\n\ntext\n";
    pages(&world, &[("a\u{1b}[31m.md", page)]);
    for format in ["text", "json"] {
        let run = import(&world, &["a\u{1b}[31m.md", "--dry-run", "--format", format]);
        let hostile = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(
            !run.out.contains(hostile) && !run.err.contains(hostile),
            "{run:?}"
        );
        assert_eq!(run.code, 0);
    }
}

#[cfg(unix)]
#[test]
fn what_pages_gave_is_kept_in_the_catalog_and_nowhere_else() {
    let world = World::empty();
    pages(&world, &[("baker.md", PAGE)]);
    std::os::unix::fs::symlink(world.path("home"), world.catalog().join(".imported")).unwrap();
    let run = import(&world, &["baker.md"]);
    assert_eq!(run.code, 3, "{run:?}");
    assert_eq!(fs::read_dir(world.path("home")).unwrap().count(), 0);
}
