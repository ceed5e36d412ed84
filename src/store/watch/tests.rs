//! What is noticed where the system does not tell, or has run out of watches.

use super::*;
use std::fs::File;
use std::sync::mpsc::Receiver;
use std::time::SystemTime;

const OFTEN: Duration = Duration::from_millis(20);
/// Only when nothing is noticed at all.
const TIMEOUT: Duration = Duration::from_secs(20);

/// A system that has no way of telling.
#[derive(Debug)]
struct Blind;

impl Watcher for Blind {
    fn new<F: notify::EventHandler>(_: F, _: Config) -> notify::Result<Self> {
        Err(notify::Error::generic("too many open files"))
    }

    fn watch(&mut self, _: &Path, _: RecursiveMode) -> notify::Result<()> {
        Ok(())
    }

    fn unwatch(&mut self, _: &Path) -> notify::Result<()> {
        Ok(())
    }

    fn kind() -> WatcherKind {
        WatcherKind::NullWatcher
    }
}

/// One that has run out of watches when it comes to the folder `late`.
#[derive(Debug)]
struct Scarce(RecommendedWatcher);

impl Watcher for Scarce {
    fn new<F: notify::EventHandler>(handler: F, config: Config) -> notify::Result<Self> {
        RecommendedWatcher::new(handler, config).map(Self)
    }

    fn watch(&mut self, path: &Path, mode: RecursiveMode) -> notify::Result<()> {
        match path.ends_with("late") {
            true => Err(notify::Error::new(notify::ErrorKind::MaxFilesWatch)),
            false => self.0.watch(path, mode),
        }
    }

    fn unwatch(&mut self, path: &Path) -> notify::Result<()> {
        self.0.unwatch(path)
    }

    fn kind() -> WatcherKind {
        RecommendedWatcher::kind()
    }
}

struct World {
    folder: tempfile::TempDir,
    touched: Receiver<BTreeSet<PathBuf>>,
    _watch: Watch,
}

impl World {
    fn new<W: Watcher + Send + 'static>() -> Self {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "it/a.toml", "title = \"A\"");
        put(folder.path(), "it/b.toml", "title = \"B\"");
        let (sender, touched) = mpsc::channel();
        let watch = Watch::start_with::<W>(folder.path(), OFTEN, move |paths| {
            let _ = sender.send(paths);
        });
        Self {
            folder,
            touched,
            _watch: watch.unwrap(),
        }
    }

    fn put(&self, path: &str, text: &str) {
        put(self.folder.path(), path, text);
    }

    /// Everything that was touched by the time that this path is.
    fn until(&self, last: &str) -> BTreeSet<PathBuf> {
        let start = Instant::now();
        let mut all = BTreeSet::new();
        while !all.contains(Path::new(last)) {
            let left = TIMEOUT.saturating_sub(start.elapsed());
            let paths = self.touched.recv_timeout(left);
            all.extend(paths.unwrap_or_else(|_| panic!("{last} is not in {all:?}")));
        }
        all
    }
}

fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[test]
fn where_the_system_does_not_tell_the_files_are_looked_at() {
    let world = World::new::<Blind>();
    world.put("it/a.toml", "title = \"C\"");
    assert_eq!(world.until("it/a.toml"), ["it/a.toml".into()].into());
    world.put("new/deep/c.toml", "title = \"C\"");
    fs::remove_file(world.folder.path().join("it/b.toml")).unwrap();
    let touched = world.until("it/b.toml");
    assert!(
        touched.contains(Path::new("new/deep/c.toml")) || world.until("new/deep/c.toml").len() == 1
    );
    fs::rename(
        world.folder.path().join("new"),
        world.folder.path().join("old"),
    )
    .unwrap();
    world.until("old/deep/c.toml");
}

#[cfg(unix)]
#[test]
fn a_file_of_the_same_length_with_an_older_time_is_noticed() {
    let world = World::new::<Blind>();
    let beside = world.folder.path().join("beside");
    fs::write(&beside, "title = \"Z\"").unwrap();
    let file = File::options().write(true).open(&beside).unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1))
        .unwrap();
    fs::rename(&beside, world.folder.path().join("it/a.toml")).unwrap();
    world.until("it/a.toml");
    // And the very same time.
    let path = world.folder.path().join("it/b.toml");
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, "title = \"Y\"").unwrap();
    let file = File::options().write(true).open(&path).unwrap();
    file.set_modified(before).unwrap();
    world.until("it/b.toml");
}

#[test]
fn running_out_of_watches_loses_nothing() {
    let world = World::new::<Scarce>();
    world.put("it/a.toml", "title = \"C\"");
    world.until("it/a.toml");
    // From here on it has no more watches, and everything has to be looked through once.
    world.put("late/d.toml", "title = \"D\"");
    world.until("");
    for (path, text) in [
        ("late/d.toml", "title = \"E\""),
        ("it/a.toml", "title = \"F\""),
    ] {
        world.put(path, text);
        world.until(path);
    }
}

#[test]
fn nothing_is_told_while_nothing_happens() {
    let world = World::new::<Blind>();
    assert!(world.touched.recv_timeout(OFTEN * 10).is_err());
}
