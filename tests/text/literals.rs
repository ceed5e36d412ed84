//! What is said past the tables: strings in the code that read like words for people.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::{root, sources};

/// A string that stands in the code: the line that it begins in, what stands before it, and what it says.
struct Literal {
    line: usize,
    before: String,
    said: String,
}

/// Where modules begin that are for tests only, and what follows their names.
fn test_modules(text: &str) -> Vec<(usize, &str)> {
    let marks = text.match_indices("#[cfg(test)]");
    marks
        .filter_map(|(at, _)| {
            let name = module_name(&text[at..]);
            let begin = text[at..].find(&format!("mod {name}"))? + at + "mod ".len() + name.len();
            (!name.is_empty()).then(|| (at, text[begin..].trim_start()))
        })
        .collect()
}

/// The name of the module of which this is the beginning, with what is said of it before.
fn module_name(text: &str) -> &str {
    let mut lines = text.lines();
    let line = lines.find(|line| !line.starts_with("#["));
    let name = line.and_then(|line| {
        line.strip_prefix("mod ")
            .or(line.strip_prefix("pub(super) mod "))
    });
    name.map_or("", |name| name.split([';', ' ']).next().unwrap_or_default())
}

/// The strings of a file in Rust, but for those of comments, tests and of what is only an example.
fn literals(text: &str) -> Vec<Literal> {
    let end = test_modules(text)
        .into_iter()
        .find(|(_, rest)| !rest.starts_with(';'));
    let end = end.map_or(text.len(), |(at, _)| at);
    let mut found = Vec::new();
    let (mut at, mut example_until) = (0, 0);
    while at < end {
        let rest = &text[at..];
        let first = rest.chars().next().unwrap();
        if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
        } else if rest.starts_with("examples: &[") || rest.starts_with("Example::") {
            let list = if first == 'E' { "Example::" } else { "look:" };
            let close = if first == 'E' { "]" } else { "look:" };
            let from = list.len().min(rest.len());
            let close = at + from + rest[from..].find(close).unwrap_or(rest.len() - from);
            example_until = example_until.max(close);
            at += 1;
        } else if rest.starts_with("r#\"") || rest.starts_with("r\"") {
            let open = rest.find('"').unwrap();
            let close = format!("\"{}", "#".repeat(open - 1));
            let length = rest[open + 1..].find(&close).unwrap();
            push(
                &mut found,
                text,
                at,
                &rest[open + 1..][..length],
                example_until,
            );
            at += open + 1 + length + close.len();
        } else if first == '"' {
            let mut length = 0;
            let mut chars = rest[1..].chars();
            while let Some(c) = chars.next().filter(|c| *c != '"') {
                length += c.len_utf8();
                if c == '\\' {
                    length += chars.next().map_or(0, char::len_utf8);
                }
            }
            push(&mut found, text, at, &rest[1..][..length], example_until);
            at += length + 2;
        } else if let Some(quoted) = rest.strip_prefix('\'') {
            // A character, or the name of a lifetime.
            let escaped = quoted.starts_with('\\');
            let close = quoted.char_indices().skip(1).find(|(_, c)| *c == '\'');
            at += match close {
                Some(_) if escaped => 1 + quoted[2..].find('\'').unwrap() + 3,
                Some((close, _)) if quoted[..close].chars().count() == 1 => close + 2,
                _ => 1,
            };
        } else {
            at += first.len_utf8();
        }
    }
    found
}

fn push(found: &mut Vec<Literal>, text: &str, at: usize, said: &str, example_until: usize) {
    if at < example_until {
        return;
    }
    let before: String = text[..at].chars().rev().take(60).collect();
    found.push(Literal {
        line: text[..at].matches('\n').count() + 1,
        before: before.chars().rev().collect(),
        said: said.to_owned(),
    });
}

