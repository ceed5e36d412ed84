//! The only way out: stdout for results, stderr for everything else, all of it harmless for a terminal.
//!
//! Text is cleaned here, whoever it comes from, and only what this module adds itself is an escape sequence.
//! Bold, underlined and, for what is replaced, struck out are used where a person looks who has not asked for plain text.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use crate::document::Severity;
use crate::format::clean::{clean, clean_line};
use crate::format::json;
use crate::format::wrap::wrap;
use crate::text::text;

const BOLD: (&str, &str) = ("\u{1b}[1m", "\u{1b}[22m");
const UNDERLINED: (&str, &str) = ("\u{1b}[4m", "\u{1b}[24m");
const TAKEN_OUT: (&str, &str) = ("\u{1b}[9;31m", "\u{1b}[29;39m");
const PUT_IN: (&str, &str) = ("\u{1b}[4;32m", "\u{1b}[24;39m");

/// Columns of an excerpt where nobody says how many there are.
const NOBODY_LOOKS: usize = 140;

/// Whether the user asks all programs for plain text, as <https://no-color.org> has it.
pub fn no_color() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// Whether the user asks for colours even where nobody looks, as <https://bixense.com/clicolors> has it.
fn forced_color() -> bool {
    std::env::var_os("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0")
}

/// The kind of terminal; empty when nobody says.
pub fn term() -> String {
    std::env::var("TERM").unwrap_or_default()
}

/// Says one line on stderr. Nobody can be told when that fails.
pub fn note(line: &str) {
    let line = clean_line(line);
    let columns = NOTES.load(Ordering::Relaxed);
    let mut to = io::stderr().lock();
    if columns == 0 {
        let _ = writeln!(to, "{line}");
        return;
    }
    for row in wrap(&line, columns) {
        let _ = writeln!(to, "{}", line[row].trim_end());
    }
}

/// Columns that somebody reads who is told line by line: of what is said on stderr, and of an output that has no width of
/// its own. 0 where lines stay whole.
static NOTES: AtomicUsize = AtomicUsize::new(0);

/// Has all that is said on stderr from now on be read by a person, in rows of so many columns.
pub fn wrap_notes(columns: usize) {
    NOTES.store(columns, Ordering::Relaxed);
}

/// Whether a person reads stderr.
pub fn notes_are_read() -> bool {
    NOTES.load(Ordering::Relaxed) > 0 || io::stderr().is_terminal()
}

/// How far something is that takes its time: a line on stderr, where a person reads it.
pub struct Progress {
    what: &'static str,
    all: usize,
    done: AtomicUsize,
    shown: bool,
}

impl Progress {
    /// Begins with nothing done.
    pub fn new(what: &'static str, all: usize) -> Self {
        Self {
            what,
            all,
            done: AtomicUsize::new(0),
            shown: io::stderr().is_terminal()
                && NOTES.load(Ordering::Relaxed) == 0
                && all > 1
                && term() != "dumb",
        }
    }

    /// One more is done; from any thread.
    pub fn step(&self) {
        const WIDTH: usize = 20;
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let cells = |done: usize| done * WIDTH / self.all.max(1);
        if !self.shown || cells(done) == cells(done - 1) {
            return;
        }
        let bar = format!(
            "{}{}",
            "#".repeat(cells(done)),
            " ".repeat(WIDTH - cells(done))
        );
        let _ = write!(
            io::stderr().lock(),
            "\r{} [{bar}] {done}/{}",
            self.what,
            self.all
        );
    }

    /// Takes the line away.
    pub fn finish(&self) {
        if self.shown {
            let _ = write!(io::stderr().lock(), "\r\u{1b}[K");
        }
    }
}

/// Prints several lines as they are, cleaned. Nobody can be told when that fails.
pub fn page(text: &str, to_stderr: bool) {
    let text = clean(text);
    let _ = if to_stderr {
        io::stderr().lock().write_all(text.as_bytes())
    } else {
        io::stdout().lock().write_all(text.as_bytes())
    };
}

/// A finding, and the line that it is about.
pub struct Excerpt<'t> {
    /// How bad it is.
    pub severity: Severity,
    /// The rule's id.
    pub rule: &'t str,
    /// What is wrong.
    pub message: &'t str,
    /// What to do about it.
    pub advice: &'t str,
    /// The file.
    pub path: &'t str,
    /// The number of the line, the line, and the bytes of it that are underlined; `None` of a file that has none.
    pub line: Option<(usize, &'t str, Range<usize>)>,
}

/// Stdout for the length of a command.
pub struct Output {
    to: BufWriter<StdoutLock<'static>>,
    terminal: bool,
    styled: bool,
    /// For the linear mode: how many columns there are. What is changed is not saved then before that is asked for.
    waiting: Option<usize>,
}

impl Output {
    /// The process's own stdout.
    pub fn stdout() -> Self {
        let terminal = io::stdout().is_terminal();
        Self {
            to: BufWriter::new(io::stdout().lock()),
            terminal,
            waiting: None,
            styled: !no_color() && (forced_color() || terminal && term() != "dumb"),
        }
    }

    /// The same in the linear mode.
    pub fn waiting(columns: usize) -> Self {
        Self {
            terminal: false,
            styled: false,
            waiting: Some(columns),
            ..Self::stdout()
        }
    }

    /// Whether changes wait to be saved.
    pub fn is_waiting(&self) -> bool {
        self.waiting.is_some()
    }

