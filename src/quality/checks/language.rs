//! Another language than the one asked for.

use crate::domain::conversation::Role;
use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View, together};
use crate::quality::context::Context;
use crate::quality::language::{Language, Tally, names_a_language, other_script};
use crate::quality::text::{TurnText, Word, prepare};

pub(super) const WRONG_LANGUAGE: Check = Check {
    finding: Finding::WrongLanguage,
    rule: "The conversation is in the language that was asked for.",
    look: wrong_language,
};

/// A turn that is short may be a quotation or a name.
const WORDS: u32 = 12;
/// The least share of its words that another language knows.
const CLEAR: f64 = 0.35;
/// The fewest words of a foreign sentence, and those that its language must know.
const SENTENCE: u32 = 8;
const FEWEST: u32 = 5;
/// The fewest words of a talk whose language must show, and the least share of small words in it.
const TALK: u32 = 30;
const HARDLY: f64 = 0.12;
/// The words of its own language in a turn of a lesson.
const MIXED: u32 = 3;
/// The letters in a row of another script that make a turn foreign, and those that make a sentence.
const LETTERS: u32 = 25;
const LETTERS_OF_A_SENTENCE: u32 = 8;

/// The language asked for: the plan's, else the one the prompt names ("in German"), else that of the persona and topic
/// where they are long enough, else that of the prompt's own text.
pub(in crate::quality) fn asked(context: &Context<'_>) -> Option<Language> {
    let name = context.language.trim();
    if !name.is_empty() {
        return Language::named(name);
    }
    let prompt = prepare(Role::User, context.prompt[1]);
    let subject = context.subject.map(|subject| format!("{}. {}", subject.persona, subject.topic));
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
    let Some(asked) = asked(view.context) else { return two_languages(view).into_iter().collect() };
    let is_foreign = |tally: &Tally, words: u32| {
        // A dialect has some words of another language, and few of any.
        let other = tally.language().is_some_and(|other| other != asked && tally.share(other) >= CLEAR);
        tally.words() >= words && other && tally.share(asked) < 0.2
    };
    let mut about_languages = None;
    let mut found = Vec::new();
    for (at, turn) in view.text.turns.iter().enumerate() {
        let tally = &view.tallies[at];
        let letters = other_script(turn.content);
        let mut talks_of_languages = || *about_languages.get_or_insert_with(|| names_languages(view));
        if is_foreign(tally, WORDS) || letters >= LETTERS {
            // In a lesson a turn may have words of both, or be a drill.
            let mut of_lesson = || tally.knows(asked, MIXED) && talks_of_languages();
            if letters >= LETTERS || !(of_lesson() || is_drill(view, asked)) {
                found.push(Fault::turns(vec![at], view.text));
            }
        } else if tally.knows_others(asked, FEWEST) || letters >= LETTERS_OF_A_SENTENCE {
            let mut sentences = turn.sentences();
            let sentence =
                sentences.find(|sentence| is_own(turn, sentence) && is_foreign(&Tally::of(*sentence), SENTENCE));
            let part = sentence.map(|sentence| sentence[0].start as usize..sentence[sentence.len() - 1].end as usize);
            let part = part.or_else(|| (letters >= LETTERS_OF_A_SENTENCE).then_some(0..turn.content.len()));
            found.extend(part.filter(|_| !talks_of_languages()).map(|part| Fault::part(at, turn, part)));
        }
    }
    if found.is_empty() && is_in_no_language(view, asked) {
        return vec![
            Fault::whole(String::new()).detail("Hardly a word is of the language that was asked for.".to_owned()),
        ];
    }
    together(found)
}

/// Where no language was asked for: each side speaks another one, and none is what the talk is about.
fn two_languages(view: &View<'_>) -> Option<Fault> {
    let of = |role: Role| {
        let mut whole = Tally::default();
        view.of(role).for_each(|(at, _)| whole.add(&view.tallies[at]));
        whole.language().filter(|it| whole.words() >= TALK && whole.share(*it) >= CLEAR)
    };
    let (user, assistant) = (of(Role::User)?, of(Role::Assistant)?);
    if user == assistant || names_languages(view) {
        return None;
    }
    let turns = view.of(Role::Assistant).map(|(at, _)| at).collect();
    Some(Fault::turns(turns, view.text).detail("The assistant speaks another language than the user.".to_owned()))
}

/// Words that look like a language and are of none that is known: "fouklare de sinvette moura".
fn is_in_no_language(view: &View<'_>, asked: Language) -> bool {
    let mut whole = Tally::default();
    view.tallies.iter().for_each(|tally| whole.add(tally));
    let coded = view.text.turns.iter().any(|turn| !turn.code.is_empty());
    whole.words() >= TALK && whole.share(asked) < HARDLY && !coded
}

/// Whether a language is what the talk is about, and half of the turns have words of the one that was asked for.
fn is_drill(view: &View<'_>, asked: Language) -> bool {
    let topic = view.context.subject.map(|subject| prepare(Role::User, &subject.topic));
    let names_one = topic.is_some_and(|topic| topic.words.iter().any(names_a_language));
    names_one && 2 * view.tallies.iter().filter(|tally| tally.knows(asked, MIXED)).count() >= view.turns.len()
}

