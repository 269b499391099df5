//! Conversations: insert, find, filter, list in pages.

mod candidate_turns;
mod cursor;
pub(crate) mod filter;
#[cfg(test)]
mod fuzz;
mod hash_table;
mod import;
mod indexed_bands;
pub(crate) mod insert;
pub(crate) mod kept_marks;
mod list;
pub(crate) mod marked;
mod packed_bands;
mod packed_turns;
pub(crate) mod print;
pub(in crate::store) mod recent_bands;
mod rescored;
pub(crate) mod row;
pub(crate) mod save;
pub(crate) mod search_words;
pub(crate) mod similar;
mod values;

pub(crate) use cursor::Cursor;
pub use import::{ImportKey, Saved};
pub use list::{FullConversation, Page};
pub use marked::Marked;
pub use rescored::Rescored;
pub(crate) use row::Breadth;
