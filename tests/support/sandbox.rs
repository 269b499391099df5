//! Runs the real binary in an empty folder of its own, with a clean environment.
//!
//! Whatever a test does not mention is empty: no variable of the machine, no configuration, no key reaches the
//! program, and its output is piped at 100 columns.
//!
//! ```ignore
//! let sandbox = Sandbox::new();
//! let output = sandbox.run(["config"]).ok();
//! sandbox.command(["init"]).env("NO_COLOR", "1").run().fails(2);
//! ```

#![allow(dead_code, reason = "not every test file uses every helper")]

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// No command of a test takes longer; one that does hangs.
const PATIENCE: Duration = Duration::from_secs(120);

/// An empty folder, gone with the sandbox.
pub struct Sandbox {
    folder: tempfile::TempDir,
    env: BTreeMap<OsString, OsString>,
}

impl Sandbox {
    pub fn new() -> Sandbox {
        let folder = tempfile::Builder::new().prefix("dialoom-test").tempdir().unwrap();
        let home = folder.path().join(".home");
        std::fs::create_dir(&home).unwrap();
        std::fs::create_dir(folder.path().join("work")).unwrap();
        let mut env = BTreeMap::new();
        for (name, value) in
            [("HOME", home.as_os_str()), ("COLUMNS", OsStr::new("100")), ("DIALOOM_USER", "tester".as_ref())]
        {
            env.insert(name.into(), value.into());
        }
        Sandbox { folder, env }
    }

    /// A sandbox whose every command has this variable, too.
    #[must_use]
    pub fn with_env(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Sandbox {
        self.env.insert(name.into(), value.into());
        self
    }

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

    /// Runs the program with these arguments.
    pub fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Output {
        self.command(arguments).run()
    }

    /// A run still to be shaped.
    pub fn command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Run {
        Run {
            arguments: arguments.into_iter().map(|argument| argument.as_ref().to_owned()).collect(),
            folder: self.path(),
            env: self.env.clone(),
            stdin: Vec::new(),
        }
    }
}

/// The program under test: the one built with the tests, or the one `DIALOOM_TEST_PROGRAM` names (scripts/torture runs the
/// optimised one).
fn program() -> OsString {
    std::env::var_os("DIALOOM_TEST_PROGRAM").unwrap_or_else(|| env!("CARGO_BIN_EXE_dialoom").into())
}

/// A run still to be shaped.
pub struct Run {
    arguments: Vec<OsString>,
    folder: PathBuf,
    env: BTreeMap<OsString, OsString>,
    stdin: Vec<u8>,
}

impl Run {
    #[must_use]
    pub fn env(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Run {
        self.env.insert(name.into(), value.into());
        self
    }

    #[must_use]
    pub fn without_env(mut self, name: &str) -> Run {
        self.env.remove(OsStr::new(name));
        self
    }

    /// What the program reads on stdin; nothing where nobody says.
    #[must_use]
    pub fn stdin(mut self, text: impl Into<Vec<u8>>) -> Run {
        self.stdin = text.into();
        self
    }

    /// Runs in this folder instead.
    #[must_use]
    pub fn within(mut self, folder: impl Into<PathBuf>) -> Run {
        self.folder = folder.into();
        self
    }

    /// The process as it would be started, for tests that drive it themselves (signals, ptys, closed pipes).
    pub fn process(&self) -> Command {
        let mut process = Command::new(program());
        process.args(&self.arguments).current_dir(&self.folder).env_clear().envs(&self.env);
        process
    }

    /// Runs it to its end.
    #[track_caller]
    pub fn run(self) -> Output {
        let mut child =
            self.process().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = self.stdin.clone();
        // On a thread of its own: a program that answers before it has read everything must not block the test. One
        // that never reads closes the pipe, which is its right.
        let feeder = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let (send, receive) = std::sync::mpsc::channel();
        let id = child.id();
        std::thread::spawn(move || send.send(child.wait_with_output()));
        let Ok(output) = receive.recv_timeout(PATIENCE) else {
            drop(Command::new("kill").args(["-9", &id.to_string()]).status());
            panic!("dialoom {:?} did not end in {PATIENCE:?}", self.arguments);
        };
        feeder.join().unwrap();
        let output = output.unwrap();
        Output {
            command: self.arguments.iter().map(|argument| argument.to_string_lossy()).collect::<Vec<_>>().join(" "),
            code: output.status.code(),
            stdout_bytes: output.stdout.clone(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// What a run left behind.
#[derive(Debug, Clone)]
pub struct Output {
    command: String,
    /// The exit code; `None` after a signal.
    pub code: Option<i32>,
    /// What it printed, byte for byte.
    pub stdout_bytes: Vec<u8>,
    /// What it printed.
    pub stdout: String,
    /// What it said to people.
    pub stderr: String,
}

impl Output {
    /// Ended with 0.
    #[track_caller]
    pub fn ok(self) -> Output {
        self.ends(0)
    }

    /// Failed with this code, with something on stderr and without a panic.
    #[track_caller]
    pub fn fails(self, code: i32) -> Output {
        assert_ne!(code, 0, "ok() is for that");
        let output = self.ends(code);
        assert!(!output.stderr.is_empty(), "dialoom {} failed without a word", output.command);
        output
    }

    /// Ended with this code.
    #[track_caller]
    pub fn ends(self, code: i32) -> Output {
        let Output { command, stdout, stderr, .. } = &self;
        assert!(!stderr.contains("panicked at"), "dialoom {command} panicked:\n{stderr}");
        assert_eq!(self.code, Some(code), "dialoom {command}\n--- stdout\n{stdout}\n--- stderr\n{stderr}");
        self
    }

    /// The one JSON document on stdout.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("dialoom {}: {error} in:\n{}", self.command, self.stdout))
    }

    /// The JSON object of a failure on stderr.
    #[track_caller]
    pub fn error_json(&self) -> serde_json::Value {
        let parsed: Result<serde_json::Value, _> = serde_json::from_str(&self.stderr);
        parsed.unwrap_or_else(|error| panic!("dialoom {}: {error} in:\n{}", self.command, self.stderr))["error"].clone()
    }

    /// Says this on stderr.
    #[track_caller]
    pub fn says(self, part: &str) -> Output {
        assert!(self.stderr.contains(part), "dialoom {} does not say {part:?}:\n{}", self.command, self.stderr);
        self
    }

    /// Prints this on stdout.
    #[track_caller]
    pub fn prints(self, part: &str) -> Output {
        assert!(self.stdout.contains(part), "dialoom {} does not print {part:?}:\n{}", self.command, self.stdout);
        self
    }
}
