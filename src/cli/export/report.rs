//! Messages about an export: what it wrote, what it left out, and why it wrote nothing.

use std::io::ErrorKind;
use std::path::Path;

use serde_json::json;

use crate::app::App;
use crate::domain::export::{ExportShape, ExportedFile};
use crate::domain::filter::{Filter, Unread};
use crate::domain::status::Status;
use crate::error::{Exit, Failure};
use crate::export::{
    Companion, Done, ExportError, LeftOut, Nearest, NewFileError, NotArranged, Progress, SoFar, StaysOut, Summary,
    Unfit,
};
use crate::ui::{count, printable};

use crate::cli::args::flags_of;
use crate::cli::shell::again;

/// Why there is no export, and what to do about it. `asked` holds the filters given.
pub(in crate::cli) fn failure(error: ExportError, asked: &Filter) -> Failure {
    let status = &asked.status;
    match error {
        ExportError::Store(error) => error.into(),
        ExportError::File(error) => file_failure(error),
        ExportError::Output(error) if error.kind() == ErrorKind::StorageFull => {
            Failure::new("cannot write the output: the disk is full")
                .hint(format!("An export changes no conversation. Free disk space, then: {}", again()))
        }
        ExportError::Output(error) => error.into(),
        ExportError::Ids(_) => Failure::of(Exit::Failed, error)
            .hint("Make room there, or name another folder for temporary files in TMPDIR. No file was written."),
        ExportError::Interrupted => {
            Failure::of(Exit::Interrupted, error).hint(format!("No file was written. Begin again with: {}", again()))
        }
        ExportError::Nothing { left_out, not_arranged, not_picked, ref unfit } => {
            let mut hints = remarks(left_out, asked);
            hints.extend(not_arranged_remarks(not_arranged));
            if not_picked.too_long > 0 {
                hints.push("Give --max-tokens a larger number, or leave it out.".into());
            }
            if not_picked.near_duplicates > 0 {
                hints.push("Give --dedupe a number nearer to 1, or leave it out.".into());
            }
            if status.is_empty() && left_out.not_approved > left_out.rejected {
                hints.push("Read and approve them with: dialoom review".into());
            } else if hints.is_empty() && unfit.is_empty() {
                hints.push(match status.as_slice() {
                    [] => "Only approved conversations are exported. Read and approve some with: dialoom review".into(),
                    _ => "See all conversations and their status with: dialoom list".into(),
                });
                hints.push("Those that the simulator made also need --include-simulated.".into());
            }
            hints.into_iter().fold(Failure::of(Exit::Failed, error), Failure::hint)
        }
        ExportError::NothingNew { .. } => Failure::of(Exit::Failed, error),
        ExportError::Invalid { ref short_id, unfit, was_begun, .. } => {
            let exit = if was_begun { Exit::Failed } else { Exit::BadInput };
            let mend = format!("Mend it with: dialoom edit {short_id}");
            let list =
                unfit.finding().map(|finding| format!("List all of them with: dialoom list --finding {finding}"));
            let skip = "Add --skip-invalid to leave such conversations out; they are counted.".to_owned();
            [Some(mend), list, Some(skip)].into_iter().flatten().fold(Failure::of(exit, error), Failure::hint)
        }
        ExportError::EmptyPart(_) => Failure::of(Exit::Failed, error)
            .hint("No file was written. Export more conversations, or give the part a larger share.")
            .hint("A cell stays in one part, so few cells make few groups: see them with dialoom stats."),
        ExportError::FailureNotRecorded { failed, row } => {
            failure(*failed, asked).because(format!("and its audit row could not be saved: {row}"))
        }
        ExportError::NotRecorded(error) => {
            Failure::from(error).because("the conversations were written, but the audit row could not be completed")
        }
    }
}

