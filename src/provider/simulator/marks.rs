//! The simulator as a judge: marks that follow from the checks and the text, at once and at no cost.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::{Value, json};

use crate::domain::conversation::Turn;
use crate::domain::finding::Note;
use crate::domain::quality::Criterion;
use crate::quality::judge::turns_in;
use crate::quality::{Context, assess};

/// A quote ends with the word of this letter or digit, or at the other limit, in bytes.
const QUOTE: usize = 40;
const LONGEST_QUOTE: usize = 400;
/// The marks of a sound text that is marked down, and of the best one.
const MIDDLING: u64 = 5;
const BEST: u64 = 9;

/// An answer to a question for marks, as JSON. A text with a serious finding gets 1 to 3 at the turn of that finding.
pub(super) fn answer(question: &str) -> String {
    let turns = turns_in(question);
    let found = assess(&turns, &Context::default());
    let worst = found.metrics.findings.iter().max_by_key(|note| note.is_serious());
    let mark = |criterion: Criterion| {
        let seed = seed(&turns, criterion);
        let quote = match worst.and_then(|note| note.turns.first()) {
            Some(turn) => turns.get(*turn as usize - 1),
            None => turns.get(seed as usize % turns.len().max(1)),
        };
        let quote = quote.map(|turn| start_of(&turn.content)).unwrap_or_default();
        let value = value(worst, seed);
        (criterion.as_str().to_owned(), json!({ "quote": quote, "reason": reason(worst, value), "value": value }))
    };
    let marks: serde_json::Map<String, Value> = Criterion::ALL.iter().map(|criterion| mark(*criterion)).collect();
    Value::Object(marks).to_string()
}

/// One sound text in sixteen gets a middling mark for one thing or another, so that a review has something to find.
fn value(worst: Option<&Note>, seed: u64) -> u64 {
    match worst {
        Some(note) if note.is_serious() => 1 + seed % 3,
        Some(_) => 5 + seed % 3,
        None if seed.is_multiple_of(48) => MIDDLING,
        None => BEST - seed % 3,
    }
}

/// One that fits the mark.
fn reason(worst: Option<&Note>, value: u64) -> String {
    match worst {
        Some(note) if !note.detail.is_empty() => note.detail.clone(),
        Some(note) => format!("A check found {}.", note.finding),
        None if value <= MIDDLING => "One sound text in sixteen is marked down here, for a review to find.".to_owned(),
        None if value < BEST => "Nothing in it is against the rubric, but it could say more.".to_owned(),
        None => "Nothing in it is against the rubric.".to_owned(),
    }
}

/// The same for the same text in every run.
fn seed(turns: &[Turn], criterion: Criterion) -> u64 {
    let mut hasher = DefaultHasher::new();
    criterion.hash(&mut hasher);
    for turn in turns {
        turn.content.hash(&mut hasher);
    }
    hasher.finish()
}

/// The first words of a turn that hold some letters.
fn start_of(text: &str) -> String {
    let mut letters = 0;
    let is_enough = |(at, letter): &(usize, char)| {
        letters += usize::from(letter.is_alphanumeric());
        letters >= QUOTE && letter.is_whitespace() || *at >= LONGEST_QUOTE
    };
    let end = text.char_indices().find(is_enough).map_or(text.len(), |(at, _)| at);
    text[..end].to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::domain::conversation::{Role, Subject};
    use crate::quality::judge::{Asked, Marks, Rubric, question, read};

    fn judged(turns: &[Turn]) -> Marks {
        let subject = Subject { persona: "Nurse".into(), ..Subject::default() };
        let asked = Asked::about(&subject);
        let answer = answer(&question(&Rubric::default(), &asked, turns).text);
        read(&answer, turns).unwrap_or_else(|error| panic!("{error}: {answer}"))
    }

    fn talk(seed: u64) -> Vec<Turn> {
        let said = super::super::tests::good_turns(seed);
        said.into_iter().map(|(role, content)| Turn { role: role.parse().unwrap(), content }).collect()
    }

    #[test]
    fn sound_texts_get_good_marks_and_broken_ones_low_ones_at_the_broken_turn() {
        let mut middling = 0;
        for seed in 0..100 {
            let turns = talk(seed);
            let marks = judged(&turns);
            assert_eq!(marks, judged(&turns), "the same text gets the same marks");
            let values = [marks.overall.value, marks.relevance.value, marks.accuracy.value];
            assert!(values.iter().all(|value| (5..=9).contains(value)), "{values:?}");
            middling += usize::from(values.contains(&5));
            for mark in [&marks.overall, &marks.relevance, &marks.accuracy] {
                let is_praise = mark.reason == "Nothing in it is against the rubric.";
                assert_eq!(is_praise, mark.value == 9, "the reason fits the mark: {mark:?}");
            }
            let mut broken = turns;
            broken[3].content = "As an AI language model, I cannot give financial advice.".into();
            let marks = judged(&broken);
            assert!(marks.overall.value <= 3 && marks.accuracy.value <= 3, "{marks:?}");
            assert_eq!(marks.overall.turn, 4, "{marks:?}");
        }
        assert!((1..=20).contains(&middling), "{middling} of 100");
    }

    #[test]
    fn a_conversation_of_any_kind_gets_marks_that_count() {
        let turn = |content: &str| Turn { role: Role::Assistant, content: content.into() };
        for turns in [
            vec![turn("Yes.")],
            vec![turn("ä".repeat(500).as_str()), turn("请先还利率最高的那张信用卡")],
            vec![turn("…"); 4],
        ] {
            judged(&turns);
        }
    }
}
