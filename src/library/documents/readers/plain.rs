//! Text and Markdown: UTF-8, or UTF-16 with its mark.

use crate::library::documents::outline::headings;
use crate::library::documents::readers::reading::{LONGEST_TEXT, ReadError, Reading};

pub(super) fn text(bytes: &[u8]) -> Result<Reading, ReadError> {
    Ok(Reading { text: decoded(bytes)?, headings: Vec::new(), pages: Vec::new() })
}

pub(super) fn markdown(bytes: &[u8]) -> Result<Reading, ReadError> {
    let text = decoded(bytes)?;
    let headings = headings(&text);
    Ok(Reading { text, headings, pages: Vec::new() })
}

/// The text with line ends as `\n`.
pub(super) fn decoded(bytes: &[u8]) -> Result<String, ReadError> {
    let line_of = |at: usize| bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        _ => {
            let rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            let before = bytes.len() - rest.len();
            let text = std::str::from_utf8(rest).map_err(|error| ReadError::NotText {
                line: line_of(before + error.valid_up_to()),
                what: "the bytes are not UTF-8".into(),
            })?;
            text.to_owned()
        }
    };
    if let Some(at) = text.find('\0') {
        let line = text[..at].matches('\n').count() + 1;
        return Err(ReadError::NotText { line, what: "it holds a NUL byte, as no text does".into() });
    }
    if text.len() > LONGEST_TEXT {
        return Err(ReadError::text_too_long());
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, ReadError> {
    let wrong = || ReadError::NotText { line: 1, what: "the bytes are not UTF-16".into() };
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(wrong());
    }
    let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    String::from_utf16(&units).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_encodings_are_read_and_line_ends_are_one() {
        let text = |bytes: &[u8]| decoded(bytes).expect("text");
        assert_eq!(text(b"\xef\xbb\xbfa\r\nb\rc"), "a\nb\nc");
        assert_eq!(text(b"\xff\xfea\0\xe4\0"), "aä");
        assert_eq!(text(b"\xfe\xff\0a\0\xe4"), "aä");
    }

    #[test]
    fn what_is_no_text_names_its_line() {
        let said = |bytes: &[u8]| decoded(bytes).expect_err("no text").to_string();
        assert_eq!(said(b"one\ntw\xff"), "line 2: the bytes are not UTF-8");
        assert_eq!(said(b"one\n\ntw\0o"), "line 3: it holds a NUL byte, as no text does");
        assert_eq!(said(b"\xff\xfea"), "line 1: the bytes are not UTF-16");
    }
}
