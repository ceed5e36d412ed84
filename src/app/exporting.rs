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

/// Lines of a preview; nobody reads more of it in here, and each is wrapped.
const MOST_LINES: usize = 3000;
/// More places than this are not exported from here.
const MOST: usize = 200;

/// The forms, each with whether it has what roles inherit, its name alone and in a
/// sentence, and what it is for.
const FORMS: [(Form, bool, &str, &str, &str); 8] = [
    (
        Form::Markdown,
        false,
        "Handbook page",
        "a handbook page",
        "Markdown, in the template that the family came from",
    ),
    (
        Form::Text,
        true,
        "Text",
        "text",
        "whole roles, as a form or a mail takes them",
    ),
    (
        Form::Html,
        true,
        "Web page",
        "a web page",
        "HTML that needs nothing but itself, with whole roles",
    ),
    (
        Form::Csv,
        true,
        "Table",
        "a table",
        "CSV of whole roles, a row an item",
    ),
    (Form::Json, false, "JSON", "JSON", "what the file says"),
    (
        Form::Json,
        true,
        "JSON of whole roles",
        "JSON of whole roles",
        "with all that they inherit, and from where",
    ),
    (
        Form::Jsonld,
        true,
        "Linked data",
        "linked data",
        "an Occupation of schema.org for each role",
    ),
    (
        Form::Site,
        true,
        "Site",
        "a site",
        "a web page for everything, with a search",
    ),
];

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
            .map(|(at, (form, _, label, _, detail))| PickerRow {
                label: (*label).to_owned(),
                detail: (*detail).to_owned(),
                side: String::new(),
                why_not: match form {
                    Form::Site => {
                        Some("it needs a folder; rolebook export --format site --out DIR writes it")
                    }
                    Form::Markdown if places.len() > 1 => {
                        Some("several pages need a folder; rolebook export --out DIR writes them")
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
        let Some((form, effective, _, inside, _)) = FORMS.get(at).copied() else {
            return Vec::new();
        };
        let places = self.places_to_copy();
        if places.len() > MOST {
            self.say(Message::error(format!(
                "{} places are marked; at most {MOST} are exported from here. rolebook export writes them all.",
                places.len()
            )));
            return Vec::new();
        }
        let piece = match self.export(form, effective, &places, false) {
            Ok(Some(piece)) => piece,
            Ok(None) => return Vec::new(),
            Err(why) => {
                self.say(Message::error(format!("It cannot be exported: {why}.")));
                return Vec::new();
            }
        };
        let what = self.what_is_exported(&places);
        // Whatever was written somewhere, a terminal that it is pasted into takes no orders from it.
        let text = clean(&piece.text).into_owned();
        let mut lines: Vec<String> = text.lines().take(MOST_LINES).map(str::to_owned).collect();
        let more = text.lines().count() - lines.len();
        if more > 0 {
            lines.push(format!("… and {more} more lines, which are exported too."));
        }
        let name = piece.name.rsplit('/').next().unwrap_or_default();
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "txt"));
        let copying = Copying {
            text,
            what: format!("{what} as {}", inside),
            file: format!("{}.{ending}", file_stem(stem)),
        };
        let title = copying.what.clone();
        let choices = vec![
            Choice::new('b', "Back", Answer::Back),
            Choice::new(
                'w',
                "Write a file",
                Answer::NameExport(at, copying.file.clone()),
            ),
            Choice::new('y', "Copy", Answer::CopyOut(Box::new(copying))),
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
        let Some((form, _, label, ..)) = FORMS.get(at).copied() else {
            return;
        };
        let stamp = if is_stamped(form) { STAMPED } else { PLAIN };
        let fields = vec![
            FormField::new("path", "File", FormKind::Path)
                .text(file)
                .help("A file, or a folder for it; Tab completes, ~ is home.")
                .needed("say where it shall go")
                .complete(Source::Paths(Paths::Files)),
            FormField::new("stamp", "Stamp", FormKind::Choice(&[STAMPED, PLAIN]))
                .text(stamp)
                .help("With one, rolebook drift tells when the role has changed."),
        ];
        let (key, purpose) = (Arc::from(""), Purpose::Export(at, file.to_owned()));
        let title = format!("Export · {label}");
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
        let Some((form, effective, _, inside, _)) = FORMS.get(at).copied() else {
            return Vec::new();
        };
        let places = self.places_to_copy();
        let piece = match self.export(form, effective, &places, is_stamped) {
            Ok(Some(piece)) => piece,
            Ok(None) => return Vec::new(),
            Err(why) => {
                self.say(Message::error(format!("It cannot be exported: {why}.")));
                return Vec::new();
            }
        };
        let what = format!("{} as {inside}", self.what_is_exported(&places));
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
            Ok(path) => self.say(Message::done(format!("{} is in {path}", writing.what))),
            Err(NotWritten::Failed(why)) => {
                self.say(Message::error(format!("Not written: {why}")));
            }
            Err(NotWritten::IsThere(path)) => {
                let lines = vec![
                    format!("{path} is there already."),
                    String::new(),
                    "Writing over it leaves nothing of what it has now.".to_owned(),
                ];
                let over = Writing {
                    over: true,
                    ..writing
                };
                let choices = vec![
                    Choice::new('b', "Back", Answer::Back),
                    Choice::new('o', "Write over it", Answer::WriteOver(Box::new(over))),
                ];
                self.ask(Dialog::new("The file is there", lines, choices));
            }
        }
    }

    fn what_is_exported(&self, places: &[Place]) -> String {
        match places {
            [place] => self.title_of_place(place),
            places => format!("{} places", places.len()),
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
