//! The program in a terminal, end to end: the built binary in a pty, read through a model of the screen.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

#[path = "terminal/importing.rs"]
mod importing;
#[path = "terminal/journal.rs"]
mod journal;
#[path = "terminal/mouse.rs"]
mod mouse;
#[path = "terminal/past.rs"]
mod past;
#[path = "terminal/settings.rs"]
mod settings;

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_rolebook");
/// How long is waited before looking again, and how often: only a program that hangs needs as many. They are counted, since
/// on a busy machine all of this may be stopped for longer than anything should take.
const NAP: Duration = Duration::from_millis(10);
const NAPS: usize = 18_000;

type Writer = Arc<Mutex<Option<Box<dyn Write + Send>>>>;

struct Seen {
    raw: Vec<u8>,
    screen: vt100::Parser,
}

struct Session {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Writer,
    reader: Option<thread::JoinHandle<()>>,
    hang_up: Arc<AtomicBool>,
    /// Whether nobody reads what the program writes.
    is_deaf: Arc<AtomicBool>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<Mutex<Seen>>,
    folder: Arc<TempDir>,
}

/// Waits for something; says what is seen when it does not come.
#[track_caller]
fn soon<T>(come: impl Fn() -> Option<T>, seen: impl Fn() -> String) -> T {
    for _ in 0..NAPS {
        if let Some(it) = come() {
            return it;
        }
        thread::sleep(NAP);
    }
    panic!("{}", seen());
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let from = entry.unwrap().path();
        let to = to.join(from.file_name().unwrap());
        if from.is_dir() {
            copy(&from, &to);
        } else {
            std::fs::copy(&from, &to).unwrap();
        }
    }
}

fn sample() -> TempDir {
    let folder = TempDir::new().unwrap();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    copy(&data, &folder.path().join("catalog"));
    folder
}

fn cells(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).unwrap()
}

