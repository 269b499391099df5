//! Numbers as people write them, and what stands before them.

use std::ops::Range;

use crate::quality::personal::words::table;

/// The most groups of digits read as one number. The longest known form, a card, has five.
const MAX_GROUPS: usize = 6;

/// A number as written: its groups of digits and the separators between them.
pub(super) struct Number {
    groups: [usize; MAX_GROUPS],
    pub(super) count: usize,
    separators: [u8; MAX_GROUPS],
    pub(super) range: Range<usize>,
}

impl Number {
    /// Reads the number whose first digit is at `start`.
    pub(super) fn read(text: &[u8], start: usize) -> Number {
        let mut number = Number { groups: [0; MAX_GROUPS], count: 0, separators: [0; MAX_GROUPS], range: start..start };
        let mut at = start;
        loop {
            let digits = text[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            number.groups[number.count] = digits;
            number.count += 1;
            at += digits;
            number.range.end = at;
            if number.count == MAX_GROUPS {
                return number;
            }
            let digit_at = |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
            let (separator, width) = match text.get(at..) {
                Some([b')', b' ', ..]) if digit_at(at + 2) => (b')', 2),
                Some([b @ (b')' | b'-' | b'.' | b' '), ..]) if digit_at(at + 1) => (*b, 1),
                _ => return number,
            };
            // "555-123-4567 24 hours a day": after a dash, a space ends the number.
            if separator == b' ' && number.separators().iter().any(|before| matches!(before, b'-' | b'.')) {
                return number;
            }
            number.separators[number.count - 1] = separator;
            at += width;
        }
    }

    pub(super) fn groups(&self) -> &[usize] {
        &self.groups[..self.count]
    }

    pub(super) fn separators(&self) -> &[u8] {
        &self.separators[..self.count - 1]
    }

    pub(super) fn separated_by(&self, separator: u8) -> bool {
        self.separators().iter().all(|found| *found == separator)
    }
}

/// Whether the last bytes of a text have a word of a table, in any case.
pub(super) fn says_near(before: &[u8], name: &str) -> bool {
    let near = &before[before.len().saturating_sub(32)..];
    table(name).iter().any(|word| near.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes())))
}
