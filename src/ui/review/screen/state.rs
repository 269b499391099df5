//! Everything the screen knows. It touches neither the terminal nor the database.

use ratatui::text::Line;

use crate::domain::finding::Finding;
use crate::domain::review::Decision;
use crate::domain::status::Move;
use crate::store::FullConversation;
use crate::ui::printable::printable;
use crate::ui::review::editor::Editor;
use crate::ui::review::find::Search;
use crate::ui::review::list::List;
use crate::ui::review::screen::anew::Anew;
use crate::ui::review::screen::facts;
use crate::ui::review::screen::layout::{Layout, Row};
use crate::ui::review::screen::pair::Pair;
use crate::ui::review::screen::progress::Progress;
use crate::ui::review::screen::said::Said;
use crate::ui::review::screen::scrolled::Scrolled;
use crate::ui::review::screen::source_pane::{SourcePane, halves};
use crate::ui::review::screen::theme::Theme;
use crate::ui::review::screen::turn::TurnText;

/// The smallest window in which a conversation is shown, in columns and rows.
pub(crate) const LEAST: (u16, u16) = (60, 16);
/// Below so many rows each fact has one line; up to so many, findings of one kind beside a turn have one.
const SHORT: u16 = 24;
/// Progress, the rules above and below the text, the last decision, the keys.
const OTHER_ROWS: usize = 5;
/// Rows that a long message leaves to the text, and columns to the key that undoes.
const LEAST_TEXT: usize = 2;
const UNDO: usize = "  u undo".len();

/// What the keys mean now.
#[derive(Debug, Clone)]
pub(super) enum Mode {
    Reading,
    /// Asks for the reason of a decision.
    Why {
        step: Move,
        line: Editor,
        /// Whether it is about the marked rows of the list, not about the conversation on the screen.
        is_for_marked: bool,
    },
    /// Shows the list of what waits.
    List,
    /// Asks whether to decide so about the marked rows.
    Sure(Decision),
    /// Asks whether to delete the conversation; about an approved one it asks twice.
    Delete {
        is_approved: bool,
        is_asked_again: bool,
    },
    /// A turn is edited in place.
    Turn(TurnText),
    /// Asks for a note.
    Note(Editor),
    /// Asks what a new version is to do differently.
    Anew(Editor),
    /// Asks for a tag; a dash before it takes it off.
    Tag(Editor),
    /// Asks for words to search.
    Find(Editor),
    /// Asks for the id of a conversation.
    OpenId(Editor),
    /// Shows two conversations side by side.
    Pair(Pair),
    /// Shows text over the conversation: the help, or the facts behind it.
    Text(Scrolled),
}

/// The conversation on the screen.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) full: Box<FullConversation>,
    pub(super) facts: Vec<Line<'static>>,
    pub(super) layout: Layout,
    /// The first row of the text that is visible.
    pub(super) top: usize,
    /// The finding that Tab went to last.
    pub(super) finding: Option<usize>,
    pub(super) search: Option<Search>,
    /// The source, where it stands beside the turns.
    pub(super) source: Option<SourcePane>,
    /// Whether the source came by itself.
    pub(super) source_came: bool,
    /// The new version of it that waits; the outer one is `None` before the database was asked.
    pub(super) newer: Option<Option<String>>,
}

#[derive(Debug)]
pub(super) struct State {
    /// Columns and rows of the window.
    pub(super) size: (u16, u16),
    pub(super) theme: Theme,
    pub(super) mode: Mode,
    pub(super) shown: Option<Shown>,
    /// Why no conversation is on the screen.
    pub(super) nothing: String,
    pub(super) list: List,
    pub(super) said: Said,
    pub(super) progress: Progress,
    pub(super) anew: Anew,
    /// The command that goes on with this queue.
    pub(super) again: String,
    /// Who reads.
    pub(super) by: String,
    /// The reasons on the number keys.
    pub(super) reasons: Vec<String>,
    /// The last reason given for each kind of decision.
    pub(super) last: Vec<(Move, String)>,
    /// The finding of the conversation that was just sent back or rejected, where others that wait have it, too.
    pub(super) offer: Option<Finding>,
    /// The last key, where it means nothing.
    pub(super) unknown: Option<char>,
    /// What an undo would take back: "approval of k3x9w2mhqp".
    pub(super) undo: Option<String>,
    /// Whether the terminal shows the conversation. Before, no key decides about it.
    is_drawn: bool,
}

impl State {
    pub(super) fn new(size: (u16, u16), theme: Theme, total: u64, reasons: Vec<String>) -> State {
        State {
            size,
            theme,
            mode: Mode::Reading,
            shown: None,
            nothing: String::new(),
            again: String::new(),
            by: String::new(),
            list: List::default(),
            said: Said::default(),
            progress: Progress { total, ..Progress::default() },
            anew: Anew::default(),
            reasons,
            last: Vec::new(),
            offer: None,
            unknown: None,
            undo: None,
            is_drawn: false,
        }
    }

