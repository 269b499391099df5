//! Many conversations by SQL, in minutes for a million: what an export or a report reads, without search words.

use std::path::Path;

use dialoom::store::Store;
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};

/// Conversations in one transaction.
const AT_ONCE: u64 = 50_000;

/// How many personas and topics alternate. Without a common divisor, so many times so many pairs of them stand in a large
/// database.
#[derive(Clone, Copy)]
pub struct Axes {
    pub personas: u64,
    pub topics: u64,
}

impl Default for Axes {
    fn default() -> Axes {
        Axes { personas: 10, topics: 13 }
    }
}

/// A new database file with so many approved conversations of ten turns, some 250 characters each.
///
/// Times and ids rise together, as in a database that grew. Personas, seven emotions and topics alternate; scores lie
/// between 6.0 and 10.0.
pub async fn seed(path: &Path, count: u64, axes: Axes) {
    Store::open(&path.display().to_string()).await.expect("a fresh file can be opened").close().await;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path).foreign_keys(false);
    let mut connection = SqliteConnection::connect_with(&options).await.expect("the file just made");
    run(&mut connection, "PRAGMA journal_mode = OFF").await;
    run(&mut connection, "PRAGMA synchronous = OFF").await;
    run(&mut connection, "PRAGMA cache_size = -200000").await;
    for from in (0..count).step_by(AT_ONCE as usize) {
        let to = count.min(from + AT_ONCE);
        run(&mut connection, "BEGIN").await;
        run(&mut connection, &format!("{}{CONVERSATIONS}", numbers(from, to, axes))).await;
        run(&mut connection, &format!("{}{TURNS}", numbers(from, to, axes))).await;
        run(&mut connection, "COMMIT").await;
    }
    run(&mut connection, "PRAGMA journal_mode = WAL").await;
    run(&mut connection, "ANALYZE").await;
    connection.close().await.expect("the end of a connection");
}

async fn run(connection: &mut SqliteConnection, sql: &str) {
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(connection).await.expect("room on the disk");
}

/// `n` from one number up to the other, with the id (version 7), the time, the persona and the topic of each.
fn numbers(from: u64, to: u64, Axes { personas, topics }: Axes) -> String {
    format!(
        "WITH RECURSIVE number (n) AS (SELECT {from} UNION ALL SELECT n + 1 FROM number WHERE n + 1 < {to}), \
         made (n, id, at, persona, topic) AS (SELECT n, unhex(printf('%012x7%03x8%03x%012x', 1793520000000 + n * 10, n % 4096, n % 4096, n)), \
         strftime('%Y-%m-%dT%H:%M:%f000Z', 1793520000 + n / 100.0, 'unixepoch'), n % {personas}, n % {topics} FROM number) "
    )
}

const CONVERSATIONS: &str = "INSERT INTO conversations (id, short_id, title, title_key, persona, persona_key, emotion, \
    emotion_key, topic, topic_key, tier, status, quality_score, quality_metrics, confidence, turn_count, total_tokens, \
    actual_cost_micros, provider, model, created_by, updated_by, created_at, updated_at, approved_by, approved_at, \
    decision_basis) \
    SELECT id, printf('%010x', n), 'Talk ' || n, 'talk ' || n, 'Saver ' || persona, 'saver ' || persona, \
    'worry ' || (n % 7), 'worry ' || (n % 7), 'question ' || topic, 'question ' || topic, \
    CASE n % 3 WHEN 0 THEN 'template' WHEN 1 THEN 'scenario' ELSE 'edge_case' END, 'approved', \
    round(60 + n * 7 % 41) / 10, '{}', 'medium', 10, 620, n % 997, 'anthropic', 'a-model', 'ann', 'ann', at, at, 'rita', \
    at, 'named' FROM made";

/// Words that differ from turn to turn, so that packing has work to do.
const TURNS: &str = "INSERT INTO conversation_turns (conversation_id, turn_number, role, content, token_count, \
    char_count, created_at) \
    SELECT id, place, CASE place % 2 WHEN 1 THEN 'user' ELSE 'assistant' END, text, length(text) / 4, length(text), at \
    FROM (SELECT id, at, place, 'What I would like to understand about question ' || topic || ' before I decide, \
    with \"figures\" and an example:' || char(10) || hex(randomblob(40)) || ' and then ' || hex(randomblob(40)) AS text \
    FROM made, (SELECT 1 AS place UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL \
    SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9 UNION ALL SELECT 10))";
