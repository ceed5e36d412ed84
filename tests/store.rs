//! The disk as a user meets it: what is found, what is shown of a damaged catalog, what a save leaves behind.
#![allow(clippy::unwrap_used, missing_docs)]
#![cfg(unix)]

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use rolebook::document::{Document, Fingerprint, ProblemKind, Severity, Workspace};
use rolebook::model::{ListKind, compose};
use rolebook::store::{
    MAX_DEPTH, MAX_FILE, SaveNote, Saved, Source, StoreError, find, load, read_text, save,
    write_sample,
};
use tempfile::TempDir;

const FAMILY: &str = "title = \"Accountant\"\n\n[[roles]]\nid = \"accountant\"\n";
const NEW: &str = "title = \"Bookkeeper\"\n";

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> PathBuf {
        self.0.path().canonicalize().unwrap()
    }

    fn at(&self, relative: &str) -> PathBuf {
        self.path().join(relative)
    }

    fn put(&self, relative: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.at(relative);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    fn load(&self) -> Workspace {
        load(&self.path()).unwrap()
    }

    fn save(&self, relative: &str, old: &str, new: &str) -> Result<Saved, StoreError> {
        save(
            &self.path(),
            Path::new(relative),
            new,
            Fingerprint::of(old.as_bytes()),
        )
    }

    fn names(&self, relative: &str) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.at(relative))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

fn dead_process() -> u32 {
    let mut child = Command::new("true").spawn().unwrap();
    child.wait().unwrap();
    child.id()
}

fn keys(workspace: &Workspace) -> Vec<String> {
    workspace.documents().map(|d| d.key.to_string()).collect()
}

fn kinds(document: &Document) -> Vec<ProblemKind> {
    document.problems().iter().map(|p| p.kind.clone()).collect()
}

fn kind_of(workspace: &Workspace, key: &str) -> ProblemKind {
    let document = workspace.document(key).unwrap();
    assert!(document.family().is_none(), "{key} is usable");
    kinds(document).remove(0)
}

fn folder_problems(workspace: &Workspace) -> Vec<(String, ProblemKind)> {
    workspace
        .problems
        .iter()
        .map(|(path, problem)| (path.display().to_string(), problem.kind.clone()))
        .collect()
}

fn assert_usable(workspace: &Workspace, key: &str) {
    let document = workspace.document(key).unwrap();
    assert!(document.problems().is_empty(), "{:?}", document.problems());
    assert_eq!(document.family().unwrap().roles[0].id, "accountant");
    assert!(workspace.catalog().get(key).is_some());
}

fn unreadable(kind: &ProblemKind) -> &str {
    match kind {
        ProblemKind::Unreadable(why) => why,
        other => panic!("{other:?}"),
    }
}

// Loading

#[test]
fn a_broken_file_is_a_row_beside_the_good_ones() {
    let folder = Folder::new();
    folder.put("catalog.toml", "name = \"House\"\n");
    folder.put("finance/accountant.toml", FAMILY);
    folder.put("finance/broken.toml", "title = \"Broken\nx\n");
    folder.put("finance/empty.toml", "");
    folder.put("finance/readme.md", "# no family");
    folder.put("legal/catalog.toml", FAMILY);
    folder.put(".git/config.toml", FAMILY);
    let workspace = folder.load();
    assert_eq!(workspace.root, folder.path());
    assert_eq!(workspace.catalog().settings.name.as_deref(), Some("House"));
    assert_eq!(
        keys(&workspace),
        [
            "finance/accountant",
            "finance/broken",
            "finance/empty",
            "legal/catalog"
        ]
    );
    assert_usable(&workspace, "finance/accountant");
    assert_usable(&workspace, "legal/catalog");
    assert!(matches!(
        kind_of(&workspace, "finance/broken"),
        ProblemKind::Syntax(_)
    ));
    let empty = workspace.document("finance/empty").unwrap();
    assert_eq!(kinds(empty), [ProblemKind::NoTitle]);
    assert!(empty.family().is_some());
    let (path, problem) = workspace.all_problems()[0];
    assert_eq!(path, Path::new("finance/broken.toml"));
    assert_eq!(problem.at.unwrap().0, 1);
}

