//! What a score is made of, for people: the parts of the structural one, or those of the blended one with every mark.

use crate::domain::conversation::Conversation;
use crate::domain::quality::{Criterion, Judgement};
use crate::quality::Blend;

/// Each part of the score: its points, the value behind them, and the rule.
pub(crate) fn score_parts(it: &Conversation) -> Vec<(&'static str, String)> {
    match &it.quality_metrics.judge {
        Some(judgement) => blended(it, judgement),
        None => structural(it),
    }
}

/// The parts on one line: "turns 3/3, length 2/3, speakers 4/4", "turns 3.0/3, tokens 1.4/2, judge 4.3/5".
pub(crate) fn score_in_brief(it: &Conversation) -> String {
    let metrics = &it.quality_metrics;
    let Some(judgement) = &metrics.judge else {
        return format!(
            "turns {}/3, length {}/3, speakers {}/4",
            metrics.turn_count_points, metrics.turn_length_points, metrics.alternation_points
        );
    };
    let blend = blend(it, judgement);
    let (turns, tokens) = (f64::from(blend.turns) * 0.3, f64::from(blend.tokens) * 0.2);
    let marks = [Criterion::Overall, Criterion::Relevance, Criterion::Accuracy];
    let marks =
        marks.map(|criterion| judgement.marks.of(criterion).map_or_else(|| "-".to_owned(), |mark| mark.to_string()));
    format!("turns {turns:.1}/3, tokens {tokens:.1}/2, judge {:.1}/5 ({})", blend.judge() * 0.5, marks.join("/"))
}

fn blend(it: &Conversation, judgement: &Judgement) -> Blend {
    Blend::of(it.turn_count as usize, it.total_tokens, &judgement.marks)
}

fn structural(it: &Conversation) -> Vec<(&'static str, String)> {
    let metrics = &it.quality_metrics;
    let points = metrics.alternation_points;
    vec![
        (
            "turns",
            format!(
                "{} of 3 points: {} turns (8 to 16 give 3, 6 to 20 give 2, else 1)",
                metrics.turn_count_points, it.turn_count
            ),
        ),
        (
            "turn length",
            format!(
                "{} of 3 points: {:.0} characters on average (100 to 400 give 3, 50 to 600 give 2, else 1)",
                metrics.turn_length_points, metrics.average_turn_chars
            ),
        ),
        (
            "speakers",
            format!(
                "{points} of 4 points: alternate, the user first: {} (yes gives 4, no 1)",
                if points == 4 { "yes" } else { "no" }
            ),
        ),
    ]
}

/// Marks make the score a blended one. Reasons and quotes are those of a model: whoever shows them makes them printable.
fn blended(it: &Conversation, judgement: &Judgement) -> Vec<(&'static str, String)> {
    let parts = blend(it, judgement);
    let estimated = if it.tokens_estimated { ", estimated" } else { "" };
    let mut lines = vec![
        ("turns", format!("{} × 0.3: {} turns (8 to 16 give 10, 6 to 20 give 7, else 4)", parts.turns, it.turn_count)),
        (
            "tokens",
            format!(
                "{} × 0.2: {} tokens{estimated} (1000 to 3000 give 10, 500 to 5000 give 7, else 4)",
                parts.tokens, it.total_tokens
            ),
        ),
        ("judge", format!("{:.1} × 0.5: the mean of the three marks{}", parts.judge(), by(judgement))),
    ];
    lines.extend(Criterion::ALL.iter().map(|criterion| (criterion.as_str(), mark(judgement, *criterion))));
    lines
}

/// " by a-judge (openai), rubric 04444ad9".
fn by(judgement: &Judgement) -> String {
    let model = match (judgement.model.as_str(), judgement.provider) {
        ("", _) => return String::new(),
        (model, Some(provider)) => format!("{model} ({provider})"),
        (model, None) => model.to_owned(),
    };
    let rubric = judgement.rubric.get(..8).map(|rubric| format!(", rubric {rubric}")).unwrap_or_default();
    format!(" by {model}{rubric}")
}

/// "9: The sum is right. (turn 4: “It makes 45.”)".
fn mark(judgement: &Judgement, criterion: Criterion) -> String {
    let Some(mark) = judgement.marks.of(criterion) else { return "no mark (counts 5)".to_owned() };
    match judgement.reasons.get(&criterion) {
        Some(why) => format!("{mark}: {} (turn {}: “{}”)", why.reason.trim(), why.turn, why.quote.trim()),
        None => mark.to_string(),
    }
}
