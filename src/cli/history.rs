//! `dialoom history`.

use serde::Serialize;

use crate::app::App;
use crate::error::{Exit, Failure};
use crate::review::{self, History};
use crate::ui::{history_view, printable};

use crate::cli::args::{Ids, Paging};

/// Show who decided and changed what about conversations
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Shows every decision, edit, deletion and undo with its reason, edits as differences, and the versions that a conversation was \
made from. --json has the earlier texts as a whole.

Examples:
  dialoom history k3v9
  dialoom list approved --ids | dialoom history - --json")]
pub struct Args {
    #[command(flatten)]
    ids: Ids,
    #[command(flatten)]
    paging: Paging,
}

#[derive(Serialize)]
struct Document {
    histories: Vec<History>,
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    if !args.ids.is_given() {
        return Err(Failure::bad_input("no conversation is selected")
            .hint("Give ids (dialoom history ID…), @last for your newest, or - to read ids from stdin."));
    }
    let ids = args.ids.resolve_with_trash(app).await?;
    let store = app.store().await?;
    let mut histories = Vec::with_capacity(ids.len());
    for id in ids {
        histories.push(review::history(store, id).await?);
    }
    if app.ui.wants_json() {
        app.ui.json(&Document { histories })?;
        return Ok(Exit::Done);
    }
    let mut pages = app.ui.paged(args.paging.is_wanted());
    for (place, one) in histories.iter().enumerate() {
        if place > 0 {
            pages.out("")?;
        }
        pages.out(&printable(&history_view::text(one, app.ui.width())))?;
    }
    pages.end()?;
    Ok(Exit::Done)
}
