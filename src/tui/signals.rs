//! What the system says to the process: end, stop, go on, another size; and the watch over the terminal.
//!
//! Whoever asks for the end gets it: the loop is asked first, and when it does not answer in time, the process
//! exits from here.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::process::{Signal, getpid, getsid, kill_current_process_group};
use rustix::stdio::{stdin, stdout};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH, SIGXFSZ};

use super::{PATIENCE, Wake, panic, terminal};

/// How long the loop has to end by itself when nobody is there any more.
const GRACE_GONE: Duration = Duration::from_millis(500);
/// The same when somebody is; it waits for saves under way.
const GRACE: Duration = PATIENCE.saturating_add(Duration::from_secs(1));
/// How long restoring may take when the loop did not do it: writing to a stuck terminal blocks for ever.
const LAST_WORDS: Duration = Duration::from_millis(200);

/// What the loop shares with the thread that takes the signals.
#[derive(Debug)]
pub(super) struct Signals {
    /// The loop has stopped the process and waits for it to go on.
    stopping: Arc<AtomicBool>,
    /// Another program has the terminal, and what is typed there to interrupt is meant for that one.
    away: Arc<AtomicBool>,
}

/// Makes a file that grows beyond what is allowed an error of that write, and not the end of the process.
pub(super) fn survive_large_files() -> io::Result<()> {
    let flag = Arc::new(AtomicBool::new(false));
    signal_hook::flag::register(SIGXFSZ, flag).map(|_| ())
}

/// Starts to listen to signals, and to watch the terminal.
pub(super) fn watch(sender: &Sender<Wake>) -> io::Result<Signals> {
    // SIGTSTP is left alone: the system knows better than we do whether a shell could continue us.
    let mut signals =
        signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCONT, SIGWINCH])?;
    let stopping = Arc::new(AtomicBool::new(false));
    let away = Arc::new(AtomicBool::new(false));
    let (to_loop, stopped, is_away) = (sender.clone(), Arc::clone(&stopping), Arc::clone(&away));
    let listen = move || {
        let mut ending = false;
        for signal in signals.forever() {
            let wake = match signal {
                SIGWINCH => Wake::Redraw,
                SIGCONT if stopped.swap(false, Ordering::SeqCst) => continue,
                SIGCONT => Wake::Continued,
                SIGINT | SIGQUIT if is_away.load(Ordering::SeqCst) => continue,
                // Whoever asks twice does not want to wait.
                signal if ending => end_after(Duration::ZERO, signal),
                signal => {
                    ending = true;
                    let grace = if signal == SIGHUP { GRACE_GONE } else { GRACE };
                    // Without a thread to spare, the loop is trusted to end.
                    let _ = spawn("deadline", move || {
                        end_after(grace, signal);
                    });
                    Wake::End(signal)
                }
            };
            // The loop is gone when the program ends anyway.
            let _ = to_loop.send(wake);
        }
    };
    spawn("signals", listen)?;
    let to_loop = sender.clone();
    spawn("watchdog", move || {
        if until_gone() {
            let _ = to_loop.send(Wake::End(SIGHUP));
            end_after(GRACE_GONE, SIGHUP);
        }
    })?;
    Ok(Signals { stopping, away })
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    thread::Builder::new()
        .name(name.into())
        .spawn(|| {
            let _ = panic::caught(work);
        })
        .map(drop)
}

/// Ends the process when it has not ended by itself by then.
fn end_after(grace: Duration, signal: i32) -> ! {
    thread::sleep(grace);
    // Restoring may block; the end may not.
    let _ = spawn("restore", || {
        terminal::restore();
    });
    thread::sleep(LAST_WORDS);
    std::process::exit(128 + signal)
}

/// Sleeps until the terminal has vanished, as when a connection breaks. Reading from it would not tell: crossterm
/// takes the end of input for nothing yet, and tries again at full speed. False when it cannot be watched.
fn until_gone() -> bool {
    loop {
        let (input, output) = (stdin(), stdout());
        // Errors and hanging up are reported without being asked for.
        let mut watched = [
            PollFd::new(&input, PollFlags::empty()),
            PollFd::new(&output, PollFlags::empty()),
        ];
        match poll(&mut watched, None) {
            Ok(_) => {
                let gone = PollFlags::HUP | PollFlags::ERR;
                return watched.iter().any(|fd| fd.revents().intersects(gone));
            }
            Err(Errno::INTR) => {}
            Err(_) => return false,
        }
    }
}

impl Signals {
    /// Whether there can be a shell that would bring the program back. A program that leads its session is the
    /// terminal's only one.
    pub(super) fn can_stop(&self) -> bool {
        getsid(None).is_ok_and(|session| session != getpid())
    }

    /// Does something during which another program has the terminal.
    pub(super) fn while_away<T>(&self, work: impl FnOnce() -> T) -> T {
        self.away.store(true, Ordering::SeqCst);
        let done = work();
        self.away.store(false, Ordering::SeqCst);
        done
    }

    /// Stops the process, with all that was started together with it, until the shell continues it. False when
    /// the system did not stop it, because nobody could continue it.
    pub(super) fn stop(&self) -> bool {
        self.stopping.store(true, Ordering::SeqCst);
        if kill_current_process_group(Signal::TSTP).is_ok() {
            // The signal stops all threads, but not necessarily before this one has gone on a little.
            for _ in 0..40 {
                if !self.stopping.load(Ordering::SeqCst) {
                    return true;
                }
                thread::sleep(Duration::from_millis(5));
            }
        }
        !self.stopping.swap(false, Ordering::SeqCst)
    }
}
