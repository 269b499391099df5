//! The flags that limit a run.

use crate::cli::args::flag::wrong_flag;
use crate::cli::args::whole;
use crate::domain::limits::{LimitsTable, RequestLimit};
use crate::domain::money::Usd;
use crate::error::Failure;

/// The limits of a run.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Limits")]
pub struct LimitArgs {
    /// Most requests per minute for each key; "none" for no limit [default: 50]
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub rpm: Option<RequestLimit>,
    /// Most to spend: stop before a call that could exceed it
    #[arg(long, value_name = "USD", value_parser = dollars, allow_negative_numbers = true)]
    pub max_cost: Option<Usd>,
    /// Most to spend in a day (UTC), by all commands with this database: stop before a call that could exceed it
    #[arg(long, value_name = "USD", value_parser = dollars, allow_negative_numbers = true)]
    pub max_cost_per_day: Option<Usd>,
    /// Retries of a failed call [default: 3]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(0, u32::MAX))]
    pub max_retries: Option<u32>,
    /// Seconds to wait for one answer [default: 60]
    #[arg(long, value_name = "SECONDS", allow_negative_numbers = true)]
    pub timeout: Option<f64>,
}

impl LimitArgs {
    /// These flags as a table, which takes precedence over plan and settings. `concurrency` is the flag only batches have.
    /// An error for a value out of range names its flag.
    pub fn table(&self, concurrency: Option<u32>) -> Result<LimitsTable, Failure> {
        let table = LimitsTable {
            requests: self.rpm,
            // Without a limit on requests the window is that of the limits on tokens.
            window_seconds: self.rpm.filter(|rpm| *rpm != RequestLimit::Unlimited).map(|_| 60.0),
            max_cost_usd: self.max_cost,
            max_cost_per_day_usd: self.max_cost_per_day,
            max_retries: self.max_retries,
            timeout_seconds: self.timeout,
            concurrency,
            ..LimitsTable::default()
        };
        table.settle().map_err(wrong_flag)?;
        Ok(table)
    }
}

/// An amount on the command line.
fn dollars(given: &str) -> Result<Usd, String> {
    let number: f64 = given.trim().trim_start_matches('$').parse().map_err(|_| "expected US dollars, such as 2.50")?;
    Usd::from_dollars(number)
        .filter(|amount| *amount >= Usd::ZERO)
        .ok_or_else(|| "expected 0 or more US dollars".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_a_minute_has_its_window_and_no_limit_has_none() {
        let window =
            |rpm| LimitArgs { rpm: Some(rpm), ..LimitArgs::default() }.table(None).expect("in range").window_seconds;
        assert_eq!(window(RequestLimit::PerWindow(5)), Some(60.0));
        assert_eq!(window(RequestLimit::Unlimited), None);
    }
}
