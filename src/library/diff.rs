//! How two files differ.

use similar::TextDiff;

/// Unified, with three lines around each change; empty where the files are equal.
pub(crate) fn diff((from, before): (&str, &str), (to, after): (&str, &str)) -> String {
    if before == after {
        return String::new();
    }
    TextDiff::from_lines(before, after).unified_diff().context_radius(3).header(from, to).to_string()
}
