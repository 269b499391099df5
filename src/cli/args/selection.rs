//! Conversations given by ids or by filters.

use crate::error::Failure;

use crate::cli::args::ids::Ids;

/// Whether filters select, and not ids. Exactly one of the two must be given. The hint names the command, with this
/// filter as an example.
pub fn by_filters(ids: &Ids, filters_given: bool, command: &str, example: &str) -> Result<bool, Failure> {
    match (ids.is_given(), filters_given) {
        (true, true) => {
            Err(Failure::bad_input("both ids and filters are given").hint("Give ids or filters, not both."))
        }
        (false, false) => Err(Failure::bad_input("no conversation is selected").hint(format!(
            "Give ids (dialoom {command} ID…), - to read ids from stdin, or filters (dialoom {command} {example})."
        ))),
        (_, by_filters) => Ok(by_filters),
    }
}

/// Why there is nothing to do.
pub fn nothing_found(by_filters: bool) -> &'static str {
    if by_filters { "no conversation matches" } else { "no ids were read" }
}
