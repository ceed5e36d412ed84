//! Forms: fields with a label, help and a check, and what keeping them means.

use std::sync::Arc;

use super::dialog::{Answer, Choice};
use super::draft::Target;
use super::field::TextField;
use super::{App, Dialog, Effect, Message, Overlay};
use crate::config::{Action, Key, KeyCode};
use crate::document::{Document, Draft, Edit, Field, Revision};
use crate::model::{ListKind, Node, Status, Track};

/// What kind of value a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormKind {
    /// One line.
    Line,
    /// Wrapped text of any length.
    Text,
    /// One of these words, or nothing.
    Choice(&'static [&'static str]),
}

/// One field of a form.
#[derive(Debug, Clone)]
pub struct FormField {
    /// Its name.
    pub label: String,
    /// What to write in it.
    pub help: &'static str,
    /// What it takes.
    pub kind: FormKind,
    /// What is written.
    pub input: TextField,
    /// What is wrong with that.
    pub error: Option<String>,
    /// What applies while the field is empty, and where that is written.
    pub inherited: Option<String>,
    /// The scalar it stands for; `None` for the text of an item.
    pub field: Option<Field>,
    pub(super) before: String,
}

/// What the form is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// Rewording an item.
    Reword {
        /// Which list.
        list: ListKind,
        /// Which item.
        index: usize,
    },
    /// Writing a new item.
    NewItem {
        /// Which list.
        list: ListKind,
        /// The place it will have.
        at: usize,
    },
    /// The scalar fields of a part.
    Fields,
}

/// A form.
#[derive(Debug)]
pub struct Form {
    /// What is edited.
    pub title: String,
    /// What for.
    pub purpose: Purpose,
    /// The fields.
    pub fields: Vec<FormField>,
    /// The one that has the focus.
    pub current: usize,
    /// Said about the form as a whole.
    pub error: Option<String>,
    /// How many others change with it, in words.
    pub touches: Option<String>,
    pub(super) key: Arc<str>,
    pub(super) node: Node,
    /// What its file was when it was opened: the places that it names are places in that text.
    pub(super) opened_at: Option<Revision>,
}

impl FormField {
    fn scalar(field: Field, node: Node, text: &str) -> Self {
        let (kind, help) = match field {
            Field::Title => (FormKind::Line, "The name as people say it."),
            Field::Summary => (
                FormKind::Text,
                "What this is, in a few sentences; Markdown links work.",
            ),
            Field::Status => (
                FormKind::Choice(Status::WORDS),
                "Left and Right choose; draft, in-review, active or archived.",
            ),
            Field::Owner => (FormKind::Line, "The team that keeps it."),
            Field::ReviewDue => (FormKind::Line, "A date such as 2027-01-31."),
            Field::Tags => (FormKind::Line, "Words separated by commas."),
            Field::Grade => (FormKind::Line, "A whole number, or a text such as M2."),
            Field::ReportsTo => (
                FormKind::Line,
                "Title, or [Title](link), with <address> behind it; several separated by ;",
            ),
            Field::Track => (
                FormKind::Choice(Track::WORDS),
                "Left and Right choose; ic or manager.",
            ),
            Field::Extends => (
                FormKind::Line,
                "The id of the role whose content this one builds on.",
            ),
        };
        let help = match (field, node) {
            (Field::Status | Field::Owner | Field::ReviewDue, node) if node != Node::Family => {
                "Leave it empty to use what the family says."
            }
            _ => help,
        };
        Self {
            label: field.label().to_owned(),
            help,
            kind,
            input: TextField::new(text, kind == FormKind::Text),
            error: None,
            inherited: None,
            field: Some(field),
            before: text.to_owned(),
        }
    }

    fn item(label: &str, text: &str) -> Self {
        Self {
            label: label.to_owned(),
            help: "One sentence; Markdown links and *emphasis* work. Enter keeps it.",
            kind: FormKind::Text,
            input: TextField::new(text, true),
            error: None,
            inherited: None,
            field: None,
            before: text.to_owned(),
        }
    }

    pub(super) fn is_changed(&self) -> bool {
        self.input.text() != self.before
    }

