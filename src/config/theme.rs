//! What each kind of text looks like. Colours are the terminal's own sixteen, so that every palette the user has
//! chosen keeps its contrast, and meaning never rests on colour alone.

/// One of the terminal's colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// Whatever the terminal uses.
    Default,
    /// ANSI 1.
    Red,
    /// ANSI 2.
    Green,
    /// ANSI 3.
    Yellow,
    /// ANSI 4.
    Blue,
    /// ANSI 5.
    Magenta,
    /// ANSI 6.
    Cyan,
}

/// A kind of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Running text.
    Text,
    /// Titles and headings.
    Heading,
    /// Labels, hints, origins: there when looked for.
    Quiet,
    /// What the cursor is on, in the pane that has the focus.
    Selected,
    /// What the cursor is on, in a pane without the focus.
    SelectedElsewhere,
    /// Characters that a search found.
    Match,
    /// The label of a link.
    Link,
    /// Code in a text.
    Code,
    /// Unsaved.
    Dirty,
    /// A warning.
    Warning,
    /// An error.
    Error,
    /// The border of the pane that has the focus.
    Focus,
    /// A key in a hint.
    Key,
    /// Selected text in a field.
    Marked,
    /// What is left out.
    Struck,
}

/// How a kind of text is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Foreground.
    pub color: Color,
    /// Bold.
    pub bold: bool,
    /// Faint.
    pub dim: bool,
    /// Underlined.
    pub underline: bool,
    /// Foreground and background exchanged.
    pub reverse: bool,
    /// Struck out.
    pub strike: bool,
}

/// Which theme a user asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThemeChoice {
    /// Colours, unless `NO_COLOR` is set or the terminal is dumb.
    #[default]
    Auto,
    /// The terminal's sixteen colours.
    Color,
    /// No colour at all.
    Mono,
}

/// All looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    color: bool,
}

impl Theme {
    /// With or without colours.
    pub fn new(color: bool) -> Self {
        Self { color }
    }

    /// The look of a kind of text.
    pub fn look(self, tone: Tone) -> Look {
        let plain = Look {
            color: Color::Default,
            bold: false,
            dim: false,
            underline: false,
            reverse: false,
            strike: false,
        };
        let mut look = match tone {
            Tone::Text => plain,
            Tone::Heading => Look {
                bold: true,
                color: Color::Cyan,
                ..plain
            },
            Tone::Quiet => Look { dim: true, ..plain },
            Tone::Selected => Look {
                reverse: true,
                ..plain
            },
            Tone::SelectedElsewhere => Look {
                bold: true,
                underline: true,
                ..plain
            },
            Tone::Match => Look {
                bold: true,
                underline: true,
                color: Color::Magenta,
                ..plain
            },
            Tone::Link => Look {
                underline: true,
                color: Color::Blue,
                ..plain
            },
            Tone::Code => Look {
                color: Color::Green,
                ..plain
            },
            Tone::Dirty | Tone::Warning => Look {
                bold: true,
                color: Color::Yellow,
                ..plain
            },
            Tone::Error => Look {
                bold: true,
                color: Color::Red,
                ..plain
            },
            Tone::Focus => Look {
                bold: true,
                color: Color::Cyan,
                ..plain
            },
            Tone::Key => Look {
                bold: true,
                ..plain
            },
            Tone::Marked => Look {
                reverse: true,
                ..plain
            },
            Tone::Struck => Look {
                dim: true,
                strike: true,
                ..plain
            },
        };
        if !self.color {
            look.color = Color::Default;
        }
        look
    }
}
