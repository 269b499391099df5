//! Every test of the whole program, in one binary: one build, one link.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod completions;
mod config;
mod decide;
mod doctor;
mod export;
mod help;
mod init;
mod list;
mod provider;
mod review;
mod shell;
mod stats;
mod store_contract;
mod support;
mod templates;
mod wording;
