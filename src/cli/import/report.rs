//! Messages about an import: what came in, what was left out, and why nothing was imported.

use std::io;
use std::path::Path;

use serde_json::json;

use crate::app::App;
use crate::domain::import::ImportFormat;
use crate::error::{Exit, Failure};
use crate::import::{ImportError, Summary};
use crate::ui::count;

use crate::cli::shell;

/// Faults that a person is told one by one.
const TOLD: usize = 5;
/// Personas that are named.
const PERSONAS: usize = 10;

/// A file that cannot be opened.
pub(super) fn unopened(path: &Path, error: &io::Error) -> Failure {
    Failure::bad_input(format!("cannot read {}: {error}", path.display()))
        .hint("Name a file of conversations, or \"-\" for standard input.")
}

/// Why nothing was imported, or not all, and what to do about it. `saved` is what was stored before, `named` the format that
/// was asked for.
pub(super) fn failure(error: ImportError, saved: u64, named: Option<ImportFormat>) -> Failure {
    let again = "The same command again goes on: what is stored is passed over.";
    match error {
        ImportError::Store(error) if saved > 0 => {
            Failure::from(error).hint(format!("{} stored before. {again}", are(saved)))
        }
        ImportError::Store(error) => error.into(),
        ImportError::Interrupted => {
            let failure = Failure::of(Exit::Interrupted, error);
            if saved > 0 { failure.hint(format!("{} stored. {again}", are(saved))) } else { failure }
        }
        ImportError::Changed { .. } => Failure::of(Exit::Failed, error).hint(again),
        ImportError::Faults(ref summary) => {
            let causes = summary.faults.clone();
            let hint = misnamed(summary, named).unwrap_or_else(|| {
                format!("Mend these lines, or leave them out: {}", shell::again_with(&["--keep-going"]))
            });
            Failure::of(Exit::BadInput, error).because_of_each(&causes).hint(hint)
        }
        ImportError::Nothing(ref summary) => {
            let causes = summary.faults.clone();
            let hint = misnamed(summary, named)
                .unwrap_or_else(|| "Give a file of conversations; docs/import.md shows the formats.".to_owned());
            Failure::of(Exit::BadInput, error).because_of_each(&causes).hint(hint)
        }
        ImportError::UnknownFormat { .. } => Failure::of(Exit::BadInput, error).hint(format!(
            "Name the format with --as ({}), or where its parts stand, as in --map messages=FIELD.",
            ImportFormat::WORDS.join(", ")
        )),
        ImportError::SeveralFormats { ref formats, .. } => {
            let choices: Vec<String> =
                formats.iter().map(|format| shell::again_without("--as", &["--as", format.as_str()])).collect();
            Failure::of(Exit::BadInput, error).hint(format!("Name the one you mean: {}", choices.join(" or ")))
        }
        ImportError::Refused { .. } => Failure::of(Exit::BadInput, error)
            .hint("Export the conversations themselves (--shape messages, or --format json), and import that file."),
        ImportError::NoSuchField { .. } => Failure::of(Exit::BadInput, error)
            .hint("Give --map NAME=FIELD a field of the rows, or a path to it, as in meta.user."),
        ImportError::Unreadable { .. } => Failure::of(Exit::BadInput, error),
    }
}

/// Where no row at all has the format that was named, the rows can tell their own.
fn misnamed(summary: &Summary, named: Option<ImportFormat>) -> Option<String> {
    let named = named.filter(|_| summary.is_misnamed && summary.files.iter().all(|file| file.conversations == 0))?;
    Some(format!(
        "No row can be read as {named}. Let the rows tell their format: {}",
        shell::again_without("--as", &[])
    ))
}

fn are(saved: u64) -> String {
    format!("{} {}", count(saved, "conversation"), if saved == 1 { "is" } else { "are" })
}

/// Says what was imported, or what would be.
pub(super) fn report(app: &App, summary: &Summary, dry_run: bool) -> Result<(), Failure> {
    let ui = &app.ui;
    for fault in summary.faults.iter().take(TOLD) {
        ui.warn(&format!("left out: {fault}"));
    }
    if summary.left_out > TOLD as u64 {
        ui.warn(&format!("left out: {} more", count(summary.left_out - TOLD as u64, "line")));
    }
    let review = (summary.imported > 0 && !dry_run).then(|| review_command(summary));
    if ui.wants_json() {
        let mut document = json!(summary);
        document["dry_run"] = json!(dry_run);
        document["personas"] = json!(summary.personas(PERSONAS));
        document["next"] = json!(review.map(|review| ui.hint(&review)));
        return ui.json(&json!({ "import": document }));
    }
    for file in &summary.files {
        ui.note(&format!("{}: {} as {}", file.file, count(file.conversations, "conversation"), file.format));
    }
    ui.out(&sum(summary, dry_run))?;
    if dry_run {
        for line in preview(summary) {
            ui.out(&line)?;
        }
        ui.note("nothing was stored; near-duplicates are found when the conversations are");
        return Ok(());
    }
    if let Some(review) = review {
        ui.note(&findings(summary, true));
        ui.note(&format!("next: {review}"));
    }
    Ok(())
}

/// "imported 12 conversations; 3 were there already; 2 lines were left out".
fn sum(summary: &Summary, dry_run: bool) -> String {
    let mut sum =
        format!("{} {}", if dry_run { "would import" } else { "imported" }, count(summary.imported, "conversation"));
    let (there, left_out) = (summary.already_there, summary.left_out);
    if there > 0 {
        sum.push_str(&format!("; {there} {} there already", if there == 1 { "was" } else { "were" }));
    }
    if left_out > 0 {
        sum.push_str(&format!("; {} {} left out", count(left_out, "line"), if left_out == 1 { "was" } else { "were" }));
    }
    sum
}

fn preview(summary: &Summary) -> Vec<String> {
    let personas = summary.personas(PERSONAS);
    let personas: Vec<String> = personas.iter().map(|it| format!("{} {}", it.persona, it.conversations)).collect();
    let mut lines = Vec::new();
    if !personas.is_empty() {
        lines.push(format!("personas: {}", personas.join(", ")));
    }
    lines.push(findings(summary, true));
    lines.push(findings(summary, false));
    lines
}

/// "serious findings: refusal 3, cut_off 1", the most frequent first; or the hints.
fn findings(summary: &Summary, is_serious: bool) -> String {
    let mut kinds: Vec<(&str, u64)> = summary
        .findings
        .iter()
        .map(|(kind, found)| {
            (kind.as_str(), if is_serious { found.serious } else { found.conversations - found.serious })
        })
        .filter(|(_, count)| *count > 0)
        .collect();
    kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let kinds: Vec<String> = kinds.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    let what = if is_serious { "serious findings" } else { "hints" };
    if kinds.is_empty() { format!("no {what}") } else { format!("{what}: {}", kinds.join(", ")) }
}

/// The most files that the next command names: it is typed by hand.
const MOST_NAMED: usize = 3;

/// Shows what came from these files, those with serious findings first; of many files, all that is undecided.
fn review_command(summary: &Summary) -> String {
    if summary.files.len() > MOST_NAMED {
        return "dialoom review".to_owned();
    }
    let files: Vec<String> = summary.files.iter().map(|file| shell::flag(" --source", &file.file)).collect();
    format!("dialoom review{}", files.concat())
}
