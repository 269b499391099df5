//! Columns drawn as SVG, with the same numbers as a table beside them.

use maud::{Markup, html};

use crate::report::html::figures::{number, share};
use crate::store::Range;

const WIDTH: f64 = 560.0;
const HEIGHT: f64 = 180.0;
/// Room above the columns for numbers, below for labels.
const ABOVE: f64 = 18.0;
const BELOW: f64 = 22.0;
/// With more columns, only some have room for texts.
const LABELS: usize = 12;
/// A phone has room for as many.
const PHONE_LABELS: usize = 6;
/// A column is never wider: few columns stay slim.
const WIDEST: f64 = 120.0;
/// Half the width of a letter of a label, on a phone.
const HALF_LETTER: f64 = 5.0;
/// A longer table scrolls beside its chart.
const ROWS: usize = 8;

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    /// Below the column.
    pub label: String,
    pub value: f64,
    /// The value in words.
    pub shown: String,
    /// The darker part of the column, from below; all of it where `None`.
    pub part: Option<f64>,
}

/// The chart alone. `says`: what it shows, for those who cannot see it.
pub(super) fn columns(says: &str, columns: &[Column]) -> Markup {
    let largest = columns.iter().map(|column| column.value).fold(0.0, f64::max).max(f64::MIN_POSITIVE);
    let each = (WIDTH / columns.len().max(1) as f64).min(WIDEST);
    let room = HEIGHT - ABOVE - BELOW;
    let every = columns.len().div_ceil(LABELS).max(1);
    let every_on_phone = every * columns.len().div_ceil(every).div_ceil(PHONE_LABELS).max(1);
    // A value above zero is always seen.
    let tall = |value: f64| if value > 0.0 { (value / largest * room).max(1.0) } else { 0.0 };
    let place = |value: f64| format!("{value:.1}");
    html! {
        svg role="img" aria-label=(says) viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } {
            @for (index, column) in columns.iter().enumerate() {
                @let left = index as f64 * each + each * 0.1;
                @let middle = place(left + each * 0.4);
                @let whole = tall(column.value);
                @let part = tall(column.part.unwrap_or(column.value));
                @if column.part.is_some() {
                    rect class="bar2" x=(place(left)) y=(place(HEIGHT - BELOW - whole)) width=(place(each * 0.8)) height=(place(whole)) {}
                }
                rect class="bar" x=(place(left)) y=(place(HEIGHT - BELOW - part)) width=(place(each * 0.8)) height=(place(part)) {}
                @if index % every == 0 {
                    @let (anchor, at) = anchored(&column.label, left + each * 0.4);
                    text class=[(index % every_on_phone != 0).then_some("wide")] x=(place(at)) y=(place(HEIGHT - 6.0)) text-anchor=(anchor) { (column.label) }
                    @if column.value > 0.0 && columns.len() <= LABELS {
                        text class=[(columns.len() > PHONE_LABELS).then_some("wide")] x=(middle) y=(place(HEIGHT - BELOW - whole - 4.0)) text-anchor="middle" { (column.shown) }
                    }
                }
            }
            line class="rule" x1="0" x2=(WIDTH) y1=(place(HEIGHT - BELOW)) y2=(place(HEIGHT - BELOW)) {}
        }
    }
}

/// How a label stands below the middle of its column. One that would stand over an edge of the chart, which a printer
/// cuts off, begins or ends there.
fn anchored(label: &str, middle: f64) -> (&'static str, f64) {
    let half = label.chars().count() as f64 * HALF_LETTER;
    if middle < half {
        ("start", 0.0)
    } else if middle + half > WIDTH {
        ("end", WIDTH)
    } else {
        ("middle", middle)
    }
}

/// The table beside a chart.
pub(super) fn beside(rows: usize, table: Markup) -> Markup {
    html! {
        @if rows > ROWS { div class="tall" tabindex="0" role="group" aria-label="Table" { (table) } } @else { (table) }
    }
}

/// A histogram of conversations beside its table.
pub(super) fn histogram(title: &str, what: &str, bars: &[(String, u64)]) -> Markup {
    let all: u64 = bars.iter().map(|(_, count)| count).sum();
    let drawn: Vec<Column> = bars
        .iter()
        .map(|(label, count)| Column { label: label.clone(), value: *count as f64, shown: number(*count), part: None })
        .collect();
    let table = html! {
            table {
                thead { tr { th scope="col" { (what) } th scope="col" class="n" { "Conversations" } th scope="col" class="n" { "Share" } } }
                tbody {
                    @for (label, count) in bars.iter().filter(|(_, count)| *count > 0) {
                        tr { th scope="row" { (label) } td class="n" { (number(*count)) } td class="n" { (share(*count, all)) } }
                    }
                }
            }
    };
    html! {
        h3 { (title) }
        div class="chart" {
            (columns(&format!("Conversations by {what}; the table has the numbers"), &drawn))
            (beside(bars.iter().filter(|(_, count)| *count > 0).count(), table))
        }
    }
}

/// The bars from the first to the last that stand for anything, as "8–9" or "30+".
pub(super) fn known(ranges: &[Range]) -> Vec<(String, u64)> {
    let first = ranges.iter().position(|range| range.count > 0).unwrap_or_default();
    let behind = ranges.iter().rposition(|range| range.count > 0).map_or(0, |last| last + 1);
    let label = |range: &Range| match range.to {
        Some(to) if to == range.from => to.to_string(),
        Some(to) => format!("{}–{to}", range.from),
        None => format!("{}+", range.from),
    };
    ranges.get(first..behind).unwrap_or_default().iter().map(|range| (label(range), range.count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_at_the_edges_of_a_chart_stay_inside_it() {
        assert_eq!(anchored("11-01", 9.0), ("start", 0.0));
        assert_eq!(anchored("11-16", 280.0), ("middle", 280.0));
        assert_eq!(anchored("12-01", 551.0), ("end", WIDTH));
    }
}
