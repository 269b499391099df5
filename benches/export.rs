//! Exports and statistics of many conversations: peak memory, and CPU against one query of the same rows.
//!
//! `cargo bench --bench export [-- --stored 100000] [--on FILE] [--only jsonl,csv,stats] [--pyarrow PYTHON] [--json]`
//!
//! `--pyarrow` names a Python that has pyarrow: it writes the same parquet, and ours is measured against it.

#![allow(clippy::print_stderr, reason = "what cannot be measured is said beside the figures")]

#[path = "support/million.rs"]
mod million;
#[path = "support/mod.rs"]
mod support;

use std::future::poll_fn;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use sqlx::{AssertSqlSafe, Connection, SqliteConnection};

use support::{Arguments, Figures, Folder, Goal, Measured, measure};

/// What an export of the shape messages holds, as SQLite makes it.
const ROWS: &str = "SELECT json_object('messages', (SELECT json_group_array(json_object('role', t.role, 'content', \
    t.content)) FROM conversation_turns t WHERE t.conversation_id = c.id)) FROM conversations c \
    WHERE c.status = 'approved' ORDER BY c.created_at, c.id";
/// The sums of the dashboard, in one pass.
const SUMS: &str = "SELECT count(*) || ' ' || count(*) FILTER (WHERE status = 'approved') || ' ' || \
    count(*) FILTER (WHERE status = 'rejected') || ' ' || avg(quality_score) || ' ' || sum(turn_count) || ' ' || \
    sum(total_tokens) || ' ' || sum(actual_cost_micros) FROM conversations";

/// CPU is counted in hundredths of a second: against less than this, a ratio says nothing.
const SHORTEST: Duration = Duration::from_millis(150);