#[test]
fn a_broken_catalog_file_keeps_the_families() {
    let folder = Folder::new();
    folder.put("catalog.toml", "name = \n");
    folder.put("accountant.toml", FAMILY);
    let workspace = folder.load();
    assert_usable(&workspace, "accountant");
    assert_eq!(workspace.problems[0].0, Path::new("catalog.toml"));
    assert_eq!(workspace.problems[0].1.severity(), Severity::Error);
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    let folder = Folder::new();
    let error = load(&folder.at("nothing")).unwrap_err();
    assert!(matches!(error, StoreError::Root { .. }));
    assert!(error.to_string().contains("nothing"), "{error}");
}

#[test]
fn bytes_are_kept_whatever_they_are() {
    let folder = Folder::new();
    let marked = format!("\u{feff}{FAMILY}");
    let windows = FAMILY.replace('\n', "\r\n");
    folder.put("marked.toml", &marked);
    folder.put("windows.toml", &windows);
    folder.put("latin.toml", b"title = \"B\xfcro\"\n");
    folder.put("nul.toml", b"title = \"a\x00b\"\n");
    let workspace = folder.load();
    assert_usable(&workspace, "marked");
    assert_usable(&workspace, "windows");
    let text = |key: &str| workspace.document(key).unwrap().text().to_string();
    assert_eq!(text("marked"), marked);
    assert_eq!(text("windows"), windows);
    assert_eq!(kind_of(&workspace, "latin"), ProblemKind::NotUtf8);
    assert!(matches!(kind_of(&workspace, "nul"), ProblemKind::Syntax(_)));
    for (file, old) in [("marked.toml", &marked), ("windows.toml", &windows)] {
        let new = old.replace("Acc", "Ack");
        folder.save(file, old, &new).unwrap();
        assert_eq!(fs::read(folder.at(file)).unwrap(), new.as_bytes());
    }
}

#[test]
fn huge_and_deep_files_are_rows() {
    let folder = Folder::new();
    folder.put("good.toml", FAMILY);
    File::create(folder.at("huge.toml"))
        .unwrap()
        .set_len(50 * 1024 * 1024)
        .unwrap();
    folder.put("brackets.toml", format!("a = {}", "[".repeat(20_000)));
    folder.put("braces.toml", format!("a = {}", "{a=".repeat(20_000)));
    folder.put("dots.toml", format!("a{} = 1", ".a".repeat(20_000)));
    folder.put("table.toml", format!("[a{}]", ".a".repeat(20_000)));
    let workspace = folder.load();
    assert_usable(&workspace, "good");
    assert_eq!(
        kind_of(&workspace, "huge"),
        ProblemKind::TooLarge { limit: MAX_FILE }
    );
    for key in ["brackets", "braces"] {
        assert!(matches!(kind_of(&workspace, key), ProblemKind::Syntax(_)));
    }
    // Whether such a thing is TOML is the parser's business; that it is reported is ours.
    for key in ["dots", "table"] {
        assert!(!workspace.document(key).unwrap().problems().is_empty());
    }
}

#[test]
fn things_that_are_no_files_are_never_opened() {
    let folder = Folder::new();
    folder.put("good.toml", FAMILY);
    let made = Command::new("mkfifo").arg(folder.at("pipe.toml")).status();
    assert!(made.unwrap().success());
    let _socket = UnixListener::bind(folder.at("socket.toml")).unwrap();
    symlink("/dev/zero", folder.at("device.toml")).unwrap();
    symlink("nowhere", folder.at("dangling.toml")).unwrap();
    symlink("nowhere", folder.at("department")).unwrap();
    symlink("self.toml", folder.at("self.toml")).unwrap();
    let workspace = folder.load();
    assert_usable(&workspace, "good");
    for key in ["pipe", "socket"] {
        let kind = kind_of(&workspace, key);
        assert!(unreadable(&kind).contains("not a regular file"), "{kind:?}");
    }
    assert_eq!(kind_of(&workspace, "device"), ProblemKind::Outside);
    let kind = kind_of(&workspace, "dangling");
    assert!(unreadable(&kind).contains("not there"), "{kind:?}");
    unreadable(&kind_of(&workspace, "self"));
    let rows = folder_problems(&workspace);
    assert_eq!(rows[0].0, "department");
    unreadable(&rows[0].1);
    assert!(matches!(
        read_text(&folder.path(), Path::new("pipe.toml")),
        Err(StoreError::NotAFile { .. })
    ));
}

