//! What the README says is so: its keys, its commands and what they print, its pictures, its links.
//!
//! `ROLEBOOK_REFRESH=1 cargo test --test readme` rewrites the keys and the pictures.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "picture/scenes.rs"]
mod scenes;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Mutex;

use serde_json::{Map, Value};

const REFRESH: &str = "ROLEBOOK_REFRESH=1 cargo test --test readme";
/// Those of the page that are run.
const COMMANDS: [&str; 11] = [
    "list", "show", "search", "compare", "delta", "edit", "new", "check", "explain", "export",
    "schema",
];
const KEYS: (&str, &str) = ("<!-- keys -->\n", "<!-- /keys -->");
const RULES: (&str, &str) = ("<!-- rules -->\n", "<!-- /rules -->");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The tests of one run share the page, and one of them may be rewriting it.
static PAGE: Mutex<()> = Mutex::new(());

fn readme() -> String {
    let _reading = PAGE.lock();
    fs::read_to_string(root().join("README.md"))
        .unwrap()
        .replace("\r\n", "\n")
}

fn refreshing() -> bool {
    std::env::var_os("ROLEBOOK_REFRESH").is_some_and(|value| !value.is_empty())
}

#[test]
fn the_keys_and_the_rules_are_those_of_the_program() {
    between(
        KEYS,
        &format!(
            "{}\n",
            rolebook::config::key_table(&rolebook::config::Keymap::default())
        ),
    );
    between(RULES, &rule_table());
}

/// What stands between two marks must be this; refreshing makes it so.
fn between(marks: (&str, &str), now: &str) {
    let text = readme();
    let (before, rest) = text.split_once(marks.0).expect("the README has the mark");
    let (written, after) = rest.split_once(marks.1).expect("the README has its end");
    if written == now {
        return;
    }
    assert!(
        refreshing(),
        "what follows {} README.md is out of date; refresh it with: {REFRESH}",
        marks.0
    );
    let text = format!("{before}{}{now}{}{after}", marks.0, marks.1);
    let _writing = PAGE.lock();
    fs::write(root().join("README.md"), text).unwrap();
}

fn rule_table() -> String {
    use rolebook::check::{Area, rules};
    use rolebook::document::Severity;
    let mut table = String::from("| rule | | finds |\n|---|---|---|\n");
    for area in Area::ALL {
        table.push_str(&format!("| **{}** | | |\n", area.heading()));
        for rule in rules().iter().filter(|rule| rule.area == area) {
            let severity = match rule.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            };
            table.push_str(&format!(
                "| `{}` | {severity} | {} |\n",
                rule.id,
                rule.says()
            ));
        }
    }
    table
}

#[test]
fn the_pictures_are_what_the_program_draws() {
    for (path, now) in scenes::pictures() {
        let before = fs::read_to_string(&path).unwrap_or_default();
        if before.replace("\r\n", "\n") == now {
            continue;
        }
        assert!(
            refreshing(),
            "{} is not what the program draws now; refresh it with: {REFRESH}",
            path.strip_prefix(root()).unwrap().display()
        );
        fs::write(path, now).unwrap();
    }
}

#[test]
fn what_the_page_links_to_is_there() {
    let page = readme();
    let written = page.split("](").skip(1);
    let links = written.map(|link| link.split_once(')').unwrap().0);
    let drawn = ["src=\"", "srcset=\""];
    let pictures = drawn
        .into_iter()
        .flat_map(|begin| page.split(begin).skip(1));
    let pictures = pictures.map(|link| link.split_once('"').unwrap().0);
    for link in links.chain(pictures) {
        let is_elsewhere = link.contains("://") || link.starts_with('#');
        assert!(is_elsewhere || root().join(link).exists(), "no {link} here");
    }
}

