//! Hints for the errors of services: which flag, variable or command helps.

mod database;

pub(crate) use database::Database;

use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Timelike, Utc};

use crate::cli::args::flag_of;
use crate::cli::shell::{self, operand};
use crate::domain::effect::Effect;
use crate::domain::filter::{Filter, Without};
use crate::domain::limits::OutOfRange;
use crate::domain::status::{Move, Status};
use crate::error::{Failure, OutputFull};
use crate::review::DecideError;
use crate::settings::FILE_NAME;
use crate::store::{Store, StoreError};
use crate::ui::count;
use crate::ui::progress::span;

/// How to make the first conversations: with the plan in this folder, an example, or one conversation at once.
pub(crate) fn first_steps() -> Vec<String> {
    let is_there = |name: &str| Path::new(name).exists();
    let run = "dialoom batch run plan.toml";
    match (is_there("plan.toml"), is_there(FILE_NAME)) {
        (true, _) => vec![format!("make some with: {run}")],
        (false, false) => vec!["begin with: dialoom init".into(), format!("then make some with: {run}")],
        (false, true) => vec![
            "try one with: dialoom generate --provider simulator -t 'Investment Discovery' --persona Nurse \
             --emotion worried"
                .into(),
        ],
    }
}

/// When the ceiling of the next day counts: "at 00:00 UTC, in 5 h 12 min".
pub(crate) fn next_day(now: DateTime<Utc>) -> String {
    let left = 86_400 - u64::from(now.num_seconds_from_midnight());
    format!("at 00:00 UTC, in {}", span(Duration::from_secs(left)))
}

/// The command that exports what is approved; `None` where an export leaves all of it out. It names the simulator's
/// conversations where there are no others, or where `simulated` ones were just approved.
pub(crate) async fn export_command(store: &Store, simulated: bool) -> Result<Option<String>, StoreError> {
    let read = Filter { status: vec![Status::Approved], without: Without::UnreadSerious, ..Filter::default() };
    let real = Filter { without_simulated: true, ..read.clone() };
    let flag = if simulated || store.count_up_to(&real, 1).await? == 0 { " --include-simulated" } else { "" };
    let takes_some = flag.is_empty() || store.count_up_to(&read, 1).await? > 0;
    Ok(takes_some.then(|| format!("dialoom export{flag} -o {}", free_name())))
}

/// The command that reads approved conversations with serious findings, which an export leaves out until then.
pub(crate) const READ_HELD_BACK: &str = "dialoom review --status approved --unread-serious";

/// What an export leaves out of what was just approved, and what to do first.
pub(crate) fn held_back(number: u64) -> String {
    let leaves = format!("an export leaves out {}", count(number, "conversation"));
    format!("{leaves} with serious findings that nobody read or named. Read and approve them with: {READ_HELD_BACK}")
}

/// A file for an export that is not there yet: an existing one would have to be replaced.
fn free_name() -> String {
    let later = (2..1000).map(|number| format!("training-{number}.jsonl"));
    let mut names = std::iter::once("training.jsonl".to_owned()).chain(later);
    names.find(|name| !Path::new(name).exists()).unwrap_or_else(|| "training.jsonl --force".to_owned())
}

/// Says what to do about results that could not be written: after a change, the same command might change more.
pub(crate) fn with_output_full(failure: Failure, effect: Effect) -> Failure {
    match (failure.find::<OutputFull>(), effect) {
        (None, _) => failure,
        (Some(_), Effect::Reads) => failure.hint("Free disk space, then run the same command again."),
        (Some(_), _) => failure.hint(
            "Free disk space. What the command changed is stored: look before you run it again, with dialoom list or \
             dialoom undo --list.",
        ),
    }
}

/// Puts the hint for the service's error before the hints of the command.
pub(crate) fn with_hints(mut failure: Failure, database: &Database) -> Failure {
    let hints = None
        .or_else(|| failure.find::<StoreError>().map(|error| of_store(error, database)))
        .or_else(|| failure.find::<OutOfRange>().map(|error| vec![of_range(error)]))
        .or_else(|| failure.find::<DecideError>().map(|error| of_decision(error).into_iter().collect()));
    failure.hints.splice(0..0, hints.into_iter().flatten());
    failure
}

/// A conversation in the trash: what brings it back.
fn of_trashed(short_id: &str, by: &str, comes_back: bool) -> Vec<String> {
    if comes_back {
        let user = shell::flag("--user", by);
        return vec![format!("An undo brings it back. See what is next to be undone: dialoom undo --list {user}")];
    }
    vec![
        "It was made by hand, and that was taken back: no undo brings it back.".to_owned(),
        format!("Remove it for good with: dialoom purge {short_id}"),
    ]
}

