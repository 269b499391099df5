//! Phrases by which an answer gives itself away: refusals, and talk of being a model.

/// What is wrong with a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tell {
    /// The assistant will not do it.
    Refusal,
    /// Somebody speaks of being a model.
    ModelTalk,
}

/// How a refusal begins. An adviser says these often ("I can't promise returns"), so the words after them decide.
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

/// What is refused; a whole word must end there.
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

/// Refusals that stand on their own.
const REFUSALS: [&str; 4] = ["i must decline", "i have to decline", "against my guidelines", "my guidelines"];

/// Talk of being a model that stands on its own.
const MODEL: [&str; 7] = [
    "language model",
    "language models",
    "my training data",
    "my knowledge cutoff",
    "my programming",
    "as a chatbot",
    "as a virtual assistant",
];

/// Talk of being a model unless a trade follows: "as an AI engineer, I have stock options" is a person's.
const AS_AN_AI: [&str; 6] =
    ["as an ai", "i'm an ai", "i am an ai", "i'm just an ai", "as an artificial intelligence", "i'm only an ai"];

/// What may follow the phrases above without making them a person's.
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

/// What the text says at a word's beginning, and the length of the phrase in bytes.
///
/// `rest` begins at a letter that no letter or digit precedes.
pub(super) fn at_word(rest: &[u8], spoken_by_assistant: bool) -> Option<(Tell, usize)> {
    // Two bytes tell every phrase above ("I ", "I'", "as", "ag", "la", "my"); nearly every word ends here.
    let (first, second) = (rest.first()?.to_ascii_lowercase(), rest.get(1)?.to_ascii_lowercase());
    if !matches!((first, second), (b'i', b' ' | b'\'' | 0xe2) | (b'a', b's' | b'g') | (b'l', b'a') | (b'm', b'y')) {
        return None;
    }
    let whole = |phrases: &[&str]| {
        phrases.iter().find_map(|phrase| begins_with(rest, phrase).filter(|end| is_word_end(rest, *end)))
    };
    if let Some(end) = whole(&MODEL) {
        return Some((Tell::ModelTalk, end));
    }
    if let Some(end) = whole(&AS_AN_AI).filter(|end| speaks_as_model(&rest[*end..])) {
        return Some((Tell::ModelTalk, end));
    }
    if !spoken_by_assistant {
        return None;
    }
    let refusal = whole(&REFUSALS).or_else(|| {
        let start = CANNOT.iter().find_map(|phrase| begins_with(rest, phrase))?;
        REFUSED.iter().find_map(|phrase| {
            let end = start + begins_with(&rest[start..], phrase)?;
            is_word_end(rest, end).then_some(end)
        })
    });
    refusal.map(|end| (Tell::Refusal, end))
}

/// Whether what follows "as an AI" leaves it a model's words.
fn speaks_as_model(rest: &[u8]) -> bool {
    match rest.split_first() {
        None => true,
        Some((b' ', word)) => {
            AI_AND.iter().any(|known| begins_with(word, known).is_some_and(|end| is_word_end(word, end)))
        }
        Some((b'-', _)) => false,
        Some(_) => true,
    }
}

fn is_word_end(rest: &[u8], end: usize) -> bool {
    rest.get(end).is_none_or(|byte| !byte.is_ascii_alphanumeric())
}

/// The length of `phrase` (lower case, ASCII) at the beginning of the text, whatever its case, a curly apostrophe
/// (U+2019, three bytes) being as good as a straight one.
fn begins_with(text: &[u8], phrase: &str) -> Option<usize> {
    let mut at = 0;
    for expected in phrase.bytes() {
        if expected == b'\'' && text[at..].starts_with("’".as_bytes()) {
            at += 3;
        } else if text.get(at)?.to_ascii_lowercase() == expected {
            at += 1;
        } else {
            return None;
        }
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tell(text: &str) -> Option<Tell> {
        at_word(text.as_bytes(), true).map(|(tell, _)| tell)
    }

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
            assert_eq!(tell(refusal), Some(Tell::Refusal), "{refusal}");
        }
        for honest in [
            "I can't promise returns",
            "I can't help but notice",
            "I'm unable to guarantee that",
            "I can't help without knowing your rent",
            "I cannot tell you what markets do",
            "I won't sugar-coat it",
        ] {
            assert_eq!(tell(honest), None, "{honest}");
        }
        assert_eq!(at_word(b"I can't help with the bills any more", false), None, "the user may say so");
    }

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
            assert_eq!(tell(model), Some(Tell::ModelTalk), "{model}");
        }
        for person in ["As an AI engineer I have options", "I'm an AI researcher", "as an aide", "as an AI-fund buyer"]
        {
            assert_eq!(tell(person), None, "{person}");
        }
    }
}
