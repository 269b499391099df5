//! The store: one SQLite file or one PostgreSQL database behind the same methods. Only this folder names sqlx.

mod backup;
mod batches;
mod calls;
mod cells;
mod claims;
mod clock;
mod conversations;
mod daily_costs;
mod database_file;
mod decisions;
mod documents;
mod drafts;
mod edge_case_coverage;
mod edge_cases;
mod entries;
mod exportable;
mod exports;
mod library;
mod lost_calls;
mod names;
mod open;
mod pages;
mod past_usage;
mod presence;
pub mod rate;
mod references;
mod restore;
mod scenarios;
mod single_calls;
mod sql;
mod stats;
mod templates;
mod uses;
mod version_entry;
mod vocabularies;

pub use backup::BackupError;
pub use batches::{
    Ceilings, DeadCalls, ItemUpdate, ItemsAbout, Made, NewMarks, Outcome, PlanChange, Recorded, Reserved,
};
pub(crate) use batches::{JobRecord, Reopen};
pub use calls::{Call, CallBreakdown, CallCosts, CallTotals, Latency, LogPage, LoggedCall};
pub use cells::CellTotals;
pub use claims::{Claim, Claimant};
pub(crate) use conversations::{Breadth, Cursor};
pub use conversations::{FullConversation, ImportKey, Marked, Page, Rescored, Saved};
pub use daily_costs::{DayCosts, Room};
pub use database_file::{is_of_database, is_same_file};
pub(crate) use decisions::check_deletable;
pub use decisions::{
    Act, Candidate, Entry, Purged, Reading, Reason, Relative, Relatives, Remark, Reviewer, Superseded, Tagging,
    Trashed, Undoable,
};
pub use documents::SavedDocument;
pub use drafts::NewDraft;
pub use edge_case_coverage::{EdgeCaseCoverage, RelatedScenario};
pub use entries::{Added, EntryUses, LibraryEntry, NewEntry, Stored};
pub(crate) use exportable::{Exportable, Held};
pub use library::{Delivered, Delivery};
pub use names::{Named, names};
pub use open::{Upgrade, Upgrades, file_of};
pub use past_usage::CallsAlike;
pub use restore::{BackupFile, Restored};
pub use single_calls::SingleCall;
pub use stats::{Bar, Breakdown, FindingTotal, GridCell, MadeCell, Origin, Range, SharedValue, Spread, Totals};
pub use templates::{NewVersion, Uses};
pub use uses::TierUse;
pub use version_entry::VersionEntry;

use std::sync::Arc;

use crate::domain::effect::Effect;
use crate::domain::status::MoveNotAllowed;
use crate::domain::word::meant;
use conversations::recent_bands::RecentBands;
use database_file::DatabaseFile;
use presence::Presence;
use sql::engine::Db;

/// An open database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {
    db: Db,
    place: Arc<str>,
    /// The file on SQLite; `None` for a server.
    file: Option<Arc<DatabaseFile>>,
    presence: Presence,
    effect: Effect,
    /// On SQLite.
    recent_bands: Option<RecentBands>,
}

