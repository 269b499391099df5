//! Scores a conversation, and checks it for faults that the score does not show. Pure functions.

mod checks;
mod context;
mod control_tokens;
pub(crate) mod data_lines;
mod describe;
mod figures;
pub mod judge;
mod language;
mod learned;
mod personal;
mod phrases;
mod score;
pub(crate) mod similarity;
mod stem;
mod tables;
mod text;

use crate::domain::conversation::{Role, Turn};
use crate::domain::excerpt;
use crate::domain::finding::{Finding, Note};
use crate::domain::quality::{Assessment, Confidence, Judgement, QualityMetrics, Score};

pub(crate) use checks::{ages_of, is_rule, is_stop, language_asked, named_in};
pub use context::Context;
pub(crate) use control_tokens::control_token;
pub(crate) use describe::{describe, detail, in_brief, in_words, says_only_its_rule};
pub(crate) use score::Blend;
pub use score::blended;

/// Scores and checks a conversation.
pub fn assess(turns: &[Turn], context: &Context<'_>) -> Assessment {
    let total_chars: u64 = turns.iter().map(|turn| turn.content.chars().count() as u64).sum();
    let points = score::Points::of(turns, total_chars);
    // Marks of another text say nothing about this one.
    let judgement = context.judge.filter(|it| it.text.is_empty() || it.text == judge::text_checksum(turns));
    let score = match judgement {
        Some(judgement) => score::blended(turns.len(), context.total_tokens, &judgement.marks),
        None => points.score(),
    };
    let mut findings = checks::findings(turns, context);
    findings.extend(judgement.into_iter().flat_map(judge::notes));
    arrange(&mut findings);
    let average = if turns.is_empty() { 0.0 } else { total_chars as f64 / turns.len() as f64 };
    Assessment {
        score,
        confidence: confidence(score, context.threshold, &findings),
        metrics: QualityMetrics {
            turn_count_points: points.turn_count,
            turn_length_points: points.turn_length,
            alternation_points: points.alternation,
            average_turn_chars: (average * 10.0).round() / 10.0,
            turns_asked: Some(context.turns_asked).filter(|asked| *asked > 0),
            judge: judgement.cloned(),
            findings,
        },
    }
}

/// Reads the word lists and phrases of the checks, so that no answer waits for them. They are kept for the process.
pub(crate) fn make_ready() {
    const WORDS: &str = "Can I help you with the rent of 900 a month, or is that too much for a first year like this?";
    let said = |role| Turn { role, content: WORDS.to_owned() };
    assess(&[said(Role::User), said(Role::Assistant)], &Context::default());
}

/// Adds a finding that the store made, and the confidence that follows.
pub(crate) fn add_finding(assessment: &mut Assessment, note: Note, threshold: Score) {
    assessment.metrics.findings.push(note);
    arrange(&mut assessment.metrics.findings);
    assessment.confidence = confidence(assessment.score, threshold, &assessment.metrics.findings);
}

/// The assessment of these turns with the marks of a judge, which replace earlier ones. `None` where the marks belong to
/// another text. The checks are not run again.
pub(crate) fn judged(
    metrics: &QualityMetrics,
    judgement: Judgement,
    turns: &[Turn],
    total_tokens: u64,
    threshold: Score,
) -> Option<Assessment> {
    if judgement.text != judge::text_checksum(turns) {
        return None;
    }
    let score = score::blended(turns.len(), total_tokens, &judgement.marks);
    let mut metrics = metrics.clone();
    metrics.findings.retain(|note| note.finding != Finding::LowMark);
    metrics.findings.extend(judge::notes(&judgement));
    arrange(&mut metrics.findings);
    metrics.judge = Some(judgement);
    Some(Assessment { score, confidence: confidence(score, threshold, &metrics.findings), metrics })
}

/// The one order of findings, whenever each was made: those of the checks as they stand, low marks, those of the store.
fn arrange(findings: &mut [Note]) {
    findings.sort_by_key(|note| match note.finding {
        Finding::LowMark => 1,
        Finding::NearDuplicate | Finding::SameOpening => 2,
        _ => 0,
    });
}

