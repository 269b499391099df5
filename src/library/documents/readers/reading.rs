//! What a reader finds in a file, or why it cannot.

use serde::{Deserialize, Serialize};

use crate::library::documents::outline::Heading;

/// The longest text of a document.
pub(super) const LONGEST_TEXT: usize = 16 << 20;

/// The text of a file, and where its headings and pages begin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::library::documents) struct Reading {
    pub text: String,
    /// In order.
    pub headings: Vec<Heading>,
    /// The byte where each page begins; empty for a format without pages.
    pub pages: Vec<usize>,
}

/// Why a file has no text for us.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum ReadError {
    /// It holds no word.
    #[error("it has no text")]
    Empty,
    /// A PDF of pictures.
    #[error("{pages} page{} and no text: it is a scan", if *pages == 1 { "" } else { "s" })]
    Scan {
        /// The number of its pages.
        pages: u32,
    },
    /// Bytes that are no text.
    #[error("line {line}: {what}")]
    NotText {
        /// From 1.
        line: usize,
        /// What stands there.
        what: String,
    },
    /// More than we take.
    #[error("it has {what}; the most is {most}")]
    TooLarge {
        /// What it has too much of.
        what: String,
        /// The limit with its unit.
        most: String,
    },
    /// It asks for a password.
    #[error("it is encrypted")]
    Encrypted,
    /// It is not of this format, or damaged.
    #[error("it cannot be read as {format}: {reason}")]
    Damaged {
        /// The format.
        format: String,
        /// What the parser says.
        reason: String,
    },
    /// The parser crashed, or took too much time or memory.
    #[error("{}the reader {reason}", page.map(|page| format!("page {page}: ")).unwrap_or_default())]
    Crashed {
        /// The page it was at.
        page: Option<u32>,
        /// What it did.
        reason: String,
    },
}

impl ReadError {
    pub(super) fn text_too_long() -> ReadError {
        ReadError::TooLarge {
            what: "a longer text than can be taken".into(),
            most: format!("{} MiB of text", LONGEST_TEXT >> 20),
        }
    }

    pub(super) fn damaged(format: &str, reason: impl std::fmt::Display) -> ReadError {
        ReadError::Damaged { format: format.to_owned(), reason: reason.to_string() }
    }
}
