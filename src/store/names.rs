//! The names in a database, for completion: read on one connection, without creating, migrating or waiting.

use std::path::{Path, PathBuf};

use sqlx::postgres::PgConnection;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use crate::store::open::sqlite_path;
use crate::store::sql::statement::Statement;

/// What to name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// Short ids of conversations, newest first.
    Conversations,
    /// Names of batches, newest first.
    Batches,
    /// Names of templates.
    Templates,
    /// Versions of templates, as NAME@VERSION.
    TemplateVersions,
    /// Tags.
    Tags,
    /// Categories of conversations.
    Categories,
    /// Names of documents.
    Documents,
    /// Names of scenarios.
    Scenarios,
    /// Names of edge cases.
    EdgeCases,
    /// Chunks of documents, as NAME#NUMBER.
    Chunks,
    /// Parameters of conversations and their values, as NAME=VALUE.
    Parameters,
}

/// Jobs of another type are no batches.
const BATCHES: &str = "(SELECT name, created_at FROM batch_jobs WHERE type = 'generation') AS batches";

/// Each tag once.
const TAGS: &str = "(SELECT DISTINCT tag FROM conversation_tags) AS tags";
/// The categories and parameters as tables: SQLite has them, PostgreSQL has JSON. Nobody types a longer value.
const CATEGORIES: [&str; 2] = [
    "(SELECT DISTINCT category FROM conversation_categories) AS categories",
    "(SELECT DISTINCT jsonb_array_elements_text(categories) COLLATE \"C\" AS category FROM conversations) AS categories",
];
const PARAMETERS: [&str; 2] = [
    "(SELECT name || '=' || value AS pair FROM parameter_values WHERE length(value) <= 60) AS pairs",
    "(SELECT DISTINCT (p.key || '=' || p.value) COLLATE \"C\" AS pair FROM conversations c, \
     jsonb_each_text(c.parameters) p WHERE length(p.value) <= 60) AS pairs",
];

const CHUNKS: [&str; 2] = [
    "(SELECT d.title || '#' || (k.position + 1) AS chunk FROM chunks k JOIN documents d ON d.id = k.document_id \
     WHERE k.superseded_at IS NULL) AS chunks",
    "(SELECT (d.title || '#' || (k.position + 1)) COLLATE \"C\" AS chunk FROM chunks k \
     JOIN documents d ON d.id = k.document_id WHERE k.superseded_at IS NULL) AS chunks",
];

const VERSIONS: [&str; 2] = [
    "(SELECT t.name || '@' || v.version AS pinned FROM template_versions v \
     JOIN prompt_templates t ON t.id = v.template_id) AS versions",
    "(SELECT (t.name || '@' || v.version) COLLATE \"C\" AS pinned FROM template_versions v \
     JOIN prompt_templates t ON t.id = v.template_id) AS versions",
];

impl Named {
    /// The statement for names that begin with `prefix`. Whoever completes a word reads no thousand.
    fn statement(self, prefix: &str, is_server: bool) -> Statement {
        let engine = usize::from(is_server);
        let (table, column, order) = match self {
            Named::Conversations => ("conversations", "short_id", "created_at DESC"),
            Named::Batches => (BATCHES, "name", "created_at DESC"),
            Named::Tags => (TAGS, "tag", "tag"),
            Named::Templates => ("prompt_templates", "name", "name"),
            Named::TemplateVersions => (VERSIONS[engine], "pinned", "pinned"),
            Named::Categories => (CATEGORIES[engine], "category", "category"),
            Named::Documents => ("documents", "title", "title"),
            Named::Scenarios => ("scenarios", "name", "name"),
            Named::EdgeCases => ("edge_cases", "name", "name"),
            Named::Chunks => (CHUNKS[engine], "chunk", "chunk"),
            Named::Parameters => (PARAMETERS[engine], "pair", "pair"),
        };
        let mut statement = Statement::new(&format!("SELECT {column} FROM {table} WHERE {column} >= "));
        statement.bind(prefix).push(" AND ").push(column).push(" < ").bind(format!("{prefix}\u{10ffff}"));
        statement.push(" ORDER BY ").push(order).push(" LIMIT 200");
        statement
    }
}

/// The names that begin with `prefix`; `None` where there is no such database or it cannot be read.
pub async fn names(url: &str, named: Named, prefix: &str) -> Option<Vec<String>> {
    let file = sqlite_path(url);
    let statement = named.statement(prefix, file.is_none());
    let rows: Vec<(String,)> = match file {
        None => {
            let mut connection = PgConnection::connect(url).await.ok()?;
            statement.query_as::<sqlx::Postgres, _>().fetch_all(&mut connection).await.ok()?
        }
        Some(path) if Path::new(path).is_file() => {
            // Without a log beside it, the file holds everything, and reading it makes no new files.
            let has_log = PathBuf::from(format!("{path}-wal")).exists();
            let options = SqliteConnectOptions::new().filename(path).read_only(true).immutable(!has_log);
            let mut connection = options.connect().await.ok()?;
            statement.query_as::<sqlx::Sqlite, _>().fetch_all(&mut connection).await.ok()?
        }
        Some(_) => return None,
    };
    Some(rows.into_iter().map(|(name,)| name).collect())
}
