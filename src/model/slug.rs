//! Ids and file names made of titles.

use unicode_normalization::UnicodeNormalization;

/// How long an id may be, in bytes.
pub const LONGEST_ID: usize = 100;

/// An id made of a title: lower case, letters with marks as plain ones, words joined by `-`. Letters that have
/// no plain form stay, for an id may hold them. Empty when the title has neither letter nor digit.
pub fn slug(title: &str) -> String {
    let mut id = String::new();
    let mut gap = false;
    for c in title.nfkd().flat_map(char::to_lowercase) {
        let plain: &str = match c {
            // A mark on the letter before it, an apostrophe within a word.
            '\u{300}'..='\u{36f}' | '\'' | '\u{2019}' => continue,
            'ß' => "ss",
            'æ' => "ae",
            'œ' => "oe",
            'ø' => "o",
            'đ' | 'ð' => "d",
            'ł' => "l",
            'þ' => "th",
            'ı' => "i",
            '&' => "and",
            _ => "",
        };
        if plain.is_empty() && !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        if c == '&' {
            gap = true;
        }
        let needed = plain.len().max(c.len_utf8()) + usize::from(gap);
        // Room is left for the numeral that makes it unique.
        if id.len() + needed > LONGEST_ID - 20 {
            break;
        }
        if gap && !id.is_empty() {
            id.push('-');
        }
        gap = c == '&';
        match plain {
            "" => id.push(c),
            plain => id.push_str(plain),
        }
    }
    id
}
