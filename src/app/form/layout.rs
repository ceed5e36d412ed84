//! Which rows of a form each field takes, and which of them are seen. Drawing and the mouse both go by it.

use super::{Form, FormField, FormKind};
use crate::format::wrap::width;
use crate::text::{has, text};

/// Columns of the labels that stand beside their field.
const LABEL: u16 = 13;
/// Below this width every label stands above its field.
const NARROW: u16 = 48;
/// Rows of a wide field that has not the focus.
const AT_REST: usize = 3;

/// Where a field stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldBlock {
    /// Which field.
    pub field: usize,
    /// Its first row, from the top of the form.
    pub top: usize,
    /// Whether the label has a row of its own, above.
    pub stacked: bool,
    /// Rows of the text.
    pub text_rows: usize,
    /// Columns before the text.
    pub text_x: u16,
    /// Columns of the text.
    pub text_width: u16,
    /// Whether a row says how the text is understood.
    pub reading: bool,
    /// Whether a row says what is wrong.
    pub error: bool,
    /// Rows of suggestions.
    pub suggestions: usize,
    /// Whether a row says what to write.
    pub help: bool,
}

impl FieldBlock {
    /// The first row of the text.
    pub fn text_top(&self) -> usize {
        self.top + usize::from(self.stacked)
    }

    /// The row behind its last one.
    pub fn bottom(&self) -> usize {
        self.text_top()
            + self.text_rows
            + usize::from(self.reading)
            + usize::from(self.error)
            + self.suggestions
            + usize::from(self.help)
    }
}

/// All fields, and how far they are scrolled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormLayout {
    /// In order.
    pub blocks: Vec<FieldBlock>,
    /// The first row that is seen.
    pub skip: usize,
}

impl FormLayout {
    /// Rows of everything.
    pub fn rows(&self) -> usize {
        self.blocks.last().map_or(0, FieldBlock::bottom)
    }

    /// The field that a row of the window belongs to.
    pub fn at(&self, row: usize) -> Option<&FieldBlock> {
        let row = row + self.skip;
        self.blocks
            .iter()
            .find(|block| (block.top..block.bottom()).contains(&row))
    }
}

impl Form {
    /// The fields in a window of this size, scrolled so that the one with the focus is seen whole.
    pub fn layout(&self, columns: u16, height: u16) -> FormLayout {
        let height = usize::from(height).max(1);
        let mut blocks = Vec::with_capacity(self.fields.len());
        let mut top = 0;
        for (index, field) in self.fields.iter().enumerate() {
            let block = self.block(index, field, top, columns, height);
            top = block.bottom();
            blocks.push(block);
        }
        let current = &blocks[self.current];
        let skip = current.bottom().saturating_sub(height).min(current.top);
        FormLayout { blocks, skip }
    }

    fn block(
        &self,
        index: usize,
        field: &FormField,
        top: usize,
        columns: u16,
        height: usize,
    ) -> FieldBlock {
        let focused = index == self.current;
        let stacked = field.is_wide || columns < NARROW || self.fields.len() == 1;
        let text_x = 1 + if stacked { 0 } else { LABEL };
        let text_width = columns.saturating_sub(text_x + 1).max(1);
        // What stands around the text must leave it a row, also on the smallest screen.
        let mut left = height.saturating_sub(1 + usize::from(stacked));
        let mut take = |wanted: usize| {
            let taken = wanted.min(left);
            left -= taken;
            taken
        };
        let error = take(usize::from(field.error.is_some())) == 1;
        let reading = focused && field.reading().is_some() && take(1) == 1;
        let suggestions = match &self.suggestions {
            Some(suggestions) if focused => take(suggestions.list.len()),
            _ => 0,
        };
        let help = focused && suggestions == 0 && !field.help.is_empty() && take(1) == 1;
        let text_rows = match field.kind {
            FormKind::Choice(_) => 1,
            _ if !focused && !field.is_wide => 1,
            kind => {
                let rows = field.input.rows(usize::from(text_width)).len();
                let (least, most) = match focused {
                    true if kind.is_multiline() => (3, left + 1),
                    true => (1, left + 1),
                    false => (1, AT_REST),
                };
                rows.max(least).min(most.max(1))
            }
        };
        FieldBlock {
            field: index,
            top,
            stacked,
            text_rows,
            text_x,
            text_width,
            reading,
            error,
            suggestions,
            help,
        }
    }
}

impl FormField {
    /// Whether it chooses among words instead of taking text.
    pub fn words(&self) -> Option<&'static [&'static str]> {
        match self.kind {
            FormKind::Choice(words) => Some(words),
            _ => None,
        }
    }
}

/// How a word of a choice is shown: what the language has for it, or else as files have it.
pub fn shown_word(word: &str) -> &str {
    let id = format!("choice-{}", word.replace(' ', "-"));
    match has(&id) {
        true => text!(&format!("choice-{}", word.replace(' ', "-"))),
        false => word,
    }
}

/// One of the words of a choice, where it stands in the row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceCell {
    /// The word; empty for none of them.
    pub word: &'static str,
    /// What is shown.
    pub text: String,
    /// Columns before it.
    pub x: u16,
}

/// The words of a choice side by side, the first ones left out where the chosen one would have no room otherwise.
pub fn choice_cells(words: &'static [&'static str], chosen: &str, columns: u16) -> Vec<ChoiceCell> {
    let mut cells: Vec<ChoiceCell> = Vec::with_capacity(words.len() + 1);
    let mut x = 0;
    for word in std::iter::once("").chain(words.iter().copied()) {
        let shown = match word {
            "" => text!("form-not-set"),
            word => shown_word(word),
        };
        let text = match word == chosen {
            true => format!("[{shown}]"),
            false => format!(" {shown} "),
        };
        let wide = u16::try_from(width(&text)).unwrap_or(u16::MAX);
        cells.push(ChoiceCell { word, text, x });
        x += wide.saturating_add(1);
    }
    let end = |cell: &ChoiceCell| cell.x + u16::try_from(width(&cell.text)).unwrap_or(u16::MAX);
    let at = cells.iter().position(|cell| cell.word == chosen);
    let first = at.map_or(0, |at| {
        let last = end(&cells[at]);
        let fits = cells.iter().position(|cell| last - cell.x <= columns);
        fits.unwrap_or(at).min(at)
    });
    let skipped = cells[first].x;
    cells.drain(..first);
    for cell in &mut cells {
        cell.x -= skipped;
    }
    cells.retain(|cell| cell.x < columns);
    cells
}
