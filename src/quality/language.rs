//! The language of a text, from its most common words and its script.
//!
//! Short texts are undecidable: nobody may be judged by them.

use std::sync::LazyLock;

use crate::quality::stem::stem_id;
use crate::quality::text::{IdMap, IdSet, Word, word_id};

/// The languages known by their common words, one file each.
const FILES: [(&str, &str, &str); 8] = [
    ("en", "english", include_str!("../../data/languages/en.txt")),
    ("de", "german", include_str!("../../data/languages/de.txt")),
    ("es", "spanish", include_str!("../../data/languages/es.txt")),
    ("fr", "french", include_str!("../../data/languages/fr.txt")),
    ("it", "italian", include_str!("../../data/languages/it.txt")),
    ("pt", "portuguese", include_str!("../../data/languages/pt.txt")),
    ("nl", "dutch", include_str!("../../data/languages/nl.txt")),
    ("pl", "polish", include_str!("../../data/languages/pl.txt")),
];

/// A language known by its common words: its place in [`FILES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Language(usize);

impl Language {
    pub(crate) const ENGLISH: Language = Language(0);

    /// The two letters of the language: "en".
    pub(crate) fn code(self) -> &'static str {
        FILES[self.0].0
    }

    /// The language a person names: "de", "de-AT", "German".
    pub(crate) fn named(name: &str) -> Option<Language> {
        let name = name.trim().to_lowercase();
        let code = name.split(['-', '_']).next().unwrap_or_default();
        FILES.iter().position(|(short, long, _)| *short == code || *long == name).map(Language)
    }
}

/// What a common word is in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Article,
    Preposition,
    Conjunction,
    Auxiliary,
    Pronoun,
    Other,
}

/// The class of a word in each language that has it.
type Entry = [Option<Class>; FILES.len()];

static WORDS: LazyLock<IdMap<Entry>> = LazyLock::new(|| {
    let mut words: IdMap<Entry> = IdMap::default();
    for (at, (_, _, file)) in FILES.iter().enumerate() {
        for (class, list) in file.lines().filter_map(|line| line.split_once(": ")) {
            let class = match class {
                "articles" => Class::Article,
                "prepositions" => Class::Preposition,
                "conjunctions" => Class::Conjunction,
                "auxiliaries" => Class::Auxiliary,
                "pronouns" => Class::Pronoun,
                _ => Class::Other,
            };
            for word in list.split_whitespace() {
                words.entry(word_id(word)).or_default()[at].get_or_insert(class);
            }
        }
    }
    words
});

/// The class of a word in a language; `None` where it is none of its common words.
pub(crate) fn class(word: &Word, language: Language) -> Option<Class> {
    WORDS.get(&word.id).and_then(|entry| entry[language.0])
}

/// Whether any language has the word among its common ones.
pub(crate) fn is_common(word: &Word) -> bool {
    is_common_id(word.id)
}

pub(crate) fn is_common_id(id: u64) -> bool {
    WORDS.contains_key(&id)
}

/// The stems of the common words of all languages.
static STEMS: LazyLock<IdSet> = LazyLock::new(|| {
    let lines = FILES.iter().flat_map(|(_, _, file)| file.lines().filter_map(|line| line.split_once(": ")));
    lines.flat_map(|(_, list)| list.split_whitespace().map(stem_id)).collect()
});

/// Whether any language has a word of this stem among its common ones.
pub(crate) fn is_common_stem(stem: u64) -> bool {
    STEMS.contains(&stem)
}

/// How many words of a text each language knows.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Tally {
    known: [u32; FILES.len()],
    words: u32,
}

/// The fewest words a text is judged by.
const FEWEST: u32 = 8;

