//! `dialoom list`.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::app::App;
use crate::domain::conversation::Conversation;
use crate::domain::filter::{Direction, Filter, Order, SortKey};
use crate::domain::nearest;
use crate::domain::quality::Score;
use crate::domain::status::Status;
use crate::domain::word::words;
use crate::error::{Exit, Failure};
use crate::store::{Breakdown, Store};
use crate::ui::{Table, Ui};

use crate::cli::args::{FilterArgs, one_of};
use crate::cli::typed;

words! {
    /// A filter people need so often that it has a word of its own.
    Quick is "quick word" {
        /// Everything no reviewer has decided.
        NeedsReview = "needs-review",
        /// Everything accepted for training.
        Approved = "approved",
        /// Everything that scores 8 or more.
        HighQuality = "high-quality",
    }
}

impl Quick {
    /// The same filter, narrowed to what the word means.
    fn narrow(self, filter: &Filter) -> Filter {
        let mut filter = filter.clone();
        match self {
            Quick::NeedsReview => keep_states(&mut filter, Status::is_undecided),
            Quick::Approved => keep_states(&mut filter, |status| status == Status::Approved),
            Quick::HighQuality => filter.min_quality = filter.min_quality.max(Some(Score::HIGH)),
        }
        filter
    }

    /// Whether the narrowed filter can match anything at all: `approved --status rejected` cannot.
    fn agrees_with(self, filter: &Filter) -> bool {
        match self {
            Quick::NeedsReview => filter.status.is_empty() || filter.status.iter().any(|status| status.is_undecided()),
            Quick::Approved => filter.status.is_empty() || filter.status.contains(&Status::Approved),
            Quick::HighQuality => filter.max_quality.is_none_or(|max| max >= Score::HIGH),
        }
    }
}

fn keep_states(filter: &mut Filter, keep: impl Fn(Status) -> bool) {
    let among: &[Status] = if filter.status.is_empty() { Status::ALL } else { &filter.status };
    filter.status = among.iter().copied().filter(|status| keep(*status)).collect();
}

/// Arguments of `dialoom list`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A quick word: undecided ones, accepted ones, or those scoring 8 to 10
    #[arg(value_name = "WORD", ignore_case = true, value_parser = one_of::<Quick>(Quick::WORDS))]
    pub quick: Option<Quick>,
    /// What to sort by
    #[arg(long, value_name = "KEY", default_value = "created", ignore_case = true,
        value_parser = one_of::<SortKey>(SortKey::WORDS))]
    sort: SortKey,
    /// Smallest, oldest or first in the alphabet first [default for title and status]
    #[arg(long, overrides_with = "desc")]
    asc: bool,
    /// Largest, newest or last in the alphabet first [default for all else]
    #[arg(long, overrides_with = "asc")]
    desc: bool,
    /// How many at most, 1 to 1000
    #[arg(long, value_name = "N", default_value_t = 25, allow_negative_numbers = true,
        value_parser = typed::whole(1, 1000))]
    limit: u32,
    /// Go on where an earlier page ended
    #[arg(long, value_name = "CURSOR")]
    cursor: Option<String>,
    /// Print ids only, one a line, for piping
    #[arg(long, conflicts_with = "json")]
    ids: bool,
    #[command(flatten)]
    filters: FilterArgs,
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

/// Where counting stops, so that a list does not take longer as the table grows: this many means "or more", in the line
/// under a table and in JSON, which names it as `counted_to`. Exact counts are what `stats` is for.
const COUNTED_TO: u32 = 1000;

/// How many each quick word would list under the same filters.
#[derive(Debug, Clone, Copy, Serialize)]
struct Counts {
    needs_review: u64,
    approved: u64,
    high_quality: u64,
}

impl Counts {
    /// Each counted up to [`COUNTED_TO`].
    async fn under(store: &Store, filter: &Filter) -> Result<Counts, Failure> {
        let count = async |quick: Quick| {
            if quick.agrees_with(filter) { store.count_up_to(&quick.narrow(filter), COUNTED_TO).await } else { Ok(0) }
        };
        Ok(Counts {
            needs_review: count(Quick::NeedsReview).await?,
            approved: count(Quick::Approved).await?,
            high_quality: count(Quick::HighQuality).await?,
        })
    }
}

