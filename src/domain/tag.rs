//! Tags: words that people put on conversations, to find them again.

use std::fmt;
use std::str::FromStr;

/// The most letters of a tag.
const MOST: usize = 50;

/// A word in lower case, without white space or commas.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tag(String);

/// Why a word is no tag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a tag is one word of at most {MOST} letters, no commas, no dash before it")]
pub struct NoTag;

impl FromStr for Tag {
    type Err = NoTag;

    fn from_str(given: &str) -> Result<Tag, NoTag> {
        let word = given.trim().to_lowercase();
        let is_one = !word.contains(|letter: char| letter.is_whitespace() || letter.is_control() || letter == ',');
        let has_length = (1..=MOST).contains(&word.chars().count());
        (is_one && has_length && !word.starts_with('-')).then_some(Tag(word)).ok_or(NoTag)
    }
}

impl Tag {
    /// The word.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_one_word_in_any_case() {
        assert_eq!("  Größe-2/a ".parse::<Tag>().map(|tag| tag.to_string()), Ok("größe-2/a".into()));
        for given in ["", " ", "two words", "a,b", "-x", "a\u{7}", &"x".repeat(51)] {
            assert_eq!(given.parse::<Tag>(), Err(NoTag), "{given:?}");
        }
    }
}
