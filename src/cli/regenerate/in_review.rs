//! New versions that are made while the review goes on, each as `dialoom regenerate ID` makes it.

use std::pin::Pin;
use std::sync::Arc;

use tokio::sync::{Mutex, watch};
use tokio::task::{JoinError, JoinSet};

use crate::app::App;
use crate::domain::ids::ConversationId;
use crate::engine::{
    Halt, RegenerateSelection, RegenerateSurvey, RegenerateWish, Session, SessionError, Summary, Terms,
};
use crate::error::{Exit, Failure};
use crate::store::ItemsAbout;
use crate::ui::count;
use crate::ui::review::{Landed, MakesAnew};

use crate::cli::asking;
use crate::cli::asking_about::session;
use crate::cli::batch::failure::{Again, failure_of};
use crate::cli::batch::report::failures;
use crate::cli::interrupt;
use crate::cli::regenerate::refused;
use crate::cli::shell;

/// The new versions of one sitting.
pub(in crate::cli) struct InReview<'a> {
    app: &'a App,
    halt: watch::Sender<Halt>,
    /// Known from the first one on.
    terms: Option<Terms>,
    /// One run at a time: two workers of one process take each other for dead.
    turn: Arc<Mutex<()>>,
    runs: JoinSet<Landed>,
    /// What came of those that ended.
    ended: Vec<Landed>,
}

impl<'a> InReview<'a> {
    pub fn new(app: &'a App) -> InReview<'a> {
        let (halt, turn) = (watch::channel(Halt::No).0, Arc::default());
        InReview { app, halt, terms: None, turn, runs: JoinSet::new(), ended: Vec::new() }
    }

    /// After the sitting: waits for what is still being made, and gives what came of each. Whoever interrupted the sitting
    /// waits for the call in flight alone.
    pub async fn finish(mut self, ended: Result<Exit, Failure>) -> (Result<Exit, Failure>, Vec<Landed>) {
        // The screen showed these in short.
        for landed in self.ended.iter().filter(|landed| landed.made.is_err()) {
            self.app.ui.note(&told(landed));
        }
        if self.runs.is_empty() {
            return (ended, self.ended);
        }
        if !matches!(ended, Ok(Exit::Done)) {
            self.halt.send_if_modified(|halt| std::mem::replace(halt, (*halt).max(Halt::Gently)) == Halt::No);
        }
        if *self.halt.borrow() == Halt::No {
            let versions = count(self.runs.len() as u64, "new version");
            self.app.ui.note(&format!("waits for {versions}; Ctrl-C stops it"));
        }
        let mut halt = self.halt.subscribe();
        let mut has_stopped = false;
        loop {
            tokio::select! {
                _ = halt.wait_for(|halt| *halt != Halt::No), if !has_stopped => {
                    has_stopped = true;
                    self.app.ui.note("stops after the call in flight; Ctrl-C again ends it at once");
                }
                landed = self.runs.join_next() => match landed.map(joined) {
                    Some(landed) => {
                        self.app.ui.note(&told(&landed));
                        self.ended.push(landed);
                    }
                    None => break,
                },
            }
        }
        let ended = match ended {
            Ok(Exit::Done) if has_stopped => Ok(Exit::Interrupted),
            ended => ended,
        };
        (ended, self.ended)
    }

    async fn start(&mut self, id: ConversationId, note: Option<String>) -> Result<(), Failure> {
        let command = self.app.ui.hint(&command(id, note.as_deref()));
        let terms = match &self.terms {
            Some(terms) => terms.clone(),
            None => {
                let terms = self.first_terms().await;
                let terms = terms.map_err(|failure| with_flags(failure, &command))?;
                self.terms.insert(terms).clone()
            }
        };
        let wish = RegenerateWish { which: RegenerateSelection::Ids(vec![id]), note, turns: None };
        let session = session(self.app, &terms, self.halt.subscribe(), None).await?;
        let survey = session.survey_regeneration(&wish).await?;
        if let Some(failure) = refusal(id, &survey) {
            return Err(failure);
        }
        let turn = self.turn.clone();
        self.runs.spawn(async move {
            let _turn = turn.lock().await;
            run(session, &survey, id, command).await
        });
        Ok(())
    }

    /// Says and asks what a first call needs, on a terminal that is free for it.
    async fn first_terms(&self) -> Result<Terms, Failure> {
        let limits = &self.app.settings.limits;
        limits.settle()?;
        let terms = asking::terms(self.app, &self.app.settings.generation, limits).await?;
        interrupt::tell(self.halt.clone());
        Ok(terms)
    }
}

impl MakesAnew for InReview<'_> {
    fn is_prepared(&self) -> bool {
        self.terms.is_some()
    }

