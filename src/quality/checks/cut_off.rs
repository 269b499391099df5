//! The provider stopped at the token limit.

use crate::domain::conversation::Turn;
use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Look, OfWhole};
use crate::quality::{Context, excerpt};

pub(super) const CUT_OFF: Check =
    Check { finding: Finding::CutOff, rule: "The answer stops before its end.", look: Look::Conversation(cut_off) };

fn cut_off(turns: &[Turn], context: &Context<'_>) -> Vec<OfWhole> {
    if !context.cut_off {
        return Vec::new();
    }
    let detail = turns.last().map(|turn| excerpt::end_of(&turn.content)).unwrap_or_default();
    vec![(turns.len().checked_sub(1), detail)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::checks::findings;
    use crate::quality::checks::samples::talk;

    #[test]
    fn personal_data_and_a_cut_are_found_with_their_part() {
        let turns = talk(&["Mail me at jo@mail.example or 555-123-4567.", "Noted"]);
        let notes = findings(&turns, &Context { cut_off: true, ..Context::default() });
        let short: Vec<_> =
            notes.iter().map(|note| (note.finding, note.turns.first().copied(), note.excerpt.as_str())).collect();
        let expected = [(Finding::PersonalData, Some(1), "jo@mail.example"), (Finding::CutOff, Some(2), "Noted")];
        assert_eq!(short, expected);
    }
}
