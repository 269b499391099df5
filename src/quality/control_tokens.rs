//! The control tokens of chat templates: a tokenizer reads them as structure, not as text.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::domain::invisible::is_invisible;

/// Tokens without a bracket of their own kind.
static TOKENS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/control-tokens.txt").lines();
    lines.filter(|line| !line.is_empty() && !line.starts_with("# ")).collect()
});

/// The longest token, in characters.
const LONGEST: usize = 72;

/// The first control token of a text. Invisible characters inside one do not hide it.
pub(crate) fn control_token(text: &str) -> Option<Range<usize>> {
    text.match_indices(['<', '[', '◁']).find_map(|(at, _)| token_at(&text[at..]).map(|length| at..at + length))
}

/// The length of the token at the beginning of the text.
fn token_at(text: &str) -> Option<usize> {
    let mut token = String::new();
    for (at, letter) in text.char_indices().take(LONGEST) {
        if letter == '\0' || is_invisible(letter) {
            continue;
        }
        token.push(letter);
        if letter.is_whitespace() {
            return None;
        }
        if matches!(letter, '>' | ']' | '▷') && is_token(&token) {
            return Some(at + letter.len_utf8());
        }
    }
    None
}

fn is_token(text: &str) -> bool {
    TOKENS.contains(text) || between_bars(text) || is_unused(text)
}

/// `<|im_start|>`, and half of it: Gemma writes `<|turn>` and `<turn|>`. One family of models has full-width bars.
fn between_bars(text: &str) -> bool {
    let Some(inside) = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) else { return false };
    let name = inside.trim_matches(['|', '｜']);
    let fits = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '▁' | '/' | '.' | ':');
    name.len() < inside.len() && name.contains(char::is_alphanumeric) && name.chars().all(fits)
}

/// `<unused12>`, `<extra_id_3>`.
fn is_unused(text: &str) -> bool {
    let number = ["<unused", "<extra_id_"].iter().find_map(|start| text.strip_prefix(start));
    number
        .and_then(|rest| rest.strip_suffix('>'))
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&str> {
        control_token(text).map(|range| &text[range])
    }

    #[test]
    fn tokens_of_every_family_are_found() {
        for token in [
            "<|im_start|>",
            "<|eot_id|>",
            "<|turn>",
            "<turn|>",
            "<start_of_turn>",
            "[INST]",
            "<<SYS>>",
            "</s>",
            "<｜end▁of▁sentence｜>",
            "<|channel|>",
            "<unused94>",
            "</think>",
            "◁/think▷",
            "<|START_THINKING|>",
        ] {
            assert_eq!(found(&format!("a [1] < b {token}user")), Some(token));
        }
        assert_eq!(found("a<|im_\u{200b}\0start|>"), Some("<|im_\u{200b}\0start|>"));
    }

    #[test]
    fn ordinary_brackets_are_no_token() {
        assert_eq!(found("if x < 3 | y > 2, see [1] and <b>, <||>, <|not a token|>, [sighs] and <unusedX>"), None);
    }
}
