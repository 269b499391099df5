//! What killed exports left beside the places that they wrote to.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::domain::export::ExportRecord;
use crate::export::temporary::{put_back_earlier, remove_all_abandoned};

/// Removes it from the folders of these exports. Returns the paths.
pub(super) fn remove_leftovers(records: &[ExportRecord]) -> Vec<PathBuf> {
    let mut folders = BTreeSet::new();
    for record in records {
        let listed = record.files.iter().map(|file| file.path.as_str());
        for path in listed.chain(record.file_path.as_deref()).map(Path::new) {
            folders.extend(path.parent().map(Path::to_owned));
            // FOLDER/data/FILE: the whole folder was made beside its place.
            let dataset = path.parent().filter(|folder| folder.ends_with("data")).and_then(Path::parent);
            if let Some((dataset, above)) = dataset.and_then(|it| Some((it, it.parent()?))) {
                put_back_earlier(above, dataset);
                folders.insert(above.to_owned());
            }
        }
    }
    folders.iter().flat_map(|folder| remove_all_abandoned(folder)).collect()
}
