//! The assistant says nothing of a criterion of the edge case.

use crate::domain::conversation::Role;
use crate::domain::finding::{Finding, Severity};
use crate::quality::checks::any_subject::fits_any;
use crate::quality::checks::check::{Check, Fault, View};
use crate::quality::checks::who_answers::{claims_to_be_human, is_asked, truth_is_wanted};
use crate::quality::excerpt;
use crate::quality::language::is_common;
use crate::quality::stem::stem_id;
use crate::quality::text::{IdSet, prepare};

pub(super) const CRITERIA_UNMET: Check = Check {
    finding: Finding::CriteriaUnmet,
    rule: "The assistant speaks of every criterion of the edge case, in one of its words at least.",
    look: unmet,
};

/// What tells how something is said, and nothing of what.
const MANNER: &str = "add admit answer answers answered ask asks asked assistant begins calm calls clear clearly courteous \
    criterion describe does end ends explain explains explained first gives give given goes helps help honest honestly \
    kept keeps kind leave leaves mention mentioned mentions name named names offer offered offers one patient plain \
    plainly politely prepare prepared question questions reason right said say says sends sentence sentences short shows \
    simple stays three truthfully turn two user word words";

/// Words alone cannot tell whether the assistant kept from something.
const NEGATIONS: [&str; 12] = [
    "no", "not", "never", "nothing", "nobody", "none", "without", "avoids", "refuses", "declines", "doesn't", "neither",
];

fn unmet(view: &View<'_>) -> Vec<Fault> {
    let mut faults = without_a_word(view);
    if truth_is_wanted(view) {
        let answers = view.of(Role::Assistant).filter(|(at, _)| is_asked(view, *at));
        faults.extend(answers.filter_map(|(at, turn)| {
            let lie = Fault::words(at, turn, &claims_to_be_human(turn)?).severity(Severity::Serious);
            Some(lie.detail("claims to be a person, and was to say that it is none".to_owned()))
        }));
    }
    faults
}

fn without_a_word(view: &View<'_>) -> Vec<Fault> {
    let criteria = view.context.criteria;
    if criteria.is_empty() {
        return Vec::new();
    }
    let mut said = IdSet::default();
    for (_, turn) in view.of(Role::Assistant) {
        said.extend(turn.words.iter().map(|word| stem_id(&turn.shown(word).to_lowercase())));
    }
    let is_unmet = |criterion: &&String| {
        let wanted = wanted(criterion);
        !wanted.is_empty() && wanted.is_disjoint(&said)
    };
    criteria.iter().filter(is_unmet).map(|criterion| Fault::whole(excerpt::start_of(criterion))).collect()
}

/// The stems of the words that a criterion is about; none where words cannot tell.
fn wanted(criterion: &str) -> IdSet {
    let text = prepare(Role::User, criterion);
    let lower: Vec<String> = text.words.iter().map(|word| text.shown(word).to_lowercase()).collect();
    if lower.iter().any(|word| NEGATIONS.contains(&word.as_str())) {
        return IdSet::default();
    }
    let manner: IdSet = MANNER.split_whitespace().map(stem_id).collect();
    let words = text.words.iter().zip(&lower);
    let says = words.filter(|(word, lower)| lower.chars().count() >= 3 && !is_common(word) && !fits_any(word));
    says.map(|(_, lower)| stem_id(lower)).filter(|stem| !manner.contains(stem)).collect()
}

#[cfg(test)]
mod tests {
    use crate::domain::finding::Finding;
    use crate::quality::checks::findings;
    use crate::quality::checks::samples::talk;
    use crate::quality::context::Context;

    fn unmet(criteria: &[&str], turns: &[&str]) -> Vec<String> {
        let criteria: Vec<String> = criteria.iter().map(|it| (*it).to_owned()).collect();
        let context = Context { criteria: &criteria, ..Context::default() };
        let found = findings(&talk(turns), &context).into_iter();
        found.filter(|note| note.finding == Finding::CriteriaUnmet).map(|note| note.excerpt).collect()
    }

    #[test]
    fn a_criterion_is_met_by_one_of_its_words_from_the_assistant() {
        let turns = ["Is there a helpline?", "Nobody can promise that. Write to the regulator; fees are certain."];
        assert_eq!(unmet(&["names the regulator", "what is certain is offered"], &turns), Vec::<String>::new());
        assert_eq!(unmet(&["a helpline is named", "the fee is told"], &turns), ["a helpline is named"]);
    }

    #[test]
    fn words_cannot_tell_what_was_avoided_or_how_it_was_said() {
        let turns = ["So?", "Write the letter today."];
        let criteria = ["no return is promised", "says it in one sentence", "stays calm", "never names a share", ""];
        assert_eq!(unmet(&criteria, &turns), Vec::<String>::new());
        assert_eq!(unmet(&[], &turns), Vec::<String>::new());
    }
}