pub(in crate::cli) fn file_failure(error: NewFileError) -> Failure {
    let (exit, hint) = match &error {
        NewFileError::Io { error: why, .. }
            if matches!(why.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded) =>
        {
            (Exit::Failed, "No part of the file was left behind. Free disk space, then run the same command again.")
        }
        NewFileError::Io { .. } => (Exit::Failed, "No part of the file was left behind."),
        NewFileError::Exists(_) => (Exit::BadInput, "Add --force to replace it, or name another file with -o."),
        NewFileError::NoFolder(_) => (Exit::BadInput, "Make the folder first, or name another file with -o."),
        NewFileError::FolderExists(_) => {
            (Exit::BadInput, "Name a new folder with -o. --force replaces a folder that an earlier export made.")
        }
        NewFileError::NotAFolder(_) => (Exit::BadInput, "Name a folder with -o, for example: -o dataset"),
        NewFileError::NotAFile(_) => (Exit::BadInput, "Name a file with -o, or leave -o out to write to stdout."),
    };
    Failure::of(exit, error).hint(hint)
}

fn remarks(left_out: LeftOut, asked: &Filter) -> Vec<String> {
    let mut remarks = Vec::new();
    let number = |some: u64| count(some, "conversation");
    if !asked.status.is_empty() && left_out.not_approved > 0 {
        let number = number(left_out.not_approved);
        remarks.push(format!("Left out: {number} in another state than {}.", joined(&asked.status)));
    } else if left_out.not_approved > 0 {
        let LeftOut { rejected, not_approved, .. } = left_out;
        let kinds = [(not_approved.saturating_sub(rejected), "not approved yet"), (rejected, "rejected")];
        let told = kinds.iter().filter(|(some, _)| *some > 0);
        remarks.extend(told.map(|(some, what)| format!("Left out: {} {what}.", number(*some))));
    }
    if left_out.simulated > 0 {
        let number = count(left_out.simulated, "conversation");
        remarks.push(format!("Left out: {number} made by the simulator. Add --include-simulated to export them."));
    }
    if left_out.findings > 0 {
        let number = count(left_out.findings, "conversation");
        remarks.push(format!(
            "Left out: {number} with serious findings that nobody read or named. --with-findings exports them unread. Read and \
             approve them with: dialoom review {}",
            flags_of(&unread(asked)).join(" ")
        ));
    }
    remarks
}

/// Those that an export leaves out for a serious finding.
fn unread(asked: &Filter) -> Filter {
    let status = if asked.status.is_empty() { vec![Status::Approved] } else { asked.status.clone() };
    Filter { status, unread_serious: Some(Unread::Any), ..asked.clone() }
}

fn not_arranged_remarks(left_out: NotArranged) -> Vec<String> {
    let told =
        |number: u64, why: &str| (number > 0).then(|| format!("Left out: {} {why}.", count(number, "conversation")));
    let before = told(left_out.exported_before, "exported before, in this format and shape");
    let again = (left_out.edited_since > 0).then(|| {
        let number = count(left_out.edited_since, "conversation");
        format!("Exported before and edited since: {number}, here with the new text. Earlier files have the old one.")
    });
    let unbalanced = told(left_out.unbalanced, "of a kind that has more than the smallest (--balance)");
    before.into_iter().chain(again).chain(unbalanced).collect()
}

fn joined(status: &[Status]) -> String {
    status.iter().map(|status| status.as_str()).collect::<Vec<_>>().join(", ")
}

/// What is said while an export runs.
pub(in crate::cli) fn so_far(progress: &Progress) -> String {
    told(progress.so_far())
}

/// How far an export is.
pub(in crate::cli) fn told(SoFar { selected, compared, read }: SoFar) -> String {
    let of = |done: u64| format!("{done} of {}", count(selected, "conversation"));
    match (selected, compared, read) {
        (0, _, _) => "selects conversations".to_owned(),
        (_, 1.., 0) => format!("compared {} for the split", of(compared)),
        _ => format!("exported {}", of(read)),
    }
}

