//! Numbers that a state gives a person, by form and check digits.

use std::ops::Range;

use crate::quality::personal::number::says_near;

/// The longest one with its separators, in bytes.
const LONGEST: usize = 24;

/// The number of a person that begins at a word.
pub(in crate::quality) fn national(text: &[u8], start: usize) -> Option<Range<usize>> {
    let first = *text.get(start)?;
    let next = text.get(start + 1).copied().unwrap_or_default();
    let may_begin = first.is_ascii_digit()
        || matches!(first, b'X' | b'Y' | b'Z') && (next.is_ascii_digit() || next == b'-')
        || first.is_ascii_uppercase() && next.is_ascii_uppercase();
    if !may_begin {
        return None;
    }
    let (signs, ends) = compact(text, start);
    let before = &text[..start];
    FORMS.iter().find_map(|(length, is_one)| {
        let end = *ends.get(length - 1)?;
        let whole = text.get(end).is_none_or(|next| !next.is_ascii_alphanumeric());
        (whole && is_one(&signs[..*length], before)).then_some(start..end)
    })
}

/// Six digits and more behind "passport", "Medicare number": whatever its form. A date is none.
pub(in crate::quality) fn identity(text: &[u8], start: usize) -> Option<Range<usize>> {
    if !text[start..].iter().take(4).any(u8::is_ascii_digit) {
        return None;
    }
    let (signs, ends) = compact(text, start);
    let end = *ends.last()?;
    let digits = signs.iter().filter(|sign| sign.is_ascii_digit()).count();
    if !(6..=18).contains(&digits) || signs.len() > digits + 4 || !says_near(&text[..start], "identity") {
        return None;
    }
    let groups: Vec<usize> = text[start..end].split(|byte| !byte.is_ascii_alphanumeric()).map(<[u8]>::len).collect();
    let money = text[..start].ends_with(b"$") || text[..start].ends_with("€".as_bytes());
    // A date, and a telephone number of the office.
    let is_other = [&[4, 2, 2][..], &[2, 2, 4], &[1, 3, 3, 4], &[3, 3, 4]].contains(&groups.as_slice());
    (!money && !is_other).then_some(start..end)
}

/// The digits and capitals without single separators, and where each ends.
fn compact(text: &[u8], start: usize) -> (Vec<u8>, Vec<usize>) {
    let (mut signs, mut ends) = (Vec::with_capacity(16), Vec::with_capacity(16));
    let mut was_sign = true;
    for (at, byte) in text.iter().enumerate().skip(start).take(LONGEST) {
        match byte {
            byte if byte.is_ascii_digit() || byte.is_ascii_uppercase() => {
                signs.push(*byte);
                ends.push(at + 1);
                was_sign = true;
            }
            b' ' | b'.' | b'-' if was_sign => was_sign = false,
            _ => break,
        }
    }
    (signs, ends)
}

/// How many digits and letters a form has, and whether they are one. The text before may have to name it.
type Form = (usize, fn(&[u8], &[u8]) -> bool);

const FORMS: [Form; 8] = [
    (15, is_insee),
    (13, is_ahv),
    (11, is_cpf),
    (11, is_german_tax_number),
    (9, is_dni),
    (9, is_nie),
    (9, is_nino),
    (16, is_codice_fiscale),
];

/// France: 13 digits and 97 minus their rest by 97.
fn is_insee(signs: &[u8], _: &[u8]) -> bool {
    let Some(number) = value(&signs[..13]) else { return false };
    let month = value(&signs[3..5]).unwrap_or_default();
    matches!(signs[0], b'1' | b'2') && (1..=12).contains(&month) && value(&signs[13..]) == Some(97 - number % 97)
}

/// Switzerland: 756 and a check digit as of an EAN.
fn is_ahv(signs: &[u8], _: &[u8]) -> bool {
    let Some(digits) = digits(signs).filter(|_| signs.starts_with(b"756")) else { return false };
    let sum: u64 = digits.iter().enumerate().map(|(at, digit)| digit * if at % 2 == 0 { 1 } else { 3 }).sum();
    sum.is_multiple_of(10)
}

/// Brazil: nine digits and two check digits by 11, where the text names it.
fn is_cpf(signs: &[u8], before: &[u8]) -> bool {
    let Some(digits) = digits(signs).filter(|_| says_near(before, "cpf")) else { return false };
    let check = |count: usize| {
        let sum: u64 = (0..count).map(|at| digits[at] * (count + 1 - at) as u64).sum();
        sum * 10 % 11 % 10
    };
    check(9) == digits[9] && check(10) == digits[10]
}

/// Germany: eleven digits by ISO 7064 (11, 10), where the text names it.
fn is_german_tax_number(signs: &[u8], before: &[u8]) -> bool {
    let Some(digits) = digits(signs).filter(|_| says_near(before, "tax number")) else { return false };
    let rest = digits[..10].iter().fold(10, |product, digit| {
        let sum = (digit + product) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    (11 - rest) % 10 == digits[10]
}

/// Spain: eight digits and a letter by 23.
fn is_dni(signs: &[u8], _: &[u8]) -> bool {
    value(&signs[..8]).is_some_and(|number| signs[8] == spanish_letter(number))
}

/// Spain, for foreigners: X, Y or Z for the first digit.
fn is_nie(signs: &[u8], _: &[u8]) -> bool {
    let first = u64::from(signs[0].wrapping_sub(b'X'));
    let number = value(&signs[1..8]).filter(|_| first <= 2);
    number.is_some_and(|number| signs[8] == spanish_letter(first * 10_000_000 + number))
}

fn spanish_letter(number: u64) -> u8 {
    b"TRWAGMYFPDXBNJZSQVHLCKE"[(number % 23) as usize]
}

/// Britain: two letters, six digits and a letter from A to D.
fn is_nino(signs: &[u8], _: &[u8]) -> bool {
    let letters = signs[0].is_ascii_uppercase() && signs[1].is_ascii_uppercase();
    let kept = signs[..2].iter().any(|sign| b"DFIQUV".contains(sign)) || signs[1] == b'O';
    letters && !kept && value(&signs[2..8]).is_some() && matches!(signs[8], b'A'..=b'D')
}

/// Italy: letters of the name, year, month, day and place of birth.
fn is_codice_fiscale(signs: &[u8], _: &[u8]) -> bool {
    const FORM: &[u8] = b"AAAAAA00A00A000A";
    FORM.iter().zip(signs).all(|(form, sign)| form.is_ascii_digit() == sign.is_ascii_digit())
}

fn digits(signs: &[u8]) -> Option<Vec<u64>> {
    signs.iter().map(|sign| sign.is_ascii_digit().then(|| u64::from(sign - b'0'))).collect()
}

fn value(signs: &[u8]) -> Option<u64> {
    std::str::from_utf8(signs).ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()
}
