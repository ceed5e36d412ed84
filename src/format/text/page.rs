//! The page of plain text while it is being written: headings, fields, hanging lines, and the blocks that an
//! effective role and a part alone have in common.
//!
//! Everything that is written goes through here, so everything is clean and wrapped here. Knows nothing of
//! what is inherited.

use super::TextOptions;
use crate::format::clean::clean_line;
use crate::format::inline::plain;
use crate::format::wrap::{width, wrap};
use crate::model::{
    Address, Body, CareerLadder, Family, Grade, HiringProcess, Indicator, Item, ListKind, Need,
    Node, Position, ReportsTo, compose,
};
use crate::text::{amid, text};

/// The short fields of a role, from wherever they come.
pub(super) struct Fields<'a> {
    pub(super) grade: Option<&'a Grade>,
    pub(super) reports_to: &'a [ReportsTo],
    pub(super) status: Option<&'static str>,
    pub(super) track: Option<&'static str>,
    pub(super) owner: Option<&'a str>,
    pub(super) review_due: Option<String>,
    pub(super) tags: &'a [String],
}

/// The text so far.
pub(super) struct Page {
    pub(super) out: String,
    options: TextOptions,
}

impl Page {
    pub(super) fn new(options: TextOptions) -> Self {
        Self {
            out: String::new(),
            options,
        }
    }

    pub(super) fn title(&mut self, title: &str, address: &Address) {
        self.rows("", "", &clean_line(title));
        self.field(text!("show-address"), &address.to_string());
    }

    pub(super) fn fields(&mut self, fields: &Fields<'_>) {
        if let Some(grade) = fields.grade {
            self.field(text!("show-grade-3"), &grade.to_string());
        }
        let managers: Vec<String> = fields
            .reports_to
            .iter()
            .map(|manager| self.linked(&manager.title, manager.link.as_deref()))
            .collect();
        // Titles have commas of their own.
        self.field(text!("show-reports-to"), &managers.join("; "));
        self.field(text!("show-status"), fields.status.unwrap_or_default());
        self.field(text!("show-track"), fields.track.unwrap_or_default());
        self.field(text!("show-owner"), fields.owner.unwrap_or_default());
        self.field(
            text!("show-review-due"),
            fields.review_due.as_deref().unwrap_or_default(),
        );
        self.field(text!("show-tags"), &fields.tags.join(", "));
    }

    /// What a part says about inheriting.
    pub(super) fn inheritance(&mut self, family: &Family, node: Node, body: &Body) {
        let roles = match node {
            Node::Specialty(index) => family.specialties.get(index),
            Node::Segment(index) => family.segments.get(index),
            Node::Family | Node::Role(_) => None,
        };
        let roles: Vec<&str> = roles
            .into_iter()
            .flat_map(|variation| &variation.roles)
            .map(|id| named(family, id))
            .collect();
        self.field(text!("show-for-roles"), &roles.join("; "));
        if let Some(id) = &body.extends.all {
            self.field(text!("show-extends"), named(family, id));
        }
        for kind in ListKind::ALL {
            if let Some(id) = &body.extends.lists[kind as usize] {
                let label = text!("show-extends-2", list = amid(kind.label()));
                self.field(&label, named(family, id));
            }
        }
    }

    pub(super) fn indicators(&mut self, indicators: &[Indicator]) {
        self.counted(text!("show-performance-indicators"), indicators.len());
        for indicator in indicators {
            let mut text = indicator.name.to_string();
            if let Some(target) = &indicator.target {
                text.push_str(": ");
                text.push_str(target);
            }
            let text = self.linked(&text, indicator.link.as_deref());
            self.bullet("- ", &text);
        }
    }

    pub(super) fn ladder(&mut self, ladder: &CareerLadder, family: &Family) {
        if ladder.is_empty() {
            return;
        }
        self.heading(text!("show-career-ladder"));
        self.markdown(ladder.summary.as_deref());
        for step in &ladder.steps {
            let kind = step.kind.as_deref().unwrap_or_else(|| text!("show-step"));
            let mut letters = kind.chars();
            let first = letters.next().into_iter().flat_map(char::to_uppercase);
            let kind: String = first.chain(letters.as_str().chars()).collect();
            let (from, to) = (named(family, &step.from), named(family, &step.to));
            self.bullet("- ", &clean_line(&text!("show-from-to", kind, from, to)));
        }
    }

