//! `dialoom regenerate`.

mod in_review;
mod refused;
mod report;
mod session;

use std::sync::Arc;

use chrono::Utc;
use serde_json::json;
use tokio::sync::watch;

use crate::app::App;
use crate::domain::effect::Effect;
use crate::domain::filter::Filter;
use crate::domain::money::Usd;
use crate::domain::status::Status;
use crate::engine::{Halt, RegenerateSelection, RegenerateSurvey, RegenerateWish, Terms};
use crate::error::{Exit, Failure};
use crate::ui::count;
use crate::ui::progress::RunView;

use crate::cli::args::{AskArgs, ByWhole, Ids, LimitArgs, MostFilterArgs, whole};
use crate::cli::asking::{self, answerer};
use crate::cli::dry_run::DryRun;
use crate::cli::interrupt;

pub(in crate::cli) use in_review::InReview;
use session::session;

const HOW: &str = "\
A model writes each conversation anew. It is told the reviewer's note, what the checks found, and the old text. The new version \
goes to the review; the old one stays as it is until somebody approves the new one, which then takes its place.

Select by id or by filters. Without --status, filters select what needs revision. A conversation with an undecided version for \
the same note is not asked about again. The same command again goes on where it stopped.

Examples:
  dialoom regenerate k3v9 --note 'Name the fees in turn 4'
  dialoom regenerate --sent-back --max-cost 2 --dry-run
  dialoom list sent-back --ids | dialoom regenerate - -y";

/// [`AskArgs`] say another default.
const TURNS: &str = "Turns in a conversation, user and assistant together [default: as the old version was asked for]";

#[derive(Debug, clap::Args)]
#[command(after_help = HOW, mut_arg("turns", |arg| arg.help(TURNS)))]
pub struct Args {
    #[command(flatten)]
    ids: Ids,
    /// What to do differently [default: the note of the last send-back of each]
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Show what it would ask and cost; send nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    ask: AskArgs,
    /// Calls in flight at once [default: 3]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(0, u32::MAX),
        help_heading = "Limits")]
    concurrency: Option<u32>,
    #[command(flatten)]
    limits: LimitArgs,
    #[command(flatten)]
    filters: MostFilterArgs<ByWhole>,
}

impl Args {
    /// A dry run stores nothing, but is to find what the run would find.
    pub fn effect(&self) -> Effect {
        Effect::Changes
    }
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let note = note(args.note.as_deref())?;
    let generation = args.ask.table()?.over(&app.settings.generation);
    let limits_table = args.limits.table(args.concurrency)?.over(&app.settings.limits);
    limits_table.settle()?;
    check_selection(&args)?;
    args.filters.filter(Utc::now())?;
    let which = selection(app, &args).await?;
    let terms = asking::terms(app, &generation, &limits_table).await?;
    let wish = RegenerateWish { which, note, turns: args.ask.turns };
    let halt = interrupt::listen();
    let survey = {
        let session = session(app, &terms, halt.clone(), None).await?;
        let surveying = session.survey_regeneration(&wish);
        let surveying = app.ui.unless_quick("reading the conversations to make anew", surveying);
        interrupt::unless_asked_to_stop(&halt, async { Ok(surveying.await?) }).await?
    };
    if let Some(failure) = refused::failure(&survey).filter(|_| args.ids.is_given()) {
        return Err(failure);
    }
    if args.dry_run {
        return dry_run(app, &terms, &survey);
    }
    say_before(app, &survey);
    if survey.open == 0 {
        return nothing(app, &survey);
    }
    if !args.ids.is_given() && !confirmed(app, &terms, &survey)? {
        app.ui.note("nothing was asked");
        return Ok(Exit::Done);
    }
    ask(app, &terms, &survey, halt).await
}

fn note(given: Option<&str>) -> Result<Option<String>, Failure> {
    match given.map(str::trim) {
        Some("") => {
            Err(Failure::bad_input("--note is empty").hint("Say in --note what the new version is to do differently."))
        }
        note => Ok(note.map(str::to_owned)),
    }
}

