//! A catalog as a static site: an index, departments, families and roles, with career ladders drawn, and a search that
//! needs no server. Every page works from the disk, and none asks for anything from elsewhere.
//!
//! Pure: gives the names and texts of files. Everything that comes from a catalog is escaped.

mod blocks;
mod drawing;
mod manifest;
mod names;
mod page;
mod search;

use std::fmt::Write;

use super::html::escaped;
use super::inline::plain;
use super::posting::Posting;
use super::webpage;
use crate::model::{Catalog, CatalogEntry, Family, Ladder, Node, Place, Position};
use crate::text::text;
pub use manifest::{MANIFEST, no_longer_listed};
use names::Names;
use page::Page;

/// Rungs of a ladder that is drawn on a page; more are listed, and no picture of them would help.
const MOST_RUNGS: usize = 60;

/// What the site is of.
pub struct Site<'a> {
    /// The catalog, all of it, so that ladders lead on.
    pub catalog: &'a Catalog,
    /// What it is called.
    pub name: String,
    /// What it is, in inline Markdown.
    pub summary: Option<String>,
    /// The keys of the families that have pages.
    pub keys: Vec<&'a str>,
}

/// The files of a site: their names below its folder, with `/` between folders, and their texts. What a posting is
/// stamped with is asked.
pub fn files(site: &Site<'_>, stamp: impl Fn(&Posting) -> Option<String>) -> Vec<(String, String)> {
    let entries: Vec<&CatalogEntry> = site
        .keys
        .iter()
        .filter_map(|key| site.catalog.get(key))
        .collect();
    let making = Making {
        site,
        names: Names::of(&entries),
        ladder: Ladder::of(site.catalog),
        entries,
        stamp: &stamp,
    };
    let mut files = vec![
        (
            "style.css".to_owned(),
            include_str!("site/style.css").to_owned(),
        ),
        (
            "search.js".to_owned(),
            include_str!("site/search.js").to_owned(),
        ),
        (
            "index.js".to_owned(),
            search::index(&making.entries, &making.names),
        ),
        (names::INDEX.to_owned(), making.index()),
    ];
    for department in making.departments() {
        let name = making.names.department(department);
        files.push((name.to_owned(), making.department(department)));
    }
    for entry in &making.entries {
        let family = making.family(entry);
        files.push((making.names.place(&whole(entry)).to_owned(), family));
        for position in entry.family.positions().into_iter().skip(1) {
            let place = Place {
                key: entry.key.clone(),
                position,
            };
            files.push((
                making.names.place(&place).to_owned(),
                making.role(entry, &place),
            ));
        }
    }
    files.push((MANIFEST.to_owned(), manifest::list(&files)));
    files
}

struct Making<'a> {
    site: &'a Site<'a>,
    entries: Vec<&'a CatalogEntry>,
    names: Names,
    ladder: Ladder,
    stamp: &'a dyn Fn(&Posting) -> Option<String>,
}

