//! Talk about the task, and labels of speakers and stages. Words: the lists `meta` and `label`, and the template's arc;
//! where no phrase is known, a sentence may look like such talk, as learned from labelled sentences.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use crate::domain::conversation::Role;
use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View, together};
use crate::quality::checks::model_talk::is_trade;
use crate::quality::checks::stage_direction::direction;
use crate::quality::learned;
use crate::quality::phrases::{self, Kind};
use crate::quality::tables::Tables;
use crate::quality::text::{TurnText, Word, prepare};

pub(super) const META_TALK: Check = Check {
    finding: Finding::MetaTalk,
    rule: "The speakers do not talk about the task, and nothing labels them or the stage.",
    look: meta_talk,
};

/// The longest label, in bytes or characters.
const LABEL: usize = 40;

fn meta_talk(view: &View<'_>) -> Vec<Fault> {
    let names = repeated_names(view);
    let told = narrated(view);
    let of_dialogues =
        view.context.subject.is_some_and(|it| names_dialogues(&it.topic) || names_dialogues(&it.persona));
    // Who writes a play or builds a chatbot speaks of turns, personas and prompts as others do of bread.
    let is_trade = of_dialogues || is_trade(view);
    let learned = |at: usize| view.worst_sentence(&learned::META_TALK, at).filter(|_| !is_trade);
    let mut found = Vec::new();
    for (at, turn) in view.text.turns.iter().enumerate() {
        let labelled = label(view, turn).or_else(|| names[at].clone());
        let labelled = labelled.or_else(|| inner_label(turn)).or_else(|| bracketed_stage(view, turn));
        let labelled = labelled.or_else(|| told[at].clone());
        let labelled = labelled.or_else(|| direction(view, at));
        found.extend(match labelled {
            Some(part) => Some(Fault::part(at, turn, part)),
            None => {
                let mut hits =
                    view.said(at, Kind::Meta).filter(|range| !(of_dialogues && is_of_dialogues(turn, range)));
                let hit = hits.next().or_else(|| learned(at));
                hit.map(|range| Fault::words(at, turn, &range))
            }
        });
    }
    together(found)
}

/// Whether a dialogue, a play or a scene is what the talk is about.
fn names_dialogues(topic: &str) -> bool {
    let lower = topic.to_lowercase();
    table("dialogues").iter().any(|word| lower.contains(word))
}

/// "The dialogue should sound natural", "her emotional arc is flat", where somebody writes one.
fn is_of_dialogues(turn: &TurnText<'_>, words: &Range<usize>) -> bool {
    turn.words[words.clone()].iter().any(|word| names_dialogues(turn.shown(word)) || turn.shown(word) == "arc")
}

/// The text before the first colon, or in the first brackets, at the start of a turn; and whether it was in brackets.
fn head(text: &str) -> Option<(&str, bool)> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '#' | '_' | '>' | '-'));
    for (open, close) in [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>')] {
        if let Some(rest) = text.strip_prefix(open) {
            let end = rest.find(close).filter(|end| *end <= LABEL)?;
            return Some((&rest[..end], true));
        }
    }
    let end = [" - ", " – ", " — "].iter().filter_map(|dash| text.find(dash)).chain(text.find([':', '：', '\n'])).min();
    // "**Reassurance phase** Then we …" has no colon.
    let end = end.filter(|end| *end <= LABEL).or_else(|| text.find("**"))?;
    (end <= LABEL).then(|| (text[..end].trim_end_matches('*'), false))
}

/// "Assistant (warmly)" is labelled "Assistant".
fn without_direction(head: &str) -> &str {
    head.trim_end().strip_suffix(')').and_then(|head| head.split_once(" (")).map_or(head, |(name, _)| name)
}

/// A label at the start of a turn: a role, or a stage of the arc.
fn label(view: &View<'_>, turn: &TurnText<'_>) -> Option<Range<usize>> {
    let (head, bracketed) = head(turn.content)?;
    let head = without_direction(head);
    let words = prepare(turn.role, head);
    if words.words.is_empty() || words.words.len() > 5 {
        return None;
    }
    let in_list =
        phrases::find(&words).iter().any(|hit| hit.kind == Kind::Label && hit.words == (0..words.words.len()));
    let mut stages = view.context.stages.iter().map(|stage| stage.trim());
    let in_arc = stages.any(|stage| {
        let plain = head.trim().trim_matches('*');
        plain.eq_ignore_ascii_case(stage) || bracketed && plain.to_lowercase().contains(&stage.to_lowercase())
    });
    let start = head.as_ptr() as usize - turn.content.as_ptr() as usize;
    // "(the user sighs)" is a stage direction; "me: I'd rather wait" is loose writing.
    let alone = bracketed || !matches!(head.trim(), "me" | "you" | "a");
    // "### Response:" and what a prompt of another kind begins its parts with.
    let heading = || {
        turn.content.trim_start().starts_with("###") && table("headings").contains(&head.trim().to_lowercase().as_str())
    };
    ((in_list && alone) || in_arc || heading() || names_the_persona(view, turn, head))
        .then(|| start..start + head.len())
}

