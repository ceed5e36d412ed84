//! `rolebook --linear`: the catalog line by line, for screen readers, narrow terminals and pipes. What is typed is
//! answered below it and nothing is drawn over; there is no other screen. It takes the commands of the command line, on
//! the place where one is, and short ones; changes go the same way as everywhere, and wait for `save`.

mod keeper;
mod words;

use std::io::{self, BufRead, IsTerminal, Write};

use super::open::{missed, open};
use super::output::{Output, note, wrap_notes};
use super::{Cli, Command, Exit, Failure, saving};
use crate::config::SavedSearches;
use crate::document::{Field, Workspace};
use crate::format::clean::clean_line;
use crate::format::text::{self, TextOptions};
use crate::model::{Place, Position, compose};
use crate::search::{Hit, SomeWords, Unfold};
use crate::store;
use crate::text::text;
use keeper::Keeper;
use words::{Verb, help};

/// Columns where nobody says how many there are.
const COLUMNS: usize = 72;
/// Hits that are listed; whoever has more says more words.
const HITS: usize = 20;

/// Commands that are about places: they take the numbers of the last list for them, and without any of them the place
/// where one is.
const OF_PLACES: &[&str] = &["show", "compare", "delta", "ladder"];

/// Where one is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Here {
    /// A folder of families; the empty one is the catalog.
    Department(String),
    /// A family or a part of one.
    Place(Place),
}

struct Linear {
    workspace: Workspace,
    /// Has what is unsaved outlive this.
    keeper: Keeper,
    here: Here,
    /// What the numbers of the last list stand for.
    listed: Vec<Here>,
    columns: usize,
    /// What was searched for last.
    found: String,
    /// Somebody types, and is asked.
    is_asked: bool,
    /// How the last line ended, for a script.
    exit: Exit,
}

/// Runs line by line until there is no more to read.
pub fn linear(cli: &Cli) -> Exit {
    run(cli).unwrap_or_else(Failure::report)
}

fn run(cli: &Cli) -> Result<Exit, Failure> {
    let workspace = open(cli)?.load()?;
    let told = std::env::var("COLUMNS")
        .ok()
        .and_then(|text| text.trim().parse().ok());
    let out = Output::stdout();
    let (keeper, left) = Keeper::open(&workspace.root);
    let mut linear = Linear {
        workspace,
        keeper,
        here: Here::Department(String::new()),
        listed: Vec::new(),
        columns: told.or(out.width()).unwrap_or(COLUMNS).max(20),
        found: String::new(),
        is_asked: io::stdin().is_terminal(),
        exit: Exit::Done,
    };
    drop(out);
    wrap_notes(linear.columns);
    let name = linear
        .workspace
        .catalog()
        .settings
        .name
        .clone()
        .unwrap_or_default();
    linear.say(&text!("linear-type-help-for-what-can", name))?;
    for line in left {
        linear.say(&line)?;
    }
    linear.list()?;
    let mut lines = io::stdin().lock();
    while let Some(line) = linear.ask(&linear.prompt(), &mut lines)? {
        match linear.take(line.trim(), &mut lines) {
            Ok(true) => {}
            Ok(false) => {
                // Whoever leaves has saved it, or said that it goes.
                linear.keeper.end(true);
                return Ok(linear.exit);
            }
            Err(failure) => linear.exit = failure.report(),
        }
        if let Some(trouble) = linear.keeper.keep(&linear.workspace) {
            linear.say(&trouble)?;
        }
    }
    let unsaved = linear.workspace.unsaved();
    let kept = linear.keeper.end(unsaved == 0);
    if unsaved > 0 {
        let line = text!("linear-the-input-ended-and-changed", unsaved);
        return Err(Failure::new(Exit::NothingFound, line).also([kept]));
    }
    Ok(linear.exit)
}

impl Linear {
    fn out(&self) -> Output {
        Output::waiting(self.columns)
    }

    /// Says something, in rows that fit.
    fn say(&self, text: &str) -> Result<(), Failure> {
        let mut out = self.out();
        let text = clean_line(text);
        for range in crate::format::wrap::wrap(&text, self.columns) {
            out.text(text[range].trim_end())?;
            out.end_line()?;
        }
        Ok(out.finish()?)
    }

