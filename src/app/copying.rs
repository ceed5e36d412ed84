//! Copying out of the program: a role, a section or an item in the form that the place takes where it is pasted.

use super::dialog::{Answer, Choice, Dialog};
use super::picker::{Picker, PickerKind, PickerRow, Run};
use super::{App, Effect, Message, Overlay};
use crate::format::clean::clean;
use crate::format::handout::{self, Style};
use crate::model::{ListKind, Place, compose};
use crate::text::text;

/// What is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyOf {
    /// Whole roles.
    Roles(Style),
    /// The list that the cursor is in.
    Section(ListKind, Style),
    /// The item under the cursor.
    Item(Style),
    /// Addresses.
    Addresses,
}

/// Where something went that was copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CopiedTo {
    /// Into the clipboard.
    Clipboard,
    /// The terminal was asked to take it; whether it did, nobody can tell.
    Terminal,
    /// Into this file.
    File(String),
}

/// A text on its way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copying {
    /// The text.
    pub text: String,
    /// What it is, in a few words.
    pub what: String,
    /// How a file would be called that has it.
    pub file: String,
}

/// More roles than this are not copied at once: nobody pastes them, and no clipboard takes them.
const MOST: usize = 200;

impl App {
    /// Lists the forms in which what is selected can be copied.
    pub(super) fn open_copy(&mut self) {
        let places = self.places_to_copy();
        let what = match places.as_slice() {
            [] => {
                self.say(Message::info(text!("copy-there-is-nothing-to-copy")));
                return;
            }
            [place] => self.title_of_place(place),
            places => text!("copy-roles-that-are-marked", places = places.len()),
        };
        let row = |label: &str, detail: String, of: CopyOf| PickerRow {
            label: label.to_owned(),
            detail,
            side: String::new(),
            why_not: None,
            run: Run::Copy(of),
        };
        let whole = |form: &str| text!("copy-all-of-it", what, form);
        let mut rows = vec![
            row(
                text!("copy-as-text"),
                whole(text!("copy-as-a-form-or-a")),
                CopyOf::Roles(Style::Text),
            ),
            row(
                text!("copy-as-markdown"),
                whole(text!("copy-with-links-and-headings")),
                CopyOf::Roles(Style::Markdown),
            ),
            row(
                text!("copy-as-html"),
                whole(text!("copy-for-the-source-of-a")),
                CopyOf::Roles(Style::Html),
            ),
        ];
        if places.len() == 1 && self.finder_mut().is_none() {
            if let Some(kind) = self.detail.list_here() {
                let heading = kind.label();
                let detail = |form: &str| text!("copy-of", heading, what, form);
                rows.extend([
                    row(
                        text!("copy-the-section-as-text"),
                        detail(text!("copy-as-a-form-or-a")),
                        CopyOf::Section(kind, Style::Text),
                    ),
                    row(
                        text!("copy-the-section-as-markdown"),
                        detail(text!("copy-with-links")),
                        CopyOf::Section(kind, Style::Markdown),
                    ),
                    row(
                        text!("copy-the-section-as-html"),
                        detail(text!("copy-for-the-source-of-a")),
                        CopyOf::Section(kind, Style::Html),
                    ),
                ]);
            }
            if let Some(text) = self.item_under_cursor() {
                rows.extend([
                    row(
                        text!("copy-the-item-as-text"),
                        handout::item(&text, Style::Text),
                        CopyOf::Item(Style::Text),
                    ),
                    row(
                        text!("copy-the-item-as-markdown"),
                        text.clone(),
                        CopyOf::Item(Style::Markdown),
                    ),
                    row(
                        text!("copy-the-item-as-html"),
                        text,
                        CopyOf::Item(Style::Html),
                    ),
                ]);
            }
        }
        rows.push(row(
            text!("copy-the-address"),
            text!("copy-what-names-it-here-and").to_owned(),
            CopyOf::Addresses,
        ));
        let picker = Picker::new(PickerKind::Copy, rows);
        self.overlays.push(Overlay::Picker(picker));
        self.measure();
    }

    /// What would be copied whole: what is marked, or else the selected hit or row.
    pub(super) fn places_to_copy(&mut self) -> Vec<Place> {
        let marked = self.marked_places();
        if !marked.is_empty() {
            return marked;
        }
        let hit = self
            .finder_mut()
            .map(|finder| finder.selected().map(|hit| hit.place.clone()));
        let place = match hit {
            Some(hit) => hit,
            None => self.place(),
        };
        place.into_iter().collect()
    }