#[test]
fn links_are_followed_inside_and_not_outside() {
    let elsewhere = Folder::new();
    elsewhere.put("secret.toml", FAMILY);
    let folder = Folder::new();
    folder.put("finance/accountant.toml", FAMILY);
    folder.put(".shared/payroll.toml", FAMILY);
    symlink("finance/accountant.toml", folder.at("alias.toml")).unwrap();
    symlink(elsewhere.at("secret.toml"), folder.at("secret.toml")).unwrap();
    symlink(elsewhere.path(), folder.at("out")).unwrap();
    symlink("..", folder.at("finance/up")).unwrap();
    // Comes before the folder it leads to, and must not take its place.
    symlink("finance", folder.at("aaa")).unwrap();
    symlink(".shared", folder.at("shared")).unwrap();
    let workspace = folder.load();
    assert_eq!(
        keys(&workspace),
        ["alias", "finance/accountant", "secret", "shared/payroll"]
    );
    for key in ["alias", "finance/accountant", "shared/payroll"] {
        assert_usable(&workspace, key);
    }
    assert_eq!(kind_of(&workspace, "secret"), ProblemKind::Outside);
    assert_eq!(
        folder_problems(&workspace),
        [
            ("aaa".into(), ProblemKind::Loop),
            ("finance/up".into(), ProblemKind::Loop),
            ("out".into(), ProblemKind::Outside),
        ]
    );
    assert!(matches!(
        read_text(&folder.path(), Path::new("secret.toml")),
        Err(StoreError::Outside { .. })
    ));
}

#[test]
fn deep_folders_are_read_and_too_deep_ones_are_a_row() {
    let folder = Folder::new();
    let sixty = format!("{}deep.toml", "d/".repeat(60));
    folder.put(&sixty, FAMILY);
    folder.put(&format!("{}deeper.toml", "e/".repeat(200)), FAMILY);
    folder.put("good.toml", FAMILY);
    let workspace = folder.load();
    assert_eq!(keys(&workspace).len(), 2);
    assert_usable(&workspace, "good");
    assert_usable(&workspace, sixty.trim_end_matches(".toml"));
    let rows = folder_problems(&workspace);
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].0.split('/').count(), MAX_DEPTH + 1);
    assert!(unreadable(&rows[0].1).contains("too deep"));
}

#[test]
fn odd_names_load_and_are_reported() {
    let folder = Folder::new();
    for name in ["Upper", "with space", "a#b", "a+b", "bell\u{7}"] {
        folder.put(&format!("{name}.toml"), FAMILY);
    }
    folder.put("größe-2_x.y.toml", FAMILY);
    folder.put("Sales Team/one.toml", FAMILY);
    folder.put("Sales Team/two.toml", FAMILY);
    folder.put("odd\u{fffd}.toml", FAMILY);
    let raw = OsString::from_vec(b"odd\xff.toml".to_vec());
    fs::write(folder.path().join(&raw), FAMILY).unwrap();
    let workspace = folder.load();
    assert_eq!(workspace.documents().count(), 10);
    for document in workspace.documents() {
        assert!(document.family().is_some(), "{}", document.key);
        let plain = ["größe-2_x.y", "Sales Team/one", "Sales Team/two"];
        let expected = if plain.contains(&&*document.key) {
            vec![]
        } else {
            vec![ProblemKind::FileName]
        };
        assert_eq!(kinds(document), expected, "{}", document.key);
    }
    assert_eq!(
        folder_problems(&workspace),
        [("Sales Team".into(), ProblemKind::FileName)]
    );
    let lossy = workspace.document("odd\u{fffd}~2").unwrap();
    assert_eq!(lossy.path, Path::new(&raw));
    save(&folder.path(), &lossy.path, NEW, lossy.disk()).unwrap();
    assert_eq!(fs::read_to_string(folder.path().join(raw)).unwrap(), NEW);
}

