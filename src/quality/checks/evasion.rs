//! A sentence that only backs out, whatever its wording: no word of it is about anything.
//!
//! The words are sorted into classes (`data/evasion.txt`). A refusal names its speaker and a limit, has words of two more
//! classes ("answer", "topic", "allowed", "elsewhere", "sorry"), and hardly a word besides.

use std::ops::Range;
use std::sync::LazyLock;

use crate::quality::checks::check::View;
use crate::quality::language::{Language, class};
use crate::quality::text::{IdMap, TurnText, Word, word_id};

/// The classes in the order of their bits.
const CLASSES: [&str; 9] = ["self", "limit", "speech", "topic", "permit", "elsewhere", "regret", "void", "neutral"];
const SELF: u16 = 1;
const LIMIT: u16 = 1 << 1;
const SPEECH_OR_TOPIC: u16 = 1 << 2 | 1 << 3;
/// Speech, topic, permit, elsewhere and regret.
const MORE: u16 = 0b111_1100;
const TOPIC: u16 = 1 << 3;
const REGRET: u16 = 1 << 6;
const VOID: u16 = 1 << 7;

/// "To that", "about this": the topic without its name.
static POINTS_AT: LazyLock<Vec<u64>> =
    LazyLock::new(|| ["to", "on", "about", "with", "into", "regarding"].map(word_id).to_vec());
static POINTED_AT: LazyLock<Vec<u64>> =
    LazyLock::new(|| ["this", "that", "it", "these", "those"].map(word_id).to_vec());

/// The fewest words of a sentence that is judged.
const WORDS: usize = 6;
/// A sentence from here on may have a word in no class.
const LONG: usize = 14;

/// The classes of each word, by language.
static WORDS_OF: LazyLock<Vec<(Language, IdMap<u16>)>> = LazyLock::new(|| {
    let mut all: Vec<(Language, IdMap<u16>)> = Vec::new();
    for line in include_str!("../../../data/evasion.txt").lines().filter(|line| !line.starts_with("# ")) {
        let Some((head, words)) = line.split_once(": ") else { continue };
        let Some((code, name)) = head.split_once(' ') else { continue };
        let Some(language) = Language::named(code) else { continue };
        let Some(bit) = CLASSES.iter().position(|class| *class == name) else { continue };
        if all.last().is_none_or(|(last, _)| *last != language) {
            all.push((language, IdMap::default()));
        }
        if let Some((_, known)) = all.last_mut() {
            words.split_whitespace().for_each(|word| *known.entry(word_id(word)).or_default() |= 1 << bit);
        }
    }
    all
});

/// The first sentence of a turn that only backs out, as its words.
pub(super) fn evasion(view: &View<'_>, at: usize) -> Option<Range<usize>> {
    let turn = &view.text.turns[at];
    let language = view.tallies[at].language().or(view.language)?;
    let (_, known) = WORDS_OF.iter().find(|(own, _)| *own == language)?;
    let mut start = 0;
    for sentence in turn.sentences() {
        if backs_out(turn, sentence, known, language) {
            return Some(start..start + sentence.len());
        }
        start += sentence.len();
    }
    None
}

fn backs_out(turn: &TurnText<'_>, sentence: &[Word], known: &IdMap<u16>, language: Language) -> bool {
    let asks = || turn.content[sentence[sentence.len() - 1].end as usize..].trim_start().starts_with('?');
    if sentence.len() < WORDS || sentence.iter().any(|word| word.number || word.quoted) || asks() {
        return false;
    }
    let classes = |word: &Word| known.get(&word.id).copied().unwrap_or_default();
    let named = sentence.windows(2).any(|pair| POINTS_AT.contains(&pair[0].id) && POINTED_AT.contains(&pair[1].id));
    let found = sentence.iter().fold(if named { TOPIC } else { 0 }, |all, word| all | classes(word));
    let strange = sentence.iter().filter(|word| classes(word) == 0 && class(word, language).is_none()).count();
    found & (SELF | REGRET) != 0
        && found & LIMIT != 0
        && found & SPEECH_OR_TOPIC != 0
        && found & VOID == 0
        && (found & MORE).count_ones() >= 2
        && strange <= usize::from(sentence.len() >= LONG)
        && !denies_another(turn, sentence, known)
}

/// "You don't have to answer": the limit is somebody else's, and there is no other.
fn denies_another(turn: &TurnText<'_>, sentence: &[Word], known: &IdMap<u16>) -> bool {
    const OTHERS: [&str; 9] = ["you", "he", "she", "they", "sie", "er", "usted", "vous", "il"];
    let limits = |word: &Word| known.get(&word.id).is_some_and(|classes| classes & LIMIT != 0);
    let mut own = sentence.iter().enumerate().filter(|(_, word)| limits(word)).map(|(at, _)| {
        let before = &sentence[at.saturating_sub(2)..at];
        !before.iter().any(|word| OTHERS.contains(&turn.shown(word).to_lowercase().as_str()))
    });
    !own.any(|own| own)
}

#[cfg(test)]
mod tests {
    use crate::domain::conversation::Role;
    use crate::domain::finding::Finding;
    use crate::quality::checks::samples::{assert_bad, assert_fine};

    #[test]
    fn sentences_that_only_back_out_are_found() {
        assert_bad(
            Finding::Refusal,
            Role::Assistant,
            &[
                "I'm afraid we've reached a topic I leave alone, so please turn to another matter.",
                "It's best that I say nothing more about questions of this sort, sorry.",
                "I'm choosing not to respond to that request.",
                "Let me stop you there, as this is not a subject I handle.",
                "Ich möchte auf diese Sache nicht weiter eingehen, bitte haben Sie Verständnis.",
                "Esa pregunta no la puedo contestar, lo siento.",
                "Je n'ai pas le droit de vous renseigner sur cette question.",
            ],
        );
    }

    #[test]
    fn advice_about_talking_is_fine() {
        assert_fine(
            Finding::Refusal,
            Role::Assistant,
            &[
                "I wouldn't talk to anyone else about it yet.",
                "You don't have to answer any other questions, I'd say.",
                "I can't say how long it will take, I'm afraid.",
                "I don't know the answer to that question, so ask somebody at the counter.",
                "There's nothing I can add to that plan; it's good.",
                "Say nothing to the neighbour before you have the survey.",
                "I can't give you an answer to that question until I know the age of the boiler.",
                "Ich kann Ihnen zu dem Kessel erst etwas sagen, wenn ich das Alter kenne.",
                "No puedo decirle nada del tejado sin verlo antes.",
            ],
        );
    }
}
