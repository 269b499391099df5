//! The store: one SQLite file or one PostgreSQL database, behind the same methods. The only folder that knows sqlx.

mod batches;
mod clock;
mod conversations;
mod exports;
mod open;
mod past_usage;
pub mod rate;
mod reviews;
mod sql;
mod stats;
mod templates;

pub use batches::{DeadCalls, ItemUpdate, Outcome, PlanChange, Recorded, Reserved};
pub use conversations::{FullConversation, Page};
pub use past_usage::CallsAlike;
pub use stats::{Bar, Breakdown, CallTotals, Totals};

use std::sync::Arc;

use crate::domain::status::MoveNotAllowed;
use sql::engine::Db;

/// An open database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {
    db: Db,
    place: Arc<str>,
}

/// What can go wrong with the store, each with what the user can do about it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Nothing by that name or id.
    #[error("no {what} \"{given}\"{}", near.as_ref().map(|near| format!("; did you mean \"{near}\"?")).unwrap_or_default())]
    NotFound {
        /// "conversation", "batch", "template".
        what: &'static str,
        /// What was typed.
        given: String,
        /// The nearest existing name.
        near: Option<String>,
    },
    /// A prefix that fits more than one.
    #[error("\"{given}\" could be any of {}", matches.join(", "))]
    Ambiguous {
        /// What kind of thing.
        what: &'static str,
        /// What was typed.
        given: String,
        /// Up to five that fit.
        matches: Vec<String>,
    },
    /// The name is taken.
    #[error("there is already a {what} named \"{name}\"")]
    Taken {
        /// What kind of thing.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A template that was switched off: nothing new is made with it.
    #[error("the template \"{name}\" is switched off")]
    Inactive {
        /// The template.
        name: String,
    },
    /// A move the state does not allow.
    #[error("{short_id}: {source}")]
    Move {
        /// Which conversation.
        short_id: String,
        /// Why not.
        source: MoveNotAllowed,
    },
    /// Made by a newer dialoom; nothing was touched.
    #[error("the database {place} is at version {found}, this dialoom knows up to {known}; it was left untouched")]
    Newer {
        /// The path or the URL without its password.
        place: String,
        /// Its schema version.
        found: i64,
        /// The newest this program knows.
        known: i64,
    },
    /// A database, but not dialoom's; or a file that is no database.
    #[error("{place} is not a dialoom database: {reason}")]
    Foreign {
        /// The path or the URL without its password.
        place: String,
        /// What was found.
        reason: String,
    },
    /// Cannot be opened or reached.
    #[error("cannot open the database {place}: {reason}")]
    Unreachable {
        /// The path or the URL without its password.
        place: String,
        /// The reason in words.
        reason: String,
    },
    /// The connection to an open database broke, or its server takes no new one. Worth trying again: what was being
    /// written is not stored in part.
    #[error("the connection to the database was lost: {reason}")]
    ConnectionLost {
        /// The reason in words.
        reason: String,
    },
    /// Somebody else holds the file longer than we wait. Worth trying again.
    #[error("the database is locked by another program")]
    Locked,
    /// The disk is full (or the quota is). Worth trying again once there is room.
    #[error("no room left for the database: the disk is full")]
    Full,
    /// A cursor that is not one of ours, or of another order.
    #[error("this cursor is not from a list in this order")]
    BadCursor,
    /// Anything else the database said.
    #[error("the database failed: {0}")]
    Other(String),
}

impl StoreError {
    /// Whether the same call may go through later, so that what was to be saved should be kept and tried again.
    pub fn is_passing(&self) -> bool {
        matches!(
            self,
            StoreError::Locked | StoreError::Full | StoreError::Unreachable { .. } | StoreError::ConnectionLost { .. }
        )
    }
}

/// What every method here returns.
pub type Result<T> = std::result::Result<T, StoreError>;

impl Store {
    /// Opens the database at a path, `sqlite:` URL or `postgres://` URL, creates it where there is none, and brings it
    /// up to date. A newer one is refused untouched. The built-in templates are there afterwards.
    pub async fn open(url: &str) -> Result<Store> {
        Store::open_with(url, &crate::templates::builtin()).await
    }

    /// Like `open`, with other templates to begin with.
    pub async fn open_with(url: &str, builtin: &[crate::domain::template::TemplateText]) -> Result<Store> {
        let store = open::open(url).await?;
        store.seed_templates(builtin).await?;
        Ok(store)
    }

    /// "sqlite" or "postgres".
    pub fn engine(&self) -> &'static str {
        match self.db {
            Db::Sqlite { .. } => "sqlite",
            Db::Postgres(_) => "postgres",
        }
    }

    /// Where it is: the path, or the URL without its password.
    pub fn place(&self) -> String {
        self.place.to_string()
    }

    /// Lets the SQLite file grow to so many pages and no further, which answers as a full disk does. For tests: the limit
    /// belongs to the connection that writes, which nobody else can reach.
    #[doc(hidden)]
    pub async fn limit_pages_for_tests(&self, pages: u32) -> Result<()> {
        if let Db::Sqlite { write, .. } = &self.db {
            let limit = format!("PRAGMA max_page_count = {pages}");
            sqlx::raw_sql(sqlx::AssertSqlSafe(limit)).execute(write).await?;
        }
        Ok(())
    }

    /// Waits for everything written to be on disk and closes all connections.
    pub async fn close(self) {
        match self.db {
            Db::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Db::Postgres(pool) => pool.close().await,
        }
    }
}
