//! Low marks as findings.

use crate::domain::excerpt;
use crate::domain::finding::{Finding, Note, Severity};
use crate::domain::quality::{Criterion, Judgement};

/// A mark at or below is serious, whatever the lowest mark that was asked for.
const SERIOUS: f64 = 3.0;
/// The longest reason in a finding, in characters.
const LONGEST_REASON: usize = 300;

/// One finding for each mark that is serious, or below the lowest mark that is no finding.
pub(crate) fn notes(judgement: &Judgement) -> Vec<Note> {
    let of = |criterion: &Criterion| {
        let mark = judgement.marks.of(*criterion)?;
        let severity = match mark {
            ..=SERIOUS => Severity::Serious,
            _ if mark < f64::from(judgement.min_mark) => Severity::Hint,
            _ => return None,
        };
        let reason = judgement.reasons.get(criterion);
        Some(Note {
            finding: Finding::LowMark,
            severity,
            turns: reason.map(|reason| reason.turn).into_iter().collect(),
            excerpt: reason.map(|reason| excerpt::start_of(&reason.quote)).unwrap_or_default(),
            detail: detail(*criterion, mark, reason.map(|reason| reason.reason.as_str())),
        })
    };
    Criterion::ALL.iter().filter_map(of).collect()
}

fn detail(criterion: Criterion, mark: f64, reason: Option<&str>) -> String {
    let because = match reason {
        Some(reason) => format!(": {}", excerpt::cut(reason, LONGEST_REASON)),
        None => ".".to_owned(),
    };
    format!("The judge gives {mark} of 10 for {criterion}{because}")
}
