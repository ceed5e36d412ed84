//! The clipboard: the programs that have it on this machine, and the sequence that asks the terminal for it.
//!
//! Which way it goes is decided by the environment alone; nobody can ask a terminal whether it has taken anything.

use std::env;
use std::ffi::OsString;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::text::text;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// What is asked of a terminal at most, in bytes of text: more is cut off or dropped by those that people use.
const MOST: usize = 512 * 1024;
/// Bytes of one piece of a sequence that GNU screen passes on.
const PIECE: usize = 512;

/// The programs that take a clipboard's text on standard input, and the variable that says they are the right ones.
const PROGRAMS: [(&str, &[&str]); 4] = [
    ("WAYLAND_DISPLAY", &["wl-copy"]),
    ("DISPLAY", &["xclip", "-selection", "clipboard"]),
    ("DISPLAY", &["xsel", "--input", "--clipboard"]),
    ("WSL_DISTRO_NAME", &["clip.exe"]),
];

/// How something gets into the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clipboard {
    /// A program takes it.
    Program(&'static [&'static str]),
    /// The terminal is asked, with a sequence that these pass on.
    Terminal(Through),
}

/// What stands between the program and the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Through {
    /// Nothing.
    Nothing,
    /// tmux.
    Tmux,
    /// GNU screen.
    Screen,
}

/// Why nothing gets into the clipboard.
#[derive(Debug, thiserror::Error)]
pub enum ClipboardError {
    /// The terminal has none, and no program was found that has.
    #[error("{}", text!("store-this-terminal-has-no-clipboard"))]
    Nowhere,
    /// Terminals would cut it off.
    #[error("{}", text!("store-bytes-are-more-than-a", bytes))]
    TooLong {
        /// Of the text.
        bytes: usize,
    },
    /// A program did not take it.
    #[error("{}", text!("store-did-not-take-it", program, why))]
    Refused {
        /// Its name.
        program: &'static str,
        /// In words.
        why: String,
    },
}

impl Clipboard {
    /// The way that the environment suggests.
    ///
    /// # Errors
    /// [`ClipboardError::Nowhere`].
    pub fn find() -> Result<Self, ClipboardError> {
        let path = env::var_os("PATH").unwrap_or_default();
        let folders: Vec<_> = env::split_paths(&path).collect();
        let is_there = |program: &str| folders.iter().any(|folder| is_program(folder, program));
        Self::chosen(|name| env::var_os(name), is_there)
    }

    fn chosen(
        variable: impl Fn(&str) -> Option<OsString>,
        is_there: impl Fn(&str) -> bool,
    ) -> Result<Self, ClipboardError> {
        let is_set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
        if is_set("TMUX") && is_there("tmux") {
            // tmux hands it on to its own terminal, if that has a clipboard, and keeps it to be pasted there.
            return Ok(Self::Program(&["tmux", "load-buffer", "-w", "-"]));
        }
        // Over SSH the clipboard of this machine is nobody's.
        if !is_set("SSH_CONNECTION") && !is_set("SSH_TTY") {
            let mut programs = PROGRAMS.iter();
            let found = programs.find(|(name, program)| is_set(name) && is_there(program[0]));
            if let Some((_, program)) = found {
                return Ok(Self::Program(program));
            }
            if cfg!(target_os = "macos") && is_there("pbcopy") {
                return Ok(Self::Program(&["pbcopy"]));
            }
        }
        let term = variable("TERM").unwrap_or_default();
        if term.is_empty() || term == "dumb" || term == "linux" {
            return Err(ClipboardError::Nowhere);
        }
        Ok(Self::Terminal(match () {
            () if is_set("TMUX") => Through::Tmux,
            () if is_set("STY") => Through::Screen,
            () => Through::Nothing,
        }))
    }
}

fn is_program(folder: &Path, program: &str) -> bool {
    folder.is_absolute() && folder.join(program).is_file()
}

/// Hands a text to one of the programs of [`Clipboard::Program`], and waits until it has taken it.
///
/// # Errors
/// [`ClipboardError::Refused`].
pub fn give(program: &[&'static str], text: &str) -> Result<(), ClipboardError> {
    let (name, arguments) = program.split_first().unwrap_or((&"", &[]));
    let refused = |why: String| ClipboardError::Refused { program: name, why };
    // What holds the clipboard goes on in the background and must not hold our output open.
    let mut child = Command::new(name)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| refused(error.to_string()))?;
    let written = child
        .stdin
        .take()
        .map(|mut input| input.write_all(text.as_bytes()));
    let status = child.wait().map_err(|error| refused(error.to_string()))?;
    match (status.success(), written) {
        (true, Some(Ok(()))) => Ok(()),
        (true, Some(Err(error))) => Err(refused(error.to_string())),
        (true, None) => Err(refused(text!("store-it-reads-nothing").into())),
        (false, _) => Err(refused(text!("store-it-ended-with", status))),
    }
}

