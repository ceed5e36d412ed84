//! Exporting from the palette: a form is chosen, what would be written is shown, and it goes to a file or is copied.

use std::path::PathBuf;

use rolebook::app::Overlay;

use crate::driver::Driver;

/// Goes to the role and opens the list of forms.
fn forms(width: u16, height: u16) -> Driver {
    let mut d = Driver::new(width, height);
    d.keys("/ 'manager-it' Enter : 'export' Enter");
    d
}

#[test]
fn what_would_be_written_is_shown_first() {
    for (width, height) in [(80, 24), (160, 50)] {
        let mut d = forms(width, height);
        insta::assert_snapshot!(format!("export_forms_{width}x{height}"), d.screen());
        d.keys("'web page' Enter");
        insta::assert_snapshot!(format!("export_preview_{width}x{height}"), d.screen());
    }
}

#[test]
fn it_scrolls_and_is_written_or_copied_or_neither() {
    let mut d = forms(80, 24);
    d.keys("'text' Enter");
    let before = d.screen();
    d.keys("PgDn");
    assert_ne!(d.screen(), before);
    d.keys("Esc");
    assert!(d.app.overlays.is_empty());
    assert_eq!(d.clipboard, "");
    d.keys(": 'export' Enter 'text' Enter w");
    insta::assert_snapshot!("export_file", d.screen());
    d.keys("Enter");
    assert_eq!(d.message(), "Manager, IT as text is in it-management.txt");
    let text = &d.written["it-management.txt"];
    assert!(text.starts_with("Manager, IT\n\nGrade: 8\n"), "{text}");
    d.keys(": 'export' Enter 'linked' Enter y");
    assert_eq!(
        d.message(),
        "Manager, IT as linked data is in the clipboard."
    );
    assert!(
        d.clipboard.contains("\"@type\": \"Occupation\""),
        "{}",
        d.clipboard
    );
}

#[test]
fn a_file_has_a_stamp_and_nothing_is_written_over_unasked() {
    let mut d = forms(80, 24);
    let mark = "rolebook-stamp:1:finance/it-management#manager-it:effective:abc:";
    d.keys("'text' Enter w Ctrl-A '~/roles/it.txt' Enter");
    assert!(d.written["~/roles/it.txt"].contains(mark));
    d.keys("r Ctrl-A 'Manager of IT' Ctrl-S");
    d.keys(": 'export' Enter 'text' Enter w Ctrl-A '~/roles/it.txt' Enter");
    assert!(d.screen().contains("is there already"), "{}", d.screen());
    d.keys("Esc");
    assert!(d.written["~/roles/it.txt"].starts_with("Manager, IT\n"));
    d.keys(": 'export' Enter 'text' Enter w Ctrl-A '~/roles/it.txt' Enter o");
    assert_eq!(d.message(), "Manager of IT as text is in ~/roles/it.txt");
    let text = &d.written["~/roles/it.txt"];
    assert!(text.starts_with("Manager of IT\n"), "{text}");
    assert!(text.contains(&mark.replace("abc", "abc-changed")), "{text}");
    // A page is to be what it was, unless somebody wants it.
    d.keys(": 'export' Enter 'handbook' Enter w Ctrl-A 'y.md' Enter");
    assert!(!d.written["y.md"].contains("rolebook-stamp"));
    d.keys(": 'export' Enter 'handbook' Enter w Ctrl-A 'x.md' Down 'with' Ctrl-S");
    assert!(
        d.written["x.md"].contains("rolebook-stamp"),
        "{}",
        d.written["x.md"]
    );
}

#[test]
fn every_form_but_the_site_has_a_preview() {
    for form in [
        "handbook",
        "text",
        "web page",
        "table",
        "what the file says",
        "inherit, and",
        "linked",
    ] {
        let mut d = forms(80, 24);
        d.keys(&format!("'{form}' Enter"));
        let Some(Overlay::Dialog(dialog)) = d.app.overlays.last() else {
            panic!("{form}: {}", d.screen());
        };
        let text = dialog.lines.join("\n");
        assert!(
            text.contains("Meet every member of the IT teams"),
            "{form}: {text}"
        );
    }
    let mut d = forms(80, 24);
    d.keys("'site' Enter");
    assert!(d.message().contains("--format site"), "{}", d.message());
}

#[test]
fn several_pages_are_left_to_the_command_line() {
    let mut d = Driver::new(160, 50);
    d.keys("Down Space Down Space : 'export' Enter 'handbook' Enter");
    assert!(
        d.message().contains("several pages need a folder"),
        "{}",
        d.message()
    );
    d.keys("Ctrl-U 'table' Enter y");
    assert!(
        d.clipboard.starts_with("address,family,"),
        "{}",
        d.clipboard
    );
}

#[test]
fn what_is_unsaved_is_exported_and_what_is_hostile_is_harmless() {
    let hostile = "title = \"X\\u001b]0;PWNED\\u0007\"\nrequirements = [\"a\\u001b[2Jb\\u202e\"]\n[[roles]]\nid = \"r\"\n";
    let files = [(PathBuf::from("x.toml"), hostile.to_owned())].into();
    let mut d = Driver::with(files, 80, 24);
    d.keys("Down r Ctrl-A 'Baker' Ctrl-S");
    for form in [
        "handbook",
        "text",
        "web page",
        "table",
        "what the file says",
    ] {
        d.keys(&format!(": 'export' Enter '{form}' Enter y"));
        let is_control = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(
            ["text", "web page"].contains(&form) || d.clipboard.contains("Baker"),
            "{form}: {}",
            d.clipboard
        );
        assert!(d.clipboard.contains("[2Jb"), "{form}: {}", d.clipboard);
        assert!(
            !d.clipboard.contains(is_control),
            "{form}: {:?}",
            d.clipboard
        );
    }
}

#[test]
fn markdown_has_what_a_role_inherits_where_that_is_wanted() {
    let mut d = Driver::new(80, 24);
    d.keys("/ 'accountant-senior' Enter : 'export' Enter 'markdown of whole' Enter w Ctrl-A 'x.md' Enter");
    let inherited = "Can use GitLab in daily work";
    assert!(
        d.written["x.md"].contains(inherited),
        "{}",
        d.written["x.md"]
    );
    d.keys(": 'export' Enter 'handbook' Enter w Ctrl-A 'y.md' Enter");
    assert!(
        !d.written["y.md"].contains(inherited),
        "{}",
        d.written["y.md"]
    );
}

#[test]
fn a_word_document_is_written_where_the_program_can() {
    let mut d = forms(80, 24);
    d.keys("'word document' Enter");
    if cfg!(feature = "docx") {
        let screen = d.screen();
        assert!(screen.contains("The Word document says this"), "{screen}");
        assert!(
            screen.contains("Write a file") && !screen.contains("[y]"),
            "{screen}"
        );
        d.keys("w Enter");
        assert_eq!(
            d.message(),
            "Manager, IT as a Word document is in it-management.docx"
        );
        let document = &d.written["it-management.docx"];
        assert!(document.starts_with("PK"), "it is packed");
        assert!(
            document.contains(">Manager, IT</w:t>"),
            "and says what the role says"
        );
    } else {
        assert!(
            d.message().contains("built without Word documents"),
            "{}",
            d.message()
        );
        assert!(d.written.is_empty());
    }
}
