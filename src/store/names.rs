//! The names in a database, for completion: read on one connection, without creating, migrating or waiting.

use std::path::{Path, PathBuf};

use sqlx::postgres::PgConnection;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use crate::domain::axis::Axis;

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
    /// Versions of scenarios, as NAME@VERSION.
    ScenarioVersions,
    /// Versions of edge cases, likewise.
    EdgeCaseVersions,
    /// Names of vocabularies.
    Vocabularies,
    /// Versions of vocabularies, likewise.
    VocabularyVersions,
    /// Ids of exports, newest first.
    Exports,
    /// Values of an axis: those of conversations, and those of vocabularies.
    Axis(Axis),
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

/// Ids as they are printed: SQLite keeps bytes.
const EXPORTS: [&str; 2] = [
    "(SELECT lower(substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-' || substr(h, 13, 4) || '-' || substr(h, 17, 4) \
     || '-' || substr(h, 21)) AS id, created_at FROM (SELECT hex(id) AS h, created_at FROM export_logs)) AS exports",
    "(SELECT CAST(id AS text) COLLATE \"C\" AS id, created_at FROM export_logs) AS exports",
];

/// The versions in a table, as a table of names.
fn versions(of: &str, versions: &str, key: &str, engine: usize) -> String {
    let collation = ["", " COLLATE \"C\""][engine];
    format!(
        "(SELECT (t.name || '@' || v.version){collation} AS pinned FROM {versions} v JOIN {of} t ON t.id = v.{key}) \
         AS versions"
    )
}

fn axis_values(axis: Axis, engine: usize) -> String {
    let (values, collation) = [
        ("json_each(w.content, '$.values') j", ""),
        ("jsonb_array_elements_text(w.content -> 'values') AS j (value)", " COLLATE \"C\""),
    ][engine];
    format!(
        "(SELECT {axis}{collation} AS value FROM conversations WHERE {axis} <> '' UNION SELECT j.value{collation} \
         FROM vocabularies v JOIN vocabulary_versions w ON w.entry_id = v.id AND w.version = v.version, {values} \
         WHERE v.axis = '{axis}') AS axis_values"
    )
}

impl Named {
    /// The statement for names that begin with `prefix`. Whoever completes a word reads no thousand.
    fn statement(self, prefix: &str, is_server: bool) -> Statement {
        let engine = usize::from(is_server);
        let pinned = |of, all, key| (versions(of, all, key, engine), "pinned", "pinned");
        let named = |table: &str, column, order| (table.to_owned(), column, order);
        let (table, column, order) = match self {
            Named::Conversations => named("conversations", "short_id", "created_at DESC"),
            Named::Batches => named(BATCHES, "name", "created_at DESC"),
            Named::Tags => named(TAGS, "tag", "tag"),
            Named::Templates => named("prompt_templates", "name", "name"),
            Named::TemplateVersions => pinned("prompt_templates", "template_versions", "template_id"),
            Named::Categories => named(CATEGORIES[engine], "category", "category"),
            Named::Documents => named("documents", "title", "title"),
            Named::Scenarios => named("scenarios", "name", "name"),
            Named::ScenarioVersions => pinned("scenarios", "scenario_versions", "entry_id"),
            Named::EdgeCases => named("edge_cases", "name", "name"),
            Named::EdgeCaseVersions => pinned("edge_cases", "edge_case_versions", "entry_id"),
            Named::Vocabularies => named("vocabularies", "name", "name"),
            Named::VocabularyVersions => pinned("vocabularies", "vocabulary_versions", "entry_id"),
            Named::Chunks => named(CHUNKS[engine], "chunk", "chunk"),
            Named::Parameters => named(PARAMETERS[engine], "pair", "pair"),
            Named::Exports => named(EXPORTS[engine], "id", "created_at DESC"),
            Named::Axis(axis) => (axis_values(axis, engine), "value", "value"),
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
