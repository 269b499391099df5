//! Judging stored conversations: what a command would ask, the job it becomes, and the text of each.
//!
//! Among all jobs there is one item for a text, a judge and a rubric (`store/batches/judging.rs`), so two commands never
//! pay for the same marks.

mod batch;
mod job;
mod judge;
mod made;
pub(crate) mod subjects;
mod survey;

pub use batch::{JudgedBatch, JudgedError, JudgingEstimate, Making};
pub(crate) use job::prepare;
pub use judge::{Judge, JudgeSelection};
pub use survey::JudgeSurvey;
pub(crate) use survey::survey;
