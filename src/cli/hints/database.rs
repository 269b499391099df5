//! What to do about a database that cannot be used: the commands to type, for this database.

use crate::cli::shell::operand;
use crate::domain::shell::quoted;
use crate::settings::Settings;
use crate::store::{StoreError, file_of};

/// The database of this command, as hints name it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Database {
    /// The path; `None` for a server.
    path: Option<String>,
}

impl Database {
    pub(crate) fn of(settings: &Settings) -> Database {
        Database { path: file_of(&settings.db).map(str::to_owned) }
    }

    fn of_damage(&self) -> Vec<String> {
        let Some(path) = &self.path else {
            return vec!["Ask the administrator of the server; a backup comes back with pg_restore.".into()];
        };
        vec![
            "Restore a backup: dialoom restore FILE (it keeps the damaged file under another name).".into(),
            format!(
                "Without one, save what can be read (by sqlite3 3.43 or newer): sqlite3 {} .recover | sqlite3 recovered.db && \
                 dialoom restore recovered.db",
                operand(path),
            ),
        ]
    }
}

/// What to do about an error of the database itself.
pub(super) fn hints_of(error: &StoreError, database: &Database) -> Vec<String> {
    use StoreError as E;
    let one = |hint: &str| vec![hint.to_owned()];
    match error {
        E::Newer { .. } => one("Install the newest dialoom, or use another database with --db."),
        E::Foreign { .. } => one("Name another database with --db or DIALOOM_DB."),
        E::Damaged { .. } => database.of_damage(),
        E::Emptied { remains, .. } => {
            let remains: Vec<String> = remains.iter().map(|path| quoted(path)).collect();
            vec![
                "Move the database file back, or restore a backup: dialoom restore FILE".into(),
                format!("To begin a new project here, remove what is left of the old one: rm -- {}", remains.join(" ")),
            ]
        }
        E::ReadOnly { .. } => one(
            "Reading commands work on it (list, show, stats …). To change it, give yourself the right to write the file \
             and its folder (chmod u+w), or copy it elsewhere and name the copy with --db.",
        ),
        E::Moved { place, is_replaced: false } => vec![
            format!("Move it back to {place}, then run the same command again. Until then nothing is sent or stored."),
            "If it is deleted, restore a backup: dialoom restore FILE".into(),
        ],
        E::Moved { place, is_replaced: true } => vec![format!(
            "Put the right file back to {place}, then run the same command again. Until then nothing is sent or stored."
        )],
        E::LogRemoved { .. } => one(
            "What it held was put into the database. Run the same command again, and leave the files beside the database \
             alone while dialoom works.",
        ),
        E::NoConnection { .. } => {
            one("Wait until other programs end their connections, or end them, then run the same command again. The \
             server's administrator can raise max_connections.")
        }
        E::Unreachable { .. } => {
            one("Check --db, DIALOOM_DB and the permissions of its folder, or run: dialoom doctor")
        }
        E::ConnectionLost { .. } => one(
            "Check that its server runs and can be reached, then run the same command again. Everything saved so far is \
             kept.",
        ),
        E::Twice { .. } => one("Nothing was changed. Run the same command again: it finds what is there."),
        E::Locked => one("Wait for the other program or end it, then run the same command again."),
        E::Other(_) => one("Check the database with: dialoom doctor"),
        E::Full => one("Free disk space, then run the same command again."),
        E::NotFound { .. }
        | E::Refers { .. }
        | E::Trashed { .. }
        | E::Changed { .. }
        | E::Approved { .. }
        | E::Inactive { .. }
        | E::Draft { .. }
        | E::Partial { .. }
        | E::NoVersion { .. }
        | E::NewerVersion { .. }
        | E::Ambiguous { .. }
        | E::Taken { .. }
        | E::Move { .. }
        | E::BadCursor => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commands_for_a_damaged_file_name_it() {
        let damaged = StoreError::Damaged { place: None, reason: "malformed".into() };
        let database = Database { path: Some("my work.db".into()) };
        let hints = hints_of(&damaged, &database);
        assert!(hints[0].contains("dialoom restore FILE"), "{hints:?}");
        assert!(
            hints[1].contains("sqlite3 'my work.db' .recover | sqlite3 recovered.db && dialoom restore"),
            "{hints:?}"
        );
        assert!(hints_of(&damaged, &Database::default())[0].contains("pg_restore"));
    }
}
