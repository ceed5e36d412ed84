//! Imports beside the loop: finds the pages, has what becomes of them worked out, and tells how far that is. Lists
//! folders for whoever types a path.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::Sender;
use std::thread;

use super::panic::caught;
use super::{Wake, background};
use crate::app::{Effect, Import, ImportPage, ImportWork, Msg};
use crate::store::{self, Page, Pages};
use crate::text::text;

/// Starts an import on a thread of its own. It gives up when a newer one, or none, is wanted.
pub(super) fn start(effect: Effect, to_loop: &Sender<Wake>, newest: &Arc<AtomicU64>) {
    let Effect::Import { generation, .. } = effect else {
        return;
    };
    newest.store(generation, Ordering::SeqCst);
    let (sender, newest) = (to_loop.clone(), Arc::clone(newest));
    let work = move || {
        background::be_nice();
        let called_off = || newest.load(Ordering::SeqCst) != generation;
        let result = caught(|| import(effect, &sender, &called_off)).and_then(|result| result);
        if let Some(result) = result.transpose() {
            let result = result.map(Box::new);
            // Nobody listens when the program ends.
            let _ = sender.send(Wake::msg(Msg::ImportRead { generation, result }));
        }
    };
    if let Err(error) = thread::Builder::new().name("import".into()).spawn(work) {
        let result = Err(error.to_string());
        let _ = to_loop.send(Wake::msg(Msg::ImportRead { generation, result }));
    }
}

fn import(
    effect: Effect,
    to_loop: &Sender<Wake>,
    called_off: &(dyn Fn() -> bool + Sync),
) -> Result<Option<Import>, String> {
    let Effect::Import {
        generation,
        mut workspace,
        path,
        department,
    } = effect
    else {
        return Ok(None);
    };
    let named = store::named(&path);
    let found = Pages::find(&[named], &department).map_err(|error| error.to_string())?;
    let keys = found.pages.iter().map(|page| page.key.as_str());
    store::take_in_imported(&mut workspace, keys);
    let shown = |page: &Page| ImportPage {
        name: page.path.display().to_string(),
        key: page.key.clone(),
    };
    let work = ImportWork {
        workspace: *workspace,
        pages: found.pages.iter().map(shown).collect(),
        failed: found
            .doubled
            .iter()
            .map(|(page, why)| (shown(page), why.clone()))
            .collect(),
    };
    let all = found.pages.len();
    // Nobody reads a hundred numbers a second.
    let stride = (all / 100).max(1);
    let told = AtomicUsize::new(0);
    let step = |done: usize| {
        let is_news = done.is_multiple_of(stride) || done == all;
        if is_news && told.fetch_max(done, Ordering::Relaxed) < done {
            let _ = to_loop.send(Wake::msg(Msg::ImportGoesOn {
                generation,
                done,
                all,
            }));
        }
    };
    let read = |at: usize| match found.pages.get(at) {
        Some(page) => page.text(),
        None => Err(text!("import-page-is-gone").to_owned()),
    };
    work.run(&read, &step, called_off)
}

/// What a folder has, as somebody typed it.
pub(super) fn list(folder: String) -> Msg {
    let entries = caught(|| store::list_folder(&store::named(&folder)));
    Msg::Folder {
        entries: entries.unwrap_or_default(),
        folder,
    }
}
