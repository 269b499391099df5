//! What is said where an entry, its file or its folder is not right.

use std::path::Path;

use crate::error::Failure;
use crate::library::FileError;

use crate::cli::entries::kind::Kind;
use crate::cli::shell::operand;

pub(super) fn wrong_file<T: Kind>(error: FileError) -> Failure {
    Failure::bad_input(error.to_string()).hint(format!(
        "Nothing was stored. `dialoom {} show NAME` prints a stored one as a file to start from.",
        T::NAMES[0]
    ))
}

/// A whole library has the folder of this kind below it.
pub(super) fn wrong_folder<T: Kind>(folder: &Path, error: FileError) -> Failure {
    let below = folder.join(T::NAMES[0]);
    if !below.is_dir() {
        return wrong_file::<T>(error);
    }
    let [whole, below] = [folder, &below].map(quoted_path);
    Failure::bad_input(error.to_string())
        .hint(format!("Take the folder below it: dialoom {} import {below}", T::NAMES[0]))
        .hint(format!("Or the whole library: dialoom library import {whole}"))
}

fn quoted_path(path: &Path) -> String {
    operand(&path.display().to_string())
}
