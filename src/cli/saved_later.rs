//! What is said of answers the database did not take: where they are, and what to do.

use crate::app::App;
use crate::engine::writer::{self, PutAside};
use crate::error::Failure;
use crate::store::Store;
use crate::ui::count;

/// Takes in what earlier runs put aside, and says so.
pub(super) async fn take_in(app: &App, store: &Store) -> Result<(), Failure> {
    for rescued in writer::take_in_rescued(store).await? {
        let path = rescued.path.display();
        if rescued.outcomes > 0 {
            let answers = count(rescued.outcomes as u64, "answer");
            app.ui.note(&format!("took in {answers} from {path}, saved there by an earlier run"));
        }
        if rescued.left > 0 {
            let lines = count(rescued.left as u64, "line");
            app.ui.note(&format!(
                "{lines} of {path} cannot be taken in and stay there: they are damaged, or of another database"
            ));
        }
    }
    Ok(())
}

/// The failure of a command whose answers could not all be saved.
pub(super) fn failure(put_aside: &PutAside) -> Failure {
    let answers = count(put_aside.kept + put_aside.lost, "answer");
    told(Failure::new(format!("{answers} could not be saved")).because(&put_aside.reason), put_aside)
}

/// Adds where the answers are, and what to do, to a failure.
pub(super) fn told(failure: Failure, put_aside: &PutAside) -> Failure {
    let failure = match put_aside.lost {
        0 => failure,
        lost => failure.hint(format!(
            "{} could not be put into a file either and are lost: make room before you go on.",
            count(lost, "answer")
        )),
    };
    let files: Vec<String> = put_aside.files.iter().map(|file| file.display().to_string()).collect();
    match files.as_slice() {
        [] => failure,
        files => failure.hint(format!(
            "{} in {}; make room or free the database, then run the same command again from this folder: it takes them in.",
            if put_aside.kept == 1 { "It is".to_owned() } else { format!("{} are", count(put_aside.kept, "answer")) },
            files.join(" and ")
        )),
    }
}
