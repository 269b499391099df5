//! How much the text shrinks: what repeats within 32 KB costs almost nothing.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// Counts bytes and keeps none.
#[derive(Debug, Default)]
struct Counter(u64);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[derive(Debug)]
pub(super) struct Compressed {
    encoder: ZlibEncoder<Counter>,
    bytes: u64,
}

impl Compressed {
    pub(super) fn new() -> Compressed {
        Compressed { encoder: ZlibEncoder::new(Counter::default(), Compression::default()), bytes: 0 }
    }

    /// Adds a text and a line break.
    pub(super) fn add(&mut self, text: &str) {
        self.bytes += text.len() as u64 + 1;
        // A counter takes every byte.
        drop(self.encoder.write_all(text.as_bytes()).and_then(|()| self.encoder.write_all(b"\n")));
    }

    /// Bytes before ÷ bytes after; `None` without any text.
    pub(super) fn ratio(self) -> Option<f64> {
        let after = self.encoder.finish().ok()?.0;
        (self.bytes > 0 && after > 0).then(|| self.bytes as f64 / after as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_repeats_shrinks_and_nothing_has_no_ratio() {
        assert_eq!(Compressed::new().ratio(), None);
        let mut same = Compressed::new();
        (0..1000).for_each(|_| same.add("the same again and again"));
        assert!(same.ratio().expect("a text") > 50.0);
    }
}
