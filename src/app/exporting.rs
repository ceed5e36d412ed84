//! Exporting from the screen: the forms, what would be written, and where it goes.

use super::copying::file_stem;
use super::dialog::{Answer, Choice, Dialog};
use super::picker::{Picker, PickerKind, PickerRow, Run};
use super::{App, Copying, Effect, Message, Overlay};
use crate::format::clean::clean;
use crate::format::export::{Export, Form, Piece};
use crate::model::Place;

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
        let piece = match self.export(form, effective, &places) {
            Ok(Some(piece)) => piece,
            Ok(None) => return Vec::new(),
            Err(why) => {
                self.say(Message::error(format!("It cannot be exported: {why}.")));
                return Vec::new();
            }
        };
        let what = match places.as_slice() {
            [place] => self.title_of_place(place),
            places => format!("{} places", places.len()),
        };
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
                format!("Write {}", copying.file),
                Answer::WriteCopy(Box::new(copying.clone())),
            ),
            Choice::new('y', "Copy", Answer::CopyOut(Box::new(copying))),
        ];
        self.ask(Dialog::new(title, lines, choices));
        Vec::new()
    }

    fn export(
        &self,
        form: Form,
        effective: bool,
        places: &[Place],
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
            // What is here may be unsaved, and a stamp is of what is on the disk.
            stamped: false,
            revision: None,
        };
        let pieces = export.pieces().map_err(|error| error.to_string())?;
        Ok(pieces.into_iter().next())
    }
}
