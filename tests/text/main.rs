//! The languages of the program: each says everything that the others say, and the code says nothing past them.
#![allow(clippy::unwrap_used, missing_docs)]

mod literals;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement,
};
use fluent_syntax::parser;
use rolebook::text::{AREAS, Language};

/// A message: what is put into it, and its text as it is written.
struct Message {
    arguments: BTreeSet<String>,
    said: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn messages(language: Language) -> BTreeMap<String, Message> {
    let mut all = BTreeMap::new();
    for area in AREAS {
        let path = format!("src/text/{}/{area}.ftl", language.code());
        let text = std::fs::read_to_string(root().join(&path)).unwrap();
        let resource =
            parser::parse(text.as_str()).unwrap_or_else(|(_, errors)| panic!("{path}: {errors:?}"));
        for entry in resource.body {
            let Entry::Message(message) = entry else {
                assert!(
                    matches!(
                        entry,
                        Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_)
                    ),
                    "{path}"
                );
                continue;
            };
            let id = message.id.name.to_owned();
            assert!(
                id == *area || id.starts_with(&format!("{area}-")),
                "{path}: {id} is of another area"
            );
            assert!(message.attributes.is_empty(), "{path}: {id}");
            let pattern = message.value.unwrap();
            let mut arguments = BTreeSet::new();
            let mut said = String::new();
            gather(&pattern, &mut arguments, &mut said);
            let before = all.insert(id.clone(), Message { arguments, said });
            assert!(before.is_none(), "{path}: {id} stands there twice");
        }
    }
    all
}

fn gather(pattern: &Pattern<&str>, arguments: &mut BTreeSet<String>, said: &mut String) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => said.push_str(value),
            PatternElement::Placeable { expression } => match expression {
                Expression::Inline(inline) => gather_inline(inline, arguments, said),
                Expression::Select { selector, variants } => {
                    gather_inline(selector, arguments, &mut String::new());
                    for variant in variants {
                        gather(&variant.value, arguments, said);
                        said.push('|');
                    }
                }
            },
        }
    }
}

fn gather_inline(
    inline: &InlineExpression<&str>,
    arguments: &mut BTreeSet<String>,
    said: &mut String,
) {
    match inline {
        InlineExpression::StringLiteral { value } => said.push_str(value),
        InlineExpression::VariableReference { id } => {
            arguments.insert(id.name.to_owned());
            said.push_str(&format!("${}", id.name));
        }
        InlineExpression::FunctionReference {
            id,
            arguments: call,
        } => {
            assert_eq!(id.name, "KEY");
            let CallArguments { positional, .. } = call;
            let [InlineExpression::StringLiteral { value }] = positional.as_slice() else {
                panic!("KEY takes the name of one action: {positional:?}");
            };
            let known = rolebook::config::ACTIONS
                .iter()
                .any(|info| info.id() == *value);
            assert!(known, "KEY({value:?}) names no action");
            arguments.insert(format!("KEY {value}"));
            said.push_str(&format!("{{{value}}}"));
        }
        other => panic!("only arguments and keys are put into messages: {other:?}"),
    }
}

#[test]
fn every_language_says_the_same_with_the_same_put_into_it() {
    let english = messages(Language::English);
    for language in Language::ALL {
        let theirs = messages(language);
        let missing: Vec<&String> = english
            .keys()
            .filter(|id| !theirs.contains_key(*id))
            .collect();
        let extra: Vec<&String> = theirs
            .keys()
            .filter(|id| !english.contains_key(*id))
            .collect();
        assert!(
            missing.is_empty(),
            "{}: not said: {missing:?}",
            language.code()
        );
        assert!(
            extra.is_empty(),
            "{}: said by nobody else: {extra:?}",
            language.code()
        );
        for (id, message) in &theirs {
            assert_eq!(
                message.arguments,
                english[id].arguments,
                "{}: {id}",
                language.code()
            );
        }
    }
}

/// Whether these letters are words of somebody's language, and not names, signs and places for values alone.
fn has_words(said: &str) -> bool {
    let names = words_of(said);
    names.iter().any(|word| word.chars().count() > 3)
}

