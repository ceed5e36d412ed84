//! A job family as a page of a handbook, in Markdown: in and out.
//!
//! A page is read into a family and a template: the page itself with a placeholder wherever something stands that the
//! family says. So no word of a page gets lost, and the page can be written again from the family, in its own
//! headings, order and bullets. What has no field is a section; what is there for the page alone stays in the template.
//!
//! Pure: knows the model, and neither files nor TOML.

mod chunk;
mod facts;
mod fill;
mod heading;
mod items;
mod links;
mod outline;
mod report;
mod revise;
mod slot;
mod source;
mod template;
mod walk;

use std::collections::HashMap;

use rayon::prelude::*;

pub use links::Directory;
pub use report::{Note, NoteKind, Report};

use chunk::Chunk;
use fill::{Filling, LONGEST_TITLE};
use outline::Outline;
use slot::{Slot, What};
use source::{Source, scalar};
use template::Template;
use walk::Walk;

use super::stamp;
use crate::model::{Catalog, Family, Section};
use crate::text::said;

/// A page that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// What the page says.
    pub family: Family,
    /// What became of it, line by line.
    pub report: Report,
    named: Vec<links::Named>,
}

/// Reads a page that is to be the family with this key.
///
/// Every word of the page is in the family, and a page that [`write()`] makes of the family gives the same family. A
/// page that cannot be taken apart so is one section.
pub fn read(text: &str, key: &str) -> Imported {
    let text = &stamp::without(text);
    let source = Source::of(text);
    let first = attempt(&source, key);
    let page = write(&first.family, key);
    if page == normal(text, &source) {
        return first;
    }
    // Lists whose bullets differ, and the like: what they are written as gives the same family, or the page is kept.
    if says_all(&source.body, &page) {
        let again = attempt(&Source::of(&page), key);
        if again.family == first.family {
            return first;
        }
        let third = write(&again.family, key);
        if says_all(&source.body, &third)
            && attempt(&Source::of(&third), key).family == again.family
        {
            return Imported {
                report: first.report,
                ..again
            };
        }
    }
    whole(&source, &first, key)
}

impl Imported {
    /// Puts addresses where the page names roles, those of other families by the directory.
    pub fn link(&mut self, key: &str, directory: &Directory) {
        links::across(
            &mut self.family,
            key,
            &self.named,
            directory,
            &mut self.report,
        );
        self.report.sort();
    }
}

/// Reads pages side by side, those that are to be the families with these keys, and puts addresses where they name
/// roles of each other or of the catalog. `text` gives the page of a number, or why there is none; `step` is called
/// when one has been read.
pub fn read_all(
    keys: &[&str],
    catalog: &Catalog,
    text: &(dyn Fn(usize) -> Result<String, String> + Sync),
    step: &(dyn Fn() + Sync),
) -> Vec<Result<Imported, String>> {
    let read_one = |(at, key): (usize, &&str)| {
        let page = text(at).map(|text| read(&text, key));
        step();
        page
    };
    let mut pages: Vec<_> = keys.par_iter().enumerate().map(read_one).collect();
    let mut directory = Directory::default();
    for entry in catalog.entries() {
        directory.add(&entry.key, &entry.family);
    }
    for (key, page) in keys.iter().zip(&pages) {
        if let Ok(page) = page {
            directory.add(key, &page.family);
        }
    }
    pages.par_iter_mut().zip(keys).for_each(|(page, key)| {
        if let Ok(page) = page {
            page.link(key, &directory);
        }
    });
    pages
}

/// A page with the line ends that it is written with.
fn normal(text: &str, source: &Source) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match (&source.front_matter, text.contains('\r')) {
        (_, true) => text.replace("\r\n", "\n").replace('\r', "\n"),
        _ => text.to_owned(),
    }
}

