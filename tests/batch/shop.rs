//! A sandbox with a plan in it and a stand-in to ask, and a process that is watched while it works.

use std::io::Read;
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection};

use crate::support::sandbox::{Output, Run, Sandbox};
use crate::support::stand_in::{Answer, Protocol, Question, Script, StandIn, Step};

/// How long anything may take before the test fails: generous, since nothing is timed here.
pub const PATIENCE: Duration = Duration::from_secs(60);

pub const BOTH: [Protocol; 2] = [Protocol::Anthropic, Protocol::OpenAi];

/// A sandbox whose commands reach a stand-in.
pub struct Shop {
    pub sandbox: Sandbox,
    pub stand_in: StandIn,
}

/// Waits until it holds.
#[track_caller]
pub fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < deadline, "never happened: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A plan of so many items, one persona each ("Person 01" …), with short delays and whatever else its `[limits]` and
/// `[generation]` are to say.
pub fn plan(items: usize, limits: &str, generation: &str) -> String {
    let people: Vec<String> = (1..=items).map(|number| format!("\"Person {number:02}\"")).collect();
    format!(
        "name = \"shop\"\ntemplate = \"Investment Discovery\"\n[axes]\npersona = [{}]\nemotion = [\"calm\"]\n\
         topic = [\"index funds\"]\n[generation]\nmodel = \"a-model\"\n{generation}\n[limits]\nrequests = 100000\n\
         threshold = 1.0\nretry_base_ms = 5\nretry_cap_ms = 20\n{limits}\n",
        people.join(", ")
    )
}

/// Answers the first question that holds one of these words by its step, and everything else well.
pub fn first_time(faults: Vec<(String, Step)>) -> Script {
    Arc::new(move |question: &Question| {
        let fault = faults.iter().find(|(word, _)| question.repeat == 0 && question.body.contains(word.as_str()));
        fault.map_or_else(|| Answer::Good.into(), |(_, step)| step.clone())
    })
}

/// Answers every question that holds the word by the step, and everything else well.
pub fn every_time(word: &str, step: impl Into<Step>) -> Script {
    let (word, step) = (word.to_owned(), step.into());
    Arc::new(move |question: &Question| if question.body.contains(&word) { step.clone() } else { Answer::Good.into() })
}

impl Shop {
    pub fn new(protocol: Protocol, script: Script) -> Shop {
        let stand_in = StandIn::start(script);
        let sandbox = Sandbox::new();
        let sandbox = match protocol {
            Protocol::Anthropic => {
                let sandbox = sandbox.with_env("ANTHROPIC_BASE_URL", stand_in.url());
                sandbox.with_env("ANTHROPIC_API_KEY", "sk-shop-0123456789")
            }
            _ => sandbox.with_env("OPENAI_BASE_URL", format!("{}/v1", stand_in.url())),
        };
        Shop { sandbox, stand_in }
    }

    /// With a plan of so many items in `plan.toml`.
    pub fn with_plan(protocol: Protocol, script: Script, items: usize, limits: &str) -> Shop {
        let shop = Shop::new(protocol, script);
        shop.sandbox.write("plan.toml", plan(items, limits, ""));
        shop
    }

    pub fn command(&self, line: &[&str]) -> Run {
        self.sandbox.command(line)
    }

    pub fn run(&self, line: &[&str]) -> Output {
        self.sandbox.run(line)
    }

    /// `dialoom batch run plan.toml` with more arguments.
    pub fn work(&self, more: &[&str]) -> Output {
        self.run(&[&["batch", "run", "plan.toml"], more].concat())
    }

    /// Starts the program and leaves it running.
    pub fn start(&self, line: &[&str]) -> Live {
        Live::start(&self.command(line))
    }

    /// The same where the shell it is started from ignores a signal, so that the program does from its beginning.
    pub fn start_ignoring(&self, signal: &str, line: &[&str]) -> Live {
        let program = self.command(line).process();
        let mut shell = std::process::Command::new("/bin/sh");
        let script = format!("trap '' {signal}; exec \"$@\"");
        shell.args(["-c", &script, "sh"]).arg(program.get_program()).args(program.get_args());
        shell.current_dir(self.sandbox.path()).env_clear();
        for (name, value) in program.get_envs() {
            shell.env(name, value.unwrap());
        }
        Live::spawn(shell)
    }

    /// How the batch `shop` stands.
    #[track_caller]
    pub fn batch(&self) -> serde_json::Value {
        self.run(&["batch", "status", "shop", "--json"]).ok().json()["batch"].clone()
    }

