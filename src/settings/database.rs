//! Which database file is used where nobody named one.

use std::path::Path;

use crate::error::Failure;
use crate::settings::places::Found;
use crate::settings::{Flags, Source, Surroundings, Warning, found};

/// The name of a database file that nobody named.
const NAME: &str = "dialoom.db";

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
