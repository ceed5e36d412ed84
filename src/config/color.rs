//! Colours: how they are written, how light they are, and what stands out against what.

use std::fmt;
use std::str::FromStr;

/// A colour of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Color {
    /// Whatever the terminal uses.
    #[default]
    Default,
    /// One of the sixteen that every terminal has, and that its user may have chosen.
    Ansi(u8),
    /// One of the 240 that follow them and are the same everywhere.
    Indexed(u8),
    /// Any other.
    Rgb(u8, u8, u8),
}

/// How many colours there are to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Depth {
    /// No colours.
    None,
    /// Sixteen.
    Ansi,
    /// 256.
    #[default]
    Indexed,
    /// All.
    True,
}

/// Red, green and blue.
pub type Rgb = (u8, u8, u8);

const NAMES: [&str; 8] = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
];

/// The sixteen as xterm has them; what a user's terminal makes of them, nobody knows.
const XTERM: [Rgb; 16] = [
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (0, 0, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
    (127, 127, 127),
    (255, 0, 0),
    (0, 255, 0),
    (255, 255, 0),
    (92, 92, 255),
    (255, 0, 255),
    (0, 255, 255),
    (255, 255, 255),
];

impl Color {
    /// Its parts, where they are known.
    pub fn rgb(self) -> Option<Rgb> {
        match self {
            Self::Default => None,
            Self::Ansi(n) => XTERM.get(usize::from(n)).copied(),
            Self::Indexed(n) => Some(indexed(n)),
            Self::Rgb(r, g, b) => Some((r, g, b)),
        }
    }

    /// The nearest one that there is with so many colours. None of the sixteen is near to anything: what they look
    /// like is up to the terminal.
    pub fn at(self, depth: Depth) -> Self {
        match (self, depth) {
            (Self::Default, _) | (_, Depth::None) => Self::Default,
            (Self::Rgb(r, g, b), Depth::Indexed) => Self::Indexed(nearest_index((r, g, b))),
            (Self::Rgb(..) | Self::Indexed(_), Depth::Ansi) => Self::Default,
            (color, _) => color,
        }
    }
}

fn indexed(n: u8) -> Rgb {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    match n {
        0..=15 => XTERM[usize::from(n)],
        16..=231 => {
            let n = usize::from(n - 16);
            (STEPS[n / 36], STEPS[n / 6 % 6], STEPS[n % 6])
        }
        232..=255 => {
            let grey = 8 + 10 * (n - 232);
            (grey, grey, grey)
        }
    }
}

fn nearest_index(wanted: Rgb) -> u8 {
    let apart = |n: &u8| {
        let (r, g, b) = indexed(*n);
        let part = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
        part(r, wanted.0) + part(g, wanted.1) + part(b, wanted.2)
    };
    (16..=255).min_by_key(apart).unwrap_or(16)
}

/// How light a colour is, from 0 to 1, as WCAG reckons.
pub fn lightness((r, g, b): Rgb) -> f64 {
    let part = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
}

/// How much two colours stand out against each other: from 1, not at all, to 21, black on white.
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (lightness(a), lightness(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

impl FromStr for Color {
    type Err = ();

    /// `default`, a name of the sixteen such as `red` or `bright-red`, a number up to 255, or `#rrggbb`.
    fn from_str(text: &str) -> Result<Self, ()> {
        let text = text.to_ascii_lowercase();
        if text == "default" {
            return Ok(Self::Default);
        }
        if let Some(digits) = text.strip_prefix('#') {
            if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                return Err(());
            }
            let all = u32::from_str_radix(digits, 16).map_err(|_| ())?;
            let [_, r, g, b] = all.to_be_bytes();
            return Ok(Self::Rgb(r, g, b));
        }
        let (name, bright) = match text.strip_prefix("bright-") {
            Some(name) => (name, 8),
            None => (text.as_str(), 0),
        };
        if let Some(n) = (0..8).find(|n| NAMES[usize::from(*n)] == name) {
            return Ok(Self::Ansi(n + bright));
        }
        match text.parse::<u8>() {
            Ok(n @ 0..=15) => Ok(Self::Ansi(n)),
            Ok(n) => Ok(Self::Indexed(n)),
            Err(_) => Err(()),
        }
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::Ansi(n) if *n < 8 => f.write_str(NAMES[usize::from(*n)]),
            Self::Ansi(n) => write!(f, "bright-{}", NAMES[usize::from(n % 8)]),
            Self::Indexed(n) => write!(f, "{n}"),
            Self::Rgb(r, g, b) => write!(f, "#{r:02x}{g:02x}{b:02x}"),
        }
    }
}

/// What a terminal answers to the question for its background: `rgb:RR/GG/BB`, with one to four digits a part.
pub fn parse_answer(text: &str) -> Option<Rgb> {
    let parts = text
        .strip_prefix("rgb:")
        .or_else(|| text.strip_prefix("rgba:"))?;
    let mut parts = parts.split('/').map(|part| {
        let most = match part.len() {
            1..=4 => 16_u32.pow(u32::try_from(part.len()).ok()?) - 1,
            _ => return None,
        };
        let value = u32::from_str_radix(part, 16).ok()?;
        u8::try_from(value * 255 / most).ok()
    });
    Some((parts.next()??, parts.next()??, parts.next()??))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_written_as_they_are_read() {
        for text in ["default", "red", "bright-cyan", "111", "#1c2d3e"] {
            assert_eq!(text.parse::<Color>().unwrap().to_string(), text);
        }
        for text in ["", "purple", "256", "#12345", "#12345é", "bright-", "-1"] {
            assert!(text.parse::<Color>().is_err(), "{text}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((contrast((0, 0, 0), (255, 255, 255)) - 21.0).abs() < 1e-9);
        assert!((contrast((119, 119, 119), (255, 255, 255)) - 4.48).abs() < 0.01);
    }

    #[test]
    fn what_terminals_answer() {
        assert_eq!(parse_answer("rgb:1e1e/1e1e/2e2e"), Some((30, 30, 46)));
        assert_eq!(parse_answer("rgb:f/0/8"), Some((255, 0, 136)));
        assert_eq!(parse_answer("rgba:ff/ff/ff/ff"), Some((255, 255, 255)));
        for text in ["", "rgb:", "rgb:1/2", "rgb:zz/00/00", "rgb:12345/0/0"] {
            assert_eq!(parse_answer(text), None, "{text}");
        }
    }

    #[test]
    fn fewer_colours_are_near_or_left_to_the_terminal() {
        let color = Color::Rgb(255, 135, 136);
        assert_eq!(color.at(Depth::Indexed), Color::Indexed(210));
        assert_eq!(color.at(Depth::Ansi), Color::Default);
        assert_eq!(Color::Ansi(3).at(Depth::None), Color::Default);
    }
}
