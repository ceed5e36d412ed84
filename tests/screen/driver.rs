//! Drives the app core by key scripts, with files in memory, and draws what it shows as text.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use rolebook::app::{
    App, CopiedTo, Edited, Effect, Fate, ImportPage, ImportWork, LeftBehind, Mouse, MouseKind, Msg,
    NotWritten, Opening, SaveFailure, SaveFile,
};
use rolebook::config::{
    Config, Key, Past, Queries, SavedSearches, Terminal as Features, set_setting,
};
use rolebook::document::{
    Document, Draft, FileNews, Fingerprint, JournalEntry, Journalled, SETTINGS_KEY, Unsaved,
    Workspace,
};
use rolebook::format::wrap::width;
use rolebook::text::{Language, speaking};
use rolebook::ui::{self, First, Frame, Seen};

/// An app with its files, its terminal, and what it asked for.
pub struct Driver {
    pub app: App,
    pub files: BTreeMap<PathBuf, String>,
    pub saves: usize,
    pub has_quit: bool,
    /// What the journal has, and how often it was written into.
    pub unsaved: BTreeMap<Arc<str>, Unsaved>,
    pub draft: Option<Draft>,
    pub journal_writes: usize,
    /// What was decided on what earlier runs left.
    pub fates: Vec<(u64, Fate)>,
    /// What the editor makes of the next text that it gets; when nothing is set, it changes nothing.
    pub editor: Option<Result<Option<String>, String>>,
    /// Whether the editor stays open until [`Driver::editor_ends`].
    pub editor_waits: bool,
    /// What was opened in it, by name and text, and which of its files were removed again.
    pub opened: Vec<(String, String)>,
    pub dropped: Vec<PathBuf>,
    /// What was looked for, and what was given a name.
    pub queries: Queries,
    pub searches: SavedSearches,
    /// The text of the settings.
    pub settings: String,
    /// What earlier runs have left, with what comes to it; and the catalog that is to be opened next.
    pub past: Past,
    pub switched: Option<PathBuf>,
    came_back: Option<Msg>,
    /// Whether the disk is slow: what it has to do waits for [`Driver::disk_works`].
    pub disk_waits: bool,
    /// Whether what is computed in the background takes long: it waits for [`Driver::thoughts_come`].
    pub thoughts_wait: bool,
    /// What was copied last, or written into a file.
    pub clipboard: String,
    /// Whether nothing can be copied.
    pub no_clipboard: bool,
    waiting: Vec<Effect>,
    /// Files that nobody may write.
    pub read_only: Vec<PathBuf>,
    /// Files that exports were written into, by the path that was typed.
    pub written: BTreeMap<String, String>,
    /// Pages of a handbook, which are in no catalog; one that begins with NUL cannot be read.
    pub pages: BTreeMap<PathBuf, String>,
    /// Who changed which file, as git would say.
    pub changes: Option<Vec<String>>,
    /// How often work was called off.
    pub called_off: usize,
    /// Whether the catalog comes in pieces, and what of it is still to come.
    pub in_pieces: bool,
    /// Which day it is.
    pub today: Option<rolebook::model::Date>,
    /// What the program speaks.
    pub language: Language,
    coming: Vec<Document>,
    terminal: Terminal<TestBackend>,
    frame: Buffer,
}

/// The sample catalog as it is in the repository.
pub fn sample() -> BTreeMap<PathBuf, String> {
    fn walk(folder: &Path, root: &Path, files: &mut BTreeMap<PathBuf, String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, root, files);
            } else {
                let text = std::fs::read_to_string(&path).unwrap();
                files.insert(path.strip_prefix(root).unwrap().to_owned(), text);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let mut files = BTreeMap::new();
    walk(&root, &root, &mut files);
    files
}

fn key_of(path: &Path) -> Arc<str> {
    if path == Path::new(SETTINGS_KEY) {
        return Arc::from(SETTINGS_KEY);
    }
    Arc::from(path.with_extension("").to_string_lossy().as_ref())
}

impl Driver {
    pub fn new(width: u16, height: u16) -> Self {
        Self::with(sample(), width, height)
    }

