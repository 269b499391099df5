//! Every test of the whole program, in one binary: one build, one link.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod backup;
mod batch;
mod completions;
mod config;
mod content;
mod database;
mod decide;
mod delete;
mod docs;
mod doctor;
mod duplicates;
mod export;
mod findings;
mod generate;
mod help;
mod hints;
mod init;
mod json;
mod judge;
mod judge_answers;
mod last;
mod layers;
mod limits;
mod list;
mod local_server;
mod project;
mod provider;
mod readme;
mod review;
mod score;
mod scripts;
mod session;
mod shell;
mod standing;
mod stats;
mod store_contract;
mod support;
mod templates;
mod torture;
mod trust;
mod undo;
mod vary;
mod wording;
