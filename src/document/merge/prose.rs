//! Texts that both sides changed: put together line by line, else word by word.

use diffy::MergeOptions;

/// A text with what both sides changed; `None` where they changed the same words.
pub(super) fn merge(base: &str, ours: &str, theirs: &str) -> Option<String> {
    by(lines, "\n", base, ours, theirs).or_else(|| by(words, "", base, ours, theirs))
}

/// Every piece becomes a line, for lines are what is merged; its own line ends are written in another way meanwhile.
fn by(
    pieces: fn(&str) -> Vec<&str>,
    between: &str,
    base: &str,
    ours: &str,
    theirs: &str,
) -> Option<String> {
    let spread = |text: &str| -> String {
        let pieces = pieces(text).into_iter();
        pieces.map(|piece| hidden(piece) + "\n").collect()
    };
    let (base, ours, theirs) = (spread(base), spread(ours), spread(theirs));
    let merged = MergeOptions::new().merge(&base, &ours, &theirs).ok()?;
    let pieces: Vec<String> = merged.lines().map(shown).collect();
    Some(pieces.join(between))
}

fn hidden(piece: &str) -> String {
    let piece = piece.replace('\\', "\\\\");
    piece.replace('\n', "\\n").replace('\r', "\\r")
}

fn shown(line: &str) -> String {
    let mut text = String::new();
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        text.push(match c {
            '\\' => match chars.next() {
                Some('n') => '\n',
                Some('r') => '\r',
                _ => '\\',
            },
            c => c,
        });
    }
    text
}

fn lines(text: &str) -> Vec<&str> {
    text.split('\n').collect()
}

/// Words and what stands between them.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut blank = None;
    for (at, c) in text.char_indices() {
        if blank.is_some_and(|blank| blank != c.is_whitespace()) {
            words.push(&text[start..at]);
            start = at;
        }
        blank = Some(c.is_whitespace());
    }
    words.push(&text[start..]);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_changes_are_in_the_text() {
        for (base, ours, theirs, merged) in [
            ("a\nb", "a\nb\nc", "x\na\nb", Some("x\na\nb\nc")),
            (
                "one two three four",
                "1 two three four",
                "one two three 4",
                Some("1 two three 4"),
            ),
            ("one", "two", "three", None),
            (
                "C:\\n\r\\ b c d",
                "C:\\n\r\\ b c D",
                "C:\\N\r\\ b c d",
                Some("C:\\N\r\\ b c D"),
            ),
            ("", "a", "b", None),
        ] {
            assert_eq!(merge(base, ours, theirs).as_deref(), merged, "{base}");
            assert_eq!(merge(base, theirs, ours).as_deref(), merged, "{base}");
        }
    }
}
