//! Databases of an earlier schema: brought up to date with every row, index, trigger and found word.

use std::path::{Path, PathBuf};

use dialoom::domain::effect::Effect;
use dialoom::domain::filter::Filter;
use dialoom::domain::ids::ConversationId;
use dialoom::store::{Store, Upgrade, Upgrades};
use sqlx::{AssertSqlSafe, SqlitePool};

use super::fixtures::*;
use super::raw::Raw;
use super::template;
use crate::support::postgres::Database;

/// The first migration after the earlier schema that these tests begin with.
const PROVIDERS: u32 = 10;

fn migrations(engine: &str) -> Vec<(u32, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let number = |file: &PathBuf| file.file_name().unwrap().to_str().unwrap()[..4].parse().unwrap();
    let mut all: Vec<_> = files.map(|file| (number(&file), std::fs::read_to_string(file).unwrap())).collect();
    all.sort();
    all
}

/// Two conversations, made in a batch of three by three calls.
async fn fill(store: &Store) -> Vec<ConversationId> {
    let batch = batch_of(store, "b", 3).await;
    let items = store.claim_items(batch, "w", 3, now(), LEASE).await.unwrap();
    let made = [success(&items[0], "w"), success(&items[2], "w")];
    let failed = failure(&items[1], "w", dialoom::domain::batch::ItemState::Failed);
    store.record(&[made[0].clone(), failed, made[1].clone()]).await.unwrap();
    made.iter().map(|outcome| outcome.conversation().unwrap().id).collect()
}

async fn run(pool: &SqlitePool, sql: String) {
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(pool).await.unwrap();
}

async fn texts(pool: &SqlitePool, sql: &'static str) -> Vec<String> {
    sqlx::query_scalar(sql).fetch_all(pool).await.unwrap()
}

/// A file of the earlier schema that holds what the newest file at `from` holds.
async fn earlier_sqlite(from: &Path, to: &Path, words: &str) -> SqlitePool {
    let url = format!("sqlite:{}?mode=rwc", to.display());
    let options = sqlx::sqlite::SqlitePoolOptions::new().max_connections(1);
    let pool = options.connect(&url).await.unwrap();
    for (_, sql) in migrations("sqlite").into_iter().filter(|(number, _)| *number < PROVIDERS) {
        run(&pool, sql).await;
    }
    run(&pool, format!("PRAGMA user_version = {}; ATTACH '{}' AS newest", PROVIDERS - 1, from.display())).await;
    for table in [
        "prompt_templates",
        "template_versions",
        "batch_jobs",
        "conversations",
        "conversation_turns",
        "batch_items",
        "generation_logs",
    ] {
        let columns = format!("SELECT group_concat(name) FROM pragma_table_info('{table}')");
        let columns: String = sqlx::query_scalar(AssertSqlSafe(columns)).fetch_one(&pool).await.unwrap();
        run(&pool, format!("INSERT INTO {table} ({columns}) SELECT {columns} FROM newest.{table}")).await;
    }
    run(&pool, format!("INSERT INTO conversation_search (rowid, words) SELECT row, '{words}' FROM conversations"))
        .await;
    run(&pool, "DETACH newest".into()).await;
    pool
}

const SCHEMA: &str = "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema \
    WHERE name NOT IN ('template_ratings', 'conversations', 'generation_logs', 'batch_items', 'batch_jobs', 'providers', 'daily_costs', 'single_calls', \
    'export_logs', 'prompt_templates', 'template_versions', 'scenarios', 'edge_cases', 'documents', 'chunks', 'conversations_by_cost') \
    AND name NOT LIKE 'conversations_flag_%' \
    ORDER BY type, name";