    fn check(&self, id: ConversationId) -> Result<(), Failure> {
        if self.terms.is_some() {
            return Ok(());
        }
        let connected = self.app.connect(self.app.settings.generation.provider);
        connected.map(drop).map_err(|failure| {
            let command = self.app.ui.hint(&command(id, None));
            with_flags(failure, &command)
        })
    }

    fn begin<'b>(
        &'b mut self,
        id: ConversationId,
        note: Option<String>,
    ) -> Pin<Box<dyn Future<Output = Result<(), Failure>> + 'b>> {
        Box::pin(self.start(id, note))
    }

    fn running(&self) -> usize {
        self.runs.len()
    }

    fn landed<'b>(&'b mut self) -> Pin<Box<dyn Future<Output = Landed> + 'b>> {
        Box::pin(async {
            let Some(landed) = self.runs.join_next().await.map(joined) else { return std::future::pending().await };
            self.ended.push(landed.clone());
            landed
        })
    }
}

/// What a run came to. One that panicked takes the program with it.
fn joined(landed: Result<Landed, JoinError>) -> Landed {
    landed.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
}

fn told(landed: &Landed) -> String {
    match &landed.made {
        Ok(id) => format!("{} came back as {id}; read it with: dialoom review {id}", landed.of),
        // A reason may be a sentence.
        Err(why) => {
            let why = why.trim_end_matches('.');
            format!("{} has no new version: {why}; make it with: {}", landed.of, landed.command)
        }
    }
}

/// What to do where the review's own settings cannot make it.
fn with_flags(failure: Failure, command: &str) -> Failure {
    failure.hint("Then begin the review again.").hint(format!("A flag goes with this command: {command}"))
}

/// The command that makes the same version, or goes on with it.
fn command(id: ConversationId, note: Option<&str>) -> String {
    let note = note.map(|note| format!(" {}", shell::flag("--note", note))).unwrap_or_default();
    format!("dialoom regenerate {}{note}", id.short())
}

fn refusal(id: ConversationId, survey: &RegenerateSurvey) -> Option<Failure> {
    if let Some(failure) = refused::failure(survey) {
        return Some(failure);
    }
    let id = id.short();
    if let Some(one) = survey.versions.first() {
        let version = &one.version;
        let failure = Failure::bad_input(format!("{id} has an undecided version for the same note: {version}"));
        return Some(failure.hint(format!("Decide about it first: o opens {version}.")));
    }
    (survey.open == 0).then(|| Failure::bad_input(format!("{id} is no longer there")))
}

async fn run(session: Session, survey: &RegenerateSurvey, id: ConversationId, command: String) -> Landed {
    let made = match session.regenerate(survey).await {
        Ok((Some(summary), _)) => made(&summary, &command),
        Ok((None, ItemsAbout { elsewhere: 1.., .. })) => Err("another command makes it anew at this moment".to_owned()),
        Ok((None, _)) => Err("one for the same note is there already".to_owned()),
        Err(SessionError::Interrupted) => Err("stopped before the first call".to_owned()),
        Err(SessionError::Store(error)) => Err(error.to_string()),
    };
    Landed { of: id.short(), made, command }
}

/// The id of the new version, or why there is none.
fn made(summary: &Summary, command: &str) -> Result<String, String> {
    if let Some(stored) = summary.stored.first() {
        return Ok(stored.id.short());
    }
    let line = command.to_owned();
    let with = Box::new(move |flag: &str| format!("{line} {flag}"));
    let again = Again { resume: command.to_owned(), retry: None, with, of: "the same command" };
    let stopped = failure_of(summary, &again).map(|failure| failure.message());
    Err(stopped.or_else(|| failures(summary).last()).unwrap_or_else(|| "stopped before an answer".to_owned()))
}
