//! How a command fails: a message, its causes, what to do next, and the exit code.

use std::fmt;

/// The exit codes, in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// Failed.
    Failed = 1,
    /// Bad usage or input: nothing was sent or written.
    BadInput = 2,
    /// Partly done: some items failed.
    Partly = 3,
    /// Stopped by the budget.
    Budget = 4,
    /// Interrupted.
    Interrupted = 130,
}

/// A failure as the user sees it.
#[derive(Debug)]
pub struct Failure {
    /// What the program ends with.
    pub exit: Exit,
    /// What happened and where: a lower-case fragment.
    pub message: String,
    /// Why, outermost first.
    pub causes: Vec<String>,
    /// What to do next: sentences that name the flag, file or variable.
    pub hints: Vec<String>,
}

impl Failure {
    /// Something failed.
    pub fn new(message: impl Into<String>) -> Failure {
        Failure { exit: Exit::Failed, message: message.into(), causes: Vec::new(), hints: Vec::new() }
    }

    /// What was typed or read is wrong; nothing was sent or written.
    pub fn bad_input(message: impl Into<String>) -> Failure {
        Failure { exit: Exit::BadInput, ..Failure::new(message) }
    }

    /// With another exit code.
    #[must_use]
    pub fn exit(mut self, exit: Exit) -> Failure {
        self.exit = exit;
        self
    }

    /// With a cause.
    #[must_use]
    pub fn because(mut self, cause: impl fmt::Display) -> Failure {
        self.causes.push(cause.to_string());
        self
    }

    /// With what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Failure {
        self.hints.push(hint.into());
        self
    }

    /// Whoever read our stdout has stopped reading (`| head`): nothing to say, and exit code 0, since the reader got
    /// all it wanted.
    pub fn closed_pipe() -> Failure {
        Failure { exit: Exit::Done, ..Failure::new("") }
    }

    /// Whether this is [`Failure::closed_pipe`].
    pub fn is_closed_pipe(&self) -> bool {
        self.exit == Exit::Done && self.message.is_empty()
    }

    /// As printed with `--json`: `{"error": {"message", "causes", "hints", "exit_code"}}`.
    pub fn as_json(&self) -> serde_json::Value {
        serde_json::json!({"error": {
            "message": self.message,
            "causes": self.causes,
            "hints": self.hints,
            "exit_code": self.exit as u8,
        }})
    }
}

