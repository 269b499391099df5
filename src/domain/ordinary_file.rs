//! Which paths can be opened without a wait: a named pipe waits for its other end for ever.

use std::io::{Error, ErrorKind};
use std::path::Path;

/// Refuses a path to read from that is no ordinary file. A missing file is no concern of this check.
///
/// The program's own open files (`/dev/stdin`, `/dev/fd/63`) may be pipes: a shell makes them for `<(command)`.
pub fn check_readable(path: &Path) -> Result<(), Error> {
    check(path, |kind| kind.is_file())
}

/// The same for a path to append to. A device (`/dev/null`, `/dev/stderr`) takes what it is given.
pub fn check_appendable(path: &Path) -> Result<(), Error> {
    check(path, |kind| kind.is_file() || is_device(kind))
}

/// Whether the path names an ordinary file, in words where it does not. Links count as their targets.
pub fn check_ordinary(path: &Path) -> Result<(), Error> {
    match std::fs::metadata(path) {
        Ok(found) if !found.is_file() => {
            Err(Error::new(ErrorKind::InvalidInput, format!("it is {}, not a file", kind_of(found.file_type()))))
        }
        _ => Ok(()),
    }
}

fn check(path: &Path, is_good: fn(std::fs::FileType) -> bool) -> Result<(), Error> {
    match std::fs::metadata(path) {
        Ok(found) if !is_good(found.file_type()) && !is_own(path) => check_ordinary(path),
        _ => Ok(()),
    }
}

/// Whether the path is one of this process's own open files.
fn is_own(path: &Path) -> bool {
    ["/dev/fd", "/proc/self/fd"].iter().any(|folder| path.parent() == Some(Path::new(folder)))
        || ["/dev/stdin", "/dev/stdout", "/dev/stderr"].iter().any(|own| path == Path::new(own))
}

#[cfg(unix)]
fn is_device(kind: std::fs::FileType) -> bool {
    std::os::unix::fs::FileTypeExt::is_char_device(&kind)
}

#[cfg(not(unix))]
fn is_device(_kind: std::fs::FileType) -> bool {
    false
}

#[cfg(unix)]
fn kind_of(kind: std::fs::FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;
    match () {
        () if kind.is_dir() => "a directory",
        () if kind.is_fifo() => "a named pipe (FIFO)",
        () if kind.is_socket() => "a socket",
        () => "a device",
    }
}

#[cfg(not(unix))]
fn kind_of(kind: std::fs::FileType) -> &'static str {
    if kind.is_dir() { "a directory" } else { "a device" }
}
