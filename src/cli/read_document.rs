//! The child process that reads a document for `documents add`. It is no command for people.

use std::str::FromStr;

use crate::domain::document::{DocumentFormat, READER};
use crate::error::Exit;
use crate::library;
use crate::ui::{OutputOptions, Ui};

/// Reads the file on stdin, where this process was started for that.
pub fn answer_parent() -> Option<Exit> {
    let mut words = std::env::args().skip(1);
    if words.next().as_deref() != Some(READER) {
        return None;
    }
    let Some(format) = words.next().and_then(|word| DocumentFormat::from_str(&word).ok()) else {
        return Some(Exit::BadInput);
    };
    let ui = Ui::new(OutputOptions::default());
    // The parent may be gone.
    library::answer_parent(format, &mut std::io::stdin().lock(), &mut |line| drop(ui.out_raw(line.as_bytes())));
    Some(Exit::Done)
}