fn attempt(source: &Source, key: &str) -> Imported {
    let outline = Outline::of(source);
    let chunks = Chunk::of(source, &outline);
    let front_matter = source.front_matter.as_deref().unwrap_or_default();
    let title = scalar(front_matter, "title").filter(|title| title.len() <= LONGEST_TITLE);
    let name = key.rsplit('/').next().unwrap_or(key).replace('-', " ");
    let filled = |alone| {
        let fill = Filling::new(source, &outline, title.clone(), &name);
        Walk::new(&chunks, fill, alone).run()
    };
    let mut fill = filled(false);
    let lists = fill.family.body.lists.iter().any(|list| !list.is_empty());
    if fill.family.roles.is_empty() && (lists || fill.homeless) {
        fill = filled(true);
    }
    let named = links::within(&mut fill, key);
    finish(source, fill, named)
}

fn finish(source: &Source, mut fill: Filling<'_>, named: Vec<links::Named>) -> Imported {
    if fill.family.body.title.is_none() {
        let name = fill.title().to_owned();
        fill.report
            .note(1, NoteKind::Look, said!("import-page-has-no-title", name));
        fill.family.body.title = Some(name.into());
    }
    if source.unclosed {
        fill.report.note(
            1,
            NoteKind::Look,
            said!("import-front-matter-is-not-closed"),
        );
    }
    let template = fill.template();
    let (mut family, mut report) = (fill.family, fill.report);
    if let Some(front_matter) = &source.front_matter {
        let described = scalar(front_matter, "description");
        family.body.summary = family.body.summary.take().or(described.map(Into::into));
        family.page.front_matter.clone_from(front_matter);
        report.note(1, NoteKind::Kept, said!("import-front-matter"));
    }
    family.page.template = template;
    report.sort();
    Imported {
        family,
        report,
        named,
    }
}

/// A page that is kept as one section.
fn whole(source: &Source, first: &Imported, key: &str) -> Imported {
    let mut family = Family::default();
    family.body.title.clone_from(&first.family.body.title);
    if family.body.title.is_none() {
        family.body.title = Some(key.into());
    }
    family.page.front_matter = source.front_matter.clone().unwrap_or_default();
    let lines: Vec<&str> = source.body.split('\n').collect();
    let is_text = |line: &&str| !line.trim().is_empty();
    let (first, last) = (
        lines.iter().position(is_text),
        lines.iter().rposition(is_text),
    );
    let mut template: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    if let (Some(first), Some(last)) = (first, last) {
        let slot = Slot::new(What::Section(String::new())).line();
        template.splice(first..=last, [slot]);
        family.sections.push(Section {
            heading: String::new(),
            body: lines[first..=last].join("\n"),
        });
    }
    family.page.template = template.join("\n");
    let mut report = Report::default();
    report.note(1, NoteKind::Look, said!("import-cannot-be-taken-apart"));
    Imported {
        family,
        report,
        named: Vec::new(),
    }
}

/// Writes the family with a key as a page, in the template of the page that it came from, or else in the common one.
pub fn write(family: &Family, key: &str) -> String {
    let (front_matter, body) =
        match family.page.template.is_empty() && family.page.front_matter.is_empty() {
            true => revise::new_page(family, key),
            false => {
                let template = Template::of(&family.page.template, family);
                revise::revised(template, family, key)
            }
        };
    // A body that would be read as one has another before it.
    match front_matter.is_empty() && Source::of(&body).front_matter.is_none() {
        true => body,
        false => format!("---\n{front_matter}---\n{body}"),
    }
}

/// Whether a text has every word of another as often as that.
fn says_all(page: &str, text: &str) -> bool {
    let mut words: HashMap<&str, isize> = HashMap::new();
    for word in spoken(text) {
        *words.entry(word).or_default() += 1;
    }
    spoken(page).all(|word| {
        let left = words.entry(word).or_default();
        *left -= 1;
        *left >= 0
    })
}

/// The words of a text, without the numbers that lists count with.
fn spoken(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| {
        let rest = line.trim_start();
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let counts = digits.len() < rest.len() && digits.starts_with(['.', ')']);
        let text = if counts { digits } else { rest };
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
    })
}
