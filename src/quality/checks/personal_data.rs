//! A turn holds personal data: an e-mail address or a number.

use std::ops::Range;

use crate::domain::conversation::Turn;
use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Look};
use crate::quality::checks::words::word_starts;
use crate::quality::personal;

pub(super) const PERSONAL_DATA: Check = Check {
    finding: Finding::PersonalData,
    rule: "An address or number may belong to a person.",
    look: Look::Turn(personal_data),
};

/// The first e-mail address or personal number. The place of an address is its `@`.
fn personal_data(turn: &Turn) -> Option<Range<usize>> {
    let text = turn.content.as_bytes();
    let signs = text.iter().enumerate().filter(|(_, byte)| **byte == b'@');
    let address = signs.map(|(at, _)| at).find_map(|at| personal::email(text, at).map(|range| (at, range)));
    let number = number(text).map(|range| (range.start, range));
    address.into_iter().chain(number).min_by_key(|(at, _)| *at).map(|(_, range)| range)
}

fn number(text: &[u8]) -> Option<Range<usize>> {
    let mut read_to = 0;
    word_starts(text).filter(|at| text[*at].is_ascii_digit()).find_map(|at| {
        if at < read_to {
            return None;
        }
        let (range, is_personal) = personal::number(text, at);
        read_to = range.end;
        is_personal.then_some(range)
    })
}
