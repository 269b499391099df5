//! `dialoom note`.

use chrono::Utc;
use serde::Serialize;

use crate::app::App;
use crate::domain::review::Basis;
use crate::error::{Exit, Failure};
use crate::ui::{count, printable};

use crate::cli::args::Ids;
use crate::cli::tag::Row;

/// Write a note about a conversation
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The note stays in the history; show and the review show it. It changes no status. dialoom undo takes it back.

Examples:
  dialoom note k3v9 'check the tax year of turn 4'
  dialoom list sent-back --ids | dialoom note - 'see the guideline on promises'")]
pub struct Args {
    /// A short id or a unique prefix of an id; @last is your newest; "-" reads ids from stdin, one per line
    #[arg(id = "ids", value_name = "ID")]
    id: String,
    /// The note
    #[arg(value_name = "TEXT")]
    text: String,
}

#[derive(Serialize)]
struct Document<'a> {
    noted: Vec<Row<'a>>,
    count: usize,
    note: &'a str,
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let text = args.text.trim();
    if text.is_empty() {
        return Err(Failure::bad_input("the note is empty").hint("Give the text behind the id: dialoom note ID TEXT"));
    }
    let ids = Ids { ids: vec![args.id] }.resolve(app).await?;
    let noted = app.store().await?.note(&ids, text, Basis::Named, &app.settings.user, Utc::now()).await?;
    if app.ui.wants_json() {
        app.ui.json(&Document { noted: Row::all(&noted), count: noted.len(), note: text })?;
        return Ok(Exit::Done);
    }
    for it in &noted {
        app.ui.note(&format!("noted on {}: {}", it.short_id, printable(&it.title)));
    }
    if noted.len() != 1 {
        app.ui.note(&format!("noted on {}", count(noted.len() as u64, "conversation")));
    }
    Ok(Exit::Done)
}
