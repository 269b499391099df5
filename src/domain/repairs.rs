//! How the log names the repairs of an answer: written by the engine, read by the statistics.

/// The `error_code` of a log row whose answer had to be repaired.
pub const CODE: &str = "repaired";

const BEFORE: &str = "the answer was repaired: ";

/// The message of such a row. No kind holds a comma.
pub(crate) fn message(kinds: &[&str]) -> String {
    format!("{BEFORE}{}", kinds.join(", "))
}

/// The kinds that a message names.
pub(crate) fn kinds(message: &str) -> impl Iterator<Item = &str> {
    message.strip_prefix(BEFORE).into_iter().flat_map(|kinds| kinds.split(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_the_kinds_it_was_made_of() {
        let message = message(&["trailing_comma", "raw_control_character"]);
        assert_eq!(kinds(&message).collect::<Vec<_>>(), ["trailing_comma", "raw_control_character"]);
        assert_eq!(kinds("something else").count(), 0);
    }
}
