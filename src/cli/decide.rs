//! `dialoom approve`, `reject` and `revise`: the decisions of a review without a terminal.

use chrono::Utc;
use serde::Serialize;

use crate::app::App;
use crate::domain::review::Decision;
use crate::error::{Exit, Failure};
use crate::review::{self, Change, Request, Selection};
use crate::store::{Held, Store};
use crate::ui::{Cell, Table, count};

use crate::cli::args::{ByWhole, FilterArgs, Ids, by_filters, nothing_found};
use crate::cli::confirm::confirmed;
use crate::cli::hints::{export_command, held_back};

const HOW: &str = "\
Select conversations by id or by filters. Without --status, filters select undecided conversations (revise --reopen: \
rejected ones). Filters ask before they change anything; --yes answers. Filters leave out conversations with a serious finding, \
for a filter is no reading. --with-findings takes them; to reject or revise, --finding does, too. Either all \
conversations change or none.";

/// Which conversations to decide about, and whether it is a dry run.
#[derive(Debug, clap::Args)]
struct Which {
    #[command(flatten)]
    ids: Ids,
    /// Show what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Decide about those with serious findings, too
    #[arg(long)]
    with_findings: bool,
    #[command(flatten)]
    filters: FilterArgs<ByWhole>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = HOW)]
pub struct ApproveArgs {
    /// A remark for the review history
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    #[command(flatten)]
    which: Which,
}

#[derive(Debug, clap::Args)]
#[command(after_help = HOW)]
pub struct RejectArgs {
    /// Why; kept in the review history
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    which: Which,
}

#[derive(Debug, clap::Args)]
#[command(after_help = HOW)]
pub struct ReviseArgs {
    /// What to change; kept in the review history
    #[arg(long, value_name = "TEXT")]
    note: String,
    /// Reopen rejected conversations: they go back to pending_review
    #[arg(long)]
    reopen: bool,
    #[command(flatten)]
    which: Which,
}

pub async fn approve(app: &App, args: ApproveArgs) -> Result<Exit, Failure> {
    decide(app, args.which, Decision::Approve { note: args.note }, "--note").await
}

pub async fn reject(app: &App, args: RejectArgs) -> Result<Exit, Failure> {
    decide(app, args.which, Decision::Reject { reason: args.reason }, "--reason").await
}

pub async fn revise(app: &App, args: ReviseArgs) -> Result<Exit, Failure> {
    let note = args.note;
    let decision = if args.reopen { Decision::Reopen { reason: note } } else { Decision::SendBack { note } };
    decide(app, args.which, decision, "--note").await
}

/// Conversations read at once, to see which a model can make anew.
const CHUNK: usize = 100;

#[derive(Serialize)]
struct Document<'a> {
    decided: &'a [Change],
    count: usize,
    left_out: LeftOut,
    dry_run: bool,
}

/// Conversations that match the filter and stay as they are.
#[derive(Debug, Clone, Copy, Serialize)]
struct LeftOut {
    /// For a serious finding.
    findings: u64,
}

/// Plans, asks where filters select, commits, and reports. `flag` holds the reason.
async fn decide(app: &App, which: Which, decision: Decision, flag: &str) -> Result<Exit, Failure> {
    let now = Utc::now();
    let decision = decision.trimmed().ok_or_else(|| {
        Failure::bad_input(format!("{flag} is empty")).hint(format!("Say why in {flag}; the review history keeps it."))
    })?;
    let by_filters = by_filters(&which.ids, which.filters.is_given(), command_of(&decision), "--min-quality 8")?;
    which.filters.filter(now)?;
    let store = app.store().await?;
    let selection = match by_filters {
        true => Selection::Filter {
            filter: Box::new(which.filters.checked(app, now).await?),
            with_findings: which.with_findings,
        },
        false => Selection::Ids(which.ids.resolve(app).await?),
    };
    let request = Request { by: app.settings.user.clone(), decision: decision.clone(), selection };
    let plan = review::plan(store, request).await?;
    let left_out = LeftOut { findings: plan.left_out() };
    if plan.changes().is_empty() {
        let why = match (by_filters, left_out.findings) {
            (by_filters, 0) => nothing_found(by_filters),
            (_, _) => "all that match have serious findings",
        };
        app.ui.note(&format!("{why}: nothing to {}", words_of(&decision)));
    }
    if left_out.findings > 0 {
        app.ui.note(&format!(
            "left out: {} with serious findings. Read them with: dialoom review; name an id to decide about it unread, or \
             add --with-findings",
            count(left_out.findings, "conversation")
        ));
    }
    let report = Report { decision: &decision, left_out, dry_run: which.dry_run };
    if plan.changes().is_empty() || which.dry_run {
        return report.print(app, plan.changes()).await;
    }
    if by_filters {
        let what = format!("{} {}", words_of(&decision), count(plan.changes().len() as u64, "conversation"));
        if !confirmed(app, &what, "Add --yes to go ahead, or --dry-run to see which ones.")? {
            return Ok(Exit::Done);
        }
    }
    report.print(app, &plan.commit(store, now).await?).await
}

