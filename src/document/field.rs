//! The fields of a part that have a text form: what a form or a command line gives, put into a body and taken out.

use super::edit::EditError;
use crate::model::{Body, Date, Extends, Grade, ListKind, Node, ReportsTo, Track};
use crate::text::text;

/// A scalar field, or one whose text form fits a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// One line.
    Title,
    /// Inline Markdown, any number of lines.
    Summary,
    /// One of [`crate::model::Status::WORDS`].
    Status,
    /// One line.
    Owner,
    /// `YYYY-MM-DD`.
    ReviewDue,
    /// Separated by commas, see [`words_to_text`].
    Tags,
    /// A whole number or a text.
    Grade,
    /// Managers separated by `;`, each `Title`, `[Title](link)` or either with ` <address>` behind it.
    ReportsTo,
    /// One of [`Track::WORDS`].
    Track,
    /// The id of a role of the family, for all lists and scalars.
    Extends,
    /// The id of a role of the family, for one list alone.
    ExtendsOf(ListKind),
    /// What is said of the career ladder; inline Markdown, any number of lines.
    LadderSummary,
    /// What is said before the steps of the hiring process; inline Markdown, any number of lines.
    HiringIntro,
    /// What is said behind them.
    HiringOutro,
}

impl Field {
    /// The fields of a family.
    pub const OF_FAMILY: &'static [Self] = &[
        Self::Title,
        Self::Summary,
        Self::Status,
        Self::Owner,
        Self::ReviewDue,
        Self::Tags,
    ];

    /// The fields of a role or a variation.
    pub const OF_ROLE: &'static [Self] = &[
        Self::Title,
        Self::Grade,
        Self::ReportsTo,
        Self::Track,
        Self::Extends,
        Self::Summary,
        Self::Status,
        Self::Owner,
        Self::ReviewDue,
        Self::Tags,
    ];

    /// The fields that stand in tables of their own.
    pub const NESTED: &'static [Self] = &[
        Self::ExtendsOf(ListKind::Responsibilities),
        Self::ExtendsOf(ListKind::Requirements),
        Self::ExtendsOf(ListKind::NiceToHave),
        Self::LadderSummary,
        Self::HiringIntro,
        Self::HiringOutro,
    ];

    /// The fields of a part that are its own, not those of a table in it.
    pub fn of(node: Node) -> &'static [Self] {
        match node {
            Node::Family => Self::OF_FAMILY,
            _ => Self::OF_ROLE,
        }
    }

    /// Whether it stands in a table of its own.
    pub fn is_nested(self) -> bool {
        Self::NESTED.contains(&self)
    }

    /// Whether a part can have it.
    fn suits(self, node: Node) -> bool {
        match self {
            Self::ExtendsOf(_) => node != Node::Family,
            Self::LadderSummary | Self::HiringIntro | Self::HiringOutro => true,
            _ => Self::of(node).contains(&self),
        }
    }

    /// The key in the file; behind a dot, the key in the table of that name.
    pub fn key(self) -> &'static str {
        match self {
            Self::ExtendsOf(ListKind::Responsibilities) => "extends.responsibilities",
            Self::ExtendsOf(ListKind::Requirements) => "extends.requirements",
            Self::ExtendsOf(ListKind::NiceToHave) => "extends.nice_to_have",
            Self::LadderSummary => "career_ladder.summary",
            Self::HiringIntro => "hiring_process.intro",
            Self::HiringOutro => "hiring_process.outro",
            Self::Title => "title",
            Self::Summary => "summary",
            Self::Status => "status",
            Self::Owner => "owner",
            Self::ReviewDue => "review_due",
            Self::Tags => "tags",
            Self::Grade => "grade",
            Self::ReportsTo => "reports_to",
            Self::Track => "track",
            Self::Extends => "extends",
        }
    }

    /// The name on a screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::ExtendsOf(ListKind::Responsibilities) => text!("field-extended-responsibilities"),
            Self::ExtendsOf(ListKind::Requirements) => text!("field-extended-requirements"),
            Self::ExtendsOf(ListKind::NiceToHave) => text!("field-extended-nice-to-haves"),
            Self::LadderSummary => text!("field-career-ladder"),
            Self::HiringIntro => text!("field-start-of-the-hiring-process"),
            Self::HiringOutro => text!("field-end-of-the-hiring-process"),
            Self::Title => text!("field-title"),
            Self::Summary => text!("field-summary"),
            Self::Status => text!("field-status"),
            Self::Owner => text!("field-owner"),
            Self::ReviewDue => text!("field-review-due"),
            Self::Tags => text!("field-tags"),
            Self::Grade => text!("field-grade"),
            Self::ReportsTo => text!("field-reports-to"),
            Self::Track => text!("field-track"),
            Self::Extends => text!("field-extends"),
        }
    }

    /// The field with this key; `-` counts as `_`.
    pub fn from_key(key: &str) -> Option<Self> {
        let key = key.trim().to_ascii_lowercase().replace('-', "_");
        Self::OF_ROLE
            .iter()
            .chain(Self::NESTED)
            .copied()
            .find(|field| field.key() == key)
    }

    /// The text form of what a body says; empty when it says nothing.
    pub fn text_of(self, body: &Body) -> String {
        let or_empty = |text: Option<&str>| text.unwrap_or_default().to_owned();
        match self {
            Self::Title => or_empty(body.title.as_deref()),
            Self::Summary => or_empty(body.summary.as_deref()),
            Self::Status => body.more.status.map(|s| s.to_string()).unwrap_or_default(),
            Self::Owner => or_empty(body.more.owner.as_deref()),
            Self::ReviewDue => body
                .more
                .review_due
                .map(|d| d.to_string())
                .unwrap_or_default(),
            Self::Tags => words_to_text(&body.more.tags),
            Self::Grade => body
                .grade
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            Self::ReportsTo => managers_to_text(&body.reports_to),
            Self::Track => body.track.map(|t| t.to_string()).unwrap_or_default(),
            Self::Extends => or_empty(body.extends.all.as_deref()),
            Self::ExtendsOf(list) => or_empty(body.extends.lists[list as usize].as_deref()),
            Self::LadderSummary => or_empty(body.more.career_ladder.summary.as_deref()),
            Self::HiringIntro => or_empty(body.more.hiring_process.intro.as_deref()),
            Self::HiringOutro => or_empty(body.more.hiring_process.outro.as_deref()),
        }
    }

    /// Checks a text form without changing anything.
    ///
    /// # Errors
    /// [`EditError::Invalid`] or [`EditError::NotOnFamily`].
    pub fn check(self, node: Node, text: &str) -> Result<(), EditError> {
        self.put(node, &mut Body::default(), text)
    }

    /// Puts a text form into a body.
    pub(super) fn put(self, node: Node, body: &mut Body, text: &str) -> Result<(), EditError> {
        if !self.suits(node) {
            return Err(EditError::NotOnFamily(self));
        }
        let invalid = |expected| EditError::Invalid {
            field: self,
            expected,
        };
        let text = normal(text);
        let trimmed = text.as_str();
        let set = (!text.is_empty()).then(|| text.clone());
        // A form gives back what it was shown. What one line cannot express (`;` in a title, a number in quotes)
        // is not lost by that.
        if set.is_some() && self.text_of(body).trim() == trimmed {
            return Ok(());
        }
        let is_prose = matches!(
            self,
            Self::Summary | Self::LadderSummary | Self::HiringIntro | Self::HiringOutro
        );
        if !is_prose && trimmed.contains('\n') {
            return Err(invalid(text!("field-a-single-line")));
        }
        match self {
            Self::Title if set.is_none() && node == Node::Family => {
                return Err(invalid(text!("field-some-text-a-family-needs")));
            }
            Self::Title => body.title = set.map(Into::into),
            Self::Summary => body.summary = set.map(Into::into),
            Self::Owner => body.more.owner = set.map(Into::into),
            Self::Status => {
                body.more.status = parsed(trimmed)
                    .map_err(|()| invalid(text!("field-draft-in-review-active-or")))?;
            }
            Self::Track => {
                body.track =
                    parsed::<Track>(trimmed).map_err(|()| invalid(text!("field-ic-or-manager")))?;
            }
            Self::ReviewDue => {
                body.more.review_due = parsed::<Date>(trimmed)
                    .map_err(|()| invalid(text!("field-a-date-such-as-2027")))?;
            }
            Self::Tags => body.more.tags = words_from_text(trimmed),
            Self::Grade => body.grade = set.map(|text| grade(&text)),
            Self::ReportsTo => {
                body.reports_to = managers_from_text(trimmed)
                    .ok_or_else(|| invalid(text!("field-title-or-title-link-with")))?;
            }
            Self::Extends => {
                body.extends = Extends {
                    all: set,
                    ..Extends::default()
                }
                .into();
            }
            // The file says one for all or one for each list, not both.
            Self::ExtendsOf(list) => {
                body.extends.lists[list as usize] = set;
                body.extends.all.take_if(|_| !text.is_empty());
            }
            Self::LadderSummary => body.more.career_ladder.summary = set,
            Self::HiringIntro => body.more.hiring_process.intro = set,
            Self::HiringOutro => body.more.hiring_process.outro = set,
        }
        Ok(())
    }
}