/// Why a call of the store failed, in words for the user.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Nothing has this name or id.
    #[error("no {what} \"{given}\"{}", near.as_ref().map(|near| meant(given, near)).unwrap_or_default())]
    NotFound {
        /// "conversation", "batch" or "template".
        what: &'static str,
        /// The name or id as typed.
        given: String,
        /// The nearest existing name.
        near: Option<String>,
    },
    /// An entry names something that is not there.
    #[error("the {what} \"{name}\" names something unknown: {source}")]
    Refers {
        /// What it is: "edge case".
        what: &'static str,
        /// Its name.
        name: String,
        /// What it names.
        source: Box<StoreError>,
    },
    /// A prefix that fits more than one name or id.
    #[error("\"{given}\" is ambiguous: it fits {}", matches.join(", "))]
    Ambiguous {
        /// The kind of thing, as in `NotFound`.
        what: &'static str,
        /// The prefix as typed.
        given: String,
        /// Up to five names or short ids that it fits.
        matches: Vec<String>,
    },
    /// Something has this unique name already.
    #[error("there is already a {what} named \"{name}\"")]
    Taken {
        /// The kind of thing, as in `NotFound`.
        what: &'static str,
        /// The name that exists.
        name: String,
    },
    /// A row with this id or checksum is there already. The same call again finds it.
    #[error("the database holds this already: {reason}")]
    Twice {
        /// The key, in the words of the database engine.
        reason: String,
    },
    /// The template, scenario or edge case is switched off: it makes no new conversations.
    #[error("the {what} \"{name}\" is switched off")]
    Inactive {
        /// What it is: "template".
        what: &'static str,
        /// Its name.
        name: String,
    },
    /// Nobody has put the scenario into use yet.
    #[error("the scenario \"{name}\" is a draft")]
    Draft {
        /// Its name.
        name: String,
    },
    /// A partial makes no conversations.
    #[error("\"{name}\" is a partial: other templates include it, and it makes no conversations itself")]
    Partial {
        /// The partial's name.
        name: String,
    },
    /// The template, scenario or edge case has no such version.
    #[error("the {what} \"{name}\" has no version {given}; its newest is {newest}")]
    NoVersion {
        /// What it is: "template".
        what: &'static str,
        /// Its name.
        name: String,
        /// The version that was asked for.
        given: u32,
        /// The newest one.
        newest: u32,
    },
    /// Somebody stored a version of the template since its author saw it. Nothing was changed.
    #[error("somebody changed the template \"{name}\" meanwhile")]
    NewerVersion {
        /// The template's name.
        name: String,
    },
    /// The conversation's state does not allow this move.
    #[error("{short_id}: {source}")]
    Move {
        /// The conversation's short id.
        short_id: String,
        /// Its state, and the moves from there.
        source: MoveNotAllowed,
    },
    /// The conversation is in the trash.
    #[error("the conversation {short_id} was deleted by {by}")]
    Trashed {
        /// Its short id.
        short_id: String,
        /// Who deleted it.
        by: String,
        /// Whether an undo brings it back.
        comes_back: bool,
    },
    /// Somebody changed the conversation since it was read. Nothing was changed.
    #[error("{by} changed {short_id} meanwhile")]
    Changed {
        /// Its short id.
        short_id: String,
        /// Who changed it last.
        by: String,
    },
    /// Approved conversations are not deleted without force.
    #[error("{}", approved(short_ids, *of))]
    Approved {
        /// Their short ids.
        short_ids: Vec<String>,
        /// How many conversations were to be deleted.
        of: usize,
    },
    /// A newer dialoom made the database.
    #[error("the database {place} has schema version {found}; this dialoom knows up to {known} and changed nothing")]
    Newer {
        /// The path or the URL without its password.
        place: String,
        /// Its schema version.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// A database of another program, or a file that is no database.
    #[error("{place} is not a dialoom database: {reason}")]
    Foreign {
        /// The path or the URL without its password.
        place: String,
        /// What the database holds instead.
        reason: String,
    },
    /// The database cannot be opened or reached.
    #[error("cannot open the database {place}: {reason}")]
    Unreachable {
        /// The path or the URL without its password.
        place: String,
        /// The reason, without secrets.
        reason: String,
    },
    /// The database holds pages that cannot be right: a damaged disk, a cut copy, a program that wrote over it.
    #[error("the database{} is damaged: {reason}", after(" ", place.as_ref()))]
    Damaged {
        /// The path, where the error says it.
        place: Option<String>,
        /// What the database engine found.
        reason: String,
    },
    /// The database file is gone or empty, and files beside it show that a project was here.
    #[error("the database {place} {state}, but {} beside it shows that a project was here", remains.join(" and "))]
    Emptied {
        /// The path.
        place: String,
        /// "is missing" or "is empty (0 bytes)".
        state: &'static str,
        /// The paths of the files beside it.
        remains: Vec<String>,
    },
    /// The database can be read but not written. Nothing was changed.
    #[error("the database{} is read-only{}", after(" ", place.as_ref()), after(": ", reason.as_ref()))]
    ReadOnly {
        /// The path, where the error says it.
        place: Option<String>,
        /// What may not be written.
        reason: Option<String>,
    },
    /// The path names no longer the file that was opened.
    #[error("the database file {place} was {} while this command used it", moved(*is_replaced))]
    Moved {
        /// The path.
        place: String,
        /// Whether another file has its name now.
        is_replaced: bool,
    },
    /// SQLite's log was removed while it was in use. What it held is put into the database when the store is closed.
    #[error("the log of the database, {place}, was removed or replaced while this command used it")]
    LogRemoved {
        /// The path of the log.
        place: String,
    },
    /// Every connection of the server is in use, or every one of this process. A retry can succeed.
    #[error("the database has no free connection: {reason}")]
    NoConnection {
        /// The reason, without secrets.
        reason: String,
    },
    /// The connection to an open database broke, or its server accepts no new one. A retry is safe: a write is stored
    /// whole or not at all.
    #[error("the connection to the database was lost: {reason}")]
    ConnectionLost {
        /// The reason, without secrets.
        reason: String,
    },
    /// Another program locks the database for more than 5 seconds. A retry can succeed.
    #[error("another program locks the database")]
    Locked,
    /// The disk or the quota is full. A retry can succeed once there is room.
    #[error("no room left for the database: the disk is full")]
    Full,
    /// A cursor that is damaged, or from a list with another order or filter.
    #[error("this cursor belongs to a list with another order or filter")]
    BadCursor,
    /// Every other error of the database, in its own words.
    #[error("the database failed: {0}")]
    Other(String),
}

