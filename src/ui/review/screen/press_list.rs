//! What a key means in the list, and at the question before a decision about many.

use crossterm::event::{KeyCode, KeyEvent};

use crate::domain::review::Decision;
use crate::domain::status::Move;
use crate::error::Exit;
use crate::ui::review::editor::Editor;
use crate::ui::review::list::List;
use crate::ui::review::screen::effect::Effect;
use crate::ui::review::screen::help;
use crate::ui::review::screen::said::Said;
use crate::ui::review::screen::state::{Mode, State};

impl State {
    /// Shows the list; the text, where it is empty. Nothing is decided in it before it is drawn.
    pub(super) fn open_list(&mut self, list: List) {
        if list.items.is_empty() {
            let none = match list.finding {
                Some(finding) => {
                    format!("None with {} waits any more; l lists all", finding.as_str().replace('_', " "))
                }
                None => "Nothing waits.".to_owned(),
            };
            let said = std::mem::take(&mut self.said);
            let parts = [said.text.as_str(), none.as_str()];
            let text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(". ");
            self.said = Said { text, is_bad: said.is_bad, is_whole: false };
            self.list = List::default();
            self.mode = Mode::Reading;
            self.must_draw();
            return;
        }
        self.list = list;
        self.mode = Mode::List;
        self.must_draw();
    }

    pub(super) fn press_list(&mut self, key: KeyEvent) -> Vec<Effect> {
        let page = self.list_page().cast_signed();
        match key.code {
            KeyCode::Esc | KeyCode::Char('l') => {
                self.mode = Mode::Reading;
                if self.list.finding.take().is_some() {
                    self.say("l lists all that wait again.", false);
                }
            }
            KeyCode::Char('q') => return vec![Effect::Leave(Exit::Done)],
            KeyCode::Char('u') => return self.undo(),
            KeyCode::Char(' ') => self.list.mark(),
            KeyCode::Char('A' | '*') => self.list.mark_all(),
            KeyCode::Char('j') | KeyCode::Down => self.move_by(1),
            KeyCode::Char('k') | KeyCode::Up => self.move_by(-1),
            KeyCode::PageDown => self.move_by(page),
            KeyCode::PageUp => self.move_by(-page),
            KeyCode::Char('g') | KeyCode::Home => self.move_by(isize::MIN),
            KeyCode::Char('G') | KeyCode::End => self.move_by(isize::MAX),
            KeyCode::Enter => {
                if let Some(item) = self.list.items.get(self.list.at) {
                    let id = item.it.short_id.clone();
                    self.mode = Mode::Reading;
                    return vec![Effect::Open(id)];
                }
            }
            KeyCode::Char('?') => self.mode = Mode::Text(help::of_list(usize::from(self.size.0))),
            KeyCode::Char('a') => self.ask_all(Decision::Approve { note: None }),
            KeyCode::Char('r') => self.why_all(Move::Reject),
            KeyCode::Char('b') => self.why_all(Move::SendBack),
            KeyCode::Char(unknown) => self.unknown = Some(unknown),
            _ => {}
        }
        Vec::new()
    }

    /// Asks for the one reason of a decision about all marked ones.
    fn why_all(&mut self, step: Move) {
        if self.has_marks() {
            self.mode = Mode::Why { step, line: Editor::default(), is_for_marked: true };
        }
    }

    /// Asks whether to decide about all marked ones. Keys that were typed before the question is drawn answer nothing.
    pub(super) fn ask_all(&mut self, decision: Decision) {
        if self.has_marks() {
            self.mode = Mode::Sure(decision);
            self.must_draw();
        }
    }

    fn has_marks(&mut self) -> bool {
        if self.is_new() {
            return false;
        }
        if self.list.marked.is_empty() {
            self.say("Mark rows first: Space marks one, A all.", true);
        }
        !self.list.marked.is_empty()
    }

    pub(super) fn press_sure(&mut self, key: KeyEvent) -> Vec<Effect> {
        let Mode::Sure(decision) = &self.mode else { return Vec::new() };
        let decision = decision.clone();
        match key.code {
            KeyCode::Char('y' | 'Y') if !self.is_new() => {
                self.mode = Mode::List;
                let (ids, is_all_at_once) = (self.list.chosen(), self.list.is_all_at_once);
                return vec![Effect::DecideAll { ids, decision, is_all_at_once }];
            }
            KeyCode::Char('n' | 'N' | 'q') | KeyCode::Esc | KeyCode::Enter => {
                self.mode = Mode::List;
                self.say("Nothing was changed.", false);
            }
            _ => {}
        }
        Vec::new()
    }
}
