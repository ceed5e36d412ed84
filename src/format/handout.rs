//! A role to hand out: what it is, does and asks for, as text for a form or a mail, as Markdown or as HTML.
//!
//! For people who do not know the catalog: nothing here is about who keeps the role or where it is written.

use super::clean::clean;
use super::compare::escaped as markdown_text;
use super::html;
use super::inline::plain;
use crate::model::{Effective, Family, Indicator, ListKind, Position};
use crate::text::text;

/// In which form something is handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Plain text with `- ` before items, as applicant tracking systems keep it.
    Text,
    /// Markdown.
    Markdown,
    /// HTML without a page around it.
    Html,
}

/// A whole role with everything it inherits, with a newline at its end.
pub fn role(effective: &Effective, family: &Family, style: Style) -> String {
    let mut out = Handout::new(style);
    out.title(&effective.title);
    let mut facts = Vec::new();
    if let Some(grade) = &effective.grade {
        facts.push(text!("show-grade-of", grade = grade.value));
    }
    if let Some(managers) = &effective.reports_to {
        let titles: Vec<&str> = managers
            .value
            .iter()
            .map(|one| one.title.as_str())
            .collect();
        facts.push(text!("show-manager-of", titles = titles.join("; ")));
    }
    out.facts(&facts);
    if let Some(summary) = &effective.summary {
        out.prose(&summary.value);
    }
    for kind in ListKind::ALL {
        out.list(effective, kind);
    }
    if let Some(indicators) = &effective.performance_indicators {
        out.heading(text!("show-performance-indicators"));
        out.items(indicators.value.iter().map(indicator), false);
    }
    if let Some(process) = &effective.hiring_process {
        out.heading(text!("show-hiring-process"));
        process.value.intro.iter().for_each(|text| out.prose(text));
        out.items(process.value.steps.iter().cloned(), true);
        process.value.outro.iter().for_each(|text| out.prose(text));
    }
    if effective.position == Position::FAMILY {
        for section in &family.sections {
            out.heading(&section.heading);
            out.prose(&section.body);
        }
    }
    out.out
}

/// One list of a role under its heading, with a newline at its end.
pub fn section(effective: &Effective, kind: ListKind, style: Style) -> String {
    let mut out = Handout::new(style);
    out.list(effective, kind);
    out.out
}

/// One item, without a newline at its end.
pub fn item(text: &str, style: Style) -> String {
    match style {
        Style::Text => plain(text, false),
        Style::Markdown => clean(text).into_owned(),
        Style::Html => html::inline(text),
    }
}

fn indicator(indicator: &Indicator) -> String {
    let target = indicator.target.as_deref();
    let target = target
        .map(|target| format!(": {target}"))
        .unwrap_or_default();
    match &indicator.link {
        Some(link) => format!("[{}]({link}){target}", markdown_text(&indicator.name)),
        None => format!("{}{target}", markdown_text(&indicator.name)),
    }
}

struct Handout {
    style: Style,
    out: String,
}

impl Handout {
    fn new(style: Style) -> Self {
        Self {
            style,
            out: String::new(),
        }
    }

