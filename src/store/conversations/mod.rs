//! Conversations: how they are written, found, filtered and paged through.

#![warn(clippy::too_many_lines, clippy::too_many_arguments)]

mod cursor;
pub(crate) mod filter;
pub(crate) mod insert;
mod list;
pub(crate) mod row;
mod search_words;

pub use list::{FullConversation, Page};
