//! Decodes bodies that come compressed though nobody asked for it.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use crate::provider::whole;

/// The body as it was before it was compressed. Where it does not follow the encoding it names, or would be longer than
/// `most` bytes, the error is what could be decoded, up to there.
///
/// What is wrong behind a whole answer does not count: a check sum, a length, an end that is missing.
///
/// What the first bytes say takes precedence over `named`, the `content-encoding`: some gateways keep the header and send
/// plain text, others compress and say nothing.
pub(super) fn decoded<'a>(body: &'a [u8], named: &str, most: usize) -> Result<Cow<'a, [u8]>, Vec<u8>> {
    let mut body = Cow::Borrowed(body);
    // The last encoding named is the outermost. Without a name, the first bytes tell.
    for name in named.rsplit(',').map(str::trim).chain([""]) {
        let name = name.to_ascii_lowercase();
        let plain = match (name.as_str(), &*body) {
            (_, [0x1f, 0x8b, ..]) => all(MultiGzDecoder::new(&*body), most)?,
            (_, [0x28, 0xb5, 0x2f, 0xfd, ..]) => {
                all(ruzstd::decoding::StreamingDecoder::new(&*body).map_err(|_| Vec::new())?, most)?
            }
            ("deflate" | "br", [] | [b'{' | b'[' | b'<', ..]) if is_plain(&body) => continue,
            ("deflate", _) => all(ZlibDecoder::new(&*body), most).or_else(|part| {
                let raw = all(DeflateDecoder::new(&*body), most);
                raw.map_err(|other| if other.len() > part.len() { other } else { part })
            })?,
            ("br", _) => all(brotli_decompressor::Decompressor::new(&*body, 4096), most)?,
            _ => continue,
        };
        body = Cow::Owned(plain);
    }
    Ok(body)
}

/// Whether the body is text and no compressed one that begins like it.
fn is_plain(body: &[u8]) -> bool {
    std::str::from_utf8(&body[..body.len().min(64)]).map_or_else(|error| error.error_len().is_none(), |_| true)
}

fn all(mut reader: impl Read, most: usize) -> Result<Vec<u8>, Vec<u8>> {
    let mut bytes = Vec::new();
    let mut part = [0; 8 * 1024];
    let is_to_end = loop {
        match reader.read(&mut part) {
            Ok(0) => break true,
            Ok(_) if bytes.len() > most => break false,
            Ok(count) => bytes.extend_from_slice(&part[..count]),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(_) => break false,
        }
    };
    let is_json = || serde_json::from_slice::<serde::de::IgnoredAny>(&bytes).is_ok();
    let is_whole = is_to_end || is_json() || whole::has_last_event(&bytes) || whole::is_answer(&bytes);
    if is_whole && bytes.len() <= most { Ok(bytes) } else { Err(bytes) }
}

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes that are no text, for the log: nothing of them is lost.
pub(super) fn base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let number = (0..3).fold(0, |sum, at| sum << 8 | u32::from(three.get(at).copied().unwrap_or(0)));
        for at in 0..4 {
            let letter = LETTERS[(number >> (18 - 6 * at) & 63) as usize];
            text.push(if at <= three.len() { char::from(letter) } else { '=' });
        }
    }
    text
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
            assert_eq!(decoded(&body, named, 1000).as_deref(), Ok(TEXT), "{named}");
        }
    }

    #[test]
    fn a_bomb_and_a_broken_body_are_refused_with_what_could_be_decoded() {
        let bomb = decoded(&gzip(&[b' '; 100_000]), "gzip", 1000).unwrap_err();
        assert!(bomb.len() < 20_000 && bomb.iter().all(|byte| *byte == b' '));
        let long: Vec<u8> =
            (0..40_000_u32).flat_map(|number| number.wrapping_mul(2_654_435_761).to_string().into_bytes()).collect();
        let whole = gzip(&long);
        let part = decoded(&whole[..whole.len() / 2], "gzip", 1_000_000).unwrap_err();
        assert!(part.len() > 10_000 && long.starts_with(&part));
        assert!(decoded(&[1, 2, 3], "deflate", 1000).is_err());
    }

    #[test]
    fn what_is_wrong_behind_a_whole_answer_does_not_count() {
        let whole = gzip(TEXT);
        let end = whole.len() - 8;
        let mut wrong_sum = whole.clone();
        wrong_sum[end] ^= 1;
        let mut wrong_length = whole.clone();
        wrong_length[end + 4] ^= 1;
        for body in [&whole[..end], &whole[..end + 3], &wrong_sum, &wrong_length, &[&whole[..], b"more"].concat()] {
            assert_eq!(decoded(body, "gzip", 1000).as_deref(), Ok(TEXT), "{body:?}");
        }
        // The end mark of the compressed data is missing, and the JSON is whole.
        let mut flushed = GzEncoder::new(Vec::new(), Compression::default());
        flushed.write_all(TEXT).unwrap();
        flushed.flush().unwrap();
        assert_eq!(decoded(flushed.get_ref(), "gzip", 1000).as_deref(), Ok(TEXT));
        let events = b"data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\ndata: [DONE]\n\n";
        let body = gzip(events);
        assert_eq!(decoded(&body[..body.len() - 8], "gzip", 1000).as_deref(), Ok(&events[..]));
    }

    #[test]
    fn bytes_that_are_no_text_are_kept_whole() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
