//! What the terminal shows, and the frame that takes its place.
//!
//! ratatui's `Terminal` would do it, if only whole frames were drawn: it keeps to itself what is shown.

use std::io;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::screen::{self, Screen};
use super::shift::Shift;
use crate::app::{App, Viewport};
use crate::ui::{self, First, Frame, Seen};

/// The screen's cells.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    /// The terminal.
    pub(super) screen: Screen,
    /// What it shows.
    shown: Buffer,
    /// What it is to show.
    next: Buffer,
    /// Where the cursor stands in what it shows.
    seen: Option<Seen>,
}

impl Canvas {
    /// Makes the next frame a whole one: somebody else has had the terminal.
    pub(super) fn forget(&mut self) {
        self.screen.forget();
        self.shown.area = Rect::ZERO;
    }

    /// Draws a frame and says what it measured. It is not written yet.
    ///
    /// # Errors
    /// When the terminal does not say how large it is.
    pub(super) fn draw(&mut self, app: &App) -> io::Result<Viewport> {
        let area = Rect::from((Position::ORIGIN, screen::size()?));
        self.seen = Seen::of(app);
        Ok(self.draw_in(area, |frame| ui::draw(frame, app)))
    }

    /// Draws and writes what answers a key before the rest of the frame does.
    pub(super) fn draw_first(&mut self, app: &App) {
        let first = self.seen.and_then(|seen| ui::draw_first(app, seen));
        if let Some(first) = first {
            self.put(&first);
            self.screen.send();
        }
    }

    fn put(&mut self, First { parts, cursor }: &First) {
        // A part that does not lie on the screen is of another one.
        let on_screen = |part: &&Buffer| self.shown.area.intersection(part.area) == part.area;
        let parts: Vec<&Buffer> = parts.iter().filter(on_screen).collect();
        let before: Vec<Buffer> = parts
            .iter()
            .map(|part| {
                let mut before = Buffer::empty(part.area);
                copy(&self.shown, &mut before, part.area);
                before
            })
            .collect();
        self.screen.draw(before.iter().zip(parts.iter().copied()));
        for part in parts {
            copy(part, &mut self.shown, part.area);
        }
        self.screen.stand_at(*cursor);
    }

