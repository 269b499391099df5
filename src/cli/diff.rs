//! `dialoom diff`.

use serde::Serialize;

use crate::app::App;
use crate::domain::conversation::{Revised, Text};
use crate::domain::status::Status;
use crate::error::{Exit, Failure};
use crate::review::{Edit, edits};
use crate::store::FullConversation;
use crate::ui::{count, history_view};

use crate::cli::args::Ids;

/// Show how two conversations differ
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Compares title, persona, emotion and topic, and turn with turn. Words of the first alone stand in [-…-], words of the second \
alone in {+…+}.

Examples:
  dialoom diff k3v9 m2d7")]
pub struct Args {
    #[command(flatten)]
    ids: Ids,
}

#[derive(Serialize)]
struct Document<'a> {
    first: Side<'a>,
    second: Side<'a>,
    differences: &'a [Edit],
}

#[derive(Serialize)]
struct Side<'a> {
    id: crate::domain::ids::ConversationId,
    short_id: &'a str,
    title: &'a str,
    status: Status,
    turns: usize,
}

impl<'a> Side<'a> {
    fn of(full: &'a FullConversation) -> Side<'a> {
        let it = &full.conversation;
        Side { id: it.id, short_id: &it.short_id, title: &it.title, status: it.status, turns: full.turns.len() }
    }
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let two = "Give two ids: dialoom diff ID ID";
    if !args.ids.is_given() {
        return Err(Failure::bad_input("no conversation is selected").hint(two));
    }
    let ids = args.ids.resolve(app).await?;
    let [first, second] = ids.as_slice() else {
        return Err(Failure::bad_input(format!("{} selected", count(ids.len() as u64, "conversation"))).hint(two));
    };
    let store = app.store().await?;
    let (first, second) = (store.conversation(*first).await?, store.conversation(*second).await?);
    let text = |full: &FullConversation| Revised::from(Text::of(&full.conversation, &full.turns));
    let differences = edits(&text(&first), &text(&second));
    if app.ui.wants_json() {
        let (first, second) = (Side::of(&first), Side::of(&second));
        app.ui.json(&Document { first, second, differences: &differences })?;
        return Ok(Exit::Done);
    }
    for edit in &differences {
        app.ui.out(history_view::difference(edit, app.ui.width()).trim_end())?;
    }
    let turns = differences.iter().filter(|edit| edit.part.starts_with("turn ")).count();
    let all = first.turns.len().max(second.turns.len());
    app.ui.note(&format!("{turns} of {} differ", count(all as u64, "turn")));
    Ok(Exit::Done)
}