impl StoreError {
    /// Whether the same call can succeed later: the caller keeps its data and retries.
    pub fn is_passing(&self) -> bool {
        matches!(
            self,
            StoreError::Locked
                | StoreError::Full
                | StoreError::NoConnection { .. }
                | StoreError::Unreachable { .. }
                | StoreError::ConnectionLost { .. }
        )
    }
}

/// A text behind a separator, where there is one.
fn after(separator: &str, text: Option<&String>) -> String {
    text.map(|text| format!("{separator}{text}")).unwrap_or_default()
}

fn approved(short_ids: &[String], of: usize) -> String {
    match short_ids {
        [one] => format!("{one} is approved; nothing was deleted"),
        many => format!("{} of {of} conversations are approved; nothing was deleted", many.len()),
    }
}

fn moved(is_replaced: bool) -> &'static str {
    if is_replaced { "replaced by another" } else { "moved or deleted" }
}

/// The result of a call of the store.
pub type Result<T> = std::result::Result<T, StoreError>;

impl Store {
    /// Opens the database at a path, `sqlite:` URL or `postgres://` URL. Creates a missing file, applies the missing
    /// migrations and adds missing built-in templates, and new versions of earlier ones. Never changes a database with
    /// a newer schema.
    pub async fn open(url: &str) -> Result<Store> {
        Store::open_for(url, Effect::Creates).await
    }

    /// Like `open`, for a command of this effect. Where that creates nothing, a missing file stays missing, and the
    /// store is an empty one in memory. An empty database of a server is set up by every command.
    pub async fn open_for(url: &str, effect: Effect) -> Result<Store> {
        Store::open_upgrading(url, effect, &Upgrades::default()).await
    }

