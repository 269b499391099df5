//! The flags and arguments that several commands share.

mod assignment;
mod axes;
mod call_filters;
mod filters;
pub(crate) mod flag;
mod flags_of;
mod ids;
pub(crate) mod last;
mod limits;
mod model;
mod near_misses;
mod paging;
mod selection;
pub(crate) mod subject;
mod time;
mod whole;
mod words;

pub use axes::{AxisText, ByPart, ByWhole};
pub use call_filters::CallFilterArgs;
pub use filters::{FilterArgs, MostFilterArgs};
pub use ids::Ids;
pub use limits::LimitArgs;
pub use model::{AskArgs, ModelArgs};
pub use paging::Paging;
pub use selection::{by_filters, nothing_found};
pub use time::PointInTime;

pub(crate) use assignment::assignment;
pub(crate) use flag::flag_of;
pub(crate) use flags_of::flags_of;
pub(crate) use whole::whole;
pub(crate) use words::one_of;
