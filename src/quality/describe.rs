//! Findings in plain words, for people.

use crate::domain::finding::{Finding, Note};
use crate::quality::checks::is_rule;

/// The most turns that a line names; the rest is counted.
const MOST_TURNS: usize = 6;

/// A finding on one line: "talks about being an AI (turn 2): as an AI".
pub(crate) fn describe(note: &Note) -> String {
    let colon = if note.excerpt.is_empty() { "" } else { ": " };
    format!("{}{}{colon}{}", in_words(note.finding), turns(&note.turns), note.excerpt)
}

/// Whether a finding says nothing of its place: only what its check demands, or nothing at all.
pub(crate) fn says_only_its_rule(note: &Note) -> bool {
    note.detail.is_empty() || is_rule(note.finding, &note.detail)
}

/// What a finding says of its place; a rule is marked as one: it says what should be, not what is wrong.
pub(crate) fn detail(note: &Note) -> String {
    match is_rule(note.finding, &note.detail) {
        true => format!("rule: {}", note.detail),
        false => note.detail.clone(),
    }
}

/// The serious findings by name, else the number of hints: "refusal, cut_off", "2 hints", "-".
pub(crate) fn in_brief(findings: &[Note]) -> String {
    let mut serious: Vec<&str> = Vec::new();
    for note in findings.iter().filter(|note| note.is_serious()) {
        if !serious.contains(&note.finding.as_str()) {
            serious.push(note.finding.as_str());
        }
    }
    match (serious.is_empty(), findings.len()) {
        (false, _) => serious.join(", "),
        (true, 0) => "-".to_owned(),
        (true, 1) => "1 hint".to_owned(),
        (true, hints) => format!("{hints} hints"),
    }
}

/// " (turn 2)", " (turns 2, 4 and 9 more)", or nothing.
fn turns(turns: &[u32]) -> String {
    let named: Vec<String> = turns.iter().take(MOST_TURNS).map(u32::to_string).collect();
    let more = match turns.len().saturating_sub(MOST_TURNS) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    match named.len() {
        0 => String::new(),
        1 => format!(" (turn {})", named[0]),
        _ => format!(" (turns {}{more})", named.join(", ")),
    }
}

/// What is wrong, in a few words.
pub(crate) fn in_words(finding: Finding) -> &'static str {
    match finding {
        Finding::EmptyTurn => "empty turn",
        Finding::TooShort => "too short",
        Finding::UnevenTurns => "one long turn among tiny ones",
        Finding::EndsOnUser => "the user has the last turn",
        Finding::RolesNotAlternating => "speakers do not alternate",
        Finding::OneSided => "one side never speaks",
        Finding::Title => "the title is a label",
        Finding::CutOff => "cut off in mid-sentence",
        Finding::RepeatedTurn => "repeats an earlier turn",
        Finding::RepetitionInside => "says the same again and again",
        Finding::Filler => "thanks and goodbyes instead of content",
        Finding::PromptEcho => "repeats the prompt",
        Finding::MetaTalk => "talks about the task",
        Finding::ControlToken => "control token of a chat template",
        Finding::LeftoverPlaceholder => "placeholder not filled in",
        Finding::Encoding => "text decoded wrongly",
        Finding::Markup => "markup where the template forbids it",
        Finding::Gibberish => "words without an order",
        Finding::WrongLanguage => "another language than asked for",
        Finding::Refusal => "the assistant refuses",
        Finding::ModelTalk => "talks about being an AI",
        Finding::RolesSwapped => "speakers have each other's part",
        Finding::OffSubject => "another subject than asked for",
        Finding::PersonaAbsent => "the persona is never mentioned",
        Finding::EmotionAbsent => "the emotion is never felt",
        Finding::MissingElement => "a required element is missing",
        Finding::CriteriaUnmet => "says nothing of a criterion of the edge case",
        Finding::Promise => "promises what nobody can promise",
        Finding::Ungrounded => "says what its source lacks",
        Finding::Arithmetic => "a sum is wrong",
        Finding::PersonalData => "contains personal data",
        Finding::SameOpening => "begins like another conversation",
        Finding::NearDuplicate => "almost the same as another conversation",
        Finding::LowMark => "a low mark from the judge",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_names_its_turns_and_quotes_the_offending_part() {
        let note = |finding: Finding, turns: &[u32], excerpt: &str| {
            let (severity, turns, excerpt) = (finding.severity(), turns.to_vec(), excerpt.to_owned());
            describe(&Note { finding, severity, turns, excerpt, detail: String::new() })
        };
        assert_eq!(note(Finding::ModelTalk, &[2], "as an AI"), "talks about being an AI (turn 2): as an AI");
        assert_eq!(note(Finding::EmptyTurn, &[3], ""), "empty turn (turn 3)");
        assert_eq!(note(Finding::MissingElement, &[], "risk"), "a required element is missing: risk");
        let of_rule = Note {
            finding: Finding::PersonaAbsent,
            severity: Finding::PersonaAbsent.severity(),
            turns: Vec::new(),
            excerpt: String::new(),
            detail: "The persona asked for is mentioned.".into(),
        };
        assert_eq!(detail(&of_rule), "rule: The persona asked for is mentioned.");
        assert_eq!(detail(&Note { detail: "12 of 40 words".into(), ..of_rule }), "12 of 40 words");
        let many = note(Finding::Refusal, &[1, 2, 3, 4, 5, 6, 7, 8], "no");
        assert_eq!(many, "the assistant refuses (turns 1, 2, 3, 4, 5, 6 and 2 more): no");
    }
}
