//! Tokens: the provider's count, or our own estimate.

use serde::{Deserialize, Serialize};

use crate::domain::conversation::Turn;

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
        self.input_tokens.saturating_add(self.cache_write_tokens).saturating_add(self.cache_read_tokens)
    }

    /// All input and output tokens.
    pub fn total(&self) -> u64 {
        self.total_input().saturating_add(self.output_tokens)
    }

    /// This usage, if it can be true for a call with this reply text. `None` if there is no input, or no output despite
    /// a text: servers that do not count send zeros, and the call would seem free.
    pub(crate) fn if_counted(self, text: &str) -> Option<Usage> {
        (self.total_input() > 0 && (self.output_tokens > 0 || text.is_empty())).then_some(self)
    }
}

/// A count this many times above what a call can use at worst is not believed, nor one this many times below the estimate
/// of its texts. Hidden reasoning, other scripts, and a server that counts otherwise, stay far inside of it.
const BELIEVED: u64 = 10;

impl Usage {
    /// The same where it can be true of a call that uses this much at worst, and whose texts are estimated at this much.
    pub(crate) fn if_possible(self, worst: &Usage, estimate: &Usage) -> Option<Usage> {
        let is_above = |count: u64, estimate: u64| count.saturating_mul(BELIEVED) >= estimate;
        let is_below = |count: u64, worst: u64| count <= worst.saturating_mul(BELIEVED);
        let is_possible =
            is_below(self.total_input(), worst.total_input()) && is_below(self.output_tokens, worst.output_tokens);
        let is_enough = is_above(self.total_input(), estimate.total_input())
            && is_above(self.output_tokens, estimate.output_tokens);
        (is_possible && is_enough).then_some(self)
    }
}

/// Estimates the tokens of a text: one per four bytes, rounded up.
///
/// Source: the rule of thumb of both vendors for English. It overestimates other scripts, which is the safe side.
pub(crate) fn estimate_tokens(text: &str) -> u64 {
    (text.len() as u64).div_ceil(4)
}

/// Estimates the tokens of a conversation that nobody counted: those of its turns alone, without a prompt.
pub(crate) fn estimate_tokens_of_turns(turns: &[Turn]) -> u64 {
    turns.iter().map(|turn| estimate_tokens(&turn.content)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_saturate_and_counts_far_from_the_texts_are_not_believed() {
        let most =
            Usage { input_tokens: u64::MAX, output_tokens: u64::MAX, cache_write_tokens: 2, cache_read_tokens: 2 };
        assert_eq!((most.total_input(), most.total()), (u64::MAX, u64::MAX));
        let worst = Usage { input_tokens: 1000, output_tokens: 2000, ..Usage::default() };
        let used = |input_tokens, output_tokens| Usage { input_tokens, output_tokens, ..Usage::default() };
        let texts = used(300, 400);
        for untrue in [most, used(900, 20_001), used(10_001, 1), used(1, 1), used(29, 400), used(300, 39)] {
            assert_eq!(untrue.if_possible(&worst, &texts), None, "{untrue:?}");
        }
        for true_one in [used(9000, 9000), used(30, 40)] {
            assert_eq!(true_one.if_possible(&worst, &texts), Some(true_one));
        }
    }
}