/// What a decision did, for the person or program that asked for it.
struct Report<'a> {
    decision: &'a Decision,
    left_out: LeftOut,
    dry_run: bool,
}

impl Report<'_> {
    async fn print(&self, app: &App, decided: &[Change]) -> Result<Exit, Failure> {
        let Report { decision, left_out, dry_run } = *self;
        if app.ui.wants_json() {
            app.ui.json(&Document { decided, count: decided.len(), left_out, dry_run })?;
            return Ok(Exit::Done);
        }
        if decided.is_empty() {
            return Ok(Exit::Done);
        }
        let mut table = Table::new(&["ID", "FROM", "TO", "TITLE"], &[3]);
        for one in decided {
            table.row([Cell::from(one.short_id.clone()), one.from.into(), one.to.into(), one.title.clone().into()]);
        }
        table.print(&app.ui)?;
        let number = count(decided.len() as u64, "conversation");
        if dry_run {
            app.ui.note(&format!("would {} {number}; nothing was changed", words_of(decision)));
            return Ok(Exit::Done);
        }
        let (done, next) = match decision {
            Decision::Approve { .. } => ("approved", after_approval(app.store().await?, decided).await?),
            Decision::Reject { .. } => {
                ("rejected", vec!["see what is left to decide: dialoom list needs-review".into()])
            }
            Decision::SendBack { .. } => ("sent back", after_sending_back(app.store().await?, decided).await?),
            Decision::Reopen { .. } => ("reopened", vec!["decide about them: dialoom review".into()]),
        };
        app.ui.note(&format!("{done} {number}"));
        next.iter().for_each(|line| app.ui.note(line));
        Ok(Exit::Done)
    }
}

/// The way to another version: a model makes only what has a template.
async fn after_sending_back(store: &Store, decided: &[Change]) -> Result<Vec<String>, Failure> {
    let (mut by_hand, mut first) = (0, None);
    for some in decided.chunks(CHUNK) {
        let ids: Vec<_> = some.iter().map(|one| one.id).collect();
        for it in store.conversations_named(&ids).await?.into_iter().filter(|it| it.template_id.is_none()) {
            by_hand += 1;
            first.get_or_insert(it.short_id);
        }
    }
    let others = (by_hand < decided.len() as u64).then(|| match decided {
        [one] => format!("let a model make it anew: dialoom regenerate {} --dry-run", one.short_id),
        _ => "let a model make them anew: dialoom regenerate --sent-back --dry-run".to_owned(),
    });
    let edit = first.map(|id| match by_hand {
        1 => format!("it was made without a template; edit it by hand: dialoom edit {id}"),
        many => format!(
            "{} were made without a template; edit each by hand: dialoom edit {id}",
            count(many, "conversation")
        ),
    });
    Ok(others.into_iter().chain(edit).collect())
}

/// The way to a file. An export leaves out those with a serious finding that a filter approved.
async fn after_approval(store: &Store, decided: &[Change]) -> Result<Vec<String>, Failure> {
    let ids: Vec<_> = decided.iter().map(|one| one.id).collect();
    let Held { unread, simulated, superseded } = store.held_of(&ids).await?;
    let told = (unread > 0).then(|| held_back(unread));
    let replaced = (superseded > 0).then(|| match decided {
        [one] => {
            format!("an approved newer version has its place, so no export takes it: dialoom history {}", one.short_id)
        }
        _ => format!("{} have an approved newer version, and no export takes them", count(superseded, "conversation")),
    });
    let held = unread + superseded;
    let which = if held == 0 { "them" } else { "the others" };
    let write = match held < decided.len() as u64 {
        true => {
            export_command(store, simulated > 0).await?.map(|command| format!("write {which} to a file: {command}"))
        }
        false => None,
    };
    Ok(told.into_iter().chain(replaced).chain(write).collect())
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
