//! A terminal's cells as an SVG picture.
//!
//! Every run of text says how long it is, so that columns stand one below the other in whatever monospaced font the
//! reader has. Borders are drawn as lines, because a font leaves gaps between the rows.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use rolebook::format::wrap::width;

/// Size of one cell, in hundredths of a pixel: whole numbers print the same everywhere.
const CELL: (u32, u32) = (840, 1800);
/// Room around the screen.
const MARGIN: u32 = 1000;
/// Where letters stand, below the top of their cell.
const BASELINE: u32 = 1330;

/// What the terminal has where the program asks for no colour.
#[derive(Clone, Copy)]
pub struct Ground {
    pub background: u32,
    pub foreground: u32,
}

pub const DARK: Ground = Ground {
    background: 0x1b1e24,
    foreground: 0xd5d9e0,
};
pub const LIGHT: Ground = Ground {
    background: 0xfdfdfd,
    foreground: 0x24292f,
};

const FONTS: &str =
    "ui-monospace,'SF Mono','Cascadia Mono','DejaVu Sans Mono',Menlo,Consolas,monospace";

/// What one cell looks like.
#[derive(Clone, Copy, PartialEq)]
struct Ink {
    paint: u32,
    behind: Option<u32>,
    modifier: Modifier,
}

/// The whole screen as a picture with a title.
pub fn svg(buffer: &Buffer, title: &str, ground: Ground) -> String {
    let mut out = head(buffer, title, ground);
    group(&mut out, buffer, ground, "");
    out.push_str("</svg>\n");
    out
}

/// Several screens, one after the other, each with how many tenths of a second it stays. Where the reader wants no
/// motion, the last one stands still.
pub fn film(frames: &[(Buffer, u32)], title: &str, ground: Ground) -> String {
    let Some((first, _)) = frames.first() else {
        return String::new();
    };
    let mut out = head(first, title, ground);
    let all: u32 = frames.iter().map(|(_, tenths)| tenths).sum();
    let share = |tenths: u32| px(tenths * 10_000 / all.max(1));
    out.push_str("<style>\n");
    let mut begin = 0;
    for (n, (_, tenths)) in frames.iter().enumerate() {
        let end = begin + tenths;
        let before = if n == 0 { "" } else { "0%{visibility:hidden}" };
        let after = match end == all {
            true => String::new(),
            false => format!("{}%{{visibility:hidden}}", share(end)),
        };
        let _ = writeln!(
            out,
            "#f{n}{{animation:k{n} {}.{}s infinite step-end}}\n\
             @keyframes k{n}{{{before}{}%{{visibility:visible}}{after}}}",
            all / 10,
            all % 10,
            share(begin),
        );
        begin = end;
    }
    let last = frames.len() - 1;
    let _ = writeln!(
        out,
        "@media (prefers-reduced-motion:reduce){{g.f{{animation:none;visibility:hidden}}g#f{last}{{visibility:visible}}}}\n</style>"
    );
    for (n, (buffer, _)) in frames.iter().enumerate() {
        group(
            &mut out,
            buffer,
            ground,
            &format!(" id=\"f{n}\" class=\"f\""),
        );
    }
    out.push_str("</svg>\n");
    out
}

fn head(buffer: &Buffer, title: &str, ground: Ground) -> String {
    let area = buffer.area;
    let size = (
        u32::from(area.width) * CELL.0 + 2 * MARGIN,
        u32::from(area.height) * CELL.1 + 2 * MARGIN,
    );
    let (w, h) = (px(size.0), px(size.1));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" role=\"img\">\n\
         <title>{}</title>\n\
         <rect width=\"{w}\" height=\"{h}\" rx=\"8\" fill=\"{}\"/>\n",
        escape(title),
        hex(ground.background)
    )
}

fn group(out: &mut String, buffer: &Buffer, ground: Ground, attributes: &str) {
    let _ = writeln!(
        out,
        "<g{attributes} font-family=\"{FONTS}\" font-size=\"14\" fill=\"{}\">",
        hex(ground.foreground)
    );
    for row in 0..buffer.area.height {
        write_row(out, buffer, buffer.area.y + row, row, ground);
    }
    out.push_str("</g>\n");
}

