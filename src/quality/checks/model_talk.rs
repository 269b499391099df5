//! A turn talks about being a language model.

use std::ops::Range;

use crate::domain::conversation::Turn;
use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Look};
use crate::quality::checks::words::{begins_with_any, word_starts};

pub(super) const MODEL_TALK: Check = Check {
    finding: Finding::ModelTalk,
    rule: "The assistant speaks as a person, not as a model.",
    look: Look::Turn(model_talk),
};

/// Phrases that always mean a language model.
const MODEL: [&str; 7] = [
    "language model",
    "language models",
    "my training data",
    "my knowledge cutoff",
    "my programming",
    "as a chatbot",
    "as a virtual assistant",
];

/// Phrases that mean a language model unless a profession follows: a person says "as an AI engineer, I have options".
const AS_AN_AI: [&str; 6] =
    ["as an ai", "i'm an ai", "i am an ai", "i'm just an ai", "as an artificial intelligence", "i'm only an ai"];

/// Words that may follow the phrases above, and a language model still speaks.
const AI_AND: [&str; 12] = [
    "assistant",
    "model",
    "language",
    "chatbot",
    "i",
    "and",
    "so",
    "but",
    "without",
    "created",
    "trained",
    "developed",
];

fn model_talk(turn: &Turn) -> Option<Range<usize>> {
    let text = turn.content.as_bytes();
    word_starts(text).find_map(|at| at_word(&text[at..]).map(|length| at..at + length))
}

/// The length of the phrase at the start of `rest`.
fn at_word(rest: &[u8]) -> Option<usize> {
    // Every phrase above begins with one of these pairs; nearly every other word ends here.
    let (first, second) = (rest.first()?.to_ascii_lowercase(), rest.get(1)?.to_ascii_lowercase());
    if !matches!((first, second), (b'i', b' ' | b'\'' | 0xe2) | (b'a', b's') | (b'l', b'a') | (b'm', b'y')) {
        return None;
    }
    begins_with_any(rest, &MODEL)
        .or_else(|| begins_with_any(rest, &AS_AN_AI).filter(|end| speaks_as_model(&rest[*end..])))
}

/// Whether "as an AI", followed by `rest`, means a language model.
fn speaks_as_model(rest: &[u8]) -> bool {
    match rest.split_first() {
        Some((b' ', word)) => begins_with_any(word, &AI_AND).is_some(),
        Some((b'-', _)) => false,
        Some(_) | None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::checks::samples::found;

    #[test]
    fn talk_of_being_a_model_is_told_from_a_persons_trade() {
        for model in [
            "As an AI, I have no money",
            "as an AI language model",
            "I'm an AI.",
            "I’m just an AI and",
            "language model",
            "As an AI",
        ] {
            assert!(at_word(model.as_bytes()).is_some(), "{model}");
        }
        for person in ["As an AI engineer I have options", "I'm an AI researcher", "as an aide", "as an AI-fund buyer"]
        {
            assert_eq!(at_word(person.as_bytes()), None, "{person}");
        }
    }

    #[test]
    fn refusals_count_for_the_assistant_and_model_talk_for_both() {
        let notes = found(&["I can't help with my mother's rent.", "I'm sorry, but I can't help with that."]);
        assert_eq!(notes, [(Finding::Refusal, Some(2), "I can't help with".to_owned())]);
        let notes = found(&["Are you a language model?", "Well, as an AI, I have no purse. As an AI, I am free."]);
        let expected = [
            (Finding::ModelTalk, Some(1), "language model".to_owned()),
            (Finding::ModelTalk, Some(2), "as an AI".to_owned()),
        ];
        assert_eq!(notes, expected);
    }
}
