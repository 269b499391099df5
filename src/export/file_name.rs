//! What the name of a file says beside its endings of format and packing.

/// Endings of packings.
const PACKINGS: [&str; 2] = ["gz", "zst"];
/// Endings of formats.
const FORMATS: [&str; 7] = ["jsonl", "json", "ndjson", "csv", "parquet", "md", "markdown"];

/// The name without its endings, and the endings with their dots. Other dots belong to the name: `talks.v1.5.jsonl`. An
/// ending of letters alone is one, too: `talks.txt`.
pub fn stem_and_endings(name: &str) -> (&str, &str) {
    let packed = before_ending(name, |ending| PACKINGS.contains(&ending)).unwrap_or(name);
    let is_ending = |ending: &str| FORMATS.contains(&ending) || ending.chars().all(char::is_alphabetic);
    let stem = before_ending(packed, is_ending).unwrap_or(packed);
    name.split_at(stem.len())
}

/// What stands before the last dot, where the rest is such an ending.
fn before_ending(name: &str, is_it: impl Fn(&str) -> bool) -> Option<&str> {
    let (before, ending) = name.rsplit_once('.')?;
    let fits = !before.is_empty() && !ending.is_empty() && is_it(&ending.to_lowercase());
    fits.then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_endings_of_format_and_packing_are_taken_off() {
        for (name, stem, endings) in [
            ("talks.jsonl", "talks", ".jsonl"),
            ("talks.v1.5.jsonl", "talks.v1.5", ".jsonl"),
            ("talks.v2.JSONL.gz", "talks.v2", ".JSONL.gz"),
            ("talks.v1", "talks.v1", ""),
            ("talks.txt", "talks", ".txt"),
            ("talks.zst", "talks", ".zst"),
            ("talks", "talks", ""),
            (".jsonl", ".jsonl", ""),
            ("talks.", "talks.", ""),
        ] {
            assert_eq!(stem_and_endings(name), (stem, endings), "{name}");
        }
    }
}
