//! The signals that end a session or a question: the terminal is given back first.

use std::io;
#[cfg(unix)]
use std::sync::atomic::{AtomicBool, Ordering};
#[cfg(unix)]
use std::sync::{Arc, LazyLock};

#[cfg(unix)]
use crate::ui::hang_up::hang_up_is_ignored;

/// Whether a signal does what it does by default, beside those that listen to it. Who listens once in a process takes
/// the default away for good, so whoever stops listening brings it back with this.
#[cfg(unix)]
static DEFAULT: LazyLock<Arc<AtomicBool>> = LazyLock::new(|| {
    let default = Arc::new(AtomicBool::new(false));
    // Who was told to outlive the terminal (nohup) still does.
    let hang_up = (!hang_up_is_ignored()).then_some(signal_hook::consts::SIGHUP);
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM].into_iter().chain(hang_up) {
        // A signal that cannot be registered keeps its default.
        drop(signal_hook::flag::register_conditional_default(signal, Arc::clone(&default)));
    }
    default
});

/// A file that grows above the limit of the shell (`ulimit -f`) is an error where it is written. By default the signal ends
/// the program without a word.
pub(super) fn outlive_file_limit() {
    #[cfg(unix)]
    drop(signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default()));
}

/// Whether Ctrl-C ends a process that shows a result in another program.
#[cfg(unix)]
static ENDS_BESIDE_PAGER: LazyLock<Arc<AtomicBool>> = LazyLock::new(|| {
    let ends = Arc::new(AtomicBool::new(false));
    drop(signal_hook::flag::register_conditional_default(signal_hook::consts::SIGINT, Arc::clone(&ends)));
    ends
});

/// While it lives, Ctrl-C does not end this process: another program has the terminal. For a command that asks nothing.
pub(super) struct Outlived;

impl Outlived {
    pub(super) fn interrupts() -> Outlived {
        #[cfg(unix)]
        ENDS_BESIDE_PAGER.store(false, Ordering::Release);
        Outlived
    }
}

impl Drop for Outlived {
    fn drop(&mut self) {
        #[cfg(unix)]
        ENDS_BESIDE_PAGER.store(true, Ordering::Release);
    }
}

/// Whether the command itself listens, from now to its end.
#[cfg(unix)]
static COMMAND_LISTENS: AtomicBool = AtomicBool::new(false);

/// The command listens to signals by itself, from now to its end.
pub(crate) fn command_listens() {
    #[cfg(unix)]
    {
        COMMAND_LISTENS.store(true, Ordering::Release);
        DEFAULT.store(false, Ordering::Release);
    }
}

#[cfg(unix)]
#[derive(Debug)]
pub(super) struct Signals {
    ends: Vec<tokio::signal::unix::Signal>,
    resized: tokio::signal::unix::Signal,
    continued: tokio::signal::unix::Signal,
}

/// What a signal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heard {
    /// Ctrl-C from elsewhere, SIGTERM, or a closed terminal.
    End,
    /// The window has another size, or the process runs again after it was stopped.
    Redraw { was_stopped: bool },
}

#[cfg(unix)]
impl Signals {
    /// From here on these signals no longer end the process.
    pub(super) fn listen() -> io::Result<Signals> {
        use tokio::signal::unix::{SignalKind, signal};
        DEFAULT.store(false, Ordering::Release);
        let hang_up = (!hang_up_is_ignored()).then(SignalKind::hangup);
        let ends = [SignalKind::interrupt(), SignalKind::terminate()].into_iter().chain(hang_up);
        Ok(Signals {
            ends: ends.map(signal).collect::<io::Result<_>>()?,
            resized: signal(SignalKind::window_change())?,
            continued: signal(SignalKind::from_raw(rustix::process::Signal::CONT.as_raw()))?,
        })
    }

    pub(super) async fn next(&mut self) -> Heard {
        use std::task::Poll;
        std::future::poll_fn(|context| {
            // Polls every signal, so that each wakes this task.
            let ends = self.ends.iter_mut().map(|signal| signal.poll_recv(context).is_ready());
            let is_end = ends.fold(false, std::ops::BitOr::bitor);
            let was_stopped = self.continued.poll_recv(context).is_ready();
            let is_resized = self.resized.poll_recv(context).is_ready();
            match (is_end, was_stopped || is_resized) {
                (true, _) => Poll::Ready(Heard::End),
                (false, true) => Poll::Ready(Heard::Redraw { was_stopped }),
                (false, false) => Poll::Pending,
            }
        })
        .await
    }

    /// Ends listening: a signal does again what it did before.
    pub(super) fn unlisten(self) {
        DEFAULT.store(!COMMAND_LISTENS.load(Ordering::Acquire), Ordering::Release);
    }

    /// Stops the process and its group as Ctrl-Z does. Returns when the shell continues it, or at once where nobody
    /// could.
    pub(super) fn stop() {
        let _ = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
        // The signal may reach another thread first.
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

#[cfg(not(unix))]
#[derive(Debug)]
pub(super) struct Signals;

#[cfg(not(unix))]
impl Signals {
    pub(super) fn listen() -> io::Result<Signals> {
        Ok(Signals)
    }

    pub(super) async fn next(&mut self) -> Heard {
        match tokio::signal::ctrl_c().await {
            Ok(()) => Heard::End,
            Err(_) => std::future::pending().await,
        }
    }

    pub(super) fn unlisten(self) {}

    pub(super) fn stop() {}
}
