//! What waits in the queue of a session, for a list.

use crate::domain::filter::Filter;
use crate::domain::finding::Finding;
use crate::domain::ids::ConversationId;
use crate::review::outcome::Waiting;
use crate::review::queue::Session;
use crate::store::StoreError;

/// The most rows of a list.
const MOST_LISTED: u32 = 1000;

impl Session {
    /// What waits now, in the order of the queue; only those with a finding, where one is named.
    pub async fn waiting(&self, finding: Option<Finding>) -> Result<Waiting, StoreError> {
        let (mut all, mut total) = match &self.named {
            None => {
                let filter = self.filter_with(finding);
                let page = self.store.list(&filter, self.order.into(), MOST_LISTED, None).await?;
                let total = match page.next_cursor {
                    None => page.conversations.len() as u64,
                    Some(_) => self.store.count(&filter).await?,
                };
                (page.conversations, total)
            }
            Some(ids) => {
                let mut all = self.store.conversations_named(ids).await?;
                all.retain(|it| {
                    let notes = &it.quality_metrics.findings;
                    let has = |finding| notes.iter().any(|note| note.finding == finding);
                    it.status.is_undecided() && finding.is_none_or(has)
                });
                let total = all.len() as u64;
                all.truncate(MOST_LISTED as usize);
                (all, total)
            }
        };
        if finding.is_some() {
            let before = all.len();
            all.retain(|it| !self.is_sent_back(it.id));
            total -= (before - all.len()) as u64;
        }
        let with_opened = all.into_iter().map(|it| (self.trail.contains(&it.id), it)).map(|(opened, it)| (it, opened));
        Ok(Waiting { conversations: with_opened.collect(), total })
    }

    /// How many that wait have this finding. Those that the session itself sent back do not count.
    pub async fn number_with(&self, finding: Finding) -> Result<u64, StoreError> {
        if self.named.is_some() {
            return Ok(self.waiting(Some(finding)).await?.total);
        }
        let all = self.store.count(&self.filter_with(Some(finding))).await?;
        if self.filter.due_for.is_some() {
            return Ok(all);
        }
        let own = self.sent_back.iter().filter(|(_, findings)| findings.contains(&finding)).count();
        Ok(all.saturating_sub(own as u64))
    }

    pub(super) fn is_sent_back(&self, id: ConversationId) -> bool {
        self.sent_back.iter().any(|(sent_back, _)| *sent_back == id)
    }

    fn filter_with(&self, finding: Option<Finding>) -> Filter {
        match finding {
            None => self.filter.clone(),
            Some(finding) => Filter { finding: vec![finding], ..self.filter.clone() },
        }
    }
}
