//! Exporting from the screen: the forms, what would be written, and where it goes.

use super::copying::file_stem;
use super::dialog::{Answer, Choice, Dialog};
use super::form::{Paths, Source};
use super::picker::{Picker, PickerKind, PickerRow, Run};
use super::{App, Copying, Effect, Form as Asking, FormField, FormKind, Message, Overlay, Purpose};
use crate::format::clean::clean;
use crate::format::export::{Export, Form, Piece};
use crate::model::Place;
use crate::text::text;

/// Lines of a preview; nobody reads more of it in here, and each is wrapped.
const MOST_LINES: usize = 3000;
/// More places than this are not exported from here.
const MOST: usize = 200;

/// As what something can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// In a form of text.
    Of(Form),
    /// As a Word document.
    Word,
}

/// The forms, each with whether it has what roles inherit.
const FORMS: [(Kind, bool); 10] = [
    (Kind::Of(Form::Markdown), false),
    (Kind::Of(Form::Markdown), true),
    (Kind::Of(Form::Text), true),
    (Kind::Word, true),
    (Kind::Of(Form::Html), true),
    (Kind::Of(Form::Csv), true),
    (Kind::Of(Form::Json), false),
    (Kind::Of(Form::Json), true),
    (Kind::Of(Form::Jsonld), true),
    (Kind::Of(Form::Site), true),
];

/// The name of a form, alone and in a sentence, and what it is for.
fn in_words(kind: Kind, effective: bool) -> [&'static str; 3] {
    let Kind::Of(form) = kind else {
        return [
            text!("page-word"),
            text!("page-as-word"),
            text!("page-for-word"),
        ];
    };
    match (form, effective) {
        (Form::Markdown, true) => [
            text!("page-markdown-whole"),
            text!("page-as-markdown-whole"),
            text!("page-for-markdown-whole"),
        ],
        (Form::Markdown, false) => [
            text!("page-handbook-page"),
            text!("page-as-handbook-page"),
            text!("page-for-handbook-page"),
        ],
        (Form::Text, _) => [
            text!("page-text"),
            text!("page-as-text"),
            text!("page-for-text"),
        ],
        (Form::Html, _) => [
            text!("page-web-page"),
            text!("page-as-web-page"),
            text!("page-for-web-page"),
        ],
        (Form::Csv, _) => [
            text!("page-table"),
            text!("page-as-table"),
            text!("page-for-table"),
        ],
        (Form::Json, false) => [
            text!("page-json"),
            text!("page-as-json"),
            text!("page-for-json"),
        ],
        (Form::Json, true) => [
            text!("page-json-whole"),
            text!("page-as-json-whole"),
            text!("page-for-json-whole"),
        ],
        (Form::Jsonld, _) => [
            text!("page-linked-data"),
            text!("page-as-linked-data"),
            text!("page-for-linked-data"),
        ],
        (Form::Site, _) => [
            text!("page-site"),
            text!("page-as-site"),
            text!("page-for-site"),
        ],
    }
}

/// What is exported.
struct Exported {
    /// Its name, and what it says.
    piece: Piece,
    /// What stands in the file, where that is more than the text.
    document: Option<Vec<u8>>,
}

impl Exported {
    /// The same as a Word document.
    #[cfg(feature = "docx")]
    fn into_word(mut self, export: &Export<'_>) -> Result<Self, String> {
        let (name, bytes) = export.docx().map_err(|error| error.to_string())?;
        self.piece.name = name;
        self.document = Some(bytes);
        Ok(self)
    }

    /// Says that this is none of the forms.
    #[cfg(not(feature = "docx"))]
    fn into_word(self, _: &Export<'_>) -> Result<Self, String> {
        Err(text!("page-word-is-left-out").to_owned())
    }
}

const STAMPED: &str = "with";
const PLAIN: &str = "without";

/// Whether a file in this form is stamped when nobody says.
fn is_stamped(kind: Kind) -> bool {
    // A page is to be what it was.
    kind != Kind::Of(Form::Markdown)
}

