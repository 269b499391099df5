//! What differs between two conversations: which turns face each other, and which words one of them lacks.

use similar::{Algorithm, ChangeTag, DiffOp, TextDiff, capture_diff_slices};

use crate::domain::conversation::{Role, Turn};
use crate::ui::rewritten::is_rewritten;

/// A part of a text, and whether the other one lacks it.
pub(super) type Piece = (String, bool);

/// A turn with its number.
pub(super) type Numbered<'t> = (usize, &'t Turn);

/// Each turn with its counterpart. Where turns were put in or left out, the equal ones still stand beside each other.
pub(super) fn aligned<'t>(left: &'t [Turn], right: &'t [Turn]) -> Vec<(Option<Numbered<'t>>, Option<Numbered<'t>>)> {
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
pub(super) fn pieces(left: &str, right: &str) -> [Vec<Piece>; 2] {
    let difference = TextDiff::from_words(left, right);
    if is_rewritten(&difference) {
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
