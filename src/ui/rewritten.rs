//! Whether a text was written anew, so that marks on single words would only confuse.

use similar::{ChangeTag, TextDiff};

/// Below this share of common words, of the shorter text's, a text counts as rewritten.
const LEAST_ALIKE: f64 = 0.4;

/// Whether so few words stayed that the texts are better shown whole. White space is no word.
pub(crate) fn is_rewritten<'t>(difference: &TextDiff<'t, 't, str>) -> bool {
    let (mut kept, mut old, mut new) = (0_u32, 0_u32, 0_u32);
    for change in difference.iter_all_changes().filter(|change| !change.value().trim().is_empty()) {
        match change.tag() {
            ChangeTag::Equal => kept += 1,
            ChangeTag::Delete => old += 1,
            ChangeTag::Insert => new += 1,
        }
    }
    f64::from(kept) < LEAST_ALIKE * f64::from(kept + old.min(new))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_only_grew_or_changed_some_words_is_no_new_one() {
        for (before, after, expected) in [
            ("pay the old fee now", "pay the new tax now", false),
            ("one", "three", true),
            ("", "", false),
            ("the end.", "the end. And much more that nobody had asked for, over many words, in one go.", false),
            (
                "You can roll the plan over to an IRA in the year you leave.",
                "Ask your plan for a direct transfer; then the tax is due later in life.",
                true,
            ),
        ] {
            assert_eq!(is_rewritten(&TextDiff::from_words(before, after)), expected, "{before} / {after}");
        }
    }
}
