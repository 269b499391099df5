//! Answers the database does not take are spooled to a file, and replayed from there later.
//!
//! The file lies beside the database, or, where nothing can be written there, in the folder for temporary files. Whoever
//! adds to it or replays it holds a lock on it, and has made sure that it is still the file of that name: one that was
//! replayed is removed, or replaced by what must stay, and whatever were written into it then would be gone.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Error, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::time::Instant;

use crate::store::{Outcome, Store, StoreError};

/// How long a file that another process works on is waited for: two of them take less than the last words of a run.
const LOCK_PATIENCE: Duration = Duration::from_secs(5);
/// The pause between two looks whether it is free.
const LOCK_PAUSE: Duration = Duration::from_millis(10);

/// Where a database's answers are spooled to.
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
            (PathBuf::from("dialoom.spool.jsonl"), "dialoom".into(), PathBuf::from(place))
        } else {
            let path = Path::new(place);
            let whole = path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.into());
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (PathBuf::from(format!("{place}.spool.jsonl")), name, whole)
        };
        let digest = <sha2::Sha256 as sha2::Digest>::digest(whole.as_os_str().as_encoded_bytes());
        let digest: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        Places { beside, temporary: folder.join(format!("{name}-{digest}.spool.jsonl")) }
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

/// Appends outcomes to the spool file, or to the one in the folder for temporary files where that cannot be written.
pub(crate) async fn append_outcomes(store: &Store, outcomes: &[Outcome]) -> std::io::Result<PathBuf> {
    let mut lines = Vec::new();
    for outcome in outcomes {
        serde_json::to_writer(&mut lines, outcome)?;
        lines.push(b'\n');
    }
    let Places { beside, temporary } = Places::of(store);
    match append(&beside, Whose::Anybody, &lines).await {
        Ok(()) => Ok(beside),
        Err(error) => {
            tracing::warn!(%error, path = %beside.display(), "answers cannot be spooled to this file");
            append(&temporary, Whose::Ours, &lines).await.map(|()| temporary)
        }
    }
}

/// Appends lines, all of them or none, durable when this returns.
async fn append(path: &Path, whose: Whose, lines: &[u8]) -> std::io::Result<()> {
    let (mut file, is_new) = loop {
        let (file, is_new) = match open(path, whose) {
            Err(error) if error.kind() == ErrorKind::NotFound => match create(path) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => continue,
                made => (made?, true),
            },
            found => (found?, false),
        };
        if lock(&file, path).await? {
            break (file, is_new);
        }
    };
    let before = file.metadata()?.len();
    let written = file.write_all(lines).and_then(|()| file.sync_all());
    match &written {
        Ok(()) if is_new => sync_folder(path),
        Ok(()) => {}
        // An empty file would be looked into for nothing, and half a line would spoil the file for those who read it.
        Err(_) if before == 0 => drop(std::fs::remove_file(path)),
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

/// Waits for the lock, which goes with the file. `false` where the name stands for another file, or none, by then.
///
/// Where there are no locks (some network file systems) one has to do without: better a small risk than no file at all.
async fn lock(file: &File, path: &Path) -> std::io::Result<bool> {
    let begin = Instant::now();
    loop {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) if begin.elapsed() >= LOCK_PATIENCE => {
                return Err(Error::new(ErrorKind::WouldBlock, "another process works on it"));
            }
            Err(TryLockError::WouldBlock) => tokio::time::sleep(LOCK_PAUSE).await,
            Ok(()) | Err(TryLockError::Error(_)) => return is_still(file, path),
        }
    }
}

/// Makes a new name durable; where that cannot be done, the file itself is.
fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// What taking in a spool file came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replayed {
    /// The file, now gone unless lines are left in it.
    pub path: PathBuf,
    /// Answers replayed.
    pub outcomes: usize,
    /// Lines that stay in it: damaged ones, and those the database refuses, which belong to another.
    pub left: usize,
}

/// Takes the answers of earlier runs' spool files into the database, and removes each file once they are durable. Gives
/// what came of each file there was.
///
/// Lines that cannot be read or stored stay behind in the file, so that nothing is lost to a damaged one. Several
/// processes may do so at once, one after another, and others add to the file before or after.
pub async fn replay_spool(store: &Store) -> Result<Vec<Replayed>, StoreError> {
    let Places { beside, temporary } = Places::of(store);
    let mut replayed = Vec::new();
    for (path, whose) in [(beside, Whose::Anybody), (temporary, Whose::Ours)] {
        let failed = |error: Error| match error.kind() {
            ErrorKind::WouldBlock => StoreError::Locked,
            _ => StoreError::Other(format!("{}: {error}", path.display())),
        };
        let held = match hold(&path, whose).await {
            Ok(None) => continue,
            Ok(Some(held)) => held,
            // Whatever lies there is none of ours, or cannot be told from it.
            Err(error) if whose == Whose::Ours && error.kind() != ErrorKind::WouldBlock => {
                tracing::warn!(%error, path = %path.display(), "left alone");
                continue;
            }
            Err(error) => return Err(failed(error)),
        };
        let (stored, stays) = take_in(store, &held.found).await?;
        replayed.push(held.end(stored, &stays).map_err(failed)?);
    }
    Ok(replayed)
}

