//! `dialoom library …`: templates, scenarios, edge cases and vocabularies together.

use std::path::PathBuf;

use serde_json::json;

use crate::app::App;
use crate::domain::effect::Effect;
use crate::domain::quoted::listed;
use crate::error::{Exit, Failure};
use crate::library::{FOLDERS, ImportError, Imported, LibraryFiles, States};
use crate::store::Added;
use crate::ui::Ui;

use crate::cli::interrupt;
use crate::cli::shell::{again, operand};

const EXAMPLES: &str = "\
Examples:
  dialoom library import library       the folder that `dialoom init --example veterinary` writes
  dialoom batch plan --tiers           then see what a data set of it would hold";

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Store all templates, scenarios, edge cases and vocabularies of a folder, or none
    #[command(after_help = EXAMPLES)]
    Import {
        /// The folder, with one or more of: templates, scenarios, edge-cases, vocabulary
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

impl Command {
    /// What the command may do.
    pub fn effect(&self) -> Effect {
        Effect::Creates
    }
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Failure {
        match error {
            ImportError::Store(error) => error.into(),
            ImportError::Empty(_) => Failure::bad_input(error.to_string())
                .hint("Give the folder above them; `dialoom init --example veterinary` writes one to start from."),
            ImportError::Misnamed { .. } => {
                Failure::bad_input(error.to_string()).hint("Rename it, or move it elsewhere; nothing was stored.")
            }
            error => Failure::bad_input(error.to_string()).hint("Correct the file; nothing was stored."),
        }
    }
}

pub async fn run(app: &App, command: Command) -> Result<Exit, Failure> {
    let Command::Import { folder } = command;
    let files = LibraryFiles::read(&folder)?;
    let (halt, store) = (interrupt::listen(), app.store().await?);
    let importing = async { Ok(files.import(store, &app.settings.user).await?) };
    let imported = interrupt::unless_asked_to_stop(&halt, importing).await.map_err(|failure| match failure.exit {
        Exit::Interrupted => {
            failure.hint(format!("All of it is stored, or nothing. Import it again with: {}", again()))
        }
        _ => failure,
    })?;
    if app.ui.wants_json() {
        app.ui.json(&json!({ "library": as_json(&imported) }))?;
        return Ok(Exit::Done);
    }
    say(&app.ui, &imported)?;
    app.ui.note("next: dialoom batch plan --tiers");
    Ok(Exit::Done)
}

/// One line for each folder: "templates: 13 new, 0 new versions, 0 unchanged".
pub(super) fn say(ui: &Ui, imported: &Imported) -> Result<(), Failure> {
    for (folder, all) in FOLDERS.iter().zip(&imported.folders) {
        if !all.is_empty() {
            let [new, versions, same] = counts(all);
            ui.out(&format!("{folder}: {new} new, {versions} in a new version, {same} unchanged"))?;
        }
    }
    for (folder, states) in FOLDERS.iter().zip(&imported.states) {
        say_states(ui, folder, states);
    }
    missing_scenarios(ui, &imported.missing_scenarios);
    Ok(())
}

/// Says what stays as it is, though its file says otherwise, and how to change that. `command` is that of the kind.
pub(super) fn say_states(ui: &Ui, command: &str, states: &States) {
    let told = |names: &[String], state: &str, change: &str| match names {
        [] => {}
        [name] => ui.note(&format!("\"{name}\" is {state} and stays so; {change} {}", operand(name))),
        names => {
            let (number, names) = (names.len(), listed(names));
            ui.note(&format!("{number} {command} are {state} and stay so: {names}; {change} NAME"));
        }
    };
    told(&states.off, "switched off", &format!("on again with: dialoom {command} restore"));
    told(&states.on, "in use", &format!("off with: dialoom {command} remove"));
}

/// Warns of scenarios that edge cases name and that come later, or never.
pub(super) fn missing_scenarios(ui: &Ui, names: &[String]) {
    for name in names {
        ui.advise(&format!("the related scenario \"{name}\" is not stored (yet)"));
    }
}

pub(super) fn as_json(imported: &Imported) -> serde_json::Value {
    let mut folders = serde_json::Map::new();
    for ((folder, all), states) in FOLDERS.iter().zip(&imported.folders).zip(&imported.states) {
        let [new, new_version, unchanged] = counts(all);
        let document = json!({
            "new": new, "new_version": new_version, "unchanged": unchanged,
            "stay_off": states.off, "stay_on": states.on,
        });
        folders.insert(folder.replace('-', "_"), document);
    }
    folders.into()
}

fn counts(all: &[(String, Added)]) -> [usize; 3] {
    [Added::New, Added::NewVersion, Added::Unchanged]
        .map(|wanted| all.iter().filter(|(_, added)| *added == wanted).count())
}
