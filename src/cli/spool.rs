//! Messages about spooled answers: where they are, and what to do.

use crate::engine::Spooled;
use crate::error::{Exit, Failure};
use crate::ui::count;

/// The failure of a command that could not save all its answers.
pub(super) fn failure(spooled: &Spooled) -> Failure {
    let message = format!("{} could not be saved", count(spooled.kept + spooled.lost, "answer"));
    let failure = match &spooled.error {
        Some(error) => Failure::of(Exit::Failed, error.clone()).context(message),
        None => Failure::new(message),
    };
    told(failure, spooled)
}

/// Adds hints: where the answers are, and what to do.
pub(super) fn told(failure: Failure, spooled: &Spooled) -> Failure {
    let failure = match spooled.lost {
        0 => failure,
        lost => failure.hint(format!(
            "{} could not be spooled and so got lost. Free disk space before you run the command again.",
            count(lost, "answer")
        )),
    };
    let files: Vec<String> = spooled.files.iter().map(|file| file.display().to_string()).collect();
    match files.as_slice() {
        [] => failure,
        files => failure.hint(format!(
            "{} spooled in {}. Once the database works again, run the same command again from this folder: it replays \
             them.",
            if spooled.kept == 1 { "It is".to_owned() } else { format!("{} are", count(spooled.kept, "answer")) },
            files.join(" and ")
        )),
    }
}
