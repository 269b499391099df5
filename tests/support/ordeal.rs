//! What the torture tests stand on: the real program in a folder with a plan, a stand-in to ask, a database to look
//! into, and processes to kill.
//!
//! Every ordeal has a short form, which the test command runs, and a full one, which `scripts/torture` runs: the same
//! code with larger numbers, chosen by `DIALOOM_TORTURE=full`. What a short form must not judge (anything timed, since
//! tests run beside each other on busy machines), only the full one does.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use sqlx::{Connection, FromRow};

use super::postgres::Database;
use super::sandbox::Sandbox;
use super::stand_in::{Entry, Script, StandIn};

/// The model every plan asks for; its price is whatever the ordeal says.
pub const MODEL: &str = "stand-in";

/// Whether the full forms are to be run.
pub fn is_full() -> bool {
    std::env::var_os("DIALOOM_TORTURE").is_some_and(|value| value == "full")
}

/// The first in the short form, the second in the full one.
pub fn sized<T>(short: T, full: T) -> T {
    if is_full() { full } else { short }
}

/// Tells a figure and what it must be; `scripts/torture` makes a table of these lines.
pub fn figure(what: &str, value: impl std::fmt::Display, wanted: &str) {
    // A closed stdout is no fault of the ordeal's.
    let _ = writeln!(std::io::stdout().lock(), "figure | {what} | {value} | {wanted}");
}

/// Numbers that are the same in every run.
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// Dice with a seed.
    pub fn new(seed: u64) -> Dice {
        Dice(ChaCha8Rng::seed_from_u64(seed))
    }

    /// From 0 up to 1.
    pub fn share(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Between the two.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.share()
    }
}

/// US dollars per million tokens.
#[derive(Debug, Clone, Copy)]
pub struct Price {
    pub input: f64,
    pub output: f64,
}

impl Price {
    /// What these answers would be billed, in US dollars.
    pub fn of<'a>(&self, entries: impl Iterator<Item = &'a Entry>) -> f64 {
        let tokens = entries.filter_map(|entry| entry.billed);
        tokens.map(|(input, output)| (input as f64 * self.input + output as f64 * self.output) / 1e6).sum()
    }
}

/// A folder with a configuration, and a stand-in to ask.
pub struct Ordeal {
    pub sandbox: Sandbox,
    pub stand_in: StandIn,
    database: Option<Database>,
}

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

/// The topic of an item of a plan: every item has a prompt of its own.
pub fn topic(plan: &str, number: usize) -> String {
    format!("{plan} topic {number:05}")
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

impl Ordeal {
    /// On SQLite, with a stand-in that answers by this script.
    pub fn new(script: Script) -> Ordeal {
        Ordeal::with(script, None)
    }

    /// On a PostgreSQL database of its own.
    pub fn on_postgres(script: Script) -> Ordeal {
        Ordeal::with(script, Some(Database::new()))
    }

    fn with(script: Script, database: Option<Database>) -> Ordeal {
        let stand_in = StandIn::start_at(0, script, false);
        let mut sandbox = Sandbox::new()
            .with_env("ANTHROPIC_BASE_URL", stand_in.url())
            .with_env("ANTHROPIC_API_KEY", "key-of-the-ordeal");
        if let Some(database) = &database {
            sandbox = sandbox.with_env("DIALOOM_DB", database.url());
        }
        Ordeal { sandbox, stand_in, database }
    }

    /// Writes the configuration: the model's price, and a `[limits]` table.
    pub fn settings(&self, price: Price, limits: &str) {
        let Price { input, output } = price;
        self.sandbox.write(
            "dialoom.toml",
            format!("[prices.\"{MODEL}\"]\ninput = {input}\noutput = {output}\n[limits]\n{limits}\n"),
        );
    }

    /// Writes a plan of so many items, each with a prompt of its own.
    pub fn plan(&self, name: &str, items: usize) {
        let topics: Vec<String> = (0..items).map(|number| format!("\"{}\"", topic(name, number))).collect();
        self.sandbox.write(
            format!("{name}.toml"),
            format!(
                "name = \"{name}\"\ntemplate = \"Financial Planning Triumph\"\n\
                 [generation]\nprovider = \"anthropic\"\nmodel = \"{MODEL}\"\n\
                 [axes]\npersona = [\"Anxious Investor\"]\nemotion = [\"fear\"]\ntopic = [{}]\n",
                topics.join(", ")
            ),
        );
    }

    /// Starts the program; what it says goes to a file.
    pub fn start(&self, arguments: &[&str]) -> Started {
        let said = self.sandbox.path().join(format!("said-{}.txt", uuid::Uuid::now_v7()));
        let file = std::fs::File::create(&said).expect("a file in the sandbox");
        let mut process: Command = self.sandbox.command(arguments).process();
        process.stdin(Stdio::null()).stdout(Stdio::null()).stderr(file);
        Started { child: process.spawn().expect("the program starts"), said }
    }

    /// Runs the program to its end. Gives the exit code and what it said.
    #[track_caller]
    pub fn run(&self, arguments: &[&str], patience: Duration) -> (i32, String) {
        self.start(arguments).ends_within(patience)
    }

    /// Looks into the database as it is on the disk. A SQLite file is looked at through a copy, so that looking does
    /// not recover what a killed process left behind: that is the program's own task.
    pub fn kept(&self) -> Kept {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        if let Some(database) = &self.database {
            return runtime.block_on(async {
                let mut connection = sqlx::PgConnection::connect(&database.url()).await.expect("the server answers");
                match look!(&mut connection) {
                    // Killed before its tables were made: there is nothing in it.
                    Err(sqlx::Error::Database(error)) if error.code().as_deref() == Some("42P01") => Kept::default(),
                    other => other.expect("the tables can be read"),
                }
            });
        }
        let copy = tempfile::tempdir().expect("a folder");
        for name in ["dialoom.db", "dialoom.db-wal"] {
            let from = self.sandbox.path().join(name);
            if from.exists() {
                std::fs::copy(from, copy.path().join(name)).expect("the file can be copied");
            }
        }
        let place = copy.path().join("dialoom.db");
        if !place.exists() {
            return Kept::default();
        }
        runtime.block_on(async {
            let options = sqlx::sqlite::SqliteConnectOptions::new().filename(place);
            let mut connection = sqlx::SqliteConnection::connect_with(&options).await.expect("the copy opens");
            match look!(&mut connection) {
                Err(sqlx::Error::Database(error)) if error.message().contains("no such table") => Kept::default(),
                other => other.expect("the tables can be read"),
            }
        })
    }
}

/// A running program. Killed when dropped.
pub struct Started {
    child: Child,
    said: PathBuf,
}

impl Started {
    /// `kill -9`, now. Gives how it had ended, if it was over already.
    pub fn kill(mut self) -> Option<(ExitStatus, String)> {
        if let Some(status) = self.child.try_wait().expect("its state can be asked for") {
            return Some((status, self.said()));
        }
        self.child.kill().expect("a process of ours can be killed");
        self.child.wait().expect("it is over");
        None
    }

    /// Waits for its end. Gives the exit code and what it said.
    #[track_caller]
    pub fn ends_within(mut self, patience: Duration) -> (i32, String) {
        let begin = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("its state can be asked for") {
                let said = self.said();
                assert!(!said.contains("panicked at"), "{said}");
                return (status.code().unwrap_or_else(|| panic!("ended by a signal: {said}")), said);
            }
            assert!(begin.elapsed() < patience, "not at its end after {patience:?}: {}", self.said());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn said(&self) -> String {
        std::fs::read_to_string(&self.said).unwrap_or_default()
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        // Over already where either fails.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
