//! One field of a form: what it takes, what is written in it, what is wrong with that.

use std::fmt;
use std::sync::Arc;

use super::complete::Source;
use super::{list, shown_word};
use crate::app::TextField;
use crate::model::{Date, Grade, Target};
use crate::text::text;

/// The longest text that is told how it is understood.
const LONGEST_READ: usize = 64 * 1024;

/// What kind of value a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormKind {
    /// One line.
    Line,
    /// Wrapped text of any length.
    Text,
    /// One item a line, further lines of an item indented; Enter begins the next one.
    List,
    /// One of these words, or nothing.
    Choice(&'static [&'static str]),
    /// A day, `YYYY-MM-DD`.
    Date,
    /// A number, or a text.
    Grade,
    /// A role: an id of the family, or an address.
    Role,
    /// Words with commas between them.
    Tags,
    /// Managers with `;` between them.
    ReportsTo,
    /// Comparator, value and unit, as far as they can be told.
    Target,
    /// A file or a folder.
    Path,
}

impl FormKind {
    /// Whether it may hold lines.
    pub fn is_multiline(self) -> bool {
        matches!(self, Self::Text | Self::List)
    }

    /// What stands between the values of a field that has several.
    pub(super) fn separators(self) -> &'static [char] {
        match self {
            Self::Tags => &[',', '\n'],
            Self::List => &['\n'],
            Self::ReportsTo => &[';'],
            _ => &[],
        }
    }

    fn source(self) -> Source {
        match self {
            Self::Role => Source::Roles,
            Self::Tags => Source::Tags,
            Self::ReportsTo => Source::Managers,
            Self::Grade => Source::Grades,
            _ => Source::None,
        }
    }
}

type Checking = dyn Fn(&str) -> Result<(), String> + Send + Sync;
type Telling = dyn Fn(&str) -> Option<String> + Send + Sync;

/// Says what is wrong with a text.
#[derive(Clone)]
struct Check(Arc<Checking>);

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Check")
    }
}

/// Says how a text is understood.
#[derive(Clone)]
struct Tell(Arc<Telling>);

impl fmt::Debug for Tell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tell")
    }
}

/// One field of a form.
#[derive(Debug, Clone)]
pub struct FormField {
    /// The name that stays: the key in the file, where it has one.
    pub name: &'static str,
    /// Its name on the screen.
    pub label: String,
    /// What to write in it.
    pub help: String,
    /// What it takes.
    pub kind: FormKind,
    /// What is written.
    pub input: TextField,
    /// What is wrong with that.
    pub error: Option<String>,
    /// What applies while the field is empty, and where that is written.
    pub inherited: Option<String>,
    /// Whether it stands below its label, as wide as the form.
    pub is_wide: bool,
    pub(super) source: Source,
    check: Option<Check>,
    say: Option<Tell>,
    /// What it said of the text as it is.
    said: Option<String>,
    tell: Option<Tell>,
    /// What is wrong with it when it says nothing.
    needed: Option<&'static str>,
    before: String,
    /// The values that it began with, when it has several.
    values: Vec<String>,
}

impl FormField {
    /// An empty field.
    pub fn new(name: &'static str, label: impl Into<String>, kind: FormKind) -> Self {
        Self {
            name,
            label: label.into(),
            help: String::new(),
            kind,
            input: TextField::new("", kind.is_multiline()),
            error: None,
            inherited: None,
            is_wide: false,
            source: kind.source(),
            check: None,
            say: None,
            said: None,
            tell: None,
            needed: None,
            before: String::new(),
            values: Vec::new(),
        }
    }

    /// With this text to begin with.
    #[must_use]
    pub fn text(mut self, text: &str) -> Self {
        self.input = TextField::new(text, self.kind.is_multiline());
        text.clone_into(&mut self.before);
        self
    }

    /// With these values to begin with, one a line.
    #[must_use]
    pub fn values(mut self, values: &[String]) -> Self {
        self = self.text(&list::to_text(values));
        self.values = values.to_vec();
        self
    }

    /// The values of a field that has one a line; those that it began with are exactly what they were.
    pub fn listed(&self) -> Vec<String> {
        list::from_text(self.input.text(), &self.values)
    }

    /// What it says: what was written, without blanks around it, or else exactly what it said at first.
    pub fn said(&self) -> &str {
        match self.is_changed() {
            true => self.input.text().trim(),
            false => &self.before,
        }
    }

    /// With a line that says what to write.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// With a check besides that of its kind.
    #[must_use]
    pub fn check(
        mut self,
        check: impl Fn(&str) -> Result<(), String> + Send + Sync + 'static,
    ) -> Self {
        self.check = Some(Check(Arc::new(check)));
        self
    }

    /// With what a text resembles, looked up when it changes and not with every frame.
    #[must_use]
    pub fn say(mut self, say: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        self.say = Some(Tell(Arc::new(say)));
        self
    }

    /// Not empty: with what is wrong when it is.
    #[must_use]
    pub fn needed(mut self, why: &'static str) -> Self {
        self.needed = Some(why);
        self
    }

    /// With a line that says how it is understood.
    #[must_use]
    pub fn tell(mut self, tell: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        self.tell = Some(Tell(Arc::new(tell)));
        self
    }

    /// With suggestions from elsewhere than its kind has them from.
    #[must_use]
    pub fn complete(mut self, source: Source) -> Self {
        self.source = source;
        self
    }

