//! Claims: which review session reads which conversation, under a lease.

use std::collections::HashMap;
use std::time::Duration;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::ids::ConversationId;

use crate::store::decisions::opening;
use crate::store::sql::engine::{reading, writing};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::Time;
use crate::store::{Result, Store, StoreError};

/// A conversation that somebody reads.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Claim {
    /// The reviewer's name.
    pub by: String,
    /// Since when, by the clock that all processes share.
    pub since: DateTime<Utc>,
}

impl Claim {
    fn of_nobody(now: DateTime<Utc>) -> Claim {
        Claim { by: "somebody".into(), since: now }
    }
}

/// A review session that claims conversations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimant {
    /// Names the session: a person may have two.
    pub session: Uuid,
    /// The reviewer's name.
    pub by: String,
    /// How long a claim lasts without a heartbeat.
    pub lease: Duration,
}

/// The most ids in one statement, well below the limit of either engine.
const IDS_AT_ONCE: usize = 1000;

impl Store {
    /// Claims a conversation for a review session and marks it as opened, both or none. A session has one claim: its
    /// earlier one ends. Where another session holds the conversation, nothing changes, and that claim is returned.
    pub async fn claim(&self, id: ConversationId, claimant: &Claimant, at: DateTime<Utc>) -> Result<Option<Claim>> {
        let now = self.now().await?;
        let Claimant { session, by, lease } = claimant;
        let is_claimed = writing!(self, |tx| {
            let mut look = Statement::new("SELECT count(*) FROM conversations WHERE id = ");
            look.bind(id.0);
            let (there,): (i64,) = look.query_as::<Engine, _>().fetch_one(&mut **tx).await?;
            if there == 0 {
                return Err(StoreError::NotFound { what: "conversation", given: id.to_string(), near: None });
            }
            let mut over = Statement::new("DELETE FROM review_claims WHERE lease_until < ");
            over.bind(now).push(" AND session_id <> ").bind(*session);
            over.query::<Engine>().execute(&mut **tx).await?;
            let mut insert = Statement::new(
                "INSERT INTO review_claims (conversation_id, session_id, claimed_by, claimed_at, lease_until) VALUES (",
            );
            insert.bind(id.0).push(", ").bind(*session).push(", ").bind(by.as_str()).push(", ").bind(now);
            insert.push(", ").bind(now + *lease).push(") ON CONFLICT (conversation_id) DO UPDATE SET lease_until = ");
            insert.push("excluded.lease_until WHERE review_claims.session_id = excluded.session_id");
            let is_claimed = insert.query::<Engine>().execute(&mut **tx).await?.rows_affected() > 0;
            if is_claimed {
                let mut end = Statement::new("DELETE FROM review_claims WHERE session_id = ");
                end.bind(*session).push(" AND conversation_id <> ").bind(id.0);
                end.query::<Engine>().execute(&mut **tx).await?;
                opening(id, by, at).query::<Engine>().execute(&mut **tx).await?;
            }
            Ok(is_claimed)
        })?;
        match is_claimed {
            true => Ok(None),
            // It may have ended since, or be decided: whoever asks again gets it.
            false => Ok(Some(self.claims(&[id]).await?.remove(&id).unwrap_or_else(|| Claim::of_nobody(now)))),
        }
    }

    /// Renews the claim of a session. Returns whether it still holds it.
    pub async fn renew_claim(&self, claimant: &Claimant) -> Result<bool> {
        let now = self.now().await?;
        let Claimant { session, lease, .. } = claimant;
        let changed = writing!(self, |tx| {
            let mut renew = Statement::new("UPDATE review_claims SET lease_until = ");
            renew.bind(now + *lease).push(" WHERE session_id = ").bind(*session);
            Ok::<_, StoreError>(renew.query::<Engine>().execute(&mut **tx).await?.rows_affected())
        })?;
        Ok(changed > 0)
    }

    /// Ends the claim of a session.
    pub async fn unclaim(&self, session: Uuid) -> Result<()> {
        writing!(self, |tx| {
            let mut end = Statement::new("DELETE FROM review_claims WHERE session_id = ");
            end.bind(session);
            end.query::<Engine>().execute(&mut **tx).await?;
            Ok::<_, StoreError>(())
        })
    }

    /// Which of these conversations somebody reads now.
    pub async fn claims(&self, ids: &[ConversationId]) -> Result<HashMap<ConversationId, Claim>> {
        let now = self.now().await?;
        let mut claims = HashMap::new();
        for some in ids.chunks(IDS_AT_ONCE) {
            let mut select = Statement::new(
                "SELECT conversation_id, claimed_by, claimed_at FROM review_claims WHERE lease_until >= ",
            );
            select.bind(now).push(" AND conversation_id IN ").bind_list(some.iter().map(|id| id.0));
            let rows: Vec<(Uuid, String, Time)> =
                reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_all(pool).await)?;
            let claim = |(id, by, since): (Uuid, String, Time)| (ConversationId(id), Claim { by, since: since.into() });
            claims.extend(rows.into_iter().map(claim));
        }
        Ok(claims)
    }
}
