//! The language a conversation is asked for in: a key of a plan or of one of its rows, kept among the variables.

/// The name of the key, of the variable and of the flag.
pub(crate) const LANGUAGE: &str = "language";

/// Languages by their two letters (ISO 639-1), in the words a prompt uses.
const NAMES: [(&str, &str); 20] = [
    ("ar", "Arabic"),
    ("cs", "Czech"),
    ("da", "Danish"),
    ("de", "German"),
    ("en", "English"),
    ("es", "Spanish"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("hi", "Hindi"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("nl", "Dutch"),
    ("no", "Norwegian"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ru", "Russian"),
    ("sv", "Swedish"),
    ("tr", "Turkish"),
    ("zh", "Chinese"),
];

/// The name of a language for a prompt: "German" for "de" and "de-AT"; another text stays as it is.
pub(crate) fn name_of(given: &str) -> &str {
    let code = given.trim().split(['-', '_']).next().unwrap_or_default();
    NAMES.iter().find(|(short, _)| short.eq_ignore_ascii_case(code)).map_or(given.trim(), |(_, name)| name)
}

/// The code of a language (ISO 639): "en" for "English" and "en-US"; `None` for a name that is not known.
pub(crate) fn code_of(given: &str) -> Option<String> {
    let given = given.trim();
    if let Some((code, _)) = NAMES.iter().find(|(_, name)| name.eq_ignore_ascii_case(given)) {
        return Some((*code).to_owned());
    }
    let code = given.split(['-', '_']).next().unwrap_or_default();
    let is_code = matches!(code.len(), 2 | 3) && code.bytes().all(|letter| letter.is_ascii_alphabetic());
    is_code.then(|| code.to_lowercase())
}

/// A language as typed; an empty one would make every item another one, to be paid for again.
pub(crate) fn typed(given: &str) -> Result<String, String> {
    match given.trim() {
        "" => Err("it is empty; expected a code (de) or a name (German)".to_owned()),
        given => Ok(given.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_names_and_regions_become_codes() {
        let codes = ["en", "en-US", "pt_BR", " english ", "DE", "gsw", "Plattdeutsch", ""].map(code_of);
        let expected = [Some("en"), Some("en"), Some("pt"), Some("en"), Some("de"), Some("gsw"), None, None];
        assert_eq!(codes, expected.map(|code| code.map(str::to_owned)));
    }

    #[test]
    fn a_code_becomes_a_name_and_a_name_stays() {
        let names = ["de", "DE-at", "pt_BR", " German ", "Plattdeutsch"].map(name_of);
        assert_eq!(names, ["German", "German", "Portuguese", "German", "Plattdeutsch"]);
    }
}
