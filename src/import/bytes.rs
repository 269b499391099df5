//! Bytes of a file one by one or line by line, with the line they stand on, in bounded memory.

use std::io::{self, BufRead};

/// The longest row, in bytes. A book of 700,000 words fits.
pub(super) const LONGEST: usize = 4 * 1024 * 1024;

/// Whether a row was read whole. The rest of a longer one was passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    Whole,
    TooLong,
}

/// A reader that counts lines, and takes back what was read too early.
pub(super) struct Bytes<R> {
    reader: R,
    /// Read before, and to be read again.
    back: io::Cursor<Vec<u8>>,
    /// What went wrong behind the bytes that are to be read again.
    broken: Option<io::Error>,
    /// The line of the next byte, from 1.
    pub(super) line: u64,
}

impl<R: BufRead> Bytes<R> {
    pub(super) fn new(reader: R) -> Bytes<R> {
        Bytes { reader, back: io::Cursor::default(), broken: None, line: 1 }
    }

    /// What can be read without a wait; empty at the end.
    fn buffer(&mut self) -> io::Result<&[u8]> {
        if self.back.position() < self.back.get_ref().len() as u64 {
            return self.back.fill_buf();
        }
        if !self.back.get_ref().is_empty() {
            self.back = io::Cursor::default();
        }
        match self.broken.take() {
            Some(error) => Err(error),
            None => self.reader.fill_buf(),
        }
    }

    fn consume(&mut self, count: usize) {
        if self.back.get_ref().is_empty() {
            self.reader.consume(count);
        } else {
            self.back.consume(count);
        }
    }

    pub(super) fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.buffer()?.first().copied())
    }

    pub(super) fn next(&mut self) -> io::Result<Option<u8>> {
        let byte = self.peek()?;
        if let Some(byte) = byte {
            self.consume(1);
            self.line += u64::from(byte == b'\n');
        }
        Ok(byte)
    }

    /// So many of the next bytes, or all that there are. They stay to be read.
    pub(super) fn look(&mut self, most: usize) -> &[u8] {
        let mut seen = self.back.get_ref().get(self.back.position() as usize..).unwrap_or_default().to_vec();
        while seen.len() < most {
            let buffer = match self.reader.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) => {
                    self.broken = Some(error);
                    break;
                }
            };
            let taken = buffer.len().min(most - seen.len());
            if taken == 0 {
                break;
            }
            seen.extend_from_slice(&buffer[..taken]);
            self.reader.consume(taken);
        }
        self.back = io::Cursor::new(seen);
        self.back.get_ref()
    }

    /// Passes over white space and byte order marks: a file put together from several has one inside.
    pub(super) fn skip_blank(&mut self) -> io::Result<()> {
        while let Some(byte) = self.peek()? {
            match byte {
                byte if byte.is_ascii_whitespace() => drop(self.next()?),
                0xef if self.skip_mark()? => {}
                _ => break,
            }
        }
        Ok(())
    }

    /// Passes over a byte order mark, if the next bytes are one.
    pub(super) fn skip_mark(&mut self) -> io::Result<bool> {
        let is_mark = self.peek()? == Some(0xef) && self.look(3).starts_with(b"\xef\xbb\xbf");
        if is_mark {
            self.consume(3);
        }
        Ok(is_mark)
    }

    /// The next line without its end; `None` at the end of the file.
    pub(super) fn line(&mut self, line: &mut Vec<u8>) -> io::Result<Option<Length>> {
        line.clear();
        let (mut length, mut has_any) = (Length::Whole, false);
        loop {
            let buffer = self.buffer()?;
            if buffer.is_empty() {
                return Ok(has_any.then_some(length));
            }
            has_any = true;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let part = &buffer[..end.unwrap_or(buffer.len())];
            match line.len() + part.len() > LONGEST {
                true => length = Length::TooLong,
                false => line.extend_from_slice(part),
            }
            let consumed = part.len() + usize::from(end.is_some());
            self.consume(consumed);
            if end.is_some() {
                self.line += 1;
                return Ok(Some(length));
            }
        }
    }
}
