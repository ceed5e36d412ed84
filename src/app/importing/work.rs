//! Working an import out: what becomes of each page, as one change that is ready to be taken, and how that is told.
//!
//! Runs beside the loop. Asks for the pages through a function that it is given, so that it knows no disk.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::document::{self, Fate, Intake, Merging, Prepared, Workspace, imported_key};
use crate::format::clean::clean_line;
use crate::format::markdown::{self, Imported, Note, NoteKind};
use crate::text::text;

/// Lines of a preview; nobody reads more of it in here, and each is wrapped.
const MOST_LINES: usize = 3000;

/// A page that is to be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportPage {
    /// Where it is, for people.
    pub name: String,
    /// The key of the family that it becomes.
    pub key: String,
}

/// What is to be worked out.
#[derive(Debug)]
pub struct ImportWork {
    /// The catalog, with what its pages gave before.
    pub workspace: Workspace,
    /// The pages.
    pub pages: Vec<ImportPage>,
    /// Those that are not read, and why.
    pub failed: Vec<(ImportPage, String)>,
}

/// What an import comes to. Nothing of it is in the catalog yet.
#[derive(Debug)]
pub struct Import {
    outcomes: Vec<Outcome>,
    pub(super) prepared: Option<Prepared>,
    /// What pages gave before, by the keys of their families.
    pub(super) before: Vec<(String, Arc<str>)>,
}

/// One page, what was read in it, and what becomes of it.
#[derive(Debug)]
struct Outcome {
    page: ImportPage,
    read: Option<Imported>,
    fate: Fate,
}

impl ImportWork {
    /// Works it out. `read` gives the text of the page of this number, `step` is told how many are read. `None` when it
    /// was called off.
    ///
    /// # Errors
    /// Why nothing can be imported at all, in words.
    pub fn run(
        self,
        read: &(dyn Fn(usize) -> Result<String, String> + Sync),
        step: &(dyn Fn(usize) + Sync),
        called_off: &(dyn Fn() -> bool + Sync),
    ) -> Result<Option<Import>, String> {
        let Self {
            workspace,
            pages,
            failed,
        } = self;
        let done = AtomicUsize::new(0);
        let keys: Vec<&str> = pages.iter().map(|page| page.key.as_str()).collect();
        let text = |at: usize| match called_off() {
            true => Err(String::new()),
            false => read(at),
        };
        let read = markdown::read_all(&keys, workspace.catalog(), &text, &|| {
            step(done.fetch_add(1, Ordering::Relaxed) + 1);
        });
        if called_off() {
            return Ok(None);
        }
        let before = pages.iter().filter_map(|page| {
            let there = workspace.document(&imported_key(&page.key))?;
            Some((page.key.clone(), there.base()?.clone()))
        });
        let before = before.collect();
        let mut intake = Intake::new(&workspace);
        let refused = failed.into_iter().map(|(page, why)| Outcome {
            page,
            read: None,
            fate: Fate::Failed(why),
        });
        let mut outcomes: Vec<Outcome> = refused.collect();
        for (page, read) in pages.into_iter().zip(read) {
            if called_off() {
                return Ok(None);
            }
            let (read, fate) = match read {
                Err(why) => (None, Fate::Failed(why)),
                Ok(read) => {
                    let fate = intake.take(&page.key, &read.family, None);
                    (Some(read), fate)
                }
            };
            outcomes.push(Outcome { page, read, fate });
        }
        // What needs a person comes first.
        outcomes.sort_by(|a, b| {
            let place = |outcome: &Outcome| rank(&outcome.fate);
            place(a)
                .cmp(&place(b))
                .then_with(|| a.page.name.cmp(&b.page.name))
        });
        let plan = intake.plan();
        let prepared = match plan.steps.is_empty() {
            true => None,
            false => match workspace.prepare(&plan, &called_off) {
                Ok(None) => return Ok(None),
                Ok(prepared) => prepared,
                Err(error) => return Err(error.to_string()),
            },
        };
        Ok(Some(Import {
            outcomes,
            prepared,
            before,
        }))
    }
}

fn rank(fate: &Fate) -> u8 {
    match fate {
        Fate::Failed(_) => 0,
        Fate::Refused(_) => 1,
        Fate::Conflicts(_) => 2,
        Fate::Changed => 3,
        Fate::New => 4,
        Fate::Unchanged => 5,
    }
}

impl Import {
    /// Whether there is anything to take or to decide.
    pub(super) fn is_something(&self) -> bool {
        self.prepared.is_some() || self.conflicts() > 0
    }

    /// How many families were changed here and on their pages in different ways.
    pub(super) fn conflicts(&self) -> usize {
        let is_one = |outcome: &&Outcome| matches!(outcome.fate, Fate::Conflicts(_));
        self.outcomes.iter().filter(is_one).count()
    }

    /// How many families become others without any decision.
    pub(super) fn families(&self) -> usize {
        let is_one = |outcome: &&Outcome| matches!(outcome.fate, Fate::New | Fate::Changed);
        self.outcomes.iter().filter(is_one).count()
    }

