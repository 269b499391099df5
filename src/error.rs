//! How a command fails: what happened and why, what to do next, and the exit code.
//!
//! Services report errors in their own types; here each gets its exit code. `cli` adds the hints that name flags and
//! commands.

use std::fmt;

use crate::domain::UnknownWord;
use crate::domain::limits::OutOfRange;
use crate::engine::{EstimateError, PlanError};
use crate::provider::{CallError, ConnectError};
use crate::review::DecideError;
use crate::store::StoreError;
use crate::templates::{PromptError, TemplateFileError};

/// The exit codes, in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// The command did what was asked.
    Done = 0,
    /// The command failed.
    Failed = 1,
    /// Bad usage or input: nothing was sent or written.
    BadInput = 2,
    /// Some items failed, the batch was paused or cancelled, or an import left lines out.
    Partly = 3,
    /// The budget stopped the run.
    Budget = 4,
    /// Ctrl-C or a signal stopped the command.
    Interrupted = 130,
}

/// A failure as the user sees it.
#[derive(Debug)]
pub struct Failure {
    /// The exit code of the program.
    pub exit: Exit,
    /// What to do next: sentences that name the flag, file or variable.
    pub hints: Vec<String>,
    /// What happened and where, a lower-case fragment; its causes follow, outermost first.
    error: anyhow::Error,
}

impl Failure {
    /// A failure with exit code 1.
    pub fn new(message: impl Into<String>) -> Failure {
        Failure::of(Exit::Failed, anyhow::Error::msg(message.into()))
    }

    /// Wrong input, exit code 2: nothing was sent or written.
    pub fn bad_input(message: impl Into<String>) -> Failure {
        Failure::new(message).exit(Exit::BadInput)
    }

    /// The failure of a service, with its causes.
    pub fn of(exit: Exit, error: impl Into<anyhow::Error>) -> Failure {
        Failure { exit, hints: Vec::new(), error: error.into() }
    }

    /// Replaces the exit code.
    #[must_use]
    pub fn exit(mut self, exit: Exit) -> Failure {
        self.exit = exit;
        self
    }

    /// Puts a message above the current one, which becomes its cause.
    #[must_use]
    pub fn context(mut self, message: impl Into<String>) -> Failure {
        self.error = self.error.context(message.into());
        self
    }

    /// Adds a cause below the others.
    #[must_use]
    pub fn because(mut self, cause: impl fmt::Display) -> Failure {
        let between: Vec<String> = self.error.chain().skip(1).map(ToString::to_string).collect();
        let below = between.into_iter().rev().fold(anyhow::Error::msg(cause.to_string()), anyhow::Error::context);
        // As it is and not as text, so that `find` still sees its type.
        self.error = below.context(self.error);
        self
    }

    /// Adds several causes beside each other: the first five, then how many more.
    #[must_use]
    pub fn because_of_each<C: fmt::Display>(self, causes: &[C]) -> Failure {
        const NAMED: usize = 5;
        let failure = causes.iter().take(NAMED).fold(self, Failure::because);
        match causes.len().saturating_sub(NAMED) {
            0 => failure,
            more => failure.because(format!("and {more} more")),
        }
    }

    /// Adds a sentence that says what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Failure {
        self.hints.push(hint.into());
        self
    }

    /// What happened, without its causes.
    pub fn message(&self) -> String {
        self.error.to_string()
    }

    /// Why, outermost first. Skips a cause that the line above quotes at its end: "…: cause".
    pub fn causes(&self) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for line in self.error.chain().map(ToString::to_string) {
            if !lines.last().is_some_and(|above| above.ends_with(&format!(": {line}"))) {
                lines.push(line);
            }
        }
        lines.split_off(1.min(lines.len()))
    }

    /// The error of type `E` that the failure came from.
    pub fn find<E: fmt::Display + fmt::Debug + Send + Sync + 'static>(&self) -> Option<&E> {
        let mut error = &self.error;
        loop {
            match error.downcast_ref::<E>() {
                Some(found) => return Some(found),
                None => error = error.downcast_ref::<anyhow::Error>()?,
            }
        }
    }

    /// The reader of stdout stopped reading (`| head`): no message, and exit code 0, since it got all it wanted.
    pub fn closed_pipe() -> Failure {
        Failure::new("").exit(Exit::Done)
    }

    /// Whether this is [`Failure::closed_pipe`].
    pub fn is_closed_pipe(&self) -> bool {
        self.exit == Exit::Done && self.message().is_empty()
    }

    /// As printed with `--json`: `{"error": {"message", "causes", "hints", "exit_code"}}`.
    ///
    /// `hints` are its own as they are shown to this person.
    pub fn as_json(&self, hints: &[String]) -> serde_json::Value {
        serde_json::json!({"error": {
            "message": self.message(),
            "causes": self.causes(),
            "hints": hints,
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
        write!(f, "{}", self.error)
    }
}

impl std::error::Error for Failure {}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        use StoreError as E;
        let exit = match error {
            E::NotFound { .. }
            | E::Refers { .. }
            | E::Inactive { .. }
            | E::Draft { .. }
            | E::Partial { .. }
            | E::NoVersion { .. }
            | E::NewerVersion { .. }
            | E::Ambiguous { .. }
            | E::Taken { .. }
            | E::Move { .. }
            | E::Trashed { .. }
            | E::Changed { .. }
            | E::Approved { .. }
            | E::BadCursor => Exit::BadInput,
            E::Newer { .. }
            | E::Foreign { .. }
            | E::Unreachable { .. }
            | E::Damaged { .. }
            | E::Emptied { .. }
            | E::ReadOnly { .. }
            | E::Moved { .. }
            | E::LogRemoved { .. }
            | E::NoConnection { .. }
            | E::ConnectionLost { .. }
            | E::Locked
            | E::Full
            | E::Twice { .. }
            | E::Other(_) => Exit::Failed,
        };
        Failure::of(exit, error)
    }
}

