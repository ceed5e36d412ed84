//! Real handbook pages as material: every bullet of every page is written into a family, read back, searched and
//! laid out, on the screen and in the file. Runs when `ROLEBOOK_CORPUS` names a folder of Markdown pages.
#![allow(clippy::unwrap_used, missing_docs)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rolebook::document::{Document, Edit, Workspace, canonical, read_family, write_family};
use rolebook::format::inline;
use rolebook::format::wrap::{width, wrap};
use rolebook::model::{Body, Family, Item, ListKind, Node, Role};
use rolebook::search::Index;

fn pages() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, pages: &mut Vec<(PathBuf, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, pages);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                let text = std::fs::read_to_string(&path).unwrap();
                pages.push((path, text));
            }
        }
    }
    let mut pages = Vec::new();
    if let Some(folder) = std::env::var_os("ROLEBOOK_CORPUS") {
        walk(Path::new(&folder), &mut pages);
        assert!(
            !pages.is_empty(),
            "ROLEBOOK_CORPUS names a folder without pages"
        );
    }
    pages
}

fn bullets(page: &str) -> Vec<String> {
    page.lines()
        .map(str::trim)
        .filter_map(|line| line.strip_prefix("* ").or(line.strip_prefix("- ")))
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

fn family_of(path: &Path, items: &[String]) -> Workspace {
    let key: Arc<str> = Arc::from("page");
    let document = Document::new(
        "page.toml".into(),
        key.clone(),
        "title = \"Page\"\n# kept\n",
    );
    let mut workspace = Workspace::new(PathBuf::new(), None, vec![document], Vec::new());
    let edit = Edit::Add {
        node: Node::Family,
        list: ListKind::Requirements,
        at: 0,
        texts: items.to_vec(),
    };
    workspace
        .apply(&key, &[edit])
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    workspace
}

#[test]
fn every_bullet_is_written_and_read_back_as_it_is() {
    for (path, page) in pages() {
        let items = bullets(&page);
        let workspace = family_of(&path, &items);
        let document = workspace.document("page").unwrap();
        let read: Vec<&str> = document
            .family()
            .unwrap()
            .body
            .list(ListKind::Requirements)
            .iter()
            .map(|item| item.text().as_str())
            .collect();
        assert_eq!(read, items, "{}", path.display());
        assert!(document.text().contains("# kept\n"), "{}", path.display());
        assert!(
            document.problems().is_empty(),
            "{}: {:?}",
            path.display(),
            document.problems()
        );
    }
}

#[test]
fn no_word_of_a_bullet_is_lost_on_the_screen() {
    for (path, page) in pages() {
        for item in bullets(&page) {
            let shown = inline::plain(&item, true);
            for word in item
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
            {
                assert!(
                    shown.contains(word),
                    "{}: {word:?} of {item:?} in {shown:?}",
                    path.display()
                );
            }
            for columns in [1, 20, 46, 100] {
                for row in wrap(&shown, columns) {
                    let row = shown[row].trim_end();
                    assert!(width(row) <= columns.max(2), "{row:?} at {columns}");
                }
            }
        }
    }
}

#[test]
fn every_bullet_is_found_by_its_first_long_word() {
    for (path, page) in pages() {
        let items = bullets(&page);
        let workspace = family_of(&path, &items);
        let index = Index::build(workspace.catalog());
        for item in &items {
            let shown = inline::plain(item, false);
            let Some(word) = shown
                .split(|c: char| !c.is_alphanumeric())
                .find(|word| word.chars().count() > 5)
            else {
                continue;
            };
            let results = index.search(word, 10, &|| false);
            assert!(
                results.exact > 0,
                "{}: {word:?} of {item:?}",
                path.display()
            );
        }
    }
}

/// A page as a family: each heading a role, with the bullets below it.
fn role_by_heading(page: &str) -> Family {
    let mut family = Family {
        body: Body {
            title: Some("Page".into()),
            ..Body::default()
        },
        ..Family::default()
    };
    for line in page.lines().map(str::trim) {
        if let Some(heading) = line.strip_prefix('#') {
            let heading = heading.trim_start_matches('#').trim();
            family.roles.push(Role {
                id: format!("role-{}", family.roles.len()).into(),
                body: Body {
                    title: (!heading.is_empty()).then(|| heading.into()),
                    ..Body::default()
                },
            });
        } else if let (Some(role), [item]) = (family.roles.last_mut(), &bullets(line)[..]) {
            role.body.lists[0].push(Item::new(item));
        }
    }
    family
}

#[test]
fn every_page_as_a_family_has_one_layout() {
    for (path, page) in pages() {
        let family = role_by_heading(&page);
        let text = write_family(&family);
        let read = read_family(&text);
        assert_eq!(read.value.as_ref(), Some(&family), "{}", path.display());
        assert_eq!(canonical(&text).unwrap(), text, "{}", path.display());
        let crowded = text.replace("\n\n", "\n").replace("  \"", "\"");
        let crowded = format!("# {}\n{crowded}# the end", path.display());
        let new = canonical(&crowded).unwrap();
        assert_eq!(canonical(&new).unwrap(), new, "{}", path.display());
        assert!(new.ends_with("# the end\n"), "{}", path.display());
    }
}
