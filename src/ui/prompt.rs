//! Questions to a person at a terminal.

use std::io::{self, Write};

use crossterm::event::{KeyCode, KeyModifiers};
use crossterm::terminal;

use crate::error::{Exit, Failure};
use crate::ui::keyboard::Keyboard;
use crate::ui::signals::{Heard, Signals};

/// Asks yes or no on stderr: y, n, or Enter for the default. Ctrl-C, a signal or a closed terminal is an interruption.
/// What was typed before the question answers nothing. The terminal is given back in any case, and the cursor shows.
pub(super) fn confirm(question: &str, default: bool) -> Result<bool, Failure> {
    let choice = if default { "(Y/n)" } else { "(y/N)" };
    let asked = format!("{question} {choice} ");
    match blocking(|| answer(&asked, default)) {
        Ok(Some(answer)) => Ok(answer),
        Ok(None) => Err(Failure::new("interrupted").exit(Exit::Interrupted)),
        Err(error) => Err(Failure::new("the question could not be asked")
            .because(error)
            .hint("Add -y to answer yes without the question.")),
    }
}

/// Waits for a key without blocking the other tasks of this thread. A runtime of its own waits for keys and signals,
/// whatever the runtime around it can do.
pub(super) fn blocking<T: Send>(ask: impl FnOnce() -> T + Send) -> T {
    use tokio::runtime::{Handle, RuntimeFlavor};
    let elsewhere = || {
        std::thread::scope(|scope| {
            let asked = scope.spawn(ask).join();
            asked.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        })
    };
    match Handle::try_current() {
        Ok(runtime) if runtime.runtime_flavor() == RuntimeFlavor::MultiThread => tokio::task::block_in_place(elsewhere),
        _ => elsewhere(),
    }
}

fn answer(asked: &str, default: bool) -> io::Result<Option<bool>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let answer = runtime.block_on(async {
        let mut signals = Signals::listen()?;
        let answer = keyed(asked, default, &mut signals).await;
        signals.unlisten();
        answer
    });
    // The terminal is no longer raw: this ends the line of the question.
    say(match answer {
        Ok(Some(true)) => "yes\n",
        Ok(Some(false)) => "no\n",
        _ => "\n",
    })?;
    answer
}

/// Waits for a key that answers, or a signal.
async fn keyed(asked: &str, default: bool, signals: &mut Signals) -> io::Result<Option<bool>> {
    let mut keyboard = Keyboard::open()?;
    let mut raw = Raw::enter()?;
    keyboard.drop_pending();
    say(asked)?;
    loop {
        let event = tokio::select! {
            biased;
            heard = signals.next() => match heard {
                Heard::End => return Ok(None),
                Heard::Redraw { .. } => continue,
            },
            event = keyboard.next() => event?,
        };
        let Some(key) = event.as_key_press_event() else { continue };
        let has_control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('c') if has_control => return Ok(None),
            KeyCode::Char('z') if has_control => {
                drop(raw);
                say("\n")?;
                Signals::stop();
                raw = Raw::enter()?;
                say(asked)?;
            }
            KeyCode::Char('y' | 'Y') => return Ok(Some(true)),
            KeyCode::Char('n' | 'N') | KeyCode::Esc => return Ok(Some(false)),
            KeyCode::Enter => return Ok(Some(default)),
            _ => {}
        }
    }
}

/// On a raw terminal a line end moves the cursor down alone.
fn say(text: &str) -> io::Result<()> {
    let mut stderr = io::stderr().lock();
    stderr.write_all(text.replace('\n', "\r\n").as_bytes())?;
    stderr.flush()
}

/// The terminal gives single keys, until this is dropped.
struct Raw;

impl Raw {
    fn enter() -> io::Result<Raw> {
        terminal::enable_raw_mode()?;
        Ok(Raw)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        // Best effort: a terminal that is gone needs nothing back.
        drop(terminal::disable_raw_mode());
    }
}
