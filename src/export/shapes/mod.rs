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

use crate::domain::conversation::Role;
use crate::domain::export::{ExportFormat, ExportShape};
use crate::export::example::Fields;
use crate::export::talk::{Talk, Turn};
use crate::export::unfit::Unfit;
use exchange::Exchange;

/// What is preferred to what.
#[derive(Debug, Clone, Copy)]
pub(super) enum Worth<'a> {
    /// What a person decided: `None` without a decision.
    Decided(Option<bool>),
    /// Better than this one.
    Over(Option<&'a Talk<'a>>),
}

/// The rows of a conversation: one, or one for each answer. Native is no example but the conversation itself.
pub(super) fn examples<'a>(
    shape: ExportShape,
    talk: &'a Talk<'a>,
    worth: Worth<'a>,
    per_turn: bool,
) -> Result<Vec<Fields<'a>>, Unfit> {
    let first = if per_turn { 2 } else { talk.turns.len() };
    let ends = (first..=talk.turns.len()).step_by(2);
    ends.map(|end| {
        let exchange = Exchange { system: talk.system.as_deref(), turns: &talk.turns[..end] };
        example(shape, exchange, worth)
    })
    .collect()
}

fn example<'a>(shape: ExportShape, exchange: Exchange<'a>, worth: Worth<'a>) -> Result<Fields<'a>, Unfit> {
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

/// An example that has every field of the shape, and no empty list: the types of its rows.
pub(super) fn sample(shape: ExportShape) -> Fields<'static> {
    let turn = |number: usize| Turn {
        role: if number.is_multiple_of(2) { Role::User } else { Role::Assistant },
        content: number.to_string().into(),
    };
    let talk = |turns| Talk { system: Some("system".into()), turns, was_defused: false };
    let (chosen, rejected) = (talk((0..4).map(turn).collect()), talk((0..2).map(turn).collect()));
    let worth = match shape {
        ExportShape::Dpo => Worth::Over(Some(&rejected)),
        _ => Worth::Decided(Some(true)),
    };
    examples(shape, &chosen, worth, false).ok().and_then(|mut rows| rows.pop()).unwrap_or_default().into_owned()
}

/// What a trainer needs beside the file: LLaMA-Factory's entries of `dataset_info.json`, Axolotl's YAML.
pub(super) fn companion(
    shape: ExportShape,
    format: ExportFormat,
    files: &[String],
    parts: &[String],
) -> Option<String> {
    match shape {
        ExportShape::LlamaFactory => Some(llama_factory::dataset_info(files)),
        ExportShape::Axolotl => Some(messages::axolotl_yaml(format, files, parts)),
        _ => None,
    }
}
