//! What `judge` and `regenerate` share: both ask a model about stored conversations.

use std::sync::Arc;

use serde::Serialize;
use serde_json::json;
use tokio::sync::watch;

use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::money::Usd;
use crate::engine::{Estimate, Halt, Session, SessionOptions, Terms};
use crate::error::{Exit, Failure};
use crate::ui::count;
use crate::ui::progress::RunView;

use crate::cli::asking::answerer;
use crate::cli::dry_run::DryRun;

/// The engine's door, with this program's settings.
pub(super) async fn session(
    app: &App,
    terms: &Terms,
    halt: watch::Receiver<Halt>,
    view: Option<Arc<RunView>>,
) -> Result<Session, Failure> {
    let mut options = SessionOptions { keep_payloads: app.settings.keep_payloads, halt, ..SessionOptions::default() };
    if let Some(view) = view {
        options.watch = view;
    }
    Ok(Session::open(app.store().await?, Actor::named(&app.settings.user), terms.clone(), options))
}

/// What a command asks about stored conversations, in words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words {
    /// "judge".
    pub ask: &'static str,
    /// "judges".
    pub asks: &'static str,
    /// What stands behind the conversations: " anew".
    pub after: &'static str,
    /// What the dry run calls the model.
    pub model: &'static str,
}

/// What would be asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct About<'a> {
    pub terms: &'a Terms,
    pub words: Words,
    /// The conversations that are asked about.
    pub open: u64,
    pub estimate: &'a Estimate,
}

impl About<'_> {
    /// "12 conversations with claude-sonnet-5-5 (anthropic) (about $0.21)".
    fn in_one_line(&self) -> String {
        let most = self.terms.limits.max_cost.map(|most| format!(", at most {}", most.exact())).unwrap_or_default();
        let (what, cost) = (count(self.open, "conversation"), self.estimate.cost_usd);
        format!("{what}{} with {} (about {cost}{most})", self.words.after, answerer(&self.terms.ask))
    }

    /// Whether to ask the model. Without a terminal nobody can answer, and that is an error.
    pub fn confirmed(&self, app: &App) -> Result<bool, Failure> {
        let (what, Words { ask, asks, .. }) = (self.in_one_line(), self.words);
        let mut question = format!("{ask} {what}?");
        question[..1].make_ascii_uppercase();
        if app.ui.confirm(&question, false)? {
            app.ui.note(&format!("{asks} {what}"));
            return Ok(true);
        }
        if app.ui.can_ask() {
            app.ui.note("nothing was asked");
            return Ok(false);
        }
        Err(Failure::bad_input(format!("cannot ask without a terminal whether to {ask} {what}"))
            .hint("Add --yes to go ahead, or --dry-run to see what it would cost."))
    }

    /// The survey, and what it would cost: the document, or lines with `items` among them and `say` behind them.
    pub fn dry_run(
        &self,
        app: &App,
        survey: &impl Serialize,
        items: String,
        say: impl FnOnce(),
    ) -> Result<Exit, Failure> {
        let terms = self.terms;
        if app.ui.wants_json() {
            app.ui.json(&json!({
                "dry_run": {
                    "survey": survey,
                    "provider": terms.ask.provider,
                    "model": terms.ask.model,
                    "max_cost_usd": terms.limits.max_cost,
                    "max_cost_per_day_usd": terms.limits.max_cost_per_day,
                }
            }))?;
            return Ok(Exit::Done);
        }
        let dry = DryRun { terms, estimate: self.estimate, named: self.words.model, spent: Usd::ZERO };
        dry.print_terms(app, [answerer(&terms.ask), items])?;
        say();
        app.ui.note("nothing was sent or stored");
        Ok(Exit::Done)
    }
}

/// Where nothing was asked after all: the document of `name` without a run.
pub(super) fn nothing_asked(app: &App, name: &str, survey: &impl Serialize) -> Result<Exit, Failure> {
    if app.ui.wants_json() {
        app.ui.json(&json!({ name: null, "survey": survey }))?;
    }
    Ok(Exit::Done)
}
