//! Intervals of rates, means and ratios, and of the difference of two of them.
//!
//! `alpha` is the share of cases in which an interval misses the true value: 0.05 for one of 95 %.

/// The share of cases that the intervals of reports may miss.
pub(crate) const ALPHA: f64 = 0.05;

/// A measured value and the interval of the true one.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub(crate) struct Estimate {
    pub value: f64,
    pub interval: [f64; 2],
}

/// The two-sided quantile of the normal distribution: 1.96 for 0.05.
pub(crate) fn z(alpha: f64) -> f64 {
    quantile(1.0 - alpha / 2.0)
}

/// The quantile of the normal distribution, to seven digits: PPND7 of M. J. Wichura, Algorithm AS 241, Applied Statistics
/// 37 (1988), p. 477. For shares from 0.5 up to 1 - 1e-11.
pub(crate) fn quantile(share: f64) -> f64 {
    let q = share - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        let above = ((59.109_374_720 * r + 159.291_132_02) * r + 50.434_271_938) * r + 3.387_132_717_9;
        let below = ((67.187_563_600 * r + 78.757_757_664) * r + 17.895_169_469) * r + 1.0;
        return q * above / below;
    }
    let r = (-(1.0 - share).ln()).sqrt() - 1.6;
    let above = ((0.170_238_211_03 * r + 1.306_728_481_6) * r + 2.756_815_390_0) * r + 1.423_437_277_7;
    above / ((0.120_211_329_75 * r + 0.737_001_642_50) * r + 1.0)
}

/// The two-sided quantile of Student's t, from that of the normal distribution: Abramowitz and Stegun, Handbook of
/// Mathematical Functions (1964), 26.7.5. From four degrees of freedom on it is right to a thousandth.
fn student(alpha: f64, freedom: f64) -> f64 {
    let (z, v) = (z(alpha), freedom);
    let first = (z.powi(3) + z) / 4.0;
    let second = (5.0 * z.powi(5) + 16.0 * z.powi(3) + 3.0 * z) / 96.0;
    let third = (3.0 * z.powi(7) + 19.0 * z.powi(5) + 17.0 * z.powi(3) - 15.0 * z) / 384.0;
    let fourth = (79.0 * z.powi(9) + 776.0 * z.powi(7) + 1482.0 * z.powi(5) - 1920.0 * z.powi(3) - 945.0 * z) / 92160.0;
    z + first / v + second / v.powi(2) + third / v.powi(3) + fourth / v.powi(4)
}

/// A rate with the interval of E. B. Wilson, Probable inference, JASA 22 (1927), p. 209.
pub(crate) fn rate(good: u64, all: u64, alpha: f64) -> Option<Estimate> {
    if all == 0 {
        return None;
    }
    let (z, n, rate) = (z(alpha), all as f64, good as f64 / all as f64);
    let whole = 1.0 + z * z / n;
    let middle = (rate + z * z / (2.0 * n)) / whole;
    let half = z * (rate * (1.0 - rate) / n + z * z / (4.0 * n * n)).sqrt() / whole;
    Some(Estimate { value: rate, interval: [(middle - half).max(0.0), (middle + half).min(1.0)] })
}

/// `second` − `first`, for independent values, from their own intervals: the distances to their ends are squared and
/// added. Of two rates with Wilson's intervals this is method 10 of R. G. Newcombe, Interval estimation for the
/// difference between independent proportions, Statistics in Medicine 17 (1998), p. 873. For other values: G. Y. Zou and
/// A. Donner, Construction of confidence limits about effect measures, Statistics in Medicine 27 (2008), p. 1693.
pub(crate) fn difference(first: Estimate, second: Estimate) -> Estimate {
    let value = second.value - first.value;
    let low = (second.value - second.interval[0]).hypot(first.interval[1] - first.value);
    let high = (second.interval[1] - second.value).hypot(first.value - first.interval[0]);
    Estimate { value, interval: [value - low, value + high] }
}