/// Each conversation that does not allow the decision is a cause.
impl From<DecideError> for Failure {
    fn from(error: DecideError) -> Failure {
        let causes = match &error {
            DecideError::NotAllowed { refusals, .. } if refusals.len() > 1 => refusals.clone(),
            _ => Vec::new(),
        };
        match error {
            DecideError::Store(error) => error.into(),
            error => Failure::of(Exit::BadInput, error).because_of_each(&causes),
        }
    }
}

impl From<CallError> for Failure {
    fn from(error: CallError) -> Failure {
        let hints = error.hint.clone().into_iter().collect();
        Failure { hints, ..Failure::of(Exit::Failed, error) }
    }
}

/// A setting is wrong; nothing was sent.
impl From<ConnectError> for Failure {
    fn from(error: ConnectError) -> Failure {
        let hint = error.hint.clone();
        Failure::of(Exit::BadInput, error).hint(hint)
    }
}

impl From<EstimateError> for Failure {
    fn from(error: EstimateError) -> Failure {
        match error {
            EstimateError::Prompt(error) => error.into(),
            EstimateError::Store(error) => error.into(),
        }
    }
}

impl From<PlanError> for Failure {
    fn from(error: PlanError) -> Failure {
        let hints = error.hint.clone().into_iter().collect();
        Failure { hints, ..Failure::of(Exit::BadInput, error) }
    }
}

/// Wrong input; the message alone says what to correct.
macro_rules! bad_input {
    ($($error:ty),*) => {$(
        impl From<$error> for Failure {
            fn from(error: $error) -> Failure {
                Failure::of(Exit::BadInput, error)
            }
        }
    )*};
}

bad_input!(OutOfRange, PromptError, TemplateFileError, UnknownWord);

/// No room for the results of a command. What it changed before is stored all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("cannot write the output: the disk is full")]
pub struct OutputFull;

/// For writing results: a closed pipe ends quietly.
impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Failure {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Failure::closed_pipe(),
            std::io::ErrorKind::StorageFull => Failure::of(Exit::Failed, OutputFull),
            _ => Failure::new("cannot read or write").because(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_wrong_is_bad_input() {
        let taken = StoreError::Taken { what: "template", name: "X".into() };
        assert_eq!(Failure::from(taken).exit, Exit::BadInput);
        assert_eq!(Failure::from(StoreError::Full).exit, Exit::Failed);
    }

    #[test]
    fn causes_are_said_outermost_first_and_each_once() {
        let taken = || StoreError::Taken { what: "template", name: "X".into() };
        let failure = Failure::new("it broke").because("a wheel came off").because("a screw was loose");
        assert_eq!((failure.message().as_str(), failure.causes().len()), ("it broke", 2));
        assert_eq!(failure.causes(), ["a wheel came off", "a screw was loose"]);
        let quoting = Failure::from(taken()).context(format!("line 3: {}", taken())).because("given twice");
        assert_eq!(quoting.causes(), ["given twice"]);
        let twice = Failure::new("2 ids are wrong").because_of_each(&["no \"x\"", "no \"x\""]);
        assert_eq!(twice.causes().len(), 2, "what is listed is not left out");
    }

    #[test]
    fn an_error_is_found_below_what_was_said_of_it() {
        let failure = Failure::from(StoreError::Locked).because("a reason").context("above").because("another");
        assert_eq!(failure.causes(), [StoreError::Locked.to_string().as_str(), "a reason", "another"]);
        assert!(matches!(failure.find(), Some(StoreError::Locked)));
        assert!(failure.find::<OutOfRange>().is_none());
    }

    #[test]
    fn a_closed_pipe_is_no_failure() {
        let failure = Failure::from(std::io::Error::from(std::io::ErrorKind::BrokenPipe));
        assert!(failure.is_closed_pipe());
        assert!(!Failure::from(std::io::Error::from(std::io::ErrorKind::NotFound)).is_closed_pipe());
    }
}