fn grade(text: &str) -> Grade {
    match text.parse::<Grade>() {
        Ok(grade) => grade,
        Err(never) => match never {},
    }
}

fn parsed<T: std::str::FromStr<Err = ()>>(text: &str) -> Result<Option<T>, ()> {
    if text.is_empty() {
        Ok(None)
    } else {
        text.parse().map(Some)
    }
}

/// Words on one line, with commas between them; one that has a comma or a quote in it stands in double quotes, and
/// its quotes are doubled.
pub fn words_to_text<T: AsRef<str>>(words: &[T]) -> String {
    let one = |word: &T| {
        let word = word.as_ref();
        match word.contains([',', '"']) || word.trim() != word {
            true => format!("\"{}\"", word.replace('"', "\"\"")),
            false => word.to_owned(),
        }
    };
    words.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The words of such a line, without blanks around them; empty ones are left out.
pub fn words_from_text(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        rest = rest.trim_start();
        let (word, end) = match quoted(rest) {
            Some(quoted) => quoted,
            None => {
                let end = rest.find(',').unwrap_or(rest.len());
                (rest[..end].trim_end().to_owned(), end)
            }
        };
        words.extend((!word.is_empty()).then_some(word));
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    words
}

/// The word in quotes that a text begins with, and where its comma or the end of the text is; `None` when the quotes
/// are part of the word.
fn quoted(text: &str) -> Option<(String, usize)> {
    let inside = text.strip_prefix('"')?;
    let mut word = String::new();
    let mut chars = inside.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c != '"' {
            word.push(c);
        } else if chars.next_if(|(_, next)| *next == '"').is_some() {
            word.push('"');
        } else {
            let behind = at + 2;
            let blanks = text[behind..].len() - text[behind..].trim_start().len();
            let end = behind + blanks;
            let ends = end == text.len() || text[end..].starts_with(',');
            return ends.then_some((word, end));
        }
    }
    None
}