    /// With what applies while it is empty.
    #[must_use]
    pub fn inherited(mut self, inherited: Option<String>) -> Self {
        self.inherited = inherited;
        self
    }

    /// Below its label, as wide as the form.
    #[must_use]
    pub fn wide(mut self) -> Self {
        self.is_wide = true;
        self
    }

    /// Whether it says something else than at first.
    pub fn is_changed(&self) -> bool {
        self.input.text() != self.before
    }

    /// What it said at first.
    pub fn before(&self) -> &str {
        &self.before
    }

    /// Whether it can begin with another text: nothing was written in it that says something else.
    pub(super) fn agrees(&self, before: &str) -> bool {
        self.before == before || !self.is_changed() || self.input.text() == before
    }

    /// Begins with what another begins with, and says that if nothing was written in it.
    pub(super) fn begin_with(&mut self, other: &Self) {
        if self.before != other.before {
            if !self.is_changed() {
                self.input.set(&other.before);
            }
            other.before.clone_into(&mut self.before);
        }
        self.values.clone_from(&other.values);
    }

    /// How the text is understood, where the text alone does not show it.
    pub fn reading(&self) -> Option<String> {
        let text = self.input.text();
        // It is asked for with every frame, and nobody reads it of a book.
        if text.len() > LONGEST_READ || text.trim().is_empty() {
            return None;
        }
        if self.said.is_some() {
            return self.said.clone();
        }
        let text = text.trim();
        if let Some(tell) = &self.tell {
            return tell.0(text);
        }
        match self.kind {
            FormKind::Target => Some(match Target::parse(text) {
                Some(target) => target.to_string(),
                None => text!("form-kept-as-it-is-written").into(),
            }),
            FormKind::Grade => match text.parse::<Grade>() {
                Ok(Grade::Number(_)) => Some(text!("form-a-number").into()),
                Ok(Grade::Text(_)) => Some(text!("form-a-text").into()),
                Err(never) => match never {},
            },
            FormKind::List => match self.listed().len() {
                1 => Some(text!("form-1-item").into()),
                many => Some(text!("form-items", many)),
            },
            _ => None,
        }
    }

    /// Looks for what is wrong before it is kept. What is wrong in the file already and was not touched does not keep
    /// anybody from the rest; only what is needed must be there.
    pub(super) fn verify_to_keep(&mut self) {
        let is_missing = self.needed.is_some() && self.input.text().trim().is_empty();
        if self.is_changed() || is_missing {
            self.verify();
        }
    }

    /// Looks again for what is wrong.
    pub(super) fn verify(&mut self) {
        let text = self.input.text();
        self.said = self.say.as_ref().and_then(|say| say.0(text));
        if let Some(why) = self.needed.filter(|_| text.trim().is_empty()) {
            self.error = Some(why.to_owned());
            return;
        }
        let custom = self.check.as_ref().map_or(Ok(()), |check| check.0(text));
        self.error = custom.and_then(|()| self.kind_check(text)).err();
    }

    fn kind_check(&self, text: &str) -> Result<(), String> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        match self.kind {
            FormKind::Date if text.parse::<Date>().is_err() => {
                Err(text!("form-a-date-such-as-2027").into())
            }
            FormKind::Choice(words) if !words.contains(&text) => Err(text!(
                "form-one-of-these-is-needed",
                words = words
                    .iter()
                    .map(|word| shown_word(word))
                    .collect::<Vec<_>>()
                    .join(", ")
            )),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(kind: FormKind, text: &str) -> FormField {
        let mut field = FormField::new("f", "F", kind).text(text);
        field.verify();
        field
    }

    #[test]
    fn a_target_is_read_while_it_is_typed_and_kept_as_it_is() {
        let mut target = field(FormKind::Target, "");
        let mut seen = Vec::new();
        for c in "< 21 days".chars() {
            target.input.insert(c.encode_utf8(&mut [0; 4]));
            seen.push(target.reading().unwrap_or_default());
        }
        assert_eq!(seen[1], "kept as it is written");
        assert_eq!(seen[3], "less than · 21");
        assert_eq!(seen[8], "less than · 21 · days");
        assert_eq!(target.input.text(), "< 21 days");
        assert_eq!(target.error, None);
    }

    #[test]
    fn kinds_say_what_is_wrong_and_an_empty_field_is_never_wrong() {
        assert!(field(FormKind::Date, "2027-02-30").error.is_some());
        assert!(field(FormKind::Date, "2027-02-28").error.is_none());
        assert!(field(FormKind::Choice(&["a", "b"]), "c").error.is_some());
        for kind in [FormKind::Date, FormKind::Choice(&["a"]), FormKind::Target] {
            assert_eq!(field(kind, " ").error, None);
        }
    }

    #[test]
    fn a_list_counts_its_items() {
        assert_eq!(
            field(FormKind::List, "one\n\n two \n").reading().as_deref(),
            Some("2 items")
        );
    }

    #[test]
    fn the_check_of_the_field_is_asked_before_that_of_its_kind() {
        let mut declared = FormField::new("f", "F", FormKind::Date)
            .text("soon")
            .check(|text| match text {
                "soon" => Err("say when".into()),
                _ => Ok(()),
            });
        declared.verify();
        assert_eq!(declared.error.as_deref(), Some("say when"));
    }
}
