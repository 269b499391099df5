//! Whether a word is one of a language. Data: `data/words/`.
//!
//! English has a list of words; German, Spanish and French have Bloom filters of stems, made by `scripts/words`. A filter
//! takes one of some 300 unknown stems for a known one, and no known stem for an unknown one.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::unknown::is_english;
use crate::quality::language::Language;
use crate::quality::text::word_id;

/// Bits that each stem sets. As in `scripts/words.py`.
const HASHES: u64 = 8;
/// The fewest letters that an ending leaves, and the fewest of each part of a compound.
const LEAST: usize = 3;
/// The most parts that a compound may have besides the first.
const PARTS: usize = 2;

/// The words of one language.
struct List {
    code: &'static str,
    stems: &'static [u8],
    ends: Vec<&'static str>,
    clings: Vec<&'static str>,
    begins: Vec<&'static str>,
}

static LISTS: LazyLock<[List; 3]> = LazyLock::new(|| {
    [
        List::new("de", include_bytes!("../../../../data/words/de.bloom")),
        List::new("es", include_bytes!("../../../../data/words/es.bloom")),
        List::new("fr", include_bytes!("../../../../data/words/fr.bloom")),
    ]
});

/// Whether there is a list for a language.
pub(super) fn has_list(language: Language) -> bool {
    language == Language::ENGLISH || LISTS.iter().any(|list| list.code == language.code())
}

/// Whether a word in small letters is one of this language, or of another one that has a list.
pub(super) fn is_word(word: &str, language: Language) -> bool {
    let own = LISTS.iter().find(|list| list.code == language.code());
    // Its own language first: most words are found there.
    own.map_or_else(|| is_english(word), |list| list.has(word))
        || LISTS.iter().any(|list| list.has_stem(&list.folded(word)))
        || own.is_some() && is_english(word)
}

impl List {
    fn new(code: &'static str, stems: &'static [u8]) -> List {
        let words = |kind: &str| -> Vec<&'static str> {
            let head = format!("{code} {kind}: ");
            let line = include_str!("../../../../data/words/endings.txt").lines().find_map(|it| it.strip_prefix(&head));
            line.unwrap_or_default().split_whitespace().collect()
        };
        List { code, stems, ends: words("ends"), clings: words("clings"), begins: words("begins") }
    }

    /// In its usual form, as a compound, with a pronoun at its end, or with a prefix.
    fn has(&self, word: &str) -> bool {
        let word = self.folded(word);
        let verb = |end: &str| word.strip_suffix(end).is_some_and(|verb| verb.len() >= LEAST && self.has_stem(verb));
        let behind = |begin: &str| word.strip_prefix(begin).is_some_and(|rest| self.is_compound(rest, 1));
        self.is_compound(&word, PARTS)
            || self.clings.iter().any(|end| verb(end))
            || self.begins.iter().any(|begin| behind(begin))
    }

    /// Whether a word consists of known words, at most so many besides the first.
    fn is_compound(&self, word: &str, more: usize) -> bool {
        if self.has_stem(word) {
            return true;
        }
        let mut ends = word.char_indices().map(|(at, _)| at).filter(|at| *at >= LEAST && word.len() - at >= LEAST);
        let has_parts = |at: usize| self.has_stem(&word[..at]) && self.is_compound(&word[at..], more - 1);
        // Only German writes compounds as one word.
        more > 0 && self.code == "de" && ends.any(has_parts)
    }

    fn has_stem(&self, word: &str) -> bool {
        let left = |end: &&str| word.strip_suffix(*end).filter(|stem| stem.chars().count() >= LEAST);
        let stem = self.ends.iter().find_map(left).unwrap_or(word);
        self.holds(stem) || self.holds(word)
    }

    fn holds(&self, stem: &str) -> bool {
        let (hash, bits) = (word_id(stem), self.stems.len() as u64 * 8);
        let (first, step) = (hash & 0xffff_ffff, hash >> 32 | 1);
        (0..HASHES)
            .map(|turn| (first + turn * step) % bits)
            .all(|at| self.stems[(at / 8) as usize] >> (at % 8) & 1 == 1)
    }

    /// Without accents, except in German, whose dots make other words.
    fn folded<'a>(&self, word: &'a str) -> Cow<'a, str> {
        if word.is_ascii() {
            return word.into();
        }
        let mut folded = String::with_capacity(word.len());
        for letter in word.chars() {
            match letter {
                'ß' => folded.push_str("ss"),
                _ if self.code == "de" => folded.push(letter),
                'à' | 'á' | 'â' | 'ã' | 'ä' => folded.push('a'),
                'è' | 'é' | 'ê' | 'ë' => folded.push('e'),
                'ì' | 'í' | 'î' | 'ï' => folded.push('i'),
                'ò' | 'ó' | 'ô' | 'õ' | 'ö' => folded.push('o'),
                'ù' | 'ú' | 'û' | 'ü' => folded.push('u'),
                'ñ' => folded.push('n'),
                'ç' => folded.push('c'),
                'ÿ' => folded.push('y'),
                'œ' => folded.push_str("oe"),
                'æ' => folded.push_str("ae"),
                _ => folded.push(letter),
            }
        }
        folded.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(code: &str) -> Language {
        Language::named(code).expect("it is known")
    }

    #[test]
    fn words_in_their_forms_and_compounds_are_known() {
        for (code, words) in [
            (
                "de",
                "abgezahlt anzurufen gesetzlichen haushaltsbuch monatlichen nebenkostenabrechnung ließe überweisen größeren",
            ),
            ("es", "dígame llévatelo comprándolo pensión ahorraríamos amortización señora cuántas"),
            ("fr", "rééchelonner remboursements économies réfléchissez cœur mensualités aînée"),
            ("en", "unplugging copays downspouts costliest"),
        ] {
            let unknown: Vec<&str> = words.split(' ').filter(|word| !is_word(word, language(code))).collect();
            assert!(unknown.is_empty(), "{code}: {unknown:?}");
        }
    }

    #[test]
    fn invented_words_are_unknown() {
        for (code, words) in [
            ("de", "abflirmen beknümmert gezwäumt mitdrösseln gequästet"),
            ("es", "abizado descorbando drengar esbromado truencia"),
            ("fr", "brésinée carouler débrouler foulbes trenâle"),
            ("en", "crundle mordle vosking threddle quosty"),
        ] {
            let known: Vec<&str> = words.split(' ').filter(|word| is_word(word, language(code))).collect();
            assert!(known.is_empty(), "{code}: {known:?}");
        }
    }
}
