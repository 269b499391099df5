//! The files that no output may replace: the database with what stands beside it, and the configuration.

use std::path::Path;

use crate::error::Failure;
use crate::settings::Settings;
use crate::store::{is_of_database, is_same_file};

/// Refuses a path of one of them, with a hint that says how to name another.
pub(super) fn check(settings: &Settings, path: &Path, hint: &str) -> Result<(), Failure> {
    let is_config = settings.config_file.as_ref().is_some_and(|config| is_same_file(config, path));
    let what = match is_of_database(&settings.db, path) {
        true => "a file of the database",
        false if is_config => "the configuration file in use",
        false => return Ok(()),
    };
    Err(Failure::bad_input(format!("{} is {what}; nothing was written", path.display())).hint(hint))
}
