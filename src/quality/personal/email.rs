//! E-mail addresses.

use std::ops::Range;

use crate::quality::personal::words::table;

/// The e-mail address around the `@` at `at`.
pub(in crate::quality) fn email(text: &[u8], at: usize) -> Option<Range<usize>> {
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

/// Domains kept for examples.
fn is_example(domain: &[u8]) -> bool {
    let name = String::from_utf8_lossy(domain).to_lowercase();
    let kept = table("examples");
    kept.iter().any(|kept| name == *kept || name.ends_with(&format!(".{kept}")))
}

/// Addresses of an office, not of a person.
fn is_office(local: &[u8]) -> bool {
    table("offices").iter().any(|office| local.eq_ignore_ascii_case(office.as_bytes()))
}
