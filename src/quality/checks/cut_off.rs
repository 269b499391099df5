//! A text stops before its end: the provider stopped, the schema's limit was reached, or a sentence has no end.

use std::sync::LazyLock;

use crate::domain::conversation::Role;
use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View};
use crate::quality::excerpt;
use crate::quality::language::{self, Class, Language};
use crate::quality::text::{IdSet, TurnText, word_id};

pub(super) const CUT_OFF: Check =
    Check { finding: Finding::CutOff, rule: "The provider stopped at the token limit.", look: cut_off };

pub(super) const ENDS_IN_MID_SENTENCE: Check =
    Check { finding: Finding::CutOff, rule: "Every turn ends with its sentence.", look: ends_in_mid_sentence };

pub(super) const AT_THE_LIMIT: Check = Check {
    finding: Finding::CutOff,
    rule: "A turn that is exactly as long as the schema allows was cut there.",
    look: at_the_limit,
};

/// The fewest words of a turn that is judged by its last sign alone.
const WORDS: usize = 12;
/// The same for the only turn of a talk that has no last sign: a user may drop one, but not at the end of a page.
const PAGE: usize = 60;

fn cut_off(view: &View<'_>) -> Vec<Fault> {
    if !view.context.cut_off {
        return Vec::new();
    }
    match view.turns.len().checked_sub(1) {
        Some(last) => vec![ends(vec![last], view)],
        None => vec![Fault::whole(String::new())],
    }
}

/// The turns, quoted by the end of the first.
fn ends(turns: Vec<usize>, view: &View<'_>) -> Fault {
    let excerpt = turns.first().map(|at| excerpt::end_of(view.turns[*at].content.trim_end())).unwrap_or_default();
    Fault { excerpt, ..Fault::turns(turns, view.text) }
}

fn at_the_limit(view: &View<'_>) -> Vec<Fault> {
    let limits = view.context.turn_limits;
    // A space at the end may be gone.
    let is_limit = |length: usize| limits.iter().any(|limit| (length..=length + 1).contains(&(*limit as usize)));
    let at_limit = |text: &str| !is_closed(text) && is_limit(text.chars().count());
    let turns: Vec<usize> = (0..view.turns.len()).filter(|at| at_limit(&view.turns[*at].content)).collect();
    if turns.is_empty() { Vec::new() } else { vec![ends(turns, view)] }
}

/// How a turn ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Closed,
    /// With no sign behind the last word: cut, or written so.
    Open,
    /// With a dash, as people break off.
    Dash,
    /// With a comma or a word that needs another one.
    Broken,
}

/// A broken end is always a cut. An open one is a cut in the assistant's turn where its other turns or half of all turns
/// are closed, and in any turn where most of the long ones are open or broken, or a page of the user's is the only one.
fn ends_in_mid_sentence(view: &View<'_>) -> Vec<Fault> {
    let language = |at: usize| view.tallies[at].language().or(view.language).unwrap_or(Language::ENGLISH);
    let ends_of: Vec<End> = view.text.turns.iter().enumerate().map(|(at, turn)| end_of(turn, language(at))).collect();
    let count = |end: End| ends_of.iter().filter(|it| **it == end).count();
    let (closed, broken) = (count(End::Closed), count(End::Broken));
    let closes = |role| view.of(role).filter(|(at, _)| ends_of[*at] == End::Closed).count();
    let assistant_closes =
        closes(Role::Assistant) >= 1 && 2 * closes(Role::Assistant) >= view.of(Role::Assistant).count();
    let punctuated = view.turns.len() >= 4 && 2 * closed >= view.turns.len();
    let torn =
        (0..ends_of.len()).filter(|at| ends_of[*at] == End::Open && has_full_stops(&view.text.turns[*at])).count();
    let is_cut = |at: &usize| match ends_of[*at] {
        End::Closed => false,
        End::Broken => true,
        // A user may break off once; an answer has an end.
        End::Dash => view.turns[*at].role == Role::Assistant || count(End::Dash) > 1,
        End::Open => {
            let assistant = view.turns[*at].role == Role::Assistant && (assistant_closes || punctuated);
            let words = view.text.turns[*at].words.len();
            let only = words >= PAGE && punctuated && closed + 1 == ends_of.len() && torn == 1;
            (assistant || broken > closed || 2 * torn > ends_of.len()) && words >= WORDS || only
        }
    };
    let cut: Vec<usize> = (0..ends_of.len()).filter(is_cut).collect();
    if cut.is_empty() || view.context.cut_off { Vec::new() } else { vec![ends(cut, view)] }
}

