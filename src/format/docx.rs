//! Postings as a Word document: headings, lists and links as Word has them, so that whoever gets it can go on with it.
//!
//! The only place that knows docx-rs, which writes the parts of the file and packs them. The same postings give the same
//! bytes, so that version control sees what changed and nothing else.

mod stamps;

use std::io::Cursor;

use docx_rs::{
    AbstractNumbering, Docx, Hyperlink, HyperlinkData, HyperlinkType, IndentLevel, Level, LevelJc,
    LevelOverride, LevelText, LineSpacing, NumberFormat, Numbering, NumberingId, Paragraph, Run,
    RunFonts, SpecialIndentType, Start, Style, StyleType,
};

use super::html::leads_somewhere;
use super::inline::{Inline, parse, plain};
use super::posting::Posting;
use crate::text::{Language, language, text};

pub use stamps::text_of;

/// The lists with bullets, and those that count; 1 is that of the library.
const BULLETS: usize = 10;
const NUMBERS: usize = 11;
/// Twentieths of a point by which the text of a list stands in, and its bullet hangs out.
const INDENT: (i32, i32) = (720, 360);
/// Half points.
const TEXT_SIZE: usize = 22;
const HEADING_SIZES: [usize; 3] = [36, 30, 26];
/// Twentieths of a point before and behind a heading.
const HEADING_SPACE: (u32, u32) = (240, 80);

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
#[error("{}", text!("show-document-cannot-be-packed", why = .0))]
pub struct DocxError(String);

/// A document with a title and the postings one after the other.
///
/// # Errors
/// [`DocxError`]
pub fn document(title: &str, postings: &[Posting]) -> Result<Vec<u8>, DocxError> {
    let mut writer = Writer::new();
    let first = match postings {
        [_] => 0,
        _ => {
            writer.heading(0, title);
            1
        }
    };
    for posting in postings {
        writer.posting(first, posting);
    }
    let stamps = postings.iter().filter_map(|posting| posting.stamp.clone());
    writer.pack(&stamps.collect::<Vec<_>>())
}

/// A document in the making.
struct Writer {
    docx: Docx,
    /// How many lists there are that count: each begins at 1.
    counting: usize,
    /// How many links there are.
    links: usize,
}

impl Writer {
    fn new() -> Self {
        let list = |id, format: &str, sign: &str| {
            let level = Level::new(
                0,
                Start::new(1),
                NumberFormat::new(format),
                LevelText::new(sign),
                LevelJc::new("left"),
            );
            let (indent, hanging) = INDENT;
            let hanging = SpecialIndentType::Hanging(hanging);
            AbstractNumbering::new(id).add_level(level.indent(
                Some(indent),
                Some(hanging),
                None,
                None,
            ))
        };
        let mut docx = Docx::new()
            .default_fonts(RunFonts::new().ascii("Calibri").hi_ansi("Calibri"))
            .default_size(TEXT_SIZE)
            .add_abstract_numbering(list(BULLETS, "bullet", "•"))
            .add_abstract_numbering(list(NUMBERS, "decimal", "%1."))
            .add_numbering(Numbering::new(BULLETS, BULLETS));
        for (level, size) in HEADING_SIZES.into_iter().enumerate() {
            let style = Style::new(format!("Heading{}", level + 1), StyleType::Paragraph)
                .name(format!("heading {}", level + 1))
                .outline_lvl(level)
                .size(size)
                .bold();
            docx = docx.add_style(style);
        }
        Self {
            docx,
            counting: 0,
            links: 0,
        }
    }

    fn pack(self, stamps: &[String]) -> Result<Vec<u8>, DocxError> {
        let mut bytes = Cursor::new(Vec::new());
        let mut parts = self.docx.build();
        if !stamps.is_empty() {
            parts.doc_props.custom = stamps::part(stamps);
        }
        parts.document_rels = in_order(&parts.document_rels);
        // The library knows neither; readers aloud and spelling checkers go by them.
        let language = language();
        parts.styles = with(parts.styles, "</w:rPr></w:rPrDefault>", || {
            format!("<w:lang w:val=\"{}\" />", locale(language))
        });
        parts.doc_props.core = with(parts.doc_props.core, "</cp:coreProperties>", || {
            format!("<dc:language>{}</dc:language>", language.code())
        });
        let packed = parts.pack(&mut bytes);
        packed.map_err(|error| DocxError(error.to_string()))?;
        Ok(bytes.into_inner())
    }

    fn add(&mut self, paragraph: Paragraph) {
        self.docx = std::mem::take(&mut self.docx).add_paragraph(paragraph);
    }

    fn heading(&mut self, level: usize, text: &str) {
        let run = Run::new().add_text(plain(text, false));
        let style = format!("Heading{}", level.min(HEADING_SIZES.len() - 1) + 1);
        let (before, after) = HEADING_SPACE;
        let space = LineSpacing::new().before(before).after(after);
        let heading = Paragraph::new().add_run(run).style(&style);
        self.add(heading.line_spacing(space).keep_next(true));
    }

