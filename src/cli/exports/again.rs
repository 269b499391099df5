//! `dialoom exports again`.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::app::App;
use crate::domain::export::{ExportFormat, ExportRecord};
use crate::domain::filter::Filter;
use crate::engine::{process_has_ended, this_process};
use crate::error::{Exit, Failure};
use crate::export::{self, AgainError, Changes, Done, Job, Progress, again, changes, mark_interrupted, other_beside};
use crate::ui::count;

use crate::cli::args::last;
use crate::cli::export::{Place, check_name, document, failure, one_or_several, so_far};
use crate::cli::interrupt;

pub(super) async fn run(app: &App, id: &str, output: Option<PathBuf>, force: bool) -> Result<Exit, Failure> {
    let store = app.store().await?;
    let record = last::export(store, &app.settings.user, id).await?;
    let job = again(&record, app.settings.user.clone()).map_err(refused)?;
    let job = Job { process: Some(this_process()), ..job };
    let file = output.as_deref().filter(|path| *path != Path::new("-") && job.options.card.is_none());
    file.map_or(Ok(()), |path| check_name(path, job.format, job.options.compression))?;
    let place = match output.as_deref() {
        None => Place::recorded(&record, &job.options),
        Some(path) => Place::of(Some(path).filter(|path| *path != Path::new("-")), &job.options),
    };
    if place == Place::Stdout {
        check_stdout(app, &job)?;
    }
    mark_interrupted(store, process_has_ended).await?;
    let Some(overwrite) = place.may_replace(app, force)? else {
        app.ui.note("nothing was written");
        return Ok(Exit::Done);
    };
    let halt = interrupt::listen();
    let comparing = async { Ok(changes(store, &record).await?) };
    let changed = interrupt::with_nothing_changed(&halt, comparing).await?;
    let mut stdout = app.ui.out_writer();
    let target = place.open(overwrite, &mut stdout).map_err(|error| failure(error.into(), &Filter::default()))?;
    let progress = Progress::default();
    let work = export::run(store, job, target, interrupt::asked_to_stop(&halt), &progress);
    let done = app.ui.saying(|_| so_far(&progress), work).await;
    report(app, &record, &done.map_err(|error| failure(error, &Filter::default()))?, changed, place.name())?;
    Ok(Exit::Done)
}

/// Refuses what standard output has no room for, as `export` does.
fn check_stdout(app: &App, job: &Job) -> Result<(), Failure> {
    if app.ui.wants_json() {
        return Err(Failure::bad_input("--json and an export to stdout would mix two documents")
            .hint("Add -o FILE for a file and a JSON summary."));
    }
    if job.options.card.is_some() {
        return Err(Failure::bad_input("that export is a folder, and standard output is none")
            .hint("Name the folder with -o, for example: -o dataset"));
    }
    if job.options.split.is_some() {
        return Err(Failure::bad_input("that export has several files, and standard output is one")
            .hint("Name the files with -o: -o data.jsonl makes data-train.jsonl and so on."));
    }
    if job.format == ExportFormat::Parquet && app.ui.out_is_terminal() {
        return Err(Failure::bad_input("parquet is no text for a terminal").hint("Name a file: -o train.parquet"));
    }
    Ok(())
}

fn refused(error: AgainError) -> Failure {
    let hint = match &error {
        AgainError::NotCompleted(_) => "See what completed with: dialoom exports list".to_owned(),
        AgainError::NoOptions(record) => format!("See its filter, and export anew: dialoom exports show {}", record.id),
        AgainError::Tokenizer(_) => "Put the tokenizer back where it was, and repeat the command.".to_owned(),
    };
    Failure::of(Exit::BadInput, error).hint(hint)
}

fn report(
    app: &App,
    earlier: &ExportRecord,
    done: &Done,
    changed: Changes,
    place: Option<&Path>,
) -> Result<(), Failure> {
    let (has_same_rows, others) = (earlier.checksum == done.record.checksum, other_beside(earlier, &done.record));
    let is_same = has_same_rows && others.is_empty();
    if app.ui.wants_json() {
        return app
            .ui
            .json(&json!({ "export": document(done), "is_same": is_same, "differ": others, "changes": changed }));
    }
    if let Some(place) = place {
        one_or_several(app, done, place)?;
    }
    let said: Vec<String> = [
        (changed.gone, "conversation", "gone"),
        (changed.decided, "conversation", "decided otherwise"),
        (changed.changed, "conversation", "changed"),
        (changed.rejected, "rejected side", "changed or gone"),
    ]
    .into_iter()
    .filter(|(number, ..)| *number > 0)
    .map(|(number, of, what)| format!("{} {what} since", count(number, of)))
    .collect();
    match (has_same_rows, said.is_empty()) {
        (true, _) if others.is_empty() => app.ui.note("the same bytes as the first time"),
        (true, _) => app.ui.note(&format!(
            "the same rows as the first time, in the same bytes; not the same: {}. The name of the folder is the title where \
             none is stated.",
            others.join(", ")
        )),
        (false, false) => app.ui.warn(&format!("not the same bytes: {}", said.join(", "))),
        (false, true) => app.ui.warn(
            "not the same bytes, though no conversation changed: another version of dialoom or of the tokenizer wrote it, \
             or a template changed",
        ),
    }
    Ok(())
}
