//! Taking the terminal and giving it back.
//!
//! Restoring can happen on any thread and at any moment (a panic, a signal, a loop that hangs), so nothing here
//! takes a lock that a drawing loop could hold: everything is written straight to the descriptor. A terminal that
//! is gone is not an error here; the watchdog in `signals` ends the program then.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::stdio::{stdin, stdout};
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};

/// Whether the terminal is ours, so that it has to be restored.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// Whether the thread that reads is just setting the mode anew, which must not fall together with restoring it.
static ANNOUNCING: AtomicBool = AtomicBool::new(false);

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
    send(ALTERNATE);
    send(SET_UP);
    set_mouse(mouse);
    set_motion(motion);
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
    send(ALTERNATE_STILL);
    send(SET_UP);
    set_mouse(mouse);
    set_motion(motion);
    Ok(())
}

/// Gives the terminal back as it was; whether there was something to give back. Never fails and never panics.
pub(super) fn restore() -> bool {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return false;
    }
    settle();
    // The mode first: the writes may block.
    let _ = disable_raw_mode();
    send(&[LEAVE_START, MOUSE_OFF, LEAVE_END].concat());
    true
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

/// Takes the mouse or leaves it to the terminal.
pub(super) fn set_mouse(on: bool) {
    send(if on { MOUSE_ON } else { MOUSE_OFF });
}

/// Lets the cursor blink as the terminal has it, or not at all.
pub(super) fn set_motion(on: bool) {
    send(if on { CURSOR_OWN } else { CURSOR_STEADY });
}

/// Writes straight to the terminal.
pub(super) fn send(text: &str) {
    send_bytes(text.as_bytes());
}

pub(super) fn send_bytes(mut bytes: &[u8]) {
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
