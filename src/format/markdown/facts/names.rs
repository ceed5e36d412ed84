//! Titles in a sentence, as links or in plain words.

/// Labels longer than this are none.
const LONGEST: usize = 600;
/// Brackets in brackets beyond this are no link.
const DEEPEST: usize = 3;

/// A link, or a title where one would be expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) title: String,
    pub(super) link: Option<String>,
    /// Behind it.
    pub(super) end: usize,
    pub(super) unclosed: bool,
}

pub(super) fn behind_articles(text: &str, mut at: usize) -> usize {
    loop {
        let rest = &text[at..];
        let trimmed = rest.trim_start();
        at += rest.len() - trimmed.len();
        let article = [
            "either ", "the ", "a ", "an ", "our ", "The ", "A ", "An ", "Our ", "to ",
        ]
        .iter()
        .find(|article| trimmed.starts_with(**article));
        match article {
            Some(article) => at += article.len(),
            None => return at,
        }
    }
}

/// A link at a byte: its words, its target, and whether it is closed.
pub(super) fn named(text: &str, at: usize) -> Option<Named> {
    let inner = text.get(at..)?.strip_prefix('[')?;
    let mut depth = 1_usize;
    let mut close = None;
    for (n, c) in inner.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            close = Some(n);
        }
        // So that nobody's brackets are counted over and over.
        if depth == 0 || depth > DEEPEST || n > LONGEST {
            break;
        }
    }
    let close = close?;
    let title = untitled(&inner[..close]);
    let mut end = at + 1 + close + 1;
    let (mut link, mut unclosed) = (None, false);
    if let Some(target) = text[end..].strip_prefix('(') {
        let mut depth = 1_usize;
        let close = target.char_indices().find_map(|(n, c)| {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                c if c.is_whitespace() && depth > 0 => return Some((n, false)),
                _ => {}
            }
            (depth == 0).then_some((n, true))
        });
        let (length, closed) = close.unwrap_or((target.len(), false));
        // A title in quotes may stand behind the target.
        let behind = target[length..]
            .find(')')
            .filter(|_| !closed && target[length..].trim_start().starts_with('"'));
        unclosed = !closed && behind.is_none();
        link = Some(target[..length].to_owned()).filter(|link| !link.is_empty());
        end += 1 + length + behind.unwrap_or(0) + usize::from(!unclosed);
    } else if let Some(label) = text[end..].strip_prefix('[') {
        end += 1 + label.find(']').map_or(0, |close| close + 1);
    }
    (!title.is_empty()).then_some(Named {
        title,
        link,
        end,
        unclosed,
    })
}

/// A title without marks and article.
pub(super) fn untitled(text: &str) -> String {
    let text = text.replace(['*', '`'], "");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text
        .strip_prefix("the ")
        .or(text.strip_prefix("The "))
        .unwrap_or(&text);
    text.to_owned()
}

/// A title in plain words at a byte.
pub(super) fn plain(text: &str, at: usize) -> Option<Named> {
    let rest = text.get(at..)?;
    if !rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
        return None;
    }
    const STOPS: &[&str] = &[
        ";",
        " who ",
        " which ",
        " that ",
        " in ",
        " for ",
        " with ",
        " at ",
        " within ",
        " via ",
        " based ",
        " as ",
        " or ",
        " is ",
        " will ",
        " has ",
        " and the ",
        " and a ",
        " and [",
        ", or ",
        " role",
        " position",
        " (or ",
    ];
    let mut end = rest.len();
    for stop in STOPS {
        end = rest[..end].find(stop).unwrap_or(end);
    }
    // What goes on in lower case is no title any more.
    for separator in [", ", " and "] {
        let mut from = 0;
        while let Some(found) = rest[from..end].find(separator).map(|found| from + found) {
            let next = found + separator.len();
            if rest[next..].starts_with(char::is_lowercase) {
                end = found;
                break;
            }
            from = next;
        }
    }
    let trimmed = |text: &str| {
        text.trim_end_matches(|c: char| c.is_whitespace() || ".,:;".contains(c))
            .len()
    };
    let mut written = &rest[..trimmed(&rest[..end])];
    written = written
        .strip_suffix(" and")
        .map_or(written, |written| &written[..trimmed(written)]);
    let title = untitled(written);
    (!title.is_empty()).then_some(Named {
        title,
        link: None,
        end: at + written.len(),
        unclosed: false,
    })
}

/// A title in plain words, up to what says of which kind it is.
pub(super) fn level(text: &str, at: usize) -> Option<Named> {
    let rest = text.get(at..)?;
    if !rest.starts_with(char::is_alphabetic) {
        return None;
    }
    let stops = [
        " role",
        " position",
        " responsibilities",
        " requirements",
        " listed",
        " above",
        " but ",
        ", plus",
        ", and ",
        ", but",
    ];
    let lower = rest.to_ascii_lowercase();
    let end = stops
        .iter()
        .filter_map(|stop| lower.find(stop))
        .min()
        .unwrap_or(rest.len());
    let written = rest[..end].trim_end_matches(|c: char| c.is_whitespace() || ".,:;".contains(c));
    let title = untitled(written);
    (!title.is_empty()).then_some(Named {
        title,
        link: None,
        end: at + written.len(),
        unclosed: false,
    })
}
