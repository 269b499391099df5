//! The command that makes conversations in this project: with the plan that is there, else the way to one.

use std::path::{Path, PathBuf};

use crate::app::App;
use crate::domain::conversation::ProviderName;
use crate::domain::tiers::TierCounts;
use crate::engine::Plan;
use crate::library::own_tiers;
use crate::settings;
use crate::store::{Store, StoreError};

use crate::cli::shell;

/// One conversation of the simulator; it works in any folder, without a key.
pub(crate) const TRIAL: &str = "dialoom generate --provider simulator --template 'Investment Discovery' \
                                --persona 'New Graduate' --emotion curious --topic 'index funds'";

/// The first command of all: the plan that is there, else one to write, else the library that is stored, else a trial.
pub(crate) async fn first(app: &App, store: &Store) -> Result<String, StoreError> {
    if let Some(plan) = plan_here(app) {
        return Ok(run(app, &plan, &[]));
    }
    if root(app).is_none() && !Path::new(settings::FILE_NAME).exists() {
        return Ok("dialoom init".into());
    }
    let simulator = if app.settings.provider_name(None).is_none() { " --provider simulator" } else { "" };
    Ok(match own_tiers(store).await? {
        None => TRIAL.replacen(" --provider simulator", simulator, 1),
        Some(counts) if counts == TierCounts::default() => format!("dialoom batch run --tiers{simulator}"),
        Some(counts) => format!("dialoom batch run --tiers {counts}{simulator}"),
    })
}

/// The folder of the project.
fn root(app: &App) -> Option<&Path> {
    app.settings.config_file.as_deref().filter(|_| app.settings.is_of_project).and_then(Path::parent)
}

/// The plan in this folder, else the one of the project.
fn plan_here(app: &App) -> Option<PathBuf> {
    let folders = [Some(Path::new("")), root(app)].into_iter().flatten();
    folders.map(|folder| folder.join("plan.toml")).find(|plan| plan.is_file())
}

fn run(app: &App, plan: &Path, flags: &[String]) -> String {
    let simulator = (!has_provider(app, plan)).then(|| "--provider simulator".to_owned());
    with_flags(plan, &flags.iter().cloned().chain(simulator).collect::<Vec<_>>())
}

fn with_flags(plan: &Path, flags: &[String]) -> String {
    shell::command("batch run", &plan.display().to_string(), &flags.join(" ")).trim_end().to_owned()
}

/// Whether the plan or a setting names who answers. A plan that cannot be read says so when it is run.
fn has_provider(app: &App, plan: &Path) -> bool {
    app.settings.provider_name(None).is_some() || Plan::load(plan).is_ok_and(|plan| plan.generation.provider.is_some())
}

/// How more conversations are made than there are.
pub(crate) struct More {
    /// With whatever provider is set.
    pub(crate) command: String,
    /// With a model, never with the simulator.
    pub(crate) by_a_model: String,
}

impl More {
    /// `plan`: the one that was named, if any.
    pub(crate) async fn find(app: &App, store: &Store, plan: Option<&Path>) -> Result<More, StoreError> {
        let Some(plan) = plan.map(Path::to_owned).or_else(|| plan_here(app)) else {
            let by_a_model = of_model(app).map(|name| TRIAL.replace("simulator", name));
            return Ok(More { command: first(app, store).await?, by_a_model: by_a_model.unwrap_or_else(no_model) });
        };
        let name: Vec<String> =
            free_name(store, &plan).await?.map(|name| shell::flag("--name", &name)).into_iter().collect();
        let asked = |provider: &str| with_flags(&plan, &[&name[..], &[format!("--provider {provider}")]].concat());
        Ok(More { command: run(app, &plan, &name), by_a_model: of_model(app).map_or_else(no_model, asked) })
    }
}

/// It says which variable sets a provider.
fn no_model() -> String {
    "dialoom doctor".to_owned()
}

fn of_model(app: &App) -> Option<&'static str> {
    app.settings.provider_name(None).filter(|name| *name != ProviderName::Simulator).map(|name| name.as_str())
}

/// A name for another batch of a plan whose own has nothing left to do.
async fn free_name(store: &Store, plan: &Path) -> Result<Option<String>, StoreError> {
    let Ok(Plan { name, .. }) = Plan::load(plan) else { return Ok(None) };
    if store.batch_named(&name).await?.is_none_or(|batch| batch.counts.open() > 0) {
        return Ok(None);
    }
    let mut number = 2;
    loop {
        let free = format!("{name}-{number}");
        if store.batch_named(&free).await?.is_none() {
            return Ok(Some(free));
        }
        number += 1;
    }
}
