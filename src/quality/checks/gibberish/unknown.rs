//! English words that no dictionary has: "the reggional trandes are flimber". Data: `data/words/en.txt`.
//!
//! Names, quotations, code and words of other languages do not count, so rare words stand alone: of 700 good talks no turn
//! has six of them that are a quarter of its words.

use std::sync::LazyLock;

use crate::quality::language::is_common;
use crate::quality::text::{IdMap, IdSet, TurnText, Word, word_id};

/// The fewest different ones in a turn, and their share of its words in a hundred.
const FEWEST: usize = 6;
const SHARE: usize = 25;
/// Shorter words may be abbreviations.
const LETTERS: usize = 3;
/// No English word is longer, and to look for the parts of a longer one would take its square.
const LONGEST: usize = 40;

static WORDS: LazyLock<IdSet> = LazyLock::new(|| {
    let lines = include_str!("../../../../data/words/en.txt").lines().filter(|line| !line.starts_with('#'));
    lines.map(word_id).collect()
});

/// What the endings of words stand for: "carried" is "carry".
const ENDINGS: [(&str, &str); 21] = [
    ("s", ""),
    ("es", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("er", ""),
    ("er", "e"),
    ("ers", ""),
    ("ers", "e"),
    ("est", ""),
    ("est", "e"),
    ("ly", ""),
    ("ies", "y"),
    ("ied", "y"),
    ("ness", ""),
    ("less", ""),
    ("able", ""),
    ("able", "e"),
    ("ish", ""),
    ("y", ""),
];
const BEGINNINGS: [&str; 12] = ["un", "re", "over", "non", "pre", "out", "under", "mis", "up", "back", "down", "off"];

/// Whether so many words of an English turn are in no dictionary.
pub(super) fn is_made_up(turn: &TurnText<'_>) -> bool {
    let (mut all, mut unknown) = (0, IdMap::<()>::default());
    for word in turn.words.iter().filter(|word| is_plain(turn, word)) {
        all += 1;
        if !is_common(word) && !is_english(turn.shown(word)) {
            unknown.insert(word.id, ());
        }
    }
    unknown.len() >= FEWEST && 100 * unknown.len() >= SHARE * all
}

/// A word in small letters that stands alone.
fn is_plain(turn: &TurnText<'_>, word: &Word) -> bool {
    let shown = turn.shown(word);
    shown.len() >= LETTERS && shown.bytes().all(|byte| byte.is_ascii_lowercase()) && stands_alone(turn, word)
}

/// Not in a name, an address, a quotation or code.
pub(super) fn stands_alone(turn: &TurnText<'_>, word: &Word) -> bool {
    let is_joint = |c: char| matches!(c, '-' | '\'' | '’' | '/' | '.' | '@' | '_' | '&' | '#');
    let before = turn.content[..word.start as usize].chars().next_back();
    let mut after = turn.content[word.end as usize..].chars();
    let goes_on = after.next().is_some_and(is_joint) && after.next().is_some_and(char::is_alphanumeric);
    !word.quoted && !before.is_some_and(is_joint) && !goes_on && !turn.is_code(word.start as usize)
}

/// Whether a word is an English one.
pub(super) fn is_english(word: &str) -> bool {
    word.is_ascii() && word.len() <= LONGEST && (WORDS.contains(&word_id(word)) || is_known(word))
}

/// Whether endings, beginnings or two words in one make it a word.
fn is_known(shown: &str) -> bool {
    let has = |word: &str| WORDS.contains(&word_id(word));
    let has_ending = |word: &str| {
        ENDINGS.iter().any(|(ending, full)| {
            let stem = word.strip_suffix(ending).filter(|stem| stem.len() >= LETTERS);
            stem.is_some_and(|stem| has(&format!("{stem}{full}")) || full.is_empty() && has_doubled(stem, &has))
        })
    };
    let whole = |word: &str| has(word) || has_ending(word);
    has_ending(shown)
        || BEGINNINGS.iter().any(|it| shown.strip_prefix(it).is_some_and(|rest| rest.len() >= LETTERS && whole(rest)))
        || (LETTERS..shown.len().saturating_sub(2)).any(|at| has(&shown[..at]) && whole(&shown[at..]))
}

/// "Stopped" is "stop".
fn has_doubled(stem: &str, has: &dyn Fn(&str) -> bool) -> bool {
    let bytes = stem.as_bytes();
    bytes.len() > LETTERS && bytes[bytes.len() - 1] == bytes[bytes.len() - 2] && has(&stem[..stem.len() - 1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::conversation::Role;
    use crate::quality::text::prepare;

    #[test]
    fn invented_words_are_told_from_rare_and_inflected_ones() {
        let made_up = |text: &str| is_made_up(&prepare(Role::Assistant, text));
        assert!(made_up(
            "Then the reggional trandes are flimber for you, since the plattering of the spoor is lurred at hight. \
             Beforn the grell you sholl wint the bexes, and mornly brune the helven."
        ));
        assert!(!made_up(
            "Unplugging the flashings stopped the drips; the carried-over copays, rewritten invoices and oversized \
             downspouts were the costliest, said the friendliest roofers, happily and carelessly."
        ));
        assert!(!made_up(
            "Say \"je suis, tu es, il est, nous sommes, vous êtes, ils sont\" aloud, then write it down."
        ));
    }
}
