//! Decodes bodies that come compressed though nobody asked for it.

use std::borrow::Cow;
use std::io::{ErrorKind, Read};

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

/// The body as it was before it was compressed. `None` where it does not follow the encoding it names, or would be
/// longer than `most` bytes.
///
/// What the first bytes say takes precedence over `named`, the `content-encoding`: some gateways keep the header and send
/// plain text, others compress and say nothing.
pub(super) fn decoded<'a>(body: &'a [u8], named: &str, most: usize) -> Option<Cow<'a, [u8]>> {
    let mut body = Cow::Borrowed(body);
    // The last encoding named is the outermost. Without a name, the first bytes tell.
    for name in named.rsplit(',').map(str::trim).chain([""]) {
        let name = name.to_ascii_lowercase();
        let plain = match (name.as_str(), &*body) {
            (_, [0x1f, 0x8b, ..]) => all(MultiGzDecoder::new(&*body), most)?,
            (_, [0x28, 0xb5, 0x2f, 0xfd, ..]) => all(ruzstd::decoding::StreamingDecoder::new(&*body).ok()?, most)?,
            ("deflate" | "br", [] | [b'{' | b'[' | b'<', ..]) if is_plain(&body) => continue,
            ("deflate", _) => all(ZlibDecoder::new(&*body), most).or_else(|| all(DeflateDecoder::new(&*body), most))?,
            ("br", _) => all(brotli_decompressor::Decompressor::new(&*body, 4096), most)?,
            _ => continue,
        };
        body = Cow::Owned(plain);
    }
    Some(body)
}

/// Whether the body is text and no compressed one that begins like it.
fn is_plain(body: &[u8]) -> bool {
    std::str::from_utf8(&body[..body.len().min(64)]).map_or_else(|error| error.error_len().is_none(), |_| true)
}

fn all(reader: impl Read, most: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = reader.take(most as u64 + 1).read_to_end(&mut bytes);
    // Only the check sum at the end is missing where the JSON is whole.
    let is_whole = || serde_json::from_slice::<serde::de::IgnoredAny>(&bytes).is_ok();
    let is_read = read.is_ok() || read.is_err_and(|error| error.kind() == ErrorKind::UnexpectedEof) && is_whole();
    (is_read && bytes.len() <= most).then_some(bytes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    const TEXT: &[u8] = b"{\"a\":\"a body, a body, a body\"}";
    /// TEXT, by `brotli` and by `zstd`.
    const BROTLI: &[u8] = &[
        27, 29, 0, 248, 141, 212, 86, 121, 33, 221, 40, 65, 68, 246, 154, 69, 39, 172, 79, 163, 64, 136, 34, 208, 72,
        7, 86, 8, 137, 43, 211, 192, 111, 104,
    ];
    const ZSTD: &[u8] = &[
        40, 181, 47, 253, 4, 88, 181, 0, 0, 128, 123, 34, 97, 34, 58, 34, 97, 32, 98, 111, 100, 121, 44, 32, 34, 125,
        1, 0, 147, 139, 18, 37, 200, 102, 254,
    ];

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(text).unwrap();
        gzip.finish().unwrap()
    }

    #[test]
    fn every_usual_encoding_is_decoded_named_or_not() {
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        zlib.write_all(TEXT).unwrap();
        let mut raw = DeflateEncoder::new(Vec::new(), Compression::default());
        raw.write_all(TEXT).unwrap();
        for (named, body) in [
            ("", TEXT.to_vec()),
            ("identity", TEXT.to_vec()),
            ("gzip", TEXT.to_vec()),
            ("br", TEXT.to_vec()),
            ("gzip", gzip(TEXT)),
            ("x-gzip", gzip(TEXT)),
            ("", gzip(TEXT)),
            ("gzip, gzip", gzip(&gzip(TEXT))),
            ("deflate", zlib.finish().unwrap()),
            ("Deflate", raw.finish().unwrap()),
            ("br", BROTLI.to_vec()),
            ("zstd", ZSTD.to_vec()),
            ("", ZSTD.to_vec()),
        ] {
            assert_eq!(decoded(&body, named, 1000).as_deref(), Some(TEXT), "{named}");
        }
    }

    #[test]
    fn a_bomb_and_a_broken_body_are_refused() {
        assert_eq!(decoded(&gzip(&[b' '; 100_000]), "gzip", 1000), None);
        let whole = gzip(TEXT);
        assert_eq!(decoded(&whole[..whole.len() / 2], "gzip", 1000), None);
        assert_eq!(decoded(&[1, 2, 3], "deflate", 1000), None);
        let without_sum = &whole[..whole.len() - 8];
        assert_eq!(decoded(without_sum, "gzip", 1000).as_deref(), Some(TEXT));
    }
}
