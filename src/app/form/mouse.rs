//! The mouse in a form: a click puts the cursor there, chooses a word or takes a suggestion.

use super::Form;
use super::layout::{FieldBlock, choice_cells};
use crate::app::{App, Area, Effect, Mouse, MouseKind, Overlay};
use crate::config::{Key, KeyCode};
use crate::format::wrap::width;

impl App {
    pub(in crate::app) fn form_mouse(&mut self, mouse: Mouse) -> Vec<Effect> {
        let area = self.viewport.form;
        if let Some(Overlay::Form(form)) = self.overlays.last_mut()
            && area.contains(mouse.column, mouse.row)
        {
            match mouse.kind {
                MouseKind::Click => form.click(area, mouse.column - area.x, mouse.row - area.y),
                MouseKind::WheelUp => form.plain_key(Key::new(KeyCode::Up)),
                MouseKind::WheelDown => form.plain_key(Key::new(KeyCode::Down)),
                MouseKind::Drag | MouseKind::Release => {}
            }
        }
        self.measure();
        Vec::new()
    }
}

impl Form {
    /// A click on a cell of the form's window.
    fn click(&mut self, area: Area, column: u16, row: u16) {
        let layout = self.layout(area.width, area.height);
        let row = usize::from(row);
        let Some(block) = layout.at(row) else {
            return;
        };
        // Rows from the first one of the text.
        let Some(row) = (row + layout.skip).checked_sub(block.text_top()) else {
            self.focus_on(block.field);
            return;
        };
        let column = column.saturating_sub(block.text_x);
        if row < block.text_rows {
            self.click_text(block, usize::from(column), row);
        } else if let Some(row) = (row + block.suggestions)
            .checked_sub(block.bottom() - block.text_top())
            .filter(|_| block.suggestions > 0)
        {
            if let Some(suggestions) = &mut self.suggestions {
                let first = suggestions.first(block.suggestions);
                suggestions.marked = Some(first + row);
                self.take();
            }
        } else {
            self.focus_on(block.field);
        }
    }

    fn click_text(&mut self, block: &FieldBlock, column: usize, row: usize) {
        let had_focus = block.field == self.current;
        self.focus_on(block.field);
        let columns = usize::from(block.text_width);
        match self.current().words() {
            // The words are seen only with the focus.
            Some(_) if !had_focus => {}
            Some(words) => {
                let cells = choice_cells(words, self.current().input.text(), block.text_width);
                let hit = cells.iter().find(|cell| {
                    let x = usize::from(cell.x);
                    (x..x + width(&cell.text)).contains(&column)
                });
                if let Some(cell) = hit {
                    self.set_text(cell.word);
                }
            }
            None => self.write(|input| {
                // Without the focus a text is seen from its beginning.
                let first = match had_focus {
                    true => input.first_row(columns, block.text_rows),
                    false => 0,
                };
                input.click(first + row, column, columns);
            }),
        }
    }
}