    pub fn with(files: BTreeMap<PathBuf, String>, width: u16, height: u16) -> Self {
        Self::begin(Past::default(), files, false, width, height)
    }

    /// The next run, on the files as they are, of somebody who left this one with `q`.
    pub fn again(&mut self) -> Self {
        self.keys("q");
        assert!(self.has_quit, "{}", self.screen());
        let size = self.terminal.size().unwrap();
        Self::after(
            self.past.clone(),
            self.files.clone(),
            size.width,
            size.height,
        )
    }

    /// A program that has looked through the folder of the sample, and has read no family yet.
    pub fn reading(width: u16, height: u16) -> Self {
        Self::begin(Past::default(), sample(), true, width, height)
    }

    /// A program that finds what earlier runs have left.
    pub fn after(past: Past, files: BTreeMap<PathBuf, String>, width: u16, height: u16) -> Self {
        Self::begin(past, files, false, width, height)
    }

    fn begin(
        past: Past,
        files: BTreeMap<PathBuf, String>,
        in_pieces: bool,
        width: u16,
        height: u16,
    ) -> Self {
        let (app, effects) = App::start(
            PathBuf::from("catalog"),
            Config::default(),
            Features {
                background: Some((27, 30, 36)),
                ..Default::default()
            },
        );
        let mut driver = Self {
            app,
            files,
            saves: 0,
            has_quit: false,
            unsaved: BTreeMap::new(),
            draft: None,
            journal_writes: 0,
            fates: Vec::new(),
            editor: None,
            editor_waits: false,
            opened: Vec::new(),
            dropped: Vec::new(),
            queries: Queries::default(),
            searches: SavedSearches::default(),
            settings: String::new(),
            past,
            switched: None,
            language: Language::English,
            came_back: None,
            disk_waits: false,
            thoughts_wait: false,
            clipboard: String::new(),
            no_clipboard: false,
            waiting: Vec::new(),
            written: BTreeMap::new(),
            pages: BTreeMap::new(),
            changes: None,
            called_off: 0,
            in_pieces,
            today: "2028-01-31".parse().ok(),
            coming: Vec::new(),
            read_only: Vec::new(),
            terminal: Terminal::new(TestBackend::new(width, height)).unwrap(),
            frame: Buffer::default(),
        };
        driver.perform(effects);
        driver.draw();
        driver
    }

    /// Begins to read the files, as a disk does that takes its time.
    fn open(&mut self) -> Msg {
        let (settings, families) = self.documents();
        self.coming = families;
        let workspace = Workspace::new(PathBuf::from("catalog"), settings, Vec::new(), Vec::new());
        Msg::Opened {
            workspace: Box::new(workspace),
            families: self.coming.len(),
        }
    }

    /// Has families be read, by their places among those that are still to come.
    pub fn arrive(&mut self, places: impl IntoIterator<Item = usize>) -> &mut Self {
        let read = |place| self.coming.remove(place);
        let documents = places.into_iter().map(read).collect();
        self.send(Msg::Arrived(documents));
        self
    }

    /// How many families are still to come.
    pub fn coming(&self) -> usize {
        self.coming.len()
    }

    fn workspace(&self) -> Workspace {
        let (settings, families) = self.documents();
        Workspace::new(PathBuf::from("catalog"), settings, families, Vec::new())
    }

    fn documents(&self) -> (Option<Document>, Vec<Document>) {
        let mut documents = Vec::new();
        let mut settings = None;
        // What is hidden is no family.
        let seen = |path: &Path| !path.iter().any(|part| part.as_encoded_bytes()[0] == b'.');
        for (path, text) in self.files.iter().filter(|(path, _)| seen(path)) {
            let document = Document::new(path.clone(), key_of(path), text);
            match document.key.as_ref() {
                SETTINGS_KEY => settings = Some(document),
                _ => documents.push(document),
            }
        }
        (settings, documents)
    }

