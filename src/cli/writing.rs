//! Texts that a person writes: in an editor, or on stdin.

use std::io::Read as _;

use crate::app::App;
use crate::error::Failure;
use crate::review::FormError;
use crate::ui::{Draft, has_editor, written};

/// Opens the text in the editor until it can be read. An editor that is named needs no terminal.
pub(super) fn written_in_editor<T>(
    app: &App,
    text: &str,
    read: impl Fn(&str) -> Result<T, FormError>,
) -> Result<(T, Draft), Failure> {
    if !app.ui.can_ask() && !has_editor() {
        return Err(Failure::bad_input("cannot open an editor without a terminal")
            .hint("Set $VISUAL or $EDITOR, or give the text on stdin (see --help)."));
    }
    written(app.ui.can_ask(), text, read)
}

/// The value of a flag, where "-" stands for stdin.
pub(super) async fn content_of(given: &str) -> Result<String, Failure> {
    if given != "-" {
        return Ok(given.to_owned());
    }
    let read = tokio::task::spawn_blocking(|| {
        let mut text = String::new();
        std::io::stdin().lock().read_to_string(&mut text).map(|_| text)
    });
    let read = read.await.unwrap_or_else(|error| Err(std::io::Error::other(error)));
    read.map_err(|error| Failure::bad_input("cannot read the text from stdin").because(error))
}
