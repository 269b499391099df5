//! Imports at the store: a text is stored once, also where two processes bring it at the same moment.

use chrono::Utc;
use dialoom::domain::conversation::{Imported, NewConversation, Source};
use dialoom::domain::filter::Filter;
use dialoom::domain::review::Basis;
use dialoom::review;
use dialoom::store::{Store, StoreError};

use super::samples::{conversation, noon};
use super::{on_both_urls, template};

/// Conversations of one file. Each import gives them ids of its own.
fn lines(lines: std::ops::RangeInclusive<u64>) -> Vec<NewConversation> {
    let imported =
        |line| Imported { source: Source { file: "talks.jsonl".into(), line }, checksum: format!("{line:064x}") };
    lines.map(|line| NewConversation { imported: Some(imported(line)), ..conversation(line as i64) }).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_imports_at_once_add_each_text_once() {
    on_both_urls(async |url: String| {
        let one = Store::open_with(&url, &[template("Plain")]).await.unwrap();
        let two = Store::open_with(&url, &[template("Plain")]).await.unwrap();
        let import = |store: Store| {
            tokio::spawn(async move {
                let mut added = 0;
                for some in lines(1..=40).chunks_mut(4) {
                    added += store.import(some).await.unwrap().added.len();
                }
                added
            })
        };
        let (first, second) = (import(one.clone()), import(two.clone()));
        assert_eq!(first.await.unwrap() + second.await.unwrap(), 40);
        assert_eq!(one.count(&Filter::all()).await.unwrap(), 40);
        one.close().await;
        two.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_imports_of_the_same_ids_at_once_add_each_once() {
    on_both_urls(async |url: String| {
        let one = Store::open_with(&url, &[template("Plain")]).await.unwrap();
        let two = Store::open_with(&url, &[template("Plain")]).await.unwrap();
        for round in 0..10 {
            let (mut some, store, other) = (lines(round * 4 + 1..=round * 4 + 4), one.clone(), two.clone());
            let mut same = some.clone();
            let first = tokio::spawn(async move { store.import(&mut some).await.unwrap().added.len() });
            let second = tokio::spawn(async move { other.import(&mut same).await.unwrap().added.len() });
            assert_eq!(first.await.unwrap() + second.await.unwrap(), 4);
        }
        one.close().await;
        two.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deletion_can_be_undone_after_its_text_was_imported_again() {
    on_both_urls(async |url: String| {
        let store = Store::open_with(&url, &[template("Plain")]).await.unwrap();
        let id = store.import(&mut lines(1..=1)).await.unwrap().added[0];
        store.delete(&[id], false, Basis::Named, "ada", noon()).await.unwrap();
        assert_eq!(store.import(&mut lines(1..=1)).await.unwrap().added.len(), 1);
        let undo = review::last_undo(&store, "ada", 0).await.unwrap().unwrap();
        assert_eq!(undo.commit(&store, Utc::now()).await.unwrap().undone[0].id, id);
        assert_eq!(store.count(&Filter::all()).await.unwrap(), 2);
        assert_eq!(store.import(&mut lines(1..=1)).await.unwrap().added.len(), 0);
        store.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_that_is_there_is_an_error_at_once_and_no_wait_for_a_lock() {
    on_both_urls(async |url: String| {
        let store = Store::open_with(&url, &[template("Plain")]).await.unwrap();
        let new = lines(1..=1);
        store.add_conversations(&new).await.unwrap();
        let began = std::time::Instant::now();
        let twice = store.add_conversations(&new).await;
        assert!(matches!(&twice, Err(StoreError::Twice { .. })), "{twice:?}");
        assert!(began.elapsed().as_secs() < 3, "{:?}", began.elapsed());
        store.close().await;
    })
    .await;
}
