//! What happens while somebody else holds the database, and when there is no room.

use std::time::Duration;

use dialoom::domain::filter::Filter;
use dialoom::store::{Store, StoreError};
use sqlx::{Connection, Executor, SqliteConnection};

use super::samples::conversation;

#[tokio::test(flavor = "multi_thread")]
async fn a_write_waits_for_a_lock_that_is_given_back_and_reads_do_not_wait_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("locked.db");
    let url = path.to_str().unwrap();
    let store = Store::open_with(url, &[]).await.unwrap();
    let mut other = SqliteConnection::connect(url).await.unwrap();
    other.execute("BEGIN EXCLUSIVE").await.unwrap();
    let writer = store.clone();
    let write = tokio::spawn(async move { writer.add_conversations(&[conversation(0)]).await });
    assert_eq!(store.count(&Filter::default()).await.unwrap(), 0);
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!write.is_finished());
    other.execute("ROLLBACK").await.unwrap();
    write.await.unwrap().unwrap();
    assert_eq!(store.count(&Filter::default()).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lock_that_is_never_given_back_is_said_to_be_one_and_nothing_is_half_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("locked.db");
    let url = path.to_str().unwrap();
    let store = Store::open_with(url, &[]).await.unwrap();
    let mut other = SqliteConnection::connect(url).await.unwrap();
    other.execute("BEGIN EXCLUSIVE").await.unwrap();
    let refused = store.add_conversations(&[conversation(0)]).await.expect_err("locked");
    assert!(matches!(refused, StoreError::Locked) && refused.is_passing(), "{refused}");
    other.execute("ROLLBACK").await.unwrap();
    store.add_conversations(&[conversation(0)]).await.unwrap();
    assert_eq!(store.count(&Filter::default()).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_said_to_be_one_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("full.db");
    let url = path.to_str().unwrap();
    let store = Store::open_with(url, &[]).await.unwrap();
    store.add_conversations(&[conversation(0)]).await.unwrap();
    // SQLite's own limit on pages answers as a full disk does; it belongs to the connection that writes.
    store.limit_pages_for_tests(90).await.unwrap();
    let many: Vec<_> = (1..2000).map(conversation).collect();
    let refused = store.add_conversations(&many).await.expect_err("full");
    assert!(matches!(refused, StoreError::Full) && refused.is_passing(), "{refused}");
    assert_eq!(store.count(&Filter::default()).await.unwrap(), 1);
    store.limit_pages_for_tests(1_000_000).await.unwrap();
    store.add_conversations(&many).await.unwrap();
    assert_eq!(store.count(&Filter::default()).await.unwrap(), 2000);
}