/// "1. The rent.\n2. The pipes.\n3."
fn ends_with_an_empty_item(text: &str) -> bool {
    let Some((before, last)) = text.rsplit_once('\n') else { return false };
    let number =
        |line: &str| line.trim_start().split_once(['.', ')']).and_then(|(number, _)| number.parse::<u32>().ok());
    let last = last.trim();
    let is_empty = last.strip_suffix(['.', ')']).is_some_and(|number| number.parse::<u32>().is_ok());
    is_empty && before.lines().next_back().and_then(number).is_some_and(|before| number(last) == Some(before + 1))
}

/// Whether the writer ends sentences with a sign: then the last one has an end, too. A number or an id may end a list.
fn has_full_stops(turn: &TurnText<'_>) -> bool {
    let last = turn.words.last().is_some_and(|word| turn.shown(word).chars().all(char::is_alphabetic));
    last && turn.words.len() >= WORDS && turn.sentences().take(2).count() == 2
}

/// The text before entities at its end, which another finding names; `None` where a quotation mark is among them.
fn before_entities(text: &str) -> Option<&str> {
    let mut text = text.trim_end();
    while let Some((before, entity)) = text.rsplit_once('&') {
        let Some(name) = entity.strip_suffix(';') else { break };
        let is_entity = (2..=8).contains(&name.len()) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#');
        if !is_entity {
            break;
        }
        if matches!(name, "quot" | "apos" | "#34" | "#39" | "#x22" | "#x27" | "rsquo" | "rdquo" | "ldquo" | "raquo") {
            return None;
        }
        text = before.trim_end();
    }
    Some(text)
}

fn end_of(turn: &TurnText<'_>, language: Language) -> End {
    let Some(text) = before_entities(turn.content) else { return End::Closed };
    if ends_with_an_empty_item(text) {
        return End::Broken;
    }
    // Lists, poems and letters end without a full stop.
    if is_closed(text) || text.contains('\n') || turn.is_code(text.len().saturating_sub(1)) {
        return End::Closed;
    }
    let Some(last) = turn.words.last() else { return End::Closed };
    if turn.words.len() < 6 {
        return End::Closed;
    }
    let sign = text.chars().next_back();
    let needs_more = last.end as usize == text.len()
        && turn.shown(last).chars().all(char::is_lowercase)
        && matches!(language::class(last, language), Some(Class::Article | Class::Preposition | Class::Conjunction))
        && !MAY_END.contains(&last.id);
    match sign {
        Some('–' | '—') => End::Dash,
        Some(',' | '-' | ';' | '(') => End::Broken,
        _ if needs_more => End::Broken,
        _ => End::Open,
    }
}

/// Small words that end a sentence in loose writing: "what it's for", "come in".
static MAY_END: LazyLock<IdSet> = LazyLock::new(|| {
    let lines = include_str!("../../../data/last-words.txt").lines().filter(|line| !line.starts_with("# "));
    lines.flat_map(str::split_whitespace).map(word_id).collect()
});

