//! Words that no language has, one or two in each answer: "let the plants frindle, and give the base a light vosking".
//!
//! Names, quotations, code, and what the user said do not count. Of 1,370 good talks in four languages hardly one has four
//! such words in half of its answers.

use std::collections::BTreeMap;

use super::lists::{has_list, is_word};
use super::unknown::stands_alone;
use crate::domain::conversation::Role;
use crate::quality::checks::check::{Fault, View};
use crate::quality::language::{Language, is_common};
use crate::quality::text::{IdSet, TurnText, Word};

/// The fewest different ones.
const FEWEST: usize = 4;
/// Shorter words may be abbreviations; the parts of longer ones would take too long to look for.
const LETTERS: std::ops::RangeInclusive<usize> = 4..=30;

/// The answers with invented words, if there are enough.
pub(super) fn invented(view: &View<'_>) -> Vec<Fault> {
    let Some(language) = view.language.filter(|language| has_list(*language)) else { return Vec::new() };
    let by_user = || view.of(Role::User).flat_map(|(_, turn)| turn.words.iter().map(|word| word.id));
    let mut said: Option<IdSet> = None;
    let mut found: BTreeMap<usize, Vec<&Word>> = BTreeMap::new();
    let (mut different, mut answers) = (IdSet::default(), 0);
    for (at, turn) in view.of(Role::Assistant) {
        answers += 1;
        if view.tallies[at].language().is_some_and(|own| own != language) {
            continue;
        }
        for word in turn.words.iter().filter(|word| is_unknown(turn, word, language)) {
            if !said.get_or_insert_with(|| by_user().collect()).contains(&word.id) {
                different.insert(word.id);
                found.entry(at).or_default().push(word);
            }
        }
    }
    if different.len() < FEWEST || found.len() < 2 || 2 * found.len() < answers {
        return Vec::new();
    }
    let fault = |(at, words): (&usize, &Vec<&Word>)| {
        let turn = &view.text.turns[*at];
        let shown: Vec<&str> = words.iter().map(|word| turn.shown(word)).collect();
        let place = words[0].start as usize..words[0].end as usize;
        Fault::part(*at, turn, place).detail(format!("Words of no language: {}.", shown.join(", ")))
    };
    found.iter().map(fault).collect()
}

fn is_unknown(turn: &TurnText<'_>, word: &Word, language: Language) -> bool {
    let shown = turn.shown(word);
    LETTERS.contains(&shown.chars().count())
        && shown.chars().all(char::is_lowercase)
        && !is_common(word)
        && stands_alone(turn, word)
        && !is_word(shown, language)
}

#[cfg(test)]
mod tests {
    use crate::domain::finding::Finding;
    use crate::quality::checks::samples::found;

    /// The answers that have invented words, by number.
    fn turns(contents: &[&str]) -> Vec<Option<u32>> {
        found(contents).into_iter().filter(|it| it.0 == Finding::Gibberish).map(|it| it.1).collect()
    }

    const TOMATOES: [&str; 4] = [
        "Half of my tomatoes have brown blotches on the leaves, and I could have cried. What do I do with the green ones?",
        "First, snelp off every leaf with a blotch, and check the lower trusses for any trace of crundle on the fruit.",
        "I've done the leaves. And can I save the good ones, or is that hopeless?",
        "Wipe each fruit, leave a finger of room for the skin to outmelve, and turn them, or the lower ones go quosty.",
    ];

    #[test]
    fn an_invented_word_or_two_in_each_answer_is_found() {
        assert_eq!(turns(&TOMATOES), [Some(2)], "with both turns in one finding");
        assert_eq!(
            turns(&[
                "Debo 2.600 euros en una tarjeta y cada mes pago 60, pero la deuda casi no baja. ¿Qué puedo hacer?",
                "Con 60 al mes casi todo se te va en intereses y el capital se queda esbromado. Guarda el acuse bien abizado.",
                "Vale, un escrito. Y mientras tanto, ¿sigo pagando los 60 o subo la cuota?",
                "Sube la cuota, porque así el saldo se va descorbando antes, y corta la tarjeta para que no te vuelva a drengar.",
            ]),
            [Some(2)]
        );
    }

    #[test]
    fn names_quotations_and_words_of_the_user_are_fine() {
        let [ask, one, more, two] = TOMATOES;
        let echoed = format!("{ask} My gran would snelp them, for the crundle, till they outmelve and go quosty.");
        assert!(turns(&[&echoed, one, more, two]).is_empty(), "the user's own words");
        let quoted = one.replace("snelp off", "\"snelp off\"").replace("crundle", "\"crundle\"");
        assert!(turns(&[ask, &quoted, more, two]).is_empty(), "two in quotation marks, two left");
    }
}
