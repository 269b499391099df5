//! `dialoom import`.

mod report;

use std::cell::Cell;
use std::path::PathBuf;

use crate::app::App;
use crate::domain::effect::Effect;
use crate::domain::import::ImportFormat;
use crate::error::{Exit, Failure};
use crate::import::{self, Input, Job, Mapping, Options};
use crate::ui::count;

use crate::cli::args::{assignment, one_of, subject::subject};
use crate::cli::interrupt;
use report::{failure, report, unopened};

/// A line of progress after this many conversations.
const STEP: u64 = 10_000;

/// Imports conversations for review: each is scored, checked and compared with all others. What is in the database stays
/// as it is, and the same text is imported once. A line that cannot be read keeps the whole import out.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Each conversation is scored, checked and compared with all others, and waits for review. The same text is imported once, \
and one bad line keeps everything out.

Formats (the first rows tell which; docs/import.md has them all):
  messages  {\"messages\":[{\"role\",\"content\"},…]}
  sharegpt  {\"conversations\":[{\"from\",\"value\"},…]}
  alpaca    {\"instruction\",\"input\",\"output\",\"history\"}; also Dolly
  csv       columns of these names
  native    what dialoom export --format json writes
JSONL, JSON lists and CSV are read, plain or compressed by gzip or zstd.

Exit codes: 0 imported, 2 nothing was, 3 some lines were left out (--keep-going).

Examples:
  dialoom import train.jsonl --dry-run
  dialoom import dump.json.gz --persona \"ShareGPT user\" --keep-going
  dialoom import support.csv --map persona=customer_type --map topic=product")]
pub struct Args {
    /// Files to import; "-" is stdin
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Format of the rows [default: what the first ones look like]
    #[arg(long = "as", value_name = "FORMAT", ignore_case = true,
        value_parser = one_of::<ImportFormat>(ImportFormat::WORDS))]
    pub format: Option<ImportFormat>,
    /// Read NAME from another field, or from a path like meta.user: persona, emotion, topic, title, system, messages, any
    /// field of a format; another name becomes a parameter (repeat for several)
    #[arg(long, value_name = "NAME=FIELD", value_parser = assignment)]
    pub map: Vec<(String, String)>,
    /// Persona of rows that name none [default: unknown]
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    pub persona: String,
    /// Emotion of rows that name none [default: unknown]
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    pub emotion: String,
    /// Topic of rows that name none
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    pub topic: String,
    /// Say what would be imported, and store nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Leave out lines that cannot be read
    #[arg(long)]
    pub keep_going: bool,
}

impl Args {
    pub(super) fn effect(&self) -> Effect {
        if self.dry_run { Effect::Reads } else { Effect::Creates }
    }
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let options = Options {
        format: args.format,
        map: args.map.iter().map(mapping).collect::<Result<_, _>>()?,
        subject: subject(&args.persona, &args.emotion, &args.topic)?,
    };
    let halt = interrupt::listen();
    let open = async {
        let mut inputs = Vec::new();
        for path in &args.files {
            inputs.push(Input::open(path).await.map_err(|error| unopened(path, &error))?);
        }
        Ok(inputs)
    };
    let inputs = interrupt::unless_asked_to_stop(&halt, open).await?;
    let job = Job { by: app.settings.user.clone(), inputs, options, keep_going: args.keep_going };
    let told = Cell::new(0);
    let tell = |what: &str, number: u64| {
        if number / STEP != told.replace(number / STEP) {
            app.ui.note(&format!("{what} {}", count(number, "conversation")));
        }
    };
    let stop = || interrupt::asked_to_stop(&halt);
    let checked =
        import::check(job, |read| tell("read", read), stop()).await.map_err(|error| failure(error, 0, args.format))?;
    // Only now: a bad line leaves no new database behind.
    let store = app.store().await?;
    let saved = Cell::new(0);
    let done = match args.dry_run {
        true => checked.preview(store, |scored| tell("scored", scored), stop()).await,
        false => {
            let progress = |number| {
                saved.set(number);
                tell("saved", number);
            };
            checked.save(store, progress, stop()).await
        }
    };
    let summary = done.map_err(|error| failure(error, saved.get(), args.format))?;
    report(app, &summary, args.dry_run)?;
    Ok(if summary.left_out > 0 { Exit::Partly } else { Exit::Done })
}

fn mapping((name, field): &(String, String)) -> Result<Mapping, Failure> {
    let (name, field) = (name.to_lowercase(), field.trim().to_owned());
    if field.is_empty() {
        return Err(Failure::bad_input(format!("--map {name}= names no field"))
            .hint("Give the field it stands in, as in --map persona=customer_type."));
    }
    Ok(Mapping { name, field })
}
