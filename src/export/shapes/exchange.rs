//! What a shape is told of a conversation.

use crate::export::talk::Turn;

/// A part of a conversation that ends with an answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Exchange<'a> {
    pub(super) system: Option<&'a str>,
    pub(super) turns: &'a [Turn<'a>],
}
