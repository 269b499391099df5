//! `dialoom tag`.

use chrono::Utc;
use serde::Serialize;

use crate::app::App;
use crate::domain::ids::ConversationId;
use crate::domain::review::Basis;
use crate::domain::tag::Tag;
use crate::error::{Exit, Failure};
use crate::store::{Candidate, Tagging};
use crate::ui::{count, printable};

use crate::cli::args::Ids;

/// Put a tag on a conversation, or take it off
#[derive(Debug, clap::Args)]
#[command(after_help = "\
A tag is one word in any case. It changes no status; --tag among the filters finds it. dialoom undo takes it back.

Examples:
  dialoom tag k3v9 tax
  dialoom list needs-review --ids | dialoom tag - tax
  dialoom tag k3v9 tax --remove
  dialoom review --tag tax")]
pub struct Args {
    /// A short id or a unique prefix of an id; @last is your newest; "-" reads ids from stdin, one per line
    #[arg(id = "ids", value_name = "ID")]
    id: String,
    /// The tag
    #[arg(value_name = "WORD")]
    tag: Tag,
    /// Take the tag off
    #[arg(long)]
    remove: bool,
}

/// A conversation that was changed.
#[derive(Serialize)]
pub(super) struct Row<'a> {
    id: ConversationId,
    short_id: &'a str,
    title: &'a str,
}

impl Row<'_> {
    pub(super) fn all(all: &[Candidate]) -> Vec<Row<'_>> {
        all.iter().map(|it| Row { id: it.id, short_id: &it.short_id, title: &it.title }).collect()
    }
}

#[derive(Serialize)]
struct Document<'a> {
    changed: Vec<Row<'a>>,
    count: usize,
    tag: &'a str,
    removed: bool,
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let Args { id, tag, remove } = args;
    let ids = Ids { ids: vec![id] }.resolve(app).await?;
    let how = if remove { Tagging::Remove } else { Tagging::Add };
    let changed = app.store().await?.tag(&ids, (&tag, how), Basis::Named, &app.settings.user, Utc::now()).await?;
    if app.ui.wants_json() {
        let removed = remove;
        app.ui.json(&Document { changed: Row::all(&changed), count: changed.len(), tag: tag.as_str(), removed })?;
        return Ok(Exit::Done);
    }
    for it in &changed {
        let done = if remove { "is no longer tagged" } else { "is tagged" };
        app.ui.note(&format!("{} {done} \"{tag}\": {}", it.short_id, printable(&it.title)));
    }
    if changed.len() < ids.len() {
        let same = count((ids.len() - changed.len()) as u64, "conversation");
        app.ui.note(&format!("{same} left as before: {} the tag", if remove { "without" } else { "already with" }));
    }
    Ok(Exit::Done)
}
