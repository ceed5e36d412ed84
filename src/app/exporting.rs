//! Exporting from the screen: the forms, what would be written, and where it goes.

use std::sync::Arc;

use super::copying::file_stem;
use super::dialog::{Answer, Choice, Dialog};
use super::form::{Paths, Source};
use super::picker::{Picker, PickerKind, PickerRow, Run};
use super::{App, Copying, Effect, Form as Asking, FormField, FormKind, Message, Overlay, Purpose};
use crate::format::clean::clean;
use crate::format::export::{Export, Form, Piece};
use crate::model::{Node, Place};
use crate::text::text;

/// Lines of a preview; nobody reads more of it in here, and each is wrapped.
const MOST_LINES: usize = 3000;
/// More places than this are not exported from here.
const MOST: usize = 200;

/// The forms, each with whether it has what roles inherit.
const FORMS: [(Form, bool); 8] = [
    (Form::Markdown, false),
    (Form::Text, true),
    (Form::Html, true),
    (Form::Csv, true),
    (Form::Json, false),
    (Form::Json, true),
    (Form::Jsonld, true),
    (Form::Site, true),
];

/// The name of the form of a number, alone and in a sentence, and what it is for.
fn form_in_words(at: usize) -> [&'static str; 3] {
    match at {
        0 => [
            text!("page-handbook-page"),
            text!("page-as-handbook-page"),
            text!("page-for-handbook-page"),
        ],
        1 => [
            text!("page-text"),
            text!("page-as-text"),
            text!("page-for-text"),
        ],
        2 => [
            text!("page-web-page"),
            text!("page-as-web-page"),
            text!("page-for-web-page"),
        ],
        3 => [
            text!("page-table"),
            text!("page-as-table"),
            text!("page-for-table"),
        ],
        4 => [
            text!("page-json"),
            text!("page-as-json"),
            text!("page-for-json"),
        ],
        5 => [
            text!("page-json-whole"),
            text!("page-as-json-whole"),
            text!("page-for-json-whole"),
        ],
        6 => [
            text!("page-linked-data"),
            text!("page-as-linked-data"),
            text!("page-for-linked-data"),
        ],
        _ => [
            text!("page-site"),
            text!("page-as-site"),
            text!("page-for-site"),
        ],
    }
}

const STAMPED: &str = "with";
const PLAIN: &str = "without";

/// Whether a file in this form is stamped when nobody says.
fn is_stamped(form: Form) -> bool {
    // A page is to be what it was.
    form != Form::Markdown
}

/// A text on its way into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writing {
    /// The text.
    pub text: String,
    /// What it is, in a few words.
    pub what: String,
    /// What the file is called where only a folder is named.
    pub file: String,
    /// The file or the folder, as it was typed.
    pub path: String,
    /// Whether what is there is written over.
    pub over: bool,
}

/// Why a file was not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotWritten {
    /// It is there already.
    IsThere(String),
    /// Anything else, in words.
    Failed(String),
}

/// Whether a form says that there shall be a stamp.
pub(super) fn says_stamped(text: &str) -> bool {
    text == STAMPED
}

impl App {
    /// Lists the forms in which what is selected or marked can be exported.
    pub(super) fn open_export(&mut self) {
        let places = self.places_to_copy();
        let rows = FORMS
            .iter()
            .enumerate()
            .map(|(at, (form, _))| (at, form, form_in_words(at)))
            .map(|(at, form, [label, _, detail])| PickerRow {
                label: label.to_owned(),
                detail: detail.to_owned(),
                side: String::new(),
                why_not: match form {
                    Form::Site => Some(text!("page-site-needs-a-folder")),
                    Form::Markdown if places.len() > 1 => Some(text!("page-pages-need-a-folder")),
                    _ => None,
                },
                run: Run::Export(at),
            })
            .collect();
        let picker = Picker::new(PickerKind::Export, rows);
        self.overlays.push(Overlay::Picker(picker));
        self.measure();
    }