    fn posting(&mut self, level: usize, posting: &Posting) {
        self.heading(level, &posting.title);
        let grade = posting
            .grade
            .as_ref()
            .map(|grade| (text!("show-grade-3"), grade.clone()));
        let managers = (!posting.managers.is_empty()).then(|| {
            let managers = posting.managers.join(text!("show-or"));
            (text!("show-reports-to"), managers)
        });
        for (name, value) in grade.into_iter().chain(managers) {
            let name = Run::new().add_text(format!("{name}: ")).bold();
            let value = Run::new().add_text(plain(&value, false));
            self.add(body().add_run(name).add_run(value));
        }
        self.prose(posting.summary.as_deref());
        for (kind, lines) in posting.lists() {
            self.heading(level + 1, kind.label());
            for line in lines {
                let mut paragraph = bullet(self.inline(&line.text));
                if line.preferred {
                    paragraph =
                        paragraph.add_run(Run::new().add_text(text!("show-preferred")).italic());
                }
                self.add(paragraph);
            }
        }
        if !posting.indicators.is_empty() {
            self.heading(level + 1, text!("show-performance-indicators"));
        }
        for indicator in &posting.indicators {
            let name = Run::new().add_text(plain(&indicator.name, false));
            let link = indicator.link.as_deref();
            let named = match link.filter(|link| leads_somewhere(link)) {
                Some(link) => {
                    body().add_hyperlink(self.link(link).add_run(name.underline("single")))
                }
                None => body().add_run(name),
            };
            let target = indicator.target.as_ref();
            let target = target.map(|target| Run::new().add_text(format!(": {target}")));
            self.add(bullet(target.into_iter().fold(named, Paragraph::add_run)));
        }
        if posting.ladder.is_some() {
            self.heading(level + 1, text!("show-career-ladder"));
            self.prose(posting.ladder.as_deref());
        }
        if !posting.hiring.is_empty() {
            self.heading(level + 1, text!("show-hiring-process"));
            self.prose(posting.hiring.intro.as_deref());
            self.steps(&posting.hiring.steps);
            self.prose(posting.hiring.outro.as_deref());
        }
    }

    /// Prose of any number of paragraphs.
    fn prose(&mut self, text: Option<&str>) {
        let paragraphs = text.unwrap_or_default().split("\n\n");
        for paragraph in paragraphs.filter(|text| !text.trim().is_empty()) {
            let paragraph = self.inline(paragraph);
            self.add(paragraph);
        }
    }

    /// A link that leads out of the document. The library would count through all documents of the program.
    fn link(&mut self, to: &str) -> Hyperlink {
        self.links += 1;
        let mut link = Hyperlink::new(to, HyperlinkType::External);
        if let HyperlinkData::External { rid, .. } = &mut link.link {
            *rid = format!("rIdLink{:05}", self.links);
        }
        link
    }

    /// Inline Markdown as a paragraph; links that lead nowhere are text.
    fn inline(&mut self, text: &str) -> Paragraph {
        let Inline { spans, links } = parse(text);
        let mut paragraph = body();
        for span in spans {
            let mut run = Run::new();
            for (n, line) in span.text.split('\n').enumerate() {
                if n > 0 {
                    run = run.add_break(docx_rs::BreakType::TextWrapping);
                }
                run = run.add_text(line);
            }
            if span.style.strong {
                run = run.bold();
            }
            if span.style.emphasis {
                run = run.italic();
            }
            if span.style.strike {
                run = run.strike();
            }
            if span.style.code {
                run = run.fonts(RunFonts::new().ascii("Consolas").hi_ansi("Consolas"));
            }
            let link = span.style.link.map(|link| links[link].as_str());
            paragraph = match link.filter(|link| leads_somewhere(link)) {
                Some(link) => {
                    paragraph.add_hyperlink(self.link(link).add_run(run.underline("single")))
                }
                None => paragraph.add_run(run),
            };
        }
        paragraph
    }

    /// A list that counts from 1.
    fn steps<S: AsRef<str>>(&mut self, steps: &[S]) {
        if steps.is_empty() {
            return;
        }
        self.counting += 1;
        let id = NUMBERS + self.counting;
        let numbering = Numbering::new(id, NUMBERS).add_override(LevelOverride::new(0).start(1));
        self.docx = std::mem::take(&mut self.docx).add_numbering(numbering);
        for step in steps {
            let paragraph = self.inline(step.as_ref());
            self.add(paragraph.numbering(NumberingId::new(id), IndentLevel::new(0)));
        }
    }
}

/// A paragraph that is no heading.
fn body() -> Paragraph {
    Paragraph::new().style("Normal")
}

fn bullet(paragraph: Paragraph) -> Paragraph {
    paragraph.numbering(NumberingId::new(BULLETS), IndentLevel::new(0))
}

/// A part of the file with something before where this stands first.
fn with(part: Vec<u8>, before: &str, what: impl Fn() -> String) -> Vec<u8> {
    let text = String::from_utf8_lossy(&part);
    match text.split_once(before) {
        Some((head, rest)) => format!("{head}{}{before}{rest}", what()).into_bytes(),
        None => part,
    }
}