/// The second rate − the first over pairs: `second_alone` of them are good for the second only, `first_alone` for the
/// first only. The interval "Wald+2" of A. Agresti and Y. Min, Simple improved confidence intervals for comparing matched
/// proportions, Statistics in Medicine 24 (2005), p. 729.
pub(crate) fn matched_rates(first_alone: u64, second_alone: u64, pairs: u64, alpha: f64) -> Option<Estimate> {
    if pairs == 0 {
        return None;
    }
    let (first, second, n) = (first_alone as f64 + 0.5, second_alone as f64 + 0.5, pairs as f64 + 2.0);
    let middle = (second - first) / n;
    let half = z(alpha) * (first + second - (second - first).powi(2) / n).sqrt() / n;
    let value = (second_alone as f64 - first_alone as f64) / pairs as f64;
    Some(Estimate { value, interval: [(middle - half).max(-1.0), (middle + half).min(1.0)] })
}

/// Number, mean and variance of values that are known to `unit`: equal ones may differ by less.
fn moments(values: &[f64], unit: f64) -> (f64, f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let spread = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>();
    (n, mean, spread / (n - 1.0) + unit * unit / 12.0)
}

/// A mean with Student's interval. `unit`: the values are rounded to it.
pub(crate) fn mean(values: &[f64], unit: f64, alpha: f64) -> Option<Estimate> {
    if values.len() < 2 {
        return None;
    }
    let (n, mean, variance) = moments(values, unit);
    let half = student(alpha, n - 1.0) * (variance / n).sqrt();
    Some(Estimate { value: mean, interval: [mean - half, mean + half] })
}

/// The second mean − the first, for independent values with variances of their own: B. L. Welch, The generalization of
/// "Student's" problem when several different population variances are involved, Biometrika 34 (1947), p. 28.
pub(crate) fn means(first: &[f64], second: &[f64], unit: f64, alpha: f64) -> Option<Estimate> {
    if first.len() < 2 || second.len() < 2 {
        return None;
    }
    let [(n1, mean1, v1), (n2, mean2, v2)] = [moments(first, unit), moments(second, unit)];
    let (e1, e2) = (v1 / n1, v2 / n2);
    let value = mean2 - mean1;
    if e1 + e2 == 0.0 {
        return Some(Estimate { value, interval: [value, value] });
    }
    let freedom = (e1 + e2).powi(2) / (e1 * e1 / (n1 - 1.0) + e2 * e2 / (n2 - 1.0));
    let half = student(alpha, freedom) * (e1 + e2).sqrt();
    Some(Estimate { value, interval: [value - half, value + half] })
}

/// A value ÷ a rate above 0, for independent ones, from their own intervals: A. Donner and G. Y. Zou, Closed-form
/// confidence intervals for functions of the normal mean and standard deviation, Statistical Methods in Medical Research
/// 21 (2012), p. 347. `None` where the rate may be 0.
pub(crate) fn ratio(value: Estimate, rate: Estimate) -> Option<Estimate> {
    let (Estimate { value: v, interval: [vl, vu] }, Estimate { value: r, interval: [rl, ru] }) = (value, rate);
    if rl <= 0.0 || r <= 0.0 || vl < 0.0 {
        return None;
    }
    let whole = v * r;
    let root = |a: f64, b: f64| (whole * whole - a * b * (2.0 * v - a) * (2.0 * r - b)).max(0.0).sqrt();
    // Without the difference of near numbers that the printed form has.
    let low = vl * (2.0 * v - vl) / (whole + root(vl, ru));
    let high = (whole + root(vu, rl)) / (rl * (2.0 * r - rl));
    Some(Estimate { value: v / r, interval: [low, high] })
}

