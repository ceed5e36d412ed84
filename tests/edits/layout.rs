//! Texts of families in every layout that a person might choose. Written as text, not printed from a tree.
//! Every comment carries a mark of its own (`c17;`) that no string has.

use crate::dice::Dice;

const TEXTS: &[&str] = &[
    "Runs the service desk",
    "Écrit für Größe",
    "Says \"no\" when it counts",
    "It's plain, isn't it",
    "A # that is no comment",
    "Keeps C:\\logs\\ tidy",
    "[brackets], {braces} = \"both\"",
    "日本語の説明 👩‍💻 e\u{301}",
    "One line\nand another",
    "First\n# looks like a comment\n  \"three\", ]",
    "Ends in quotes \"\"",
    "",
    "  spaces around  ",
    "tab\there",
];

/// A family's text.
pub fn family(dice: &mut Dice<'_>) -> String {
    let mut writer = Writer {
        dice,
        out: String::new(),
        comments: 0,
        items: 0,
    };
    writer.file();
    let mut text = writer.out;
    match dice.below(4) {
        2 => {
            text.truncate(text.trim_end().len());
        }
        3 => text.push_str("# c9999; at the very end"),
        _ => {}
    }
    match dice.below(8) {
        5 | 6 => text = text.replace('\n', "\r\n"),
        // Two editors have been at it.
        7 => text = text.replace("\n\n", "\r\n\n").replace("]\n", "]\r\n"),
        _ => {}
    }
    if dice.chance(2) {
        text.insert(0, '\u{feff}');
    }
    text
}

struct Writer<'d, 'r> {
    dice: &'d mut Dice<'r>,
    out: String,
    comments: usize,
    items: usize,
}

impl Writer<'_, '_> {
    fn file(&mut self) {
        self.loose_lines();
        let inline_roles = self.dice.chance(2);
        let mut lines = Vec::new();
        if !self.dice.chance(1) {
            lines.push(self.pair("title", "\"The family\""));
        }
        self.body(&mut lines, "family");
        if inline_roles {
            let roles: Vec<String> = (0..1 + self.dice.below(2))
                .map(|n| self.inline_role(n))
                .collect();
            let value = self.array(&roles);
            lines.push(self.pair("roles", &value));
        }
        self.dice.shuffle(&mut lines);
        self.lines(&lines, "");
        let mut blocks = Vec::new();
        if !inline_roles {
            blocks.extend((0..self.dice.below(3)).map(|n| ("roles", n)));
        }
        for key in ["specialties", "segments", "sections"] {
            blocks.extend((0..self.dice.below(2)).map(|n| (key, n)));
        }
        if self.dice.chance(2) {
            blocks.push(("career_ladder", 0));
        }
        if self.dice.chance(1) {
            blocks.push(("unheard_of", 0));
        }
        self.dice.shuffle(&mut blocks);
        for (key, n) in blocks {
            self.block(key, n);
        }
        self.loose_lines();
    }

    fn block(&mut self, key: &str, n: usize) {
        self.loose_lines();
        let indent = self.dice.pick(&["", "", "  ", "\t"]);
        match key {
            "career_ladder" => {
                self.out.push_str("[career_ladder]\nsummary = \"Up\"\n");
                return;
            }
            "unheard_of" => {
                self.out
                    .push_str("[unheard_of]\nrequirements = [\"of another kind\"]\n");
                return;
            }
            "sections" => {
                self.out
                    .push_str("[[sections]]\nheading = \"H\"\nbody = \"\"\"\nB\n\"\"\"\n");
                return;
            }
            _ => {}
        }
        self.out.push_str(&format!("{indent}[[{key}]]"));
        self.tail();
        let mut lines = Vec::new();
        if !self.dice.chance(1) {
            lines.push(self.pair("id", &format!("\"{}{n}\"", &key[..2])));
        }
        let mut taken = self.body(&mut lines, "role");
        self.dice.shuffle(&mut lines);
        self.lines(&lines, indent);
        for sub in 0..self.dice.below(4) {
            self.sub_table(key, sub, &mut taken);
        }
    }

    fn sub_table(&mut self, key: &str, n: usize, taken: &mut Vec<&'static str>) {
        let sub = self.dice.pick(&[
            "requirements",
            "extends",
            "reports_to",
            "career_ladder",
            "notes",
        ]);
        if taken.contains(&sub) {
            return;
        }
        taken.push(sub);
        self.loose_lines();
        match sub {
            "requirements" => {
                for _ in 0..=n {
                    let text = self.string_value();
                    self.out
                        .push_str(&format!("[[{key}.requirements]]\ntext = {text}"));
                    self.tail();
                }
            }
            "extends" => self
                .out
                .push_str(&format!("[{key}.extends]\nrequirements = \"ro0\"\n")),
            "reports_to" => self
                .out
                .push_str(&format!("[[{key}.reports_to]]\ntitle = \"Boss\"\n")),
            "career_ladder" => self
                .out
                .push_str(&format!("[{key}.career_ladder]\nsummary = \"Up\"\n")),
            _ => self
                .out
                .push_str(&format!("[{key}.notes]\nsummary = \"of something else\"\n")),
        }
    }

