//! What a filter asks of a persona, an emotion or a topic: a whole value, or a part of one. Neither minds case.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One value of an axis filter. As text, `~` before it asks for a part and `=` for the whole value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AxisMatch {
    /// Exactly this value.
    Whole(String),
    /// Every value that holds this text. Of a longer value only the first 200 characters count.
    Part(String),
}

/// A part without a letter would match every conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no text to look for")]
pub struct NothingToMatch;

impl AxisMatch {
    /// A text as typed where an unmarked one means the whole value.
    pub fn whole_unless_marked(given: &str) -> Result<AxisMatch, NothingToMatch> {
        AxisMatch::marked(given).unwrap_or_else(|| Ok(AxisMatch::Whole(given.to_owned())))
    }

    /// A text as typed where an unmarked one means a part. The empty text is a whole value: a topic may be empty.
    pub fn part_unless_marked(given: &str) -> Result<AxisMatch, NothingToMatch> {
        let unmarked = || if given.is_empty() { Ok(AxisMatch::Whole(String::new())) } else { AxisMatch::part(given) };
        AxisMatch::marked(given).unwrap_or_else(unmarked)
    }

    fn marked(given: &str) -> Option<Result<AxisMatch, NothingToMatch>> {
        let whole = given.strip_prefix('=').map(|whole| Ok(AxisMatch::Whole(whole.to_owned())));
        whole.or_else(|| given.strip_prefix('~').map(AxisMatch::part))
    }

    fn part(text: &str) -> Result<AxisMatch, NothingToMatch> {
        if text.trim().is_empty() { Err(NothingToMatch) } else { Ok(AxisMatch::Part(text.to_owned())) }
    }
}

impl From<&str> for AxisMatch {
    fn from(whole: &str) -> AxisMatch {
        AxisMatch::Whole(whole.to_owned())
    }
}

impl From<String> for AxisMatch {
    fn from(whole: String) -> AxisMatch {
        AxisMatch::Whole(whole)
    }
}

/// The text that [`AxisMatch::whole_unless_marked`] reads back.
impl fmt::Display for AxisMatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AxisMatch::Whole(text) if text.starts_with(['=', '~']) => write!(f, "={text}"),
            AxisMatch::Whole(text) => f.write_str(text),
            AxisMatch::Part(text) => write!(f, "~{text}"),
        }
    }
}

impl Serialize for AxisMatch {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for AxisMatch {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<AxisMatch, D::Error> {
        let text = String::deserialize(deserializer)?;
        AxisMatch::whole_unless_marked(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Result<AxisMatch, NothingToMatch> {
        Ok(AxisMatch::Whole(text.into()))
    }

    fn part(text: &str) -> Result<AxisMatch, NothingToMatch> {
        Ok(AxisMatch::Part(text.into()))
    }

    #[test]
    fn a_mark_says_the_same_everywhere_and_no_mark_what_the_command_means() {
        for read in [AxisMatch::whole_unless_marked, AxisMatch::part_unless_marked] {
            assert_eq!(
                [read("=fear"), read("~fear"), read("=~x"), read("==x"), read("=")],
                [whole("fear"), part("fear"), whole("~x"), whole("=x"), whole("")]
            );
            assert_eq!([read("~"), read("~ ")], [Err(NothingToMatch), Err(NothingToMatch)]);
            assert_eq!(read(""), whole(""));
        }
        assert_eq!(AxisMatch::whole_unless_marked("fear"), whole("fear"));
        assert_eq!(AxisMatch::part_unless_marked("fear"), part("fear"));
        assert_eq!(AxisMatch::part_unless_marked(" "), Err(NothingToMatch));
    }

    #[test]
    fn the_text_reads_back() {
        for text in ["fear", "", "~a", "=a", "a=~b"] {
            for value in [AxisMatch::Whole(text.into()), AxisMatch::Part(format!("x{text}"))] {
                assert_eq!(AxisMatch::whole_unless_marked(&value.to_string()), Ok(value));
            }
        }
    }
}
