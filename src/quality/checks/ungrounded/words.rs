//! The words of the check: examples, currencies, factors, months, and capitals that are no names. Data:
//! `data/grounding.txt`.

use std::sync::LazyLock;

use crate::quality::tables::Tables;
use crate::quality::text::{IdMap, IdSet, word_id};

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::read(include_str!("../../../../data/grounding.txt")));

/// The tables whose name is a word and a number, by the word: "month 3".
fn numbered(name: &str) -> IdMap<f64> {
    let tables = TABLES.iter().filter_map(|(own, words)| {
        let value: f64 = own.strip_prefix(name)?.strip_prefix(' ')?.parse().ok()?;
        Some(words.iter().map(move |word| (word_id(word), value)))
    });
    tables.flatten().collect()
}

fn set(name: &str) -> IdSet {
    TABLES.get(name).iter().map(|word| word_id(word)).collect()
}

pub(super) static EXAMPLE: LazyLock<IdSet> = LazyLock::new(|| set("example"));
pub(super) static CURRENCIES: LazyLock<IdSet> = LazyLock::new(|| set("currencies"));
pub(super) static IN_A_DATE: LazyLock<IdSet> = LazyLock::new(|| set("in a date"));
pub(super) static NO_NAMES: LazyLock<IdSet> = LazyLock::new(|| set("no names"));
pub(super) static TITLES: LazyLock<IdSet> = LazyLock::new(|| set("titles"));
pub(super) static JOINS: LazyLock<IdSet> = LazyLock::new(|| set("joins"));
pub(super) static FACTORS: LazyLock<IdMap<f64>> = LazyLock::new(|| numbered("factor"));
pub(super) static MONTHS: LazyLock<IdMap<f64>> = LazyLock::new(|| numbered("month"));
/// Beside those of the table of sums.
pub(super) static MORE_NUMBERS: LazyLock<IdMap<f64>> = LazyLock::new(|| numbered("number"));
