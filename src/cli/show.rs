//! `dialoom show`.

use serde::Serialize;

use crate::app::App;
use crate::domain::word::words;
use crate::error::{Exit, Failure};
use crate::store::FullConversation;
use crate::ui::{conversation_view, printable};

use crate::cli::args::{Ids, Paging, one_of};
use crate::cli::reading::Reading;

words! {
    Format is "format" {
        Text = "text",
        Markdown = "markdown",
        Json = "json",
    }
}

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    ids: Ids,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "text", ignore_case = true,
        value_parser = one_of::<Format>(Format::WORDS))]
    format: Format,
    #[command(flatten)]
    paging: Paging,
}

#[derive(Serialize)]
struct Document {
    conversations: Vec<FullConversation>,
    /// Those that somebody reads in a review now, where there are any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reading: Vec<Reading>,
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    if !args.ids.is_given() {
        return Err(Failure::bad_input("no conversation is selected")
            .hint("Give ids, @last for your newest, or - to read ids from stdin.")
            .hint("See them with: dialoom list"));
    }
    let ids = args.ids.resolve(app).await?;
    let store = app.store().await?;
    let claims = store.claims(&ids).await?;
    if app.ui.wants_json() || args.format == Format::Json {
        let mut conversations = Vec::with_capacity(ids.len());
        for id in ids {
            conversations.push(store.conversation(id).await?);
        }
        let reading = Reading::of(&conversations.iter().map(|it| it.conversation.id).collect::<Vec<_>>(), &claims);
        app.ui.json(&Document { conversations, reading })?;
        return Ok(Exit::Done);
    }
    for reading in Reading::of(&ids, &claims) {
        app.ui.note(&reading.line());
    }
    let mut pages = app.ui.paged(args.paging.is_wanted());
    for (place, id) in ids.into_iter().enumerate() {
        let full = store.conversation(id).await?;
        let newer = store.relatives(&full.conversation).await?.children;
        if !newer.is_empty() {
            let newer: Vec<String> =
                newer.iter().map(|one| format!("{} ({})", one.short_id, one.status.shown())).collect();
            app.ui.note(&format!("newer versions of {}: {}", full.conversation.short_id, newer.join(", ")));
        }
        if place > 0 {
            pages.out(if args.format == Format::Markdown { "\n---\n" } else { "\n────────\n" })?;
        }
        match args.format {
            Format::Markdown => pages.out(&printable(&conversation_view::markdown(&full)))?,
            _ => pages.out(&conversation_view::text(&full, app.ui.width(), app.ui.paint()))?,
        }
    }
    pages.end()?;
    Ok(Exit::Done)
}
