//! A text over the conversation: the help, the facts behind it, a failure.

use crate::ui::review::hanging::{Hanging, wrapped};

#[derive(Debug, Clone)]
pub(super) struct Scrolled {
    pub(super) title: String,
    /// The text as it was, for a window of another width.
    source: Vec<Hanging>,
    /// The same, wrapped to the window.
    pub(super) lines: Vec<String>,
    pub(super) top: usize,
    /// Whether it was opened from the list, and leads back to it.
    pub(super) is_over_list: bool,
}

impl Scrolled {
    pub(super) fn new(title: impl Into<String>, source: Vec<Hanging>, columns: usize) -> Scrolled {
        let lines = wrapped(&source, columns);
        Scrolled { title: title.into(), source, lines, top: 0, is_over_list: false }
    }

    /// Wraps it to another width.
    pub(super) fn fit(&mut self, columns: usize) {
        self.lines = wrapped(&self.source, columns);
    }
}
