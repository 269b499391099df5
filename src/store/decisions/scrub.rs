//! What a purge does behind its transaction: no freed page and no statistics of the planner keep the old text.

use sqlx::postgres::PgPool;
use sqlx::sqlite::SqlitePool;

use crate::store::Store;
use crate::store::sql::engine::Db;

/// Every table that held text of a conversation.
const TABLES: [&str; 11] = [
    "conversations",
    "conversation_turns",
    "conversation_search",
    "conversation_findings",
    "conversation_tags",
    "conversation_bands",
    "generation_logs",
    "batch_items",
    "decisions",
    "acts",
    "trash",
];

/// The columns of a table that the planner keeps values of, and their types. `TABLE` is one of [`TABLES`].
const KEPT_COLUMNS: &str = "SELECT quote_ident(a.attname), format_type(a.atttypid, a.atttypmod) \
    FROM pg_stats s JOIN pg_attribute a ON a.attrelid = to_regclass('TABLE') AND a.attname = s.attname \
    JOIN pg_class c ON c.oid = a.attrelid AND c.relname = s.tablename \
    JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = s.schemaname ORDER BY a.attnum";

/// The owner of a table where this role may not vacuum it; the server would only warn of that.
const OWNER_ALONE: &str = "SELECT quote_ident(pg_get_userbyid(c.relowner)) FROM pg_class c, pg_database d \
    WHERE c.oid = to_regclass('TABLE') AND d.datname = current_database() \
    AND NOT (pg_has_role(c.relowner, 'USAGE') OR pg_has_role(d.datdba, 'USAGE') OR \
        CASE WHEN current_setting('server_version_num')::int < 170000 THEN false \
        ELSE has_table_privilege(c.oid, 'MAINTAIN') END)";

impl Store {
    /// Rewrites the files, so that no freed page keeps old text. Says why, where that is not possible.
    pub(super) async fn scrub(&self) -> Option<String> {
        match &self.db {
            Db::Sqlite { write, .. } => scrub_sqlite(write).await,
            Db::Postgres(pool) => match scrub_postgres(pool).await {
                Ok(leftover) => leftover,
                Err(error) => Some(format!("the server did not clear its tables: {error}")),
            },
        }
    }
}

async fn scrub_sqlite(write: &SqlitePool) -> Option<String> {
    // Merges the search index: a deleted row keeps its words there until then.
    let rewrite = "INSERT INTO conversation_search (conversation_search) VALUES ('optimize'); VACUUM";
    if let Err(error) = sqlx::raw_sql(rewrite).execute(write).await {
        return Some(format!("the database file could not be rewritten: {error}"));
    }
    match sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(write).await {
        Ok((0, _, _)) => None,
        Ok::<(i64, i64, i64), _>(_) => {
            Some("another program has the database open: its log (-wal) goes when the last one ends".into())
        }
        Err(error) => Some(format!("the log (-wal) could not be emptied: {error}")),
    }
}

/// `ANALYZE` replaces the common values that the planner keeps of each column (`pg_stats`), but not of an empty table.
async fn scrub_postgres(pool: &PgPool) -> sqlx::Result<Option<String>> {
    let mut kept = Vec::new();
    for table in TABLES {
        let owner: Option<String> =
            sqlx::query_scalar(sqlx::AssertSqlSafe(OWNER_ALONE.replace("TABLE", table))).fetch_optional(pool).await?;
        if let Some(owner) = owner {
            return Ok(Some(format!(
                "freed rows and what the planner knows of them (pg_stats): only {owner}, who owns {table}, may clear it, \
                 with VACUUM (ANALYZE)"
            )));
        }
        run(pool, &format!("VACUUM (ANALYZE) {table}")).await?;
        let is_filled: bool = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT EXISTS (SELECT 1 FROM {table})")))
            .fetch_one(pool)
            .await?;
        if !is_filled {
            kept.extend(forget_values(pool, table).await?);
        }
    }
    // Of the catalogue of these values. Only the owner of the database may; others get a warning from the server.
    run(pool, "VACUUM pg_catalog.pg_statistic").await?;
    Ok((!kept.is_empty()).then(|| {
        format!(
            "what the planner knows of {} (pg_stats), until the tables hold rows again and ANALYZE runs",
            kept.join(", ")
        )
    }))
}

/// Makes the planner forget the values of an empty table; the columns whose values it keeps. A type that is set again
/// does it for the owner of a table, but for a column of a trigger or a generated one.
async fn forget_values(pool: &PgPool, table: &str) -> sqlx::Result<Vec<String>> {
    let select = KEPT_COLUMNS.replace("TABLE", table);
    let columns: Vec<(String, String)> = sqlx::query_as(sqlx::AssertSqlSafe(select)).fetch_all(pool).await?;
    let mut kept = Vec::new();
    for (column, kind) in columns {
        let again = format!("SET LOCAL lock_timeout = '2s'; ALTER TABLE {table} ALTER COLUMN {column} TYPE {kind}");
        if run(pool, &again).await.is_err() {
            kept.push(format!("{table}.{column}"));
        }
    }
    Ok(kept)
}

/// `sql` holds names of the schema only.
async fn run(pool: &PgPool, sql: &str) -> sqlx::Result<()> {
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned())).execute(pool).await.map(drop)
}