    /// As a disk does it: all of them, or none when one is not what it was.
    fn save(
        &mut self,
        files: Vec<SaveFile>,
    ) -> Vec<(SaveFile, Result<Option<String>, SaveFailure>)> {
        let print = |text: &String| Fingerprint::of(text.as_bytes());
        let results: Vec<_> = files
            .iter()
            .map(
                |file| match self.files.get(&file.path).map(print) == file.expected {
                    true => Ok(None),
                    false => Err(SaveFailure::ChangedOnDisk),
                },
            )
            .collect();
        let all_good = results.iter().all(Result::is_ok);
        let result = |(file, result): (SaveFile, Result<_, _>)| match result {
            Ok(_) if !all_good => (file, Err(SaveFailure::LeftAlone)),
            result => (file, result),
        };
        let results: Vec<_> = files.into_iter().zip(results).map(result).collect();
        for (file, _) in results.iter().filter(|_| all_good) {
            self.saves += 1;
            match &file.text {
                Some(text) => self.files.insert(file.path.clone(), text.to_string()),
                None => self.files.remove(&file.path),
            };
        }
        results
    }

    /// As the runtime does it, with pages that are in memory.
    fn import(
        &self,
        generation: u64,
        mut workspace: Workspace,
        path: &str,
        department: &str,
    ) -> Msg {
        let named = Path::new(path);
        let meant: Vec<(&PathBuf, &String)> = self
            .pages
            .iter()
            .filter(|(page, _)| page.starts_with(named))
            .collect();
        let key = |page: &Path| {
            let below = page.strip_prefix(named).unwrap();
            let below = match below.as_os_str().is_empty() {
                true => Path::new(page.file_name().unwrap()),
                false => below,
            };
            let key = Path::new(department).join(below.with_extension(""));
            key.to_string_lossy().to_lowercase()
        };
        let pages: Vec<ImportPage> = meant
            .iter()
            .map(|(page, _)| ImportPage {
                name: page.display().to_string(),
                key: key(page).replace([' ', '!'], "-"),
            })
            .collect();
        for page in &pages {
            let path = PathBuf::from(format!(".imported/{}.toml", page.key));
            if let Some(text) = self.files.get(&path) {
                workspace.take_in_imported(&page.key, text);
            }
        }
        let work = ImportWork {
            workspace,
            pages,
            failed: Vec::new(),
        };
        let read = |at: usize| match meant[at].1.starts_with('\0') {
            true => Err("it cannot be read".to_owned()),
            false => Ok(meant[at].1.clone()),
        };
        let result = match meant.is_empty() {
            true => Err("there is no page of Markdown (.md) there".to_owned()),
            false => work.run(&read, &|_| {}, &|| false),
        };
        let result = result.map(|import| Box::new(import.unwrap()));
        Msg::ImportRead { generation, result }
    }

