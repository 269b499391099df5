//! dialoom makes multi-turn training conversations for LoRA fine-tuning.
//!
//! Data flows one way: plan → items → prompt → limiter → provider → answer → check → score → store → review → export.
//!
//! Imports point one way too. A module may import those on the lines below its own, never its neighbours or those above;
//! `tests/layers.rs` reads this drawing and checks it:
//!
//! ```text
//! cli                                      the commands: arguments, one call of a service, printing
//! app                                      gives every command its settings, ui, store and provider
//! settings                                 flags over environment over file over default
//! ui                                       everything that reaches a terminal; draws the engine's events
//! error                                    failures as people see them, and the exit codes
//! engine, review, library, import, export, report   the services
//! store, provider                          the database, and the models that answer
//! templates                                prompts out, answers in
//! quality                                  score and checks
//! domain                                   words and rules everything else is made of
//! ```
//!
//! Only `store` names sqlx, only `provider` reqwest, only `cli` clap. Only `ui` names the crates that draw on a terminal.

pub mod app;
pub mod cli;
pub mod domain;
pub mod engine;
pub mod error;
pub mod export;
#[cfg(test)]
#[path = "../tests/torture/fuzzer.rs"]
mod fuzzer;
pub mod import;
pub mod library;
pub mod provider;
pub mod quality;
pub mod report;
pub mod review;
pub mod settings;
pub mod store;
pub mod templates;
pub mod ui;