fn hex(color: u32) -> String {
    format!("#{color:06x}")
}

fn write_row(out: &mut String, buffer: &Buffer, y: u16, row: u16, ground: Ground) {
    let top = MARGIN + u32::from(row) * CELL.1;
    let cells = cells(buffer, y, ground);
    // What lies behind comes first, in one piece as long as it looks alike: between two pieces a hairline shows.
    let mut rest = &cells[..];
    while let Some(first) = rest.first() {
        let alike = rest
            .iter()
            .take_while(|cell| cell.ink.behind == first.ink.behind)
            .count();
        if let Some(behind) = first.ink.behind {
            let wide: u32 = rest[..alike].iter().map(|cell| cell.wide).sum();
            let (x, y, w, h) = (px(left(first.at)), px(top), px(wide * CELL.0), px(CELL.1));
            let behind = hex(behind);
            let _ = writeln!(
                out,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" fill=\"{behind}\"/>"
            );
        }
        rest = &rest[alike..];
    }
    let mut rest = &cells[..];
    while let Some(first) = rest.first() {
        let alike = if let Some(border) = border(first.symbol) {
            let alike = match border.ends {
                "we" => rest
                    .iter()
                    .take_while(|cell| cell.symbol == first.symbol && cell.ink == first.ink)
                    .count(),
                _ => 1,
            };
            line(out, &border, first, u32::try_from(alike).unwrap_or(1), top);
            alike
        } else {
            let alike = run_length(rest);
            text(out, &rest[..alike], top, ground);
            alike
        };
        rest = &rest[alike..];
    }
}

/// One character of the screen, with the columns that it takes.
struct Piece<'a> {
    at: u32,
    wide: u32,
    symbol: &'a str,
    ink: Ink,
}

fn cells(buffer: &Buffer, y: u16, ground: Ground) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut x = buffer.area.x;
    while x < buffer.area.right() {
        let cell = &buffer[(x, y)];
        let symbol = cell.symbol();
        let wide = u16::try_from(width(symbol)).unwrap_or(1).max(1);
        out.push(Piece {
            at: u32::from(x - buffer.area.x),
            wide: u32::from(wide),
            symbol,
            ink: ink(cell, ground),
        });
        x += wide;
    }
    out
}

