//! The world a test runs in: an empty folder, a database engine, a provider to ask, settings and a plan.
//!
//! Whatever a test does not mention is empty: no variable of the machine, no configuration, no key reaches the
//! program, and its output is piped at 100 columns.
//!
//! ```ignore
//! World::new().run(["config"]).ok();
//! let world = World::new().on_postgres().asking(Protocol::OpenAi, always(Answer::Good)).plan(4, "concurrency = 2");
//! world.work(&[]).ok();
//! world.is_complete(4);
//! ```

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use dialoom::domain::conversation::NewConversation;
use dialoom::store::Store;
use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection};

use super::output::Output;
use super::postgres::Database;
use super::process::{PATIENCE, Run, Running};
use super::pty::Pty;
use super::stand_in::{Protocol, Script, StandIn};

/// A folder of its own, gone with the world. `P` is the provider that can be asked: none, or a stand-in.
pub struct World<P = ()> {
    folder: tempfile::TempDir,
    env: BTreeMap<OsString, OsString>,
    database: Option<Database>,
    pub stand_in: P,
}

/// A plan of so many items named `shop`, one persona each ("Person 01" …), with short delays and whatever else its
/// `[limits]` and `[generation]` are to say. A limit given takes the place of the plan's own.
pub fn plan(items: usize, limits: &str, generation: &str) -> String {
    let people: Vec<String> = (1..=items).map(|number| format!("\"Person {number:02}\"")).collect();
    let key = |line: &str| line.split('=').next().unwrap_or_default().trim().to_owned();
    let own = ["requests = 100000", "threshold = 1.0", "retry_base_ms = 5", "retry_cap_ms = 20"];
    let own: Vec<&str> = own.into_iter().filter(|own| limits.lines().all(|line| key(line) != key(own))).collect();
    format!(
        "name = \"shop\"\ntemplate = \"Investment Discovery\"\n[axes]\npersona = [{}]\nemotion = [\"calm\"]\n\
         topic = [\"index funds\"]\n[generation]\nmodel = \"a-model\"\n{generation}\n[limits]\n{}\n{limits}\n",
        people.join(", "),
        own.join("\n")
    )
}

impl World {
    /// With an empty folder, where the program's own database is a SQLite file, and with nobody to ask.
    pub fn new() -> World {
        let folder = tempfile::Builder::new().prefix("dialoom-test").tempdir().unwrap();
        let home = folder.path().join(".home");
        std::fs::create_dir(&home).unwrap();
        std::fs::create_dir(folder.path().join("work")).unwrap();
        let env = [("HOME", home.as_os_str()), ("COLUMNS", "100".as_ref()), ("DIALOOM_USER", "rita".as_ref())];
        let env = env.into_iter().map(|(name, value)| (name.into(), value.to_owned())).collect();
        World { folder, env, database: None, stand_in: () }
    }

    /// With a provider that answers by this script; it is the one the program finds in its environment.
    #[must_use]
    pub fn asking(self, protocol: Protocol, script: Script) -> World<StandIn> {
        let stand_in = StandIn::start(script);
        let World { folder, env, database, .. } = match protocol {
            Protocol::Anthropic => {
                let world = self.with_env("ANTHROPIC_BASE_URL", stand_in.url());
                world.with_env("ANTHROPIC_API_KEY", "sk-shop-0123456789")
            }
            _ => self.with_env("OPENAI_BASE_URL", format!("{}/v1", stand_in.url())),
        };
        World { folder, env, database, stand_in }
    }
}

impl<P> World<P> {
    /// With this variable for every command, too.
    #[must_use]
    pub fn with_env(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> World<P> {
        self.env.insert(name.into(), value.into());
        self
    }

    /// On a PostgreSQL database of its own.
    #[must_use]
    pub fn on_postgres(self) -> World<P> {
        let database = Database::new();
        let world = self.with_env("DIALOOM_DB", database.url());
        World { database: Some(database), ..world }
    }

    /// With this configuration in `dialoom.toml`.
    #[must_use]
    pub fn settings(self, text: &str) -> World<P> {
        self.write("dialoom.toml", text);
        self
    }

    /// With a plan of so many items in `plan.toml`.
    #[must_use]
    pub fn plan(self, items: usize, limits: &str) -> World<P> {
        self.write("plan.toml", plan(items, limits, ""));
        self
    }

    /// With these in its database.
    pub async fn holding(self, conversations: &[NewConversation]) -> World<P> {
        let store = self.store().await;
        store.add_conversations(conversations).await.unwrap();
        store.close().await;
        self
    }
}

/// Its files.
impl<P> World<P> {
    /// The folder commands run in.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("work")
    }