    /// Like `open_for`; says to `upgrades` how far the migrations of an older database are.
    pub async fn open_upgrading(url: &str, effect: Effect, upgrades: &Upgrades) -> Result<Store> {
        let store = open::open(url, effect, upgrades).await?;
        if store.check_writable().is_ok() {
            let builtin = crate::templates::builtin();
            store.seed_templates(&builtin).await?;
            store.renew_templates(&crate::templates::earlier(), &builtin).await?;
        }
        Ok(store)
    }

    /// Like `open`, with these templates as the built-in ones.
    pub async fn open_with(url: &str, builtin: &[crate::domain::template::TemplateText]) -> Result<Store> {
        let store = open::open(url, Effect::Creates, &Upgrades::default()).await?;
        if store.check_writable().is_ok() {
            store.seed_templates(builtin).await?;
        }
        Ok(store)
    }

    /// Whether there was no database file, and none was created.
    pub fn is_missing(&self) -> bool {
        self.presence == Presence::Missing
    }

    /// This store, or the database that another process has created since, where it was missing.
    pub async fn again(&self) -> Result<Store> {
        match self.is_missing() && std::path::Path::new(&*self.place).exists() {
            true => Store::open_for(&self.place, self.effect).await,
            false => Ok(self.clone()),
        }
    }

    /// "sqlite" or "postgres".
    pub fn engine(&self) -> &'static str {
        match self.db {
            Db::Sqlite { .. } => "sqlite",
            Db::Postgres(_) => "postgres",
        }
    }

    /// The path, or the URL without its password.
    pub fn place(&self) -> String {
        self.place.to_string()
    }

    /// Fails where the database can only be read.
    pub fn check_writable(&self) -> Result<()> {
        self.file.as_ref().map_or(Ok(()), |file| file.check_writable())
    }

    /// Fails where the path no longer names the file that was opened: what is written now, nobody would find.
    pub fn check_in_place(&self) -> Result<()> {
        self.file.as_ref().map_or(Ok(()), |file| file.check_in_place())
    }

    /// Fails where nothing may be written, or where nobody would find it.
    fn check_before_write(&self) -> Result<()> {
        self.check_writable()?;
        self.check_in_place()
    }

    /// Whether another process changed the file since it was opened, so that what was read may not fit together. Known
    /// where SQLite itself does not watch for it: in a folder that may not be written.
    pub fn changed_while_read(&self) -> bool {
        self.file.as_ref().is_some_and(|file| file.changed_while_read())
    }

    /// Reads every page of a SQLite file, and fails where one cannot be right. A server checks its own.
    pub async fn check_pages(&self) -> Result<()> {
        let Db::Sqlite { read, .. } = &self.db else { return Ok(()) };
        let found: String = sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(read).await?;
        match found.as_str() {
            "ok" => Ok(()),
            fault => Err(StoreError::Damaged { place: Some(self.place()), reason: fault.trim().replace('\n', "; ") }),
        }
    }

    /// Limits the SQLite file to this many pages; beyond them it behaves like a full disk. For tests: the limit belongs
    /// to the connection that writes, which they cannot reach.
    #[doc(hidden)]
    pub async fn limit_pages_for_tests(&self, pages: u32) -> Result<()> {
        if let Db::Sqlite { write, .. } = &self.db {
            let limit = format!("PRAGMA max_page_count = {pages}");
            sqlx::raw_sql(sqlx::AssertSqlSafe(limit)).execute(write).await?;
        }
        Ok(())
    }

    /// Waits until every write is on disk, then closes all connections.
    ///
    /// Where the file was moved away, SQLite must not close it: it would remove the log (`-wal`) by its name, which may
    /// be that of another database by now. The log is emptied into the file instead.
    pub async fn close(self) {
        if self.check_in_place().is_err() {
            if let Db::Sqlite { write, .. } = &self.db {
                let _ = sqlx::raw_sql("PRAGMA wal_checkpoint(TRUNCATE)").execute(write).await;
            }
            std::mem::forget(self);
            return;
        }
        match self.db {
            Db::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Db::Postgres(pool) => pool.close().await,
        }
    }
}
