//! Two conversations side by side, with the turns and words that differ: a pair of turns in each row of columns.
//!
//! Where the window is narrow, the turns of a pair stand one below the other, and equal ones are shown once.

use ratatui::text::{Line, Span};
use similar::{Algorithm, ChangeTag, DiffOp, TextDiff, capture_diff_slices};

use crate::domain::conversation::{Role, Turn};
use crate::store::FullConversation;
use crate::ui::printable::printable;
use crate::ui::review::screen::layout::{GUTTER, wrapped};
use crate::ui::review::screen::theme::{Theme, bar, mark};

/// Below so many columns the conversations stand one below the other.
const BESIDE: usize = 100;
/// Columns between the two.
const GAP: usize = 2;
/// The widest column, to stay readable.
const WIDEST: usize = 100;
/// Below this share of common words, marks on single words only confuse.
const LEAST_ALIKE: f32 = 0.3;

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

/// A part of a text, and whether the other one lacks it.
type Piece = (String, bool);

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
        let mut page = Page { columns, theme, lines: Vec::new(), differences: Vec::new() };
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

/// A turn with its number.
type Numbered<'t> = (usize, &'t Turn);

/// Each turn with its counterpart. Where turns were put in or left out, the equal ones still stand beside each other.
fn aligned<'t>(left: &'t [Turn], right: &'t [Turn]) -> Vec<(Option<Numbered<'t>>, Option<Numbered<'t>>)> {
    let mut pairs = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &keys(left), &keys(right)) {
        let (old, new) = (op.old_range(), op.new_range());
        let is_replaced = !matches!(op, DiffOp::Delete { .. } | DiffOp::Insert { .. });
        let rows = if is_replaced { old.len().max(new.len()) } else { old.len() + new.len() };
        for row in 0..rows {
            let of = |turns: &'t [Turn], range: &std::ops::Range<usize>| {
                let place = range.start + row;
                (place < range.end).then(|| (place + 1, &turns[place]))
            };
            pairs.push((of(left, &old), of(right, &new)));
        }
    }
    pairs
}

fn keys(turns: &[Turn]) -> Vec<(bool, &str)> {
    turns.iter().map(|turn| (turn.role == Role::User, turn.content.as_str())).collect()
}

/// The two texts in pieces, with signs around what the other lacks.
fn pieces(left: &str, right: &str) -> [Vec<Piece>; 2] {
    let difference = TextDiff::from_words(left, right);
    if left != right && difference.ratio() < LEAST_ALIKE {
        return [vec![(left.to_owned(), true)], vec![(right.to_owned(), true)]];
    }
    let mut sides: [Vec<Piece>; 2] = Default::default();
    for change in difference.iter_all_changes() {
        let (is_left, is_right, is_own) = match change.tag() {
            ChangeTag::Equal => (true, true, false),
            ChangeTag::Delete => (true, false, true),
            ChangeTag::Insert => (false, true, true),
        };
        for (side, _) in sides.iter_mut().zip([is_left, is_right]).filter(|(_, is_there)| *is_there) {
            match side.last_mut() {
                Some((text, own)) if *own == is_own => text.push_str(change.value()),
                _ => side.push((change.value().to_owned(), is_own)),
            }
        }
    }
    let joined = |pieces: Vec<Piece>| {
        let mut all: Vec<Piece> = Vec::with_capacity(pieces.len());
        for (text, is_own) in pieces {
            match all.as_mut_slice() {
                // White space between two of its own words belongs to them.
                [.., (before, true), (blank, false)] if is_own && blank.trim().is_empty() => {
                    before.push_str(blank);
                    before.push_str(&text);
                    all.pop();
                }
                _ => all.push((text, is_own)),
            }
        }
        all
    };
    let signed = |pieces: Vec<Piece>, open: &str, close: &str| {
        // The white space around the words stands outside the signs.
        let sign = |(text, is_own): Piece| {
            let words = text.trim();
            if !is_own || words.is_empty() {
                return vec![(text, false)];
            }
            let begin = text.len() - text.trim_start().len();
            let (before, after) = (text[..begin].to_owned(), text[begin + words.len()..].to_owned());
            vec![(before, false), (format!("{open}{words}{close}"), true), (after, false)]
        };
        joined(pieces).into_iter().flat_map(sign).collect::<Vec<Piece>>()
    };
    let [left, right] = sides;
    [signed(left, "[-", "-]"), signed(right, "{+", "+}")]
}

/// The lines in the making.
struct Page {
    columns: usize,
    theme: Theme,
    lines: Vec<Line<'static>>,
    differences: Vec<usize>,
}

impl Page {
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
            let status = it.status.as_str().replace('_', " ");
            vec![Line::styled(format!("{} ({name}) · {status} · {score}", it.short_id), self.theme.strong())]
        });
        let titles = [&pair.left, &pair.right].map(|full| one_line(&full.conversation.title));
        let subjects = [&pair.left, &pair.right].map(|full| {
            let it = &full.conversation;
            let parts = [&it.persona, &it.emotion, &it.topic].map(|part| one_line(part));
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
        });
        let [titles, subjects] = [titles, subjects].map(|[left, right]| {
            let [left, right] = pieces(&left, &right);
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
            (Some(left), Some(right)) => pieces(&left, &right),
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
        let own = if side == Side::Left { self.theme.bad() } else { self.theme.came() };
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

#[cfg(test)]
mod tests {
    use super::*;

    fn turn(content: &str) -> Turn {
        Turn { role: Role::User, content: content.into() }
    }

    #[test]
    fn equal_turns_stand_beside_each_other_though_one_is_put_in_before_them() {
        let (left, right) = ([turn("a"), turn("b"), turn("c")], [turn("new"), turn("a"), turn("x"), turn("c")]);
        let numbers: Vec<_> =
            aligned(&left, &right).into_iter().map(|(l, r)| (l.map(|it| it.0), r.map(|it| it.0))).collect();
        assert_eq!(numbers, [(None, Some(1)), (Some(1), Some(2)), (Some(2), Some(3)), (Some(3), Some(4))]);
        assert_eq!(aligned(&[], &right).len(), 4);
        assert_eq!(aligned(&[turn("p"), turn("q")], &[turn("r")]).len(), 2);
    }

    #[test]
    fn words_of_one_alone_carry_signs() {
        let whole = |pieces: &[Piece]| pieces.iter().map(|(text, _)| text.as_str()).collect::<String>();
        let [left, right] = pieces("pay the old fee now", "pay the new tax now");
        assert_eq!((whole(&left), whole(&right)), ("pay the [-old fee-] now".into(), "pay the {+new tax+} now".into()));
        // Nothing in common: the sign of the turn is enough.
        assert_eq!(pieces("one", "three")[0], [("one".to_owned(), true)]);
        let same = pieces("größer  日本", "größer  日本");
        assert_eq!(same[0], [("größer  日本".to_owned(), false)]);
        assert_eq!(whole(&pieces("the end. And more.", "the end.")[0]), "the end. [-And more.-]");
    }
}
