//! `dialoom delete`.

use chrono::Utc;
use serde::Serialize;

use crate::app::App;
use crate::error::{Exit, Failure};
use crate::review::{self, Doomed};
use crate::store::Candidate;
use crate::ui::{Cell, Table, count};

use crate::cli::args::{ByWhole, FilterArgs, Ids, by_filters, nothing_found};
use crate::cli::confirm::{confirmed, named};

/// Move conversations to the trash
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Select conversations by id or by filters. Deleted ones are in no list, count, export or comparison; dialoom undo brings them \
back. Approved ones need --force; without it, filters leave them out. It asks before it changes anything; --yes answers. \
Either all conversations change or none. To remove them for good: dialoom purge.

Examples:
  dialoom delete k3v9
  dialoom delete --status rejected --until 30d --dry-run")]
pub struct Args {
    #[command(flatten)]
    ids: Ids,
    /// Delete approved ones, too
    #[arg(long)]
    force: bool,
    /// Show what would go, and change nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    filters: FilterArgs<ByWhole>,
}

#[derive(Serialize)]
struct Document<'a> {
    deleted: Vec<Row<'a>>,
    count: usize,
    left_out: LeftOut,
    dry_run: bool,
}

#[derive(Serialize)]
struct Row<'a> {
    id: crate::domain::ids::ConversationId,
    short_id: &'a str,
    from: crate::domain::status::Status,
    title: &'a str,
}

/// Conversations that match the filter and stay as they are.
#[derive(Serialize)]
struct LeftOut {
    approved: u64,
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let now = Utc::now();
    let by_filters = by_filters(&args.ids, args.filters.is_given(), "delete", "--status rejected")?;
    args.filters.filter(now)?;
    let store = app.store().await?;
    let doomed = match by_filters {
        true => Doomed::Filter(Box::new(args.filters.reaching_all(app, now).await?)),
        false => Doomed::Ids(args.ids.resolve(app).await?),
    };
    let deletion = review::deletion(store, &app.settings.user, doomed, args.force).await?;
    let left_out = deletion.left_out();
    if left_out > 0 {
        app.ui
            .note(&format!("left out: {}. Add --force to delete them, too", count(left_out, "approved conversation")));
    }
    let conversations = deletion.conversations();
    if conversations.is_empty() || args.dry_run {
        return print(app, conversations, (left_out, by_filters), args.dry_run);
    }
    let what = match conversations {
        [one] => format!("delete {}", named(&one.short_id, &one.title)),
        many => format!("delete {}", count(many.len() as u64, "conversation")),
    };
    if !confirmed(app, &what, "Add --yes to go ahead, or --dry-run to see which ones.")? {
        return Ok(Exit::Done);
    }
    let deleted = deletion.commit(store, now).await?;
    print(app, &deleted, (left_out, by_filters), false)
}

fn print(app: &App, all: &[Candidate], (approved, by_filters): (u64, bool), dry_run: bool) -> Result<Exit, Failure> {
    if app.ui.wants_json() {
        let deleted = all
            .iter()
            .map(|it| Row { id: it.id, short_id: &it.short_id, from: it.status, title: &it.title })
            .collect::<Vec<_>>();
        app.ui.json(&Document { count: deleted.len(), deleted, left_out: LeftOut { approved }, dry_run })?;
        return Ok(Exit::Done);
    }
    if all.is_empty() {
        app.ui.note(&format!("{}: nothing to delete", nothing_found(by_filters)));
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&["ID", "STATUS", "TITLE"], &[2]);
    for it in all {
        table.row([Cell::from(it.short_id.clone()), it.status.into(), it.title.clone().into()]);
    }
    table.print(&app.ui)?;
    let number = count(all.len() as u64, "conversation");
    match dry_run {
        true => app.ui.note(&format!("would delete {number}; nothing was changed")),
        false => {
            app.ui.note(&format!("deleted {number}"));
            let them = if all.len() == 1 { "it" } else { "them" };
            app.ui.note(&format!("bring {them} back with: dialoom undo"));
        }
    }
    Ok(Exit::Done)
}
