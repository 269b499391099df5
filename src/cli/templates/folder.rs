//! Template files into the library, and out of it.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::app::App;
use crate::cli::confirm::confirmed;
use crate::cli::library::say_states;
use crate::cli::shell::operand;
use crate::cli::templates::{content, problems, told};
use crate::domain::template::TemplateText;
use crate::error::{Exit, Failure};
use crate::library::States;
use crate::library::templates::{Arrival, Change, LibraryError, Renewed, files_of, survey, template_files};
use crate::templates::{check, file};
use crate::ui::count;

impl From<LibraryError> for Failure {
    fn from(error: LibraryError) -> Failure {
        match error {
            LibraryError::Store(error) => error.into(),
            error => Failure::bad_input(error.to_string()).hint("Change one of the names; nothing was added."),
        }
    }
}

/// Adds all files or none: checks them, shows what they change, asks, stores.
pub(super) async fn add(app: &App, paths: &[PathBuf]) -> Result<Exit, Failure> {
    let arrivals = paths.iter().map(|path| arrival(path)).collect::<Result<Vec<_>, _>>()?;
    for it in &arrivals {
        let named = file::check_name(it.path.as_ref(), &it.source, &it.text.name);
        named
            .map_err(|error| Failure::bad_input(error.to_string()).hint("Give it another name; nothing was added."))?;
    }
    // Without includes, a bad file is found before the database is made.
    for arrival in arrivals.iter().filter(|it| crate::templates::included(&it.text.text).is_empty()) {
        check_all(app, &arrival.path, &arrival.text, false)?;
    }
    take(app, arrivals, None).await
}

/// Stores what files change. `name`: the name that a changed file must keep.
pub(super) async fn take(app: &App, files: Vec<Arrival>, name: Option<&str>) -> Result<Exit, Failure> {
    let store = app.store().await?;
    let arrivals = survey(store, files).await?;
    for (file, _) in &arrivals.files {
        check_all(app, &file.path, &file.text, true)?;
        if let Some(name) = name.filter(|name| *name != file.text.name) {
            return Err(Failure::bad_input(format!("the file names the template \"{}\"", file.text.name)).hint(
                format!("Keep the name \"{name}\" in it; rename with: dialoom templates rename {} NEW", operand(name)),
            ));
        }
    }
    check_renewed(&arrivals.renewed)?;
    let mut changed = arrivals.renewed.len() as u64;
    for (_, change) in &arrivals.files {
        if let Change::Next { diff, .. } = change {
            changed += 1;
            for line in diff.lines() {
                app.ui.note(line);
            }
        }
    }
    for renewed in &arrivals.renewed {
        let newest = renewed.of.version + 1;
        app.ui.note(&format!("{} includes it and becomes version {newest}", renewed.of.text.name));
    }
    if changed > 0 {
        let what = format!("store {}", count(changed, "new version"));
        if !confirmed(app, &what, "Add -y to store without the question.")? {
            return Ok(Exit::Done);
        }
    }
    let stored = arrivals.store(store, &app.settings.user).await?;
    if app.ui.wants_json() {
        let renewed = names(&arrivals.renewed);
        let document = match stored.as_slice() {
            [template] => json!({"template": template, "renewed": renewed}),
            templates => json!({"templates": templates, "renewed": renewed}),
        };
        app.ui.json(&document)?;
        return Ok(Exit::Done);
    }
    for (template, (_, change)) in stored.iter().zip(&arrivals.files) {
        app.ui.out(&template.text.name)?;
        app.ui.note(&match change {
            Change::Same(_) => {
                format!("{} says the same as version {}: nothing was stored", template.text.name, template.version)
            }
            _ => format!("added as version {}", template.version),
        });
    }
    say_renewed(app, &arrivals.renewed);
    let off = arrivals.switched_off().map(str::to_owned).collect();
    say_states(&app.ui, "templates", &States { off, on: Vec::new() });
    Ok(Exit::Done)
}

