//! Texts that a person writes: in an editor, or on stdin.

use std::io::Read as _;

use crate::app::App;
use crate::error::Failure;
use crate::review::{FormError, with_error};
use crate::ui::{Draft, has_editor};

/// Opens the text in the editor until it can be read. What is wrong is said in the text. The draft keeps what was written
/// until it is stored.
pub(super) fn written_in_editor<T>(
    app: &App,
    text: &str,
    read: impl Fn(&str) -> Result<T, FormError>,
) -> Result<(T, Draft), Failure> {
    if !app.ui.can_ask() && !has_editor() {
        return Err(Failure::bad_input("cannot open an editor without a terminal")
            .hint("Set $VISUAL or $EDITOR, or give the text on stdin (see --help)."));
    }
    let mut draft = Draft::new(text)?;
    let mut shown = text.to_owned();
    loop {
        let written = draft.edit()?;
        let error = match read(&written) {
            Ok(value) => return Ok((value, draft)),
            Err(error) => error,
        };
        let again = with_error(&written, &error);
        // Who closes it as it was shown gives up, and nobody answers without a terminal.
        if again == shown || !app.ui.can_ask() {
            let failure = Failure::bad_input("the text cannot be read; nothing was changed").because(error);
            return Err(match draft.keep() {
                Some(path) => failure.hint(format!("Your text is kept in {}", path.display())),
                None => failure,
            });
        }
        draft.write(&again)?;
        shown = again;
    }
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