fn words_of(said: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut in_value = false;
    for c in said.chars() {
        match c {
            '$' | '{' => in_value = true,
            c if in_value && (c.is_alphanumeric() || c == '_' || c == '-') => {}
            c => {
                in_value = false;
                if c.is_alphabetic() {
                    words.last_mut().unwrap().push(c);
                } else {
                    words.push(String::new());
                }
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// What is said alike in both languages, and why.
const ALIKE: &[(&str, &str)] = &[
    ("action-matrix", "the same word"),
    ("action-palette", "the same word"),
    ("browse-rolebook", "the name of the program"),
    ("cli-catalog-toml", "written into a file as it is"),
    ("copy-markdown", "a name"),
    ("edit-segment", "the same word"),
    ("field-status", "the same word"),
    ("file-text", "the same word"),
    ("finder-status", "the same word"),
    ("form-name", "the same word"),
    ("form-text", "the same word"),
    ("model-topic-status", "the same word"),
    ("page-as-json", "a name"),
    ("page-json", "a name"),
    ("page-text", "the same word"),
    ("show-part-status", "the same word"),
    ("show-status", "the same word"),
    ("view-status", "the same word"),
];

#[test]
fn german_is_german() {
    let english = messages(Language::English);
    let german = messages(Language::German);
    let alike: BTreeSet<&str> = german
        .iter()
        .filter(|(id, message)| message.said == english[*id].said && has_words(&message.said))
        .map(|(id, _)| id.as_str())
        .collect();
    let explained: BTreeSet<&str> = ALIKE.iter().map(|(id, _)| *id).collect();
    assert_eq!(
        alike, explained,
        "alike without a reason, or explained and not alike"
    );
}

/// What the commands and their arguments say of themselves, by the ids under which the tables have it.
fn help_of(command: &clap::Command, id: &str, all: &mut BTreeMap<String, String>) {
    let mut put = |id: String, said: Option<&clap::builder::StyledStr>| {
        if let Some(said) = said {
            let before = all.insert(id.clone(), said.to_string());
            assert!(before.is_none(), "two say {id}");
        }
    };
    let kebab = |name: &str| name.replace(['_', '.', ' '], "-").to_lowercase();
    put(id.to_owned(), command.get_about());
    put(format!("{id}-long"), command.get_long_about());
    put(format!("{id}-after"), command.get_after_help());
    for argument in command.get_arguments() {
        let id = format!("{id}-{}", kebab(argument.get_id().as_str()));
        put(id.clone(), argument.get_help());
        put(format!("{id}-long"), argument.get_long_help());
    }
    // Headings and values of which the same is said have one message.
    let mut share = |id: String, said: String| {
        let before = all.insert(id.clone(), said.clone());
        assert!(before.is_none_or(|before| before == said), "two say {id}");
    };
    for argument in command.get_arguments() {
        if let Some(heading) = argument.get_help_heading() {
            let id = format!("help-heading-{}", kebab(heading));
            share(id, heading.to_owned());
        }
        let takes = argument.get_action().takes_values();
        let values = argument.get_possible_values().into_iter();
        for help in values
            .filter(|_| takes)
            .filter_map(|value| value.get_help().cloned())
        {
            let said = help.to_string();
            let words = said.split(|c: char| !c.is_ascii_alphanumeric());
            let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
            let id = format!("help-value-{}", words.join("-").to_lowercase());
            share(id, said);
        }
    }
    for inner in command.get_subcommands() {
        help_of(inner, &format!("{id}-{}", kebab(inner.get_name())), all);
    }
}

/// A message as a table has it.
fn written(id: &str, said: &str) -> String {
    let said = said
        .replace('{', "\0")
        .replace('}', "{ \"}\" }")
        .replace('\0', "{ \"{\" }");
    match said.contains('\n') {
        false => format!("{id} = {said}\n"),
        true => {
            let lines = said.lines().map(|line| match line {
                "" => "\n".to_owned(),
                line => format!("    {line}\n"),
            });
            format!("{id} =\n{}", lines.collect::<String>())
        }
    }
}

#[test]
fn the_help_of_the_commands_is_in_the_tables() {
    let mut all = BTreeMap::new();
    let command = <rolebook::cli::Cli as clap::CommandFactory>::command();
    help_of(&command, "help", &mut all);
    let table: String = all.iter().map(|(id, said)| written(id, said)).collect();
    let path = root().join("src/text/en/help.ftl");
    if std::env::var_os("ROLEBOOK_REFRESH").is_some() {
        std::fs::write(&path, &table).unwrap();
    }
    assert!(
        std::fs::read_to_string(&path).unwrap() == table,
        "ROLEBOOK_REFRESH=1 cargo test --test text writes src/text/en/help.ftl"
    );
}

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, files);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    let mut files = Vec::new();
    walk(&root().join("src"), &mut files);
    files
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            (path, text)
        })
        .collect()
}

/// The ids that the code names, and the beginnings of those that it puts together.
fn named() -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut whole, mut begun) = (BTreeSet::new(), BTreeSet::new());
    for (path, text) in sources() {
        if path.starts_with(root().join("src/text")) {
            continue;
        }
        let calls = ["text!(", "said!("];
        for (at, call) in calls.into_iter().flat_map(|call| text.match_indices(call)) {
            let rest = text[at + call.len()..].trim_start();
            if let Some(id) = rest.strip_prefix('"') {
                whole.insert(id[..id.find('"').unwrap()].to_owned());
            } else if let Some(id) = rest.strip_prefix("&format!(\"") {
                let end = id.find(['{', '"']).unwrap();
                begun.insert(id[..end].to_owned());
            } else {
                // An id that was put together before.
                assert!(
                    rest.starts_with("id)") || rest.starts_with("&id,") || rest.starts_with("&id)"),
                    "{}: {}",
                    path.display(),
                    &rest[..40.min(rest.len())]
                );
            }
        }
    }
    // Help and numbers are named by what they are of.
    begun.extend(["help".to_owned(), "count-".to_owned()]);
    (whole, begun)
}

#[test]
fn the_code_says_what_there_is_and_all_of_it() {
    let english = messages(Language::English);
    let (whole, begun) = named();
    let unknown: Vec<&String> = whole
        .iter()
        .filter(|id| !english.contains_key(*id))
        .collect();
    assert!(unknown.is_empty(), "there is no message for {unknown:?}");
    let unused: Vec<&String> = english
        .keys()
        .filter(|id| !whole.contains(*id))
        .filter(|id| !begun.iter().any(|begin| id.starts_with(begin)))
        .collect();
    assert!(unused.is_empty(), "nothing says {unused:?}");
}
