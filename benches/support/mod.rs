//! Shared by the benchmarks: a stand-in server in a process of its own, a program measured from outside, and figures as
//! a table or JSON.

#![allow(dead_code, reason = "not every benchmark uses every part")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "figures on stdout and progress on stderr are the point")]
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot go on ends")]

#[path = "../../tests/support/stand_in/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the tests use the rest of it")]
mod stand_in;

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use stand_in::{Answer, Script, StandIn, Window, always, lognormal};

/// The arguments behind the benchmark's name.
pub struct Arguments(Vec<String>);

impl Arguments {
    /// Without `--bench`, which `cargo bench` adds.
    pub fn of_process() -> Arguments {
        Arguments(std::env::args().skip(1).filter(|argument| argument != "--bench").collect())
    }

    pub fn has(&self, flag: &str) -> bool {
        self.0.iter().any(|argument| argument == flag)
    }

    pub fn text(&self, flag: &str) -> Option<&str> {
        let at = self.0.iter().position(|argument| argument == flag)?;
        self.0.get(at + 1).map(String::as_str)
    }

    /// The numbers behind a flag, separated by commas, or the default.
    pub fn numbers(&self, flag: &str, default: &[u64]) -> Vec<u64> {
        self.text(flag)
            .map_or_else(|| default.to_vec(), |text| text.split(',').map(|one| one.parse().unwrap()).collect())
    }
}

// The stand-in -----------------------------------------------------------------------------------------------------

/// Serves as the stand-in if the first argument is `serve`. The benchmark starts itself a second time for that, so that
/// the server's CPU does not count as the client's.
pub fn serve_if_asked() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.first().map(String::as_str) != Some("serve") {
        return;
    }
    let number = |place: usize| arguments.get(place).and_then(|text| text.parse::<u64>().ok()).unwrap_or(0);
    let delays: Arc<Mutex<Vec<Duration>>> = Arc::default();
    let script: Script = match number(1) {
        0 => always(Answer::Good),
        median => {
            let (inner, delays) = (lognormal(1, Duration::from_millis(median), 0.5), delays.clone());
            Arc::new(move |question| {
                let step = inner(question);
                delays.lock().unwrap().push(step.delay);
                step
            })
        }
    };
    let stand_in = StandIn::start_at(0, script, false);
    if number(2) > 0 {
        let requests = usize::try_from(number(2)).unwrap();
        stand_in.enforce(Window { requests, length: Duration::from_millis(number(3)) });
    }
    println!("{}", stand_in.url());
    while std::io::stdin().read_line(&mut String::new()).is_ok_and(|read| read > 0) {
        let delays: Vec<String> = delays.lock().unwrap().iter().map(|delay| delay.as_micros().to_string()).collect();
        println!("{} {} {} {}", stand_in.delivered(), stand_in.prompts(), stand_in.violations(), delays.join(","));
    }
    std::process::exit(0);
}

/// The stand-in server in a process of its own.
pub struct Server {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
    /// The base URL to set.
    pub url: String,
}

/// What the stand-in counted.
pub struct Served {
    /// Conversations delivered.
    pub delivered: u64,
    /// Different prompts received.
    pub prompts: u64,
    /// Requests over the enforced limit.
    pub violations: u64,
    /// The delay of each request, in order of arrival; empty if it answers at once.
    pub delays: Vec<Duration>,
}