/// A spool file nobody else works on until this is gone, and what was found in it.
struct Held {
    path: PathBuf,
    /// Holds the lock.
    _file: File,
    found: Vec<u8>,
}

/// Takes hold of a spool file; `None` where there is none.
async fn hold(path: &Path, whose: Whose) -> std::io::Result<Option<Held>> {
    loop {
        let mut file = match open(path, whose) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            found => found?,
        };
        if lock(&file, path).await? {
            let mut found = Vec::new();
            file.read_to_end(&mut found)?;
            return Ok(Some(Held { path: path.to_owned(), _file: file, found }));
        }
    }
}

impl Held {
    /// So many answers of it are stored, and these lines must stay.
    fn end(self, outcomes: usize, stays: &[u8]) -> std::io::Result<Replayed> {
        let left = lines_of(stays).count();
        if left == 0 {
            std::fs::remove_file(&self.path)?;
        } else if outcomes > 0 {
            replace(&self.path, stays)?;
        }
        Ok(Replayed { path: self.path.clone(), outcomes, left })
    }
}

/// Puts other lines in a file's place, all at once.
fn replace(path: &Path, lines: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut fresh = tempfile::NamedTempFile::new_in(folder)?;
    fresh.write_all(lines)?;
    fresh.as_file().sync_all()?;
    fresh.persist(path)?;
    sync_folder(path);
    Ok(())
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
                    tracing::warn!(%error, "a spooled answer cannot be stored");
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
        assert_eq!(one.beside, Path::new("/one/x.db.spool.jsonl"));
        assert_ne!(one.temporary, two.temporary);
        assert_eq!(one.temporary, Places::named("/one/x.db", folder).temporary);
        let servers = ["postgres://a/x", "postgres://b/x"].map(|place| Places::named(place, folder).temporary);
        assert_ne!(servers[0], servers[1]);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn what_is_added_while_others_take_in_is_taken_in_by_somebody() {
        const WRITERS: usize = 4;
        const LINES: usize = 500;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.db.spool.jsonl");
        let mut writers = tokio::task::JoinSet::new();
        for writer in 0..WRITERS {
            let path = path.clone();
            writers.spawn(async move {
                for number in 0..LINES {
                    let line = format!("{writer} {number}\n");
                    append(&path, Whose::Anybody, line.as_bytes()).await.expect("it is added");
                }
            });
        }
        let mut takers = tokio::task::JoinSet::new();
        let over = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
        for _ in 0..2 {
            let (path, over) = (path.clone(), over.clone());
            takers.spawn(async move {
                let mut taken = Vec::new();
                loop {
                    let is_last = over.load(std::sync::atomic::Ordering::SeqCst);
                    if let Some(held) = hold(&path, Whose::Anybody).await.expect("it is read") {
                        tokio::task::yield_now().await;
                        // Every other line stays, and is taken in some other time.
                        let (mut stored, mut stays) = (0, Vec::new());
                        for (place, line) in lines_of(&held.found).enumerate() {
                            if is_last || place % 2 == 0 {
                                stored += 1;
                                taken.push(String::from_utf8_lossy(line).into_owned());
                            } else {
                                stays.extend_from_slice(line);
                                stays.push(b'\n');
                            }
                        }
                        held.end(stored, &stays).expect("it is taken in");
                    }
                    if is_last {
                        return taken;
                    }
                    tokio::time::sleep(Duration::from_millis(1)).await;
                }
            });
        }
        while let Some(done) = writers.join_next().await {
            done.expect("a writer ends well");
        }
        over.store(true, std::sync::atomic::Ordering::SeqCst);
        let mut taken: Vec<String> = takers.join_all().await.into_iter().flatten().collect();
        taken.sort();
        let mut added: Vec<String> =
            (0..WRITERS).flat_map(|writer| (0..LINES).map(move |number| format!("{writer} {number}"))).collect();
        added.sort();
        assert_eq!(taken, added);
        assert!(!path.exists());
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn a_link_in_a_shared_folder_is_neither_written_nor_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let (link, target) = (folder.path().join("link"), folder.path().join("target"));
        std::os::unix::fs::symlink(&target, &link).expect("a link");
        append(&link, Whose::Ours, b"a line\n").await.expect_err("a link to nothing");
        assert!(!target.exists());
        std::fs::write(&target, "somebody's\n").expect("a file");
        append(&link, Whose::Ours, b"a line\n").await.expect_err("a link to a file");
        assert!(hold(&link, Whose::Ours).await.is_err(), "it is not read");
        assert_eq!(std::fs::read_to_string(&target).expect("it is there"), "somebody's\n");
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn only_this_user_can_read_what_is_put_aside() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file");
        append(&path, Whose::Ours, b"a line\n").await.expect("it is written");
        append(&path, Whose::Ours, b"another\n").await.expect("it is written");
        assert_eq!(std::fs::metadata(&path).expect("it is there").permissions().mode() & 0o777, 0o600);
        assert_eq!(std::fs::read_to_string(&path).expect("it is there"), "a line\nanother\n");
    }
}
