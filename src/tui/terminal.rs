//! Taking the terminal and giving it back.
//!
//! Restoring can happen on any thread and at any moment (a panic, a signal, a loop that hangs), so nothing here
//! takes a lock that a drawing loop could hold: everything is written straight to the descriptor. A terminal that
//! is gone is not an error here; the watchdog in `signals` ends the program then. One that nobody reads holds up neither
//! the loop, which offers its frames and goes on, nor the end.

use std::io;
use std::os::fd::OwnedFd;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags, open};
use rustix::io::Errno;
use rustix::stdio::{stdin, stdout};
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr, ttyname};

/// Whether the terminal is ours, so that it has to be restored.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// Whether the thread that reads is just setting the mode anew, which must not fall together with restoring it.
static ANNOUNCING: AtomicBool = AtomicBool::new(false);

/// How long a terminal that takes nothing is waited for when it is given back.
const LAST_WORDS: Duration = Duration::from_secs(1);

const ALTERNATE: &str = "\x1b[?1049h";
/// Without saving the cursor: harmless when the alternate screen is shown already.
const ALTERNATE_STILL: &str = "\x1b[?1047h";
const SET_UP: &str = "\x1b[0m\x1b[2J\x1b[?2004h\x1b[?25l";
/// Buttons, wheel, and the pointer's way while a button is down, in the modern encoding. Not its way without one
/// (1003): the program has no use for it, and every cell it crosses would wake it up.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1015l\x1b[?1003l\x1b[?1002l\x1b[?1000l";
/// The cursor as it is without us, and one that stands still.
const CURSOR_OWN: &str = "\x1b[0 q";
const CURSOR_STEADY: &str = "\x1b[2 q";
/// Asks for the colour of the background; the answer comes with the keys.
pub(super) const ASK_BACKGROUND: &str = "\x1b]11;?\x1b\\";
/// First what a frame could have left open, last the cursor, which some terminals keep for each screen.
const LEAVE_START: &str = "\x1b[?2026l\x1b[0m\x1b[0 q";
const LEAVE_END: &str = "\x1b[?2004l\x1b[?25h\x1b[?1049l\x1b[?25h";

/// Has the terminal until it is dropped.
#[derive(Debug)]
pub(super) struct Guard(());

impl Guard {
    /// Takes the terminal.
    pub(super) fn enter(mouse: bool, motion: bool) -> io::Result<Self> {
        enter(mouse, motion).map(|()| Self(()))
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Raw mode, alternate screen, bracketed paste, and the mouse if wanted.
pub(super) fn enter(mouse: bool, motion: bool) -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    take(ALTERNATE, mouse, motion);
    Ok(())
}

/// Takes the terminal again after the program was stopped from outside, without having restored it.
pub(super) fn retake(mouse: bool, motion: bool) -> io::Result<()> {
    // Whatever the shell has set meanwhile, raw mode has to be made anew.
    TAKEN.store(false, Ordering::SeqCst);
    settle();
    let raw = disable_raw_mode().and_then(|()| enable_raw_mode());
    TAKEN.store(true, Ordering::SeqCst);
    raw?;
    take(ALTERNATE_STILL, mouse, motion);
    Ok(())
}

fn take(screen: &str, has_mouse: bool, has_motion: bool) {
    let words = [screen, SET_UP, mouse(has_mouse), motion(has_motion)];
    send(words.concat().as_bytes());
}

/// Gives the terminal back as it was; whether there was something to give back. Never fails and never panics.
pub(super) fn restore() -> bool {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return false;
    }
    settle();
    // The mode first: the rest may take a while.
    let _ = disable_raw_mode();
    let words = [LEAVE_START, MOUSE_OFF, LEAVE_END].concat();
    let mut rest = words.as_bytes();
    loop {
        rest = &rest[offer(rest)..];
        if rest.is_empty() || !until_ready(Some(LAST_WORDS)) {
            return true;
        }
    }
}

