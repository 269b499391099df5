//! Numbers as people say them.

use crate::domain::money::Usd;

/// An estimate as people say it: "about $0.46", "less than $0.01".
pub fn about(amount: Usd) -> String {
    let cents = to_the_cent(amount);
    if cents.starts_with('$') { format!("about {cents}") } else { cents }
}

/// An amount to the cent: "$0.46", "less than $0.01".
pub fn to_the_cent(amount: Usd) -> String {
    let cents = (amount.dollars() * 100.0).round();
    match amount {
        Usd::ZERO => amount.to_string(),
        _ if cents < 1.0 => "less than $0.01".into(),
        _ => format!("${:.2}", cents / 100.0),
    }
}

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

    #[test]
    fn an_estimate_is_said_to_the_cent() {
        assert_eq!(to_the_cent(Usd::from_micros(455_886)), "$0.46");
        assert_eq!(about(Usd::from_micros(455_886)), "about $0.46");
        assert_eq!(about(Usd::from_micros(4_000)), "less than $0.01");
        assert_eq!(about(Usd::ZERO), "about $0.00");
    }
}
