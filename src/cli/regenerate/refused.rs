//! What cannot be made anew: as an error where it was named, as a count where a filter matched it.

use crate::engine::{NotRegenerated, Refused, RegenerateSurvey};
use crate::error::Failure;
use crate::ui::count;

/// The error for named conversations that cannot be made anew, with what to do about each.
pub(super) fn failure(survey: &RegenerateSurvey) -> Option<Failure> {
    let failure = match survey.refused.as_slice() {
        [] => return None,
        [one] => Failure::bad_input(format!("{} cannot be made anew: {}", one.short_id, one.why)),
        many => {
            let each: Vec<Failure> =
                many.iter().map(|one| Failure::bad_input(format!("{}: {}", one.short_id, one.why))).collect();
            Failure::bad_input(format!("{} of {} cannot be made anew", many.len(), survey.matching))
                .because_of_each(&each)
        }
    };
    let mut hints: Vec<String> = Vec::new();
    for hint in survey.refused.iter().map(hint) {
        if !hints.contains(&hint) && hints.len() < 3 {
            hints.push(hint);
        }
    }
    Some(hints.into_iter().fold(failure, Failure::hint))
}

fn hint(one: &Refused) -> String {
    let id = &one.short_id;
    match &one.why {
        NotRegenerated::NoTemplate => format!("Nothing was sent. Edit it by hand instead: dialoom edit {id}"),
        NotRegenerated::NothingToChange => {
            format!("Nothing was sent. Say what to change: dialoom regenerate {id} --note 'Name the fees in turn 4'")
        }
        NotRegenerated::Superseded { by } => format!("Nothing was sent. See the newer version: dialoom show {by}"),
        NotRegenerated::Prompt(_) => format!("Nothing was sent. See its values: dialoom show {id}"),
    }
}

/// A line for each reason why conversations of a filter are left out.
pub(super) fn lines(survey: &RegenerateSurvey) -> Vec<String> {
    let left = survey.left_out;
    let reasons = [
        (left.no_template, "imported or written by hand, so no template can make them anew"),
        (left.nothing_to_change, "with neither a note nor a finding; say what to change with --note"),
        (left.superseded, "with an approved newer version"),
        (left.wrong_values, "with values that no longer fit their template"),
    ];
    let line = |(number, why): (u64, &str)| format!("left out: {} {why}", count(number, "conversation"));
    reasons.into_iter().filter(|(number, _)| *number > 0).map(line).collect()
}