    /// Reads the next line; `None` when there is none.
    fn ask(&self, prompt: &str, lines: &mut dyn BufRead) -> Result<Option<String>, Failure> {
        let mut out = io::stdout().lock();
        write!(out, "{}", clean_line(prompt))?;
        out.flush()?;
        let mut bytes = Vec::new();
        let count = lines.read_until(b'\n', &mut bytes)?;
        // Where nobody types, nobody has ended the line of the prompt.
        if !self.is_asked || count == 0 {
            writeln!(out)?;
        }
        let line = String::from_utf8_lossy(&bytes);
        Ok((count > 0).then(|| line.trim_end_matches(['\n', '\r']).to_owned()))
    }

    fn prompt(&self) -> String {
        let unsaved = match self.workspace.unsaved() {
            0 => "",
            _ => text!("linear-unsaved"),
        };
        format!("{}{unsaved}> ", self.address())
    }

    /// The address of where one is, as commands take it.
    fn address(&self) -> String {
        match &self.here {
            Here::Department(path) => path.clone(),
            Here::Place(place) => self.address_of(place),
        }
    }

    fn address_of(&self, place: &Place) -> String {
        let address = self.workspace.catalog().address(place);
        address.map_or_else(|| place.key.to_string(), |address| address.to_string())
    }

    /// Does what a line says. False when that is to leave.
    fn take(&mut self, line: &str, lines: &mut dyn BufRead) -> Result<bool, Failure> {
        self.exit = Exit::Done;
        if let Ok(number) = line.parse::<usize>() {
            let there = self.listed_at(line).cloned();
            let none = || {
                Failure::new(
                    Exit::NothingFound,
                    text!("linear-there-is-no-in-the", number),
                )
            };
            self.go(there.ok_or_else(none)?)?;
            return Ok(true);
        }
        let (verb, rest) = words::verb(line);
        match verb {
            Verb::Nothing => {}
            Verb::Help => self.say_lines(help())?,
            Verb::List => self.list()?,
            Verb::Up => self.up()?,
            Verb::Top => self.go(Here::Department(String::new()))?,
            Verb::Open => self.open(rest)?,
            Verb::Find => self.find(rest)?,
            Verb::Read => self.read(true)?,
            Verb::Own => self.read(false)?,
            Verb::Set => {
                let (field, value) = words::split(rest);
                self.edit(&["--set".into(), format!("{field}={value}")])?;
            }
            Verb::Add => {
                let (list, text) = words::split(rest);
                self.edit(&["--add".into(), format!("{list}={text}")])?;
            }
            Verb::Reword => {
                let (item, text) = words::split(rest);
                self.edit(&["--replace".into(), format!("{item}={text}")])?;
            }
            Verb::Move => {
                let (item, to) = words::split(rest);
                self.edit(&["--move-item".into(), format!("{item}={}", moved(item, to))])?;
            }
            Verb::Rename => self.edit(&["--rename".into(), rest.to_owned()])?,
            Verb::Keep => self.keep_search(rest)?,
            Verb::Again => self.search_again(rest)?,
            Verb::Remove => self.edit(&["--remove".into(), rest.to_owned()])?,
            Verb::Fields => self.fields(lines)?,
            Verb::Undo => self.undo(false)?,
            Verb::Redo => self.undo(true)?,
            Verb::Changes => self.changes()?,
            Verb::Save => self.save()?,
            Verb::Quit => return self.quit(lines),
            Verb::Command => self.command(line)?,
        }
        Ok(true)
    }

    fn say_lines(&self, text: &str) -> Result<(), Failure> {
        text.lines().try_for_each(|line| self.say(line))
    }

    fn go(&mut self, there: Here) -> Result<(), Failure> {
        self.here = there;
        self.list()
    }

