//! `dialoom export`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::Utc;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde_json::json;

use crate::app::App;
use crate::domain::export::{ExportFormat, ExportRecord, ExportScope, ExportStatus, Include};
use crate::domain::filter::{Filter, Order};
use crate::domain::ids::{ConversationId, ExportId};
use crate::domain::status::Status;
use crate::domain::word::words;
use crate::error::{Exit, Failure};
use crate::export::{NewFile, NewFileError, Options, Summary, Unfit, Writing, includes};
use crate::store::{FullConversation, Store};
use crate::ui::count;

use super::filters::{FilterArgs, Ids};

/// Conversations read, formatted and written at once.
const PAGE: u32 = 200;

words! {
    /// What a JSONL row can hold beside its messages.
    Beside is "part" {
        /// Title, persona, emotion, topic, tier, template, provider, model, batch.
        Metadata = "metadata",
        /// Score, confidence, findings.
        Quality = "quality",
        /// When it was made and approved.
        Timestamps = "timestamps",
        /// Every decision.
        History = "history",
    }
}

/// Arguments of `dialoom export`.
///
/// Writes approved conversations, oldest first; --status takes others. Without -o they go to stdout. The same
/// conversations and options give the same bytes, and the file appears whole or not at all.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Formats:
  jsonl     one training example a line: {\"messages\":[{\"role\",\"content\"},…]}; what trainers would not take is left out
  json      one document with every field of every conversation
  csv       one row a conversation, the messages as JSON in the last cell
  markdown  for people to read

Examples:
  dialoom export -o train.jsonl
  dialoom export --min-quality 8 --tier template -o best.jsonl
  dialoom list approved --ids | dialoom export - --format markdown")]
pub struct Args {
    #[command(flatten)]
    ids: Ids,
    /// Form of the file [default: by the ending of -o, else jsonl]
    #[arg(short, long, value_name = "FORMAT",
        value_parser = PossibleValuesParser::new(ExportFormat::WORDS).try_map(|word| word.parse::<ExportFormat>()))]
    pub format: Option<ExportFormat>,
    /// File to write; `-` or nothing is stdout
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long)]
    pub force: bool,
    /// Also export what the simulator made
    #[arg(long)]
    pub include_simulated: bool,
    /// Put these beside the messages of each jsonl row (several: comma-separated)
    #[arg(long, value_name = "PART", value_delimiter = ',',
        value_parser = PossibleValuesParser::new(Beside::WORDS).try_map(|word| word.parse::<Beside>()))]
    pub include: Vec<Beside>,
    /// Put an apostrophe before csv cells that a spreadsheet would run as a formula (never in the messages)
    #[arg(long)]
    pub spreadsheet_safe: bool,
    /// Which conversations.
    #[command(flatten)]
    pub filters: FilterArgs,
}

/// What was not exported though it might have been meant.
#[derive(Debug, Clone, Copy, Default, serde::Serialize)]
struct LeftOut {
    not_approved: u64,
    simulated: u64,
}

/// Where the bytes go.
enum Target {
    Stdout,
    File(NewFile),
}

/// Which conversations, and where they come from.
enum Source {
    Filter(Box<Filter>),
    Ids(Vec<ConversationId>),
}