    /// Puts another conversation on the screen. Nothing is decided about it before `drawn`.
    pub(super) fn show(&mut self, full: Box<FullConversation>) {
        self.mode = Mode::Reading;
        self.is_drawn = false;
        let mut shown = Shown {
            full,
            facts: Vec::new(),
            layout: Layout::default(),
            top: 0,
            finding: None,
            search: None,
            source: None,
            source_came: false,
            newer: None,
        };
        shown.fit(self.size, self.theme);
        self.shown = Some(shown);
    }

    /// Shows the same conversation with what has changed, at the place where it was read.
    pub(super) fn show_again(&mut self, full: Box<FullConversation>) {
        let turn = self.shown.as_ref().and_then(|shown| shown.layout.turn_at(shown.top));
        self.show(full);
        let row = self.shown.as_ref().zip(turn).and_then(|(shown, turn)| shown.layout.label_of(turn));
        self.reveal_at_top(row.unwrap_or(0));
    }

    /// There is nothing more in the queue; so many of it are `left`, where that is known.
    pub(super) fn end(&mut self, left: Option<u64>) {
        let end = match left {
            None => "The end of the queue. p goes back, q quits.".to_owned(),
            Some(0) => "The end of the queue; none is left. p goes back, q quits.".to_owned(),
            Some(left) => {
                let again = printable(&self.again);
                format!("The end of the queue; {left} left. p goes back, q quits. To go on: {again}")
            }
        };
        self.show_nothing(&end);
    }

    /// The next conversation could not be read, and may be the next time.
    pub(super) fn fail(&mut self, error: &str) {
        self.show_nothing("The next conversation could not be read. n tries again, q quits.");
        self.say(error, true);
    }

    fn show_nothing(&mut self, why: &str) {
        self.mode = Mode::Reading;
        self.is_drawn = false;
        self.shown = None;
        self.nothing = why.to_owned();
    }

    /// The terminal shows this state now.
    pub(super) fn drawn(&mut self) {
        self.is_drawn = self.has_room();
    }

    /// Whether the conversation still has to be drawn, so that keys pressed until then are dropped.
    pub(super) fn is_new(&self) -> bool {
        !self.is_drawn
    }

    /// The screen shows something else soon: until then no key decides.
    pub(super) fn must_draw(&mut self) {
        self.is_drawn = false;
    }

    /// The rows that the list has on the screen.
    pub(super) fn list_page(&self) -> usize {
        usize::from(self.size.1).saturating_sub(OTHER_ROWS).max(1)
    }

    /// Whether the window is large enough to read in.
    pub(super) fn has_room(&self) -> bool {
        self.size.0 >= LEAST.0 && self.size.1 >= LEAST.1
    }

    /// Whether a turn is being edited, whose text a key that leaves would lose.
    pub(super) fn holds_edit(&self) -> bool {
        matches!(self.mode, Mode::Turn(_))
    }

    /// A command of the reviewer begins: an error of the one before is said no more.
    pub(super) fn forget_error(&mut self) {
        if self.said.is_bad {
            self.said = Said::default();
        }
    }

    pub(super) fn resize(&mut self, size: (u16, u16)) {
        if size == self.size {
            return;
        }
        self.size = size;
        self.is_drawn = false;
        self.close_source();
        if let Some(shown) = &mut self.shown {
            shown.fit(size, self.theme);
        }
        match &mut self.mode {
            Mode::Pair(pair) => pair.fit(usize::from(size.0), self.theme),
            Mode::Text(text) => text.fit(usize::from(size.0)),
            _ => {}
        }
        self.scroll(0);
        self.keep_full();
    }

    /// The new version of the conversation on the screen that waits.
    pub(super) fn newer(&self) -> Option<&str> {
        self.shown.as_ref()?.newer.as_ref()?.as_deref()
    }

    /// Names the new version that waits on top, or that there is none.
    pub(super) fn tell_newer(&mut self, newer: Option<String>) {
        if let Some(shown) = &mut self.shown {
            shown.newer = Some(newer);
            shown.fit(self.size, self.theme);
        }
    }

    /// Lays the conversation out anew: the columns of its turns are others.
    pub(super) fn fit_shown(&mut self) {
        if let Some(shown) = &mut self.shown {
            shown.fit(self.size, self.theme);
        }
        self.must_draw();
        self.scroll(0);
    }

