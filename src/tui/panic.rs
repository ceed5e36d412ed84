//! What happens when the program has a fault: the terminal is restored first, then the fault is told plainly.
//!
//! Background work is caught instead, and told as a message; its panics print nothing over the screen.

use std::any::Any;
use std::cell::Cell;
use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe, Location};
use std::sync::Once;

use super::terminal;
use crate::format::clean::{clean, clean_line};
use crate::text::text;

thread_local! {
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// Puts the hook in; more than once does no harm.
pub(super) fn install() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let former = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if CAUGHT.get() {
                return;
            }
            if terminal::restore() {
                // Not the former hook: it would say the same again, with the message as it stands, which may
                // quote a file, and with advice for programmers.
                let text = told(&said(info.payload()), info.location());
                let _ = io::stderr().write_all(text.as_bytes());
            } else {
                former(info);
            }
        }));
    });
}

/// Does something whose panic must not end the program; what it said when it panicked.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let outer = CAUGHT.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    CAUGHT.set(outer);
    result.map_err(|payload| text!("browse-a-fault-here", why = said(payload.as_ref())))
}

fn said(payload: &(dyn Any + Send)) -> String {
    let text = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or_else(|| text!("browse-it-did-not-say-more"))
        .to_owned()
}

fn told(message: &str, location: Option<&Location<'_>>) -> String {
    let place = location.map(ToString::to_string).unwrap_or_default();
    let (head, place) = (
        text!("browse-a-fault-and-had-to-stop"),
        text!("browse-fault-at", place = clean_line(&place)),
    );
    format!("{head}\n{}\n{place}\n", clean(message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caught_panic_tells_what_it_said() {
        assert_eq!(caught(|| 7), Ok(7));
        let number = 7;
        let formatted = caught(|| assert!(number == 8, "number {number}"));
        assert!(formatted.is_err_and(|text| text.ends_with("number 7")));
        let plain = caught(|| panic::panic_any("plain"));
        assert!(plain.is_err_and(|text: String| text.ends_with("plain")));
        let other = caught(|| panic::panic_any(7));
        assert!(other.is_err_and(|text: String| text.ends_with("more")));
    }

    #[test]
    fn a_fault_is_told_without_escape_sequences_or_advice() {
        let text = told("bad \u{1b}]0;PWNED\u{7} title", Some(Location::caller()));
        assert!(!text.contains(['\u{1b}', '\u{7}']));
        assert!(text.contains("src/tui/panic.rs:"));
        assert!(!text.contains("BACKTRACE"));
    }
}
