//! The measures of two templates, each with its interval and that of the difference.

use serde::Serialize;

use crate::domain::quality::Criterion;
use crate::report::compare::samples::{JudgeKey, Sample, Samples, pairs};
use crate::report::interval::{self, ALPHA, Estimate};
use crate::report::scoreboard::ENOUGH;

/// The unit that scores are rounded to, and that of marks.
const SCORE: f64 = 0.1;
const MARK: f64 = 1.0;

/// What the values of a measure are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Unit {
    /// 0 to 1.
    Share,
    /// 0 to 10.
    Points,
    Dollars,
}

/// What the interval of a difference says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Tells {
    /// A side has fewer values than a comparison is worth making from.
    TooFew,
    /// It holds 0.
    Nothing,
    AIsHigher,
    BIsHigher,
}

/// One side of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(crate) struct Figure {
    /// The conversations that have a value.
    pub conversations: u64,
    pub value: Option<f64>,
    /// Of 95 %.
    pub interval: Option<[f64; 2]>,
}

/// Both sides, and how they differ.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Measure {
    pub measure: &'static str,
    pub unit: Unit,
    pub a: Figure,
    pub b: Figure,
    /// B − A, with the interval of 95 %.
    pub difference: Option<Estimate>,
    /// The same difference with the interval that decides: wider, where several measures share the 5 %.
    pub decides: Option<Estimate>,
    /// The cells that the difference is taken over; `None` where it is not taken in pairs.
    pub pairs: Option<u64>,
    pub tells: Tells,
}

/// Finds a difference at a level.
type Difference<'a> = Box<dyn Fn(f64) -> Option<Estimate> + 'a>;

struct Draft<'a> {
    measure: &'static str,
    unit: Unit,
    sides: [(u64, Option<Estimate>); 2],
    difference: Difference<'a>,
    pairs: Option<u64>,
}

impl Draft<'_> {
    fn at(self, alpha: f64) -> Measure {
        let figure = |(conversations, estimate): (u64, Option<Estimate>)| Figure {
            conversations,
            value: estimate.map(|estimate| estimate.value),
            interval: estimate.map(|estimate| estimate.interval),
        };
        let [a, b] = self.sides.map(figure);
        let (difference, decides) = ((self.difference)(ALPHA), (self.difference)(alpha));
        let is_enough = a.conversations >= ENOUGH && b.conversations >= ENOUGH;
        let tells = match decides {
            Some(found) if is_enough && found.interval[0] > 0.0 => Tells::BIsHigher,
            Some(found) if is_enough && found.interval[1] < 0.0 => Tells::AIsHigher,
            Some(_) if is_enough => Tells::Nothing,
            _ => Tells::TooFew,
        };
        Measure { measure: self.measure, unit: self.unit, a, b, difference, decides, pairs: self.pairs, tells }
    }
}

/// Approval first, which alone decides at 5 %. The others share 5 % between them (Bonferroni): however many there are, one
/// of them seems to differ by chance in at most 5 of 100 cases.
pub(super) fn measures(a: &Samples, b: &Samples, judge: Option<&JudgeKey>) -> Vec<Measure> {
    let approval = share("approval", a, b, |sample| sample.approved);
    let mut others = vec![
        mean("score", SCORE, a, b, |sample| sample.score),
        share("serious findings", a, b, |sample| Some(sample.has_serious)),
    ];
    if let Some(judge) = judge {
        for (name, criterion) in [
            ("mark: overall", Criterion::Overall),
            ("mark: relevance", Criterion::Relevance),
            ("mark: accuracy", Criterion::Accuracy),
        ] {
            let mark = move |sample: &Sample| {
                let (_, marks) = sample.judged.as_ref().filter(|(by, _)| by == judge)?;
                marks.of(criterion)
            };
            others.push(mean(name, MARK, a, b, mark));
        }
    }
    others.push(cost_per_approved(a, b));
    let alpha = ALPHA / others.len() as f64;
    std::iter::once(approval.at(ALPHA)).chain(others.into_iter().map(|draft| draft.at(alpha))).collect()
}

