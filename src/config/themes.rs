//! The themes that are built in. Their colours are those of the 256 that are the same everywhere, and blue and orange
//! carry what red and green would elsewhere: more people can tell them apart.

use super::color::{Color, Depth, Rgb, lightness};
use super::theme::{Look, Terminal, Theme, Tone};

/// Their names.
pub const THEMES: &[&str] = &["dark", "light", "high-contrast", "monochrome", "ansi16"];

const fn plain(color: Color) -> Look {
    Look {
        color,
        behind: Color::Default,
        bold: false,
        underline: false,
        reverse: false,
        strike: false,
    }
}

const fn bold(color: Color) -> Look {
    Look {
        bold: true,
        ..plain(color)
    }
}

const fn underlined(look: Look) -> Look {
    Look {
        underline: true,
        ..look
    }
}

const fn on(color: Color, behind: Color) -> Look {
    Look {
        behind,
        ..plain(color)
    }
}

/// The colours that a theme is made of.
struct Palette {
    ground: Color,
    text: Color,
    quiet: Color,
    heading: Color,
    found: Color,
    link: Color,
    code: Color,
    warning: Color,
    error: Color,
    key: Color,
    selected: (Color, Color),
    marked: (Color, Color),
}

const fn n(index: u8) -> Color {
    Color::Indexed(index)
}

const DARK: Palette = Palette {
    ground: n(234),
    text: n(252),
    quiet: n(247),
    heading: n(117),
    found: n(222),
    link: n(111),
    code: n(151),
    warning: n(215),
    error: n(210),
    key: n(231),
    selected: (n(231), n(24)),
    marked: (n(16), n(117)),
};

const LIGHT: Palette = Palette {
    ground: n(231),
    text: n(235),
    quiet: n(240),
    heading: n(24),
    found: n(90),
    link: n(25),
    code: n(22),
    warning: n(88),
    error: n(124),
    key: n(16),
    selected: (n(231), n(25)),
    marked: (n(231), n(24)),
};

const HIGH: Palette = Palette {
    ground: n(16),
    text: n(231),
    quiet: n(231),
    heading: n(226),
    found: n(51),
    link: n(123),
    code: n(159),
    warning: n(226),
    error: n(217),
    key: n(226),
    selected: (n(16), n(226)),
    marked: (n(16), n(51)),
};

/// The bright ones, for a terminal with a dark background.
const ANSI_ON_DARK: Palette = Palette {
    ground: Color::Default,
    text: Color::Default,
    quiet: Color::Default,
    heading: Color::Ansi(14),
    found: Color::Ansi(11),
    link: Color::Ansi(14),
    code: Color::Ansi(10),
    warning: Color::Ansi(11),
    error: Color::Ansi(9),
    key: Color::Default,
    selected: (Color::Default, Color::Default),
    marked: (Color::Default, Color::Default),
};

/// Those of the sixteen that can be read on white.
const ANSI_ON_LIGHT: Palette = Palette {
    heading: Color::Ansi(4),
    found: Color::Ansi(5),
    link: Color::Ansi(4),
    code: Color::Ansi(4),
    warning: Color::Ansi(1),
    error: Color::Ansi(1),
    ..ANSI_ON_DARK
};

/// The same on a black of its own, where the background will not be known.
const ANSI_PAINTED: Palette = Palette {
    ground: Color::Ansi(0),
    text: Color::Ansi(7),
    quiet: Color::Ansi(7),
    key: Color::Ansi(15),
    selected: (Color::Ansi(0), Color::Ansi(14)),
    marked: (Color::Ansi(0), Color::Ansi(11)),
    ..ANSI_ON_DARK
};

/// None of them, as long as the background is not known.
const PLAIN: Palette = Palette {
    heading: Color::Default,
    found: Color::Default,
    link: Color::Default,
    code: Color::Default,
    warning: Color::Default,
    error: Color::Default,
    ..ANSI_ON_DARK
};

