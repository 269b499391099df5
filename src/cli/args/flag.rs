//! Which flag stands for which field of the limits and of generation.

use crate::domain::limits::OutOfRange;
use crate::error::Failure;

/// The flag that sets a field, given as the plan names it: `limits.requests` is `--rpm`. `None` where no flag does.
pub(crate) fn flag_of(field: &str) -> Option<&'static str> {
    Some(match field.rsplit('.').next().unwrap_or(field) {
        "requests" => "--rpm",
        "concurrency" => "--concurrency",
        "max_cost_usd" => "--max-cost",
        "max_retries" => "--max-retries",
        "timeout_seconds" => "--timeout",
        "temperature" => "--temperature",
        "turns" => "--turns",
        "max_tokens" => "--max-tokens",
        _ => return None,
    })
}

/// A flag out of its range. Ranges are those of the plan's fields, so the error names the flag instead of the field.
pub(super) fn wrong_flag(error: OutOfRange) -> Failure {
    let flag = flag_of(error.field).unwrap_or(error.field);
    Failure::bad_input(format!("{flag} is {}; expected {}", error.given, error.expected))
}
