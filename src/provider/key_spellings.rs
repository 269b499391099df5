//! Finds an API key in a text, however the text spells it: escaped for JSON, a URL or HTML, in base64, in hexadecimal.

use std::ops::Range;

use aho_corasick::AhoCorasick;

use crate::domain::invisible::is_invisible;

/// Keys that people set where a server wants none, beside everything under [`SHORTEST`] characters.
const DUMMIES: &[&str] = &[
    "anything",
    "changeme",
    "dummy-key",
    "lm-studio",
    "lmstudio",
    "no-key-required",
    "not-needed",
    "not-required",
    "not_needed",
    "notneeded",
    "placeholder",
    "sk-dummy",
    "sk-no-key-required",
    "test-key",
    "token-abc123",
];

/// A shorter key guards nothing, and is found inside ordinary words.
const SHORTEST: usize = 8;

/// Whether a key guards nothing: "none", "ollama", "lm-studio".
pub(crate) fn is_dummy(key: &str) -> bool {
    key.len() < SHORTEST || DUMMIES.contains(&key.to_lowercase().as_str())
}

/// One text to search for.
struct Spelling {
    bytes: Vec<u8>,
    /// Whether upper and lower case differ, as in base64; a match then includes the whole base64 word.
    is_base64: bool,
}

/// Everything one key may look like before it is escaped.
fn spellings(key: &str) -> Vec<Spelling> {
    let hex = key.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
    let mut all: Vec<Spelling> =
        [key.as_bytes().to_vec(), hex.into_bytes()].map(|bytes| Spelling { bytes, is_base64: false }).into();
    // What stands before the key ("user:") shifts its bits by 0, 1 or 2 bytes.
    for shift in 0..3 {
        let core = base64_core(key.as_bytes(), shift);
        let for_urls: Vec<u8> = core.iter().map(|byte| url_safe(*byte)).collect();
        if for_urls != core {
            all.push(Spelling { bytes: for_urls, is_base64: true });
        }
        all.push(Spelling { bytes: core, is_base64: true });
    }
    all
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn url_safe(byte: u8) -> u8 {
    match byte {
        b'+' => b'-',
        b'/' => b'_',
        other => other,
    }
}

/// The base64 letters that depend on the key alone, `shift` bytes after the start of what is encoded.
fn base64_core(key: &[u8], shift: usize) -> Vec<u8> {
    let bytes: Vec<u8> = std::iter::repeat_n(0, shift).chain(key.iter().copied()).collect();
    let bit = |at: usize| usize::from(bytes[at / 8] >> (7 - at % 8) & 1);
    let letters = (shift * 8).div_ceil(6)..bytes.len() * 8 / 6;
    letters.map(|letter| ALPHABET[(0..6).fold(0, |sum, at| sum * 2 + bit(letter * 6 + at))]).collect()
}

/// So many letters of a spelling, without an escape among them, make a place worth a closer look. The shortest key has
/// more.
const LOOKED_AT: usize = 4;

/// Everything to search for, prepared once for all texts.
pub(super) struct Spellings {
    all: Vec<Spelling>,
    /// Finds the first letters of each spelling, in any case; a pattern's number is its spelling's.
    beginnings: Option<AhoCorasick>,
    /// Whether a spelling begins with this letter, in any case.
    begins: [bool; 256],
}

impl Spellings {
    /// Dummy keys are not searched for.
    pub(super) fn of<'a>(keys: impl Iterator<Item = &'a str>) -> Spellings {
        let all: Vec<Spelling> = keys.filter(|key| !is_dummy(key)).flat_map(spellings).collect();
        let first = all.iter().map(|spelling| &spelling.bytes[..LOOKED_AT.min(spelling.bytes.len())]);
        // Fails only above gigabytes of keys; every place is looked at then.
        let beginnings = AhoCorasick::builder().ascii_case_insensitive(true).build(first).ok();
        let mut begins = [false; 256];
        for letter in all.iter().filter_map(|spelling| spelling.bytes.first()) {
            begins[usize::from(letter.to_ascii_lowercase())] = true;
            begins[usize::from(letter.to_ascii_uppercase())] = true;
        }
        Spellings { all, beginnings, begins }
    }

    /// Where a text holds one of the keys; in order, without overlaps.
    pub(super) fn find(&self, text: &str) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        if self.all.is_empty() {
            return found;
        }
        // A base64 word is found once, however often it holds the key.
        let mut word = 0..0;
        let mut look = |at: usize, spelling: &Spelling| {
            let is_new = text.is_char_boundary(at) && !(spelling.is_base64 && word.contains(&at));
            if let Some(end) = is_new.then(|| matched(text, at, spelling, 0)).flatten() {
                if spelling.is_base64 {
                    word = whole_base64_word(text.as_bytes(), at..end);
                    found.push(word.clone());
                } else {
                    found.push(at..end);
                }
            }
        };
        for beginning in self.beginnings.iter().flat_map(|search| search.find_overlapping_iter(text)) {
            look(beginning.start(), &self.all[beginning.pattern().as_usize()]);
        }
        // An escape, or a letter that nobody sees, may stand before the end of the first letters.
        for special in specials(text) {
            for at in special.saturating_sub(LOOKED_AT - 1)..=special {
                let first = text.as_bytes()[at];
                let escaped = (at == special).then(|| escaped_letter(&text.as_bytes()[at..])).flatten();
                if self.begins[usize::from(first)]
                    || escaped.is_some_and(|(letter, _)| self.begins[usize::from(letter)])
                {
                    self.all.iter().for_each(|spelling| look(at, spelling));
                }
            }
        }
        merged(found)
    }
}

