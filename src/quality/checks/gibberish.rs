//! Words without an order, letters without words, dummy text.
//!
//! Small words stand in a strict order in every language: nothing like "the of", "a to" or "my is". A text whose words were
//! shuffled has many such pairs; poems, lists, code and formulas have nearly none.

use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View, together};
use crate::quality::language::{Class, Language, class};
use crate::quality::phrases::Kind;
use crate::quality::text::{TurnText, Word};

pub(super) const GIBBERISH: Check =
    Check { finding: Finding::Gibberish, rule: "The words make sentences.", look: gibberish };

/// The languages whose small words are sorted into classes.
const SORTED: [&str; 4] = ["en", "de", "es", "fr"];

fn gibberish(view: &View<'_>) -> Vec<Fault> {
    let language = view.language.unwrap_or(Language::ENGLISH);
    let mut found = Vec::new();
    let mut all = Order::default();
    for (at, turn) in view.text.turns.iter().enumerate() {
        let order = Order::of(turn, view.tallies[at].language().unwrap_or(language));
        all.add(&order);
        if order.is_shuffled(2, 12.0) || order.is_shuffled(3, 6.0) || mashed(turn) {
            found.push(Fault::part(at, turn, 0..turn.content.len()));
        } else {
            found.extend(view.said(at, Kind::Dummy).next().map(|range| Fault::words(at, turn, &range)));
        }
    }
    if found.is_empty() && all.is_shuffled(5, 5.0) {
        found.push(Fault::turns((0..view.turns.len()).collect(), view.text));
    }
    together(found)
}

/// How many pairs of neighbours no sentence has.
#[derive(Debug, Default)]
struct Order {
    wrong: u32,
    /// Pairs whose first word is a small one.
    pairs: u32,
    words: u32,
}

impl Order {
    fn of(turn: &TurnText<'_>, language: Language) -> Order {
        let mut order = Order::default();
        if !SORTED.contains(&language.code()) {
            return order;
        }
        order.words = turn.words.len() as u32;
        for (at, word) in turn.words.iter().enumerate() {
            let Some(first) = class(word, language) else { continue };
            let next = turn.words.get(at + 1);
            // "to" and "not" of "can't" have one place.
            if next.is_some_and(|next| next.start == word.start) || turn.is_code(word.start as usize) {
                continue;
            }
            order.pairs += 1;
            order.wrong += u32::from(is_wrong(turn, (word, first), next, language));
        }
        order
    }

    fn add(&mut self, other: &Order) {
        self.wrong += other.wrong;
        self.pairs += other.pairs;
        self.words += other.words;
    }

