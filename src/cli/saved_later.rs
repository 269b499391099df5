//! What is said of answers the database did not take: where they are, and what to do.

use crate::app::App;
use crate::engine::durability::writer::{self, Spooled};
use crate::error::Failure;
use crate::store::Store;
use crate::ui::count;

/// Takes in what earlier runs put aside, and says so.
pub(super) async fn take_in(app: &App, store: &Store) -> Result<(), Failure> {
    for replayed in writer::replay_spool(store).await? {
        let path = replayed.path.display();
        if replayed.outcomes > 0 {
            let answers = count(replayed.outcomes as u64, "answer");
            app.ui.note(&format!("took in {answers} from {path}, saved there by an earlier run"));
        }
        if replayed.left > 0 {
            let lines = count(replayed.left as u64, "line");
            app.ui.note(&format!(
                "{lines} of {path} cannot be taken in and stay there: they are damaged, or of another database"
            ));
        }
    }
    Ok(())
}

/// The failure of a command whose answers could not all be saved.
pub(super) fn failure(spooled: &Spooled) -> Failure {
    let answers = count(spooled.kept + spooled.lost, "answer");
    told(Failure::new(format!("{answers} could not be saved")).because(&spooled.reason), spooled)
}

/// Adds where the answers are, and what to do, to a failure.
pub(super) fn told(failure: Failure, spooled: &Spooled) -> Failure {
    let failure = match spooled.lost {
        0 => failure,
        lost => failure.hint(format!(
            "{} could not be put into a file either and are lost: make room before you go on.",
            count(lost, "answer")
        )),
    };
    let files: Vec<String> = spooled.files.iter().map(|file| file.display().to_string()).collect();
    match files.as_slice() {
        [] => failure,
        files => failure.hint(format!(
            "{} in {}; make room or free the database, then run the same command again from this folder: it takes them in.",
            if spooled.kept == 1 { "It is".to_owned() } else { format!("{} are", count(spooled.kept, "answer")) },
            files.join(" and ")
        )),
    }
}
