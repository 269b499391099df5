//! Runs a stored batch: a session, its progress on the terminal, the report.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use crate::app::App;
use crate::domain::actor::Actor;
use crate::engine::{Estimate, Halt, ReadyBatch, Session, SessionError, SessionOptions, Terms};
use crate::error::{Exit, Failure};
use crate::ui::progress::RunView;

use crate::cli::batch::on_end::OnEnd;
use crate::cli::batch::outcome::outcome;
use crate::cli::batch::report::{as_json, report};

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
    let mut options =
        SessionOptions { keep_payloads: app.settings.keep_payloads, halt: halt.clone(), ..SessionOptions::default() };
    options.watch = view.clone();
    if let Some(seconds) = std::env::var(TEST_LEASE).ok().and_then(|seconds| seconds.parse().ok()) {
        options.lease = Duration::from_secs(seconds);
    }
    let session = Session::open(app.store().await?, Actor::named(&app.settings.user), terms, options);
    let ran = session.run(work).await;
    view.finish();
    match ran {
        Ok(summary) => {
            let failures = summary.failures.iter().map(|(code, failures)| (code.clone(), failures.items));
            let outcome = outcome(app, &summary.batch, failures.collect()).await;
            let reported = report(app, &summary, outcome.as_ref(), estimate);
            on_end.run(app, &as_json(&summary, outcome.as_ref(), estimate), halt).await;
            reported
        }
        Err(error) => {
            let failure = Failure::from(error);
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
