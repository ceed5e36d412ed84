//! What can be typed line by line: the short words, and the help on them.

use crate::text::text;

/// What a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    Nothing,
    Help,
    List,
    Up,
    Top,
    Open,
    Find,
    Read,
    Own,
    Set,
    Add,
    Reword,
    Remove,
    Move,
    Rename,
    Keep,
    Again,
    Fields,
    Undo,
    Redo,
    Changes,
    Save,
    Quit,
    /// Anything else: a command of the command line.
    Command,
}

const VERBS: &[(&str, Verb)] = &[
    ("help", Verb::Help),
    ("?", Verb::Help),
    ("ls", Verb::List),
    ("up", Verb::Up),
    ("top", Verb::Top),
    ("open", Verb::Open),
    ("find", Verb::Find),
    ("read", Verb::Read),
    ("own", Verb::Own),
    ("set", Verb::Set),
    ("add", Verb::Add),
    ("reword", Verb::Reword),
    ("remove", Verb::Remove),
    ("move", Verb::Move),
    ("rename", Verb::Rename),
    ("keep", Verb::Keep),
    ("again", Verb::Again),
    ("fields", Verb::Fields),
    ("undo", Verb::Undo),
    ("redo", Verb::Redo),
    ("changes", Verb::Changes),
    ("save", Verb::Save),
    ("quit", Verb::Quit),
    ("exit", Verb::Quit),
];

/// What there is to say on them.
pub(super) fn help() -> &'static str {
    text!("linear-help")
}

/// The word that a line begins with, and the rest.
pub(super) fn verb(line: &str) -> (Verb, &str) {
    if let Some(query) = line.strip_prefix('/') {
        return (Verb::Find, query.trim());
    }
    let (word, rest) = split(line);
    if word.is_empty() {
        return (Verb::Nothing, "");
    }
    let found = VERBS.iter().find(|(name, _)| *name == word);
    match found {
        // With a topic it is the command.
        Some((_, Verb::Help)) if !rest.is_empty() => (Verb::Command, rest),
        Some((_, verb)) => (*verb, rest),
        None => (Verb::Command, rest),
    }
}

/// The first word, and what follows it.
pub(super) fn split(text: &str) -> (&str, &str) {
    let text = text.trim();
    match text.split_once(char::is_whitespace) {
        Some((word, rest)) => (word, rest.trim()),
        None => (text, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_in_the_help() {
        for (word, _) in VERBS
            .iter()
            .filter(|(word, _)| !["?", "exit", "help"].contains(word))
        {
            assert!(help().contains(word), "{word}");
        }
    }

    #[test]
    fn lines_are_taken_apart() {
        assert_eq!(verb("/ service desk"), (Verb::Find, "service desk"));
        assert_eq!(verb("set  grade 9"), (Verb::Set, "grade 9"));
        assert_eq!(verb("help queries"), (Verb::Command, "queries"));
        assert_eq!(verb(""), (Verb::Nothing, ""));
        assert_eq!(verb("compare a b"), (Verb::Command, "a b"));
    }
}
