//! `dialoom review`.

use chrono::Utc;
use serde::Serialize;

use crate::app::App;
use crate::error::{Exit, Failure};
use crate::review::{Counts, Order, Session};
use crate::ui::count;
use crate::ui::review::Screen;

use crate::cli::args::{FilterArgs, one_of};
use crate::cli::shell;

/// Arguments of `dialoom review`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Filters without --status mean the conversations no one has decided yet.")]
pub struct Args {
    /// Which come first: by score or by age
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
            .hint("Decide without one: dialoom approve, dialoom reject --reason or dialoom revise --note, with ids or filters.")
            .hint("Read them first: dialoom list needs-review --ids | dialoom show -"));
    }
    let store = app.store().await?;
    let filter = args.filters.checked(store, now).await?;
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
    for line in summary(session.counts(), remaining, total) {
        app.ui.note(&line);
    }
    ended
}

fn summary(counts: Counts, remaining: u64, total: u64) -> Vec<String> {
    if total == 0 {
        return vec!["nothing to review".into(), "see what there is: dialoom list".into()];
    }
    let mut parts =
        vec![format!("approved {}, rejected {}, sent back {}", counts.approved, counts.rejected, counts.sent_back)];
    let rest = [("reopened", counts.reopened), ("skipped", counts.skipped), ("decided elsewhere", counts.elsewhere)];
    parts.extend(rest.iter().filter(|(_, number)| *number > 0).map(|(what, number)| format!("{what} {number}")));
    let mut lines = vec![parts.join(", ")];
    if remaining > 0 {
        let command = shell::again_without("--cursor", &[]);
        lines.push(format!("{} left: {command}", count(remaining, "conversation")));
    }
    if counts.approved > 0 {
        lines.push("write the approved ones: dialoom export --format jsonl -o training.jsonl".into());
    }
    lines
}
