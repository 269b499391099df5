//! `dialoom init`.

mod gitignore;

use std::io::Write;
use std::path::Path;

use serde_json::json;

use crate::app::App;
use crate::error::{Exit, Failure};

const NEXT: &str = "dialoom batch run plan.toml";
const FILES: [(&str, &str); 2] =
    [(crate::settings::FILE_NAME, include_str!("dialoom.toml")), ("plan.toml", include_str!("plan.toml"))];

#[derive(Debug, clap::Args)]
pub struct Args {}

/// Writes both files into the current folder, or neither where one of them exists; and completes its `.gitignore`.
pub async fn run(app: &App, _args: Args) -> Result<Exit, Failure> {
    let names = write_all(Path::new("."))?;
    if app.ui.wants_json() {
        app.ui.json(&json!({"written": names, "next": NEXT}))?;
    } else {
        app.ui.note(&format!("wrote {}; next:", names.join(", ")));
        app.ui.out(NEXT)?;
    }
    Ok(Exit::Done)
}

/// Returns the names of what it wrote.
fn write_all(folder: &Path) -> Result<Vec<&'static str>, Failure> {
    let there: Vec<&str> = FILES.iter().map(|(name, _)| *name).filter(|name| folder.join(name).exists()).collect();
    if !there.is_empty() {
        return Err(taken(&there.join(" and ")));
    }
    let failed = |name: &str, error: std::io::Error| {
        Failure::new(format!("cannot write {name} here"))
            .because(error)
            .hint("Run it in a folder that you may write to, on a disk with free space.")
    };
    // Both are written in full before either gets its name, so that a full disk leaves nothing behind.
    let mut ready = Vec::new();
    for (name, text) in FILES {
        let write = || {
            let mut file = new_file(folder)?;
            file.write_all(text.as_bytes())?;
            file.as_file().sync_all()?;
            Ok(file)
        };
        ready.push((name, write().map_err(|error| failed(name, error))?));
    }
    let mut named = Vec::new();
    let undo = |named: &[&str]| named.iter().for_each(|name| drop(std::fs::remove_file(folder.join(name))));
    for (name, file) in ready {
        if let Err(error) = file.persist_noclobber(folder.join(name)) {
            undo(&named);
            return Err(match error.error.kind() {
                std::io::ErrorKind::AlreadyExists => taken(name),
                _ => failed(name, error.error),
            });
        }
        named.push(name);
    }
    match gitignore::complete(folder) {
        Ok(is_changed) => named.extend(is_changed.then_some(gitignore::NAME)),
        Err(error) => {
            undo(&named);
            return Err(failed(gitignore::NAME, error));
        }
    }
    Ok(named)
}

/// A file with the user's usual permissions, not the private ones of a temporary file.
fn new_file(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.prefix(".dialoom-init").tempfile_in(folder)
}

fn taken(names: &str) -> Failure {
    Failure::bad_input(format!("this folder already has {names}; nothing was written"))
        .hint("Move the old files away, or run dialoom init in another folder.")
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
    fn the_plan_is_good_as_written_and_needs_no_key() {
        let plan = crate::engine::Plan::parse(Path::new("plan.toml"), FILES[1].1).expect("a good plan");
        assert_eq!(plan.item_count(), 9);
        assert_eq!(plan.generation.provider, Some(crate::domain::conversation::ProviderName::Simulator));
        let settled = plan.limits.settle().expect("in range");
        assert_eq!(settled.max_cost, crate::domain::money::Usd::from_dollars(5.0));
    }

    #[test]
    fn a_file_that_is_there_keeps_both_from_being_written() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("plan.toml"), "mine").expect("written");
        let failure = write_all(folder.path()).expect_err("refused");
        assert_eq!(failure.message(), "this folder already has plan.toml; nothing was written");
        assert_eq!(std::fs::read_to_string(folder.path().join("plan.toml")).expect("there"), "mine");
        assert_eq!(std::fs::read_dir(folder.path()).expect("readable").count(), 1);
    }
}
