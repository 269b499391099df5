//! Reports over what is stored.

pub(crate) mod stats;
