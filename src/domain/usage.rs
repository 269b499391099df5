//! Tokens: the provider's count, or our own estimate.

use serde::{Deserialize, Serialize};

/// Tokens of one call, each counted once. `input_tokens` excludes cached ones, as in the Messages API; adapters of
/// other protocols subtract.
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
    /// All input tokens, cached or not.
    pub fn total_input(&self) -> u64 {
        self.input_tokens + self.cache_write_tokens + self.cache_read_tokens
    }

    /// All input and output tokens.
    pub fn total(&self) -> u64 {
        self.total_input() + self.output_tokens
    }

    /// This usage, if it can be true for a call with this reply text. `None` if there is no input, or no output despite
    /// a text: servers that do not count send zeros, and the call would seem free.
    pub(crate) fn if_counted(self, text: &str) -> Option<Usage> {
        (self.total_input() > 0 && (self.output_tokens > 0 || text.is_empty())).then_some(self)
    }
}

/// Estimates the tokens of a text: one per four bytes, rounded up.
///
/// Source: the rule of thumb of both vendors for English. It overestimates other scripts, which is the safe side.
pub(crate) fn estimate_tokens(text: &str) -> u64 {
    (text.len() as u64).div_ceil(4)
}
