//! Reads JSON as servers send it: with a byte order mark, in UTF-16, as an event stream, or with small faults.

use serde_json::Value;

use crate::provider::event_stream;

/// The JSON value of a body. Where a server streams though nobody asked, the events are put together.
pub(super) fn read(body: &[u8]) -> serde_json::Result<Value> {
    let text = text(body);
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0');
    if let Some(whole) = event_stream::read(text, |event| first(event).ok()) {
        return Ok(whole);
    }
    // Something may stand before it: comments that keep a connection open, a warning of a gateway.
    first(text).or_else(|error| behind(text).ok_or(error))
}

/// The object that stands behind other text, from a line's start.
fn behind(text: &str) -> Option<Value> {
    let at = text.match_indices('\n').map(|(at, _)| at + 1).find(|at| text[*at..].starts_with('{'))?;
    first(&text[at..]).ok().filter(|value| value.as_object().is_some_and(|fields| !fields.is_empty()))
}

/// The first JSON value of a text; what follows it is passed over. Of a key given twice, the last counts.
fn first(text: &str) -> serde_json::Result<Value> {
    let value = |text: &str| match serde_json::Deserializer::from_str(text).into_iter::<Value>().next() {
        Some(value) => value,
        // Says what is missing.
        None => serde_json::from_str(text),
    };
    value(text).or_else(|error| value(&repaired(text)).map_err(|_| error))
}

/// The body as text: UTF-8, or UTF-16 where a mark or the zeros of its first letters say so.
pub(super) fn text(body: &[u8]) -> String {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match body {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [letter, 0, ..] if *letter != 0 => utf16(body, u16::from_le_bytes),
        [0, letter, ..] if *letter != 0 => utf16(body, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => String::from_utf8_lossy(body).into_owned(),
    }
}

/// Mends what has one meaning only: half a surrogate pair and raw control characters in strings, and numbers that no
/// JSON has (`NaN`, `Infinity`, `1e400`), which become null.
fn repaired(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let length = match letter {
            '"' => string(rest, &mut out),
            '-' | '+' | '0'..='9' | 'a'..='z' | 'A'..='Z' => word(rest, &mut out),
            _ => {
                out.push(letter);
                letter.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    out
}

/// Copies the number or word that the text begins with, and gives its length.
fn word(text: &str, out: &mut String) -> usize {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.' | '_');
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let given = &text[..end];
    let is_no_number = given.parse::<f64>().is_ok_and(|number| !number.is_finite());
    out.push_str(if is_no_number { "null" } else { given });
    end
}

/// Copies the string that the text begins with, mended, and gives its length.
fn string(text: &str, out: &mut String) -> usize {
    out.push('"');
    let mut at = 1;
    while let Some(letter) = text[at..].chars().next() {
        match letter {
            '"' => {
                out.push('"');
                return at + 1;
            }
            '\\' => {
                let length = escape(&text[at..], out);
                at += length;
                continue;
            }
            control if u32::from(control) < 0x20 => out.push_str(&format!("\\u{:04x}", u32::from(control))),
            other => out.push(other),
        }
        at += letter.len_utf8();
    }
    text.len()
}

/// Copies the escape that the text begins with, and gives its length. Half a surrogate pair becomes U+FFFD.
fn escape(text: &str, out: &mut String) -> usize {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    match (unit(0), unit(6)) {
        (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => {
            out.push_str(&text[..12]);
            12
        }
        (Some(0xd800..=0xdfff), _) => {
            out.push_str("\\ufffd");
            6
        }
        _ => {
            let length = text.char_indices().nth(2).map_or(text.len(), |(at, _)| at);
            out.push_str(&text[..length]);
            length
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use serde_json::json;

    use super::*;

    #[test]
    fn marks_and_utf_16_are_read() {
        let utf16 = |mark: bool, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            let text = if mark { "\u{feff}{\"a\":\"ä😀\"}" } else { "{\"a\":\"ä😀\"}" };
            text.encode_utf16().flat_map(bytes).collect()
        };
        for body in [
            "\u{feff}{\"a\":\"ä😀\"}".as_bytes().to_vec(),
            "\r\n \u{feff}{\"a\":\"ä😀\"}\0\n".as_bytes().to_vec(),
            utf16(true, u16::to_le_bytes),
            utf16(true, u16::to_be_bytes),
            utf16(false, u16::to_le_bytes),
            utf16(false, u16::to_be_bytes),
        ] {
            assert_eq!(read(&body).unwrap(), json!({"a": "ä😀"}), "{body:?}");
        }
    }

    #[test]
    fn small_faults_are_mended() {
        for (given, value) in [
            (r#"{"a":NaN,"b":-Infinity,"c":1e400,"d":[1.5,true]}"#, json!({"a":null,"b":null,"c":null,"d":[1.5,true]})),
            (r#"{"a":"x \ud800 y \udfff \ud83d\ude00 \" \\"}"#, json!({"a": "x \u{fffd} y \u{fffd} 😀 \" \\"})),
            ("{\"a\":\"line\nline\"}", json!({"a": "line\nline"})),
            (r#"{"a":1,"a":2} and more"#, json!({"a": 2})),
            (r#"{"a":2}data: [DONE]"#, json!({"a": 2})),
            (": PROCESSING\n\n: PROCESSING\n\n{\n \"a\": 2\n}", json!({"a": 2})),
            ("Warning: slow\n{\"a\": 2}", json!({"a": 2})),
        ] {
            assert_eq!(read(given.as_bytes()).unwrap(), value, "{given}");
        }
        assert_eq!(read(b"{\"a\":\"\xff\"}").unwrap(), json!({"a": "\u{fffd}"}));
        for none in ["", "<html>", "{\"a\":", "\"\\u12", "{\"a\":\"\\", &"[".repeat(100_000)] {
            assert!(read(none.as_bytes()).is_err(), "{none:.20}");
        }
    }
}
