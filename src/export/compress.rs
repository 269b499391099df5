//! Packs the bytes of an export on their way, so that memory does not grow. The same bytes give the same bytes: a gzip
//! header without a time, and one level for everything.

use std::io::{self, Write};

use flate2::GzBuilder;
use flate2::write::GzEncoder;

use crate::export::options::Compression;

pub(super) enum Compress {
    None,
    Gzip(Box<GzEncoder<Vec<u8>>>),
    Zstd(Box<zstd::stream::write::Encoder<'static, Vec<u8>>>),
}

impl Compress {
    pub(super) fn begin(compression: Compression) -> Compress {
        match compression {
            Compression::None => Compress::None,
            Compression::Gzip => {
                Compress::Gzip(Box::new(GzBuilder::new().mtime(0).write(Vec::new(), flate2::Compression::new(6))))
            }
            Compression::Zstd => Compress::Zstd(Box::new(
                zstd::stream::write::Encoder::new(Vec::new(), 3).expect("level 3 exists, and memory is at hand"),
            )),
        }
    }

    /// Whether bytes stay as they are.
    pub(super) fn is_none(&self) -> bool {
        matches!(self, Compress::None)
    }

    /// The packed bytes that are ready.
    pub(super) fn pack(&mut self, bytes: Vec<u8>) -> Vec<u8> {
        match self {
            Compress::None => bytes,
            Compress::Gzip(encoder) => ready(encoder.write_all(&bytes), encoder.get_mut()),
            Compress::Zstd(encoder) => ready(encoder.write_all(&bytes), encoder.get_mut()),
        }
    }

    /// The last bytes.
    pub(super) fn end(self) -> Vec<u8> {
        let last = match self {
            Compress::None => Ok(Vec::new()),
            Compress::Gzip(encoder) => encoder.finish(),
            Compress::Zstd(encoder) => encoder.finish(),
        };
        last.expect(ROOM)
    }
}

const ROOM: &str = "a Vec takes every byte";

fn ready(written: io::Result<()>, packed: &mut Vec<u8>) -> Vec<u8> {
    written.expect(ROOM);
    std::mem::take(packed)
}