/// Says what would be written and what would be left out.
pub(super) fn dry_run(app: &App, done: &Done, asked: &Filter) -> Result<(), Failure> {
    if app.ui.wants_json() {
        return app.ui.json(&json!({ "export": document(done), "dry_run": true }));
    }
    notes(app, done, asked);
    let size = count(done.record.file_size, "byte");
    app.ui.out(&format!("would export {} as {}, {size}", written(done), done.record.format))?;
    app.ui.note("nothing was written");
    Ok(())
}

/// Says that an export since the last one had nothing to write; any other failure stays one.
pub(super) fn nothing_new(app: &App, failure: Failure) -> Result<(), Failure> {
    let Some(ExportError::NothingNew { since, exported_before }) = failure.find() else { return Err(failure) };
    if app.ui.wants_json() {
        return app.ui.json(&json!({ "export": null, "nothing_new_since": since, "exported_before": exported_before }));
    }
    app.ui.note(&failure.message());
    app.ui.note("nothing was written; the new ones have to be approved first: dialoom review");
    Ok(())
}

/// Says what was written and what was left out. `asked` holds the filters given.
pub(super) fn report(app: &App, done: &Done, file: Option<&Path>, asked: &Filter) -> Result<(), Failure> {
    let (record, ui) = (&done.record, &app.ui);
    let status = &asked.status;
    if status.iter().any(|status| *status != Status::Approved) {
        ui.advise(&format!("--status selects conversations that may not be approved ({})", joined(status)));
    }
    notes(app, done, asked);
    match file {
        None => {
            ui.note(&format!("exported {} as {}, {}", written(done), record.format, count(record.file_size, "byte")))
        }
        Some(_) if ui.wants_json() => return ui.json(&json!({ "export": document(done) })),
        Some(file) => {
            one_or_several(app, done, file)?;
            ui.note("next: give the file to your trainer; see the whole database with: dialoom stats");
        }
    }
    Ok(())
}

pub(in crate::cli) fn document(done: &Done) -> serde_json::Value {
    let mut document = json!(done.record);
    document["left_out"] = json!(done.left_out);
    document["unfit"] = json!(done.summary.unfit);
    document["defused"] = json!(done.summary.defused);
    document["companion"] = json!(done.companion);
    document["not_arranged"] = json!(done.not_arranged);
    document["not_picked"] = json!(done.not_picked);
    document["nearest"] = json!(done.nearest);
    document["stays_out"] = json!(done.stays_out);
    document
}

/// What was left out, what was altered, and what the trainer needs beside the file.
fn notes(app: &App, done: &Done, asked: &Filter) {
    let Done { summary, left_out, not_arranged, not_picked, companion, .. } = done;
    let ui = &app.ui;
    for remark in remarks(*left_out, asked).into_iter().chain(not_arranged_remarks(*not_arranged)) {
        ui.note(&remark);
    }
    let too_long = match not_picked.is_estimate {
        true => "longer than --max-tokens, by estimate (--tokenizer counts)",
        false => "longer than --max-tokens, counted by the tokenizer",
    };
    for (number, why) in
        [(not_picked.near_duplicates, "almost the same as an earlier one"), (not_picked.too_long, too_long)]
    {
        if number > 0 {
            ui.note(&format!("Left out: {} {why}.", count(number, "conversation")));
        }
    }
    if let Some(StaysOut { conversations, by }) = done.stays_out {
        ui.note(&format!(
            "{} out of training, as in the export {by}; --split-anew goes by the shares alone",
            stay(conversations)
        ));
    }
    let unfit = Unfit::reasons(&summary.unfit);
    if !unfit.is_empty() {
        ui.warn(&format!("left out: {unfit}"));
    }
    if summary.defused > 0 {
        let number = count(summary.defused, "conversation");
        ui.warn(&format!("{number} with control tokens: each token got a space, so that no tokenizer reads it"));
    }
    if let Some(missing) = missing_side(done.record.shape, summary) {
        ui.warn(missing);
    }
    match companion {
        Some(Companion { file: Some(file), .. }) => {
            ui.note(&format!("{} names the file for the trainer", file.display()));
        }
        Some(Companion { file: None, text }) => {
            ui.note(&format!("for the trainer's configuration:\n{}", text.trim_end()));
        }
        None => {}
    }
}