fn theme(palette: &Palette) -> Theme {
    let selection = |(color, behind): (Color, Color)| match behind {
        Color::Default => Look {
            reverse: true,
            ..plain(color)
        },
        behind => on(color, behind),
    };
    let look = |tone: Tone| match tone {
        Tone::Text => plain(palette.text),
        Tone::Heading | Tone::Focus => bold(palette.heading),
        Tone::Quiet => plain(palette.quiet),
        Tone::Selected => selection(palette.selected),
        Tone::SelectedElsewhere => underlined(bold(palette.text)),
        Tone::Match => underlined(bold(palette.found)),
        Tone::Link => underlined(plain(palette.link)),
        Tone::Code => plain(palette.code),
        Tone::Dirty | Tone::Warning => bold(palette.warning),
        Tone::Error => bold(palette.error),
        Tone::Key => bold(palette.key),
        Tone::Marked => selection(palette.marked),
        Tone::Struck => Look {
            strike: true,
            ..plain(palette.quiet)
        },
    };
    let mut looks = [Look::default(); Tone::ALL.len()];
    for (tone, _) in Tone::ALL {
        looks[*tone as usize] = look(*tone);
    }
    Theme::from(looks, palette.ground)
}

/// Whether a background is nearer to black than to white, as eyes see it.
fn is_dark(background: Rgb) -> bool {
    lightness(background) < 0.18
}

fn ansi(terminal: Terminal) -> Theme {
    theme(match terminal.background.map(is_dark) {
        Some(true) => &ANSI_ON_DARK,
        Some(false) => &ANSI_ON_LIGHT,
        None if terminal.is_silent => &ANSI_PAINTED,
        None => &PLAIN,
    })
}

pub(super) fn built_in(name: &str, terminal: Terminal) -> Option<Theme> {
    let palette = match name {
        "dark" => &DARK,
        "light" => &LIGHT,
        "high-contrast" => &HIGH,
        "monochrome" => &PLAIN,
        "ansi16" => return Some(ansi(terminal)),
        _ => return None,
    };
    Some(theme(palette))
}

