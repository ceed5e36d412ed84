//! One question to a large catalog: of each file only what can say something to it is read, and after that, whole, the
//! files of what was found. It gives what [a search of all of it](super::find) gives. Nothing is given back of what it
//! takes: the process ends with the command.

use std::collections::HashSet;
use std::mem::ManuallyDrop;

use super::super::Failure;
use super::super::open::warn_of_broken;
use super::understood;
use crate::document::{Sifted, Workspace};
use crate::model::{Catalog, CatalogEntry};
use crate::search::{Index, Options, Results, Sieve, Unfold};
use crate::store::Shelf;

/// With fewer families, all of it is read as quickly.
const FEW: usize = 256;
/// So many families tell whether most of what is found will be as it was typed.
const SAMPLE: usize = 64;
/// For more hits than that, too many files would be read twice.
const MOST: usize = 256;

/// What becomes of a catalog that is asked one question.
pub(super) enum Sifting {
    /// What is found, and as much of the catalog as is needed to tell of that.
    Found(Box<(Results, Workspace)>),
    /// All of it has to be read.
    Whole(Box<Shelf>),
}

/// Looks for the answers.
///
/// # Errors
/// [`Exit::Usage`](super::Exit::Usage) when the query cannot mean what it seems to mean, or asks for nothing.
pub(super) fn find(
    shelf: Shelf,
    text: &str,
    limit: usize,
    unfold: &Unfold,
) -> Result<Sifting, Failure> {
    if shelf.len() < FEW || limit > MOST {
        return Ok(Sifting::Whole(Box::new(shelf)));
    }
    find_with(shelf, text, (limit, unfold), SAMPLE)
}

fn find_with(
    shelf: Shelf,
    text: &str,
    (limit, unfold): (usize, &Unfold),
    sample: usize,
) -> Result<Sifting, Failure> {
    understood(text)?;
    let settings = &shelf.workspace().catalog().settings;
    let Some(sieve) = Sieve::new(text, &settings.synonyms) else {
        return Ok(Sifting::Whole(Box::new(shelf)));
    };
    let options = Options {
        limit,
        facets: false,
        unfold,
    };
    let search = |files: &[Sifted]| {
        let mut index = ManuallyDrop::new(Index::unready(&catalog(&shelf, files)));
        index.set_heard(&sieve);
        index.search_with(text, options, &|| false)
    };
    let strict = |files| shelf.sift(files, || sieve.strict());
    let mut files = ManuallyDrop::new(strict(0..sample.min(shelf.len())));
    let mut found = None;
    if search(&files).strict {
        let others = strict(files.len()..shelf.len());
        files.extend(others);
        // Names can mean something else where there are more.
        found = Some(search(&files)).filter(|found| found.strict);
    }
    let results = match found {
        Some(found) => found,
        None => {
            *files = shelf.sift(0..shelf.len(), || sieve.wide());
            search(&files)
        }
    };
    // What is offered instead has lines that were not asked for.
    if results.total == 0 && (results.suggestion.is_some() || results.some_words.is_some()) {
        return Ok(Sifting::Whole(Box::new(shelf)));
    }
    files.sort_by(|a, b| a.key.cmp(&b.key));
    let problems = files.iter();
    let problems = problems.map(|file| (file.path.as_path(), &*file.problems));
    warn_of_broken(shelf.workspace(), problems);
    let keys = results.hits.iter().map(|hit| hit.place.key.clone());
    let keys: HashSet<_> = keys.collect();
    let workspace = shelf.read_some(&keys);
    // Which item of its list a line is, only the whole family tells.
    let again = super::find(&workspace, text, limit, unfold)?;
    let results = Results {
        hits: again.hits,
        ..results
    };
    Ok(Sifting::Found(Box::new((results, workspace))))
}

fn catalog(shelf: &Shelf, files: &[Sifted]) -> Catalog {
    let entry = |file: &Sifted| {
        Some(CatalogEntry {
            key: file.key.clone(),
            family: file.family.clone()?,
        })
    };
    let settings = shelf.workspace().catalog().settings.clone();
    Catalog::new(settings, files.iter().filter_map(entry).collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::store;

    #[test]
    fn it_finds_what_a_search_of_the_whole_catalog_finds() {
        let folder = tempfile::tempdir().unwrap();
        store::write_sample(folder.path()).unwrap();
        let whole = store::load(folder.path()).unwrap();
        let mut sifted = 0;
        for query in [
            "manager",
            "senior engineer",
            "itil",
            "\"end user\"",
            "HR",
            "k8s",
            "onbaording",
            "mangr it",
            "'it !senior",
            "^owns | laptop",
            "title:senior grade:>=7",
            "dept:finance budget",
            "dept:fin audit",
            "dept:nowhere budget",
            "tag:it",
            "r",
            "zxqw",
            "zxqw manager laptop",
            "größe",
        ] {
            for (limit, sample) in [(1, 1), (3, 2), (20, 4), (100, 1)] {
                for unfold in [Unfold::default(), Unfold::All] {
                    let all = super::super::find(&whole, query, limit, &unfold).unwrap();
                    let shelf = Shelf::open(folder.path()).unwrap();
                    let found = find_with(shelf, query, (limit, &unfold), sample).unwrap();
                    if let Sifting::Found(found) = found {
                        sifted += 1;
                        // It had no other places to count.
                        let results = Results {
                            all: all.all,
                            ..found.0
                        };
                        assert_eq!(results, all, "{query}");
                        let keys = found.1.documents().map(|document| &document.key);
                        let hits = all.hits.iter().map(|hit| &hit.place.key);
                        assert_eq!(keys.collect::<HashSet<_>>(), hits.collect::<HashSet<_>>());
                    }
                }
            }
        }
        assert!(sifted > 100, "{sifted}");
    }
}
