//! The keyboard, read on demand: between two questions nothing is read, so that what is pending can be dropped.

use std::io;
use std::sync::mpsc;
use std::time::Duration;

use crossterm::event::{self, Event};
use tokio::sync::oneshot;

/// How long a thread takes to hand over what it has read.
const MOMENT: Duration = Duration::from_millis(1);

type Asked = oneshot::Sender<io::Result<Event>>;

/// Reads on a thread of its own: a blocking task of the runtime would keep the program from ending until somebody
/// presses a key.
#[derive(Debug)]
pub(super) struct Keyboard {
    ask: mpsc::Sender<Asked>,
    waiting: Option<oneshot::Receiver<io::Result<Event>>>,
}

impl Keyboard {
    pub(super) fn open() -> io::Result<Keyboard> {
        let (ask, asked) = mpsc::channel::<Asked>();
        std::thread::Builder::new().name("keyboard".into()).spawn(move || {
            for answer in asked {
                // After the session nobody listens, and the key has no use.
                let _ = answer.send(event::read());
            }
        })?;
        Ok(Keyboard { ask, waiting: None })
    }

    /// The next event. Dropping the future loses none.
    pub(super) async fn next(&mut self) -> io::Result<Event> {
        let waiting = self.waiting.get_or_insert_with(|| {
            let (send, receive) = oneshot::channel();
            // Where the thread is gone, `send` is dropped and the receiver fails.
            let _ = self.ask.send(send);
            receive
        });
        let event = waiting.await;
        self.waiting = None;
        event.unwrap_or_else(|_| Err(io::ErrorKind::UnexpectedEof.into()))
    }

    /// Drops everything that was typed up to now.
    pub(super) fn drop_pending(&mut self) {
        if let Some(waiting) = &mut self.waiting {
            // What is in the kernel goes first. What the thread has read of it arrives a moment later.
            flush();
            std::thread::sleep(MOMENT);
            match waiting.try_recv() {
                // The thread waits for a key, so none is pending.
                Err(oneshot::error::TryRecvError::Empty) => return,
                _ => self.waiting = None,
            }
        }
        // Without any patience the library does not look at all.
        while matches!(event::poll(MOMENT), Ok(true)) {
            if event::read().is_err() {
                break;
            }
        }
        // The library reads a thousand bytes at once; what is behind them waits in the kernel.
        flush();
    }
}

/// Drops what the kernel keeps of what was typed.
fn flush() {
    #[cfg(unix)]
    let _ = rustix::termios::tcflush(io::stdin(), rustix::termios::QueueSelector::IFlush);
}
