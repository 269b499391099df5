//! What is said of an export: what it wrote, what it left out, and why there was nothing.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::json;

use crate::app::App;
use crate::domain::export::ExportRecord;
use crate::domain::status::Status;
use crate::error::Failure;
use crate::export::{Summary, Unfit};
use crate::ui::count;

use crate::cli::export::source::LeftOut;

/// Why there is nothing to export, and how to come by something.
pub(super) fn nothing(summary: &Summary, left_out: LeftOut) -> Failure {
    let mut failure = match reasons(&summary.unfit) {
        reasons if reasons.is_empty() => Failure::new("nothing to export: no conversation matches"),
        reasons => Failure::new(format!("nothing to export: no conversation fits a training file ({reasons})")),
    };
    failure.hints = remarks(left_out);
    if left_out.not_approved > 0 {
        failure.hints.push("Read and approve with `dialoom review`.".into());
    }
    failure
}

fn reasons(unfit: &BTreeMap<Unfit, u64>) -> String {
    let reasons: Vec<String> = unfit.iter().map(|(unfit, number)| format!("{number}: {}", unfit.reason())).collect();
    reasons.join("; ")
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

pub(super) fn report(
    app: &App,
    record: &ExportRecord,
    summary: &Summary,
    left_out: LeftOut,
    file: Option<&Path>,
) -> Result<(), Failure> {
    let ui = &app.ui;
    if record.filter.status.iter().any(|status| *status != Status::Approved) {
        let states: Vec<&str> = record.filter.status.iter().map(|status| status.as_str()).collect();
        ui.warn(&format!(
            "asked for by --status: this export is not of approved conversations alone ({})",
            states.join(", ")
        ));
    }
    for remark in remarks(left_out) {
        ui.note(&remark);
    }
    let unfit = reasons(&summary.unfit);
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
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;

    #[test]
    fn an_empty_export_says_what_was_left_out_and_what_to_do() {
        let left_out = LeftOut { not_approved: 3, simulated: 0 };
        let failure = nothing(&Summary::default(), left_out);
        assert_eq!(failure.message(), "nothing to export: no conversation matches");
        assert_eq!(failure.hints[1], "Read and approve with `dialoom review`.");
        let summary = Summary { unfit: BTreeMap::from([(Unfit::EndsOnUser, 2)]), ..Summary::default() };
        let message = nothing(&summary, LeftOut::default()).message();
        assert_eq!(message, "nothing to export: no conversation fits a training file (2: the last turn is the user's)");
    }
}