/// On the terminal's own background where all can be read there, and else on one of the theme's: also where the
/// terminal does not say what it has, since no colour stands out against every background.
pub(super) fn suiting(terminal: Terminal) -> Theme {
    match (terminal.depth, terminal.background) {
        (Depth::None, _) => theme(&PLAIN),
        (Depth::Ansi, _) => ansi(terminal),
        (_, None) if terminal.is_silent => theme(&DARK),
        (_, None) => theme(&PLAIN),
        (_, Some(background)) => {
            let palette = if is_dark(background) { &DARK } else { &LIGHT };
            let painted = theme(palette);
            match painted.unpainted().fits(background) {
                true => painted.unpainted(),
                false => painted,
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::theme::READABLE;
    use super::*;

    const BLACK: Rgb = (0, 0, 0);
    const WHITE: Rgb = (255, 255, 255);

    fn terminal(background: Option<Rgb>) -> Terminal {
        Terminal {
            background,
            ..Terminal::default()
        }
    }

    /// Every kind of text on its own ground, and as the selected row shows it, which has a colour of its own.
    fn worst(theme: &Theme, screen: Rgb) -> f64 {
        let text = match theme.look(Tone::Text).color {
            Color::Default if lightness(screen) < 0.5 => WHITE,
            Color::Default => BLACK,
            color => color.rgb().unwrap(),
        };
        let screen = theme.background.rgb().unwrap_or(screen);
        let mut worst = f64::MAX;
        for (tone, name) in Tone::ALL {
            let look = theme.look(*tone);
            let front = look.color.rgb().unwrap_or(text);
            let back = look.behind.rgb().unwrap_or(screen);
            let contrast = super::super::color::contrast(front, back);
            assert!(contrast >= READABLE, "{name}: {contrast:.2}");
            // A selection that only reverses would take over whatever colour stands there.
            let selected = theme.look(Tone::Selected);
            if selected.reverse {
                assert_eq!(selected.color, Color::Default);
            } else {
                assert!(selected.color != Color::Default && selected.behind != Color::Default);
            }
            worst = worst.min(contrast);
        }
        worst
    }

    #[test]
    fn everything_can_be_read_in_every_theme() {
        for name in THEMES {
            for screen in [BLACK, WHITE] {
                let theme = built_in(name, terminal(Some(screen))).unwrap();
                worst(&theme, screen);
            }
        }
        let high = built_in("high-contrast", Terminal::default()).unwrap();
        assert!(worst(&high, BLACK) >= 7.0);
    }

    #[test]
    fn what_suits_a_terminal_can_be_read_on_any_background() {
        for grey in 0..=255 {
            for screen in [(grey, grey, grey), (grey, 40, 90), (20, grey, grey)] {
                let theme = suiting(terminal(Some(screen)));
                worst(&theme, screen);
            }
        }
    }

    #[test]
    fn the_terminals_own_background_is_kept_where_it_can_be() {
        for (screen, kept) in [
            ((30, 30, 46), true),
            ((253, 246, 227), true),
            ((128, 128, 128), false),
        ] {
            let theme = suiting(terminal(Some(screen)));
            assert_eq!(theme.background == Color::Default, kept, "{screen:?}");
        }
    }

    #[test]
    fn a_terminal_that_does_not_answer_has_colours_on_a_ground_of_their_own() {
        for depth in [Depth::Ansi, Depth::Indexed, Depth::True] {
            for name in ["auto", "ansi16"] {
                let config = crate::config::Config {
                    theme: name.to_owned(),
                    ..Default::default()
                };
                let asked = Terminal {
                    depth,
                    ..Terminal::default()
                };
                assert_eq!(config.theme(asked).background, Color::Default, "{name}");
                let theme = config.theme(Terminal {
                    is_silent: true,
                    ..asked
                });
                assert_ne!(theme.background, Color::Default, "{name} {depth:?}");
                assert_ne!(
                    theme.look(Tone::Heading).color,
                    theme.look(Tone::Text).color
                );
                for screen in [BLACK, WHITE] {
                    worst(&theme, screen);
                }
            }
        }
    }

    #[test]
    fn without_colours_everything_that_matters_still_differs() {
        let theme = built_in("dark", Terminal::default())
            .unwrap()
            .at(Depth::None);
        let mono = built_in("monochrome", Terminal::default()).unwrap();
        for theme in [theme, mono] {
            let text = theme.look(Tone::Text);
            for tone in [
                Tone::Selected,
                Tone::Match,
                Tone::Link,
                Tone::Key,
                Tone::Marked,
            ] {
                assert_ne!(theme.look(tone), text, "{tone:?}");
            }
            for (tone, _) in Tone::ALL {
                let look = theme.look(*tone);
                assert_eq!((look.color, look.behind), (Color::Default, Color::Default));
            }
        }
    }

    #[test]
    fn who_wants_no_colours_gets_none_whatever_the_theme() {
        for name in THEMES.iter().chain([&"auto"]) {
            let config = crate::config::Config {
                theme: (*name).to_owned(),
                ..Default::default()
            };
            let depth = Depth::None;
            let theme = config.theme(Terminal {
                depth,
                background: Some(WHITE),
                is_silent: false,
            });
            assert_eq!(theme, theme.at(depth), "{name}");
            assert_eq!(theme.background, Color::Default);
            let selected = theme.look(Tone::Selected);
            assert!(selected.reverse, "{name}");
        }
    }

    #[test]
    fn the_environment_says_how_many_colours_there_are() {
        let of = |pairs: &[(&str, &str)]| {
            let find = |name: &str| pairs.iter().find(|(key, _)| *key == name);
            Terminal::of(|name| find(name).map(|(_, value)| (*value).to_owned()))
        };
        let depth = |pairs| of(pairs).depth;
        assert_eq!(depth(&[("TERM", "xterm-256color")]), Depth::Indexed);
        assert_eq!(depth(&[("TERM", "xterm")]), Depth::Ansi);
        assert_eq!(depth(&[("TERM", "dumb")]), Depth::None);
        assert_eq!(
            depth(&[("TERM", "dumb"), ("CLICOLOR_FORCE", "1")]),
            Depth::Ansi
        );
        assert_eq!(
            depth(&[("TERM", "dumb"), ("CLICOLOR_FORCE", "0")]),
            Depth::None
        );
        let no_color = [
            ("TERM", "xterm-256color"),
            ("NO_COLOR", "1"),
            ("COLORTERM", "truecolor"),
        ];
        assert_eq!(depth(&no_color), Depth::None);
        assert_eq!(
            depth(&[("TERM", "xterm"), ("COLORTERM", "24bit")]),
            Depth::True
        );
        assert_eq!(of(&[("COLORFGBG", "15;default;0")]).background, Some(BLACK));
        assert_eq!(of(&[("COLORFGBG", "0;15")]).background, Some(WHITE));
        assert_eq!(of(&[("COLORFGBG", "x")]).background, None);
    }
}
