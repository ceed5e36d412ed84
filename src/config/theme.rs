//! What each kind of text looks like. Meaning never rests on colour alone: marks and words say the same.

use super::color::{Color, Depth, Rgb, contrast};
use super::themes;

macro_rules! tones {
    ($($(#[$doc:meta])+ $tone:ident, $name:literal;)+) => {
        /// A kind of text.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Tone { $($(#[$doc])+ $tone,)+ }

        impl Tone {
            /// All of them, with their names in the settings.
            pub const ALL: &[(Self, &'static str)] = &[$((Self::$tone, $name),)+];
        }
    };
}

tones! {
    /// Running text.
    Text, "text";
    /// Titles and headings.
    Heading, "heading";
    /// Labels, hints, origins: there when looked for.
    Quiet, "quiet";
    /// What the cursor is on, in the pane that has the focus.
    Selected, "selected";
    /// What the cursor is on, in a pane without the focus.
    SelectedElsewhere, "selected-elsewhere";
    /// Characters that a search found.
    Match, "match";
    /// The label of a link.
    Link, "link";
    /// Code in a text.
    Code, "code";
    /// Unsaved.
    Dirty, "unsaved";
    /// A warning.
    Warning, "warning";
    /// An error.
    Error, "error";
    /// The border of the pane that has the focus.
    Focus, "focus";
    /// A key in a hint.
    Key, "key";
    /// Selected text in a field.
    Marked, "marked";
    /// What is left out.
    Struck, "left-out";
}

/// How a kind of text is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// Foreground.
    pub color: Color,
    /// Background; the screen's own when it is the default.
    pub behind: Color,
    /// Bold.
    pub bold: bool,
    /// Underlined.
    pub underline: bool,
    /// Foreground and background exchanged.
    pub reverse: bool,
    /// Struck out.
    pub strike: bool,
}

impl Look {
    /// Reads a look: colours and words such as `bold #ffaf5f on 236`.
    ///
    /// # Errors
    /// The word that is none.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut look = Self::default();
        let mut words = text.split_whitespace();
        while let Some(word) = words.next() {
            match word {
                "bold" => look.bold = true,
                "underline" => look.underline = true,
                "reverse" => look.reverse = true,
                "strike" => look.strike = true,
                "on" => {
                    let word = words.next().unwrap_or("on");
                    look.behind = word.parse().map_err(|()| word.to_owned())?;
                }
                word => look.color = word.parse().map_err(|()| word.to_owned())?,
            }
        }
        Ok(look)
    }
}

/// What the terminal is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Terminal {
    /// How many colours it has.
    pub depth: Depth,
    /// Its background, when it has said so.
    pub background: Option<Rgb>,
    /// Whether it was asked for its background and has not said anything.
    pub is_silent: bool,
}

impl Terminal {
    /// What the environment says. `get` looks a variable up.
    pub fn of(get: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name| get(name).filter(|value| !value.is_empty());
        let (term, color) = (set("TERM").unwrap_or_default(), set("COLORTERM"));
        let forced = set("CLICOLOR_FORCE").is_some_and(|value| value != "0");
        let depth = if set("NO_COLOR").is_some() {
            Depth::None
        } else if color.is_some_and(|color| ["truecolor", "24bit"].contains(&color.as_str())) {
            Depth::True
        } else if term.contains("256color") || term.contains("direct") {
            Depth::Indexed
        } else if forced || (!term.is_empty() && term != "dumb") {
            Depth::Ansi
        } else {
            Depth::None
        };
        // `COLORFGBG` is "15;0", or with something between: the last one is the background.
        let numbered = set("COLORFGBG").and_then(|value| {
            let last = value.rsplit(';').next()?.parse::<u8>().ok()?;
            match last {
                0..=6 | 8 => Some((0, 0, 0)),
                7 | 9..=15 => Some((255, 255, 255)),
                _ => None,
            }
        });
        let background = numbered.or((term == "linux").then_some((0, 0, 0)));
        Self {
            depth,
            background,
            is_silent: false,
        }
    }
}

/// All looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    looks: [Look; Tone::ALL.len()],
    /// What the whole screen is painted with; the default leaves the terminal's own background.
    pub background: Color,
}

impl Theme {
    pub(super) fn from(looks: [Look; Tone::ALL.len()], background: Color) -> Self {
        Self { looks, background }
    }

    /// The theme with this name among those that are built in.
    pub fn built_in(name: &str, terminal: Terminal) -> Option<Self> {
        themes::built_in(name, terminal)
    }

    /// The theme that suits the terminal.
    pub fn suiting(terminal: Terminal) -> Self {
        themes::suiting(terminal)
    }

    /// The look of a kind of text.
    pub fn look(&self, tone: Tone) -> Look {
        self.looks[tone as usize]
    }

    /// Gives a kind of text another look.
    pub fn set(&mut self, tone: Tone, look: Look) {
        self.looks[tone as usize] = look;
    }

    /// The same with no more colours than there are.
    pub fn at(mut self, depth: Depth) -> Self {
        for look in &mut self.looks {
            let had_ground = look.behind != Color::Default;
            look.color = look.color.at(depth);
            look.behind = look.behind.at(depth);
            // What stood out by its background alone still does.
            look.reverse |= had_ground && look.behind == Color::Default;
        }
        self.background = self.background.at(depth);
        self
    }

    /// The same on the terminal's own background.
    pub(super) fn unpainted(mut self) -> Self {
        self.background = Color::Default;
        self
    }

    /// How much a kind of text stands out on this screen; `None` where the terminal decides.
    pub fn contrast(&self, tone: Tone, screen: Option<Rgb>) -> Option<f64> {
        let look = self.look(tone);
        let screen = self.background.rgb().or(screen);
        let text = look.color.rgb().or(self.look(Tone::Text).color.rgb())?;
        let ground = look.behind.rgb().or(screen)?;
        Some(contrast(text, ground))
    }

    /// Whether every kind of text can be read on this background.
    pub fn fits(&self, screen: Rgb) -> bool {
        let is_read = |(tone, _): &(Tone, &str)| {
            self.contrast(*tone, Some(screen))
                .is_none_or(|contrast| contrast >= READABLE)
        };
        Tone::ALL.iter().all(is_read)
    }
}

/// The contrast that text needs at the least.
pub const READABLE: f64 = 4.5;