    /// The merges that wait for decisions, each with the family that its page gives.
    pub(super) fn take_conflicts(&mut self) -> Vec<(Arc<str>, Merging, Box<crate::model::Family>)> {
        let mut conflicts = Vec::new();
        for outcome in &mut self.outcomes {
            let fate = std::mem::replace(&mut outcome.fate, Fate::Unchanged);
            match (fate, &outcome.read) {
                (Fate::Conflicts(merging), Some(read)) => {
                    let key = Arc::from(outcome.page.key.as_str());
                    conflicts.push((key, *merging, Box::new(read.family.clone())));
                }
                (fate, _) => outcome.fate = fate,
            }
        }
        conflicts
    }

    /// What becomes of the pages, in one line.
    pub(super) fn summary(&self) -> String {
        let count = |word: &str| {
            let fates = self.outcomes.iter().map(|outcome| outcome.fate.word());
            fates.filter(|fate| *fate == word).count()
        };
        let words = [
            ("new", text!("page-new")),
            ("changed", text!("page-changed")),
            ("unchanged", text!("page-as-before")),
            ("conflict", text!("page-to-decide")),
            ("refused", text!("page-refused")),
            ("failed", text!("page-failed")),
        ];
        let counts: Vec<String> = words
            .iter()
            .map(|(word, said)| (count(word), said))
            .filter(|(count, _)| *count > 0)
            .map(|(count, said)| format!("{count} {said}"))
            .collect();
        let pages = text!("page-count", count = self.outcomes.len());
        let reports = self
            .outcomes
            .iter()
            .filter_map(|outcome| outcome.read.as_ref());
        let looks: usize = reports
            .map(|read| read.report.of(NoteKind::Look).count())
            .sum();
        let looks = match looks {
            0 => String::new(),
            count => format!(" {}", text!("page-looks", count)),
        };
        format!("{pages}: {}.{looks}", counts.join(", "))
    }

    /// What becomes of the pages, page by page.
    pub(super) fn lines(&self) -> Vec<String> {
        let mut lines = self.told(false);
        if lines.len() > MOST_LINES {
            lines = self.told(true);
        }
        if lines.len() > MOST_LINES {
            let more = lines.len() - MOST_LINES;
            lines.truncate(MOST_LINES);
            lines.push(text!("import-more-lines", more));
        }
        lines
    }

    fn told(&self, brief: bool) -> Vec<String> {
        let mut lines = Vec::new();
        for Outcome { page, read, fate } in &self.outcomes {
            lines.push(String::new());
            lines.push(format!("{} {} · {}", said(fate), page.key, page.name));
            match fate {
                Fate::Refused(why) | Fate::Failed(why) => lines.push(format!("  {why}")),
                Fate::Conflicts(merging) => lines.extend(contradictions(merging)),
                Fate::New | Fate::Unchanged | Fate::Changed => {}
            }
            let notes = read.iter().flat_map(|read| &read.report.notes);
            // Only what is taken has become something, and of what is refused nothing matters but why.
            let is_taken = matches!(fate, Fate::New | Fate::Changed);
            let is_refused = matches!(fate, Fate::Refused(_));
            let notes = notes.filter(|note| match note.kind {
                NoteKind::Look => !is_refused,
                NoteKind::Became | NoteKind::Kept => is_taken && !brief,
            });
            lines.extend(notes.map(
                |Note {
                     line,
                     kind,
                     text: note,
                 }| {
                    // A line of a page is no number that counts things.
                    let line = line.to_string();
                    format!(
                        "  {}",
                        text!("import-line", line, kind = kind.shown(), note = *note)
                    )
                },
            ));
        }
        // Whatever stands in a page, a terminal takes no orders from it.
        let lines = lines.into_iter().map(|line| clean_line(&line).into_owned());
        lines.collect()
    }
}

/// The word for it on the screen.
fn said(fate: &Fate) -> &'static str {
    match fate {
        Fate::New => text!("page-is-new"),
        Fate::Changed => text!("page-is-changed"),
        Fate::Unchanged => text!("page-is-as-before"),
        Fate::Conflicts(_) => text!("page-is-to-decide"),
        Fate::Refused(_) => text!("page-is-refused"),
        Fate::Failed(_) => text!("page-is-failed"),
    }
}

fn contradictions(merging: &Merging) -> Vec<String> {
    let said = |text: &Option<String>| {
        text.clone()
            .unwrap_or_else(|| text!("import-nothing").to_owned())
    };
    let lines = merging.conflicts().iter().flat_map(|conflict| {
        [
            format!(
                "  {}",
                text!(
                    "import-changed-here-and-on-the-page",
                    place = conflict.place
                )
            ),
            format!(
                "    {}",
                text!("import-before", text = said(&conflict.base))
            ),
            format!(
                "    {}",
                text!("import-catalog", text = said(&conflict.ours))
            ),
            format!(
                "    {}",
                text!("import-page", text = said(&conflict.theirs))
            ),
        ]
    });
    lines.collect()
}

/// Decides all that is open in a merge alike; what cannot be taken from the page stays as the catalog has it.
pub(super) fn decide_all(merging: &mut Merging, choice: &document::Choice) {
    for n in 0..merging.conflicts().len() {
        let _ = merging.resolve(n, choice.clone());
    }
}
