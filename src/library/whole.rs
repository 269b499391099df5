//! A whole library: templates, scenarios, edge cases and vocabularies as folders of files.

use std::path::{Path, PathBuf};

use crate::domain::edge_case::EdgeCaseText;
use crate::domain::scenario::ScenarioText;
use crate::domain::vocabulary::VocabularyText;
use crate::domain::word::nearly;
use crate::store::{Added, Delivery, Store, StoreError};
use crate::templates::{TemplateFileError, check, file};

use crate::library::file::FileError;
use crate::library::folder::{content, entries, files};
use crate::library::states::{States, in_stored_state};
use crate::library::templates::{Arrival, Change, LibraryError, survey, template_files};

/// The folders of a library, in the order they are read.
pub const FOLDERS: [&str; 4] = ["templates", "scenarios", "edge-cases", "vocabulary"];

/// The files of a library with what they hold, one list for each of [`FOLDERS`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LibraryFiles([Vec<(PathBuf, String)>; 4]);

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// What each name did; one list for each of [`FOLDERS`].
    pub folders: [Vec<(String, Added)>; 4],
    /// What stays switched off or in use, though its file says otherwise; one for each of [`FOLDERS`].
    pub states: [States; 4],
    /// Scenarios that the edge cases name and that are not stored.
    pub missing_scenarios: Vec<String>,
}

/// Why nothing of a library was stored.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A folder that holds no library.
    #[error("{} has no files in any of the folders {}", .0.display(), FOLDERS.join(", "))]
    Empty(PathBuf),
    /// A folder whose name is close to one of the four.
    #[error("{}: no folder of a library has this name (did you mean \"{meant}\"?)", folder.display())]
    Misnamed {
        /// The folder.
        folder: PathBuf,
        /// The name that is read.
        meant: &'static str,
    },
    /// A file that is wrong.
    #[error(transparent)]
    File(#[from] FileError),
    /// A template whose text has a problem, or that collides with another one.
    #[error("{0}")]
    Template(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl LibraryFiles {
    /// Reads the files below a folder. A folder of a kind may be missing, but not all.
    pub fn read(folder: &Path) -> Result<LibraryFiles, ImportError> {
        check_names(folder)?;
        let mut found = LibraryFiles::default();
        for (name, found) in FOLDERS.iter().zip(&mut found.0) {
            let below = folder.join(name);
            if !below.is_dir() {
                continue;
            }
            *found = match *name {
                "templates" => {
                    let unreadable = |error: std::io::Error| FileError {
                        place: below.display().to_string(),
                        message: format!("cannot be read: {error}"),
                    };
                    let paths = template_files(&below).map_err(unreadable)?;
                    paths.into_iter().map(|path| content(&path).map(|text| (path, text))).collect::<Result<_, _>>()?
                }
                _ => files(&below)?,
            };
        }
        match found.0.iter().all(Vec::is_empty) {
            true => Err(ImportError::Empty(folder.to_owned())),
            false => Ok(found),
        }
    }

    /// The files with these paths, such as `scenarios/the-kayak.toml`. A path below no known folder is left out.
    pub fn of(all: &[(&str, &str)]) -> LibraryFiles {
        let of_folder = |folder: &str| {
            let below = all.iter().filter(|(path, _)| Path::new(path).starts_with(folder));
            below.map(|(path, text)| (PathBuf::from(path), (*text).to_owned())).collect()
        };
        LibraryFiles(FOLDERS.map(of_folder))
    }

    /// Stores what is new or changed: all of it or nothing.
    pub async fn import(&self, store: &Store, by: &str) -> Result<Imported, ImportError> {
        let [templates, scenarios, edge_cases, vocabularies] = &self.0;
        let arrivals = templates.iter().map(|(path, source)| arrival(path, source)).collect::<Result<Vec<_>, _>>()?;
        let (scenarios, edge_cases) = (entries::<ScenarioText>(scenarios)?, entries::<EdgeCaseText>(edge_cases)?);
        let vocabularies = entries::<VocabularyText>(vocabularies)?;
        let arrivals = survey(store, arrivals).await.map_err(|error| match error {
            LibraryError::Store(error) => ImportError::Store(error),
            error => ImportError::Template(error.to_string()),
        })?;
        let of_files = arrivals.files.iter().map(|(file, _)| (&file.path, &file.text));
        let renewed = arrivals.renewed.iter().map(|renewed| (&renewed.of.text.name, &renewed.text));
        for (place, text) in of_files.chain(renewed) {
            if let Some(problem) = check(text).into_iter().find(|problem| problem.fatal) {
                return Err(ImportError::Template(format!("{place}: {}", problem.message)));
            }
        }
        let done = |(file, change): &(Arrival, Change)| {
            let added = match change {
                Change::New => Added::New,
                Change::Next { .. } => Added::NewVersion,
                Change::Same(_) => Added::Unchanged,
            };
            (file.text.name.clone(), added)
        };
        let renewed = arrivals.renewed.iter().map(|renewed| (renewed.of.text.name.clone(), Added::NewVersion));
        let templates = arrivals.files.iter().map(done).chain(renewed).collect();
        let (scenarios, of_scenarios) = in_stored_state(store, scenarios).await?;
        let (edge_cases, of_edge_cases) = in_stored_state(store, edge_cases).await?;
        let (vocabularies, of_vocabularies) = in_stored_state(store, vocabularies).await?;
        let off = arrivals.switched_off().map(str::to_owned).collect();
        let states = [States { off, on: Vec::new() }, of_scenarios, of_edge_cases, of_vocabularies];
        let delivery = Delivery { templates: arrivals.versions(), scenarios, edge_cases, vocabularies };
        let delivered = store.add_library(&delivery, by).await?;
        let missing_scenarios = store.missing_scenarios(delivery.edge_cases.iter().map(|new| &new.text)).await?;
        let folders = [templates, delivered.scenarios, delivered.edge_cases, delivered.vocabularies];
        Ok(Imported { folders, states, missing_scenarios })
    }
}

/// A folder such as `edge_cases` would be left out without a word.
fn check_names(folder: &Path) -> Result<(), ImportError> {
    // One that cannot be read holds no library, which is said later.
    let Ok(below) = std::fs::read_dir(folder) else { return Ok(()) };
    for entry in below.flatten().filter(|entry| entry.path().is_dir()) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !FOLDERS.contains(&name.as_str())
            && let Some(meant) = nearly(&name.replace(['_', ' '], "-"), FOLDERS)
        {
            return Err(ImportError::Misnamed { folder: entry.path(), meant });
        }
    }
    Ok(())
}

fn arrival(path: &Path, source: &str) -> Result<Arrival, ImportError> {
    let wrong = |error: TemplateFileError| ImportError::Template(error.to_string());
    let text = file::parse(path, source).map_err(wrong)?;
    file::check_name(path, source, &text.name).map_err(wrong)?;
    Ok(Arrival { path: path.display().to_string(), text, source: source.to_owned() })
}
