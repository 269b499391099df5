//! `dialoom batch …`: jobs that make many conversations.

mod control;
mod estimate;
pub(super) mod failure;
mod list;
mod on_end;
mod outcome;
mod plan;
pub(super) mod report;
mod run;
mod run_batch;
mod set;
mod status;
pub(super) mod tiers;
mod worker;

use crate::app::App;
use crate::domain::effect::Effect;
use crate::error::{Exit, Failure};

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Make the conversations of a plan; run it again to resume the batch
    Run(run::Args),
    /// Show a data set of tiers before it is made, and write it as a plan
    Plan(plan::Args),
    /// List batches, newest first
    List(list::Args),
    /// Show the progress of a batch, and how it turned out
    #[command(visible_alias = "show")]
    Status(status::Args),
    /// Stop a running batch; calls in flight finish first
    Pause(control::Name),
    /// Resume a batch that stopped, without its plan
    Resume(control::ResumeArgs),
    /// End a batch and keep its conversations
    Cancel(control::Name),
    /// Retry the failed items of a batch
    Retry(control::ResumeArgs),
    /// Set the priority or the description of a batch
    Set(set::Args),
    /// Help with batches that others started, on this or another machine
    Worker(worker::Args),
}

impl Command {
    /// What the command may do.
    pub fn effect(&self) -> Effect {
        match self {
            Command::List(_) | Command::Status(_) | Command::Plan(_) => Effect::Reads,
            Command::Run(args) => args.effect(),
            Command::Worker(args) => args.effect(),
            Command::Pause(_) | Command::Resume(_) | Command::Cancel(_) | Command::Retry(_) | Command::Set(_) => {
                Effect::Changes
            }
        }
    }
}

pub async fn run(app: &App, command: Command) -> Result<Exit, Failure> {
    match command {
        Command::Run(args) => run::run(app, args).await,
        Command::Plan(args) => plan::run(app, args).await,
        Command::List(args) => list::run(app, args).await,
        Command::Status(args) => status::run(app, args).await,
        Command::Pause(args) => control::pause(app, args).await,
        Command::Resume(args) => control::resume(app, args).await,
        Command::Cancel(args) => control::cancel(app, args).await,
        Command::Retry(args) => control::retry(app, args).await,
        Command::Set(args) => set::run(app, args).await,
        Command::Worker(args) => worker::run(app, args).await,
    }
}
