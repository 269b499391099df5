//! Characters that nobody sees and that can hide text or change its direction.

/// Whether a character has no shape of its own: it can make a text look different from its content. Does not cover
/// `char::is_control` and `char::is_whitespace`.
///
/// Source: Unicode's format characters (category Cf), without those that have a shape.
pub(crate) fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}'                    // soft hyphen
        | '\u{61c}'                 // Arabic letter mark
        | '\u{180e}'                // Mongolian vowel separator
        | '\u{200b}'..='\u{200f}'   // zero-width space and joiners, direction marks
        | '\u{202a}'..='\u{202e}'   // direction embeddings and overrides
        | '\u{2060}'..='\u{206f}'   // word joiner, invisible operators, direction isolates, old format characters
        | '\u{feff}'                // byte order mark
        | '\u{fff9}'..='\u{fffb}'   // interlinear annotation
        | '\u{1bca0}'..='\u{1bca3}' // shorthand format controls
        | '\u{1d173}'..='\u{1d17a}' // musical format controls
        | '\u{e0000}'..='\u{e007f}' // tags: a whole hidden alphabet
    )
}

/// Whether the character joins or separates its neighbours: Persian, Hindi and emoji need these two.
pub(crate) fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{200c}' | '\u{200d}')
}

/// Whether it only hides text or turns its direction: no text needs it to be read.
pub(crate) fn hides(letter: char) -> bool {
    is_invisible(letter) && !is_joiner(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_or_turns_text_is_invisible_and_what_is_read_is_not() {
        for hidden in "\u{200b}\u{200d}\u{200e}\u{202e}\u{2066}\u{2060}\u{feff}\u{61c}\u{ad}\u{e0041}".chars() {
            assert!(is_invisible(hidden), "{}", hidden.escape_unicode());
        }
        for seen in "aé日🙂-–…\u{301}\u{fe0f}".chars() {
            assert!(!is_invisible(seen), "{}", seen.escape_unicode());
        }
    }
}
