//! Compares a judge's marks with the decisions of people: how far they agree, and at which mark they part.

mod rank;

use serde::Serialize;

pub use rank::Rank;

/// The fewest approved ones and the fewest rejected ones for a verdict.
pub const FEWEST: u64 = 10;

/// A mark, and whether a person approved the conversation or rejected it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// 1 to 10; a mean may have a fraction.
    pub mark: f64,
    /// What the person decided.
    pub approved: bool,
}

/// What would come of approving from a mark on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AtMark {
    /// The lowest mark that would be approved.
    pub mark: u8,
    /// Approved ones with this mark or a higher one.
    pub approved: u64,
    /// Rejected ones with a lower mark.
    pub rejected: u64,
    /// The share of decisions that would be the same.
    pub agreement: f64,
    /// The mean of the shares among the approved and among the rejected, so that the rarer decision counts as much.
    pub balanced: f64,
}

/// How far marks and decisions agree.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Calibration {
    /// Conversations with a mark that a person approved.
    pub approved: u64,
    /// Conversations with a mark that a person rejected.
    pub rejected: u64,
    /// For each whole mark from 1 to 10; empty without both kinds of decisions.
    pub at: Vec<AtMark>,
    /// The marks with the best balanced agreement; several where they are equally good.
    pub parts_at: Vec<u8>,
    /// How often an approved one has the higher mark; `None` without both kinds of decisions.
    pub rank: Option<Rank>,
}

/// Compares marks with decisions. Their order does not matter.
pub fn calibrate(pairs: &[Pair]) -> Calibration {
    let pairs: Vec<Pair> = pairs.iter().copied().filter(|pair| pair.mark.is_finite()).collect();
    let approved = pairs.iter().filter(|pair| pair.approved).count() as u64;
    let rejected = pairs.len() as u64 - approved;
    let mut found = Calibration { approved, rejected, at: Vec::new(), parts_at: Vec::new(), rank: None };
    if approved == 0 || rejected == 0 {
        return found;
    }
    found.at = (1..=10).map(|mark| at_mark(mark, &pairs, approved, rejected)).collect();
    // Whole numbers, so that equal ones are equal.
    let weight =
        |at: &AtMark| u128::from(at.approved) * u128::from(rejected) + u128::from(at.rejected) * u128::from(approved);
    let best = found.at.iter().map(weight).max();
    found.parts_at = found.at.iter().filter(|at| Some(weight(at)) == best).map(|at| at.mark).collect();
    found.rank = Some(Rank::of(&pairs));
    found
}

fn at_mark(mark: u8, pairs: &[Pair], approved: u64, rejected: u64) -> AtMark {
    let right = |is_approved: bool| {
        let same = |pair: &&Pair| pair.approved == is_approved && (pair.mark >= f64::from(mark)) == is_approved;
        pairs.iter().filter(same).count() as u64
    };
    let (high, low) = (right(true), right(false));
    AtMark {
        mark,
        approved: high,
        rejected: low,
        agreement: (high + low) as f64 / pairs.len() as f64,
        balanced: (high as f64 / approved as f64 + low as f64 / rejected as f64) / 2.0,
    }
}

impl Calibration {
    /// Whether there are enough decisions for a verdict.
    pub fn is_enough(&self) -> bool {
        self.approved >= FEWEST && self.rejected >= FEWEST
    }

    /// What follows, in plain words.
    pub fn verdict(&self) -> String {
        let (Some(rank), true) = (&self.rank, self.is_enough()) else {
            return format!(
                "Too few decisions to tell: of the marked conversations people approved {} and rejected {}; at least \
                 {FEWEST} of each are needed.",
                self.approved, self.rejected
            );
        };
        let [auc, low, high] = [rank.auc, rank.low, rank.high].map(in_figures);
        let share = format!("{auc}, between {low} and {high}");
        if rank.high < 0.5 {
            return format!(
                "The marks are the wrong way round: what people reject gets the higher ones (AUC {share})."
            );
        }
        if rank.low <= 0.5 {
            return format!("The marks do not tell what people approve from what they reject (AUC {share}).");
        }
        let best = self.at.iter().find(|at| self.parts_at.first() == Some(&at.mark));
        let agreement = percent(best.map_or(0.0, |at| at.agreement));
        match self.parts_at.as_slice() {
            [mark] => {
                format!("People approve from mark {mark} on: {agreement} of the decisions are the same (AUC {share}).")
            }
            [first, between @ .., last] => {
                let between: String = between.iter().map(|mark| format!(", {mark}")).collect();
                format!(
                    "People approve from a mark on that is {first}{between} or {last}, equally well: with {first}, \
                     {agreement} of the decisions are the same (AUC {share})."
                )
            }
            [] => String::new(),
        }
    }
}

/// An area from 0 to 1 with two decimals, and with more where two would round it up to 1.
pub(crate) fn in_figures(area: f64) -> String {
    let mut rounded = (2..=4).map(|decimals| format!("{area:.decimals$}"));
    let honest = rounded.find(|text| area >= 1.0 || !text.starts_with('1'));
    honest.unwrap_or_else(|| "0.9999".to_owned())
}

/// A share as a whole percentage. Only all is 100 %, and only none is 0 %.
pub(crate) fn percent(share: f64) -> String {
    let rounded = (share * 100.0).round();
    let whole = if share < 1.0 && share > 0.0 { rounded.clamp(1.0, 99.0) } else { rounded };
    format!("{whole:.0} %")
}

#[cfg(test)]
mod tests;
