//! Asks before a command changes what it selected.

use crate::app::App;
use crate::domain::quoted::quoted;
use crate::error::Failure;

/// Whether to go ahead with `what` ("approve 3 conversations"). Without a terminal nobody can answer: an error with
/// this hint.
pub(super) fn confirmed(app: &App, what: &str, hint: &str) -> Result<bool, Failure> {
    if app.ui.confirm(&format!("{}?", capitalized(what)), false)? {
        return Ok(true);
    }
    if app.ui.can_ask() {
        app.ui.note("nothing was changed");
        return Ok(false);
    }
    Err(Failure::bad_input(format!("cannot ask without a terminal whether to {what}")).hint(hint))
}

/// A conversation in a question: its id and its title.
pub(super) fn named(short_id: &str, title: &str) -> String {
    format!("{short_id} ({})", quoted(title))
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
