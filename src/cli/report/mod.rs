//! `dialoom report`.

mod before;
mod next;
mod output;

use std::path::{Path, PathBuf};

use chrono::Utc;

use crate::app::App;
use crate::domain::filter::Filter;
use crate::engine::{Configuration, Plan, find_templates};
use crate::error::{Exit, Failure};
use crate::report::coverage::{Coverage, of_plan, of_what_is_there};
use crate::report::dataset::{Concern, Dataset, Fitness, Scope, Weight};
use crate::report::html;
use crate::store::Store;

use crate::cli::args::{ByPart, FilterArgs};
use crate::cli::interrupt;
use crate::cli::making::More;
use crate::cli::report::before::Before;
use crate::cli::stats::tells_calls_apart;

/// Write all that is known about the conversations into one page, for people who did not make them
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The page is one HTML file that needs no network and runs no script. Its first lines say whether the approved conversations \
are fit for training, and why not. It shows beginnings of conversations: give it to people who may read them.

Examples:
  dialoom report -o report.html
  dialoom report --batch @last --plan plan.toml -o report.html
  dialoom report --compare last-week.json -o report.html
  dialoom report --json")]
pub struct Args {
    /// File to write; "-" is stdout
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Compare with what this plan asks for
    #[arg(long, value_name = "PLAN")]
    plan: Option<PathBuf>,
    /// Tell what changed since this report (a file of report --json), or what differs from this batch
    #[arg(long, value_name = "FILE|BATCH")]
    compare: Option<String>,
    /// Replace an existing file
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    filters: FilterArgs<ByPart>,
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let now = Utc::now();
    args.filters.filter(now)?;
    let file = args.output.as_deref().filter(|path| *path != Path::new("-"));
    if args.output.is_none() && !app.ui.wants_json() && app.ui.out_is_terminal() {
        return Err(Failure::bad_input("a page is no text for a terminal")
            .hint("Write it into a file: dialoom report -o report.html"));
    }
    if args.output.is_some() && file.is_none() && app.ui.wants_json() {
        return Err(Failure::bad_input("--json and a page to stdout would mix two documents")
            .hint("Leave one of them out, or name a file, as in: dialoom report --json -o report.html"));
    }
    file.map_or(Ok(()), |path| output::check_name(app, path))?;
    let plan = args.plan.as_deref().map(Plan::load).transpose()?;
    let before = args.compare.as_deref().map(Before::find).transpose()?;
    let store = app.store().await?;
    let filter = args.filters.checked(app, now).await?;
    // Before the file is made: a signal must not leave it behind.
    let halt = interrupt::listen();
    let target = match file {
        Some(path) => match output::started(app, path, args.force)? {
            Some(target) => Some(target),
            None => return Ok(Exit::Done),
        },
        None => None,
    };
    let gathering = async {
        let coverage = coverage(store, plan, &filter).await?;
        let more = More::find(app, store, args.plan.as_deref()).await?;
        let command = |next: &_| app.ui.hint(&next::command(next, args.plan.as_deref(), &more));
        let with_calls = tells_calls_apart(&filter);
        let scope = Scope { filter: &filter, with_calls, coverage, command: &command };
        let mut dataset = Dataset::gather(store, scope, now).await?;
        let before = match before {
            Some(before) => Some(before.read(app, &args.filters, now).await?),
            None => None,
        };
        dataset.compared = before.map(|before| before.compared(&dataset)).transpose()?;
        Ok(dataset)
    };
    let gathering = app.ui.unless_quick("reading all conversations", gathering);
    let dataset = interrupt::with_nothing_changed(&halt, gathering).await?;
    let page = html::page(&dataset);
    if let Some(target) = target {
        output::finished(target, page.as_bytes())?;
    } else if !app.ui.wants_json() {
        app.ui.out_raw(page.as_bytes())?;
        return Ok(Exit::Done);
    }
    match app.ui.wants_json() {
        true => app.ui.json(&dataset)?,
        false => say(app, &dataset, file.unwrap_or(Path::new("")), page.len())?,
    }
    Ok(Exit::Done)
}

async fn coverage(store: &Store, plan: Option<Plan>, filter: &Filter) -> Result<Coverage, Failure> {
    let made = store.made_cells(filter).await?;
    let Some(mut plan) = plan else { return Ok(of_what_is_there(&made)) };
    let begun = Configuration::begun(store, &plan.name).await?;
    find_templates(store, &mut plan, begun.as_ref()).await?;
    let asked = plan.asked();
    Ok(of_plan(asked.items().map(|(request, _)| request), made).0)
}

/// The verdict, as the first lines of the page say it.
fn say(app: &App, dataset: &Dataset, file: &Path, bytes: usize) -> Result<(), Failure> {
    app.ui.note(&format!("wrote {} ({} kB)", file.display(), bytes.div_ceil(1000)));
    let verdict = &dataset.verdict;
    app.ui.out(&match verdict.fitness {
        Fitness::Fit => format!("fit for training: {} conversations", verdict.exportable),
        Fitness::WithCare => format!("usable with care: {} conversations", verdict.exportable),
        Fitness::Unfit => "not fit for training".to_owned(),
    })?;
    for Concern { weight, text, command } in &verdict.concerns {
        let sign = if *weight == Weight::Blocks { "✗" } else { "!" };
        app.ui.out_sentence(&format!("{sign} {text} See: {command}"))?;
    }
    dataset.compared.as_ref().map_or(Ok(()), |comparison| before::say(app, comparison))
}