#[test]
fn the_commands_end_as_the_page_says() {
    let commands = commands(&readme());
    assert!(
        commands.len() > 10,
        "the README has its commands in sh blocks"
    );
    for (line, words, exit) in commands {
        let output = run(&words[1..]);
        assert_eq!(
            output.status.code(),
            Some(exit),
            "{line}\n{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        let silent = output.stdout.is_empty() && output.stderr.is_empty();
        let may_be = words[1] == "edit" || words.iter().any(|word| word == "--out");
        assert!(!silent || may_be, "{line} says nothing at all");
    }
}

/// Runs the program on a catalog of its own, so that no command depends on those before it.
fn run<S: AsRef<OsStr>>(arguments: &[S]) -> Output {
    let place = tempfile::tempdir().unwrap();
    copy(&root().join("data"), &place.path().join("data"));
    let home = place.path().join("home");
    fs::create_dir(&home).unwrap();
    Command::new(env!("CARGO_BIN_EXE_rolebook"))
        .args(arguments)
        .current_dir(place.path())
        .env_remove("ROLEBOOK_CATALOG")
        .env("LC_ALL", "C")
        .env("HOME", &home)
        .env("USERPROFILE", &home)
        .env("APPDATA", &home)
        .env("LOCALAPPDATA", &home)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_STATE_HOME", home.join("state"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

#[test]
fn json_has_the_keys_that_the_page_shows() {
    let text = readme();
    let mut shown = text
        .split("```json\n")
        .skip(1)
        .map(|rest| serde_json::from_str::<Value>(rest.split("```").next().unwrap()).unwrap());
    for arguments in [
        &["list", "--kind", "role", "--format", "json"][..],
        &["search", "ITIL", "--format", "json"],
        &["show", "Manager, IT", "--effective", "--format", "json"],
    ] {
        let shown = shown
            .next()
            .expect("the README shows what each of them gives");
        let now = serde_json::from_slice(&run(arguments).stdout).unwrap_or_default();
        same_keys(&shown, &now, &arguments.join(" "));
    }
}

/// Two values of one shape; an empty list and `null` say nothing about it.
fn same_keys(shown: &Value, now: &Value, place: &str) {
    match (shown, now) {
        (Value::Object(shown), Value::Object(now)) => {
            let keys = |object: &Map<String, Value>| object.keys().cloned().collect::<Vec<_>>();
            assert_eq!(keys(shown), keys(now), "in {place}");
            for (key, shown) in shown {
                same_keys(shown, &now[key], &format!("{place}, {key}"));
            }
        }
        (Value::Array(shown), Value::Array(now)) => {
            if let (Some(shown), Some(now)) = (shown.first(), now.first()) {
                same_keys(shown, now, place);
            }
        }
        (Value::Null, _) | (Value::String(_), Value::String(_) | Value::Null) => {}
        (Value::Number(_), Value::Number(_) | Value::String(_) | Value::Null) => {}
        (Value::Bool(_), Value::Bool(_)) => {}
        (shown, now) => panic!("in {place}: the page has {shown}, the program gives {now}"),
    }
}

/// The commands of the `sh` blocks but for the one that opens the screen: the line, its words, its exit code.
fn commands(text: &str) -> Vec<(String, Vec<String>, i32)> {
    let mut out = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        if line.starts_with("```") {
            inside = !inside && line == "```sh";
            continue;
        }
        let command = line.strip_prefix("$ ").unwrap_or(line);
        if !inside || !command.starts_with("rolebook ") {
            continue;
        }
        let (words, comment) = words(command);
        let exit = match comment
            .as_deref()
            .and_then(|comment| comment.strip_prefix("exits "))
        {
            Some(number) => number.parse().unwrap(),
            None => 0,
        };
        let opens_screen = !words[1..]
            .iter()
            .any(|word| COMMANDS.contains(&word.as_str()));
        if !opens_screen {
            out.push((command.to_owned(), words, exit));
        }
    }
    out
}

/// The words of a line as a shell has them, and its comment. Nothing in the README needs more than quotes.
fn words(line: &str) -> (Vec<String>, Option<String>) {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (Some(_), c) => word.get_or_insert_default().push(c),
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, ' ') => words.extend(word.take()),
            (None, '#') if word.is_none() => {
                return (words, Some(line[at + 1..].trim().to_owned()));
            }
            (None, c) => {
                assert!(
                    !"|&;<>$`\\*?".contains(c),
                    "{line}: {c} is for a shell, and there is none here"
                );
                word.get_or_insert_default().push(c);
            }
        }
    }
    assert_eq!(quote, None, "{line}: a quote is open");
    words.extend(word);
    (words, None)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let from: PathBuf = entry.unwrap().path();
        let to = to.join(from.file_name().unwrap());
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(from, to).unwrap();
        }
    }
}

#[test]
fn a_line_of_a_shell_is_taken_apart() {
    let (words, comment) = words("rolebook show a/b#c 'Manager, IT' --x=\"1 2\"   # exits 1");
    assert_eq!(
        words,
        ["rolebook", "show", "a/b#c", "Manager, IT", "--x=1 2"]
    );
    assert_eq!(comment.as_deref(), Some("exits 1"));
}
