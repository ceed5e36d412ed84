//! A tree to text, in the one layout. What a comment stood by, it stands by again.

use toml_writer::{TomlKeyBuilder, WriteTomlKey};
use unicode_width::UnicodeWidthStr;

use super::tree::{Child, Element, File, Inner, Lines, Notes, Pair, Table, Value};
use crate::document::schema::{Form, Kind};

/// A short array stays on the line of its key when the line is no wider than this.
const COLUMNS: usize = 100;
const STEP: &str = "  ";

/// The text of a file, with plain newlines.
pub(in crate::document) fn print(file: &File, kind: Kind) -> String {
    let mut printer = Printer {
        gap: Some(file.gap),
        ..Printer::default()
    };
    printer.lines(&file.head, "", true);
    printer.pairs(&file.root, kind);
    printer.children(&file.root, kind, "");
    if !file.end.is_empty() {
        printer.blank();
        printer.lines(&file.end, "", true);
    }
    let length = printer.out.trim_end_matches('\n').len();
    printer.out.truncate(length);
    if length > 0 {
        printer.out.push('\n');
    }
    printer.out
}

#[derive(Default)]
struct Printer {
    out: String,
    /// Whether a blank line follows the comments that open the file; nothing once something else is printed.
    gap: Option<bool>,
}

impl Printer {
    /// One blank line, unless there is one or nothing is above it.
    fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// What stands between the comments that open the file and its first thing. One with comments of its own
    /// keeps them apart. False when this is not the first thing.
    fn begins(&mut self, above: &Lines) -> bool {
        let Some(gap) = self.gap.take() else {
            return false;
        };
        if gap || !above.is_empty() {
            self.blank();
        }
        true
    }

    /// Lines of comments; a blank one before the first when they do not open a block.
    fn lines(&mut self, lines: &Lines, indent: &str, opens: bool) {
        let mut any = !opens;
        for line in lines {
            if !line.is_empty() {
                self.out.push_str(&format!("{indent}{line}\n"));
                any = true;
            } else if any {
                self.blank();
            }
        }
    }

    fn end_line(&mut self, notes: &Notes) {
        if let Some(comment) = &notes.behind {
            self.out.push(' ');
            self.out.push_str(comment);
        }
        self.out.push('\n');
    }

    fn pairs(&mut self, table: &Table, kind: Kind) {
        for (n, pair) in table.pairs.iter().enumerate() {
            self.begins(&pair.notes.above);
            self.lines(&pair.notes.above, "", n == 0);
            self.pair(pair, kind, "");
            self.end_line(&pair.notes);
        }
        if !table.tail.is_empty() {
            self.begins(&Lines::new());
            self.lines(&table.tail, "", true);
        }
    }

    fn children(&mut self, table: &Table, kind: Kind, path: &str) {
        for Child {
            name,
            array,
            tables,
        } in &table.children
        {
            let path = match path {
                "" => key(name),
                path => format!("{path}.{}", key(name)),
            };
            let kind = kind.form(name).kind();
            for table in tables {
                if table.header {
                    if !self.begins(&table.notes.above) {
                        self.blank();
                    }
                    self.lines(&table.notes.above, "", true);
                    self.out.push_str(&match array {
                        true => format!("[[{path}]]"),
                        false => format!("[{path}]"),
                    });
                    self.end_line(&table.notes);
                    self.pairs(table, kind);
                }
                self.children(table, kind, &path);
            }
        }
    }

    fn pair(&mut self, pair: &Pair, kind: Kind, indent: &str) {
        let form = kind.form(&pair.path[0]);
        let before = format!("{indent}{} = ", dotted(&pair.path));
        let flat = flat(&pair.value).filter(|flat| match (form, &pair.value) {
            (Form::Lines | Form::Items(_), Value::Array(inner)) => inner.parts.is_empty(),
            (_, Value::Array(_)) => {
                !flat.contains('\n') && before.width() + flat.width() <= COLUMNS
            }
            _ => true,
        });
        self.out.push_str(&before);
        match flat {
            Some(flat) => self.out.push_str(&flat),
            None => self.open(&pair.value, form.kind(), indent),
        }
    }

    /// A value over several lines, in so far as it has several parts.
    fn open(&mut self, value: &Value, kind: Kind, indent: &str) {
        let deeper = format!("{indent}{STEP}");
        match value {
            Value::Scalar(literal) => self.out.push_str(literal),
            Value::Array(inner) => self.inner(inner, ('[', ']'), indent, |printer, element, n| {
                printer.lines(&element.notes.above, &deeper, n == 0);
                printer.out.push_str(&deeper);
                printer.element(element, kind, &deeper);
                &element.notes
            }),
            Value::Inline(inner) => self.inner(inner, ('{', '}'), indent, |printer, pair, n| {
                printer.lines(&pair.notes.above, &deeper, n == 0);
                match flat(&pair.value) {
                    Some(flat) => {
                        let key = dotted(&pair.path);
                        printer.out.push_str(&format!("{deeper}{key} = {flat}"));
                    }
                    None => printer.pair(pair, kind, &deeper),
                }
                &pair.notes
            }),
        }
    }

    fn element(&mut self, element: &Element, kind: Kind, indent: &str) {
        match flat(&element.value) {
            Some(flat) => self.out.push_str(&flat),
            None => self.open(&element.value, kind, indent),
        }
    }

    fn inner<'i, T>(
        &mut self,
        inner: &'i Inner<T>,
        (open, close): (char, char),
        indent: &str,
        part: impl Fn(&mut Self, &'i T, usize) -> &'i Notes,
    ) {
        self.out.push(open);
        if let Some(comment) = &inner.open {
            self.out.push(' ');
            self.out.push_str(comment);
        }
        self.out.push('\n');
        for (n, inside) in inner.parts.iter().enumerate() {
            let notes = part(self, inside, n);
            self.out.push(',');
            self.end_line(notes);
        }
        let end: Lines = match inner.end.iter().rposition(|line| !line.is_empty()) {
            Some(last) => inner.end[..=last].to_vec(),
            None => Lines::new(),
        };
        self.lines(&end, &format!("{indent}{STEP}"), inner.parts.is_empty());
        self.out.push_str(indent);
        self.out.push(close);
    }
}

/// A value on one line, but for texts of several lines; `None` when a comment is in the way.
fn flat(value: &Value) -> Option<String> {
    if value.has_comments() {
        return None;
    }
    Some(match value {
        Value::Scalar(literal) => literal.clone(),
        Value::Array(inner) => {
            let parts: Option<Vec<String>> =
                inner.parts.iter().map(|part| flat(&part.value)).collect();
            format!("[{}]", parts?.join(", "))
        }
        Value::Inline(inner) if inner.parts.is_empty() => "{}".to_owned(),
        Value::Inline(inner) => {
            let part =
                |pair: &Pair| Some(format!("{} = {}", dotted(&pair.path), flat(&pair.value)?));
            let parts: Option<Vec<String>> = inner.parts.iter().map(part).collect();
            format!("{{ {} }}", parts?.join(", "))
        }
    })
}

fn dotted(path: &[String]) -> String {
    let names: Vec<String> = path.iter().map(|name| key(name)).collect();
    names.join(".")
}

fn key(name: &str) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = TomlKeyBuilder::new(name)
        .as_default()
        .write_toml_key(&mut out);
    out
}
