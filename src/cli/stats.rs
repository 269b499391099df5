//! `dialoom stats`.

mod advice;
mod coverage;
mod dashboard;
mod diversity;
mod grid;
mod reviewers;
mod templates;

use chrono::Utc;

use crate::app::App;
use crate::domain::filter::Filter;
use crate::error::{Exit, Failure};
use crate::report::stats::{Report, Scope};
use crate::store::Breakdown;

use crate::cli::args::{ByPart, FilterArgs, one_of};
use crate::cli::place::no_conversations;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: Option<What>,
    /// Break the numbers down, one row for each value; with two (persona,emotion) as a grid
    #[arg(long, value_name = "WHAT", ignore_case = true, value_delimiter = ',',
        value_parser = one_of::<Breakdown>(Breakdown::WORDS))]
    by: Vec<Breakdown>,
    #[command(flatten)]
    filters: FilterArgs<ByPart>,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Show how much variety there is: words, openings, closings, lengths, draws; and what to do
    Diversity(diversity::Args),
    /// Show each cell of a plan: asked, made and approved; or what is there
    Coverage(coverage::Args),
    /// Compare templates: approval, score, cost per approved, each with how much is known
    Templates(templates::Args),
    /// Show decisions by person: opened, named or by a filter, and the reasons
    Reviewers(reviewers::Args),
}

impl What {
    fn word(&self) -> &'static str {
        match self {
            What::Diversity(_) => "diversity",
            What::Coverage(_) => "coverage",
            What::Templates(_) => "templates",
            What::Reviewers(_) => "reviewers",
        }
    }
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    if let Some(what) = args.what {
        if !args.by.is_empty() || args.filters.is_given() {
            let word = what.word();
            return Err(Failure::bad_input(format!("a filter stands before {word}, where it would not count"))
                .hint(format!("Name filters after it, as in: dialoom stats {word} --batch @last")));
        }
        return match what {
            What::Diversity(of) => diversity::run(app, of).await,
            What::Coverage(of) => coverage::run(app, of).await,
            What::Templates(of) => templates::run(app, of).await,
            What::Reviewers(of) => reviewers::run(app, of).await,
        };
    }
    let now = Utc::now();
    args.filters.filter(now)?;
    check(&args.by)?;
    let store = app.store().await?;
    let filter = args.filters.checked(app, now).await?;
    let with_calls = tells_calls_apart(&filter);
    let report = Report::gather(store, Scope { filter: &filter, by: &args.by, with_calls }).await?;
    if app.ui.wants_json() {
        app.ui.json(&report)?;
        return Ok(Exit::Done);
    }
    if report.totals.totals.conversations == 0 && (report.calls.calls == 0 || !with_calls) {
        return nothing(app, &filter, "dialoom stats").await;
    }
    dashboard::print(&app.ui, &report, with_calls)?;
    if !with_calls {
        app.ui.note(
            "calls are left out: only --since, --until, --batch, --template, --provider and --created-by apply to them",
        );
    }
    if let Some(breakdown) = report.breakdown {
        app.ui.out("")?;
        dashboard::rows(breakdown, &report.by).print(&app.ui)?;
    }
    if let Some(cells) = &report.grid {
        app.ui.out("")?;
        grid::table(cells).print(&app.ui)?;
        app.ui.note(grid::LEGEND);
    }
    Ok(Exit::Done)
}

/// A grid has two different sides.
fn check(by: &[Breakdown]) -> Result<(), Failure> {
    match by {
        [] | [_] => Ok(()),
        [one, other] if one != other => Ok(()),
        [one, _] => Err(Failure::bad_input(format!("--by names {one} twice"))
            .hint(format!("Give it once, as in: dialoom stats --by {one}"))),
        more => Err(Failure::bad_input(format!("--by takes one or two of these, not {}", more.len()))
            .hint("Give two of them, as in: dialoom stats --by persona,emotion")),
    }
}

/// Says that no conversation matches, or that there is none. `all`: the command that leaves out no conversation.
async fn nothing(app: &App, filter: &Filter, all: &str) -> Result<Exit, Failure> {
    let store = app.store().await?;
    if filter.is_empty() || store.count_up_to(&Filter::default(), 1).await? == 0 {
        no_conversations(store).await?.iter().for_each(|line| app.ui.note(line));
    } else {
        app.ui.note("no conversation matches");
        app.ui.note(&format!("leave out a filter, or see all: {all}"));
    }
    Ok(Exit::Done)
}

/// Whether a filter means the same for calls as for conversations: a failed call has no persona and no score.
pub(super) fn tells_calls_apart(filter: &Filter) -> bool {
    let Filter { batch, template, provider, since, until, created_by, without_simulated, .. } = filter.clone();
    let of_calls =
        Filter { batch, template, provider, since, until, created_by, without_simulated, ..Filter::default() };
    of_calls == *filter
}
