//! Changes one setting in the text of the file; everything else in it stays as it is.

use toml_edit::{DocumentMut, Item, Value};

/// The text with this setting: `true` and `false` as they are, anything else as a text.
///
/// # Errors
/// The parser's words, when the text is no TOML.
pub fn set(text: &str, key: &str, value: &str) -> Result<String, String> {
    let mut document: DocumentMut = text
        .parse()
        .map_err(|error: toml_edit::TomlError| error.to_string())?;
    let mut value: Value = match value {
        "true" => true.into(),
        "false" => false.into(),
        text => text.into(),
    };
    match document.get_mut(key) {
        Some(Item::Value(old)) => {
            // A comment behind it belongs to the setting, not to what it said.
            *value.decor_mut() = old.decor().clone();
            *old = value;
            return Ok(document.to_string());
        }
        Some(item) => *item = Item::Value(value),
        None => {
            // Comments at the end of a file that says nothing else would be put behind the new line.
            let is_bare = document.is_empty();
            let (before, document_text) = (
                document.trailing().as_str().map(str::to_owned),
                &mut document,
            );
            document_text.insert(key, Item::Value(value));
            if let (true, Some(before)) = (is_bare, before) {
                let gap = if before.is_empty() || before.ends_with('\n') {
                    ""
                } else {
                    "\n"
                };
                if let Some(mut key) = document_text.key_mut(key) {
                    key.leaf_decor_mut().set_prefix(format!("{before}{gap}"));
                }
                document_text.set_trailing("");
            }
        }
    }
    Ok(document.to_string())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::Config;
    use super::*;

    #[test]
    fn a_setting_is_changed_and_nothing_else() {
        let text = "# mine\ntheme = \"dark\"   # at night\n\n[keys]\nfind = \"F6\" # why not\n";
        assert_eq!(
            set(text, "theme", "light").unwrap(),
            "# mine\ntheme = \"light\"   # at night\n\n[keys]\nfind = \"F6\" # why not\n"
        );
        let more = set(text, "mouse", "false").unwrap();
        let (config, problems) = Config::read(&more);
        assert_eq!((config.mouse, problems), (false, vec![]));
        assert!(
            more.starts_with("# mine\ntheme = \"dark\"   # at night\nmouse = false\n"),
            "{more}"
        );
        assert!(
            more.ends_with("\n[keys]\nfind = \"F6\" # why not\n"),
            "{more}"
        );
        assert!(set("theme = ", "theme", "dark").is_err());
    }

    #[test]
    fn comments_of_an_empty_file_stay_above() {
        let text = set("", "ascii", "true").unwrap();
        assert_eq!(text, "ascii = true\n");
        let text = set("# a\n# b", "ascii", "true").unwrap();
        assert_eq!(text, "# a\n# b\nascii = true\n");
        let template = Config::template();
        let text = set(&template, "keymap", "vim").unwrap();
        assert_eq!(text, format!("{template}keymap = \"vim\"\n"));
    }
}