fn check_selection(args: &Args) -> Result<(), Failure> {
    match (args.ids.is_given(), args.filters.is_given()) {
        (true, true) => {
            Err(Failure::bad_input("both ids and filters are given").hint("Give ids or filters, not both."))
        }
        (false, false) => Err(Failure::bad_input("no conversation is selected").hint(
            "Give ids (dialoom regenerate ID…), - to read ids from stdin, or filters (dialoom regenerate --sent-back).",
        )),
        _ => Ok(()),
    }
}

async fn selection(app: &App, args: &Args) -> Result<RegenerateSelection, Failure> {
    if args.ids.is_given() {
        return Ok(RegenerateSelection::Ids(args.ids.resolve(app).await?));
    }
    let mut filter: Filter = args.filters.checked(app, Utc::now()).await?;
    if filter.status.is_empty() {
        filter.status = vec![Status::NeedsRevision];
    }
    Ok(RegenerateSelection::Filter(Box::new(filter)))
}

async fn ask(
    app: &App,
    terms: &Terms,
    survey: &RegenerateSurvey,
    halt: watch::Receiver<Halt>,
) -> Result<Exit, Failure> {
    let view = Arc::new(RunView::new(&app.ui));
    let session = session(app, terms, halt, Some(view.clone())).await?;
    let done = session.regenerate(survey).await;
    view.finish();
    match done? {
        (Some(summary), items) => report::report(app, &summary, items, survey),
        (None, items) => {
            app.ui.note(&format!(
                "nothing is left to ask: another command makes {} anew at this moment, and {} have a new version meanwhile",
                count(items.elsewhere, "conversation"),
                items.done
            ));
            nothing(app, survey)
        }
    }
}

fn nothing(app: &App, survey: &RegenerateSurvey) -> Result<Exit, Failure> {
    if app.ui.wants_json() {
        app.ui.json(&json!({ "regenerated": null, "survey": survey }))?;
    }
    Ok(Exit::Done)
}

/// How many versions are named one by one.
const NAMED: usize = 5;

fn say_before(app: &App, survey: &RegenerateSurvey) {
    if survey.matching == 0 {
        app.ui.note("no conversation matches: nothing to make anew");
    }
    if survey.have_version > 0 {
        let have = count(survey.have_version, "conversation");
        let mut versions: Vec<&str> = survey.versions.iter().map(|one| one.version.as_str()).collect();
        versions.sort_unstable();
        versions.dedup();
        versions.truncate(NAMED);
        app.ui.note(&format!("{have} not asked about again: an undecided version for the same note is there"));
        app.ui.note(&format!("decide about it first: dialoom review {}", versions.join(" ")));
    }
    for line in refused::lines(survey) {
        app.ui.note(&line);
    }
}

/// "12 conversations with claude-sonnet-5-5 (anthropic) (about $0.21)".
fn in_one_line(terms: &Terms, survey: &RegenerateSurvey) -> String {
    let most = terms.limits.max_cost.map(|most| format!(", at most {}", most.exact())).unwrap_or_default();
    let (what, cost) = (count(survey.open, "conversation"), survey.estimate.cost_usd);
    format!("{what} anew with {} (about {cost}{most})", answerer(&terms.ask))
}

fn confirmed(app: &App, terms: &Terms, survey: &RegenerateSurvey) -> Result<bool, Failure> {
    let what = in_one_line(terms, survey);
    if app.ui.confirm(&format!("Make {what}?"), false)? {
        app.ui.note(&format!("makes {what}"));
        return Ok(true);
    }
    if app.ui.can_ask() {
        return Ok(false);
    }
    Err(Failure::bad_input(format!("cannot ask without a terminal whether to make {what}"))
        .hint("Add --yes to go ahead, or --dry-run to see what it would cost."))
}

fn dry_run(app: &App, terms: &Terms, survey: &RegenerateSurvey) -> Result<Exit, Failure> {
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
    let items = format!("{} ({} to make anew)", survey.matching, survey.open);
    let dry = DryRun { terms, estimate: &survey.estimate, named: "model", spent: Usd::ZERO };
    dry.print_terms(app, [answerer(&terms.ask), items])?;
    say_before(app, survey);
    app.ui.note("nothing was sent or stored");
    Ok(Exit::Done)
}
