//! Copying out of the program.

use std::path::PathBuf;

use rolebook::app::Overlay;

use crate::driver::Driver;

#[test]
fn a_role_is_copied_whole_as_a_form_takes_it() {
    let mut d = Driver::new(160, 50);
    d.keys("/ 'manager-it' Enter Y Enter");
    assert_eq!(d.message(), "Manager, IT as text is in the clipboard.");
    let text = &d.clipboard;
    assert!(text.starts_with("Manager, IT\n\nGrade: 8\n"), "{text}");
    assert!(
        text.contains("\nResponsibilities\n- Meet every member"),
        "{text}"
    );
    assert!(
        text.contains("Code of Business Conduct and Ethics\n"),
        "{text}"
    );
    assert!(
        !text.contains("https:"),
        "no form wants targets of links: {text}"
    );
    assert!(
        !text.contains("IT Operations\nReview"),
        "nor who keeps the role: {text}"
    );
    assert!(d.app.overlays.is_empty());
}

#[test]
fn the_section_and_the_item_under_the_cursor_are_copied_too() {
    let mut d = Driver::new(160, 50);
    d.keys("/ 'strategic IT investments' Enter");
    d.keys("Y 'section text' Enter");
    let expected = "Requirements of Manager, IT · IT Engineering as text is in the clipboard.";
    assert_eq!(d.message(), expected);
    assert!(
        d.clipboard.starts_with("Requirements\n- "),
        "{}",
        d.clipboard
    );
    assert!(!d.clipboard.contains("Responsibilities"), "{}", d.clipboard);
    d.keys("Y 'item html' Enter");
    assert_eq!(d.message(), "The item as HTML is in the clipboard.");
    assert!(!d.clipboard.contains('\n') && !d.clipboard.is_empty());
    d.keys("Y 'address' Enter");
    assert_eq!(
        d.clipboard,
        "finance/it-management#manager-it+it-engineering"
    );
}

#[test]
fn what_is_marked_in_the_finder_is_copied_from_there() {
    let mut d = Driver::new(160, 50);
    d.keys("/ 'itil' Alt-y 'address' Enter");
    assert_eq!(
        d.clipboard,
        "finance/it-management#manager-it+it-end-user-services"
    );
    assert!(
        matches!(d.app.overlays.last(), Some(Overlay::Finder(_))),
        "it stays open"
    );
    d.keys("Ctrl-U 'recruiter' Ctrl-T Ctrl-T Alt-y 'address' Enter");
    assert_eq!(d.message(), "A list of 2 addresses is in the clipboard.");
    assert_eq!(d.clipboard.lines().count(), 2, "{}", d.clipboard);
    d.keys("Alt-y 'markdown' Enter");
    assert_eq!(
        d.clipboard.matches("\n## Responsibilities").count(),
        2,
        "{}",
        d.clipboard
    );
}

#[test]
fn where_there_is_no_clipboard_a_file_is_offered() {
    let mut d = Driver::new(80, 24);
    d.no_clipboard = true;
    d.keys("/ 'manager-it' Enter Y 'markdown' Enter");
    let screen = d.screen();
    assert!(
        screen.contains("could not be copied: there is none"),
        "{screen}"
    );
    assert!(screen.contains("manager-it.md"), "{screen}");
    d.keys("w");
    assert_eq!(
        d.message(),
        "Manager, IT as Markdown is in /here/manager-it.md"
    );
    d.keys("Y 'markdown' Enter Esc");
    assert!(d.app.overlays.is_empty(), "nothing is written unasked");
}

#[test]
fn what_is_hostile_in_a_file_gives_no_orders_where_it_is_pasted() {
    let hostile = "title = \"X\\u001b]0;PWNED\\u0007\"\nrequirements = [\"a\\u001b[2Jb\\u202e\"]\n";
    let files = [(PathBuf::from("x.toml"), hostile.to_owned())].into();
    let mut d = Driver::with(files, 80, 24);
    d.keys("Down Y Enter");
    let is_control = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(d.clipboard.contains("Requirements\n- a"), "{}", d.clipboard);
    assert!(!d.clipboard.contains(is_control), "{:?}", d.clipboard);
}
