//! `dialoom batch pause`, `resume`, `cancel` and `retry`.

use std::path::Path;
use std::time::Duration;

use serde_json::json;
use tokio::sync::watch;

use crate::app::App;
use crate::cli::args::LimitArgs;
use crate::cli::args::last;
use crate::cli::args::whole;
use crate::cli::asking;
use crate::cli::interrupt;
use crate::domain::batch::{Batch, BatchStatus};
use crate::domain::limits::{GenerationTable, LimitsTable};
use crate::engine::{
    Configuration, Estimate, FailedItems, Halt, Judge, JudgedBatch, JudgingEstimate, Making, ReadyBatch, Terms, settled,
};
use crate::error::{Exit, Failure};
use crate::ui::count;

use crate::cli::batch::estimate::{estimate_line, say_judging};
use crate::cli::batch::failure::Again;
use crate::cli::batch::on_end::OnEnd;
use crate::cli::batch::run_batch::{run_batch, run_judged};
use crate::cli::batch::tiers::run_again;
use crate::cli::judge::terms::planned;
use crate::cli::shell::operand;

/// How long `pause` and `cancel` wait for calls in flight.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Debug, clap::Args)]
pub struct Name {
    /// The batch, by name, id or a unique prefix of its id; @last is your newest
    #[arg(value_name = "BATCH")]
    batch: String,
}

#[derive(Debug, clap::Args)]
pub struct ResumeArgs {
    #[command(flatten)]
    name: Name,
    #[command(flatten)]
    going: Going,
}

/// The flags for work on a stored batch.
#[derive(Debug, clap::Args)]
pub struct Going {
    /// Calls in flight at once [default: as when the batch started]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(0, u32::MAX))]
    concurrency: Option<u32>,
    /// Stop at the first item that fails after all retries
    #[arg(long)]
    stop_on_error: bool,
    #[command(flatten)]
    on_end: OnEnd,
    #[command(flatten)]
    limits: LimitArgs,
}

/// `dialoom batch pause`: workers finish their calls in flight and stop.
pub async fn pause(app: &App, args: Name) -> Result<Exit, Failure> {
    let batch = last::batch(app.store().await?, &app.settings.user, &args.batch).await?;
    let allowed = [BatchStatus::Pending, BatchStatus::Running];
    let batch = set(app, batch, &allowed, BatchStatus::Paused, "paused").await?;
    app.ui.note(&format!("resume with: dialoom batch resume {}", operand(&batch.name)));
    Ok(Exit::Done)
}

/// `dialoom batch cancel`: the batch ends; `batch resume` starts it again.
pub async fn cancel(app: &App, args: Name) -> Result<Exit, Failure> {
    let batch = last::batch(app.store().await?, &app.settings.user, &args.batch).await?;
    let allowed = [BatchStatus::Pending, BatchStatus::Running, BatchStatus::Paused, BatchStatus::Failed];
    set(app, batch, &allowed, BatchStatus::Cancelled, "cancelled").await?;
    Ok(Exit::Done)
}

/// Sets the status, then waits for the calls in flight, so that the number kept includes them.
async fn set(
    app: &App,
    batch: Batch,
    allowed: &[BatchStatus],
    status: BatchStatus,
    done: &str,
) -> Result<Batch, Failure> {
    let store = app.store().await?;
    store.move_batch(batch.id, allowed, status, None).await?;
    let batch = store.batch(&batch.id.to_string()).await?;
    if batch.status != status {
        return Err(Failure::bad_input(format!(
            "the batch \"{}\" is {}: it cannot be {done}",
            batch.name, batch.status
        ))
        .hint(format!("See its status with: dialoom batch status {}", operand(&batch.name))));
    }
    let (batch, in_flight) = settled(store, batch.id, PATIENCE).await?;
    if app.ui.wants_json() {
        app.ui.json(&json!({ "batch": batch, "in_flight": in_flight }))?;
    } else {
        let kept = count(batch.counts.completed, "conversation");
        let more = match in_flight {
            0 => String::new(),
            some => format!("; {} in flight will still be saved", count(some, "call")),
        };
        app.ui.note(&format!("batch \"{}\" is {done}; {kept} kept{more}", batch.name));
    }
    Ok(batch)
}

pub async fn resume(app: &App, args: ResumeArgs) -> Result<Exit, Failure> {
    let batch = last::batch(app.store().await?, &app.settings.user, &args.name.batch).await?;
    work_on(app, batch, &args.going, How::Resume, interrupt::listen()).await
}

