//! Two conversations side by side: how they come on the screen, and what a key means there.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::store::FullConversation;
use crate::ui::review::beside::{Beside, NOTHING_BESIDE};
use crate::ui::review::screen::effect::Effect;
use crate::ui::review::screen::pair::Pair;
use crate::ui::review::screen::state::{Mode, State};

impl State {
    /// Shows another conversation beside the one on the screen. `names` say what each of the two is.
    pub(super) fn show_beside(&mut self, title: String, other: Box<FullConversation>, names: [&'static str; 2]) {
        let Some(shown) = &self.shown else { return };
        let mut pair = Pair::new(title, shown.full.clone(), other, names);
        pair.fit(usize::from(self.size.0), self.theme);
        self.mode = Mode::Pair(pair);
        self.must_draw();
    }

    /// Asks for the version that this one was made from, else for the conversation that it is almost the same as.
    pub(super) fn compare(&mut self) -> Vec<Effect> {
        let Some(shown) = &self.shown else { return Vec::new() };
        match Beside::of(&shown.full.conversation) {
            Some(beside) => vec![Effect::Beside(beside)],
            None => {
                self.say(NOTHING_BESIDE, false);
                Vec::new()
            }
        }
    }

    /// Both were drawn: the keys decide about the one that the queue gave, and leave the other alone.
    pub(super) fn press_pair(&mut self, key: KeyEvent) -> Vec<Effect> {
        let is_plain = !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match key.code {
            KeyCode::Char(letter @ ('a' | 'r' | 'b' | 'R' | 's' | 'd' | 'u' | 'n' | 'p')) if is_plain => {
                return self.press_letter(letter);
            }
            KeyCode::Esc | KeyCode::Enter | KeyCode::Char('q' | 'D') => {
                self.mode = Mode::Reading;
                // The keys decide again once the conversation is on the screen.
                self.must_draw();
            }
            KeyCode::Tab => self.step_difference(true),
            KeyCode::BackTab => self.step_difference(false),
            KeyCode::Char(' ') => self.move_by(self.page_step()),
            KeyCode::Char('j') => self.move_by(1),
            KeyCode::Char('k') => self.move_by(-1),
            KeyCode::Char('g') => self.move_by(isize::MIN),
            KeyCode::Char('G') => self.move_by(isize::MAX),
            code => self.press_movement(code),
        }
        Vec::new()
    }

    /// Moves to the next turn that differs, or to the one before; the first follows the last.
    fn step_difference(&mut self, is_forward: bool) {
        let page = self.page();
        let Mode::Pair(pair) = &mut self.mode else { return };
        let count = pair.differences.len();
        if count == 0 {
            return self.say("No turn differs.", false);
        }
        let next = match (pair.difference, is_forward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        };
        pair.difference = Some(next);
        pair.top = pair.differences[next].min(pair.lines.len().saturating_sub(page));
        self.say("", false);
    }
}
