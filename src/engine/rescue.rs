//! Answers the database does not take are put aside in a file, and taken in from there later.
//!
//! The file lies beside the database, or, where nothing can be written there, in the folder for temporary files.

use std::fs::{File, OpenOptions};
use std::io::{Error, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use crate::store::{Outcome, Store, StoreError};

/// Where a database's answers are put aside.
struct Places {
    /// Beside a file, in the current folder for a server.
    beside: PathBuf,
    /// In the folder for temporary files, which everybody may share: the name says which database it belongs to, and
    /// nothing but a file of our own is written or read there.
    temporary: PathBuf,
}

impl Places {
    fn of(store: &Store) -> Places {
        Places::named(&store.place(), &std::env::temp_dir())
    }

    fn named(place: &str, folder: &Path) -> Places {
        let (beside, name, whole) = if place.contains("://") {
            (PathBuf::from("dialoom.rescue.jsonl"), "dialoom".into(), PathBuf::from(place))
        } else {
            let path = Path::new(place);
            let whole = path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.into());
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (PathBuf::from(format!("{place}.rescue.jsonl")), name, whole)
        };
        let digest = <sha2::Sha256 as sha2::Digest>::digest(whole.as_os_str().as_encoded_bytes());
        let digest: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        Places { beside, temporary: folder.join(format!("{name}-{digest}.rescue.jsonl")) }
    }
}

/// Who may have made a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// Whoever may write beside the database.
    Anybody,
    /// This user alone.
    Ours,
}

/// Appends outcomes to the rescue file, or to the one in the folder for temporary files where that cannot be written.
pub(super) fn put_aside(store: &Store, outcomes: &[Outcome]) -> std::io::Result<PathBuf> {
    let mut lines = Vec::new();
    for outcome in outcomes {
        serde_json::to_writer(&mut lines, outcome)?;
        lines.push(b'\n');
    }
    let Places { beside, temporary } = Places::of(store);
    match append(&beside, Whose::Anybody, &lines) {
        Ok(()) => Ok(beside),
        Err(error) => {
            tracing::warn!(%error, path = %beside.display(), "answers cannot be put aside here");
            append(&temporary, Whose::Ours, &lines).map(|()| temporary)
        }
    }
}

/// Appends lines, all of them or none, durable when this returns.
fn append(path: &Path, whose: Whose, lines: &[u8]) -> std::io::Result<()> {
    let (mut file, is_new) = loop {
        match open(path, whose) {
            Err(error) if error.kind() == ErrorKind::NotFound => match create(path) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                made => break (made?, true),
            },
            found => break (found?, false),
        }
    };
    let before = file.metadata()?.len();
    let written = file.write_all(lines).and_then(|()| file.sync_all());
    match &written {
        Ok(()) if is_new => sync_folder(path),
        Ok(()) => {}
        // An empty file would be looked into for nothing, and half a line would spoil the file for those who read it.
        Err(_) if is_new => drop(std::fs::remove_file(path)),
        Err(_) => drop(file.set_len(before)),
    }
    written
}

/// Opens a file that is there, for reading and appending.
fn open(path: &Path, whose: Whose) -> std::io::Result<File> {
    if whose == Whose::Ours && !is_ours(path)? {
        return Err(Error::new(ErrorKind::PermissionDenied, "it is no file of this user"));
    }
    let file = OpenOptions::new().read(true).append(true).open(path)?;
    // Looked at again: whoever may write in that folder could have put another one there meanwhile.
    if whose == Whose::Ours && !(is_ours(path)? && is_still(&file, path)?) {
        return Err(Error::new(ErrorKind::PermissionDenied, "it is no file of this user"));
    }
    Ok(file)
}

/// Makes a file that only this user can read, and follows no link to make it.
fn create(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).append(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Whether it is a plain file that this user owns; a link is none.
fn is_ours(path: &Path) -> std::io::Result<bool> {
    let found = std::fs::symlink_metadata(path)?;
    #[cfg(unix)]
    let owner_is_us = std::os::unix::fs::MetadataExt::uid(&found) == rustix::process::geteuid().as_raw();
    #[cfg(not(unix))]
    let owner_is_us = true;
    Ok(found.is_file() && owner_is_us)
}

/// Whether the name still stands for this open file.
fn is_still(file: &File, path: &Path) -> std::io::Result<bool> {
    let named = match std::fs::metadata(path) {
        Ok(named) => named,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    #[cfg(unix)]
    let is_same = {
        use std::os::unix::fs::MetadataExt as _;
        let open = file.metadata()?;
        (open.dev(), open.ino()) == (named.dev(), named.ino())
    };
    // An open file cannot be removed there.
    #[cfg(not(unix))]
    let is_same = named.is_file() && file.metadata()?.is_file();
    Ok(is_same)
}

/// Makes a new name durable; where that cannot be done, the file itself is.
fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// What taking in a rescue file came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rescued {
    /// The file, now gone unless lines are left in it.
    pub path: PathBuf,
    /// Answers taken in.
    pub outcomes: usize,
    /// Lines that stay in it: damaged ones, and those the database refuses, which belong to another.
    pub left: usize,
}

/// Takes the answers of earlier runs' rescue files into the database, and removes each file once they are durable. Gives
/// what came of each file there was.
///
/// Lines that cannot be read or stored stay behind in the file, so that nothing is lost to a damaged one. Several
/// processes may do so at once, and others may add to the file meanwhile: an answer is stored once, and what is added is
/// taken in, too.
pub async fn take_in_rescued(store: &Store) -> Result<Vec<Rescued>, StoreError> {
    let Places { beside, temporary } = Places::of(store);
    let mut rescued = Vec::new();
    for (path, whose) in [(beside, Whose::Anybody), (temporary, Whose::Ours)] {
        let failed = |error: Error| StoreError::Other(format!("{}: {error}", path.display()));
        let mut so_far: Option<Rescued> = None;
        loop {
            let held = match hold(&path, whose) {
                Ok(None) => break,
                Ok(Some(held)) => held,
                // Whatever lies there is none of ours, or cannot be told from it.
                Err(error) if whose == Whose::Ours => {
                    tracing::warn!(%error, path = %path.display(), "left alone");
                    break;
                }
                Err(error) => return Err(failed(error)),
            };
            let (stored, stays) = take_in(store, &held.found).await?;
            let (taken, was_added) = held.end(stored, &stays).map_err(failed)?;
            let before = so_far.map_or(0, |before| before.outcomes);
            so_far = Some(Rescued { outcomes: before + taken.outcomes, ..taken });
            if !was_added {
                break;
            }
        }
        rescued.extend(so_far);
    }
    Ok(rescued)
}

/// What was found in a rescue file.
struct Held {
    path: PathBuf,
    found: Vec<u8>,
}

/// Reads a rescue file; `None` where there is none.
fn hold(path: &Path, whose: Whose) -> std::io::Result<Option<Held>> {
    let mut file = match open(path, whose) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        found => found?,
    };
    let mut found = Vec::new();
    file.read_to_end(&mut found)?;
    Ok(Some(Held { path: path.to_owned(), found }))
}