#[test]
fn litter_of_killed_saves_goes_and_that_of_living_ones_stays() {
    let dead = dead_process();
    let ours = std::process::id();
    let folder = Folder::new();
    folder.put("finance/accountant.toml", FAMILY);
    folder.put(&format!("finance/.rolebook-{dead}-aB3.tmp"), "title");
    folder.put(&format!("finance/.rolebook-{dead}-aB3.toml"), "not ours");
    folder.put("finance/.rolebook-1-aB3.tmp", "init lives");
    folder.put("finance/.rolebook-notes.tmp", "not ours");
    folder.load();
    let mut left = [
        ".rolebook-1-aB3.tmp".to_owned(),
        format!(".rolebook-{dead}-aB3.toml"),
        ".rolebook-notes.tmp".to_owned(),
        "accountant.toml".to_owned(),
    ];
    left.sort();
    assert_eq!(folder.names("finance"), left);
    // A former process had our id. Other tests of this process may be saving right now.
    let own = folder.put(&format!("finance/.rolebook-{ours}-aB3.tmp"), "title");
    for _ in 0..500 {
        folder.load();
        if !own.exists() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("the temporary with our own process id is still there");
}

// Saving

#[test]
fn a_save_changes_the_text_and_nothing_else() {
    let folder = Folder::new();
    let file = folder.put("finance/accountant.toml", FAMILY);
    // Only the superuser can make it somebody else's, and so only he can lose that.
    let _ = std::os::unix::fs::chown(&file, Some(12_345), Some(54_321));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o664)).unwrap();
    let before = fs::metadata(&file).unwrap();
    let saved = folder.save("finance/accountant.toml", FAMILY, NEW).unwrap();
    assert_eq!(saved.fingerprint, Fingerprint::of(NEW.as_bytes()));
    assert_eq!(saved.note, None);
    assert_eq!(fs::read_to_string(&file).unwrap(), NEW);
    let after = fs::metadata(&file).unwrap();
    assert_eq!(after.mode(), before.mode());
    assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
    assert_eq!(folder.names("finance"), ["accountant.toml"]);
    // What was returned is good for the next save.
    save(
        &folder.path(),
        Path::new("finance/accountant.toml"),
        FAMILY,
        saved.fingerprint,
    )
    .unwrap();
}

#[test]
fn a_save_keeps_extended_attributes() {
    let folder = Folder::new();
    let file = folder.put("a.toml", FAMILY);
    let set = rustix::fs::setxattr(
        &file,
        "user.origin",
        b"handbook",
        rustix::fs::XattrFlags::empty(),
    );
    if set.is_err() {
        // This file system has none to lose.
        return;
    }
    folder.save("a.toml", FAMILY, NEW).unwrap();
    let mut value = [0; 64];
    let len = rustix::fs::getxattr(&file, "user.origin", &mut value).unwrap();
    assert_eq!(&value[..len], b"handbook");
}

#[test]
fn a_save_follows_links_to_the_file() {
    let folder = Folder::new();
    let file = folder.put("real/accountant.toml", FAMILY);
    fs::create_dir(folder.at("links")).unwrap();
    symlink("../real/accountant.toml", folder.at("links/one.toml")).unwrap();
    symlink("links/one.toml", folder.at("two.toml")).unwrap();
    folder.save("two.toml", FAMILY, NEW).unwrap();
    assert_eq!(fs::read_to_string(file).unwrap(), NEW);
    assert_eq!(
        fs::read_link(folder.at("two.toml")).unwrap(),
        Path::new("links/one.toml")
    );
    assert!(folder.at("links/one.toml").is_symlink());
    assert_eq!(folder.names("real"), ["accountant.toml"]);
    assert_eq!(folder.names("links"), ["one.toml"]);
}