/// Whether something reads like words for people: two words with a space between them, or one that begins with a capital.
fn is_for_people(said: &str) -> bool {
    let mut plain = String::new();
    let mut depth = 0_usize;
    // What is put in, and the marks of HTML, are no words; what stands on both sides of them is not one sentence.
    for c in said.replace("\\n", " ").replace("\\\"", "\"").chars() {
        match c {
            '{' | '<' => depth += 1,
            '}' | '>' => {
                depth = depth.saturating_sub(1);
                plain.push_str(if c == '>' { " # " } else { "#" });
            }
            c if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let is_word = |word: &str| {
        let letters = word.trim_end_matches([',', ';', ':', '.', '\'']);
        letters.len() > 1
            && letters
                .chars()
                .all(|c| c.is_ascii_alphabetic() || c == '\'')
    };
    let words: Vec<&str> = plain.split(' ').collect();
    let alone = plain.trim_matches(|c: char| !c.is_alphanumeric());
    let is_name = alone.len() > 1
        && alone.starts_with(|c: char| c.is_ascii_uppercase())
        && alone[1..].chars().all(|c| c.is_ascii_lowercase());
    is_name
        || words
            .windows(2)
            .any(|pair| is_word(pair[0]) && is_word(pair[1]))
}

/// What is allowed to stand in the code: a file and how the string begins, or all of a file; and why.
const IN_THE_CODE: &[(&str, &str, &str)] = &[
    ("app/form.rs", "Check", "for those who look into a test"),
    (
        "app/form/field.rs",
        "Check",
        "for those who look into a test",
    ),
    (
        "app/form/field.rs",
        "Tell",
        "for those who look into a test",
    ),
    (
        "app/form/waive.rs",
        "",
        "words of a choice, shown by their messages",
    ),
    ("check/rules/unfinished.rs", "", "what is looked for"),
    ("check/vocabulary.rs", "coded ", "names of lists"),
    (
        "cli/complaint.rs",
        "",
        "what the parser of the command line says",
    ),
    (
        "cli/edit.rs",
        "Items",
        "a heading of the help, which the tables have, too",
    ),
    (
        "cli/edit/change.rs",
        "",
        "help of arguments, which the tables have, too",
    ),
    (
        "cli/mod.rs",
        "Browse",
        "help of the program, which the tables have, too",
    ),
    (
        "cli/mod.rs",
        "Without a",
        "help of the program, which the tables have, too",
    ),
    ("cli/saving.rs", "diff --git", "a form that programs read"),
    (
        "document/operate/template.rs",
        "",
        "titles of roles, which are written into files",
    ),
    (
        "document/operate/impact.rs",
        "effective role",
        "the name of a number, which has its message",
    ),
    (
        "document/operate/impact.rs",
        "ladder step",
        "the name of a number, which has its message",
    ),
    ("format/docx.rs", "", "names of fonts and styles"),
    (
        "format/guide.rs",
        "",
        "headings of the guide, by which its parts are found",
    ),
    ("format/jsonld.rs", "Occupation", "a name of schema.org"),
    ("format/ladder.rs", "digraph", "a form that programs read"),
    ("format/ladder.rs", "flowchart", "a form that programs read"),
    (
        "format/markdown/",
        "",
        "the words of pages, which are written in English",
    ),
    ("format/report.rs", "", "what programs read in a table"),
    (
        "format/site/manifest.rs",
        "The files",
        "what is read again when a site is written anew",
    ),
    ("format/site/search.rs", "const", "a script"),
    (
        "model/family.rs",
        "",
        "the headings of pages, which are written in English",
    ),
    ("model/ladder/mod.rs", "", "words that programs read"),
    ("model/target.rs", "", "how targets are written"),
];

#[test]
fn nothing_is_said_past_the_tables() {
    let keys = [
        "Enter",
        "Esc",
        "Tab",
        "Backspace",
        "Del",
        "Up",
        "Down",
        "Left",
        "Right",
        "Home",
        "End",
        "Space",
        "Ctrl-",
        "Alt-",
        "Shift-",
    ];
    let files = sources();
    // Whole files of tests are named by those that have them.
    let tests: BTreeSet<PathBuf> = files
        .iter()
        .flat_map(|(path, text)| {
            let folder = match path.file_stem().unwrap() {
                stem if stem == "mod" || stem == "lib" => path.parent().unwrap().to_owned(),
                _ => path.with_extension(""),
            };
            let elsewhere = test_modules(text).into_iter();
            let elsewhere = elsewhere.filter(|(_, rest)| rest.starts_with(';'));
            elsewhere
                .map(|(at, _)| folder.join(format!("{}.rs", module_name(&text[at..]))))
                .collect::<Vec<_>>()
        })
        .collect();
    let mut said = Vec::new();
    let mut used = BTreeSet::new();
    for (path, text) in &files {
        let name = path.strip_prefix(root().join("src")).unwrap();
        let name = name.to_str().unwrap().replace('\\', "/");
        let in_tests = tests
            .iter()
            .any(|file| path == file || path.starts_with(file.with_extension("")));
        if in_tests || name.starts_with("text/") {
            continue;
        }
        for Literal {
            line,
            before,
            said: words,
        } in literals(text)
        {
            let before = before.trim_end();
            let is_told = [
                "text!(",
                "said!(",
                "text!(&format!(",
                "debug_struct(",
                "debug_tuple(",
            ]
            .iter()
            .any(|call| before.ends_with(call));
            // Why a lint does not count, and what somebody gets to see who breaks the code.
            let is_inner = before.ends_with("reason =")
                || before.ends_with("expect =")
                || before.contains("assert");
            let is_known = keys.contains(&words.trim())
                || words.trim_start_matches('"').starts_with("rolebook ");
            if is_told || is_inner || is_known || !is_for_people(&words) {
                continue;
            }
            let reason = IN_THE_CODE
                .iter()
                .position(|(file, begins, _)| name.starts_with(file) && words.starts_with(begins));
            match reason {
                Some(reason) => drop(used.insert(reason)),
                None => said.push(format!("src/{name}:{line}: {words:?}")),
            }
        }
    }
    assert!(
        said.is_empty(),
        "these belong into the tables of src/text, and into the code their ids:\n{}",
        said.join("\n")
    );
    let unused: Vec<&str> = IN_THE_CODE
        .iter()
        .enumerate()
        .filter(|(n, _)| !used.contains(n))
        .map(|(_, (file, ..))| *file)
        .collect();
    assert!(
        unused.is_empty(),
        "nothing needs these any more: {unused:?}"
    );
}

#[test]
fn words_for_people_are_told_from_others() {
    for said in [
        "Nothing is found.",
        "{path} cannot be read",
        "<label>Find roles</label>",
        "Elsewhere",
        "Roles: ",
        "# Roles",
    ] {
        assert!(is_for_people(said), "{said}");
    }
    for said in [
        "",
        "reports_to",
        "{a}: {b}",
        "grade:>=8",
        "<li>{link} <small>{count}</small></li>",
        "Ctrl-F",
        "a = b",
    ] {
        assert!(!is_for_people(said), "{said}");
    }
    let code = "fn a() { let b = '\"'; say(\"Some words\"); } // \"of a comment\"\n#[cfg(test)]\nmod tests { \"No words\" }";
    let found: Vec<String> = literals(code)
        .into_iter()
        .map(|literal| literal.said)
        .collect();
    assert_eq!(found, ["Some words"]);
}
