//! What frames are drawn on: the shortest sequences that change what is different, and each frame in one write.
//!
//! On a slow line every byte of an answer to a key is waited for, so cells are written here and not by crossterm, which
//! says each colour in full. Failing writes are not reported: there is nowhere left to print to, and who reads the
//! terminal hears that it is gone.
//!
//! A terminal may take a frame only in part. The rest waits, and until it is written there is no other frame, so that
//! what follows is the difference to what is really seen.

use std::io::{self, Write};

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};
use rustix::stdio::stdout;
use rustix::termios::tcgetwinsize;

use super::shift::Shift;
use super::terminal::offer;

/// A frame of so many bytes arrives in one piece anyhow; a longer one is announced, so that nobody sees half of it.
const SHORT: usize = 256;
/// Going over so many cells of a row takes no fewer bytes than to write them.
const FEW: u16 = 3;
/// Before and after a longer one.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";
/// Back to the look that the terminal has by itself.
const PLAIN: &[u8] = b"\x1b[m";
const SHOW: &[u8] = b"\x1b[?25h";
const HIDE: &[u8] = b"\x1b[?25l";
const CLEAR: &[u8] = b"\x1b[2J";
/// What is seen of a cell that is empty, besides its background.
const SEEN_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT);
/// How each attribute is switched on and off. Bold and dim go together.
const ATTRIBUTES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// The terminal, and what is known of its cursor.
#[derive(Debug, Default)]
pub(super) struct Screen {
    /// What was drawn.
    pending: Vec<u8>,
    /// What of it, and of other things that were said, the terminal has not taken yet.
    rest: Vec<u8>,
    /// Whether the cursor is shown, and where it is; nothing when that is not known.
    is_shown: Option<bool>,
    place: Option<Position>,
    /// Whether what was written since its last place was named takes as many columns on every terminal.
    is_sure: bool,
}

impl Screen {
    /// Forgets what is known of the terminal: somebody else has had it.
    pub(super) fn forget(&mut self) {
        (self.is_shown, self.place) = (None, None);
        self.rest.clear();
    }

    /// Writes what was drawn, as far as the terminal takes it.
    pub(super) fn send(&mut self) {
        let is_long = self.pending.len() > SHORT;
        if is_long {
            self.rest.extend_from_slice(BEGIN);
        }
        self.rest.append(&mut self.pending);
        if is_long {
            self.rest.extend_from_slice(END);
        }
        self.go_on();
    }

    /// Writes something that is not seen, behind what is still to be written.
    pub(super) fn say(&mut self, text: &str) {
        self.rest.extend_from_slice(text.as_bytes());
        self.go_on();
    }

    /// Writes what the terminal has not taken yet, as far as it does now; whether that is all.
    pub(super) fn go_on(&mut self) -> bool {
        if !self.rest.is_empty() {
            let taken = offer(&self.rest);
            self.rest.drain(..taken);
        }
        self.rest.is_empty()
    }

    /// Goes to a place; over a few cells by writing them once more, where that is shorter.
    fn go_on_to(&mut self, place: Position, cells: &Buffer, pen: Pen) {
        let from = self.place.filter(|from| self.is_sure && from.y == place.y);
        if let Some(from) = from
            && (from.x..=from.x.saturating_add(FEW)).contains(&place.x)
        {
            let between = (from.x..place.x).map(|x| &cells[(x, place.y)]);
            let is_alike = |cell: &Cell| cell.symbol().is_ascii() && pen.wanted(cell) == pen;
            if between.clone().all(is_alike) {
                let symbols = between.flat_map(|cell| cell.symbol().bytes());
                self.pending.extend(symbols);
                self.place = Some(place);
                return;
            }
        }
        self.go_to(place);
    }

    fn go_to(&mut self, place: Position) {
        let steps = match self.place.replace(place) {
            Some(from) if from == place => return,
            // From behind the end of a row it never goes on.
            Some(from) if self.is_sure && from.y == place.y => place.x.checked_sub(from.x),
            _ => None,
        };
        // Writing to memory does not fail.
        let _ = match steps {
            Some(1) => self.pending.write_all(b"\x1b[C"),
            Some(steps) => write!(self.pending, "\x1b[{steps}C"),
            None => {
                self.is_sure = true;
                let (row, column) = (u32::from(place.y) + 1, u32::from(place.x) + 1);
                write!(self.pending, "\x1b[{row};{column}H")
            }
        };
    }

