//! The numbers of a turn with what stands between them.

use crate::quality::checks::arithmetic::words::{plain, table};
use crate::quality::figures::Figure;
use crate::quality::text::TurnText;

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

impl Reader<'_> {
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
        let clause = self.turn.content[..first].rfind([':', ';']).unwrap_or_default();
        let words = self.turn.words.iter().filter(|word| word.sentence == sentence && word.start as usize >= clause);
        let mut shown = words.map(|word| self.turn.shown(word).to_lowercase());
        !shown.any(|word| table("no claim").contains(&word.as_str()))
    }
}
