//! Whether the text is about the topic asked for.

use crate::domain::conversation::Role;
use crate::domain::finding::{Finding, Severity};
use crate::quality::checks::any_subject::{fits_any, stem_fits_any};
use crate::quality::checks::check::{Check, Fault, View};
use crate::quality::checks::drift::drift;
use crate::quality::checks::gone_over::gone_over;
use crate::quality::checks::language::asked;
use crate::quality::checks::near_subject::{is_about_something_else, is_full_of_something_else};
use crate::quality::checks::of_money::without_money;
use crate::quality::checks::unheard::unheard;
use crate::quality::language::{Language, Tally, is_common};
use crate::quality::stem::stem_id;
use crate::quality::text::{IdSet, prepare};

pub(super) const OFF_SUBJECT: Check =
    Check { finding: Finding::OffSubject, rule: "The conversation is about the topic asked for.", look: off_subject };

/// The stems of the words of a text that say something: three letters and more, or a number of two digits.
pub(super) fn stems(text: &str) -> IdSet {
    let turn = prepare(Role::User, text);
    let mut found = IdSet::default();
    for word in &turn.words {
        let lower = turn.shown(word).to_lowercase();
        let says = if word.number { lower.len() >= 3 } else { lower.chars().count() >= 3 };
        if says && !is_common(word) && !fits_any(word) {
            found.insert(stem_id(&lower));
        }
    }
    found
}

/// The stems of words that belong to a subject: "newly" is "new" in another form, and fits any.
fn own_stems(text: &str) -> IdSet {
    let mut found = stems(text);
    found.retain(|stem| !stem_fits_any(*stem));
    found
}

/// Topic, persona and emotion cannot be looked for in another language than their own.
pub(super) fn is_comparable(view: &View<'_>) -> bool {
    let own =
        view.context.subject.is_some() && view.text.turns.iter().map(|turn| turn.words.len()).sum::<usize>() >= 40;
    own && match (view.language, asked(view.context)) {
        (Some(language), asked) => asked.is_none_or(|asked| asked == language) && names_it_in(view, language),
        (None, _) => false,
    }
}

/// Whether persona and topic may be in the language of the talk: a plan in English may ask for talks in German. Where
/// they are too short to tell, they are in the language of the template.
fn names_it_in(view: &View<'_>, language: Language) -> bool {
    if view.context.language.trim().is_empty() {
        return true;
    }
    let subject = view.context.subject.map(|it| format!("{}. {}. {}", it.persona, it.emotion, it.topic));
    let own = Tally::of(&prepare(Role::User, subject.as_deref().unwrap_or_default()).words);
    let of = |text: &str| Tally::of(&prepare(Role::User, text).words).language();
    let of_template = || of(view.context.prompt[1]).or_else(|| of(view.context.prompt[0]));
    match own.language() {
        Some(it) => it == language,
        // "In" and "an" are words of several languages.
        None => own.knows_best(language) || of_template().is_none_or(|it| it == language),
    }
}