/// "Choirmaster: In bursts, about twelve minutes long": the persona's own word in front of what the user says.
fn names_the_persona(view: &View<'_>, turn: &TurnText<'_>, head: &str) -> bool {
    let Some(subject) = view.context.subject.filter(|_| turn.role == Role::User) else { return false };
    let name = head.trim();
    let is_word = name.len() >= 4 && name.starts_with(char::is_uppercase) && name.chars().all(char::is_alphabetic);
    is_word && subject.persona.split(|c: char| !c.is_alphabetic()).any(|word| word.eq_ignore_ascii_case(name))
}

/// Names before a colon that one speaker's turns all begin with: "Maria: …", "Coach: …".
fn repeated_names(view: &View<'_>) -> Vec<Option<Range<usize>>> {
    let mut names: HashMap<(Role, &str), Vec<usize>> = HashMap::new();
    // Sisters at one keyboard say who types.
    let several = view.context.subject.is_some_and(|subject| {
        let persona = subject.persona.to_lowercase();
        persona.split(|c: char| !c.is_alphabetic()).any(|word| table("several people").contains(&word))
    });
    for (at, turn) in view.text.turns.iter().enumerate() {
        let Some((head, bracketed)) = head(turn.content) else { continue };
        let head = without_direction(head);
        if turn.role == Role::User && several {
            continue;
        }
        let is_name = head.split_whitespace().count() <= 3 && head.starts_with(|c: char| c.is_uppercase() || bracketed);
        if is_name && turn.content.contains([':', ')', ']']) {
            names.entry((turn.role, head)).or_default().push(at);
        }
    }
    let mut found = vec![None; view.turns.len()];
    // "(Anxiety)", "(Planning)": whatever stands in them, brackets before most turns are labels.
    let bracketed: Vec<(usize, usize)> = (0..view.turns.len())
        .filter_map(|at| Some((at, head(&view.turns[at].content).filter(|(head, is)| *is && head.len() > 2)?.0.len())))
        .collect();
    if bracketed.len() >= 3 && 2 * bracketed.len() >= view.turns.len() {
        bracketed.iter().for_each(|(at, length)| found[*at] = Some(0..length + 2));
    }
    // "Opening (bashful): …", "Insight (proud): …": whatever the words are, so most turns begin.
    let directed: Vec<(usize, usize)> =
        (0..view.turns.len()).filter_map(|at| Some((at, directed(&view.turns[at].content)?))).collect();
    if directed.len() >= 3 && 2 * directed.len() >= view.turns.len() {
        directed.iter().for_each(|(at, length)| found[*at] = Some(0..*length));
    }
    for ((role, head), turns) in names {
        if turns.len() >= 2 && 2 * turns.len() >= view.of(role).count() && turns.len() < 2 + view.turns.len() {
            turns.iter().for_each(|at| found[*at] = Some(0..head.len()));
        }
    }
    found
}

/// How long a label with a word in brackets before a colon is: "Opening (bashful):".
fn directed(text: &str) -> Option<usize> {
    let end = text.find(':').filter(|end| *end <= LABEL)?;
    let (name, how) = text[..end].trim_end().strip_suffix(')')?.split_once(" (")?;
    let is_plain = |words: &str, most: usize| {
        let count = words.split_whitespace().count();
        (1..=most).contains(&count) && words.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | ',' | '-'))
    };
    (is_plain(name, 2) && is_plain(how, 3)).then_some(end)
}

/// Turns that tell what both speakers do, one after the other: notes for a writer. One speaker alone may be the subject of
/// the talk: "The user clicks twice".
fn narrated(view: &View<'_>) -> Vec<Option<Range<usize>>> {
    let lead = |turn: &TurnText<'_>| {
        let start =
            turn.content.trim_start().chars().take(LABEL).map(|letter| if letter == '’' { '\'' } else { letter });
        let start: String = start.flat_map(char::to_lowercase).collect();
        let ends = |rest: &str| rest.starts_with(' ');
        table("narrated").iter().copied().find(|lead| start.strip_prefix(lead).is_some_and(ends))
    };
    let leads: Vec<Option<&str>> = view.text.turns.iter().map(lead).collect();
    let several: HashSet<&str> = leads.iter().flatten().copied().collect();
    let is_told = several.len() >= 2 && leads.iter().flatten().count() >= 3;
    leads.into_iter().map(|lead| lead.filter(|_| is_told).map(|lead| 0..lead.len())).collect()
}