    /// What a folder of the pages has.
    fn list(&self, folder: &str) -> Vec<(String, bool)> {
        let below = |page: &PathBuf| {
            let below = page.strip_prefix(folder).ok()?;
            let mut parts = below.iter();
            let first = parts.next()?.to_string_lossy().into_owned();
            Some((first, parts.next().is_some()))
        };
        let listed: BTreeMap<String, bool> = self.pages.keys().filter_map(below).collect();
        listed.into_iter().collect()
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let on_disk = matches!(
                effect,
                Effect::Load(_) | Effect::Save { .. } | Effect::Reread { .. }
            );
            if self.disk_waits && on_disk {
                self.waiting.push(effect);
                continue;
            }
            let msg = match effect {
                Effect::Load(_) if self.in_pieces => self.open(),
                Effect::Load(_) => Msg::Loaded(Ok(Box::new(self.workspace()))),
                Effect::Save { files, .. } => Msg::Saved(self.save(files)),
                Effect::Reread {
                    key, path, purpose, ..
                } => {
                    let text = self.files.get(&path).cloned();
                    let text = text.ok_or_else(|| "it is gone".to_owned());
                    Msg::Reread { key, purpose, text }
                }
                Effect::Quit => {
                    self.has_quit = true;
                    continue;
                }
                Effect::Journal(entries) => {
                    for entry in entries {
                        self.write_down(entry);
                    }
                    continue;
                }
                Effect::Leftover { id, fate } => {
                    self.fates.push((id, fate));
                    match fate {
                        Fate::Discard => continue,
                        Fate::KeepAside => Msg::KeptAside(Ok(PathBuf::from("kept/1"))),
                    }
                }
                Effect::EditOutside { what, name, text } => {
                    self.opened.push((name.clone(), text));
                    let file = PathBuf::from("aside").join(name);
                    let result = self.editor.take().unwrap_or(Ok(None));
                    let result = result.map(|text| text.map(|text| Edited { text, file }));
                    if self.editor_waits {
                        self.came_back = Some(Msg::EditedOutside { what, result });
                        continue;
                    }
                    Msg::EditedOutside { what, result }
                }
                Effect::DropEdited(file) => {
                    self.dropped.push(file);
                    continue;
                }
                Effect::Copy(copying) => {
                    let to = match self.no_clipboard {
                        true => Err("there is none".to_owned()),
                        false => {
                            self.clipboard = copying.text.clone();
                            Ok(CopiedTo::Clipboard)
                        }
                    };
                    Msg::Copied(copying, to)
                }
                Effect::WriteCopy(copying) => {
                    self.clipboard = copying.text.clone();
                    let file = format!("/here/{}", copying.file);
                    Msg::Copied(copying, Ok(CopiedTo::File(file)))
                }
                Effect::ReadSearches => Msg::Searches(self.queries.clone(), self.searches.clone()),
                Effect::KeepQuery(query) => {
                    self.queries.remember(&query);
                    continue;
                }
                Effect::KeepSearch(name, query) => {
                    self.searches.set(&name, query.as_deref());
                    continue;
                }
                Effect::KeepSetting(key, value) => {
                    let text = set_setting(&self.settings, key, &value);
                    self.settings = text.clone().unwrap_or_default();
                    Msg::Settings(text)
                }
                Effect::ReadPast(_) => Msg::Past(Box::new(self.past.clone())),
                Effect::KeepUse(id) => {
                    self.past.uses.count(&id);
                    continue;
                }
                Effect::KeepSession { session, .. } => {
                    self.past.session = *session;
                    continue;
                }
                Effect::Switch(root) => {
                    self.switched = Some(root);
                    continue;
                }
                Effect::Speak(setting) => {
                    self.language = Language::chosen(&setting, |_| None);
                    Msg::Spoken
                }
                Effect::SetMouse(_) | Effect::SetMotion(_) => continue,
                Effect::WatchSettings | Effect::Suspend => continue,
                Effect::AskWritable { key, path, root } => match self.read_only.contains(&path) {
                    true => {
                        let path = root.join(path);
                        Msg::ReadOnly { key, path }
                    }
                    false => continue,
                },
                Effect::CallOff { .. } | Effect::CallOffImport { .. } => {
                    self.called_off += 1;
                    continue;
                }
                computing if self.thoughts_wait => {
                    self.waiting.push(computing);
                    continue;
                }
                Effect::Import {
                    generation,
                    workspace,
                    path,
                    department,
                } => self.import(generation, *workspace, &path, &department),
                Effect::FindCatalog { path, opening } => {
                    Msg::CatalogFound(match (opening, path.as_str()) {
                        (Opening::There, "theirs") | (Opening::New, "new") => Ok(path.into()),
                        _ => Err(format!("{path} is no such folder")),
                    })
                }
                Effect::AskRevision { is_changed, .. } => {
                    let revision = if is_changed { "abc-changed" } else { "abc" };
                    Msg::Revision(Some(revision.to_owned()))
                }
                Effect::AskChanges { path, .. } => {
                    let lines = self.changes.clone();
                    Msg::Changes(path, lines)
                }
                Effect::Write(writing) => {
                    let there = self.written.contains_key(&writing.path) && !writing.over;
                    let result = match there {
                        true => Err(NotWritten::IsThere(writing.path.clone())),
                        false => Ok(writing.path.clone()),
                    };
                    if !there {
                        let text = String::from_utf8_lossy(&writing.bytes).into_owned();
                        self.written.insert(writing.path.clone(), text);
                    }
                    Msg::Wrote(writing, result)
                }
                Effect::ListFolder(folder) => Msg::Folder {
                    entries: self.list(&folder),
                    folder,
                },
                Effect::Count {
                    generation,
                    catalog,
                    ..
                } => {
                    let today = self.today;
                    let computing = Effect::Count {
                        generation,
                        catalog,
                        today,
                    };
                    computing.computed(&|| false).unwrap()
                }
                computing => match computing.computed(&|| false) {
                    Some(msg) => msg,
                    None => continue,
                },
            };
            self.send(msg);
        }
    }

    fn write_down(&mut self, entry: JournalEntry) {
        self.journal_writes += 1;
        match entry {
            JournalEntry::Unsaved(unsaved) => {
                self.unsaved.insert(unsaved.key.clone(), unsaved);
            }
            JournalEntry::Saved(key) => {
                self.unsaved.remove(&key);
            }
            JournalEntry::Draft(draft) => self.draft = draft,
        }
    }

    /// What the program would find if it was killed now and started again.
    pub fn left(&self) -> LeftBehind {
        LeftBehind {
            id: 7,
            journalled: Journalled {
                documents: self.unsaved.values().cloned().collect(),
                draft: self.draft.clone(),
            },
            damaged: 0,
        }
    }

    /// Has somebody else give files these texts, or take them away, all at once; the program hears of it.
    pub fn somebody_changes<'t>(
        &mut self,
        changes: impl IntoIterator<Item = (&'t str, Option<String>)>,
    ) -> &mut Self {
        let mut news = Vec::new();
        for (path, text) in changes {
            let path = PathBuf::from(path);
            let key = key_of(&path);
            let now = text
                .as_ref()
                .map(|text| Document::new(path.clone(), key.clone(), text));
            match text {
                Some(text) => self.files.insert(path.clone(), text),
                None => self.files.remove(&path),
            };
            news.push(FileNews { key, path, now });
        }
        self.send(Msg::FilesChanged(news));
        self
    }

    /// Has somebody else give a file this text.
    pub fn somebody_writes(&mut self, path: &str, text: &str) -> &mut Self {
        self.somebody_changes([(path, Some(text.to_owned()))])
    }

    /// Has somebody else replace a part of a file.
    pub fn somebody_replaces(&mut self, path: &str, old: &str, new: &str) -> &mut Self {
        let text = self.file(path).to_owned();
        assert!(text.contains(old), "{old:?} is not in {path}");
        self.somebody_writes(path, &text.replacen(old, new, 1))
    }

    /// Kills the program and starts it again on files that may have changed meanwhile.
    pub fn restart(&self, meanwhile: impl FnOnce(&mut BTreeMap<PathBuf, String>)) -> Self {
        let mut files = self.files.clone();
        meanwhile(&mut files);
        let area = self.frame.area;
        let mut next = Self::with(files, area.width, area.height);
        next.queries = self.queries.clone();
        next.searches = self.searches.clone();
        next.perform(vec![Effect::ReadSearches]);
        next.send(Msg::LeftBehind(vec![self.left()]));
        next
    }

    /// Has the editor that is open end.
    pub fn editor_ends(&mut self) {
        if let Some(msg) = self.came_back.take() {
            self.send(msg);
        }
    }

    /// Does what waits for the disk, in order, and has it wait no more.
    pub fn disk_works(&mut self) {
        self.disk_waits = false;
        let waiting = std::mem::take(&mut self.waiting);
        self.perform(waiting);
    }

    /// Computes what was to be computed, in order, and lets nothing wait any more.
    pub fn thoughts_come(&mut self) {
        self.thoughts_wait = false;
        let waiting = std::mem::take(&mut self.waiting);
        self.perform(waiting);
    }

    /// What is being computed, by the names of the effects.
    pub fn thoughts(&self) -> Vec<String> {
        let name = |effect: &Effect| {
            let text = format!("{effect:?}");
            let end = text.find(|c: char| !c.is_alphanumeric());
            text[..end.unwrap_or(text.len())].to_owned()
        };
        self.waiting.iter().map(name).collect()
    }

    pub fn send(&mut self, msg: Msg) {
        let seen = Seen::of(&self.app);
        speaking(self.language, || {
            let effects = self.app.update(msg);
            if let Some(first) = seen.and_then(|seen| ui::draw_first(&self.app, seen)) {
                self.is_as_in_the_frame(&first);
            }
            self.perform(effects);
        });
        speaking(self.language, || self.draw());
        // Nobody types as fast as a script.
        if self.app.waits_for_rest() {
            self.send(Msg::Rested);
        }
    }

    /// What is drawn first stays as it is when the rest of the frame comes, unless that makes room for something.
    fn is_as_in_the_frame(&self, first: &First) {
        let mut whole = Buffer::empty(self.frame.area);
        let mut frame = Frame::new(&mut whole);
        let viewport = ui::draw(&mut frame, &self.app);
        let cursor = frame.cursor();
        if viewport != self.app.viewport {
            return;
        }
        assert_eq!(first.cursor, cursor, "\n{}", self.screen());
        for part in &first.parts {
            for place in part.area.positions() {
                assert_eq!(part[place], whole[place], "at {place}");
            }
        }
    }

    fn draw(&mut self) {
        for _ in 0..4 {
            let mut seen = None;
            let app = &self.app;
            let frame = self
                .terminal
                .draw(|frame| {
                    let mut cells = Frame::new(frame.buffer_mut());
                    seen = Some(ui::draw(&mut cells, app));
                    if let Some(at) = cells.cursor() {
                        frame.set_cursor_position(at);
                    }
                })
                .unwrap();
            self.frame = frame.buffer.clone();
            let seen = seen.unwrap();
            if seen == self.app.viewport {
                return;
            }
            let effects = self.app.update(Msg::Viewport(seen));
            assert!(effects.is_empty(), "measuring a frame has no effects");
        }
    }

    /// Types a script: keys separated by spaces, in their shown form; `'text'` types text.
    pub fn keys(&mut self, script: &str) -> &mut Self {
        let mut rest = script;
        while !rest.is_empty() {
            rest = rest.trim_start_matches(' ');
            if let Some(text) = rest.strip_prefix('\'') {
                let end = text.find('\'').unwrap();
                for c in text[..end].chars() {
                    self.send(Msg::Key(Key::char(c)));
                }
                rest = &text[end + 1..];
                continue;
            }
            let end = rest.find(' ').unwrap_or(rest.len());
            if end > 0 {
                let key: Key = rest[..end]
                    .parse()
                    .unwrap_or_else(|()| panic!("key {}", &rest[..end]));
                self.send(Msg::Key(key));
            }
            rest = &rest[end..];
        }
        self
    }

    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.send(Msg::Paste(text.to_owned()));
        self
    }

    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        self.draw();
        self
    }

    /// Where the terminal's cursor stands.
    pub fn cursor(&mut self) -> (u16, u16) {
        let at = self.terminal.get_cursor_position().unwrap();
        (at.x, at.y)
    }

    pub fn buffer(&self) -> &Buffer {
        &self.frame
    }

    /// The cell of the first place on the screen where a text begins.
    pub fn cell_of(&self, text: &str) -> (u16, u16) {
        let screen = self.screen();
        let mut lines = screen.lines().zip(0..);
        let found = lines.find_map(|(line, row)| Some((line.find(text)?, line, row)));
        let (at, line, row) = found.unwrap_or_else(|| panic!("{text} is not in\n{screen}"));
        (u16::try_from(width(&line[..at])).unwrap(), row)
    }

    /// Something that the mouse does at a cell.
    pub fn mouse(&mut self, kind: MouseKind, (column, row): (u16, u16)) {
        self.send(Msg::Mouse(Mouse { kind, column, row }));
    }

    /// What stands on the screen, line by line.
    pub fn screen(&self) -> String {
        let buffer = self.buffer();
        let mut out = String::new();
        for y in 0..buffer.area.height {
            let mut line = String::new();
            let mut skip = 0;
            for x in 0..buffer.area.width {
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                let symbol = buffer[(x, y)].symbol();
                skip = width(symbol).saturating_sub(1);
                line.push_str(symbol);
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }

    /// Goes down until something holds; a pane has an end.
    pub fn down_to(&mut self, there: impl Fn(&Self) -> bool) -> &mut Self {
        for _ in 0..500 {
            if there(self) {
                return self;
            }
            self.keys("j");
        }
        panic!("not found in\n{}", self.screen());
    }

    pub fn file(&self, path: &str) -> &str {
        &self.files[Path::new(path)]
    }

    pub fn message(&self) -> &str {
        self.app
            .message
            .as_ref()
            .map_or("", |message| &message.text)
    }
}