    fn check(&mut self, node: Node) {
        self.error = match self.field {
            Some(field) => field
                .check(node, self.input.text())
                .err()
                .map(|error| error.to_string()),
            None if self.input.text().trim().is_empty() => Some("An item needs some words.".into()),
            None => None,
        };
    }
}

impl Form {
    /// A form of the scalars of a part. `inherited` says what applies where the part itself says nothing.
    pub(super) fn fields(
        title: String,
        key: Arc<str>,
        node: Node,
        body: &crate::model::Body,
        inherited: impl Fn(Field) -> Option<String>,
    ) -> Self {
        let fields = Field::of(node)
            .iter()
            .map(|field| FormField {
                inherited: inherited(*field),
                ..FormField::scalar(*field, node, &field.text_of(body))
            })
            .collect();
        Self::new(title, Purpose::Fields, fields, key, node)
    }

    pub(super) fn reword(
        title: String,
        key: Arc<str>,
        node: Node,
        list: ListKind,
        index: usize,
        text: &str,
    ) -> Self {
        let fields = vec![FormField::item(list.heading(), text)];
        Self::new(title, Purpose::Reword { list, index }, fields, key, node)
    }

    pub(super) fn new_item(
        title: String,
        key: Arc<str>,
        node: Node,
        list: ListKind,
        at: usize,
    ) -> Self {
        let fields = vec![FormField::item(list.heading(), "")];
        Self::new(title, Purpose::NewItem { list, at }, fields, key, node)
    }

    fn new(
        title: String,
        purpose: Purpose,
        fields: Vec<FormField>,
        key: Arc<str>,
        node: Node,
    ) -> Self {
        Self {
            title,
            purpose,
            fields,
            current: 0,
            error: None,
            touches: None,
            key,
            node,
            opened_at: None,
        }
    }

    /// The field that has the focus.
    pub fn current(&self) -> &FormField {
        &self.fields[self.current]
    }

    pub(super) fn current_mut(&mut self) -> &mut FormField {
        &mut self.fields[self.current]
    }

    /// Whether closing it would lose something.
    pub fn is_changed(&self) -> bool {
        self.fields.iter().any(FormField::is_changed)
    }

    pub(super) fn keep_in_view(&mut self, width: u16, height: u16) {
        if width > 0 {
            self.current_mut().input.keep_in_view(width, height);
        }
    }

    /// Puts text into the field that has the focus, unless that takes only its own words.
    pub(super) fn type_in(&mut self, text: &str) {
        let node = self.node;
        let field = self.current_mut();
        if !matches!(field.kind, FormKind::Choice(_)) {
            field.input.insert(text);
            field.check(node);
        }
    }

    /// Gives a field the focus, if the form has it.
    pub(super) fn go_to(&mut self, field: Field) {
        if let Some(at) = self.fields.iter().position(|f| f.field == Some(field)) {
            self.current = at;
        }
    }

    /// Goes to another field. Says whether there was one.
    pub(super) fn step(&mut self, by: isize) -> bool {
        let next = self
            .current
            .checked_add_signed(by)
            .filter(|next| *next < self.fields.len());
        if let Some(next) = next {
            self.current = next;
        }
        next.is_some()
    }

    pub(super) fn is_item(&self) -> bool {
        !matches!(self.purpose, Purpose::Fields)
    }

    /// What is written in it, for the journal; `id` is that of the part it is about.
    pub(super) fn draft(&self, id: Option<&str>) -> Draft {
        let before = self.fields.first().map_or("", |field| &field.before);
        let target = Target::of(&self.purpose, self.node, id, before);
        let fields = self.fields.iter();
        Draft {
            title: self.title.clone(),
            key: self.key.clone(),
            form: target.written(),
            fields: fields
                .map(|field| (field.label.clone(), field.input.text().to_owned()))
                .collect(),
        }
    }

    /// Puts a draft's texts into the fields of the same names. False when there is no field for one of them.
    pub(super) fn fill(&mut self, draft: &Draft) -> bool {
        let node = self.node;
        draft.fields.iter().all(|(name, text)| {
            let field = self.fields.iter_mut().find(|field| field.label == *name);
            field.is_some_and(|field| {
                if field.input.text() != text {
                    field.input.set(text);
                    field.check(node);
                }
                true
            })
        })
    }

