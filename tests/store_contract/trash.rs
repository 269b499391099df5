//! The trash: a deleted conversation is nowhere, and an undo brings back every column, link and word.

use chrono::Utc;
use dialoom::domain::filter::{Filter, Order};
use dialoom::domain::finding::{Finding, Note, Severity};
use dialoom::domain::review::{Basis, Decision};
use dialoom::domain::status::Status;
use dialoom::review;
use dialoom::store::{Store, StoreError};

use super::fixtures::{LEASE, batch_of, now, success};
use super::raw::Raw;
use super::samples::{conversation, noon};
use super::{on_both, on_both_urls, template};

async fn undo(store: &Store, by: &str) -> review::Undone {
    review::last_undo(store, by, 0).await.unwrap().unwrap().commit(store, Utc::now()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_one_is_nowhere_and_comes_back_whole() {
    on_both_urls(async |url: String| {
        let store = Store::open_with(&url, &[template("Plain")]).await.unwrap();
        let batch = batch_of(&store, "b", 1).await;
        let items = store.claim_items(batch, "w", 1, now(), LEASE).await.unwrap();
        let made = success(&items[0], "w");
        let id = made.conversation().unwrap().id;
        store.record(&[made]).await.unwrap();
        // Sent back, although its score is good: the rule of new rows must not make it fresh again.
        let back = Decision::SendBack { note: "it's \"5 % of NULL\"; ü".into() };
        store.decide(&[id], &back, Basis::Opened, "ada", noon()).await.unwrap();
        let before = store.conversation(id).await.unwrap();
        let raw = Raw::open(&url).await;
        let links = "SELECT (SELECT count(*) FROM generation_logs WHERE conversation_id IS NOT NULL) * 10 \
            + (SELECT count(*) FROM batch_items WHERE conversation_id IS NOT NULL)";
        assert_eq!(raw.number(links).await, 11);

        let deleted = store.delete(&[id], false, Basis::Named, "ada", noon()).await.unwrap();
        assert_eq!((deleted[0].id, deleted[0].status), (id, Status::NeedsRevision));
        assert!(matches!(store.conversation(id).await, Err(StoreError::NotFound { .. })));
        let gone = store.resolve(&id.short()).await;
        assert_eq!(gone, Err(StoreError::Trashed { short_id: id.short(), by: "ada".into(), comes_back: true }));
        assert_eq!(store.resolve_with_trash(&id.short()[..6]).await, Ok(id));
        let word = before.turns[0].content.split_whitespace().last().unwrap().to_owned();
        let found = Filter { search: Some(word), ..Filter::default() };
        assert_eq!(store.count(&found).await.unwrap() + store.count(&Filter::default()).await.unwrap(), 0);
        // A purge looks into the trash as well.
        assert_eq!(store.trash_matching(&found).await.unwrap(), Some(vec![id]));
        let other = Filter { search: Some("quokka".into()), ..Filter::default() };
        assert_eq!(store.trash_matching(&other).await.unwrap(), Some(Vec::new()));
        assert_eq!(store.trash_matching(&Filter { sent_back: true, ..found.clone() }).await.unwrap(), None);
        assert_eq!(raw.number("SELECT count(*) FROM conversation_turns").await, 0);
        assert_eq!(raw.number("SELECT count(*) FROM conversation_search").await, 0);
        assert_eq!(review::history(&store, id).await.unwrap().entries.len(), 2);

        assert_eq!(undo(&store, "ada").await.undone[0].to, Some(Status::NeedsRevision));
        let mut after = store.conversation(id).await.unwrap();
        assert!(after.conversation.updated_at > before.conversation.updated_at);
        after.conversation.updated_at = before.conversation.updated_at;
        assert_eq!(after, before);
        assert_eq!(store.count(&found).await.unwrap(), 1);
        assert_eq!(raw.number(links).await, 11);
        assert_eq!(raw.number("SELECT count(*) FROM trash").await, 0);
        // And the decision before it can be undone after it.
        undo(&store, "ada").await;
        assert_eq!(store.conversation(id).await.unwrap().conversation.status, Status::Generated);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn approved_ones_are_deleted_by_force_alone_and_all_or_none() {
    on_both(async |store| {
        let mut all: Vec<_> = (0..3).map(conversation).collect();
        all[2].assessment.metrics.findings = vec![Note {
            finding: Finding::Refusal,
            severity: Severity::Serious,
            turns: vec![2],
            excerpt: "I cannot".into(),
            detail: "declines".into(),
        }];
        store.add_conversations(&all).await.unwrap();
        let ids: Vec<_> = all.iter().map(|new| new.id).collect();
        store.decide(&ids[..1], &Decision::Approve { note: None }, Basis::Named, "ada", noon()).await.unwrap();
        let refused = store.delete(&ids, false, Basis::Named, "bob", noon()).await;
        assert_eq!(refused, Err(StoreError::Approved { short_ids: vec![ids[0].short()], of: 3 }));
        assert_eq!(store.count(&Filter::default()).await.unwrap(), 3);
        store.delete(&ids, true, Basis::Filter, "bob", noon()).await.unwrap();
        assert_eq!(store.count(&Filter::default()).await.unwrap(), 0);
        assert_eq!(undo(&store, "bob").await.undone.len(), 3);
        let listed = store.list(&Filter::default(), Order::OLDEST, 9, None).await.unwrap().conversations;
        let statuses: Vec<_> = listed.iter().map(|it| it.status).collect();
        assert_eq!(statuses, [Status::Approved, Status::Generated, Status::NeedsRevision]);
        let refusals = Filter { finding: vec![Finding::Refusal], ..Filter::default() };
        assert_eq!(store.count(&refusals).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_go_and_come_back_at_once() {
    on_both(async |store| {
        let all: Vec<_> = (0..700).map(conversation).collect();
        store.add_conversations(&all).await.unwrap();
        let ids: Vec<_> = all.iter().map(|new| new.id).collect();
        store.delete(&ids, false, Basis::Filter, "bob", noon()).await.unwrap();
        assert_eq!(store.count(&Filter::default()).await.unwrap(), 0);
        assert_eq!(undo(&store, "bob").await.undone.len(), 700);
        assert_eq!(store.count(&Filter::default()).await.unwrap(), 700);
        assert_eq!(store.conversation(ids[699]).await.unwrap().turns.len(), 2);
    })
    .await;
}

/// A table that points at conversations, or holds their ids, must be known to the trash: it goes along, it is made anew, or
/// it only forgets.
#[tokio::test(flavor = "multi_thread")]
async fn every_table_that_points_at_conversations_is_known_to_the_trash() {
    let known = [
        "batch_items",
        "conversation_findings",
        "conversation_tags",
        "conversation_turns",
        "generation_logs",
        "judge_marks",
        "review_claims",
        "superseded",
    ];
    on_both_urls(async |url: String| {
        Store::open_with(&url, &[template("Plain")]).await.unwrap().close().await;
        let raw = Raw::open(&url).await;
        let pointing = match url.starts_with("postgres") {
            true => {
                "SELECT DISTINCT conrelid::regclass::text FROM pg_constraint \
                 WHERE contype = 'f' AND confrelid = 'conversations'::regclass ORDER BY 1"
            }
            false => {
                "SELECT DISTINCT m.name FROM sqlite_schema m, pragma_foreign_key_list(m.name) f \
                 WHERE m.type = 'table' AND f.\"table\" = 'conversations' ORDER BY 1"
            }
        };
        let found: Vec<String> = raw.texts(pointing).await.into_iter().flatten().collect();
        let found: Vec<&str> = found.iter().map(String::as_str).filter(|name| *name != "conversation_search").collect();
        assert_eq!(found, known, "add a new one to src/store/decisions/trash.rs");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deletion_can_be_undone_after_another_one_was_stored() {
    on_both(async |store| {
        let [gone, newer] = [conversation(1), conversation(2)];
        store.add_conversations(std::slice::from_ref(&gone)).await.unwrap();
        store.delete(&[gone.id], false, Basis::Named, "ada", noon()).await.unwrap();
        store.add_conversations(std::slice::from_ref(&newer)).await.unwrap();
        assert_eq!(undo(&store, "ada").await.undone[0].id, gone.id);
        for one in [gone, newer] {
            let word = one.turns[1].content.split_whitespace().last().unwrap().to_owned();
            let found = Filter { search: Some(word), ..Filter::default() };
            assert_eq!(store.list(&found, Order::NEWEST, 5, None).await.unwrap().conversations[0].id, one.id);
        }
    })
    .await;
}
