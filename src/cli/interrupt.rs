//! Ctrl-C and polite signals: the first asks a run to stop gently, the second to stop at once.

use tokio::sync::watch;

use crate::engine::Halt;
use crate::error::{Exit, Failure};
use crate::ui::command_listens;

use crate::cli::shell::again;

/// Listens for signals from now on. Call it once in a command, before slow work. Windows has Ctrl-C alone.
pub fn listen() -> watch::Receiver<Halt> {
    let (sender, receiver) = watch::channel(Halt::No);
    tell(sender);
    receiver
}

/// The same, for work that something else may stop as well.
pub fn tell(sender: watch::Sender<Halt>) {
    command_listens();
    // Not inside the task: from here on a signal must not end the process.
    let mut signals = Signals::new();
    tokio::spawn(async move {
        loop {
            signals.next().await;
            let next = match *sender.borrow() {
                Halt::No => Halt::Gently,
                Halt::Gently | Halt::Now => Halt::Now,
            };
            sender.send_replace(next);
        }
    });
}

/// Runs `work`, which comes before any call. A Ctrl-C, even an earlier one, drops it where it waits and ends the command.
pub async fn unless_asked_to_stop<T>(
    halt: &watch::Receiver<Halt>,
    work: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    tokio::select! {
        biased;
        () = asked_to_stop(halt) => Err(Failure::new("interrupted").exit(Exit::Interrupted)),
        done = work => done,
    }
}

/// The same for work that only reads: says that nothing was changed, and what to type to begin again.
pub async fn with_nothing_changed<T>(
    halt: &watch::Receiver<Halt>,
    work: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    unless_asked_to_stop(halt, work).await.map_err(|failure| match failure.exit {
        Exit::Interrupted => failure.hint(format!("Nothing was changed. Begin again with: {}", again())),
        _ => failure,
    })
}

/// Ends at the first Ctrl-C, even an earlier one.
pub async fn asked_to_stop(halt: &watch::Receiver<Halt>) {
    if halt.clone().wait_for(|halt| *halt != Halt::No).await.is_err() {
        std::future::pending::<()>().await;
    }
}

#[cfg(unix)]
struct Signals(Vec<tokio::signal::unix::Signal>);

#[cfg(unix)]
impl Signals {
    fn new() -> Signals {
        use tokio::signal::unix::{SignalKind, signal};
        let mut kinds = vec![SignalKind::interrupt(), SignalKind::terminate()];
        if !crate::ui::hang_up_is_ignored() {
            kinds.push(SignalKind::hangup());
        }
        // A signal that cannot be listened to ends the process, as by default.
        Signals(kinds.into_iter().filter_map(|kind| signal(kind).ok()).collect())
    }

    async fn next(&mut self) {
        use std::task::Poll;
        std::future::poll_fn(|context| {
            // Polls every signal, so that each wakes this task.
            let heard = self.0.iter_mut().map(|signal| signal.poll_recv(context).is_ready());
            if heard.fold(false, std::ops::BitOr::bitor) { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn new() -> Signals {
        Signals
    }

    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
