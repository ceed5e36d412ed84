//! Misspellings of English words, and what is meant. Knows nothing of texts.

/// A line for each, sorted: what is written, a space, and what is meant; made when the program is built.
const LIST: &str = include_str!(concat!(env!("OUT_DIR"), "/misspellings.txt"));

/// What is meant by a word in lower case that is misspelled for sure. A capital may begin it; what has more of them is an
/// abbreviation or a name.
pub(super) fn correction(written: &str, lower: &str) -> Option<&'static str> {
    let is_word = |rest: &str| rest.bytes().all(|byte| byte.is_ascii_lowercase());
    if !written.get(1..).is_some_and(is_word) || !lower.is_ascii() {
        return None;
    }
    let (mut low, mut high) = (0, LIST.len());
    while low < high {
        let middle = (low + high) / 2;
        let start = LIST[..middle].rfind('\n').map_or(0, |at| at + 1);
        let end = start + LIST[start..].find('\n')?;
        let (wrong, right) = LIST[start..end].split_once(' ')?;
        match wrong.cmp(lower) {
            std::cmp::Ordering::Equal => return Some(right),
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_list_is_found() {
        let lines = LIST.lines();
        assert!(lines.clone().count() > 50_000);
        for line in lines {
            let (wrong, right) = line.split_once(' ').unwrap_or_default();
            assert_eq!(correction(wrong, wrong), Some(right), "{line}");
        }
    }

    #[test]
    fn words_abbreviations_and_names_are_left_alone() {
        assert_eq!(correction("Recieve", "recieve"), Some("receive"));
        for word in [
            "receive", "RECIEVE", "reCieve", "", "r", "aaaa", "zzzz", "récieve", "é",
        ] {
            assert_eq!(correction(word, &word.to_lowercase()), None, "{word}");
        }
    }
}
