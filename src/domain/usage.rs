//! Tokens: what a provider says it read and wrote, and our own estimate where nobody counted.

use serde::{Deserialize, Serialize};

/// Tokens of one call, each counted once.
///
/// `input_tokens` excludes cached ones, as the Messages API reports it; adapters of other protocols subtract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Usage {
    /// Input tokens read at full price.
    pub input_tokens: u64,
    /// Output tokens, hidden reasoning included.
    pub output_tokens: u64,
    /// Input tokens written to the prompt cache.
    pub cache_write_tokens: u64,
    /// Input tokens read from the prompt cache.
    pub cache_read_tokens: u64,
}

impl Usage {
    /// Every input token, cached or not.
    pub fn total_input(&self) -> u64 {
        self.input_tokens + self.cache_write_tokens + self.cache_read_tokens
    }

    /// Both sides together.
    pub fn total(&self) -> u64 {
        self.total_input() + self.output_tokens
    }

    /// The same where it can be true of a call that was answered with this text. `None` where nothing was read, or
    /// nothing written though there is text: servers that do not count send zeros, nulls or an empty table, and taken at
    /// their word such a call would be free.
    pub fn if_counted(self, text: &str) -> Option<Usage> {
        (self.total_input() > 0 && (self.output_tokens > 0 || text.is_empty())).then_some(self)
    }
}

/// An estimate of the tokens in a text: one per four bytes, rounded up, and never nothing for something.
///
/// The rule of thumb both vendors publish for English; it overcounts other scripts, which errs on the safe side.
pub fn estimate_tokens(text: &str) -> u64 {
    (text.len() as u64).div_ceil(4)
}
