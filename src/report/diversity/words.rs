//! Words and sentences of a text in any script, as people count them.

use unicode_segmentation::UnicodeSegmentation;

/// The words in lower case. A script without spaces (Chinese, Thai) counts each sign.
pub(super) fn words(text: &str) -> Vec<String> {
    text.unicode_words().map(|word| word.replace('’', "'").to_lowercase()).collect()
}

/// The first words of a text, in lower case: what it opens with.
pub(super) fn opening(text: &str) -> String {
    const WORDS: usize = 4;
    let first: Vec<String> =
        text.unicode_words().take(WORDS).map(|word| word.replace('’', "'").to_lowercase()).collect();
    first.join(" ")
}

/// The first sentence, as it is written.
pub(super) fn first_sentence(text: &str) -> &str {
    let text = text.trim();
    ends(text).next().map_or(text, |end| &text[..end])
}

/// The last sentence, as it is written.
pub(super) fn last_sentence(text: &str) -> &str {
    let text = text.trim();
    let before = ends(text).take_while(|end| !text[*end..].trim().is_empty()).last().unwrap_or(0);
    text[before..].trim()
}

/// Where sentences end, in bytes. A full stop ends one before white space alone: "1.50" holds none.
fn ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.char_indices().filter_map(|(at, letter)| {
        let end = at + letter.len_utf8();
        let is_end = match letter {
            '.' | '!' | '?' | '…' | '؟' => text[end..].starts_with(char::is_whitespace),
            '。' | '！' | '？' | '।' => true,
            _ => false,
        };
        is_end.then_some(end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_the_script() {
        assert_eq!(words("I’ve paid $1,100.50, I've!"), ["i've", "paid", "1,100.50", "i've"]);
        assert_eq!(words("日本語 Привет नमस्ते"), ["日", "本", "語", "привет", "नमस्ते"]);
        assert_eq!(opening("Hi! I’ve been WORRIED about it"), "hi i've been worried");
        assert_eq!(opening("…"), "");
    }

    #[test]
    fn sentences_end_at_a_sign_before_white_space() {
        assert_eq!(first_sentence(" It is $1.50 now. Fine? "), "It is $1.50 now.");
        assert_eq!(last_sentence("It is $1.50 now. Fine? "), "Fine?");
        assert_eq!((first_sentence("好。谢谢！"), last_sentence("好。谢谢！")), ("好。", "谢谢！"));
        assert_eq!((first_sentence("no end"), last_sentence("no end"), last_sentence("")), ("no end", "no end", ""));
    }
}
