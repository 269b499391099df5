//! The flags that choose provider and model, and how the model is asked.

use crate::cli::args::flag::wrong_flag;
use crate::cli::args::whole;
use crate::cli::args::words::one_of;
use crate::domain::conversation::ProviderName;
use crate::domain::limits::{GenerationTable, Style};
use crate::error::Failure;

/// Provider, model and the settings of any call.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Model")]
pub struct ModelArgs {
    /// Provider that answers [default: the one whose key or URL is set]
    #[arg(long, value_name = "NAME", ignore_case = true, value_parser = one_of::<ProviderName>(ProviderName::WORDS))]
    pub provider: Option<ProviderName>,
    /// Model to ask [default: the provider's current one, or the server's only one]
    #[arg(long, value_name = "ID")]
    pub model: Option<String>,
    /// Sampling temperature, 0 to 2 [default: 0.7, if the model takes one]
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    pub temperature: Option<f64>,
    /// Most tokens in one answer [default: grows with the turns, at least 2048]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(0, u32::MAX))]
    pub max_tokens: Option<u32>,
}

/// The same, and what is asked of a conversation.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Model")]
pub struct AskArgs {
    #[command(flatten)]
    pub model: ModelArgs,
    /// Turns in a conversation, user and assistant together [default: 10]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(0, u32::MAX))]
    pub turns: Option<u32>,
    /// Prompt in full, or a brief one for a small model [default: brief where the model is known to be small]
    #[arg(long, value_name = "STYLE", ignore_case = true, value_parser = one_of::<Style>(Style::WORDS))]
    pub style: Option<Style>,
}

impl ModelArgs {
    /// These flags as a table, which takes precedence over plan and settings. An error for a value out of range names its
    /// flag.
    pub fn table(&self) -> Result<GenerationTable, Failure> {
        checked(GenerationTable {
            provider: self.provider,
            model: self.model.clone(),
            temperature: self.temperature,
            max_tokens: self.max_tokens,
            ..GenerationTable::default()
        })
    }
}

impl AskArgs {
    /// The same for these.
    pub fn table(&self) -> Result<GenerationTable, Failure> {
        checked(GenerationTable { turns: self.turns, style: self.style, ..self.model.table()? })
    }
}

fn checked(table: GenerationTable) -> Result<GenerationTable, Failure> {
    table.check().map_err(wrong_flag)?;
    Ok(table)
}