    /// Says where one is and what is below, with numbers.
    fn list(&mut self) -> Result<(), Failure> {
        let mut rows = Vec::new();
        match &self.here {
            Here::Department(path) => {
                let before = match path.as_str() {
                    "" => String::new(),
                    path => format!("{path}/"),
                };
                let mut folders: Vec<&str> = Vec::new();
                for document in self.workspace.documents() {
                    let Some(rest) = document.key.strip_prefix(&before) else {
                        continue;
                    };
                    match rest.split_once('/') {
                        Some((folder, _)) if folders.last() != Some(&folder) => {
                            folders.push(folder);
                            let there = Here::Department(format!("{before}{folder}"));
                            rows.push((text!("linear-department", folder), there));
                        }
                        Some(_) => {}
                        None => {
                            let title = document
                                .family()
                                .map(|family| family.position_title(Position::FAMILY));
                            let place = Place {
                                key: document.key.clone(),
                                position: Position::FAMILY,
                            };
                            let title =
                                title.unwrap_or_else(|| text!("linear-cannot-be-read", rest));
                            rows.push((title, Here::Place(place)));
                        }
                    }
                }
                rows.dedup_by(|a, b| a.1 == b.1);
            }
            Here::Place(place) => {
                let Some(entry) = self.workspace.catalog().get(&place.key) else {
                    return self.say(text!("linear-this-file-cannot-be-read"));
                };
                self.say(&entry.family.position_title(place.position))?;
                for position in entry.family.children(place.position) {
                    let grade = entry
                        .family
                        .body(position.node())
                        .and_then(|body| body.grade.as_ref());
                    let grade =
                        grade.map_or_else(String::new, |grade| text!("linear-grade", grade));
                    let there = Place {
                        key: place.key.clone(),
                        position,
                    };
                    let title = entry.family.position_title(position);
                    rows.push((format!("{title}{grade}"), Here::Place(there)));
                }
            }
        }
        self.numbered(rows)
    }

    fn numbered(&mut self, rows: Vec<(String, Here)>) -> Result<(), Failure> {
        for (n, (text, _)) in rows.iter().enumerate() {
            self.say(&format!("{}. {text}", n + 1))?;
        }
        if !rows.is_empty() {
            self.listed = rows.into_iter().map(|(_, there)| there).collect();
        }
        Ok(())
    }

    fn up(&mut self) -> Result<(), Failure> {
        let above = |path: &str| match path.rsplit_once('/') {
            Some((above, _)) => Here::Department(above.to_owned()),
            None => Here::Department(String::new()),
        };
        let there = match &self.here {
            Here::Department(path) => above(path),
            Here::Place(place) if place.position == Position::FAMILY => above(&place.key),
            Here::Place(place) => {
                let mut position = place.position;
                if position.segment.take().is_none() && position.specialty.take().is_none() {
                    position.role = None;
                }
                Here::Place(Place {
                    key: place.key.clone(),
                    position,
                })
            }
        };
        self.go(there)
    }

    /// Goes to an address, to a title, or to a department.
    fn open(&mut self, words: &str) -> Result<(), Failure> {
        if let Some(there) = self.listed_at(words) {
            return self.go(there.clone());
        }
        let folder = words.trim_matches('/');
        let below = format!("{folder}/");
        let is_folder = !folder.is_empty()
            && self
                .workspace
                .documents()
                .any(|document| document.key.starts_with(&below));
        let there = match self.workspace.catalog().resolve(words) {
            _ if is_folder => Here::Department(folder.to_owned()),
            Ok(place) => Here::Place(place),
            Err(miss) => return Err(missed(&self.workspace, miss)),
        };
        self.go(there)
    }