/// How many of each are needed so that a test at `alpha` finds these two rates different with a chance of `power`:
/// J. L. Fleiss, B. Levin and M. C. Paik, Statistical Methods for Rates and Proportions, 3rd edition (2003), chapter 4,
/// without a correction for continuity. `None` for equal rates.
pub(crate) fn needed_each(first: f64, second: f64, alpha: f64, power: f64) -> Option<u64> {
    let apart = (second - first).abs();
    if apart < 1e-9 {
        return None;
    }
    let middle = f64::midpoint(first, second);
    let same = (2.0 * middle * (1.0 - middle)).sqrt();
    let differ = (first * (1.0 - first) + second * (1.0 - second)).sqrt();
    Some(((z(alpha) * same + quantile(power) * differ) / apart).powi(2).ceil() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(found: Estimate, value: f64, [low, high]: [f64; 2], within: f64) {
        let [from, to] = found.interval;
        let near = |one: f64, other: f64| (one - other).abs() < within;
        assert!(near(found.value, value) && near(from, low) && near(to, high), "{found:?}");
    }

    #[test]
    fn the_quantiles_are_those_of_the_tables() {
        for (share, expected) in [(0.5, 0.0), (0.8, 0.841_621), (0.975, 1.959_964), (0.995, 2.575_829)] {
            assert!((quantile(share) - expected).abs() < 1e-5, "{share}");
        }
        for (freedom, alpha, expected) in
            [(4.0, 0.05, 2.7764), (9.0, 0.05, 2.2622), (30.0, 0.05, 2.0423), (9.0, 0.01, 3.2498)]
        {
            assert!((student(alpha, freedom) - expected).abs() < 4e-3, "{freedom}: {}", student(alpha, freedom));
        }
    }

    #[test]
    fn the_interval_of_a_rate_is_wilsons() {
        // Brown, Cai and DasGupta (2001); R: prop.test(…, correct = FALSE).
        for (good, all, low, high) in [(8, 10, 0.4902, 0.9433), (0, 5, 0.0, 0.4345), (50, 100, 0.4038, 0.5962)] {
            is(rate(good, all, ALPHA).expect("some"), good as f64 / all as f64, [low, high], 1e-4);
        }
        assert_eq!(rate(0, 0, ALPHA), None);
    }

    #[test]
    fn the_difference_of_two_rates_is_newcombes_method_10() {
        // The first two rows of his table II.
        let of = |first: (u64, u64), second: (u64, u64)| {
            let [first, second] = [first, second].map(|(good, all)| rate(good, all, ALPHA).expect("some"));
            difference(first, second)
        };
        is(of((48, 80), (56, 70)), 0.2, [0.0524, 0.3339], 1e-4);
        is(of((3, 10), (9, 10)), 0.6, [0.1705, 0.8090], 1e-4);
    }

    #[test]
    fn the_difference_over_pairs_is_that_of_agresti_and_min() {
        // R: PropCIs::diffpropci.mp(b = 40, c = 20, n = 160, conf.level = 0.95).
        is(matched_rates(40, 20, 160, ALPHA).expect("some"), -0.125, [-0.216_017, -0.030_896], 1e-5);
        let [low, high] = matched_rates(0, 0, 12, ALPHA).expect("some").interval;
        assert!(low < 0.0 && high > 0.0, "pairs that agree tell nothing for certain");
    }

    #[test]
    fn means_have_students_and_welchs_intervals() {
        // R: t.test(extra ~ group, data = sleep), and paired.
        let first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
        let second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        is(means(&first, &second, 0.0, ALPHA).expect("some"), 1.58, [-0.205_483, 3.365_483], 2e-3);
        let apart: Vec<f64> = first.iter().zip(second).map(|(first, second)| second - first).collect();
        is(mean(&apart, 0.0, ALPHA).expect("some"), 1.58, [0.700_114, 2.459_886], 2e-3);
        let equal = mean(&[7.0; 20], 0.1, ALPHA).expect("some");
        assert!(equal.interval[0] < 7.0 && equal.interval[1] > 7.0, "{equal:?}");
    }

    #[test]
    fn a_sure_value_over_a_rate_has_the_ends_of_the_rate() {
        let sure = Estimate { value: 2.0, interval: [2.0, 2.0] };
        let half = Estimate { value: 0.5, interval: [0.4, 0.8] };
        is(ratio(sure, half).expect("some"), 4.0, [2.5, 5.0], 1e-9);
        let sure_rate = Estimate { value: 0.5, interval: [0.5, 0.5] };
        is(ratio(Estimate { value: 2.0, interval: [1.0, 4.0] }, sure_rate).expect("some"), 4.0, [2.0, 8.0], 1e-9);
        assert_eq!(ratio(sure, Estimate { value: 0.0, interval: [0.0, 0.3] }), None);
    }

    #[test]
    fn the_number_needed_is_that_of_r() {
        // R: power.prop.test(p1 = .50, p2 = .75, power = .90) gives 76.7.
        assert_eq!(needed_each(0.5, 0.75, ALPHA, 0.9), Some(77));
        assert_eq!(needed_each(0.5, 0.5, ALPHA, 0.8), None);
    }
}
