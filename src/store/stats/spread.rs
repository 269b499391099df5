//! Histograms of scores, turns and tokens.

use std::collections::BTreeMap;

use crate::domain::quality::Score;

use crate::store::sql::engine::count;

/// One bar of the quality histogram: one point wide, `from` included.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Bar {
    /// The lowest score of the bar: 0, 1, … 10.
    pub from: Score,
    /// Conversations with a score in the bar.
    pub count: u64,
}

/// One bar of a histogram of whole numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Range {
    /// The lowest number of the bar.
    pub from: u64,
    /// The highest one; `None` for the last bar.
    pub to: Option<u64>,
    /// Conversations in the bar.
    pub count: u64,
}

/// The histograms of the conversations of a filter.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    /// The count of every status, 0 included.
    pub by_status: BTreeMap<&'static str, u64>,
    /// Eleven bars, 0 to 10; conversations without a score are in none.
    pub scores: Vec<Bar>,
    /// By number of turns.
    pub turns: Vec<Range>,
    /// By tokens of the calls that made them.
    pub tokens: Vec<Range>,
}

/// Where the bars of tokens begin: so many places.
pub(super) const TOKEN_EDGES: usize = 8;

/// Where the bars begin.
const TURNS: [u64; 10] = [0, 2, 4, 6, 8, 10, 12, 16, 20, 30];
const TOKENS: [u64; TOKEN_EDGES] = [0, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000];

/// Bars that begin at these numbers.
fn ranges(edges: &[u64], found: impl IntoIterator<Item = (u64, u64)>) -> Vec<Range> {
    let ends = edges.iter().skip(1).map(|next| Some(next - 1)).chain([None]);
    let mut bars: Vec<Range> = edges.iter().zip(ends).map(|(from, to)| Range { from: *from, to, count: 0 }).collect();
    for (number, count) in found {
        if let Some(bar) = bars.iter_mut().rev().find(|bar| bar.from <= number) {
            bar.count += count;
        }
    }
    bars
}

/// The bars of turns, of how many conversations have each number.
pub(super) fn turn_bars(found: impl IntoIterator<Item = (u64, u64)>) -> Vec<Range> {
    ranges(&TURNS, found)
}

/// The columns `over_1` … `over_7`: conversations with at least as many tokens as each bar but the first.
pub(super) fn token_counts() -> String {
    let columns = TOKENS.iter().enumerate().skip(1);
    columns.map(|(at, edge)| format!(", count(*) FILTER (WHERE c.total_tokens >= {edge}) AS over_{at}")).collect()
}

/// The bars of these counts, out of all conversations.
pub(super) fn token_bars(all: u64, over: [i64; TOKEN_EDGES - 1]) -> Vec<Range> {
    let at_least: Vec<u64> = std::iter::once(all).chain(over.map(count)).chain([0]).collect();
    let between = at_least.windows(2).map(|two| two[0] - two[1]);
    ranges(&TOKENS, TOKENS.into_iter().zip(between))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_its_bar() {
        let bars = ranges(&[0, 2, 10], [(0, 1), (1, 1), (2, 4), (9, 1), (10, 7), (1_000_000, 1)]);
        let told: Vec<_> = bars.iter().map(|bar| (bar.from, bar.to, bar.count)).collect();
        assert_eq!(told, [(0, Some(1), 2), (2, Some(9), 5), (10, None, 8)]);
    }
}
