//! Keys from the terminal, one at a time. Neither blocks the program nor leaves the terminal raw.

use std::io;
use std::time::{Duration, Instant};

use console::{Key, Term};
use tokio::sync::oneshot;

use crate::error::Exit;
use crate::ui::signals::{Heard, Signals};

/// Ctrl-Z, where the terminal is raw.
const STOP: char = '\u{1a}';

/// What the keyboard gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Pressed {
    /// A key.
    Key(Key),
    /// Ctrl-Z stopped the program, and the shell has continued it: what it wrote last is no longer at the bottom.
    Continued,
    /// The sitting ends here: `Interrupted` by Ctrl-C or a signal, `Done` by Ctrl-D or a closed terminal.
    End(Exit),
}

/// The keyboard.
///
/// Reads each key on a thread of its own: a blocking task of the runtime would keep the program from ending until
/// somebody presses a key.
#[derive(Debug)]
pub(super) struct Keys {
    waiting: Option<oneshot::Receiver<io::Result<Key>>>,
    signals: Signals,
    modes: Option<String>,
    ended: Option<Exit>,
}

impl Keys {
    /// The keyboard of this terminal. From here on a signal ends the sitting, not the process.
    pub(super) fn new() -> io::Result<Keys> {
        Ok(Keys { waiting: None, signals: Signals::listen()?, modes: terminal_modes(), ended: None })
    }

    /// The next key. A sitting that has ended stays ended. Dropping the future loses none.
    pub(super) async fn next(&mut self) -> Pressed {
        if let Some(exit) = self.ended {
            return Pressed::End(exit);
        }
        self.ask();
        let ended = match &mut self.waiting {
            None => Exit::Done,
            Some(waiting) => tokio::select! {
                key = waiting => {
                    self.waiting = None;
                    match key {
                        Ok(Ok(Key::CtrlC)) => Exit::Interrupted,
                        // While the terminal is not raw, between two keys, Linux turns Ctrl-D into NUL.
                        Ok(Ok(Key::Char('\u{4}' | '\0')) | Err(_)) | Err(_) => Exit::Done,
                        Ok(Ok(Key::Char(STOP))) => {
                            Signals::stop();
                            return Pressed::Continued;
                        }
                        Ok(Ok(key)) => return Pressed::Key(key),
                    }
                }
                () = ended(&mut self.signals) => Exit::Interrupted,
            },
        };
        self.ended = Some(ended);
        Pressed::End(ended)
    }

    /// Whether more was typed by then. Nothing is read: a program that gets the terminal next reads it.
    pub(super) fn has_more_within(&self, patience: Duration) -> bool {
        #[cfg(unix)]
        {
            use rustix::event::{PollFd, PollFlags, Timespec, poll};
            use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
            let stdin = io::stdin();
            let Ok(modes) = tcgetattr(&stdin) else { return false };
            let mut raw = modes.clone();
            raw.make_raw();
            // Otherwise the terminal hands over whole lines alone.
            if tcsetattr(&stdin, OptionalActions::Now, &raw).is_err() {
                return false;
            }
            let timeout = Timespec::try_from(patience).ok();
            let mut waited = [PollFd::new(&stdin, PollFlags::IN)];
            let has_more = poll(&mut waited, timeout.as_ref()).is_ok_and(|ready| ready > 0);
            // Best effort: the modes were readable a moment ago.
            let _ = tcsetattr(&stdin, OptionalActions::Now, &modes);
            has_more
        }
        #[cfg(not(unix))]
        {
            let _ = patience;
            false
        }
    }

    /// Drops what was typed up to now. Called where no key is waited for.
    pub(super) fn drop_pending(&self) {
        #[cfg(unix)]
        let _ = rustix::termios::tcflush(io::stdin(), rustix::termios::QueueSelector::IFlush);
    }

    fn ask(&mut self) {
        if self.waiting.is_none() {
            let (send, receive) = oneshot::channel();
            let spawned = std::thread::Builder::new().name("keyboard".into()).spawn(move || {
                // After the sitting nobody listens, and the key has no use.
                let _ = send.send(Term::stderr().read_key_raw());
            });
            self.waiting = spawned.ok().map(|_| receive);
        }
    }
}

impl Drop for Keys {
    /// A thread that still waits for its key keeps the terminal raw: restores the modes from the start.
    fn drop(&mut self) {
        if let (Some(_), Some(modes)) = (&self.waiting, &self.modes) {
            // The thread may be about to make it raw, which would undo an earlier restore.
            let deadline = Instant::now() + Duration::from_millis(500);
            while terminal_modes().as_ref() == Some(modes) && Instant::now() < deadline {
                std::thread::sleep(Duration::from_millis(10));
            }
            // Best effort: at the very end nobody is left to tell.
            let _ = stty(&[modes]);
        }
    }
}

/// Waits for a signal that ends the session.
async fn ended(signals: &mut Signals) {
    while signals.next().await != Heard::End {}
}

/// The terminal's modes as `stty` writes them; `None` without that program.
fn terminal_modes() -> Option<String> {
    stty(&["-g"]).map(|modes| modes.trim().to_owned()).filter(|modes| !modes.is_empty())
}

fn stty(arguments: &[&str]) -> Option<String> {
    use std::process::{Command, Stdio};
    let ran = Command::new("stty").args(arguments).stdin(Stdio::inherit()).stderr(Stdio::null()).output().ok()?;
    ran.status.success().then(|| String::from_utf8_lossy(&ran.stdout).into_owned())
}
