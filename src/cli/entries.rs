//! `dialoom scenarios …`, `dialoom edge-cases …` and `dialoom vocabulary …`: the same commands for all.

mod faults;
mod find;
mod kind;
mod removing;
mod versions;

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::app::App;
use crate::domain::effect::Effect;
use crate::domain::template::pinned;
use crate::error::{Exit, Failure};
use crate::library::{self, ExportError, States};
use crate::store::{Added, NewEntry, Stored};
use crate::ui::{Draft, Table, count, has_editor};

use crate::cli::confirm::confirmed;
use crate::cli::library::{missing_scenarios, say_states};
use crate::cli::shell::operand;
use faults::{wrong_file, wrong_folder};
use find::entry;

pub(super) use find::not_found;
pub use kind::Kind;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// List them
    List {
        /// Include those not in use
        #[arg(long)]
        all: bool,
    },
    /// Print one as a file
    Show {
        /// Name, id or a unique prefix of either; NAME@2 is its version 2
        #[arg(id = "entry", value_name = "NAME")]
        name: String,
    },
    /// Check a file and store it; a known name becomes a new version
    Add {
        /// The file (TOML)
        file: PathBuf,
    },
    /// Change one in the editor, or by a file; every change is a new version
    Edit {
        /// Name, id or a unique prefix of either
        #[arg(id = "entry", value_name = "NAME")]
        name: String,
        /// The new text (TOML) [default: open $EDITOR]
        #[arg(value_name = "FILE")]
        text: Option<PathBuf>,
        /// The same as FILE
        #[arg(long, value_name = "FILE", conflicts_with = "text")]
        file: Option<PathBuf>,
    },
    /// List the versions of one
    Versions {
        /// Name, id or a unique prefix of either
        #[arg(id = "entry", value_name = "NAME")]
        name: String,
    },
    /// Show how two versions differ
    Diff {
        /// The first, as NAME@2
        #[arg(id = "entry", value_name = "NAME@VERSION")]
        first: String,
        /// The second [default: the newest; the last two of NAME alone]
        #[arg(id = "other_entry", value_name = "NAME@VERSION")]
        second: Option<String>,
    },
    /// Make an earlier version (NAME@2) the newest, or switch one on again
    Restore {
        /// NAME, or NAME@VERSION
        #[arg(id = "entry", value_name = "NAME[@VERSION]")]
        name: String,
    },
    /// Switch one off, so that nothing new is made from it
    Remove {
        /// Its whole name, or its id
        #[arg(id = "entry", value_name = "NAME")]
        name: String,
        /// Delete it with all its versions; only where nothing rests on it
        #[arg(long)]
        purge: bool,
    },
    /// Store every file of a folder, all or none
    Import {
        /// The folder; files whose names end in .toml count
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Write one file for each into a folder
    Export {
        /// The folder; made where it is missing. No file that says something else is replaced
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

impl Command {
    /// What the command may do.
    pub fn effect(&self) -> Effect {
        match self {
            Command::List { .. } | Command::Show { .. } | Command::Export { .. } => Effect::Reads,
            Command::Versions { .. } | Command::Diff { .. } => Effect::Reads,
            Command::Edit { .. } | Command::Restore { .. } | Command::Remove { .. } => Effect::Changes,
            Command::Add { .. } | Command::Import { .. } => Effect::Creates,
        }
    }
}

pub async fn run<T: Kind>(app: &App, command: Command) -> Result<Exit, Failure> {
    match command {
        Command::List { all } => list::<T>(app, all).await,
        Command::Show { name } => show::<T>(app, &name).await,
        Command::Add { file } => {
            let entry = read::<T>(&file)?;
            if !replaces(app, &entry).await? {
                return Ok(Exit::Done);
            }
            store_all(app, &[entry], &States::default()).await
        }
        Command::Edit { name, text, file } => edit::<T>(app, &name, text.or(file).as_deref()).await,
        Command::Versions { name } => versions::list::<T>(app, &name).await,
        Command::Diff { first, second } => versions::differ::<T>(app, &first, second.as_deref()).await,
        Command::Restore { name } => versions::restore::<T>(app, &name).await,
        Command::Remove { name, purge } => removing::remove::<T>(app, &name, purge).await,
        Command::Import { folder } => {
            let entries: Vec<NewEntry<T>> =
                library::import(&folder).map_err(|error| wrong_folder::<T>(&folder, error))?;
            let (entries, states) = library::in_stored_state(app.store().await?, entries).await?;
            store_all(app, &entries, &states).await
        }
        Command::Export { folder } => export::<T>(app, &folder).await,
    }
}

async fn list<T: Kind>(app: &App, all: bool) -> Result<Exit, Failure> {
    let mut entries = app.store().await?.entries::<T>().await?;
    let stored = entries.len() as u64;
    entries.retain(|entry| all || entry.text.is_active());
    if app.ui.wants_json() {
        app.ui.json(&json!({ T::NAMES[1]: entries }))?;
        return Ok(Exit::Done);
    }
    let numbers: Vec<usize> =
        (0..T::HEADINGS.len()).filter(|at| matches!(T::HEADINGS[*at], "VALUES" | "VERSION")).collect();
    let mut table = Table::new(T::HEADINGS, &[0, T::WIDE]).right(&numbers);
    for entry in &entries {
        let mut row = vec![entry.text.name().to_owned()];
        let cells = entry.text.cells(entry.version).into_iter();
        row.extend(cells.map(|cell| if cell.is_empty() { "-".into() } else { cell }));
        table.row(row);
    }
    table.print(&app.ui)?;
    if entries.is_empty() && stored > 0 {
        app.ui.note(&format!("none is active; {} with: dialoom {} list --all", count(stored, "other"), T::NAMES[0]));
    } else if entries.is_empty() {
        app.ui.note(&format!("none yet; add one with: dialoom {} add FILE", T::NAMES[0]));
    }
    Ok(Exit::Done)
}

async fn show<T: Kind>(app: &App, name: &str) -> Result<Exit, Failure> {
    let entry = app.store().await?.entry_version::<T>(name).await.map_err(not_found::<T>)?;
    if app.ui.wants_json() {
        app.ui.json(&json!({ T::ONE: entry }))?;
        return Ok(Exit::Done);
    }
    app.ui.out(library::file_of(&entry).trim_end())?;
    let missing = say_missing(app, std::iter::once(&entry.text)).await?;
    for scenario in entry.text.scenarios().iter().filter(|name| !missing.contains(name)) {
        app.ui.note(&format!("related scenario: dialoom scenarios show {}", operand(scenario)));
    }
    Ok(Exit::Done)
}

/// An entry that a file holds.
fn read<T: Kind>(path: &Path) -> Result<NewEntry<T>, Failure> {
    library::read(path).map_err(wrong_file::<T>)
}

/// Shows at a terminal what a new version of a known name changes, and asks. Whether to store it.
async fn replaces<T: Kind>(app: &App, entry: &NewEntry<T>) -> Result<bool, Failure> {
    let known = app.store().await?.entries::<T>().await?;
    let same = |name: &str| name.to_lowercase() == entry.text.name().to_lowercase();
    let Some(before) = known.iter().find(|it| same(it.text.name())).filter(|_| app.ui.can_ask()) else {
        return Ok(true);
    };
    let (name, next) = (before.text.name(), before.version + 1);
    let after = entry.source.clone().unwrap_or_else(|| library::write(&entry.text));
    let diff = library::diff((&pinned(name, before.version), &library::file_of(before)), (&pinned(name, next), &after));
    let is_its_first_file = before.source.is_none() && library::says(&entry.text, &before.text);
    if diff.is_empty() || is_its_first_file {
        return Ok(true);
    }
    for line in diff.lines() {
        app.ui.note(line);
    }
    confirmed(app, &format!("store it as version {next}"), "Add -y to store without the question.")
}

async fn store_all<T: Kind>(app: &App, entries: &[NewEntry<T>], states: &States) -> Result<Exit, Failure> {
    let added = app.store().await?.add_entries(entries, &app.settings.user).await?;
    if app.ui.wants_json() {
        let added: Vec<_> = added.iter().map(|(name, added)| json!({"name": name, "added": added})).collect();
        app.ui.json(&json!({ T::NAMES[1]: added, "stay_off": states.off, "stay_on": states.on }))?;
        return Ok(Exit::Done);
    }
    for (name, _) in &added {
        app.ui.out(name)?;
    }
    say_missing(app, entries.iter().map(|entry| &entry.text)).await?;
    say_states(&app.ui, T::NAMES[0], states);
    let of = |wanted: Added| added.iter().filter(|(_, added)| *added == wanted).count() as u64;
    let (new, changed, same) = (of(Added::New), of(Added::NewVersion), of(Added::Unchanged));
    app.ui.note(&format!("{new} new, {} of a known name, {same} unchanged", count(changed, "new version")));
    Ok(Exit::Done)
}

/// Says which scenarios they name that come later, or never.
async fn say_missing<'a, T: Kind + 'a>(
    app: &App,
    entries: impl Iterator<Item = &'a T> + Send,
) -> Result<Vec<String>, Failure> {
    let missing = app.store().await?.missing_scenarios(entries).await?;
    missing_scenarios(&app.ui, &missing);
    Ok(missing)
}

async fn edit<T: Kind>(app: &App, name: &str, file: Option<&Path>) -> Result<Exit, Failure> {
    let before = entry::<T>(app, name).await?;
    let new = match file {
        Some(file) => library::edit(&before, file).map_err(wrong_file::<T>)?,
        None => in_editor(app, &before)?,
    };
    let after = app.store().await?.edit_entry(&before, &new, &app.settings.user).await?;
    if app.ui.wants_json() {
        app.ui.json(&json!({ T::ONE: after }))?;
    } else if after.version == before.version {
        app.ui.note("the text is the same: nothing was changed");
    } else {
        app.ui.out(after.text.name())?;
        app.ui.note(&format!("stored as version {}", after.version));
    }
    Ok(Exit::Done)
}

/// The text as a person leaves it in the editor. What cannot be read stays in its file.
fn in_editor<T: Kind>(app: &App, before: &Stored<T>) -> Result<NewEntry<T>, Failure> {
    let again = format!("dialoom {} edit {}", T::NAMES[0], operand(before.text.name()));
    if !app.ui.can_ask() && !has_editor() {
        return Err(Failure::bad_input("cannot open an editor without a terminal")
            .hint(format!("Set $VISUAL or $EDITOR, or give a file: {again} FILE")));
    }
    let draft = Draft::new(&library::file_of(before))?;
    let text = draft.edit()?;
    library::edited(before, Path::new("edited"), &text).map_err(|error| {
        let failure = Failure::bad_input(error.to_string());
        match draft.keep() {
            Some(path) => failure.hint(format!("Mend your text, then store it: {again} {}", path.display())),
            None => failure,
        }
    })
}

async fn export<T: Kind>(app: &App, folder: &Path) -> Result<Exit, Failure> {
    let written = library::export::<T>(app.store().await?, folder).await.map_err(|error| match error {
        ExportError::Store(error) => error.into(),
        ExportError::Write(error) => {
            Failure::new(format!("cannot write into {}", folder.display())).because(error).exit(Exit::Failed)
        }
        ExportError::Differs(_) => Failure::bad_input(error.to_string())
            .hint(format!("Give an empty folder, or add the file first: dialoom {} add FILE", T::NAMES[0])),
    })?;
    if app.ui.wants_json() {
        app.ui.json(&json!({ "files": written }))?;
        return Ok(Exit::Done);
    }
    for path in &written {
        app.ui.out(&path.display().to_string())?;
    }
    app.ui.note(&format!("wrote {}", count(written.len() as u64, "file")));
    Ok(Exit::Done)
}
