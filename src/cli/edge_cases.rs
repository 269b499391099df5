//! `dialoom edge-cases …`: what scenarios have too, and the coverage.

use serde_json::json;

use crate::app::App;
use crate::domain::edge_case::EdgeCaseText;
use crate::domain::effect::Effect;
use crate::error::{Exit, Failure};
use crate::store::EdgeCaseCoverage;
use crate::ui::{Cell, Table, Tone, count};

use crate::cli::entries;
use crate::cli::shell::operand;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    #[command(flatten)]
    Entries(entries::Command),
    /// Show which were tried, passed and approved
    Coverage,
}

impl Command {
    /// What the command may do.
    pub fn effect(&self) -> Effect {
        match self {
            Command::Entries(command) => command.effect(),
            Command::Coverage => Effect::Reads,
        }
    }
}

pub async fn run(app: &App, command: Command) -> Result<Exit, Failure> {
    match command {
        Command::Entries(command) => entries::run::<EdgeCaseText>(app, command).await,
        Command::Coverage => coverage(app).await,
    }
}

async fn coverage(app: &App) -> Result<Exit, Failure> {
    let all = app.store().await?.edge_case_coverage().await?;
    if app.ui.wants_json() {
        app.ui.json(&json!({ "edge_cases": all }))?;
        return Ok(Exit::Done);
    }
    if all.is_empty() {
        app.ui.note("none yet; add one with: dialoom edge-cases add FILE");
        return Ok(Exit::Done);
    }
    let headings = ["NAME", "RISK", "PRIORITY", "TRIED", "PASSED", "APPROVED", "LAST", "LACKS"];
    let mut table = Table::new(&headings, &[0]).right(&[2, 3, 4, 5]);
    for it in &all {
        let last = it.last_tested_at.map_or_else(|| "-".to_owned(), |at| at.format("%Y-%m-%d").to_string());
        let numbers = [it.tried, it.passed, it.approved].map(|number| number.to_string());
        let cells = [it.name.clone(), it.risk.to_string(), it.priority.to_string()].into_iter().chain(numbers);
        table.row(cells.chain([last]).map(Cell::from).chain([lacks(it)]));
    }
    table.print(&app.ui)?;
    let of = |is: fn(&EdgeCaseCoverage) -> bool| all.iter().filter(|it| is(it)).count();
    app.ui.note(&format!(
        "{}: {} tried, {} passed, {} approved",
        count(all.len() as u64, "edge case"),
        of(|it| it.tried > 0),
        of(|it| it.passed > 0),
        of(|it| it.approved > 0)
    ));
    if let Some(untried) = all.iter().find(|it| it.tried == 0) {
        app.ui.note(&format!("next: dialoom generate --edge-case {}", operand(&untried.name)));
        let unmade = untried.related_scenarios.iter().find(|scenario| scenario.made == Some(0));
        if let Some(scenario) = unmade {
            app.ui.note(&format!("its scenario: dialoom generate --scenario {}", operand(&scenario.name)));
        }
    }
    Ok(Exit::Done)
}

/// What an edge case lacks, as a sign with its word.
fn lacks(it: &EdgeCaseCoverage) -> Cell {
    match it {
        EdgeCaseCoverage { tried: 0, .. } => Cell::toned("– never tried", Tone::Bad),
        EdgeCaseCoverage { passed: 0, .. } => Cell::toned("! none passed", Tone::Bad),
        EdgeCaseCoverage { approved: 0, .. } => Cell::toned("< none approved", Tone::Warning),
        _ => Cell::default(),
    }
}
