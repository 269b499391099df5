//! `dialoom batch …`: jobs that make many conversations.

mod control;
mod estimate;
mod failure;
mod list;
mod report;
mod run;
mod run_batch;
mod status;
mod worker;

use crate::app::App;
use crate::error::{Exit, Failure};

/// What `dialoom batch` can do.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Make what a plan asks for; the same name again resumes what is unfinished
    Run(run::Args),
    /// List batches, newest first
    List(list::Args),
    /// Show how a batch stands
    Status(status::Args),
    /// Let a running batch finish what is in flight and stop
    Pause(control::Name),
    /// Resume a batch that stopped, without its plan
    Resume(control::ResumeArgs),
    /// End a batch; what it made is kept
    Cancel(control::Name),
    /// Retry the failed items of a batch
    Retry(control::ResumeArgs),
    /// Help with batches that others began, on this or another machine
    Worker(worker::Args),
}

pub async fn run(app: &App, command: Command) -> Result<Exit, Failure> {
    match command {
        Command::Run(args) => run::run(app, args).await,
        Command::List(args) => list::run(app, args).await,
        Command::Status(args) => status::run(app, args).await,
        Command::Pause(args) => control::pause(app, args).await,
        Command::Resume(args) => control::resume(app, args).await,
        Command::Cancel(args) => control::cancel(app, args).await,
        Command::Retry(args) => control::retry(app, args).await,
        Command::Worker(args) => worker::run(app, args).await,
    }
}
