//! The judge: what a model is asked to mark, by which rubric, and how its answer is read. Pure functions.
//!
//! Each conversation is marked by itself, so no order of two has to be controlled for; that length earns nothing stands in
//! the rubric.
//!
//! ```text
//! rubric ──┐
//! asked ───┼──► question ──► (a model) ──► answer ──► marks ──► blended score
//! turns ───┘                                            └─────► low marks as findings
//! ```

pub mod calibration;
#[cfg(test)]
mod fuzz;
mod marks;
mod notes;
mod question;
mod quote;
mod rubric;

pub use marks::{Mark, Marks, MarksError, read};
pub(crate) use notes::notes;
pub use question::{Asked, Question, is_question, question, turns_in};
pub use rubric::{Rubric, RubricError};

use sha2::{Digest, Sha256};

use crate::domain::conversation::Turn;

/// The checksum of the turns that marks belong to. Title and metadata are no part of it.
pub fn text_checksum(turns: &[Turn]) -> String {
    let mut hash = Sha256::new();
    for turn in turns {
        hash.update(turn.role.as_str());
        hash.update((turn.content.len() as u64).to_le_bytes());
        hash.update(&turn.content);
    }
    hex(&hash.finalize())
}

/// The first half of a digest in hexadecimal digits.
fn hex(digest: &[u8]) -> String {
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
