//! Questions that are answered with a line. The terminal itself edits it.

use std::io::{self, BufRead, Write};

use tokio::sync::oneshot;

use crate::error::{Exit, Failure};
use crate::ui::prompt::blocking;
use crate::ui::signals::{Heard, Signals};

/// Asks on stderr and waits for a line, which may be empty. Ctrl-C, a signal, or the end of the input is an interruption.
pub(super) fn ask(question: &str) -> Result<String, Failure> {
    match blocking(|| answer(question)) {
        Ok(Some(line)) => Ok(line.trim().to_owned()),
        Ok(None) => Err(Failure::new("interrupted").exit(Exit::Interrupted)),
        Err(error) => Err(Failure::new("the question could not be asked").because(error)),
    }
}

fn answer(question: &str) -> io::Result<Option<String>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let line = runtime.block_on(async {
        let mut signals = Signals::listen()?;
        say(question)?;
        let (send, mut line) = oneshot::channel();
        // A thread of its own: after a signal it still waits for the line, and must not keep the program.
        std::thread::Builder::new().name("question".into()).spawn(move || {
            let mut line = String::new();
            let read = io::stdin().lock().read_line(&mut line);
            // After a signal nobody listens.
            let _ = send.send(read.map(|bytes| (bytes > 0).then_some(line)));
        })?;
        let line = loop {
            tokio::select! {
                biased;
                heard = signals.next() => match heard {
                    Heard::End => break Ok(None),
                    Heard::Redraw { was_stopped: true } => say(question)?,
                    Heard::Redraw { was_stopped: false } => {}
                },
                line = &mut line => break line.unwrap_or(Ok(None)),
            }
        };
        signals.unlisten();
        line
    })?;
    if line.is_none() {
        say("\n")?;
    }
    Ok(line)
}

fn say(text: &str) -> io::Result<()> {
    let mut stderr = io::stderr().lock();
    stderr.write_all(text.as_bytes())?;
    stderr.flush()
}
