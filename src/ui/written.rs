//! A text that a person writes in an editor until it can be read.

use crate::error::Failure;
use crate::review::{FormError, with_error};
use crate::ui::text_editor::Draft;

/// Opens the text in the editor until it can be read. What is wrong is said in the text. The draft keeps what was written
/// until it is stored. `can_ask` says whether a person sits there who answers.
pub(crate) fn written<T>(
    can_ask: bool,
    text: &str,
    read: impl Fn(&str) -> Result<T, FormError>,
) -> Result<(T, Draft), Failure> {
    let mut draft = Draft::new(text)?;
    let mut shown = text.to_owned();
    loop {
        let written = draft.edit()?;
        // As with a commit message: nothing is left to mend.
        if written.trim().is_empty() {
            return Err(Failure::bad_input("the text was emptied; nothing was changed"));
        }
        let error = match read(&written) {
            Ok(value) => return Ok((value, draft)),
            Err(error) => error,
        };
        let again = with_error(&written, &error);
        // Who closes it as it was shown gives up, and nobody answers without a terminal.
        if again == shown || !can_ask {
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
