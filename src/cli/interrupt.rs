//! Ctrl-C and polite signals: the first asks a run to stop gently, the second to stop at once.

use tokio::sync::watch;

use crate::engine::run::Halt;

/// Listens from now on. Windows has no SIGTERM; Ctrl-C is everywhere.
pub fn listen() -> watch::Receiver<Halt> {
    let (sender, receiver) = watch::channel(Halt::No);
    tokio::spawn(async move {
        loop {
            signal().await;
            let next = match *sender.borrow() {
                Halt::No => Halt::Gently,
                Halt::Gently | Halt::Now => Halt::Now,
            };
            sender.send_replace(next);
        }
    });
    receiver
}

#[cfg(unix)]
async fn signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut terminate), Ok(mut hang_up)) = (signal(SignalKind::terminate()), signal(SignalKind::hangup())) else {
        return std::future::pending().await;
    };
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => if pressed.is_err() { std::future::pending::<()>().await },
        _ = terminate.recv() => {}
        _ = hang_up.recv() => {}
    }
}

#[cfg(not(unix))]
async fn signal() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