#[test]
fn a_save_says_when_other_names_keep_the_old_text() {
    let folder = Folder::new();
    let file = folder.put("a.toml", FAMILY);
    fs::hard_link(&file, folder.at("b.txt")).unwrap();
    let saved = folder.save("a.toml", FAMILY, NEW).unwrap();
    assert_eq!(saved.note, Some(SaveNote::HardLinked { others: 1 }));
    assert_eq!(fs::read_to_string(folder.at("b.txt")).unwrap(), FAMILY);
}

#[test]
fn what_others_wrote_is_never_overwritten() {
    let folder = Folder::new();
    let file = folder.put("a.toml", FAMILY);
    let times = fs::metadata(&file).unwrap().modified().unwrap();
    let theirs = FAMILY.replace("Accountant", "Accountent");
    fs::write(&file, &theirs).unwrap();
    let handle = File::options().write(true).open(&file).unwrap();
    handle.set_modified(times).unwrap();
    let error = folder.save("a.toml", FAMILY, NEW).unwrap_err();
    assert!(matches!(error, StoreError::ChangedOnDisk { .. }));
    assert!(error.to_string().contains("a.toml"), "{error}");
    assert_eq!(fs::read_to_string(&file).unwrap(), theirs);
    assert_eq!(folder.names(""), ["a.toml"]);
    // A change to the very same text is none.
    fs::write(&file, NEW).unwrap();
    folder.save("a.toml", FAMILY, NEW).unwrap();
    fs::remove_file(&file).unwrap();
    let error = folder.save("a.toml", FAMILY, NEW).unwrap_err();
    assert!(matches!(error, StoreError::Vanished { .. }));
    assert!(folder.names("").is_empty());
}

#[test]
fn paths_that_lead_out_are_refused() {
    let folder = Folder::new();
    let catalog = folder.at("catalog");
    fs::create_dir_all(catalog.join("in")).unwrap();
    let secret = folder.put("x.toml", FAMILY);
    symlink(&secret, catalog.join("link.toml")).unwrap();
    symlink("..", catalog.join("up")).unwrap();
    let attempt = |path: &str| {
        let expected = Fingerprint::of(FAMILY.as_bytes());
        save(&catalog, Path::new(path), NEW, expected).unwrap_err()
    };
    for path in [
        "../x.toml",
        "in/../../x.toml",
        "./../x.toml",
        "",
        secret.to_str().unwrap(),
    ] {
        let error = attempt(path);
        assert!(matches!(error, StoreError::Refused { .. }), "{error:?}");
    }
    for path in ["link.toml", "up/x.toml"] {
        let error = attempt(path);
        assert!(matches!(error, StoreError::Outside { .. }), "{error:?}");
    }
    attempt(&format!("{}.toml", "x".repeat(300)));
    attempt("nul\0.toml");
    assert_eq!(fs::read_to_string(&secret).unwrap(), FAMILY);
    assert_eq!(folder.names(""), ["catalog", "x.toml"]);
}

#[test]
fn failed_saves_leave_the_file_and_no_litter() {
    let folder = Folder::new();
    let file = folder.put("finance/a.toml", FAMILY);
    let mode = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    // Nobody may write the file.
    mode(&file, 0o444);
    let error = folder.save("finance/a.toml", FAMILY, NEW).unwrap_err();
    assert!(
        matches!(&error, StoreError::ReadOnly { path } if path == &file),
        "{error:?}"
    );
    assert!(error.to_string().contains("read-only"), "{error}");
    mode(&file, 0o644);
    // Nobody may write in the folder.
    mode(&folder.at("finance"), 0o555);
    let error = folder.save("finance/a.toml", FAMILY, NEW).unwrap_err();
    assert!(
        matches!(&error, StoreError::ReadOnly { path } if path == &folder.at("finance")),
        "{error:?}"
    );
    mode(&folder.at("finance"), 0o755);
    // More than could be read again.
    let huge = "#".repeat(usize::try_from(MAX_FILE).unwrap() + 1);
    let error = folder.save("finance/a.toml", FAMILY, &huge).unwrap_err();
    assert!(matches!(error, StoreError::TooLarge { .. }), "{error:?}");
    assert_eq!(fs::read_to_string(&file).unwrap(), FAMILY);
    assert_eq!(folder.names("finance"), ["a.toml"]);
    // A folder in its place, and then nothing at all.
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    let error = folder.save("finance/a.toml", FAMILY, NEW).unwrap_err();
    assert!(matches!(error, StoreError::NotAFile { .. }), "{error:?}");
    assert_eq!(folder.names("finance"), ["a.toml"]);
    fs::remove_dir_all(folder.at("finance")).unwrap();
    let error = folder.save("finance/a.toml", FAMILY, NEW).unwrap_err();
    assert!(matches!(error, StoreError::Vanished { .. }), "{error:?}");
    assert!(folder.names("").is_empty());
}

