//! The user states another age than the persona has.

use crate::domain::conversation::Role;
use crate::quality::checks::check::{Fault, View};
use crate::quality::figures::boundary;
use crate::quality::text::{TurnText, Word, prepare, word_id};

/// The ages of people who speak for themselves.
const AGES: std::ops::RangeInclusive<u32> = 14..=99;
/// So many years apart are another person; a birthday may lie between two turns.
const APART: u32 = 3;

/// How people state their age: the words before the number, and those behind it; none where a sign must follow.
const STATED: [(&[&str], &[&str]); 5] = [
    (&["i", "am"], &[]),
    (&["i", "am"], &["years", "old"]),
    (&["ich", "bin"], &[]),
    (&["tengo"], &["años"]),
    (&["ai"], &["ans"]),
];
/// What stands before the age of a persona.
const LEADS: [&str; 9] = [",", " of", "aged", "age", " and", " von", " de", "alter", "both"];
/// Whose age it may be, if not the persona's.
const KIN: [&str; 22] = [
    "son",
    "sons",
    "daughter",
    "daughters",
    "child",
    "children",
    "kid",
    "kids",
    "boy",
    "girl",
    "teenager",
    "wife",
    "husband",
    "mother",
    "father",
    "sohn",
    "tochter",
    "kinder",
    "hijo",
    "hija",
    "fils",
    "fille",
];
/// "When I'm 65" is another year.
const OTHER_YEARS: [&str; 12] =
    ["when", "until", "till", "once", "if", "before", "wenn", "bis", "cuando", "hasta", "quand", "until"];

/// The place where the user states an age that none of the persona's is near.
pub(super) fn another_age(view: &View<'_>) -> Option<Fault> {
    let ages = ages_of(&view.context.subject?.persona);
    if ages.is_empty() {
        return None;
    }
    let is_near = |stated: &u32| ages.iter().any(|age| age.abs_diff(*stated) <= APART);
    let stated: Vec<_> =
        view.of(Role::User).flat_map(|(at, turn)| stated(turn).map(move |it| (at, turn, it))).collect();
    if stated.iter().any(|(_, _, (_, age))| is_near(age)) {
        return None;
    }
    let (at, turn, (word, age)) = stated.into_iter().next()?;
    let detail = format!("The user is {age} years old; the persona is {}.", ages[0]);
    Some(Fault::words(at, turn, &(word.saturating_sub(1)..word + 1)).detail(detail))
}

/// How much text before a number says whose age it is, in bytes: a persona may be a page.
const NEAR: usize = 200;

/// The numbers of a persona that are ages: "Newly Widowed Teacher, 63", "a driver of 67"; not "with a son of 16".
pub(crate) fn ages_of(persona: &str) -> Vec<u32> {
    let persona = prepare(Role::User, persona);
    let is_own = |word: &Word| {
        let start = word.start as usize;
        let before = persona.content[boundary(persona.content, start.saturating_sub(NEAR))..start].trim_end();
        let leads = LEADS.iter().any(|lead| before.ends_with(lead));
        let behind = persona.content[word.end as usize..].trim_start_matches('-').trim_start();
        let part = before.trim_end_matches(',').rsplit([',', ';']).next().unwrap_or_default().to_lowercase();
        let of_kin = part.split(|c: char| !c.is_alphabetic()).any(|word| KIN.contains(&word));
        leads && !of_kin && !behind.starts_with("year")
    };
    let ages = persona.words.iter().filter_map(|word| Some((word, age(&persona, word)?)));
    ages.filter(|(word, _)| is_own(word)).map(|(_, age)| age).collect()
}

/// The ages that a turn states, with the place of the number.
fn stated<'a>(turn: &'a TurnText<'_>) -> impl Iterator<Item = (usize, u32)> + 'a {
    let is = |at: usize, word: &str| turn.words.get(at).is_some_and(|it| it.id == word_id(word));
    turn.words.iter().enumerate().filter_map(move |(at, word)| {
        let age = age(turn, word).filter(|_| !word.quoted)?;
        let says = STATED.iter().any(|(before, behind)| {
            at >= before.len()
                && before.iter().enumerate().all(|(nth, word)| is(at - before.len() + nth, word))
                && behind.iter().enumerate().all(|(nth, word)| is(at + 1 + nth, word))
                && (!behind.is_empty() || turn.content[word.end as usize..].starts_with([',', '.', ';']))
        });
        let sentence = turn.words[..at].iter().rev().take_while(|it| it.sentence == word.sentence);
        let other_year = sentence.take(6).any(|it| OTHER_YEARS.iter().any(|other| it.id == word_id(other)));
        (says && !other_year).then_some((at, age))
    })
}

fn age(turn: &TurnText<'_>, word: &Word) -> Option<u32> {
    let shown = turn.shown(word);
    let age = shown.parse().ok().filter(|age| AGES.contains(age) && shown.len() == 2)?;
    // "$45", "4.24", "30%".
    let before = turn.content[..word.start as usize].chars().next_back();
    let behind = turn.content[word.end as usize..].chars().next();
    let alone = !before.is_some_and(|sign| matches!(sign, '$' | '€' | '£' | '.' | ',' | '-'));
    (alone && !behind.is_some_and(|sign| matches!(sign, '%' | 'k' | 'K' | '/' | ':' | '€'))).then_some(age)
}

#[cfg(test)]
mod tests {
    use crate::domain::conversation::Subject;
    use crate::domain::finding::{Finding, Severity};
    use crate::quality::checks::findings;
    use crate::quality::checks::samples::talk;
    use crate::quality::context::Context;

    fn is_another(persona: &str, said: &str) -> bool {
        let subject = Subject { persona: persona.into(), emotion: String::new(), topic: "pension".into() };
        let context = Context { subject: Some(&subject), ..Context::default() };
        let turns = talk(&[said, "Then let us look at it."]);
        let is_age = |note: &crate::domain::finding::Note| {
            note.finding == Finding::PersonaAbsent && note.severity == Severity::Serious
        };
        findings(&turns, &context).iter().any(is_age)
    }

    #[test]
    fn another_age_than_the_personas_is_found() {
        let driver = "a retired bus driver of 67 on a small pension";
        for said in [
            "So I'm 24, we just closed our seed round.",
            "I am 31 years old and drive no bus.",
            "Tengo 24 años.",
            "J'ai 31 ans.",
        ] {
            assert!(is_another(driver, said), "{said}");
        }
        assert!(is_another("Busfahrer, 67", "Ich bin 24, und das Geld ist weg."));
    }

    #[test]
    fn a_near_age_another_year_and_other_numbers_are_fine() {
        for said in [
            "I'm 68, as of last week.",
            "I'm 67, and my wife is 24.",
            "When I'm 90, who pays?",
            "I'm 20 minutes away.",
            "I'm 24% sure.",
            "My son said \"I'm 24, leave me alone\".",
        ] {
            assert!(!is_another("a retired bus driver of 67", said), "{said}");
        }
        assert!(!is_another("a bus driver", "I'm 24, and I drive a bus."));
        for persona in [
            "a baker with a son of 16",
            "a parent of a 15-year-old",
            "a nurse in room 24",
            "Anxious Parent, with 30 years of work",
        ] {
            assert!(!is_another(persona, "I'm 42, and tired."), "{persona}");
        }
    }
}
