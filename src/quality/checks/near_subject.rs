//! Whether a talk that never names its topic may be about it in other words, or is about something else.
//!
//! People speak of a pension as "the letter from work". So the missing name is serious only beside a sign of another
//! subject: a talk about money that has none in it, or one that is full of cooking.

use crate::domain::conversation::{Role, Subject};
use crate::quality::checks::check::View;
use crate::quality::checks::fields::fields;
use crate::quality::checks::gone_over::hits;
use crate::quality::checks::known_stems::Known;
use crate::quality::checks::of_money::{has_money, is_costly, is_full_of_money, names_money};
use crate::quality::text::{IdSet, prepare};

/// Another subject has so many different words, in at least half of the turns.
const WORDS: usize = 5;
/// Where a word of the persona occurs, such as a town: so many, and in so many turns of a hundred.
const MORE_WORDS: usize = 7;
const MORE_TURNS: usize = 60;

/// Whether the talk is full of something else, though a word of the persona occurs.
pub(super) fn is_full_of_something_else(view: &View<'_>, subject: &Subject, field: &[&str]) -> bool {
    is_full_of_another(view, &asked_for(subject, field), MORE_WORDS, MORE_TURNS)
}

/// The stems of what was asked for.
fn asked_for(subject: &Subject, field: &[&str]) -> IdSet {
    let asked = format!("{}. {}. {}", subject.persona, subject.topic, field.join(". "));
    Known::new(&|_| true).stems(&prepare(Role::User, &asked))
}

/// Whether the talk is about something else than what was asked for; `field` is what the template says of its subject.
pub(super) fn is_about_something_else(view: &View<'_>, subject: &Subject, field: &[&str]) -> bool {
    let asked = asked_for(subject, field);
    if names_money(&asked) && !has_money(view) {
        return true;
    }
    if !names_money(&asked) && !is_costly(&subject.topic) && is_full_of_money(view) {
        return true;
    }
    is_full_of_another(view, &asked, WORDS, 50)
}

/// Whether a common subject that nobody asked for, by its stems, has so many different words, and words in so many
/// turns of a hundred.
fn is_full_of_another(view: &View<'_>, asked: &IdSet, least: usize, share: usize) -> bool {
    let Some(fields) = view.language.and_then(fields) else { return false };
    let tells = |stem: u64| fields.has(stem);
    let mut known = Known::new(&tells);
    let said: Vec<IdSet> = view.text.turns.iter().map(|turn| known.stems(turn)).collect();
    hits(fields, &said).iter().enumerate().any(|(at, hits)| {
        let words: IdSet = hits.iter().flat_map(|(_, words)| words).copied().collect();
        let is_asked =
            asked.iter().any(|stem| fields.of(*stem).any(|of| of == at) || fields.all[at].opens.contains(stem));
        words.len() >= least && 100 * hits.len() >= share * view.turns.len() && !is_asked
    })
}
