//! What holds for the layout of any file.

use proptest::collection::vec;
use proptest::prelude::*;
use rolebook::document::{LayoutError, canonical, canonical_settings, read_family, write_family};

use crate::dice::Dice;
use crate::{families, odd};

/// The marks of all comments, which no text has.
fn marks(text: &str) -> Vec<&str> {
    let mut marks: Vec<&str> = text
        .lines()
        .filter_map(|line| line.find('#').map(|at| (line, at)))
        .flat_map(|(line, _)| {
            line.split(['#', ' '])
                .filter(|word| word.ends_with(';') && word.starts_with('c'))
        })
        .filter(|word| word[1..word.len() - 1].parse::<u32>().is_ok())
        .collect();
    marks.sort_unstable();
    marks
}

fn kinds(text: &str) -> Vec<String> {
    let problems = read_family(text).problems;
    let mut kinds: Vec<String> = problems.iter().map(|p| p.kind.to_string()).collect();
    kinds.sort_unstable();
    kinds
}

/// Lines that stand in files, and that may follow each other in any order; `# #` is a comment.
const LINES: &[&str] = &[
    "",
    "",
    "# #",
    "# #",
    "  # #",
    "title = 'T' # #",
    "title = 'T'",
    "[[roles]]",
    "[[roles]] # #",
    "[[specialties]]",
    "id = \"a\" # #",
    "id = \"b\"",
    "roles = [{ id = 'r', tags = [ 1 ] }, # #",
    "roles = ['r']",
    "  # #\n]",
    "]",
    "[roles.extends]",
    "[[roles.reports_to]] # #",
    "[[roles.requirements]]",
    "[[requirements]]",
    "text = \"t\" # #",
    "waive = [ # #\n  'w' # #\n]",
    "requirements = [ # #",
    "requirements = 'r'",
    "  { text = 'u', id = 'i' }, # #",
    "extends.requirements = 'r' # #",
    "extends = { requirements = [ # #\n ] }",
    "reports_to = 'B'",
    "reports_to.title = \"B\"",
    "[[performance_indicators]] # #",
    "performance_indicators = [ { name = 'n' # #\n }, { target = '''x\ny''', name = '' } # #\n ]",
    "performance_indicators = [1]",
    "[career_ladder] # #",
    "[[career_ladder.steps]]",
    "career_ladder = { steps = [ # #\n { to = 'a' # #\n }, # #\n # #\n] }",
    "career_ladder.summary = 's' # #",
    "[hiring_process]",
    "[roles.hiring_process]",
    "hiring_process.steps = [ 'one', # #\n]",
    "steps = ['one']",
    "[[sections]]",
    "heading = 'h'",
    "body = '''\n[no header]\n'''",
    "[x.y]",
    "[x] # #",
    "[[x.z]]",
    "y.v = 1",
    "'a b' = [[1, # #\n 2], [ ]]",
    "k = { a = 1, b.c = 2 } # #",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_layout_becomes_the_one(rolls in vec(any::<u16>(), 0..400)) {
        let text = odd::family(&mut Dice::new(&rolls));
        let new = canonical(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        prop_assert_eq!(read_family(&new).value, read_family(&text).value, "{}\n=>\n{}", &text, &new);
        prop_assert_eq!(kinds(&new), kinds(&text), "{}\n=>\n{}", &text, &new);
        prop_assert_eq!(marks(&new), marks(&text), "{}\n=>\n{}", &text, &new);
        prop_assert_eq!(new.starts_with('\u{feff}'), text.starts_with('\u{feff}'));
        let again = canonical(&new).unwrap();
        prop_assert_eq!(&again, &new, "{}\n=>", &text);
        let inner = new.trim_start_matches('\u{feff}');
        prop_assert!(inner.is_empty() || inner.ends_with('\n') && !inner.ends_with("\n\n"));
        let ends = inner.matches("\r\n").count();
        prop_assert!(ends == 0 || ends == inner.matches('\n').count(), "mixed line ends\n{}", &new);
    }

    /// Tables alone, in any order, so that what opens the file is a table that moves.
    #[test]
    fn tables_without_keys_above_them(rolls in vec(any::<u16>(), 20..300)) {
        let text = odd::family(&mut Dice::new(&rolls));
        let Some(at) = text.find("\n[[") else {
            return Ok(());
        };
        let text = format!("# c9998; opens the file\n{}", &text[at + 1..]);
        // A table below another may stand there without it.
        prop_assume!(read_family(&text).value.is_some());
        let new = canonical(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        prop_assert_eq!(marks(&new), marks(&text), "{}\n=>\n{}", &text, &new);
        prop_assert_eq!(&canonical(&new).unwrap(), &new, "{}\n=>", &text);
        prop_assert!(new.starts_with("# c9998;"));
    }

    /// Many of these are no TOML; those that are have comments and tables where nobody would look for them.
    #[test]
    fn any_lines_in_any_order(lines in vec(prop::sample::select(LINES), 1..10)) {
        let mut text = String::new();
        for (n, line) in lines.iter().enumerate() {
            for (m, piece) in line.split("# #").enumerate() {
                if m > 0 {
                    text.push_str(&format!("# c{n}{m};"));
                }
                text.push_str(piece);
            }
            text.push('\n');
        }
        for layout in [canonical, canonical_settings] {
            match layout(&text) {
                Ok(new) => {
                    prop_assert_eq!(read_family(&new).value, read_family(&text).value, "{}\n=>\n{}", &text, &new);
                    prop_assert_eq!(marks(&new), marks(&text), "{}\n=>\n{}", &text, &new);
                    prop_assert_eq!(&layout(&new).unwrap(), &new, "{}\n=>", &text);
                }
                Err(LayoutError::Syntax(_)) => prop_assert!(read_family(&text).value.is_none()),
                Err(error) => prop_assert!(false, "{}\n{}", error, text),
            }
        }
    }

    #[test]
    fn whatever_is_written_is_laid_out_already(family in families::family()) {
        let text = write_family(&family);
        prop_assert_eq!(canonical(&text).unwrap(), text);
    }

    #[test]
    fn pieces_of_files_are_laid_out_or_refused(
        rolls in vec(any::<u16>(), 0..200),
        from in 0..100usize,
        to in 0..100usize,
        noise in "[\\[\\]{}=.,#\"'\\\\\n\r a\u{feff}]{0,6}",
    ) {
        let text = odd::family(&mut Dice::new(&rolls));
        let at = |percent: usize| {
            let mut at = text.len() * percent / 100;
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let piece = format!("{}{noise}{}", &text[..at(from.min(to))], &text[at(from.max(to))..]);
        for layout in [canonical, canonical_settings] {
            match layout(&piece) {
                Ok(new) => {
                    prop_assert_eq!(&layout(&new).unwrap(), &new, "{}\n=>", &piece);
                    prop_assert_eq!(read_family(&new).value, read_family(&piece).value);
                }
                Err(LayoutError::Syntax(_)) => prop_assert!(read_family(&piece).value.is_none()),
                Err(error) => prop_assert!(false, "{}\n{}", error, piece),
            }
        }
    }
}