/// How many characters make one piece of text. Several blanks end it, since SVG would not keep them; a wide
/// character stands alone, since fonts disagree about how wide it is.
fn run_length(cells: &[Piece<'_>]) -> usize {
    let first = &cells[0];
    if first.wide > 1 {
        return 1;
    }
    let mut blanks = 0;
    let mut length = 0;
    for cell in cells {
        if cell.ink != first.ink || cell.wide > 1 || border(cell.symbol).is_some() {
            break;
        }
        let is_blank = cell.symbol == " ";
        if !is_blank && blanks > 1 {
            break;
        }
        blanks = if is_blank { blanks + 1 } else { 0 };
        length += 1;
    }
    length
}

fn line(out: &mut String, border: &Border, first: &Piece<'_>, wide: u32, top: u32) {
    let _ = writeln!(
        out,
        "<path d=\"{}\" stroke=\"{}\" stroke-width=\"{}\" fill=\"none\"/>",
        path(border.ends, first.at, wide, top),
        hex(first.ink.paint),
        if border.heavy { "2" } else { "1" },
    );
}

fn text(out: &mut String, cells: &[Piece<'_>], top: u32, ground: Ground) {
    let ink = cells[0].ink;
    let modifier = ink.modifier;
    // A line below the text goes on below its blanks.
    if modifier.contains(Modifier::UNDERLINED) {
        let wide: u32 = cells.iter().map(|cell| cell.wide).sum();
        let _ = writeln!(
            out,
            "<path d=\"M{} {}h{}\" stroke=\"{}\"/>",
            px(left(cells[0].at)),
            px(top + BASELINE + 250),
            px(wide * CELL.0),
            hex(ink.paint),
        );
    }
    let is_text = |cell: &Piece<'_>| cell.symbol != " ";
    let (Some(from), Some(to)) = (
        cells.iter().position(is_text),
        cells.iter().rposition(is_text),
    ) else {
        return;
    };
    let cells = &cells[from..=to];
    let wide: u32 = cells.iter().map(|cell| cell.wide).sum();
    let _ = write!(
        out,
        "<text x=\"{}\" y=\"{}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"",
        px(left(cells[0].at)),
        px(top + BASELINE),
        px(wide * CELL.0),
    );
    if ink.paint != ground.foreground {
        let _ = write!(out, " fill=\"{}\"", hex(ink.paint));
    }
    if modifier.contains(Modifier::BOLD) {
        out.push_str(" font-weight=\"bold\"");
    }
    if modifier.contains(Modifier::ITALIC) {
        out.push_str(" font-style=\"italic\"");
    }
    let text: String = cells.iter().map(|cell| cell.symbol).collect();
    let _ = writeln!(out, ">{}</text>", escape(&text));
}

fn left(column: u32) -> u32 {
    MARGIN + column * CELL.0
}

/// Hundredths as the shortest number of pixels.
fn px(hundredths: u32) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match rest {
        0 => whole.to_string(),
        rest if rest % 10 == 0 => format!("{whole}.{}", rest / 10),
        rest => format!("{whole}.{rest:02}"),
    }
}

/// The ends of the lines in a border character.
struct Border {
    heavy: bool,
    ends: &'static str,
}

fn border(symbol: &str) -> Option<Border> {
    let (heavy, ends) = match symbol {
        "─" => (false, "we"),
        "│" => (false, "ns"),
        "┌" => (false, "se"),
        "┐" => (false, "sw"),
        "└" => (false, "ne"),
        "┘" => (false, "nw"),
        "━" => (true, "we"),
        "┃" => (true, "ns"),
        "┏" => (true, "se"),
        "┓" => (true, "sw"),
        "┗" => (true, "ne"),
        "┛" => (true, "nw"),
        _ => return None,
    };
    Some(Border { heavy, ends })
}

fn path(ends: &str, at: u32, wide: u32, top: u32) -> String {
    let (x, y) = (left(at), top);
    if ends == "we" {
        return format!("M{} {}h{}", px(x), px(y + CELL.1 / 2), px(wide * CELL.0));
    }
    if ends == "ns" {
        return format!("M{} {}v{}", px(x + CELL.0 / 2), px(y), px(CELL.1));
    }
    let (mid_x, mid_y) = (x + CELL.0 / 2, y + CELL.1 / 2);
    let point = |end| match end {
        'n' => (mid_x, y),
        's' => (mid_x, y + CELL.1),
        'w' => (x, mid_y),
        _ => (x + CELL.0, mid_y),
    };
    let mut points = ends.chars().map(point);
    let from = points.next().unwrap_or((mid_x, mid_y));
    let to = points.next().unwrap_or((mid_x, mid_y));
    format!(
        "M{} {}L{} {}L{} {}",
        px(from.0),
        px(from.1),
        px(mid_x),
        px(mid_y),
        px(to.0),
        px(to.1)
    )
}

fn ink(cell: &Cell, ground: Ground) -> Ink {
    let front = color(cell.fg).unwrap_or(ground.foreground);
    let back = color(cell.bg);
    let reverse = cell.modifier.contains(Modifier::REVERSED);
    Ink {
        paint: if reverse {
            back.unwrap_or(ground.background)
        } else {
            front
        },
        behind: if reverse { Some(front) } else { back },
        modifier: cell.modifier.difference(Modifier::REVERSED),
    }
}

/// The colours of the program's own themes; the sixteen of a terminal look different everywhere.
fn color(color: Color) -> Option<u32> {
    let (r, g, b) = match color {
        Color::Indexed(n) => rolebook::config::Color::Indexed(n).rgb()?,
        Color::Rgb(r, g, b) => (r, g, b),
        _ => return None,
    };
    Some(u32::from_be_bytes([0, r, g, b]))
}

/// Text that an XML reader takes as it stands. Characters that XML does not know become their replacement.
fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
