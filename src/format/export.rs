//! The texts of an export: what they are called, what stands in them, and their stamps.
//!
//! One way out for the command line and the screen.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::{Value, json};

use super::posting::{Posting, own_positions};
use super::site::{self, Site};
use super::stamp::{self, Line, Scope, Stamp};
use super::{csv, handout, json, jsonld, markdown, webpage};
use crate::model::{
    Body, BodyDetails, Catalog, Extends, Family, Item, Place, Position, Role, Settings, compose,
};
use crate::text::text;

/// What is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    /// A page of a handbook for each family, in the template that it came from.
    #[default]
    Markdown,
    /// What the files say, or effective roles.
    Json,
    /// A row an item.
    Csv,
    /// Plain text of effective roles, fit for pasting into a form.
    Text,
    /// One page that needs nothing but itself.
    Html,
    /// A whole site of families, roles and ladders, with a search.
    Site,
    /// An Occupation of schema.org for each role.
    Jsonld,
}

/// Why nothing is written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Linked data is of roles only.
    #[error("{}", text!("show-there-is-no-role-among"))]
    NoRole,
    /// A family's file is no TOML.
    #[error(transparent)]
    Broken(#[from] toml::de::Error),
}

/// Something to be written: what it is called below a folder, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its name, with `/` between folders.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

/// What is to be exported, and how.
pub struct Export<'a> {
    /// As what.
    pub form: Form,
    /// With everything that roles inherit.
    pub effective: bool,
    /// The catalog.
    pub catalog: &'a Catalog,
    /// Its settings, where it has any.
    pub settings: Option<&'a Settings>,
    /// The text of a family's file, by its key.
    pub text: &'a dyn Fn(&str) -> Option<Arc<str>>,
    /// Which parts of it.
    pub places: &'a [Place],
    /// Whether one value of JSON stands alone, and in no list.
    pub alone: bool,
    /// Whether it is stamped.
    pub stamped: bool,
    /// The revision of the catalog, for stamps.
    pub revision: Option<String>,
}

