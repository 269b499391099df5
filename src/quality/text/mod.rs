//! The turns prepared for the checks, once for all of them: words in lower case with their places, sentences, quotations
//! and code.

mod contractions;
mod ids;
mod marks;
mod tokens;

use std::ops::Range;

use crate::domain::conversation::{Role, Turn};

pub(crate) use ids::{IdMap, IdSet, distinct, run_id};
pub(crate) use tokens::word_id;

/// One word. A contraction gives several at the same place: "can't" is "can" and "not".
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// Where it begins in the turn, in bytes.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// Equal for equal words in lower case.
    pub id: u64,
    /// The number of its sentence in the turn.
    pub sentence: u32,
    /// Whether it begins a sentence.
    pub first: bool,
    /// Whether a sign stands between it and the next word, or it is the last.
    pub sign_follows: bool,
    /// Whether a whole quotation holds it.
    pub quoted: bool,
    /// Whether it is a number, with a digit at its start.
    pub number: bool,
}

/// A turn with its words.
#[derive(Debug)]
pub(crate) struct TurnText<'a> {
    pub role: Role,
    pub content: &'a str,
    pub words: Vec<Word>,
    /// Quotations that have an end, in bytes.
    pub quotes: Vec<Range<usize>>,
    /// Code between backticks, in bytes.
    pub code: Vec<Range<usize>>,
}

impl TurnText<'_> {
    /// The part of the turn that a word stands for.
    pub(crate) fn shown(&self, word: &Word) -> &str {
        &self.content[word.start as usize..word.end as usize]
    }

    /// The bytes of a run of words.
    pub(crate) fn span(&self, words: Range<usize>) -> Range<usize> {
        match (self.words.get(words.start), self.words.get(words.end.saturating_sub(1))) {
            (Some(first), Some(last)) if words.start < words.end => first.start as usize..last.end as usize,
            _ => 0..0,
        }
    }

    /// The words of each sentence.
    pub(crate) fn sentences(&self) -> impl Iterator<Item = &[Word]> {
        self.words.chunk_by(|left, right| left.sentence == right.sentence)
    }

    pub(crate) fn is_quoted(&self, at: usize) -> bool {
        within(&self.quotes, at)
    }

    pub(crate) fn is_code(&self, at: usize) -> bool {
        within(&self.code, at)
    }
}

/// Whether one of the ranges, which stand in order, holds the place.
fn within(ranges: &[Range<usize>], at: usize) -> bool {
    let next = ranges.partition_point(|range| range.end <= at);
    ranges.get(next).is_some_and(|range| range.contains(&at))
}

/// A conversation prepared for the checks.
#[derive(Debug)]
pub(crate) struct Text<'a> {
    pub turns: Vec<TurnText<'a>>,
}

impl<'a> Text<'a> {
    pub(crate) fn new(turns: &'a [Turn]) -> Text<'a> {
        Text { turns: turns.iter().map(|turn| prepare(turn.role, &turn.content)).collect() }
    }
}

/// One text prepared alone: a prompt, a title.
pub(crate) fn prepare(role: Role, content: &str) -> TurnText<'_> {
    let quotes = marks::quotations(content);
    let code = marks::code(content);
    let mut words = tokens::words(content);
    if !quotes.is_empty() {
        words.iter_mut().for_each(|word| word.quoted = within(&quotes, word.start as usize));
    }
    TurnText { role, content, words, quotes, code }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let turn = prepare(Role::User, text);
        turn.words.iter().map(|word| format!("{}{}", turn.shown(word), word.sentence)).collect()
    }

    fn same(left: &str, right: &str) {
        let ids = |text| prepare(Role::User, text).words.iter().map(|word| word.id).collect::<Vec<_>>();
        assert_eq!(ids(left), ids(right), "{left} / {right}");
    }

    #[test]
    fn words_are_equal_whatever_their_case_apostrophes_and_contractions() {
        same("I can’t, I WON'T.", "i can not i will not");
        same("I'm sure they've said you'd", "i am sure they have said you would");
        same("cannot", "can not");
    }

    #[test]
    fn sentences_end_at_full_stops_and_numbers_keep_theirs() {
        assert_eq!(
            shown("Hi there. It is $1,100.50 now! Ok"),
            ["Hi0", "there0", "It1", "is1", "1,100.501", "now1", "Ok2"]
        );
        assert_eq!(shown("日本語 ok"), ["日0", "本0", "語0", "ok0"]);
    }

    #[test]
    fn a_whole_quotation_is_marked_and_an_open_one_is_not() {
        let quoted = |text: &str| prepare(Role::User, text).words.iter().map(|word| word.quoted).collect::<Vec<_>>();
        assert_eq!(quoted("he said \"no way\" twice"), [false, false, true, true, false]);
        assert_eq!(quoted("he „sagt“ «non» “oui”"), [false, true, true, true]);
        assert_eq!(quoted("a 5\" pipe"), [false, false, false]);
        assert_eq!(
            quoted("\"All of it.\""),
            [false, false, false],
            "the whole turn in quotation marks is no quotation"
        );
    }
}