    /// At least so many wrong pairs, and more than so many in a hundred.
    fn is_shuffled(&self, fewest: u32, percent: f64) -> bool {
        self.wrong >= fewest && f64::from(self.wrong) * 100.0 > percent * f64::from(self.pairs)
    }
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

/// Whether a table has the pair: the first word, and all that may not follow it.
fn has(table: &[(&str, &str)], first: &str, second: &str) -> bool {
    let row = table.iter().find(|(word, _)| *word == first);
    row.is_some_and(|(_, after)| after.split(' ').any(|word| word == second))
}

fn english(first: Class, second: Class, shown: &str, after: &str) -> bool {
    use Class::{Article, Auxiliary, Conjunction, Other, Preposition, Pronoun};
    const AFTER_PREPOSITION: &[(&str, &str)] = &[
        ("of", "to in of at by for from with into and or is are was be than but he she i we they if"),
        ("to", "of to for with at from into in by he she i we they is was"),
        ("from", "of from to with for by is and be than he she i we they"),
        ("with", "of with to by from for we they"),
        ("at", "of to with from in for we they"),
        ("for", "of to with from into at"),
        ("into", "of to in at by for from with into is and was he she i we they about on"),
        ("about", "of at into"),
        ("by", "of to from with for"),
        ("in", "of to with by into in at"),
        ("on", "of at by with into on in"),
        ("under", "of to with for is and"),
        ("between", "of to with is for at"),
        ("upon", "of to with for is at"),
    ];
    const AFTER_CONJUNCTION: &[(&str, &str)] = &[
        ("and", "and"),
        ("or", "or and but than"),
        ("but", "but and or than"),
        ("because", "and or but because than"),
        ("if", "and or but if than because"),
    ];
    const AFTER_AUXILIARY: &[(&str, &str)] = &[
        ("is", "am be are were"),
        ("are", "am be was"),
        ("was", "am be are"),
        ("am", "are were be"),
        ("be", "am are were was is"),
    ];
    const AFTER_ARTICLE: &str =
        "which when that did does has have had could would should it me him us them this these those there you";
    match (first, second) {
        (Article, Article | Conjunction | Auxiliary | Pronoun) => {
            !matches!(after, "A" | "I" | "am" | "if" | "IF") && shown != "A"
        }
        (Article, Preposition) => shown != "A",
        (Article, Other) => AFTER_ARTICLE.split(' ').any(|word| word == after),
        (Preposition, _) => has(AFTER_PREPOSITION, shown, after),
        (Conjunction, Conjunction) => has(AFTER_CONJUNCTION, shown, after),
        (Auxiliary, Auxiliary) => has(AFTER_AUXILIARY, shown, after),
        (Pronoun, Article) => shown != "I" || matches!(after, "the" | "a" | "my"),
        (Pronoun, Preposition) => matches!(after, "of" | "from" | "into" | "with" | "at" | "by"),
        (Pronoun, Conjunction) => after == "or" && !matches!(shown, "he" | "He" | "she" | "She"),
        (Pronoun, Pronoun) => true,
        _ => false,
    }
}

fn german(first: Class, second: Class, shown: &str, after: &str) -> bool {
    use Class::{Article, Auxiliary, Conjunction, Preposition, Pronoun};
    // "der", "die" and "das" begin clauses too.
    let is_in = |list: &str, word: &str| list.split(' ').any(|it| it == word);
    let pure = is_in("ein eine einen einem eines dem des mein meine meinen meiner seine", shown);
    let bare = is_in("von mit für bei ohne gegen im am zum zur beim vom hinter zwischen seit neben", shown);
    match (first, second) {
        (Article, Conjunction | Auxiliary | Pronoun) => pure,
        (Article, Article) => pure && !is_in("ihr sein", after),
        (Article, Preposition) => pure && !is_in("zu in über an von auf für mit um durch am im bei seit", after),
        (Preposition, Conjunction) => bare && !is_in("als oder und", after),
        (Preposition, Auxiliary) => bare,
        (Preposition, Pronoun) => bare || is_in("von für gegen zum vom beim zur im", shown),
        (Preposition, Preposition) => {
            is_in("im am zum zur beim vom von für", shown)
                && !is_in("zu in über nach an um auf vor unter bei mit", after)
        }
        (Conjunction, Conjunction) => is_in("dass weil ob obwohl nachdem", shown) && !is_in("wenn oder und", after),
        (Pronoun, Pronoun) => !(is_in("er du wir ich", shown) && after == "man") && shown != "man",
        (Auxiliary, Auxiliary) => is_in("ist sind bin", shown) && is_in("ist sind bin", after),
        _ => false,
    }
}

fn romance(first: Class, second: Class, shown: &str, after: &str) -> bool {
    use Class::{Article, Auxiliary, Conjunction, Preposition, Pronoun};
    let is_in = |list: &str, word: &str| list.split(' ').any(|it| it == word);
    // "la", "le" and "les" are pronouns too.
    let pure = is_in("el una unos unas mi mis su sus mon ma mes votre vos notre des du une ces cette", shown);
    match (first, second) {
        (Article, Article) => pure || is_in("los las", shown) && is_in("el un una mi su", after),
        (Article, Auxiliary | Pronoun) => pure,
        (Article, Conjunction) => pure && !(is_in("el une una", shown) && after == "que"),
        (Article, Preposition) => pure && !is_in("de del con sin à avec en para por sous hacia sur", after),
        (Preposition, Auxiliary) => {
            is_in("de en con por sin del al dans sur avec sans par chez sous à", shown)
                && !is_in("avoir fue era es hay est", after)
        }
        (Preposition, Conjunction) => {
            is_in("y o et mais pero car porque", after) && !is_in("avec sans con sin para pour", shown)
        }
        (Preposition, Preposition) => {
            is_in("de del al", shown) && is_in("de del al con sobre", after)
                || is_in("en con dans sur avec par", shown) && is_in("de en con del à dans sur por par", after)
        }
        (Conjunction, Conjunction) => is_in("y et o ou", shown) && is_in("y et o ou mais car", after),
        (Auxiliary, Auxiliary) => true,
        _ => false,
    }
}

/// Letters mashed on a keyboard: many long words without a vowel, or with six consonants in a row.
fn mashed(turn: &TurnText<'_>) -> bool {
    let (mut long, mut odd) = (0, 0);
    for word in &turn.words {
        let shown = turn.shown(word);
        if shown.len() < 4 || turn.is_code(word.start as usize) || !shown.is_ascii() {
            continue;
        }
        long += 1;
        odd += usize::from(is_odd(shown));
    }
    odd >= 3 && 4 * odd >= long
}

fn is_odd(word: &str) -> bool {
    let (mut run, mut vowels) = (0, 0);
    for byte in word.bytes() {
        if b"aeiouyAEIOUY".contains(&byte) {
            vowels += 1;
            run = 0;
        } else if byte.is_ascii_alphabetic() {
            run += 1;
        }
        if run >= 6 {
            return true;
        }
    }
    let letters = word.bytes().all(|byte| byte.is_ascii_lowercase());
    letters && vowels == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::conversation::Role;
    use crate::quality::checks::samples::{assert_bad, assert_fine};

    #[test]
    fn shuffled_words_are_found_in_each_language() {
        assert_bad(
            Finding::Gibberish,
            Role::Assistant,
            &[
                "The is can go half a sister forces and when so shifts the you ordinary yourself: my i night could a before the ends the honestly. can say on is about do.",
                "And a the rent to of my pays, with is the my first of into we the landlord or.",
                "lorem ipsum dolor sit amet, consectetur adipiscing elit",
                "asdkjh qwrtp zxcvb mnbvc lkjhg dfghj",
                "Of the to my savings a is and bank the from we into a of month, the.",
                "ein und die der mein ist Bank von wir für ist im, dem. eine oder der des ich meine und zum.",
                "el y de la mi es banco con es una y los de del, el. su o una el mis de es.",
                "le et de mon est banque dans est une et vos de la du, les. votre ou une le mes et sont.",
            ],
        );
    }

    #[test]
    fn poems_lists_code_and_loose_writing_are_fine() {
        assert_fine(
            Finding::Gibberish,
            Role::Assistant,
            &[
                "What you're used to in the morning, and what you live for, is what the plan is for.",
                "i don't know what i'm in for, the rent is due and i am out of it all, so what do i do",
                "Flour, butter, eggs, sugar, a pinch of salt, the zest of a lemon, and the juice of one.",
                "Two roads diverged in a yellow wood, and sorry I could not travel both and be one traveler, long I stood.",
                "`for a in the: of to` and then `if x is a or b`, so you print it.",
                "Write \\int_a^b f(x) dx = F(b) - F(a), where F is any antiderivative of f.",
                "Go from A to Z, and from plan A to plan B, if you are able to.",
                "He or she is to be asked by the one who he or she is at home with.",
                "The in-laws are on an on-call list, and the to-do list is on the door.",
                "What I am is what I was, and who they were is who we are.",
                "Das ist das, was ich von der Bank habe, und wenn ich es nicht bin, dann ist es die Frau, der ich es gab.",
                "Lo que es mío es de los dos, y el que lo dice es él, no yo.",
                "Ce que je dis est à vous, et ce que vous en faites est à moi, si je le veux.",
                "Strengths, rhythms, crypts: English has odd words, and Angstschweiß is a German one.",
                "SELECT a FROM b WHERE c IS NOT NULL AND d IN (1, 2) ORDER BY a",
                "The HTTP GET and the SMTP, TCP and DNS parts are in the next chapter.",
            ],
        );
    }
}
