//! Enums with one fixed word for each variant, on the command line, in JSON and in the database.

use crate::domain::quoted::quoted;

/// A word that is not allowed. The message names all allowed words, and the nearest one after a likely typing error.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown {what} {}; {}", quoted(given), self.expected())]
pub struct UnknownWord {
    /// The kind of word, as the user calls it: "status", "tier".
    pub what: &'static str,
    /// The word given.
    pub given: String,
    /// The allowed words.
    pub allowed: &'static [&'static str],
}

impl UnknownWord {
    /// `expected one of: anthropic, openai (did you mean "openai"?)`.
    pub(crate) fn expected(&self) -> String {
        let near = nearest(&self.given, self.allowed.iter().copied());
        let near = near.map(|word| format!(" (did you mean \"{word}\"?)")).unwrap_or_default();
        format!("expected one of: {}{near}", self.allowed.join(", "))
    }
}

/// The index of a word among the allowed ones. Ignores case and surrounding white space; `-` and a space equal `_`.
///
/// Every word from a person is read here.
pub(crate) fn place_of(
    what: &'static str,
    given: &str,
    allowed: &'static [&'static str],
) -> Result<usize, UnknownWord> {
    // What the database holds is written as it should be, and is read by the million.
    if let Some(place) = allowed.iter().position(|word| *word == given) {
        return Ok(place);
    }
    let plain = |word: &str| word.trim().to_lowercase().replace(['-', ' '], "_");
    let wanted = plain(given);
    let found = allowed.iter().position(|word| plain(word) == wanted);
    found.ok_or_else(|| UnknownWord { what, given: given.to_owned(), allowed })
}

/// The candidate nearest to `given`, if it is a likely typing error (Jaro-Winkler similarity of at least 0.75).
pub(crate) fn nearest<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let given = given.to_lowercase();
    candidates
        .into_iter()
        .map(|word| (strsim::jaro_winkler(&given, &word.to_lowercase()), word))
        .filter(|(score, _)| *score >= 0.75)
        .max_by(|left, right| left.0.total_cmp(&right.0))
        .map(|(_, word)| word)
}

/// What is said behind a name that nothing has: `; did you mean "…"?`. A space of another kind looks like a space.
pub(crate) fn meant(given: &str, near: &str) -> String {
    let plain = |text: &str| text.replace(|letter: char| letter.is_whitespace(), " ").to_lowercase();
    let other = given.chars().find(|letter| letter.is_whitespace() && *letter != ' ');
    match other.filter(|_| plain(given) == plain(near)) {
        Some(space) => {
            let kind = if space == '\u{a0}' || space == '\u{202f}' { "a no-break space" } else { "another space" };
            format!("; it has {kind} (U+{:04X}); write an ordinary one: \"{near}\"", u32::from(space))
        }
        None => format!("; did you mean \"{near}\"?"),
    }
}

/// The candidate that a longer text may be a slip for. Names share many letters with any sentence, so this is stricter
/// than [`nearest`].
pub(crate) fn nearly<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let given = given.to_lowercase();
    candidates
        .into_iter()
        .map(|word| (strsim::normalized_damerau_levenshtein(&given, &word.to_lowercase()), word))
        .filter(|(score, _)| *score >= 0.7)
        .max_by(|left, right| left.0.total_cmp(&right.0))
        .map(|(_, word)| word)
}

/// Declares an enum with one fixed word for each variant.
///
/// Adds `ALL`, `WORDS`, `as_str`, `Display`, `FromStr` (with [`place_of`]) and serde, all with that word.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident is $what:literal { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// All variants, in the order of their declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// All words, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word),+];
            /// The word of this variant, as typed, stored and printed.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::domain::UnknownWord;
            fn from_str(given: &str) -> std::result::Result<Self, Self::Err> {
                $crate::domain::word::place_of($what, given, Self::WORDS).map(|place| Self::ALL[place])
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
                let word = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                word.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use words;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_differs_by_the_kind_of_a_space_says_so() {
        let said = meant("investment\u{a0}Discovery", "Investment Discovery");
        assert_eq!(said, "; it has a no-break space (U+00A0); write an ordinary one: \"Investment Discovery\"");
        assert_eq!(meant("Investment Discovry", "Investment Discovery"), "; did you mean \"Investment Discovery\"?");
        assert_eq!(
            meant("Investment\u{a0}Discovry", "Investment Discovery"),
            "; did you mean \"Investment Discovery\"?"
        );
    }

    #[test]
    fn a_word_is_the_same_in_any_case_and_with_either_line() {
        let words = &["needs_review", "high-quality"];
        for given in ["needs_review", "Needs-Review", "needs review", " NEEDS_REVIEW "] {
            assert_eq!(place_of("word", given, words), Ok(0), "{given}");
        }
        assert_eq!(place_of("word", "high_Quality", words), Ok(1));
        let unknown = place_of("word", "needsreview", words).expect_err("another word");
        let expected = "expected one of: needs_review, high-quality (did you mean \"needs_review\"?)";
        assert_eq!(unknown.to_string(), format!("unknown word \"needsreview\"; {expected}"));
    }

    #[test]
    fn a_slip_of_the_hand_is_offered_the_nearest_word() {
        assert_eq!(nearest("aproved", ["approved", "rejected"]), Some("approved"));
        assert_eq!(nearest("zzz", ["approved", "rejected"]), None);
    }

    #[test]
    fn a_sentence_is_no_slip_for_a_name_that_it_shares_words_with() {
        let near = |given| nearly(given, ["Asks for a Guarantee", "Coffee Tins"]);
        for slip in ["asks for a garantee", "asks for guarantee", "Ask for a guarantee.", "asks-for-a-guarantee"] {
            assert_eq!(near(slip), Some("Asks for a Guarantee"), "{slip}");
        }
        for sentence in ["asks for a loan without a credit check", "The user asks whether a guarantee is possible."] {
            assert_eq!(near(sentence), None, "{sentence}");
        }
    }
}
