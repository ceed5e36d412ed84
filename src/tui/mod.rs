//! The terminal: enters and restores it, turns what happens there into messages, does effects, and runs the loop.
//!
//! Everything that happens (keys, signals, answers of background work) comes through one channel, so the loop
//! sleeps while nothing happens. What answers a key is written before the rest of the frame. A search starts when the
//! key for which it is made is on the screen, and the terminal has had a moment to show it. A terminal that takes no
//! more holds up nothing but the next frame. The loop knows how to draw and where to read, but no rule of the program:
//! those are `app`'s.

mod answer;
mod background;
mod canvas;
mod clipboard;
mod disk;
mod editor;
mod effects;
mod importing;
mod input;
mod journal;
mod panic;
mod screen;
mod shift;
mod signals;
mod terminal;
mod writing;

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use signal_hook::consts::SIGHUP;

use crate::app::{App, Effect, Message, Msg, Outside};
use crate::config::{Config, Depth, Terminal as Features};
use crate::store;
use crate::text::{self, Language, text};
use canvas::Canvas;
use effects::Runner;
use input::Input;
use journal::Scribe;
use signals::Signals;
use terminal::Guard;

/// Messages that are taken together before a frame is drawn, so that a flood of them costs one frame.
const BATCH: usize = 1024;
/// Frames until the sizes that drawing tells back must have settled.
const FRAMES: usize = 4;
/// How long a save under way may hold up the end of the program.
const PATIENCE: Duration = Duration::from_secs(5);
/// The same when the terminal is gone, and whoever closed it waits.
const PATIENCE_GONE: Duration = Duration::from_millis(300);

/// How long nothing is typed until what can wait is done: longer than a key that is held down takes to come again, and
/// too short to be noticed.
const REST: Duration = Duration::from_millis(40);

/// How long news of a vanished terminal may take.
const NEWS: Duration = Duration::from_millis(100);

/// What the loop waits for.
#[derive(Debug)]
enum Wake {
    /// Something for the program.
    Msg(Box<Msg>),
    /// The terminal has another size now.
    Redraw,
    /// The terminal may take more of what it is to show.
    Ready,
    /// All input before this was meant for a program that had the terminal meanwhile.
    InputPaused,
    /// Something stopped the program and let it go on; the terminal may look like anything.
    Continued,
    /// A signal wants the end, or the terminal is gone, which is as good as SIGHUP.
    End(i32),
}

impl Wake {
    fn msg(msg: Msg) -> Self {
        Self::Msg(Box::new(msg))
    }
}

/// Whether there is a terminal to run in: to read from and to draw on.
pub fn is_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Has the process outlive a write that makes a file larger than the system allows: it is an error of that write.
///
/// # Errors
/// When the system does not let the signal be caught.
pub fn survive_large_files() -> io::Result<()> {
    signals::survive_large_files()
}

/// What the program begins with.
#[derive(Debug)]
pub struct Beginning {
    /// The catalog's folder.
    pub root: PathBuf,
    /// What the user has set.
    pub config: Config,
    /// What is wrong with that, in words.
    pub troubles: Vec<String>,
    /// Whether there was no catalog before, and this is the sample.
    pub is_first: bool,
}

