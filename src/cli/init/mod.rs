//! `dialoom init`.

mod gitignore;
mod project;

use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use serde_json::json;

use crate::app::App;
use crate::cli::library;
use crate::domain::effect::Effect;
use crate::error::{Exit, Failure};
use crate::library::{Example, LibraryFiles, examples};
use crate::settings::{FILE_NAME, Source};
use crate::store::{Store, Upgrades};

use project::{NewFile, undo, write_all};

const NEXT: &str = "dialoom batch run plan.toml";
const NEXT_OF_EXAMPLE: &str = "dialoom batch run --tiers --provider simulator";
const FILES: [(&str, &str); 2] = [(FILE_NAME, include_str!("dialoom.toml")), ("plan.toml", include_str!("plan.toml"))];
/// The folder for the files of an example.
const LIBRARY: &str = "library";
/// The database that the `dialoom.toml` it writes names.
const DATABASE: &str = "dialoom.db";

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Begin with a whole library: its files in the folder library, and all of it in the database
    #[arg(long, value_name = "NAME",
        value_parser = PossibleValuesParser::new(examples().iter().map(|example| example.name)))]
    example: Option<String>,
}

/// Writes the files into the current folder, or none where one of them exists; and completes its `.gitignore`.
pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let example = args.example.and_then(|name| examples().iter().find(|example| example.name == name));
    if let Some(example) = example {
        return with_library(app, example).await;
    }
    let files: Vec<NewFile> = FILES.iter().map(|(name, text)| (PathBuf::from(name), *text)).collect();
    let names: Vec<String> = write_all(Path::new("."), &FILES.map(|(name, _)| name), &files)?
        .iter()
        .map(|it| it.display().to_string())
        .collect();
    if app.ui.wants_json() {
        app.ui.json(&json!({"written": names, "next": app.ui.hint(NEXT)}))?;
    } else {
        app.ui.note(&format!("wrote {}; next:", names.join(", ")));
        app.ui.out(&app.ui.hint(NEXT))?;
    }
    Ok(Exit::Done)
}

/// Writes the settings and the files of an example, and stores its library: all of it or nothing.
async fn with_library(app: &App, example: &Example) -> Result<Exit, Failure> {
    let here = Path::new(".");
    let library = example.files.iter().map(|(path, text)| (Path::new(LIBRARY).join(path), *text));
    let files: Vec<NewFile> = [(PathBuf::from(FILE_NAME), FILES[0].1)].into_iter().chain(library).collect();
    let written = write_all(here, &[FILE_NAME, LIBRARY], &files)?;
    let stored = async {
        let store = Store::open_upgrading(database(app), Effect::Creates, &Upgrades::default()).await?;
        let imported = LibraryFiles::of(example.files).import(&store, &app.settings.user).await?;
        store.close().await;
        Ok::<_, Failure>(imported)
    };
    let imported = stored.await.inspect_err(|_| undo(here, &written))?;
    if app.ui.wants_json() {
        let names: Vec<String> = written.iter().map(|it| it.display().to_string()).collect();
        let next = app.ui.hint(NEXT_OF_EXAMPLE);
        let document = json!({"written": names, "library": library::as_json(&imported), "next": next});
        app.ui.json(&document)?;
        return Ok(Exit::Done);
    }
    app.ui.note(&format!("wrote {FILE_NAME} and {} in {LIBRARY}/, and stored them", files_of(example)));
    app.ui.note("change a file, then store it with: dialoom library import library");
    app.ui.note("see the data set with: dialoom batch plan --tiers");
    app.ui.note("a real model instead of the simulator: leave --provider out, and try --dry-run first; next:");
    app.ui.out(&app.ui.hint(NEXT_OF_EXAMPLE))?;
    Ok(Exit::Done)
}

fn files_of(example: &Example) -> String {
    crate::ui::count(example.files.len() as u64, "file")
}

/// The database that later commands in this folder use: what flag or environment name, else the one of the settings that
/// were just written.
fn database(app: &App) -> &str {
    let named = app.settings.entries.iter().find(|entry| entry.key == "db").map(|entry| &entry.source);
    match named {
        Some(Source::Flag(_) | Source::Environment(_)) => &app.settings.db,
        _ => DATABASE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Flags, Settings, Surroundings};

    #[test]
    fn the_configuration_is_good_as_written_and_with_every_line_set() {
        let lines = FILES[0].1.lines();
        let set = lines.map(|line| match line.strip_prefix("# ") {
            Some(setting) if setting.contains(" = ") || setting.starts_with('[') => setting,
            _ => line,
        });
        // Key files must be there to be good; they are tested where they are read.
        let set: Vec<&str> = set.filter(|line| !line.starts_with("key_file")).collect();
        for text in [FILES[0].1.to_owned(), set.join("\n")] {
            let folder = tempfile::tempdir().expect("a folder");
            std::fs::write(folder.path().join(FILES[0].0), &text).expect("written");
            let folder = folder.path().to_owned();
            let around = Surroundings { env: &|_| None, folder, user_config_folder: None, login: None };
            let (settings, _) = Settings::load(&Flags::default(), &around).expect("good settings");
            assert_eq!(settings.prices.len(), usize::from(text != FILES[0].1));
        }
    }

    #[test]
    fn the_settings_name_the_database_of_an_example() {
        assert!(FILES[0].1.lines().any(|line| line == format!("db = \"{DATABASE}\"")));
    }

    #[test]
    fn the_plan_is_good_as_written_and_needs_no_key() {
        let plan = crate::engine::Plan::parse(Path::new("plan.toml"), FILES[1].1).expect("a good plan");
        assert_eq!(plan.item_count(), 9);
        assert_eq!(plan.generation.provider, Some(crate::domain::conversation::ProviderName::Simulator));
        let settled = plan.limits.settle().expect("in range");
        assert_eq!(settled.max_cost, crate::domain::money::Usd::from_dollars(5.0));
    }
}
