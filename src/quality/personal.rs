//! Personal data in running text: e-mail addresses, telephone, social security, card and account numbers.
//!
//! Amounts, years, percentages and account kinds ("401(k)", "529") are ordinary here and no personal data.

use std::ops::Range;

/// The most groups of digits read as one number. The longest known form, a card, has five.
const MAX_GROUPS: usize = 6;

/// The e-mail address around the `@` at `at`.
pub(super) fn email(text: &[u8], at: usize) -> Option<Range<usize>> {
    let is_local = |byte: &u8| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte);
    // An address has at most 64 characters before its `@`. The bound also keeps a row of `@` linear.
    let start = at - text[..at].iter().rev().take(64).take_while(|byte| is_local(byte)).count();
    let domain = &text[at + 1..];
    let length =
        domain.iter().take(255).take_while(|b| b.is_ascii_alphanumeric() || **b == b'.' || **b == b'-').count();
    let domain = &domain[..length];
    let end = domain.iter().rposition(u8::is_ascii_alphanumeric)? + 1;
    let dot = domain[..end].iter().rposition(|byte| *byte == b'.')?;
    let top = &domain[dot + 1..end];
    let valid = start < at && dot > 0 && top.len() >= 2 && top.iter().all(u8::is_ascii_alphabetic);
    let is_public = is_example(&domain[..end]) || is_office(&text[start..at]);
    (valid && !is_public).then_some(start..at + 1 + end)
}

/// The domains that RFC 2606 keeps for examples.
fn is_example(domain: &[u8]) -> bool {
    let name = String::from_utf8_lossy(domain).to_lowercase();
    let kept = ["example.com", "example.org", "example.net", "example", "test", "invalid"];
    kept.iter().any(|kept| name == *kept || name.ends_with(&format!(".{kept}")))
}

/// Addresses of an office, not of a person.
fn is_office(local: &[u8]) -> bool {
    const OFFICES: &[&str] = &[
        "info",
        "support",
        "help",
        "contact",
        "office",
        "service",
        "sales",
        "admin",
        "noreply",
        "no-reply",
        "press",
        "billing",
        "hello",
        "team",
        "kontakt",
        "contacto",
        "customerservice",
        "feedback",
    ];
    OFFICES.iter().any(|office| local.eq_ignore_ascii_case(office.as_bytes()))
}

/// A number as written: its groups of digits and the separators between them.
struct Number {
    groups: [usize; MAX_GROUPS],
    count: usize,
    separators: [u8; MAX_GROUPS],
    range: Range<usize>,
}

impl Number {
    /// Reads the number whose first digit is at `start`.
    fn read(text: &[u8], start: usize) -> Number {
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

    fn groups(&self) -> &[usize] {
        &self.groups[..self.count]
    }

    fn separators(&self) -> &[u8] {
        &self.separators[..self.count - 1]
    }

    fn separated_by(&self, separator: u8) -> bool {
        self.separators().iter().all(|found| *found == separator)
    }
}

/// Reads the number whose first digit is at `start`: its range, and whether it is personal data.
pub(super) fn number(text: &[u8], start: usize) -> (Range<usize>, bool) {
    let number = Number::read(text, start);
    let before = &text[..start];
    // Neither an amount ("$415") nor the tail of a grouped number ("1,000") is personal.
    let money = before.ends_with(b"$")
        || before.ends_with("€".as_bytes())
        || before.ends_with("£".as_bytes())
        || matches!(before, [.., b'0'..=b'9', b',' | b'.']);
    let amount_follows = matches!(text.get(number.range.end..), Some([b',', b'0'..=b'9', ..] | [b'%', ..]));
    if money || amount_follows {
        return (number.range, false);
    }
    let found = !is_hotline(&number, text)
        && (is_social_security(&number, before)
            || is_card(&number, text)
            || is_phone(&number, before)
            || is_phone_abroad(&number, text)
            || is_account(&number, before));
    (number.range, found)
}

/// `123-45-6789` (the form the US Social Security Administration prints), or in a row behind its name.
fn is_social_security(number: &Number, before: &[u8]) -> bool {
    let named = || says_near(before, &[b"ssn", b"social security n", b"social security is", b"social is"]);
    number.groups() == [3, 2, 4] && (number.separated_by(b'-') || named()) || number.groups() == [9] && named()
}

/// Whether the last bytes of a text have one of these words, in any case.
fn says_near(before: &[u8], words: &[&[u8]]) -> bool {
    let near = &before[before.len().saturating_sub(32)..];
    words.iter().any(|word| near.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word)))
}

/// Numbers that everybody may call: `1-800-772-1213`, `0800 …`, `116 117`.
fn is_hotline(number: &Number, text: &[u8]) -> bool {
    const FREE: &[&[u8]] = &[b"800", b"888", b"877", b"866", b"855", b"844", b"833", b"900"];
    let digits: Vec<u8> = text[number.range.clone()].iter().copied().filter(u8::is_ascii_digit).collect();
    let north_american = digits.strip_prefix(b"1").filter(|rest| rest.len() == 10).unwrap_or(&digits);
    // 555-0100 to 555-0199 are kept for fiction.
    if matches!(north_american.len(), 7 | 10) && north_american[north_american.len() - 7..].starts_with(b"55501") {
        return true;
    }
    let free = north_american.len() == 10 && FREE.iter().any(|free| north_american.starts_with(free));
    let marked = number.groups().len() > 1 || text[..number.range.start].ends_with(b"+");
    let european = digits.starts_with(b"0800")
        || digits.starts_with(b"0808")
        || digits.starts_with(b"0300")
        || digits.starts_with(b"0180");
    free && marked || european
}

