//! A file to import, which is read twice: once to check it, and once to save what it holds.

use std::fs::File;
use std::io::{self, BufRead, Seek};
use std::path::Path;

use tokio::io::AsyncRead;

use crate::domain::ordinary_file::check_readable;
use crate::import::compressed;

/// An open file.
#[derive(Debug)]
pub struct Input {
    /// As the user named it; `-` for standard input.
    name: String,
    file: File,
}

impl Input {
    /// Opens a file, or standard input for `-`. What cannot be read twice is copied first.
    pub async fn open(path: &Path) -> io::Result<Input> {
        let name = path.display().to_string();
        if name == "-" {
            return Ok(Input { name, file: copied(tokio::io::stdin()).await? });
        }
        check_readable(path)?;
        let file = File::open(path)?;
        let file = if file.metadata()?.is_file() { file } else { copied(tokio::fs::File::from_std(file)).await? };
        Ok(Input { name, file })
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// From the beginning. One reader at a time: they share a place in the file.
    pub(super) fn reader(&self) -> io::Result<Box<dyn BufRead + Send>> {
        let mut file = self.file.try_clone()?;
        file.rewind()?;
        compressed::plain(file, &self.name)
    }
}

/// The system says what is wrong, and not with which folder.
fn no_copy(error: io::Error) -> io::Error {
    let folder = std::env::temp_dir();
    let message = format!("its copy in the folder for temporary files, {} (TMPDIR): {error}", folder.display());
    io::Error::new(error.kind(), message)
}

/// A copy without a name on the disk.
async fn copied(mut source: impl AsyncRead + Unpin) -> io::Result<File> {
    let mut copy = tokio::fs::File::from_std(tempfile::tempfile().map_err(no_copy)?);
    tokio::io::copy(&mut source, &mut copy).await?;
    tokio::io::AsyncWriteExt::flush(&mut copy).await?;
    Ok(copy.into_std().await)
}
