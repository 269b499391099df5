//! The log of generation: one row for each call of a provider, failed ones included.

mod costs;
mod filter;
mod latency;
mod list;
mod of_conversation;
mod totals;

pub use costs::{CallBreakdown, CallCosts};
pub use latency::Latency;
pub use list::{LogPage, LoggedCall};
pub use of_conversation::Call;
pub use totals::CallTotals;