/// What Word calls a language: it wants a country too.
fn locale(language: Language) -> &'static str {
    match language {
        Language::English => "en-US",
        Language::German => "de-DE",
    }
}

/// The relations of a document in the order of their ids: the library has them as they fall.
fn in_order(part: &[u8]) -> Vec<u8> {
    const ONE: &str = "<Relationship ";
    let text = String::from_utf8_lossy(part);
    let mut pieces = text.split(ONE);
    let head = pieces.next().unwrap_or_default();
    let Some((rest, end)) = text.rsplit_once("</Relationships>") else {
        return part.to_vec();
    };
    let rest = rest.strip_prefix(head).unwrap_or_default();
    let mut relations: Vec<&str> = rest.split(ONE).filter(|one| !one.is_empty()).collect();
    relations.sort_unstable();
    let mut out = head.to_owned();
    for relation in relations {
        out.push_str(ONE);
        out.push_str(relation);
    }
    out.push_str("</Relationships>");
    out.push_str(end);
    out.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{HiringProcess, Indicator};

    /// What stands in a part of the packed file, which is stored as it is.
    fn has(bytes: &[u8], words: &str) -> bool {
        memchr::memmem::find(bytes, words.as_bytes()).is_some()
    }

    fn document(postings: &[Posting]) -> Vec<u8> {
        super::document("All", postings).expect("it is packed")
    }

    fn posting() -> Posting {
        let line = |text: &str, preferred| super::super::posting::Line {
            text: text.to_owned(),
            preferred,
            tags: Vec::new(),
            origin: String::new(),
        };
        let lines = vec![
            line("**Runs** the [desk](https://a.example/?b=1&c=2)", false),
            line("Knows [x](javascript:alert(1)) <w:p/> \u{1b}[31m", true),
        ];
        Posting {
            title: "Agent & *more*".to_owned(),
            grade: Some("6".to_owned()),
            managers: vec!["Lead".to_owned(), "Chief".to_owned()],
            lists: [lines, Vec::new(), Vec::new()],
            indicators: vec![Indicator {
                name: "Time to answer".into(),
                target: Some("< 2 days".into()),
                link: None,
            }],
            hiring: HiringProcess {
                steps: vec!["Talk".to_owned()],
                ..HiringProcess::default()
            },
            ..Posting::default()
        }
    }

    #[test]
    fn a_document_says_what_the_role_says() {
        let bytes = document(&[posting(), posting()]);
        assert!(bytes.starts_with(b"PK"));
        for words in [
            "<w:pStyle w:val=\"Heading1\" />",
            ">Agent &amp; more</w:t>",
            ">Lead or Chief</w:t>",
            ">Runs</w:t>",
            "https://a.example/?b=1&amp;c=2",
            "> (preferred)</w:t>",
            ">: &lt; 2 days</w:t>",
            ">Talk</w:t>",
        ] {
            assert!(has(&bytes, words), "{words}");
        }
    }

    #[test]
    fn the_same_postings_give_the_same_bytes() {
        let postings = [posting(), posting()];
        assert_eq!(document(&postings), document(&postings));
    }

    #[test]
    fn stamps_are_found_again_also_when_the_document_is_saved_by_others() {
        let long = format!(
            "rolebook-stamp:1:a/b#c:own::{}",
            "0123456789abcdef".repeat(40)
        );
        let stamped = |stamp: &str| Posting {
            stamp: Some(stamp.to_owned()),
            ..posting()
        };
        let bytes = document(&[stamped(&long), stamped("rolebook-stamp:1:x")]);
        let text = text_of(&bytes).expect("it is a document");
        assert!(
            text.contains(&format!("\n{long}\nrolebook-stamp:1:x\n")),
            "{text}"
        );
        // Others pack it tightly.
        let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).expect("it is packed");
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Deflated);
        for n in 0..archive.len() {
            let mut file = archive.by_index(n).expect("it is there");
            let name = file.name().to_owned();
            packed.start_file(name, options).expect("it goes in");
            std::io::copy(&mut file, &mut packed).expect("it goes in");
        }
        let packed = packed.finish().expect("it is packed").into_inner();
        assert_eq!(text_of(&packed), Some(text));
        assert_eq!(text_of(b"PK no document"), None);
        assert_eq!(text_of(&bytes[..bytes.len() / 2]), None);
    }

    #[test]
    fn a_document_says_which_language_it_is_in() {
        for (spoken, words) in [
            (Language::English, ["w:val=\"en-US\"", ">en</dc:language>"]),
            (Language::German, ["w:val=\"de-DE\"", ">de</dc:language>"]),
        ] {
            let bytes = crate::text::speaking(spoken, || document(&[posting()]));
            for words in words {
                assert!(has(&bytes, words), "{words}");
            }
        }
    }

    #[test]
    fn nothing_that_is_written_becomes_markup_or_leads_astray() {
        let bytes = document(&[posting()]);
        assert!(!has(&bytes, "javascript:"));
        assert!(!has(&bytes, "\u{1b}[31m"));
        assert!(has(&bytes, "&lt;w:p/&gt;"));
    }
}
