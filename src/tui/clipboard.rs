//! Puts what the program copies where it can be pasted: into the clipboard, or into a new file.

use std::fs::OpenOptions;
use std::io::Write;
use std::sync::mpsc::Sender;
use std::thread;

use super::Wake;
use crate::app::{CopiedTo, Copying, Msg};
use crate::store::{self, Clipboard};
use crate::text::text;

/// Other names that are tried for a file when there is one already.
const MOST_NAMES: usize = 1000;

/// Copies, and answers when it is known how that went. `say` writes to the terminal.
pub(super) fn copy(copying: Copying, to_loop: &Sender<Wake>, say: impl FnOnce(&str)) {
    let to_loop = to_loop.clone();
    let answer = move |copying, to| {
        let _ = to_loop.send(Wake::msg(Msg::Copied(copying, to)));
    };
    match Clipboard::find() {
        Ok(Clipboard::Program(program)) => {
            let given = answer.clone();
            let taken = copying.clone();
            // A program can take its time.
            let work = move || {
                let to = store::give(program, &taken.text).map(|()| CopiedTo::Clipboard);
                given(taken, to.map_err(|error| error.to_string()));
            };
            if let Err(error) = thread::Builder::new().name("clipboard".into()).spawn(work) {
                answer(copying, Err(error.to_string()));
            }
        }
        Ok(Clipboard::Terminal(through)) => {
            let to = store::sequence(&copying.text, through).map(|sequence| {
                say(&sequence);
                CopiedTo::Terminal
            });
            answer(copying, to.map_err(|error| error.to_string()));
        }
        Err(error) => answer(copying, Err(error.to_string())),
    }
}

/// Writes a text into a new file in the folder that the program was started in.
pub(super) fn write(copying: Copying) -> Msg {
    let to = new_file(&copying.file, &copying.text);
    Msg::Copied(copying, to.map(CopiedTo::File))
}

fn new_file(name: &str, text: &str) -> Result<String, String> {
    let folder = std::env::current_dir().map_err(|error| error.to_string())?;
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "txt"));
    for number in 1..=MOST_NAMES {
        let name = match number {
            1 => name.to_owned(),
            number => format!("{stem}-{number}.{ending}"),
        };
        let path = folder.join(name);
        // Never over anything, and not through a link.
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                let written = file
                    .write_all(text.as_bytes())
                    .and_then(|()| file.sync_all());
                return match written {
                    Ok(()) => Ok(path.display().to_string()),
                    Err(error) => {
                        // Half of it is of no use to anybody.
                        let _ = std::fs::remove_file(&path);
                        Err(format!("{}: {error}", path.display()))
                    }
                };
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(format!("{}: {error}", path.display())),
        }
    }
    Err(text!(
        "store-there-are-files-like-already",
        most_names = MOST_NAMES,
        name
    ))
}
