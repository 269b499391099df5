//! The versions of an entry.

use serde_json::json;

use crate::app::App;
use crate::domain::template::pinned;
use crate::error::{Exit, Failure};
use crate::library;
use crate::store::Stored;

use crate::cli::entries::find::{entry, not_found};
use crate::cli::entries::kind::Kind;
use crate::cli::versions;

pub(super) async fn list<T: Kind>(app: &App, name: &str) -> Result<Exit, Failure> {
    let entry = entry::<T>(app, name).await?;
    let all = app.store().await?.entry_versions(&entry).await?;
    versions::list(app, T::ONE, entry.text.name(), &all)
}

/// A name without a version and without a second one: its last two versions.
pub(super) async fn differ<T: Kind>(app: &App, first: &str, second: Option<&str>) -> Result<Exit, Failure> {
    let is_alone = second.is_none();
    let mut first = version::<T>(app, first).await?;
    let second = match second {
        Some(second) => version::<T>(app, second).await?,
        None => newest(app, &first).await?,
    };
    if is_alone && first.version == second.version && first.version > 1 {
        first = version::<T>(app, &pinned(&first.id.to_string(), first.version - 1)).await?;
    }
    let (from, to) = (label(app, &first).await?, label(app, &second).await?);
    versions::differ(app, (&from, &library::file_of(&first)), (&to, &library::file_of(&second)))
}

/// An earlier version as the next one, under the name that the entry has now; without a version, in use again.
pub(super) async fn restore<T: Kind>(app: &App, given: &str) -> Result<Exit, Failure> {
    let earlier = version::<T>(app, given).await?;
    let newest = newest(app, &earlier).await?;
    let (new, said) = match versions::is_pinned(given, newest.text.name()) {
        true => {
            let text = earlier.text.clone().renamed(newest.text.name());
            (library::changed(&earlier, text), "it has that text already: nothing was changed")
        }
        false if newest.text.is_active() => (newest.clone().into(), "it is in use already: nothing was changed"),
        false => (library::changed(&newest, newest.text.clone().in_use()), ""),
    };
    let after = app.store().await?.edit_entry(&newest, &new, &app.settings.user).await.map_err(not_found::<T>)?;
    if app.ui.wants_json() {
        app.ui.json(&json!({ T::ONE: after }))?;
        return Ok(Exit::Done);
    }
    app.ui.out(after.text.name())?;
    match after.version == newest.version {
        true => app.ui.note(said),
        false => app.ui.note(&format!("stored as version {}", after.version)),
    }
    Ok(Exit::Done)
}

/// NAME@2, with the name of now: a version may have another one.
async fn label<T: Kind>(app: &App, it: &Stored<T>) -> Result<String, Failure> {
    Ok(pinned(newest(app, it).await?.text.name(), it.version))
}

async fn version<T: Kind>(app: &App, given: &str) -> Result<Stored<T>, Failure> {
    app.store().await?.entry_version::<T>(given).await.map_err(not_found::<T>)
}

async fn newest<T: Kind>(app: &App, of: &Stored<T>) -> Result<Stored<T>, Failure> {
    entry::<T>(app, &of.id.to_string()).await
}
