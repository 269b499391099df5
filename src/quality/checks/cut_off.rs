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
    let limit = view.context.longest_turn as usize;
    let at_limit = |text: &str| limit > 0 && text.len() >= limit && text.chars().count() == limit && !is_closed(text);
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

/// A broken end is always a cut. An open one is a cut in the assistant's turn where its other turns are closed, and in
/// any turn where most of the long ones are open or broken.
fn ends_in_mid_sentence(view: &View<'_>) -> Vec<Fault> {
    let language = |at: usize| view.tallies[at].language().or(view.language).unwrap_or(Language::ENGLISH);
    let ends_of: Vec<End> = view.text.turns.iter().enumerate().map(|(at, turn)| end_of(turn, language(at))).collect();
    let count = |end: End| ends_of.iter().filter(|it| **it == end).count();
    let (closed, broken) = (count(End::Closed), count(End::Broken));
    let closes = |role| view.of(role).filter(|(at, _)| ends_of[*at] == End::Closed).count();
    let assistant_closes =
        closes(Role::Assistant) >= 1 && 2 * closes(Role::Assistant) >= view.of(Role::Assistant).count();
    let is_cut = |at: &usize| match ends_of[*at] {
        End::Closed => false,
        End::Broken => true,
        // A user may break off once; an answer has an end.
        End::Dash => view.turns[*at].role == Role::Assistant || count(End::Dash) > 1,
        End::Open => {
            let assistant = view.turns[*at].role == Role::Assistant && assistant_closes;
            (assistant || broken > closed) && view.text.turns[*at].words.len() >= WORDS
        }
    };
    let cut: Vec<usize> = (0..ends_of.len()).filter(is_cut).collect();
    if cut.is_empty() || view.context.cut_off { Vec::new() } else { vec![ends(cut, view)] }
}

fn end_of(turn: &TurnText<'_>, language: Language) -> End {
    let text = turn.content.trim_end();
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
            let context = Context { longest_turn: 20, ..Context::default() };
            findings(&turns, &context).iter().any(|note| note.finding == Finding::CutOff)
        };
        assert!(limit("you can buy anindexx") && !limit("you can buy anindex") && !limit("You can buy an acre."));
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
                "I would start with the smaller of the two debts, because",
            ][..8],
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
