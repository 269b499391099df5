//! Numbers as people say them.

/// A number of tokens: "3500" as the provider counted, "≈ 3500" as dialoom estimates.
pub fn tokens(number: u64, estimated: bool) -> String {
    format!("{}{number}", if estimated { "≈ " } else { "" })
}

/// "1 conversation", "2 conversations", "2 batches", "2 entries".
pub fn count(number: u64, singular: &str) -> String {
    if number == 1 {
        return format!("1 {singular}");
    }
    let plural = match singular.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if ["s", "x", "z", "ch", "sh"].iter().any(|end| singular.ends_with(end)) => format!("{singular}es"),
        _ => format!("{singular}s"),
    };
    format!("{number} {plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_the_right_plural() {
        assert_eq!(count(1, "conversation"), "1 conversation");
        assert_eq!(count(0, "conversation"), "0 conversations");
        assert_eq!(count(2, "batch"), "2 batches");
        assert_eq!(count(3, "entry"), "3 entries");
        assert_eq!(count(3, "key"), "3 keys");
    }
}