impl Tally {
    pub(crate) fn of<'a>(words: impl IntoIterator<Item = &'a Word>) -> Tally {
        let mut tally = Tally::default();
        for word in words.into_iter().filter(|word| !word.number && !word.quoted) {
            tally.words += 1;
            if let Some(entry) = WORDS.get(&word.id) {
                for (known, class) in tally.known.iter_mut().zip(entry) {
                    *known += u32::from(class.is_some());
                }
            }
        }
        tally
    }

    pub(crate) fn add(&mut self, other: &Tally) {
        self.words += other.words;
        self.known.iter_mut().zip(other.known).for_each(|(own, more)| *own += more);
    }

    /// Whether another language than this one knows so many words.
    pub(crate) fn knows_others(&self, language: Language, words: u32) -> bool {
        self.known.iter().enumerate().any(|(at, known)| at != language.0 && *known >= words)
    }

    /// Whether a language knows so many words.
    pub(crate) fn knows(&self, language: Language, words: u32) -> bool {
        self.known[language.0] >= words
    }

    /// The share of the words that a language knows, 0 to 1.
    pub(crate) fn share(&self, language: Language) -> f64 {
        f64::from(self.known[language.0]) / f64::from(self.words.max(1))
    }

    pub(crate) fn words(&self) -> u32 {
        self.words
    }

    /// Whether a language knows more of the words than any other one.
    pub(crate) fn knows_best(&self, language: Language) -> bool {
        self.known.iter().enumerate().all(|(at, known)| at == language.0 || *known < self.known[language.0])
    }

    /// Whether twenty words and more are in none of the languages.
    pub(crate) fn knows_hardly_any(&self) -> bool {
        self.words >= 20 && self.known.iter().all(|known| 6 * known < self.words)
    }

    /// The language of the text; `None` where it is short or two are near.
    pub(crate) fn language(&self) -> Option<Language> {
        if self.words < FEWEST {
            return None;
        }
        let best = (0..FILES.len()).max_by_key(|at| (self.known[*at], FILES.len() - at))?;
        let second = (0..FILES.len()).filter(|at| *at != best).map(|at| self.known[at]).max().unwrap_or_default();
        let clear = self.known[best] >= 4 && f64::from(self.known[best]) >= 1.35 * f64::from(second) + 1.0;
        (clear && f64::from(self.known[best]) >= 0.15 * f64::from(self.words)).then_some(Language(best))
    }
}

/// The most letters in a row, signs and spaces apart, of a script that no language in [`FILES`] is written in.
pub(crate) fn other_script(text: &str) -> u32 {
    if text.is_ascii() {
        return 0;
    }
    let (mut run, mut longest) = (0, 0);
    for letter in text.chars().filter(|letter| letter.is_alphabetic()) {
        let latin = u32::from(letter) < 0x250 || matches!(letter, '\u{1e00}'..='\u{1eff}');
        run = if latin { 0 } else { run + 1 };
        longest = longest.max(run);
    }
    longest
}

/// Names of languages, and words of translating: who says one may write a sentence in another language.
static NAMES: LazyLock<IdSet> = LazyLock::new(|| {
    let lines = include_str!("../../data/languages/names.txt").lines().filter(|line| !line.starts_with("# "));
    lines.flat_map(str::split_whitespace).map(word_id).collect()
});

/// Whether a word names a language.
pub(crate) fn names_a_language(word: &Word) -> bool {
    NAMES.contains(&word.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::conversation::Role;
    use crate::quality::text::prepare;

    fn language(text: &str) -> Option<&'static str> {
        Tally::of(&prepare(Role::User, text).words).language().map(Language::code)
    }

    #[test]
    fn texts_of_a_sentence_or_two_are_told_apart() {
        for (code, text) in [
            ("en", "I want my retirement to start at 66, in eight years. My mortgage ends when I am 64."),
            ("de", "Ich bin 58 und habe nach dem letzten Einbruch alles in bar angelegt, und mir wird schlecht dabei."),
            (
                "es",
                "Quisiera parar a los 66, dentro de ocho años. La hipoteca termina cuando tenga 64, y después ya veremos.",
            ),
            (
                "fr",
                "Je voudrais arrêter à 66 ans, dans huit ans. Le prêt se termine quand j'aurai 64 ans, et après on verra.",
            ),
            (
                "it",
                "Vorrei smettere a 66 anni, tra otto anni. Il mutuo finisce quando ne avrò 64, e poi non so che cosa fare.",
            ),
            (
                "pt",
                "Quero parar aos 66, daqui a oito anos. A hipoteca termina quando eu tiver 64, e depois não sei o que fazer.",
            ),
            (
                "nl",
                "Ik wil stoppen als ik 66 ben, over acht jaar. De hypotheek is dan klaar, en daarna weet ik het niet meer.",
            ),
        ] {
            assert_eq!(language(text), Some(code), "{text}");
        }
    }

    #[test]
    fn short_texts_lists_and_code_are_undecidable() {
        for text in
            ["Yes, thank you.", "No.", "flour, butter, eggs, sugar, salt, milk, yeast, vanilla, lemon, cream, cocoa"]
        {
            assert_eq!(language(text), None, "{text}");
        }
        assert_eq!(other_script("Я хочу знать, сколько это стоит сегодня"), 32);
        assert_eq!(other_script("Ω is a letter, and so is π"), 1);
    }

    #[test]
    fn a_language_is_named_in_several_ways() {
        let named = |name| Language::named(name).map(Language::code);
        assert_eq!([named("de"), named("de-AT"), named(" German ")], [Some("de"); 3]);
        assert_eq!(named("Klingon"), None);
    }
}
