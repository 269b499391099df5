//! Others with the same finding, offered after a send-back or a rejection.

use crate::domain::finding::{Finding, Note};
use crate::domain::review::Decision;
use crate::review::Session;
use crate::store::FullConversation;

/// Words of a reason and the findings that they mean, beside a finding's own name. A space is where a word ends.
const MEANT: [(&str, &[Finding]); 11] = [
    (" off topic ", &[Finding::OffSubject]),
    (" repeat", &[Finding::RepeatedTurn, Finding::RepetitionInside]),
    (" repetiti", &[Finding::RepeatedTurn, Finding::RepetitionInside]),
    (" refus", &[Finding::Refusal]),
    (" placeholder", &[Finding::LeftoverPlaceholder]),
    (" model ", &[Finding::ModelTalk, Finding::MetaTalk]),
    (" persona ", &[Finding::PersonaAbsent]),
    (" emotion ", &[Finding::EmotionAbsent]),
    (" duplicate", &[Finding::NearDuplicate]),
    (" thanks ", &[Finding::Filler]),
    (" wrong sum", &[Finding::Arithmetic]),
];

/// How many others that wait have the finding that a decision was about.
///
/// Whether the database answers is not asked for: the decision is stored already.
pub(super) async fn others_alike(
    session: &Session,
    full: &FullConversation,
    at: Option<Finding>,
    decision: &Decision,
) -> Option<(Finding, u64)> {
    let reason = match decision {
        Decision::Reject { reason } | Decision::SendBack { note: reason } => reason,
        Decision::Approve { .. } | Decision::Reopen { .. } => return None,
    };
    for finding in about(&full.conversation.quality_metrics.findings, at, reason) {
        let number = session.number_with(finding).await.ok()?;
        if number > 0 {
            return Some((finding, number));
        }
    }
    None
}

/// The findings that a reason names; where it names none, the serious ones, that at which Tab stood (`at`) first.
fn about(notes: &[Note], at: Option<Finding>, reason: &str) -> Vec<Finding> {
    let named = named(reason);
    let serious = |finding: &Finding| notes.iter().any(|note| note.finding == *finding && note.is_serious());
    let mut all: Vec<Finding> = Vec::new();
    let found = notes.iter().map(|note| note.finding);
    match named.is_empty() {
        true => all.extend(at.into_iter().chain(found).filter(serious)),
        false => all.extend(found.filter(|finding| named.contains(finding))),
    }
    let mut seen = Vec::new();
    all.retain(|finding| !seen.contains(finding) && (seen.push(*finding), true).1);
    all
}

fn named(reason: &str) -> Vec<Finding> {
    let words: Vec<String> = reason
        .split(|letter: char| !letter.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|it| !it.is_empty())
        .collect();
    let text = format!(" {} ", words.join(" "));
    let by_name = Finding::ALL
        .iter()
        .copied()
        .filter(|finding| text.contains(&format!(" {} ", finding.as_str().replace('_', " "))));
    let meant =
        MEANT.iter().filter(|(words, _)| text.contains(words)).flat_map(|(_, findings)| findings.iter().copied());
    by_name.chain(meant).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::finding::Severity;

    #[test]
    fn a_reason_names_its_finding_and_without_one_a_serious_finding_is_meant() {
        let note = |finding, severity| Note {
            finding,
            severity,
            turns: vec![2],
            excerpt: String::new(),
            detail: String::new(),
        };
        let notes = [
            note(Finding::OffSubject, Severity::Hint),
            note(Finding::Arithmetic, Severity::Serious),
            note(Finding::CutOff, Severity::Serious),
            note(Finding::CutOff, Severity::Serious),
        ];
        let of = |at, reason| about(&notes, at, reason);
        assert_eq!(of(None, "wrong facts"), [Finding::Arithmetic, Finding::CutOff]);
        assert_eq!(of(Some(Finding::CutOff), "bad"), [Finding::CutOff, Finding::Arithmetic]);
        assert_eq!(of(Some(Finding::OffSubject), "bad"), [Finding::Arithmetic, Finding::CutOff]);
        assert_eq!(of(None, "Off-topic, mostly"), [Finding::OffSubject]);
        assert_eq!(of(None, "too short or cut off"), [Finding::CutOff]);
        assert_eq!(of(None, "refuses to help"), [], "what it does not have is not meant");
        assert_eq!(named("personal data"), [Finding::PersonalData]);
        assert_eq!(about(&notes[..1], None, "dull"), []);
    }
}
