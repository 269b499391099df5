//! Stage directions and labels in brackets within a turn: "*leans back*", "(The adviser smiles.)", "[Turning point]".
//!
//! Words: the lists `gesture`, `gesture_starred` and `label`. `meta_talk` reports them.

use std::ops::Range;

use crate::domain::conversation::Role;
use crate::quality::checks::check::View;
use crate::quality::phrases::Kind;
use crate::quality::text::TurnText;

/// The longest direction, in bytes.
const LONGEST: usize = 160;

/// The first direction or label of a turn, with its brackets.
pub(super) fn direction(view: &View<'_>, at: usize) -> Option<Range<usize>> {
    let turn = &view.text.turns[at];
    if !turn.content.contains(['*', '(', '[']) {
        return None;
    }
    let mut from = 0;
    while let Some(span) = next_span(turn.content, from) {
        let quoted = turn.is_quoted(span.start) || turn.is_code(span.start);
        if !quoted && is_direction(view, at, &span) {
            return Some(span);
        }
        from = span.start + 1;
    }
    None
}

/// The next text between brackets or single asterisks.
fn next_span(text: &str, from: usize) -> Option<Range<usize>> {
    text[from..].match_indices(['*', '(', '[']).find_map(|(found, open)| {
        let start = from + found;
        let close = match open {
            "(" => ')',
            "[" => ']',
            _ => '*',
        };
        let doubled = close == '*' && (text[start + 1..].starts_with('*') || text[..start].ends_with('*'));
        // Only so far: a text of nothing but brackets would cost its square.
        let near = &text.as_bytes()[start + 1..text.len().min(start + 1 + LONGEST)];
        let length = near.iter().position(|byte| [close as u8, b'\n'].contains(byte)).filter(|length| *length > 0)?;
        let end = start + 1 + length;
        (!doubled && text[end..].starts_with(close)).then_some(start..end + 1)
    })
}

fn is_direction(view: &View<'_>, at: usize, span: &Range<usize>) -> bool {
    let turn = &view.text.turns[at];
    let words = words_in(turn, span);
    let begins = |kind: Kind| view.said(at, kind).any(|hit| hit.start == words.start && hit.end <= words.end);
    // A user may write "*sigh*" or "(laughs)" about himself.
    let enough = words.len() >= if turn.role == Role::Assistant { 1 } else { 3 };
    if turn.content[span.start..].starts_with('*') {
        return enough && begins(Kind::Gesture) || words.len() >= 2 && begins(Kind::GestureStarred);
    }
    // An aside stands within its sentence: "the old wall (leans to the left) was first".
    let before = turn.content[..span.start].trim_end();
    let alone = before.is_empty() || before.ends_with(['.', '!', '?', '…', '"', '”', '»', ':']);
    let is_label = || words.len() >= 2 && view.said(at, Kind::Label).any(|hit| hit == words);
    alone && (enough && begins(Kind::Gesture) || is_label())
}

fn words_in(turn: &TurnText<'_>, span: &Range<usize>) -> Range<usize> {
    let first = turn.words.partition_point(|word| (word.start as usize) < span.start);
    first..turn.words.partition_point(|word| (word.start as usize) < span.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::finding::Finding;
    use crate::quality::checks::samples::{assert_bad, assert_fine};

    #[test]
    fn stage_directions_are_found() {
        assert_bad(
            Finding::MetaTalk,
            Role::Assistant,
            &[
                "*sighs and lays a hand on the table* Don't even say that word aloud to the cook.",
                "Then turn the order around. (The adviser leans back and draws a map on a napkin.) All go in together.",
                "*smiles warmly* Forty euros is a fair price for that bike.",
                "That is hard. [long pause] Start with the bill that is oldest.",
                "(nods slowly) You kept the receipt, and that settles it.",
                "Good. *looks at the letter again* The date is the fourth, not the fifth.",
                "*seufzt* Das Blech gehört nicht in den Ofen.",
                "Eben. (Die Beraterin lehnt sich zurück.) Fangen wir mit der Miete an.",
                "*suspira y se lleva una mano al pecho* El chorizo ni lo mencione.",
                "*se penche vers la fenêtre* Le volet tient encore.",
                "You did well. [Turning point] Now write down the three numbers.",
            ],
        );
    }

    #[test]
    fn asides_emphasis_and_sounds_are_fine() {
        assert_fine(
            Finding::MetaTalk,
            Role::Assistant,
            &[
                "The old wall (leans to the left) was built first.",
                "Do it *before* you sign, and *not* after.",
                "Take the small pan (it sits on the left burner) and melt the butter.",
                "The dog (coughs at night, you said) needs to be heard first.",
                "Read it *always twice*, and keep a copy (she files them by month).",
                "Multiply 3 * 4 * 5, and you have the volume.",
                "Then the plan (pauses billing in July) is the cheaper one.",
            ],
        );
        assert_fine(Finding::MetaTalk, Role::User, &["(sighs) I don't know where to begin.", "*sigh* It broke again."]);
    }
}
