//! What the terminal reports, as messages. The only place that knows crossterm's events.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{self, Receiver, SendError, Sender};
use std::thread;
use std::time::Duration;

use crossterm::event::{
    self, Event, KeyCode as Code, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::stdio::stdin;
use signal_hook::consts::SIGHUP;

use super::answer::{Answer, Heard};
use super::{Wake, panic, terminal};
use crate::app::{Mouse, MouseKind, Msg};
use crate::config::{Key, KeyCode};

/// The loop's hold on the thread that reads the terminal.
#[derive(Debug)]
pub(super) struct Input {
    /// A byte wakes the thread up.
    bell: UnixStream,
    /// It says that it reads no more.
    paused: Receiver<()>,
    resume: Sender<()>,
}

/// How long the thread may take to let go of the terminal; it does so between two reads.
const LETTING_GO: Duration = Duration::from_secs(2);

impl Input {
    /// Has the thread leave the terminal to somebody else. False when it did not. What it read until then comes
    /// before [`Wake::InputPaused`].
    pub(super) fn pause(&mut self) -> bool {
        while self.paused.try_recv().is_ok() {}
        let is_paused =
            self.bell.write_all(&[0]).is_ok() && self.paused.recv_timeout(LETTING_GO).is_ok();
        if !is_paused {
            // When it hears of it after all, it goes on at once.
            self.resume();
        }
        is_paused
    }

    /// Has the thread read again.
    pub(super) fn resume(&self) {
        // When the thread has ended, it has said so.
        let _ = self.resume.send(());
    }
}

/// The thread's side of [`Input`].
struct Listener {
    to_loop: Sender<Wake>,
    bell: UnixStream,
    paused: Sender<()>,
    resumed: Receiver<()>,
    answer: Answer,
}

/// Starts the thread that reads the terminal; it says so when there is no more to read. When the terminal is asked for
/// its background, the answer is taken out of the keys.
pub(super) fn listen(sender: Sender<Wake>, asks: bool) -> io::Result<Input> {
    let (bell, ringing) = UnixStream::pair()?;
    let (to_pause, paused) = mpsc::channel();
    let (resume, resumed) = mpsc::channel();
    let mut listener = Listener {
        to_loop: sender,
        bell: ringing,
        paused: to_pause,
        resumed,
        answer: Answer::new(asks),
    };
    let read = move || {
        let _ = panic::caught(|| listener.forward());
        let _ = listener.to_loop.send(Wake::End(SIGHUP));
    };
    thread::Builder::new().name("input".into()).spawn(read)?;
    Ok(Input {
        bell,
        paused,
        resume,
    })
}

impl Listener {
    /// Hands events on until there is no more to read, or nobody to read it.
    fn forward(&mut self) {
        loop {
            // Not crossterm waits but we: what it waits for it also takes, and an editor needs its keys.
            match self.wait() {
                Ok(Waited::Input) => {}
                Ok(Waited::Bell) => {
                    if self.pause().is_none() {
                        return;
                    }
                    continue;
                }
                Ok(Waited::Gone) | Err(_) => return,
            }
            // crossterm notices what arrives, but takes no more than 1024 bytes of it at a time; the rest of a burst
            // would lie there until the next key.
            if event::poll(Duration::ZERO).is_ok_and(|more| !more) {
                terminal::announce_input();
            }
            loop {
                match event::poll(Duration::ZERO) {
                    Ok(true) => {}
                    Ok(false) => break,
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    Err(_) => return,
                }
                match event::read() {
                    Ok(event) => {
                        if let Some(wake) = translate(event)
                            && self.hand_on(wake).is_err()
                        {
                            return;
                        }
                    }
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(_) => return,
                }
            }
        }
    }

    /// Sends to the loop what is not the terminal's own answer.
    fn hand_on(&mut self, wake: Wake) -> Result<(), SendError<Wake>> {
        let key = match &wake {
            Wake::Msg(msg) => match **msg {
                Msg::Key(key) => Some(key),
                _ => None,
            },
            _ => None,
        };
        let Some(key) = key else {
            return self.to_loop.send(wake);
        };
        match self.answer.hear(key) {
            Heard::Nothing => Ok(()),
            Heard::Color(color) => self.to_loop.send(Wake::msg(Msg::Background(color))),
            Heard::Keys(keys) => {
                let mut keys = keys.into_iter();
                keys.try_for_each(|key| self.to_loop.send(Wake::msg(Msg::Key(key))))
            }
        }
    }

    /// Sleeps until there is something to do.
    fn wait(&self) -> rustix::io::Result<Waited> {
        loop {
            let input = stdin();
            let mut watched = [
                PollFd::new(&self.bell, PollFlags::IN),
                PollFd::new(&input, PollFlags::IN),
            ];
            match poll(&mut watched, None) {
                Err(Errno::INTR) => continue,
                ready => ready?,
            };
            let [bell, input] = watched.map(|fd| fd.revents());
            if bell.contains(PollFlags::IN) {
                return Ok(Waited::Bell);
            }
            if input.contains(PollFlags::IN) {
                return Ok(Waited::Input);
            }
            if !(bell | input).is_empty() {
                return Ok(Waited::Gone);
            }
        }
    }

    /// Reads nothing until it may again. `None` when nobody will ever say so.
    fn pause(&mut self) -> Option<()> {
        self.bell.read_exact(&mut [0]).ok()?;
        self.to_loop.send(Wake::InputPaused).ok()?;
        self.paused.send(()).ok()?;
        self.resumed.recv().ok()
    }
}

/// What there is to do.
enum Waited {
    Input,
    Bell,
    Gone,
}

fn translate(event: Event) -> Option<Wake> {
    match event {
        Event::Key(event) => key(event).map(|key| Wake::msg(Msg::Key(key))),
        Event::Mouse(event) => mouse(event).map(|mouse| Wake::msg(Msg::Mouse(mouse))),
        Event::Paste(text) => Some(Wake::msg(Msg::Paste(lines(text)))),
        Event::Resize(..) => Some(Wake::Redraw),
        Event::FocusGained | Event::FocusLost => None,
    }
}

/// Terminals send a pasted line break as the Enter key does: as a carriage return.
fn lines(text: String) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release
        || event
            .modifiers
            .intersects(KeyModifiers::SUPER | KeyModifiers::HYPER)
    {
        return None;
    }
    let mut key = Key {
        code: KeyCode::Esc,
        ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
        alt: event
            .modifiers
            .intersects(KeyModifiers::ALT | KeyModifiers::META),
        shift: event.modifiers.contains(KeyModifiers::SHIFT),
    };
    key.code = match event.code {
        Code::Char('h') if key.ctrl && !key.alt => {
            // What Backspace sends on terminals that keep Delete for DEL.
            key.ctrl = false;
            KeyCode::Backspace
        }
        Code::Char(c) => {
            key.shift = false;
            KeyCode::Char(if key.ctrl { c.to_ascii_lowercase() } else { c })
        }
        Code::BackTab => {
            key.shift = false;
            KeyCode::BackTab
        }
        Code::Tab if key.shift => {
            key.shift = false;
            KeyCode::BackTab
        }
        Code::Tab => KeyCode::Tab,
        Code::Enter => KeyCode::Enter,
        Code::Esc => KeyCode::Esc,
        Code::Backspace => KeyCode::Backspace,
        Code::Delete => KeyCode::Delete,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        Code::F(n) => KeyCode::F(n),
        _ => return None,
    };
    Some(key)
}