    pub(super) fn hiring(&mut self, process: &HiringProcess) {
        if process.is_empty() {
            return;
        }
        self.heading(text!("show-hiring-process"));
        self.markdown(process.intro.as_deref());
        for (index, step) in process.steps.iter().enumerate() {
            let step = plain(step, self.options.links);
            self.bullet(&format!("{}. ", index + 1), &step);
        }
        self.markdown(process.outro.as_deref());
    }

    /// What only the family's page has.
    pub(super) fn family(&mut self, key: &str, family: &Family) {
        self.counted(text!("show-roles"), family.roles.len());
        for index in 0..family.roles.len() {
            let mut text = family.title(Node::Role(index)).to_owned();
            // The grade may be inherited too.
            if let Some(grade) = compose(key, family, Position::role(index)).grade {
                text.push_str(&text!("show-grade-4", value = grade.value));
            }
            self.bullet("- ", &clean_line(&text));
        }
        self.counted(text!("show-specialties"), family.specialties.len());
        for index in 0..family.specialties.len() {
            self.bullet("- ", &clean_line(family.title(Node::Specialty(index))));
        }
        self.counted(text!("show-segments"), family.segments.len());
        for index in 0..family.segments.len() {
            self.bullet("- ", &clean_line(family.title(Node::Segment(index))));
        }
        for section in &family.sections {
            self.heading(&section.heading);
            self.markdown(Some(&section.body));
        }
    }

    /// An item as one text: Markdown taken off, and how much it is needed where that is said.
    pub(super) fn item(&self, item: &Item) -> String {
        let mut text = plain(item.text(), self.options.links);
        match item.more().need {
            Some(Need::Must) => text.push_str(text!("show-must")),
            Some(Need::Preferred) => text.push_str(text!("show-preferred")),
            None => {}
        }
        text
    }

    /// A text that is no Markdown, on one row, and the page it leads to.
    fn linked(&self, text: &str, link: Option<&str>) -> String {
        let text = clean_line(text);
        match link {
            Some(link) if self.options.links && !link.is_empty() => {
                format!("{text} ({})", clean_line(link))
            }
            _ => text.into_owned(),
        }
    }

    pub(super) fn numbered(&mut self, index: usize, text: &str) {
        if self.options.numbers {
            self.bullet(&format!("{}. ", index + 1), text);
        } else {
            self.bullet("- ", text);
        }
    }

    /// A heading with the number of lines below it; nothing when there are none.
    pub(super) fn counted(&mut self, heading: &str, count: usize) {
        if count > 0 {
            self.heading(&format!("{heading} ({count})"));
        }
    }

    fn heading(&mut self, heading: &str) {
        self.out.push('\n');
        self.rows("", "", &clean_line(heading));
    }

    /// A paragraph with an empty line before it.
    pub(super) fn prose(&mut self, markdown: Option<&str>) {
        if let Some(markdown) = markdown.filter(|text| !text.trim().is_empty()) {
            self.out.push('\n');
            self.markdown(Some(markdown));
        }
    }

    fn markdown(&mut self, markdown: Option<&str>) {
        if let Some(markdown) = markdown.filter(|text| !text.trim().is_empty()) {
            let text = plain(markdown, self.options.links);
            self.rows("", "", &text);
        }
    }

    /// `Label: value`; nothing when there is no value.
    fn field(&mut self, label: &str, value: &str) {
        if !value.trim().is_empty() {
            self.rows("", "  ", &clean_line(&format!("{label}: {value}")));
        }
    }

    pub(super) fn bullet(&mut self, marker: &str, text: &str) {
        let indent = " ".repeat(marker.len());
        self.rows(marker, &indent, text);
    }

    /// Clean text behind `first`, the rows after the first one behind `rest`, wrapped where that is asked for.
    fn rows(&mut self, first: &str, rest: &str, text: &str) {
        let indent = width(first).max(width(rest));
        let columns = match self.options.width {
            Some(columns) => columns.saturating_sub(indent),
            None => usize::MAX,
        };
        for (index, row) in wrap(text, columns).into_iter().enumerate() {
            let row = text[row].trim_end();
            let prefix = if index == 0 { first } else { rest };
            // No spaces at the end of a line, not even those of an indent.
            let line = format!("{prefix}{row}");
            self.out.push_str(line.trim_end());
            self.out.push('\n');
        }
    }
}

/// The title of the part that an id of the family names; an address of elsewhere as it is written.
fn named<'a>(family: &'a Family, id: &'a str) -> &'a str {
    family.named(id).map_or(id, |node| family.title(node))
}
