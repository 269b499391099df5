//! A database that is locked or gone while answers wait to be saved: the error says so, nothing is half stored, and the
//! same call goes through later.

use std::time::Duration;

use dialoom::domain::batch::ItemState;
use dialoom::store::{Outcome, Recorded, Store, StoreError};
use sqlx::{PgPool, SqlitePool};

use super::fixtures::*;
use super::raw::Raw;
use crate::support::postgres::Database;

async fn waiting_outcomes(store: &Store) -> Vec<Outcome> {
    let batch = batch_of(store, "b", 3).await;
    let items = store.claim_items(batch, "w", 3, now(), LEASE).await.unwrap();
    vec![success(&items[0], "w"), failure(&items[1], "w", ItemState::Failed), success(&items[2], "w")]
}

#[tokio::test]
async fn a_locked_file_is_waited_for_then_named_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let store = open(path.to_str().unwrap()).await;
    let outcomes = waiting_outcomes(&store).await;
    let other = SqlitePool::connect(&format!("sqlite:{}", path.display())).await.unwrap();

    let lock = other.begin_with("BEGIN IMMEDIATE").await.unwrap();
    let error = store.record(&outcomes).await.unwrap_err();
    assert!(matches!(error, StoreError::Locked) && error.is_passing(), "{error:?}");
    // A lock that is let go while we wait is no error at all.
    let (recorded, ()) = tokio::join!(store.record(&outcomes), async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        lock.rollback().await.unwrap();
    });
    assert_eq!(recorded.unwrap(), vec![Recorded::Stored; 3]);
    assert_eq!(Raw::open(path.to_str().unwrap()).await.rows().await, [3, 2, 16, 2]);
}

#[tokio::test]
async fn a_connection_cut_in_the_middle_of_saving_stores_nothing_and_the_same_call_goes_through_afterwards() {
    let database = Database::new();
    let url = database.url();
    let store = open(&url).await;
    let outcomes = waiting_outcomes(&store).await;
    let other = PgPool::connect(&url).await.unwrap();

    // Saving has written everything but the batch's cost when it meets this lock, and is cut off there.
    let mut lock = other.begin().await.unwrap();
    sqlx::query("SELECT id FROM batch_jobs FOR UPDATE").execute(&mut *lock).await.unwrap();
    let saving = tokio::spawn({
        let (store, outcomes) = (store.clone(), outcomes.clone());
        async move { store.record(&outcomes).await }
    });
    let cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
               WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while sqlx::query_scalar::<_, i64>(cut).fetch_one(&other).await.unwrap() == 0 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let error = saving.await.unwrap().unwrap_err();
    assert!(matches!(error, StoreError::ConnectionLost { .. }) && error.is_passing(), "{error:?}");
    assert!(error.to_string().starts_with("the connection to the database was lost: "), "{error}");
    lock.rollback().await.unwrap();
    let raw = Raw::open(&url).await;
    assert_eq!(raw.rows().await, [0, 0, 0, 0]);

    assert_eq!(store.record(&outcomes).await.unwrap(), vec![Recorded::Stored; 3]);
    assert_eq!(raw.rows().await, [3, 2, 16, 2]);
}