    /// What keeping it changes.
    pub(super) fn edits(&self) -> Vec<Edit> {
        let node = self.node;
        let text = || self.fields[0].input.text().to_owned();
        match self.purpose {
            Purpose::Reword { list, index } => {
                vec![Edit::Replace {
                    node,
                    list,
                    index,
                    text: text(),
                }]
            }
            Purpose::NewItem { list, at } => {
                vec![Edit::Add {
                    node,
                    list,
                    at,
                    texts: vec![text()],
                }]
            }
            Purpose::Fields => self
                .fields
                .iter()
                .filter(|field| field.is_changed())
                .filter_map(|field| {
                    Some(Edit::Set {
                        node,
                        field: field.field?,
                        text: field.input.text().to_owned(),
                    })
                })
                .collect(),
        }
    }
}

impl App {
    pub(super) fn form_key(&mut self, action: Option<Action>, key: Key) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        let node = form.node;
        let is_choice = match form.current().kind {
            FormKind::Choice(words) => Some(words),
            _ => None,
        };
        match action {
            Some(Action::FormAccept) => return self.accept_form(),
            Some(Action::FormEnter) => {
                if form.is_item() || !form.step(1) {
                    return self.accept_form();
                }
            }
            Some(Action::FormNext) => {
                if !form.step(1) {
                    form.current = 0;
                }
            }
            Some(Action::FormPrevious) => {
                if !form.step(-1) {
                    form.current = form.fields.len() - 1;
                }
            }
            Some(Action::FormCancel) => {
                if form.is_changed() {
                    let dialog = Dialog::new(
                        "Close the form?",
                        vec!["What you wrote in it has not been kept yet.".into()],
                        vec![
                            Choice::new('b', "Back to the form", Answer::Back),
                            Choice::new('k', "Keep it and close", Answer::KeepForm),
                            Choice::new('d', "Drop it", Answer::DropForm),
                        ],
                    );
                    self.overlays.push(Overlay::Dialog(dialog));
                } else {
                    self.overlays.pop();
                }
            }
            other => {
                let clipboard = &mut self.clipboard;
                let field = form.current_mut();
                if let Some(words) = is_choice {
                    choose(field, words, key);
                    if matches!(key.code, KeyCode::Up | KeyCode::Down) {
                        form.step(if key.code == KeyCode::Up { -1 } else { 1 });
                    }
                } else if let Some(action) = other {
                    field.input.action(action, clipboard);
                } else if !field.input.key(key) {
                    match key.code {
                        KeyCode::Up => {
                            form.step(-1);
                        }
                        KeyCode::Down => {
                            form.step(1);
                        }
                        _ => {}
                    }
                }
                let form_error = &mut form.error;
                *form_error = None;
                let changed = form.current().is_changed();
                if changed || form.current().error.is_some() {
                    form.current_mut().check(node);
                }
            }
        }
        self.measure();
        Vec::new()
    }

    /// Whether the file of the uppermost form is not the one any more that it was opened for; the form says so then.
    fn is_outdated(&mut self) -> bool {
        let Some(Overlay::Form(form)) = self.overlays.last_mut() else {
            return false;
        };
        let now = self.workspace.document(&form.key).map(Document::revision);
        if now == form.opened_at {
            return false;
        }
        form.error =
            Some("The file has changed: copy this text, drop the form, open it again.".into());
        true
    }

    /// Applies what the uppermost form says, and closes it; an error leaves it open with all that is in it.
    pub(super) fn accept_form(&mut self) -> Vec<Effect> {
        if self.is_outdated() {
            return Vec::new();
        }
        let Some(Overlay::Form(form)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        let node = form.node;
        for field in &mut form.fields {
            if field.field.is_none() || field.is_changed() {
                field.check(node);
            }
        }
        if let Some(wrong) = form.fields.iter().position(|field| field.error.is_some()) {
            form.current = wrong;
            return Vec::new();
        }
        let (key, edits) = (form.key.clone(), form.edits());
        let landing = match form.purpose {
            Purpose::NewItem { list, at } => Some((list, at)),
            Purpose::Reword { list, index } => Some((list, index)),
            Purpose::Fields => None,
        };
        match self.apply(&key, &edits) {
            Ok(()) => {
                self.overlays.pop();
                if let Some((list, index)) = landing {
                    self.detail.go_to_item(node, list, index);
                }
            }
            Err(error) => {
                if let Some(Overlay::Form(form)) = self.overlays.last_mut() {
                    form.error = Some(error.to_string());
                }
            }
        }
        Vec::new()
    }

    pub(super) fn form_paste(&mut self, text: &str) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        let lines = item_lines(text);
        if form.is_item() && lines.len() > 1 {
            let mut shown = vec![
                format!(
                    "The text has {} lines. They can be items of their own:",
                    lines.len()
                ),
                String::new(),
            ];
            shown.extend(lines.iter().map(|line| format!("• {line}")));
            let dialog = Dialog::new(
                "Paste several lines",
                shown,
                vec![
                    Choice::new(
                        'i',
                        format!("{} items", lines.len()),
                        Answer::PasteItems(lines),
                    ),
                    Choice::new('t', "One text", Answer::PasteText(text.to_owned())),
                    Choice::new('b', "Back", Answer::Back),
                ],
            );
            self.overlays.push(Overlay::Dialog(dialog));
            return Vec::new();
        }
        form.type_in(text);
        self.measure();
        Vec::new()
    }

    /// Puts lines in as items, behind what the form edits and with what it says; the form is done then.
    pub(super) fn paste_items(&mut self, lines: Vec<String>) -> Vec<Effect> {
        if self.is_outdated() {
            return Vec::new();
        }
        let Some(Overlay::Form(form)) = self.overlays.last() else {
            return Vec::new();
        };
        let (key, node) = (form.key.clone(), form.node);
        let written = form.fields[0].input.text().trim().to_owned();
        let count = lines.len();
        let (list, at, edits) = match form.purpose {
            Purpose::NewItem { list, at } => {
                let texts = (!written.is_empty())
                    .then_some(written)
                    .into_iter()
                    .chain(lines)
                    .collect();
                (
                    list,
                    at,
                    vec![Edit::Add {
                        node,
                        list,
                        at,
                        texts,
                    }],
                )
            }
            Purpose::Reword { list, index } => {
                let mut edits = vec![Edit::Add {
                    node,
                    list,
                    at: index + 1,
                    texts: lines,
                }];
                if form.is_changed() && !written.is_empty() {
                    edits.push(Edit::Replace {
                        node,
                        list,
                        index,
                        text: written,
                    });
                }
                (list, index, edits)
            }
            Purpose::Fields => return Vec::new(),
        };
        match self.apply(&key, &edits) {
            Ok(()) => {
                self.overlays.pop();
                self.detail.go_to_item(node, list, at);
                self.say(Message::done(format!(
                    "Added {count} items; u takes them back."
                )));
            }
            Err(error) => self.say(Message::error(format!("Nothing was added: {error}."))),
        }
        Vec::new()
    }
}

