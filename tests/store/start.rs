//! The sample, and which catalog is opened.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use rolebook::document::Problem;
use rolebook::model::{ListKind, compose};
use rolebook::store::{Source, StoreError, catalog_in, find, load, start_catalog, write_sample};

use crate::{FAMILY, Folder, dead_process, findings};

#[test]
fn the_sample_loads_without_a_single_finding() {
    let folder = Folder::new();
    let into = folder.at("new/catalog");
    write_sample(&into).unwrap();
    assert_eq!(folder.names("new"), ["catalog"]);
    let workspace = load(&into).unwrap();
    assert_eq!(findings(&workspace), [] as [&Problem; 0]);
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
    assert!(findings(&load(&data).unwrap()).is_empty());
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

#[test]
fn a_catalog_starts_with_its_name_in_a_folder_that_is_new_or_empty() {
    let folder = tempfile::tempdir().unwrap();
    let new = folder.path().join("our \"roles\"/all of them");
    let root = start_catalog(&new).unwrap();
    assert_eq!(root, fs::canonicalize(&new).unwrap());
    let loaded = load(&root).unwrap();
    assert_eq!(
        loaded.catalog().settings.name.as_deref(),
        Some("all of them")
    );
    assert!(matches!(
        start_catalog(&new),
        Err(StoreError::NotEmpty { .. })
    ));
    assert_eq!(catalog_in(&new).unwrap(), root);
    assert!(matches!(
        catalog_in(&folder.path().join("nowhere")),
        Err(StoreError::NoSuchPath { .. })
    ));
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(matches!(
        start_catalog(&file.join("below")),
        Err(StoreError::Start { .. })
    ));
}