    fn find(&mut self, query: &str) -> Result<(), Failure> {
        query.clone_into(&mut self.found);
        let results = super::search::find(&self.workspace, query, HITS, &Unfold::default())?;
        // Whoever gets what was typed does not want what resembles it.
        let hits = match results.exact {
            0 => &results.hits[..],
            exact => &results.hits[..exact.min(results.hits.len())],
        };
        let row = |hit: &Hit| {
            let text = format!("{}, {}", hit.title, hit.address);
            (text, Here::Place(hit.place.clone()))
        };
        let rows: Vec<(String, Here)> = hits.iter().map(row).collect();
        if rows.is_empty() {
            let line = text!("linear-nothing-in-the-catalog-has", query);
            let other = results.some_words.as_ref().map(|some| match some {
                SomeWords::Together(words) => text!("linear-finds-what-has-them", words),
                SomeWords::Any(any) => text!("linear-finds-any-of-them", any),
            });
            return Err(Failure::new(Exit::NothingFound, line).also(other));
        }
        let more = match results.exact {
            0 => 0,
            exact => exact.saturating_sub(rows.len()),
        };
        self.numbered(rows)?;
        if more > 0 {
            self.say(&text!("linear-and-more-more-words-narrow", more))?;
        }
        Ok(())
    }

    /// Gives what was searched for last a name, as the finder does.
    fn keep_search(&self, name: &str) -> Result<(), Failure> {
        if name.is_empty() || self.found.is_empty() {
            let why = text!("linear-find-something-and-name-it");
            return Err(Failure::new(Exit::Usage, why));
        }
        let nowhere = || Failure::new(Exit::Files, text!("linear-no-folder-for-searches"));
        let path = store::saved_searches_path().ok_or_else(nowhere)?;
        store::keep_search(&path, name, Some(&self.found))
            .map_err(|why| Failure::new(Exit::Files, why))?;
        self.say(&text!("linear-search-is-kept", name))
    }

    /// Searches again what has this name; without one, lists the names.
    fn search_again(&mut self, name: &str) -> Result<(), Failure> {
        let own = match store::saved_searches_path() {
            Some(path) => store::read_saved_searches(&path),
            None => Ok(SavedSearches::default()),
        };
        let own = own.map_err(|why| Failure::new(Exit::Files, why))?;
        let shared = &self.workspace.catalog().settings.searches;
        let all: Vec<(String, String)> = own
            .and_shared(shared)
            .map(|(name, query, _)| (name.to_owned(), query.to_owned()))
            .collect();
        if let Some((_, query)) = all.iter().find(|(its, _)| its == name) {
            return self.find(query);
        }
        if !name.is_empty() {
            let why = text!("linear-no-search-has-the-name", name = clean_line(name));
            return Err(Failure::new(Exit::NothingFound, why));
        }
        if all.is_empty() {
            return self.say(text!("linear-no-search-has-a-name"));
        }
        all.iter()
            .try_for_each(|(name, query)| self.say(&format!("{name}: {query}")))
    }

    /// The place one is at.
    fn place(&self) -> Result<&Place, Failure> {
        match &self.here {
            Here::Place(place) => Ok(place),
            Here::Department(_) => {
                let line = text!("linear-open-a-family-or-a");
                Err(Failure::new(Exit::Usage, line))
            }
        }
    }

    fn read(&self, effective: bool) -> Result<(), Failure> {
        let place = self.place()?;
        let entry = self.workspace.catalog().get(&place.key);
        let entry = entry
            .ok_or_else(|| Failure::new(Exit::Files, text!("linear-the-file-cannot-be-read")))?;
        let options = TextOptions {
            width: Some(self.columns),
            origins: true,
            numbers: true,
            links: true,
        };
        let page = match effective {
            true => {
                let role = compose(&place.key, &entry.family, place.position);
                text::effective(&role, &entry.family, options)
            }
            false => text::own(&place.key, &entry.family, place.position, options),
        };
        let mut out = self.out();
        out.text(&page)?;
        Ok(out.finish()?)
    }

    /// Has a command of the command line change the place one is at.
    fn edit(&mut self, changes: &[String]) -> Result<(), Failure> {
        self.place()?;
        let mut words = vec!["edit".to_owned(), self.address()];
        words.extend_from_slice(changes);
        self.run_words(&words)
    }

