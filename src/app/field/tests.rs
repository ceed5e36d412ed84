//! What any sequence of keys must leave whole.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::TextField;
use crate::config::{Action, Key};
use crate::format::wrap::wrap;

const KEYS: &[&str] = &[
    "Left",
    "Right",
    "Up",
    "Down",
    "Home",
    "End",
    "Ctrl-Home",
    "Ctrl-End",
    "Ctrl-Left",
    "Alt-Right",
    "Shift-Left",
    "Shift-Right",
    "Ctrl-Shift-Left",
    "Shift-Down",
    "Shift-End",
    "Backspace",
    "Backspace",
    "Del",
    "Ctrl-Backspace",
    "Ctrl-W",
    "Ctrl-U",
    "Ctrl-K",
    "Ctrl-E",
    "Ctrl-B",
    "Ctrl-F",
    "Alt-B",
    "Alt-F",
    "Alt-D",
    "a",
    "b",
    "Space",
    "日",
    "\u{301}",
    "\u{200d}",
    "👩",
    "🇩",
];

const ACTIONS: &[Action] = &[
    Action::FormNewline,
    Action::FormUndo,
    Action::FormRedo,
    Action::FormSelectAll,
    Action::FormCopy,
    Action::FormCut,
    Action::FormPaste,
];

#[derive(Debug, Clone)]
enum Step {
    Key(&'static str),
    Do(Action),
    Insert(String),
    Measure(u16),
    Click(usize, usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => proptest::sample::select(KEYS).prop_map(Step::Key),
        3 => proptest::sample::select(ACTIONS).prop_map(Step::Do),
        1 => "[a-zé日\u{301}🇩👩\u{200d} \n\r\u{1b}]{0,12}".prop_map(Step::Insert),
        1 => (1u16..20).prop_map(Step::Measure),
        1 => (0usize..4, 0usize..20).prop_map(|(row, column)| Step::Click(row, column)),
    ]
}

fn take(field: &mut TextField, step: &Step, clipboard: &mut String) {
    match step {
        Step::Key(key) => {
            field.key(key.parse::<Key>().unwrap());
        }
        Step::Do(action) => {
            field.action(*action, clipboard);
        }
        Step::Insert(text) => field.insert(text),
        Step::Measure(width) => field.keep_in_view(*width, 4),
        Step::Click(row, column) => field.click(*row, *column, 10),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]
    #[test]
    fn whatever_is_typed_the_field_stays_whole(
        start in "[a-zé日\u{301}🇩👩\u{200d} \n]{0,40}",
        multiline in any::<bool>(),
        steps in proptest::collection::vec(step(), 0..60),
    ) {
        let mut field = TextField::new(&start, multiline);
        let mut clipboard = String::new();
        field.keep_in_view(7, 3);
        let mut width = 7;
        for step in &steps {
            take(&mut field, step, &mut clipboard);
            if let Step::Measure(columns) = step {
                width = usize::from(*columns);
            }
            let text = field.text();
            let at = field.cursor();
            let mut places = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]);
            prop_assert!(places.any(|place| place == at), "{at} in {text:?} after {step:?}");
            if let Some(range) = field.selection() {
                prop_assert!(text.get(range).is_some());
            }
            prop_assert_eq!(&field.rows(width)[..], &wrap(text, width)[..]);
        }
        let last = field.text().to_owned();
        // What was taken back before the end is made again first, so that the whole way is walked.
        while field.redo() {}
        let full = field.text().to_owned();
        while field.undo() {}
        prop_assert_eq!(field.text(), &start);
        while field.redo() {}
        prop_assert_eq!(field.text(), &full);
        prop_assert!(last == full || steps.iter().any(|step| matches!(step, Step::Do(Action::FormUndo))));
    }
}

#[test]
fn undo_goes_by_words_and_puts_the_cursor_back() {
    let mut field = TextField::new("", true);
    for c in "one two".chars() {
        field.key(Key::char(c));
    }
    field.undo();
    assert_eq!(field.text(), "one ");
    field.undo();
    assert_eq!(field.text(), "");
    field.redo();
    field.redo();
    assert_eq!((field.text(), field.cursor()), ("one two", 7));
    for _ in 0..5 {
        field.key("Backspace".parse().unwrap());
    }
    assert_eq!(field.text(), "on");
    field.undo();
    assert_eq!(
        field.text(),
        "one ",
        "what is left of a word comes back first"
    );
    field.undo();
    assert_eq!((field.text(), field.cursor()), ("one two", 7));
}

#[test]
fn a_click_puts_the_cursor_on_the_grapheme_under_it() {
    let mut field = TextField::new("one two 日本 three", true);
    field.keep_in_view(8, 2);
    // The window shows the last rows: "日本 " and "three".
    assert_eq!(field.first_row(8, 2), 1);
    field.click(1, 3, 8);
    assert_eq!(field.cursor(), "one two 日".len());
    field.click(2, 50, 8);
    assert_eq!(field.cursor(), field.text().len());
}

#[test]
fn one_character_in_a_very_long_text_is_one_small_step() {
    let paragraph = "Hold regular one-to-ones with every member of the team. ".repeat(20);
    let long = format!("{paragraph}\n").repeat(900);
    let mut field = TextField::new("", true);
    field.keep_in_view(80, 10);
    field.insert(&long);
    assert!(field.text().len() > 1_000_000);
    for key in ["Ctrl-Home", "Down", "Down", "x"] {
        field.key(key.parse().unwrap());
        field.keep_in_view(80, 10);
    }
    assert_eq!(&field.rows(80)[..], &wrap(field.text(), 80)[..]);
    field.undo();
    assert_eq!(field.text(), long);
}