/// "… until Friday. [Reassurance]": a stage in square brackets anywhere, in round ones between sentences.
fn bracketed_stage(view: &View<'_>, turn: &TurnText<'_>) -> Option<Range<usize>> {
    turn.content.match_indices(['[', '(', '{']).find_map(|(at, open)| {
        let rest = &turn.content[at + 1..];
        let close = match open {
            "[" => ']',
            "(" => ')',
            _ => '}',
        };
        let end = rest.find(close).filter(|end| (3..=2 * LABEL).contains(end))?;
        let before = turn.content[..at].trim_end();
        // "[user]" above "name = N. Adeyemi" begins a section of a file.
        let below = rest[end + 1..].strip_prefix('\n').and_then(|below| below.lines().next());
        if below.is_some_and(|line| line.contains(" = ")) {
            return None;
        }
        let between = before.is_empty() || before.ends_with(['.', '!', '?', '…', '"', '”']);
        (open != "(" || between).then_some(())?;
        let words = prepare(turn.role, &rest[..end]);
        let inner = rest[..end].trim().to_lowercase();
        let hits: Vec<_> = phrases::find(&words).into_iter().filter(|hit| hit.kind == Kind::Label).collect();
        // "(Here begins the reassurance, stage 3.)"
        let names_one = || inner.split([' ', ',', ':', '.']).any(|word| table("stages").contains(&word));
        let is_part = |word: &Word| table("parts").contains(&words.shown(word).to_lowercase().as_str());
        let numbered = || words.words.windows(2).any(|pair| pair[1].number && is_part(&pair[0]));
        let in_list =
            open != "{" && (hits.iter().any(|hit| hit.words == (0..words.words.len())) || names_one() && numbered());
        // "[Relief & Resolution]", "{emotion: suspicion}"
        let mut parts = inner.split(['&', '/', '→', '+', ',']).map(str::trim);
        let are_stages = parts.all(|part| table("stages").contains(&part));
        let is_note = inner.split_once(':').is_some_and(|(what, _)| table("notes").contains(&what.trim()));
        let is_stage =
            are_stages || is_note || view.context.stages.iter().any(|stage| inner.eq_ignore_ascii_case(stage.trim()));
        (in_list || is_stage).then_some(at..at + end + 2)
    })
}

/// Another speaker's line within a turn. A user may paste a log of such lines.
fn inner_label(turn: &TurnText<'_>) -> Option<Range<usize>> {
    // A line of its own, or right behind a sentence.
    let breaks = turn
        .content
        .match_indices(['\n', ' '])
        .filter(|(at, sign)| *sign == "\n" || turn.content[..*at].ends_with(['.', '!', '?', '…', '"', '”']));
    let found = { breaks }.find_map(|(at, _)| {
        let rest = &turn.content[at + 1..];
        let line = table("lines").iter().find(|line| rest.trim_start().starts_with(**line))?;
        let says = rest.trim_start()[line.len()..].split_whitespace().count() >= 3;
        (says && !turn.is_code(at)).then_some(at + 1..at + 1 + line.len())
    })?;
    let before = turn.content[..found.start].to_lowercase();
    let pasted = || {
        let names_it = || before.split(|c: char| !c.is_alphanumeric()).any(|word| table("logs").contains(&word));
        turn.role == Role::User && (before.trim_end().ends_with(':') || names_it())
    };
    (!pasted()).then_some(found)
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::read(include_str!("../../../data/labels.txt")));

