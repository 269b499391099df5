//! Runs a stored batch: a session, its progress on the terminal, the report.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use crate::app::App;
use crate::domain::actor::Actor;
use crate::engine::{
    Estimate, Halt, JudgedBatch, JudgedError, ReadyBatch, Session, SessionError, SessionOptions, Summary, Terms,
};
use crate::error::{Exit, Failure};
use crate::ui::progress::RunView;

use crate::cli::batch::failure::Again;
use crate::cli::batch::on_end::OnEnd;
use crate::cli::batch::outcome::outcome;
use crate::cli::batch::report::{as_json, report, states};

/// The length of a lease in seconds, for tests alone: none of them waits a minute.
const TEST_LEASE: &str = "DIALOOM_TEST_LEASE_SECONDS";

/// Runs the batch, prints the report, and runs the command of `--on-end`, however it ended. `estimate` is the one printed before, for comparison.
pub(super) async fn run_batch(
    app: &App,
    terms: Terms,
    work: ReadyBatch,
    estimate: Option<Estimate>,
    halt: watch::Receiver<Halt>,
    on_end: &OnEnd,
) -> Result<Exit, Failure> {
    let view = Arc::new(RunView::new(&app.ui));
    let options = options(app, &view, &halt);
    let session = Session::open(app.store().await?, Actor::named(&app.settings.user), terms, options);
    let ran = session.run(work).await.map_err(Failure::from);
    view.finish();
    end(app, (ran, estimate), halt, (on_end, Again::of_batch)).await
}

/// The same for a batch with a judge.
pub(super) async fn run_judged(
    app: &App,
    batch: &JudgedBatch,
    (work, estimate): (ReadyBatch, Option<Estimate>),
    halt: watch::Receiver<Halt>,
    (on_end, again): (&OnEnd, impl Fn(&str) -> Again),
) -> Result<Exit, Failure> {
    let view = Arc::new(RunView::new(&app.ui));
    let (options, actor) = (options(app, &view, &halt), Actor::named(&app.settings.user));
    let ran = batch.run(app.store().await?, &actor, options, work).await.map_err(|error| match error {
        JudgedError::Draft(error) => Failure::from(error),
        JudgedError::Left(error) => Failure::from(error),
        JudgedError::Session(error) => Failure::from(error),
    });
    view.finish();
    end(app, (ran, estimate), halt, (on_end, again)).await
}

fn options(app: &App, view: &Arc<RunView>, halt: &watch::Receiver<Halt>) -> SessionOptions {
    let mut options =
        SessionOptions { keep_payloads: app.settings.keep_payloads, halt: halt.clone(), ..SessionOptions::default() };
    options.watch = view.clone();
    if let Some(seconds) = std::env::var(TEST_LEASE).ok().and_then(|seconds| seconds.parse().ok()) {
        options.lease = Duration::from_secs(seconds);
    }
    options
}

/// Prints the report and runs the command of `--on-end`.
async fn end(
    app: &App,
    (ran, estimate): (Result<Summary, Failure>, Option<Estimate>),
    halt: watch::Receiver<Halt>,
    (on_end, again): (&OnEnd, impl Fn(&str) -> Again),
) -> Result<Exit, Failure> {
    match ran {
        Ok(summary) => {
            let failures = summary.failures.iter().map(|(code, failures)| (code.clone(), failures.items));
            let outcome = outcome(app, &summary.batch, (failures.collect(), summary.cut_at)).await;
            let states = states(app.store().await?, &summary).await;
            let again = again(&summary.batch.name);
            let reported = report(app, (&summary, &states), outcome.as_ref(), estimate, &again);
            on_end.run(app, &as_json(&summary, outcome.as_ref(), estimate), halt).await;
            reported
        }
        Err(failure) => {
            on_end.run(app, &failure.as_json(&failure.hints), halt).await;
            Err(failure)
        }
    }
}

impl From<SessionError> for Failure {
    fn from(error: SessionError) -> Failure {
        match error {
            SessionError::Store(error) => error.into(),
            SessionError::Interrupted => Failure::new("interrupted").exit(Exit::Interrupted),
        }
    }
}
