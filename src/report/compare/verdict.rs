//! What follows from a comparison, in plain words.

use serde::Serialize;

use crate::report::compare::measures::{Measure, Tells};
use crate::report::interval::{ALPHA, needed_each};
use crate::report::scoreboard::ENOUGH;

/// The chance to find a difference that is there.
const POWER: f64 = 0.8;
/// Rates less apart than this hardly differ.
const HARDLY: f64 = 0.01;
/// The difference that is asked about where those seen hardly differ.
const WORTH: f64 = 0.1;

/// How many decisions would tell, if two rates are the true ones.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(crate) struct Needed {
    /// Decisions of each template.
    pub each: u64,
    /// Those that are still to come of A, and of B.
    pub more: [u64; 2],
    /// The rates of A and B that this holds for.
    pub if_rates_are: [f64; 2],
    /// The share of cases in which they are found to differ.
    pub power: f64,
    /// The share of cases in which equal rates seem to differ.
    pub alpha: f64,
}

/// The decisions that would tell the approval of A and B apart; `None` where they do already, or where nothing is known.
pub(super) fn needed(approval: &Measure) -> Option<Needed> {
    let (a, b) = approval.a.value.zip(approval.b.value).filter(|_| approval.tells == Tells::Nothing)?;
    let rates = match (b - a).abs() < HARDLY {
        false => [a, b],
        true => {
            let middle = f64::midpoint(a, b).clamp(WORTH / 2.0, 1.0 - WORTH / 2.0);
            [middle - WORTH / 2.0, middle + WORTH / 2.0]
        }
    };
    let each = needed_each(rates[0], rates[1], ALPHA, POWER)?;
    let more = [&approval.a, &approval.b].map(|side| each.saturating_sub(side.conversations));
    Some(Needed { each, more, if_rates_are: rates, power: POWER, alpha: ALPHA })
}

/// The sentences. The first is about approval.
pub(super) fn verdict(measures: &[Measure], needed: Option<&Needed>) -> Vec<String> {
    let Some((approval, others)) = measures.split_first() else { return Vec::new() };
    let mut sentences = vec![of_approval(approval)];
    sentences.extend(needed.map(|needed| of_needed(needed, approval)));
    sentences.extend(of_others(others));
    sentences
}

fn of_approval(approval: &Measure) -> String {
    let (a, b) = (approval.a.conversations, approval.b.conversations);
    let Some(difference) = approval.difference.filter(|_| approval.tells != Tells::TooFew) else {
        return format!(
            "The data cannot tell yet which is approved more often: people decided about {a} of A and {b} of B; at least \
             {ENOUGH} of each are needed."
        );
    };
    let [low, high] = difference.interval.map(points);
    let shown = format!("{} points, 95 % interval {low} to {high}", points(difference.value));
    match approval.tells {
        Tells::BIsHigher => format!("B is approved more often than A: {shown}, which leaves out 0."),
        Tells::AIsHigher => format!("A is approved more often than B: {shown}, which leaves out 0."),
        Tells::Nothing | Tells::TooFew => format!(
            "The data cannot tell yet which is approved more often: the difference B − A is {shown}, which holds 0."
        ),
    }
}

fn of_needed(needed: &Needed, approval: &Measure) -> String {
    let [a, b] = needed.if_rates_are.map(|rate| format!("{:.0} %", rate * 100.0));
    let assumed = "two-sided test at 5 %, conversations independent of each other";
    let is_seen = approval.a.value == Some(needed.if_rates_are[0]);
    let rates = match is_seen {
        true => format!("If the true rates are those seen, {a} and {b},"),
        false => format!("So far the rates hardly differ. To tell {a} from {b}"),
    };
    let takes = if is_seen { "it takes" } else { "takes" };
    match needed.more {
        [0, 0] => format!(
            "{rates} {takes} about {} decisions of each in 80 of 100 cases ({assumed}). There are as many: the true \
             difference is probably smaller.",
            needed.each
        ),
        [more_a, more_b] => format!(
            "{rates} {takes} about {} decisions of each to find it in 80 of 100 cases ({assumed}): {more_a} more of A and \
             {more_b} more of B.",
            needed.each
        ),
    }
}

fn of_others(others: &[Measure]) -> Option<String> {
    let number = others.iter().filter(|measure| measure.difference.is_some()).count();
    if number == 0 {
        return None;
    }
    let level = 100.0 - 5.0 / others.len() as f64;
    let differ: Vec<String> = others
        .iter()
        .filter_map(|measure| match measure.tells {
            Tells::AIsHigher => Some(format!("{} (A is higher)", measure.measure)),
            Tells::BIsHigher => Some(format!("{} (B is higher)", measure.measure)),
            Tells::Nothing | Tells::TooFew => None,
        })
        .collect();
    let found = match differ.is_empty() {
        true => "none does".to_owned(),
        false => differ.join(", "),
    };
    Some(format!(
        "Several measures are compared, and the more there are, the sooner one seems to differ by chance. So the {} beside \
         approval count as different only where their {level:.1} % interval leaves out 0: {found}.",
        others.len()
    ))
}

/// A share in points of percent, with its sign.
fn points(share: f64) -> String {
    let points = share * 100.0;
    let sign = if points < -0.05 { "−" } else { "+" };
    format!("{sign}{:.1}", points.abs())
}
