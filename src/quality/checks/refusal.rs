//! The assistant refuses.

use std::ops::Range;

use crate::domain::conversation::{Role, Turn};
use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Look};
use crate::quality::checks::words::{begins_with, begins_with_any, word_starts};

pub(super) const REFUSAL: Check =
    Check { finding: Finding::Refusal, rule: "The assistant refuses to answer.", look: Look::Turn(refusal) };

/// The start of a refusal. Advisers say these too ("I can't promise returns"), so the words that follow decide.
const CANNOT: [&str; 10] = [
    "i can't ",
    "i cannot ",
    "i can not ",
    "i'm unable to ",
    "i am unable to ",
    "i'm not able to ",
    "i am not able to ",
    "i won't be able to ",
    "i will not be able to ",
    "i won't ",
];

/// What a refusal refuses, up to the end of a whole word.
const REFUSED: [&str; 24] = [
    "help with",
    "help you with",
    "assist",
    "fulfill",
    "fulfil",
    "comply",
    "answer that",
    "answer this",
    "answer your",
    "continue this",
    "continue with this",
    "create content",
    "create this",
    "create that",
    "generate content",
    "generate this",
    "generate that",
    "discuss this",
    "discuss that",
    "engage in",
    "provide financial advice",
    "provide legal advice",
    "give financial advice",
    "give you financial advice",
];

/// Phrases that are a refusal by themselves.
const REFUSALS: [&str; 4] = ["i must decline", "i have to decline", "against my guidelines", "my guidelines"];

/// The first refusal in a turn of the assistant; a user may say the same words.
fn refusal(turn: &Turn) -> Option<Range<usize>> {
    let text = turn.content.as_bytes();
    let mut starts = word_starts(text).filter(|_| turn.role == Role::Assistant);
    starts.find_map(|at| at_word(&text[at..]).map(|length| at..at + length))
}

/// The length of the refusal at the start of `rest`.
fn at_word(rest: &[u8]) -> Option<usize> {
    // Every phrase above begins with one of these pairs; nearly every other word ends here.
    let (first, second) = (rest.first()?.to_ascii_lowercase(), rest.get(1)?.to_ascii_lowercase());
    if !matches!((first, second), (b'i', b' ' | b'\'' | 0xe2) | (b'a', b'g') | (b'm', b'y')) {
        return None;
    }
    begins_with_any(rest, &REFUSALS).or_else(|| {
        let start = CANNOT.iter().find_map(|phrase| begins_with(rest, phrase))?;
        begins_with_any(&rest[start..], &REFUSED).map(|length| start + length)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_are_told_from_an_advisers_honesty() {
        for refusal in [
            "I can't help with that request.",
            "I can’t assist you here",
            "I'm unable to provide financial advice",
            "I AM UNABLE TO comply",
            "I must decline",
            "I won't be able to answer that",
        ] {
            assert!(at_word(refusal.as_bytes()).is_some(), "{refusal}");
        }
        for honest in [
            "I can't promise returns",
            "I can't help but notice",
            "I'm unable to guarantee that",
            "I can't help without knowing your rent",
            "I cannot tell you what markets do",
            "I won't sugar-coat it",
        ] {
            assert_eq!(at_word(honest.as_bytes()), None, "{honest}");
        }
        let user = Turn { role: Role::User, content: "I can't help with the bills any more".to_owned() };
        assert_eq!(refusal(&user), None, "the user may say so");
    }
}
