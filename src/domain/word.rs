//! Enums that are one fixed word each, on the command line, in JSON and in the database.

/// A word that is none of the allowed ones.
///
/// The message names every allowed word; the nearest one is offered when it is near enough to be a slip of the hand.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown {what} \"{given}\"; expected one of: {}{}", allowed.join(", "), near(given, allowed))]
pub struct UnknownWord {
    /// What kind of word was expected, as the user would say it: "status", "tier".
    pub what: &'static str,
    /// What was given instead.
    pub given: String,
    /// Every word that would have done.
    pub allowed: &'static [&'static str],
}

fn near(given: &str, allowed: &[&str]) -> String {
    nearest(given, allowed.iter().copied()).map(|word| format!(" (did you mean \"{word}\"?)")).unwrap_or_default()
}

/// The candidate nearest to `given`, if it is near enough to be a slip of the hand (Jaro-Winkler, 0.75 and above).
pub fn nearest<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let given = given.to_lowercase();
    candidates
        .into_iter()
        .map(|word| (strsim::jaro_winkler(&given, &word.to_lowercase()), word))
        .filter(|(score, _)| *score >= 0.75)
        .max_by(|left, right| left.0.total_cmp(&right.0))
        .map(|(_, word)| word)
}

/// Declares an enum whose every variant is one fixed word.
///
/// Gives `ALL`, `WORDS`, `as_str`, `Display`, `FromStr` (case-insensitive, `-` and `_` alike) and serde as that word.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident is $what:literal { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every variant, in the order they are declared.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// Every word, in the same order.
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
                let plain = given.trim().to_lowercase().replace('-', "_");
                Self::ALL.iter().copied().find(|variant| variant.as_str().replace('-', "_") == plain).ok_or_else(|| {
                    $crate::domain::UnknownWord { what: $what, given: given.to_owned(), allowed: Self::WORDS }
                })
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
    fn a_slip_of_the_hand_is_offered_the_nearest_word() {
        assert_eq!(nearest("aproved", ["approved", "rejected"]), Some("approved"));
        assert_eq!(nearest("zzz", ["approved", "rejected"]), None);
    }
}
