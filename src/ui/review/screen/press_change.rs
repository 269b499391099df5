//! Keys that change the conversation itself: edit it, edit one of its turns, delete it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::domain::conversation::without_blank_edges;
use crate::domain::status::Status;
use crate::ui::review::editor::{Edit, Editor};
use crate::ui::review::screen::effect::Effect;
use crate::ui::review::screen::layout::GUTTER;
use crate::ui::review::screen::state::{Mode, State};
use crate::ui::review::screen::turn::TurnText;
use crate::ui::review::screen::typed::{Typed, typed};
use crate::ui::review::words::{delete_question, tagging};

impl State {
    /// Asks whether to delete the conversation. About an approved one it asks twice.
    pub(super) fn ask_delete(&mut self) {
        if let Some(shown) = self.shown.as_ref().filter(|_| !self.is_new()) {
            let is_approved = shown.full.conversation.status == Status::Approved;
            self.mode = Mode::Delete { is_approved, is_asked_again: false };
            self.must_draw();
        }
    }

    /// The question before a deletion, and what it means.
    pub(super) fn delete_question(&self, is_approved: bool, is_asked_again: bool) -> String {
        let id = self.shown.as_ref().map_or("", |shown| shown.full.conversation.short_id.as_str());
        delete_question(id, is_approved, is_asked_again)
    }

    pub(super) fn press_delete(&mut self, key: KeyEvent) -> Vec<Effect> {
        let Mode::Delete { is_approved, is_asked_again } = self.mode else { return Vec::new() };
        match key.code {
            KeyCode::Char('y' | 'Y') if !self.is_new() => {
                if is_approved && !is_asked_again {
                    self.mode = Mode::Delete { is_approved, is_asked_again: true };
                    self.must_draw();
                    return Vec::new();
                }
                self.mode = Mode::Reading;
                return vec![Effect::Delete { force: is_approved }];
            }
            KeyCode::Char('n' | 'N' | 'q') | KeyCode::Esc | KeyCode::Enter => {
                self.mode = Mode::Reading;
                self.say("Nothing was deleted.", false);
            }
            _ => {}
        }
        Vec::new()
    }

    /// Asks for a note about the conversation, or for a tag.
    pub(super) fn ask_remark(&mut self, is_tag: bool) {
        if self.shown.is_some() && !self.is_new() {
            self.mode = if is_tag { Mode::Tag(Editor::default()) } else { Mode::Note(Editor::default()) };
        }
    }

    pub(super) fn press_remark(&mut self, key: KeyEvent) -> Vec<Effect> {
        let (line, is_tag) = match &mut self.mode {
            Mode::Note(line) => (line, false),
            Mode::Tag(line) => (line, true),
            _ => return Vec::new(),
        };
        let given = match typed(line, key) {
            Typed::More => return Vec::new(),
            Typed::Cancelled => String::new(),
            Typed::Done => line.text().to_owned(),
        };
        if given.is_empty() {
            self.mode = Mode::Reading;
            return Vec::new();
        }
        if !is_tag {
            self.mode = Mode::Reading;
            return vec![Effect::Note(given)];
        }
        match tagging(&given) {
            Ok((tag, how)) => {
                self.mode = Mode::Reading;
                vec![Effect::Tag(tag, how)]
            }
            Err(error) => {
                self.say(error.to_string(), true);
                Vec::new()
            }
        }
    }

    /// Opens a turn to edit it: that of the finding at which Tab stands, else the first that is wholly on the screen.
    pub(super) fn edit_turn(&mut self) {
        let Some(shown) = self.shown.as_ref().filter(|_| !self.is_new()) else { return };
        let (layout, page) = (&shown.layout, shown.top..shown.top + self.page());
        let finding = shown.finding.and_then(|at| layout.findings.get(at)).filter(|row| page.contains(row));
        let whole = (0..layout.texts.len()).find(|turn| {
            let ends = layout.label_of(turn + 1).map_or(layout.rows.len(), |next| next.saturating_sub(1));
            layout.label_of(*turn).is_some_and(|begins| page.start <= begins && ends <= page.end)
        });
        let place = finding.and_then(|row| layout.turn_at(*row)).or(whole).or_else(|| layout.turn_at(shown.top));
        self.open_turn(place.unwrap_or(0));
    }

    fn open_turn(&mut self, place: usize) {
        let Some(turn) = self.shown.as_ref().and_then(|shown| shown.full.turns.get(place)) else { return };
        self.mode = Mode::Turn(TurnText::new(place, turn.role, &turn.content));
    }

    /// The columns for the text of a turn that is edited.
    pub(super) fn turn_columns(&self) -> usize {
        usize::from(self.size.0).saturating_sub(GUTTER).max(2)
    }

    pub(super) fn press_turn(&mut self, key: KeyEvent) -> Vec<Effect> {
        let (columns, page) = (self.turn_columns(), self.page().cast_signed());
        let Mode::Turn(it) = &mut self.mode else { return Vec::new() };
        let gives_up = std::mem::take(&mut it.gives_up);
        match key.code {
            KeyCode::Char('s') if key.modifiers.contains(KeyModifiers::CONTROL) => return self.save_turn(),
            KeyCode::Esc if it.is_changed() && !gives_up => {
                it.gives_up = true;
                self.say("The turn is changed: Ctrl-S saves it, Esc again gives the change up.", true);
            }
            KeyCode::Esc => {
                self.mode = Mode::Reading;
                self.say("", false);
            }
            KeyCode::Tab | KeyCode::BackTab if it.is_changed() => {
                self.say("Save this turn with Ctrl-S first.", true);
            }
            KeyCode::Tab => {
                let next = it.turn + 1;
                self.open_turn(next);
            }
            KeyCode::BackTab => {
                let before = it.turn.checked_sub(1);
                before.into_iter().for_each(|place| self.open_turn(place));
            }
            KeyCode::Up => it.move_rows(-1, columns),
            KeyCode::Down => it.move_rows(1, columns),
            KeyCode::PageUp => it.move_rows(-page, columns),
            KeyCode::PageDown => it.move_rows(page, columns),
            KeyCode::Home => it.go_to_start_of_row(columns),
            KeyCode::End => it.go_to_end_of_row(columns),
            KeyCode::Enter => it.editor.apply(&Edit::Insert('\n')),
            _ => match typed(&mut it.editor, key) {
                Typed::More | Typed::Done | Typed::Cancelled => {}
            },
        }
        Vec::new()
    }

    /// The turn stays open until its text is stored.
    fn save_turn(&mut self) -> Vec<Effect> {
        let Mode::Turn(it) = &self.mode else { return Vec::new() };
        if it.editor.text().is_empty() {
            self.say("A turn cannot be empty.", true);
            return Vec::new();
        }
        if !it.is_changed() {
            self.mode = Mode::Reading;
            self.say("The text is the same: nothing was changed.", false);
            return Vec::new();
        }
        vec![Effect::EditTurn { turn: it.turn, content: without_blank_edges(it.editor.whole()).to_owned() }]
    }
}
