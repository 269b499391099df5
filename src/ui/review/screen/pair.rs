//! Two conversations side by side, with the turns and words that differ: a pair of turns in each row of columns.
//!
//! Where the window is narrow, the turns of a pair stand one below the other, and equal ones are shown once.

use ratatui::text::{Line, Span};

use crate::domain::conversation::{Role, Turn};
use crate::store::FullConversation;
use crate::ui::printable::printable;
use crate::ui::review::screen::differences::{Numbered, Piece, aligned, pieces};
use crate::ui::review::screen::layout::{GUTTER, wrapped};
use crate::ui::review::screen::theme::{Theme, bar, mark};

/// Below so many columns the conversations stand one below the other.
const BESIDE: usize = 100;
/// Columns between the two.
const GAP: usize = 2;
/// The widest column, to stay readable.
const WIDEST: usize = 100;
/// Two conversations, and what each is to the other.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    /// "shares 93 % of its text with m2d7q": stands above both.
    pub(super) title: String,
    pub(super) left: Box<FullConversation>,
    pub(super) right: Box<FullConversation>,
    /// What each is called: "this one", "the other".
    pub(super) names: [&'static str; 2],
    pub(super) lines: Vec<Line<'static>>,
    /// The lines at which a turn that differs begins.
    pub(super) differences: Vec<usize>,
    /// The one that Tab went to last.
    pub(super) difference: Option<usize>,
    /// The first line that is visible.
    pub(super) top: usize,
}

/// How a part of the two stands to its counterpart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Same,
    Differs,
    /// Only one of them has it.
    Alone,
}

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

impl Pair {
    pub(super) fn new(
        title: String,
        left: Box<FullConversation>,
        right: Box<FullConversation>,
        names: [&'static str; 2],
    ) -> Pair {
        Pair { title, left, right, names, lines: Vec::new(), differences: Vec::new(), difference: None, top: 0 }
    }

    /// Lays the two out for a window. Its place stays about where it was.
    pub(super) fn fit(&mut self, columns: usize, theme: Theme) {
        let before = (self.top, self.lines.len().max(1));
        let has_older = self.left.conversation.made_from() == Some(self.right.conversation.id);
        let mut page = Page { columns, theme, has_older, lines: Vec::new(), differences: Vec::new() };
        page.heads(self);
        for (left, right) in aligned(&turns(&self.left), &turns(&self.right)) {
            page.lines.push(Line::default());
            page.turns(left, right, self.names);
        }
        (self.lines, self.differences) = (page.lines, page.differences);
        self.top = before.0 * self.lines.len() / before.1;
    }

    /// "3 of 10 turns differ".
    pub(super) fn said(&self) -> String {
        let all = self.left.turns.len().max(self.right.turns.len());
        format!("{} of {all} turns differ", self.differences.len())
    }
}

fn turns(full: &FullConversation) -> Vec<Turn> {
    full.turns.iter().map(|turn| Turn { role: turn.role, content: turn.content.clone() }).collect()
}

/// The lines in the making.
struct Page {
    columns: usize,
    theme: Theme,
    /// Whether the right one is the old version of the left one.
    has_older: bool,
    lines: Vec<Line<'static>>,
    differences: Vec<usize>,
}

impl Page {
    /// The two texts with what differs. Of two versions, the words that came are those of the new one.
    fn pieces(&self, left: &str, right: &str) -> [Vec<Piece>; 2] {
        if !self.has_older {
            return pieces(left, right);
        }
        let [right, left] = pieces(right, left);
        [left, right]
    }

    fn is_beside(&self) -> bool {
        self.columns >= BESIDE
    }

    fn width(&self) -> usize {
        let columns = if self.is_beside() { (self.columns - GAP) / 2 } else { self.columns };
        columns.clamp(GUTTER + 1, WIDEST)
    }

    /// Which is which: its id, status and score, then title and subject with what differs.
    fn heads(&mut self, pair: &Pair) {
        let names = [(&pair.left, pair.names[0]), (&pair.right, pair.names[1])].map(|(full, name)| {
            let it = &full.conversation;
            let score = it.quality_score.map_or_else(|| "no score".into(), |score| score.to_string());
            let status = it.status.shown();
            vec![Line::styled(format!("{} ({name}) · {status} · {score}", it.short_id), self.theme.strong())]
        });
        let titles = [&pair.left, &pair.right].map(|full| one_line(&full.conversation.title));
        let subjects = [&pair.left, &pair.right].map(|full| {
            let it = &full.conversation;
            let parts = [&it.persona, &it.emotion, &it.topic].map(|part| one_line(part));
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
        });
        let [titles, subjects] = [titles, subjects].map(|[left, right]| {
            let [left, right] = self.pieces(&left, &right);
            [self.text(&left, None, Side::Left), self.text(&right, None, Side::Right)]
        });
        let [[left, right], [left_title, right_title], [left_subject, right_subject]] = [names, titles, subjects];
        self.put([left, left_title, left_subject].concat(), [right, right_title, right_subject].concat());
    }

