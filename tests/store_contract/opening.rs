//! Opening a database: what is made, what is refused, and that a refusal changes nothing.

use dialoom::domain::template::TemplateText;
use dialoom::store::{Store, StoreError};
use sqlx::{Connection, Executor, SqliteConnection};

use super::template;
use crate::support::postgres::{Database, PASSWORD};

async fn refused(url: &str) -> StoreError {
    Store::open_with(url, &[]).await.expect_err("must be refused")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fresh_file_is_created_with_the_schema_and_the_templates() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.db");
    let store = Store::open_with(path.to_str().unwrap(), &[template("One")]).await.unwrap();
    assert_eq!(store.engine(), "sqlite");
    assert_eq!(store.place(), path.to_str().unwrap());
    assert_eq!(store.templates(false).await.unwrap().len(), 1);
    store.close().await;
    let url = format!("sqlite:{}", path.display());
    let store = Store::open_with(&url, &[template("one"), template("Two")]).await.unwrap();
    let names: Vec<String> = store.templates(true).await.unwrap().into_iter().map(|one| one.text.name).collect();
    assert_eq!(names, ["One", "Two"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_earlier_text_of_a_built_in_template_gets_a_new_version_and_stays_as_the_old_one() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::new();
    let text = |text: &str| TemplateText { text: text.into(), ..template("One") };
    for url in [folder.path().join("new.db").to_str().unwrap().to_owned(), database.url()] {
        let store = Store::open_with(&url, &[template("One"), template("Changed")]).await.unwrap();
        store.add_template(&template("Own"), "rita").await.unwrap();
        let before = store.template("One").await.unwrap();
        let renewed: Vec<_> = (0..4)
            .map(|_| {
                let url = url.clone();
                let earlier =
                    [template("One"), template("Own"), TemplateText { text: "x".into(), ..template("Changed") }];
                tokio::spawn(async move {
                    let store = Store::open_with(&url, &[]).await.unwrap();
                    store
                        .renew_templates(&earlier, &[text("New {{topic}}"), template("Own"), template("Changed")])
                        .await
                })
            })
            .collect();
        for renewing in renewed {
            renewing.await.unwrap().unwrap();
        }
        let after = store.template("One").await.unwrap();
        assert_eq!((after.id, after.version, after.text.text.as_str()), (before.id, 2, "New {{topic}}"));
        assert_eq!(store.template_version(before.id, 1).await.unwrap(), before.text);
        for name in ["Own", "Changed"] {
            assert_eq!(store.template(name).await.unwrap().version, 1, "somebody's own text");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fresh_postgres_database_is_brought_up_to_date_and_its_password_is_never_shown() {
    let database = Database::new();
    let store = Store::open_with(&database.url(), &[template("One")]).await.unwrap();
    assert_eq!(store.engine(), "postgres");
    assert!(!store.place().contains(PASSWORD) && !format!("{store:?}").contains(PASSWORD));
    store.close().await;
    let store = Store::open_with(&database.url(), &[template("One")]).await.unwrap();
    assert_eq!(store.templates(false).await.unwrap().len(), 1);
    let missing = refused(&format!("{}x", database.url())).await;
    assert!(!format!("{missing} {missing:?}").contains(PASSWORD), "{missing}");
}

#[tokio::test(flavor = "multi_thread")]
async fn many_opening_the_same_fresh_database_at_once_do_not_collide() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::new();
    for url in [folder.path().join("new.db").to_str().unwrap().to_owned(), database.url()] {
        let opened: Vec<_> = (0..8)
            .map(|_| {
                let url = url.clone();
                tokio::spawn(async move { Store::open_with(&url, &[template("One")]).await })
            })
            .collect();
        for opening in opened {
            let store = opening.await.unwrap().unwrap();
            assert_eq!(store.templates(false).await.unwrap().len(), 1);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_file_is_refused_and_not_one_byte_of_it_changes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("newer.db");
    let url = path.to_str().unwrap();
    Store::open_with(url, &[]).await.unwrap().close().await;
    // Out of WAL mode, so that a switch back to it would be seen, too.
    let mut connection = SqliteConnection::connect(url).await.unwrap();
    connection.execute("PRAGMA journal_mode = DELETE").await.unwrap();
    connection.execute("PRAGMA user_version = 9999").await.unwrap();
    connection.close().await.unwrap();
    let before = std::fs::read(&path).unwrap();
    assert!(matches!(refused(url).await, StoreError::Newer { found: 9999, .. }));
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no journal is left beside it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_postgres_database_is_refused() {
    let database = Database::new();
    Store::open_with(&database.url(), &[]).await.unwrap().close().await;
    let mut connection = sqlx::PgConnection::connect(&database.url()).await.unwrap();
    connection.execute("INSERT INTO dialoom_schema (version) VALUES (9999)").await.unwrap();
    let error = refused(&database.url()).await;
    assert!(matches!(error, StoreError::Newer { found: 9999, .. }), "{error}");
    assert!(!error.to_string().contains(PASSWORD));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_belongs_to_another_program_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("notes.txt");
    std::fs::write(&text, "these are my notes, not a database").unwrap();
    assert!(matches!(refused(text.to_str().unwrap()).await, StoreError::Foreign { .. }));
    assert_eq!(std::fs::read_to_string(&text).unwrap(), "these are my notes, not a database");

    let other = folder.path().join("other.db");
    let url = format!("sqlite:{}?mode=rwc", other.display());
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    connection.execute("CREATE TABLE bookmarks (id INTEGER PRIMARY KEY)").await.unwrap();
    connection.close().await.unwrap();
    let before = std::fs::read(&other).unwrap();
    assert!(matches!(refused(other.to_str().unwrap()).await, StoreError::Foreign { .. }));
    assert_eq!(std::fs::read(&other).unwrap(), before);

    let database = Database::new();
    let mut connection = sqlx::PgConnection::connect(&database.url()).await.unwrap();
    connection.execute("CREATE TABLE conversations (id int)").await.unwrap();
    let error = refused(&database.url()).await;
    assert!(matches!(error, StoreError::Foreign { .. }), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_that_cannot_be_used_is_named_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("no/such/place.db");
    let error = refused(missing.to_str().unwrap()).await.to_string();
    assert!(error.contains("place.db") && error.contains("there is no directory"), "{error}");
    let error = refused(folder.path().to_str().unwrap()).await.to_string();
    assert!(error.contains("it is a directory"), "{error}");
    let error = refused("mysql://user:secret@host/db").await.to_string();
    assert!(error.contains("postgres:// URL") && !error.contains("secret"), "{error}");
    let error = refused("postgres://user:secret@127.0.0.1:1/db").await.to_string();
    assert!(error.contains("user@127.0.0.1:1/db") && !error.contains("secret"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_journal_that_a_killed_process_left_is_rolled_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("d.db");
    Store::open_with(path.to_str().unwrap(), &[template("One")]).await.unwrap().close().await;
    // A transaction in the middle: its pages are in the file already, and what was there before is in the journal.
    let options = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(&path)
        .journal_mode(sqlx::sqlite::SqliteJournalMode::Delete)
        .pragma("cache_size", "1");
    let mut writer = SqliteConnection::connect_with(&options).await.unwrap();
    writer.execute("BEGIN IMMEDIATE").await.unwrap();
    writer.execute("UPDATE prompt_templates SET created_by = hex(zeroblob(200000))").await.unwrap();
    let copy = folder.path().join("killed.db");
    std::fs::copy(&path, &copy).unwrap();
    std::fs::copy(folder.path().join("d.db-journal"), folder.path().join("killed.db-journal")).unwrap();
    let store = Store::open_with(copy.to_str().unwrap(), &[]).await.unwrap();
    assert_eq!(store.templates(true).await.unwrap()[0].text.name, "One");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_on_a_server_waits_for_the_disk_whatever_the_database_is_set_to() {
    let database = Database::new();
    Store::open_with(&database.url(), &[]).await.unwrap().close().await;
    // Every later write leaves the setting of its own connection.
    database.run(
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$;
         CREATE TABLE seen (setting text);
         CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS
         $$BEGIN INSERT INTO seen VALUES (current_setting('synchronous_commit')); RETURN NULL; END$$;
         CREATE TRIGGER sees AFTER INSERT ON prompt_templates EXECUTE FUNCTION see();",
    );
    let mut other = sqlx::PgConnection::connect(&database.url()).await.unwrap();
    let theirs: String = sqlx::query_scalar("SHOW synchronous_commit").fetch_one(&mut other).await.unwrap();
    assert_eq!(theirs, "off");
    Store::open_with(&database.url(), &[template("One")]).await.unwrap().close().await;
    let ours: String = sqlx::query_scalar("SELECT setting FROM seen").fetch_one(&mut other).await.unwrap();
    assert_eq!(ours, "on");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_a_free_connection_is_named_so() {
    let database = Database::new();
    let store = Store::open_with(&database.url(), &[]).await.unwrap();
    let free = "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I CONNECTION LIMIT 0', current_database()); END $$";
    database.run(free);
    // The limit binds all but superusers.
    database.run("DO $$ BEGIN CREATE ROLE clerk LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
    let error = refused(&database.url().replacen("dialoom_tests", "clerk", 1)).await;
    assert!(matches!(error, StoreError::NoConnection { .. }) && error.is_passing(), "{error:?}");
    assert!(error.to_string().contains("too many connections"), "{error}");
    store.close().await;
}
