//! What to leave out of the selected conversations.

use crate::error::Failure;
use crate::export::{Arranging, Balance, Picking};

use crate::cli::args::one_of;

#[derive(Debug, clap::Args)]
pub struct PickingArgs {
    /// Stop after so many conversations
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..), hide_short_help = true)]
    pub limit: Option<u64>,
    /// Leave out what is at least so similar to an earlier one (0.5 to 1, for example 0.8)
    #[arg(long, value_name = "SIMILARITY", hide_short_help = true)]
    pub dedupe: Option<f64>,
    /// Leave out conversations of more tokens; --tokenizer counts, else it is an estimate
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..), hide_short_help = true)]
    pub max_tokens: Option<u64>,
    /// Only what no earlier export of the same format and shape had, or what was edited since
    #[arg(long, hide_short_help = true)]
    pub since_last: bool,
    /// As many conversations of each tier, persona or template
    #[arg(long, value_name = "KIND", hide_short_help = true, value_parser = one_of::<Balance>(Balance::WORDS))]
    pub balance: Option<Balance>,
    /// In another order than oldest first
    #[arg(long, hide_short_help = true)]
    pub shuffle: bool,
    /// The order of --shuffle: the same number, the same order [default: 0]
    #[arg(long, value_name = "NUMBER", requires = "shuffle", hide_short_help = true)]
    pub seed: Option<u64>,
}

impl PickingArgs {
    pub(super) fn arranging(&self) -> Arranging {
        let shuffle = self.shuffle.then(|| self.seed.unwrap_or_default());
        Arranging { since_last: self.since_last, balance: self.balance, shuffle }
    }

    pub(super) fn checked(&self) -> Result<Picking, Failure> {
        match self.dedupe {
            Some(similarity) if !(0.5..=1.0).contains(&similarity) => {
                Err(Failure::bad_input(format!("--dedupe {similarity} is not from 0.5 to 1"))
                    .hint("Give the similarity from which one of two goes, for example: --dedupe 0.8"))
            }
            _ => Ok(Picking { limit: self.limit, dedupe: self.dedupe, max_tokens: self.max_tokens }),
        }
    }
}
