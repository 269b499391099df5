//! The engine: plan → items → prompt → limiter → provider → answer → check → score → store.
//!
//! `Session` (`session.rs`) is the one door: it runs batches and makes single conversations (`generate.rs`). The list
//! below holds every other public name; the modules themselves are private. A run reports what happens in events
//! (`events.rs`).
//!
//! The way of an item, its name at each step, and the file that defines the name:
//!
//! ```text
//! PlannedItem      plan/definition.rs        a row of the plan, as a person wrote it
//!    │ Plan::items
//! ItemRequest      domain/batch.rs           what the item asks for, with its variables
//!    │ Draft::store, with its fingerprint
//! NewItem, Item    domain/batch.rs           the same before and after it is stored
//!    │ run/dispatch.rs claims it
//! Job              attempt/job.rs            claimed by this run, with its tries so far and its Work (attempt/steps/)
//!    │ run/queue.rs says it is next
//! NextCall         run/queue.rs              the job and the request to send
//!    │ attempt/call.rs waits at the limiter, then sends it
//! Exchange         attempt/exchange.rs       the request, its reply or error, what it cost
//!    │ attempt/interpret.rs, a pure function
//! Interpretation   attempt/interpret.rs      what was asked for or a named error, and what is next
//!    │ attempt/record.rs
//! Outcome          store/batches/outcome.rs  everything to save of the call, saved as one
//!    │ durability/writer.rs saves or spools it
//! Ended            attempt/ended.rs          how the call ended: run/landing.rs acts on it
//! ```

mod asked_for;
mod attempt;
mod batch;
mod create;
mod durability;
mod edit;
mod estimate;
mod events;
mod fingerprint;
mod generate;
mod judging;
mod limiter;
mod look;
mod plan;
mod purge;
mod regenerating;
mod rescore;
mod run;
mod series;
mod session;
mod shared_job;
mod situate;
mod summary;
mod supplies;
mod template_versions;
mod terms;
mod varying;

pub use attempt::{Judged, Stored, Varied};
pub use batch::{
    Configuration, Draft, DraftError, FailedItems, ReadyBatch, Survey, check_applicable, find_templates,
    next_to_work_on, settled,
};
pub use create::create;
pub use durability::at_work::{process_has_ended, this_process, workers_at_work};
pub use durability::spool::{Replayed, Waiting, replay_spool, waiting_spools};
pub use durability::writer::Spooled;
pub use edit::edit;
pub use estimate::{Estimate, EstimateError};
pub use events::{CallFor, Event, Idle, Preparing, Progress, StopReason, Watch};
pub use generate::GenerateError;
pub use judging::{Judge, JudgeSelection, JudgeSurvey, JudgedBatch, JudgedError, JudgingEstimate, Making};
pub use limiter::{KeyState, Limiter, Need, Wait, WaitReason};
pub use plan::{NamedSituation, Plan, PlanError, PlannedItem, PlannedSituation, TiersOfPlan, Vary, VaryTable};
pub use purge::{Purge, PurgeOf, purge};
pub use regenerating::{
    HasVersion, LeftOut, NotRegenerated, Refused, RegenerateSelection, RegenerateSurvey, RegenerateWish,
};
pub use rescore::{Difference, Rescore, RescoreDone, rescore};
pub use run::Halt;
pub use run::adaptive_concurrency::{Change, Why};
pub use run::target::{Reached, Target};
pub use run::time_left::at_the_limits;
pub use series::Series;
pub use session::{Session, SessionError, SessionOptions};
pub use situate::SituationSource;
pub use summary::{FailureCount, JudgedSummary, Summary};
pub(crate) use terms::habits;
pub use terms::{AskSettings, Terms};
pub(crate) use varying::Variations;
