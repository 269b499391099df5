//! `dialoom export`.

mod form;
mod picking;
mod place;
mod report;

use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike, Utc};
use tokio::sync::watch;

use crate::app::App;
use crate::domain::dataset::DatasetTable;
use crate::domain::export::ExportFormat;
use crate::domain::filter::Filter;
use crate::domain::language::code_of;
use crate::engine::{Halt, process_has_ended, this_process};
use crate::error::{Exit, Failure};
use crate::export::{self, Done, ExportError, Included, Job, Progress, Selection, Target};
use crate::store::Store;

use crate::cli::args::{ByWhole, FilterArgs, Ids, PointInTime};
use crate::cli::hints::first_steps;
use crate::cli::interrupt;
use crate::cli::place::in_database;
use form::FormArgs;
pub(super) use form::check_name;
use picking::PickingArgs;
pub(super) use place::{Place, may_replace};
pub(super) use report::{document, failure, file_failure, one_or_several, so_far, told};
use report::{nothing_new, report};

/// Writes approved conversations, oldest first; --status selects others. Without -o they go to stdout. The same
/// conversations and options give the same bytes. The file appears whole or not at all.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Formats (.gz and .zst behind the ending compress the file):
  jsonl     one row per line
  json      one document; rows in a list
  csv       one row per line; lists as JSON in the last cells
  parquet   typed columns, packed; for large sets, DuckDB and hubs
  markdown  for people to read

