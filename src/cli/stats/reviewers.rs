//! `dialoom stats reviewers`: decisions by person, and how much of it was read.

use chrono::Utc;
use serde::Serialize;

use crate::app::App;
use crate::error::{Exit, Failure};
use crate::store::Reviewer;
use crate::ui::Table;

use crate::cli::args::{ByPart, FilterArgs};

#[derive(Serialize)]
struct Document<'a> {
    reviewers: &'a [Reviewer],
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Counts decisions that stand: those that were undone do not count. Only those made after opening a conversation in the review \
count as read. Filters select conversations.

Examples:
  dialoom stats reviewers
  dialoom stats reviewers --status rejected --json")]
pub(super) struct Args {
    #[command(flatten)]
    filters: FilterArgs<ByPart>,
}

pub(super) async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let now = Utc::now();
    args.filters.filter(now)?;
    let store = app.store().await?;
    let filter = args.filters.checked(app, now).await?;
    let reviewers = store.reviewers(&filter).await?;
    if app.ui.wants_json() {
        app.ui.json(&Document { reviewers: &reviewers })?;
        return Ok(Exit::Done);
    }
    if reviewers.is_empty() {
        app.ui.note("nobody has decided about any of these conversations");
        return Ok(Exit::Done);
    }
    let headings = [
        "REVIEWER",
        "DECISIONS",
        "APPROVED",
        "REJECTED",
        "SENT BACK",
        "REOPENED",
        "OPENED",
        "NAMED",
        "FILTER",
        "REASONS",
    ];
    let mut table = Table::new(&headings, &[9]).right(&[1, 2, 3, 4, 5, 6, 7, 8]);
    for person in &reviewers {
        let reasons = person.reasons.iter().map(|reason| format!("{} ({})", reason.why, reason.count));
        let numbers = [
            person.decisions,
            person.approved,
            person.rejected,
            person.sent_back,
            person.reopened,
            person.opened,
            person.named,
            person.filter,
        ];
        let cells = numbers.iter().map(ToString::to_string);
        let reasons = reasons.collect::<Vec<_>>().join("; ");
        table.row(std::iter::once(person.name.clone()).chain(cells).chain([reasons]));
    }
    table.print(&app.ui)?;
    app.ui.note("only opened ones count as read; decisions that were undone do not count");
    Ok(Exit::Done)
}
