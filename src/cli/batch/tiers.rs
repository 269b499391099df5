//! What a batch is made from: a plan file, or `--tiers`.

use std::path::PathBuf;

use crate::app::App;
use crate::cli::shell::{again_without, command, flag, operand};
use crate::domain::tiers::TierCounts;
use crate::engine::{Configuration, Plan, TiersOfPlan};
use crate::error::Failure;
use crate::library::{TieredPlan, TiersError, plan_tiers};
use crate::ui::count;

/// The batch of `--tiers` without `--name`.
pub(super) const NAME: &str = "tiers";

/// The plan of `batch run`.
#[derive(Debug, clap::Args)]
pub struct What {
    /// What to make: a TOML, JSON, JSONL or CSV file
    #[arg(value_name = "PLAN", required_unless_present = "tiers", conflicts_with = "tiers")]
    plan: Option<PathBuf>,
    #[command(flatten)]
    tiers: TierArgs,
}

/// `--tiers`.
#[derive(Debug, clap::Args)]
pub struct TierArgs {
    /// Make a data set from what is active, evenly spread [default: template=40,scenario=35,edge_case=15]
    #[arg(long, value_name = "COUNTS", num_args = 0..=1, value_parser = str::parse::<TierCounts>)]
    tiers: Option<Option<TierCounts>>,
}

impl TierArgs {
    /// The numbers as typed, where some were.
    pub(super) fn typed(&self) -> Option<TierCounts> {
        self.tiers.flatten()
    }
}

impl From<TiersError> for Failure {
    fn from(error: TiersError) -> Failure {
        match error {
            TiersError::Store(error) => error.into(),
            TiersError::Nothing { ref left_out, rest, .. } => {
                let failure = Failure::bad_input(error.to_string()).because_of_each(left_out).hint(
                    "Add some with: dialoom library import DIR (`dialoom init --example veterinary` writes a DIR).",
                );
                match rest {
                    Some(rest) => failure.hint(format!("Or leave the tier out: --tiers {rest}")),
                    None => failure,
                }
            }
        }
    }
}

impl What {
    /// The plan to run; `name` is that of the command line.
    pub(super) async fn plan(&self, app: &App, name: Option<&str>) -> Result<Plan, Failure> {
        match &self.plan {
            Some(path) => Ok(Plan::load(path)?),
            None => of_tiers(app, name, self.tiers.typed()).await,
        }
    }
}

/// The plan that the batch of this name began with; for a new batch, one of what is active now.
async fn of_tiers(app: &App, name: Option<&str>, typed: Option<TierCounts>) -> Result<Plan, Failure> {
    let name = batch_name(name)?;
    let begun = Configuration::begun(app.store().await?, &name).await?;
    match (begun.map(|begun| begun.tiers), typed) {
        (Some(Some(tiers)), Some(typed)) if tiers.counts != typed => {
            Err(Failure::bad_input(format!("the batch \"{name}\" was made with --tiers {}", tiers.counts))
                .hint(format!("Resume it with: dialoom batch resume {}", operand(&name)))
                .hint(format!(
                    "Or make another batch: {}",
                    again_without("--name", &["--name", &free(app, &name).await?])
                )))
        }
        (Some(Some(tiers)), _) => Ok(tiers.plan()?),
        (Some(None), _) => Err(Failure::bad_input(format!("the batch \"{name}\" was made from a plan file"))
            .hint("Make another batch: give it another --name.")),
        (None, typed) => Ok(planned(app, &name, typed).await?.1.plan()?),
    }
}

/// The command that makes the plan of a batch again under a name.
pub(crate) fn run_again(configuration: &Configuration, name: &str, flags: &str) -> String {
    let flags = format!("{} {flags}", flag("--name", name));
    let line = match &configuration.tiers {
        None => command("batch run", &configuration.plan, &flags),
        Some(tiers) if tiers.counts == TierCounts::default() => format!("dialoom batch run --tiers {flags}"),
        Some(tiers) => format!("dialoom batch run --tiers {} {flags}", tiers.counts),
    };
    line.trim_end().to_owned()
}

/// A data set of what is active now.
pub(super) async fn planned(
    app: &App,
    name: &str,
    typed: Option<TierCounts>,
) -> Result<(TieredPlan, TiersOfPlan), Failure> {
    let counts = typed.unwrap_or_default();
    let planned = plan_tiers(app.store().await?, name, counts).await?;
    for left_out in planned.left_out.iter().chain(&planned.unused) {
        app.ui.note(&format!("left out {left_out}"));
    }
    if planned.repeated > 0 {
        app.ui.note(&format!(
            "{} repeat source, persona, emotion and topic of another: add sources or values, or ask for fewer",
            count(planned.repeated, "conversation")
        ));
    }
    let tiers = TiersOfPlan { counts, text: planned.plan.clone() };
    Ok((planned, tiers))
}

/// The name of a batch to plan: as given where no batch has it, else the first free one with a number.
pub(super) async fn new_name(app: &App, given: Option<&str>) -> Result<String, Failure> {
    let (store, name) = (app.store().await?, batch_name(given)?);
    if given.is_some() && store.batch_named(&name).await?.is_some() {
        return Err(Failure::bad_input(format!("there is a batch \"{name}\" already"))
            .hint(format!("Go on with it: dialoom batch resume {}", operand(&name)))
            .hint("Or plan another: give it another --name."));
    }
    free(app, &name).await
}

/// The name, or the first with a number that no batch has.
async fn free(app: &App, name: &str) -> Result<String, Failure> {
    let store = app.store().await?;
    let (mut free, mut number) = (name.to_owned(), 1);
    while store.batch_named(&free).await?.is_some() {
        number += 1;
        free = format!("{name}-{number}");
    }
    Ok(free)
}

/// The name of the batch, checked: it decides what is drawn.
pub(super) fn batch_name(given: Option<&str>) -> Result<String, Failure> {
    let name = given.map_or(NAME, str::trim);
    Plan::check_name(name).map_err(|problem| Failure::bad_input(format!("--name is {problem}")))?;
    Ok(name.to_owned())
}