impl Server {
    /// Starts one with lognormal delays of this median and sigma 0.5; 0 answers at once.
    pub fn start(median: Duration) -> Server {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["serve", &median.as_millis().to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (stdin, stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let mut server = Server { child, stdin, stdout: BufReader::new(stdout), url: String::new() };
        server.url = server.line();
        server
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.stdout.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    pub fn served(&mut self) -> Served {
        self.stdin.write_all(b"\n").unwrap();
        let line = self.line();
        let mut parts = line.split(' ');
        let mut number = || parts.next().unwrap().parse().unwrap();
        let (delivered, prompts, violations) = (number(), number(), number());
        let delays = parts.next().unwrap_or("").split(',').filter_map(|text| text.parse().ok());
        Served { delivered, prompts, violations, delays: delays.map(Duration::from_micros).collect() }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// How long the same requests take if the next begins the instant one ends, with `at_once` in flight. A program that
/// does not know the delays in advance cannot be faster.
pub fn best_schedule(delays: &[Duration], at_once: usize) -> Duration {
    let mut free: BinaryHeap<Reverse<Duration>> = std::iter::repeat_n(Reverse(Duration::ZERO), at_once).collect();
    let mut end = Duration::ZERO;
    for delay in delays {
        let Reverse(begin) = free.pop().unwrap();
        free.push(Reverse(begin + *delay));
        end = end.max(begin + *delay);
    }
    end
}

// The program ------------------------------------------------------------------------------------------------------

/// A folder for one run, removed when dropped.
pub struct Folder(tempfile::TempDir);

impl Folder {
    /// Empty, under `DIALOOM_BENCH_DIR` or else in the folder for temporary files.
    pub fn new() -> Folder {
        let mut builder = tempfile::Builder::new();
        builder.prefix("dialoom-bench");
        Folder(match std::env::var_os("DIALOOM_BENCH_DIR") {
            Some(place) => builder.tempdir_in(place).unwrap(),
            None => builder.tempdir().unwrap(),
        })
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    /// The real program in this folder, with an empty environment.
    pub fn dialoom<const COUNT: usize>(&self, arguments: [&str; COUNT]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dialoom"));
        command.args(arguments).current_dir(self.path()).env_clear().env("HOME", self.path()).env("COLUMNS", "100");
        command.env("DIALOOM_USER", "bench");
        if let Some(threads) = std::env::var_os("TOKIO_WORKER_THREADS") {
            command.env("TOKIO_WORKER_THREADS", threads);
        }
        command
    }
}

/// What a process took, measured from outside.
pub struct Measured {
    /// From its start to its end.
    pub wall: Duration,
    /// CPU it spent in its own code.
    pub user: Duration,
    /// CPU the kernel spent for it.
    pub system: Duration,
    /// Peak memory in KiB.
    pub peak_kib: u64,
    /// What it printed.
    pub stdout: String,
}

impl Measured {
    /// In its own code and in the kernel.
    pub fn cpu(&self) -> Duration {
        self.user + self.system
    }
}

/// Linux shows CPU time in hundredths of a second (proc(5)).
const TICK: Duration = Duration::from_millis(10);
/// The shortest time between two readings of the process.
const LOOK: Duration = Duration::from_millis(2);

/// Runs a command to its end. Panics if it fails.
pub fn measure(command: Command) -> Measured {
    measure_ending(command, 0)
}

/// Runs a command to its end. Panics if it ends with another code.
///
/// A process that has ended keeps its CPU time in /proc until its parent waits for it. Its peak memory must be read
/// while it runs.
pub fn measure_ending(mut command: Command, code: i32) -> Measured {
    let begin = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
    let mut pipe = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut pipe, &mut text).unwrap();
        text
    });
    let folder = PathBuf::from(format!("/proc/{}", child.id()));
    let mut peak_kib = 0;
    let (wall, user, system) = loop {
        let stat = std::fs::read_to_string(folder.join("stat")).expect("this benchmark reads /proc, as Linux has it");
        // The name in parentheses may hold anything, so fields count from behind it (proc(5): state is 3, utime 14).
        let fields: Vec<&str> = stat[stat.rfind(')').unwrap() + 1..].split_whitespace().collect();
        if fields[0] == "Z" {
            let ticks = |place: usize| TICK * fields[place].parse::<u32>().unwrap();
            break (begin.elapsed(), ticks(11), ticks(12));
        }
        let status = std::fs::read_to_string(folder.join("status")).unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|text| text.split_whitespace().next()?.parse().ok());
        peak_kib = peak_kib.max(peak.unwrap_or(0));
        // Reads short programs often, and long ones seldom, so as not to take their CPU.
        std::thread::sleep(LOOK.max(begin.elapsed() / 50).min(Duration::from_millis(100)).min(LOOK * 5));
    };
    let status = child.wait().unwrap();
    let stdout = reader.join().unwrap();
    assert!(status.code() == Some(code), "{command:?} ended with {status}: {stdout}");
    Measured { wall, user, system, peak_kib, stdout }
}

/// A plan of `items` different items.
pub fn plan(name: &str, items: u64, limits: &str) -> String {
    let axis = |word: &str, count: u64| (0..count).map(|n| format!("\"{word} {n}\"")).collect::<Vec<_>>().join(", ");
    format!(
        "name = \"{name}\"\ntemplate = \"Retirement Planning Anxiety to Relief\"\ncount = {items}\n[axes]\n\
         persona = [{}]\nemotion = [{}]\ntopic = [{}]\n[limits]\n{limits}\n",
        axis("Saver of the kind", 50),
        axis("worry of the kind", 20),
        axis("question about retirement, number", items.div_ceil(1000)),
    )
}

// Figures ----------------------------------------------------------------------------------------------------------

/// The measured figures, in order.
#[derive(Default)]
pub struct Figures(Vec<Figure>);

struct Figure {
    what: String,
    value: f64,
    unit: &'static str,
    goal: Option<(Goal, f64)>,
}

/// Whether a goal is an upper or a lower bound.
#[derive(Clone, Copy)]
pub enum Goal {
    AtMost,
    AtLeast,
}

impl Figures {
    pub fn add(&mut self, what: impl Into<String>, value: f64, unit: &'static str) {
        self.0.push(Figure { what: what.into(), value, unit, goal: None });
    }

    pub fn goal(&mut self, what: impl Into<String>, value: f64, unit: &'static str, goal: Goal, of: f64) {
        self.0.push(Figure { what: what.into(), value, unit, goal: Some((goal, of)) });
    }

    /// Prints a table, or one JSON document with `--json`.
    pub fn print(&self, benchmark: &str, arguments: &Arguments) {
        let machine = machine();
        if arguments.has("--json") {
            let figures: Vec<_> = self
                .0
                .iter()
                .map(|figure| {
                    serde_json::json!({
                        "what": figure.what,
                        "value": figure.value,
                        "unit": figure.unit,
                        "goal": figure.goal.map(|(_, of)| of),
                        "met": figure.met(),
                    })
                })
                .collect();
            println!("{}", serde_json::json!({"benchmark": benchmark, "machine": machine, "figures": figures}));
            return;
        }
        println!("{benchmark} ({machine})");
        let width = self.0.iter().map(|figure| figure.what.chars().count()).max().unwrap_or(0);
        for figure in &self.0 {
            let goal = match figure.goal {
                None => String::new(),
                Some((way, of)) => {
                    let sign = if matches!(way, Goal::AtMost) { "≤" } else { "≥" };
                    format!("   goal {sign} {of}: {}", if figure.met() == Some(true) { "met" } else { "MISSED" })
                }
            };
            println!("  {:width$}  {:>10} {:<5}{goal}", figure.what, rounded(figure.value), figure.unit);
        }
    }
}

impl Figure {
    fn met(&self) -> Option<bool> {
        self.goal.map(|(way, of)| match way {
            Goal::AtMost => self.value <= of,
            Goal::AtLeast => self.value >= of,
        })
    }
}

fn rounded(value: f64) -> String {
    match value.abs() {
        large if large >= 100.0 => format!("{value:.0}"),
        middle if middle >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.3}"),
    }
}

/// The machine's size: "2 cores, 24 GiB, linux x86_64".
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let memory = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kib: u64 = memory.split_whitespace().nth(1).and_then(|text| text.parse().ok()).unwrap_or(0);
    format!("{cores} cores, {} GiB, {} {}", kib >> 20, std::env::consts::OS, std::env::consts::ARCH)
}

pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

pub fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
