//! The list of a site's files, which is one of them: what the next site in the same folder may take away again.
//!
//! A file that is not listed, or is another one by now, is somebody else's.

use crate::format::stamp::hash;

/// What the list is called.
pub const MANIFEST: &str = "files.txt";

const HEAD: &str =
    "The files of this site, with hashes. What is not listed here is nobody's to delete.";

/// The list of these files.
pub(super) fn list(files: &[(String, String)]) -> String {
    let mut text = format!("{HEAD}\n");
    for (name, contents) in files {
        text.push_str(&format!("{:016x} {name}\n", hash(contents.as_bytes())));
    }
    text
}

/// The names in a list that another one does not have, each with the hash of the file.
pub fn no_longer_listed(before: &str, now: &str) -> Vec<(String, u64)> {
    let names = |text: &str| -> Vec<(String, u64)> {
        let lines = text.strip_prefix(HEAD).unwrap_or_default().lines();
        lines
            .filter_map(|line| {
                let (hash, name) = line.split_once(' ')?;
                Some((name.to_owned(), u64::from_str_radix(hash, 16).ok()?))
            })
            .collect()
    };
    let now: std::collections::HashSet<String> = names(now).into_iter().map(|(n, _)| n).collect();
    let mut gone = names(before);
    gone.retain(|(name, _)| !now.contains(name));
    gone
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> (String, String) {
        (name.to_owned(), text.to_owned())
    }

    #[test]
    fn what_is_not_listed_any_more_is_told_with_what_it_was() {
        let before = list(&[file("a.html", "a"), file("b c.html", "b")]);
        let now = list(&[file("a.html", "other")]);
        let gone = no_longer_listed(&before, &now);
        assert_eq!(gone, [("b c.html".to_owned(), hash(b"b"))]);
        assert!(
            no_longer_listed("b.html\n0 c.html\n", &now).is_empty(),
            "no list of ours"
        );
    }
}
