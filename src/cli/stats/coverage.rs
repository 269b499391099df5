//! `dialoom stats coverage`.

use std::path::PathBuf;

use chrono::Utc;

use crate::app::App;
use crate::engine::{Configuration, Plan, find_templates};
use crate::error::{Exit, Failure};
use crate::report::coverage::{Cell, Coverage, of_plan, of_what_is_there};
use crate::ui::{self, Table, Tone, count};

use crate::cli::args::{ByPart, FilterArgs};
use crate::cli::shell;
use crate::cli::stats::nothing;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
With a plan: what it asks for in each cell (template, persona, emotion and topic), what was made and approved, and what is \
missing. Rejected and failed conversations count as missing. Without a plan: every persona with every emotion that occurs.

Examples:
  dialoom stats coverage plan.toml
  dialoom stats coverage plan.toml --batch @last --all --json")]
pub(super) struct Args {
    /// The plan to compare with
    #[arg(value_name = "PLAN")]
    plan: Option<PathBuf>,
    /// Show complete cells as well
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    filters: FilterArgs<ByPart>,
}

pub(super) async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let now = Utc::now();
    args.filters.filter(now)?;
    let plan = args.plan.as_deref().map(Plan::load).transpose()?;
    let store = app.store().await?;
    let filter = args.filters.checked(app, now).await?;
    let made = store.made_cells(&filter).await?;
    let coverage = match plan {
        Some(mut plan) => {
            let begun = Configuration::begun(store, &plan.name).await?;
            find_templates(store, &mut plan, begun.as_ref()).await?;
            let asked = plan.asked();
            of_plan(asked.items().map(|(request, _)| request), made).0
        }
        None => of_what_is_there(&made),
    };
    if app.ui.wants_json() {
        app.ui.json(&coverage)?;
        return Ok(Exit::Done);
    }
    if coverage.cells.is_empty() {
        return nothing(app, &filter, "dialoom stats coverage").await;
    }
    let shown: Vec<&Cell> = coverage.cells.iter().filter(|cell| args.all || sign(cell).is_some()).collect();
    if !shown.is_empty() {
        table(&shown).print(&app.ui)?;
    }
    app.ui.note(&sum(&coverage));
    if coverage.outside > 0 {
        app.ui.note(&format!("{} in cells that the plan does not ask for", count(coverage.outside, "conversation")));
    }
    let complete = coverage.cells.len() - shown.len();
    if complete > 0 {
        let are = if complete == 1 { "is" } else { "are" };
        let all = shell::again_with(&["--all"]);
        app.ui.note(&format!("{} {are} complete; see all with: {all}", count(complete as u64, "cell")));
    }
    if let (Some(path), true) = (&args.plan, coverage.missing > 0) {
        let path = shell::operand(&path.display().to_string());
        app.ui.note(&format!("a plan for what is missing: dialoom plan fill {path} -o fill.toml"));
    }
    Ok(Exit::Done)
}

/// "96 cells: 12 empty, 3 without an approved conversation; 24 asked, 20 made, 9 approved, 4 missing".
fn sum(coverage: &Coverage) -> String {
    let asked = coverage.asked.map_or_else(String::new, |asked| format!("{asked} asked, "));
    let missing = coverage.asked.map_or_else(String::new, |_| format!(", {} missing", coverage.missing));
    format!(
        "{}: {} empty, {} without an approved conversation; {asked}{} made, {} approved{missing}",
        count(coverage.cells.len() as u64, "cell"),
        coverage.empty_cells,
        coverage.unapproved_cells,
        coverage.made,
        coverage.approved
    )
}

/// What a cell lacks, as a sign with its word; `None` where it lacks nothing.
fn sign(cell: &Cell) -> Option<ui::Cell> {
    match cell {
        Cell { made: 0, .. } => Some(ui::Cell::toned("– empty", Tone::Bad)),
        Cell { missing: 1.., .. } => Some(ui::Cell::toned("< short", Tone::Warning)),
        Cell { approved: 0, .. } => Some(ui::Cell::toned("! none approved", Tone::Warning)),
        _ => None,
    }
}

fn table(cells: &[&Cell]) -> Table {
    let headings =
        ["TEMPLATE", "PERSONA", "EMOTION", "TOPIC", "SITUATION", "ASKED", "MADE", "APPROVED", "MISSING", "LACKS"];
    let mut table = Table::new(&headings, &[0, 1, 2, 3, 4]).right(&[5, 6, 7, 8]).lean();
    for cell in cells {
        let or_none = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
        let texts = [
            or_none(&cell.template),
            cell.subject.persona.clone(),
            cell.subject.emotion.clone(),
            or_none(&cell.subject.topic),
            or_none(&cell.situation),
            cell.asked.map_or_else(|| "-".to_owned(), |asked| asked.to_string()),
            cell.made.to_string(),
            cell.approved.to_string(),
            cell.asked.map_or_else(|| "-".to_owned(), |_| cell.missing.to_string()),
        ];
        table.row(texts.map(ui::Cell::from).into_iter().chain([sign(cell).unwrap_or_default()]));
    }
    table
}