    /// Has the terminal show other cells than it does, in one part of the screen after the other.
    pub(super) fn draw<'a>(&mut self, parts: impl IntoIterator<Item = (&'a Buffer, &'a Buffer)>) {
        let mut pen = Pen::default();
        for (shown, next) in parts {
            for (x, y, cell) in shown.diff_iter(next) {
                self.go_on_to(Position { x, y }, next, pen);
                pen.take(cell, &mut self.pending);
                self.pending.extend_from_slice(cell.symbol().as_bytes());
                self.place = Some(Position { x: x + 1, y });
                // About the others terminals are not at one.
                self.is_sure &= cell.symbol().is_ascii();
            }
        }
        if !self.is_sure {
            self.place = None;
        }
        if pen != Pen::default() {
            self.pending.extend_from_slice(PLAIN);
        }
    }

    /// Moves whole rows. What they leave takes the look that the terminal has by itself.
    pub(super) fn shift(&mut self, Shift { rows, by, is_up }: &Shift) {
        let (first, last) = (rows.start + 1, rows.end);
        // Lines are taken out or put in at the top of a part of the screen. To scroll it would be said in fewer bytes, but
        // not every terminal can be told.
        let way = if *is_up { 'M' } else { 'L' };
        // Writing to memory does not fail.
        let _ = write!(
            self.pending,
            "\x1b[{first};{last}r\x1b[{first}H\x1b[{by}{way}\x1b[r"
        );
        self.place = None;
    }

    /// Shows the cursor there, or nowhere.
    pub(super) fn stand_at(&mut self, place: Option<Position>) {
        if self.is_shown.replace(place.is_some()) != Some(place.is_some()) {
            let sequence = if place.is_some() { SHOW } else { HIDE };
            self.pending.extend_from_slice(sequence);
        }
        if let Some(place) = place {
            self.go_to(place);
        }
    }

    /// What would be written, which then is not.
    #[cfg(test)]
    pub(super) fn taken(&mut self) -> String {
        String::from_utf8(std::mem::take(&mut self.pending)).unwrap_or_default()
    }

    /// Empties the terminal.
    pub(super) fn clear(&mut self) {
        self.place = None;
        self.pending.extend_from_slice(CLEAR);
    }
}

/// The terminal's size, asked for each frame. crossterm would open the terminal anew each time.
///
/// # Errors
/// When the terminal does not say.
pub(super) fn size() -> io::Result<Size> {
    match tcgetwinsize(stdout()) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => Ok(Size::new(size.ws_col, size.ws_row)),
        _ => crossterm::terminal::size().map(Size::from),
    }
}

/// The look in which the terminal writes.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Pen {
    color: Color,
    behind: Color,
    attributes: Modifier,
}

impl Pen {
    /// The look of a cell, as far as it is seen there; as for the rest, this one.
    fn wanted(self, cell: &Cell) -> Self {
        let mut wanted = Self {
            color: cell.fg,
            behind: cell.bg,
            attributes: cell.modifier,
        };
        let seen = (cell.modifier | self.attributes).intersection(SEEN_ON_BLANK);
        if cell.symbol() == " " && seen.is_empty() {
            (wanted.color, wanted.attributes) = (self.color, self.attributes);
        }
        wanted
    }

    /// Has the terminal write in the look of a cell.
    fn take(&mut self, cell: &Cell, out: &mut Vec<u8>) {
        let wanted = self.wanted(cell);
        if *self == wanted {
            return;
        }
        let (changed, mut anew) = (self.way_to(wanted), vec![0]);
        anew.append(&mut Self::default().way_to(wanted));
        let length = |way: &[u8]| -> usize {
            way.iter()
                .map(|n| 2 + usize::from(*n > 9) + usize::from(*n > 99))
                .sum()
        };
        let way = if length(&anew) < length(&changed) {
            anew
        } else {
            changed
        };
        out.extend_from_slice(b"\x1b[");
        for (at, parameter) in way.iter().enumerate() {
            let separator = if at > 0 { ";" } else { "" };
            // Writing to memory does not fail.
            let _ = write!(out, "{separator}{parameter}");
        }
        out.push(b'm');
        *self = wanted;
    }

    /// The parameters that lead from this look to another.
    fn way_to(self, wanted: Self) -> Vec<u8> {
        let mut way = Vec::new();
        let mut has = self.attributes;
        for (attribute, _, off) in ATTRIBUTES {
            if has.contains(attribute) && !wanted.attributes.contains(attribute) {
                way.push(off);
                let gone = ATTRIBUTES.iter().filter(|(.., its)| *its == off);
                gone.for_each(|(attribute, ..)| has.remove(*attribute));
            }
        }
        for (attribute, on, _) in ATTRIBUTES {
            if wanted.attributes.contains(attribute) && !has.contains(attribute) {
                way.push(on);
            }
        }
        if self.color != wanted.color {
            name(wanted.color, 30, &mut way);
        }
        if self.behind != wanted.behind {
            name(wanted.behind, 40, &mut way);
        }
        way
    }
}