fn size(rows: u16, cols: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

impl Session {
    fn start() -> Self {
        Self::with(sample())
    }

    /// On a folder that has a catalog in it.
    fn with(folder: impl Into<Arc<TempDir>>) -> Self {
        let folder = folder.into();
        let mut command = CommandBuilder::new(PROGRAM);
        command.arg(folder.path().join("catalog"));
        Self::run(folder, command)
    }

    fn run(folder: impl Into<Arc<TempDir>>, mut command: CommandBuilder) -> Self {
        let folder = folder.into();
        let home = folder.path().join("home");
        std::fs::create_dir_all(&home).unwrap();
        for name in [
            "HOME",
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "XDG_STATE_HOME",
            "XDG_CACHE_HOME",
        ] {
            command.env(name, &home);
        }
        command.env_remove("ROLEBOOK_STATE");
        command.env("TERM", "xterm-256color");
        for name in [
            "NO_COLOR",
            "COLORTERM",
            "COLORFGBG",
            "CLICOLOR_FORCE",
            "LC_ALL",
            "LC_MESSAGES",
            "LANG",
        ] {
            command.env_remove(name);
        }
        command.cwd(folder.path());
        let pair = native_pty_system().openpty(size(30, 100)).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut input = pair.master.try_clone_reader().unwrap();
        let writer: Writer = Arc::new(Mutex::new(Some(pair.master.take_writer().unwrap())));
        let seen = Arc::new(Mutex::new(Seen {
            raw: Vec::new(),
            screen: vt100::Parser::new(cells(30), cells(100), 0),
        }));
        let hang_up = Arc::new(AtomicBool::new(false));
        let is_deaf = Arc::new(AtomicBool::new(false));
        let (to_seen, to_writer, stop) = (seen.clone(), writer.clone(), hang_up.clone());
        let deaf = is_deaf.clone();
        let reader = thread::spawn(move || {
            let mut buffer = [0; 65536];
            while let Ok(count @ 1..) = input.read(&mut buffer) {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                let bytes = &buffer[..count];
                let mut seen = to_seen.lock().unwrap();
                seen.raw.extend_from_slice(bytes);
                seen.screen.process(bytes);
                let asked = |what: &[u8]| bytes.windows(what.len()).any(|part| part == what);
                for (question, answer) in [("\x1b[c", "\x1b[?62;22c"), ("\x1b[6n", "\x1b[1;1R")] {
                    if asked(question.as_bytes())
                        && let Some(writer) = to_writer.lock().unwrap().as_mut()
                    {
                        let _ = writer.write_all(answer.as_bytes());
                    }
                }
                drop(seen);
                while deaf.load(Ordering::SeqCst) {
                    thread::sleep(NAP);
                }
            }
        });
        Self {
            master: Some(pair.master),
            writer,
            reader: Some(reader),
            hang_up,
            is_deaf,
            child,
            seen,
            folder,
        }
    }

    fn file(&self, path: &str) -> PathBuf {
        self.folder.path().join("catalog").join(path)
    }

    fn send(&self, keys: &str) {
        let mut writer = self.writer.lock().unwrap();
        let writer = writer.as_mut().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    fn screen(&self) -> String {
        self.seen.lock().unwrap().screen.screen().contents()
    }

    fn raw(&self) -> Vec<u8> {
        self.seen.lock().unwrap().raw.clone()
    }

    fn wait(&self, what: &str, is_so: impl Fn(&str) -> bool) -> String {
        let come = || Some(self.screen()).filter(|screen| is_so(screen));
        soon(come, || {
            format!("waited for {what:?} on\n{}", self.screen())
        })
    }

    fn until(&self, text: &str) -> String {
        self.wait(text, |screen| screen.contains(text))
    }

    fn until_gone(&self, text: &str) -> String {
        self.wait(&format!("no {text}"), |screen| !screen.contains(text))
    }

    fn resize(&self, rows: u16, cols: u16) {
        self.seen
            .lock()
            .unwrap()
            .screen
            .screen_mut()
            .set_size(cells(rows), cells(cols));
        self.master
            .as_ref()
            .unwrap()
            .resize(size(rows, cols))
            .unwrap();
    }

    /// Has nobody read what the program writes, and the program write more than the terminal holds.
    fn choke(&self) {
        self.is_deaf.store(true, Ordering::SeqCst);
        for rows in 20..80 {
            self.resize(rows, 100);
            thread::sleep(NAP);
        }
        self.resize(30, 100);
    }

    fn signal(&self, signal: Signal) {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        kill_process(Pid::from_raw(pid).unwrap(), signal).unwrap();
    }

    /// Waits for the end and all output; the exit status.
    fn end(&mut self) -> u32 {
        let mut naps = 0;
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(naps < NAPS, "has not ended:\n{}", self.screen());
            naps += 1;
            thread::sleep(NAP);
        };
        self.is_deaf.store(false, Ordering::SeqCst);
        if let Some(reader) = self.reader.take()
            && !self.hang_up.load(Ordering::SeqCst)
        {
            reader.join().unwrap();
        }
        status.exit_code()
    }

    /// Closes the terminal, as when a connection breaks.
    fn vanish(&mut self) {
        // The thread has the terminal too, and gives it up at the next output.
        self.hang_up.store(true, Ordering::SeqCst);
        self.send("?");
        self.reader.take().unwrap().join().unwrap();
        *self.writer.lock().unwrap() = None;
        self.master = None;
    }

    #[track_caller]
    fn assert_restored(&self) {
        let raw = self.raw();
        let text = String::from_utf8_lossy(&raw);
        let tail = &text[text.rfind("\x1b[?2026l").unwrap()..];
        for mode in ["1049", "1000", "1002", "1003", "1006", "2004"] {
            assert!(
                tail.contains(&format!("\x1b[?{mode}l")),
                "{mode} in {tail:?}"
            );
        }
        assert!(tail.contains("\x1b[?25h"), "{tail:?}");
        let seen = self.seen.lock().unwrap();
        let screen = seen.screen.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

#[test]
fn opens_the_tree_and_leaves_without_a_trace() {
    let mut session = Session::start();
    let screen = session.until("IT Management");
    assert!(screen.contains("Sample handbook"), "{screen}");
    session.send("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
    assert_eq!(session.screen().trim(), "");
}

#[test]
fn without_a_terminal_it_says_what_to_use_instead() {
    let output = Command::new(PROGRAM)
        .arg(sample().path().join("catalog"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    let text = String::from_utf8(output.stderr).unwrap();
    for command in [
        "rolebook list",
        "rolebook show ADDRESS",
        "rolebook search WORDS",
    ] {
        assert!(text.contains(command), "{text}");
    }
}

#[test]
fn finds_a_role_and_shows_it() {
    let session = Session::start();
    session.until("IT Management");
    session.send("/");
    session.send("itil");
    session.until("End User Services");
    session.send("\r");
    let screen = session.until("Requirements ·");
    assert!(
        screen.contains("Manager, IT · End User Services"),
        "{screen}"
    );
}

#[test]
fn help_opens_and_closes() {
    let session = Session::start();
    session.until("IT Management");
    session.send("?");
    session.until("Help: type to search");
    session.send("\x1b");
    session.until_gone("Help: type to search");
}

/// Opens the item on ITIL and appends to it.
fn edit(session: &Session) {
    session.until("IT Management");
    session.send("/itil");
    session.until("End User Services");
    session.send("\r");
    session.until("Requirements ·");
    session.send("e");
    session.until("keep");
    session.send("\x1b[F, or better");
    session.until(", or better");
    session.send("\x13");
    session.until("unsaved");
}

#[test]
fn an_edit_changes_one_line_of_the_file() {
    let mut session = Session::start();
    let path = session.file("finance/it-management.toml");
    let before = std::fs::read_to_string(&path).unwrap();
    edit(&session);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), before);
    session.send("s");
    session.until("Saved finance/it-management.toml");
    let after = std::fs::read_to_string(&path).unwrap();
    let changed: Vec<_> = before
        .lines()
        .zip(after.lines())
        .filter(|(before, after)| before != after)
        .collect();
    assert_eq!(before.lines().count(), after.lines().count());
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert!(changed[0].1.contains(", or better"));
    session.send("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn leaving_with_unsaved_changes_asks_first() {
    let mut session = Session::start();
    edit(&session);
    session.send("q");
    session.until("• finance/it-management.toml");
    session.send("\x1b");
    session.until_gone("• finance/it-management.toml");
    session.send("q");
    session.until("• finance/it-management.toml");
    session.send("d");
    assert_eq!(session.end(), 0);
    session.assert_restored();
    let text = std::fs::read_to_string(session.file("finance/it-management.toml")).unwrap();
    assert!(!text.contains(", or better"));
}

#[test]
fn signals_that_end_it_restore_the_terminal() {
    for (signal, status) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let mut session = Session::start();
        session.until("IT Management");
        session.signal(signal);
        assert_eq!(session.end(), status);
        session.assert_restored();
    }
}

#[test]
fn a_terminal_that_was_not_read_for_a_while_shows_what_is_now() {
    let mut session = Session::start();
    session.until("IT Management");
    session.choke();
    session.send("?");
    session.is_deaf.store(false, Ordering::SeqCst);
    session.until("Help: type to search");
    session.choke();
    session.send("\x1b");
    session.is_deaf.store(false, Ordering::SeqCst);
    let screen = session.until_gone("Help: type to search");
    let shown = screen.matches("Sample handbook").count();
    assert_eq!(shown, 1, "{screen}");
    session.send("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
}

#[test]
fn it_ends_when_the_terminal_vanishes() {
    let mut session = Session::start();
    session.until("IT Management");
    session.vanish();
    assert_eq!(session.end(), 129);
}

#[test]
fn it_survives_any_size() {
    let mut session = Session::start();
    session.until("IT Management");
    for (rows, cols) in [(1, 1), (2, 3), (3, 200), (200, 4), (1, 1), (40, 120)] {
        session.resize(rows, cols);
        thread::sleep(Duration::from_millis(20));
    }
    let screen = session.until("IT Management");
    assert!(screen.lines().count() > 35, "{screen}");
    for n in 0..200 {
        session.resize(1 + n % 50, 1 + n % 130);
    }
    session.resize(24, 80);
    session.wait("24 rows", |screen| {
        screen.contains("IT Management")
            && screen
                .lines()
                .nth(23)
                .is_some_and(|line| line.contains("quit"))
    });
    session.send("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn the_shell_stops_and_continues_it() {
    let folder = sample();
    let mut command = CommandBuilder::new("sh");
    command.arg("-c");
    command.arg(format!(
        "set -m; '{PROGRAM}' catalog; echo STOPPED-$?; fg; echo ENDED-$?"
    ));
    let mut session = Session::run(folder, command);
    session.until("IT Management");
    session.send("\x1a");
    let stopped = b"STOPPED-148".as_slice();
    let has_stopped = || {
        let raw = session.raw();
        let mut parts = raw.windows(stopped.len());
        parts.any(|part| part == stopped).then_some(())
    };
    soon(has_stopped, || session.screen());
    session.wait("a new frame", |screen| {
        screen.contains("IT Management") && !screen.contains("STOPPED")
    });
    session.send("/itil");
    session.until("End User Services");
    session.send("\x1b");
    session.until_gone("End User Services");
    session.send("q");
    session.until("ENDED-0");
    assert!(
        session.screen().contains("STOPPED-148"),
        "the main screen is as it was"
    );
    session.end();
    session.assert_restored();
}

#[test]
fn it_draws_anew_when_it_was_stopped_without_asking() {
    let session = Session::start();
    session.until("IT Management");
    session.signal(Signal::STOP);
    thread::sleep(Duration::from_millis(50));
    // What somebody else wrote meanwhile.
    session
        .seen
        .lock()
        .unwrap()
        .screen
        .process(b"\x1b[?1049l\x1b[?2004l\x1b[H\x1b[2Jrubbish");
    session.signal(Signal::CONT);
    let screen = session.until("IT Management");
    assert!(!screen.contains("rubbish"), "{screen}");
    assert!(
        session
            .seen
            .lock()
            .unwrap()
            .screen
            .screen()
            .bracketed_paste()
    );
}

#[test]
fn without_a_shell_it_does_not_stop() {
    let session = Session::start();
    session.until("IT Management");
    session.send("\x1a");
    session.until("No shell");
    session.send("?");
    session.until("Help: type to search");
}

#[test]
fn a_burst_of_typing_arrives_whole() {
    let session = Session::start();
    session.until("IT Management");
    session.send("/");
    session.until("Tab narrow");
    session.send(&format!("{}END", "x".repeat(3000)));
    session.until("xEND");
}

#[test]
fn pasted_lines_arrive_together() {
    let session = Session::start();
    session.until("IT Management");
    session.send("/");
    session.until("Tab narrow");
    session.send("\x1b[200~service\rdesk\x1b[201~");
    session.until("service desk");
}

#[test]
fn a_hostile_file_cannot_write_to_the_terminal() {
    let folder = sample();
    let file = folder.path().join("catalog/finance/aaa.toml");
    let hostile = r"\u001b]0;PWNED\u0007\u202Eevil\u009b2J";
    std::fs::write(
        file,
        format!(
            "title = \"{hostile}\"\nsummary = \"{hostile}\"\n[[roles]]\nid = \"x\"\ntitle = \"{hostile}\"\n\
             requirements = [\"{hostile} zebrafish\"]\n\"{hostile}\" = 1\n"
        ),
    )
    .unwrap();
    let mut session = Session::with(folder);
    session.until("PWNED");
    // On a busy machine the index takes longer than a key.
    session.send("/zebrafish");
    session.until("1 of 1");
    for keys in [
        "\r", "e", "\x1b", "r", "\x1b", "p", "\x1b", "?", "\x1b", "dq",
    ] {
        session.send(keys);
        thread::sleep(Duration::from_millis(150));
    }
    session.until("aaa.toml");
    session.send("d");
    assert_eq!(session.end(), 0);
    // The one question that the program itself asks: for the background.
    let raw = session.raw();
    let question = b"\x1b]11;?\x1b\\";
    let at = raw
        .windows(question.len())
        .position(|part| part == question);
    let raw = [&raw[..at.unwrap()], &raw[at.unwrap() + question.len()..]].concat();
    let has = |bytes: &[u8]| raw.windows(bytes.len()).any(|part| part == bytes);
    assert!(has(b"zebrafish") && has(b"PWNED"));
    for bad in ["\x1b]", "\x07", "\u{202e}", "\u{9b}"] {
        assert!(!has(bad.as_bytes()), "{bad:?}");
    }
}

#[test]
fn what_somebody_else_writes_is_shown_without_a_key() {
    let mut session = Session::start();
    session.until("IT Management");
    let path = session.file("finance/it-management.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let beside = session.file("finance/.it-management.toml.swp");
    std::fs::write(&beside, text.replace("IT Management", "IT Leadership")).unwrap();
    std::fs::rename(&beside, &path).unwrap();
    session.until("IT Leadership");
    session.until("was changed by somebody else, and taken over.");
    let new = session.file("finance/new/auditor.toml");
    std::fs::create_dir(new.parent().unwrap()).unwrap();
    std::fs::write(new, "title = \"Auditor\"\n").unwrap();
    session.until("finance/new/auditor.toml was added by somebody else.");
    session.send("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
}

/// How often any thread of the program has been woken up.
#[cfg(target_os = "linux")]
fn wake_ups(session: &Session) -> u64 {
    let tasks = format!("/proc/{}/task", session.child.process_id().unwrap());
    let of = |task: std::io::Result<std::fs::DirEntry>| {
        let status = std::fs::read_to_string(task.unwrap().path().join("status")).unwrap();
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
        line.unwrap().trim().parse::<u64>().unwrap()
    };
    std::fs::read_dir(tasks).unwrap().map(of).sum()
}

#[cfg(target_os = "linux")]
#[test]
fn an_idle_program_sleeps_and_prints_nothing() {
    let session = Session::start();
    session.until("IT Management");
    let path = session.file("finance/it-management.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("IT Management", "IT Leadership")).unwrap();
    session.until("IT Leadership");
    let rests = || {
        let before = (wake_ups(&session), session.raw().len());
        thread::sleep(Duration::from_millis(400));
        (before == (wake_ups(&session), session.raw().len())).then_some(())
    };
    soon(rests, || "it does not come to rest".to_owned());
}

/// The program with an editor that is this script, in a folder with a blank in its name; what it leaves behind is in
/// the second folder.
fn with_editor(script: &str) -> (Session, PathBuf) {
    use std::os::unix::fs::PermissionsExt;
    let folder = sample();
    let tools = folder.path().join("my tools");
    let left = folder.path().join("left");
    std::fs::create_dir(&tools).unwrap();
    std::fs::create_dir(&left).unwrap();
    let editor = tools.join("editor");
    std::fs::write(&editor, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = CommandBuilder::new(PROGRAM);
    command.arg(folder.path().join("catalog"));
    command.env("VISUAL", format!("'{}' --wait", editor.display()));
    command.env("EDITOR", "false");
    command.env("TMPDIR", &left);
    let session = Session::run(folder, command);
    session.until("IT Management");
    (session, left)
}

fn entries(folder: &Path) -> usize {
    std::fs::read_dir(folder).unwrap().count()
}

/// Shows the family, with the cursor on no item of it.
fn on_family(session: &Session) {
    session.send("/IT Management");
    session.until(" similar of ");
    session.send("\r");
    session.until_gone("Tab narrow");
}

#[test]
fn the_editor_has_the_terminal_and_all_keys_until_it_ends() {
    let script = r#"stty -a | grep -q ' icanon' || exit 3
[ "$1" = --wait ] || exit 4
printf 'READY\n'
IFS= read -r line
printf '%s\n' "$line" > "$2""#;
    let (mut session, left) = with_editor(script);
    session.send("/itil");
    session.until("End User Services");
    session.send("\r");
    session.until("Requirements ·");
    session.send("E");
    session.until("READY");
    assert!(
        !session
            .seen
            .lock()
            .unwrap()
            .screen
            .screen()
            .alternate_screen()
    );
    session.send("Knows q and d and Esc by heart\r");
    session.until("Knows q and d and Esc by heart");
    session.until("unsaved");
    assert_eq!(entries(&left), 0, "nothing is left of it");
    // No key is lost afterwards, in however short a time they come.
    session.send("/");
    session.until("Tab narrow");
    session.send(&format!("{}END", "x".repeat(3000)));
    session.until("xEND");
    session.send("\x1b");
    session.until_gone("xEND");
    session.send("s");
    session.until("Saved finance/it-management.toml");
    let text = std::fs::read_to_string(session.file("finance/it-management.toml")).unwrap();
    assert!(text.contains("\"Knows q and d and Esc by heart\","));
    session.send("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
}

#[test]
fn a_whole_file_goes_through_the_editor() {
    let (session, left) = with_editor(r#"sed -i 's/IT Management/IT Leadership/' "$2""#);
    on_family(&session);
    session.send("E");
    session.until("IT Leadership");
    session.until("You edited the file in your editor");
    session.send("s");
    session.until("Saved finance/it-management.toml");
    assert_eq!(entries(&left), 0);
}

#[test]
fn an_editor_that_fails_takes_nothing_and_what_was_written_is_kept() {
    let (session, left) = with_editor(r#"echo '# mine' >> "$2"; exit 1"#);
    on_family(&session);
    session.send("E");
    session.until("exit status: 1");
    let folder = std::fs::read_dir(&left)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let kept = std::fs::read_to_string(folder.join("it-management.toml")).unwrap();
    assert!(kept.ends_with("# mine\n"));
    assert!(!session.screen().contains("unsaved"));
}

#[test]
fn a_text_that_the_editor_left_broken_is_asked_about() {
    let (session, left) = with_editor(r#"echo 'title = ' > "$2""#);
    on_family(&session);
    session.send("E");
    session.until("The text is broken");
    assert_eq!(entries(&left), 1);
    session.send("d");
    session.until_gone("The text is broken");
    session.send("E");
    session.until("The text is broken");
    session.send("t");
    session.until("unsaved");
    session.until("it-management.toml");
}

#[test]
fn an_interrupt_that_is_meant_for_the_editor_does_not_end_the_program() {
    let (mut session, _left) =
        with_editor("trap 'exit 0' INT\nprintf 'READY\\n'\nwhile :; do sleep 1; done");
    on_family(&session);
    session.send("E");
    session.until("READY");
    session.send("\x03");
    session.until("Nothing was changed in the editor");
    session.send("q");
    assert_eq!(session.end(), 0);
}