    fn turns(&mut self, left: Option<Numbered<'_>>, right: Option<Numbered<'_>>, names: [&str; 2]) {
        let text = |turn: Option<Numbered<'_>>| {
            turn.map(|(_, turn)| printable(&turn.content).replace('\t', "    ").trim_end().to_owned())
        };
        let roles = [left, right].map(|turn| turn.map(|(_, turn)| turn.role));
        let standing = match (text(left), text(right)) {
            (Some(left), Some(right)) if left == right && roles[0] == roles[1] => Standing::Same,
            (Some(_), Some(_)) => Standing::Differs,
            _ => Standing::Alone,
        };
        if standing != Standing::Same {
            self.differences.push(self.lines.len());
        }
        let [left_pieces, right_pieces] = match (text(left), text(right)) {
            (Some(left), Some(right)) => self.pieces(&left, &right),
            (left, right) => [left, right].map(|text| text.map(|text| vec![(text, false)]).unwrap_or_default()),
        };
        let cell = |turn: Option<Numbered<'_>>, pieces: &[Piece], side: Side| match turn {
            None => Vec::new(),
            Some((number, Turn { role, .. })) => {
                let name = if self.is_beside() { "" } else { names[usize::from(side == Side::Right)] };
                let mut lines = vec![self.label(number, *role, standing, name)];
                lines.extend(self.text(pieces, Some(*role), side));
                lines
            }
        };
        let (left, right) = (cell(left, &left_pieces, Side::Left), cell(right, &right_pieces, Side::Right));
        match standing == Standing::Same && !self.is_beside() {
            true => self.lines.extend(left),
            false => self.put(left, right),
        }
    }

    /// "● 4 assistant  ≠ differs".
    fn label(&self, number: usize, role: Role, standing: Standing, name: &str) -> Line<'static> {
        let style = self.theme.role(role).patch(self.theme.strong());
        let (sign, of_sign) = match standing {
            Standing::Same => ("= same", self.theme.dim()),
            Standing::Differs => ("≠ differs", self.theme.differing()),
            Standing::Alone => ("± only here", self.theme.differing()),
        };
        let name = if standing == Standing::Same || name.is_empty() { String::new() } else { format!(", {name}") };
        Line::from(vec![
            Span::styled(format!("{}{number} {role}{name}", mark(role)), style),
            Span::raw("  "),
            Span::styled(sign, of_sign),
        ])
    }

    /// A text in rows of the width, with what the other lacks in colour.
    fn text(&self, pieces: &[Piece], role: Option<Role>, side: Side) -> Vec<Line<'static>> {
        let whole: String = pieces.iter().map(|(text, _)| text.as_str()).collect();
        let gutter = if role.is_some() { GUTTER } else { 0 };
        let went = (side == Side::Left) != self.has_older;
        let own = if went { self.theme.bad() } else { self.theme.came() };
        let line = |bytes: std::ops::Range<usize>| {
            let mut spans: Vec<Span<'static>> =
                role.map(|role| Span::styled(bar(role), self.theme.role(role))).into_iter().collect();
            let mut at = 0;
            for (text, is_own) in pieces {
                let (from, to) = (bytes.start.max(at), bytes.end.min(at + text.len()));
                if from < to {
                    let part = whole[from..to].to_owned();
                    spans.push(if *is_own { Span::styled(part, own) } else { Span::raw(part) });
                }
                at += text.len();
            }
            Line::from(spans)
        };
        wrapped(&whole, self.width().saturating_sub(gutter).max(1)).into_iter().map(line).collect()
    }

    /// Puts the lines of both beside each other, or one below the other.
    fn put(&mut self, left: Vec<Line<'static>>, right: Vec<Line<'static>>) {
        if !self.is_beside() {
            self.lines.extend(left);
            self.lines.extend(right);
            return;
        }
        let rows = left.len().max(right.len());
        let (mut left, mut right) = (left.into_iter(), right.into_iter());
        for _ in 0..rows {
            let mut line = left.next().unwrap_or_default();
            let right = right.next().unwrap_or_default();
            if right.width() > 0 {
                line.push_span(Span::raw(" ".repeat((self.width() + GAP).saturating_sub(line.width()))));
            }
            line.extend(right.spans.into_iter().map(|span| span.patch_style(right.style)));
            self.lines.push(line);
        }
    }
}

fn one_line(text: &str) -> String {
    printable(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
