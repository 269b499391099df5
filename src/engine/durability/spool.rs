//! The spool: a file for answers that the database does not take. A later run replays it.
//!
//! The file lies beside the database, or in the folder for temporary files if nothing can be written there. A process
//! locks the file before it appends or replays, and then checks that the path still names that file. A replay removes
//! or replaces the file, so what a process writes into the old one would be lost.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Error, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::time::Instant;

use crate::store::{Outcome, Store, StoreError};

/// How long to wait for a locked file. Two such waits are shorter than `writer::LAST_WORDS`.
const LOCK_PATIENCE: Duration = Duration::from_secs(5);
/// The pause between two tries to lock.
const LOCK_PAUSE: Duration = Duration::from_millis(10);

/// The two spool files of a database.
struct Places {
    /// Beside a database file; in the current folder for a server.
    beside: PathBuf,
    /// In the folder for temporary files, which users share. So the name says which database it belongs to, and only a
    /// file of this user is read or written.
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

/// Who may own a spool file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// Any user who may write beside the database.
    AnyUser,
    ThisUser,
}

/// Appends outcomes to the spool beside the database, or else to the one in the folder for temporary files.
pub(crate) async fn append_outcomes(store: &Store, outcomes: &[Outcome]) -> std::io::Result<PathBuf> {
    let mut lines = Vec::new();
    for outcome in outcomes {
        serde_json::to_writer(&mut lines, outcome)?;
        lines.push(b'\n');
    }
    let Places { beside, temporary } = Places::of(store);
    match append(&beside, Owner::AnyUser, &lines).await {
        Ok(()) => Ok(beside),
        Err(error) => {
            tracing::warn!(%error, path = %beside.display(), "answers cannot be spooled to this file");
            append(&temporary, Owner::ThisUser, &lines).await.map(|()| temporary)
        }
    }
}

/// Appends all lines or none. They are durable when this returns.
async fn append(path: &Path, owner: Owner, lines: &[u8]) -> std::io::Result<()> {
    let (mut file, is_new) = loop {
        let (file, is_new) = match open(path, owner) {
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
        // Leaves no empty file and no half line.
        Err(_) if before == 0 => drop(std::fs::remove_file(path)),
        Err(_) => drop(file.set_len(before)),
    }
    written
}

/// Opens an existing file for reading and appending.
fn open(path: &Path, owner: Owner) -> std::io::Result<File> {
    let foreign = || Error::new(ErrorKind::PermissionDenied, "it is not a file of this user");
    if owner == Owner::ThisUser && !is_ours(path)? {
        return Err(foreign());
    }
    let file = OpenOptions::new().read(true).append(true).open(path)?;
    // Checked again: another user could have replaced the file meanwhile.
    if owner == Owner::ThisUser && !(is_ours(path)? && is_still(&file, path)?) {
        return Err(foreign());
    }
    Ok(file)
}

/// Creates a file that only this user can read. Follows no link.
fn create(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).append(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Whether the path is a plain file of this user. A link is not.
fn is_ours(path: &Path) -> std::io::Result<bool> {
    let found = std::fs::symlink_metadata(path)?;
    #[cfg(unix)]
    let owner_is_us = std::os::unix::fs::MetadataExt::uid(&found) == rustix::process::geteuid().as_raw();
    #[cfg(not(unix))]
    let owner_is_us = true;
    Ok(found.is_file() && owner_is_us)
}

/// Whether the path still names this open file.
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
    // Other systems cannot remove an open file.
    #[cfg(not(unix))]
    let is_same = named.is_file() && file.metadata()?.is_file();
    Ok(is_same)
}

/// Waits for the lock. `false` if the path names another file by then, or none. Some network file systems have no
/// locks: it continues without one, since a small risk is better than no spool.
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

/// Makes a new name durable, as far as possible. The file itself is already.
fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// A spool file that waits to be replayed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The file.
    pub path: PathBuf,
    /// How many answers it holds.
    pub answers: usize,
}

/// The spool files of the database at this place, which need not be there any more. Changes nothing.
pub fn waiting_spools(place: &str) -> Vec<Waiting> {
    let Places { beside, temporary } = Places::named(place, &std::env::temp_dir());
    let waits = |(path, owner): (PathBuf, Owner)| {
        let mut text = Vec::new();
        open(&path, owner).and_then(|mut file| file.read_to_end(&mut text)).ok()?;
        Some(Waiting { path, answers: lines_of(&text).count() }).filter(|waiting| waiting.answers > 0)
    };
    [(beside, Owner::AnyUser), (temporary, Owner::ThisUser)].into_iter().filter_map(waits).collect()
}

/// The result of replaying one spool file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replayed {
    /// The file; removed unless lines are left in it.
    pub path: PathBuf,
    /// How many answers were stored.
    pub outcomes: usize,
    /// How many lines stay: damaged ones, and answers of another database.
    pub left: usize,
}

