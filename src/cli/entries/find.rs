//! An entry by the name that a person gave.

use crate::app::App;
use crate::error::Failure;
use crate::store::{StoreError, Stored};

use crate::cli::entries::kind::Kind;

pub(super) async fn entry<T: Kind>(app: &App, name: &str) -> Result<Stored<T>, Failure> {
    app.store().await?.entry::<T>(name).await.map_err(not_found::<T>)
}

pub(in crate::cli) fn not_found<T: Kind>(error: StoreError) -> Failure {
    match error {
        // The store's own hint is about other commands.
        StoreError::NotFound { .. } => {
            Failure::bad_input(error.to_string()).hint(format!("List them with: dialoom {} list --all", T::NAMES[0]))
        }
        error => error.into(),
    }
}
