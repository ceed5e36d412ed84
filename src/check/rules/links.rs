//! Links that Markdown does not read as links.

use std::ops::Range;

use super::super::report::{Fix, Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::Subject;
use crate::document::replace::Wording;
use crate::document::{Edit, Severity};
use crate::model::Node;
use crate::text::{Said, said};

pub(super) const RULES: &[Rule] = &[Rule {
    id: "malformed-link",
    severity: Severity::Error,
    area: Area::Wording,
    examples: &[
        Example::bad("requirements = [\"Reads the [handbook](/handbook/\"]", &["[handbook](/handbook/"]),
        Example::bad("requirements = [\"Reads the [handbook] (/handbook/)\"]", &["[handbook] (/handbook/)"]),
        Example::bad("requirements = [\"Reads the [handbook]()\"]", &["[handbook]()"]),
        Example::bad("requirements = [\"Reads the (handbook)[https://a.b]\"]", &["(handbook)[https://a.b]"]),
        Example::bad("requirements = [\"Reads the [handbook](/hand book)\"]", &["[handbook](/hand book)"]),
        // What a page says around the fields of its family is on the page, too.
        Example::bad(
            "[page]\ntemplate = \"\"\"\n{{role a}}\n## A\n\nReports to the [head](/head/\n\n* {{requirements}}\n\"\"\"",
            &["[head](/head/"],
        ),
        Example::good(
            "requirements = [\"[a](/b)\", \"[a](/b_(c))\", \"[a](/b \\\"title\\\")\", \"[a](</b c>)\", \
             \"[optional] (see below)\", \"`[a](`\", \"[1]\", \"f(x)[0]\"]",
        ),
    ],
    look: Some(links),
}];

/// A link that is none, and what would be written for it where that is certain.
struct Broken {
    at: Range<usize>,
    why: Said,
    instead: Option<String>,
}

fn links(subject: &Subject<'_>, report: &mut Report<'_>) {
    for line in subject.lines().iter().filter(|line| line.reading.signs.has_square) {
        for broken in broken(line.text) {
            find(report, line.node, line.wording, line.text, broken);
        }
    }
    let page = &subject.family.page.template;
    if !subject.is_archived(Node::Family) && page.contains("](") {
        for broken in on_page(page) {
            find(report, Node::Family, Wording::Page, page, broken);
        }
    }
}

fn find(report: &mut Report<'_>, node: Node, wording: Wording, text: &str, broken: Broken) {
    let fix = broken.instead.map(|instead| {
        let mut text = text.to_owned();
        text.replace_range(broken.at.clone(), &instead);
        Fix {
            label: said!("check-fix-write", instead),
            edits: vec![Edit::Reword { node, wording, text }],
        }
    });
    let advice = said!("check-a-link-is-written");
    report.mend(node, Site::Text(wording, broken.at), broken.why, advice, fix);
}

/// Those of a whole page, paragraph by paragraph, for no link reaches from one into the next. What is fenced off is code.
fn on_page(page: &str) -> Vec<Broken> {
    let mut found = Vec::new();
    let mut is_code = false;
    let mut start = 0;
    for paragraph in page.split("\n\n") {
        let fences = paragraph.lines().filter(|line| line.trim_start().starts_with("```"));
        let fences = fences.count();
        if !is_code && fences == 0 && paragraph.contains("](") {
            let below = broken(paragraph).into_iter().map(|broken| Broken {
                at: broken.at.start + start..broken.at.end + start,
                ..broken
            });
            found.extend(below);
        }
        is_code ^= fences % 2 == 1;
        start += paragraph.len() + 2;
    }
    found
}

fn broken(text: &str) -> Vec<Broken> {
    let mut found = Vec::new();
    let mut code = false;
    let mut open: Option<usize> = None;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let here = at;
        at += c.len_utf8();
        match c {
            '`' => code = !code && text[at..].contains('`'),
            _ if code => {}
            '\\' => at += text[at..].chars().next().map_or(0, char::len_utf8),
            '[' => open = Some(here),
            ']' => {
                let Some(start) = open.take() else { continue };
                let rest = &text[at..];
                if rest.starts_with('(') {
                    let (end, verdict) = target(text, at);
                    if let Some((why, instead)) = verdict {
                        found.push(Broken { at: start..end, why, instead });
                    }
                    at = end;
                } else if let Some(gap) = spaced_target(rest) {
                    let end = at + rest.find(')').map_or(rest.len(), |end| end + 1);
                    found.push(Broken {
                        at: start..end,
                        why: said!("check-space-before-address"),
                        instead: Some(format!("{}{}", &text[start..at], &text[at + gap..end])),
                    });
                    at = end;
                } else if is_address(&text[start + 1..here]) && text[..start].ends_with(')') {
                    let Some(words) = text[..start].rfind('(') else { continue };
                    found.push(Broken {
                        at: words..at,
                        why: said!("check-brackets-wrong-way-round"),
                        instead: Some(format!(
                            "[{}]({})",
                            &text[words + 1..start - 1],
                            &text[start + 1..here]
                        )),
                    });
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether this can be nothing but an address.
fn is_address(text: &str) -> bool {
    ["http://", "https://", "mailto:", "/"].iter().any(|start| text.starts_with(start))
        && !text.contains(char::is_whitespace)
        && text.len() > 1
}

/// How many spaces stand before an address in brackets that follows at once.
fn spaced_target(rest: &str) -> Option<usize> {
    let inner = rest.trim_start_matches(' ');
    let gap = rest.len() - inner.len();
    let target = inner.strip_prefix('(')?;
    let target = &target[..target.find(')')?];
    (gap > 0 && is_address(target)).then_some(gap)
}

/// Where the target ends whose bracket opens at `open`, and what is wrong with it.
fn target(text: &str, open: usize) -> (usize, Option<(Said, Option<String>)>) {
    let rest = &text[open + 1..];
    let mut depth = 1;
    let mut quoted = false;
    let mut end = None;
    for (at, c) in rest.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '\n' if rest[at..].starts_with("\n\n") => break,
            '(' if !quoted => depth += 1,
            ')' if !quoted => {
                depth -= 1;
                if depth == 0 {
                    end = Some(at);
                    break;
                }
            }
            _ => {}
        }
    }
    let Some(end) = end else {
        let line = rest.find(['\n', ' ']).unwrap_or(rest.len());
        let address = rest[..line].trim_end_matches(['.', ',', ';']);
        // Only what ends with the address can be closed behind it; of an address with brackets nobody knows.
        let last = rest[address.len()..].trim().len() <= 1 && !address.contains(['(', '"']);
        let start = text[..open].rfind('[').unwrap_or(open);
        let stop = open + 1 + address.len();
        let whole = (last && !address.is_empty()).then(|| format!("{})", &text[start..stop]));
        return (stop, Some((said!("check-address-not-closed"), whole)));
    };
    let inner = rest[..end].trim();
    let verdict = if inner.is_empty() {
        Some((said!("check-link-leads-nowhere"), None))
    } else if inner.starts_with('<') {
        None
    } else {
        let (address, title) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        let title = title.trim_start();
        let is_title = title.is_empty() || title.starts_with(['"', '\'', '(']);
        match is_title {
            true => None,
            false if is_address(address) || address.contains("://") => {
                Some((said!("check-space-in-address"), None))
            }
            false => Some((said!("check-no-address"), None)),
        }
    };
    (open + 1 + end + 1, verdict)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_certain_is_written_anew() {
        for (text, instead) in [
            ("See [a](/b", Some("[a](/b)")),
            ("See [a](/b.", Some("[a](/b)")),
            ("See [a](/b and more", None),
            ("See [a] (/b) and more", Some("[a](/b)")),
            ("See (a)[/b] and more", Some("[a](/b)")),
            ("[a]()", None),
        ] {
            let found = broken(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].instead.as_deref(), instead, "{text}");
        }
    }

    #[test]
    fn no_text_is_too_odd() {
        for text in ["[", "]", "](", "[](", "[a](`", "\\", "[é](é", "(", ")[", ")[/a]", "`[", "[a](b \"", "[[a](b)](c)"] {
            let _ = broken(text);
        }
    }
}
