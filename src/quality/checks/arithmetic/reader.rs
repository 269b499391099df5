//! The numbers of a turn with what stands between them.

use crate::quality::checks::arithmetic::words::{plain, table};
use crate::quality::figures::{Figure, boundary};
use crate::quality::text::{TurnText, Word};

/// A wrong equation: its first and last number.
pub(super) struct Wrong {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) expected: f64,
    pub(super) stated: f64,
}

pub(super) struct Reader<'a> {
    pub(super) turn: &'a TurnText<'a>,
    pub(super) figures: &'a [Figure],
}

/// How much text before or behind a number belongs to it, in bytes: whole turns would cost their square.
pub(super) const NEAR: usize = 300;

impl Reader<'_> {
    /// The words of a sentence.
    pub(super) fn sentence(&self, sentence: u32) -> &[Word] {
        let words = &self.turn.words;
        let from = words.partition_point(|word| word.sentence < sentence);
        let to = words.partition_point(|word| word.sentence <= sentence);
        &words[from..to]
    }

    /// What stands right behind a number, without currencies, in lower case.
    pub(super) fn behind(&self, figure: &Figure) -> String {
        let text = &self.turn.content[figure.at.end..];
        plain(&text[..boundary(text, NEAR)])
    }

    /// The sentence up to a number, or the end of a long one, without currencies, in lower case.
    pub(super) fn lead(&self, at: usize) -> String {
        let figure = &self.figures[at];
        let first = self.sentence(figure.sentence).first();
        let start = first.map_or(figure.at.start, |word| word.start as usize).min(figure.at.start);
        let near = boundary(self.turn.content, figure.at.start.saturating_sub(NEAR));
        plain(&self.turn.content[start.max(near)..figure.at.start]).trim_end().to_owned()
    }

    /// The text behind a number up to the next one of its sentence, without currency signs, in lower case.
    pub(super) fn gap(&self, at: usize) -> Option<String> {
        let (figure, next) = (self.figures.get(at)?, self.figures.get(at + 1)?);
        if next.sentence != figure.sentence || next.at.start < figure.at.end || next.at.start - figure.at.end > 60 {
            return None;
        }
        Some(plain(&self.turn.content[figure.at.end..next.at.start]))
    }

    pub(super) fn is_claim(&self, wrong: &Wrong) -> bool {
        let (first, sentence) = (self.figures[wrong.first].at.start, self.figures[wrong.last].sentence);
        // "Sadly not: nine litres in cups of …" says no to something else.
        let own = self.sentence(sentence);
        let start = own.first().map_or(first, |word| word.start as usize).min(first);
        let near = boundary(self.turn.content, first.saturating_sub(NEAR)).max(start);
        let clause = near + self.turn.content[near..first].rfind([':', ';']).unwrap_or_default();
        let end = self.figures[wrong.last].at.end + NEAR;
        let words = own.iter().filter(|word| (clause..end).contains(&(word.start as usize)));
        let mut shown = words.map(|word| self.turn.shown(word).to_lowercase());
        !shown.any(|word| table("no claim").contains(&word.as_str())) && !self.is_fraction(&self.figures[wrong.last])
    }

    /// "160 of 240 is two thirds".
    fn is_fraction(&self, figure: &Figure) -> bool {
        let behind = self.behind(figure);
        let next = behind.trim_start_matches([' ', '-']).split(|c: char| !c.is_alphabetic()).next();
        next.is_some_and(|word| table("fractions").contains(&word))
    }
}
