//! Telephone numbers of several countries, and hotlines, which are nobody's.

use crate::quality::personal::number::{Number, says_near};

/// Numbers that everybody may call: `1-800-772-1213`, `0800 …`, `116 117`.
pub(super) fn is_hotline(number: &Number, text: &[u8]) -> bool {
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
    free && marked || european || is_public_abroad(&digits, number.groups())
}

/// Service numbers of Spain and Italy, France, and Britain: their form tells them from subscribers' numbers.
fn is_public_abroad(digits: &[u8], groups: &[usize]) -> bool {
    let begins = |heads: &[&[u8]]| heads.iter().any(|head| digits.starts_with(head));
    match digits.len() {
        9 => groups.len() > 1 && begins(&[b"800", b"803", b"900", b"901", b"902"]),
        10 => {
            matches!(groups, [2, 2, 2, 2, 2] | [4, 2, 2, 2] | [1, 3, 3, 3]) && begins(&[b"080", b"081", b"082", b"089"])
        }
        11 => matches!(groups, [4, 3, 4]) && begins(&[b"03", b"084", b"087"]),
        _ => false,
    }
}

/// North American numbers as people write them, and any with a leading `+`.
pub(super) fn is_phone(number: &Number, before: &[u8]) -> bool {
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

/// Numbers that begin with a zero, as in most of Europe, in groups or behind a word: `030 1234567`, `06 12 34 56 78`.
pub(super) fn is_phone_abroad(number: &Number, text: &[u8]) -> bool {
    let before = &text[..number.range.start];
    let digits: usize = number.groups().iter().sum();
    let zero = text[number.range.start] == b'0' && !text[number.range.start..].starts_with(b"00");
    let slash = number.count == 1
        && zero
        && text.get(number.range.end) == Some(&b'/')
        && number.groups()[0] >= 3
        && text[number.range.end + 1..].iter().take(12).filter(|byte| byte.is_ascii_digit()).count() >= 5;
    let called = || says_near(before, "called");
    let grouped =
        number.count >= 2 && (number.count >= 4 || number.groups()[1..].iter().any(|group| *group >= 4) || called());
    zero && (9..=12).contains(&digits) && (grouped || called())
        || slash
        || called()
            && (number.count >= 2 && (9..=11).contains(&digits) && number.groups().iter().all(|group| *group >= 2)
                || number.groups() == [3, 4] && number.separated_by(b'-'))
}
