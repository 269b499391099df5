//! `dialoom list`.

mod columns;
mod every_id;
mod every_row;
mod quick;
mod sort;
mod table;

use chrono::Utc;
use serde::Serialize;

use crate::app::App;
use crate::domain::conversation::Conversation;
use crate::domain::filter::{Direction, Filter, Order};
use crate::domain::ids::ConversationId;
use crate::error::{Exit, Failure};
use crate::store::{Page, Store};

use crate::cli::args::{ByPart, FilterArgs, Paging, one_of, whole};
use crate::cli::place::no_conversations;
use crate::cli::reading::Reading;
use crate::cli::shell;
use columns::Column;
use quick::{ALL_COUNTED_TO, COUNTED_TO, Counts, Quick};
use sort::SortBy;
use table::table;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// A filter in one word: undecided, sent back by a person, approved, or 8 to 10 without serious findings
    #[arg(value_name = "WORD", ignore_case = true, value_parser = one_of::<Quick>(Quick::WORDS))]
    pub quick: Option<Quick>,
    /// Sort by a heading, or by created, quality or review
    #[arg(long, value_name = "KEY", default_value = "created", ignore_case = true,
        value_parser = one_of::<SortBy>(SortBy::WORDS))]
    sort: SortBy,
    /// Smallest, oldest or A first [default for texts and checks]
    #[arg(long, overrides_with = "desc")]
    asc: bool,
    /// Largest, newest or Z first [default for all else]
    #[arg(long, overrides_with = "asc")]
    desc: bool,
    /// Show these columns, in this order (comma-separated)
    #[arg(long, value_name = "NAMES", value_delimiter = ',', ignore_case = true, conflicts_with_all = ["ids", "json"],
        value_parser = one_of::<Column>(Column::WORDS))]
    columns: Vec<Column>,
    /// Most conversations to show, 1 to 1000; with --ids or --json, 0 for all
    #[arg(long, value_name = "N", default_value_t = 25, allow_negative_numbers = true,
        value_parser = whole(0, 1000))]
    limit: u32,
    /// Go on with the page that this cursor leads to
    // The line under a list has it: nobody looks for it in the help.
    #[arg(long, value_name = "CURSOR", hide_short_help = true)]
    cursor: Option<String>,
    /// Print only ids, one per line, for a pipe
    #[arg(long, conflicts_with = "json")]
    ids: bool,
    /// With --ids or --json: all that match, however many
    #[arg(long, conflicts_with = "cursor")]
    all: bool,
    #[command(flatten)]
    paging: Paging,
    #[command(flatten)]
    filters: FilterArgs<ByPart>,
}

impl Args {
    fn order(&self) -> Order {
        let direction = match (self.asc, self.desc) {
            (true, _) => Some(Direction::Ascending),
            (_, true) => Some(Direction::Descending),
            _ => None,
        };
        self.sort.order(direction)
    }

    /// Whether all are wanted, and not a page. A table of all would be drawn by nobody's eye.
    fn is_everything(&self, wants_json: bool) -> Result<bool, Failure> {
        let prints_all = self.ids || wants_json;
        match (self.limit, &self.cursor) {
            (0, _) if !prints_all => {
                Err(Failure::bad_input("--limit 0 means all, and only --ids and --json print all")
                    .hint("Give --limit a number from 1 to 1000, or add --ids."))
            }
            (0, Some(_)) => {
                Err(Failure::bad_input("--limit 0 with --cursor").hint("Leave --cursor out: --limit 0 means all."))
            }
            _ if self.all && !prints_all => Err(Failure::bad_input("--all prints no table, only --ids or --json")
                .hint("Add --ids or --json, or give --limit a number up to 1000.")),
            (limit, _) => Ok(self.all || limit == 0),
        }
    }
}

#[derive(Default, Serialize)]
struct Document<'a> {
    conversations: &'a [Conversation],
    next_cursor: Option<&'a str>,
    previous_cursor: Option<&'a str>,
    counts: Counts,
    counted_to: u32,
    all_counted_to: u32,
    /// Of `high-quality`.
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<LeftOut>,
    /// Those that somebody reads in a review now, where there are any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reading: Vec<Reading>,
}

