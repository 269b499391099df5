//! Words without an order, letters without words, dummy text.
//!
//! Small words stand in a strict order in every language: nothing like "the of", "a to" or "my is". A text whose words were
//! shuffled has many such pairs; poems, lists, code and formulas have nearly none.

mod invented;
mod lists;
mod neighbours;
mod nonsense;
mod order;
mod unknown;
mod usual;

use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View, together};
use crate::quality::language::Language;
use crate::quality::phrases::Kind;
use crate::quality::text::{TurnText, Word};

use order::Order;

pub(super) const GIBBERISH: Check =
    Check { finding: Finding::Gibberish, rule: "The words make sentences.", look: gibberish };

fn gibberish<'a>(view: &View<'a>) -> Vec<Fault> {
    let language = view.language.unwrap_or(Language::ENGLISH);
    let language_of = |at: usize| view.tallies[at].language().unwrap_or(language);
    let is_english = |at: usize| {
        view.language == Some(Language::ENGLISH) && view.tallies[at].language().is_none_or(|it| it == Language::ENGLISH)
    };
    let told =
        |(at, turn): (usize, &TurnText<'a>)| view.tallies[at].language().map(|language| (turn.content, language));
    let unusual = usual::unusual(&view.text.turns.iter().enumerate().map(told).collect::<Vec<_>>());
    let mut found = Vec::new();
    let mut all = Order::default();
    for (at, turn) in view.text.turns.iter().enumerate() {
        let order = Order::of(turn, language_of(at));
        all.add(&order);
        let has_a_salad = || order.is_shuffled(2, 0.0) && Order::has_a_salad(turn, language_of(at));
        if order.is_shuffled(2, 12.0)
            || order.is_shuffled(3, 6.0)
            || has_a_salad()
            || mashed(turn)
            || is_invented(view, at)
            || unusual.contains(&at)
            || is_english(at) && unknown::is_made_up(turn)
        {
            found.push(Fault::part(at, turn, 0..turn.content.len()));
        } else {
            found.extend(view.said(at, Kind::Dummy).next().map(|range| Fault::words(at, turn, &range)));
        }
    }
    if found.is_empty() {
        found = invented::invented(view);
    }
    if found.is_empty() {
        found = nonsense::nonsense(view);
    }
    if found.is_empty() && all.is_shuffled(5, 5.0) {
        found.push(Fault::turns((0..view.turns.len()).collect(), view.text));
    }
    together(found)
}

/// Letters mashed on a keyboard: long words without a vowel, or with six consonants in a row. Many of four letters may be
/// abbreviations; three of five letters are not.
fn mashed(turn: &TurnText<'_>) -> bool {
    let (mut long, mut odd, mut mashed) = (0, 0, 0);
    for word in &turn.words {
        let shown = turn.shown(word);
        if shown.len() < 4 || turn.is_code(word.start as usize) || !shown.is_ascii() {
            continue;
        }
        long += 1;
        odd += usize::from(is_odd(shown));
        mashed += usize::from(shown.len() >= 5 && is_odd(shown) && !is_drawn_out(shown));
    }
    odd >= 3 && 4 * odd >= long || mashed >= 3 || turn.words.iter().any(|word| is_row(turn, word))
}

/// The rows of two keyboards.
const ROWS: [&str; 5] = ["qwertyuiop", "qwertzuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm"];
/// So many letters on end are no word that is typed in passing: "asdf", "hahaha".
const ROW: usize = 24;

/// One long word of a row of keys, or of two or three letters again and again.
fn is_row(turn: &TurnText<'_>, word: &Word) -> bool {
    let shown = turn.shown(word);
    if shown.len() < ROW || turn.is_code(word.start as usize) || !shown.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return false;
    }
    let lower = shown.to_ascii_lowercase();
    let letters: std::collections::BTreeSet<u8> = lower.bytes().collect();
    let in_row = lower
        .as_bytes()
        .windows(5)
        .filter(|five| ROWS.iter().any(|row| row.as_bytes().windows(5).any(|it| it == *five)));
    letters.len() <= 3 || 2 * 5 * in_row.count() >= lower.len()
}

/// "Brrr", "pssst", "zzzz".
fn is_drawn_out(word: &str) -> bool {
    word.as_bytes().windows(3).any(|three| three[0] == three[1] && three[1] == three[2])
}

/// Invented words in rows: "lonas askenda, hier monvally morgind". Of real prose at least a quarter are small words; a list
/// has none of them either, but a comma behind most of its words.
fn is_invented(view: &View<'_>, at: usize) -> bool {
    let turn = &view.text.turns[at];
    let flowing = turn.words.iter().filter(|word| !word.sign_follows && !word.number).count();
    let coded = turn.words.iter().any(|word| turn.is_code(word.start as usize));
    view.language.is_some() && view.tallies[at].knows_hardly_any() && 3 * flowing >= 2 * turn.words.len() && !coded
}

fn is_odd(word: &str) -> bool {
    let (mut run, mut vowels) = (0, 0);
    for byte in word.bytes() {
        let is_vowel = b"aeiouyAEIOUY".contains(&byte);
        vowels += usize::from(is_vowel);
        // A digit ends a run, too: "8b4c5d2f" is an id.
        run = if is_vowel || !byte.is_ascii_alphabetic() { 0 } else { run + 1 };
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
                "Let him choose. Spoon the letter under whose quiet of twelve runs a Tuesday beside, for bread not reading with until green he them. And read every second page to him yourself.",
                "Ther isome frist-buyon lonas askenda, hier monvally morgind insurrance plo. Withen greb 21 you'dal six over closten and cribbel, forn spreng brimmo gat.",
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
                "One second. \"Bridgit Hessian,\" with an i and an a. Immigrated in 1886, and not with an o or an e.",
                "In the formula it's just a. What are a, b and c here, signs included?",
                "Say it aloud: one-e-and-a, two-e-and-a, three-e-and-a, four-e-and-a. Which syllable do you rush?",
                "What you're used to in the morning, and what you live for, is what the plan is for.",
                "i don't know what i'm in for, the rent is due and i am out of it all, so what do i do",
                "The parts are w8b4c5d2f, wb7c3d9f1 and wd4f6b8c2, and each of them is on the invoice of last week.",
                "Flour, butter, eggs, sugar, a pinch of salt, the zest of a lemon, and the juice of one.",
                "Flour, butter, eggs, sugar, vanilla pods, lemon zest, ground almonds, baking powder, whole milk, sea salt, dry yeast, rum, cream, honey, oats.",
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