/// Numbers that begin with a zero, as in most of Europe, in groups or behind a word: `030 1234567`, `06 12 34 56 78`.
fn is_phone_abroad(number: &Number, text: &[u8]) -> bool {
    let before = &text[..number.range.start];
    let digits: usize = number.groups().iter().sum();
    let zero = text[number.range.start] == b'0' && !text[number.range.start..].starts_with(b"00");
    let slash = number.count == 1
        && zero
        && text.get(number.range.end) == Some(&b'/')
        && number.groups[0] >= 3
        && text[number.range.end + 1..].iter().take(12).filter(|byte| byte.is_ascii_digit()).count() >= 5;
    let called = || {
        says_near(
            before,
            &[
                b"call",
                b"phone",
                b"mobile",
                b"cell",
                b"tel",
                b"number is",
                b"reach me",
                b"text me",
                b"whatsapp",
                b"handy",
                b"nummer",
                b"ruf",
                "m\u{f3}vil".as_bytes(),
                b"llame",
                b"llama",
                b"appel",
                b"portable",
            ],
        )
    };
    let grouped =
        number.count >= 2 && (number.count >= 4 || number.groups()[1..].iter().any(|group| *group >= 4) || called());
    zero && (9..=12).contains(&digits) && (grouped || called())
        || slash
        || called()
            && (number.count >= 2 && (9..=11).contains(&digits) && number.groups().iter().all(|group| *group >= 2)
                || number.groups() == [3, 4] && number.separated_by(b'-'))
}

/// An IBAN with a valid check number (ISO 13616) at a word that begins with two capitals.
pub(super) fn iban(text: &[u8], start: usize) -> Option<Range<usize>> {
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

/// 13 to 19 digits in a row or grouped as on a card, with a valid check digit (Luhn, ISO/IEC 7812-1).
fn is_card(number: &Number, text: &[u8]) -> bool {
    let shape = match number.groups() {
        [13..=19] => true,
        [4, 4, 4, 4] | [4, 4, 4, 4, 3] | [4, 6, 5] => number.separated_by(b' ') || number.separated_by(b'-'),
        _ => false,
    };
    // Personal cards begin with 3 to 6, so four years in a row are no card.
    shape && matches!(text[number.range.start], b'3'..=b'6') && luhn(&text[number.range.clone()])
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

/// North American numbers as people write them, and any with a leading `+`.
fn is_phone(number: &Number, before: &[u8]) -> bool {
    let digits: usize = number.groups().iter().sum();
    if before.ends_with(b"+") && (8..=15).contains(&digits) {
        return true;
    }
    // Spaces alone are not enough: "401 403 4570" may be a list of accounts.
    let marked = number.separators().iter().any(|separator| *separator != b' ');
    match number.groups() {
        [3, 3, 4] | [1, 3, 3, 4] => marked,
        [10] => true,
        _ => false,
    }
}

/// 8 to 17 digits in a row, with "account" or "routing" in the 24 bytes before them.
fn is_account(number: &Number, before: &[u8]) -> bool {
    let near = &before[before.len().saturating_sub(24)..];
    let says = |word: &[u8]| near.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word));
    matches!(number.groups(), [8..=17]) && (says(b"account") || says(b"routing"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> bool {
        let text = text.as_bytes();
        let mut at = 0;
        while at < text.len() {
            match text[at] {
                b'@' if email(text, at).is_some() => return true,
                b'A'..=b'Z' if iban(text, at).is_some() => return true,
                b'0'..=b'9' => {
                    let (range, personal) = number(text, at);
                    if personal {
                        return true;
                    }
                    at = range.end;
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
        false
    }

    #[test]
    fn personal_data_is_found() {
        for text in [
            "write to jane.doe+tax@mail.postbox.org.",
            "call (555) 123-4567",
            "call (555)123-4567",
            "call 555-123-4567 24 hours a day",
            "555-123-4567",
            "1-555-123-4567",
            "555.123.4567",
            "+44 20 7946 0958",
            "5551234567",
            "SSN 078-05-1120",
            "card 4111 1111 1111 1111",
            "4111-1111-1111-1111",
            "378282246310005",
            "3782 822463 10005",
            "account number 12345678",
            "call me on 020 7946 0958",
            "Handy 0170 1234567",
            "030 12345678",
            "030/1234567",
            "06 12 34 56 78",
            "mi móvil es 612 345 678",
            "my social is 123 45 6789",
            "SSN: 123456789",
            "DE89 3704 0044 0532 0130 00",
            "GB29NWBK60161331926819",
            "FR14 2004 1010 0505 0001 3M02 606",
            "text me at 867-5309",
        ] {
            assert!(found(text), "{text}");
        }
    }

    #[test]
    fn amounts_years_and_account_kinds_pass() {
        for text in [
            "$1,250,000 by 2045",
            "$5551234567",
            "a 401(k), a 403(b) and a 529",
            "from 2024 to 2030, 7.25% a year",
            "2024 2025 2026 2027",
            "3-6 months, 50-30-20, 24/7",
            "age 59.5 and 72",
            "401 403 4570",
            "4111 1111 1111 1112",
            "due 2025-04-15 or 04-15-2025",
            "1,234,567,890 shares",
            "@ 5.5% and me@ or a@b",
            "12345678 grains of sand",
            "between $100-200 and $1,500.00",
            "1-800-772-1213",
            "(888) 555-1212",
            "0800 1110111",
            "call 116 117 or 911",
            "mail support@shop.com or jo@example.com",
            "DE00 3704 0044 0532 0130 00",
            "order 2024-0012, chapter 12 of 30",
            "born in 1967",
            "a 7-10 split and 90-120 days",
            "0.25 and 007",
        ] {
            assert!(!found(text), "{text}");
        }
    }
}
