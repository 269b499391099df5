//! Text of others inside Markdown: no HTML, link or image of theirs works.
//!
//! Entities and not backslashes: a backslash of the text may stand before ours and take its effect (CommonMark 6.1).

use crate::domain::invisible::{hides, without};

/// A text of several lines. Its headings, lists and emphasis work. The caller sets it apart from its own.
pub(crate) fn block(text: &str) -> String {
    escaped(&text.replace("\r\n", "\n").replace('\r', "\n"), &['&', '<', '>', '\\', '[', ']', '`', '◁'])
}

/// A text on one line, with no sign of Markdown left.
pub(crate) fn line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    escaped(&line, &['&', '<', '>', '\\', '[', ']', '`', '◁', '*', '_', '#', '|', '~'])
}

/// Without control and invisible characters, and each of the signs as an entity.
fn escaped(text: &str, signs: &[char]) -> String {
    let mut safe = String::with_capacity(text.len());
    let goes = |letter: char| !matches!(letter, '\n' | '\t') && (letter.is_control() || hides(letter));
    for letter in without(text, goes).chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            sign if signs.contains(&sign) => safe.push_str(&format!("&#{};", u32::from(sign))),
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn html_images_and_links_are_only_text() {
        assert_eq!(line("<img src=x onerror=alert(1)>"), "&lt;img src=x onerror=alert(1)&gt;");
        assert_eq!(block(r"\<script>alert(3)</script>"), "&#92;&lt;script&gt;alert(3)&lt;/script&gt;");
        assert_eq!(block("◁think▷"), "&#9665;think▷", "a mark of reasoning, like <think>");
        assert_eq!(block("![x](http://a/b.png) **yes**"), "!&#91;x&#93;(http://a/b.png) **yes**");
        assert_eq!(line("a\n# b | c_d"), "a &#35; b &#124; c&#95;d");
    }

    #[test]
    fn what_turns_the_direction_of_text_is_out() {
        assert_eq!(block("a\u{202e}b\u{2066}c\u{200d}d\u{1b}e\r\nf"), "abc\u{200d}de\nf");
    }

    proptest! {
        #[test]
        fn no_sign_that_opens_html_or_an_image_is_left(text in "[<>!\\[\\]()a&\\\\ \n`#;]{0,40}|\\PC*") {
            for safe in [block(&text), line(&text)] {
                prop_assert!(!safe.contains(['<', '>', '[', ']', '\\', '`']), "{}", safe);
            }
        }
    }
}
