//! What tests stand on: a sandbox, a provider stand-in, a throwaway PostgreSQL, a terminal.

pub mod postgres;
pub mod stand_in;