/// The sequence that asks a terminal to take a text (OSC 52, from xterm's control sequences).
///
/// # Errors
/// [`ClipboardError::TooLong`].
pub fn sequence(text: &str, through: Through) -> Result<String, ClipboardError> {
    if text.len() > MOST {
        return Err(ClipboardError::TooLong { bytes: text.len() });
    }
    let plain = format!("\x1b]52;c;{}\x07", STANDARD.encode(text));
    Ok(match through {
        Through::Nothing => plain,
        Through::Tmux => format!("\x1bPtmux;{}\x1b\\", plain.replace('\x1b', "\x1b\x1b")),
        Through::Screen => {
            let mut out = String::with_capacity(plain.len() + plain.len() / PIECE * 4 + 4);
            // ASCII all through.
            for piece in plain.as_bytes().chunks(PIECE) {
                out.push_str("\x1bP");
                out.extend(piece.iter().map(|byte| char::from(*byte)));
                out.push_str("\x1b\\");
            }
            out
        }
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn chosen(variables: &[(&str, &str)], programs: &[&str]) -> Option<Clipboard> {
        let variable = |name: &str| {
            let mut known = variables.iter();
            known
                .find(|(known, _)| *known == name)
                .map(|(_, value)| OsString::from(value))
        };
        Clipboard::chosen(variable, |program| programs.contains(&program)).ok()
    }

    #[test]
    fn the_clipboard_of_the_screen_before_the_user_is_taken() {
        let term = ("TERM", "xterm-256color");
        let x = ("DISPLAY", ":0");
        let ssh = ("SSH_CONNECTION", "1 2 3 4");
        let xclip: &[&str] = &["xclip", "-selection", "clipboard"];
        let terminal = |through| Some(Clipboard::Terminal(through));
        assert_eq!(
            chosen(&[term, x], &["xclip", "xsel"]),
            Some(Clipboard::Program(xclip))
        );
        assert_eq!(chosen(&[term, x], &[]), terminal(Through::Nothing));
        assert_eq!(
            chosen(&[term, x, ssh], &["xclip"]),
            terminal(Through::Nothing)
        );
        assert_eq!(
            chosen(&[term, ssh, ("STY", "1.pts")], &[]),
            terminal(Through::Screen)
        );
        assert_eq!(
            chosen(&[term, ("TMUX", "/tmp/x")], &[]),
            terminal(Through::Tmux)
        );
        let tmux: &[&str] = &["tmux", "load-buffer", "-w", "-"];
        let inside = chosen(&[term, ssh, ("TMUX", "/tmp/x")], &["tmux"]);
        assert_eq!(inside, Some(Clipboard::Program(tmux)));
        assert_eq!(chosen(&[("TERM", "linux")], &[]), None);
        assert_eq!(chosen(&[], &["xclip"]), None);
    }

    #[test]
    fn whatever_stands_between_passes_the_text_on() {
        assert_eq!(
            sequence("hé", Through::Nothing).unwrap(),
            "\x1b]52;c;aMOp\x07"
        );
        assert_eq!(
            sequence("hé", Through::Tmux).unwrap(),
            "\x1bPtmux;\x1b\x1b]52;c;aMOp\x07\x1b\\"
        );
        let long = sequence(&"x".repeat(3000), Through::Screen).unwrap();
        let pieces: Vec<&str> = long.split_inclusive("\x1b\\").collect();
        assert!(pieces.len() > 1);
        let inner = |piece: &&str| piece.strip_prefix("\x1bP").unwrap().len() <= PIECE + 2;
        assert!(pieces.iter().all(inner));
        let joined = long.replace("\x1bP", "").replace("\x1b\\", "");
        assert_eq!(
            joined,
            sequence(&"x".repeat(3000), Through::Nothing).unwrap()
        );
        assert!(sequence(&"x".repeat(MOST + 1), Through::Nothing).is_err());
    }

    #[test]
    fn a_program_that_takes_nothing_is_told() {
        assert!(give(&["true"], "").is_ok());
        assert!(give(&["false"], "text").is_err());
        let error = give(&["no-such-program-here"], "text").unwrap_err();
        assert!(error.to_string().contains("no-such-program-here"));
    }
}
