//! The flags that say who answers and how it is asked.

use crate::cli::args::flag::wrong_flag;
use crate::cli::args::whole;
use crate::cli::args::words::one_of;
use crate::domain::conversation::ProviderName;
use crate::domain::limits::GenerationTable;
use crate::error::Failure;

/// Who answers, and how it is asked.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Model")]
pub struct AskArgs {
    /// Who answers [default: the one whose key or URL is set]
    #[arg(long, value_name = "NAME", ignore_case = true, value_parser = one_of::<ProviderName>(ProviderName::WORDS))]
    pub provider: Option<ProviderName>,
    /// Which model [default: the provider's current one, or the server's only one]
    #[arg(long, value_name = "ID")]
    pub model: Option<String>,
    /// How freely it writes, 0 to 2 [default: 0.7 where the model takes one]
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    pub temperature: Option<f64>,
    /// The most tokens of one answer [default: sized to the turns, 2048 at the least]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(0, u32::MAX))]
    pub max_tokens: Option<u32>,
    /// Turns of a conversation [default: 10]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(0, u32::MAX))]
    pub turns: Option<u32>,
}

impl AskArgs {
    /// These flags as a table that stands over plan and settings; a value out of its range names its flag.
    pub fn table(&self) -> Result<GenerationTable, Failure> {
        let table = GenerationTable {
            provider: self.provider,
            model: self.model.clone(),
            temperature: self.temperature,
            max_tokens: self.max_tokens,
            turns: self.turns,
        };
        table.check().map_err(wrong_flag)?;
        Ok(table)
    }
}
