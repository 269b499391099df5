//! Conversations: insert, find, filter, list in pages.

mod cursor;
pub(crate) mod filter;
#[cfg(test)]
mod fuzz;
mod import;
pub(crate) mod insert;
mod list;
pub(crate) mod marked;
pub(crate) mod print;
mod rescored;
pub(crate) mod row;
pub(crate) mod save;
pub(crate) mod search_words;
pub(crate) mod similar;
mod values;

pub use import::{ImportKey, Saved};
pub use list::{FullConversation, Page};
pub use marked::Marked;
pub use rescored::Rescored;