#[test]
fn read_text_gives_what_is_there_now() {
    let folder = Folder::new();
    folder.put("finance/a.toml", FAMILY);
    folder.put("b.toml", b"\xff");
    let read = |path: &str| read_text(&folder.path(), Path::new(path));
    assert_eq!(read("finance/a.toml").unwrap(), FAMILY);
    assert!(matches!(read("../a.toml"), Err(StoreError::Refused { .. })));
    assert!(matches!(
        read("finance/b.toml"),
        Err(StoreError::Vanished { .. })
    ));
    assert!(matches!(read("b.toml"), Err(StoreError::NotUtf8 { .. })));
}

// The sample, and which catalog is opened

#[test]
fn the_sample_loads_without_a_single_finding() {
    let folder = Folder::new();
    let into = folder.at("new/catalog");
    write_sample(&into).unwrap();
    assert_eq!(folder.names("new"), ["catalog"]);
    let workspace = load(&into).unwrap();
    assert_eq!(workspace.all_problems(), []);
    let catalog = workspace.catalog();
    assert!(catalog.settings.name.is_some());
    assert!(catalog.entries().len() >= 15);
    for (place, address) in catalog.places() {
        let family = &catalog.get(&place.key).unwrap().family;
        let effective = compose(&place.key, family, place.position);
        assert_eq!(effective.problems, [], "{address}");
        let resolves = |target: &str| {
            let exact = |found| catalog.address(&found).unwrap().to_string() == target;
            let variations = || family.specialties.iter().chain(&family.segments);
            family.role_index(target).is_some()
                || variations().any(|variation| variation.id == target)
                || catalog.resolve(target).is_ok_and(exact)
        };
        for manager in effective.reports_to.iter().flat_map(|said| &said.value) {
            if let Some(role) = &manager.role {
                assert!(resolves(role), "{address} reports to {role}");
            }
        }
        for step in effective.career_ladder.iter().flat_map(|l| &l.value.steps) {
            assert!(resolves(&step.from), "{address} from {}", step.from);
            assert!(resolves(&step.to), "{address} to {}", step.to);
        }
    }
    for (address, responsibilities) in [
        ("finance/it-management#manager-it+it-end-user-services", 13),
        ("finance/it-management#manager-it+it-engineering", 8),
    ] {
        let place = catalog.resolve(address).unwrap();
        let family = &catalog.get(&place.key).unwrap().family;
        let effective = compose(&place.key, family, place.position);
        let count = |kind| effective.list(kind).len();
        assert_eq!(count(ListKind::Responsibilities), responsibilities);
        assert_eq!(count(ListKind::Requirements), 18);
    }
}

