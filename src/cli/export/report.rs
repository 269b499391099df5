//! What is said of an export: what it wrote, what it left out, and why there was nothing.

use std::path::Path;

use serde_json::json;

use crate::app::App;
use crate::domain::status::Status;
use crate::error::{Exit, Failure};
use crate::export::{Done, ExportError, LeftOut, NewFileError, Unfit};
use crate::ui::count;

/// Why there is no export, and what to do about it.
pub(super) fn failure(error: ExportError) -> Failure {
    match error {
        ExportError::Store(error) => error.into(),
        ExportError::File(error) => file_failure(error),
        ExportError::Output(error) => error.into(),
        ExportError::Interrupted => Failure::of(Exit::Interrupted, error),
        ExportError::Nothing { left_out, .. } => {
            let failure = remarks(left_out).into_iter().fold(Failure::of(Exit::Failed, error), Failure::hint);
            match left_out.not_approved {
                0 => failure,
                _ => failure.hint("Read and approve with `dialoom review`."),
            }
        }
        ExportError::FailureNotRecorded { failed, row } => {
            failure(*failed).because(format!("and its audit row could not be saved: {row}"))
        }
        ExportError::NotRecorded(error) => {
            Failure::from(error).because("the conversations were written, but the audit row could not be completed")
        }
    }
}

fn file_failure(error: NewFileError) -> Failure {
    let (exit, hint) = match &error {
        NewFileError::Io { .. } => (Exit::Failed, "No part of the file was left behind."),
        NewFileError::Exists(_) => (Exit::BadInput, "Add --force to replace it, or name another file with -o."),
        NewFileError::NoFolder(_) => (Exit::BadInput, "Make the folder first, or name another file with -o."),
        NewFileError::NotAFile(_) => (Exit::BadInput, "Name a file with -o, or leave -o out to write to stdout."),
    };
    Failure::of(exit, error).hint(hint)
}

fn remarks(left_out: LeftOut) -> Vec<String> {
    let mut remarks = Vec::new();
    if left_out.not_approved > 0 {
        let number = count(left_out.not_approved, "conversation");
        remarks.push(format!("Left out: {number} not in the state asked for; --status takes others."));
    }
    if left_out.simulated > 0 {
        let number = count(left_out.simulated, "conversation");
        remarks.push(format!("Left out: {number} made by the simulator; --include-simulated takes them in."));
    }
    remarks
}

/// Says what was written and what was left out.
pub(super) fn report(app: &App, done: &Done, file: Option<&Path>) -> Result<(), Failure> {
    let Done { record, summary, left_out } = done;
    let ui = &app.ui;
    if record.filter.status.iter().any(|status| *status != Status::Approved) {
        let states: Vec<&str> = record.filter.status.iter().map(|status| status.as_str()).collect();
        ui.warn(&format!(
            "asked for by --status: this export is not of approved conversations alone ({})",
            states.join(", ")
        ));
    }
    for remark in remarks(*left_out) {
        ui.note(&remark);
    }
    let unfit = Unfit::reasons(&summary.unfit);
    if !unfit.is_empty() {
        ui.warn(&format!("left out of the training file, since trainers would refuse them: {unfit}"));
    }
    if summary.control_tokens_removed > 0 {
        ui.warn(&format!(
            "{} of chat templates taken out of the text",
            count(summary.control_tokens_removed, "control token")
        ));
    }
    let written = count(record.conversation_count, "conversation");
    let Some(file) = file else {
        ui.note(&format!("exported {written} as {}, {}", record.format, count(record.file_size, "byte")));
        return Ok(());
    };
    if ui.wants_json() {
        let mut document = json!(record);
        document["left_out"] = json!(left_out);
        document["unfit"] = json!(summary.unfit);
        document["control_tokens_removed"] = json!(summary.control_tokens_removed);
        return ui.json(&json!({ "export": document }));
    }
    ui.out(&format!(
        "exported {written} to {} ({}, {})",
        file.display(),
        record.format,
        count(record.file_size, "byte")
    ))?;
    ui.out(&format!("SHA-256 {}", summary.checksum))?;
    ui.note("next: give the file to your trainer; `dialoom stats` shows what is in the database.");
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn an_empty_export_says_what_was_left_out_and_what_to_do() {
        let nothing = |left_out, unfit| failure(ExportError::Nothing { left_out, unfit });
        let refused = nothing(LeftOut { not_approved: 3, simulated: 0 }, BTreeMap::new());
        assert_eq!(refused.message(), "nothing to export: no conversation matches");
        assert_eq!(refused.hints[1], "Read and approve with `dialoom review`.");
        let message = nothing(LeftOut::default(), BTreeMap::from([(Unfit::EndsOnUser, 2)])).message();
        assert_eq!(
            message,
            "nothing to export: no conversation fits a training file (2 whose last turn is the user's)"
        );
    }
}
