//! Card, account and social security numbers, by form and check digits.

use std::ops::Range;

use crate::quality::personal::number::{Number, says_near};

/// How far behind a card's number its date stands, in bytes.
const NEAR: usize = 30;

/// An IBAN with a valid check number (ISO 13616) at a word that begins with two capitals.
pub(in crate::quality) fn iban(text: &[u8], start: usize) -> Option<Range<usize>> {
    let head = text.get(start..start + 4)?;
    if !(head[..2].iter().all(u8::is_ascii_uppercase) && head[2..].iter().all(u8::is_ascii_digit)) {
        return None;
    }
    let (mut letters, mut at) = (Vec::with_capacity(34), start);
    let mut found = None;
    while let Some(byte) = text.get(at) {
        match byte {
            b' ' | b'-' if text.get(at + 1).is_some_and(|next| next.is_ascii_digit() || next.is_ascii_uppercase()) => {}
            byte if byte.is_ascii_digit() || byte.is_ascii_uppercase() => letters.push(*byte),
            _ => break,
        }
        at += 1;
        let ends = text.get(at).is_none_or(|next| !next.is_ascii_alphanumeric());
        if ends && (15..=34).contains(&letters.len()) && is_valid_iban(&letters) {
            found = Some(start..at);
        }
        if letters.len() >= 34 {
            break;
        }
    }
    found
}

fn is_valid_iban(letters: &[u8]) -> bool {
    let value = |byte: u8| if byte.is_ascii_digit() { u32::from(byte - b'0') } else { u32::from(byte - b'A') + 10 };
    let rest = letters[4..].iter().chain(&letters[..4]).fold(0, |rest, byte| {
        let value = value(*byte);
        (rest * if value > 9 { 100 } else { 10 } + value) % 97
    });
    rest == 1
}

/// 13 to 19 digits in a row or grouped as on a card, with a valid check digit (Luhn, ISO/IEC 7812-1). Beside "expires" or
/// "security code" four groups of four are a card, whatever the digit: models invent it.
pub(super) fn is_card(number: &Number, text: &[u8]) -> bool {
    let shape = match number.groups() {
        [13..=19] => true,
        [4, 4, 4, 4] | [4, 4, 4, 4, 3] | [4, 6, 5] => number.separated_by(b' ') || number.separated_by(b'-'),
        _ => false,
    };
    // Personal cards begin with 3 to 6, so four years in a row are no card.
    let behind = &text[number.range.end..text.len().min(number.range.end + NEAR)];
    let expires = || number.groups() == [4, 4, 4, 4] && says_near(behind, "card ends");
    shape && matches!(text[number.range.start], b'3'..=b'6') && (luhn(&text[number.range.clone()]) || expires())
}

fn luhn(text: &[u8]) -> bool {
    let digits = text.iter().rev().filter(|byte| byte.is_ascii_digit()).map(|byte| u32::from(byte - b'0'));
    let sum: u32 = digits
        .enumerate()
        .map(|(at, digit)| match at % 2 {
            0 => digit,
            _ if digit > 4 => digit * 2 - 9,
            _ => digit * 2,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// 8 to 17 digits in a row, with "account" or "routing" near before them.
pub(super) fn is_account(number: &Number, before: &[u8]) -> bool {
    matches!(number.groups(), [8..=17]) && says_near(before, "account")
}

/// `123-45-6789` (the form the US Social Security Administration prints), or in a row behind its name.
pub(super) fn is_social_security(number: &Number, before: &[u8]) -> bool {
    let named = || says_near(before, "social security");
    number.groups() == [3, 2, 4] && (number.separated_by(b'-') || named()) || number.groups() == [9] && named()
}
