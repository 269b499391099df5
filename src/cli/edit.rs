//! `dialoom edit`.

use chrono::Utc;
use serde::Serialize;

use crate::app::App;
use crate::domain::conversation::{Revised, Text, without_blank_edges};
use crate::domain::review::Change;
use crate::engine;
use crate::error::{Exit, Failure};
use crate::review::{form, parse};
use crate::store::FullConversation;
use crate::ui::review::score_change;

use crate::cli::args::{Ids, whole};
use crate::cli::writing::{content_of, written_in_editor};

/// Edit the text of a conversation
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Opens the text in $VISUAL or $EDITOR. The new text is scored and checked, the old one stays in the history, and the conversation \
goes back to the review (pending_review, or needs_revision with a serious finding). dialoom undo brings the old text back.

Examples:
  dialoom edit k3v9
  echo 'I am 61.' | dialoom edit k3v9 --turn 3 --content -")]
pub struct Args {
    #[command(flatten)]
    ids: Ids,
    /// Change this turn alone, without an editor
    #[arg(long, value_name = "N", requires = "content", value_parser = whole(1, 10_000))]
    turn: Option<u32>,
    /// The new text of that turn; "-" reads it from stdin
    #[arg(long, value_name = "TEXT", requires = "turn", allow_hyphen_values = true)]
    content: Option<String>,
}

#[derive(Serialize)]
struct Document<'a> {
    edited: Option<&'a Change>,
    conversation: &'a FullConversation,
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let one = "Give one id: dialoom edit ID";
    if !args.ids.is_given() {
        return Err(Failure::bad_input("no conversation is selected").hint(one));
    }
    let ids = args.ids.resolve(app).await?;
    let [id] = ids.as_slice() else {
        return Err(Failure::bad_input(format!("{} conversations are selected", ids.len())).hint(one));
    };
    let store = app.store().await?;
    let seen = store.conversation(*id).await?;
    let before = Revised::from(Text::of(&seen.conversation, &seen.turns));
    let (revised, draft) = match (args.turn, &args.content) {
        (Some(turn), Some(content)) => (with_turn(before, turn, content_of(content).await?)?, None),
        _ => {
            let short_id = &seen.conversation.short_id;
            let above = format!("Conversation {short_id}. Save and close to store it; unchanged, nothing happens.");
            let read = |text: &str| parse(text, Some(&before));
            let (revised, draft) = written_in_editor(app, &form(&before, &above), read)?;
            (revised, Some(draft))
        }
    };
    let edited = match engine::edit(store, &seen, revised, &app.settings.user, Utc::now()).await {
        Ok(edited) => edited,
        Err(error) => {
            let kept = draft.and_then(|draft| draft.keep());
            let failure = Failure::from(error);
            return Err(match kept {
                Some(path) => failure.hint(format!("Your text is kept in {}", path.display())),
                None => failure,
            });
        }
    };
    let after = store.conversation(*id).await?;
    told(app, edited.as_ref(), &seen, &after)
}

fn with_turn(mut before: Revised, turn: u32, content: String) -> Result<Revised, Failure> {
    let turns = before.turns.len();
    let place = before.turns.get_mut(turn as usize - 1);
    let place = place.ok_or_else(|| {
        Failure::bad_input(format!("there is no turn {turn}: the conversation has {turns}"))
            .hint("Give --turn another number.")
    })?;
    if content.trim().is_empty() {
        return Err(
            Failure::bad_input("--content is empty").hint("Give the text of the turn in --content, or - for stdin.")
        );
    }
    let content = without_blank_edges(&content);
    if content != without_blank_edges(&place.content) {
        place.content = content.to_owned();
    }
    Ok(before)
}

fn told(
    app: &App,
    edited: Option<&Change>,
    before: &FullConversation,
    after: &FullConversation,
) -> Result<Exit, Failure> {
    if app.ui.wants_json() {
        app.ui.json(&Document { edited, conversation: after })?;
        return Ok(Exit::Done);
    }
    let Some(change) = edited else {
        app.ui.note("the text is the same: nothing was changed");
        return Ok(Exit::Done);
    };
    let score = |full: &FullConversation| {
        full.conversation.quality_score.map_or_else(|| "-".to_owned(), |score| score.to_string())
    };
    let (id, from, to) = (&change.short_id, change.from.shown(), change.to.shown());
    app.ui.note(&format!("edited {id}: {from} → {to}, {}", score_change(&score(before), &score(after))));
    for note in &after.conversation.quality_metrics.findings {
        app.ui.note(&format!("finding: {}", crate::quality::describe(note)));
    }
    app.ui.note(&format!("see what changed with: dialoom history {id}"));
    Ok(Exit::Done)
}