    /// Whether a person looks at it.
    pub fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Whether parts of a line can stand out.
    pub fn is_styled(&self) -> bool {
        self.styled
    }

    /// How many columns there are; `None` when nobody looks, so that lines stay whole.
    pub fn width(&self) -> Option<usize> {
        if !self.terminal {
            let notes = NOTES.load(Ordering::Relaxed);
            return self.waiting.or((notes > 0).then_some(notes));
        }
        terminal_width().or_else(|| std::env::var("COLUMNS").ok()?.trim().parse().ok())
    }

    /// Several lines.
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        self.to.write_all(clean(text).as_bytes())
    }

    /// A piece of a line.
    pub fn piece(&mut self, text: &str) -> io::Result<()> {
        self.to.write_all(clean_line(text).as_bytes())
    }

    /// A piece of a line that stands out.
    pub fn bold(&mut self, text: &str) -> io::Result<()> {
        self.marked_bold(text, &[])
    }

    /// A piece of a line in which ranges of characters, sorted and apart, are underlined.
    pub fn marked(&mut self, text: &str, ranges: &[(usize, usize)]) -> io::Result<()> {
        // Cleaning keeps the number of characters, so the ranges stay right.
        let text = clean_line(text);
        if !self.styled {
            return self.to.write_all(text.as_bytes());
        }
        let mut ranges = ranges.iter().filter(|(start, end)| start < end).peekable();
        let mut open = false;
        for (at, c) in text.chars().enumerate() {
            if open && ranges.next_if(|(_, end)| *end <= at).is_some() {
                self.to.write_all(UNDERLINED.1.as_bytes())?;
                open = false;
            }
            if !open && ranges.peek().is_some_and(|(start, _)| *start <= at) {
                self.to.write_all(UNDERLINED.0.as_bytes())?;
                open = true;
            }
            write!(self.to, "{c}")?;
        }
        if open {
            self.to.write_all(UNDERLINED.1.as_bytes())?;
        }
        Ok(())
    }

    /// Like [`Self::marked`], all of it standing out.
    pub fn marked_bold(&mut self, text: &str, ranges: &[(usize, usize)]) -> io::Result<()> {
        if !self.styled {
            return self.marked(text, ranges);
        }
        self.to.write_all(BOLD.0.as_bytes())?;
        self.marked(text, ranges)?;
        self.to.write_all(BOLD.1.as_bytes())
    }

    /// What stands in a line, and what is to stand there: struck out and underlined, or else in brackets.
    pub fn change(&mut self, old: &str, new: &str) -> io::Result<()> {
        let (old, new) = (clean_line(old), clean_line(new));
        if !self.styled {
            return write!(self.to, "[{old} → {new}]");
        }
        let ((struck, unstruck), (added, done)) = (TAKEN_OUT, PUT_IN);
        write!(self.to, "{struck}{old}{unstruck} → {added}{new}{done}")
    }

    /// A finding with its line, as compilers show it.
    pub fn excerpt(&mut self, excerpt: &Excerpt<'_>) -> io::Result<()> {
        let level = match excerpt.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let level = level.with_name(excerpt.severity.word());
        let path = clean_line(excerpt.path);
        let title = level
            .primary_title(clean_line(excerpt.message))
            .id(clean_line(excerpt.rule));
        let group = match &excerpt.line {
            Some((number, line, range)) => {
                // Cleaning keeps the number of characters, but not of bytes.
                let at = |byte: usize| clean_line(line.get(..byte).unwrap_or(line)).len();
                let range = at(range.start)..at(range.end);
                let snippet = Snippet::source(clean_line(line))
                    .line_start(*number)
                    .path(path)
                    .annotation(AnnotationKind::Primary.span(range));
                title.element(snippet)
            }
            None => title.element(Origin::path(path)),
        };
        let group = group.element(
            Level::HELP
                .with_name(text!("cli-what-to-do"))
                .message(clean_line(excerpt.advice)),
        );
        let renderer = match self.styled {
            true => Renderer::styled().decor_style(DecorStyle::Ascii),
            false => Renderer::plain(),
        };
        let width = self.width().unwrap_or(NOBODY_LOOKS);
        let text = renderer.term_width(width).render(&[group]);
        // What it was made of is clean, so that these are no escape sequences but its own.
        self.to.write_all(text.as_bytes())?;
        self.end_line()
    }

    /// Sends a sequence that this program made to the terminal, if a person sits at one.
    pub fn ask_terminal(&mut self, sequence: &str) -> io::Result<bool> {
        if self.terminal {
            self.to.write_all(sequence.as_bytes())?;
        } else if io::stderr().is_terminal() {
            io::stderr().lock().write_all(sequence.as_bytes())?;
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    /// The end of a line.
    pub fn end_line(&mut self) -> io::Result<()> {
        self.to.write_all(b"\n")
    }

    /// A tab between two columns for a program.
    pub fn tab(&mut self) -> io::Result<()> {
        self.to.write_all(b"\t")
    }

    /// A value as JSON, with a newline at its end.
    pub fn json<T: Serialize + ?Sized>(&mut self, value: &T) -> io::Result<()> {
        self.to.write_all(json::to_string(value).as_bytes())?;
        self.end_line()
    }

    /// Hands over what is left. Without it nobody would hear of a full disk.
    pub fn finish(mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(unix)]
fn terminal_width() -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).ok()?;
    (size.ws_col > 0).then_some(usize::from(size.ws_col))
}

#[cfg(not(unix))]
fn terminal_width() -> Option<usize> {
    None
}
