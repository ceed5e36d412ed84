//! Tells the terminal's answer to the question for its background from what somebody types.
//!
//! It comes among the keys, as `Alt-]`, `11;rgb:1e1e/1e1e/2e2e`, and `Alt-\\` or `Ctrl-G`. Whatever turns out to be
//! something else is handed on as it was typed.

use crate::config::{Key, KeyCode, Rgb, parse_answer};

/// What a key was.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// These were typed.
    Keys(Vec<Key>),
    /// A part of the answer.
    Nothing,
    /// The end of it.
    Color(Rgb),
}

/// Listens for one answer.
#[derive(Debug)]
pub(super) struct Answer {
    expected: bool,
    keys: Vec<Key>,
    text: String,
}

const HEAD: &str = "11;rgb";
/// No answer is longer.
const LONGEST: usize = 40;

impl Answer {
    /// Listens when there was a question.
    pub(super) fn new(expected: bool) -> Self {
        Self {
            expected,
            keys: Vec::new(),
            text: String::new(),
        }
    }

    pub(super) fn hear(&mut self, key: Key) -> Heard {
        let alt = |c| Key {
            alt: true,
            ..Key::char(c)
        };
        if !self.expected || (self.keys.is_empty() && key != alt(']')) {
            return Heard::Keys(vec![key]);
        }
        if self.keys.is_empty() {
            self.keys.push(key);
            return Heard::Nothing;
        }
        let bell = Key {
            ctrl: true,
            ..Key::char('g')
        };
        if key == alt('\\') || key == bell {
            let color = self.text.strip_prefix("11;").and_then(parse_answer);
            self.text.clear();
            let mut keys = std::mem::take(&mut self.keys);
            keys.push(key);
            return match color {
                Some(color) => {
                    self.expected = false;
                    Heard::Color(color)
                }
                None => Heard::Keys(keys),
            };
        }
        self.keys.push(key);
        let fits = match key.code {
            KeyCode::Char(c) if key == Key::char(c) => {
                self.text.push(c);
                let head = self.text.len().min(HEAD.len());
                let rest = self.text.get(HEAD.len()..).unwrap_or_default();
                self.text.get(..head) == HEAD.get(..head)
                    && rest
                        .chars()
                        .all(|c| c.is_ascii_hexdigit() || ":/a".contains(c))
                    && self.text.len() < LONGEST
            }
            _ => false,
        };
        if fits {
            return Heard::Nothing;
        }
        self.text.clear();
        Heard::Keys(std::mem::take(&mut self.keys))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// What is handed on of these keys, and the colour, if one was heard.
    fn listen(answer: &mut Answer, keys: &str) -> (String, Option<Rgb>) {
        let (mut typed, mut color) = (Vec::new(), None);
        for key in keys.split(' ') {
            match answer.hear(key.parse().unwrap()) {
                Heard::Keys(keys) => typed.extend(keys.iter().map(Key::to_string)),
                Heard::Color(heard) => color = Some(heard),
                Heard::Nothing => {}
            }
        }
        (typed.join(" "), color)
    }

    const ANSWER: &str = "Alt-] 1 1 ; r g b : 1 e 1 e / 1 e 1 e / 2 e 2 e";

    #[test]
    fn the_answer_is_heard_once_and_no_key_is_lost() {
        for end in ["Alt-\\", "Ctrl-G"] {
            let mut answer = Answer::new(true);
            assert_eq!(listen(&mut answer, "e Alt-x"), ("e Alt-x".into(), None));
            let all = format!("{ANSWER} {end} q");
            assert_eq!(listen(&mut answer, &all), ("q".into(), Some((30, 30, 46))));
            assert_eq!(listen(&mut answer, "Alt-] 1"), ("Alt-] 1".into(), None));
        }
    }

    #[test]
    fn what_only_begins_like_it_was_typed() {
        for keys in [
            "Alt-] x",
            "Alt-] 1 1 Enter",
            "Alt-] 1 2",
            "Alt-] 1 1 ; r g b : q",
            "Alt-] Alt-\\",
        ] {
            let mut answer = Answer::new(true);
            assert_eq!(listen(&mut answer, keys), (keys.into(), None));
        }
        let mut answer = Answer::new(false);
        assert_eq!(listen(&mut answer, ANSWER), (ANSWER.into(), None));
    }
}
