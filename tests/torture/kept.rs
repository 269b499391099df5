//! What a database holds, looked at past the program.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use sqlx::{Connection, FromRow};

use super::setting::topic;
use crate::support::postgres::Database;
use crate::support::world::World;

/// What a database holds.
#[derive(Debug, Default)]
pub struct Kept {
    /// Topic and title of every conversation.
    pub conversations: Vec<(String, String)>,
    /// How many items are in each state.
    pub items: BTreeMap<String, i64>,
    /// Conversations that have not the ten turns every answer of the stand-in has.
    pub torn: i64,
    /// Log rows of calls that brought a conversation.
    pub successes: i64,
    /// What all calls cost, by the log, in US dollars.
    pub logged: f64,
}

#[derive(FromRow)]
struct Counted {
    state: String,
    many: i64,
}

impl Kept {
    /// Looks into the database as it is on the disk. A SQLite file is looked at through a copy, so that looking does
    /// not recover what a killed process left behind: that is the program's own task.
    pub fn of<P>(world: &World<P>) -> Kept {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        if let Some(database) = world.postgres() {
            return runtime.block_on(in_postgres(database));
        }
        let copy = tempfile::tempdir().expect("a folder");
        for name in ["dialoom.db", "dialoom.db-wal"] {
            let from = world.path().join(name);
            if from.exists() {
                std::fs::copy(from, copy.path().join(name)).expect("the file can be copied");
            }
        }
        let place = copy.path().join("dialoom.db");
        if !place.exists() {
            return Kept::default();
        }
        runtime.block_on(in_sqlite(place))
    }

    /// The prompts whose answers are stored, as the stand-in names them.
    pub fn prompts(&self) -> BTreeSet<u64> {
        let titles = self.conversations.iter().map(|(_, title)| title.trim_start_matches("Talk "));
        titles.map(|hash| u64::from_str_radix(hash, 16).expect("the stand-in's titles end with the hash")).collect()
    }

    /// Conversations beyond the first for the same topic or of the same answer.
    pub fn stored_twice(&self) -> usize {
        let topics: BTreeSet<&str> = self.conversations.iter().map(|(topic, _)| topic.as_str()).collect();
        self.conversations.len() - topics.len().min(self.prompts().len())
    }

    /// How many items are in this state.
    pub fn items_in(&self, state: &str) -> i64 {
        self.items.get(state).copied().unwrap_or(0)
    }

    /// Panics unless every topic of the plan has its one whole conversation, and nothing else is there.
    #[track_caller]
    pub fn is_exactly(&self, plans: &[&str], items: usize) {
        let wanted: BTreeSet<String> =
            plans.iter().flat_map(|plan| (0..items).map(move |number| topic(plan, number))).collect();
        let held: BTreeSet<String> = self.conversations.iter().map(|(topic, _)| topic.clone()).collect();
        let lost: Vec<_> = wanted.difference(&held).collect();
        assert!(lost.is_empty(), "{} lost: {lost:?}", lost.len());
        assert_eq!(held.difference(&wanted).count(), 0, "something nobody asked for is stored");
        assert_eq!(self.stored_twice(), 0, "stored twice");
        assert_eq!(self.torn, 0, "conversations without all their turns");
        assert_eq!(self.items_in("completed"), wanted.len() as i64, "{:?}", self.items);
        assert_eq!(self.items.values().sum::<i64>(), wanted.len() as i64, "{:?}", self.items);
        assert_eq!(self.successes, wanted.len() as i64, "log rows of conversations");
    }
}

/// Reads everything `Kept` holds; the same words for both engines.
macro_rules! look {
    ($connection:expr) => {
        async {
            let conversations =
                sqlx::query_as::<_, (String, String)>("SELECT topic, title FROM conversations ORDER BY id")
                    .fetch_all(&mut *$connection)
                    .await?;
            let items = sqlx::query_as::<_, Counted>("SELECT state, count(*) AS many FROM batch_items GROUP BY state")
                .fetch_all(&mut *$connection)
                .await?;
            let torn = sqlx::query_scalar::<_, i64>(
                "SELECT count(*) FROM conversations c WHERE 10 <> \
                 (SELECT count(*) FROM conversation_turns t WHERE t.conversation_id = c.id)",
            )
            .fetch_one(&mut *$connection)
            .await?;
            let successes = sqlx::query_scalar::<_, i64>(
                "SELECT count(*) FROM generation_logs WHERE status = 'success' AND conversation_id IS NOT NULL",
            )
            .fetch_one(&mut *$connection)
            .await?;
            let logged = sqlx::query_scalar::<_, i64>(
                "SELECT CAST(coalesce(sum(cost_micros), 0) AS bigint) FROM generation_logs",
            )
            .fetch_one(&mut *$connection)
            .await?;
            Ok::<Kept, sqlx::Error>(Kept {
                conversations,
                items: items.into_iter().map(|row| (row.state, row.many)).collect(),
                torn,
                successes,
                logged: logged as f64 / 1e6,
            })
        }
        .await
    };
}

async fn in_postgres(database: &Database) -> Kept {
    let mut connection = sqlx::PgConnection::connect(&database.url()).await.expect("the server answers");
    match look!(&mut connection) {
        // Killed before its tables were made: there is nothing in it.
        Err(sqlx::Error::Database(error)) if error.code().as_deref() == Some("42P01") => Kept::default(),
        other => other.expect("the tables can be read"),
    }
}

async fn in_sqlite(place: PathBuf) -> Kept {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(place);
    let mut connection = sqlx::SqliteConnection::connect_with(&options).await.expect("the copy opens");
    match look!(&mut connection) {
        Err(sqlx::Error::Database(error)) if error.message().contains("no such table") => Kept::default(),
        other => other.expect("the tables can be read"),
    }
}
