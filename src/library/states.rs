//! An import changes texts, never whether something is in use.

use crate::store::{NewEntry, Result, Store};

use crate::library::file::FileEntry;
use crate::library::source::saying;

/// Known entries that stay as they are, though their file says otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct States {
    /// The names of those that are switched off.
    pub off: Vec<String>,
    /// The names of those in use.
    pub on: Vec<String>,
}

/// The entries of an import, each known one with the state that it has in the store.
pub async fn in_stored_state<T: FileEntry>(
    store: &Store,
    mut entries: Vec<NewEntry<T>>,
) -> Result<(Vec<NewEntry<T>>, States)> {
    let (stored, mut states) = (store.entries::<T>().await?, States::default());
    for entry in &mut entries {
        let same = |name: &str| name.to_lowercase() == entry.text.name().to_lowercase();
        let Some(known) = stored.iter().find(|known| same(known.text.name())) else { continue };
        let kept = entry.text.clone().in_state_of(&known.text);
        if kept == entry.text {
            continue;
        }
        match (known.text.is_active(), entry.text.is_active()) {
            (false, true) => states.off.push(known.text.name().to_owned()),
            (true, false) => states.on.push(known.text.name().to_owned()),
            _ => {}
        }
        entry.source = entry.source.as_deref().and_then(|source| saying(source, &kept));
        entry.text = kept;
    }
    Ok((entries, states))
}
