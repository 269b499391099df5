//! Long results on a terminal, through the person's own pager.

use std::io::{self, Write as _};
use std::process::{Command, Stdio};

use crate::error::Failure;
use crate::ui::output::Ui;
use crate::ui::prompt::blocking;
use crate::ui::signals::Outlived;

/// Names a pager for dialoom alone; then `PAGER` counts. `cat` or an empty value means none.
const PAGERS: [&str; 2] = ["DIALOOM_PAGER", "PAGER"];

/// A result in parts, already printable. Where no pager is used, each part is printed at once.
#[derive(Debug)]
pub(crate) struct Paged<'a> {
    ui: &'a Ui,
    collected: Option<String>,
}

impl Ui {
    /// A result that goes through a pager where a terminal shows it and it is longer than the screen.
    pub(crate) fn paged(&self, is_wanted: bool) -> Paged<'_> {
        let is_read = self.out_is_terminal() && self.is_interactive() && !self.wants_json();
        Paged { ui: self, collected: (is_wanted && is_read).then(String::new) }
    }
}

impl Paged<'_> {
    /// The next part, with a line end after it.
    pub(crate) fn out(&mut self, part: &str) -> Result<(), Failure> {
        match &mut self.collected {
            None => self.ui.out_raw(format!("{part}\n").as_bytes()),
            Some(text) => {
                text.push_str(part);
                text.push('\n');
                Ok(())
            }
        }
    }

    /// Shows what was collected.
    pub(crate) fn end(self) -> Result<(), Failure> {
        let Some(text) = self.collected else { return Ok(()) };
        // The prompt of the shell takes the last row.
        let is_long = self.ui.rows().is_some_and(|rows| text.lines().count() >= rows);
        let pager = pager().filter(|_| is_long);
        if pager.is_some_and(|pager| blocking(|| show(&pager, text.as_bytes())).is_ok()) {
            return Ok(());
        }
        self.ui.out_raw(text.as_bytes())
    }
}

fn pager() -> Option<String> {
    let named = PAGERS.iter().find_map(|name| std::env::var(name).ok());
    let pager = named.unwrap_or_else(|| "less -FRX".into());
    Some(pager).filter(|pager| !["", "cat"].contains(&pager.trim()))
}

/// Waits until the person closes the pager, also before its end. An error only where it did not start.
fn show(pager: &str, bytes: &[u8]) -> io::Result<()> {
    // A Ctrl-C at a pager means the pager: it would be left alone with the terminal otherwise.
    let _outlived = Outlived::interrupts();
    let mut child = command(pager).stdin(Stdio::piped()).spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // Who quits early has read enough.
        drop(stdin.write_all(bytes));
    }
    let status = child.wait()?;
    // What a shell says where it finds no such program, or may not run it.
    match status.code() {
        Some(126 | 127) => Err(io::Error::from(io::ErrorKind::NotFound)),
        _ => Ok(()),
    }
}

/// A shell reads the variable, as git does: it may hold arguments.
fn command(pager: &str) -> Command {
    let mut command = Command::new("sh");
    command.arg("-c").arg(pager);
    // Where the variable names less without options, colours still show, and a short text stays on the screen.
    if std::env::var_os("LESS").is_none() {
        command.env("LESS", "FRX");
    }
    command
}