/// The text with `[key]` in place of these ranges, which are in order and apart.
pub(super) fn without(text: String, keys: &[Range<usize>]) -> String {
    if keys.is_empty() {
        return text;
    }
    let mut left = String::with_capacity(text.len());
    let mut at = 0;
    for range in keys {
        left.push_str(&text[at..range.start]);
        left.push_str("[key]");
        at = range.end;
    }
    left.push_str(&text[at..]);
    left
}

/// Where escapes begin, and letters stand that nobody sees.
fn specials(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let first = |at: usize| text.get(at..).and_then(|rest| rest.chars().next());
    (0..bytes.len()).filter(move |at| match bytes[*at] {
        b'\\' | b'%' | b'&' => true,
        byte => (byte >= 0xc0 || byte.is_ascii_control()) && first(*at).is_some_and(is_hidden),
    })
}

/// Whether a later step may strip this letter, so that the letters around it would join to a key.
fn is_hidden(letter: char) -> bool {
    is_invisible(letter) || letter.is_control() && !letter.is_whitespace()
}

fn merged(mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    found.sort_by_key(|range| range.start);
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in found {
        match apart.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}

fn whole_base64_word(bytes: &[u8], core: Range<usize>) -> Range<usize> {
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/-_=".contains(byte);
    let before = bytes[..core.start].iter().rev().take_while(|byte| is_letter(byte) && **byte != b'=').count();
    let after = bytes[core.end..].iter().take_while(|byte| is_letter(byte)).count();
    core.start - before..core.end + after
}

/// The end of the spelling from its letter `from` on, where the text has it at `at`.
fn matched(text: &str, mut at: usize, spelling: &Spelling, from: usize) -> Option<usize> {
    for (index, wanted) in spelling.bytes.iter().enumerate().skip(from) {
        if index > 0 {
            while let Some(length) = hidden(text.get(at..)?) {
                at += length;
            }
        }
        let rest = &text.as_bytes()[at..];
        let is_same = |given: u8| given == *wanted || (!spelling.is_base64 && given.eq_ignore_ascii_case(wanted));
        let escaped = escaped_letter(rest).filter(|(letter, _)| is_same(*letter)).map(|(_, length)| length);
        let plain = rest.first().filter(|letter| is_same(**letter)).map(|_| 1);
        match (escaped, plain) {
            // A key with a backslash or percent sign of its own: either reading may be the one.
            (Some(length), Some(_)) => {
                let rest = matched(text, at + length, spelling, index + 1);
                return rest.or_else(|| matched(text, at + 1, spelling, index + 1));
            }
            (Some(length), None) | (None, Some(length)) => at += length,
            (None, None) => return None,
        }
    }
    Some(at)
}

/// The length of an invisible letter or a control at the start of the text, written out or escaped for JSON.
fn hidden(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if first != '\\' {
        return is_hidden(first).then(|| first.len_utf8());
    }
    let (unit, length) = utf16_unit(text.as_bytes())?;
    let (units, length) = match utf16_unit(&text.as_bytes()[length..]) {
        Some((low, more)) if (0xd800..0xdc00).contains(&unit) => (vec![unit, low], length + more),
        _ => (vec![unit], length),
    };
    let letter = char::decode_utf16(units).next()?.ok()?;
    is_hidden(letter).then_some(length)
}

/// `\u200b`, with any number of backslashes, and its length.
fn utf16_unit(rest: &[u8]) -> Option<(u16, usize)> {
    let run = rest.iter().take(LONGEST_ESCAPE).take_while(|byte| **byte == b'\\').count();
    let digits = rest.get(run + 1..run + 5).filter(|_| run > 0 && rest.get(run) == Some(&b'u'))?;
    let unit = u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    Some((unit, run + 5))
}

/// The letter that an escape at the start of the text stands for, and the length of the escape.
fn escaped_letter(rest: &[u8]) -> Option<(u8, usize)> {
    match rest.first()? {
        b'\\' => after_backslashes(rest),
        b'%' => after_percent(rest),
        b'&' => html_entity(rest),
        _ => None,
    }
}

fn hex(digits: &[u8]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// The longest escape before its letter, in bytes: JSON in JSON doubles the backslashes each time, six times at most.
const LONGEST_ESCAPE: usize = 64;

/// `\u0041`, `\"`, `\/`, `\\`, with any number of backslashes: JSON in JSON escapes them again.
fn after_backslashes(rest: &[u8]) -> Option<(u8, usize)> {
    let run = rest.iter().take(LONGEST_ESCAPE).take_while(|byte| **byte == b'\\').count();
    if rest.get(run) == Some(&b'u')
        && let Some(digits) = rest.get(run + 1..run + 5)
        && digits.starts_with(b"00")
        && let Some(letter) = hex(&digits[2..])
    {
        return Some((letter, run + 5));
    }
    match rest.get(run) {
        Some(letter @ (b'"' | b'/' | b'\'')) => Some((*letter, run + 1)),
        _ => (run > 1).then_some((b'\\', run)),
    }
}

/// `%2F`, and `%252F`, which is escaped twice.
fn after_percent(rest: &[u8]) -> Option<(u8, usize)> {
    let mut at = 1;
    while at < LONGEST_ESCAPE
        && rest.get(at..at + 4).is_some_and(|next| next.starts_with(b"25") && next.iter().all(u8::is_ascii_hexdigit))
    {
        at += 2;
    }
    Some((hex(rest.get(at..at + 2)?)?, at + 2))
}

/// `&#47;`, `&#x2F;`, `&quot;`.
fn html_entity(rest: &[u8]) -> Option<(u8, usize)> {
    let end = rest.iter().take(12).position(|byte| *byte == b';')?;
    let name = std::str::from_utf8(&rest[1..end]).ok()?;
    let letter = match name {
        "amp" => b'&',
        "lt" => b'<',
        "gt" => b'>',
        "quot" => b'"',
        "apos" => b'\'',
        _ => match name.strip_prefix("#x").or_else(|| name.strip_prefix("#X")) {
            Some(digits) => u8::from_str_radix(digits, 16).ok()?,
            None => name.strip_prefix('#')?.parse().ok()?,
        },
    };
    Some((letter, end + 1))
}

#[cfg(test)]
mod tests;
