//! The source of a conversation: beside its turns, and over them.

use crate::domain::document::Chunk;
use crate::ui::review::screen::effect::Effect;
use crate::ui::review::screen::source_pane::{SourcePane, has_room_beside};
use crate::ui::review::screen::state::{Mode, Scrolled, State};
use crate::ui::review::source::{NO_SOURCE, beyond, lines, title};

impl State {
    /// Asks for the source. Where it stands beside the turns already, the whole of it comes over them.
    pub(super) fn ask_source(&mut self) -> Vec<Effect> {
        let Some(shown) = &mut self.shown else { return Vec::new() };
        if let Some(pane) = shown.source.take() {
            self.fit_shown();
            self.show_whole_source(&pane.chunk);
            return Vec::new();
        }
        if shown.full.conversation.chunk_id.is_none() {
            self.say(NO_SOURCE, false);
            return Vec::new();
        }
        vec![Effect::ReadSource]
    }

    /// Shows it: beside the turns in a wide window, over them in another.
    pub(super) fn show_source(&mut self, chunk: Option<Chunk>) {
        let is_wide = has_room_beside(usize::from(self.size.0));
        match (chunk, &mut self.shown) {
            (Some(chunk), Some(shown)) if is_wide => {
                let beyond = beyond(&shown.full, &shown.layout.texts);
                shown.source = Some(SourcePane { chunk, beyond });
                self.fit_shown();
                self.say("S shows the source alone, Esc closes it.", false);
            }
            (Some(chunk), _) => self.show_whole_source(&chunk),
            (None, _) => self.say("The text it rests on is not stored any more.", true),
        }
    }

    fn show_whole_source(&mut self, chunk: &Chunk) {
        let Some(shown) = &self.shown else { return };
        let lines = lines(&shown.full, chunk, usize::from(self.size.0));
        self.mode = Mode::Text(Scrolled { title: format!("Source: {}", title(chunk)), lines, top: 0 });
    }

    /// Closes what stands beside the turns.
    pub(super) fn close_source(&mut self) {
        if self.shown.as_mut().and_then(|shown| shown.source.take()).is_some() {
            self.fit_shown();
        }
    }
}