/// Stores the answers of the spool files and removes each file once they are durable. Returns the result for each file.
///
/// Lines that cannot be read or stored stay in the file. The lock lets several processes replay and append.
pub async fn replay_spool(store: &Store) -> Result<Vec<Replayed>, StoreError> {
    let Places { beside, temporary } = Places::of(store);
    let mut replayed = Vec::new();
    for (path, owner) in [(beside, Owner::AnyUser), (temporary, Owner::ThisUser)] {
        let failed = |error: Error| match error.kind() {
            ErrorKind::WouldBlock => StoreError::Locked,
            _ => StoreError::Other(format!("{}: {error}", path.display())),
        };
        let locked = match lock_spool(&path, owner).await {
            Ok(None) => continue,
            Ok(Some(locked)) => locked,
            // It may be a file of another user.
            Err(error) if owner == Owner::ThisUser && error.kind() != ErrorKind::WouldBlock => {
                tracing::warn!(%error, path = %path.display(), "left alone");
                continue;
            }
            Err(error) => return Err(failed(error)),
        };
        let (stored, stays) = store_lines(store, &locked.lines).await?;
        replayed.push(locked.end(stored, &stays).map_err(failed)?);
    }
    Ok(replayed)
}

/// A spool file, locked until this is dropped, and its content.
struct LockedSpool {
    path: PathBuf,
    /// The lock ends with it.
    _file: File,
    lines: Vec<u8>,
}

/// Locks and reads a spool file; `None` if there is none.
async fn lock_spool(path: &Path, owner: Owner) -> std::io::Result<Option<LockedSpool>> {
    loop {
        let mut file = match open(path, owner) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            found => found?,
        };
        if lock(&file, path).await? {
            let mut lines = Vec::new();
            file.read_to_end(&mut lines)?;
            return Ok(Some(LockedSpool { path: path.to_owned(), _file: file, lines }));
        }
    }
}

impl LockedSpool {
    /// Removes the file, or leaves these lines in it.
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

/// Replaces a file by one with these lines, atomically.
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

/// Stores the outcomes of these lines. Returns how many it stored, and the lines it could not store.
async fn store_lines(store: &Store, text: &[u8]) -> Result<(usize, Vec<u8>), StoreError> {
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
        let mut recorded = store.record(std::slice::from_ref(outcome)).await;
        if recorded.as_ref().is_err_and(|error| !error.is_passing()) {
            // Another process may have stored it in the same instant. Then the second try finds it.
            recorded = store.record(std::slice::from_ref(outcome)).await;
        }
        match recorded {
            Ok(_) => stored += 1,
            Err(error) if error.is_passing() => return Err(error),
            Err(error) => {
                tracing::warn!(%error, "a spooled answer cannot be stored");
                refuse(line);
            }
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
    async fn what_is_appended_while_others_replay_is_replayed_once() {
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
                    append(&path, Owner::AnyUser, line.as_bytes()).await.expect("it is added");
                }
            });
        }
        let mut replayers = tokio::task::JoinSet::new();
        let over = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
        for _ in 0..2 {
            let (path, over) = (path.clone(), over.clone());
            replayers.spawn(async move {
                let mut taken = Vec::new();
                loop {
                    let is_last = over.load(std::sync::atomic::Ordering::SeqCst);
                    if let Some(locked) = lock_spool(&path, Owner::AnyUser).await.expect("it is read") {
                        tokio::task::yield_now().await;
                        // Every other line stays for a later replay.
                        let (mut stored, mut stays) = (0, Vec::new());
                        for (place, line) in lines_of(&locked.lines).enumerate() {
                            if is_last || place % 2 == 0 {
                                stored += 1;
                                taken.push(String::from_utf8_lossy(line).into_owned());
                            } else {
                                stays.extend_from_slice(line);
                                stays.push(b'\n');
                            }
                        }
                        locked.end(stored, &stays).expect("it is replayed");
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
        let mut taken: Vec<String> = replayers.join_all().await.into_iter().flatten().collect();
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
        append(&link, Owner::ThisUser, b"a line\n").await.expect_err("a link to nothing");
        assert!(!target.exists());
        std::fs::write(&target, "somebody's\n").expect("a file");
        append(&link, Owner::ThisUser, b"a line\n").await.expect_err("a link to a file");
        assert!(lock_spool(&link, Owner::ThisUser).await.is_err(), "it is not read");
        assert_eq!(std::fs::read_to_string(&target).expect("it is there"), "somebody's\n");
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn only_this_user_can_read_a_spool() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file");
        append(&path, Owner::ThisUser, b"a line\n").await.expect("it is written");
        append(&path, Owner::ThisUser, b"another\n").await.expect("it is written");
        assert_eq!(std::fs::metadata(&path).expect("it is there").permissions().mode() & 0o777, 0o600);
        assert_eq!(std::fs::read_to_string(&path).expect("it is there"), "a line\nanother\n");
    }
}
