//! Switches an entry off, or deletes it.

use serde_json::json;

use crate::app::App;
use crate::cli::confirm::confirmed;
use crate::cli::entries::find::not_found;
use crate::cli::entries::kind::Kind;
use crate::cli::shell::operand;
use crate::error::{Exit, Failure};
use crate::library;
use crate::store::{EntryUses, Stored};
use crate::ui::count;

/// Switched off, it keeps its versions, and `restore` switches it on again.
pub(super) async fn remove<T: Kind>(app: &App, name: &str, purge: bool) -> Result<Exit, Failure> {
    let entry = app.store().await?.whole_entry::<T>(name).await.map_err(not_found::<T>)?;
    if purge {
        return delete(app, &entry).await;
    }
    let retired = library::changed(&entry, entry.text.clone().retired());
    let after = app.store().await?.edit_entry(&entry, &retired, &app.settings.user).await?;
    let changed = after.version != entry.version;
    if app.ui.wants_json() {
        app.ui.json(&json!({ T::ONE: entry, "changed": changed }))?;
        return Ok(Exit::Done);
    }
    let name = entry.text.name();
    app.ui.out(name)?;
    match changed {
        true => app.ui.note(&format!("switched off; on again with: dialoom {} restore {}", T::NAMES[0], operand(name))),
        false => app.ui.note("was switched off already"),
    }
    Ok(Exit::Done)
}

async fn delete<T: Kind>(app: &App, entry: &Stored<T>) -> Result<Exit, Failure> {
    let name = entry.text.name();
    let what = format!("delete the {} \"{name}\" with {}", T::WHAT, count(entry.version.into(), "version"));
    if !confirmed(app, &what, "Add -y to delete without the question.")? {
        return Ok(Exit::Done);
    }
    let uses = app.store().await?.purge_entry(entry).await?;
    if uses == EntryUses::default() {
        if app.ui.wants_json() {
            app.ui.json(&json!({ T::ONE: entry, "changed": true }))?;
            return Ok(Exit::Done);
        }
        app.ui.out(name)?;
        app.ui.note("deleted");
        return Ok(Exit::Done);
    }
    let failure = Failure::bad_input(format!("the {} \"{name}\" is in use; nothing was deleted", T::WHAT));
    let rests = [(uses.conversations, "conversations"), (uses.batches, "batches")];
    let failure = rests
        .iter()
        .filter(|(number, _)| *number > 0)
        .fold(failure, |failure, (number, what)| failure.because(format!("{what} on it: {number}")));
    Err(failure.hint("Switch it off instead: leave --purge out."))
}
