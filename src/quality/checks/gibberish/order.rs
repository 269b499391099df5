//! How often the small words of a turn stand as in no sentence.

use crate::quality::checks::gibberish::neighbours::{english, german, romance};
use crate::quality::language::{Class, Language, class};
use crate::quality::text::{TurnText, Word};

/// The languages whose small words are sorted into classes.
const SORTED: [&str; 4] = ["en", "de", "es", "fr"];

/// A shorter sentence may be a list or a call.
const SALAD_WORDS: usize = 10;

/// How many pairs of neighbours no sentence has.
#[derive(Debug, Default)]
pub(super) struct Order {
    wrong: u32,
    /// Pairs whose first word is a small one.
    pairs: u32,
    words: u32,
}

impl Order {
    pub(super) fn of(turn: &TurnText<'_>, language: Language) -> Order {
        if !SORTED.contains(&language.code()) {
            return Order::default();
        }
        Order::over(turn, &turn.words, language)
    }

    /// The order of some words of a turn.
    fn over(turn: &TurnText<'_>, words: &[Word], language: Language) -> Order {
        let mut order = Order { words: words.len() as u32, ..Order::default() };
        // "What are a, b and c here": an "a" among other letters is no article.
        let letters = words.iter().any(|word| is_letter(turn.shown(word)));
        for (at, word) in words.iter().enumerate() {
            let Some(first) = class(word, language) else { continue };
            let next = words.get(at + 1);
            // "to" and "not" of "can't" have one place.
            if next.is_some_and(|next| next.start == word.start) || turn.is_code(word.start as usize) {
                continue;
            }
            let is_name = turn.shown(word) == "a" && word.sign_follows && (letters || is_joined(turn, word));
            // "With an i and an a."
            let before = at.checked_sub(1).map(|before| turn.shown(&words[before]));
            let spelled = |word: &str| word.len() == 1;
            let names_a_letter = turn.shown(word) == "an" && next.is_some_and(|next| spelled(turn.shown(next)));
            if is_name || names_a_letter || before == Some("an") && spelled(turn.shown(word)) {
                continue;
            }
            order.pairs += 1;
            order.wrong += u32::from(is_wrong(turn, (word, first), next, language));
        }
        order
    }

    pub(super) fn add(&mut self, other: &Order) {
        self.wrong += other.wrong;
        self.pairs += other.pairs;
        self.words += other.words;
    }

    /// Whether a sentence has two wrong pairs, and one in so few pairs is wrong: a salad among sentences that are right.
    pub(super) fn has_a_salad(turn: &TurnText<'_>, language: Language) -> bool {
        SORTED.contains(&language.code())
            && turn.sentences().any(|sentence| {
                let order = Order::over(turn, sentence, language);
                sentence.len() >= SALAD_WORDS && order.is_shuffled(2, 15.0)
            })
    }

    /// At least so many wrong pairs, and more than so many in a hundred.
    pub(super) fn is_shuffled(&self, fewest: u32, percent: f64) -> bool {
        self.wrong >= fewest && f64::from(self.wrong) * 100.0 > percent * f64::from(self.pairs)
    }
}

/// A letter that is no word in any of the languages, and no end of a contraction.
fn is_letter(word: &str) -> bool {
    matches!(word, "b" | "c" | "f" | "g" | "h" | "k" | "n" | "p" | "q" | "r" | "v" | "w" | "x" | "z")
}

/// "One-e-and-a": a hyphen joins it to the word before.
fn is_joined(turn: &TurnText<'_>, word: &Word) -> bool {
    turn.content[..word.start as usize].ends_with('-')
}

/// Whether no sentence has these two neighbours.
fn is_wrong(turn: &TurnText<'_>, (word, first): (&Word, Class), next: Option<&Word>, language: Language) -> bool {
    let shown = turn.shown(word);
    // A letter by itself is a name: "plan A", "y = x".
    if shown.len() == 1 && shown.chars().all(char::is_uppercase) && shown != "I" {
        return false;
    }
    let is_end = word.sign_follows || next.is_none();
    if is_end {
        let gap = &turn.content[word.end as usize..next.map_or(turn.content.len(), |next| next.start as usize)];
        let stops = gap.trim_start().starts_with(['.', ',', '!', '?', ';']) && !gap.trim_start().starts_with("..");
        // "the", before a full stop: nothing can follow.
        return stops
            && match first {
                Class::Article => ends_wrongly(shown, language),
                Class::Conjunction => !matches!(
                    shown,
                    "but"
                        | "than"
                        | "because"
                        | "if"
                        | "que"
                        | "si"
                        | "aber"
                        | "denn"
                        | "als"
                        | "so"
                        | "pero"
                        | "ob"
                        | "car"
                        | "dass"
                        | "and"
                        | "or"
                        | "mais"
                ),
                _ => false,
            };
    }
    // "The in-laws" and "a to-do list" are one word each.
    let joins = |word: &Word| turn.content[word.end as usize..].starts_with('-');
    if joins(word) || next.is_some_and(joins) {
        return false;
    }
    let Some(second) = next.and_then(|next| class(next, language)) else { return false };
    let after = next.map(|next| turn.shown(next)).unwrap_or_default();
    match language.code() {
        "en" => english(first, second, shown, after),
        "de" => german(first, second, shown, after),
        _ => romance(first, second, shown, after),
    }
}

fn ends_wrongly(word: &str, language: Language) -> bool {
    match language.code() {
        "en" => matches!(
            word,
            "the" | "a" | "an" | "my" | "your" | "our" | "their" | "The" | "A" | "An" | "My" | "Your" | "Our" | "Their"
        ),
        "de" => matches!(word, "ein" | "dem" | "des"),
        "es" => matches!(word, "el" | "los" | "las" | "mi" | "mis" | "tu" | "su" | "sus"),
        _ => matches!(
            word,
            "le" | "les" | "des" | "du" | "mon" | "ma" | "mes" | "votre" | "vos" | "notre" | "cette" | "ces"
        ),
    }
}
