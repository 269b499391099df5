//! Personal data in running text: e-mail addresses, telephone, social security, card and account numbers.
//!
//! Amounts, years, percentages and account kinds ("401(k)", "529") are ordinary here and no personal data.

mod account;
mod email;
mod national;
mod number;
mod phone;
mod words;

use std::ops::Range;

use account::{is_account, is_card, is_social_security};
use number::Number;
use phone::{is_hotline, is_phone, is_phone_abroad};

pub(super) use account::iban;
pub(super) use email::email;
pub(super) use national::{identity, national};
pub(super) use words::table;

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

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> bool {
        let text = text.as_bytes();
        let mut at = 0;
        while at < text.len() {
            match text[at] {
                b'@' if email(text, at).is_some() => return true,
                b'A'..=b'Z'
                    if iban(text, at).or_else(|| national(text, at)).or_else(|| identity(text, at)).is_some() =>
                {
                    return true;
                }
                b'0'..=b'9' => {
                    let (range, personal) = number(text, at);
                    if personal || national(text, at).or_else(|| identity(text, at)).is_some() {
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
            "mon numéro est le 2 79 03 69 381 042 08",
            "DNI 12345678Z, por favor",
            "NIE X1234567L",
            "NI number QQ 12 34 56 C is not, but AB 12 34 56 C is",
            "AHV 756.9217.0769.85",
            "meu CPF é 529.982.247-25",
            "codice fiscale RSSMRA85T10A562S",
            "Steuer-ID 86 095 742 719",
            "my passport is X4820193",
            "Medicare number 1EG4-TE5-MK73 is not, but my driver's license number is D1234-56789-01234",
            "my SIN is 046 454 286",
            "Sozialversicherungsnummer 65 170839 J 003",
            "mi pasaporte es AAB 123456",
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
            "order 12345678A and part X1234567A",
            "ISBN 978-3-16-148410-0",
            "call number AB 12",
            "2 79 03 69 381 042 62 parcels",
            "86 095 742 719 grains",
            "FL 12 34 56",
            "my passport runs out on 2027-05-11",
            "the passport costs $130000",
            "Medicare pays 80 percent, and the passport is from 2019",
        ] {
            assert!(!found(text), "{text}");
        }
    }
}
