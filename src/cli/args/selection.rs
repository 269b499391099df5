//! Conversations given by ids or by filters.

use crate::error::Failure;

use crate::cli::args::axes::AxisText;
use crate::cli::args::filters::FilterArgs;
use crate::cli::args::ids::Ids;

/// Whether filters select, and not ids. Exactly one of the two must be given. The hint names the command, with this
/// filter as an example.
pub fn by_filters<A: AxisText>(
    ids: &Ids,
    filters: &FilterArgs<A>,
    command: &str,
    example: &str,
) -> Result<bool, Failure> {
    match (ids.is_given(), filters.is_given()) {
        (true, true) => {
            Err(Failure::bad_input("both ids and filters are given").hint("Give ids or filters, not both."))
        }
        (false, false) => Err(Failure::bad_input("no conversation is selected").hint(format!(
            "Give ids (dialoom {command} ID…), - to read ids from stdin, or filters (dialoom {command} {example})."
        ))),
        (_, by_filters) => Ok(by_filters),
    }
}
