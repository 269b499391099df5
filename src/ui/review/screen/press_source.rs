//! The source of a conversation: beside its turns, and over them.

use crate::domain::document::Chunk;
use crate::domain::finding::Finding;
use crate::ui::review::screen::effect::Effect;
use crate::ui::review::screen::scrolled::Scrolled;
use crate::ui::review::screen::source_pane::{SourcePane, comes_unasked, has_room_beside};
use crate::ui::review::screen::state::{Mode, State};
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

    /// Whether the source is to come by itself: once, in a very wide window, where the turns say what it lacks.
    pub(super) fn wants_source(&mut self) -> bool {
        let is_free = matches!(self.mode, Mode::Reading) && comes_unasked(usize::from(self.size.0));
        let Some(shown) = self.shown.as_mut().filter(|shown| is_free && !shown.source_came) else { return false };
        let it = &shown.full.conversation;
        let says_more = it.quality_metrics.findings.iter().any(|note| note.finding == Finding::Ungrounded);
        let wants = shown.source.is_none() && it.chunk_id.is_some() && says_more;
        shown.source_came = wants;
        wants
    }

    /// Shows the source that came by itself. What the last act did stays said.
    pub(super) fn bring_source(&mut self, chunk: Chunk) {
        let (said, offer) = (std::mem::take(&mut self.said), self.offer.take());
        self.show_source(Some(chunk));
        if !said.text.is_empty() {
            (self.said, self.offer) = (said, offer);
        }
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
        let (lines, columns) = (lines(&shown.full, chunk), usize::from(self.size.0));
        self.mode = Mode::Text(Scrolled::new(format!("Source: {}", title(chunk)), lines, columns));
    }

    /// Closes what stands beside the turns.
    pub(super) fn close_source(&mut self) {
        if self.shown.as_mut().and_then(|shown| shown.source.take()).is_some() {
            self.fit_shown();
        }
    }
}