fn mouse(event: MouseEvent) -> Option<Mouse> {
    let kind = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Click,
        MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
        MouseEventKind::ScrollUp => MouseKind::WheelUp,
        MouseEventKind::ScrollDown => MouseKind::WheelDown,
        _ => return None,
    };
    Some(Mouse {
        kind,
        column: event.column,
        row: event.row,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: Code, modifiers: KeyModifiers) -> Option<String> {
        key(KeyEvent::new(code, modifiers)).map(|key| key.to_string())
    }

    #[test]
    fn keys_are_named_as_the_table_of_actions_names_them() {
        let none = KeyModifiers::NONE;
        for (code, modifiers, name) in [
            (Code::Char('G'), KeyModifiers::SHIFT, "G"),
            (Code::Char('?'), none, "?"),
            (Code::Char(' '), none, "Space"),
            (Code::Char('p'), KeyModifiers::CONTROL, "Ctrl-P"),
            (Code::Char('j'), KeyModifiers::CONTROL, "Ctrl-J"),
            (Code::Char('h'), KeyModifiers::CONTROL, "Backspace"),
            (Code::Enter, KeyModifiers::ALT, "Alt-Enter"),
            (Code::Up, KeyModifiers::ALT, "Alt-Up"),
            (Code::BackTab, KeyModifiers::SHIFT, "Shift-Tab"),
            (Code::Tab, KeyModifiers::SHIFT, "Shift-Tab"),
            (Code::Right, KeyModifiers::SHIFT, "Shift-Right"),
            (Code::Delete, none, "Del"),
            (Code::PageDown, none, "PgDn"),
            (Code::F(1), none, "F1"),
        ] {
            assert_eq!(of(code, modifiers).as_deref(), Some(name));
        }
    }

    #[test]
    fn releases_and_keys_without_a_name_are_not_keys() {
        let mut event = KeyEvent::new(Code::Char('a'), KeyModifiers::NONE);
        event.kind = KeyEventKind::Release;
        assert_eq!(key(event), None);
        event.kind = KeyEventKind::Repeat;
        assert_eq!(key(event), Some(Key::char('a')));
        assert_eq!(of(Code::Insert, KeyModifiers::NONE), None);
        assert_eq!(of(Code::Char('a'), KeyModifiers::SUPER), None);
    }

    #[test]
    fn the_mouse_clicks_drags_and_scrolls_and_nothing_else() {
        let event = |kind| MouseEvent {
            kind,
            column: 3,
            row: 4,
            modifiers: KeyModifiers::NONE,
        };
        let kind = |of| mouse(event(of)).map(|mouse| mouse.kind);
        let left = MouseButton::Left;
        assert_eq!(kind(MouseEventKind::Down(left)), Some(MouseKind::Click));
        assert_eq!(kind(MouseEventKind::ScrollUp), Some(MouseKind::WheelUp));
        assert_eq!(kind(MouseEventKind::ScrollDown), Some(MouseKind::WheelDown));
        assert_eq!(kind(MouseEventKind::Drag(left)), Some(MouseKind::Drag));
        assert_eq!(kind(MouseEventKind::Up(left)), Some(MouseKind::Release));
        assert_eq!(kind(MouseEventKind::Down(MouseButton::Right)), None);
        assert_eq!(kind(MouseEventKind::Moved), None);
    }

    #[test]
    fn pasted_lines_end_with_a_newline() {
        assert_eq!(lines("a\rb\r\nc\nd".into()), "a\nb\nc\nd");
    }
}