/// Serious where no word of the topic, of the persona and of the field occurs, and the talk is about something else; a
/// hint where the topic alone is missing.
fn off_subject(view: &View<'_>) -> Vec<Fault> {
    if let Some(fault) = unheard(view) {
        return vec![fault];
    }
    let Some(subject) = view.context.subject.filter(|_| is_comparable(view)) else { return Vec::new() };
    let topic = own_stems(&subject.topic);
    if topic.is_empty() {
        return Vec::new();
    }
    if let Some(fault) = without_money(view, subject).or_else(|| gone_over(view, subject, &topic)) {
        return vec![fault];
    }
    let said = view.stems();
    let mut around = own_stems(&subject.persona);
    around.extend(view.context.field.iter().flat_map(|text| own_stems(text)));
    around.extend(view.context.required_elements.iter().flat_map(|element| own_stems(element)));
    if topic.iter().any(|stem| said.contains(stem)) {
        around.extend(topic);
        return drift(view, &around);
    }
    let is_near = around.iter().any(|stem| said.contains(stem));
    let field = &view.context.field;
    let is_else = topic.len() >= 2
        && if is_near {
            is_full_of_something_else(view, subject, field)
        } else {
            is_about_something_else(view, subject, field)
        };
    let severity = if is_else { Severity::Serious } else { Severity::Hint };
    let detail = format!("No word of the topic \"{}\" occurs.", crate::quality::excerpt::start_of(&subject.topic));
    vec![Fault::whole(String::new()).severity(severity).detail(detail)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::conversation::Subject;
    use crate::quality::checks::findings;
    use crate::quality::checks::samples::talk;
    use crate::quality::context::Context;

    fn found(subject: [&str; 3], contents: &[&str]) -> Vec<(Finding, Severity)> {
        let [persona, emotion, topic] = subject.map(str::to_owned);
        let subject = Subject { persona, emotion, topic };
        let context = Context { subject: Some(&subject), field: ["Retirement Planning", ""], ..Context::default() };
        findings(&talk(contents), &context).into_iter().map(|note| (note.finding, note.severity)).collect()
    }

    const BREAD: [&str; 2] = [
        "My sourdough never rises, and last night I threw the third loaf away. The crumb stays dense and wet, and my kids make jokes.",
        "Dense and wet often means the dough was cold. How warm is your kitchen in the evening, and does the starter float in a glass?",
    ];

    /// A talk of the simulator: later turns speak of the same matter in other words, and have no topic of their own.
    #[test]
    fn a_talk_that_goes_on_in_other_words_has_not_left_its_topic() {
        let subject = [
            "Newly Widowed Teacher, 63, whose husband always handled the money",
            "overwhelm",
            "rolling over a 401(k) from a former employer",
        ];
        let turns = [
            "I've read so many articles on rolling over a 401(k) from a former employer that I understand less than before. \
             I inherited a small portfolio, and I don't even know what half of it holds. How would I know that it is working \
             after the first year?",
            "That worry is reasonable, and there is a calm way to answer it. Write the rule down while you are calm, so that \
             a bad headline cannot make the decision for you. The aim is that you sleep well and still get where you want to \
             go.",
            "Right now about $17,000 sits in a savings account that pays almost nothing. How much of this can I undo later if \
             life turns out differently?",
            "Good, that detail helps more than you might think. Keep money that you need within 3 years out of stocks, and let \
             the rest have time. You can change course at any review, so nothing here is a one-way door.",
            "My parents never talked about money, so I have no idea what a normal plan looks like. What happens to that plan \
             if prices keep rising the way they did?",
            "I'm glad you mention it, since it changes the order in which I would do things. Start with one account and one \
             transfer this week, and add the next step only when the first one feels dull. That way you know what the next \
             step is, and why it comes first.",
            "There is also a workplace plan with a 4 percent match that I have never fully used. Does that make sense, or am \
             I missing something obvious?",
            "Let me say back what I heard, so that we work on the same picture. Split the goal into what you need by 61 and \
             what would merely be nice, and fund them separately. If that feels right, we can turn it into a short list for \
             this month.",
        ];
        assert!(found(subject, &turns).iter().all(|(finding, _)| *finding != Finding::OffSubject));
    }

    #[test]
    fn another_subject_is_serious_and_a_near_one_is_a_hint() {
        let retirement = ["Anxious Investor, a nurse", "fear", "what to do with a 401(k) that sits in cash"];
        let bread = found(retirement, &BREAD);
        assert!(bread.contains(&(Finding::OffSubject, Severity::Serious)), "{bread:?}");
        assert!(bread.contains(&(Finding::EmotionAbsent, Severity::Hint)), "{bread:?}");
        assert_eq!(found(["Home baker with kids", "", "a sourdough that does not rise"], &BREAD), []);
    }

    #[test]
    fn a_plan_in_another_language_than_its_talks_says_nothing_about_their_words() {
        let german = [
            "Seit drei Wochen liegt unter meiner Matte ein Brief vom Finanzamt, und ich traue mich nicht, ihn aufzumachen.",
            "Das kann ich gut verstehen. Wann war die Zahlung fällig, und was haben Sie in diesem Jahr ungefähr eingenommen?",
            "Fällig war es am Zehnten. Verdient habe ich genug, aber in Brocken, und ich weiß nie, was davon mir gehört.",
        ];
        let found = |persona: &str, topic: &str, template: &str| {
            let subject = Subject { persona: persona.into(), emotion: "shame".into(), topic: topic.into() };
            let context = Context {
                subject: Some(&subject),
                prompt: ["", template],
                language: "German",
                field: ["Freelance Money", ""],
                ..Context::default()
            };
            findings(&talk(&german), &context).iter().any(|note| note.finding == Finding::OffSubject)
        };
        let english = "Write a conversation between a user and an assistant, and keep to what they were asked about.";
        let long = "an illustrator with uneven income who hides the letters from the tax office";
        assert!(!found(long, "paying a tax bill in instalments", ""));
        assert!(!found("illustrator", "tax bill", english));
        assert!(
            found("Bäckerin mit drei Kindern", "Sauerteig für das Brot am Sonntag", english),
            "German like the talk"
        );
    }

    #[test]
    fn inflected_forms_count_and_other_languages_are_not_judged() {
        let talk = [
            "I'm retiring next spring, and I worry that the money will not last as long as I do, with the way the prices go.",
            "Then let's see what comes in and what goes out in an ordinary month, before we talk about the investments at all.",
        ];
        assert_eq!(found(["a retired teacher", "worry", "retirement and investing"], &talk), []);
        let german = [
            "Ich höre nächstes Frühjahr auf zu arbeiten, und ich habe Angst, dass das Geld nicht so lange reicht wie ich lebe.",
            "Dann sehen wir nach, was in einem normalen Monat kommt und was geht, bevor wir über die Anlagen reden.",
        ];
        let context = ["a retired teacher", "worry", "retirement and investing"];
        let subject = Subject { persona: context[0].into(), emotion: context[1].into(), topic: context[2].into() };
        let prompt = "Write one conversation now, following every rule you were given and the ones you know.";
        let context = Context { subject: Some(&subject), prompt: ["", prompt], ..Context::default() };
        let notes = findings(&super::super::samples::talk(&german), &context);
        assert!(!notes.iter().any(|note| note.finding == Finding::OffSubject), "{notes:?}");
    }
}
