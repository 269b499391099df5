//! Compressed files, told by their first bytes: gzip and zstd are read, others are named.

use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use crate::domain::foreign_file;

/// Bytes read from the disk at once.
const BUFFER: usize = 64 * 1024;

/// A reader of the plain bytes. The file's name tells a spreadsheet from another archive.
pub(super) fn plain(file: impl Read + Send + 'static, name: &str) -> io::Result<Box<dyn BufRead + Send>> {
    let mut file = BufReader::with_capacity(BUFFER, file);
    let start = file.fill_buf()?;
    if let Some(why) = foreign_file::described(start, Path::new(name)) {
        return Err(io::Error::new(io::ErrorKind::InvalidData, why));
    }
    Ok(match start {
        [0x1f, 0x8b, ..] => Box::new(BufReader::with_capacity(BUFFER, Gzip(MultiGzDecoder::new(file)))),
        [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => {
            Box::new(BufReader::with_capacity(BUFFER, Zstd::new(file)))
        }
        _ => Box::new(file),
    })
}

const CUT: &str = "the file ends inside its compressed data: it may have been cut";
const DAMAGED: &str = "its compressed data is damaged";
const MORE: &str = "something else follows its compressed data";

fn bad(why: impl Into<String>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why.into())
}

/// A gzip file whose faults are told in words.
struct Gzip<R>(MultiGzDecoder<R>);

impl<R: BufRead> Read for Gzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| match error.kind() {
            _ if error.raw_os_error().is_some() => error,
            io::ErrorKind::UnexpectedEof => bad(CUT),
            // No header where the next member begins.
            io::ErrorKind::InvalidInput if error.to_string().contains("header") => bad(MORE),
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => bad(DAMAGED),
            _ => error,
        })
    }
}

/// The frames of a zstd file, one after the other: parallel compressors write several.
struct Zstd<R> {
    source: R,
    decoder: FrameDecoder,
    is_inside: bool,
    /// What is wrong behind that which was decoded.
    broken: Option<io::Error>,
}

impl<R: BufRead> Zstd<R> {
    fn new(source: R) -> Zstd<R> {
        Zstd { source, decoder: FrameDecoder::new(), is_inside: false, broken: None }
    }

    /// Begins the next frame; false at the end of the file.
    fn begin(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.decoder.reset(&mut self.source) {
                Ok(()) => return Ok(true),
                // A frame for other programs.
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut self.source.by_ref().take(length.into()), &mut io::sink())?;
                }
                Err(error) => return Err(self.told(&error)),
            }
        }
        Ok(false)
    }

    /// Decodes until so many bytes can be read, or the frame ends.
    fn decode(&mut self, wanted: usize) {
        while self.decoder.can_collect() < wanted && !self.decoder.is_finished() {
            let missing = wanted - self.decoder.can_collect();
            let decoded = self.decoder.decode_blocks(&mut self.source, BlockDecodingStrategy::UptoBytes(missing));
            if let Err(error) = decoded {
                self.broken = Some(self.told(&error));
                // An empty last block, and a checksum that nobody compares: without an end the decoder keeps what later
                // blocks may repeat, which is megabytes.
                let _ = self.decoder.decode_blocks(&[1_u8, 0, 0, 0, 0, 0, 0][..], BlockDecodingStrategy::All);
                return;
            }
        }
    }

    /// In the words of people. A decoder that wants more has read all that there is.
    fn told(&mut self, error: &FrameDecoderError) -> io::Error {
        let of_frame = |error: &FrameDecoderError| match error {
            FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::BadMagicNumber(_)) => MORE.to_owned(),
            FrameDecoderError::DictNotProvided { dict_id } => {
                format!("it needs the zstd dictionary {dict_id}; unpack it first: zstd -d -D DICTIONARY")
            }
            FrameDecoderError::WindowSizeTooBig { .. } => {
                "it is compressed with a longer memory than is read here; unpack it first: zstd -d --long=31".to_owned()
            }
            _ => DAMAGED.to_owned(),
        };
        match self.source.fill_buf() {
            Err(error) => error,
            Ok([]) if is_end(error) => bad(CUT),
            Ok(_) => bad(of_frame(error)),
        }
    }
}

/// Whether the file ended where the decoder wanted more.
fn is_end(error: &(dyn std::error::Error + 'static)) -> bool {
    let is_it = |error: &io::Error| error.kind() == io::ErrorKind::UnexpectedEof;
    error.downcast_ref::<io::Error>().is_some_and(is_it) || error.source().is_some_and(is_end)
}

impl<R: BufRead> Read for Zstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !buffer.is_empty() {
            if !self.is_inside {
                if let Some(error) = self.broken.take() {
                    return Err(error);
                }
                self.is_inside = self.begin()?;
                if !self.is_inside {
                    return Ok(0);
                }
            }
            if self.broken.is_none() {
                self.decode(buffer.len());
            }
            match self.decoder.read(buffer)? {
                0 => self.is_inside = false,
                read => return Ok(read),
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What can be read of a file, and what is said behind it.
    fn read(file: &[u8]) -> (Vec<u8>, String) {
        let mut bytes = Vec::new();
        let said = plain(io::Cursor::new(file.to_vec()), "x").and_then(|mut plain| plain.read_to_end(&mut bytes));
        (bytes, said.map_or_else(|error| error.to_string(), |_| String::new()))
    }

    fn packed(text: &[u8]) -> [Vec<u8>; 2] {
        use std::io::Write;
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gzip.write_all(text).expect("memory");
        let level = ruzstd::encoding::CompressionLevel::Fastest;
        [gzip.finish().expect("memory"), ruzstd::encoding::compress_to_vec(text, level)]
    }

    #[test]
    fn what_was_decoded_comes_before_what_is_wrong() {
        let text: Vec<u8> = (0..60_000_u32).flat_map(|number| format!("{:x} ", number * 7919).into_bytes()).collect();
        for file in packed(&text) {
            assert_eq!(read(&file), (text.clone(), String::new()));
            let (part, said) = read(&file[..file.len() * 3 / 4]);
            assert!(part.len() > text.len() / 3 && text.starts_with(&part), "{} of {}", part.len(), text.len());
            assert_eq!(said, CUT);
            assert_eq!(read(&[&file[..], b"something else"].concat()), (text.clone(), MORE.to_owned()));
            assert_eq!(read(&[&file[..], &file[..3]].concat()), (text.clone(), CUT.to_owned()));
        }
    }

    #[test]
    fn a_damaged_file_is_told_in_words() {
        for mut file in packed(&b"The same text again, and the same text again. ".repeat(9)) {
            let middle = file.len() / 2;
            file[middle..middle + 8].fill(0xff);
            let (_, said) = read(&file);
            assert!([CUT, DAMAGED, ""].contains(&said.as_str()), "{said}");
        }
    }
}