    /// Shows what would be written, and asks where it shall go.
    pub(super) fn preview_export(&mut self, at: usize) -> Vec<Effect> {
        let Some((form, effective)) = FORMS.get(at).copied() else {
            return Vec::new();
        };
        let [_, inside, _] = form_in_words(at);
        let places = self.places_to_copy();
        if places.len() > MOST {
            self.say(Message::error(text!(
                "page-too-many-are-marked",
                count = places.len(),
                most = MOST
            )));
            return Vec::new();
        }
        let piece = match self.export(form, effective, &places, false) {
            Ok(Some(piece)) => piece,
            Ok(None) => return Vec::new(),
            Err(why) => {
                self.say(Message::error(text!("page-cannot-be-exported", why)));
                return Vec::new();
            }
        };
        let what = self.what_is_exported(&places);
        // Whatever was written somewhere, a terminal that it is pasted into takes no orders from it.
        let text = clean(&piece.text).into_owned();
        let mut lines: Vec<String> = text.lines().take(MOST_LINES).map(str::to_owned).collect();
        let more = text.lines().count() - lines.len();
        if more > 0 {
            lines.push(text!("page-and-more-lines", more));
        }
        let name = piece.name.rsplit('/').next().unwrap_or_default();
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "txt"));
        let copying = Copying {
            text,
            what: text!("page-what-as", what, form = inside),
            file: format!("{}.{ending}", file_stem(stem)),
        };
        let title = copying.what.clone();
        let choices = vec![
            Choice::new('b', text!("page-back"), Answer::Back),
            Choice::new(
                'w',
                text!("page-write-a-file"),
                Answer::NameExport(at, copying.file.clone()),
            ),
            Choice::new('y', text!("page-copy"), Answer::CopyOut(Box::new(copying))),
        ];
        self.ask(Dialog::new(title, lines, choices));
        // It is known by the time that somebody has named a file.
        vec![Effect::AskRevision {
            root: self.workspace.root.clone(),
            is_changed: self.unsaved > 0,
        }]
    }

    /// Asks which file it shall go into.
    pub(super) fn name_export(&mut self, at: usize, file: &str) {
        let Some((form, _)) = FORMS.get(at).copied() else {
            return;
        };
        let [label, ..] = form_in_words(at);
        let stamp = if is_stamped(form) { STAMPED } else { PLAIN };
        let fields = vec![
            FormField::new("path", text!("page-file"), FormKind::Path)
                .text(file)
                .help(text!("page-file-help"))
                .needed(text!("page-say-where-it-goes"))
                .complete(Source::Paths(Paths::Files)),
            FormField::new(
                "stamp",
                text!("page-stamp"),
                FormKind::Choice(&[STAMPED, PLAIN]),
            )
            .text(stamp)
            .help(text!("page-stamp-help")),
        ];
        let (key, purpose) = (Arc::from(""), Purpose::Export(at, file.to_owned()));
        let title = text!("page-export-as", label);
        self.push_form(Asking::new(title, purpose, fields, key, Node::Family));
    }

    /// Writes it into the file that was named.
    pub(super) fn write_export(
        &mut self,
        at: usize,
        file: String,
        path: String,
        is_stamped: bool,
    ) -> Vec<Effect> {
        let Some((form, effective)) = FORMS.get(at).copied() else {
            return Vec::new();
        };
        let [_, inside, _] = form_in_words(at);
        let places = self.places_to_copy();
        let piece = match self.export(form, effective, &places, is_stamped) {
            Ok(Some(piece)) => piece,
            Ok(None) => return Vec::new(),
            Err(why) => {
                self.say(Message::error(text!("page-cannot-be-exported", why)));
                return Vec::new();
            }
        };
        let what = text!(
            "page-what-as",
            what = self.what_is_exported(&places),
            form = inside
        );
        vec![Effect::Write(Writing {
            text: piece.text,
            what,
            file,
            path,
            over: false,
        })]
    }

    /// Tells where it went; asks before anything is written over.
    pub(super) fn wrote(&mut self, writing: Writing, result: Result<String, NotWritten>) {
        match result {
            Ok(path) => self.say(Message::done(text!(
                "page-is-in",
                what = writing.what,
                path
            ))),
            Err(NotWritten::Failed(why)) => {
                self.say(Message::error(text!("page-not-written", why)));
            }
            Err(NotWritten::IsThere(path)) => {
                let lines = vec![
                    text!("page-is-there-already", path),
                    String::new(),
                    text!("page-writing-over-it").to_owned(),
                ];
                let over = Writing {
                    over: true,
                    ..writing
                };
                let choices = vec![
                    Choice::new('b', text!("page-back"), Answer::Back),
                    Choice::new(
                        'o',
                        text!("page-write-over-it"),
                        Answer::WriteOver(Box::new(over)),
                    ),
                ];
                self.ask(Dialog::new(text!("page-the-file-is-there"), lines, choices));
            }
        }
    }

    fn what_is_exported(&self, places: &[Place]) -> String {
        match places {
            [place] => self.title_of_place(place),
            places => text!("count-place", count = places.len()),
        }
    }

    fn export(
        &self,
        form: Form,
        effective: bool,
        places: &[Place],
        stamped: bool,
    ) -> Result<Option<Piece>, String> {
        let workspace = &self.workspace;
        let settings = workspace.settings();
        let settings = settings.and_then(|document| document.settings());
        let export = Export {
            form,
            effective,
            catalog: workspace.catalog(),
            settings: settings.map(AsRef::as_ref),
            text: &|key| {
                workspace
                    .document(key)
                    .map(|document| document.text().clone())
            },
            places,
            alone: places.len() == 1,
            stamped,
            revision: self.revision.clone(),
        };
        let pieces = export.pieces().map_err(|error| error.to_string())?;
        Ok(pieces.into_iter().next())
    }
}
