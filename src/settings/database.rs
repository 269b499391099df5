//! Which database file is used where nobody named one.

use std::path::Path;

use crate::error::Failure;
use crate::settings::places::Found;
use crate::settings::{Flags, Source, Surroundings, Warning, found, without_password};

/// The name of a database file that nobody named.
const NAME: &str = "dialoom.db";

/// A warning where there is a `dialoom.db` here and the settings of a folder above name another one.
pub(super) fn passed_over(around: &Surroundings<'_>, used: &str) -> Option<Warning> {
    let here = around.folder.join(NAME);
    let is_same = |path: &str| std::fs::canonicalize(path).ok() == std::fs::canonicalize(&here).ok();
    if !here.is_file() || is_same(used.strip_prefix("sqlite:").unwrap_or(used)) {
        return None;
    }
    let text = format!(
        "the database is {}, as the configuration file says, not the {NAME} in this folder (--db {NAME} uses that)",
        without_password(used)
    );
    Some(Warning { text, can_wait: false })
}

/// The `dialoom.db` here or above, but never above the folder with the project's settings. Where there is none, it is to
/// be beside those settings, or else here.
///
/// One above that others can write is refused, or with a warning passed over where the command only reads.
pub(super) fn of_project(
    flags: &Flags,
    around: &Surroundings<'_>,
    settings: Option<&Found>,
    warnings: &mut Vec<Warning>,
) -> Result<(String, Source), Failure> {
    let root = settings.filter(|found| found.by_searching).and_then(|found| found.path.parent());
    let here = around.folder.as_path();
    let in_folder = |folder: &Path| match folder == here {
        true => NAME.to_owned(),
        false => folder.join(NAME).display().to_string(),
    };
    for folder in here.ancestors() {
        let path = folder.join(NAME);
        let is_used = path.is_file() && (folder == here || found::DATABASE.admits(&path, flags.effect, warnings)?);
        if is_used {
            return Ok((in_folder(folder), Source::Found(folder.to_owned())));
        }
        if Some(folder) == root {
            break;
        }
    }
    Ok((in_folder(root.unwrap_or(here)), Source::Default))
}
