//! Keys and actions of a field.

use super::TextField;
use super::history::Group;
use super::motion::{line_end, line_start, next, previous, word_left, word_right};
use crate::config::{Action, Key, KeyCode};

impl TextField {
    /// Takes a key that types or moves. Says whether it was one.
    pub fn key(&mut self, key: Key) -> bool {
        if let Some(c) = key.typed() {
            self.insert(c.encode_utf8(&mut [0; 4]));
            return true;
        }
        let word = key.ctrl || key.alt;
        let (code, select) = (key.code, key.shift);
        match code {
            KeyCode::Left if word => self.go(word_left(&self.text, self.cursor), select),
            KeyCode::Right if word => self.go(word_right(&self.text, self.cursor), select),
            KeyCode::Left => {
                let to = match self.selection().filter(|_| !select) {
                    Some(range) => range.start,
                    None => previous(&self.text, self.cursor),
                };
                self.go(to, select);
            }
            KeyCode::Right => {
                let to = match self.selection().filter(|_| !select) {
                    Some(range) => range.end,
                    None => next(&self.text, self.cursor),
                };
                self.go(to, select);
            }
            KeyCode::Up => return self.vertical(-1, select),
            KeyCode::Down => return self.vertical(1, select),
            KeyCode::Home if key.ctrl => self.go(0, select),
            KeyCode::End if key.ctrl => self.go(self.text.len(), select),
            KeyCode::Home => self.go(self.line_edge(false), select),
            KeyCode::End => self.go(self.line_edge(true), select),
            KeyCode::Backspace if word => {
                self.delete(word_left(&self.text, self.cursor), Group::None);
            }
            KeyCode::Backspace => self.rub_out(),
            KeyCode::Delete if word => {
                self.delete(word_right(&self.text, self.cursor), Group::None);
            }
            KeyCode::Delete => self.delete(next(&self.text, self.cursor), Group::None),
            KeyCode::Char('e') if key.ctrl => self.go(self.line_edge(true), false),
            KeyCode::Char('b') if key.ctrl => self.go(previous(&self.text, self.cursor), false),
            KeyCode::Char('f') if key.ctrl => self.go(next(&self.text, self.cursor), false),
            KeyCode::Char('b') if key.alt => self.go(word_left(&self.text, self.cursor), false),
            KeyCode::Char('f') if key.alt => self.go(word_right(&self.text, self.cursor), false),
            KeyCode::Char('d') if key.alt => {
                self.delete(word_right(&self.text, self.cursor), Group::None);
            }
            KeyCode::Char('d') if key.ctrl => {
                self.delete(next(&self.text, self.cursor), Group::None);
            }
            KeyCode::Char('h') if key.ctrl => self.rub_out(),
            KeyCode::Char('w') if key.ctrl => {
                self.delete(word_left(&self.text, self.cursor), Group::None);
            }
            KeyCode::Char('u') if key.ctrl => {
                self.delete(line_start(&self.text, self.cursor), Group::None);
            }
            KeyCode::Char('k') if key.ctrl => {
                self.delete(line_end(&self.text, self.cursor), Group::None);
            }
            _ => return false,
        }
        true
    }

    /// Does a form's editing action. Says whether it was one.
    pub fn action(&mut self, action: Action, clipboard: &mut String) -> bool {
        match action {
            Action::FormNewline if self.multiline => self.insert("\n"),
            Action::FormUndo => {
                self.undo();
            }
            Action::FormRedo => {
                self.redo();
            }
            Action::FormSelectAll => self.select_all(),
            Action::FormCopy | Action::FormCut => {
                if let Some(selected) = self.selected() {
                    *clipboard = selected.to_owned();
                }
                if action == Action::FormCut {
                    self.cut();
                }
            }
            Action::FormPaste => self.insert(clipboard),
            _ => return false,
        }
        true
    }
}
