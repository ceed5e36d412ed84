//! Catalogs of any size, always the same for the same number of families: ten roles a family, twenty items of about
//! 90 characters a role. What is drawn more often stands earlier in its list, as words in real texts do.

mod vocabulary;

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use fastrand::Rng;
use vocabulary::{
    DEPARTMENTS, ENDS, FIELDS, FOCUSES, LEVELS, OBJECTS, OWNERS, PARTIES, PROFESSIONS, SKILLS,
    SPECIALTIES, SYLLABLES, TAGS, VERBS,
};

const SEED: u64 = 0x726f_6c65_626f_6f6b;
/// One family in so many has specialties; the last roles leave them some of their items.
const VARIED: usize = 4;
/// Responsibilities, requirements and nice-to-haves of a role: twenty items together.
const ITEMS: [(&str, usize); 3] = [
    ("responsibilities", 9),
    ("requirements", 8),
    ("nice_to_have", 3),
];
/// Items of each list of a specialty, taken from one role.
const VARIATION: [usize; 3] = [3, 2, 0];

/// One family's file.
pub struct Generated {
    /// Path in the catalog without `.toml`.
    pub key: String,
    /// What the file says.
    pub text: String,
    /// The items that are written in it, in order.
    pub items: Vec<String>,
}

/// Families one after another.
pub struct Generator {
    rng: Rng,
    left: usize,
    made: usize,
    keys: HashSet<String>,
}

impl Generator {
    /// A catalog of so many families.
    pub fn new(families: usize) -> Self {
        Self {
            rng: Rng::with_seed(SEED),
            left: families,
            made: 0,
            keys: HashSet::new(),
        }
    }

    /// One of a list, the first ones more often.
    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        let place = self.rng.f64() * self.rng.f64().sqrt();
        of[(place * of.len() as f64) as usize]
    }

    /// A title that no other family of the department has, and the key that goes with it.
    fn name(&mut self) -> (String, String) {
        let department = DEPARTMENTS[self.rng.usize(..DEPARTMENTS.len())];
        let mut number = 1;
        loop {
            let field = self.pick(FIELDS);
            let profession = self.pick(PROFESSIONS);
            let mut title = format!("{field} {profession}");
            let focus = self.pick(FOCUSES);
            if !focus.is_empty() {
                title = format!("{title}, {focus}");
            }
            number += 1;
            if number > 50 {
                title = format!("{title} {number}");
            }
            let key = format!("{department}/{}", slug(&title));
            if self.keys.insert(key.clone()) {
                return (title, key);
            }
        }
    }

    fn project(&mut self) -> String {
        let mut name = String::new();
        for _ in 0..3 {
            name.push_str(SYLLABLES[self.rng.usize(..SYLLABLES.len())]);
        }
        name[..1].make_ascii_uppercase();
        name
    }

    fn item(&mut self, list: usize) -> String {
        let start = match list {
            0 => self.pick(VERBS),
            _ => self.pick(SKILLS),
        };
        let object = self.pick(OBJECTS);
        let mut item = format!("{start} {object}");
        if self.rng.usize(..12) == 0 {
            let project = self.project();
            let _ = write!(item, " of the {project} project");
        } else {
            let _ = write!(item, " {}", self.pick(PARTIES));
        }
        let _ = write!(item, " {}", self.pick(ENDS));
        if self.rng.usize(..3) == 0 {
            let _ = write!(item, ", {}", self.pick(PARTIES));
        }
        item
    }

    fn lists(&mut self, text: &mut String, counts: [usize; 3], items: &mut Vec<String>) {
        for (list, count) in counts.into_iter().enumerate() {
            if count == 0 {
                continue;
            }
            let _ = writeln!(text, "{} = [", ITEMS[list].0);
            for _ in 0..count {
                let item = self.item(list);
                let _ = writeln!(text, "  \"{item}\",");
                items.push(item);
            }
            text.push_str("]\n");
        }
    }

    fn head(&mut self, title: &str) -> String {
        let summary = self.item(0);
        let status = match self.rng.usize(..12) {
            0 => "draft",
            1 => "in-review",
            2 => "archived",
            _ => "active",
        };
        let (owner, tag) = (self.pick(OWNERS), self.pick(TAGS));
        let (year, month, day) = (
            2026 + self.rng.usize(..3),
            1 + self.rng.usize(..12),
            1 + self.rng.usize(..28),
        );
        format!(
            "title = \"{title}\"\nsummary = \"{summary}.\"\nstatus = \"{status}\"\nowner = \"{owner}\"\n\
             review_due = {year}-{month:02}-{day:02}\ntags = [\"{tag}\"]\n"
        )
    }

    fn family(&mut self) -> Generated {
        let (title, key) = self.name();
        let mut text = self.head(&title);
        let mut items = Vec::new();
        let specialties = match self.made % VARIED {
            0 => 2,
            _ => 0,
        };
        let own = ITEMS.map(|(_, count)| count);
        for (place, (level, grade)) in LEVELS.iter().enumerate() {
            let role = format!("{level} {title}");
            let role = role.trim();
            let (id, track) = (
                slug(role),
                if level.ends_with(',') {
                    "manager"
                } else {
                    "ic"
                },
            );
            let _ = write!(
                text,
                "\n[[roles]]\nid = \"{id}\"\ntitle = \"{role}\"\ngrade = {grade}\ntrack = \"{track}\"\n\
                 reports_to = [{{ title = \"Director, {title}\" }}]\n"
            );
            let mut counts = own;
            if place + specialties >= LEVELS.len() {
                for (count, given) in counts.iter_mut().zip(VARIATION) {
                    *count -= given;
                }
            }
            self.lists(&mut text, counts, &mut items);
        }
        let first = self.rng.usize(..SPECIALTIES.len());
        for at in 0..specialties {
            let name = SPECIALTIES[(first + at) % SPECIALTIES.len()];
            let _ = write!(
                text,
                "\n[[specialties]]\nid = \"{}\"\ntitle = \"{name}\"\n",
                slug(name)
            );
            self.lists(&mut text, VARIATION, &mut items);
        }
        let _ = write!(
            text,
            "\n[[performance_indicators]]\nname = \"Median time to resolve\"\ntarget = \"< {} days\"\n",
            1 + self.rng.usize(..20)
        );
        Generated { key, text, items }
    }
}

impl Iterator for Generator {
    type Item = Generated;

    fn next(&mut self) -> Option<Generated> {
        self.left = self.left.checked_sub(1)?;
        let family = self.family();
        self.made += 1;
        Some(family)
    }
}

fn slug(title: &str) -> String {
    let words: Vec<String> = title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("-")
}

/// Writes a catalog into `folder/catalog`, and the same items as plain lines into `folder/items.txt`. Returns how many
/// items there are, and their bytes without line ends.
pub fn write(families: usize, folder: &Path) -> io::Result<(usize, usize)> {
    let root = folder.join("catalog");
    for department in DEPARTMENTS {
        fs::create_dir_all(root.join(department))?;
    }
    fs::write(
        root.join("catalog.toml"),
        "name = \"Generated\"\n\n[synonyms]\nk8s = \"kubernetes\"\nhr = \"people\"\n",
    )?;
    let mut lines = BufWriter::new(File::create(folder.join("items.txt"))?);
    let (mut items, mut bytes) = (0, 0);
    for family in Generator::new(families) {
        fs::write(root.join(format!("{}.toml", family.key)), &family.text)?;
        for item in &family.items {
            writeln!(lines, "{item}")?;
            bytes += item.len();
        }
        items += family.items.len();
    }
    lines.flush()?;
    Ok((items, bytes))
}
