//! `@last`: the newest conversation, batch or export that this user made.

use crate::domain::LAST;
use crate::domain::batch::Batch;
use crate::domain::export::ExportRecord;
use crate::domain::filter::{Filter, Order};
use crate::domain::ids::ConversationId;
use crate::error::Failure;
use crate::store::Store;

/// Whether the word stands for the newest one.
pub(crate) fn is_last(given: &str) -> bool {
    given.trim().eq_ignore_ascii_case(LAST)
}

/// The newest conversation of this user.
pub(crate) async fn conversation(store: &Store, user: &str) -> Result<ConversationId, Failure> {
    let own = Filter { created_by: vec![user.to_owned()], ..Filter::all() };
    let page = store.list(&own, Order::NEWEST, 1, None).await?;
    page.conversations
        .first()
        .map(|newest| newest.id)
        .ok_or_else(|| nothing("conversation", user).hint("See the conversations of everybody with: dialoom list"))
}

/// The batch with this name, id or unique prefix of an id; with `@last` the newest one of this user.
pub(crate) async fn batch(store: &Store, user: &str, given: &str) -> Result<Batch, Failure> {
    if !is_last(given) {
        return Ok(store.batch(given).await?);
    }
    let newest = store.newest_batch(user).await?;
    newest.ok_or_else(|| nothing("batch", user).hint("See the batches of everybody with: dialoom batch list"))
}

/// The name of a batch, likewise, or of a judging or regeneration: calls and conversations belong to these, too.
pub(crate) async fn job(store: &Store, user: &str, given: &str) -> Result<String, Failure> {
    match is_last(given) {
        true => Ok(batch(store, user, given).await?.name),
        false => Ok(store.job_called(given).await?),
    }
}

/// The export with this id or unique beginning of an id; with `@last` the newest one of this user.
pub(crate) async fn export(store: &Store, user: &str, given: &str) -> Result<ExportRecord, Failure> {
    if !is_last(given) {
        return Ok(store.export(given).await?);
    }
    let newest = store.newest_export(user).await?;
    newest.ok_or_else(|| nothing("export", user).hint("See the exports of everybody with: dialoom exports list"))
}

fn nothing(what: &str, user: &str) -> Failure {
    Failure::bad_input(format!("there is no {LAST}: \"{user}\" has made no {what} in this database"))
}
