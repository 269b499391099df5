//! `dialoom create`.

use std::io::IsTerminal;

use chrono::Utc;
use serde::Serialize;

use crate::app::App;
use crate::domain::conversation::{Revised, Role, Subject, Turn};
use crate::engine;
use crate::error::{Exit, Failure};
use crate::review::{form, parse};
use crate::store::FullConversation;

use crate::cli::writing::{content_of, written_in_editor};

/// Write a conversation by hand
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Opens a form in $VISUAL or $EDITOR; where stdin is no terminal, reads it from there. The conversation is scored and checked, and \
stored as a draft for the review.

The form:
  title: A first budget
  persona: Nurse
  emotion: worried
  topic: budgeting

  === 1 user ===
  Where do I begin?

  === 2 assistant ===
  With what you spend today.

Examples:
  dialoom create
  dialoom create --persona Nurse --emotion worried < talk.txt")]
pub struct Args {
    /// Who the user is, where the form does not say it
    #[arg(long, value_name = "NAME")]
    persona: Option<String>,
    /// How the user feels, where the form does not say it
    #[arg(long, value_name = "NAME")]
    emotion: Option<String>,
    /// What they talk about, where the form does not say it
    #[arg(long, value_name = "NAME")]
    topic: Option<String>,
}

#[derive(Serialize)]
struct Document<'a> {
    created: &'a FullConversation,
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let (revised, draft) = match std::io::stdin().is_terminal() {
        true => {
            let above = "A new conversation. Save and close to store it; leave a turn empty to store nothing.";
            let empty = Turn { role: Role::User, content: String::new() };
            let answer = Turn { role: Role::Assistant, content: String::new() };
            let text = form(&args.revised(vec![empty, answer]), above);
            let (revised, draft) = written_in_editor(app, &text, |text| parse(text, None))?;
            (revised, Some(draft))
        }
        false => {
            let text = content_of("-").await?;
            if text.trim().is_empty() {
                return Err(Failure::bad_input("nothing came on stdin")
                    .hint("Give the form there (see dialoom create --help), or run it on a terminal for an editor."));
            }
            let read = parse(&args.before(&text), None);
            (read.map_err(|error| Failure::bad_input("the text on stdin cannot be read").because(error))?, None)
        }
    };
    let store = app.store().await?;
    let id = match engine::create(store, revised, &app.settings.user, Utc::now()).await {
        Ok(id) => id,
        Err(error) => {
            let kept = draft.and_then(|draft| draft.keep());
            let hint = kept.map(|path| format!("Your text is kept in {}", path.display()));
            return Err(hint.into_iter().fold(Failure::from(error), Failure::hint));
        }
    };
    let created = store.conversation(id).await?;
    if app.ui.wants_json() {
        app.ui.json(&Document { created: &created })?;
        return Ok(Exit::Done);
    }
    let it = &created.conversation;
    app.ui.out(&it.short_id)?;
    let score = it.quality_score.map_or_else(|| "-".to_owned(), |score| score.to_string());
    app.ui.note(&format!("created {} as {}, score {score}", it.short_id, it.status.shown()));
    for note in &it.quality_metrics.findings {
        app.ui.note(&format!("finding: {}", crate::quality::describe(note)));
    }
    app.ui.note(&format!("next: dialoom show {}", it.short_id));
    Ok(Exit::Done)
}

impl Args {
    fn revised(&self, turns: Vec<Turn>) -> Revised {
        let value = |given: &Option<String>| given.clone().unwrap_or_default();
        let (persona, emotion, topic) = (value(&self.persona), value(&self.emotion), value(&self.topic));
        Revised { title: String::new(), subject: Subject { persona, emotion, topic }, turns }
    }

    /// The text below those lines that the flags give and the text does not.
    fn before(&self, text: &str) -> String {
        let heads = [("persona", &self.persona), ("emotion", &self.emotion), ("topic", &self.topic)];
        let above = text.lines().take_while(|line| !line.starts_with("===")).map(str::to_lowercase).collect::<Vec<_>>();
        let missing = heads.iter().filter(|(name, _)| !above.iter().any(|line| line.starts_with(&format!("{name}:"))));
        let lines =
            missing.filter_map(|(name, value)| Some(format!("{name}: {}\n", value.as_ref()?.replace('\n', " "))));
        lines.collect::<String>() + text
    }
}
