//! What is found while a file is read: the words for it, for [`ProblemKind`](crate::document::ProblemKind) finds it.

use super::super::rule::{Area, Example, Rule};
use crate::document::Severity;

const fn rule(
    id: &'static str,
    severity: Severity,
    says: &'static str,
    why: &'static str,
    examples: &'static [Example],
) -> Rule {
    Rule {
        id,
        severity,
        area: Area::File,
        says,
        why,
        examples,
        look: None,
    }
}

const LOST: &str = "What is written there is not in effect, and whoever wrote it does not know.";
const UNSEEN: &str = "The file is part of the catalog's folder, and nothing of it can be seen.";

pub(super) const RULES: &[Rule] = &[
    rule(
        "syntax",
        Severity::Error,
        "The file is not valid TOML.",
        "Nothing of a file can be read that breaks the rules of TOML (https://toml.io); the rest of the catalog works.",
        &[
            Example::bad("requirements = [\"a\"", &[""]),
            Example::good("requirements = [\"a\"]"),
        ],
    ),
    rule(
        "unknown-key",
        Severity::Warning,
        "A key that the format does not have.",
        "It is kept as it is, but shown nowhere. Mostly it is a slip of the keyboard.",
        &[
            Example::bad("requirments = [\"a\"]", &["requirments"]),
            Example::good("requirements = [\"a\"]"),
        ],
    ),
    rule(
        "wrong-type",
        Severity::Error,
        "A value of another type than its key takes.",
        LOST,
        &[
            Example::bad("owner = 8", &["8"]),
            Example::good("owner = \"IT\""),
        ],
    ),
    rule(
        "unknown-word",
        Severity::Error,
        "A word where only certain ones have a meaning, and it is none of them.",
        LOST,
        &[
            Example::bad("status = \"old\"", &["\"old\""]),
            Example::good("status = \"archived\""),
        ],
    ),
    rule(
        "no-title",
        Severity::Error,
        "A family without a title.",
        "Lists, searches and pages name families by their titles.",
        &[Example::good("owner = \"IT\"")],
    ),
    rule(
        "no-id",
        Severity::Error,
        "A role, a specialty or a segment without an id.",
        "Addresses, ladders and what extends it point at it by its id.",
        &[
            Example::bad("[[roles]]\ntitle = \"Lead\"", &["[[roles]]"]),
            Example::good("[[roles]]\nid = \"lead\""),
        ],
    ),
    rule(
        "duplicate-id",
        Severity::Error,
        "An id that two parts of a family have.",
        "Whatever points at it gets the first of them, and nothing can point at the other.",
        &[
            Example::bad(
                "[[roles]]\nid = \"lead\"\n[[roles]]\nid = \"lead\"",
                &["\"lead\""],
            ),
            Example::good("[[roles]]\nid = \"lead\"\n[[roles]]\nid = \"senior\""),
        ],
    ),
    rule(
        "bad-id",
        Severity::Error,
        "An id with characters that an address cannot carry.",
        "In an address, /, # and + part one id from the next.",
        &[
            Example::bad("[[roles]]\nid = \"team lead\"", &["\"team lead\""]),
            Example::good("[[roles]]\nid = \"team-lead\""),
        ],
    ),
    rule(
        "file-name",
        Severity::Warning,
        "A file whose name makes a poor key.",
        "The key of a family is its file's name, and people type it.",
        &[],
    ),
    rule("not-utf8", Severity::Error, "A file that is not UTF-8.", UNSEEN, &[]),
    rule("too-large", Severity::Error, "A file too large to be a family.", UNSEEN, &[]),
    rule("unreadable", Severity::Error, "A file that cannot be read.", UNSEEN, &[]),
    rule(
        "outside",
        Severity::Error,
        "A link that leads out of the catalog's folder.",
        "What is read and written stays in the catalog's folder, so that nothing else can be touched through it.",
        &[],
    ),
    rule("loop", Severity::Error, "A link to a folder that it is in.", UNSEEN, &[]),
];