fn of_store(error: &StoreError, database: &Database) -> Vec<String> {
    use StoreError as E;
    let hint = match error {
        E::NotFound { what: "batch", .. } => "See all batches with: dialoom batch list",
        E::NotFound { what: "template", .. } => "See all templates with: dialoom templates list",
        E::NotFound { what: "scenario", .. } => "See all scenarios with: dialoom scenarios list",
        E::NotFound { what: "edge case", .. } => {
            "Give a stored name (dialoom edge-cases list), or one whole sentence that is close to none."
        }
        E::NotFound { what: "document", .. } => "See all documents with: dialoom documents list",
        E::NotFound { what: "chunk", .. } => "See the chunks of a document with: dialoom documents chunks NAME",
        E::Refers { source, .. } => return of_store(source, database),
        E::Trashed { short_id, by, comes_back } => return of_trashed(short_id, by, *comes_back),
        E::Changed { short_id, .. } => {
            return vec![format!("Nothing was changed. See what they did with: dialoom history {short_id}")];
        }
        E::Approved { .. } => "Add --force to delete approved ones, too, or leave them out.",
        E::Inactive { what: what @ ("scenario" | "edge case"), name } => {
            let command = if *what == "scenario" { "scenarios" } else { "edge-cases" };
            return vec![
                format!("Put it in use again with: dialoom {command} restore {}", operand(name)),
                format!("Or use an active one; see them with: dialoom {command} list"),
            ];
        }
        E::Draft { name } => {
            let name = operand(name);
            return vec![format!("Read it, then put it in use with: dialoom scenarios restore {name}")];
        }
        E::Inactive { name, .. } => {
            return vec![
                format!("Bring it back with: dialoom templates restore {}", operand(name)),
                "Or use an active template; see them with: dialoom templates list".into(),
            ];
        }
        E::Partial { .. } => "Use a template; see them with: dialoom templates list",
        E::NoVersion { what, name, .. } => {
            let command = match *what {
                "scenario" => "scenarios",
                "edge case" => "edge-cases",
                "vocabulary" => "vocabulary",
                _ => "templates",
            };
            return vec![format!("See its versions with: dialoom {command} versions {}", operand(name))];
        }
        E::NewerVersion { name } => {
            return vec![format!("See the new version with: dialoom templates show {}", operand(name))];
        }
        E::BadCursor => {
            "Give --cursor with the same filters, --sort, --asc and --desc as the page that printed it, or leave it out to \
             begin again."
        }
        error => return database::hints_of(error, database),
    };
    vec![hint.into()]
}

fn of_range(error: &OutOfRange) -> String {
    let (table, key) = error.field.split_once('.').unwrap_or(("limits", error.field));
    let flag = flag_of(key).map(|flag| format!("{flag}, or ")).unwrap_or_default();
    format!("Set it with {flag}{key} under [{table}] in the plan or dialoom.toml.")
}

fn of_decision(error: &DecideError) -> Option<String> {
    let DecideError::NotAllowed { refusals, of } = error else { return None };
    Some(match refusals.as_slice() {
        [one] if one.source.from.moves() == [Move::Reopen] => {
            format!("Nothing was changed. Reopen it first: dialoom revise {} --reopen --note WHY", one.short_id)
        }
        [_] if *of == 1 => "Nothing was changed.".into(),
        [_] => "Nothing was changed. Leave this one out, or narrow the filters with --status.".into(),
        _ => "Leave those out, or narrow the filters with --status.".into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hints(error: impl Into<Failure>) -> Vec<String> {
        with_hints(error.into(), &Database::default()).hints
    }

    #[test]
    fn a_newer_database_names_both_ways_on() {
        let error = StoreError::Newer { place: "x.db".into(), found: 9, known: 1 };
        assert_eq!(hints(error), ["Install the newest dialoom, or use another database with --db."]);
    }

    #[test]
    fn a_lost_connection_is_told_from_a_database_that_cannot_be_opened() {
        let failure = Failure::from(StoreError::ConnectionLost { reason: "the server shut down".into() });
        assert_eq!(failure.message(), "the connection to the database was lost: the server shut down");
        assert!(hints(failure)[0].starts_with("Check that its server runs"));
        let unreachable = StoreError::Unreachable { place: "x.db".into(), reason: "no such folder".into() };
        assert!(hints(unreachable)[0].starts_with("Check --db"));
    }

    #[test]
    fn a_name_that_is_not_there_says_where_the_names_are() {
        let missing = |what| StoreError::NotFound { what, given: "x".into(), near: None };
        assert_eq!(hints(missing("batch")), ["See all batches with: dialoom batch list"]);
        assert_eq!(hints(missing("template")), ["See all templates with: dialoom templates list"]);
        let told = Failure::from(missing("batch")).because("given as --batch").hint("Last.");
        assert_eq!(hints(told), ["See all batches with: dialoom batch list", "Last."]);
    }

    #[test]
    fn a_value_out_of_range_names_the_flag_and_the_key_that_set_it() {
        let error = OutOfRange { field: "limits.requests", given: "0".into(), expected: "1 or more" };
        assert_eq!(hints(error), ["Set it with --rpm, or requests under [limits] in the plan or dialoom.toml."]);
    }
}
