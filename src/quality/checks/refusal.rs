//! The assistant refuses. Words: the lists `refusal`, `refusal_unless`, `stalling` and `moral` in `data/phrases/`. Where no
//! phrase is known, the whole turn may look like one, as learned from labelled turns.

use crate::domain::conversation::Role;
use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View, together};
use crate::quality::checks::evasion::evasion;
use crate::quality::checks::referral::referral;
use crate::quality::learned;
use crate::quality::phrases::Kind;

pub(super) const REFUSAL: Check =
    Check { finding: Finding::Refusal, rule: "The assistant answers and does not refuse.", look: refusal };

/// Only the assistant's own words: a user may say the same, and quote them.
fn refusal(view: &View<'_>) -> Vec<Fault> {
    let mut found = Vec::new();
    for (at, turn) in view.of(Role::Assistant) {
        let mut hits =
            view.said(at, Kind::Refusal).filter(|range| !view.voided(at, (Kind::Refusal, Kind::RefusalUnless), range));
        let hit = hits.next().or_else(|| view.said(at, Kind::Moral).next()).or_else(|| evasion(view, at));
        found.extend(match hit {
            Some(range) => Some(Fault::words(at, turn, &range)),
            None => view.looks_like(&learned::REFUSAL, at).then(|| Fault::part(at, turn, 0..turn.content.len())),
        });
    }
    if found.is_empty() {
        found.extend(declined(view).or_else(|| referral(view)));
    }
    if found.is_empty() { stalling(view).into_iter().collect() } else { together(found) }
}

/// Two answers that each look somewhat like a refusal are one: "that is best judged by a professional", and again. Of 1,119
/// good conversations none had two (weights that had not seen them, five parts in turn).
const DECLINED: usize = 2;
const SOMEWHAT: f32 = -2.0;

fn declined(view: &View<'_>) -> Option<Fault> {
    let turns = view.of(Role::Assistant).map(|(at, _)| at);
    let turns: Vec<usize> = turns.filter(|at| view.likeness(&learned::REFUSAL, *at) > SOMEWHAT).collect();
    let detail = format!("{} answers decline or send the user away, and hold no answer.", turns.len());
    (turns.len() >= DECLINED).then(|| Fault::turns(turns, view.text).detail(detail))
}

/// The fewest answers that put the user off: one may be a pause before the answer.
const STALLING: usize = 2;

/// Answers that put off and never come back: by phrases, and as learned from labelled turns.
fn stalling(view: &View<'_>) -> Option<Fault> {
    let puts_off =
        |at: usize| view.looks_like(&learned::STALLING, at) || view.said(at, Kind::Stalling).next().is_some();
    let turns = view.of(Role::Assistant).filter(|(at, _)| puts_off(*at));
    let turns: Vec<usize> = turns.map(|(at, _)| at).collect();
    let detail = format!("{} answers put the user off and hold no answer.", turns.len());
    (turns.len() >= STALLING).then(|| Fault::turns(turns, view.text).detail(detail))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::checks::samples::{assert_bad, assert_fine, lines};

    #[test]
    fn refusals_are_found_in_many_wordings() {
        assert_bad(
            Finding::Refusal,
            Role::Assistant,
            &[
                "I can't help with that request.",
                "I can’t assist you here.",
                "I'm unable to provide financial advice",
                "I AM UNABLE TO comply.",
                "I must decline.",
                "I won't be able to answer that",
                "I apologize, but I can't provide personalized financial advice.",
                "Unfortunately, I'm not able to offer guidance on investment decisions.",
                "I'm sorry, but I cannot continue with this conversation.",
                "Sorry, that's not something I can help with.",
                "This falls outside the scope of what I can do.",
                "It would be inappropriate for me to give you medical advice.",
                "I'm not comfortable giving you an opinion on that.",
                "That goes against my guidelines.",
                "I'm not permitted to discuss this topic.",
                "We do not provide legal advice.",
                "I'd rather not discuss that.",
                "I have to respectfully decline to answer.",
                "I am not qualified to give you legal advice, so please see a lawyer.",
                "I cannot in good conscience recommend anything here.",
                "I can't recommend specific stocks or funds.",
                "I'm afraid I can't do that.",
                "Es tut mir leid, aber ich kann Ihnen keine Anlageberatung geben.",
                "Leider kann ich Ihnen dabei nicht helfen.",
                "Ich darf dazu keine Auskunft erteilen.",
                "Lo siento, pero no puedo ofrecer asesoramiento financiero.",
                "No puedo ayudarte con eso.",
                "Debo declinar esa petición.",
                "Je suis désolé, mais je ne peux pas vous donner de conseils juridiques.",
                "Je ne suis pas en mesure de répondre à cette question.",
            ],
        );
    }

    #[test]
    fn honesty_limits_and_referrals_are_fine() {
        assert_fine(
            Finding::Refusal,
            Role::Assistant,
            &[
                "I can't promise returns, and nobody can.",
                "I can't help but notice how tired you sound.",
                "I'm unable to guarantee that the price holds.",
                "I can't help without knowing your rent.",
                "I cannot tell you what markets will do.",
                "I won't sugar-coat it: this will take years.",
                "Your accountant should do the return itself; I'd bring the list.",
                "Please see a doctor if the fever lasts three days, and take the diary with you.",
                "I can't give you an exact figure until I know the rate.",
                "The bank can't help with that, but the union can.",
                "He told you \"I can't help with that request\", which was rude.",
                "I wouldn't sign that before a lawyer has read it.",
                "You can't answer that letter alone, so let's write it now.",
                "I can't see your screen, so tell me what the message says.",
                "I cannot recommend stopping the pills on your own.",
                "We don't discuss the will today; we only list the accounts.",
                "You may have to decline the offer.",
                "I'm not a fan of that fund, because it costs too much.",
                "Das kann ich nicht versprechen, aber wir können rechnen.",
                "No puedo prometerle un resultado, pero sí un plan.",
                "Je ne peux pas vous promettre un résultat.",
                "I can't do this for you, but I can show you how.",
                "I can't refund the order, since it shipped on Monday; I can send you a label.",
            ],
        );
        assert_fine(Finding::Refusal, Role::User, &["I can't help with the bills any more.", "I can't answer that."]);
    }

    #[test]
    fn more_wordings_are_told_apart() {
        assert_bad(Finding::Refusal, Role::Assistant, &lines(include_str!("wordings/refusal.bad.txt")));
        assert_fine(Finding::Refusal, Role::Assistant, &lines(include_str!("wordings/refusal.fine.txt")));
    }
}
