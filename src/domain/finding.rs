//! Findings: what the checks can find in a conversation, how much it harms, and where it stands.

use serde::{Deserialize, Serialize};

use crate::domain::word::words;

words! {
    /// A problem that a check found.
    Finding is "finding" {
        /// A turn without a word: white space, dots, signs.
        EmptyTurn = "empty_turn",
        /// Fewer turns than asked for.
        TooShort = "too_short",
        /// One giant turn among tiny ones, which the average hides.
        UnevenTurns = "uneven_turns",
        /// The last turn is the user's.
        EndsOnUser = "ends_on_user",
        /// The speakers do not alternate, or the assistant begins.
        RolesNotAlternating = "roles_not_alternating",
        /// Only the user speaks, or only the assistant.
        OneSided = "one_sided",
        /// The title is a label: "Conversation", "Title".
        Title = "title",
        /// A turn ends in mid-sentence, at the schema's limit, or where the provider stopped.
        CutOff = "cut_off",
        /// A speaker says nearly the same in two turns.
        RepeatedTurn = "repeated_turn",
        /// A turn says the same sentence again and again.
        RepetitionInside = "repetition_inside",
        /// Thanks, praise and goodbyes instead of content.
        Filler = "filler",
        /// Sentences of the prompt in the text.
        PromptEcho = "prompt_echo",
        /// Talk about the task, labels of roles or stages.
        MetaTalk = "meta_talk",
        /// A control token of a chat template in the text.
        ControlToken = "control_token",
        /// A `{{placeholder}}` or `[Name]` left in the text.
        LeftoverPlaceholder = "leftover_placeholder",
        /// Text decoded wrongly, HTML entities, a written `\\n`.
        Encoding = "encoding",
        /// Markdown or HTML where the template forbids it.
        Markup = "markup",
        /// Words without an order, or lorem ipsum.
        Gibberish = "gibberish",
        /// Another language than the one asked for.
        WrongLanguage = "wrong_language",
        /// The assistant refuses to answer.
        Refusal = "refusal",
        /// The assistant talks about being an AI, or thinks aloud.
        ModelTalk = "model_talk",
        /// The user advises and the assistant asks for advice.
        RolesSwapped = "roles_swapped",
        /// Another subject than the one asked for.
        OffSubject = "off_subject",
        /// The persona is never mentioned.
        PersonaAbsent = "persona_absent",
        /// The feeling asked for is never felt.
        EmotionAbsent = "emotion_absent",
        /// The text lacks an element that the template requires.
        MissingElement = "missing_element",
        /// The assistant says nothing of a criterion of the edge case.
        CriteriaUnmet = "criteria_unmet",
        /// The assistant promises a return or a success.
        Promise = "promise",
        /// A number, date or name that the source lacks.
        Ungrounded = "ungrounded",
        /// A sum that is stated and wrong.
        Arithmetic = "arithmetic",
        /// An e-mail address, phone number, card number or account number.
        PersonalData = "personal_data",
        /// Begins like a stored conversation.
        SameOpening = "same_opening",
        /// Almost equal to a stored conversation.
        NearDuplicate = "near_duplicate",
        /// A mark of the judge is low.
        LowMark = "low_mark",
    }
}

words! {
    /// How much a finding harms a model trained on the conversation.
    Severity is "severity" {
        /// A model must not be trained on the conversation before somebody has read it.
        Serious = "serious",
        /// A reviewer fixes it with one edit, or leaves it.
        Hint = "hint",
    }
}

impl Finding {
    /// How much a finding of this kind harms, where its degree does not say otherwise.
    pub fn severity(self) -> Severity {
        match self {
            Finding::UnevenTurns
            | Finding::EndsOnUser
            | Finding::Title
            | Finding::Markup
            | Finding::PersonaAbsent
            | Finding::EmotionAbsent
            | Finding::MissingElement
            | Finding::CriteriaUnmet
            | Finding::SameOpening => Severity::Hint,
            _ => Severity::Serious,
        }
    }
}

/// A finding with its place and the offending part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "StoredNote")]
pub struct Note {
    /// The problem.
    pub finding: Finding,
    /// How much it harms. Some kinds are serious by degree.
    pub severity: Severity,
    /// The turns with the problem, from 1; empty for the whole conversation.
    pub turns: Vec<u32>,
    /// The offending part of the text, shortened and printable.
    pub excerpt: String,
    /// The rule that was broken, in a sentence for people.
    pub detail: String,
}

impl Note {
    /// Whether a model must not be trained on the conversation before somebody has read it.
    pub fn is_serious(&self) -> bool {
        self.severity == Severity::Serious
    }
}

/// A note as any version wrote it. The first one had a single `turn`, and quoted the text in `detail`.
#[derive(Deserialize)]
struct StoredNote {
    finding: Finding,
    severity: Option<Severity>,
    turn: Option<u32>,
    turns: Option<Vec<u32>>,
    excerpt: Option<String>,
    #[serde(default)]
    detail: String,
}

impl From<StoredNote> for Note {
    fn from(stored: StoredNote) -> Note {
        let StoredNote { finding, severity, turn, turns, excerpt, detail } = stored;
        let severity = severity.unwrap_or_else(|| finding.severity());
        let turns = turns.unwrap_or_else(|| turn.into_iter().collect());
        let (excerpt, detail) = match excerpt {
            Some(excerpt) => (excerpt, detail),
            None => (detail, String::new()),
        };
        Note { finding, severity, turns, excerpt, detail }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_read_as_it_was_written_and_as_the_first_version_wrote_it() {
        let note = Note {
            finding: Finding::Filler,
            severity: Severity::Hint,
            turns: vec![2, 5],
            excerpt: "thanks".into(),
            detail: "thanks fill half the talk".into(),
        };
        let stored = serde_json::to_string(&note).expect("plain data");
        let expected = r#"{"finding":"filler","severity":"hint","turns":[2,5],"excerpt":"thanks","detail":"thanks fill half the talk"}"#;
        assert_eq!(stored, expected);
        assert_eq!(serde_json::from_str::<Note>(&stored).expect("a note"), note);
        let old = r#"{"finding":"model_talk","severity":"serious","turn":2,"detail":"as an AI"}"#;
        let read = serde_json::from_str::<Note>(old).expect("a note");
        let parts = (read.severity, read.turns.as_slice(), read.excerpt.as_str(), read.detail.as_str());
        assert_eq!(parts, (Severity::Serious, [2].as_slice(), "as an AI", ""));
        let whole = serde_json::from_str::<Note>(r#"{"finding":"near_duplicate","detail":""}"#).expect("a note");
        assert_eq!((whole.turns.len(), whole.is_serious()), (0, true));
    }
}