/// `dialoom batch retry`: failed items, and whatever else is left.
pub async fn retry(app: &App, args: ResumeArgs) -> Result<Exit, Failure> {
    let batch = last::batch(app.store().await?, &app.settings.user, &args.name.batch).await?;
    work_on(app, batch, &args.going, How::Retry, interrupt::listen()).await
}

/// Which items a command works on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// Every unfinished item.
    Resume,
    /// Failed items, too.
    Retry,
    /// Items that no other worker has claimed.
    Worker,
}

/// Works on a stored batch with its own settings, unless a flag says otherwise.
pub(super) async fn work_on(
    app: &App,
    batch: Batch,
    args: &Going,
    how: How,
    halt: watch::Receiver<Halt>,
) -> Result<Exit, Failure> {
    let name = batch.name.clone();
    let Ready { configuration, terms, judge, work, estimate } = {
        let ready = app.ui.unless_quick("reading what is left of the batch", make_ready(app, batch, args, how));
        interrupt::unless_asked_to_stop(&halt, ready).await?
    };
    let Some((judge_terms, judge)) = judge else {
        return run_batch(app, terms, work, estimate, halt, &args.on_end).await;
    };
    let making = Making::Stored(Box::new(configuration), Box::new(terms));
    let batch = JudgedBatch { name, making, judge, terms: judge_terms, stop_on_error: args.stop_on_error };
    run_judged(app, &batch, (work, estimate), halt, (&args.on_end, Again::of_batch)).await
}

/// A stored batch with its terms and its judge, and the estimate where one was printed.
struct Ready {
    configuration: Configuration,
    terms: Terms,
    judge: Option<(Terms, Judge)>,
    work: ReadyBatch,
    estimate: Option<Estimate>,
}

async fn make_ready(app: &App, batch: Batch, args: &Going, how: How) -> Result<Ready, Failure> {
    let configuration = Configuration::of(&batch)?;
    check(&batch, &configuration, how)?;
    let ask = &configuration.ask;
    let table = GenerationTable {
        provider: Some(ask.provider),
        model: Some(ask.model.clone()),
        max_tokens: ask.max_tokens,
        turns: Some(ask.turns),
        ..GenerationTable::default()
    };
    // The project's ceiling of a day counts as it is today.
    let of_project =
        LimitsTable { max_cost_per_day_usd: app.settings.limits.max_cost_per_day_usd, ..LimitsTable::default() };
    let limits_table = args.limits.table(args.concurrency)?.over(&configuration.limits).over(&of_project);
    // The settings the batch started with, temperature included.
    let terms = Terms { ask: ask.clone(), ..asking::terms(app, &table, &limits_table).await? };
    let failed = if how == How::Retry { FailedItems::Retry } else { FailedItems::Leave };
    let work = configuration.ready(app.store().await?, &batch, &terms, failed).await?;
    if work.retried > 0 {
        let again = count(work.retried, "failed item");
        app.ui.note(&format!("retries {again} of batch \"{}\"", batch.name));
    }
    // The cost of a worker depends on how much the others do.
    let estimate = (how != How::Worker && work.estimate.calls > 0).then_some(work.estimate);
    if let Some(estimate) = &estimate {
        app.ui.note(&estimate_line(&terms, estimate));
    }
    let judge = match &configuration.judge {
        Some(judge) => Some(planned(app, judge, Path::new(&configuration.plan), &limits_table).await?),
        None => None,
    };
    if let (Some((terms, judge)), Some(made)) = (&judge, &estimate) {
        say_judging(app, Some(&JudgingEstimate::of(app.store().await?, judge, terms, made).await?));
    }
    let work = ReadyBatch { stop_on_error: args.stop_on_error, ..work };
    Ok(Ready { configuration, terms, judge, work, estimate })
}

/// Refuses a batch that the command cannot work on.
fn check(batch: &Batch, configuration: &Configuration, how: How) -> Result<(), Failure> {
    if configuration.storing {
        return Err(Failure::bad_input(format!("the plan of batch \"{}\" is stored only in part", batch.name))
            .because("another process is storing it now, or stopped before it was done")
            .hint(format!("Store the rest and resume it with: {}", run_again(configuration, &batch.name, ""))));
    }
    if how == How::Worker && matches!(batch.status, BatchStatus::Paused | BatchStatus::Failed | BatchStatus::Cancelled)
    {
        return Err(Failure::bad_input(format!(
            "the batch \"{}\" is {}: a worker only helps with pending or running batches",
            batch.name, batch.status
        ))
        .hint(format!("Resume it with: dialoom batch resume {}", operand(&batch.name))));
    }
    Ok(())
}