    /// The home of the program's user.
    pub fn home(&self) -> PathBuf {
        self.folder.path().join(".home")
    }

    /// Writes a file, making the folders above it; gives its path.
    pub fn write(&self, name: impl AsRef<Path>, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    /// What a file says.
    #[track_caller]
    pub fn read(&self, name: impl AsRef<Path>) -> String {
        std::fs::read_to_string(self.path().join(name)).unwrap()
    }

    /// The names of all files in the folder, sorted.
    pub fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.path()).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// The program in it.
impl<P> World<P> {
    /// A run still to be shaped.
    pub fn command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Run {
        let arguments = arguments.into_iter().map(|argument| argument.as_ref().to_owned());
        Run::new(arguments.collect(), self.path(), self.env.clone())
    }

    /// Runs the program with these arguments to its end.
    #[track_caller]
    pub fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Output {
        self.command(arguments).run()
    }

    /// Starts the program and leaves it running.
    pub fn start<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Running {
        self.command(arguments).start()
    }

    /// Starts the program in a terminal of `rows` by `columns`.
    pub fn terminal(&self, arguments: &[&str], size: (u16, u16)) -> Pty {
        // The terminal itself says how wide it is.
        let env: Vec<(&OsStr, &OsStr)> =
            self.env.iter().filter(|(name, _)| *name != "COLUMNS").map(|(name, value)| (&**name, &**value)).collect();
        Pty::start(&self.path(), arguments, &env, size)
    }

    /// `dialoom batch run plan.toml` with more arguments.
    #[track_caller]
    pub fn work(&self, more: &[&str]) -> Output {
        self.run([&["batch", "run", "plan.toml"], more].concat())
    }
}

/// Its database.
impl<P> World<P> {
    /// The PostgreSQL database, where it is on one.
    pub fn postgres(&self) -> Option<&Database> {
        self.database.as_ref()
    }

    /// The store, opened.
    pub async fn store(&self) -> Store {
        let file = self.path().join("dialoom.db");
        let url = self.database.as_ref().map_or_else(|| file.to_str().unwrap().to_owned(), Database::url);
        Store::open(&url).await.unwrap()
    }

    /// A number out of the database, a `bigint` on PostgreSQL.
    #[track_caller]
    pub fn number(&self, sql: &str) -> i64 {
        if let Some(database) = &self.database {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            return runtime.block_on(async {
                let mut connection = sqlx::PgConnection::connect(&database.url()).await.unwrap();
                sqlx::query_scalar(AssertSqlSafe(sql.to_owned())).fetch_one(&mut connection).await.unwrap()
            });
        }
        self.sql(async |connection| {
            let row = sqlx::query(AssertSqlSafe(sql.to_owned())).fetch_one(connection).await.unwrap();
            row.get::<i64, _>(0)
        })
    }

    /// Does something on a connection of its own to the SQLite database.
    pub fn sql<T>(&self, work: impl AsyncFnOnce(&mut SqliteConnection) -> T) -> T {
        self.sql_in("dialoom.db", work)
    }

    /// The same for another database file.
    pub fn sql_in<T>(&self, file: &str, work: impl AsyncFnOnce(&mut SqliteConnection) -> T) -> T {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let path = self.path().join(file);
            let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path).busy_timeout(PATIENCE);
            let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
            let value = work(&mut connection).await;
            connection.close().await.unwrap();
            value
        })
    }

    /// How the batch `shop` stands.
    #[track_caller]
    pub fn batch(&self) -> serde_json::Value {
        self.run(["batch", "status", "shop", "--json"]).ok().json()["batch"].clone()
    }

    /// The batch's state, and its items: completed, failed, left.
    #[track_caller]
    pub fn standing(&self) -> (String, u64, u64, u64) {
        let batch = self.batch();
        let number = |name: &str| batch[name].as_u64().unwrap();
        let left = number("pending_items") + number("running_items");
        (batch["status"].as_str().unwrap().to_owned(), number("completed_items"), number("failed_items"), left)
    }

    /// Every item of the plan became exactly one stored conversation, and nothing is open.
    #[track_caller]
    pub fn is_complete(&self, items: usize) {
        assert_eq!(self.standing(), ("completed".to_owned(), items as u64, 0, 0));
        assert_eq!(self.number("SELECT count(*) FROM conversations"), items as i64);
        let distinct = "SELECT count(DISTINCT json_extract(parameters, '$.persona')) FROM conversations";
        assert_eq!(self.number(distinct), items as i64, "no item twice");
    }
}