/// Runs it.
pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let file = args.output.as_deref().filter(|path| *path != Path::new("-"));
    if app.ui.wants_json() && file.is_none() {
        return Err(Failure::bad_input("--json and an export to stdout would mix two documents")
            .hint("Add -o FILE to get the file and a JSON summary, or --format json without --json for the data."));
    }
    let format = args.format.unwrap_or_else(|| format_of(file));
    let options = options(&args, format)?;
    let store = app.store().await?;
    let mut filter = args.filters.checked(store, Utc::now()).await?;
    let scope = if args.ids.is_given() {
        if (Filter { status: Vec::new(), ..filter.clone() }) != Filter::default() {
            return Err(Failure::bad_input("ids and filters together")
                .hint("Give ids, or filters; only --status goes with ids."));
        }
        ExportScope::Selected
    } else if filter.is_empty() {
        ExportScope::All
    } else {
        ExportScope::Filtered
    };
    let by_default = filter.status.is_empty();
    if by_default {
        filter.status = vec![Status::Approved];
    }
    filter.without_simulated = !args.include_simulated;
    let (source, left_out) = match scope {
        ExportScope::Selected => select(app, store, &args.ids, &filter).await?,
        _ => {
            let left_out = left_out(store, &filter, by_default).await?;
            (Source::Filter(Box::new(filter.clone())), left_out)
        }
    };
    let target = match file {
        None => Target::Stdout,
        Some(path) => Target::File(create(app, path, args.force)?),
    };
    let mut record = ExportRecord {
        id: ExportId::new(),
        created_by: app.settings.user.clone(),
        scope,
        format,
        filter,
        conversation_ids: Vec::new(),
        conversation_count: 0,
        file_path: file.map(|path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string()),
        file_size: 0,
        checksum: None,
        compressed: false,
        quality_stats: serde_json::Value::Null,
        tier_distribution: json!({}),
        status: ExportStatus::Processing,
        error: None,
        include: includes(format, options),
        exported_at: None,
        created_at: Utc::now(),
    };
    store.save_export(&record).await?;
    let written = tokio::select! {
        written = write(app, store, source, target, (format, options)) => written,
        _ = tokio::signal::ctrl_c() => Err(Failure::new("the export was interrupted").exit(Exit::Interrupted)),
    };
    let written = written.and_then(|summary| match summary.conversation_ids.is_empty() {
        true => Err(nothing(&summary, left_out)),
        false => Ok(summary),
    });
    let summary = match written {
        Ok(summary) => summary,
        Err(failure) => {
            record.status = ExportStatus::Failed;
            record.error = Some(failure.message.clone());
            // The failure itself is what the user must read; a store that cannot take the row adds only a cause.
            return Err(match store.save_export(&record).await {
                Ok(()) => failure,
                Err(error) => failure.because(format!("and its audit row could not be saved: {error}")),
            });
        }
    };
    record.conversation_count = summary.conversation_ids.len() as u64;
    record.conversation_ids.clone_from(&summary.conversation_ids);
    record.file_size = summary.size;
    record.checksum = Some(summary.checksum.clone());
    record.quality_stats = json!(summary.quality);
    record.tier_distribution = json!(summary.tiers);
    record.status = ExportStatus::Completed;
    record.exported_at = Some(Utc::now());
    store.save_export(&record).await.map_err(|error| {
        Failure::from(error).because("the conversations were written, but the audit row could not be completed")
    })?;
    report(app, &record, &summary, left_out, file)?;
    Ok(Exit::Done)
}

fn format_of(file: Option<&Path>) -> ExportFormat {
    let ending = file.and_then(Path::extension).map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("json") => ExportFormat::Json,
        Some("csv") => ExportFormat::Csv,
        Some("md" | "markdown") => ExportFormat::Markdown,
        _ => ExportFormat::Jsonl,
    }
}

fn options(args: &Args, format: ExportFormat) -> Result<Options, Failure> {
    if !args.include.is_empty() && format != ExportFormat::Jsonl {
        return Err(Failure::bad_input(format!("--include is for jsonl; {format} has fixed fields"))
            .hint("Leave --include out: json holds every field, csv the most asked for."));
    }
    if args.spreadsheet_safe && format != ExportFormat::Csv {
        return Err(Failure::bad_input(format!("--spreadsheet-safe is for csv, not {format}"))
            .hint("Add --format csv, or leave --spreadsheet-safe out."));
    }
    let has = |part| args.include.contains(&part);
    let include = Include {
        metadata: has(Beside::Metadata),
        quality_scores: has(Beside::Quality),
        timestamps: has(Beside::Timestamps),
        approval_history: has(Beside::History),
    };
    Ok(Options { include, spreadsheet_safe: args.spreadsheet_safe })
}

fn create(app: &App, path: &Path, force: bool) -> Result<NewFile, Failure> {
    match NewFile::create(path, force) {
        Err(NewFileError::Exists(there)) => {
            if app.ui.confirm(&format!("{} is already there. Replace it?", there.display()), false)? {
                NewFile::create(path, true).map_err(file_failure)
            } else {
                Err(file_failure(NewFileError::Exists(there)))
            }
        }
        other => other.map_err(file_failure),
    }
}

fn file_failure(error: NewFileError) -> Failure {
    let failure = match &error {
        NewFileError::Io { .. } => return Failure::new(error.to_string()).hint("No part of the file was left behind."),
        _ => Failure::bad_input(error.to_string()),
    };
    failure.hint(match error {
        NewFileError::Exists(_) => "Add --force to replace it, or name another file with -o.",
        NewFileError::NoFolder(_) => "Make the folder first, or name another file with -o.",
        _ => "Name a file with -o, or leave -o out to write to stdout.",
    })
}

/// The named conversations that may be exported, oldest first, each once.
async fn select(app: &App, store: &Store, given: &Ids, filter: &Filter) -> Result<(Source, LeftOut), Failure> {
    let named: BTreeSet<_> = given.resolve(app).await?.into_iter().collect();
    let mut left_out = LeftOut::default();
    let mut kept = Vec::new();
    for id in named {
        let conversation = store.conversation(id).await?.conversation;
        if !filter.status.contains(&conversation.status) {
            left_out.not_approved += 1;
        } else if filter.without_simulated && conversation.is_simulated() {
            left_out.simulated += 1;
        } else {
            kept.push(id);
        }
    }
    Ok((Source::Ids(kept), left_out))
}

