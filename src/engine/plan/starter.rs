//! The table of variation that every new batch starts with.

use std::path::Path;

use chrono::{Datelike, Months, NaiveDate};

use crate::engine::plan::from_toml;
use crate::engine::plan::read::Reader;
use crate::engine::plan::vary::{Vary, VaryAxis, VaryTable};

const FILE: &str = include_str!("../../../data/vary.toml");
/// How many months a conversation may lie back, that of the day included.
const MONTHS: u32 = 24;

impl VaryTable {
    /// The table of `data/vary.toml`, and the months up to `today`.
    pub fn starter(today: NaiveDate) -> VaryTable {
        let root = from_toml::parse(FILE).expect("the embedded table is read by the tests of draws");
        let read = Reader { path: Path::new("data/vary.toml") }.vary(root);
        let Vary::On(mut axes) = read.expect("the embedded table is read by the tests of draws") else {
            return VaryTable::default();
        };
        let first = today.with_day(1).unwrap_or(today);
        let months = (0..MONTHS).filter_map(|back| first.checked_sub_months(Months::new(back)));
        let values = months.map(|month| (month.format("%B %Y").to_string(), 1)).collect();
        axes.push(VaryAxis { name: "month".into(), values });
        VaryTable::new(axes)
    }
}
