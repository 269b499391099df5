//! `dialoom export`.

mod report;

use std::path::{Path, PathBuf};

use chrono::Utc;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::app::App;
use crate::domain::export::{ExportFormat, Include};
use crate::domain::filter::Filter;
use crate::domain::word::words;
use crate::error::{Exit, Failure};
use crate::export::{self, ExportError, Included, Job, NewFile, Options, Selection, Target};
use crate::store::Store;

use crate::cli::args::{ByWhole, FilterArgs, Ids};
use crate::cli::hints::first_steps;
use crate::cli::interrupt;
use crate::cli::place::in_database;
use report::{failure, report};

words! {
    /// What a JSONL row can hold beside its messages.
    Beside is "part" {
        /// Title, persona, emotion, topic, tier, template, provider, model, batch.
        Metadata = "metadata",
        /// Score, confidence, findings.
        Quality = "quality",
        /// When it was made and approved.
        Timestamps = "timestamps",
        /// Every decision.
        History = "history",
    }
}

/// Writes approved conversations, oldest first; --status selects others. Without -o they go to stdout. The same
/// conversations and options give the same bytes. The file appears whole or not at all.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Formats:
  jsonl     one training example per line: {\"messages\":[{\"role\",\"content\"},…]}; leaves out what trainers refuse
  json      one document with every field of every conversation
  csv       one row per conversation; the last cell holds the messages as JSON
  markdown  for people to read

Examples:
  dialoom export -o train.jsonl
  dialoom export --min-quality 8 --tier template -o best.jsonl
  dialoom list approved --ids | dialoom export - --format markdown")]
pub struct Args {
    #[command(flatten)]
    ids: Ids,
    /// File format [default: from the ending of -o, else jsonl]
    #[arg(short, long, value_name = "FORMAT",
        value_parser = PossibleValuesParser::new(ExportFormat::WORDS).try_map(|word| word.parse::<ExportFormat>()))]
    pub format: Option<ExportFormat>,
    /// File to write; "-" is stdout [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace an existing file
    #[arg(long)]
    pub force: bool,
    /// Include conversations that the simulator made
    #[arg(long)]
    pub include_simulated: bool,
    /// Include those with serious findings (approved by a filter; nobody opened or named them)
    #[arg(long)]
    pub with_findings: bool,
    /// Add these to each jsonl row, beside its messages (several: comma-separated)
    #[arg(long, value_name = "PART", value_delimiter = ',',
        value_parser = PossibleValuesParser::new(Beside::WORDS).try_map(|word| word.parse::<Beside>()))]
    pub include: Vec<Beside>,
    /// Disarm csv cells that a spreadsheet would run: an apostrophe before a formula, except in the messages
    #[arg(long)]
    pub spreadsheet_safe: bool,
    #[command(flatten)]
    pub filters: FilterArgs<ByWhole>,
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let file = args.output.as_deref().filter(|path| *path != Path::new("-"));
    if app.ui.wants_json() && file.is_none() {
        return Err(Failure::bad_input("--json and an export to stdout would mix two documents")
            .hint("Add -o FILE for a file and a JSON summary, or use --format json without --json for the data."));
    }
    let format = args.format.unwrap_or_else(|| format_of(file));
    let options = options(&args, format)?;
    let store = app.store().await?;
    let job = Job {
        by: app.settings.user.clone(),
        selection: selection(app, &args).await?,
        included: Included { simulated: args.include_simulated, unread_serious: args.with_findings },
        format,
        options,
    };
    let Some(overwrite) = may_replace(app, file, args.force)? else {
        app.ui.note("nothing was written");
        return Ok(Exit::Done);
    };
    // Before the file is made: a signal must not leave it behind.
    let halt = interrupt::listen();
    let mut stdout = app.ui.out_writer();
    let target = match file {
        None => Target::Writer(&mut stdout),
        Some(path) => Target::File(NewFile::create(path, overwrite).map_err(|error| failure(error.into(), &[]))?),
    };
    let done = match export::run(store, job, target, interrupt::asked_to_stop(&halt)).await {
        Ok(done) => done,
        Err(error) => return Err(with_place(store, failure(error, args.filters.status())).await?),
    };
    report(app, &done, file, args.filters.status())?;
    Ok(Exit::Done)
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