/// The lines of a text without bullets and numbers; empty ones are left out.
fn item_lines(text: &str) -> Vec<String> {
    text.lines()
        .map(|line| {
            let line = line.trim();
            let line = line
                .strip_prefix(['-', '*', '•', '–', '+'])
                .filter(|rest| rest.starts_with(' '))
                .unwrap_or(line);
            let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let line = match line[digits..].strip_prefix(['.', ')']) {
                Some(rest) if digits > 0 && rest.starts_with(' ') => rest,
                _ => line,
            };
            line.trim().to_owned()
        })
        .filter(|line| !line.is_empty())
        .collect()
}

fn choose(field: &mut FormField, words: &'static [&'static str], key: Key) {
    // Before the first word stands "not set".
    let now = words
        .iter()
        .position(|word| *word == field.input.text())
        .map_or(0, |at| at + 1);
    let count = words.len() + 1;
    let next = match (key.code, key.typed()) {
        (KeyCode::Left, _) => (now + count - 1) % count,
        (KeyCode::Right, _) | (_, Some(' ')) => (now + 1) % count,
        (KeyCode::Backspace | KeyCode::Delete, _) => 0,
        (_, Some(c)) => match words
            .iter()
            .position(|word| word.starts_with(c.to_ascii_lowercase()))
        {
            Some(at) => at + 1,
            None => return,
        },
        _ => return,
    };
    field
        .input
        .set(next.checked_sub(1).map_or("", |at| words[at]));
}
