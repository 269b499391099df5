//! What tests stand on: a sandbox, a sample conversation, a provider stand-in, a throwaway PostgreSQL, a terminal.

pub mod ordeal;
pub mod postgres;
pub mod pty;
pub mod sample;
pub mod sandbox;
pub mod shelf;
pub mod stand_in;