/// Runs the interactive program on a catalog until the user leaves.
///
/// Takes the process over: signals, the panic hook and standard input. When a signal or the end of the terminal
/// ends it, the process exits here, with 128 and the number of the signal, after the terminal was restored.
///
/// Gives the folder of the catalog that is to be opened next, if there is one.
///
/// # Errors
/// When the terminal cannot be taken or drawn on, or a thread cannot be started.
pub fn run(beginning: Beginning) -> io::Result<Option<PathBuf>> {
    let Beginning {
        root,
        config,
        troubles,
        is_first,
    } = beginning;
    let (sender, inbox) = mpsc::channel();
    panic::install();
    background::share_nicely();
    let signals = signals::watch(&sender)?;
    let runner = Runner::start(&sender)?;
    let scribe = Scribe::start(&sender, store::state_folder(), &root)?;
    let features = Features::of(|name| std::env::var(name).ok());
    let asks = ["auto", "ansi16"].contains(&config.theme.as_str())
        && features.depth > Depth::None
        && features.background.is_none();
    let (mut app, first) = App::start(root, config, features);
    if is_first {
        app.toggle_tour();
    }
    if let Some(trouble) = troubles.into_iter().next() {
        // What was said before the screen opened is out of sight now.
        let _ = sender.send(Wake::msg(Msg::Notice(Message::error(trouble))));
    }
    let guard = Guard::enter(app.mouse, app.config.motion)?;
    let to_loop = sender.clone();
    let input = input::listen(sender, asks)?;
    let mut session = Session {
        canvas: Canvas::default(),
        app,
        runner,
        scribe,
        signals,
        input,
        to_loop,
        is_input_stale: false,
        ended: None,
        asks,
        next: None,
        rests: None,
        later: Vec::new(),
        is_asked: false,
        is_awaited: false,
    };
    let result = session.run(first, &inbox);
    let Session {
        canvas,
        runner,
        mut scribe,
        ended,
        next,
        ..
    } = session;
    // Whoever leaves was asked about what is unsaved; anything else that ends the program keeps it.
    scribe.end(ended == Some(Ended::ByUser));
    // The terminal before what can take a moment, since the shell should not look broken for it.
    drop(canvas);
    drop(guard);
    let patience = match ended {
        Some(Ended::Signal(SIGHUP)) => PATIENCE_GONE,
        _ => PATIENCE,
    };
    runner.finish(patience);
    scribe.wait(patience);
    match ended {
        Some(Ended::Signal(signal)) => std::process::exit(128 + signal),
        _ => result.map(|()| next),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    ByUser,
    Signal(i32),
}

/// Whether a message is of something that the user typed or clicked.
fn is_input(msg: &Msg) -> bool {
    matches!(msg, Msg::Key(_) | Msg::Paste(_) | Msg::Mouse(_))
}

struct Session {
    canvas: Canvas,
    app: App,
    runner: Runner,
    scribe: Scribe,
    signals: Signals,
    input: Input,
    to_loop: Sender<Wake>,
    /// Input that is still to come was typed before another program got the terminal, and for that one.
    is_input_stale: bool,
    ended: Option<Ended>,
    /// Whether the terminal is to be asked for its background.
    asks: bool,
    /// The catalog to open when this one is closed.
    next: Option<PathBuf>,
    /// When the user has rested from typing.
    rests: Option<Instant>,
    /// What takes all cores for a while, and waits until the next frame is drawn.
    later: Vec<Effect>,
    /// Whether the user has typed or clicked since the last frame.
    is_asked: bool,
    /// Whether a thread waits for the terminal to take more.
    is_awaited: bool,
}

impl Session {
    fn run(&mut self, first: Vec<Effect>, inbox: &Receiver<Wake>) -> io::Result<()> {
        let result = self.turn(first, inbox);
        if result.is_err() && self.ended.is_none() {
            // Mostly the terminal is gone, and the loop has noticed before the message came that says so.
            while let Ok(wake) = inbox.recv_timeout(NEWS) {
                if let Wake::End(signal) = wake {
                    self.ended = Some(Ended::Signal(signal));
                    break;
                }
            }
        }
        result
    }

    fn turn(&mut self, first: Vec<Effect>, inbox: &Receiver<Wake>) -> io::Result<()> {
        self.perform(first)?;
        self.draw()?;
        if self.asks {
            // After the first frame: whether and when it answers is up to the terminal.
            self.canvas.screen.say(terminal::ASK_BACKGROUND);
        }
        while self.ended.is_none() {
            let wake = self.wait(inbox);
            self.take(wake)?;
            for wake in inbox.try_iter().take(BATCH) {
                if self.ended.is_some() {
                    return Ok(());
                }
                self.take(wake)?;
            }
            if self.ended.is_none() {
                self.draw()?;
            }
        }
        Ok(())
    }

    /// What happens next; that the user rests is one of it where something waits for that.
    fn wait(&mut self, inbox: &Receiver<Wake>) -> Wake {
        // All senders gone cannot happen while the threads live; if it does, nothing will ever come again.
        let gone = Wake::End(SIGHUP);
        if !self.app.waits_for_rest() {
            return inbox.recv().unwrap_or(gone);
        }
        let rests = *self.rests.get_or_insert_with(|| Instant::now() + REST);
        match inbox.recv_timeout(rests.saturating_duration_since(Instant::now())) {
            Ok(wake) => wake,
            Err(RecvTimeoutError::Timeout) => Wake::msg(Msg::Rested),
            Err(RecvTimeoutError::Disconnected) => gone,
        }
    }

    fn take(&mut self, wake: Wake) -> io::Result<()> {
        if matches!(&wake, Wake::Msg(msg) if is_input(msg) || matches!(**msg, Msg::Rested)) {
            self.rests = None;
        }
        match wake {
            Wake::Msg(msg) if self.is_input_stale && is_input(&msg) => Ok(()),
            Wake::InputPaused => {
                self.is_input_stale = false;
                Ok(())
            }
            Wake::Msg(msg) => {
                self.is_asked |= is_input(&msg);
                self.tell(*msg)
            }
            Wake::Redraw => Ok(()),
            Wake::Ready => {
                self.is_awaited = false;
                Ok(())
            }
            Wake::Continued => {
                terminal::retake(self.app.mouse, self.app.config.motion)?;
                self.canvas.forget();
                Ok(())
            }
            Wake::End(signal) => {
                self.ended = Some(Ended::Signal(signal));
                self.tell(Msg::Terminate)
            }
        }
    }

    fn tell(&mut self, msg: Msg) -> io::Result<()> {
        let effects = self.app.update(msg);
        self.perform(effects)
    }

    fn perform(&mut self, effects: Vec<Effect>) -> io::Result<()> {
        for effect in effects {
            match effect {
                Effect::Quit => self.ended = self.ended.or(Some(Ended::ByUser)),
                Effect::Switch(root) => {
                    self.next = Some(root);
                    self.ended = self.ended.or(Some(Ended::ByUser));
                }
                Effect::SetMouse(on) => self.canvas.screen.say(terminal::mouse(on)),
                Effect::SetMotion(on) => self.canvas.screen.say(terminal::motion(on)),
                Effect::Speak(setting) => {
                    text::speak(Language::chosen(&setting, |name| std::env::var(name).ok()));
                    self.tell(Msg::Spoken)?;
                }
                Effect::Suspend => self.suspend()?,
                Effect::EditOutside { what, name, text } => self.edit(what, &name, &text)?,
                Effect::DropEdited(file) => editor::forget(&file),
                Effect::Copy(copying) => {
                    let screen = &mut self.canvas.screen;
                    clipboard::copy(copying, &self.to_loop, |text| screen.say(text));
                }
                Effect::WriteCopy(copying) => self.tell(clipboard::write(copying))?,
                effect @ Effect::Save { .. } => {
                    // The journal before the file: killed in between, it must not have less than the file has.
                    self.scribe.flush(PATIENCE_GONE);
                    self.runner.run(effect);
                }
                effect @ (Effect::Journal(_) | Effect::Leftover { .. }) => self.scribe.run(effect),
                effect if self.runner.announce(&effect) => self.later.push(effect),
                effect => self.runner.run(effect),
            }
        }
        Ok(())
    }

    fn suspend(&mut self) -> io::Result<()> {
        let stopped = self.signals.can_stop() && {
            self.scribe.flush(PATIENCE_GONE);
            terminal::restore();
            let stopped = self.signals.stop();
            terminal::enter(self.app.mouse, self.app.config.motion)?;
            self.canvas.forget();
            stopped
        };
        if stopped {
            return Ok(());
        }
        self.tell(Msg::Notice(Message::info(text!(
            "store-no-shell-would-bring-the"
        ))))
    }

    /// Gives the terminal to the user's editor until that has ended.
    fn edit(&mut self, what: Outside, name: &str, text: &str) -> io::Result<()> {
        self.scribe.flush(PATIENCE_GONE);
        let result = match self.input.pause() {
            false => Err(text!("store-the-keyboard-could-not-be").to_owned()),
            true => {
                self.is_input_stale = true;
                terminal::restore();
                let result = self.signals.while_away(|| editor::edit(name, text));
                let taken = terminal::enter(self.app.mouse, self.app.config.motion);
                self.input.resume();
                taken?;
                self.canvas.forget();
                result
            }
        };
        self.tell(Msg::EditedOutside { what, result })
    }

    /// Draws a frame, if the terminal has taken the former one. The searches that wait for it start in any case.
    fn draw(&mut self) -> io::Result<()> {
        if self.canvas.screen.go_on() && std::mem::take(&mut self.is_asked) {
            self.canvas.draw_first(&self.app);
        }
        if self.canvas.screen.go_on() {
            self.draw_frame()?;
        }
        if !self.canvas.screen.go_on() {
            self.await_terminal();
        }
        let later = self.later.drain(..);
        later.for_each(|effect| self.runner.run_announced(effect));
        Ok(())
    }

    /// Has the loop hear of it when the terminal takes more.
    fn await_terminal(&mut self) {
        if self.is_awaited {
            return;
        }
        let to_loop = self.to_loop.clone();
        let wait = move || {
            terminal::until_ready(None);
            let _ = to_loop.send(Wake::Ready);
        };
        // Without a thread to spare, it is tried again at the next frame.
        let started = thread::Builder::new().name("terminal".into()).spawn(wait);
        self.is_awaited = started.is_ok();
    }

    fn draw_frame(&mut self) -> io::Result<()> {
        for _ in 0..FRAMES {
            let viewport = self.canvas.draw(&self.app)?;
            if viewport == self.app.viewport {
                break;
            }
            self.tell(Msg::Viewport(viewport))?;
        }
        self.canvas.screen.send();
        Ok(())
    }
}
