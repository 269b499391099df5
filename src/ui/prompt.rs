//! Questions to a person at a terminal.

use console::Term;
use dialoguer::Confirm;
use dialoguer::theme::ColorfulTheme;

use crate::error::{Exit, Failure};

/// Asks yes or no on stderr. Ctrl-C is an interruption; the cursor shows again in any case.
///
/// Only the last line of a long question belongs to the prompt, which is drawn again with the answer.
pub(super) fn confirm(question: &str, default: bool) -> Result<bool, Failure> {
    let ask = || {
        let terminal = Term::stderr();
        let (before, question) = question.rsplit_once('\n').unwrap_or(("", question));
        if !before.is_empty() {
            terminal.write_line(before)?;
        }
        let theme = ColorfulTheme::default();
        let answer =
            Confirm::with_theme(&theme).with_prompt(question.trim_start()).default(default).interact_on(&terminal);
        drop(terminal.show_cursor());
        answer
    };
    blocking(ask).map_err(|error| match error {
        dialoguer::Error::IO(error) if error.kind() == std::io::ErrorKind::Interrupted => {
            Failure::new("interrupted").exit(Exit::Interrupted)
        }
        error => Failure::new("the question could not be asked")
            .because(error)
            .hint("Add -y to answer yes without the question."),
    })
}

/// Waits for a key without blocking the other tasks of this thread.
pub(super) fn blocking<T>(ask: impl FnOnce() -> T) -> T {
    use tokio::runtime::{Handle, RuntimeFlavor};
    match Handle::try_current() {
        Ok(runtime) if runtime.runtime_flavor() == RuntimeFlavor::MultiThread => tokio::task::block_in_place(ask),
        _ => ask(),
    }
}
