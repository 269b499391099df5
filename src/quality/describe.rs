//! Findings in plain words, for people.

use crate::domain::quality::{Finding, Note};

/// A finding on one line: "talks about being an AI (turn 2): as an AI".
pub(crate) fn describe(note: &Note) -> String {
    let turn = note.turn.map(|turn| format!(" (turn {turn})")).unwrap_or_default();
    let colon = if note.detail.is_empty() { "" } else { ": " };
    format!("{}{turn}{colon}{}", in_words(note.finding), note.detail)
}

fn in_words(finding: Finding) -> &'static str {
    match finding {
        Finding::EmptyTurn => "empty turn",
        Finding::RepeatedTurn => "repeats an earlier turn",
        Finding::LeftoverPlaceholder => "placeholder not filled in",
        Finding::ControlToken => "control token of a chat template",
        Finding::Refusal => "the assistant refuses",
        Finding::ModelTalk => "talks about being an AI",
        Finding::EndsOnUser => "the user has the last turn",
        Finding::RolesNotAlternating => "speakers do not alternate",
        Finding::OneSided => "one side never speaks",
        Finding::MissingElement => "a required element is missing",
        Finding::PersonalData => "contains personal data",
        Finding::CutOff => "cut off at the token limit",
        Finding::NearDuplicate => "almost the same as another conversation",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_names_its_turn_and_quotes_the_offending_part() {
        let note = |finding, turn, detail: &str| describe(&Note { finding, turn, detail: detail.to_owned() });
        assert_eq!(note(Finding::ModelTalk, Some(2), "as an AI"), "talks about being an AI (turn 2): as an AI");
        assert_eq!(note(Finding::EmptyTurn, Some(3), ""), "empty turn (turn 3)");
        assert_eq!(note(Finding::MissingElement, None, "risk"), "a required element is missing: risk");
    }
}