    /// Some of the keys of a body; says which ones it took.
    fn body(&mut self, lines: &mut Vec<String>, of: &str) -> Vec<&'static str> {
        let mut taken = Vec::new();
        let mut keys = vec![
            "responsibilities",
            "requirements",
            "nice_to_have",
            "summary",
            "status",
            "owner",
            "review_due",
            "tags",
            "liked_by",
            "hiring_process",
        ];
        if of == "role" {
            keys.extend(["title", "grade", "reports_to", "track", "extends"]);
        }
        for key in keys {
            if !self.dice.chance(4) {
                continue;
            }
            taken.push(key);
            if key == "hiring_process" {
                let value = self.string_value();
                lines.push(self.pair("hiring_process.intro", &value));
                continue;
            }
            let value = self.value(key);
            lines.push(self.pair(key, &value));
        }
        taken
    }

    fn value(&mut self, key: &str) -> String {
        match key {
            "responsibilities" | "requirements" | "nice_to_have" => {
                let items: Vec<String> = (0..self.dice.below(5)).map(|_| self.item()).collect();
                self.array(&items)
            }
            "tags" => {
                let tags: Vec<String> = (0..self.dice.below(4))
                    .map(|n| format!("\"tag{n}\""))
                    .collect();
                self.array(&tags)
            }
            "reports_to" => {
                let mut managers: Vec<String> = (0..self.dice.below(3) + 1)
                    .map(|n| self.manager(n))
                    .collect();
                match self.dice.chance(1) {
                    true => managers.remove(0),
                    false => self.array(&managers),
                }
            }
            "status" => self
                .dice
                .pick(&[
                    "\"draft\"",
                    "'active'",
                    "\"\"\"archived\"\"\"",
                    "\"\"",
                    "\"wip\"",
                ])
                .into(),
            "track" => self.dice.pick(&["\"ic\"", "\"manager\""]).into(),
            "grade" => self
                .dice
                .pick(&["8", "\"M2\"", "0x1F", "1_0", "'8'", "\"\""])
                .into(),
            "review_due" => self
                .dice
                .pick(&["2027-01-31", "\"2027-01-31\"", "\"soon\""])
                .into(),
            "extends" => self
                .dice
                .pick(&["\"ro0\"", "{ requirements = \"ro0\" }", "\"gone\""])
                .into(),
            "liked_by" => self
                .dice
                .pick(&["3.5", "[1, 2]", "{ who = \"all\" }", "12:30:00"])
                .into(),
            _ => self.string_value(),
        }
    }

    fn manager(&mut self, n: usize) -> String {
        match self.dice.below(4) {
            0 => format!("{{ title = \"Boss {n}\" }}"),
            1 => format!("{{ title = \"Boss {n}\", role = \"a/b#c{n}\", since = 2020 }}"),
            2 => format!("\"Boss {n}\""),
            _ => format!("{{title='Head; Sales {n}',link=\"https://e.org/{n}\"}}"),
        }
    }

    fn item(&mut self) -> String {
        match self.dice.below(12) {
            10 => {
                let text = self.string_value();
                let entries = [format!("text = {text}"), "id = \"x\"".into()];
                self.inline(&entries)
            }
            11 => "42".into(),
            9 => {
                let text = self.string_value();
                format!("{{ id = \"y\", text = {text}, unknown = [1, 2] }}")
            }
            _ => self.string_value(),
        }
    }

    fn inline_role(&mut self, n: usize) -> String {
        let mut entries = vec![format!("id = \"ro{n}\"")];
        for key in [
            "title",
            "requirements",
            "summary",
            "grade",
            "tags",
            "reports_to",
        ] {
            if self.dice.chance(4) {
                let value = self.value(key);
                entries.push(format!("{key} = {value}"));
            }
        }
        self.dice.shuffle(&mut entries);
        self.inline(&entries)
    }

    /// `{ }` on one line, or (since TOML 1.1) over several.
    fn inline(&mut self, entries: &[String]) -> String {
        if !self.dice.chance(2) {
            return format!("{{ {} }}", entries.join(", "));
        }
        let mut text = String::from("{\n");
        for (n, entry) in entries.iter().enumerate() {
            let last = n + 1 == entries.len() && self.dice.chance(4);
            text.push_str(&format!("    {entry}{}", if last { "" } else { "," }));
            text.push_str(&self.gap_to_line());
        }
        text.push_str("  }");
        text
    }

    fn array(&mut self, elements: &[String]) -> String {
        if elements.is_empty() {
            let comment = self.comment();
            return match self.dice.below(5) {
                0 => "[]".into(),
                1 => "[ ]".into(),
                2 => "[\n]".into(),
                3 => format!("[ {comment}\n]"),
                _ => format!("[\n  {comment}\n  ]"),
            };
        }
        let trailing = self.dice.chance(4);
        match self.dice.below(3) {
            0 => {
                let (open, close) = if self.dice.chance(2) {
                    ("[ ", " ]")
                } else {
                    ("[", "]")
                };
                let comma = if trailing { "," } else { "" };
                format!("{open}{}{comma}{close}", elements.join(", "))
            }
            1 => self.one_a_line(elements, trailing),
            _ => self.anyhow(elements, trailing),
        }
    }

    fn one_a_line(&mut self, elements: &[String], trailing: bool) -> String {
        let indent = self.dice.pick(&["  ", "\t", "", "    "]);
        let mut text = String::from("[");
        text.push_str(&self.gap_to_line());
        for (n, element) in elements.iter().enumerate() {
            if self.dice.chance(2) {
                text.push_str(&format!("{indent}{}\n", self.comment()));
            }
            let comma = n + 1 < elements.len() || trailing;
            text.push_str(&format!(
                "{indent}{element}{}",
                if comma { "," } else { "" }
            ));
            text.push_str(&self.gap_to_line());
        }
        if self.dice.chance(1) {
            text.push_str(&format!("{indent}{}\n", self.comment()));
        }
        text.push(']');
        text
    }

    /// Anything that TOML allows between the tokens.
    fn anyhow(&mut self, elements: &[String], trailing: bool) -> String {
        let mut text = String::from("[");
        for (n, element) in elements.iter().enumerate() {
            text.push_str(&self.gap());
            text.push_str(element);
            text.push_str(&self.gap());
            if n + 1 < elements.len() || trailing {
                text.push(',');
            }
        }
        text.push_str(&self.gap());
        text.push(']');
        text
    }

    fn gap(&mut self) -> String {
        match self.dice.below(7) {
            0 => String::new(),
            1 | 2 => " ".into(),
            3 => "\n  ".into(),
            4 => "\n\n\t".into(),
            5 => format!(" {}\n  ", self.comment()),
            _ => format!("\n  {}\n  {}\n", self.comment(), self.comment()),
        }
    }

    /// The end of a line, perhaps with a comment or an empty line behind it.
    fn gap_to_line(&mut self) -> String {
        match self.dice.below(6) {
            4 => format!(" {}\n", self.comment()),
            5 => format!("{}\n\n", self.comment()),
            3 => "  \n".into(),
            _ => "\n".into(),
        }
    }

    fn tail(&mut self) {
        let gap = self.gap_to_line();
        self.out.push_str(&gap);
    }

    fn pair(&mut self, key: &str, value: &str) -> String {
        match self.dice.below(6) {
            4 => format!("{key}={value}"),
            5 if !key.contains('.') => format!("\"{key}\"  =  {value}"),
            _ => format!("{key} = {value}"),
        }
    }

    fn lines(&mut self, lines: &[String], indent: &str) {
        for line in lines {
            self.loose_lines();
            self.out.push_str(&format!("{indent}{line}"));
            self.tail();
        }
    }

    /// Comments and empty lines between other things.
    fn loose_lines(&mut self) {
        match self.dice.below(8) {
            6 => {
                let comment = self.comment();
                self.out.push_str(&format!("{comment}\n"));
            }
            7 => {
                let comment = self.comment();
                self.out.push_str(&format!("\n  {comment}\n\n"));
            }
            5 => self.out.push('\n'),
            _ => {}
        }
    }

    fn comment(&mut self) -> String {
        self.comments += 1;
        let n = self.comments;
        match self.dice.below(5) {
            0 => format!("# c{n}; why"),
            1 => format!("#c{n};"),
            2 => format!("# c{n}; \"quoted\", ] and # twice"),
            3 => format!("# c{n}; key = ["),
            _ => format!("### c{n}; it's ünïcode, '''"),
        }
    }

    fn string_value(&mut self) -> String {
        self.items += 1;
        let base = self.dice.pick(TEXTS);
        let text = match base {
            "" => String::new(),
            // Some texts stand in several places.
            _ if self.dice.chance(1) => base.to_owned(),
            _ => format!("{} {base}", self.items),
        };
        let simple = !text.contains('\n');
        match self.dice.below(6) {
            2 if simple && !text.contains(['\'', '\t']) => format!("'{text}'"),
            3 if !text.contains("'''") && !text.ends_with('\'') => format!("'''\n{text}'''"),
            4 => format!("\"\"\"\n{}\"\"\"", escaped(&text).replace("\\n", "\n")),
            5 => format!("\"\"\"\\\n    {}\"\"\"", escaped(text.trim_start())),
            _ => format!("\"{}\"", escaped(&text)),
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
        .replace('\t', "\\t")
}