fn managers_to_text(managers: &[ReportsTo]) -> String {
    let one = |manager: &ReportsTo| {
        let mut text = match &manager.link {
            Some(link) => format!("[{}]({link})", manager.title),
            None => manager.title.to_string(),
        };
        if let Some(role) = &manager.role {
            text.push_str(&format!(" <{role}>"));
        }
        text
    };
    managers.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn managers_from_text(text: &str) -> Option<Vec<ReportsTo>> {
    split_outside_brackets(text)
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (rest, role) = match part.strip_suffix('>').and_then(|p| p.rsplit_once('<')) {
                Some((rest, role)) => (rest.trim(), Some(role.trim().to_owned())),
                None => (part, None),
            };
            let (title, link) = match rest
                .strip_prefix('[')
                .and_then(|rest| rest.strip_suffix(')'))
                .and_then(|rest| rest.split_once("]("))
            {
                Some((title, link)) => (title.trim(), Some(link.trim().to_owned())),
                None => (rest, None),
            };
            let filled = |text: &Option<String>| text.as_ref().is_none_or(|text| !text.is_empty());
            // A link or an address that is not closed must not end up in the title.
            let whole =
                !title.contains(['<', '>']) && !title.contains("](") && !title.starts_with('[');
            (!title.is_empty() && whole && filled(&role) && filled(&link)).then(|| ReportsTo {
                title: title.into(),
                role: role.map(Into::into),
                link: link.map(Into::into),
            })
        })
        .collect()
}

/// Splits at `;`, which links and addresses may hold too.
fn split_outside_brackets(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '<' | '[' => depth += 1,
            ')' | '>' | ']' => depth = depth.saturating_sub(1),
            ';' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// Without blanks around it, and with line feeds alone as line ends.
pub(super) fn normal(text: &str) -> String {
    text.trim().replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_whatever_is_in_them() {
        for words in [
            &["it", "people manager"][..],
            &["a, b", "c"],
            &["\"", "\"a\", \"b\"", "x\"y", ","],
            &[" padded ", "\"\""],
            &[],
        ] {
            let text = words_to_text(words);
            assert_eq!(words_from_text(&text), words, "{text}");
        }
    }

    #[test]
    fn words_are_read_as_people_write_them() {
        for (text, words) in [
            (" it ,, lead, ", &["it", "lead"][..]),
            ("\"a, b\" , c", &["a, b", "c"]),
            ("\"open, c", &["\"open", "c"]),
            ("\"a\" b, c", &["\"a\" b", "c"]),
            (" 'x\"y", &["'x\"y"]),
            ("\"\"", &[]),
            ("", &[]),
        ] {
            assert_eq!(words_from_text(text), words, "{text}");
        }
    }
}
