//! `dialoom backup` and `dialoom restore`.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::app::App;
use crate::cli::interrupt;
use crate::cli::place::in_database;
use crate::cli::shell::operand;
use crate::domain::filter::Filter;
use crate::domain::shell::quoted;
use crate::engine::workers_at_work;
use crate::error::{Exit, Failure};
use crate::settings::without_password;
use crate::store::{BackupError, BackupFile, Restored, Store, StoreError, file_of};
use crate::ui::count;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Works while a run writes to the database. Only you can read the file; it appears whole or not at all.

Examples:
  dialoom backup before-the-big-run.db
  dialoom -y backup ~/backups/training.db     replace the one of yesterday")]
pub struct BackupArgs {
    /// The file to write
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
The file must be a whole dialoom database, and no run may be in flight. The present database stays beside it under
another name, which is printed.

Example:
  dialoom restore before-the-big-run.db")]
pub struct RestoreArgs {
    /// A file that `dialoom backup` wrote, or another dialoom database
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub async fn backup(app: &App, args: BackupArgs) -> Result<Exit, Failure> {
    path_of(app)?;
    is_file(&args.file)?;
    let halt = interrupt::listen();
    let (store, file) = (app.store().await?, args.file.as_path());
    if store.is_missing() {
        return Err(Failure::bad_input(in_database(store, "nothing to back up"))
            .hint("Go to the folder of your project, or name its database with --db."));
    }
    let written = match unless_stopped(&halt, store.backup(file, false)).await? {
        Err(BackupError::Exists(there)) => {
            let there = there.display();
            ask(app, &format!("{there} already exists. Replace it?"), format!("{there} already exists"))?;
            unless_stopped(&halt, store.backup(file, true)).await?
        }
        written => written,
    };
    let size = written?;
    let conversations = store.count(&Filter::all()).await?;
    if app.ui.wants_json() {
        app.ui.json(&json!({ "backup": {
            "database": store.place(), "file": file.display().to_string(), "bytes": size, "conversations": conversations
        }}))?;
        return Ok(Exit::Done);
    }
    let conversations = count(conversations, "conversation");
    app.ui.out(&format!(
        "backed up {} to {} ({conversations}, {})",
        store.place(),
        file.display(),
        count(size, "byte")
    ))?;
    app.ui.note(&format!("to return to it later: dialoom restore {}", operand(&file.display().to_string())));
    Ok(Exit::Done)
}

pub async fn restore(app: &App, args: RestoreArgs) -> Result<Exit, Failure> {
    let database = path_of(app)?;
    let from = args.file.as_path();
    is_file(from)?;
    // Once it begins to replace the database, a signal waits for its end.
    let halt = interrupt::listen();
    let backup = unless_stopped(&halt, BackupFile::open(from)).await?.map_err(|error| {
        Failure::of(Exit::BadInput, UnfitBackup(error))
            .hint("Nothing was changed. Give a file that `dialoom backup` wrote.")
    })?;
    if backup.is(database) {
        return Err(BackupError::Itself(args.file).into());
    }
    let conversations = backup.conversations;
    let present = present(app, database).await?;
    if let Some(present) = present {
        let question = format!(
            "Replace {} ({present}) by {} ({})? The present one stays under another name.",
            database.display(),
            from.display(),
            count(conversations, "conversation")
        );
        ask(app, &question, format!("{} ({present}) would be replaced", database.display()))?;
    }
    let Restored { kept } = backup.restore(database).await?;
    if app.ui.wants_json() {
        app.ui.json(&json!({ "restore": {
            "database": database.display().to_string(),
            "from": from.display().to_string(),
            "kept": kept.as_ref().map(|kept| kept.display().to_string()),
            "conversations": conversations,
        }}))?;
        return Ok(Exit::Done);
    }
    let conversations = count(conversations, "conversation");
    app.ui.out(&format!("restored {} from {} ({conversations})", database.display(), from.display()))?;
    if let Some(kept) = kept {
        app.ui.out(&format!("the database that was there is now {}", kept.display()))?;
    }
    Ok(Exit::Done)
}

/// The path of the database. A server has programs of its own for both.
fn path_of(app: &App) -> Result<&Path, Failure> {
    match file_of(&app.settings.db) {
        Some(path) => Ok(Path::new(path)),
        None => {
            let url = quoted(&without_password(&app.settings.db));
            Err(Failure::of(Exit::BadInput, BackupError::Server)
                .hint(format!("Back it up with: pg_dump --format=custom --file=dialoom.dump {url}"))
                .hint(format!("Restore it with: pg_restore --clean --if-exists --dbname={url} dialoom.dump")))
        }
    }
}

/// A URL of a server is no file, and may hold a password.
fn is_file(path: &Path) -> Result<(), Failure> {
    let given = path.to_string_lossy();
    match given.contains("://") {
        false => Ok(()),
        true => Err(Failure::bad_input(format!("FILE is a URL: {}", quoted(&without_password(&given))))
            .hint("Nothing was changed. Give the path of a file.")),
    }
}

/// What the present database holds, in words; `None` if there is none. A run in flight is refused.
async fn present(app: &App, database: &Path) -> Result<Option<String>, Failure> {
    if !database.exists() {
        return Ok(None);
    }
    let store = match Store::open(&app.settings.db).await {
        Ok(store) => store,
        Err(StoreError::Damaged { .. }) => return Ok(Some("damaged".into())),
        Err(StoreError::Emptied { .. }) => return Ok(Some("empty".into())),
        Err(error) => return Err(error.into()),
    };
    let checked = async {
        store.check_writable()?;
        Ok::<_, StoreError>((workers_at_work(&store).await?, store.count(&Filter::all()).await?))
    };
    let checked = checked.await;
    store.close().await;
    match checked {
        Ok((workers, conversations)) if workers.is_empty() => Ok(Some(count(conversations, "conversation"))),
        Ok((workers, _)) => {
            Err(Failure::bad_input(format!("a run is in flight on {}: {}", database.display(), workers.join(", ")))
                .hint("Nothing was changed. Pause its batch or end it with Ctrl-C, then run the same command again.")
                .hint("A worker that was killed on another machine counts for a minute."))
        }
        Err(StoreError::Damaged { .. }) => Ok(Some("damaged".into())),
        Err(error) => Err(error.into()),
    }
}

/// Goes on after a yes; fails otherwise.
fn ask(app: &App, question: &str, refused: String) -> Result<(), Failure> {
    match app.ui.confirm(question, false)? {
        true => Ok(()),
        false => {
            Err(Failure::bad_input(refused).hint("Nothing was changed. To replace it without a question, add -y."))
        }
    }
}

/// A Ctrl-C ends the work where it waits, and nothing of the file remains.
async fn unless_stopped<T>(
    halt: &tokio::sync::watch::Receiver<crate::engine::Halt>,
    work: impl Future<Output = T>,
) -> Result<T, Failure> {
    interrupt::unless_asked_to_stop(halt, async { Ok(work.await) }).await
}

/// A file that is no backup. Its own type, so that no hint for the present database is added.
#[derive(Debug, thiserror::Error)]
#[error("this backup cannot be restored: {0}")]
struct UnfitBackup(StoreError);

/// A wrong path is found before anything is written.
fn exit_of(error: &std::io::Error) -> Exit {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::InvalidInput => Exit::BadInput,
        _ => Exit::Failed,
    }
}

impl From<BackupError> for Failure {
    fn from(error: BackupError) -> Failure {
        match error {
            BackupError::Store(error) => error.into(),
            error @ BackupError::Itself(_) => {
                Failure::of(Exit::BadInput, error).hint("Nothing was changed. Give another file.")
            }
            error @ (BackupError::Server | BackupError::Exists(_)) => Failure::of(Exit::BadInput, error),
            BackupError::Io { ref source, .. } => Failure::of(exit_of(source), error)
                .hint("Give a file in a folder that exists, that you may write to and that has room."),
        }
    }
}
