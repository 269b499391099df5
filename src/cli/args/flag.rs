//! The flag for each field of `[limits]` and `[generation]`.

use crate::domain::limits::OutOfRange;
use crate::error::Failure;

/// The flag that sets a field of the plan: `--rpm` for `limits.requests`. `None` where no flag does.
pub(crate) fn flag_of(field: &str) -> Option<&'static str> {
    Some(match field.rsplit('.').next().unwrap_or(field) {
        "requests" => "--rpm",
        "concurrency" => "--concurrency",
        "max_cost_usd" => "--max-cost",
        "max_cost_per_day_usd" => "--max-cost-per-day",
        "max_retries" => "--max-retries",
        "timeout_seconds" => "--timeout",
        "temperature" => "--temperature",
        "turns" => "--turns",
        "max_tokens" => "--max-tokens",
        "min_mark" => "--min-mark",
        _ => return None,
    })
}

/// The failure for a flag out of range: names the flag in place of the plan's field.
pub(crate) fn wrong_flag(error: OutOfRange) -> Failure {
    let flag = flag_of(error.field).unwrap_or(error.field);
    Failure::bad_input(format!("{flag} is {}; expected {}", error.given, error.expected))
}