    pub(super) fn title_of_place(&self, place: &Place) -> String {
        let entry = self.workspace.catalog().get(&place.key);
        let title = entry.map(|entry| entry.family.position_title(place.position));
        title.unwrap_or_default()
    }

    /// The item under the cursor, as it is written.
    fn item_under_cursor(&self) -> Option<String> {
        let item = self.detail.item_here()?;
        self.item_text(&self.place()?.key, item)
    }

    /// Copies.
    pub(super) fn copy(&mut self, of: CopyOf) -> Vec<Effect> {
        let places = self.places_to_copy();
        if places.len() > MOST {
            self.say(Message::error(text!(
                "copy-roles-are-marked-at-most",
                places = places.len(),
                most = MOST
            )));
            return Vec::new();
        }
        let catalog = self.workspace.catalog();
        let effective = |place: &Place| {
            let entry = catalog.get(&place.key)?;
            let role = compose(&entry.key, &entry.family, place.position);
            Some((role, entry.family.clone()))
        };
        let style = |style: Style| match style {
            Style::Text => text!("copy-text"),
            Style::Markdown => text!("copy-markdown"),
            Style::Html => "HTML",
        };
        let name = match places.as_slice() {
            [place] => self.title_of_place(place),
            places => text!("copy-roles", places = places.len()),
        };
        let (text, what) = match of {
            CopyOf::Roles(form) => {
                let roles = places.iter().filter_map(effective);
                let texts: Vec<String> = roles
                    .map(|(role, family)| handout::role(&role, &family, form))
                    .collect();
                (texts.join("\n"), text!("copy-as", name, form = style(form)))
            }
            CopyOf::Section(kind, form) => {
                let role = places.first().and_then(effective);
                let text = role.map(|(role, _)| handout::section(&role, kind, form));
                let what = text!(
                    "copy-of-as",
                    heading = kind.label(),
                    name,
                    form = style(form)
                );
                (text.unwrap_or_default(), what)
            }
            CopyOf::Item(form) => {
                let text = self
                    .item_under_cursor()
                    .map(|text| handout::item(&text, form));
                (
                    text.unwrap_or_default(),
                    text!("copy-the-item-as", form = style(form)),
                )
            }
            CopyOf::Addresses => {
                let addresses = places.iter().filter_map(|place| catalog.address(place));
                let lines: Vec<String> = addresses.map(|address| address.to_string()).collect();
                let what = match lines.len() {
                    1 => text!("copy-the-address-of", name),
                    many => text!("copy-a-list-of-addresses", many),
                };
                (lines.join("\n"), what)
            }
        };
        let first = places.first().and_then(|place| catalog.address(place));
        let stem = first.map_or_else(String::new, |address| address.to_string());
        let ending = match of {
            CopyOf::Roles(Style::Html) | CopyOf::Section(_, Style::Html) => "html",
            CopyOf::Roles(Style::Markdown) | CopyOf::Section(_, Style::Markdown) => "md",
            _ => "txt",
        };
        vec![Effect::Copy(Copying {
            // Whatever was written somewhere, a terminal that it is pasted into takes no orders from it.
            text: clean(&text).into_owned(),
            what,
            file: format!("{}.{ending}", file_stem(&stem)),
        })]
    }

    /// Tells where it went; where it could not go anywhere, offers a file.
    pub(super) fn copied(&mut self, copying: Copying, to: Result<CopiedTo, String>) {
        let what = &copying.what;
        let text = match to {
            Ok(CopiedTo::Clipboard) => text!("copy-is-in-the-clipboard", what),
            Ok(CopiedTo::Terminal) => text!("copy-was-given-to-the-terminal", what),
            Ok(CopiedTo::File(path)) => text!("copy-is-in", what, path),
            Err(why) => {
                let lines = vec![
                    text!("copy-could-not-be-copied", what, why),
                    String::new(),
                    text!("copy-it-can-be-written-to").to_owned(),
                ];
                let choices = vec![
                    Choice::new('b', text!("copy-back"), Answer::Back),
                    Choice::new(
                        'w',
                        text!("copy-write", file = copying.file),
                        Answer::WriteCopy(Box::new(copying)),
                    ),
                ];
                self.ask(Dialog::new(text!("copy-no-clipboard"), lines, choices));
                return;
            }
        };
        self.say(Message::info(text));
    }
}

/// What is left of an address that every system takes for the name of a file.
pub(super) fn file_stem(address: &str) -> String {
    let name = address.rsplit(['/', '#']).next().unwrap_or_default();
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let stem: String = name.chars().take(60).map(plain).collect();
    match stem.trim_matches('-') {
        "" => "role".to_owned(),
        stem => stem.to_owned(),
    }
}
