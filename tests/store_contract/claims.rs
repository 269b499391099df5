//! Claims of review sessions.

use std::time::Duration;

use dialoom::domain::ids::ConversationId;
use dialoom::domain::review::{Basis, Decision};
use dialoom::domain::status::Status;
use dialoom::store::{Claimant, Store, StoreError};
use uuid::Uuid;

use super::on_both;
use super::samples::{conversation, noon};

const LEASE: Duration = Duration::from_secs(60);

fn claimant(by: &str) -> Claimant {
    Claimant { session: Uuid::now_v7(), by: by.into(), lease: LEASE }
}

async fn reader(store: &Store, id: ConversationId) -> Option<String> {
    store.claims(&[id]).await.unwrap().remove(&id).map(|claim| claim.by)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_has_one_reader_and_a_session_one_conversation() {
    on_both(async |store| {
        let made = [conversation(0), conversation(1)];
        store.add_conversations(&made).await.unwrap();
        let (ada, again, bob) = (claimant("ada"), claimant("ada"), claimant("bob"));
        assert_eq!(store.claim(made[0].id, &ada, noon()).await.unwrap(), None);
        assert_eq!(store.claim(made[0].id, &ada, noon()).await.unwrap(), None);
        // Another session of the same person is another one.
        for other in [&again, &bob] {
            let held = store.claim(made[0].id, other, noon()).await.unwrap().unwrap();
            assert_eq!(held.by, "ada");
        }
        assert_eq!(reader(&store, made[0].id).await.as_deref(), Some("ada"));
        assert_eq!(store.conversation(made[0].id).await.unwrap().conversation.status, Status::PendingReview);
        // Who asks in vain keeps what he has.
        assert_eq!(store.claim(made[1].id, &bob, noon()).await.unwrap(), None);
        assert!(store.claim(made[0].id, &bob, noon()).await.unwrap().is_some());
        assert_eq!(reader(&store, made[1].id).await.as_deref(), Some("bob"));
        store.unclaim(bob.session).await.unwrap();
        // The next one ends the claim on the first.
        assert_eq!(store.claim(made[1].id, &ada, noon()).await.unwrap(), None);
        assert_eq!(reader(&store, made[0].id).await, None);
        assert_eq!(store.claim(made[0].id, &bob, noon()).await.unwrap(), None);
        store.unclaim(bob.session).await.unwrap();
        assert_eq!(reader(&store, made[0].id).await, None);
        let missing = store.claim(ConversationId::new(), &bob, noon()).await;
        assert!(matches!(missing, Err(StoreError::NotFound { .. })), "{missing:?}");
        assert_eq!(reader(&store, made[1].id).await.as_deref(), Some("ada"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_ends_with_its_lease_and_a_heartbeat_renews_it() {
    on_both(async |store| {
        let made = conversation(0);
        store.add_conversations(std::slice::from_ref(&made)).await.unwrap();
        let short = Claimant { lease: Duration::from_millis(1), ..claimant("ada") };
        store.claim(made.id, &short, noon()).await.unwrap();
        tokio::time::sleep(Duration::from_millis(5)).await;
        assert_eq!(reader(&store, made.id).await, None);
        // Nobody took it meanwhile: a late heartbeat has it again.
        let long = Claimant { lease: LEASE, ..short.clone() };
        assert!(store.renew_claim(&long).await.unwrap());
        assert_eq!(reader(&store, made.id).await.as_deref(), Some("ada"));
        store.renew_claim(&short).await.unwrap();
        tokio::time::sleep(Duration::from_millis(5)).await;
        let bob = claimant("bob");
        assert_eq!(store.claim(made.id, &bob, noon()).await.unwrap(), None);
        assert!(!store.renew_claim(&long).await.unwrap());
        assert_eq!(reader(&store, made.id).await.as_deref(), Some("bob"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn claiming_keeps_needs_revision_and_decisions() {
    on_both(async |store| {
        let made = [conversation(0), conversation(1)];
        store.add_conversations(&made).await.unwrap();
        let back = Decision::SendBack { note: "longer".into() };
        store.decide(&[made[0].id], &back, Basis::Named, "ann", noon()).await.unwrap();
        store.decide(&[made[1].id], &Decision::Approve { note: None }, Basis::Named, "ann", noon()).await.unwrap();
        let ada = claimant("ada");
        for (one, status) in [(&made[0], Status::NeedsRevision), (&made[1], Status::Approved)] {
            store.claim(one.id, &ada, noon()).await.unwrap();
            assert_eq!(store.conversation(one.id).await.unwrap().conversation.status, status);
        }
    })
    .await;
}