impl Held {
    /// So many answers of it are stored, and these lines must stay. Gives whether others were added meanwhile.
    fn end(self, outcomes: usize, stays: &[u8]) -> std::io::Result<(Rescued, bool)> {
        let Held { path, found } = self;
        let rescued = Rescued { path: path.clone(), outcomes, left: lines_of(stays).count() };
        // Out of the way first: what others add from here on is in a new file.
        let aside = PathBuf::from(format!("{}.{}", path.display(), std::process::id()));
        match std::fs::rename(&path, &aside) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok((rescued, false)),
            Err(error) => return Err(error),
        }
        let now_is = std::fs::read(&aside)?;
        // Where it does not begin as it did, another process has taken it in meanwhile, and left what it must.
        let added = now_is.strip_prefix(found.as_slice());
        let left = added.map_or(now_is.clone(), |added| [stays, added].concat());
        if !left.is_empty() {
            append(&path, Whose::Anybody, &left)?;
        }
        std::fs::remove_file(&aside)?;
        Ok((rescued, added.is_some_and(|added| !added.is_empty())))
    }
}

fn lines_of(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty())
}

/// Stores what these lines hold. Gives how many were, and the lines that could not be.
async fn take_in(store: &Store, text: &[u8]) -> Result<(usize, Vec<u8>), StoreError> {
    let (mut known, mut refused) = (Vec::new(), Vec::new());
    let mut refuse = |line: &[u8]| {
        refused.extend_from_slice(line);
        refused.push(b'\n');
    };
    for line in lines_of(text) {
        match serde_json::from_slice::<Outcome>(line) {
            Ok(outcome) => known.push((line, outcome)),
            Err(_) => refuse(line),
        }
    }
    let mut stored = 0;
    for (line, outcome) in &known {
        match store.record(std::slice::from_ref(outcome)).await {
            Ok(_) => stored += 1,
            Err(error) if error.is_passing() => return Err(error),
            // Another process may have stored it in the same instant; then it is found now.
            Err(_) => match store.record(std::slice::from_ref(outcome)).await {
                Ok(_) => stored += 1,
                Err(error) if error.is_passing() => return Err(error),
                Err(error) => {
                    tracing::warn!(%error, "an answer put aside cannot be stored");
                    refuse(line);
                }
            },
        }
    }
    Ok((stored, refused))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_databases_of_one_name_share_no_file() {
        let folder = Path::new("/a-folder");
        let (one, two) = (Places::named("/one/x.db", folder), Places::named("/two/x.db", folder));
        assert_eq!(one.beside, Path::new("/one/x.db.rescue.jsonl"));
        assert_ne!(one.temporary, two.temporary);
        assert_eq!(one.temporary, Places::named("/one/x.db", folder).temporary);
        let servers = ["postgres://a/x", "postgres://b/x"].map(|place| Places::named(place, folder).temporary);
        assert_ne!(servers[0], servers[1]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_a_shared_folder_is_neither_written_nor_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let (link, target) = (folder.path().join("link"), folder.path().join("target"));
        std::os::unix::fs::symlink(&target, &link).expect("a link");
        append(&link, Whose::Ours, b"a line\n").expect_err("a link to nothing");
        assert!(!target.exists());
        std::fs::write(&target, "somebody's\n").expect("a file");
        append(&link, Whose::Ours, b"a line\n").expect_err("a link to a file");
        assert!(hold(&link, Whose::Ours).is_err(), "it is not read");
        assert_eq!(std::fs::read_to_string(&target).expect("it is there"), "somebody's\n");
    }

    #[cfg(unix)]
    #[test]
    fn only_this_user_can_read_what_is_put_aside() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file");
        append(&path, Whose::Ours, b"a line\n").expect("it is written");
        append(&path, Whose::Ours, b"another\n").expect("it is written");
        assert_eq!(std::fs::metadata(&path).expect("it is there").permissions().mode() & 0o777, 0o600);
        assert_eq!(std::fs::read_to_string(&path).expect("it is there"), "a line\nanother\n");
    }
}
