//! `dialoom regenerate`.

mod in_review;
mod refused;
mod report;

use std::sync::Arc;

use chrono::Utc;
use tokio::sync::watch;

use crate::app::App;
use crate::domain::effect::Effect;
use crate::domain::filter::Filter;
use crate::domain::status::Status;
use crate::engine::{Halt, RegenerateSelection, RegenerateSurvey, RegenerateWish, Terms};
use crate::error::{Exit, Failure};
use crate::ui::count;
use crate::ui::progress::RunView;

use crate::cli::args::{AskArgs, ByWhole, Ids, LimitArgs, MostFilterArgs, by_filters, nothing_found, whole};
use crate::cli::asking;
use crate::cli::asking_about::{About, Words, nothing_asked, session};
use crate::cli::interrupt;

pub(in crate::cli) use in_review::InReview;

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

/// The name of the result in the document.
const REGENERATED: &str = "regenerated";
const WORDS: Words = Words { ask: "make", asks: "makes", after: " anew", model: "model" };

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
    let by_filters = by_filters(&args.ids, args.filters.is_given(), "regenerate", "--sent-back")?;
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
    let about = About { terms: &terms, words: WORDS, open: survey.open, estimate: &survey.estimate };
    let say = || say_before(app, &survey, by_filters);
    if args.dry_run {
        let items = format!("{} ({} to make anew)", survey.matching, survey.open);
        return about.dry_run(app, &survey, items, say);
    }
    say();
    if survey.open == 0 {
        return nothing_asked(app, REGENERATED, &survey);
    }
    if by_filters && !about.confirmed(app)? {
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
            nothing_asked(app, REGENERATED, survey)
        }
    }
}

/// How many versions are named one by one.
const NAMED: usize = 5;

fn say_before(app: &App, survey: &RegenerateSurvey, by_filters: bool) {
    if survey.matching == 0 {
        app.ui.note(&format!("{}: nothing to make anew", nothing_found(by_filters)));
    }
    if survey.have_version > 0 {
        let have = count(survey.have_version, "conversation");
        let mut versions: Vec<&str> = survey.versions.iter().map(|one| one.version.as_str()).collect();
        versions.sort_unstable();
        versions.dedup();
        let more = versions.len().saturating_sub(NAMED);
        versions.truncate(NAMED);
        app.ui.note(&format!("{have} not asked about again: an undecided version for the same note is there"));
        let more = if more > 0 { format!(" (and {more} more)") } else { String::new() };
        app.ui.note(&format!("decide about it first: dialoom review {}{more}", versions.join(" ")));
    }
    for line in refused::lines(survey) {
        app.ui.note(&line);
    }
}
