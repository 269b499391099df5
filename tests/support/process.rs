//! Runs the real binary with a clean environment: to its end, or watched, signalled and killed while it works.
//!
//! ```ignore
//! world.run(["config"]).ok().prints("concurrency");
//! let live = world.start(["batch", "run", "plan.toml"]);
//! live.wait_to_say("Ctrl-C again stops at once");
//! live.signal("INT");
//! live.end().ends(130);
//! ```

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use super::output::Output;

/// How long anything may take before the test fails: generous, since nothing is timed here.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// Waits until it holds.
#[track_caller]
pub fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < deadline, "never happened: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Sends a signal by its name: INT, TERM, KILL.
#[track_caller]
pub fn signal(process: u32, name: &str) {
    assert!(Command::new("kill").args(["-s", name, &process.to_string()]).status().unwrap().success());
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
    /// What a shell does first that then becomes the program.
    shell: Option<String>,
}

impl Run {
    /// With these arguments in this folder, with nothing in its environment but `env`.
    pub fn new(arguments: Vec<OsString>, folder: PathBuf, env: BTreeMap<OsString, OsString>) -> Run {
        Run { arguments, folder, env, stdin: Vec::new(), shell: None }
    }

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

    /// In this folder below its own, which is made.
    #[must_use]
    pub fn below(mut self, name: &str) -> Run {
        self.folder.push(name);
        std::fs::create_dir_all(&self.folder).unwrap();
        self
    }

    /// What the program reads on stdin; nothing where nobody says.
    #[must_use]
    pub fn stdin(mut self, text: impl Into<Vec<u8>>) -> Run {
        self.stdin = text.into();
        self
    }

    /// Started by a shell that ignores this signal, as the program then does from its beginning.
    #[must_use]
    pub fn ignoring(mut self, signal: &str) -> Run {
        self.shell = Some(format!("trap '' {signal}"));
        self
    }

    /// Bound by the rights of files even where root runs the tests.
    #[must_use]
    pub fn without_privilege(mut self) -> Run {
        if rustix::process::geteuid().is_root() {
            self.shell = Some(r#"set -- setpriv --bounding-set=-dac_override,-dac_read_search "$@""#.to_owned());
        }
        self
    }

    /// With this mask for new files, in octal digits.
    #[must_use]
    pub fn with_umask(mut self, mask: &str) -> Run {
        self.shell = Some(format!("umask {mask}"));
        self
    }

    /// The process as it would be started, for tests that close its pipes themselves.
    pub fn process(&self) -> Command {
        let mut process = match &self.shell {
            None => Command::new(program()),
            Some(first) => {
                let mut shell = Command::new("/bin/sh");
                shell.arg("-c").arg(format!("{first}; exec \"$@\"")).arg("sh").arg(program());
                shell
            }
        };
        process.args(&self.arguments).current_dir(&self.folder).env_clear().envs(&self.env);
        process.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        process
    }

    /// Starts it and leaves it running.
    pub fn start(self) -> Running {
        let mut child = self.process().spawn().expect("the program starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        // On a thread of its own: a program that answers before it has read everything must not block the test. One
        // that never reads closes the pipe, which is its right.
        std::thread::spawn(move || drop(stdin.write_all(&self.stdin)));
        let heard = Arc::new(Heard::default());
        heard.listen(child.stdout.take().expect("a pipe"), |said| &mut said.stdout);
        heard.listen(child.stderr.take().expect("a pipe"), |said| &mut said.stderr);
        let words = self.arguments.iter().map(|argument| argument.to_string_lossy());
        Running { command: words.collect::<Vec<_>>().join(" "), child, heard }
    }

    /// Runs it to its end.
    #[track_caller]
    pub fn run(self) -> Output {
        self.start().end()
    }
}

/// What a program says, gathered as it comes.
#[derive(Default)]
struct Heard {
    said: Mutex<Said>,
    more: Condvar,
}

#[derive(Default)]
struct Said {
    stdout: Vec<u8>,
    stderr: Vec<u8>,
    /// How many of the two are at their end.
    closed: u8,
}

impl Said {
    fn stderr(&self) -> String {
        String::from_utf8_lossy(&self.stderr).into_owned()
    }
}

impl Heard {
    fn listen(self: &Arc<Heard>, mut pipe: impl Read + Send + 'static, to: fn(&mut Said) -> &mut Vec<u8>) {
        let heard = Arc::clone(self);
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            loop {
                let read = pipe.read(&mut buffer).unwrap_or(0);
                let mut said = heard.said.lock().unwrap();
                to(&mut said).extend_from_slice(&buffer[..read]);
                said.closed += u8::from(read == 0);
                heard.more.notify_all();
                if read == 0 {
                    return;
                }
            }
        });
    }

    /// Waits until it holds, or until patience is over: whoever asks looks again.
    fn wait(&self, patience: Duration, holds: impl Fn(&Said) -> bool) -> MutexGuard<'_, Said> {
        let said = self.said.lock().unwrap();
        self.more.wait_timeout_while(said, patience, |said| !holds(said)).unwrap().0
    }
}

/// A running program. Killed when dropped.
pub struct Running {
    command: String,
    child: Child,
    heard: Arc<Heard>,
}

impl Running {
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Sends a signal by its name: INT, TERM, KILL.
    #[track_caller]
    pub fn signal(&self, name: &str) {
        signal(self.pid(), name);
    }

    /// Presses Ctrl-C, and once more when it has said that this stops it at once. Two in a row could be taken for one.
    #[track_caller]
    pub fn interrupt_twice(&self) {
        self.signal("INT");
        self.wait_to_say("Ctrl-C again stops at once");
        self.signal("INT");
    }

    /// Waits until it has printed so many lines on stdout.
    #[track_caller]
    pub fn wait_to_print(&self, lines: usize) {
        let has = |said: &Said| said.stdout.iter().filter(|byte| **byte == b'\n').count() >= lines;
        let said = self.heard.wait(PATIENCE, |said| said.closed == 2 || has(said));
        assert!(has(&said), "dialoom {} never printed {lines} lines:\n{}", self.command, said.stderr());
    }

    /// Waits until it has said this on stderr.
    #[track_caller]
    pub fn wait_to_say(&self, text: &str) {
        let said = self.heard.wait(PATIENCE, |said| said.closed == 2 || said.stderr().contains(text)).stderr();
        assert!(said.contains(text), "dialoom {} never said {text:?}:\n{said}", self.command);
    }

    /// Waits for its end.
    #[track_caller]
    pub fn end(self) -> Output {
        self.end_within(PATIENCE)
    }

    /// The same with patience of its own.
    #[track_caller]
    pub fn end_within(mut self, patience: Duration) -> Output {
        let is_over = self.heard.wait(patience, |said| said.closed == 2).closed == 2;
        assert!(
            is_over,
            "dialoom {} did not end in {patience:?}:\n{}",
            self.command,
            self.heard.said.lock().unwrap().stderr()
        );
        let status = self.child.wait().expect("a process of ours can be waited for");
        let said = std::mem::take(&mut *self.heard.said.lock().unwrap());
        let output = Output::new(std::mem::take(&mut self.command), status.code(), &said.stdout, &said.stderr);
        assert!(!output.stderr.contains("panicked at"), "{output:?}");
        output
    }

    /// `kill -9`, now. Gives how it had ended, if it was over already.
    pub fn kill(mut self) -> Option<Output> {
        if self.child.try_wait().expect("its state can be asked for").is_some() {
            return Some(self.end());
        }
        self.child.kill().expect("a process of ours can be killed");
        self.child.wait().expect("it is over");
        None
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Over already where either fails.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