    /// Draws all cells of an area; there is still something of a former frame in them.
    fn draw_in<T>(&mut self, area: Rect, draw: impl FnOnce(&mut Frame<'_>) -> T) -> T {
        if self.shown.area != area {
            (self.shown, self.next) = (Buffer::empty(area), Buffer::empty(area));
            self.screen.clear();
        }
        let mut frame = Frame::new(&mut self.next);
        let drawn = draw(&mut frame);
        let cursor = frame.cursor();
        if let Some(shift) = Shift::between(&self.shown, &self.next) {
            self.screen.shift(&shift);
            shift.apply(&mut self.shown);
        }
        self.screen.draw([(&self.shown, &self.next)]);
        self.screen.stand_at(cursor);
        std::mem::swap(&mut self.shown, &mut self.next);
        drawn
    }
}

/// Copies the cells of an area that both have.
fn copy(from: &Buffer, to: &mut Buffer, area: Rect) {
    for place in area.positions() {
        to[place].clone_from(&from[place]);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;
    use ratatui::style::{Color, Modifier, Style};
    use ratatui::widgets::{Paragraph, Widget};

    use super::*;
    use crate::format::wrap::width;

    /// What a frame with this text and the cursor there writes.
    fn written(canvas: &mut Canvas, text: &str, cursor: (u16, u16)) -> String {
        canvas.draw_in(Rect::new(0, 0, 20, 2), |frame| {
            frame.buffer_mut().reset();
            Paragraph::new(text).render(frame.area(), frame.buffer_mut());
            frame.set_cursor_position(cursor);
        });
        canvas.screen.taken()
    }

    #[test]
    fn a_frame_says_only_what_is_new() {
        let mut canvas = Canvas::default();
        let first = written(&mut canvas, "role", (0, 0));
        assert!(
            first.starts_with("\x1b[2J")
                && first.contains("role")
                && first.ends_with("\x1b[?25h\x1b[1;1H"),
            "{first:?}"
        );
        assert_eq!(written(&mut canvas, "role", (0, 0)), "");
        assert_eq!(written(&mut canvas, "role", (3, 0)), "\x1b[3C");
        assert_eq!(written(&mut canvas, "rope", (3, 0)), "\x1b[1;3Hp");
        assert_eq!(written(&mut canvas, "roper", (5, 0)), "er");
        assert_eq!(written(&mut canvas, "ropery", (6, 0)), "y");
        // How wide it is, is up to the terminal.
        assert_eq!(written(&mut canvas, "ropery▌", (7, 0)), "▌\x1b[1;8H");
        canvas.screen.forget();
        assert_eq!(
            written(&mut canvas, "ropery▌", (7, 0)),
            "\x1b[?25h\x1b[1;8H"
        );
    }

    #[test]
    fn where_columns_are_sure_the_way_is_told_and_not_the_place() {
        let mut canvas = Canvas::default();
        written(&mut canvas, "a    b", (0, 0));
        assert_eq!(
            written(&mut canvas, "c    d  e", (0, 0)),
            "c\x1b[4Cd  e\x1b[1;1H"
        );
        // How wide it is, is up to the terminal.
        assert_eq!(
            written(&mut canvas, "▌    f  g", (0, 0)),
            "▌\x1b[1;6Hf  g\x1b[1;1H"
        );
        let full = "0123456789012345678";
        written(&mut canvas, &format!("{full}x\n12"), (0, 0));
        assert_eq!(
            written(&mut canvas, &format!("{full}y\n13"), (19, 0)),
            "\x1b[19Cy\x1b[2;2H3\x1b[1;20H"
        );
    }

    #[test]
    fn what_is_drawn_first_is_not_written_again() {
        let mut canvas = Canvas::default();
        written(&mut canvas, "role\nrest", (0, 0));
        let part = |text| Buffer::with_lines([text]);
        canvas.put(&First {
            parts: vec![part("rope")],
            cursor: Some(Position::new(3, 0)),
        });
        assert_eq!(canvas.screen.taken(), "rop");
        assert_eq!(
            written(&mut canvas, "rope\nbest", (3, 0)),
            "\x1b[2;1Hb\x1b[1;4H"
        );
        // What does not lie on the screen is left to the frame.
        let mut below = part("down");
        below.area.y = 2;
        canvas.put(&First {
            parts: vec![below],
            cursor: None,
        });
        assert_eq!(canvas.screen.taken(), "\x1b[?25l");
    }

    const LOOKS: [Style; 5] = [
        Style::new(),
        Style::new().fg(Color::Indexed(24)),
        Style::new().bg(Color::Indexed(231)),
        Style::new().add_modifier(Modifier::BOLD),
        Style::new()
            .fg(Color::Rgb(1, 2, 3))
            .add_modifier(Modifier::UNDERLINED),
    ];

    /// A text somewhere in the screen, and its look.
    type Piece = (u16, u16, String, usize);

    fn piece() -> impl Strategy<Value = Piece> {
        (
            0..20_u16,
            0..3_u16,
            "[ab ]{1,6}|[ab é•あ]{1,4}",
            0..LOOKS.len(),
        )
    }

    fn lay(pieces: &[Piece], cells: &mut Buffer) {
        for (x, y, text, look) in pieces {
            let room = usize::from(20 - x);
            if cells.area.contains(Position::new(*x, *y)) {
                cells.set_stringn(*x, *y, text, room, LOOKS[*look]);
            }
        }
    }

    proptest! {
        #[test]
        fn the_terminal_shows_what_was_drawn(
            frames in prop::collection::vec(
                (prop::collection::vec(piece(), 0..8), prop::option::of(0..3_u16)),
                1..5,
            ),
        ) {
            let area = Rect::new(0, 0, 20, 3);
            let mut canvas = Canvas::default();
            let mut terminal = vt100::Parser::new(3.try_into().unwrap(), 20.try_into().unwrap(), 0);
            let mut left = Vec::new();
            for (pieces, first) in &frames {
                if let Some(row) = first {
                    let mut part = Buffer::empty(Rect { y: *row, height: 1, ..area });
                    lay(pieces, &mut part);
                    canvas.put(&First { parts: vec![part], cursor: None });
                }
                canvas.draw_in(area, |frame| {
                    frame.buffer_mut().reset();
                    lay(pieces, frame.buffer_mut());
                });
                terminal.process(canvas.screen.taken().as_bytes());
                agree(&canvas.shown, terminal.screen(), &mut left)?;
            }
        }

        /// Rows of a list that is gone through, between others, with a row that looks different.
        #[test]
        fn the_terminal_shows_what_has_scrolled(
            list in prop::collection::vec(("[a-c é]{0,5}", 0..LOOKS.len()), 12..40),
            frames in prop::collection::vec((0..30_usize, 0..12_u16, 0..LOOKS.len()), 2..8),
            (above, below) in (0..3_u16, 0..3_u16),
            whole in any::<bool>(),
        ) {
            let area = Rect::new(0, 0, 20, 12);
            let mut canvas = Canvas::default();
            let mut terminal = vt100::Parser::new(12.try_into().unwrap(), 20.try_into().unwrap(), 0);
            for (offset, cursor, look) in frames {
                canvas.draw_in(area, |frame| {
                    let cells = frame.buffer_mut();
                    cells.reset();
                    if whole {
                        cells.set_style(area, LOOKS[2]);
                    }
                    for row in 0..12 {
                        let item = list.get(offset + usize::from(row));
                        let (text, its) = item.map_or(("", 0), |(text, its)| (text, *its));
                        let look = if row == cursor { look } else { its };
                        match (above..12 - below).contains(&row) {
                            true => cells.set_stringn(1, row, text, 18, LOOKS[look]),
                            false => cells.set_stringn(0, row, "edge", 20, LOOKS[0]),
                        };
                    }
                });
                terminal.process(canvas.screen.taken().as_bytes());
                agree(&canvas.shown, terminal.screen(), &mut Vec::new())?;
            }
        }
    }

    /// Whether a terminal shows these cells. Terminals are not at one about the colour of what is `left` of a wide
    /// character.
    fn agree(
        shown: &Buffer,
        terminal: &vt100::Screen,
        left: &mut Vec<Position>,
    ) -> Result<(), TestCaseError> {
        let mut wide = 0;
        for place in shown.area.positions() {
            if wide > 0 {
                wide -= 1;
                left.push(place);
                continue;
            }
            let cell = &shown[place];
            wide = width(cell.symbol()).saturating_sub(1);
            let seen = terminal.cell(place.y, place.x).unwrap();
            let symbol = if seen.has_contents() {
                seen.contents()
            } else {
                " "
            };
            prop_assert_eq!(symbol, cell.symbol(), "at {}", place);
            if left.contains(&place) {
                continue;
            }
            prop_assert_eq!(seen.bgcolor(), color(cell.bg), "behind {}", place);
            let underlined = cell.modifier.contains(Modifier::UNDERLINED);
            prop_assert_eq!(seen.underline(), underlined, "under {}", place);
            if symbol != " " {
                prop_assert_eq!(seen.fgcolor(), color(cell.fg), "of {}", place);
                let bold = cell.modifier.contains(Modifier::BOLD);
                prop_assert_eq!(seen.bold(), bold, "at {}", place);
            }
        }
        Ok(())
    }

    fn color(color: Color) -> vt100::Color {
        match color {
            Color::Indexed(index) => vt100::Color::Idx(index),
            Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
            _ => vt100::Color::Default,
        }
    }
}
