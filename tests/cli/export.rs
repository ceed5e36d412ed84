//! `rolebook export`: pages that come back as they were imported, and the other ways out.

use std::fs;

use serde_json::Value;

use super::{IntoRun, World};

const PAGE: &str = "---\nlayout: job\ntitle: Baker\n---\n\n## Baker\n\nThe Baker is a [grade 4](/g/).\n\n### Responsibilities\n\n*   Bake *bread*\n*   =Clean, \"up\"\n\n### Nice to have\n\n1. [Oven](javascript:x)\n";

fn bakery() -> World {
    let world = World::empty();
    fs::create_dir_all(world.path("elsewhere/hb/food")).unwrap();
    fs::write(world.path("elsewhere/hb/food/baker.md"), PAGE).unwrap();
    fs::write(
        world.path("elsewhere/hb/clerk.md"),
        "## Clerk\n\n### Responsibilities\n\n- Write\n",
    )
    .unwrap();
    assert_eq!(world.run(&["import", "hb"]).code, 0);
    world
}

#[test]
fn pages_come_back_to_the_byte_and_give_the_same_families() {
    let world = bakery();
    let run = world.run(&["export", "--out", "pages"]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
    for name in ["food/baker.md", "clerk.md"] {
        let read = |folder: &str| {
            fs::read_to_string(world.path("elsewhere").join(folder).join(name)).unwrap()
        };
        assert_eq!(read("pages"), read("hb"), "{name}");
    }
    let before = world.read("food/baker.toml");
    assert_eq!(
        world
            .run(&["import", "pages"])
            .out
            .matches(": unchanged ")
            .count(),
        2
    );
    assert_eq!(world.read("food/baker.toml"), before);
    assert_eq!(world.run(&["export", "food/baker"]).out, PAGE);
}

#[test]
fn several_pages_need_a_folder() {
    let world = bakery();
    let run = world.run(&["export"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
    let run = world.run(&["export", "food/", "--out", "one.md"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(
        fs::read_to_string(world.path("elsewhere/one.md")).unwrap(),
        PAGE
    );
    assert_eq!(world.run(&["export", "nobody"]).code, 1);
    assert_eq!(
        world
            .run(&["export", "--query", "resp:nothing-says-this"])
            .code,
        1
    );
}

#[test]
fn text_is_fit_for_a_form() {
    let run = bakery().run(&["export", "baker#baker", "--format", "text"]);
    insta::assert_snapshot!(run.out, @r#"
    Baker

    Grade: 4

    Responsibilities
    - Bake bread
    - =Clean, "up"

    Nice to have
    - Oven
    "#);
}

#[test]
fn a_table_has_a_row_an_item_and_no_formulas() {
    let run = bakery().run(&[
        "export",
        "--query",
        "title:baker",
        "--format",
        "csv",
        "--no-stamp",
    ]);
    insta::assert_snapshot!(run.out, @r#"
    address,family,title,grade,list,number,text,tags,origin,stamp
    food/baker#baker,Baker,Baker,4,responsibilities,1,Bake bread,,food/baker#baker,
    food/baker#baker,Baker,Baker,4,responsibilities,2,"'=Clean, ""up""",,food/baker#baker,
    food/baker#baker,Baker,Baker,4,nice_to_have,1,Oven (javascript:x),,food/baker#baker,
    "#);
}

#[test]
fn linked_data_is_an_occupation_and_no_vacancy() {
    let world = World::new();
    let run = world.run(&[
        "export",
        "finance/it-management#manager-it",
        "--format",
        "jsonld",
    ]);
    let role: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(role["@context"], "https://schema.org");
    assert_eq!(role["@type"], "Occupation");
    assert_eq!(role["qualifications"].as_array().unwrap().len(), 7);
    let run = world.run(&["export", "finance/", "--format", "jsonld"]);
    let all: Value = serde_json::from_str(&run.out).unwrap();
    assert!(all["@graph"].as_array().unwrap().len() > 5);
    assert!(!run.out.contains("JobPosting"));
}

#[test]
fn html_needs_nothing_but_itself() {
    let world = bakery();
    let run = world.run(&["export", "--format", "html", "--out", "pages/"]);
    assert_eq!(run.code, 0, "{run:?}");
    let page = fs::read_to_string(world.path("elsewhere/pages/roles.html")).unwrap();
    assert!(page.contains("<li>Bake <em>bread</em></li>"), "{page}");
    assert!(page.contains("<li>Oven</li>"), "{page}");
    for text in ["<script", "src=", "javascript:", "http://", "https://"] {
        assert!(!page.contains(text), "{text}");
    }
}

#[test]
fn data_is_what_the_files_say_or_the_effective_roles() {
    let world = World::new();
    let role = world.json(&["export", "finance/it-management#manager-it"]);
    assert_eq!(role["grade"], 8);
    let role = world.json(&["export", "finance/it-management#manager-it", "--effective"]);
    assert!(role["responsibilities"].is_array(), "{role}");
    let all = world.json(&["export"]);
    assert!(all.as_array().unwrap().len() > 10);
}

#[test]
fn a_role_alone_is_a_page_too() {
    let world = World::new();
    let args = [
        "export",
        "finance/it-management#manager-it+it-engineering",
        "--effective",
        "--out",
        "role.md",
    ];
    assert_eq!(world.run(&args).code, 0);
    let page = fs::read_to_string(world.path("elsewhere/role.md")).unwrap();
    assert_eq!(
        page.matches("\n- ").count(),
        3 + 5 + 7 + 11 + 5 + 5,
        "{page}"
    );
    let run = world
        .command(&["import", "role.md", "--into", "new", "--dry-run"])
        .into_run();
    assert_eq!(run.code, 0, "{run:?}");
}

#[test]
fn what_answers_to_a_query_goes_out_in_every_format() {
    let world = World::new();
    let found = world.json(&["search", "dept:finance", "--unfold", "--limit", "100"]);
    let found: Vec<&str> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| hit["address"].as_str().unwrap())
        .collect();
    // A family that is found gives its roles, which are found themselves.
    let found: Vec<&str> = found
        .into_iter()
        .filter(|address| address.contains('#'))
        .collect();
    assert!(found.len() > 1, "{found:?}");
    let exported = world.json(&["export", "--query", "dept:finance", "--effective"]);
    let exported: Vec<&str> = exported
        .as_array()
        .unwrap()
        .iter()
        .map(|role| role["address"].as_str().unwrap())
        .collect();
    assert_eq!(exported, found);
    for format in ["text", "csv", "html", "jsonld"] {
        let run = world.run(&[
            "export",
            "--query",
            "dept:finance",
            "--effective",
            "--format",
            format,
        ]);
        assert_eq!(run.code, 0, "{run:?}");
        assert!(run.out.contains("ITIL Service"), "{format}");
    }
    assert_eq!(
        world
            .run(&["export", "--query", "dept:finance", "--out", "found/"])
            .code,
        0
    );
    assert_eq!(
        fs::read_dir(world.path("elsewhere/found/finance"))
            .unwrap()
            .count(),
        found.len() + 4,
        "a page for each role, and for each of the four families"
    );
    let run = world.run(&["export", "--query", "titel:x"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert_eq!(
        world
            .run(&["export", "finance/", "--query", "dept:finance"])
            .code,
        2
    );
}

#[cfg(unix)]
#[test]
fn the_clipboard_gets_what_a_file_would() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::new();
    let program = world.path("home/bin/xclip");
    fs::create_dir_all(program.parent().unwrap()).unwrap();
    fs::write(&program, "#!/bin/sh\nexec /bin/cat > \"$HOME/clipboard\"\n").unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let catalog = world.catalog();
    let catalog = catalog.to_str().unwrap();
    let arguments = [
        "--catalog",
        catalog,
        "export",
        "manager-it",
        "--format",
        "text",
        "--to",
        "clipboard",
    ];
    let run = world
        .command(&arguments)
        .env("DISPLAY", ":0")
        .env("PATH", program.parent().unwrap())
        .env_remove("TMUX")
        .env_remove("SSH_CONNECTION")
        .env_remove("SSH_TTY")
        .into_run();
    assert_eq!(
        (run.code, run.out.as_str(), run.err.as_str()),
        (0, "", "It is in the clipboard.\n")
    );
    let copied = fs::read_to_string(world.path("home/clipboard")).unwrap();
    assert_eq!(copied, world.run(&arguments[2..6]).out);
    let run = world
        .command(&arguments)
        .env("PATH", "")
        .env("TERM", "dumb")
        .env_remove("TMUX")
        .into_run();
    assert_eq!(run.code, 3, "{run:?}");
    assert!(
        run.err.contains("could not be copied") && run.err.contains("--out"),
        "{run:?}"
    );
}

#[test]
fn a_site_has_a_page_for_everything_and_asks_for_nothing_elsewhere() {
    let world = World::new();
    let run = world.run(&["export", "--format", "site"]);
    assert_eq!(run.code, 2, "a site needs a folder: {run:?}");
    let run = world.run(&["export", "--format", "site", "--out", "site"]);
    assert_eq!(run.code, 0, "{run:?}");
    let read = |name: &str| fs::read_to_string(world.path("elsewhere/site").join(name)).unwrap();
    let index = read("index.html");
    assert!(index.contains("<a href=\"families/finance/it-management.html\">IT Management</a>"));
    let family = read("families/finance/it-management.html");
    assert!(
        family.contains("<svg ") && family.contains("Manager, IT · End User"),
        "{family}"
    );
    let role = read("roles/finance/it-management/manager-it~it-end-user-services.html");
    assert_eq!(
        role.matches("<li>").count(),
        3 + 13 + 18 + 5 + 5 + 1,
        "{role}"
    );
    assert!(role.contains("Where one can go from here"));
    for page in [&index, &family, &role] {
        assert!(!page.contains("src=\"http") && !page.contains("stylesheet\" href=\"http"));
    }
    assert_eq!(world.run(&["drift", "site"]).code, 0);
    let script = read("index.js");
    assert!(script.contains("ITIL Service Management Framework"));
    // Some families only.
    let run = world.run(&["export", "finance/", "--format", "site", "--out", "part"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(!world.path("elsewhere/part/families/legal").exists());
}

#[test]
fn an_export_may_be_larger_than_any_family() {
    let world = World::empty();
    let line = "x".repeat(2000);
    let items: String = (0..2500).map(|n| format!("  \"{n} {line}\",\n")).collect();
    for name in ["a", "b", "c", "d"] {
        let text = format!("title = \"{name}\"\nrequirements = [\n{items}]\n");
        world.write(&format!("{name}.toml"), text);
    }
    for text in ["first", "again"] {
        let run = world.run(&["export", "--format", "csv", "--out", "all.csv"]);
        assert_eq!(run.code, 0, "{text}: {run:?}");
        let table = fs::read_to_string(world.path("elsewhere/all.csv")).unwrap();
        assert_eq!(table.lines().count(), 1 + 4 * 2500);
        assert!(table.len() > 16 * 1024 * 1024);
    }
    // And become small again.
    let run = world.run(&["export", "a", "--format", "csv", "--out", "all.csv"]);
    assert_eq!(run.code, 0, "{run:?}");
    let table = fs::read_to_string(world.path("elsewhere/all.csv")).unwrap();
    assert_eq!(table.lines().count(), 1 + 2500);
    assert_eq!(
        fs::read_dir(world.path("elsewhere")).unwrap().count(),
        1,
        "no litter"
    );
}

#[test]
fn a_site_takes_away_what_it_wrote_before_and_nothing_else() {
    let world = World::empty();
    let role = |id: &str| format!("[[roles]]\nid = \"{id}\"\n");
    world.write(
        "x.toml",
        format!("title = \"X\"\n{}{}{}", role("a"), role("b"), role("c")),
    );
    let site = |arguments: &[&str]| {
        let export = ["export", "--format", "site", "--no-stamp", "--out", "site"];
        let run = world.run(&[&export[..], arguments].concat());
        assert_eq!(run.code, 0, "{run:?}");
        run.err
    };
    let names = || {
        let mut names = Vec::new();
        let mut open = vec![world.path("elsewhere/site")];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                match path.is_dir() {
                    true => open.push(path),
                    false => names.push(path.file_name().unwrap().to_string_lossy().into_owned()),
                }
            }
        }
        names.sort();
        names
    };
    site(&[]);
    let whole = names();
    let file = |id: &str| {
        let list = fs::read_to_string(world.path("elsewhere/site/files.txt")).unwrap();
        let mut names = list.lines().filter_map(|line| line.split_once(' '));
        let (_, name) = names.find(|(_, name)| name.contains(id)).unwrap();
        world.path("elsewhere/site").join(name)
    };
    let (b, c) = (file("x/b"), file("x/c"));
    // Somebody writes into one of the pages, and puts a file of his own beside them.
    fs::write(&c, "mine").unwrap();
    fs::write(b.with_file_name("own.html"), "mine").unwrap();
    let list = world.path("elsewhere/site/files.txt");
    let hostile = fs::read_to_string(&list).unwrap() + "cbf29ce484222325 ../victim\n";
    fs::write(&list, hostile).unwrap();
    fs::write(world.path("elsewhere/victim"), "").unwrap();
    world.write("x.toml", format!("title = \"X\"\n{}", role("a")));
    let said = site(&[]);
    assert!(
        said.contains("1 file of the site before is deleted."),
        "{said}"
    );
    assert!(said.contains("it stays"), "{said}");
    assert!(!b.exists());
    assert_eq!(fs::read_to_string(&c).unwrap(), "mine");
    assert!(b.with_file_name("own.html").exists());
    assert!(world.path("elsewhere/victim").exists());
    assert_eq!(names().len(), whole.len());
}

#[test]
fn a_page_keeps_every_byte_in_a_file_and_none_of_them_reaches_a_terminal_raw() {
    let world = World::empty();
    world.write(
        "x.toml",
        "title = \"X\"\nrequirements = [\"a\\u001b]0;PWNED\\u0007 b\\u202e\"]\n",
    );
    let run = world.run(&["export", "x"]);
    let is_order = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(run.out.contains("]0;PWNED"), "{run:?}");
    assert!(!run.out.contains(is_order), "{run:?}");
    assert_eq!(world.run(&["export", "x", "--out", "x.md"]).code, 0);
    let page = fs::read_to_string(world.path("elsewhere/x.md")).unwrap();
    assert!(page.contains("a\u{1b}]0;PWNED\u{7} b\u{202e}"), "{page:?}");
}

#[cfg(feature = "docx")]
#[test]
fn a_document_for_word_goes_into_a_file() {
    let world = World::new();
    let address = "finance/it-management";
    let run = world.run(&["export", address, "--format", "docx"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
    assert!(run.err.contains("--out"), "{run:?}");
    let folder = world.path("elsewhere/out");
    let folder = folder.to_str().unwrap();
    for out in [format!("{folder}/it.docx"), format!("{folder}/")] {
        let run = world.run(&[
            "export",
            address,
            "--effective",
            "--format",
            "docx",
            "--out",
            &out,
        ]);
        assert_eq!(run.code, 0, "{run:?}");
    }
    for name in ["it.docx", "it-management.docx"] {
        let bytes = fs::read(format!("{folder}/{name}")).unwrap();
        let has = |words: &str| {
            let mut windows = bytes.windows(words.len());
            windows.any(|window| window == words.as_bytes())
        };
        assert!(bytes.starts_with(b"PK"), "{name}");
        assert!(has(">Manager, IT · End User Services</w:t>"), "{name}");
        assert!(
            has(">Meet every member of the IT teams in regular 1:1s</w:t>"),
            "{name}"
        );
    }
}
