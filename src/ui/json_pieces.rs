//! One JSON document in pieces: a large one is never in memory whole.

use std::io::{self, Write};

use crate::ui::printable::escaped_json;

/// Bytes that wait before they are escaped and written.
const PIECE: usize = 64 * 1024;

/// Escapes what a terminal might obey in the JSON that passes through. [`Write::flush`] ends it.
#[derive(Debug)]
pub(super) struct JsonPieces<W> {
    sink: W,
    waiting: Vec<u8>,
}

impl<W: Write> JsonPieces<W> {
    pub(super) fn into(sink: W) -> JsonPieces<W> {
        JsonPieces { sink, waiting: Vec::new() }
    }

    /// Passes on what waits, but for the beginning of a character.
    fn pass_on(&mut self) -> io::Result<()> {
        let whole = match std::str::from_utf8(&self.waiting) {
            Ok(text) => text,
            Err(error) => std::str::from_utf8(&self.waiting[..error.valid_up_to()]).unwrap_or_default(),
        };
        self.sink.write_all(escaped_json(whole).as_bytes())?;
        let length = whole.len();
        self.waiting.drain(..length);
        Ok(())
    }
}

impl<W: Write> Write for JsonPieces<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= PIECE {
            self.pass_on()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pass_on()?;
        self.sink.flush()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;

    #[test]
    fn a_long_document_is_written_in_pieces_and_a_character_on_their_border_stays_whole() {
        struct Pieces(Vec<Vec<u8>>);
        impl Write for Pieces {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0.push(bytes.to_vec());
                Ok(bytes.len())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let text = format!("\"{}\u{202e}{}\"", "🙂é".repeat(PIECE), "é\u{9b}".repeat(PIECE));
        let mut pieces = JsonPieces::into(Pieces(Vec::new()));
        // So many bytes that pieces end within characters.
        for part in text.as_bytes().chunks(7) {
            pieces.write_all(part).unwrap();
        }
        pieces.flush().unwrap();
        let written = pieces.sink.0;
        assert!(written.len() > 3 && written.iter().all(|piece| piece.len() <= 8 * PIECE), "{}", written.len());
        assert_eq!(String::from_utf8(written.concat()).unwrap(), escaped_json(&text));
    }
}