    /// Asks for field after field; an empty line leaves one as it is.
    fn fields(&mut self, lines: &mut dyn BufRead) -> Result<(), Failure> {
        let node = self.place()?.position.node();
        self.say(text!("linear-an-empty-line-leaves-a"))?;
        for field in Field::of(node) {
            loop {
                let place = self.place()?;
                let body = self
                    .workspace
                    .catalog()
                    .get(&place.key)
                    .and_then(|entry| entry.family.body(node));
                let now = body.map_or_else(String::new, |body| field.text_of(body));
                let prompt = format!("{} [{now}]: ", field.key());
                let Some(answer) = self.ask(&prompt, lines)? else {
                    return Ok(());
                };
                let value = match answer.trim() {
                    "" => break,
                    "." => return Ok(()),
                    "-" => "",
                    value => value,
                };
                match self.edit(&["--set".into(), format!("{}={value}", field.key())]) {
                    Ok(()) => break,
                    // What a form would not take is asked for again; a script would never end so.
                    Err(failure) if self.is_asked => {
                        failure.report();
                    }
                    Err(failure) => return Err(failure),
                }
            }
        }
        Ok(())
    }

    fn undo(&mut self, forward: bool) -> Result<(), Failure> {
        let change = match forward {
            true => self.workspace.redo(),
            false => self.workspace.undo(),
        };
        let (what, none) = match forward {
            true => (
                text!("linear-redone"),
                text!("linear-there-is-nothing-to-redo"),
            ),
            false => (
                text!("linear-undone"),
                text!("linear-there-is-nothing-to-undo"),
            ),
        };
        let change = change.ok_or_else(|| Failure::new(Exit::NothingFound, none))?;
        self.stay();
        self.say(&format!("{what}: {}.", change.label))
    }

    /// What one was at may be gone; then one is at what is above it.
    fn stay(&mut self) {
        if let Here::Place(place) = &mut self.here {
            let catalog = self.workspace.catalog();
            let entry = catalog.get(&place.key);
            if entry.is_none() && self.workspace.document(&place.key).is_none() {
                let above = place.key.rsplit_once('/').map_or("", |(above, _)| above);
                self.here = Here::Department(above.to_owned());
            } else if entry.is_some_and(|entry| !entry.family.has(place.position)) {
                place.position = Position::FAMILY;
            }
        }
        self.listed.clear();
    }

    /// Shows what is not saved, as a difference.
    fn changes(&self) -> Result<(), Failure> {
        if self.workspace.unsaved() == 0 {
            return self.say(text!("linear-nothing-is-unsaved"));
        }
        let mut out = self.out();
        for document in self.workspace.dirty() {
            let before = document.base().map_or("", |text| text);
            out.text(&saving::difference(&document.path, before, document.text()))?;
        }
        for document in self.workspace.gone() {
            out.text(&text!("linear-goes", path = document.path.display()))?;
        }
        Ok(out.finish()?)
    }

    fn save(&mut self) -> Result<(), Failure> {
        let count = self.workspace.unsaved();
        saving::save(&self.workspace)?;
        let dirty: Vec<_> = self
            .workspace
            .dirty()
            .map(|document| {
                (
                    document.key.clone(),
                    document.revision(),
                    document.text().clone(),
                )
            })
            .collect();
        for (key, revision, text) in dirty {
            self.workspace.saved(&key, revision, text);
        }
        let gone: Vec<_> = self
            .workspace
            .gone()
            .map(|document| document.key.clone())
            .collect();
        for key in gone {
            self.workspace.deleted(&key);
        }
        self.say(&match count {
            0 => text!("linear-nothing-is-unsaved").to_owned(),
            1 => text!("linear-saved-1-file").to_owned(),
            many => text!("linear-saved-files", many),
        })
    }

    fn quit(&mut self, lines: &mut dyn BufRead) -> Result<bool, Failure> {
        let unsaved = self.workspace.unsaved();
        if unsaved == 0 {
            return Ok(false);
        }
        let prompt = text!("linear-changed-files-are-not-saved", unsaved);
        match self.ask(&prompt, lines)?.as_deref().map(str::trim) {
            Some("save") => {
                self.save()?;
                Ok(false)
            }
            Some("drop") => {
                self.say(text!("linear-left-without-saving"))?;
                Ok(false)
            }
            _ => Ok(true),
        }
    }