/// A text on its way into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writing {
    /// What stands in the file.
    pub bytes: Vec<u8>,
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
            .map(|(at, (kind, effective))| (at, kind, in_words(*kind, *effective)))
            .map(|(at, kind, [label, _, detail])| PickerRow {
                label: label.to_owned(),
                detail: detail.to_owned(),
                side: String::new(),
                why_not: match kind {
                    Kind::Word if !cfg!(feature = "docx") => Some(text!("page-word-is-left-out")),
                    Kind::Of(Form::Site) => Some(text!("page-site-needs-a-folder")),
                    Kind::Of(Form::Markdown) if places.len() > 1 => {
                        Some(text!("page-pages-need-a-folder"))
                    }
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
        let count = self.places_to_copy().len();
        if count > MOST {
            self.say(Message::error(text!(
                "page-too-many-are-marked",
                count,
                most = MOST
            )));
            return Vec::new();
        }
        let Some((exported, what)) = self.exported(at, false) else {
            return Vec::new();
        };
        let piece = exported.piece;
        // Whatever was written somewhere, a terminal that it is pasted into takes no orders from it.
        let text = clean(&piece.text).into_owned();
        let mut lines = Vec::new();
        if exported.document.is_some() {
            lines.extend([text!("page-word-says-this").to_owned(), String::new()]);
        }
        let shown: Vec<String> = text.lines().take(MOST_LINES).map(str::to_owned).collect();
        let more = text.lines().count() - shown.len();
        lines.extend(shown);
        if more > 0 {
            lines.push(text!("page-and-more-lines", more));
        }
        let name = piece.name.rsplit('/').next().unwrap_or_default();
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "txt"));
        let copying = Copying {
            text,
            what,
            file: format!("{}.{ending}", file_stem(stem)),
        };
        let title = copying.what.clone();
        let mut choices = vec![
            Choice::new('b', text!("page-back"), Answer::Back),
            Choice::new(
                'w',
                text!("page-write-a-file"),
                Answer::NameExport(at, copying.file.clone()),
            ),
        ];
        // No clipboard takes a document from here.
        if exported.document.is_none() {
            let copy = Answer::CopyOut(Box::new(copying));
            choices.push(Choice::new('y', text!("page-copy"), copy));
        }
        let mut dialog = Dialog::new(title, lines, choices);
        // Whoever asked for it wants it written; which file is asked next.
        let is_write = |choice: &Choice| matches!(choice.answer, Answer::NameExport(..));
        dialog.cursor = dialog.choices.iter().position(is_write).unwrap_or(0);
        self.ask(dialog);
        // It is known by the time that somebody has named a file.
        vec![Effect::AskRevision {
            root: self.workspace.root.clone(),
            is_changed: self.unsaved > 0,
        }]
    }

    /// Asks which file it shall go into.
    pub(super) fn name_export(&mut self, at: usize, file: &str) {
        let Some((kind, effective)) = FORMS.get(at).copied() else {
            return;
        };
        let [label, ..] = in_words(kind, effective);
        let stamp = if is_stamped(kind) { STAMPED } else { PLAIN };
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
        let purpose = Purpose::Export(at, file.to_owned());
        let title = text!("page-export-as", label);
        self.push_form(Asking::apart(title, purpose, fields));
    }

    /// Writes it into the file that was named.
    pub(super) fn write_export(
        &mut self,
        at: usize,
        file: String,
        path: String,
        is_stamped: bool,
    ) -> Vec<Effect> {
        let Some((exported, what)) = self.exported(at, is_stamped) else {
            return Vec::new();
        };
        let text = exported.piece.text;
        vec![Effect::Write(Writing {
            bytes: exported.document.unwrap_or_else(|| text.into_bytes()),
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

    /// What is selected or marked in the form of a number, and what that is in words; says so when there is no such thing.
    fn exported(&mut self, at: usize, stamped: bool) -> Option<(Exported, String)> {
        let (kind, effective) = FORMS.get(at).copied()?;
        let places = self.places_to_copy();
        match self.export(kind, effective, &places, stamped) {
            Ok(exported) => {
                let [_, form, _] = in_words(kind, effective);
                let what = self.what_is_exported(&places);
                Some((exported?, text!("page-what-as", what, form)))
            }
            Err(why) => {
                self.say(Message::error(text!("page-cannot-be-exported", why)));
                None
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
        kind: Kind,
        effective: bool,
        places: &[Place],
        stamped: bool,
    ) -> Result<Option<Exported>, String> {
        let workspace = &self.workspace;
        let settings = workspace.settings();
        let settings = settings.and_then(|document| document.settings());
        let export = Export {
            form: match kind {
                Kind::Of(form) => form,
                // What it says is shown as text.
                Kind::Word => Form::Text,
            },
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
        let Some(piece) = pieces.into_iter().next() else {
            return Ok(None);
        };
        let exported = Exported {
            piece,
            document: None,
        };
        match kind {
            Kind::Of(_) => Ok(Some(exported)),
            Kind::Word => exported.into_word(&export).map(Some),
        }
    }
}