#[derive(Serialize)]
struct Document<'a> {
    conversations: &'a [Conversation],
    next_cursor: Option<&'a str>,
    counts: Counts,
    counted_to: u32,
}

/// Runs it.
pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let now = Utc::now();
    // Flags that contradict each other are said before a database is opened, or made.
    args.filters.filter(now)?;
    let store = app.store().await?;
    let given = args.filters.checked(store, now).await?;
    let filter = match args.quick {
        Some(quick) if !quick.agrees_with(&given) => return Err(contradiction(quick)),
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
    if app.ui.wants_json() {
        let next_cursor = page.next_cursor.as_deref();
        app.ui.json(&Document { conversations: &page.conversations, next_cursor, counts, counted_to: COUNTED_TO })?;
        return Ok(Exit::Done);
    }
    if page.conversations.is_empty() {
        for line in nothing(store, &filter, args.cursor.is_some()).await? {
            app.ui.note(&line);
        }
    } else {
        table(&app.ui, &page.conversations, now).print(&app.ui)?;
    }
    if counts.needs_review + counts.approved + counts.high_quality > 0 {
        let [needs_review, approved, high_quality] =
            [counts.needs_review, counts.approved, counts.high_quality].map(said);
        app.ui.note(&format!("needs-review {needs_review} · approved {approved} · high-quality {high_quality}"));
    }
    if page.next_cursor.is_some() {
        app.ui.note(&format!("more: {}", next_page(page.next_cursor.as_deref())));
    }
    Ok(Exit::Done)
}

/// A count as a person reads it: "1000+" where counting stopped.
fn said(count: u64) -> String {
    let more = if count >= u64::from(COUNTED_TO) { "+" } else { "" };
    format!("{count}{more}")
}

fn next_page(cursor: Option<&str>) -> String {
    typed::again_without("--cursor", &["--cursor", cursor.unwrap_or_default()])
}

fn contradiction(quick: Quick) -> Failure {
    let flag = if quick == Quick::HighQuality { "--max-quality" } else { "--status" };
    Failure::bad_input(format!("\"{quick}\" and {flag} leave nothing to list"))
        .hint(format!("Leave out the word {quick} or {flag}."))
}

/// What to say and do when nothing is listed.
async fn nothing(store: &Store, filter: &Filter, is_later_page: bool) -> Result<Vec<String>, Failure> {
    if is_later_page {
        return Ok(vec!["nothing more on this page".into()]);
    }
    if store.count(&Filter::default()).await? == 0 {
        return Ok(vec![
            "no conversations yet".into(),
            "make some: dialoom batch run PLAN, or dialoom generate (dialoom init writes an example plan)".into(),
        ]);
    }
    let mut lines = vec!["no conversation matches".to_owned()];
    let axes = [("persona", &filter.persona, Breakdown::Persona), ("emotion", &filter.emotion, Breakdown::Emotion)];
    for (what, given, by) in axes {
        if given.is_empty() {
            continue;
        }
        let known = store.totals_by(&Filter::default(), by).await?;
        for value in given {
            let is_known = known.iter().any(|row| row.name.to_lowercase() == value.to_lowercase());
            if !is_known {
                let near = nearest(value, known.iter().map(|row| row.name.as_str()));
                let near = near.map(|near| format!("; did you mean \"{near}\"?")).unwrap_or_default();
                lines.push(format!("no conversation has the {what} \"{value}\"{near}"));
            }
        }
    }
    lines.push("drop a filter, or see everything: dialoom list".into());
    Ok(lines)
}

/// A column: its heading, whether it gives way, whether its cells stand at the right, the width of terminal from
/// which on there is room for it, and its cell.
struct Column {
    heading: &'static str,
    is_wide: bool,
    is_right: bool,
    from_width: usize,
    cell: fn(&Conversation, DateTime<Utc>) -> String,
}