/// The rows of every table that the migration touches or that points there.
async fn contents(pool: &SqlitePool) -> Vec<String> {
    let mut all =
        texts(pool, "SELECT row || hex(id) || provider || status || updated_at FROM conversations ORDER BY row").await;
    all.extend(
        texts(pool, "SELECT hex(conversation_id) || turn_number || content FROM conversation_turns ORDER BY 1").await,
    );
    all.extend(
        texts(
            pool,
            "SELECT hex(id) || coalesce(hex(conversation_id), '-') || provider FROM generation_logs ORDER BY 1",
        )
        .await,
    );
    all.extend(texts(pool, "SELECT hex(id) || coalesce(hex(conversation_id), '-') FROM batch_items ORDER BY 1").await);
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_file_says_how_far_its_migrations_are_and_a_new_one_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let (newest, path) = (folder.path().join("newest.db"), folder.path().join("earlier.db"));
    let upgrades = Upgrades::default();
    let open = async |path: &Path| {
        Store::open_upgrading(path.to_str().unwrap(), Effect::Creates, &upgrades).await.unwrap().close().await;
    };
    open(&newest).await;
    assert_eq!(*upgrades.borrow(), None);
    earlier_sqlite(&newest, &path, "").await.close().await;
    open(&path).await;
    let missing = migrations("sqlite").iter().filter(|(number, _)| *number >= PROVIDERS).count();
    assert_eq!(*upgrades.borrow(), Some(Upgrade { step: missing, of: missing }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_the_earlier_schema_keeps_everything_and_takes_a_new_provider() {
    let folder = tempfile::tempdir().unwrap();
    let (newest, path) = (folder.path().join("newest.db"), folder.path().join("earlier.db"));
    let store = Store::open_with(newest.to_str().unwrap(), &[template("Plain")]).await.unwrap();
    let made = fill(&store).await;
    store.close().await;
    let pool = earlier_sqlite(&newest, &path, "widowed rollover").await;
    let (schema, rows) = (texts(&pool, SCHEMA).await, contents(&pool).await);
    assert_eq!(rows.len(), 2 + 2 * 8 + 3 + 3);
    // One that had the file open before must see the change as well.
    let unknown = "UPDATE generation_logs SET provider = 'newcomer'";
    assert!(sqlx::query(unknown).execute(&pool).await.is_err());

    let store = Store::open_with(path.to_str().unwrap(), &[template("Plain")]).await.unwrap();
    assert_eq!(contents(&pool).await, rows);
    let newer = texts(&pool, SCHEMA).await;
    assert!(
        schema.iter().all(|it| newer.contains(it)),
        "every index, trigger and other table is as it was: {newer:#?}"
    );
    let text = "SELECT sql FROM sqlite_schema WHERE name IN ('conversations', 'generation_logs')";
    for sql in texts(&pool, text).await {
        assert!(sql.contains("REFERENCES providers (name)") && !sql.contains("'openai'"), "{sql}");
    }
    let jobs = texts(&pool, "SELECT sql FROM sqlite_schema WHERE name = 'batch_jobs'").await.remove(0);
    assert!(jobs.contains("'validation', 'cleanup', 'regeneration'"), "{jobs}");
    assert_eq!(texts(&pool, "PRAGMA integrity_check").await, ["ok"]);
    assert!(sqlx::query("PRAGMA foreign_key_check").fetch_all(&pool).await.unwrap().is_empty());
    let found = |words: &str| Filter { search: Some(words.into()), ..Filter::default() };
    assert_eq!(store.count(&found("rollover widowed")).await.unwrap(), 2);
    assert_eq!(store.count(&found("divorced")).await.unwrap(), 0);

    assert!(sqlx::query(unknown).execute(&pool).await.is_err(), "still no provider");
    run(&pool, format!("INSERT INTO providers (name) VALUES ('newcomer'); {unknown}")).await;
    assert!(sqlx::query("DELETE FROM providers WHERE name = 'newcomer'").execute(&pool).await.is_err());
    run(&pool, "UPDATE generation_logs SET provider = 'simulator'".into()).await;

    // Turns, words and the links of logs and items still follow a conversation that is deleted.
    sqlx::query("DELETE FROM conversations WHERE id = ?").bind(made[0].0).execute(&pool).await.unwrap();
    assert_eq!(store.count(&found("rollover")).await.unwrap(), 1);
    assert_eq!(contents(&pool).await.len(), 1 + 8 + 3 + 3);
    // And the store saves as before.
    fill_again(&store).await;
    assert_eq!(store.count(&Filter::default()).await.unwrap(), 2);
}

async fn fill_again(store: &Store) {
    let batch = batch_of(store, "c", 1).await;
    let items = store.claim_items(batch, "w", 1, now(), LEASE).await.unwrap();
    store.record(&[success(&items[0], "w")]).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_postgres_database_of_the_earlier_schema_keeps_everything_and_takes_a_new_provider() {
    let database = Database::new();
    let url = database.url();
    let store = Store::open_with(&url, &[template("Plain")]).await.unwrap();
    fill(&store).await;
    store.close().await;
    let check = "CHECK (provider IN ('anthropic', 'openai', 'simulator'))";
    database.run(&format!(
        "DROP INDEX conversations_by_cost; \
         CREATE INDEX conversations_by_cost ON conversations (actual_cost_micros, id); \
         ALTER TABLE conversations DROP CONSTRAINT conversations_provider_fkey, ADD {check}; \
         ALTER TABLE generation_logs DROP CONSTRAINT generation_logs_provider_fkey, ADD {check}; \
         ALTER TABLE generation_logs DROP COLUMN uncertain_micros, DROP COLUMN parameters; \
         DROP TABLE template_ratings; ALTER TABLE prompt_templates DROP kind; \
         ALTER TABLE template_versions DROP source, DROP partials; \
         DROP TABLE daily_costs, single_calls, judge_marks; \
         DROP TABLE providers, conversation_findings, conversation_tags, conversation_bands, review_claims; \
         DROP TABLE trash_links, trash, decisions, acts, actions; \
         ALTER TABLE batch_items DROP about; DROP TABLE superseded; \
         DROP FUNCTION conversations_supersede CASCADE; DROP FUNCTION supersede_all_before; \
         ALTER TABLE conversations DROP has_serious, DROP decision_basis, DROP similarity_scheme; \
         DROP FUNCTION edge_case_tested CASCADE; ALTER TABLE conversations DROP situation; ALTER TABLE conversations DROP source_file, DROP source_line, DROP source_checksum; \
         DROP FUNCTION conversations_list_tags CASCADE; ALTER TABLE conversations DROP tags; \
         DROP INDEX conversations_by_category, conversations_by_parameter, conversations_by_tier_created; \
         ALTER TABLE export_logs DROP shape, DROP example_count, DROP options, DROP files, DROP packed_rejected; \
         DROP TABLE exported_ids; \
         DROP FUNCTION is_serious; DROP FUNCTION conversations_list_findings CASCADE; \
         ALTER TABLE template_versions DROP system_prompt; DROP TABLE scenario_versions, edge_case_versions; \
         ALTER TABLE scenarios DROP name_key, DROP version, DROP emotion; \
         ALTER TABLE edge_cases DROP name_key, DROP version, DROP persona, DROP emotion, DROP topic; \
         DROP INDEX documents_by_file, conversations_by_version; ALTER TABLE chunks DROP superseded_at; \
         ALTER TABLE documents DROP title_key, DROP format, DROP chunk_tokens, DROP overlap; \
         DROP TABLE vocabulary_versions, vocabularies; \
         ALTER TABLE batch_jobs DROP description, DROP summary; \
         DELETE FROM dialoom_schema WHERE version >= {PROVIDERS};"
    ));
    let raw = Raw::open(&url).await;
    let before = raw.rows().await;
    let store = Store::open_with(&url, &[template("Plain")]).await.unwrap();
    assert_eq!(raw.rows().await, before);
    let checks = "SELECT count(*) FROM pg_constraint WHERE contype = 'c' AND conname LIKE '%\\_provider\\_check'";
    assert_eq!(raw.number(checks).await, 0);
    let keys = "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND confrelid = 'providers'::regclass";
    assert_eq!(raw.number(keys).await, 3, "of conversations, logs and single calls");
    database.run("INSERT INTO providers (name) VALUES ('newcomer'); UPDATE generation_logs SET provider = 'newcomer'");
    fill_again(&store).await;
    assert_eq!(store.count(&Filter::default()).await.unwrap(), 3);
}
