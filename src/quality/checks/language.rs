//! Another language than the one asked for.

use crate::domain::conversation::Role;
use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View};
use crate::quality::language::{Language, Tally, other_script};
use crate::quality::text::{TurnText, prepare};

pub(super) const WRONG_LANGUAGE: Check = Check {
    finding: Finding::WrongLanguage,
    rule: "The conversation is in the language that was asked for.",
    look: wrong_language,
};

/// A turn that is short may be a quotation or a name.
const WORDS: u32 = 12;

/// The language asked for: the plan's, else the one the prompt names ("in German"), else that of the persona and topic
/// where they are long enough, else that of the prompt's own text.
pub(super) fn asked(view: &View<'_>) -> Option<Language> {
    let name = view.context.language.trim();
    if !name.is_empty() {
        return Language::named(name);
    }
    let prompt = prepare(Role::User, view.context.prompt[1]);
    let subject = view.context.subject.map(|subject| format!("{}. {}", subject.persona, subject.topic));
    let own = || Tally::of(&prepare(Role::User, subject.as_deref().unwrap_or_default()).words).language();
    named_in(&prompt).or_else(own).or_else(|| Tally::of(&prompt.words).language())
}

/// "Write every turn in German."
fn named_in(prompt: &TurnText<'_>) -> Option<Language> {
    prompt.words.windows(2).find_map(|pair| {
        let name = prompt.shown(&pair[1]);
        let is_named = prompt.shown(&pair[0]).eq_ignore_ascii_case("in") && name.len() > 3;
        is_named.then(|| Language::named(name)).flatten()
    })
}

fn wrong_language(view: &View<'_>) -> Vec<Fault> {
    let Some(asked) = asked(view) else { return Vec::new() };
    let is_wrong = |at: &usize| {
        let tally = &view.tallies[*at];
        let other = tally.language().is_some_and(|language| language != asked);
        let foreign = tally.words() >= WORDS && other && tally.share(asked) < 0.2;
        foreign || other_script(view.text.turns[*at].content)
    };
    let turns: Vec<usize> = (0..view.turns.len()).filter(is_wrong).collect();
    if turns.is_empty() { Vec::new() } else { vec![Fault::turns(turns, view.text)] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::checks::findings;
    use crate::quality::checks::samples::talk;
    use crate::quality::context::Context;

    fn wrong(language: &str, prompt: &str, text: &str) -> bool {
        let context = Context { language, prompt: ["", prompt], ..Context::default() };
        findings(&talk(&[text, "Ok."]), &context).iter().any(|note| note.finding == Finding::WrongLanguage)
    }

    const PROMPT: &str = "Write one conversation now, following every rule you were given. The user is a nurse.";
    const SPANISH: &str = "Soy enfermera, tengo 58 años y después de la última caída pasé todo mi ahorro a efectivo.";
    const GERMAN: &str =
        "Ich bin 58 und habe nach dem letzten Einbruch alles in bar angelegt, und mir wird schlecht dabei.";
    const ENGLISH: &str = "I'm a nurse, 58, and after the last crash I moved my whole 401(k) into cash.";

    #[test]
    fn another_language_than_the_plans_or_the_templates_is_found() {
        assert!(wrong("", PROMPT, SPANISH) && wrong("", PROMPT, GERMAN) && wrong("de", PROMPT, ENGLISH));
        assert!(wrong("", PROMPT, "Я медсестра, мне пятьдесят восемь лет, и я боюсь каждого утра."));
        assert!(wrong("es", "", GERMAN) && wrong("en", "", SPANISH));
        assert!(wrong("", "Write one conversation now, in German, following every rule you were given.", ENGLISH));
    }

    #[test]
    fn the_language_asked_for_and_undecidable_texts_are_fine() {
        assert!(!wrong("", PROMPT, ENGLISH) && !wrong("de", PROMPT, GERMAN) && !wrong("", "", SPANISH));
        assert!(!wrong("", "Write one conversation now, in German, following every rule you were given.", GERMAN));
        assert!(!wrong("", PROMPT, "Hasta luego, amiga."));
        assert!(!wrong(
            "",
            PROMPT,
            "My grandmother said \"el que no llora no mama y el que no corre vuela\" and I still hear it."
        ));
        assert!(!wrong(
            "",
            PROMPT,
            "flour, butter, eggs, sugar, salt, milk, yeast, vanilla, lemon, cream, cocoa, nuts, figs"
        ));
        assert!(!wrong("tlh", PROMPT, ENGLISH), "a language that is not known is not judged");
    }
}
