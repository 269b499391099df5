//! Which combinations of persona and emotion there are. The grid is its own table.

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::report::coverage::Coverage;
use crate::report::html::figures::{name, number};

/// Rows and columns that are shown, those with the most conversations.
const ROWS: usize = 24;
const COLUMNS: usize = 12;

#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    asked: u64,
    made: u64,
    approved: u64,
}

impl Sum {
    fn plus(&mut self, other: Sum) {
        *self = Sum {
            asked: self.asked + other.asked,
            made: self.made + other.made,
            approved: self.approved + other.approved,
        };
    }
}

/// The names of one side, the most conversations first.
fn side(sums: &BTreeMap<String, Sum>, most: usize) -> Vec<&String> {
    let mut names: Vec<_> = sums.iter().collect();
    names.sort_by_key(|(_, sum)| std::cmp::Reverse(sum.made.max(sum.asked)));
    names.into_iter().take(most).map(|(name, _)| name).collect()
}

pub(super) fn section(coverage: &Coverage, all: &str) -> Markup {
    let mut cells: BTreeMap<(&str, &str), Sum> = BTreeMap::new();
    let (mut rows, mut columns) = (BTreeMap::<String, Sum>::new(), BTreeMap::<String, Sum>::new());
    for cell in &coverage.cells {
        let sum = Sum { asked: cell.asked.unwrap_or(0), made: cell.made, approved: cell.approved };
        cells.entry((&cell.subject.persona, &cell.subject.emotion)).or_default().plus(sum);
        rows.entry(cell.subject.persona.clone()).or_default().plus(sum);
        columns.entry(cell.subject.emotion.clone()).or_default().plus(sum);
    }
    let (shown_rows, shown_columns) = (side(&rows, ROWS), side(&columns, COLUMNS));
    let (more_rows, more_columns) = (rows.len() - shown_rows.len(), columns.len() - shown_columns.len());
    html! {
        p { (number(coverage.cells.len() as u64)) " cells: " (number(coverage.empty_cells)) " empty, "
            (number(coverage.unapproved_cells)) " without an approved conversation." }
        p class="soft" { "Each cell says approved of made. " b class="blocks" { "–" } " is empty, " b class="warns" { "!" }
            " has none approved." }
        div class="scroll" { table class="grid" {
            thead { tr { th scope="col" { "Persona" } @for column in &shown_columns { th scope="col" { bdi { (name(column)) } } } } }
            tbody { @for row in &shown_rows {
                tr {
                    th scope="row" { bdi { (name(row)) } }
                    @for column in &shown_columns { (shown(cells.get(&(row.as_str(), column.as_str())))) }
                }
            } }
        } }
        @if more_rows + more_columns > 0 {
            p class="soft" { "Not shown: " (number(more_rows as u64)) " personas and " (number(more_columns as u64))
                " emotions with fewer conversations. All cells: " code { (all) } }
        }
    }
}

fn shown(cell: Option<&Sum>) -> Markup {
    match cell {
        None => html! { td {} },
        Some(Sum { made: 0, .. }) => html! { td class="empty" { "–" } },
        Some(Sum { made, approved: 0, .. }) => html! { td class="none" { "0/" (number(*made)) " !" } },
        Some(Sum { made, approved, .. }) => html! { td { (number(*approved)) "/" (number(*made)) } },
    }
}
