//! Which rows of a form each field takes, and which of them are seen. Drawing and the mouse both go by it.

use std::borrow::Cow;
use std::ops::Range;

use super::{Form, FormField, FormKind};
use crate::format::wrap::{width, wrap};
use crate::text::{has, text};

/// Columns of the labels that stand beside their field, where none is longer.
const LABEL: u16 = 13;
/// Below this width every label stands above its field.
const NARROW: u16 = 48;
/// Rows of a wide field that has not the focus, where not all have room for the whole of theirs.
const AT_REST: usize = 3;
/// Rows of what is wrong, or of what to write, at the most.
const SAID: usize = 3;

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
    /// Rows that say what is wrong.
    pub error: usize,
    /// Rows of suggestions.
    pub suggestions: usize,
    /// Rows that say what to write.
    pub help: usize,
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
            + self.error
            + self.suggestions
            + self.help
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
        let whole = self.blocks(columns, height, true);
        let blocks = match whole.last() {
            Some(last) if last.bottom() > height => self.blocks(columns, height, false),
            _ => whole,
        };
        let current = &blocks[self.current];
        let skip = current.bottom().saturating_sub(height).min(current.top);
        FormLayout { blocks, skip }
    }

    /// The fields one below the other, also those without the focus as long as they are or each in a few rows.
    fn blocks(&self, columns: u16, height: usize, whole: bool) -> Vec<FieldBlock> {
        let mut blocks = Vec::with_capacity(self.fields.len());
        let mut top = 0;
        for index in 0..self.fields.len() {
            let block = self.block(index, top, columns, height, whole);
            top = block.bottom();
            blocks.push(block);
        }
        blocks
    }

    /// Columns of the labels beside their fields: all of them are read whole, where they leave the texts their room.
    fn label_columns(&self, columns: u16) -> u16 {
        let beside = self.fields.iter().filter(|field| !field.is_wide);
        let longest = beside.map(|field| width(&field.label)).max().unwrap_or(0);
        let longest = u16::try_from(longest + 1).unwrap_or(u16::MAX);
        longest.clamp(LABEL, LABEL.max(columns / 3))
    }

    fn block(
        &self,
        index: usize,
        top: usize,
        columns: u16,
        height: usize,
        whole: bool,
    ) -> FieldBlock {
        let field = &self.fields[index];
        let focused = index == self.current;
        let stacked = field.is_wide || columns < NARROW || self.fields.len() == 1;
        let label = match stacked {
            true => 0,
            false => self.label_columns(columns),
        };
        let text_x = 1 + label + field.sign_columns();
        let text_width = columns.saturating_sub(text_x + 1).max(1);
        // What stands around the text must leave it a row, also on the smallest screen.
        let mut left = height.saturating_sub(1 + usize::from(stacked));
        let mut take = |wanted: usize| {
            let taken = wanted.min(left);
            left -= taken;
            taken
        };
        let rows_of = |text: &str| wrap(text, usize::from(text_width)).len().min(SAID);
        let error = field.error.as_ref();
        let error = take(error.map_or(0, |error| rows_of(&format!("! {error}"))));
        let reading = focused && field.reading().is_some() && take(1) == 1;
        let suggestions = match &self.suggestions {
            Some(suggestions) if focused => take(suggestions.list.len()),
            _ => 0,
        };
        // What is typed comes before all that is said on it.
        let typed = field.input.rows(usize::from(text_width)).len();
        let help = match focused && suggestions == 0 && !field.help.is_empty() {
            true => take(
                rows_of(&field.help)
                    .min(height.saturating_sub(typed + usize::from(stacked)).max(1)),
            ),
            false => 0,
        };
        let text_rows = match field.kind {
            FormKind::Choice(_) => 1,
            _ if !focused && whole => field.rows_at_rest(text_width).len().max(1),
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
    /// What it shows without the focus, where nothing is typed with a sign for whose it is.
    pub fn at_rest(&self) -> Cow<'_, str> {
        match (self.input.text(), &self.inherited) {
            ("", Some(inherited)) => format!("↑ {inherited}").into(),
            ("", None) => "–".into(),
            (text, _) if self.words().is_some() => shown_word(text).into(),
            (text, _) => text.into(),
        }
    }

    /// Columns before its text, for the sign that each item of a long list begins with.
    pub fn sign_columns(&self) -> u16 {
        match self.kind {
            FormKind::List if self.is_wide => 2,
            _ => 0,
        }
    }

    /// The rows of that.
    pub fn rows_at_rest(&self, columns: u16) -> Vec<Range<usize>> {
        let columns = usize::from(columns).max(1);
        match self.input.text().is_empty() || self.words().is_some() {
            true => wrap(&self.at_rest(), columns),
            false => self.input.rows(columns).into_owned(),
        }
    }

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
