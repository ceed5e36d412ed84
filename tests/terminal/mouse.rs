//! The mouse as a terminal reports it.

use crate::Session;

/// The row of the screen, from 1, in which a text stands.
fn row_of(screen: &str, text: &str) -> usize {
    let row = screen.lines().position(|line| line.contains(text));
    row.unwrap_or_else(|| panic!("no {text} in\n{screen}")) + 1
}

#[test]
fn a_specialty_is_dragged_to_another_place() {
    let session = Session::start();
    session.until("IT Management");
    session.send("/itil");
    session.until("End User Services");
    session.send("\r");
    session.until("Requirements ·");
    let before = session.until("        IT Engineering");
    let (first, second) = ("        IT Engineering", "        End User Services");
    let (from, to) = (row_of(&before, first), row_of(&before, second));
    assert!(from < to, "{before}");
    session.send(&format!("\x1b[<0;12;{from}M\x1b[<32;12;{to}M"));
    session.until("▶─");
    session.send(&format!("\x1b[<0;12;{to}m"));
    let after = session.until("You moved IT Engineering");
    assert!(row_of(&after, second) < row_of(&after, first), "{after}");
}
