//! A text in the person's own editor.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Exit, Failure};
use crate::ui::prompt::blocking;

/// What a shell answers where it finds no program of that name.
const NOT_FOUND: i32 = 127;

/// A text that a person edits, in a file that only they can read. It is removed with this value.
#[derive(Debug)]
pub struct Draft {
    file: tempfile::NamedTempFile,
}

impl Draft {
    /// A file with this text.
    pub fn new(text: &str) -> Result<Draft, Failure> {
        let file = tempfile::Builder::new().prefix("dialoom-").suffix(".txt").tempfile().map_err(no_file)?;
        let mut draft = Draft { file };
        draft.write(text)?;
        Ok(draft)
    }

    /// Puts another text into the file.
    pub fn write(&mut self, text: &str) -> Result<(), Failure> {
        let path = self.file.path();
        let mut file = std::fs::OpenOptions::new().write(true).truncate(true).open(path).map_err(no_file)?;
        file.write_all(text.as_bytes()).map_err(no_file)
    }

    /// Opens the editor ($VISUAL, $EDITOR, else vi) and waits until it is closed. Gives the text then.
    pub fn edit(&self) -> Result<String, Failure> {
        let editor = editor();
        let ran = blocking(|| command(&editor, self.file.path()).status());
        let failed = |why: String| {
            Failure::new(format!("the editor {editor} failed: {why}"))
                .hint("Name another one in $VISUAL or $EDITOR, then run the same command again.")
        };
        let status = ran.map_err(|error| failed(error.to_string()))?;
        match status.code() {
            Some(0) => {}
            Some(NOT_FOUND) => return Err(failed("there is no such program".into())),
            Some(code) => return Err(failed(format!("it ended with exit code {code}"))),
            None => return Err(failed(status.to_string())),
        }
        let bytes = std::fs::read(self.file.path()).map_err(no_file)?;
        String::from_utf8(bytes).map_err(|_| failed("the file is no longer UTF-8 text".into()))
    }

    /// Leaves the file, and says where.
    pub fn keep(self) -> Option<PathBuf> {
        self.file.keep().ok().map(|(_, path)| path)
    }
}

/// Whether the person has named an editor.
pub fn has_editor() -> bool {
    ["VISUAL", "EDITOR"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn editor() -> String {
    let named = ["VISUAL", "EDITOR"].iter().filter_map(|name| std::env::var(name).ok());
    named.into_iter().find(|value| !value.trim().is_empty()).unwrap_or_else(|| "vi".into())
}

/// A shell reads the variable, as git does: it may hold arguments.
fn command(editor: &str, path: &Path) -> Command {
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("{editor} \"$@\"")).arg("sh").arg(path);
    command
}

fn no_file(error: std::io::Error) -> Failure {
    Failure::new("cannot write the file for the editor").because(error).exit(Exit::Failed)
}