/// Ids or filters; only --status goes with ids.
async fn selection(app: &App, args: &Args) -> Result<Selection, Failure> {
    let filter = args.filters.checked(app, Utc::now()).await?;
    if !args.ids.is_given() {
        return Ok(Selection::Filter(Box::new(filter)));
    }
    if (Filter { status: Vec::new(), ..filter.clone() }) != Filter::default() {
        return Err(Failure::bad_input("both ids and filters are given")
            .hint("Give ids or filters; only --status goes with ids."));
    }
    Ok(Selection::Ids { ids: args.ids.resolve(app).await?, status: filter.status })
}

/// Whether an existing file may be replaced; asks at a terminal. `None` where the answer is no.
fn may_replace(app: &App, file: Option<&Path>, force: bool) -> Result<Option<bool>, Failure> {
    let Some(there) = file.filter(|path| !force && path.is_file()) else { return Ok(Some(force)) };
    match app.ui.confirm(&format!("{} already exists. Replace it?", there.display()), false)? {
        true => Ok(Some(true)),
        false if app.ui.can_ask() => Ok(None),
        // The file cannot be started then, and the error says what to add.
        false => Ok(Some(false)),
    }
}

fn format_of(file: Option<&Path>) -> ExportFormat {
    let ending = file.and_then(Path::extension).map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("json") => ExportFormat::Json,
        Some("csv") => ExportFormat::Csv,
        Some("md" | "markdown") => ExportFormat::Markdown,
        _ => ExportFormat::Jsonl,
    }
}

fn options(args: &Args, format: ExportFormat) -> Result<Options, Failure> {
    if !args.include.is_empty() && format != ExportFormat::Jsonl {
        return Err(Failure::bad_input(format!("--include is for jsonl; {format} has fixed fields"))
            .hint("Leave --include out: json holds every field, csv the usual ones."));
    }
    if args.spreadsheet_safe && format != ExportFormat::Csv {
        return Err(Failure::bad_input(format!("--spreadsheet-safe is for csv, not {format}"))
            .hint("Add --format csv, or leave --spreadsheet-safe out."));
    }
    let has = |part| args.include.contains(&part);
    let include = Include {
        metadata: has(Beside::Metadata),
        quality_scores: has(Beside::Quality),
        timestamps: has(Beside::Timestamps),
        approval_history: has(Beside::History),
    };
    Ok(Options { include, spreadsheet_safe: args.spreadsheet_safe })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        args: Args,
    }

    fn args(line: &[&str]) -> Result<Args, clap::Error> {
        Line::try_parse_from(std::iter::once(&"export").chain(line)).map(|line| line.args)
    }

    #[test]
    fn the_format_follows_the_ending_unless_it_is_named() {
        let of = |name: &str| format_of(Some(Path::new(name)));
        assert_eq!(
            (of("a.csv"), of("a.JSON"), of("a.md")),
            (ExportFormat::Csv, ExportFormat::Json, ExportFormat::Markdown)
        );
        assert_eq!((of("a.txt"), format_of(None)), (ExportFormat::Jsonl, ExportFormat::Jsonl));
        assert_eq!(args(&["--format", "csv", "-o", "a.json"]).unwrap().format, Some(ExportFormat::Csv));
    }

    #[test]
    fn a_misspelt_format_is_offered_the_nearest() {
        let message = args(&["--format", "jsnl"]).unwrap_err().to_string();
        assert!(message.contains("jsonl"), "{message}");
    }

    #[test]
    fn parts_come_comma_separated_and_only_for_jsonl() {
        let args = args(&["--include", "metadata,history"]).unwrap();
        let include = options(&args, ExportFormat::Jsonl).unwrap().include;
        assert_eq!(include, Include { metadata: true, approval_history: true, ..Include::default() });
        let failure = options(&args, ExportFormat::Csv).unwrap_err();
        assert_eq!(
            (failure.exit, failure.message().as_str()),
            (Exit::BadInput, "--include is for jsonl; csv has fixed fields")
        );
    }
}
