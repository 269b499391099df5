//! Defuses control tokens: a space behind the first character and one before the last, and no tokenizer reads the token
//! as structure any more, nor does a filter that looks for either end of it. Nothing is cut out: what stood on both sides
//! of a token would be one turn of two speakers.

use std::borrow::Cow;
use std::ops::Range;
use std::path::{Path, PathBuf};

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use crate::quality::control_token;

/// The tokens that the checks know, and those of a tokenizer.
#[derive(Debug, Clone, Default)]
pub struct ControlTokens {
    own: Option<Own>,
}

#[derive(Debug, Clone)]
struct Own {
    path: PathBuf,
    finder: AhoCorasick,
    tokens: Vec<String>,
}

impl PartialEq for ControlTokens {
    fn eq(&self, other: &ControlTokens) -> bool {
        let tokens = |it: &ControlTokens| it.own.as_ref().map(|own| own.tokens.clone());
        tokens(self) == tokens(other)
    }
}

/// Why a tokenizer's file cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("cannot use the tokenizer {}: {why}", path.display())]
pub struct TokenizerError {
    path: PathBuf,
    why: String,
}

impl TokenizerError {
    pub(super) fn new(path: &Path, why: String) -> TokenizerError {
        TokenizerError { path: path.to_owned(), why }
    }
}

/// The part of a `tokenizer.json` that names its special tokens.
#[derive(Deserialize)]
struct TokenizerFile {
    added_tokens: Vec<AddedToken>,
}

#[derive(Deserialize)]
struct AddedToken {
    content: String,
    #[serde(default)]
    special: bool,
}

impl ControlTokens {
    /// Those of a `tokenizer.json` as well.
    pub fn of_tokenizer(path: &Path) -> Result<ControlTokens, TokenizerError> {
        let failed = |why: String| TokenizerError::new(path, why);
        let text = std::fs::read(path).map_err(|error| failed(error.to_string()))?;
        let file: TokenizerFile = serde_json::from_slice(&text)
            .map_err(|error| failed(format!("it is no tokenizer.json with \"added_tokens\" ({error})")))?;
        let special = file.added_tokens.into_iter().filter(|token| token.special && !token.content.trim().is_empty());
        let mut tokens: Vec<String> = special.map(|token| token.content).collect();
        tokens.sort_unstable();
        tokens.dedup();
        let finder = AhoCorasick::builder().ascii_case_insensitive(true).build(&tokens);
        let finder = finder.map_err(|error| failed(error.to_string()))?;
        Ok(ControlTokens { own: Some(Own { path: path.to_owned(), finder, tokens }) })
    }

    /// The file of the tokenizer.
    pub(super) fn file(&self) -> Option<&Path> {
        self.own.as_ref().map(|own| own.path.as_path())
    }

    /// The text without a token that a tokenizer would read; `None` where a token has one character and cannot be split.
    pub(super) fn defused<'t>(&self, text: &'t str) -> Option<Cow<'t, str>> {
        self.with_spaces(text).map(|(safe, _)| safe)
    }

    /// The same with the places of the new spaces, in bytes.
    pub(super) fn with_spaces<'t>(&self, text: &'t str) -> Option<(Cow<'t, str>, Vec<usize>)> {
        let (mut safe, mut spaces) = (Cow::Borrowed(text), Vec::new());
        let mut from = 0;
        while let Some(token) = self.first(&safe[from..]) {
            let (at, end) = (from + token.start, from + token.end);
            let behind = at + safe[at..].chars().next()?.len_utf8();
            // A token of one character, or one that a space does not break.
            if self.first(&format!("{} {}", &safe[at..behind], &safe[behind..])).is_some_and(|token| token.start == 0) {
                return None;
            }
            safe.to_mut().insert(behind, ' ');
            spaces.push(behind);
            from = behind;
            let (rest, last) = (behind + 1, end + 1 - safe[..=end].chars().next_back()?.len_utf8());
            // Another token inside begins before the end of this one: it comes next.
            let is_alone = self.first(&safe[rest..]).is_none_or(|next| rest + next.start >= last);
            if rest < last && is_alone {
                safe.to_mut().insert(last, ' ');
                spaces.push(last);
                from = last;
            }
        }
        Some((safe, spaces))
    }

    /// The place of the first token.
    fn first(&self, text: &str) -> Option<Range<usize>> {
        let own = self.own.as_ref().and_then(|own| own.finder.find(text)).map(|found| found.range());
        [control_token(text), own].into_iter().flatten().min_by_key(|token| token.start)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tokens(list: &str) -> ControlTokens {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tokenizer.json");
        std::fs::write(&path, format!("{{\"added_tokens\":[{list}]}}")).unwrap();
        ControlTokens::of_tokenizer(&path).unwrap()
    }

    #[test]
    fn a_token_gets_a_space_and_loses_nothing() {
        let known = ControlTokens::default();
        for (text, expected) in [
            ("a<|im_end|>\n<|im_start|>user", "a< |im_end| >\n< |im_start| >user"),
            ("<<s>s>[INST]", "<< s >s>[ INST ]"),
            ("glad.<turn|>\n<|turn>user", "glad.< turn| >\n< |turn >user"),
            ("So.[e~[\n]~b]user", "So.[ e~ [\n] ~b ]user"),
            ("1 < 2 and [1]", "1 < 2 and [1]"),
        ] {
            assert_eq!(known.defused(text).unwrap(), expected);
        }
        assert!(matches!(known.defused("nothing"), Some(Cow::Borrowed(_))));
    }

    #[test]
    fn the_special_tokens_of_a_tokenizer_count_and_its_others_do_not() {
        let own = tokens(
            r#"{"content":"@@END","special":true},{"content":"<b>","special":false},{"content":"§","special":true}"#,
        );
        assert_eq!(own.defused("x@@END @@end <b></s>").unwrap(), "x@ @EN D @ @en d <b>< /s >");
        assert_eq!(own.defused("a § b"), None, "one character cannot be split");
    }

    #[test]
    fn a_file_that_is_no_tokenizer_is_named() {
        let error = ControlTokens::of_tokenizer(Path::new("Cargo.toml")).unwrap_err().to_string();
        assert!(error.contains("Cargo.toml") && error.contains("added_tokens"), "{error}");
    }

    proptest! {
        #[test]
        fn nothing_is_left_of_tokens_and_only_spaces_are_new(text in "(e~|~b|<|>|\\||\\[|\\]|s|/|INST|im_end|eot| |\u{200d}|é){0,30}") {
            let safe = ControlTokens::default().defused(&text).unwrap().into_owned();
            prop_assert!(control_token(&safe).is_none(), "{}", safe);
            prop_assert_eq!(safe.replace(' ', ""), text.replace(' ', ""));
        }
    }
}