impl Export<'_> {
    /// The files.
    ///
    /// # Errors
    /// [`ExportError`].
    pub fn pieces(&self) -> Result<Vec<Piece>, ExportError> {
        Ok(match self.form {
            Form::Markdown => self.pages(),
            Form::Site => self.site(),
            _ => vec![self.document()?],
        })
    }

    fn family(&self, place: &Place) -> Option<&Arc<Family>> {
        self.catalog.get(&place.key).map(|entry| &entry.family)
    }

    fn stamp(&self, address: &str, scope: Scope, lines: &[Line]) -> Option<Stamp> {
        self.stamped
            .then(|| Stamp::of(address, scope, self.revision.as_deref(), lines))
    }

    fn scope(&self) -> Scope {
        match self.effective {
            true => Scope::Effective,
            false => Scope::Own,
        }
    }

    /// A page for each family, and for each role that is named alone.
    fn pages(&self) -> Vec<Piece> {
        let effective = self.effective;
        let page = |place: &Place| {
            let family = self.family(place)?;
            let whole = place.position == Position::FAMILY;
            let name = match whole {
                true => format!("{}.md", place.key),
                false => {
                    let id = |node| family.id(node).unwrap_or_default();
                    let ids: Vec<&str> =
                        place.position.parts().into_iter().skip(1).map(id).collect();
                    format!("{}-{}.md", place.key, ids.join("-"))
                }
            };
            let (mut text, scope) = match (whole, effective) {
                (true, false) => (markdown::write(family, &place.key), Scope::Page),
                (true, true) => {
                    let all = with_inherited(&place.key, family);
                    (markdown::write(&all, &place.key), Scope::EffectivePage)
                }
                (false, _) => {
                    let alone = self.alone(place, family);
                    (markdown::write(&alone, &place.key), self.scope())
                }
            };
            let lines = stamp::lines(place, family, "", scope);
            let address = self.catalog.address(place)?.to_string();
            if let Some(stamp) = self.stamp(&address, scope, &lines) {
                text.push_str(&format!("\n{}\n", stamp.comment()));
            }
            Some(Piece { name, text })
        };
        self.places.iter().filter_map(page).collect()
    }

    /// One role as a family of its own.
    fn alone(&self, place: &Place, family: &Family) -> Family {
        let posting = self.posting(&place.key, family, place.position);
        let own = family.body(place.position.node());
        let body = Body {
            title: Some(posting.title.as_str().into()),
            summary: posting.summary.map(Into::into),
            grade: posting
                .grade
                .map(|grade| grade.parse().unwrap_or_else(|never| match never {})),
            reports_to: own.map(|own| own.reports_to.clone()).unwrap_or_default(),
            lists: posting
                .lists
                .map(|lines| lines.into_iter().map(|line| Item::new(line.text)).collect()),
            more: BodyDetails {
                performance_indicators: posting.indicators,
                hiring_process: posting.hiring.into(),
                ..BodyDetails::default()
            }
            .into(),
            ..Body::default()
        };
        let id = family
            .id(place.position.node())
            .unwrap_or("role")
            .to_owned();
        Family {
            body: Body {
                title: Some(posting.title.into()),
                ..Body::default()
            },
            roles: vec![Role {
                id: id.into(),
                body,
            }],
            ..Family::default()
        }
    }

    /// One document of all places.
    fn document(&self) -> Result<Piece, ExportError> {
        let (text, ending) = match self.form {
            Form::Json => (self.json()?, "json"),
            Form::Jsonld => {
                let mut roles = self.postings(true);
                roles.retain(|posting| posting.address.contains('#'));
                if roles.is_empty() {
                    return Err(ExportError::NoRole);
                }
                let text = json::to_string(&jsonld::occupations(&roles));
                (format!("{text}\n"), "jsonld")
            }
            Form::Csv => (csv::table(&self.postings(self.effective)), "csv"),
            Form::Html => {
                let postings = self.postings(self.effective);
                (webpage::page(&self.title(&postings), &postings), "html")
            }
            // Whole roles whatever was asked for: half of one in a form would help nobody.
            Form::Text | Form::Markdown | Form::Site => (self.texts(), "txt"),
        };
        Ok(Piece {
            name: self.file(ending),
            text,
        })
    }

    /// A Word document of all places: what it is called, and its bytes.
    ///
    /// # Errors
    /// [`super::docx::DocxError`].
    #[cfg(feature = "docx")]
    pub fn docx(&self) -> Result<(String, Vec<u8>), super::docx::DocxError> {
        let postings = self.postings(self.effective);
        let bytes = super::docx::document(&self.title(&postings), &postings)?;
        Ok((self.file("docx"), bytes))
    }

    /// The name of one file of all places.
    fn file(&self, ending: &str) -> String {
        let name = match self.places {
            [place] => place.key.rsplit('/').next().unwrap_or(&place.key),
            _ => "roles",
        };
        format!("{name}.{ending}")
    }

    /// What stands over the roles of one file.
    fn title(&self, postings: &[Posting]) -> String {
        match postings {
            [one] => one.title.clone(),
            [first, ..] if self.places.len() == 1 => first.family.clone(),
            _ => self.name(),
        }
    }

    /// A site of the families in which the places are.
    fn site(&self) -> Vec<Piece> {
        let wanted: HashSet<&str> = self.places.iter().map(|place| &*place.key).collect();
        let keys = self.catalog.entries().iter().map(|entry| &*entry.key);
        let site = Site {
            catalog: self.catalog,
            name: self.name(),
            summary: self.settings.and_then(|settings| settings.summary.clone()),
            keys: keys.filter(|key| wanted.contains(key)).collect(),
        };
        let stamp = |posting: &Posting| {
            let scope = match posting.address.contains('#') {
                true => Scope::Effective,
                false => Scope::Own,
            };
            let stamp = self.stamp(&posting.address, scope, &stamp::lines_of(posting));
            stamp.map(|stamp| stamp.to_string())
        };
        let files = site::files(&site, stamp).into_iter();
        files.map(|(name, text)| Piece { name, text }).collect()
    }

    /// What the catalog is called.
    fn name(&self) -> String {
        self.settings
            .and_then(|settings| settings.name.clone())
            .unwrap_or_else(|| text!("show-roles").to_owned())
    }

    /// The positions that a place stands for; of a family those of all its parts.
    fn positions(&self, place: &Place, family: &Family, effective: bool) -> Vec<Position> {
        match (place.position == Position::FAMILY, effective) {
            (false, _) => vec![place.position],
            (true, true) => family.positions().into_iter().skip(1).collect(),
            (true, false) => own_positions(family),
        }
    }

    /// Effective roles as plain text, of a family all of them.
    fn texts(&self) -> String {
        let mut texts = Vec::new();
        let mut seen = HashSet::new();
        for place in self.places {
            let Some(family) = self.family(place) else {
                continue;
            };
            for position in self.positions(place, family, true) {
                if !seen.insert((place.key.clone(), position)) {
                    continue;
                }
                let role = compose(&place.key, family, position);
                let mut text = handout::role(&role, family, handout::Style::Text);
                let lines = stamp::lines_of(&Posting::effective(&place.key, family, position));
                let address = role.address.to_string();
                if let Some(stamp) = self.stamp(&address, Scope::Effective, &lines) {
                    text.push_str(&format!("\n{stamp}\n"));
                }
                texts.push(text);
            }
        }
        texts.join("\n\n")
    }

    fn posting(&self, key: &str, family: &Family, position: Position) -> Posting {
        match self.effective {
            true => Posting::effective(key, family, position),
            false => Posting::own(key, family, position),
        }
    }

    /// What the places say; a family says what its parts say.
    fn postings(&self, effective: bool) -> Vec<Posting> {
        let mut postings = Vec::new();
        let mut seen = HashSet::new();
        for place in self.places {
            let Some(family) = self.family(place) else {
                continue;
            };
            for position in self.positions(place, family, effective) {
                if !seen.insert((place.key.clone(), position)) {
                    continue;
                }
                let (mut posting, scope) = match effective {
                    true => (
                        Posting::effective(&place.key, family, position),
                        Scope::Effective,
                    ),
                    false => (Posting::own(&place.key, family, position), Scope::Own),
                };
                // A family that says nothing for all of its roles is only their frame.
                if position == Position::FAMILY && !posting.says_something() {
                    continue;
                }
                let stamp = self.stamp(&posting.address, scope, &stamp::lines_of(&posting));
                posting.stamp = stamp.map(|stamp| stamp.to_string());
                postings.push(posting);
            }
        }
        postings
    }

    fn json(&self) -> Result<String, ExportError> {
        let mut values = Vec::new();
        let mut seen = HashSet::new();
        for place in self.places {
            let (Some(text), Some(family)) = ((self.text)(&place.key), self.family(place)) else {
                continue;
            };
            let scope = match self.effective {
                true => Scope::EffectiveData,
                false => Scope::Data,
            };
            // As it is written, a family is one value with all of its parts.
            let positions = match self.effective {
                true => self.positions(place, family, true),
                false => vec![place.position],
            };
            for position in positions {
                if !seen.insert((place.key.clone(), position)) {
                    continue;
                }
                let place = Place {
                    key: place.key.clone(),
                    position,
                };
                let value = match self.effective {
                    true => {
                        let role = compose(&place.key, family, position);
                        Some(json::effective(&role, family))
                    }
                    false => json::part(&text, position.node())?,
                };
                let Some(mut value) = value else { continue };
                let address = self.catalog.address(&place);
                let lines = stamp::lines(&place, family, &text, scope);
                let stamp =
                    address.and_then(|address| self.stamp(&address.to_string(), scope, &lines));
                if let (Some(entries), Some(stamp)) = (value.as_object_mut(), stamp) {
                    entries.insert("$stamp".to_owned(), json!(stamp.to_string()));
                }
                values.push(value);
            }
        }
        let all = match values.as_slice() {
            [one] if self.alone => json::to_string(one),
            _ => json::to_string(&Value::Array(values)),
        };
        Ok(format!("{all}\n"))
    }
}

/// A family whose roles say everything that they inherit.
fn with_inherited(key: &str, family: &Family) -> Family {
    let mut all = family.clone();
    for (n, role) in all.roles.iter_mut().enumerate() {
        let posting = Posting::effective(key, family, Position::role(n));
        for (list, lines) in role.body.lists.iter_mut().zip(posting.lists) {
            *list = lines.into_iter().map(|line| Item::new(line.text)).collect();
        }
        role.body.extends = Extends::default().into();
    }
    all.body.lists = Default::default();
    all
}
