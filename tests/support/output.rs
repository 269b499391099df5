//! What a run left behind, and what a test expects of it.

/// What a run left behind.
#[derive(Debug, Clone)]
pub struct Output {
    command: String,
    /// The exit code; `None` after a signal.
    pub code: Option<i32>,
    /// What it printed.
    pub stdout: String,
    /// What it said to people.
    pub stderr: String,
}

impl Output {
    /// Of a command that ended with this code, `None` after a signal.
    pub fn new(command: String, code: Option<i32>, stdout: &[u8], stderr: &[u8]) -> Output {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Output { command, code, stdout: text(stdout), stderr: text(stderr) }
    }

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