    pub(super) fn say(&mut self, text: impl Into<String>, is_bad: bool) {
        // What it says of others is said no more.
        self.offer = None;
        // What went wrong, and what to do about it, is said to its end.
        self.said = Said { text: text.into(), is_bad, is_whole: is_bad };
        self.scroll(0);
    }

    /// Says a text that stands nowhere else on the screen, in as many rows as it needs.
    pub(super) fn say_whole(&mut self, text: impl Into<String>) {
        self.say(text, false);
        self.said.is_whole = true;
        self.scroll(0);
    }

    /// The rows of a message that is said whole, where it is. The text keeps a few.
    pub(super) fn said_in_rows(&self) -> Vec<String> {
        if self.unknown.is_some() || !matches!(self.mode, Mode::Reading) {
            return Vec::new();
        }
        let facts = self.shown.as_ref().map_or(0, |shown| shown.facts.len());
        let most = usize::from(self.size.1).saturating_sub(facts + OTHER_ROWS + LEAST_TEXT);
        let undo = if self.undo.is_some() { UNDO } else { 0 };
        self.said.in_rows(usize::from(self.size.0).saturating_sub(undo), most.max(1))
    }

    /// The rows that the text has on the screen.
    pub(super) fn page(&self) -> usize {
        let facts = self.shown.as_ref().filter(|_| self.shows_facts()).map_or(0, |shown| shown.facts.len());
        let said = self.said_in_rows().len().saturating_sub(1);
        usize::from(self.size.1).saturating_sub(facts + OTHER_ROWS + said).max(1)
    }

    /// Whether the facts stand on top. The list and two conversations need the rows and say it themselves.
    pub(super) fn shows_facts(&self) -> bool {
        !matches!(
            self.mode,
            Mode::List | Mode::Sure(_) | Mode::Why { is_for_marked: true, .. } | Mode::Pair(_) | Mode::Turn(_)
        )
    }

    /// In a larger window the last rows of what covers the text end at the bottom, not above empty ones.
    fn keep_full(&mut self) {
        let page = self.page();
        let (top, rows) = match &mut self.mode {
            Mode::Text(text) => (&mut text.top, text.lines.len()),
            Mode::Pair(pair) => (&mut pair.top, pair.lines.len()),
            _ => return,
        };
        *top = (*top).min(rows.saturating_sub(page));
    }

    /// Moves the text by so many rows.
    pub(super) fn scroll(&mut self, by: isize) {
        let page = self.page();
        if let Some(shown) = &mut self.shown {
            let last = shown.layout.rows.len().saturating_sub(page);
            shown.top = shown.top.saturating_add_signed(by).min(last);
        }
    }

    /// Moves the text so that this row is the first one, as far as there is text below it.
    fn reveal_at_top(&mut self, row: usize) {
        let page = self.page();
        if let Some(shown) = &mut self.shown {
            shown.top = row.min(shown.layout.rows.len().saturating_sub(page));
        }
    }

    /// Moves the text so that this row is visible, with a little before it.
    pub(super) fn reveal(&mut self, row: usize) {
        let page = self.page();
        if let Some(shown) = &mut self.shown {
            let last = shown.layout.rows.len().saturating_sub(page);
            shown.top = row.saturating_sub(page / 4).min(last);
        }
    }

    /// The last reason for such a decision.
    pub(super) fn last_reason(&self, step: Move) -> Option<&str> {
        self.last.iter().find(|(of, _)| *of == step).map(|(_, reason)| reason.as_str())
    }
}

impl Shown {
    /// The kind of the finding that Tab went to last.
    pub(super) fn current_finding(&self) -> Option<Finding> {
        let at = self.finding?;
        let layout = &self.layout;
        let Some(row) = layout.findings.get(at) else {
            return layout.whole.get(at - layout.findings.len()).map(|(finding, _)| *finding);
        };
        match layout.rows.get(*row) {
            Some(Row::Finding { finding, .. }) => Some(*finding),
            _ => None,
        }
    }

    /// Lays the text out for a window. What was at the top stays there.
    fn fit(&mut self, (columns, rows): (u16, u16), theme: Theme) {
        let columns = usize::from(columns);
        let most = if rows < SHORT { 1 } else { 2 };
        let at_top = self.layout.rows.get(self.top).cloned();
        let is_at_start = self.top == 0;
        let newer = self.newer.as_ref().and_then(Option::as_deref);
        self.facts = facts::lines(&self.full.conversation, newer, (columns, most), theme);
        let of_turns = if self.source.is_some() { halves(columns).0 } else { columns };
        self.layout = Layout::new(&self.full, of_turns, rows <= SHORT);
        self.top = match at_top {
            Some(row) if !is_at_start => self.layout.place_of(&row).unwrap_or(0),
            _ => 0,
        };
    }
}
