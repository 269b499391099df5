//! The partials that a text includes: `{% include "House Style" %}`.

/// Every name after an `include`, with its line from 1. Only a name in quotes can be resolved before the text is
/// rendered; anything else fails there.
pub(crate) fn included(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("{%") {
        let rest = text[at + 2..].trim_start_matches(['-', '+']).trim_start();
        let Some(rest) = rest.strip_prefix("include").map(str::trim_start) else { continue };
        let Some(quote) = rest.chars().next().filter(|first| matches!(first, '"' | '\'')) else { continue };
        if let Some(end) = rest[1..].find(quote) {
            found.push((text[..at].matches('\n').count() + 1, rest[1..=end].to_owned()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_quotes_are_found_with_their_line() {
        let text = "a\n{%- include 'House Style' %}\n{% if x %}{%include \"Contract\"-%}{% endif %}{% include x %}";
        assert_eq!(included(text), [(2, "House Style".to_owned()), (3, "Contract".to_owned())]);
    }
}
