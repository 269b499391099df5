//! The words of the field as types: conversations, templates, batches, decisions, limits and money.
//!
//! This module uses no database, network, terminal or clock.

pub mod actor;
pub(crate) mod axis;
pub mod axis_match;
pub mod batch;
pub mod conversation;
pub(crate) mod curly_quotes;
pub mod dataset;
pub mod document;
pub mod edge_case;
pub mod effect;
pub(crate) mod environment;
pub(crate) mod excerpt;
pub mod export;
pub mod filter;
pub mod finding;
pub(crate) mod foreign_file;
pub mod ids;
pub mod import;
pub(crate) mod invisible;
pub mod json_search;
pub mod judge_table;
pub(crate) mod language;
pub mod limits;
pub mod log;
pub(crate) mod markdown;
pub mod money;
pub(crate) mod name;
pub(crate) mod ordinary_file;
pub mod parent;
pub mod provider_name;
pub mod quality;
pub(crate) mod quoted;
pub(crate) mod rate;
pub(crate) mod repairs;
pub mod review;
pub mod scenario;
pub(crate) mod separator_line;
pub(crate) mod shell;
pub mod situation;
pub mod status;
pub mod tag;
pub mod template;
pub(crate) mod text_file;
pub mod tiers;
pub mod usage;
pub(crate) mod value;
pub mod vocabulary;
pub(crate) mod word;

pub(crate) use ids::LAST;
pub use word::UnknownWord;
pub(crate) use word::nearest;
