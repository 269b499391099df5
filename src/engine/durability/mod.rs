//! Keeps paid answers and leased items safe: the one writer, the spool, leases, worker ids, who is at work, a clock that
//! counts sleep.

pub mod at_work;
pub mod clock;
pub mod lease;
pub mod orphans;
pub mod spool;
pub mod worker_id;
pub mod writer;