const COLUMNS: &[Column] = &[
    Column { heading: "ID", is_wide: false, is_right: false, from_width: 0, cell: |it, _| it.short_id.clone() },
    Column { heading: "STATUS", is_wide: false, is_right: false, from_width: 0, cell: |it, _| it.status.to_string() },
    Column {
        heading: "SCORE",
        is_wide: false,
        is_right: true,
        from_width: 0,
        cell: |it, _| it.quality_score.map_or_else(|| "-".into(), |score| score.to_string()),
    },
    Column {
        heading: "TURNS",
        is_wide: false,
        is_right: true,
        from_width: 70,
        cell: |it, _| it.turn_count.to_string(),
    },
    Column { heading: "TIER", is_wide: false, is_right: false, from_width: 130, cell: |it, _| it.tier.to_string() },
    Column { heading: "PERSONA", is_wide: true, is_right: false, from_width: 55, cell: |it, _| it.persona.clone() },
    Column { heading: "EMOTION", is_wide: true, is_right: false, from_width: 110, cell: |it, _| it.emotion.clone() },
    Column {
        heading: "TOPIC",
        is_wide: true,
        is_right: false,
        from_width: 80,
        cell: |it, _| if it.topic.is_empty() { "-".into() } else { it.topic.clone() },
    },
    Column {
        heading: "COST",
        is_wide: false,
        is_right: true,
        from_width: 95,
        cell: |it, _| it.actual_cost_usd.to_string(),
    },
    Column { heading: "AGE", is_wide: false, is_right: true, from_width: 45, cell: |it, now| age(it.created_at, now) },
];

fn table(ui: &Ui, conversations: &[Conversation], now: DateTime<Utc>) -> Table {
    // A program that reads the table wants every column, however wide anybody's window is.
    let width = if ui.out_is_terminal() { ui.width() } else { usize::MAX };
    let columns: Vec<&Column> = COLUMNS.iter().filter(|column| width >= column.from_width).collect();
    let places = |is: fn(&Column) -> bool| -> Vec<usize> {
        columns.iter().enumerate().filter(|(_, column)| is(column)).map(|(place, _)| place).collect()
    };
    let headings: Vec<&str> = columns.iter().map(|column| column.heading).collect();
    let mut table = Table::new(&headings, &places(|column| column.is_wide)).right(&places(|column| column.is_right));
    for conversation in conversations {
        table.row(columns.iter().map(|column| (column.cell)(conversation, now)));
    }
    table
}

/// How long ago, in the largest unit that is at least one: "12s", "5m", "3h", "9d", "2y".
fn age(at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let seconds = (now - at).num_seconds().max(0);
    match seconds {
        0..60 => format!("{seconds}s"),
        60..3600 => format!("{}m", seconds / 60),
        3600..86_400 => format!("{}h", seconds / 3600),
        86_400..31_536_000 => format!("{}d", seconds / 86_400),
        _ => format!("{}y", seconds / 31_536_000),
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn an_age_is_said_in_its_largest_unit() {
        let now = Utc::now();
        let ages = [(-5, "0s"), (59, "59s"), (60, "1m"), (7199, "1h"), (86_400, "1d"), (31_536_000, "1y")];
        for (seconds, expected) in ages {
            assert_eq!(age(now - TimeDelta::seconds(seconds), now), expected);
        }
    }

    #[test]
    fn a_count_says_where_counting_stopped() {
        assert_eq!([said(0), said(999), said(1000)], ["0", "999", "1000+"]);
    }

    #[test]
    fn a_quick_word_narrows_what_the_flags_say() {
        let flags = Filter { status: vec![Status::Generated, Status::Approved], ..Filter::default() };
        assert_eq!(Quick::Approved.narrow(&flags).status, [Status::Approved]);
        assert_eq!(Quick::NeedsReview.narrow(&flags).status, [Status::Generated]);
        let strict = Filter { min_quality: Score::new(9.0), ..Filter::default() };
        assert_eq!(Quick::HighQuality.narrow(&strict).min_quality, Score::new(9.0));
        assert_eq!(Quick::HighQuality.narrow(&Filter::default()).min_quality, Some(Score::HIGH));
    }

    #[test]
    fn a_quick_word_that_the_flags_rule_out_is_noticed() {
        let rejected = Filter { status: vec![Status::Rejected], ..Filter::default() };
        assert!(!Quick::Approved.agrees_with(&rejected) && !Quick::NeedsReview.agrees_with(&rejected));
        let low = Filter { max_quality: Score::new(7.9), ..Filter::default() };
        assert!(!Quick::HighQuality.agrees_with(&low) && Quick::Approved.agrees_with(&low));
    }
}
