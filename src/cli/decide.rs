//! `dialoom approve`, `reject` and `revise`: the decisions of a review without a terminal.

use chrono::Utc;
use serde::Serialize;

use crate::app::App;
use crate::domain::conversation::Conversation;
use crate::domain::filter::{Filter, Order};
use crate::domain::ids::ConversationId;
use crate::domain::review::Decision;
use crate::domain::status::{Move, Status};
use crate::error::{Exit, Failure};
use crate::store::{Store, StoreError};
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
    let note = args.note.map(|note| said("--note", note)).transpose()?;
    decide(app, args.which, Decision::Approve { note }).await
}

/// Rejects.
pub async fn reject(app: &App, args: RejectArgs) -> Result<Exit, Failure> {
    let reason = said("--reason", args.reason)?;
    decide(app, args.which, Decision::Reject { reason }).await
}

/// Sends back.
pub async fn revise(app: &App, args: ReviseArgs) -> Result<Exit, Failure> {
    let note = said("--note", args.note)?;
    let decision = if args.reopen { Decision::Reopen { reason: note } } else { Decision::SendBack { note } };
    decide(app, args.which, decision).await
}

fn said(flag: &str, text: String) -> Result<String, Failure> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Failure::bad_input(format!("{flag} is empty"))
            .hint(format!("Say why in {flag}: it is kept for the record.")));
    }
    Ok(text.to_owned())
}

/// One line of what changed or would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Decided {
    id: ConversationId,
    short_id: String,
    from: Status,
    to: Status,
    title: String,
}

#[derive(Serialize)]
struct Document<'a> {
    decided: &'a [Decided],
    count: usize,
    dry_run: bool,
}

async fn decide(app: &App, which: Which, decision: Decision) -> Result<Exit, Failure> {
    let now = Utc::now();
    let command = command_of(&decision);
    let by_filters = match (which.ids.is_given(), which.filters.is_given()) {
        (true, true) => {
            return Err(Failure::bad_input("both ids and filters are given")
                .hint("Give one of them: ids name conversations one by one, filters say which."));
        }
        (false, false) => {
            return Err(Failure::bad_input("no conversation is named").hint(format!(
                "Give ids (dialoom {command} ID…), - to read ids from stdin, or filters (dialoom {command} --min-quality 8)."
            )));
        }
        (_, by_filters) => by_filters,
    };
    which.filters.filter(now)?;
    let store = app.store().await?;
    let before = if by_filters {
        let filter = narrowed(which.filters.checked(store, now).await?, decision.step());
        selected(store, &filter).await?
    } else {
        named(store, which.ids.resolve(app).await?).await?
    };
    if before.is_empty() {
        let why = if by_filters { "no conversation matches" } else { "no ids were read" };
        app.ui.note(&format!("{why}: nothing to {}", words_of(&decision)));
        return report(app, &decision, &[], which.dry_run);
    }
    let planned = planned(&before, decision.step())?;
    if which.dry_run {
        return report(app, &decision, &planned, true);
    }
    if by_filters && !confirmed(app, &decision, planned.len())? {
        return Ok(Exit::Done);
    }
    let ids: Vec<ConversationId> = planned.iter().map(|one| one.id).collect();
    let after = store.decide(&ids, &decision, &app.settings.user, now).await.map_err(blocked)?;
    // What the store wrote, not what was planned: somebody may have moved one in between.
    let decided: Vec<Decided> = after.iter().map(written).collect();
    report(app, &decision, &decided, false)
}

/// Filters that name no state mean the ones still to be decided, so that `approve --min-quality 8` can be said twice.
fn narrowed(mut filter: Filter, step: Move) -> Filter {
    if filter.status.is_empty() {
        let is_meant = |status: &Status| match step {
            Move::Reopen => *status == Status::Rejected,
            _ => status.is_undecided(),
        };
        filter.status = Status::ALL.iter().copied().filter(is_meant).collect();
    }
    filter
}

/// Everything the filter lets through, oldest first.
async fn selected(store: &Store, filter: &Filter) -> Result<Vec<Conversation>, Failure> {
    let mut all = Vec::new();
    let mut cursor = None;
    loop {
        let page = store.list(filter, Order::OLDEST, 1000, cursor.as_deref()).await?;
        all.extend(page.conversations);
        cursor = page.next_cursor;
        if cursor.is_none() {
            return Ok(all);
        }
    }
}

async fn named(store: &Store, ids: Vec<ConversationId>) -> Result<Vec<Conversation>, Failure> {
    let mut all = Vec::with_capacity(ids.len());
    for id in ids {
        all.push(store.conversation(id).await?.conversation);
    }
    Ok(all)
}

/// What the move would do to each, or every one that stands in its way.
fn planned(before: &[Conversation], step: Move) -> Result<Vec<Decided>, Failure> {
    let mut planned = Vec::with_capacity(before.len());
    let mut in_the_way = Vec::new();
    for it in before {
        match it.status.after(step) {
            Ok(to) => planned.push(Decided {
                id: it.id,
                short_id: it.short_id.clone(),
                from: it.status,
                to,
                title: it.title.clone(),
            }),
            Err(source) => in_the_way.push(StoreError::Move { short_id: it.short_id.clone(), source }),
        }
    }
    match in_the_way.len() {
        0 => Ok(planned),
        1 => Err(blocked(in_the_way.remove(0))),
        many => {
            let message = format!("{many} of {} do not allow it; nothing was changed", before.len());
            let mut failure = in_the_way.iter().take(5).fold(Failure::bad_input(message), Failure::because);
            if many > 5 {
                failure = failure.because(format!("and {} more", many - 5));
            }
            Err(failure.hint("Leave those out, or narrow the filters with --status."))
        }
    }
}

fn blocked(error: StoreError) -> Failure {
    let reopens = matches!(&error, StoreError::Move { source, .. } if source.from.moves() == [Move::Reopen]);
    let is_move = matches!(error, StoreError::Move { .. });
    let failure = Failure::from(error);
    match (is_move, reopens) {
        (true, true) => {
            failure.hint("Nothing was changed. Take a rejected one up again: dialoom revise ID --reopen --note WHY.")
        }
        (true, false) => failure.hint("Nothing was changed: all of them, or none."),
        _ => failure,
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

/// What a conversation's last decision did to it.
fn written(it: &Conversation) -> Decided {
    let from = it.review_history.last().map_or(it.status, |entry| entry.from);
    Decided { id: it.id, short_id: it.short_id.clone(), from, to: it.status, title: it.title.clone() }
}

fn report(app: &App, decision: &Decision, decided: &[Decided], dry_run: bool) -> Result<Exit, Failure> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_without_a_state_mean_what_is_still_to_be_decided() {
        let filter = narrowed(Filter::default(), Move::Approve);
        assert!(filter.status.contains(&Status::NeedsRevision) && !filter.status.contains(&Status::Approved));
        assert_eq!(narrowed(Filter::default(), Move::Reopen).status, [Status::Rejected]);
        let asked = Filter { status: vec![Status::Approved], ..Filter::default() };
        assert_eq!(narrowed(asked.clone(), Move::Reject), asked);
    }

    #[test]
    fn a_reason_of_white_space_is_none() {
        assert!(said("--reason", " \n".into()).is_err());
        assert_eq!(said("--note", " too short ".into()).expect("a note"), "too short");
    }
}
