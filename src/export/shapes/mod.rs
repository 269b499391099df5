//! The shapes: what a training example holds, a file for each. A shape knows no format.

mod alpaca;
mod bedrock;
mod dpo;
mod exchange;
mod gemini;
mod kto;
mod llama_factory;
mod messages;
mod prompt_completion;
mod sharegpt;

use crate::domain::export::ExportShape;
use crate::export::example::Fields;
use crate::export::talk::Talk;
use crate::export::unfit::Unfit;
use exchange::Exchange;

/// What is preferred to what.
#[derive(Debug, Clone, Copy)]
pub(super) enum Worth<'a> {
    /// What a person decided: `None` without a decision.
    Decided(Option<bool>),
    /// Better than this one.
    Over(Option<&'a Talk>),
}

/// The rows of a conversation: one, or one for each answer. Native is no example but the conversation itself.
pub(super) fn examples(
    shape: ExportShape,
    talk: &Talk,
    worth: Worth<'_>,
    per_turn: bool,
) -> Result<Vec<Fields>, Unfit> {
    let first = if per_turn { 2 } else { talk.turns.len() };
    let ends = (first..=talk.turns.len()).step_by(2);
    ends.map(|end| {
        let exchange = Exchange { system: talk.system.as_deref(), turns: &talk.turns[..end] };
        example(shape, exchange, worth)
    })
    .collect()
}

fn example(shape: ExportShape, exchange: Exchange<'_>, worth: Worth<'_>) -> Result<Fields, Unfit> {
    Ok(match shape {
        ExportShape::Messages | ExportShape::Axolotl | ExportShape::Native => messages::fields(exchange),
        ExportShape::PromptCompletion => prompt_completion::fields(exchange),
        ExportShape::ShareGpt => sharegpt::fields(exchange),
        ExportShape::LlamaFactory => llama_factory::fields(exchange),
        ExportShape::Gemini => gemini::fields(exchange),
        ExportShape::Bedrock => bedrock::fields(exchange),
        ExportShape::Alpaca => alpaca::fields(exchange),
        ExportShape::Kto => match worth {
            Worth::Decided(Some(is_wanted)) => kto::fields(exchange, is_wanted),
            _ => return Err(Unfit::Undecided),
        },
        ExportShape::Dpo => match worth {
            Worth::Over(Some(rejected)) => dpo::fields(exchange, rejected).ok_or(Unfit::NoPair)?,
            _ => return Err(Unfit::NoPair),
        },
    })
}

/// What a trainer needs beside the file: LLaMA-Factory's entries of `dataset_info.json`, Axolotl's YAML.
pub(super) fn companion(shape: ExportShape, files: &[String]) -> Option<String> {
    match shape {
        ExportShape::LlamaFactory => Some(llama_factory::dataset_info(files)),
        ExportShape::Axolotl => Some(messages::axolotl_yaml(files)),
        _ => None,
    }
}
