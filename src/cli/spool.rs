//! Messages about spooled answers: where they are, and what to do.

use crate::engine::Spooled;
use crate::error::{Exit, Failure};
use crate::ui::count;

/// What a person does about spooled answers.
#[derive(Debug, Clone, Copy)]
pub(super) enum Next {
    /// The same command replays them, and asks for what is left.
    SameCommand,
    /// The same command would ask for other ones.
    Replay,
}

/// The failure of a command that could not save all its answers.
pub(super) fn failure(spooled: &Spooled, next: Next) -> Failure {
    let message = format!("{} could not be saved", count(spooled.kept + spooled.lost, "answer"));
    let failure = match &spooled.error {
        Some(error) => Failure::of(Exit::Failed, error.clone()).context(message),
        None => Failure::new(message),
    };
    told(failure, spooled, next)
}

/// Adds hints: where the answers are, and what to do.
pub(super) fn told(failure: Failure, spooled: &Spooled, next: Next) -> Failure {
    let failure = match spooled.lost {
        0 => failure,
        lost => failure.hint(format!(
            "{} could not be spooled and so got lost. Free disk space before you run the command again.",
            count(lost, "answer")
        )),
    };
    let files: Vec<String> = spooled.files.iter().map(|file| file.display().to_string()).collect();
    if files.is_empty() {
        return failure;
    }
    let are = if spooled.kept == 1 { "It is".to_owned() } else { format!("{} are", count(spooled.kept, "answer")) };
    let next = match next {
        Next::SameCommand => "run the same command again from this folder: it replays them.",
        Next::Replay => "store them from this folder with: dialoom doctor --replay",
    };
    failure.hint(format!("{are} spooled in {}. Once the database works again, {next}", files.join(" and ")))
}
