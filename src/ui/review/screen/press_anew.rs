//! The key that lets a model write the conversation anew, and the note it asks for.

use crossterm::event::KeyEvent;

use crate::ui::review::editor::Editor;
use crate::ui::review::screen::effect::Effect;
use crate::ui::review::screen::state::{Mode, State};
use crate::ui::review::screen::typed::{Typed, typed};

impl State {
    /// Asks what the new version is to do differently. Where there can be none, that is said before a note is written.
    pub(super) fn ask_anew(&mut self) -> Vec<Effect> {
        if self.shown.is_none() || self.is_new() {
            return Vec::new();
        }
        self.mode = Mode::Anew(Editor::default());
        vec![Effect::CheckAnew]
    }

    pub(super) fn press_anew(&mut self, key: KeyEvent) -> Vec<Effect> {
        let Mode::Anew(line) = &mut self.mode else { return Vec::new() };
        let note = match typed(line, key) {
            Typed::More => return Vec::new(),
            Typed::Cancelled => None,
            Typed::Done => Some(line.text().to_owned()),
        };
        self.mode = Mode::Reading;
        note.map(|note| Effect::MakeAnew((!note.is_empty()).then_some(note))).into_iter().collect()
    }
}
