//! Whether the user is the persona asked for.

use crate::domain::conversation::Role;
use crate::domain::finding::{Finding, Severity};
use crate::quality::checks::check::{Check, Fault, View};
use crate::quality::checks::persona_age::another_age;
use crate::quality::checks::subject::{is_comparable, stems};
use crate::quality::excerpt::start_of;
use crate::quality::text::TurnText;

pub(super) const PERSONA_ABSENT: Check =
    Check { finding: Finding::PersonaAbsent, rule: "The persona asked for is mentioned.", look: persona_absent };

/// Of so many words of a persona a good talk says one: of 303 that people labelled, 270 do. "A teacher, 41" is often never
/// named, and shows in what the user tells.
const TELLING: usize = 5;
/// What a user says of themselves, in every language that the checks know.
const OF_ONESELF: [&str; 36] = [
    "i", "i'm", "i've", "i'd", "i'll", "my", "me", "we", "we're", "we've", "our", "us", "ich", "mich", "mir", "mein",
    "meine", "meinen", "meinem", "meiner", "wir", "uns", "unser", "unsere", "yo", "me", "mi", "mis", "nos", "nuestra",
    "je", "j'ai", "mon", "ma", "mes", "nous",
];

/// Serious where the user is of another age; a hint where no word of the persona is said, and many were given or the user
/// tells nothing of themselves.
fn persona_absent(view: &View<'_>) -> Vec<Fault> {
    if let Some(fault) = another_age(view) {
        return vec![fault.severity(Severity::Serious)];
    }
    let Some(subject) = view.context.subject.filter(|_| is_comparable(view)) else { return Vec::new() };
    let persona = stems(&subject.persona);
    let said = view.stems();
    if persona.len() < 2 || persona.iter().any(|stem| said.contains(stem)) {
        return Vec::new();
    }
    if persona.len() < TELLING && tells_of_oneself(view) {
        return Vec::new();
    }
    vec![Fault::whole(start_of(&subject.persona)).detail("No word of the persona occurs.".to_owned())]
}

/// Whether the user speaks of themselves in half of their turns.
fn tells_of_oneself(view: &View<'_>) -> bool {
    let turns: Vec<&TurnText<'_>> = view.of(Role::User).map(|(_, turn)| turn).collect();
    let is_own = |turn: &&&TurnText<'_>| {
        turn.words.iter().any(|word| {
            let shown = turn.shown(word).to_lowercase().replace('’', "'");
            OF_ONESELF.contains(&shown.as_str())
        })
    };
    2 * turns.iter().filter(is_own).count() >= turns.len()
}

#[cfg(test)]
mod tests {
    use crate::domain::conversation::Subject;
    use crate::domain::finding::Finding;
    use crate::quality::checks::findings;
    use crate::quality::checks::samples::talk;
    use crate::quality::context::Context;

    fn is_absent(persona: &str, asks: &str) -> bool {
        let subject = Subject { persona: persona.into(), emotion: String::new(), topic: "sourdough bread".into() };
        let context = Context { subject: Some(&subject), ..Context::default() };
        let answer = "Dense bread often means that the dough was cold. How warm is the kitchen in the evening, and does a \
                      spoon of the sourdough float in a glass of water before it is used?";
        findings(&talk(&[asks, answer, asks, answer]), &context)
            .iter()
            .any(|note| note.finding == Finding::PersonaAbsent)
    }

    #[test]
    fn a_short_persona_shows_in_what_the_user_tells_of_themselves() {
        let own = "My sourdough never rises, and last night I threw the third loaf away.";
        let anybody = "Why does sourdough not rise, and what can be done about a loaf that stays dense?";
        assert!(!is_absent("a bus driver, 41", own));
        assert!(is_absent("a bus driver, 41", anybody));
        assert!(!is_absent("a bus driver, 41", "Why does sourdough not rise on a bus?"));
    }

    #[test]
    fn of_a_long_persona_a_word_is_said() {
        let long = "Worn-Out Trucker, 63, a long-haul driver whose back hurts, with a grown daughter in Toledo";
        assert!(is_absent(long, "My sourdough never rises, and last night I threw the third loaf away."));
        assert!(!is_absent(long, "My sourdough never rises, and my daughter laughs."));
    }
}
