//! How a conversation becomes the examples of a shape: its text cleaned, beside it what it is preferred to.

use crate::domain::export::{ExportFormat, ExportShape};
use crate::domain::status::Status;
use crate::export::example::Fields;
use crate::export::options::Options;
use crate::export::shapes::{Worth, examples};
use crate::export::talk::Cleaning;
use crate::export::unfit::Unfit;
use crate::store::FullConversation;

/// A conversation and, where pairs are asked for, the one that it is preferred to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told<'a> {
    pub(super) full: &'a FullConversation,
    pub(super) rejected: Option<&'a FullConversation>,
    /// The system prompt that belongs to it.
    pub(super) system: Option<&'a str>,
}

pub(super) struct Shaping {
    /// `None` where a row is the conversation itself.
    pub(super) shape: Option<ExportShape>,
    cleaning: Cleaning,
    per_turn: bool,
}

impl Shaping {
    /// `unread` also defuses control tokens where nobody opened or named the conversation.
    pub(super) fn of(format: ExportFormat, options: &Options, unread: bool) -> Shaping {
        let shape = options.shape_in(format);
        let is_whole = shape == ExportShape::Native || format == ExportFormat::Markdown;
        Shaping {
            shape: (!is_whole).then_some(shape),
            cleaning: Cleaning { system: options.system.clone(), tokens: options.tokens.clone(), unread },
            per_turn: options.per_turn,
        }
    }

    /// What cleans the turns; `None` where a row is the conversation itself.
    pub(super) fn cleaning(&self) -> Option<&Cleaning> {
        self.shape.map(|_| &self.cleaning)
    }

    /// Gives the examples to `then`, and whether a control token was defused.
    pub(super) fn shaped<T>(
        &self,
        shape: ExportShape,
        told: Told<'_>,
        then: impl FnOnce(&[Fields<'_>], bool) -> T,
    ) -> Result<T, Unfit> {
        let talk = self.cleaning.talk(told.full, told.system)?;
        // A rejected one that no trainer takes makes no pair.
        let rejected = told.rejected.and_then(|full| self.cleaning.talk(full, told.system).ok());
        let worth = match shape {
            ExportShape::Dpo => Worth::Over(rejected.as_ref()),
            _ => Worth::Decided(match told.full.conversation.status {
                Status::Approved => Some(true),
                Status::Rejected => Some(false),
                _ => None,
            }),
        };
        let examples = examples(shape, &talk, worth, self.per_turn)?;
        let was_defused = talk.was_defused || rejected.as_ref().is_some_and(|talk| talk.was_defused);
        Ok(then(&examples, was_defused))
    }

    /// Whether the conversation makes an example.
    pub(super) fn takes(&self, told: Told<'_>) -> bool {
        self.shape.is_none_or(|shape| self.shaped(shape, told, |_, _| ()).is_ok())
    }
}
