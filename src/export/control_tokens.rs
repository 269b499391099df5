//! What no trainer should read: carriage returns, NUL, and the control tokens of chat templates.

/// Tokens that a tokenizer may read as structure.
const TOKENS: &[&str] = &[
    "[INST]",
    "[/INST]",
    "<<SYS>>",
    "<</SYS>>",
    "<s>",
    "</s>",
    "<bos>",
    "<eos>",
    "<pad>",
    "<unk>",
    "<start_of_turn>",
    "<end_of_turn>",
    "[SYSTEM_PROMPT]",
    "[/SYSTEM_PROMPT]",
    "[AVAILABLE_TOOLS]",
    "[/AVAILABLE_TOOLS]",
    "[TOOL_CALLS]",
    "[TOOL_RESULTS]",
    "[/TOOL_RESULTS]",
];

/// The brackets of tokens like `<|im_start|>`; one family of models writes full-width bars.
const BRACKETS: &[(&str, &str)] = &[("<|", "|>"), ("<｜", "｜>")];

/// The longest name between such brackets, in bytes.
const LONGEST_NAME: usize = 64;

/// Trims a text, makes its line ends LF, and removes NUL and control tokens. Returns the number of tokens too.
///
/// The result holds no token, not even one whose halves meet when another is removed.
pub(super) fn cleaned(text: &str) -> (String, u64) {
    let mut kept = String::with_capacity(text.len());
    let mut removed = 0;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\0' => continue,
            '\r' => {
                letters.next_if_eq(&'\n');
                kept.push('\n');
            }
            '>' | ']' => {
                kept.push(letter);
                while let Some(start) = token_at_end(&kept) {
                    kept.truncate(start);
                    removed += 1;
                }
            }
            other => kept.push(other),
        }
    }
    (kept.trim().to_owned(), removed)
}

/// The start of the token at the end of the text.
fn token_at_end(text: &str) -> Option<usize> {
    if let Some(token) = TOKENS.iter().find(|token| text.ends_with(**token)) {
        return Some(text.len() - token.len());
    }
    BRACKETS.iter().find_map(|(open, close)| {
        let inside = text.strip_suffix(close)?;
        let mut from = inside.len().saturating_sub(LONGEST_NAME + open.len());
        while !inside.is_char_boundary(from) {
            from += 1;
        }
        let start = from + inside[from..].rfind(open)?;
        let name = &inside[start + open.len()..];
        let fits = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '▁');
        (!name.is_empty() && name.chars().all(fits)).then_some(start)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn control_tokens_are_removed_and_counted() {
        let (text, removed) = cleaned("<|im_start|>Hello [INST]you</s>, <｜end▁of▁sentence｜>bye<|eot_id|>");
        assert_eq!((text.as_str(), removed), ("Hello you, bye", 5));
    }

    #[test]
    fn a_token_joined_by_removing_another_goes_too() {
        assert_eq!(cleaned("a<|im_<s>start|>b"), ("ab".into(), 2));
        assert_eq!(cleaned("[IN[INST]ST]"), (String::new(), 2));
    }

    #[test]
    fn ordinary_brackets_stay() {
        let text = "if x < 3 | y > 2, see [1] and <b>, <||>, <|not a token|>";
        assert_eq!(cleaned(text), (text.into(), 0));
    }

    #[test]
    fn line_ends_become_lf_and_nul_goes() {
        assert_eq!(cleaned("a\r\nb\rc\0d\n").0, "a\nb\ncd");
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing_more(text in "([<|>\\[\\]a-z/ \r\n]|INST|im_start|<s>|｜){0,40}") {
            let (once, _) = cleaned(&text);
            prop_assert_eq!(cleaned(&once), (once.clone(), 0));
        }
    }
}
