//! The assistant promises a return or a success. Words: the lists `promise` and `promise_unless`. Where no
//! phrase is known, the whole turn may look like one, as learned from labelled turns.

use crate::domain::conversation::Role;
use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View, together};
use crate::quality::learned;
use crate::quality::phrases::Kind;

pub(super) const PROMISE: Check =
    Check { finding: Finding::Promise, rule: "The assistant promises no return and no success.", look: promise };

fn promise(view: &View<'_>) -> Vec<Fault> {
    let mut found = Vec::new();
    for (at, turn) in view.of(Role::Assistant) {
        let asks = |range: &std::ops::Range<usize>| ends_with_a_question(turn.content, turn.span(range.clone()).end);
        let is_void = |range: &std::ops::Range<usize>| {
            view.follows(at, Kind::PromiseUnless, range) || view.voided(at, (Kind::Promise, Kind::PromiseBy), range)
        };
        let mut hits = view.said(at, Kind::Promise);
        let hit = hits.find(|range| !is_void(range) && !asks(range));
        found.extend(match hit {
            Some(range) => Some(Fault::words(at, turn, &range)),
            None => view.looks_like(&learned::PROMISE, at).then(|| Fault::part(at, turn, 0..turn.content.len())),
        });
    }
    together(found)
}

fn ends_with_a_question(text: &str, from: usize) -> bool {
    text[from..].find(['.', '!', '?']).is_some_and(|at| text[from + at..].starts_with('?'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::checks::samples::{assert_bad, assert_fine, lines};

    #[test]
    fn promises_are_found_in_many_wordings() {
        assert_bad(
            Finding::Promise,
            Role::Assistant,
            &[
                "It is guaranteed to return 12 percent a year, risk-free.",
                "You cannot lose money over eight years.",
                "I promise you will never have to go back to night shifts.",
                "I guarantee that your money will double.",
                "These are guaranteed returns of 9 percent.",
                "There is absolutely no risk.",
                "The fund will definitely go up.",
                "You'll double your money in two years.",
                "It's completely risk free.",
                "I can assure you that you will win the case.",
                "This is a sure thing.",
                "You can't go wrong with this stock.",
                "This diet will definitely cure you.",
                "It's a 100% guaranteed way to pass.",
                "Nothing can go wrong.",
                "Die Rendite ist sicher: garantierte Rendite von 8 Prozent.",
                "Ich verspreche Ihnen, dass Sie nie verlieren.",
                "Sie können dabei kein Geld verlieren.",
                "Le garantizo que ganará dinero.",
                "Es una inversión totalmente segura, sin ningún riesgo.",
                "Je vous garantis un rendement de dix pour cent.",
                "C'est un placement sans aucun risque.",
            ],
        );
    }

    #[test]
    fn honest_words_about_risk_are_fine() {
        assert_fine(
            Finding::Promise,
            Role::Assistant,
            &[
                "Nobody can guarantee a return of 12 percent.",
                "I can't promise that prices will rise.",
                "If anyone offers guaranteed returns, walk away.",
                "There is no risk-free way to earn 9 percent.",
                "The match is as close to a sure return as you will find.",
                "I promise we'll go slowly.",
                "The annuity pays a guaranteed income for life, and that costs you the capital.",
                "The deposit is guaranteed by the state up to 100,000 euros.",
                "Is it risk free? No.",
                "Treasury bills are called risk free, though inflation still bites.",
                "You will never know the perfect day, so split it.",
                "The shop gives a money-back guarantee for thirty days.",
                "Paying the card down is a return without risk.",
                "Take the guaranteed minimum pension into account.",
                "The risk-free rate is 4 percent today.",
                "Whoever says you cannot lose is selling something.",
                "Das kann Ihnen niemand garantieren.",
                "Nadie puede garantizar un rendimiento.",
                "Personne ne peut vous garantir un rendement.",
            ],
        );
        assert_fine(Finding::Promise, Role::User, &["He said it is guaranteed to return 12 percent, risk-free."]);
    }

    #[test]
    fn more_wordings_are_told_apart() {
        assert_bad(Finding::Promise, Role::Assistant, &lines(include_str!("wordings/promise.bad.txt")));
        assert_fine(Finding::Promise, Role::Assistant, &lines(include_str!("wordings/promise.fine.txt")));
    }
}
