//! What a key means in each mode.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseEventKind};

use crate::domain::finding::Severity;
use crate::domain::review::Decision;
use crate::domain::status::Move;
use crate::error::Exit;
use crate::review::Background;
use crate::ui::review::editor::{Edit, Editor};
use crate::ui::review::find::Search;
use crate::ui::review::info;
use crate::ui::review::screen::effect::Effect;
use crate::ui::review::screen::help;
use crate::ui::review::screen::scrolled::Scrolled;
use crate::ui::review::screen::state::{Mode, State};
use crate::ui::review::screen::theme::warning;
use crate::ui::review::screen::typed::{Typed, typed};

/// Rows for one click of a mouse wheel.
const WHEEL: isize = 3;

impl State {
    /// Shows what is known about the conversation beside its text.
    pub(super) fn explain(&mut self, background: &Background) {
        if let Some(shown) = &self.shown {
            let (lines, columns) = (info::lines(&shown.full, background), usize::from(self.size.0));
            self.mode = Mode::Text(Scrolled::new("About this conversation", lines, columns));
        }
    }

    /// Applies what the terminal sent. Returns what is to be done, in order.
    pub(super) fn press(&mut self, event: &Event) -> Vec<Effect> {
        match event {
            // Nobody sees what was typed.
            Event::Paste(_) if !self.has_room() => Vec::new(),
            Event::Key(key) if key.kind != KeyEventKind::Release => self.press_key(*key),
            Event::Paste(text) => {
                self.paste(text);
                Vec::new()
            }
            Event::Mouse(mouse) => {
                match mouse.kind {
                    MouseEventKind::ScrollUp => self.move_by(-WHEEL),
                    MouseEventKind::ScrollDown => self.move_by(WHEEL),
                    _ => {}
                }
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn press_key(&mut self, key: KeyEvent) -> Vec<Effect> {
        self.unknown = None;
        if key.modifiers.contains(KeyModifiers::CONTROL) {
            match key.code {
                KeyCode::Char('c') => return vec![Effect::Leave(Exit::Interrupted)],
                KeyCode::Char('z') => return vec![Effect::Suspend],
                KeyCode::Char('l') => return vec![Effect::Redraw],
                _ => {}
            }
        }
        if !self.has_room() {
            return self.press_unseen(key);
        }
        match &self.mode {
            Mode::Reading => self.press_reading(key),
            Mode::Why { .. } => self.press_why(key),
            Mode::Find(_) => self.press_find(key),
            Mode::OpenId(_) => self.press_open(key),
            Mode::Note(_) | Mode::Tag(_) => self.press_remark(key),
            Mode::Anew(_) => self.press_anew(key),
            Mode::Text(_) => self.press_text(key),
            Mode::Pair(_) => self.press_pair(key),
            Mode::Turn(_) => self.press_turn(key),
            Mode::Delete { .. } => self.press_delete(key),
            Mode::List => self.press_list(key),
            Mode::Sure(_) => self.press_sure(key),
        }
    }

    /// A window that is too small shows nothing of what is asked: only the keys that leave count.
    fn press_unseen(&self, key: KeyEvent) -> Vec<Effect> {
        let leaves = match key.code {
            KeyCode::Char('q') => !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT),
            KeyCode::Char('d') => key.modifiers == KeyModifiers::CONTROL,
            _ => false,
        };
        if leaves && !self.holds_edit() { vec![Effect::Leave(Exit::Done)] } else { Vec::new() }
    }

    fn press_reading(&mut self, key: KeyEvent) -> Vec<Effect> {
        let is_plain = !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match key.code {
            KeyCode::Char('d') if key.modifiers == KeyModifiers::CONTROL => return vec![Effect::Leave(Exit::Done)],
            KeyCode::Char(letter) if is_plain => return self.press_letter(letter),
            KeyCode::Enter => self.step_search(true),
            KeyCode::Backspace => self.step_search(false),
            KeyCode::Esc => self.clear(),
            KeyCode::Tab => self.step_finding(true),
            KeyCode::BackTab => self.step_finding(false),
            code => self.press_movement(code),
        }
        Vec::new()
    }

    pub(super) fn press_letter(&mut self, letter: char) -> Vec<Effect> {
        match letter {
            'a' => return self.decide(Move::Approve),
            'r' => return self.decide(Move::Reject),
            'b' => return self.decide(Move::SendBack),
            // Rejected ones have no other decision.
            'R' => return self.decide(Move::Reopen),
            's' => return self.if_drawn(Effect::Skip),
            'n' if self.shown.is_none() => return vec![Effect::Next],
            'n' => return self.if_drawn(Effect::Next),
            'p' => return vec![Effect::Previous],
            'u' => return self.undo(),
            'e' => return self.if_drawn(Effect::Edit),
            'E' => self.edit_turn(),
            'N' | 'T' => self.ask_remark(letter == 'T'),
            'd' => self.ask_delete(),
            'q' => return vec![Effect::Leave(Exit::Done)],
            'i' if self.shown.is_some() => return vec![Effect::ReadBackground],
            // A row that was opened leads back to the list that it came from.
            'l' => return vec![Effect::List(self.offer.take().or(self.list.finding))],
            'D' => return self.compare(),
            'S' => return self.ask_source(),
            'o' => self.mode = Mode::OpenId(Editor::default()),
            '/' if self.shown.is_some() => self.mode = Mode::Find(Editor::default()),
            '?' => self.mode = Mode::Text(help::pages(usize::from(self.size.0))),
            ' ' => self.move_by(self.page_step()),
            'j' => self.move_by(1),
            'k' => self.move_by(-1),
            'g' => self.move_by(isize::MIN),
            'G' => return self.ask_anew(),
            'i' | '/' => {}
            // What was said last stays.
            unknown => self.unknown = Some(unknown),
        }
        Vec::new()
    }

    pub(super) fn press_movement(&mut self, code: KeyCode) {
        match code {
            KeyCode::Down => self.move_by(1),
            KeyCode::Up => self.move_by(-1),
            KeyCode::PageDown => self.move_by(self.page_step()),
            KeyCode::PageUp => self.move_by(-self.page_step()),
            KeyCode::Home => self.move_by(isize::MIN),
            KeyCode::End => self.move_by(isize::MAX),
            _ => {}
        }
    }

    /// A decision about the conversation that the terminal shows, or the question why.
    fn decide(&mut self, step: Move) -> Vec<Effect> {
        let Some(shown) = self.shown.as_ref().filter(|_| !self.is_new()) else { return Vec::new() };
        if let Err(refused) = shown.full.conversation.after(step, &self.by) {
            self.say(refused.to_string(), true);
            return Vec::new();
        }
        if step == Move::Approve {
            return vec![Effect::Approve];
        }
        self.mode = Mode::Why { step, line: Editor::default(), is_for_marked: false };
        Vec::new()
    }

    /// What an undo takes back must stand on the screen first.
    pub(super) fn undo(&mut self) -> Vec<Effect> {
        if self.is_new() {
            return Vec::new();
        }
        if self.undo.is_none() {
            self.say("There is nothing to undo in this session. For earlier sessions: dialoom undo", false);
            return Vec::new();
        }
        vec![Effect::Undo]
    }

    fn if_drawn(&self, effect: Effect) -> Vec<Effect> {
        if self.is_new() || self.shown.is_none() { Vec::new() } else { vec![effect] }
    }

    fn press_why(&mut self, key: KeyEvent) -> Vec<Effect> {
        let Mode::Why { step, line, is_for_marked } = &mut self.mode else { return Vec::new() };
        let (step, is_for_marked) = (*step, *is_for_marked);
        let reason = match key.code {
            // A reason that begins with a number is typed with a space before it.
            KeyCode::Char(digit @ '1'..='9') if line.is_untouched() && key.modifiers.is_empty() => {
                let place = usize::from(digit as u8 - b'1');
                self.reasons.get(place).cloned()
            }
            KeyCode::Enter if line.text().is_empty() => self.last_reason(step).map(str::to_owned),
            _ => match typed(line, key) {
                Typed::More => None,
                Typed::Done => Some(line.text().to_owned()),
                Typed::Cancelled => {
                    self.mode = if is_for_marked { Mode::List } else { Mode::Reading };
                    None
                }
            },
        };
        let Some(reason) = reason else { return Vec::new() };
        self.mode = Mode::Reading;
        self.last.retain(|(of, _)| *of != step);
        self.last.push((step, reason.clone()));
        if is_for_marked {
            self.ask_all(match step {
                Move::SendBack => Decision::SendBack { note: reason },
                _ => Decision::Reject { reason },
            });
            return Vec::new();
        }
        vec![match step {
            Move::Reject => Effect::Reject { reason },
            Move::SendBack => Effect::SendBack { note: reason },
            Move::Reopen => Effect::Reopen { reason },
            Move::Approve | Move::Open => Effect::Approve,
        }]
    }

    fn press_find(&mut self, key: KeyEvent) -> Vec<Effect> {
        let Mode::Find(line) = &mut self.mode else { return Vec::new() };
        match typed(line, key) {
            Typed::More => {}
            Typed::Cancelled => self.mode = Mode::Reading,
            Typed::Done => {
                let query = line.text().to_owned();
                self.mode = Mode::Reading;
                self.find(&query);
            }
        }
        Vec::new()
    }

    fn press_open(&mut self, key: KeyEvent) -> Vec<Effect> {
        let Mode::OpenId(line) = &mut self.mode else { return Vec::new() };
        match typed(line, key) {
            Typed::More => Vec::new(),
            Typed::Cancelled => {
                self.mode = Mode::Reading;
                Vec::new()
            }
            Typed::Done => {
                let mut id = line.text().to_owned();
                self.mode = Mode::Reading;
                if id.is_empty() && self.anew.newest().is_some() {
                    id = self.anew.news.pop().and_then(|landed| landed.made.ok()).unwrap_or_default();
                } else if id.is_empty() {
                    id = self.newer().unwrap_or_default().to_owned();
                }
                if id.is_empty() { Vec::new() } else { vec![Effect::Open(id)] }
            }
        }
    }

    fn press_text(&mut self, key: KeyEvent) -> Vec<Effect> {
        match key.code {
            KeyCode::Esc | KeyCode::Enter | KeyCode::Char('q' | '?' | 'i' | 'S') => {
                let is_over_list = matches!(&self.mode, Mode::Text(text) if text.is_over_list);
                self.mode = if is_over_list { Mode::List } else { Mode::Reading };
                if is_over_list {
                    self.must_draw();
                }
            }
            KeyCode::Char(' ') => self.move_by(self.page_step()),
            KeyCode::Char('j') => self.move_by(1),
            KeyCode::Char('k') => self.move_by(-1),
            KeyCode::Char('g') => self.move_by(isize::MIN),
            KeyCode::Char('G') => self.move_by(isize::MAX),
            code => self.press_movement(code),
        }
        Vec::new()
    }

    /// Pasted text is text, whatever its letters mean as keys.
    fn paste(&mut self, text: &str) {
        match &mut self.mode {
            Mode::Why { line, .. }
            | Mode::Find(line)
            | Mode::OpenId(line)
            | Mode::Note(line)
            | Mode::Tag(line)
            | Mode::Anew(line) => line.apply(&Edit::Paste(text.to_owned())),
            Mode::Turn(it) => it.editor.apply(&Edit::Paste(text.to_owned())),
            Mode::Reading | Mode::Text(_) | Mode::Pair(_) | Mode::List | Mode::Sure(_) | Mode::Delete { .. } => {
                self.say("Pasted text decides nothing.", true)
            }
        }
    }

    fn find(&mut self, query: &str) {
        let Some(shown) = &mut self.shown else { return };
        if query.is_empty() {
            // The last search once more.
            return self.step_search(true);
        }
        let search = Search::new(query, &shown.layout.texts);
        let is_nothing = search.matches.is_empty();
        shown.search = Some(search);
        if is_nothing {
            self.say(format!("\"{query}\" is not in this text"), true);
        }
        self.reveal_match();
    }

    fn step_search(&mut self, is_forward: bool) {
        if let Some(search) = self.shown.as_mut().and_then(|shown| shown.search.as_mut()) {
            search.step(is_forward);
            self.reveal_match();
        }
    }

    fn reveal_match(&mut self) {
        let row = self.shown.as_ref().and_then(|shown| {
            let search = shown.search.as_ref()?;
            let (turn, bytes) = search.matches.get(search.current)?;
            shown.layout.row_of(*turn, bytes.start)
        });
        if let Some(row) = row {
            self.reveal(row);
        }
    }

    fn step_finding(&mut self, is_forward: bool) {
        let Some(shown) = &mut self.shown else { return };
        let beside = shown.layout.findings.len();
        let count = beside + shown.layout.whole.len();
        if count == 0 {
            return self.say("This conversation has no findings.", false);
        }
        let next = match (shown.finding, is_forward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        };
        shown.finding = Some(next);
        match shown.layout.findings.get(next).copied() {
            Some(row) => {
                self.say("", false);
                self.reveal(row);
            }
            None => {
                let said = format!("{}{}", warning(Severity::Hint), shown.layout.whole[next - beside].1);
                self.say_whole(said);
            }
        }
    }

    fn clear(&mut self) {
        self.close_source();
        self.anew.news.pop();
        if let Some(shown) = &mut self.shown {
            shown.search = None;
            shown.finding = None;
        }
    }

    /// A page, with two rows of the last one for the eye.
    pub(super) fn page_step(&self) -> isize {
        self.page().saturating_sub(2).max(1).cast_signed()
    }

    /// Moves what the keys scroll by so many rows. Whoever goes on has read the last message.
    pub(super) fn move_by(&mut self, by: isize) {
        self.say("", false);
        let page = self.page();
        match &mut self.mode {
            Mode::Text(text) => {
                let last = text.lines.len().saturating_sub(page);
                text.top = text.top.saturating_add_signed(by).min(last);
            }
            Mode::Pair(pair) => {
                let last = pair.lines.len().saturating_sub(page);
                pair.top = pair.top.saturating_add_signed(by).min(last);
            }
            Mode::List => self.list.move_by(by),
            _ => {
                let top = |state: &State| state.shown.as_ref().map(|shown| shown.top);
                let before = top(self);
                self.scroll(by);
                if by > 0 && before.is_some() && top(self) == before {
                    self.say("This is the end of the text.", false);
                }
            }
        }
    }
}