/// What is measured: its name, the arguments, the most memory in MiB, and the most CPU as a ratio.
type Planned = (&'static str, &'static [&'static str], Option<f64>, Option<f64>);

/// An export: its name, its options, and the goals of memory (MiB) and of CPU against the query.
const EXPORTS: [Planned; 9] = [
    ("jsonl", &["-o", "out.jsonl"], Some(48.0), Some(1.5)),
    ("csv", &["-o", "out.csv"], Some(48.0), Some(1.5)),
    ("parquet", &["-o", "out.parquet"], Some(64.0), None),
    ("huggingface", &["--layout", "huggingface", "-o", "hub"], Some(64.0), None),
    ("kto", &["--shape", "kto", "-o", "kto.jsonl"], Some(48.0), None),
    ("native", &["-o", "native.json"], None, None),
    ("shuffle", &["--shuffle", "--seed", "1", "-o", "shuffled.jsonl"], None, None),
    ("balance", &["--balance", "tier", "-o", "balanced.jsonl"], None, None),
    ("again", &[], None, None),
];

/// A command that reads: its name, the line, and the goals of memory (MiB) and of CPU against the sums.
const READERS: [Planned; 9] = [
    ("stats", &["stats"], Some(40.0), Some(1.3)),
    ("stats by template", &["stats", "--by", "template"], Some(40.0), None),
    ("stats by persona", &["stats", "--by", "persona"], Some(40.0), None),
    ("stats by day", &["stats", "--by", "day"], Some(40.0), None),
    ("stats by model", &["stats", "--by", "model"], Some(40.0), None),
    ("grid", &["stats", "--by", "persona,emotion"], Some(40.0), None),
    ("grid of persona and topic", &["stats", "--by", "persona,topic"], Some(40.0), None),
    ("list", &["list"], Some(40.0), None),
    ("exports list", &["exports", "list"], Some(40.0), None),
];

fn main() {
    if let [_, word, file, sql, out] = &std::env::args().collect::<Vec<_>>()[..]
        && word == "query"
    {
        return query(file, sql, Path::new(out));
    }
    let arguments = Arguments::of_process();
    let folder = Folder::new();
    let mut figures = Figures::default();
    let database = arguments.text("--on").map(|file| std::path::absolute(file).expect("a path"));
    let database = database.unwrap_or_else(|| {
        let stored = arguments.numbers("--stored", &[100_000])[0];
        let file = folder.file("many.db");
        let runtime = tokio::runtime::Runtime::new().expect("threads can be started");
        runtime.block_on(million::seed(&file, stored, million::Axes::default()));
        file
    });
    let only: Vec<&str> = arguments.text("--only").map(|names| names.split(',').collect()).unwrap_or_default();
    let is_meant = |name: &str| only.is_empty() || only.contains(&name);
    let bench = Bench { folder, database };
    if EXPORTS.iter().any(|(name, ..)| is_meant(name)) {
        let rows = bench.query(ROWS);
        figures.add("one query of the rows: CPU", rows.cpu().as_secs_f64(), "s");
        for (name, line, memory, cpu) in EXPORTS.iter().filter(|(name, ..)| is_meant(name)) {
            let line = match *name {
                "again" => vec!["exports".to_owned(), "again".to_owned(), bench.newest(), "-o".into(), "again".into()],
                _ => [&["export"], *line].concat().iter().map(|word| (*word).to_owned()).collect(),
            };
            let run = bench.run(&line);
            told(&mut figures, name, &run, &rows, (*memory, *cpu));
            if let Some(python) = arguments.text("--pyarrow").filter(|_| *name == "parquet") {
                let ratio = run.cpu().as_secs_f64() / bench.pyarrow(python).cpu().as_secs_f64();
                figures.goal("parquet: CPU against pyarrow", ratio, "×", Goal::AtMost, 2.0);
            }
            bench.sweep();
        }
    }
    if READERS.iter().any(|(name, ..)| is_meant(name)) {
        let sums = bench.query(SUMS);
        figures.add("one query of the sums: CPU", sums.cpu().as_secs_f64(), "s");
        if sums.cpu() < SHORTEST {
            eprintln!("the sums are too short to measure against: take --stored 1000000, or --on FILE");
        }
        for (name, line, memory, cpu) in READERS.iter().filter(|(name, ..)| is_meant(name)) {
            let line: Vec<String> = line.iter().map(|word| (*word).to_owned()).collect();
            told(&mut figures, name, &bench.run(&line), &sums, (*memory, *cpu));
        }
    }
    figures.print("export", &arguments);
}

fn told(figures: &mut Figures, name: &str, run: &Measured, query: &Measured, goals: (Option<f64>, Option<f64>)) {
    let mut figure = |what: &str, value: f64, unit: &'static str, goal: Option<f64>| match goal {
        Some(of) => figures.goal(format!("{name}: {what}"), value, unit, Goal::AtMost, of),
        None => figures.add(format!("{name}: {what}"), value, unit),
    };
    figure("peak memory", run.peak_kib as f64 / 1024.0, "MiB", goals.0);
    figure("CPU", run.cpu().as_secs_f64(), "s", None);
    if query.cpu() >= SHORTEST {
        figure("CPU against the query", run.cpu().as_secs_f64() / query.cpu().as_secs_f64(), "×", goals.1);
    }
}

struct Bench {
    folder: Folder,
    database: PathBuf,
}

impl Bench {
    /// The program with a line.
    fn run(&self, line: &[String]) -> Measured {
        let mut command = self.folder.dialoom([]);
        command.args(line).arg("--db").arg(&self.database);
        measure(command)
    }

    fn newest(&self) -> String {
        let listed = self.run(&["exports".into(), "list".into(), "--limit".into(), "1".into(), "--json".into()]);
        let said: serde_json::Value = serde_json::from_str(&listed.stdout).expect("one JSON document");
        said["exports"][0]["id"].as_str().expect("an export was made before").to_owned()
    }

    /// The same parquet by pyarrow.
    fn pyarrow(&self, python: &str) -> Measured {
        let mut command = Command::new(python);
        command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/benches/parquet_by_pyarrow.py"));
        command.arg(&self.database).arg(self.folder.file("pyarrow.parquet"));
        measure(command)
    }

    /// A query in a process of its own, so that only its CPU counts. Its rows go to a file, as those of an export do.
    fn query(&self, sql: &str) -> Measured {
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command.arg("query").arg(&self.database).arg(sql).arg(self.folder.file("query.jsonl"));
        let measured = measure(command);
        self.sweep();
        measured
    }

    /// Makes room for the next export.
    fn sweep(&self) {
        for entry in std::fs::read_dir(self.folder.path()).expect("the folder of this run").flatten() {
            let path = entry.path();
            if path.is_dir() && path.ends_with("hub") {
                std::fs::remove_dir_all(&path).expect("what an export wrote");
            } else if path.is_file() && path.file_stem().is_none_or(|name| name != "many") {
                std::fs::remove_file(&path).expect("what an export wrote");
            }
        }
    }
}

fn query(file: &str, sql: &str, out: &Path) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let mut out = BufWriter::new(std::fs::File::create(out).expect("a file of our own"));
    runtime.block_on(async {
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file).read_only(true);
        let mut connection = SqliteConnection::connect_with(&options).await.expect("the database of this run");
        let mut rows = sqlx::query_scalar::<_, String>(AssertSqlSafe(sql.to_owned())).fetch(&mut connection);
        while let Some(row) = poll_fn(|context| rows.as_mut().poll_next(context)).await {
            let row = row.expect("a row of text");
            out.write_all(row.as_bytes()).and_then(|()| out.write_all(b"\n")).expect("room on the disk");
        }
    });
    out.flush().expect("room on the disk");
}
