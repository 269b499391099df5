//! `dialoom batch plan`.

use std::path::PathBuf;

use serde_json::json;

use crate::app::App;
use crate::cli::plan_file::{check_output, write};
use crate::cli::shell::operand;
use crate::domain::axis::Axis;
use crate::domain::conversation::Tier;
use crate::error::{Exit, Failure};
use crate::library::TieredRow;
use crate::ui::{Table, count};

use crate::cli::batch::tiers::{NAME, TierArgs, new_name, planned};

const EXAMPLES: &str = "\
Examples:
  dialoom batch plan --tiers                     40 of templates, 35 of scenarios, 15 of edge cases
  dialoom batch plan --tiers scenario=10 -o ten.toml && dialoom batch run ten.toml

Takes active templates, scenarios and edge cases, and personas, emotions and topics from the vocabularies. Built-in
templates count only where there are no others. What is approved already comes last. `batch run --tiers` makes the same.";

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    tiers: TierArgs,
    /// The name of the batch; another name draws otherwise [default: tiers, or tiers-2 …]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Write it as a plan into this file, which must not exist yet
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let name = new_name(app, args.name.as_deref()).await?;
    if let Some(path) = &args.output {
        check_output(path)?;
    }
    let (plan, tiers) = planned(app, &name, args.tiers.typed()).await?;
    if let Some(path) = &args.output {
        write(path, &plan.plan)?;
    }
    if app.ui.wants_json() {
        app.ui.json(&json!({ "name": name, "counts": tiers.counts, "tiers": plan, "written": args.output }))?;
        return Ok(Exit::Done);
    }
    if args.output.is_none() {
        table(&plan.rows).print(&app.ui)?;
    }
    app.ui.note(&spread(&plan.rows));
    match &args.output {
        None => app.ui.note(&format!(
            "make it with: dialoom batch run --tiers{}",
            flags(&args, &name, &tiers.counts.to_string())
        )),
        Some(path) => {
            app.ui.note(&format!("wrote {}; next:", count(plan.rows.len() as u64, "item")));
            app.ui.out(&format!("dialoom batch run {}", operand(&path.display().to_string())))?;
        }
    }
    Ok(Exit::Done)
}

fn table(rows: &[TieredRow]) -> Table {
    let mut table = Table::new(&["TIER", "FROM", "PERSONA", "EMOTION", "TOPIC"], &[1, 2, 4]);
    for row in rows {
        let topic = if row.subject.topic.is_empty() { "-" } else { &row.subject.topic };
        let cells = [row.tier.as_str(), &row.source, &row.subject.persona, &row.subject.emotion, topic];
        table.row(cells.map(str::to_owned));
    }
    table
}

/// "90 conversations: 40 template, 35 scenario, 15 edge_case; 78 personas, 24 emotions, 61 topics".
fn spread(rows: &[TieredRow]) -> String {
    let different = |axis: Axis| {
        let values: std::collections::BTreeSet<&String> = rows.iter().map(|row| row.subject.on(axis)).collect();
        count(values.len() as u64, axis.as_str())
    };
    let of_tier = |tier: &Tier| (*tier, rows.iter().filter(|row| row.tier == *tier).count());
    let tiers = Tier::ALL.iter().map(of_tier).filter(|(_, many)| *many > 0);
    let tiers: Vec<String> = tiers.map(|(tier, many)| format!("{many} {tier}")).collect();
    let axes: Vec<String> = Axis::ALL.iter().map(|axis| different(*axis)).collect();
    format!("{}: {}; {}", count(rows.len() as u64, "conversation"), tiers.join(", "), axes.join(", "))
}

/// The flags of the same data set for `batch run`.
fn flags(args: &Args, name: &str, counts: &str) -> String {
    let counts = args.tiers.typed().map(|_| format!(" {counts}")).unwrap_or_default();
    let name = if name == NAME { String::new() } else { format!(" {}", crate::cli::shell::flag("--name", name)) };
    format!("{counts}{name}")
}
