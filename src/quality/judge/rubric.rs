//! The rubric: plain Markdown for people and models, built in or read from a file.

use sha2::{Digest, Sha256};

use crate::quality::judge::hex;

/// The longest rubric, in characters: a small local model must read it, and each conversation pays for it.
const LONGEST: usize = 20_000;

/// The checksums of the built-in rubric in earlier versions of this program, the newest first. Marks by these still count
/// for it: a better wording is no reason to pay again.
const EARLIER: [&str; 1] = ["04444ad99fe872111a191805916e6f41"];

/// What the marks mean, as the judge reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rubric(String);

/// Why a text is no rubric. The message continues "the rubric … ".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RubricError {
    /// No words.
    #[error("is empty; see the built-in one: dialoom judge --print-rubric")]
    Empty,
    /// Longer than a model should read for each conversation.
    #[error("has {chars} characters; at most {LONGEST} are sent to the judge")]
    TooLong {
        /// How many it has.
        chars: usize,
    },
}

impl Default for Rubric {
    fn default() -> Rubric {
        Rubric(include_str!("../../../data/judge/rubric.md").trim().to_owned())
    }
}

impl Rubric {
    /// A rubric that a person wrote. White space around it and the line breaks of other systems do not count.
    pub fn new(text: &str) -> Result<Rubric, RubricError> {
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let text = text.trim();
        let chars = text.chars().count();
        match chars {
            _ if !text.contains(char::is_alphanumeric) => Err(RubricError::Empty),
            ..=LONGEST => Ok(Rubric(text.to_owned())),
            _ => Err(RubricError::TooLong { chars }),
        }
    }

    /// As it is sent and printed.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Tells marks by one rubric from marks by another.
    pub fn checksum(&self) -> String {
        hex(&Sha256::digest(&self.0))
    }

    /// The checksums of all rubrics whose marks count as marks by this one: its own first.
    pub(crate) fn checksums(&self) -> Vec<String> {
        let earlier = EARLIER.iter().filter(|_| *self == Rubric::default());
        std::iter::once(self.checksum()).chain(earlier.map(|checksum| (*checksum).to_owned())).collect()
    }
}
