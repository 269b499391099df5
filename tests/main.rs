//! Every test of the whole program, in one binary: one build, one link.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod provider;
mod store_contract;
mod support;
