//! Others with the same finding, offered after a send-back or a rejection.

use crate::domain::finding::Finding;
use crate::review::Session;
use crate::store::FullConversation;

/// How many others that wait have the current finding, else the first serious one, else the first.
///
/// Whether the database answers is not asked for: the decision is stored already.
pub(super) async fn others_alike(
    session: &Session,
    full: &FullConversation,
    current: Option<Finding>,
) -> Option<(Finding, u64)> {
    let notes = &full.conversation.quality_metrics.findings;
    let first = notes.iter().find(|note| note.is_serious()).or(notes.first()).map(|note| note.finding);
    let finding = current.or(first)?;
    let number = session.number_with(finding).await.ok()?;
    (number > 0).then_some((finding, number))
}
