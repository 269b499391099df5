//! Finds the end of a JSON value without reading it.

use std::io::{self, BufRead};

use crate::import::bytes::{Bytes, LONGEST, Length};

/// Why a value has no end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Found(Length),
    /// The file ends inside the value.
    Missing,
}

/// Takes a value of a list or of a sequence: all up to the bracket that closes it, or for a plain one, to the next comma or
/// bracket. What is too long is passed over.
pub(super) fn take<R: BufRead>(bytes: &mut Bytes<R>, value: &mut Vec<u8>) -> io::Result<End> {
    value.clear();
    let (mut depth, mut in_string, mut is_escaped) = (0_usize, false, false);
    let mut length = Length::Whole;
    loop {
        let Some(byte) = bytes.peek()? else {
            return Ok(if depth > 0 || in_string || value.is_empty() { End::Missing } else { End::Found(length) });
        };
        if depth == 0 && !in_string && matches!(byte, b',' | b']' | b'}') {
            return Ok(End::Found(length));
        }
        bytes.next()?;
        match value.len() < LONGEST {
            true => value.push(byte),
            false => length = Length::TooLong,
        }
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_string => is_escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => depth += 1,
            b'}' | b']' if !in_string => depth -= 1,
            _ => continue,
        }
        if depth == 0 && matches!(byte, b'}' | b']') && !in_string {
            return Ok(End::Found(length));
        }
    }
}