async fn left_out(store: &Store, filter: &Filter, by_default: bool) -> Result<LeftOut, Failure> {
    let exported = store.count(filter).await?;
    let with_simulated = store.count(&Filter { without_simulated: false, ..filter.clone() }).await?;
    let not_approved = if by_default {
        let any = Filter { status: Vec::new(), ..filter.clone() };
        store.count(&any).await?.saturating_sub(exported)
    } else {
        0
    };
    Ok(LeftOut { not_approved, simulated: with_simulated.saturating_sub(exported) })
}

/// Writes everything; where no conversation was fit, nothing at all.
async fn write(
    app: &App,
    store: &Store,
    mut source: Source,
    mut target: Target,
    (format, options): (ExportFormat, Options),
) -> Result<Summary, Failure> {
    let (mut writing, mut bytes) = Writing::begin(format, options);
    let mut cursor = None;
    loop {
        let (page, next) = next_page(store, &mut source, cursor.as_deref()).await?;
        bytes.extend(writing.page(&page));
        // The beginning waits for the first conversation, so that nothing at all is written where there is none.
        if writing.written() > 0 {
            put(app, &mut target, &bytes)?;
            bytes.clear();
        }
        cursor = next;
        if cursor.is_none() {
            break;
        }
    }
    let written = writing.written();
    let (last, summary) = writing.end();
    if written == 0 {
        return Ok(summary);
    }
    put(app, &mut target, &last)?;
    if let Target::File(file) = target {
        file.finish().map_err(file_failure)?;
    }
    Ok(summary)
}

async fn next_page(
    store: &Store,
    source: &mut Source,
    cursor: Option<&str>,
) -> Result<(Vec<FullConversation>, Option<String>), Failure> {
    match source {
        Source::Filter(filter) => Ok(store.list_full(filter, Order::OLDEST, PAGE, cursor).await?),
        Source::Ids(ids) => {
            let rest = ids.split_off(ids.len().min(PAGE as usize));
            let mut page = Vec::with_capacity(ids.len());
            for id in std::mem::replace(ids, rest) {
                page.push(store.conversation(id).await?);
            }
            Ok((page, (!ids.is_empty()).then(String::new)))
        }
    }
}

fn put(app: &App, target: &mut Target, bytes: &[u8]) -> Result<(), Failure> {
    match target {
        Target::Stdout => app.ui.out_raw(bytes),
        Target::File(file) => file.write(bytes).map_err(file_failure),
    }
}

/// Why there is nothing to export, and how to come by something.
fn nothing(summary: &Summary, left_out: LeftOut) -> Failure {
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

fn report(
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
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        args: Args,
    }

    fn args(line: &[&str]) -> Result<Args, clap::Error> {
        Line::try_parse_from(std::iter::once(&"export").chain(line)).map(|line| line.args)
    }

    #[test]
    fn the_format_follows_the_ending_unless_it_is_named() {
        let of = |name: &str| format_of(Some(Path::new(name)));
        assert_eq!(
            (of("a.csv"), of("a.JSON"), of("a.md")),
            (ExportFormat::Csv, ExportFormat::Json, ExportFormat::Markdown)
        );
        assert_eq!((of("a.txt"), format_of(None)), (ExportFormat::Jsonl, ExportFormat::Jsonl));
        assert_eq!(args(&["--format", "csv", "-o", "a.json"]).unwrap().format, Some(ExportFormat::Csv));
    }

    #[test]
    fn a_misspelt_format_is_offered_the_nearest() {
        let message = args(&["--format", "jsnl"]).unwrap_err().to_string();
        assert!(message.contains("jsonl"), "{message}");
    }

    #[test]
    fn parts_come_comma_separated_and_only_for_jsonl() {
        let args = args(&["--include", "metadata,history"]).unwrap();
        let include = options(&args, ExportFormat::Jsonl).unwrap().include;
        assert_eq!(include, Include { metadata: true, approval_history: true, ..Include::default() });
        let failure = options(&args, ExportFormat::Csv).unwrap_err();
        assert_eq!(
            (failure.exit, failure.message.as_str()),
            (Exit::BadInput, "--include is for jsonl; csv has fixed fields")
        );
    }

    #[test]
    fn an_empty_export_says_what_was_left_out_and_what_to_do() {
        let left_out = LeftOut { not_approved: 3, simulated: 0 };
        let failure = nothing(&Summary::default(), left_out);
        assert_eq!(failure.message, "nothing to export: no conversation matches");
        assert_eq!(failure.hints[1], "Read and approve with `dialoom review`.");
        let summary = Summary { unfit: BTreeMap::from([(Unfit::EndsOnUser, 2)]), ..Summary::default() };
        let message = nothing(&summary, LeftOut::default()).message;
        assert_eq!(message, "nothing to export: no conversation fits a training file (2: the last turn is the user's)");
    }
}