fn table(name: &str) -> &'static [&'static str] {
    TABLES.get(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::checks::findings;
    use crate::quality::checks::samples::{assert_bad, assert_fine, lines, talk};
    use crate::quality::context::Context;

    #[test]
    fn talk_about_the_task_is_found() {
        assert_bad(
            Finding::MetaTalk,
            Role::User,
            &[
                "Here is the conversation you requested between a nurse and her adviser. I'm a nurse.",
                "Sure! Here's the dialogue: I'm a nurse, 58.",
                "Below is a realistic conversation about rent. I pay $900.",
                "This conversation follows the arc from fear to calm.",
                "End of conversation.",
                "I hope this conversation meets your requirements.",
                "The user then thanks the adviser and leaves.",
                "As requested, here is the text with 8 turns.",
                "User: I'm a nurse, and I pay $900 in rent.",
                "**User:** I'm a nurse, and I pay $900 in rent.",
                "[User] I'm a nurse, and I pay $900 in rent.",
                "Turn 3: I'm a nurse, and I pay $900 in rent.",
                "I pay $900.\nAssistant: That is a lot of money.",
                "Note: this conversation is fictional.",
                "Hier ist das Gespräch, wie gewünscht. Ich bin Krankenschwester.",
                "Aquí está la conversación que pidió. Soy enfermera.",
                "Voici la conversation demandée. Je suis infirmière.",
                "Nutzer: Ich bin 58 und habe Angst.",
                "Kundin – In Stößen, etwa zwölf Minuten lang, dann ist Pause.",
                "Client: I pay $900 in rent, and I can't any more.",
                "### Response: I pay $900 in rent.",
                "**Reassurance phase** I pay $900 in rent.",
                "[Angst] Ich zahle 900 Euro Miete.",
                "[Confused, seeking help] I pay $900 in rent.",
                "Etapa 2: Aclaración. Pago 900 euros.",
                "Would you like me to continue the conversation?",
                "I won't take part in a dialogue about this. No further lines will follow from me.",
            ],
        );
    }

    #[test]
    fn labels_with_a_mood_are_found_whatever_they_name() {
        let found = |contents: &[&str]| {
            findings(&talk(contents), &Context::default()).iter().any(|it| it.finding == Finding::MetaTalk)
        };
        assert!(found(&[
            "Overture (bashful): They gave me a cornet and a page of dots.",
            "Overture (welcoming): With five dots, no more. Does it only hiss at you?",
            "Insight (proud): It's like the boards on the bus, isn't it?",
            "Insight (warm): That's it. Sing the shape before you blow.",
        ]));
        assert!(!found(&[
            "My list (short): rent, food, the bus.",
            "Food first, then, since that is what you can change. What did you eat last week?",
            "Bread (rye): four euros. I could bake it.",
            "Bake on Sundays, when you are at home anyway.",
        ]));
    }

    #[test]
    fn notes_about_both_speakers_are_found_and_a_talk_about_users_is_fine() {
        let found = |contents: &[&str]| {
            findings(&talk(contents), &Context::default()).iter().any(|it| it.finding == Finding::MetaTalk)
        };
        assert!(found(&[
            "The user gives figures: a pension, two bills. They are plausible for his age.",
            "The assistant does a simple sum with these figures, in one sentence.",
            "The user shows relief by what he does next, at the kitchen table.",
            "The assistant closes warmly and sums up the step.",
        ]));
        assert!(!found(&[
            "The user clicks twice, and the order is sent twice. Customers call us about it every day.",
            "Disable the button on the first click, and give each order a key that the server knows.",
            "The user may reload the page, though, before the answer is there.",
            "Then the key comes back with the form, and the server sees that it has the order already.",
        ]));
    }

    #[test]
    fn stages_of_the_arc_are_found_as_labels() {
        let stages = ["Anxiety".to_owned(), "Problem Identification".to_owned()];
        let context = Context { stages: &stages, ..Context::default() };
        let found = |text: &str| {
            findings(&talk(&[text, "So it is."]), &context).iter().any(|it| it.finding == Finding::MetaTalk)
        };
        for text in [
            "(Anxiety) I'm a nurse.",
            "Anxiety: I'm a nurse.",
            "**Anxiety** \nI'm a nurse.",
            "[Stage 1: Anxiety] I'm a nurse.",
        ] {
            assert!(found(text), "{text}");
        }
        assert!(!found("Anxiety is what I feel: I'm a nurse.") && !found("My anxiety: it grows."));
    }

    #[test]
    fn conversations_in_the_world_are_fine() {
        assert_fine(
            Finding::MetaTalk,
            Role::User,
            &[
                "Here is what my landlord wrote: pay by Friday or leave.",
                "We had a long conversation last night, and it went nowhere.",
                "I want to have this conversation with my mother before May.",
                "Note: the rent is due on Friday.",
                "Two things: the rent and the car.",
                "My question: do I have to pay?",
                "(sighs) I don't know where to begin.",
                "The assistant at the bank said I need a form.",
                "In the role play at work I had to be the angry customer.",
                "The user table has three columns and no index.",
                "Here is the script I run at night: it copies the files.",
                "Doctor: that's what I want to become.",
                "I wrote a dialogue for my German class. Can you check it?",
                "It was my turn to cook, so 3 turns later I gave up.",
                "The client then signed the wrong page.",
                "This is from yesterday's log, as it was:\nUser: Do you repair hub gears?\nBot: Yes! We've 14 bells in stock.",
                "I copied the chat for you.\nUser: Where is my parcel?\nAssistant: It is on its way to you.",
                "Tired – I worked all night, and the rent is due.",
                "The customer: a man of eighty. The bill: $900.",
            ],
        );
    }

    #[test]
    fn more_wordings_are_told_apart() {
        assert_bad(Finding::MetaTalk, Role::Assistant, &lines(include_str!("wordings/meta.bad.txt")));
        assert_fine(Finding::MetaTalk, Role::Assistant, &lines(include_str!("wordings/meta.fine.txt")));
    }
}
