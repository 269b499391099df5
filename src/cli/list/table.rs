//! The list as a table: as many columns as the terminal has room for, or those asked for.

use chrono::{DateTime, Utc};

use crate::domain::conversation::Conversation;
use crate::ui::label::Labels;
use crate::ui::{Cell, Table, Ui};

use crate::cli::list::columns::Column;

/// The most of the room that a column which can be cut takes from a label.
const BESIDE_LABEL: usize = 12;
/// A label that tells rows apart; for it, those columns are cut further, to this many at the least.
const GOOD_LABEL: usize = 20;
const NARROWEST: usize = 8;
/// A label is not made shorter than this.
const SHORTEST_LABEL: usize = 12;
/// Columns between two columns.
const GAP: usize = 2;

/// One row a conversation; and what to say below: what all have in common, where a label leaves it out, and what a sign
/// means.
pub(super) fn table(
    ui: &Ui,
    asked: &[Column],
    conversations: &[Conversation],
    now: DateTime<Utc>,
) -> (Table, Vec<String>) {
    let mut columns = match (asked.is_empty(), ui.out_is_terminal()) {
        (false, _) => asked.to_vec(),
        (true, true) => Column::on_screen(ui.width()),
        (true, false) => Column::IN_A_PIPE.to_vec(),
    };
    // Most often none was made from another.
    if asked.is_empty() && !conversations.iter().any(|it| it.made_from().is_some() || it.situation.is_some()) {
        columns.retain(|column| *column != Column::From);
    }
    // Where nothing else says that a row must not be trained on.
    let marks = asked.is_empty() && ui.out_is_terminal() && !columns.contains(&Column::Checks);
    let cell = |column: Column, it: &Conversation, label: &str| match column {
        Column::Status if marks && it.quality_metrics.has_serious_finding() => column.cell(it, label, now).marked(),
        _ => column.cell(it, label, now),
    };
    let labels = Labels::of(&conversations.iter().collect::<Vec<_>>());
    let room = if ui.out_is_terminal() { room(&columns, conversations, &cell, ui.width()) } else { usize::MAX };
    let texts = if columns.contains(&Column::Label) { labels.fitted(room) } else { vec![] };
    let places = |is: fn(Column) -> bool| -> Vec<usize> {
        columns.iter().enumerate().filter(|(_, column)| is(**column)).map(|(place, _)| place).collect()
    };
    let headings: Vec<String> = columns.iter().map(|column| column.heading()).collect();
    let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
    let mut table = Table::new(&headings, &places(Column::is_wide)).right(&places(Column::is_right));
    for (place, it) in conversations.iter().enumerate() {
        let label = texts.get(place).map_or("", String::as_str);
        table.row(columns.iter().map(|column| cell(*column, it, label)));
    }
    let common = labels.common().filter(|_| !texts.is_empty()).map(|common| format!("in common: {common}"));
    let has_marked = marks && conversations.iter().any(|it| it.quality_metrics.has_serious_finding());
    let sign = has_marked.then(|| format!("{}: a serious finding; see it with: dialoom show ID", Cell::SIGN));
    (table, common.into_iter().chain(sign).collect())
}

/// What the other columns leave for the label. Where that is little, the columns that may be cut leave it more.
fn room(
    columns: &[Column],
    conversations: &[Conversation],
    cell: &impl Fn(Column, &Conversation, &str) -> Cell,
    width: usize,
) -> usize {
    let others = columns.iter().filter(|column| **column != Column::Label);
    let widths: Vec<(usize, bool)> = others
        .map(|column| {
            let cells = conversations.iter().map(|it| cell(*column, it, "").width());
            (cells.chain([column.heading().len()]).max().unwrap_or_default(), column.is_wide())
        })
        .collect();
    let beside = |most: usize| {
        let width_of = |(widest, is_wide): &(usize, bool)| if *is_wide { (*widest).min(most) } else { *widest };
        width.saturating_sub(widths.iter().map(|column| width_of(column) + GAP).sum())
    };
    beside(BESIDE_LABEL).max(beside(NARROWEST).min(GOOD_LABEL)).max(SHORTEST_LABEL)
}
