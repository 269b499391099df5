//! How well marks rank: the area under the ROC curve, with an interval.

use serde::Serialize;

use crate::quality::judge::calibration::Pair;

/// The quantile of an interval that holds the true value in 95 of 100 cases.
const Z: f64 = 1.959_964;

/// How often an approved conversation has a higher mark than a rejected one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Rank {
    /// Over all pairs of an approved and a rejected one; equal marks count half. 0.5 tells nothing, 1 everything.
    pub auc: f64,
    /// The lower end of the 95 % interval.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

impl Rank {
    /// `pairs` holds both decisions.
    pub(super) fn of(pairs: &[Pair]) -> Rank {
        let mut sorted = pairs.to_vec();
        sorted.sort_by(|left, right| left.mark.total_cmp(&right.mark));
        let (mut halves, mut rejected_below, mut approved) = (0_u128, 0_u128, 0_u128);
        for equal in sorted.chunk_by(|left, right| left.mark == right.mark) {
            let ups = equal.iter().filter(|pair| pair.approved).count() as u128;
            let downs = equal.len() as u128 - ups;
            halves += ups * (2 * rejected_below + downs);
            rejected_below += downs;
            approved += ups;
        }
        let (approved, rejected) = (approved as f64, rejected_below as f64);
        let auc = halves as f64 / 2.0 / (approved * rejected);
        // The end where the distance to what was measured equals what chance explains.
        let end = |far: f64| {
            let (mut near, mut far) = (auc, far);
            for _ in 0..60 {
                let middle = f64::midpoint(near, far);
                let is_explained = (auc - middle).abs() <= Z * variance(middle, approved, rejected).sqrt();
                if is_explained { near = middle } else { far = middle }
            }
            near
        };
        Rank { auc, low: end(0.0), high: end(1.0) }
    }
}

/// The variance of a measured area whose true value is `area`: that of Hanley and McNeil (Radiology 143, 1982, p. 29),
/// with the mean of both numbers in place of each.
///
/// With it the interval is method 5 of R. G. Newcombe, *Confidence intervals for an effect size measure based on the
/// Mann-Whitney statistic, part 2*, Statistics in Medicine 25 (2006), p. 559. The R package `SingleCaseES` writes it out
/// in its vignette *Effect size definitions* and computes it in `NAP()`; `auRoc` has the same variance. It has a width
/// even where the marks part the decisions without a fault; that of DeLong (1988) has none there.
fn variance(area: f64, approved: f64, rejected: f64) -> f64 {
    let others = f64::midpoint(approved, rejected) - 1.0;
    let shape = 1.0 + others * (1.0 - area) / (2.0 - area) + others * area / (1.0 + area);
    area * (1.0 - area) * shape / (approved * rejected)
}