    /// Puts room before what follows, but not at the start.
    fn gap(&mut self) {
        if !self.out.is_empty() && self.style != Style::Html {
            self.out.push('\n');
        }
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn title(&mut self, title: &str) {
        let line = match self.style {
            Style::Text => clean(title).into_owned(),
            Style::Markdown => format!("# {}", markdown_text(title)),
            Style::Html => format!("<h1>{}</h1>", html::escaped(title)),
        };
        self.line(&line);
    }

    fn heading(&mut self, heading: &str) {
        self.gap();
        let line = match self.style {
            Style::Text => plain(heading, false),
            Style::Markdown => format!("## {}", clean(heading)),
            Style::Html => format!("<h2>{}</h2>", html::inline(heading)),
        };
        self.line(&line);
    }

    fn facts(&mut self, facts: &[String]) {
        if facts.is_empty() {
            return;
        }
        self.gap();
        match self.style {
            Style::Text => facts.iter().for_each(|fact| self.line(&clean(fact))),
            Style::Markdown => facts
                .iter()
                .for_each(|fact| self.line(&format!("- {}", markdown_text(fact)))),
            Style::Html => {
                let facts: Vec<String> = facts.iter().map(|fact| html::escaped(fact)).collect();
                self.line(&format!("<p>{}</p>", facts.join("<br>")));
            }
        }
    }

    fn prose(&mut self, text: &str) {
        self.gap();
        let text = match self.style {
            Style::Html => format!("<p>{}</p>", html::inline(text)),
            style => item(text, style),
        };
        self.line(text.trim_end());
    }

    fn list(&mut self, effective: &Effective, kind: ListKind) {
        let lines = effective.list(kind);
        if lines.is_empty() {
            return;
        }
        self.heading(kind.label());
        let items = lines.iter().map(|line| line.item.text().to_string());
        self.items(items, false);
    }

    fn items(&mut self, items: impl Iterator<Item = String>, numbered: bool) {
        let (open, close) = match numbered {
            true => ("<ol>", "</ol>"),
            false => ("<ul>", "</ul>"),
        };
        let is_html = self.style == Style::Html;
        match is_html {
            true => self.line(open),
            // Markdown has room between a heading or a paragraph and a list.
            false if self.style == Style::Markdown => self.gap(),
            false => {}
        }
        for (n, text) in items.enumerate() {
            let text = item(&text, self.style);
            let line = match (self.style, numbered) {
                (Style::Html, _) => format!("<li>{text}</li>"),
                (_, true) => lead(&format!("{}. ", n + 1), &text),
                (_, false) => lead("- ", &text),
            };
            self.line(&line);
        }
        if is_html {
            self.line(close);
        }
    }
}

/// A text of one or several lines behind a mark, all of them in one column.
fn lead(mark: &str, text: &str) -> String {
    let room = format!("\n{}", " ".repeat(mark.len()));
    format!("{mark}{}", text.trim_end().replace('\n', &room))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::model::{Body, BodyDetails, Grade, Item, Role, compose};

    fn shown(style: Style) -> String {
        let family = Family {
            body: Body {
                title: Some("IT".into()),
                summary: Some("Keeps **it** going.".into()),
                more: BodyDetails {
                    owner: Some("Nobody's business".into()),
                    ..BodyDetails::default()
                }
                .into(),
                ..Body::default()
            },
            roles: vec![Role {
                id: "lead".into(),
                body: Body {
                    title: Some("Lead, <IT>".into()),
                    grade: Some(Grade::Number(8)),
                    lists: [
                        vec![Item::new("Runs the [desk](/desk)\u{1b}]0;x\u{7}")],
                        vec![Item::new("Two\nlines"), Item::new("*Calm*")],
                        Vec::new(),
                    ],
                    ..Body::default()
                },
            }],
            ..Family::default()
        };
        role(&compose("it", &family, Position::role(0)), &family, style)
    }

    #[test]
    fn a_role_as_text_is_what_a_form_takes() {
        assert_eq!(
            shown(Style::Text),
            "Lead, <IT>\n\nGrade: 8\n\nKeeps it going.\n\nResponsibilities\n- Runs the desk␛]0;x␇\n\nRequirements\n\
             - Two lines\n- Calm\n"
        );
    }

    #[test]
    fn a_role_as_markdown_keeps_its_links_and_marks() {
        assert_eq!(
            shown(Style::Markdown),
            "# Lead, &lt;IT>\n\n- Grade: 8\n\nKeeps **it** going.\n\n## Responsibilities\n\n\
             - Runs the [desk](/desk)␛]0;x␇\n\n## Requirements\n\n- Two\n  lines\n- *Calm*\n"
        );
    }

    #[test]
    fn a_role_as_html_is_all_text_and_links() {
        assert_eq!(
            shown(Style::Html),
            "<h1>Lead, &lt;IT&gt;</h1>\n<p>Grade: 8</p>\n<p>Keeps <strong>it</strong> going.</p>\n\
             <h2>Responsibilities</h2>\n<ul>\n<li>Runs the <a href=\"/desk\">desk</a>␛]0;x␇</li>\n</ul>\n\
             <h2>Requirements</h2>\n<ul>\n<li>Two lines</li>\n<li><em>Calm</em></li>\n</ul>\n"
        );
    }
}