impl From<Exit> for std::process::ExitCode {
    fn from(exit: Exit) -> std::process::ExitCode {
        std::process::ExitCode::from(exit as u8)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

impl From<crate::store::StoreError> for Failure {
    fn from(error: crate::store::StoreError) -> Failure {
        use crate::store::StoreError as E;
        let failure = Failure::new(error.to_string());
        match &error {
            E::NotFound { what: what @ ("batch" | "template"), .. } => {
                let list = if *what == "batch" { "dialoom batch list" } else { "dialoom templates list" };
                failure.exit(Exit::BadInput).hint(format!("See every {what} there is with: {list}"))
            }
            E::Inactive { .. } => {
                failure.exit(Exit::BadInput).hint("Use one that is not; see which with: dialoom templates list")
            }
            E::NotFound { .. } | E::Ambiguous { .. } | E::Taken { .. } | E::Move { .. } => failure.exit(Exit::BadInput),
            E::BadCursor => failure
                .exit(Exit::BadInput)
                .hint("Give --cursor with the same --sort and --asc or --desc as the page it came from."),
            E::Newer { .. } => failure.hint("Install the newest dialoom, or use another database with --db."),
            E::Foreign { .. } => failure.hint("Name another database with --db or DIALOOM_DB."),
            E::Unreachable { .. } => {
                failure.hint("Check --db, DIALOOM_DB and the rights of its folder; `dialoom doctor` looks closer.")
            }
            E::Locked => failure.hint("Wait for the other program or end it, then run the same command again."),
            E::Full => failure.hint("Make room on the disk, then run the same command again."),
            E::Other(_) => failure,
        }
    }
}

impl From<crate::provider::CallError> for Failure {
    fn from(error: crate::provider::CallError) -> Failure {
        let failure = Failure::new(error.message);
        match error.hint {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    }
}

/// Nothing was sent: what was set is wrong.
impl From<crate::provider::ConnectError> for Failure {
    fn from(error: crate::provider::ConnectError) -> Failure {
        Failure::bad_input(error.message).hint(error.hint)
    }
}

impl From<crate::domain::limits::OutOfRange> for Failure {
    fn from(error: crate::domain::limits::OutOfRange) -> Failure {
        let (table, key) = error.field.split_once('.').unwrap_or(("limits", error.field));
        let flag = match key {
            "requests" => "--rpm, or ",
            "concurrency" => "--concurrency, or ",
            "max_cost_usd" => "--max-cost, or ",
            "max_retries" => "--max-retries, or ",
            "timeout_seconds" => "--timeout, or ",
            "temperature" => "--temperature, or ",
            "turns" => "--turns, or ",
            "max_tokens" => "--max-tokens, or ",
            _ => "",
        };
        Failure::bad_input(error.to_string())
            .hint(format!("Set it with {flag}{key} under [{table}] in the plan or dialoom.toml."))
    }
}

/// For writing results: a closed pipe is the quiet end.
impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Failure {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Failure::closed_pipe(),
            std::io::ErrorKind::StorageFull => {
                Failure::new("cannot write the output: no room left").hint("Make room on the disk.")
            }
            _ => Failure::new("cannot read or write").because(error),
        }
    }
}

impl From<crate::engine::plan::PlanError> for Failure {
    fn from(error: crate::engine::plan::PlanError) -> Failure {
        let failure = Failure::bad_input(error.to_string());
        match error.hint {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    }
}

impl From<crate::templates::PromptError> for Failure {
    fn from(error: crate::templates::PromptError) -> Failure {
        Failure::bad_input(error.to_string())
    }
}

impl From<crate::templates::TemplateFileError> for Failure {
    fn from(error: crate::templates::TemplateFileError) -> Failure {
        Failure::bad_input(error.to_string())
    }
}

impl From<crate::domain::UnknownWord> for Failure {
    fn from(error: crate::domain::UnknownWord) -> Failure {
        Failure::bad_input(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::StoreError;

    #[test]
    fn a_newer_database_names_both_ways_on() {
        let error = StoreError::Newer { place: "x.db".into(), found: 9, known: 1 };
        let failure = Failure::from(error);
        assert_eq!(failure.exit, Exit::Failed);
        assert_eq!(failure.hints, ["Install the newest dialoom, or use another database with --db."]);
    }

    #[test]
    fn what_was_typed_wrong_is_bad_input() {
        let taken = StoreError::Taken { what: "template", name: "X".into() };
        assert_eq!(Failure::from(taken).exit, Exit::BadInput);
        assert_eq!(Failure::from(StoreError::Full).exit, Exit::Failed);
    }

    #[test]
    fn a_name_that_is_not_there_says_where_the_names_are() {
        let missing = |what| Failure::from(StoreError::NotFound { what, given: "x".into(), near: None });
        assert_eq!(missing("batch").hints, ["See every batch there is with: dialoom batch list"]);
        assert_eq!(missing("template").hints, ["See every template there is with: dialoom templates list"]);
        assert_eq!(missing("batch").exit, Exit::BadInput);
    }

    #[test]
    fn a_value_out_of_range_names_the_flag_and_the_key_that_set_it() {
        let error =
            crate::domain::limits::OutOfRange { field: "limits.requests", given: "0".into(), expected: "1 or more" };
        let failure = Failure::from(error);
        assert_eq!(failure.hints, ["Set it with --rpm, or requests under [limits] in the plan or dialoom.toml."]);
    }

    #[test]
    fn a_closed_pipe_is_no_failure() {
        let failure = Failure::from(std::io::Error::from(std::io::ErrorKind::BrokenPipe));
        assert!(failure.is_closed_pipe());
        assert!(!Failure::from(std::io::Error::from(std::io::ErrorKind::NotFound)).is_closed_pipe());
    }
}