/// Whether anybody names a language: then a sentence in it is no mistake.
fn names_languages(view: &View<'_>) -> bool {
    view.text.turns.iter().flat_map(|turn| &turn.words).any(names_a_language)
}

/// No proverb behind a colon, and no words set apart in another way.
fn is_own(turn: &TurnText<'_>, sentence: &[Word]) -> bool {
    let (start, end) = (sentence[0].start as usize, sentence[sentence.len() - 1].end as usize);
    let before = turn.content[..start].trim_end_matches(['¿', '¡', ' ', '\n']);
    !before.ends_with([':', '(', '*', '_', '/', '\'', '‘', '-']) && !turn.content[start..end].contains(": ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::checks::findings;
    use crate::quality::checks::samples::talk;

    fn wrong(language: &str, prompt: &str, text: &str) -> bool {
        let context = Context { language, prompt: ["", prompt], ..Context::default() };
        findings(&talk(&[text, "Ok."]), &context).iter().any(|note| note.finding == Finding::WrongLanguage)
    }

    #[test]
    fn a_user_and_an_assistant_of_two_languages_are_found_without_a_plan() {
        let english = "My roof leaks over the back bedroom, and the roofer wants the money by May, so I keep moving the bucket and hoping for a dry week.";
        let german = "Ein Eimer im Schlafzimmer würde mich auch nicht schlafen lassen. Wie viel liegt heute auf dem Sparkonto, und was brauchen Sie in einem Monat?";
        let found = |contents: &[&str]| {
            findings(&talk(contents), &Context::default()).iter().any(|note| note.finding == Finding::WrongLanguage)
        };
        assert!(found(&[english, german, english, german]));
        assert!(!found(&[english, english, german, german]), "both speak both");
        let lesson =
            "How do I say in German that my roof leaks over the back bedroom and that the bucket is full again?";
        assert!(!found(&[lesson, german, english, german]));
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
    fn a_sentence_in_another_language_is_found() {
        for planted in [
            "Das ist doch alles gar nicht so schlimm, wie Sie jetzt vielleicht denken.",
            "No se preocupe, que todo esto tiene arreglo si lo hacemos poco a poco.",
            "Je ne sais vraiment pas quoi faire avec tout cet argent qui dort à la banque.",
            "这个计划对你来说很合适。",
            "Это очень хороший план для вас.",
        ] {
            assert!(wrong("en", PROMPT, &format!("{ENGLISH} {planted}")), "{planted}");
        }
        let english = "I really think you should start with a small step and see how that feels.";
        assert!(
            wrong("de", PROMPT, &format!("{GERMAN} {english}")) && wrong("es", PROMPT, &format!("{SPANISH} {english}"))
        );
    }

    #[test]
    fn proverbs_lessons_and_quotations_in_another_language_are_fine() {
        for own in [
            "My grandmother always said: El que no llora no mama y el que no corre vuela.",
            "For my Spanish class I have to say this. No sé qué hacer con todo el dinero que tengo en la casa.",
            "He wrote \"das ist doch alles gar nicht so schlimm, wie Sie denken\" and left.",
            "The sign on the door said Вход, and I went in.",
            "I translated it. Je ne sais vraiment pas quoi faire avec tout cet argent.",
        ] {
            assert!(!wrong("en", PROMPT, &format!("{ENGLISH} {own}")), "{own}");
        }
    }

    #[test]
    fn a_dialect_is_no_other_language() {
        for said in [
            "104 mih im Johr, dat krieje mer hin. Se will op en Skateboard spare, dat koss 60.",
            "I bräucht a Krankschreibung für zwoa Wochan, weil mei Chefin wui glei wissn, wer in da Backstubn is.",
        ] {
            assert!(!wrong("de", "", &format!("{GERMAN} {said}")) && !wrong("de", "", said), "{said}");
        }
    }

    #[test]
    fn words_of_no_language_at_all_are_found() {
        let invented = "addition de débabouffouk fleche de moyre granoule tavik, fouklare de sinvette moura de pralique débou, \
                        colvane de moustrelle granik de porvale sidoune, tréfoule de banvique marsole de kidoune ravette.";
        assert!(wrong("", PROMPT, invented) && wrong("en", "", invented));
        let list = "flour, butter, eggs, sugar, salt, milk, yeast, vanilla, lemon, cream, cocoa, nuts, figs, oats, rum";
        assert!(!wrong("", PROMPT, list) && !wrong("tlh", PROMPT, invented));
    }

    #[test]
    fn a_lesson_may_have_words_of_both_languages_in_a_turn() {
        let lesson = "Por qué el inglés tiene make y do es algo que nadie sabe. I make a mistake every day. Esa me la sé por \
                      experiencia: I make the bed, I do the dishes, I make a cake, I do my homework and I make it well.";
        assert!(!wrong("es", "", lesson));
        assert!(wrong(
            "es",
            "",
            "I speak English and I make the bed, I do the dishes, and I make a cake for my sister."
        ));
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
