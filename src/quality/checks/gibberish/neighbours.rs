//! Pairs of small words that no sentence of a language has.

use crate::quality::language::Class;

/// Whether a table has the pair: the first word, and all that may not follow it.
fn has(table: &[(&str, &str)], first: &str, second: &str) -> bool {
    let row = table.iter().find(|(word, _)| *word == first);
    row.is_some_and(|(_, after)| after.split(' ').any(|word| word == second))
}

pub(super) fn english(first: Class, second: Class, shown: &str, after: &str) -> bool {
    use Class::{Article, Auxiliary, Conjunction, Other, Preposition, Pronoun};
    const AFTER_PREPOSITION: &[(&str, &str)] = &[
        ("of", "to in of at by for from with into and or is are was be than but he she i we they if"),
        ("to", "of to for with at from into in by he she i we they is was"),
        ("from", "of from to with for by is and be than he she i we they"),
        ("with", "of with to by from for we they before because until since"),
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
        ("beneath", "of to with for from at in"),
        ("beside", "of to with for from at"),
        ("against", "of to with for from at by"),
        ("towards", "of to with for from at by"),
        ("during", "of to with for from at by in"),
        ("among", "of to with for from at by in"),
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
        (Pronoun, Other) => matches!(after, "me" | "him" | "us" | "them" | "this"),
        _ => false,
    }
}

pub(super) fn german(first: Class, second: Class, shown: &str, after: &str) -> bool {
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

pub(super) fn romance(first: Class, second: Class, shown: &str, after: &str) -> bool {
    use Class::{Article, Auxiliary, Conjunction, Preposition, Pronoun};
    let is_in = |list: &str, word: &str| list.split(' ').any(|it| it == word);
    // "la", "le" and "les" are pronouns too.
    let pure = is_in("el una unos unas mi mis su sus mon ma mes votre vos notre des du une ces cette", shown);
    match (first, second) {
        (Article, Article) => {
            pure || is_in("los las", shown) && is_in("el un una mi su", after)
                || is_in("le les la des", shown) && is_in("le les la un une", after) && shown != after
        }
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
