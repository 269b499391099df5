//! JSON text whose lines break nowhere inside, whatever the reader.

use std::io;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter};

use crate::domain::invisible::hides;
use crate::export::plain_text::{holds_byte, may_hide};

/// Appends a value as compact JSON. Escapes U+2028, U+2029 and U+0085: they are legal as they are, but some readers
/// end a line at them (Python's `splitlines` among them). Escapes what hides text or turns its direction, too.
pub(super) fn write_json(value: &impl Serialize, out: &mut Vec<u8>) {
    let mut serializer = serde_json::Serializer::with_formatter(out, OneLine(CompactFormatter));
    value.serialize(&mut serializer).expect("a Vec takes every byte, and every key written here is a text");
}

/// What a quote of JSON is written as.
pub(super) trait Quote {
    const QUOTE: &'static [u8];
}

/// JSON as it is.
pub(super) struct Plain;

impl Quote for Plain {
    const QUOTE: &'static [u8] = b"\"";
}

/// JSON inside a quoted cell of CSV, where each quote stands twice.
pub(super) struct InCell;

impl Quote for InCell {
    const QUOTE: &'static [u8] = b"\"\"";
}

/// Appends a text as a JSON string. Most parts of most texts hold nothing to escape, and to look at many bytes at once
/// takes a tenth of the time of looking at each.
pub(super) fn write_text<Q: Quote>(text: &str, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    out.extend_from_slice(Q::QUOTE);
    // What was looked at and not written yet needs no escape.
    let mut written = 0;
    for (place, part) in bytes.chunks(PART).enumerate() {
        // The first look is the cheaper one, and enough for ASCII.
        if !holds_byte(part, |byte| !is_plain(byte)) || !holds_byte(part, may_need_escape) {
            continue;
        }
        for (at, byte) in part.iter().enumerate().filter(|(_, byte)| may_need_escape(**byte)) {
            let at = place * PART + at;
            let Some(length) = escaped_at(text, at, *byte) else { continue };
            out.extend_from_slice(&bytes[written..at]);
            write_escaped::<Q>(&text[at..at + length], out);
            written = at + length;
        }
    }
    out.extend_from_slice(&bytes[written..]);
    out.extend_from_slice(Q::QUOTE);
}

/// Bytes that are looked at together.
const PART: usize = 64;

/// ASCII that stands for itself.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii() && byte >= b' ' && !matches!(byte, b'"' | b'\\')
}

/// What needs an escape, and what begins a character that may need one.
fn may_need_escape(byte: u8) -> bool {
    byte < b' ' || matches!(byte, b'"' | b'\\') || may_hide(byte)
}

/// The bytes to escape where a byte stands that may need it.
fn escaped_at(text: &str, at: usize, byte: u8) -> Option<usize> {
    if byte.is_ascii() {
        return Some(1);
    }
    let letter = text[at..].chars().next()?;
    is_escaped(letter).then(|| letter.len_utf8())
}

/// Appends one character, escaped.
fn write_escaped<Q: Quote>(letter: &str, out: &mut Vec<u8>) {
    let short = match letter.as_bytes() {
        b"\"" => {
            out.push(b'\\');
            return out.extend_from_slice(Q::QUOTE);
        }
        b"\\" => b'\\',
        b"\n" => b'n',
        b"\r" => b'r',
        b"\t" => b't',
        b"\x08" => b'b',
        b"\x0c" => b'f',
        _ => {
            let units = letter.encode_utf16().map(|unit| format!("\\u{unit:04x}"));
            return units.for_each(|unit| out.extend_from_slice(unit.as_bytes()));
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}

fn is_escaped(letter: char) -> bool {
    matches!(letter, '\u{85}' | '\u{2028}' | '\u{2029}') || hides(letter)
}

struct OneLine(CompactFormatter);

impl Formatter for OneLine {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        // All of them are beyond ASCII.
        if fragment.is_ascii() {
            return self.0.write_string_fragment(writer, fragment);
        }
        let mut rest = fragment;
        while let Some(at) = rest.find(is_escaped) {
            let (before, from) = rest.split_at(at);
            let mut letters = from.chars();
            let escaped = letters.next().unwrap_or_default();
            self.0.write_string_fragment(writer, before)?;
            for unit in escaped.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = letters.as_str();
        }
        self.0.write_string_fragment(writer, rest)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_text_is_written_like_any_other_value(text in "[ -~\\x00-\\x1f\\x7f]{0,200}|[a-z\"\u{85}\u{2028}é\u{202e}]{0,90}|\\PC*") {
            let (mut fast, mut usual) = (Vec::new(), Vec::new());
            write_text::<Plain>(&text, &mut fast);
            write_json(&text, &mut usual);
            prop_assert_eq!(String::from_utf8_lossy(&fast), String::from_utf8_lossy(&usual));
            prop_assert_eq!(serde_json::from_slice::<String>(&fast).unwrap_or_default(), text.clone());
            let mut in_cell = Vec::new();
            write_text::<InCell>(&text, &mut in_cell);
            prop_assert_eq!(String::from_utf8_lossy(&in_cell), String::from_utf8_lossy(&fast).replace('"', "\"\""));
        }
    }
}
