//! The list as a table: as many columns as the terminal has room for.

use chrono::{DateTime, Utc};

use crate::domain::conversation::Conversation;
use crate::quality;
use crate::ui::{Table, Ui};

/// A column: `is_wide` ones shrink first, `is_right` ones align right, and it shows in terminals of `from_width` columns
/// or more.
struct Column {
    heading: &'static str,
    is_wide: bool,
    is_right: bool,
    from_width: usize,
    cell: fn(&Conversation, DateTime<Utc>) -> String,
}

/// The column of the version that one was made from. It shows where one of the rows has one.
const FROM: &str = "FROM";

const COLUMNS: &[Column] = &[
    Column { heading: "ID", is_wide: false, is_right: false, from_width: 0, cell: |it, _| it.short_id.clone() },
    Column { heading: "STATUS", is_wide: false, is_right: false, from_width: 0, cell: |it, _| state(it) },
    Column {
        heading: FROM,
        is_wide: false,
        is_right: false,
        from_width: 70,
        cell: |it, _| it.made_from().map_or_else(|| "-".into(), |parent| parent.short()),
    },
    Column {
        heading: "SCORE",
        is_wide: false,
        is_right: true,
        from_width: 0,
        cell: |it, _| it.quality_score.map_or_else(|| "-".into(), |score| score.to_string()),
    },
    Column {
        heading: "CHECKS",
        is_wide: true,
        is_right: false,
        from_width: 60,
        cell: |it, _| quality::in_brief(&it.quality_metrics.findings),
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

/// The status; "sent back" where a person asked for another version, and no rule alone.
fn state(it: &Conversation) -> String {
    let state = if it.sent_back { "sent back".into() } else { it.status.to_string() };
    if it.superseded_by.is_some() { format!("{state}, superseded") } else { state }
}

/// One row a conversation.
pub(super) fn table(ui: &Ui, conversations: &[Conversation], now: DateTime<Utc>) -> Table {
    // A program that reads the table wants every column.
    let width = if ui.out_is_terminal() { ui.width() } else { usize::MAX };
    let has_versions = conversations.iter().any(|it| it.made_from().is_some());
    let shows = |column: &&Column| width >= column.from_width && (has_versions || column.heading != FROM);
    let columns: Vec<&Column> = COLUMNS.iter().filter(shows).collect();
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
}