/// Pairs count where they are enough, and at least half of what the smaller side has.
fn in_pairs(pairs: usize, sides: [u64; 2]) -> bool {
    let (pairs, [first, second]) = (pairs as u64, sides);
    pairs >= ENOUGH && pairs * 2 >= first.min(second)
}

fn share<'a>(measure: &'static str, a: &Samples, b: &Samples, of: impl Fn(&Sample) -> Option<bool>) -> Draft<'a> {
    let counted = |samples: &Samples| {
        let values: Vec<bool> = samples.all.iter().filter_map(&of).collect();
        (values.iter().filter(|is_so| **is_so).count() as u64, values.len() as u64)
    };
    let [(good_a, all_a), (good_b, all_b)] = [counted(a), counted(b)];
    let pairs = pairs(a, b, &of);
    let is_paired = in_pairs(pairs.len(), [all_a, all_b]);
    let number = |wanted: (bool, bool)| pairs.iter().filter(|pair| **pair == wanted).count() as u64;
    let (a_alone, b_alone, all) = (number((true, false)), number((false, true)), pairs.len() as u64);
    let difference = move |alpha| match is_paired {
        true => interval::matched_rates(a_alone, b_alone, all, alpha),
        false => {
            let sides = interval::rate(good_a, all_a, alpha).zip(interval::rate(good_b, all_b, alpha));
            sides.map(|(first, second)| interval::difference(first, second))
        }
    };
    Draft {
        measure,
        unit: Unit::Share,
        sides: [(all_a, interval::rate(good_a, all_a, ALPHA)), (all_b, interval::rate(good_b, all_b, ALPHA))],
        difference: Box::new(difference),
        pairs: is_paired.then_some(all),
    }
}

fn mean<'a>(
    measure: &'static str,
    unit: f64,
    a: &Samples,
    b: &Samples,
    of: impl Fn(&Sample) -> Option<f64>,
) -> Draft<'a> {
    let values = |samples: &Samples| samples.all.iter().filter_map(&of).collect::<Vec<f64>>();
    let [first, second] = [values(a), values(b)];
    let apart: Vec<f64> = pairs(a, b, &of).into_iter().map(|(first, second)| second - first).collect();
    let is_paired = in_pairs(apart.len(), [first.len() as u64, second.len() as u64]);
    let sides = [&first, &second].map(|values| (values.len() as u64, interval::mean(values, unit, ALPHA)));
    let pairs = is_paired.then_some(apart.len() as u64);
    let difference = move |alpha| match is_paired {
        true => interval::mean(&apart, unit, alpha),
        false => interval::means(&first, &second, unit, alpha),
    };
    Draft { measure, unit: Unit::Points, sides, difference: Box::new(difference), pairs }
}

/// What a conversation costs ÷ the share approved: what is paid until one is approved. Taken as independent of each other.
fn cost_per_approved<'a>(a: &Samples, b: &Samples) -> Draft<'a> {
    let parts = |samples: &Samples| {
        let costs: Vec<f64> = samples.all.iter().map(|sample| sample.dollars).collect();
        let decisions: Vec<bool> = samples.all.iter().filter_map(|sample| sample.approved).collect();
        (costs, decisions.iter().filter(|approved| **approved).count() as u64, decisions.len() as u64)
    };
    let estimate = |(costs, approved, decided): &(Vec<f64>, u64, u64), alpha| {
        let Estimate { value, interval: [low, high] } = interval::mean(costs, 0.0, alpha)?;
        let cost = Estimate { value, interval: [low.max(0.0), high] };
        interval::ratio(cost, interval::rate(*approved, *decided, alpha)?)
    };
    let [first, second] = [parts(a), parts(b)];
    Draft {
        measure: "cost per approved",
        unit: Unit::Dollars,
        sides: [(first.2, estimate(&first, ALPHA)), (second.2, estimate(&second, ALPHA))],
        difference: Box::new(move |alpha| {
            let sides = estimate(&first, alpha).zip(estimate(&second, alpha));
            sides.map(|(first, second)| interval::difference(first, second))
        }),
        pairs: None,
    }
}
