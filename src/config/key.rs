//! A key press, as people write it: `Ctrl-P`, `Alt-Up`, `g`, `F1`.

use std::fmt;
use std::str::FromStr;

/// The key itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyCode {
    /// A character as typed, with shift already in it.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Cursor up.
    Up,
    /// Cursor down.
    Down,
    /// Cursor left.
    Left,
    /// Cursor right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key.
    F(u8),
}

/// A key with what is held down besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key.
    pub code: KeyCode,
    /// Control is held.
    pub ctrl: bool,
    /// Alt (or Meta) is held.
    pub alt: bool,
    /// Shift is held; not counted for characters, which carry it in themselves.
    pub shift: bool,
}

impl Key {
    /// A key alone.
    pub const fn new(code: KeyCode) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// A character alone.
    pub const fn char(c: char) -> Self {
        Self::new(KeyCode::Char(c))
    }

    /// The character that this key types, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

const NAMES: &[(&str, KeyCode)] = &[
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Shift-Tab", KeyCode::BackTab),
    ("Backspace", KeyCode::Backspace),
    ("Del", KeyCode::Delete),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("Space", KeyCode::Char(' ')),
];

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        if self.shift {
            f.write_str("Shift-")?;
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, code)| *code == self.code) {
            return f.write_str(name);
        }
        match self.code {
            KeyCode::Char(c) if self.ctrl => write!(f, "{}", c.to_ascii_uppercase()),
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::F(n) => write!(f, "F{n}"),
            _ => Ok(()),
        }
    }
}

impl FromStr for Key {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut key = Self::char(' ');
        let mut rest = text;
        loop {
            if let Some((_, code)) = NAMES
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(rest))
            {
                key.code = *code;
                return Ok(key);
            }
            let lower = rest.to_ascii_lowercase();
            let held = match () {
                () if lower.starts_with("ctrl-") => (&mut key.ctrl, 5),
                () if lower.starts_with("alt-") => (&mut key.alt, 4),
                () if lower.starts_with("shift-") => (&mut key.shift, 6),
                () => break,
            };
            *held.0 = true;
            rest = &rest[held.1..];
        }
        let mut chars = rest.chars();
        match (chars.next(), chars.as_str()) {
            (Some(c), "") => {
                key.code = KeyCode::Char(if key.ctrl { c.to_ascii_lowercase() } else { c });
                Ok(key)
            }
            (Some('F' | 'f'), number) => {
                key.code = KeyCode::F(number.parse().map_err(|_| ())?);
                Ok(key)
            }
            _ => Err(()),
        }
    }
}
