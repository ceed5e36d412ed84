//! Borders and marks in plain characters, for fonts that have no others, and for readers that would spell them out.
//!
//! It works on what was drawn, so that no pane can forget it. Only characters that the program draws itself are in the
//! table, and what people write in the same signs: quotation marks, dashes, bullets. Letters stay what they are.

use ratatui::buffer::Buffer;

/// Each sign, and what stands for it; all of them are one column wide.
const SIGNS: &[(&str, &str)] = &[
    ("─", "-"),
    ("━", "="),
    ("╌", "-"),
    ("┄", "-"),
    ("┈", "."),
    ("│", "|"),
    ("┃", "|"),
    ("┆", ":"),
    ("┊", ":"),
    ("┌", "+"),
    ("┐", "+"),
    ("└", "+"),
    ("┘", "+"),
    ("┏", "#"),
    ("┓", "#"),
    ("┗", "#"),
    ("┛", "#"),
    ("╭", "+"),
    ("╮", "+"),
    ("╰", "+"),
    ("╯", "+"),
    ("├", "+"),
    ("┤", "+"),
    ("┬", "+"),
    ("┴", "+"),
    ("┼", "+"),
    ("▾", "v"),
    ("▸", ">"),
    ("▶", ">"),
    ("◂", "<"),
    ("▴", "^"),
    ("▲", "^"),
    ("▼", "v"),
    ("●", "*"),
    ("○", "o"),
    ("◆", "#"),
    ("◇", "o"),
    ("■", "#"),
    ("□", "."),
    ("•", "*"),
    ("·", "-"),
    ("…", "~"),
    ("›", ">"),
    ("‹", "<"),
    ("»", ">"),
    ("«", "<"),
    ("↑", "^"),
    ("↓", "v"),
    ("→", ">"),
    ("←", "<"),
    ("↔", "-"),
    ("⇄", "="),
    ("⇅", "|"),
    ("↩", "<"),
    ("≠", "!"),
    ("≈", "~"),
    ("≥", ">"),
    ("≤", "<"),
    ("×", "x"),
    ("✓", "+"),
    ("✗", "x"),
    ("–", "-"),
    ("—", "-"),
    ("‘", "'"),
    ("’", "'"),
    ("“", "\""),
    ("”", "\""),
    ("█", "#"),
    ("▌", "|"),
    ("░", "."),
    ("▒", ":"),
    ("▓", "#"),
    ("\u{a0}", " "),
];

/// Puts plain characters in the place of signs.
pub(super) fn plain(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if cell.symbol().is_ascii() {
            continue;
        }
        if let Some((_, plain)) = SIGNS.iter().find(|(sign, _)| *sign == cell.symbol()) {
            cell.set_symbol(plain);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::wrap::width;

    #[test]
    fn every_sign_has_its_room() {
        for (sign, plain) in SIGNS {
            assert_eq!(width(sign), 1, "{sign}");
            assert!(plain.is_ascii() && plain.len() == 1);
        }
    }
}
