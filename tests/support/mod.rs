//! What tests stand on: a world to run in, processes, a sample conversation, a provider stand-in, a throwaway
//! PostgreSQL, a terminal.

pub mod output;
pub mod postgres;
pub mod process;
pub mod pty;
pub mod sample;
pub mod stand_in;
pub mod world;
