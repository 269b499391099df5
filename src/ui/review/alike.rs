//! Others with the same finding, offered after a send-back or a rejection.

use std::collections::BTreeSet;

use crate::domain::finding::Finding;
use crate::review::Session;
use crate::store::FullConversation;

/// How many others that wait have the current finding; where none has, a serious one, else any of its findings.
///
/// Whether the database answers is not asked for: the decision is stored already.
pub(super) async fn others_alike(
    session: &Session,
    full: &FullConversation,
    current: Option<Finding>,
) -> Option<(Finding, u64)> {
    let notes = &full.conversation.quality_metrics.findings;
    let of = |serious: bool| notes.iter().filter(move |note| note.is_serious() == serious).map(|note| note.finding);
    let mut asked = BTreeSet::new();
    for finding in current.into_iter().chain(of(true)).chain(of(false)) {
        if !asked.insert(finding) {
            continue;
        }
        let number = session.number_with(finding).await.ok()?;
        if number > 0 {
            return Some((finding, number));
        }
    }
    None
}