    /// A line as the command line takes it.
    fn command(&mut self, line: &str) -> Result<(), Failure> {
        let words = shell_words::split(line)
            .map_err(|error| Failure::new(Exit::Usage, text!("linear-a-quote-is-open", error)))?;
        let here = self.address();
        let takes_places = words
            .first()
            .is_some_and(|word| OF_PLACES.contains(&word.as_str()));
        let mut is_value = false;
        let there = |word: String| {
            // What follows an option may be a number of its own.
            let is_free = !std::mem::replace(&mut is_value, word.starts_with('-'));
            match word.as_str() {
                "." if !here.is_empty() => here.clone(),
                number if takes_places && is_free => match self.listed_at(number) {
                    Some(Here::Place(place)) => self.address_of(place),
                    Some(Here::Department(_)) | None => word,
                },
                _ => word,
            }
        };
        let mut words: Vec<String> = words.into_iter().map(there).collect();
        if takes_places && words.len() == 1 && !here.is_empty() {
            words.push(here);
        }
        self.run_words(&words)
    }

    /// What a number of the last list stands for.
    fn listed_at(&self, number: &str) -> Option<&Here> {
        let at = number.parse::<usize>().ok()?.checked_sub(1)?;
        self.listed.get(at)
    }

    fn run_words(&mut self, words: &[String]) -> Result<(), Failure> {
        let first = words.first().map_or("", String::as_str);
        if !super::COMMANDS.contains(&first) {
            let line = text!(
                "linear-there-is-no-command-called",
                clean_line = clean_line(first)
            );
            return Err(Failure::new(Exit::Usage, line));
        }
        let line = std::iter::once("rolebook".to_owned()).chain(words.iter().cloned());
        let cli = match Cli::read(line.map(Into::into)) {
            Ok(cli) => cli,
            Err(exit) => {
                self.exit = exit;
                return Ok(());
            }
        };
        let Some(command) = &cli.command else {
            return Ok(());
        };
        if let Command::Journal(_)
        | Command::Fmt(_)
        | Command::Merge(_)
        | Command::Import(_)
        | Command::Check(_) = command
            && (!matches!(command, Command::Check(_)) || words.iter().any(|word| word == "--fix"))
        {
            let line = text!("linear-works-on-files-leave-first", first);
            return Err(Failure::new(Exit::Usage, line));
        }
        // A change that fails half way must leave nothing behind.
        let before = self.workspace.clone();
        let (steps, mut out) = (self.workspace.done().len(), self.out());
        let result = super::on_workspace(command, &mut self.workspace, &mut out);
        if result.is_err() {
            self.workspace = before;
        }
        self.exit = match result {
            Ok(Some(exit)) => exit,
            Ok(None) => return self.elsewhere(&cli),
            Err(failure) => return Err(failure),
        };
        out.finish()?;
        if self.workspace.done().len() > steps {
            self.stay();
            let label = self
                .workspace
                .last_done()
                .map(|change| change.label.clone());
            self.say(&text!(
                "linear-you-type-undo-to-take",
                label = label.unwrap_or_default()
            ))?;
        }
        Ok(())
    }

    /// A command that needs no catalog.
    fn elsewhere(&mut self, cli: &Cli) -> Result<(), Failure> {
        if let Some(command) = &cli.command {
            self.exit = super::run(command, cli);
        }
        Ok(())
    }
}

/// Where an item goes: up and down are one place from where it is.
fn moved(item: &str, to: &str) -> String {
    let at = item
        .rsplit_once(':')
        .and_then(|(_, n)| n.parse::<usize>().ok());
    match (to, at) {
        ("up", Some(at)) => at.saturating_sub(1).max(1).to_string(),
        ("down", Some(at)) => at.saturating_add(1).to_string(),
        _ => to.to_owned(),
    }
}

/// Says that the linear mode was taken because this terminal can do nothing else.
pub fn is_dumb() -> bool {
    let is_dumb = super::output::term() == "dumb" && io::stdout().is_terminal();
    if is_dumb {
        note(text!("linear-this-terminal-cannot-draw-a"));
    }
    is_dumb
}
