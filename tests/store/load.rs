//! What is shown of a catalog, whatever its folder holds.

use std::ffi::OsString;
use std::fs::{self, File};
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;

use rolebook::document::{Document, ProblemKind, Severity, Workspace};
use rolebook::store::{
    MAX_DEPTH, MAX_FILE, Piece, StoreError, load, load_in_pieces, read_text, save,
};

use crate::{FAMILY, Folder, NEW, dead_process};

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
        .troubles()
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

#[test]
fn a_catalog_comes_in_pieces_in_order_and_each_family_once() {
    let folder = Folder::new();
    folder.put("catalog.toml", "name = \"House\"\n");
    for n in 0..1000 {
        let text = format!("{FAMILY}summary = \"{n}\"\n");
        folder.put(&format!("part-{}/family-{n:04}.toml", n / 300), text);
    }
    folder.put("zebra/broken.toml", "title =");
    let pieces = Mutex::new(Vec::new());
    load_in_pieces(&folder.path(), &|piece| pieces.lock().unwrap().push(piece)).unwrap();
    let mut pieces = pieces.into_inner().unwrap().into_iter();
    let Some(Piece::Opened {
        workspace,
        families: 1001,
    }) = pieces.next()
    else {
        panic!("the first piece is the catalog without its families");
    };
    assert_eq!(workspace.catalog().settings.name.as_deref(), Some("House"));
    assert!(workspace.is_empty());
    let mut sizes = Vec::new();
    let mut paths = Vec::new();
    for piece in pieces {
        let Piece::Families(documents) = piece else {
            panic!("opened twice");
        };
        sizes.push(documents.len());
        paths.extend(documents.into_iter().map(|document| document.path));
    }
    assert!(sizes[0] < 100, "a screen first: {sizes:?}");
    assert!(sizes.len() < 60, "and no flood of messages: {sizes:?}");
    assert_eq!(paths.len(), 1001);
    assert!(paths.is_sorted(), "{paths:?}");
    assert_eq!(folder.load().len(), 1001);
}

#[test]
fn a_broken_file_is_a_row_beside_the_good_ones() {
    let folder = Folder::new();
    folder.put("catalog.toml", "name = \"House\"\n");
    folder.put("finance/accountant.toml", FAMILY);
    folder.put("finance/broken.toml", "# A comment\ntitle = Broken\n");
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
    let broken = workspace.document("finance/broken").unwrap();
    assert_eq!(broken.path, Path::new("finance/broken.toml"));
    assert_eq!(broken.problems()[0].at.unwrap().0, 2);
}

#[test]
fn a_broken_catalog_file_keeps_the_families() {
    let folder = Folder::new();
    folder.put("catalog.toml", "name = \n");
    folder.put("accountant.toml", FAMILY);
    let workspace = folder.load();
    assert_usable(&workspace, "accountant");
    assert_eq!(
        workspace.troubles().next().unwrap().0,
        Path::new("catalog.toml")
    );
    assert_eq!(
        workspace.troubles().next().unwrap().1.severity(),
        Severity::Error
    );
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
