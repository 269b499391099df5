//! `dialoom list`.

mod quick;
mod table;

use chrono::Utc;
use serde::Serialize;

use crate::app::App;
use crate::domain::conversation::Conversation;
use crate::domain::filter::{Direction, Filter, Order, SortKey};
use crate::domain::ids::ConversationId;
use crate::error::{Exit, Failure};
use crate::store::Store;

use crate::cli::args::{ByPart, FilterArgs, one_of, whole};
use crate::cli::place::no_conversations;
use crate::cli::reading::Reading;
use crate::cli::shell;
use quick::{COUNTED_TO, Counts, Quick};
use table::table;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// A filter in one word: undecided, sent back by a person, approved, or a score of 8 to 10
    #[arg(value_name = "WORD", ignore_case = true, value_parser = one_of::<Quick>(Quick::WORDS))]
    pub quick: Option<Quick>,
    /// Sort by this
    #[arg(long, value_name = "KEY", default_value = "created", ignore_case = true,
        value_parser = one_of::<SortKey>(SortKey::WORDS))]
    sort: SortKey,
    /// Smallest, oldest or A first [default for title and status]
    #[arg(long, overrides_with = "desc")]
    asc: bool,
    /// Largest, newest or Z first [default for all else]
    #[arg(long, overrides_with = "asc")]
    desc: bool,
    /// Most conversations to show, 1 to 1000
    #[arg(long, value_name = "N", default_value_t = 25, allow_negative_numbers = true,
        value_parser = whole(1, 1000))]
    limit: u32,
    /// Continue after the page that printed this cursor
    #[arg(long, value_name = "CURSOR")]
    cursor: Option<String>,
    /// Print only ids, one per line, for a pipe
    #[arg(long, conflicts_with = "json")]
    ids: bool,
    #[command(flatten)]
    filters: FilterArgs<ByPart>,
}

impl Args {
    fn order(&self) -> Order {
        let direction = match self.sort {
            _ if self.asc => Direction::Ascending,
            _ if self.desc => Direction::Descending,
            SortKey::Title | SortKey::Status => Direction::Ascending,
            _ => Direction::Descending,
        };
        Order { key: self.sort, direction }
    }
}

#[derive(Serialize)]
struct Document<'a> {
    conversations: &'a [Conversation],
    next_cursor: Option<&'a str>,
    counts: Counts,
    counted_to: u32,
    /// Those that somebody reads in a review now, where there are any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reading: Vec<Reading>,
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let now = Utc::now();
    // Flags that contradict each other fail before a database is opened or created.
    args.filters.filter(now)?;
    let store = app.store().await?;
    let given = args.filters.checked(app, now).await?;
    let filter = match args.quick {
        Some(quick) if !quick.agrees_with(&given) => return Err(quick.contradiction()),
        Some(quick) => quick.narrow(&given),
        None => given.clone(),
    };
    let page = store.list(&filter, args.order(), args.limit, args.cursor.as_deref()).await?;
    if args.ids {
        for conversation in &page.conversations {
            app.ui.out(&conversation.short_id)?;
        }
        // A script that pipes ids must learn that there are more.
        if page.next_cursor.is_some() {
            app.ui.note(&format!("more: {}", next_page(page.next_cursor.as_deref())));
        }
        return Ok(Exit::Done);
    }
    let counts = Counts::under(store, &given).await?;
    let ids: Vec<ConversationId> = page.conversations.iter().map(|it| it.id).collect();
    let reading = Reading::of(&ids, &store.claims(&ids).await?);
    if app.ui.wants_json() {
        let (conversations, next_cursor) = (page.conversations.as_slice(), page.next_cursor.as_deref());
        app.ui.json(&Document { conversations, next_cursor, counts, counted_to: COUNTED_TO, reading })?;
        return Ok(Exit::Done);
    }
    if page.conversations.is_empty() {
        for line in nothing(store, args.cursor.is_some()).await? {
            app.ui.note(&line);
        }
    } else {
        table(&app.ui, &page.conversations, now).print(&app.ui)?;
    }
    for reading in &reading {
        app.ui.note(&reading.line());
    }
    if let Some(line) = counts.line() {
        app.ui.note(&line);
    }
    if page.next_cursor.is_some() {
        app.ui.note(&format!("more: {}", next_page(page.next_cursor.as_deref())));
    }
    Ok(Exit::Done)
}

fn next_page(cursor: Option<&str>) -> String {
    shell::again_without("--cursor", &["--cursor", cursor.unwrap_or_default()])
}

/// What to say and do when nothing is listed.
async fn nothing(store: &Store, is_later_page: bool) -> Result<Vec<String>, Failure> {
    if is_later_page {
        return Ok(vec!["no more conversations".into()]);
    }
    if store.count(&Filter::default()).await? == 0 {
        return Ok(no_conversations(store));
    }
    let leave_out = "leave out a filter, or see all: dialoom list";
    Ok(vec!["no conversation matches".to_owned(), leave_out.to_owned()])
}
