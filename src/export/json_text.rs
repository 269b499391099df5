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

/// Appends a text as a JSON string. Most texts hold nothing to escape, and to look at many bytes at once takes a tenth of
/// the time of looking at each.
pub(super) fn write_text(text: &str, out: &mut Vec<u8>) {
    if holds_byte(text.as_bytes(), |byte| byte < b' ' || !byte.is_ascii() || matches!(byte, b'"' | b'\\')) {
        return write_json(&text, out);
    }
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
    out.push(b'"');
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
