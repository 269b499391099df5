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

/// The bytes of the tags at the beginning of a text that make the flag before them that of a region, as of Wales; `None`
/// where they hide anything else. Source: UTS #51, emoji tag sequences.
pub(crate) fn region(before: Option<char>, text: &str) -> Option<usize> {
    const FLAG: char = '\u{1f3f4}';
    const END: char = '\u{e007f}';
    if before != Some(FLAG) {
        return None;
    }
    let tags: Vec<char> = text.chars().take_while(|tag| *tag != END).take(7).collect();
    let fits = |(place, tag): (usize, char)| match tag {
        '\u{e0061}'..='\u{e007a}' => true,
        '\u{e0030}'..='\u{e0039}' => place >= 2,
        _ => false,
    };
    let length = tags.iter().copied().map(char::len_utf8).sum::<usize>();
    let is_whole = (3..=6).contains(&tags.len()) && text[length..].starts_with(END);
    (is_whole && tags.into_iter().enumerate().all(fits)).then_some(length + END.len_utf8())
}

/// The text without the characters that go. The tags of a flag stay, as joiners do.
pub(crate) fn without(text: &str, goes: impl Fn(char) -> bool) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(&goes) {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        let flag = region(text[..text.len() - rest.len()].chars().next_back(), rest);
        let length = flag.unwrap_or_else(|| rest.chars().next().map_or(0, char::len_utf8));
        kept.push_str(&rest[..flag.unwrap_or_default()]);
        rest = &rest[length..];
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tags_of_a_flag_stay_and_others_go() {
        let wales = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}";
        assert_eq!(without(&format!("\u{200b}{wales} up\u{202e}"), hides), format!("{wales} up"));
        for hidden in [
            "\u{e0067}\u{e0062}\u{e0077}\u{e007f}",
            "\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}",
            "\u{1f3f4}\u{e0067}\u{e007f}",
            "\u{1f3f4}\u{e0041}\u{e0042}\u{e0043}\u{e007f}",
            "\u{1f3f4}\u{e0067}\u{e0062}\u{e0067}\u{e0062}\u{e0067}\u{e0062}\u{e0067}\u{e007f}",
        ] {
            assert!(without(hidden, hides).chars().all(|letter| letter == '\u{1f3f4}'), "{}", hidden.escape_unicode());
        }
    }

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