/// The parameters of a colour: from 30 on of what is written, from 40 on of what is behind it.
fn name(color: Color, base: u8, way: &mut Vec<u8>) {
    let index = match color {
        Color::Reset => return way.push(base + 9),
        Color::Rgb(r, g, b) => return way.extend([base + 8, 2, r, g, b]),
        Color::Indexed(index) => index,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    way.extend([base + 8, 5, index]);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    /// What these cells write, one beside the other.
    fn drawn(cells: &[(&'static str, Style)]) -> String {
        let area = Rect::new(0, 0, u16::try_from(cells.len()).unwrap(), 1);
        let mut next = Buffer::empty(area);
        for (cell, (symbol, style)) in next.content.iter_mut().zip(cells) {
            cell.set_symbol(symbol).set_style(*style);
        }
        // Nothing that is drawn here was there before.
        let shown = Buffer::filled(area, Cell::new("#"));
        let mut screen = Screen::default();
        screen.draw([(&shown, &next)]);
        screen.taken()
    }

    #[test]
    fn a_look_is_said_in_short() {
        let plain = Style::new();
        let bold = plain.fg(Color::Indexed(24)).bold();
        let on = plain.bg(Color::Rgb(1, 2, 3));
        assert_eq!(drawn(&[("a", plain), ("b", plain)]), "\x1b[1;1Hab");
        assert_eq!(
            drawn(&[("a", bold), ("b", bold), ("c", plain)]),
            "\x1b[1;1H\x1b[1;38;5;24mab\x1b[0mc"
        );
        assert_eq!(
            drawn(&[("a", on), ("b", on.red().dim())]),
            "\x1b[1;1H\x1b[48;2;1;2;3ma\x1b[2;38;5;1mb\x1b[m"
        );
        assert_eq!(
            drawn(&[("a", on.bold().dim().italic()), ("b", on.dim())]),
            "\x1b[1;1H\x1b[1;2;3;48;2;1;2;3ma\x1b[22;23;2mb\x1b[m"
        );
    }

    #[test]
    fn a_few_cells_of_the_same_look_are_written_once_more() {
        let area = Rect::new(0, 0, 6, 1);
        let show = |from: &str, to: &str, look: Style| {
            let mut screen = Screen::default();
            let [shown, next] = [from, to].map(|text| {
                let mut cells = Buffer::empty(area);
                cells.set_string(0, 0, text, Style::new());
                cells[(2, 0)].set_style(look);
                cells
            });
            screen.draw([(&shown, &next)]);
            screen.taken()
        };
        let plain = Style::new();
        assert_eq!(show("a23d", "b23e", plain), "\x1b[1;1Hb23e");
        assert_eq!(show("a2 d", "b2 e", plain.bold()), "\x1b[1;1Hb2 e");
        // Too many, another look, and what is of another width on some terminals.
        assert_eq!(show("a2345f", "b2345g", plain), "\x1b[1;1Hb\x1b[4Cg");
        assert_eq!(show("a23d", "b23e", plain.bold()), "\x1b[1;1Hb\x1b[2Ce");
        assert_eq!(show("a·c", "b·d", plain), "\x1b[1;1Hb\x1b[Cd");
    }

    #[test]
    fn an_empty_cell_has_no_colour_of_its_own() {
        let plain = Style::new();
        let blue = plain.fg(Color::Indexed(4));
        assert_eq!(
            drawn(&[("a", blue.bold()), (" ", plain), ("b", blue.bold())]),
            "\x1b[1;1H\x1b[1;38;5;4ma b\x1b[m"
        );
        assert_eq!(drawn(&[(" ", blue.bold())]), "\x1b[1;1H ");
        assert_eq!(
            drawn(&[
                ("a", blue.underlined()),
                (" ", blue),
                (" ", blue.reversed())
            ]),
            "\x1b[1;1H\x1b[4;38;5;4ma\x1b[24m \x1b[7m \x1b[m"
        );
        assert_eq!(
            drawn(&[(" ", blue.bg(Color::Reset)), (" ", blue.on_red())]),
            "\x1b[1;1H \x1b[48;5;1m \x1b[m"
        );
    }
}
