//! What is wrong with a line of an imported file.

use std::fmt;

use serde::Serialize;

use crate::domain::quoted::shortened;

/// What is wrong, and with which field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    /// As `jq` writes it: `messages[1].role`. Empty for the whole row.
    pub(super) field: String,
    pub(super) message: String,
}

impl Wrong {
    pub(super) fn row(message: impl Into<String>) -> Wrong {
        Wrong { field: String::new(), message: message.into() }
    }

    pub(super) fn field(field: impl Into<String>, message: impl Into<String>) -> Wrong {
        Wrong { field: field.into(), message: message.into() }
    }

    /// The same inside of another field: a name or a place such as `[3]`.
    pub(super) fn within(self, outer: &str) -> Wrong {
        let dot = if self.field.is_empty() || self.field.starts_with('[') { "" } else { "." };
        Wrong { field: format!("{outer}{dot}{}", self.field), ..self }
    }

    pub(super) fn at(self, file: &str, line: u64) -> Fault {
        Fault { file: file.to_owned(), line, field: self.field, message: self.message }
    }
}

/// What is wrong with a line, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The file as the user named it.
    pub file: String,
    /// From 1.
    pub line: u64,
    /// The field, as `jq` writes it; empty for the whole line.
    pub field: String,
    /// What is wrong, and what is expected.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: ", self.file, self.line)?;
        if !self.field.is_empty() {
            write!(f, "{}: ", shortened(&self.field))?;
        }
        f.write_str(&self.message)
    }
}