/// Whether two looks found the same. The order of findings does not count: earlier versions had another one.
pub(crate) fn is_same(one: &QualityMetrics, other: &QualityMetrics) -> bool {
    let in_order = |metrics: &QualityMetrics| {
        let mut metrics = metrics.clone();
        metrics.findings.sort_by_cached_key(|note| format!("{note:?}"));
        metrics
    };
    one == other || one.findings.len() == other.findings.len() && in_order(one) == in_order(other)
}

/// Low below the threshold or with a serious finding; high from 8.0 on without any finding; else medium.
fn confidence(score: Score, threshold: Score, findings: &[Note]) -> Confidence {
    if score < threshold || findings.iter().any(Note::is_serious) {
        Confidence::Low
    } else if score >= Score::HIGH && findings.is_empty() {
        Confidence::High
    } else {
        Confidence::Medium
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::quality::JudgeMarks;

    fn talk(turns: usize) -> Vec<Turn> {
        (0..turns)
            .map(|at| {
                // No word twice: that would be a finding.
                let words: String = (0..40).map(|word| format!("{}{word:03} ", char::from(b'a' + at as u8))).collect();
                Turn { role: score::expected_role(at), content: format!("{at} {words}") }
            })
            .collect()
    }

    #[test]
    fn a_sound_conversation_scores_ten_with_high_confidence() {
        let found = assess(&talk(10), &Context { threshold: Score::DEFAULT_THRESHOLD, ..Context::default() });
        assert_eq!(found.score.tenths(), 100);
        assert_eq!(found.confidence, Confidence::High);
        assert_eq!(found.metrics.findings, []);
        assert_eq!(found.metrics.average_turn_chars, 202.0);
    }

    #[test]
    fn characters_are_counted_not_bytes() {
        let turns: Vec<_> = (0..8)
            .map(|at| Turn { role: score::expected_role(at), content: format!("{at}{}", "é".repeat(399)) })
            .collect();
        let found = assess(&turns, &Context::default());
        assert_eq!((found.metrics.turn_length_points, found.metrics.average_turn_chars), (3, 400.0));
    }

    #[test]
    fn confidence_follows_its_written_rule() {
        let turns = talk(10);
        let elements = ["unheard".to_owned()];
        let mild = assess(&turns, &Context { required_elements: &elements, ..Context::default() });
        assert_eq!(mild.confidence, Confidence::Medium);
        let cut = assess(&turns, &Context { cut_off: true, ..Context::default() });
        assert_eq!(cut.confidence, Confidence::Low);
        let below = confidence(Score::new(5.9).unwrap_or_default(), Score::DEFAULT_THRESHOLD, &[]);
        assert_eq!(below, Confidence::Low);
        let middling = confidence(Score::new(7.9).unwrap_or_default(), Score::DEFAULT_THRESHOLD, &[]);
        assert_eq!(middling, Confidence::Medium);
    }

    #[test]
    fn with_a_judge_the_blended_score_is_taken_and_the_points_are_kept() {
        let marks = JudgeMarks { overall: Some(9.0), relevance: Some(8.0), accuracy: Some(8.0) };
        let judge = Judgement { marks, ..Judgement::default() };
        let context = Context { judge: Some(&judge), total_tokens: 1500, ..Context::default() };
        let found = assess(&talk(10), &context);
        assert_eq!(found.score.to_string(), "9.2");
        assert_eq!((found.metrics.turn_count_points, found.metrics.judge), (3, Some(judge)));
    }

    #[test]
    fn no_turns_at_all_score_the_least_and_panic_nowhere() {
        let found = assess(&[], &Context { cut_off: true, ..Context::default() });
        assert_eq!((found.score.tenths(), found.confidence), (30, Confidence::Low));
    }

    #[test]
    fn a_last_turn_of_the_users_is_found_but_not_serious() {
        let mut turns = talk(9);
        assert_eq!(turns.last().map(|turn| turn.role), Some(Role::User));
        let found = assess(&turns, &Context::default());
        assert_eq!(found.confidence, Confidence::Medium);
        turns.pop();
        assert_eq!(assess(&turns, &Context::default()).confidence, Confidence::High);
    }
}