/// Waits until [`announce_input`] is through; not for ever, because no fault there may keep a terminal raw.
fn settle() {
    for _ in 0..50 {
        if !ANNOUNCING.load(Ordering::SeqCst) {
            return;
        }
        thread::sleep(Duration::from_millis(1));
    }
}

/// When there is input that nobody has taken yet, wakes those who wait for it, as if it arrived now: that is what
/// the system does when the mode is set, to whatever it was already.
pub(super) fn announce_input() {
    let input = stdin();
    let now = Timespec::default();
    if !poll(&mut [PollFd::new(&input, PollFlags::IN)], Some(&now)).is_ok_and(|ready| ready > 0) {
        return;
    }
    // Either this is seen by whoever restores, or it is seen here that somebody does.
    ANNOUNCING.store(true, Ordering::SeqCst);
    if TAKEN.load(Ordering::SeqCst)
        && let Ok(mode) = tcgetattr(input)
    {
        let _ = tcsetattr(input, OptionalActions::Now, &mode);
    }
    ANNOUNCING.store(false, Ordering::SeqCst);
}

/// What takes the mouse or leaves it to the terminal.
pub(super) fn mouse(on: bool) -> &'static str {
    if on { MOUSE_ON } else { MOUSE_OFF }
}

/// What lets the cursor blink as the terminal has it, or not at all.
pub(super) fn motion(on: bool) -> &'static str {
    if on { CURSOR_OWN } else { CURSOR_STEADY }
}

/// The terminal once more, as something that is never waited for. Opened anew: what standard output is has been handed
/// down to other programs, for which it has to stay as it was.
fn unblocked() -> Option<&'static OwnedFd> {
    static TERMINAL: OnceLock<Option<OwnedFd>> = OnceLock::new();
    let opened = || {
        let flags = OFlags::WRONLY | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let name = ttyname(stdout(), Vec::new()).ok()?;
        open(name, flags, Mode::empty()).ok()
    };
    TERMINAL.get_or_init(opened).as_ref()
}

/// Writes as much as the terminal takes at once, and says how much that was. One that is gone takes everything, and one
/// that cannot be opened anew is waited for.
pub(super) fn offer(bytes: &[u8]) -> usize {
    let Some(terminal) = unblocked() else {
        send(bytes);
        return bytes.len();
    };
    let mut taken = 0;
    while taken < bytes.len() {
        match rustix::io::write(terminal, &bytes[taken..]) {
            Ok(0) | Err(Errno::AGAIN) => break,
            Ok(written) => taken += written,
            Err(Errno::INTR) => {}
            Err(_) => return bytes.len(),
        }
    }
    taken
}

/// Waits until the terminal takes more or is gone; without patience for ever. False when it took nothing so long.
pub(super) fn until_ready(patience: Option<Duration>) -> bool {
    let Some(terminal) = unblocked() else {
        return true;
    };
    let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
    loop {
        let mut watched = [PollFd::new(terminal, PollFlags::OUT)];
        match poll(&mut watched, patience.as_ref()) {
            Err(Errno::INTR) => {}
            ready => return ready.is_ok_and(|ready| ready > 0),
        }
    }
}

/// Writes straight to the terminal, however long it takes.
fn send(mut bytes: &[u8]) {
    while !bytes.is_empty() {
        match rustix::io::write(stdout(), bytes) {
            Ok(0) => return,
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            // Somebody who has the same terminal made it non-blocking.
            Err(Errno::AGAIN) => {
                let out = stdout();
                let _ = poll(&mut [PollFd::new(&out, PollFlags::OUT)], None);
            }
            Err(_) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_restored_that_was_not_taken() {
        assert!(!restore());
        assert!(!restore());
    }

    #[test]
    fn leaving_undoes_what_entering_did() {
        let leave = [LEAVE_START, MOUSE_OFF, LEAVE_END].concat();
        for mode in ["1049", "2004", "1000", "1002", "1003", "1006", "2026"] {
            assert!(leave.contains(&format!("\x1b[?{mode}l")), "{mode}");
        }
        assert!(leave.ends_with("\x1b[?25h"));
    }
}
