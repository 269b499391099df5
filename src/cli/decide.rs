//! `dialoom approve`, `reject` and `revise`: the decisions of a review without a terminal.

use chrono::Utc;
use serde::Serialize;

use crate::app::App;
use crate::domain::review::Decision;
use crate::error::{Exit, Failure};
use crate::review::{self, Change, Request, Selection};
use crate::ui::{Table, count};

use crate::cli::args::{FilterArgs, Ids};

const HOW: &str = "\
Name conversations by id, or say which with filters. Filters without --status mean those no one has decided yet (with \
--reopen, the rejected ones); they ask before they change anything, unless --yes is given. All of them change, or none.";

/// Which conversations are decided about, and whether really.
#[derive(Debug, clap::Args)]
struct Which {
    #[command(flatten)]
    ids: Ids,
    /// Say what would change and change nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    filters: FilterArgs,
}

/// Arguments of `dialoom approve`.
#[derive(Debug, clap::Args)]
#[command(after_help = HOW)]
pub struct ApproveArgs {
    /// A remark for the record
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    #[command(flatten)]
    which: Which,
}

/// Arguments of `dialoom reject`.
#[derive(Debug, clap::Args)]
#[command(after_help = HOW)]
pub struct RejectArgs {
    /// Why, for the record
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    which: Which,
}

/// Arguments of `dialoom revise`.
#[derive(Debug, clap::Args)]
#[command(after_help = HOW)]
pub struct ReviseArgs {
    /// What should be done differently
    #[arg(long, value_name = "TEXT")]
    note: String,
    /// Take rejected ones up again: they go back to pending_review instead
    #[arg(long)]
    reopen: bool,
    #[command(flatten)]
    which: Which,
}

/// Approves.
pub async fn approve(app: &App, args: ApproveArgs) -> Result<Exit, Failure> {
    decide(app, args.which, Decision::Approve { note: args.note }, "--note").await
}

/// Rejects.
pub async fn reject(app: &App, args: RejectArgs) -> Result<Exit, Failure> {
    decide(app, args.which, Decision::Reject { reason: args.reason }, "--reason").await
}

/// Sends back.
pub async fn revise(app: &App, args: ReviseArgs) -> Result<Exit, Failure> {
    let note = args.note;
    let decision = if args.reopen { Decision::Reopen { reason: note } } else { Decision::SendBack { note } };
    decide(app, args.which, decision, "--note").await
}

#[derive(Serialize)]
struct Document<'a> {
    decided: &'a [Change],
    count: usize,
    dry_run: bool,
}

/// Plans, asks where filters selected, commits, and reports. `flag` is the one that holds the reason.
async fn decide(app: &App, which: Which, decision: Decision, flag: &str) -> Result<Exit, Failure> {
    let now = Utc::now();
    let decision = decision.trimmed().ok_or_else(|| {
        Failure::bad_input(format!("{flag} is empty")).hint(format!("Say why in {flag}: it is kept for the record."))
    })?;
    let by_filters = is_by_filters(&which, &decision)?;
    which.filters.filter(now)?;
    let store = app.store().await?;
    let selection = match by_filters {
        true => Selection::Filter(Box::new(which.filters.checked(store, now).await?)),
        false => Selection::Ids(which.ids.resolve(app).await?),
    };
    let request = Request { by: app.settings.user.clone(), decision: decision.clone(), selection };
    let plan = review::plan(store, request).await?;
    if plan.changes().is_empty() {
        let why = if by_filters { "no conversation matches" } else { "no ids were read" };
        app.ui.note(&format!("{why}: nothing to {}", words_of(&decision)));
    }
    if plan.changes().is_empty() || which.dry_run {
        return report(app, &decision, plan.changes(), which.dry_run);
    }
    if by_filters && !confirmed(app, &decision, plan.changes().len())? {
        return Ok(Exit::Done);
    }
    report(app, &decision, &plan.commit(store, now).await?, false)
}

/// Whether filters select and not ids; one of the two must.
fn is_by_filters(which: &Which, decision: &Decision) -> Result<bool, Failure> {
    match (which.ids.is_given(), which.filters.is_given()) {
        (true, true) => Err(Failure::bad_input("both ids and filters are given")
            .hint("Give one of them: ids name conversations one by one, filters say which.")),
        (false, false) => {
            let command = command_of(decision);
            Err(Failure::bad_input("no conversation is named").hint(format!(
                "Give ids (dialoom {command} ID…), - to read ids from stdin, or filters (dialoom {command} --min-quality 8)."
            )))
        }
        (_, by_filters) => Ok(by_filters),
    }
}

fn confirmed(app: &App, decision: &Decision, number: usize) -> Result<bool, Failure> {
    let what = format!("{} {}", words_of(decision), count(number as u64, "conversation"));
    if app.ui.confirm(&format!("{}?", capitalized(&what)), false)? {
        return Ok(true);
    }
    if app.ui.can_ask() {
        app.ui.note("nothing was changed");
        return Ok(false);
    }
    Err(Failure::bad_input(format!("filters would {what}, and there is no terminal to ask at"))
        .hint("Give --yes to go ahead, or --dry-run to see which ones."))
}

fn report(app: &App, decision: &Decision, decided: &[Change], dry_run: bool) -> Result<Exit, Failure> {
    if app.ui.wants_json() {
        app.ui.json(&Document { decided, count: decided.len(), dry_run })?;
        return Ok(Exit::Done);
    }
    if decided.is_empty() {
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&["ID", "FROM", "TO", "TITLE"], &[3]);
    for one in decided {
        table.row([one.short_id.clone(), one.from.to_string(), one.to.to_string(), one.title.clone()]);
    }
    table.print(&app.ui)?;
    let number = count(decided.len() as u64, "conversation");
    if dry_run {
        app.ui.note(&format!("would {} {number}; nothing was changed", words_of(decision)));
        return Ok(Exit::Done);
    }
    let (done, next) = match decision {
        Decision::Approve { .. } => {
            ("approved", "write them to a file: dialoom export --format jsonl -o training.jsonl")
        }
        Decision::Reject { .. } => ("rejected", "see what is left to decide: dialoom list needs-review"),
        Decision::SendBack { .. } => ("sent back", "see them: dialoom list --status needs_revision"),
        Decision::Reopen { .. } => ("reopened", "decide about them: dialoom review"),
    };
    app.ui.note(&format!("{done} {number}"));
    app.ui.note(next);
    Ok(Exit::Done)
}

fn command_of(decision: &Decision) -> &'static str {
    match decision {
        Decision::Approve { .. } => "approve",
        Decision::Reject { .. } => "reject --reason WHY",
        Decision::SendBack { .. } => "revise --note WHAT",
        Decision::Reopen { .. } => "revise --reopen --note WHY",
    }
}

fn words_of(decision: &Decision) -> &'static str {
    match decision {
        Decision::Approve { .. } => "approve",
        Decision::Reject { .. } => "reject",
        Decision::SendBack { .. } => "send back",
        Decision::Reopen { .. } => "reopen",
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