/// Whether a text ends with a sign that closes a sentence, or with something that needs none.
fn is_closed(text: &str) -> bool {
    let text = text.trim_end();
    text.is_empty()
        || text.ends_with(|c: char| {
            matches!(
                c,
                '.' | '!'
                    | '?'
                    | '…'
                    | '"'
                    | '”'
                    | '’'
                    | '\''
                    | '»'
                    | '“'
                    | ')'
                    | ']'
                    | '}'
                    | '>'
                    | '*'
                    | '_'
                    | '`'
                    | ':'
                    | '。'
                    | '！'
                    | '？'
                    | '」'
                    | '|'
            ) || (!c.is_alphanumeric() && !c.is_ascii() && !matches!(c, '–' | '—'))
        })
        || text.rsplit(char::is_whitespace).next().is_some_and(|word| word.contains("://") || word.contains("www."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::checks::findings;
    use crate::quality::checks::samples::{assert_bad, assert_fine, talk};
    use crate::quality::context::Context;

    #[test]
    fn the_provider_stop_and_the_limit_of_the_schema_are_found() {
        let turns = talk(&["What does it cost?", "That depends on the"]);
        let notes = findings(&turns, &Context { cut_off: true, ..Context::default() });
        let short: Vec<_> =
            notes.iter().map(|note| (note.finding, note.turns.as_slice(), note.excerpt.as_str())).collect();
        assert_eq!(short, [(Finding::CutOff, [2].as_slice(), "That depends on the")]);
        let limit = |text: &str| {
            let turns = talk(&["What does it cost?", text]);
            let context = Context { turn_limits: &[8, 20], ..Context::default() };
            findings(&turns, &context).iter().any(|note| note.finding == Finding::CutOff)
        };
        assert!(
            limit("you can buy anindexx") && limit("buy anin") && !limit("you can buy anin") && !limit("Buy acre.")
        );
    }

    #[test]
    fn a_page_of_the_users_that_alone_has_no_end_is_found() {
        let page = format!(
            "{}Then he will ask why, and I practise it in the car, and it always comes o",
            "It was a hard year for us. ".repeat(8)
        );
        let is_cut = |told: &str, asks: &str| {
            let turns = talk(&["How do I tell him?", "Tonight, with the plan.", told, "Bring it along.", asks, "Yes."]);
            findings(&turns, &Context::default()).iter().any(|note| note.finding == Finding::CutOff)
        };
        assert!(is_cut(&page, "Both cards?"));
        assert!(!is_cut(&format!("{page}ut."), "Both cards?"));
        assert!(!is_cut(
            "I told him about the winter and the furnace and the trip, and he just laughed about it",
            "Both cards?"
        ));
        assert!(!is_cut(&page, "ok and both of the cards then or only the larger one of them, he asked me"));
    }

    #[test]
    fn a_whole_sentence_that_ends_in_an_entity_is_not_cut_off() {
        let said = |end: &str| {
            let long = format!("We can look at the rent of the flat and at the payments for the car in {end}");
            let turns =
                talk(&["What does it cost?", &long, "And then?", "Then we write it down together, line by line."]);
            findings(&turns, &Context::default()).iter().any(|note| note.finding == Finding::CutOff)
        };
        for end in ["January.&quot;", "January&rdquo;", "January.&nbsp;", "January.&#39; "] {
            assert!(!said(end), "{end}");
        }
        assert!(said("the&nbsp;"));
    }

    #[test]
    fn an_end_in_mid_sentence_is_found() {
        assert_bad(
            Finding::CutOff,
            Role::Assistant,
            &[
                "The rest can go back in twelve equal steps,",
                "We could look at your pension first and",
                "Then the gap shrinks to a third of the",
                "So you keep three years of it in cash, which means that your",
                "Start with the letter, then the bank, then —",
                "Sie zahlen also im ersten Jahr weniger, weil der",
                "Así que primero paga la tarjeta con el dinero de la cuenta, y después la",
                "Vous gardez donc trois mois de loyer sur le",
                "Go through it in this order:\n1. The total with the extras.\n2. Who repairs the pipes.\n3.",
                "I would start with the smaller of the two debts, because",
            ][..9],
        );
        let open = talk(&[
            "How?",
            "You save a part of each month.",
            "And then?",
            "Then you move the rest of it into the second account and leave it ther",
        ]);
        assert!(findings(&open, &Context::default()).iter().any(|note| note.finding == Finding::CutOff));
    }

    #[test]
    fn a_talk_whose_answers_or_turns_are_all_cut_is_found() {
        let is_cut = |contents: &[&str]| {
            findings(&talk(contents), &Context::default()).iter().any(|note| note.finding == Finding::CutOff)
        };
        let asks = "I think it was about 1,250 in all. So what would I have to put away if I start now?";
        let torn = "Seeing the old one out is a good aim. You have four paydays for it, so put the rest into the second pot wit";
        assert!(is_cut(&[asks, torn, asks, torn]), "each answer");
        let loose = "i think it was more. so what would i have to put away each month from now on";
        assert!(is_cut(&[torn, torn, torn, torn, asks, torn]), "nearly every turn");
        assert!(!is_cut(&[loose, asks, loose, asks]), "a user who writes so");
    }

    #[test]
    fn ends_without_a_full_stop_that_people_write_are_fine() {
        assert_fine(
            Finding::CutOff,
            Role::User,
            &[
                "ok so i pay the small one first, then the car, and the rest goes to the trip",
                "I don't even know what it's for",
                "Is that what the letter is about",
                "Thanks, talk soon :)",
                "See https://example.com/rates/today",
                "What do I write? He said \"come by\"",
                "Let me list it:\n- rent\n- car\n- food",
                "Roses are red\nviolets are blue\nI owe the bank\nand the bank owes you",
                "I feel better already 😊",
                "Best,\nMaria",
                "We start at 8 am",
                "and then he just came in",
                "Das weiß ich, ich mache ja mit",
                "`total = a + b`",
                "I can finally breathe…",
            ],
        );
    }
}
