//! A pseudo terminal: the real binary, keys typed into it, and the screen a person would see.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long anything may take before the test fails: generous, since nothing is timed here.
const PATIENCE: Duration = Duration::from_secs(30);

/// A program in a terminal of its own.
pub struct Pty {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    // Held open so that the modes can still be read when the program has ended.
    _slave: Box<dyn portable_pty::SlavePty + Send>,
    keyboard: Option<Box<dyn Write + Send>>,
    output: Receiver<Vec<u8>>,
    raw: Vec<u8>,
    screen: vt100::Parser,
}

impl Pty {
    /// Starts dialoom with these arguments in `folder`, in a window of `rows` by `columns`, with nothing in its
    /// environment but a path and `environment`.
    pub fn start(folder: &Path, arguments: &[&str], environment: &[(&OsStr, &OsStr)], window: (u16, u16)) -> Pty {
        Pty::start_program(Path::new(env!("CARGO_BIN_EXE_dialoom")), folder, arguments, environment, window)
    }

    /// The same for another program: a shell with a line of commands.
    pub fn start_program(
        program: &Path,
        folder: &Path,
        arguments: &[&str],
        environment: &[(impl AsRef<OsStr>, impl AsRef<OsStr>)],
        (rows, columns): (u16, u16),
    ) -> Pty {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo terminal");
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.cwd(folder);
        command.env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", folder);
        command.env("TERM", "xterm-256color");
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let (send, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                if send.send(buffer[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        let at_least_one = |number| NonZeroU16::new(number).expect("a window with room");
        Pty {
            child,
            keyboard: Some(pair.master.take_writer().expect("a writer")),
            master: pair.master,
            _slave: pair.slave,
            output,
            raw: Vec::new(),
            screen: vt100::Parser::new(at_least_one(rows), at_least_one(columns), 10_000),
        }
    }

    /// Types these keys when nothing was printed for a moment: what comes before a screen is drawn whole decides nothing.
    pub fn press(&mut self, keys: &str) {
        let deadline = Instant::now() + Duration::from_millis(300);
        while Instant::now() < deadline {
            match self.output.recv_timeout(Duration::from_millis(25)) {
                Ok(bytes) => self.take(&bytes),
                Err(_) => break,
            }
        }
        self.type_at_once(keys);
    }

    /// Types these keys now, whatever is drawn.
    pub fn type_at_once(&mut self, keys: &str) {
        let keyboard = self.keyboard.as_mut().expect("a keyboard");
        keyboard.write_all(keys.as_bytes()).and_then(|()| keyboard.flush()).expect("the terminal takes keys");
    }

    /// Waits until the screen shows `text`, then gives the screen. Fails, and shows the screen, when it never does.
    pub fn wait_for(&mut self, text: &str) -> String {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let shown = self.shown();
            if shown.contains(text) {
                return shown;
            }
            match self.output.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(error) => panic!("never saw \"{text}\" ({error}); the screen:\n{shown}"),
            }
        }
    }

    /// Waits until the screen is drawn whole, so that a key counts: a quarter of a second without output, two at most.
    pub fn settle(&mut self) {
        let deadline = Instant::now() + Duration::from_secs(2);
        while Instant::now() < deadline {
            match self.output.recv_timeout(Duration::from_millis(250)) {
                Ok(bytes) => self.take(&bytes),
                Err(_) => return,
            }
        }
    }

    /// Waits for a text that may have left the window already.
    pub fn wait_for_printed(&mut self, text: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !self.printed().contains(text) {
            match self.output.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(error) => panic!("never saw \"{text}\" ({error}); the screen:\n{}", self.shown()),
            }
        }
    }

    /// The window as it is now, one line a row, without trailing blanks.
    pub fn shown(&mut self) -> String {
        while let Ok(bytes) = self.output.try_recv() {
            self.take(&bytes);
        }
        self.screen.screen().contents()
    }

    /// Everything printed so far, control sequences and all, as text.
    pub fn printed(&mut self) -> String {
        self.shown();
        String::from_utf8_lossy(&self.raw).into_owned()
    }

    /// Waits for the end; gives the exit code and the last screen. Keys still echo afterwards only where the program
    /// gave the terminal back as it was, which is checked here.
    pub fn end(mut self) -> (u32, String) {
        let deadline = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("a child to wait for") {
                break status;
            }
            assert!(Instant::now() < deadline, "the program never ended; the screen:\n{}", self.shown());
            match self.output.recv_timeout(Duration::from_millis(20)) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
            }
        };
        // What it printed last may still be on its way here.
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(100)) {
            self.take(&bytes);
        }
        #[cfg(unix)]
        if let Some(modes) = self.master.get_termios() {
            let modes = format!("{:?}", modes.local_flags);
            assert!(modes.contains("ICANON") && modes.contains("ECHO"), "the terminal was left raw: {modes}");
        }
        let screen = self.screen.screen();
        assert!(!screen.hide_cursor(), "the cursor was left hidden");
        assert!(!screen.alternate_screen() && !screen.bracketed_paste(), "the screen was not given back");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse was not given back");
        (status.exit_code(), self.shown())
    }

    /// Makes the window another size.
    pub fn resize(&mut self, rows: u16, columns: u16) {
        let at_least_one = |number| NonZeroU16::new(number).expect("a window with room");
        self.screen.screen_mut().set_size(at_least_one(rows), at_least_one(columns));
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).expect("the window changes");
    }

    /// The program's process id.
    pub fn pid(&self) -> u32 {
        self.child.process_id().expect("a process id")
    }

    fn take(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        self.screen.process(bytes);
    }
}

impl Drop for Pty {
    /// A test that failed half-way leaves no program behind.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
