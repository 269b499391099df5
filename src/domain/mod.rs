//! The words of the field as types: what a conversation, a template, a batch and a decision are.
//!
//! Nothing here knows a database, a network, a terminal or a clock.

pub mod actor;
pub mod axis;
pub mod batch;
pub mod conversation;
pub mod edge_case;
pub mod environment;
pub mod export;
pub mod filter;
pub mod ids;
pub(crate) mod invisible;
pub mod limits;
pub mod log;
pub mod money;
pub mod quality;
pub mod rate;
pub mod review;
pub mod scenario;
pub mod status;
pub mod template;
pub mod usage;
pub mod value;
pub(crate) mod word;

pub use word::{UnknownWord, nearest};
