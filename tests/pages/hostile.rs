//! Pages that nobody wrote for a handbook: they are read in bounded time, and nothing of them is lost.

use rolebook::document::{read_family, write_family};
use rolebook::format::markdown::{read, write};

use crate::words;

/// Reads a page, and sees that it is all there and comes back.
fn survives(page: &str) {
    let family = read(page, "a/b").family;
    let written = write(&family, "a/b");
    let first: String = page.chars().take(40).collect();
    assert_eq!(read(&written, "a/b").family, family, "{first:?}");
    let file = write_family(&family);
    let again = read_family(&file);
    assert_eq!(again.value.as_ref(), Some(&family), "{first:?}");
    let missing = words::missing(words::body(page), &file);
    assert!(missing.is_empty(), "{first:?}: {missing:?}");
}

#[test]
fn deep_and_unclosed_things_are_read() {
    for piece in [
        "- ",
        "> ",
        "[",
        "![",
        "*a ",
        "1. ",
        "<div>\n",
        "`",
        "[a]: b\n",
        "[a][b] ",
        "## A\n",
        "### A Responsibilities\n",
        "## A\n### Responsibilities\n- b\n",
        "(",
        "{{role a}}\n",
        "<!-- ",
        "|a|\n|-|\n",
        "reports to the [",
        "a\n---\n",
        "grade 8 ",
    ] {
        survives(&piece.repeat(1_500));
    }
    let nested: String = (0..10_000)
        .map(|depth| format!("{}- x\n", " ".repeat(2 * (depth % 400))))
        .collect();
    survives(&nested);
    survives(&format!("{}x", "- ".repeat(10_000)));
}

#[test]
fn control_characters_stay_what_they_are() {
    survives(
        "---\ntitle: \"a\u{1b}]0;PWNED\u{7}b\"\n---\n\n## X\u{1b}[31m\n\n### Responsibilities\n\n- \0 nul \u{202e} turned\n- \u{9b}2J\n",
    );
    survives("\u{feff}# A\r\n\r\n* one\r\n* two\r\n");
    survives("<script>alert('x')</script>\n\n[a](javascript:alert(1))\n");
}

#[test]
fn a_page_without_anything_is_a_family_without_anything() {
    for page in ["", "\n\n", "---\n---\n", "---", "   ", "\u{feff}"] {
        let family = read(page, "a/some-page").family;
        assert_eq!(family.body.title.as_deref(), Some("some page"), "{page:?}");
        assert!(
            family.roles.is_empty() && family.sections.is_empty(),
            "{page:?}"
        );
    }
}

#[test]
fn megabytes_are_read_in_one_go() {
    let block = "## Role of many\n\nThe Role of many is a [grade 8](/g).\n\n### Responsibilities\n\n* do this\n* and [that](javascript:x)\n\nText [[[[ between.\n\n";
    let page = block.repeat(1024 * 1024 / block.len());
    let family = read(&page, "a/b").family;
    assert!(family.roles.len() > 5_000);
    let one = format!(
        "## A\n\n### Responsibilities\n\n- {}\n",
        "word [x](y) ".repeat(900_000)
    );
    assert_eq!(read(&one, "a/b").family.roles.len(), 1);
}
