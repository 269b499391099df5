//! `dialoom plan`.

use std::path::PathBuf;

use chrono::Utc;
use serde_json::json;

use crate::app::App;
use crate::engine::{Configuration, Plan, find_templates};
use crate::error::{Exit, Failure};
use crate::report::coverage::of_plan;
use crate::store::{Store, StoreError};
use crate::ui::count;

use crate::cli::args::{ByWhole, FilterArgs};
use crate::cli::plan_file::{check_output, write};
use crate::cli::shell;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Print a plan for what another plan still lacks
    Fill(FillArgs),
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Asks for what the plan asks for and nobody made yet, whatever batch it is in; rejected and failed conversations are asked \
for again. All that says how to make them is as in the plan. See the cells with: dialoom stats coverage PLAN

Examples:
  dialoom plan fill plan.toml
  dialoom plan fill plan.toml -o fill.toml && dialoom batch run fill.toml")]
pub struct FillArgs {
    /// The plan to fill up
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    /// Write the new plan into this file, which must not exist yet [default: stdout]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    filters: FilterArgs<ByWhole>,
}

pub async fn run(app: &App, command: Command) -> Result<Exit, Failure> {
    let Command::Fill(args) = command;
    let now = Utc::now();
    args.filters.filter(now)?;
    if let Some(path) = &args.output {
        check_output(path)?;
    }
    let mut plan = Plan::load(&args.plan)?;
    let content =
        std::fs::read_to_string(&args.plan).map_err(|error| Failure::new("cannot read the plan").because(error))?;
    let store = app.store().await?;
    let filter = args.filters.checked(app, now).await?;
    let begun = Configuration::begun(store, &plan.name).await?;
    find_templates(store, &mut plan, begun.as_ref()).await?;
    let asked = plan.asked();
    let (coverage, missing) = of_plan(asked.items().map(|(request, _)| request), store.made_cells(&filter).await?);
    if missing.is_empty() {
        if app.ui.wants_json() {
            app.ui.json(&json!({ "missing": 0, "cells": 0, "plan": null, "written": null }))?;
        } else {
            app.ui.note(&format!(
                "nothing is missing: {} made for {} asked",
                coverage.made,
                coverage.asked.unwrap_or(0)
            ));
        }
        return Ok(Exit::Done);
    }
    let (name, round) = free_name(store, &plan.name).await?;
    let text = plan.fill(&content, &name, plan.seed.wrapping_add(round), &missing)?;
    let cells = coverage.cells.iter().filter(|cell| cell.missing > 0).count() as u64;
    if let Some(path) = &args.output {
        write(path, &text)?;
    }
    if app.ui.wants_json() {
        app.ui.json(&json!({ "missing": missing.len(), "cells": cells, "plan": text, "written": args.output }))?;
        return Ok(Exit::Done);
    }
    match &args.output {
        None => app.ui.out(text.trim_end())?,
        Some(path) => {
            app.ui.note(&format!("wrote {} in {}; next:", count(missing.len() as u64, "item"), count(cells, "cell")));
            app.ui.out(&format!("dialoom batch run {}", shell::operand(&path.display().to_string())))?;
        }
    }
    Ok(Exit::Done)
}

/// A name of a batch that does not exist: the same name again would change that batch.
async fn free_name(store: &Store, plan: &str) -> Result<(String, u64), Failure> {
    for round in 1.. {
        let name = format!("{plan}-fill-{round}");
        match store.batch(&name).await {
            Err(StoreError::NotFound { .. }) => return Ok((name, round)),
            Ok(_) | Err(StoreError::Ambiguous { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Failure::new("every name is taken"))
}
