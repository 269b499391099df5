//! The value of an equation, and whether a stated number is no rounding of it.

use crate::quality::checks::arithmetic::words::Sign;
use crate::quality::figures::Figure;

/// Times and over before plus and minus. A percentage is a share where it multiplies or is added to a plain number.
pub(super) fn evaluate(terms: &[(Sign, &Figure)], stated: &Figure) -> Option<f64> {
    let percents = terms.iter().filter(|(_, figure)| figure.percent).count();
    let all = percents == terms.len();
    if percents > 0 && !all && stated.percent {
        return None;
    }
    let (mut sum, mut product) = (0.0, 0.0);
    for (sign, figure) in terms {
        let share = figure.percent && !all;
        match sign {
            Sign::Times => product *= if share { figure.value / 100.0 } else { figure.value },
            Sign::Over if figure.value == 0.0 || share => return None,
            Sign::Over => product /= figure.value,
            Sign::Plus | Sign::Minus => {
                sum += product;
                // "300 - 20%" takes a fifth off; "20% x 300" begins with a share.
                let value = match share {
                    true if sum == 0.0 => figure.value / 100.0,
                    true => sum * figure.value / 100.0,
                    false => figure.value,
                };
                product = if *sign == Sign::Plus { value } else { -value };
            }
        }
    }
    Some(sum + product)
}

/// Whether a stated number is no rounding of the expected one.
pub(super) fn differs(expected: f64, stated: &Figure, about: bool) -> bool {
    let size = expected.abs().max(stated.value.abs());
    let rounding = stated.half_unit.min(if size < 100.0 { 0.12 * size } else { 0.05 * size });
    let allowed = rounding.max(0.006 * size).max(if about { 0.1 * size } else { 0.0 });
    expected.is_finite()
        && (expected - stated.value).abs() > allowed + 1e-9
        && (expected + stated.value).abs() > allowed + 1e-9
}
