//! The words of a page, counted, to see whether any is missing in a file.

use std::collections::HashMap;

use toml::Value;

/// How often each word stands in a text. Signs are no words, and addresses come apart at theirs; the numbers with
/// which a list counts are none either.
pub fn count(text: &str) -> HashMap<String, usize> {
    let mut words = HashMap::new();
    for line in text.lines() {
        let line = line.trim_start();
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let mark = rest
            .strip_prefix(['.', ')'])
            .filter(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
        let line = mark.unwrap_or(line);
        for word in line
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
        {
            *words.entry(word.to_owned()).or_default() += 1;
        }
    }
    words
}

/// Every text that a TOML file holds, one after the other.
pub fn texts(toml: &str) -> String {
    fn walk(value: &Value, out: &mut String) {
        match value {
            Value::String(text) => {
                out.push_str(text);
                out.push('\n');
            }
            Value::Array(values) => values.iter().for_each(|value| walk(value, out)),
            Value::Table(table) => table.values().for_each(|value| walk(value, out)),
            other => {
                out.push_str(&other.to_string());
                out.push('\n');
            }
        }
    }
    let mut out = String::new();
    walk(&Value::Table(toml.parse().unwrap()), &mut out);
    out
}

/// The words that a page has more often than a file.
pub fn missing(page: &str, file: &str) -> Vec<String> {
    let (page, file) = (count(page), count(&texts(file)));
    let mut missing: Vec<String> = page
        .into_iter()
        .filter(|(word, count)| file.get(word).is_none_or(|there| there < count))
        .map(|(word, count)| format!("{word} x{count}"))
        .collect();
    missing.sort();
    missing
}

/// The page below its front matter.
pub fn body(page: &str) -> &str {
    let Some(rest) = page.strip_prefix("---\n") else {
        return page;
    };
    rest.split_once("\n---\n").map_or(page, |(_, body)| body)
}

/// Where the links of a text lead.
pub fn links(text: &str) -> HashMap<String, usize> {
    use pulldown_cmark::{Event, Parser, Tag};
    let mut links = HashMap::new();
    for event in Parser::new(text) {
        if let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = event {
            *links.entry(dest_url.to_string()).or_default() += 1;
        }
    }
    links
}
