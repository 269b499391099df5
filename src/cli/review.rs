//! `dialoom review`.

use chrono::Utc;
use serde::Serialize;

use crate::app::App;
use crate::error::{Exit, Failure};
use crate::review::{Counts, Order, Session};
use crate::store::Store;
use crate::ui::count;
use crate::ui::review::Screen;

use crate::cli::args::{FilterArgs, one_of};
use crate::cli::hints::export_command;
use crate::cli::place::in_database;
use crate::cli::shell;

#[derive(Debug, clap::Args)]
#[command(after_help = "Without --status, review shows undecided conversations.")]
pub struct Args {
    /// Which to show first, by score or by age
    #[arg(long, value_name = "ORDER", default_value = "worst", ignore_case = true,
        value_parser = one_of::<Order>(Order::WORDS))]
    order: Order,
    #[command(flatten)]
    filters: FilterArgs,
}

#[derive(Serialize)]
struct Document {
    reviewed: Counts,
    remaining: u64,
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let now = Utc::now();
    args.filters.filter(now)?;
    if !app.ui.is_interactive() {
        return Err(Failure::bad_input("review needs a terminal to show conversations and read keys")
            .hint("Without one, decide with: dialoom approve ID, dialoom reject --reason WHY ID or dialoom revise --note WHAT ID")
            .hint("Read all undecided ones with: dialoom list needs-review --ids | dialoom show -"));
    }
    let store = app.store().await?;
    let filter = args.filters.checked(store, &app.settings.user, now).await?;
    let mut session = Session::new(store.clone(), filter, args.order, app.settings.user.clone());
    let total = session.remaining().await?;
    let mut screen = Screen::new(total)?;
    let ended = screen.sit(&mut session).await;
    drop(screen);
    app.ui.note("");
    let remaining = session.remaining().await.unwrap_or_default();
    if app.ui.wants_json() {
        app.ui.json(&Document { reviewed: session.counts(), remaining })?;
    }
    for line in summary(store, session.counts(), remaining, total) {
        app.ui.note(&line);
    }
    if session.counts().approved > 0
        && let Ok(command) = export_command(store).await
    {
        app.ui.note(&format!("write the approved ones to a file: {command}"));
    }
    ended
}

fn summary(store: &Store, counts: Counts, remaining: u64, total: u64) -> Vec<String> {
    if total == 0 {
        return vec![in_database(store, "nothing to review"), "see all conversations: dialoom list".into()];
    }
    let mut parts =
        vec![format!("approved {}, rejected {}, sent back {}", counts.approved, counts.rejected, counts.sent_back)];
    let rest = [("reopened", counts.reopened), ("skipped", counts.skipped), ("decided by others", counts.elsewhere)];
    parts.extend(rest.iter().filter(|(_, number)| *number > 0).map(|(what, number)| format!("{what} {number}")));
    let mut lines = vec![parts.join(", ")];
    if remaining > 0 {
        let command = shell::again_without("--cursor", &[]);
        lines.push(format!("{} left; continue with: {command}", count(remaining, "conversation")));
    }
    lines
}
