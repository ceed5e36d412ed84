//! Lines of text in which some words stand out, wrapped to a width, for where a terminal or a pipe shows them.
//!
//! Knows width alone. Text comes in harmless. Knows nothing of how words are made to stand out.

use std::ops::Range;

use super::wrap::{width, wrap};

/// One line of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MarkedLine {
    /// Whether it is a heading.
    pub is_heading: bool,
    /// What stands before the text: letters and a sign, or room.
    pub lead: String,
    /// The text, harmless.
    pub text: String,
    /// The bytes of the text that stand out, in order and apart.
    pub marks: Vec<Range<usize>>,
}

/// Lines while they are being written.
pub(super) struct MarkedPage {
    pub(super) lines: Vec<MarkedLine>,
    columns: Option<usize>,
    brackets: bool,
}

impl MarkedPage {
    /// Wrapped at `columns`, `None` never wraps; with `brackets` around what stands out instead of marks.
    pub(super) fn new(columns: Option<usize>, brackets: bool) -> Self {
        Self {
            lines: Vec::new(),
            columns,
            brackets,
        }
    }

    pub(super) fn blank(&mut self) {
        self.lines.push(MarkedLine::default());
    }

    pub(super) fn heading(&mut self, text: &str) {
        let from = self.lines.len();
        self.put("", "", text, &[]);
        for line in &mut self.lines[from..] {
            line.is_heading = true;
        }
    }

    /// A label and a text behind a lead, wrapped, the rows after the first one behind room. The marks are in the text.
    pub(super) fn put(&mut self, lead: &str, label: &str, text: &str, marks: &[Range<usize>]) {
        let (text, marks) = match self.brackets {
            true => (format!("{label}{}", bracketed(text, marks)), Vec::new()),
            false => {
                let along = |mark: &Range<usize>| mark.start + label.len()..mark.end + label.len();
                let marks = marks.iter().map(along).collect();
                (format!("{label}{text}"), marks)
            }
        };
        let indent = width(lead);
        let room = self
            .columns
            .map_or(usize::MAX, |columns| columns.saturating_sub(indent));
        for (index, range) in wrap(&text, room).into_iter().enumerate() {
            let row = text[range.clone()].trim_end();
            let lead = match index {
                0 => lead.to_owned(),
                _ => " ".repeat(indent),
            };
            self.lines.push(MarkedLine {
                is_heading: false,
                lead,
                marks: within(&marks, range.start..range.start + row.len()),
                text: row.to_owned(),
            });
        }
    }
}

/// The parts of ranges that are in one row, counted from its start.
pub fn within(marks: &[Range<usize>], row: Range<usize>) -> Vec<Range<usize>> {
    let cut = marks.iter().map(|mark| {
        let (start, end) = (mark.start.max(row.start), mark.end.min(row.end));
        start.saturating_sub(row.start)..end.saturating_sub(row.start)
    });
    cut.filter(|mark| mark.start < mark.end).collect()
}

/// A text with brackets around what stands out.
fn bracketed(text: &str, marks: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len() + 2 * marks.len());
    let mut at = 0;
    for mark in marks {
        out.push_str(&text[at..mark.start]);
        out.push('[');
        out.push_str(&text[mark.clone()]);
        out.push(']');
        at = mark.end;
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_over_rows() {
        let mut page = MarkedPage::new(Some(9), false);
        page.put("+ ", "", "one two three", std::slice::from_ref(&(4..13)));
        let marked = |line: &MarkedLine| -> Vec<String> {
            let marks = line.marks.iter().cloned();
            marks.map(|mark| line.text[mark].to_owned()).collect()
        };
        let rows: Vec<(&str, &str, Vec<String>)> = page
            .lines
            .iter()
            .map(|line| (&*line.lead, &*line.text, marked(line)))
            .collect();
        assert_eq!(
            rows,
            [
                ("+ ", "one two", vec!["two".to_owned()]),
                ("  ", "three", vec!["three".to_owned()])
            ]
        );
    }

    #[test]
    fn brackets_stand_for_marks() {
        let mut page = MarkedPage::new(None, true);
        page.put("", "A: ", "one two", std::slice::from_ref(&(0..3)));
        assert_eq!(page.lines[0].text, "A: [one] two");
        assert!(page.lines[0].marks.is_empty());
    }
}
