//! Names the database in a message: what it lacks, and that there is none.

use crate::cli::hints::first_steps;
use crate::error::Failure;
use crate::store::{Store, StoreError};

/// What to say where the database holds no conversation.
pub(crate) async fn no_conversations(store: &Store) -> Result<Vec<String>, Failure> {
    if !store.is_missing() && !store.trash().await?.is_empty() {
        return Ok(vec![
            in_database(store, "all conversations are in the trash"),
            "see what can be brought back: dialoom undo --list".into(),
        ]);
    }
    Ok(std::iter::once(in_database(store, "no conversations yet")).chain(first_steps()).collect())
}

/// That the database lacks something, with the whole path of the database.
pub(crate) fn in_database(store: &Store, lacking: &str) -> String {
    let place = whole_place(store);
    match store.is_missing() {
        true => format!("{lacking}: there is no database {place}"),
        false => format!("{lacking} in {place}"),
    }
}

/// The path from the root, or the URL without its password.
pub(crate) fn whole_place(store: &Store) -> String {
    let place = store.place();
    match store.engine() {
        "sqlite" => std::path::absolute(&place).map_or(place, |path| path.display().to_string()),
        _ => place,
    }
}

/// Names the missing database, where that is why a name or id is unknown: a wrong folder is the likeliest reason.
pub(crate) fn with_missing_database(store: Option<&Store>, failure: Failure) -> Failure {
    let is_unknown = matches!(failure.find::<StoreError>(), Some(StoreError::NotFound { .. }));
    match store.filter(|_| is_unknown) {
        Some(store) => unknown_in(store, failure),
        None => failure,
    }
}

/// The same for a failure that is known to be about unknown names.
pub(crate) fn unknown_in(store: &Store, failure: Failure) -> Failure {
    match store.is_missing() {
        true => failure
            .because(format!("there is no database {}", whole_place(store)))
            .hint("Go to the folder of your project, or name its database with --db."),
        false => failure,
    }
}
