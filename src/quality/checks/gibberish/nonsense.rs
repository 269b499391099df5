//! Real words in sound sentences that mean nothing: "the mortgage sleeps under a spoon until the ceiling has counted it".
//!
//! No pair of words is wrong there. What tells is which words come together, as learned from labelled turns: things of the
//! house, of the sky and of the calendar, that sleep, whisper and remember. One turn must be full of them, or two. Talks of
//! poems, tales and dreams are left alone (`data/figurative.txt`).

use std::sync::LazyLock;

use crate::quality::checks::check::{Fault, View};
use crate::quality::checks::word_group::WordGroup;
use crate::quality::learned::NONSENSE;
use crate::quality::text::TurnText;

/// Where two turns are this near to nonsense, each makes the other more certain. Of 1,411 sound conversations that the
/// weights had not seen, one had two or a turn above 0 (five parts, in turn).
const NEAR: f32 = -3.3;
/// A turn of fewer words may be an image or a joke.
const WORDS: usize = 10;

static FIGURATIVE: LazyLock<WordGroup> =
    LazyLock::new(|| WordGroup::read(include_str!("../../../../data/figurative.txt"), "words"));

pub(super) fn nonsense(view: &View<'_>) -> Vec<Fault> {
    let is_long = |at: &usize| view.text.turns[*at].words.len() >= WORDS;
    let all = (0..view.turns.len()).filter(is_long).map(|at| (at, view.likeness(&NONSENSE, at)));
    let near: Vec<(usize, f32)> = all.filter(|(_, likeness)| *likeness > NEAR).collect();
    if near.len() < 2 && !near.iter().any(|(_, likeness)| *likeness > 0.0) {
        return Vec::new();
    }
    let is_figurative =
        |turn: &TurnText<'_>| turn.words.iter().any(|word| FIGURATIVE.contains(&turn.shown(word).to_lowercase()));
    if view.text.turns.iter().any(is_figurative) {
        return Vec::new();
    }
    let fault = |at: usize| {
        let turn = &view.text.turns[at];
        Fault::part(at, turn, 0..turn.content.len())
    };
    near.into_iter().map(|(at, _)| fault(at)).collect()
}

#[cfg(test)]
mod tests {
    use crate::domain::finding::Finding;
    use crate::quality::checks::samples::found;

    fn is_nonsense(contents: &[&str]) -> bool {
        found(contents).iter().any(|it| it.0 == Finding::Gibberish)
    }

    #[test]
    fn sentences_without_sense_are_found() {
        let asked = "The bank wants the papers by Friday, and I don't know which of them it means.";
        let salad =
            "The papers are asleep under a spoon, so let the ceiling sign them before Friday remembers its gloves.";
        let more = "Then pour the bank into a quieter drawer, and its ladder will whisper the rest to the moon.";
        assert!(is_nonsense(&[asked, salad, "And then?", more]));
        let german = "Die Unterlagen schlafen unter einem Löffel, bis der Vorhang seine Knöpfe gezählt hat und nach Nebel riecht.";
        let mehr = "Falten Sie die Lampe, bis der Regen die Treppe geheiratet hat und der Löffel nach Nebel schmeckt.";
        assert!(is_nonsense(&["Was will die Bank bis Freitag von mir sehen?", german, "Und dann?", mehr]));
    }

    #[test]
    fn images_and_stories_are_fine() {
        assert!(!is_nonsense(&[
            "The house hums at night like a fridge with a grudge, and I lie under it and count the stairs.",
            "A fridge with a grudge is a good description of grief. Who used to lock the door at night?",
            "He did. Then the moon came through the curtain and sat on his chair, and I was jealous of the moon.",
            "Leave the chair where it is for now. Put your own book on it tonight, and see how the room takes it.",
        ]));
        assert!(!is_nonsense(&[
            "Here is my stanza: 'The kettle keeps its grief in the lid, / the spoon remembers nothing, / and rain signs the window in its own slow hand.' Too much?",
            "The lid is the best thing in it. The spoon line contradicts it in a good way. I would look at the rain: windows that are written on are in many poems.",
            "What if the rain just knocks?",
            "Then it is a visitor, and the kettle has company. That is warmer than a signature. Read it aloud and listen for where your breath goes.",
            "'and rain knocks, though the door is open.' Hm.",
            "I like that. It says that the rain could come in and does not. Leave the ceiling out of the next stanza, and let the chair speak, since you said it was his.",
            "The chair has stopped creaking. I miss the creak.",
            "Write that sentence down exactly as you said it. It needs no image at all.",
        ]));
    }
}
