//! What fmt rewrites, what it only tells, and what it leaves alone.

use serde_json::{Value, json};

use super::World;

const UGLY: &str = "# Odd jobs.\n[[roles]]\ngrade=5 # for now\nid='one'\n\n# the title\n[x]\ny=1\n";
const NEAT: &str =
    "# Odd jobs.\n[[roles]]\nid = \"one\"\ngrade = 5 # for now\n\n# the title\n[x]\ny = 1\n";

fn shown(world: &World, name: &str) -> String {
    format!("{}\n", world.catalog().join(name).display())
}

#[test]
fn the_sample_is_laid_out_as_it_should_be() {
    let run = World::new().run(&["fmt", "--check", "--diff"]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
}

#[test]
fn a_file_is_rewritten_once() {
    let world = World::new();
    world.write("legal/odd.toml", UGLY);
    let run = world.run(&["fmt"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(run.out, shown(&world, "legal/odd.toml"));
    assert_eq!(world.read("legal/odd.toml"), NEAT);
    let run = world.run(&["fmt"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
}

#[test]
fn a_check_saves_nothing_and_fails() {
    let world = World::new();
    world.write("legal/odd.toml", UGLY);
    let run = world.run(&["fmt", "--check"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert_eq!(run.out, shown(&world, "legal/odd.toml"));
    let run = world.run(&["fmt", "--check", "--diff"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    insta::assert_snapshot!(run.out, @r#"
    --- a/legal/odd.toml
    +++ b/legal/odd.toml
    @@ -1,8 +1,8 @@
     # Odd jobs.
     [[roles]]
    -grade=5 # for now
    -id='one'
    +id = "one"
    +grade = 5 # for now
     
     # the title
     [x]
    -y=1
    +y = 1
    "#);
    assert_eq!(world.read("legal/odd.toml"), UGLY);
    assert_eq!(
        world.run(&["fmt", "--diff"]).code,
        2,
        "a difference of nothing"
    );
}

#[test]
fn a_broken_file_is_told_and_the_others_are_laid_out() {
    let world = World::new();
    let broken = "title = \"Odd\"\n[[roles]\nid = \"one\"\n";
    world.write("legal/broken.toml", broken);
    world.write("legal/odd.toml", UGLY);
    let run = world.run(&["fmt"]);
    assert_eq!((run.code, run.out), (3, shown(&world, "legal/odd.toml")));
    let line = run.err.lines().find(|line| line.starts_with("error: "));
    let line = line.unwrap();
    assert!(
        line.contains("legal/broken.toml: 2:9: this is not valid TOML"),
        "{line}"
    );
    assert!(line.contains("Mend this line"), "{line}");
    assert!(line.ends_with("It is left as it is."), "{line}");
    assert_eq!(world.read("legal/broken.toml"), broken);
    assert_eq!(world.read("legal/odd.toml"), NEAT);
    assert_eq!(world.run(&["fmt", "legal/broken.toml"]).code, 3);
}

#[test]
fn a_file_that_is_no_text_is_left_alone() {
    let world = World::new();
    let bytes = b"title = \"\xff\"\n";
    std::fs::write(world.catalog().join("legal/bytes.toml"), bytes).unwrap();
    let run = world.run(&["fmt"]);
    assert_eq!((run.code, run.out.as_str()), (3, ""));
    assert!(
        run.err
            .contains("legal/bytes.toml: the file is not UTF-8 text. Save it"),
        "{run:?}"
    );
    let now = std::fs::read(world.catalog().join("legal/bytes.toml")).unwrap();
    assert_eq!(now, bytes);
}

#[test]
fn only_what_is_named() {
    let world = World::new();
    for name in [
        "legal/odd.toml",
        "people/odd-too.toml",
        "sales/odd-as-well.toml",
    ] {
        world.write(name, UGLY);
    }
    let absolute = shown(&world, "sales/odd-as-well.toml");
    for (name, file) in [
        ("legal/odd#one", "legal/odd.toml"),
        ("people", "people/odd-too.toml"),
        (absolute.trim(), "sales/odd-as-well.toml"),
    ] {
        let run = world.run(&["fmt", "--check", name]);
        assert_eq!((run.code, run.out), (1, shown(&world, file)), "{name}");
    }
    let run = world.run(&["fmt", "people/odd-too.toml", "legal/odd"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(world.read("people/odd-too.toml"), NEAT);
    assert_eq!(world.read("legal/odd.toml"), NEAT);
    assert_eq!(world.read("sales/odd-as-well.toml"), UGLY);
    let run = world.run(&["fmt", "nowhere"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{run:?}");
}

#[test]
fn the_settings_too() {
    let world = World::new();
    world.write(
        "catalog.toml",
        "[synonyms]\na='b'\n[house]\n# why\nrequirement_budget=5\n",
    );
    let run = world.run(&["fmt", "catalog.toml"]);
    assert_eq!((run.code, run.out), (0, shown(&world, "catalog.toml")));
    assert_eq!(
        world.read("catalog.toml"),
        "[house]\n# why\nrequirement_budget = 5\n\n[synonyms]\na = \"b\"\n"
    );
}

#[test]
fn the_result_as_json() {
    let world = World::new();
    world.write("legal/odd.toml", UGLY);
    let path = world.catalog().join("legal/odd.toml").display().to_string();
    let file = |changed: bool, saved: bool| json!({ "path": path, "changed": changed, "saved": saved, "problem": null });
    let run = world.run(&["fmt", "legal/odd", "--check", "--format", "json"]);
    let value: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(
        (run.code, value),
        (1, json!({ "files": [file(true, false)] }))
    );
    let args = ["fmt", "legal/odd"];
    assert_eq!(world.json(&args), json!({ "files": [file(true, true)] }));
    assert_eq!(world.json(&args), json!({ "files": [file(false, false)] }));
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_stops_no_other() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::new();
    world.write("legal/locked.toml", UGLY);
    world.write("sales/odd.toml", UGLY);
    let locked = world.catalog().join("legal/locked.toml");
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o444)).unwrap();
    let run = world.run(&["fmt"]);
    assert_eq!((run.code, run.out), (3, shown(&world, "sales/odd.toml")));
    assert!(run.err.contains("legal/locked.toml"), "{}", run.err);
    assert_eq!(world.read("legal/locked.toml"), UGLY);
}