#[test]
fn the_sample_goes_only_where_nothing_is() {
    let folder = Folder::new();
    let mine = folder.put("catalog/mine.toml", FAMILY);
    let error = write_sample(&folder.at("catalog")).unwrap_err();
    assert!(matches!(error, StoreError::NotEmpty { .. }));
    assert_eq!(folder.names("catalog"), ["mine.toml"]);
    let error = write_sample(&mine).unwrap_err();
    assert!(matches!(error, StoreError::Sample { .. }), "{error:?}");
    assert_eq!(fs::read_to_string(mine).unwrap(), FAMILY);
    // A killed first start leaves this behind.
    let litter = format!(".rolebook-{}-x.tmp/catalog/a.toml", dead_process());
    folder.put(&litter, "");
    fs::create_dir(folder.at("empty")).unwrap();
    write_sample(&folder.at("empty")).unwrap();
    assert_eq!(folder.names(""), ["catalog", "empty"]);
    assert!(folder.names("empty").contains(&"catalog.toml".to_owned()));
}

#[test]
fn what_is_named_goes_before_what_is_near() {
    let folder = Folder::new();
    folder.put("near/catalog.toml", "");
    folder.put("near/finance/a.toml", FAMILY);
    folder.put("project/data/catalog.toml", "");
    folder.put("project/src/main.rs", "");
    folder.put("bare/a.toml", FAMILY);
    fs::create_dir(folder.at("elsewhere")).unwrap();
    let data = folder.at("user/catalog");
    let look =
        |argument: Option<&str>, environment: Option<&str>, configured: Option<&str>, cwd| {
            let found = find(
                argument.map(Path::new),
                environment.map(OsStr::new),
                configured.map(Path::new),
                Some(&data),
                &folder.at(cwd),
            )
            .unwrap();
            let root = found.root.strip_prefix(folder.path()).unwrap();
            (
                root.to_str().unwrap().to_owned(),
                found.source,
                found.created,
            )
        };
    let is = |path: &str, source| (path.to_owned(), source, false);
    let bare = folder.at("bare");
    let bare = bare.to_str();
    assert_eq!(
        look(Some("../project"), bare, bare, "near"),
        is("project/data", Source::Argument)
    );
    assert_eq!(
        look(bare, None, None, "near/finance"),
        is("bare", Source::Argument)
    );
    assert_eq!(
        look(Some("../catalog.toml"), None, None, "near/finance"),
        is("near", Source::Argument)
    );
    assert_eq!(
        look(Some("catalog.toml"), None, None, "near"),
        is("near", Source::Argument)
    );
    assert_eq!(
        look(None, bare, None, "near/finance"),
        is("bare", Source::Environment)
    );
    assert_eq!(
        look(None, Some(""), bare, "near/finance"),
        is("near", Source::Nearest)
    );
    assert_eq!(
        look(None, None, bare, "project/src"),
        is("project/data", Source::Nearest)
    );
    assert_eq!(
        look(None, None, bare, "elsewhere"),
        is("bare", Source::Configured)
    );
    assert!(!data.exists());
    assert_eq!(
        look(None, None, None, "elsewhere"),
        ("user/catalog".to_owned(), Source::UserData, true)
    );
    assert_eq!(load(&data).unwrap().all_problems(), []);
    // Once it is there it is the user's: what was deleted does not come back.
    fs::remove_dir_all(data.join("sales")).unwrap();
    assert_eq!(
        look(None, None, None, "elsewhere"),
        is("user/catalog", Source::UserData)
    );
    assert!(!data.join("sales").exists());
}

#[test]
fn naming_what_is_no_catalog_is_an_error_that_says_what_to_do() {
    let folder = Folder::new();
    let file = folder.put("finance/a.toml", FAMILY);
    let look = |argument| find(Some(Path::new(argument)), None, None, None, &folder.path());
    for (argument, part) in [
        ("nothing", "does not exist"),
        ("finance/a.toml", "not a catalog"),
    ] {
        let text = look(argument).unwrap_err().to_string();
        assert!(text.contains(part), "{text}");
        assert!(text.contains(argument), "{text}");
        assert!(text.contains("name the"), "{text}");
    }
    let error = find(None, None, None, None, &folder.path()).unwrap_err();
    assert!(matches!(error, StoreError::NoUserFolder));
    let error = find(None, None, None, Some(&file), &folder.path()).unwrap_err();
    assert!(error.to_string().contains("a.toml"), "{error}");
    assert_eq!(fs::read_to_string(file).unwrap(), FAMILY);
}