/// What kto learns from and the export does not have.
fn missing_side(shape: ExportShape, summary: &Summary) -> Option<&'static str> {
    match summary.rejected {
        _ if shape != ExportShape::Kto => None,
        0 => Some("no rejected conversation is in it: KTO learns from approved and rejected ones"),
        all if all == summary.conversations => {
            Some("no approved conversation is in it: KTO learns from approved and rejected ones")
        }
        _ => None,
    }
}

/// "3 conversations in 12 examples".
fn written(done: &Done) -> String {
    let record = &done.record;
    let conversations = count(record.conversation_count, "conversation");
    match record.example_count == record.conversation_count {
        true => conversations,
        false => format!("{conversations} in {}", count(record.example_count, "example")),
    }
}

/// Names the file, the files of a split, or the folder.
pub(in crate::cli) fn one_or_several(app: &App, done: &Done, place: &Path) -> Result<(), Failure> {
    match done.record.files.as_slice() {
        [] | [_] => one_file(app, done, place, &written(done)),
        files => several_files(app, done, files, &written(done)),
    }
}

fn one_file(app: &App, done: &Done, file: &Path, written: &str) -> Result<(), Failure> {
    let size = count(done.record.file_size, "byte");
    app.ui.out(&format!("exported {written} to {} ({}, {size})", file.display(), done.record.format))?;
    app.ui.out(&format!("SHA-256 {}", done.summary.checksum))
}

fn several_files(app: &App, done: &Done, files: &[ExportedFile], written: &str) -> Result<(), Failure> {
    app.ui.out(&format!("exported {written} to {} files ({})", files.len(), done.record.format))?;
    for file in files {
        let (number, size) = (count(file.conversations, "conversation"), count(file.size, "byte"));
        let share = file.conversations as f64 * 100.0 / done.record.conversation_count.max(1) as f64;
        let name = shown(&file.path);
        app.ui.out(&format!("  {name}: {number} ({share:.1} %), {size}, SHA-256 {}", file.checksum))?;
    }
    if files.iter().all(|file| file.part == files[0].part) {
        return Ok(());
    }
    app.ui.note(&match &done.nearest {
        Some(Nearest { one, other, similarity }) => {
            format!("nearest pair across parts: {one} and {other}, similarity {similarity:.2}")
        }
        None => "no two conversations in different parts are alike".to_owned(),
    });
    Ok(())
}

fn stay(conversations: u64) -> String {
    format!("{} {}", count(conversations, "conversation"), if conversations == 1 { "stays" } else { "stay" })
}

/// The name of a file.
fn shown(path: &str) -> String {
    Path::new(path).file_name().map(|name| printable(&name.to_string_lossy())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::export::NotPicked;

    #[test]
    fn an_empty_export_says_what_was_left_out_and_what_to_do() {
        let nothing = |left_out, unfit| {
            let (not_arranged, not_picked) = (NotArranged::default(), NotPicked::default());
            failure(ExportError::Nothing { left_out, not_arranged, not_picked, unfit }, &Filter::default())
        };
        let refused = nothing(LeftOut { not_approved: 5, rejected: 2, ..LeftOut::default() }, BTreeMap::new());
        assert_eq!(refused.message(), "nothing to export: no conversation matches");
        assert_eq!(
            refused.hints,
            [
                "Left out: 3 conversations not approved yet.",
                "Left out: 2 conversations rejected.",
                "Read and approve them with: dialoom review"
            ]
        );
        assert_eq!(nothing(LeftOut::default(), BTreeMap::new()).hints.len(), 2, "never without a way on");
        let message = nothing(LeftOut::default(), BTreeMap::from([(Unfit::EndsOnUser, 2)])).message();
        assert_eq!(
            message,
            "nothing to export: no conversation fits a training file (2 whose last turn is the user's)"
        );
    }
}
