//! What an exported file says, taken apart roughly: whatever may have been a line of a role.
//!
//! Only guesses come of it. A stamp's hash says which of them was one.

use std::collections::BTreeSet;

/// What could be a line of a role in a file of any format.
pub fn said_in(text: &str) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    for line in text.lines().map(str::trim) {
        put(line, &mut said);
        put(without_mark(line), &mut said);
        if let Some((_, value)) = line.split_once(": ") {
            put(value, &mut said);
        }
        if line.contains('<') {
            put(&unescaped(&without_tags(line, "")), &mut said);
            for piece in without_tags(line, "\n").lines() {
                put(&unescaped(piece), &mut said);
            }
        }
        if line.contains('"') {
            strings(line, &mut said);
        }
        if line.contains(',') {
            cells(line, &mut said);
        }
    }
    said
}

fn put(text: &str, said: &mut BTreeSet<String>) {
    let text = text.trim();
    if !text.is_empty() {
        said.insert(text.to_owned());
    }
}

/// A line without the bullet or the number before it.
fn without_mark(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = match rest.len() < line.len() {
        true => rest.strip_prefix(['.', ')']),
        false => line.strip_prefix(['-', '*', '+', '•']),
    };
    rest.map_or(line, str::trim_start)
}

/// A line of HTML with this in place of every tag.
fn without_tags(line: &str, instead: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        out.push_str(instead);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// The strings of a line of JSON.
fn strings(line: &str, said: &mut BTreeSet<String>) {
    for (at, _) in line.match_indices('"') {
        let mut values = serde_json::Deserializer::from_str(&line[at..]).into_iter::<String>();
        if let Some(Ok(value)) = values.next() {
            put(&value, said);
        }
    }
}

/// The cells of a row of CSV, and what they were before a `'` kept them from being formulas.
fn cells(line: &str, said: &mut BTreeSet<String>) {
    let mut cell = String::new();
    let mut quoted = false;
    for c in line.chars().chain([',']) {
        match c {
            '"' => {
                // Of two in a row, the second one closes nothing and is one.
                if quoted || cell.is_empty() {
                    quoted = !quoted;
                } else {
                    cell.push('"');
                    quoted = true;
                }
            }
            ',' if !quoted => {
                put(&cell, said);
                put(cell.trim_start_matches('\''), said);
                cell.clear();
            }
            c => cell.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::said_in;

    #[test]
    fn lines_are_found_in_every_format() {
        for text in [
            "- Says \"a\" & b, c",
            "   3. Says \"a\" & b, c",
            "<li>Says &quot;a&quot; &amp; b, <em>c</em></li>",
            "    \"text\": \"Says \\\"a\\\" & b, c\",",
            "x,1,\"Says \"\"a\"\" & b, c\",,y",
        ] {
            assert!(said_in(text).contains("Says \"a\" & b, c"), "{text}");
        }
        let said = said_in("Grade: 8\n<dt>Grade</dt><dd>9</dd>\n");
        assert!(said.contains("8") && said.contains("9"), "{said:?}");
    }
}
