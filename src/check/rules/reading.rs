//! What is found while a file is read: the words for it, for [`ProblemKind`](crate::document::ProblemKind) finds it.

use super::super::rule::{Area, Example, Rule};
use crate::document::Severity;

const fn rule(
    id: &'static str,
    severity: Severity,
    examples: &'static [Example],
) -> Rule {
    Rule {
        id,
        severity,
        area: Area::File,
        examples,
        look: None,
    }
}

pub(super) const RULES: &[Rule] = &[
    rule(
        "syntax",
        Severity::Error,
        &[
            Example::bad("requirements = [\"a\"", &[""]),
            Example::good("requirements = [\"a\"]"),
        ],
    ),
    rule(
        "unknown-key",
        Severity::Warning,
        &[
            Example::bad("requirments = [\"a\"]", &["requirments"]),
            Example::good("requirements = [\"a\"]"),
        ],
    ),
    rule(
        "wrong-type",
        Severity::Error,
        &[
            Example::bad("owner = 8", &["8"]),
            Example::good("owner = \"IT\""),
        ],
    ),
    rule(
        "unknown-word",
        Severity::Error,
        &[
            Example::bad("status = \"old\"", &["\"old\""]),
            Example::good("status = \"archived\""),
        ],
    ),
    rule(
        "no-title",
        Severity::Error,
        &[Example::good("owner = \"IT\"")],
    ),
    rule(
        "no-id",
        Severity::Error,
        &[
            Example::bad("[[roles]]\ntitle = \"Lead\"", &["[[roles]]"]),
            Example::good("[[roles]]\nid = \"lead\""),
        ],
    ),
    rule(
        "duplicate-id",
        Severity::Error,
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
        &[
            Example::bad("[[roles]]\nid = \"team lead\"", &["\"team lead\""]),
            Example::good("[[roles]]\nid = \"team-lead\""),
        ],
    ),
    rule(
        "file-name",
        Severity::Warning,
        &[],
    ),
    rule("not-utf8", Severity::Error, &[]),
    rule("too-large", Severity::Error, &[]),
    rule("unreadable", Severity::Error, &[]),
    rule(
        "outside",
        Severity::Error,
        &[],
    ),
    rule("loop", Severity::Error, &[]),
];
