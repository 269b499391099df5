//! JSON text whose lines break nowhere inside, whatever the reader.

use std::io;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter};

use crate::domain::invisible::hides;
use crate::export::plain_text::holds_byte;

/// Appends a value as compact JSON. Escapes U+2028, U+2029 and U+0085: they are legal as they are, but some readers
/// end a line at them (Python's `splitlines` among them). Escapes what hides text or turns its direction, too.
pub(super) fn write_json(value: &impl Serialize, out: &mut Vec<u8>) {
    let mut serializer = serde_json::Serializer::with_formatter(out, OneLine(CompactFormatter));
    value.serialize(&mut serializer).expect("a Vec takes every byte, and every key written here is a text");
}

/// Appends a text as a JSON string. Most parts of most texts hold nothing to escape, and to look at many bytes at once
/// takes a tenth of the time of looking at each.
pub(super) fn write_text(text: &str, out: &mut Vec<u8>) {
    if !text.is_ascii() {
        return write_json(&text, out);
    }
    out.push(b'"');
    for part in text.as_bytes().chunks(PART) {
        match holds_byte(part, |byte| byte < b' ' || matches!(byte, b'"' | b'\\')) {
            false => out.extend_from_slice(part),
            true => part.iter().for_each(|byte| write_escaped(*byte, out)),
        }
    }
    out.push(b'"');
}

/// Bytes that are looked at together.
const PART: usize = 64;

/// Appends an ASCII letter, escaped where it must be.
fn write_escaped(byte: u8, out: &mut Vec<u8>) {
    let short = match byte {
        b'"' | b'\\' => byte,
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        0x08 => b'b',
        0x0c => b'f',
        0..b' ' => return out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
        _ => return out.push(byte),
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
            write_text(&text, &mut fast);
            write_json(&text, &mut usual);
            prop_assert_eq!(String::from_utf8_lossy(&fast), String::from_utf8_lossy(&usual));
            prop_assert_eq!(serde_json::from_slice::<String>(&fast).ok(), Some(text));
        }
    }
}