Shapes:
  messages           {\"messages\":[{\"role\",\"content\"},…]}: OpenAI, TRL, Unsloth, Mistral
  prompt-completion  the last answer apart: TRL then learns from answers only
  kto                prompt, completion, label; from approved and rejected conversations
  sharegpt           {\"conversations\":[{\"from\",\"value\"},…]}
  llama-factory      ShareGPT with a system column, and its dataset_info.json beside the file
  dpo                prompt, chosen, rejected: an approved over a rejected one of the same cell
  axolotl            messages, and the YAML to paste
  gemini             contents with parts
  bedrock            Converse: messages with text parts, no other key
  alpaca             instruction, input, output, history
  native             every field; dialoom import reads it back

Examples:
  dialoom export -o train.jsonl
  dialoom export --min-quality 8 --tier template --shape prompt-completion -o best.jsonl.gz
  dialoom export --system @prompt.txt --shape sharegpt -o train.json
  dialoom export --layout huggingface --split train=0.9,test=0.1 -o dataset
  dialoom list approved --ids | dialoom export - --format markdown")]
pub struct Args {
    #[command(flatten)]
    ids: Ids,
    /// File to write, or folder with --layout; "-" is stdout [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Let exports cleanup remove the file after an age (90d) or at a date
    #[arg(long, value_name = "WHEN", requires = "output", hide_short_help = true)]
    pub expires: Option<PointInTime>,
    /// Replace an existing file
    #[arg(long)]
    pub force: bool,
    /// Count what would be written and left out, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Include conversations that the simulator made
    #[arg(long)]
    pub include_simulated: bool,
    /// Include those with serious findings (approved by a filter; nobody opened or named them)
    #[arg(long)]
    pub with_findings: bool,
    #[command(flatten)]
    pub form: FormArgs,
    #[command(flatten)]
    pub picking: PickingArgs,
    #[command(flatten)]
    pub filters: FilterArgs<ByWhole>,
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let file = args.output.as_deref().filter(|path| *path != Path::new("-"));
    if app.ui.wants_json() && file.is_none() && !args.dry_run {
        return Err(Failure::bad_input("--json and an export to stdout would mix two documents")
            .hint("Add -o FILE for a file and a JSON summary, or use --format json without --json for the data."));
    }
    let (format, mut options) = args.form.checked(file, &app.settings.dataset)?;
    options.card.as_ref().map_or(Vec::new(), |stated| unknown_languages(stated)).iter().for_each(|given| {
        app.ui.advise(&format!(
            "the language \"{given}\" of [dataset] is no code that hubs know (ISO 639, for example en); the front matter leaves it out"
        ));
    });
    let picking = args.picking.checked()?;
    if picking.max_tokens.is_some() {
        options.token_count = args.form.token_count()?;
    }
    if format == ExportFormat::Parquet && file.is_none() && app.ui.out_is_terminal() && !args.dry_run {
        return Err(Failure::bad_input("parquet is no text for a terminal").hint("Name a file: -o train.parquet"));
    }
    let asked = args.filters.checked(app, Utc::now()).await?;
    let job = Job {
        by: app.settings.user.clone(),
        process: Some(this_process()),
        selection: selection(app, &args, asked.clone()).await?,
        included: Included { simulated: args.include_simulated, unread_serious: args.with_findings },
        format,
        options,
        picking,
        expires_at: args.expires.map(expiry).transpose()?,
        arranging: args.picking.arranging(),
        is_dry_run: args.dry_run,
    };
    if args.dry_run {
        let (halt, mut nowhere) = (interrupt::listen(), tokio::io::sink());
        match done(app, job, Target::Writer(&mut nowhere), &halt, &asked).await {
            Ok(done) => report::dry_run(app, &done, &asked)?,
            Err(failure) => nothing_new(app, failure)?,
        }
        return Ok(Exit::Done);
    }
    export::mark_interrupted(app.store().await?, process_has_ended).await?;
    let place = Place::of(file, &job.options);
    let Some(overwrite) = place.may_replace(app, args.force)? else {
        app.ui.note("nothing was written");
        return Ok(Exit::Done);
    };
    // Before the file is made: a signal must not leave it behind.
    let halt = interrupt::listen();
    let mut stdout = app.ui.out_writer();
    let target = place.open(overwrite, &mut stdout).map_err(|error| failure(error.into(), &asked))?;
    match done(app, job, target, &halt, &asked).await {
        Ok(done) => report(app, &done, file, &asked)?,
        Err(failure) => nothing_new(app, failure)?,
    }
    Ok(Exit::Done)
}

/// Exports, and says how far it is where that takes long.
async fn done(
    app: &App,
    job: Job,
    target: Target<'_>,
    halt: &watch::Receiver<Halt>,
    asked: &Filter,
) -> Result<Done, Failure> {
    let (store, progress) = (app.store().await?, Progress::default());
    let work = export::run(store, job, target, interrupt::asked_to_stop(halt), &progress);
    match app.ui.saying(|_| so_far(&progress), work).await {
        Ok(done) => Ok(done),
        Err(error) => Err(with_place(store, failure(error, asked)).await?),
    }
}

/// Names the database where an export found nothing because it holds nothing.
async fn with_place(store: &Store, mut failure: Failure) -> Result<Failure, Failure> {
    let found_nothing = matches!(failure.find(), Some(ExportError::Nothing { .. }));
    if !found_nothing || store.count_up_to(&Filter::default(), 1).await? > 0 {
        return Ok(failure);
    }
    failure.hints = first_steps();
    Ok(failure.because(in_database(store, "no conversations yet")))
}

/// Languages of a dataset that have no code.
fn unknown_languages(stated: &DatasetTable) -> Vec<&String> {
    stated.language.iter().flatten().filter(|given| code_of(given).is_none()).collect()
}

/// Ids or filters; only --status goes with ids.
async fn selection(app: &App, args: &Args, filter: Filter) -> Result<Selection, Failure> {
    if !args.ids.is_given() {
        return Ok(Selection::Filter(Box::new(filter)));
    }
    if (Filter { status: Vec::new(), ..filter.clone() }) != Filter::default() {
        return Err(Failure::bad_input("both ids and filters are given")
            .hint("Give ids or filters; only --status goes with ids."));
    }
    let ids = args.ids.resolve(app).await?;
    if ids.is_empty() {
        return Err(Failure::new("nothing to export: no ids were read")
            .hint("What writes to stdin found none. See what is approved with: dialoom list approved"));
    }
    Ok(Selection::Ids { ids, status: filter.status })
}

/// An age counts from now on.
fn expiry(given: PointInTime) -> Result<DateTime<Utc>, Failure> {
    let now = Utc::now();
    let at = match given {
        PointInTime::At(at) => Some(at),
        PointInTime::Ago(age) => now.checked_add_signed(age).filter(|at| at.year() <= 9999),
    };
    at.filter(|at| *at > now).ok_or_else(|| {
        Failure::bad_input("--expires is not in the future").hint("Give an age or a date, for example: --expires 90d")
    })
}
