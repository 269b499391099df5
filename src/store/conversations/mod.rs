//! Conversations: insert, find, filter, list in pages.

mod cursor;
pub(crate) mod filter;
#[cfg(test)]
mod fuzz;
pub(crate) mod insert;
mod list;
pub(crate) mod row;
mod search_words;

pub use list::{FullConversation, Page};
