//! Reports over what is stored.

pub mod stats;
