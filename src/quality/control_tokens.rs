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
    // Nearly no text has a bracket, and to look at many bytes at once takes a tenth of the time.
    let begins = |byte: u8| matches!(byte, b'<' | b'[' | b']') || byte == "◁".as_bytes()[0];
    let may_hold = text.as_bytes().chunks(64).any(|some| some.iter().fold(false, |found, byte| found | begins(*byte)));
    may_hold.then(|| control_tokens(text).next()).flatten()
}

/// Every control token of a text.
pub(crate) fn control_tokens(text: &str) -> impl Iterator<Item = Range<usize>> {
    let begins = text.match_indices(['<', '[', ']', '◁']);
    begins.filter_map(|(at, _)| Some(at..at + token_at(&text[at..]).or_else(|| cut_token(&text[at..]))?))
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
        if matches!(letter, '>' | ']' | '[' | '▷') && is_token(&token) {
            return Some(at + letter.len_utf8());
        }
    }
    None
}

/// `<|im_end|` and `<|eot` at the end of the text: a token that was cut.
fn cut_token(text: &str) -> Option<usize> {
    let name = text.trim_end().strip_prefix("<|")?.trim_end_matches('|');
    let fits = |letter: char| letter.is_ascii_lowercase() || matches!(letter, '_');
    (name.len() >= 3 && name.chars().all(fits)).then_some(text.trim_end().len())
}

fn is_token(text: &str) -> bool {
    TOKENS.contains(text) || between_bars(text) || is_unused(text)
}

/// `<|im_start|>`, and half of it: Gemma writes `<|turn>` and `<turn|>`. One family of models has full-width bars, another
/// one square brackets: `[|endofturn|]`.
fn between_bars(text: &str) -> bool {
    let angles = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    let squares = || text.strip_prefix("[|").and_then(|rest| rest.strip_suffix("|]")).map(|_| &text[1..text.len() - 1]);
    let Some(inside) = angles.or_else(squares) else { return false };
    let name = inside.trim_matches(['|', '｜']);
    let fits = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '▁' | '/' | '.' | ':');
    name.len() < inside.len() && name.contains(char::is_alphanumeric) && name.chars().all(fits)
}

/// `<unused12>`, `<extra_id_3>`, `[control_8]`, `[UNUSED_TOKEN_1]`.
fn is_unused(text: &str) -> bool {
    const STARTS: [&str; 14] = [
        "<unused",
        "<extra_id_",
        "<reserved_special_",
        "<reserved_",
        "<reserved",
        "<SPECIAL_",
        "<special_",
        "<dummy",
        "<mask_",
        "<sentinel_",
        "[unused",
        "[UNUSED_",
        "[control_",
        "[reserved_",
    ];
    let number = STARTS.iter().find_map(|start| text.strip_prefix(start));
    let digits = number
        .and_then(|rest| rest.strip_suffix(['>', ']']))
        .map(|rest| rest.trim_start_matches("token_").trim_start_matches("TOKEN_"));
    digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()))
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
            "[|endofturn|]",
            "[|assistant|]",
            "<reserved_106>",
            "<|reserved_special_token_8|>",
            "<reserved_special_token_8>",
            "<SPECIAL_12>",
            "[unused0]",
            "[control_8]",
            "<eod>",
            "<start_of_turn>",
            "[INST]",
            "<<SYS>>",
            "</s>",
            "<｜end▁of▁sentence｜>",
            "<|channel|>",
            "<unused94>",
            "[control_8]",
            "[CLS]",
            "<image>",
            "[UNUSED_TOKEN_1]",
            "<fim_prefix>",
            "<|fim_middle|>",
            "<extra_id_0>",
            "</think>",
            "◁/think▷",
            "<|START_THINKING|>",
            "<|\"|>",
            "<start_function_call>",
            "<end_function_response>",
            "<jupyter_code>",
            "</seed:tool_call>",
            "]~b]",
            "]~!b[",
            "[e~[",
            "<longcat_s>",
        ] {
            assert_eq!(found(&format!("a [1] < b {token}user")), Some(token));
        }
        assert_eq!(found("That is all.<|im_end|"), Some("<|im_end|"));
        assert_eq!(found("a<|im_\u{200b}\0start|>"), Some("<|im_\u{200b}\0start|>"));
    }

    #[test]
    fn ordinary_brackets_are_no_token() {
        assert_eq!(
            found(
                "if x < 3 | y > 2, see [1] and a[b[0]][1], <filename>, <escape>, <b>, <||>, <|not a token|>, [sighs] and <unusedX>"
            ),
            None
        );
    }
}
