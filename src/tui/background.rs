//! Work in the background leaves the cores to whoever draws: a search takes all of them, and the next letter is typed
//! meanwhile.
//!
//! Where the system gives threads no priorities of their own, nothing is done.

/// How much nicer than the loop: no more than needed, since what else runs on the machine is not nice at all.
#[cfg(target_os = "linux")]
const NICER: i32 = 5;

/// Has the threads that divide work among them leave the cores to others. Without effect when they run already.
pub(super) fn share_nicely() {
    let pool = rayon::ThreadPoolBuilder::new().start_handler(|_| be_nice());
    // As many threads as without it, and where they cannot be started, they are tried again when they are needed.
    let _ = pool.build_global();
}

/// Has the thread that calls it leave the cores to others.
pub(super) fn be_nice() {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{getpriority_process, setpriority_process};
        // On Linux each thread has its own, by its number.
        let me = Some(rustix::thread::gettid());
        if let Ok(now) = getpriority_process(me) {
            let _ = setpriority_process(me, now + NICER);
        }
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #![allow(clippy::unwrap_used)]

    use rustix::process::getpriority_process;

    use super::*;

    #[test]
    fn one_thread_is_nicer_and_the_others_are_as_they_were() {
        let mine = || getpriority_process(Some(rustix::thread::gettid())).unwrap();
        let before = mine();
        let nice = move || {
            be_nice();
            mine()
        };
        let its = std::thread::spawn(nice).join().unwrap();
        // The nicest there is has nowhere to go.
        assert_eq!(its, (before + NICER).min(19));
        assert_eq!(mine(), before);
    }
}
