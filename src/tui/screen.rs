//! What frames are drawn on: crossterm's backend, without what changes nothing, and each frame in one write.
//!
//! On a slow line every byte of an answer to a key is waited for. Failing writes are not reported, because ratatui would
//! print them, and there is nowhere left to print to.

use std::io;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use super::terminal::send_bytes;

/// A frame of so many bytes arrives in one piece anyhow; a longer one is announced, so that nobody sees half of it.
const SHORT: usize = 256;
/// Before and after a longer one.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";
/// How the backend gives colours and attributes back, and the same in short.
const RESET: &[u8] = b"\x1b[39m\x1b[49m\x1b[59m\x1b[0m";
const RESET_SHORT: &[u8] = b"\x1b[0m";

/// The terminal, and what is known of its cursor.
#[derive(Debug, Default)]
pub(super) struct Screen {
    /// What is to be written.
    pending: Vec<u8>,
    /// Whether the cursor is shown, and where it is; nothing when that is not known.
    is_shown: Option<bool>,
    place: Option<Position>,
}

impl Screen {
    /// Forgets what is known of the terminal: somebody else has had it.
    pub(super) fn forget(&mut self) {
        (self.is_shown, self.place) = (None, None);
    }

    /// Writes what was drawn.
    pub(super) fn send(&mut self) {
        match self.pending.len() {
            0 => {}
            1..=SHORT => send_bytes(&self.pending),
            _ => send_bytes(&[BEGIN, &self.pending, END].concat()),
        }
        self.pending.clear();
    }

    fn backend(&mut self) -> CrosstermBackend<&mut Vec<u8>> {
        CrosstermBackend::new(&mut self.pending)
    }
}

impl Backend for Screen {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        if content.peek().is_none() {
            return Ok(());
        }
        self.place = None;
        self.backend().draw(content)?;
        if self.pending.ends_with(RESET) {
            let drawn = self.pending.len() - RESET.len();
            self.pending.truncate(drawn);
            self.pending.extend_from_slice(RESET_SHORT);
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.is_shown.replace(false) == Some(false) {
            return Ok(());
        }
        self.backend().hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.is_shown.replace(true) == Some(true) {
            return Ok(());
        }
        self.backend().show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.backend().get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        if self.place.replace(position) == Some(position) {
            return Ok(());
        }
        self.backend().set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.place = None;
        self.backend().clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.place = None;
        self.backend().clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        CrosstermBackend::new(io::sink()).size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.backend().window_size()
    }

    /// Nothing: a frame ends with [`Self::send`].
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use ratatui::Terminal;
    use ratatui::TerminalOptions;
    use ratatui::Viewport;
    use ratatui::layout::Rect;
    use ratatui::widgets::Paragraph;

    use super::*;

    /// What a frame with this text and the cursor there writes.
    fn written(terminal: &mut Terminal<Screen>, text: &str, cursor: (u16, u16)) -> String {
        let draw = |frame: &mut ratatui::Frame<'_>| {
            frame.render_widget(Paragraph::new(text), frame.area());
            frame.set_cursor_position(cursor);
        };
        terminal.draw(draw).unwrap();
        let pending = std::mem::take(&mut terminal.backend_mut().pending);
        String::from_utf8(pending).unwrap()
    }

    #[test]
    fn a_frame_says_only_what_is_new() {
        let viewport = Viewport::Fixed(Rect::new(0, 0, 20, 2));
        let options = TerminalOptions { viewport };
        let mut terminal = Terminal::with_options(Screen::default(), options).unwrap();
        let first = written(&mut terminal, "role", (0, 0));
        assert!(
            first.contains("role") && first.ends_with("\x1b[?25h\x1b[1;1H"),
            "{first:?}"
        );
        assert_eq!(written(&mut terminal, "role", (0, 0)), "");
        assert_eq!(written(&mut terminal, "role", (3, 0)), "\x1b[1;4H");
        assert_eq!(
            written(&mut terminal, "rope", (3, 0)),
            "\x1b[1;3Hp\x1b[0m\x1b[1;4H"
        );
        terminal.backend_mut().forget();
        assert_eq!(written(&mut terminal, "rope", (3, 0)), "\x1b[?25h\x1b[1;4H");
    }
}