/// Conversations that a quick word leaves out, counted up to `counted_to`.
#[derive(Debug, Clone, Copy, Serialize)]
struct LeftOut {
    /// Of so high a score, for a serious finding.
    findings: u64,
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let now = Utc::now();
    // Flags that contradict each other fail before a database is opened or created.
    args.filters.filter(now)?;
    let is_everything = args.is_everything(app.ui.wants_json())?;
    let store = app.store().await?;
    let given = args.filters.checked(app, now).await?;
    let filter = match args.quick {
        Some(quick) if !quick.agrees_with(&given) => return Err(quick.contradiction()),
        Some(quick) => quick.narrow(&given),
        None => given.clone(),
    };
    let left_out = left_out(app, args.quick, (&given, &filter)).await?;
    match (is_everything, args.ids) {
        (true, true) => return every_id::print(app, &filter, args.order()).await,
        (true, false) => return every_row::print(app, (&given, &filter), args.order(), left_out).await,
        (false, _) => {}
    }
    let page = store.list(&filter, args.order(), args.limit, args.cursor.as_deref()).await?;
    if args.ids {
        return ids(app, &page);
    }
    let counts = Counts::under(store, &given).await?;
    let ids: Vec<ConversationId> = page.conversations.iter().map(|it| it.id).collect();
    let reading = Reading::of(&ids, &store.claims(&ids).await?);
    if app.ui.wants_json() {
        app.ui.json(&Document {
            conversations: &page.conversations,
            next_cursor: page.next_cursor.as_deref(),
            previous_cursor: page.previous_cursor.as_deref(),
            counts,
            counted_to: COUNTED_TO,
            all_counted_to: ALL_COUNTED_TO,
            left_out,
            reading,
        })?;
        return Ok(Exit::Done);
    }
    if page.conversations.is_empty() {
        for line in nothing(store, args.cursor.is_some()).await? {
            app.ui.note(&line);
        }
    } else {
        let (table, notes) = table(&app.ui, &args.columns, &page.conversations, now);
        let mut pages = app.ui.paged(args.paging.is_wanted());
        pages.out(&table.render(&app.ui))?;
        pages.end()?;
        for note in notes {
            app.ui.note(&note);
        }
    }
    for reading in &reading {
        app.ui.note(&reading.line());
    }
    if let Some(line) = counts.line() {
        app.ui.note(&line);
    }
    other_pages(app, &page);
    Ok(Exit::Done)
}

/// How many of so high a score a serious finding keeps out of `high-quality`; without `--json` it is said at once. `given` is
/// the filter without the quick word.
async fn left_out(
    app: &App,
    quick: Option<Quick>,
    (given, shown): (&Filter, &Filter),
) -> Result<Option<LeftOut>, Failure> {
    if quick != Some(Quick::HighQuality) {
        return Ok(None);
    }
    let high = Filter { without: given.without, ..shown.clone() };
    let store = app.store().await?;
    let (all, shown) = (store.count_up_to(&high, COUNTED_TO).await?, store.count_up_to(shown, COUNTED_TO).await?);
    let left_out = LeftOut { findings: all - shown.min(all) };
    let at_least = if all >= COUNTED_TO.into() { "at least " } else { "" };
    if left_out.findings > 0 && !app.ui.wants_json() {
        let what = crate::ui::count(left_out.findings, "conversation");
        app.ui.note(&format!(
            "left out: {at_least}{what} of 8 to 10 with serious findings; see all: dialoom list --min-quality 8"
        ));
    }
    Ok(Some(left_out))
}

fn ids(app: &App, page: &Page) -> Result<Exit, Failure> {
    for conversation in &page.conversations {
        app.ui.out(&conversation.short_id)?;
    }
    // A script that pipes ids must learn that there are more.
    other_pages(app, page);
    if page.next_cursor.is_some() {
        app.ui.note(&format!("all: {}", shell::again_without("--cursor", &["--all"])));
    }
    Ok(Exit::Done)
}

/// The commands for the page after and the page before.
fn other_pages(app: &App, page: &Page) {
    for (what, cursor) in [("more", &page.next_cursor), ("back", &page.previous_cursor)] {
        if let Some(cursor) = cursor {
            app.ui.note(&format!("{what}: {}", shell::again_without("--cursor", &["--cursor", cursor])));
        }
    }
}

/// What to say and do when nothing is listed.
async fn nothing(store: &Store, is_later_page: bool) -> Result<Vec<String>, Failure> {
    if is_later_page {
        return Ok(vec!["no more conversations".into()]);
    }
    if store.count(&Filter::default()).await? == 0 {
        return no_conversations(store).await;
    }
    let leave_out = "leave out a filter, or see all: dialoom list";
    Ok(vec!["no conversation matches".to_owned(), leave_out.to_owned()])
}