impl Making<'_> {
    /// The departments that have families, in the order of the families.
    fn departments(&self) -> Vec<&str> {
        let mut departments: Vec<&str> = Vec::new();
        for entry in &self.entries {
            if !entry.department().is_empty() && departments.last() != Some(&entry.department()) {
                departments.push(entry.department());
            }
        }
        departments.sort_unstable();
        departments.dedup();
        departments
    }

    fn page(&self, title: &str, name: &str) -> Page {
        Page::new(&self.site.name, title, name)
    }

    fn index(&self) -> String {
        let mut page = Page::index(&self.site.name);
        page.paragraphs(self.site.summary.as_deref());
        for department in self.departments() {
            let name = self.names.department(department);
            let link = page.link(name, department);
            page.line(&format!("<h2>{link}</h2>"));
            self.family_list(&mut page, department);
        }
        if self
            .entries
            .iter()
            .any(|entry| entry.department().is_empty())
        {
            page.line(&format!("<h2>{}</h2>", text!("site-families")));
            self.family_list(&mut page, "");
        }
        page.finish()
    }

    fn department(&self, department: &str) -> String {
        let mut page = self.page(department, self.names.department(department));
        page.heading(department);
        for entry in self.in_department(department) {
            let place = whole(entry);
            let name = self.names.place(&place);
            let link = page.link(name, entry.family.title(Node::Family));
            page.line(&format!("<h2>{link}</h2>"));
            page.paragraphs(entry.family.body.summary.as_deref());
            self.role_list(&mut page, entry);
        }
        page.finish()
    }

    fn in_department<'s>(
        &'s self,
        department: &'s str,
    ) -> impl Iterator<Item = &'s CatalogEntry> + 's {
        let entries = self.entries.iter().copied();
        entries.filter(move |entry| entry.department() == department)
    }

    fn family_list(&self, page: &mut Page, department: &str) {
        page.line("<ul>");
        for entry in self.in_department(department) {
            let link = page.link(
                self.names.place(&whole(entry)),
                entry.family.title(Node::Family),
            );
            let count = text!("count-role", count = entry.family.roles.len());
            page.line(&format!("<li>{link} <small>{count}</small></li>"));
        }
        page.line("</ul>");
    }

    /// The roles of a family, with their variations below them.
    fn role_list(&self, page: &mut Page, entry: &CatalogEntry) {
        let family = &entry.family;
        let below = family.children(Position::FAMILY);
        if below.is_empty() {
            return;
        }
        page.line("<ul class=\"roles\">");
        for position in below {
            self.role_line(page, entry, position);
        }
        page.line("</ul>");
    }

    fn role_line(&self, page: &mut Page, entry: &CatalogEntry, position: Position) {
        let family = &entry.family;
        let place = Place {
            key: entry.key.clone(),
            position,
        };
        let name = self.names.place(&place);
        let link = page.link(name, &family.position_title(position));
        let grade = family
            .body(position.node())
            .and_then(|body| body.grade.as_ref());
        let grade = grade.map_or_else(String::new, |grade| {
            let grade = text!("show-grade-2", grade = escaped(&grade.to_string()));
            format!(" <small>{grade}</small>")
        });
        page.line(&format!("<li>{link}{grade}"));
        let below = family.children(position);
        if !below.is_empty() {
            page.line("<ul>");
            for position in below {
                self.role_line(page, entry, position);
            }
            page.line("</ul>");
        }
        page.line("</li>");
    }

    fn crumbs(&self, page: &mut Page, entry: &CatalogEntry, with_family: bool) {
        let mut crumbs = Vec::new();
        if !entry.department().is_empty() {
            let department = entry.department();
            crumbs.push(page.link(self.names.department(department), department));
        }
        if with_family {
            let name = self.names.place(&whole(entry));
            crumbs.push(page.link(name, entry.family.title(Node::Family)));
        }
        page.crumbs(&crumbs);
    }

    fn family(&self, entry: &CatalogEntry) -> String {
        let family = &entry.family;
        let place = whole(entry);
        let title = family.title(Node::Family);
        let mut page = self.page(title, self.names.place(&place));
        self.crumbs(&mut page, entry, false);
        let mut posting = Posting::own(&entry.key, family, Position::FAMILY);
        posting.stamp = (self.stamp)(&posting);
        webpage::opening(page.body(), 0, &posting, 1);
        if !family.roles.is_empty() {
            page.line(&format!("<h2>{}</h2>", text!("show-roles")));
            self.role_list(&mut page, entry);
        }
        webpage::sections(page.body(), &posting, 2);
        page.line("</article>");
        self.ladder(&mut page, &place);
        for section in &family.sections {
            let heading = escaped(&plain(&section.heading, false));
            if !heading.trim().is_empty() {
                page.line(&format!("<h2>{heading}</h2>"));
            }
            blocks::write(page.body(), &section.body);
        }
        page.finish()
    }

    /// The ladder around a family, drawn, and below it in words.
    fn ladder(&self, page: &mut Page, place: &Place) {
        let around = self
            .ladder
            .around(self.site.catalog, std::slice::from_ref(place), MOST_RUNGS);
        if around.ladder.steps.is_empty() {
            return;
        }
        page.line("<section id=\"ladder\" aria-labelledby=\"ladder-heading\">");
        let heading = text!("site-ladder-drawn");
        page.line(&format!("<h2 id=\"ladder-heading\">{heading}</h2>"));
        let link = |place: &Place| self.names.known(place).map(|name| page.href(name));
        let drawing = drawing::svg(&around.ladder, self.site.catalog, Some(&place.key), link);
        match drawing::is_wide(&around.ladder) {
            false => page.line(&format!("<div class=\"drawing\">{drawing}</div>")),
            true => {
                page.line(&format!("<div class=\"drawing wide\">{drawing}</div>"));
                let wide = text!("site-too-wide-for-paper");
                page.line(&format!("<p class=\"paper\">{wide}</p>"));
            }
        }
        if around.left_out > 0 {
            let more = around.left_out;
            page.line(&format!("<p>{}</p>", text!("site-more-not-drawn", more)));
        }
        let written = around
            .ladder
            .steps
            .iter()
            .filter(|step| !step.kind.is_derived());
        let mut lines = Vec::new();
        for step in written {
            let from = self.rung(page, &around.ladder, step.from);
            let to = self.rung(page, &around.ladder, step.to);
            let kind = escaped(step.kind.shown());
            lines.push(format!("<li>{from} → {to} <small>{kind}</small></li>"));
        }
        if !lines.is_empty() {
            page.line(&format!("<h3>{}</h3>", text!("site-its-steps")));
            page.line(&format!("<ul>\n{}\n</ul>", lines.join("\n")));
        }
        page.line("</section>");
    }

    /// What a rung is called, as a link where it has a page.
    fn rung(&self, page: &Page, ladder: &Ladder, rung: usize) -> String {
        let title = ladder.title(self.site.catalog, rung);
        let name = ladder.place(rung).and_then(|place| self.names.known(place));
        match name {
            Some(name) => page.link(name, &title),
            None => escaped(&plain(&title, false)),
        }
    }

    fn role(&self, entry: &CatalogEntry, place: &Place) -> String {
        let family: &Family = &entry.family;
        let title = family.position_title(place.position);
        let mut page = self.page(&title, self.names.place(place));
        self.crumbs(&mut page, entry, true);
        let mut posting = Posting::effective(&entry.key, family, place.position);
        posting.stamp = (self.stamp)(&posting);
        webpage::article(page.body(), 0, &posting, 1);
        let below = family.children(place.position);
        if !below.is_empty() {
            let heading = text!("show-in-particular-2");
            page.line(&format!("<h2>{heading}</h2>\n<ul class=\"roles\">"));
            for position in below {
                self.role_line(&mut page, entry, position);
            }
            page.line("</ul>");
        }
        if let Some(rung) = self.ladder.rung(place) {
            let from_here = self.ladder.leaving(rung).map(|step| (step, step.to));
            let to_here = self.ladder.coming(rung).map(|step| (step, step.from));
            self.steps(&mut page, text!("show-where-one-can-go-from"), from_here);
            self.steps(&mut page, text!("show-how-one-gets-here"), to_here);
        }
        page.finish()
    }

    fn steps<'s>(
        &self,
        page: &mut Page,
        heading: &str,
        steps: impl Iterator<Item = (&'s crate::model::Step, usize)>,
    ) {
        let mut list = String::new();
        for (step, rung) in steps {
            // A variation of a role is no move, and stands above.
            if step.kind == crate::model::StepKind::Variation {
                continue;
            }
            let rung = self.rung(page, &self.ladder, rung);
            let kind = escaped(step.kind.shown());
            // Writing to a String cannot fail.
            let _ = writeln!(list, "<li>{rung} <small>{kind}</small></li>");
        }
        if !list.is_empty() {
            page.line(&format!("<h2>{heading}</h2>\n<ul>\n{list}</ul>"));
        }
    }
}

fn whole(entry: &CatalogEntry) -> Place {
    Place {
        key: entry.key.clone(),
        position: Position::FAMILY,
    }
}

#[cfg(test)]
mod tests;
