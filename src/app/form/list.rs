//! Several values in one text, one a line. The further lines of a value that has some are indented.

/// Before the further lines of a value.
const INDENT: &str = "  ";

/// The values, one a line.
pub(super) fn to_text(values: &[String]) -> String {
    values
        .iter()
        .map(|value| shown(value))
        .collect::<Vec<_>>()
        .join("\n")
}

fn shown(value: &str) -> String {
    value.trim().replace('\n', &format!("\n{INDENT}"))
}

/// The values of such a text, without blanks around them; empty ones are left out. One that is shown as one of those
/// before is exactly that one.
pub(super) fn from_text(text: &str, before: &[String]) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix(INDENT), values.last_mut()) {
            (Some(further), Some(value)) => {
                value.push('\n');
                value.push_str(further);
            }
            _ => values.push(line.trim().to_owned()),
        }
    }
    let exact = |value: String| {
        let value = value.trim();
        let known = before.iter().find(|known| known.trim() == value);
        known.cloned().unwrap_or_else(|| value.to_owned())
    };
    let values = values.into_iter().map(exact);
    values.filter(|value| !value.trim().is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_with_their_lines_and_blanks() {
        let values = ["one", "two\nlines\n\n  and more", "  padded ", "a | b, c"];
        let values: Vec<String> = values.map(str::to_owned).to_vec();
        let text = to_text(&values);
        assert_eq!(
            text,
            "one\ntwo\n  lines\n  \n    and more\npadded\na | b, c"
        );
        assert_eq!(from_text(&text, &values), values);
        let added = format!("{text}\n\n last ");
        assert_eq!(from_text(&added, &values)[4..], ["last"]);
        assert_eq!(from_text(&added, &values)[..4], values[..]);
    }

    #[test]
    fn a_first_line_that_is_indented_begins_a_value() {
        assert_eq!(from_text("  one\n\n\ntwo\n", &[]), ["one", "two"]);
    }
}