/// A template that would no longer work keeps the partial from changing.
pub(super) fn check_renewed(all: &[Renewed]) -> Result<(), Failure> {
    for renewed in all {
        let fatal: Vec<_> = check(&renewed.text).into_iter().filter(|problem| problem.fatal).collect();
        if !fatal.is_empty() {
            let name = &renewed.of.text.name;
            let failure = Failure::bad_input(format!("\"{name}\" includes it and would break; nothing was stored"));
            let failure = fatal.iter().fold(failure, |failure, problem| failure.because(told(problem)));
            return Err(failure
                .hint(format!("Change the partial, or first the template: dialoom templates edit {}", operand(name))));
        }
    }
    Ok(())
}

pub(super) fn say_renewed(app: &App, all: &[Renewed]) {
    for renewed in all {
        app.ui.note(&format!("{} includes it and is now version {}", renewed.of.text.name, renewed.of.version + 1));
    }
}

pub(super) fn names(all: &[Renewed]) -> Vec<&str> {
    all.iter().map(|renewed| renewed.of.text.name.as_str()).collect()
}

pub(super) fn arrival(path: &Path) -> Result<Arrival, Failure> {
    let source = content(path)?;
    let text = file::parse(path, &source).map_err(|error| Failure::bad_input(error.to_string()))?;
    Ok(Arrival { path: path.display().to_string(), text, source })
}

fn check_all(app: &App, path: &str, text: &TemplateText, warns: bool) -> Result<(), Failure> {
    let (fatal, warnings): (Vec<_>, Vec<_>) = problems(app, text).into_iter().partition(|problem| problem.fatal);
    for warning in warnings.iter().filter(|_| warns) {
        app.ui.warn(&format!("{path}: {}", told(warning)));
    }
    if fatal.is_empty() {
        return Ok(());
    }
    let failure = Failure::bad_input(format!("{path} has {}; nothing was added", count(fatal.len() as u64, "problem")));
    let failure = fatal.iter().fold(failure, |failure, problem| failure.because(told(problem)));
    Err(failure.hint(format!("Correct the file, then check it again: dialoom templates check {}", operand(path))))
}

pub(super) async fn import(app: &App, folder: &Path) -> Result<Exit, Failure> {
    let files = template_files(folder).map_err(|error| {
        Failure::bad_input(format!("the folder {} cannot be read", folder.display()))
            .because(error)
            .hint("Give the path of a folder with template files (.toml, .md).")
    })?;
    if files.is_empty() {
        return Err(Failure::bad_input(format!("the folder {} has no template file", folder.display()))
            .hint("Template files end in .toml or .md."));
    }
    add(app, &files).await
}

/// A file that exists and says something else is never replaced.
pub(super) async fn export(app: &App, folder: &Path) -> Result<Exit, Failure> {
    let store = app.store().await?;
    let mut templates = store.templates(true).await?;
    templates.extend(store.partials().await?);
    let files = files_of(&templates);
    for file in &files {
        let path = folder.join(&file.file_name);
        if std::fs::read_to_string(&path).is_ok_and(|there| there != file.content) {
            return Err(Failure::bad_input(format!(
                "{} exists and says something else; nothing was written",
                path.display()
            ))
            .hint("Give an empty folder, or add the file first: dialoom templates add FILE"));
        }
    }
    let failed = |error: std::io::Error| {
        Failure::new(format!("cannot write to {}", folder.display())).because(error).exit(Exit::Failed)
    };
    std::fs::create_dir_all(folder).map_err(failed)?;
    for file in &files {
        std::fs::write(folder.join(&file.file_name), &file.content).map_err(failed)?;
    }
    if app.ui.wants_json() {
        let names: Vec<&str> = files.iter().map(|file| file.file_name.as_str()).collect();
        app.ui.json(&json!({"folder": folder.display().to_string(), "files": names}))?;
        return Ok(Exit::Done);
    }
    for file in &files {
        app.ui.out(&folder.join(&file.file_name).display().to_string())?;
    }
    Ok(Exit::Done)
}
