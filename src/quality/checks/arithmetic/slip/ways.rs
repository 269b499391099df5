//! What numbers make: the results that a reader would expect, and every result that can be meant.

use crate::quality::checks::arithmetic::slip::operands::{Operand, Scales, Unit};

/// More amounts have too many sums.
const ADDED: usize = 10;
/// "Each way", "all three": so many of one thing are added to another.
const FEW: f64 = 4.0;
/// The fewest parts of a list.
const LIST: usize = 3;

/// What one operation makes of some numbers.
struct Way {
    value: f64,
    unit: Unit,
    /// The places of the two.
    of: [usize; 2],
    /// Whether the two are only added, or one is taken from the other.
    adds: bool,
}

/// The results of one operation on two of the numbers. `small`: whether the result may count things, as "those three" do.
fn of_two(numbers: &[Operand], small: bool) -> Vec<Way> {
    let mut ways = Vec::new();
    for (i, one) in numbers.iter().enumerate() {
        for (j, two) in numbers.iter().enumerate().filter(|(j, _)| i != *j) {
            let (a, b) = (one.value, two.value);
            let mut add = |value: f64, unit: Unit, adds: bool| ways.push(Way { value, unit, of: [i, j], adds });
            match (one.unit, two.unit) {
                (Unit::Percent, Unit::Percent) => (),
                (Unit::Percent, unit) => {
                    let share = a * b / 100.0;
                    [share, b - share, b + share].into_iter().for_each(|value| add(value, unit, false));
                }
                (_, Unit::Percent) => (),
                (left, right) => {
                    let unit = if left == Unit::Any { right } else { left };
                    if left.may_be(right) && (small || !one.counts && !two.counts) {
                        if i < j {
                            add(a + b, unit, true);
                        }
                        add(a - b, unit, true);
                    }
                    let is_money = [left, right].contains(&Unit::Money);
                    if i < j && (left, right) != (Unit::Money, Unit::Money) {
                        add(a * b, if is_money { Unit::Money } else { Unit::Any }, false);
                    }
                    if b > 1.0 {
                        add(a / b, if left == right { Unit::Any } else { left }, false);
                    }
                }
            }
        }
    }
    ways.retain(|way| way.value > 0.0);
    ways
}

/// The results that a reader would expect of a unit. `adds`: whether amounts other than money are added.
pub(super) fn expected(numbers: &[Operand], unit: Unit, scales: &Scales, adds: bool) -> Vec<f64> {
    let mut found: Vec<f64> = Vec::new();
    let plain = || numbers.iter().filter(|it| it.unit != Unit::Percent && it.unit.may_be(unit));
    for it in plain() {
        found.extend(scales.scales.iter().flat_map(|scale| [it.value * scale, it.value / scale]));
        found.extend(scales.parts.iter().map(|part| it.value * part));
    }
    let two = of_two(numbers, true).into_iter();
    found.extend(two.filter(|way| way.unit.may_be(unit) && (adds || !way.adds)).map(|way| way.value));
    let list: Vec<f64> = plain().filter(|it| !it.counts).map(|it| it.value).collect();
    if list.len() >= LIST {
        let (sum, most) = (list.iter().sum::<f64>(), list.iter().copied().fold(0.0, f64::max));
        found.extend([sum, sum / list.len() as f64, 2.0 * most - sum]);
    }
    found.retain(|value| *value > 0.0);
    found
}

/// Whether some way leads from the numbers to a result: by up to three of them, or by a sum of any.
pub(super) fn leads_to(numbers: &[Operand], unit: Unit, scales: &Scales, fits: impl Fn(f64) -> bool) -> bool {
    let small = unit != Unit::Money;
    let scaled = |value: f64| fits(value) || scales.scales.iter().any(|it| fits(value * it) || fits(value / it));
    let part = |value: f64| scales.parts.iter().any(|part| fits(value * part) || fits(value - value * part));
    let one = |it: &Operand| match it.unit {
        Unit::Percent => fits(100.0 - it.value),
        _ => scaled(it.value) || part(it.value),
    };
    if numbers.iter().any(one) {
        return true;
    }
    // Twice the fare and the room.
    let doubled = |one: &Operand, scale: f64| {
        let others = numbers.iter().filter(|other| **other != *one && other.unit.may_be(one.unit));
        others.map(|it| (one.value * scale, it.value)).any(|(x, c)| fits(x + c) || fits(x - c) || fits(c - x))
    };
    let few = || scales.scales.iter().filter(|scale| **scale <= FEW);
    if numbers.iter().any(|one| one.unit != Unit::Percent && few().any(|scale| doubled(one, *scale))) {
        return true;
    }
    let two = of_two(numbers, small);
    // Cents make euros.
    two.iter().any(|way| way.unit.may_be(unit) && (scaled(way.value) || fits(way.value / 100.0)))
        || of_many(numbers, unit, small, &scaled, &fits)
        || two.iter().any(|way| of_three(way, numbers, small, &fits))
}

/// Whether one operation on two of the numbers makes a fitting result.
pub(super) fn two_make(numbers: &[Operand], fits: impl Fn(f64) -> bool) -> bool {
    of_two(numbers, true).iter().any(|way| fits(way.value))
}

/// Whether the sum of some, their average, or what is left of the largest, fits.
fn of_many(
    numbers: &[Operand],
    unit: Unit,
    small: bool,
    scaled: &impl Fn(f64) -> bool,
    fits: &impl Fn(f64) -> bool,
) -> bool {
    let plain = numbers.iter().rev().filter(|it| it.unit != Unit::Percent && it.unit.may_be(unit));
    let added: Vec<f64> = plain.filter(|it| small || !it.counts).map(|it| it.value).take(ADDED).collect();
    (1..1_u32 << added.len()).any(|set| {
        let of_set = || added.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, value)| *value);
        let (count, sum, most) = (set.count_ones(), of_set().sum::<f64>(), of_set().fold(0.0, f64::max));
        count >= 3 && (scaled(sum) || fits(sum / f64::from(count)) || scaled(2.0 * most - sum))
    })
}

/// Whether a third number makes a fitting result of what two make.
fn of_three(way: &Way, numbers: &[Operand], small: bool, fits: &impl Fn(f64) -> bool) -> bool {
    let others = numbers.iter().enumerate().filter(|(at, _)| !way.of.contains(at));
    others.map(|(_, other)| other).any(|other| {
        let (x, c) = (way.value, other.value);
        if other.unit == Unit::Percent {
            return fits(x * c / 100.0) || fits(x + x * c / 100.0) || fits(x - x * c / 100.0);
        }
        let adds = way.unit.may_be(other.unit) && (small || !other.counts);
        let both_money = (way.unit, other.unit) == (Unit::Money, Unit::Money);
        adds && (fits(x + c) || fits(x - c) || fits(c - x))
            || !both_money && fits(x * c)
            || c > 1.0 && fits(x / c)
            || x > 1.0 && fits(c / x)
    })
}