    /// The batch's state, and its items: completed, failed, left.
    #[track_caller]
    pub fn standing(&self) -> (String, u64, u64, u64) {
        let batch = self.batch();
        let number = |name: &str| batch[name].as_u64().unwrap();
        let left = number("pending_items") + number("running_items");
        (batch["status"].as_str().unwrap().to_owned(), number("completed_items"), number("failed_items"), left)
    }

    /// A number out of the database.
    #[track_caller]
    pub fn number(&self, sql: &str) -> i64 {
        self.sql(async |connection| {
            let row = sqlx::query(AssertSqlSafe(sql.to_owned())).fetch_one(connection).await.unwrap();
            row.get::<i64, _>(0)
        })
    }

    /// Does something on a connection of its own to the database.
    pub fn sql<T>(&self, work: impl AsyncFnOnce(&mut SqliteConnection) -> T) -> T {
        self.sql_in("dialoom.db", work)
    }

    /// The same for another database file of the shop.
    pub fn sql_in<T>(&self, file: &str, work: impl AsyncFnOnce(&mut SqliteConnection) -> T) -> T {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let path = self.sandbox.path().join(file);
            let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path).busy_timeout(PATIENCE);
            let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
            let value = work(&mut connection).await;
            connection.close().await.unwrap();
            value
        })
    }

    /// Every item of the plan became exactly one stored conversation, nothing is open, and the log has a row for every
    /// answer the stand-in has a line for.
    #[track_caller]
    pub fn is_complete(&self, items: usize) {
        assert_eq!(self.standing(), ("completed".to_owned(), items as u64, 0, 0));
        assert_eq!(self.number("SELECT count(*) FROM conversations"), items as i64);
        let distinct = "SELECT count(DISTINCT json_extract(parameters, '$.persona')) FROM conversations";
        assert_eq!(self.number(distinct), items as i64, "no item twice");
    }
}

/// A running program whose output is gathered as it comes.
pub struct Live {
    child: Child,
    stdout: std::thread::JoinHandle<String>,
    stderr: Option<std::thread::JoinHandle<String>>,
    said: Arc<std::sync::Mutex<String>>,
}

impl Live {
    pub fn start(run: &Run) -> Live {
        Live::spawn(run.process())
    }

    pub fn spawn(mut process: std::process::Command) -> Live {
        let mut child = process.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut out = child.stdout.take().unwrap();
        let stdout = std::thread::spawn(move || {
            let mut text = String::new();
            out.read_to_string(&mut text).unwrap();
            text
        });
        let said = Arc::new(std::sync::Mutex::new(String::new()));
        let (mut err, heard) = (child.stderr.take().unwrap(), said.clone());
        let stderr = std::thread::spawn(move || {
            let (mut all, mut buffer) = (Vec::new(), [0; 4096]);
            while let Ok(read @ 1..) = err.read(&mut buffer) {
                all.extend_from_slice(&buffer[..read]);
                *heard.lock().unwrap() = String::from_utf8_lossy(&all).into_owned();
            }
            String::from_utf8(all).unwrap()
        });
        Live { child, stdout, stderr: Some(stderr), said }
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Sends a signal by its name: INT, TERM, KILL.
    pub fn signal(&self, name: &str) {
        let pid = self.pid().to_string();
        assert!(std::process::Command::new("kill").args(["-s", name, &pid]).status().unwrap().success());
    }

    /// What it said on stderr so far.
    pub fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    #[track_caller]
    pub fn wait_to_say(&self, text: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !self.said().contains(text) {
            assert!(Instant::now() < deadline, "never said {text:?}:\n{}", self.said());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits for its end: the exit code (`None` after a signal), stdout and stderr.
    #[track_caller]
    pub fn end(self) -> (Option<i32>, String, String) {
        self.end_within(PATIENCE)
    }

    /// The same with patience of its own.
    #[track_caller]
    pub fn end_within(mut self, patience: Duration) -> (Option<i32>, String, String) {
        let deadline = Instant::now() + patience;
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            if Instant::now() >= deadline {
                self.child.kill().unwrap();
                panic!("it never ended:\n{}", self.said());
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        let stderr = self.stderr.take().unwrap().join().unwrap();
        assert!(!stderr.contains("panicked at"), "{stderr}");
        (status.code(), self.stdout.join().unwrap(), stderr)
    }
}
