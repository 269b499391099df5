//! Names of people, places and institutions, by their capitals in mid-sentence.

use std::ops::Range;

use crate::quality::checks::ungrounded::known::without_possessive;
use crate::quality::checks::ungrounded::words::{MONTHS, NO_NAMES, TITLES};
use crate::quality::language::{Language, is_common_id, names_a_language};
use crate::quality::text::{TurnText, Word, word_id};

/// The names of a turn, each with its words, in order.
pub(super) fn names(turn: &TurnText<'_>, language: Option<Language>) -> Vec<Range<usize>> {
    let is_german = language.is_some_and(|language| language.code() == "de");
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in 0..turn.words.len() {
        let follows_title = at > 0 && TITLES.contains(&turn.words[at - 1].id);
        let goes_on = found.last().is_some_and(|last| last.end == at);
        // A language without a name may be German, too.
        let may_begin =
            if is_german || language.is_none() { follows_title } else { is_inside(turn, at) || follows_title };
        if !(may_begin || goes_on && !is_german) || !is_name(turn, &turn.words[at]) {
            continue;
        }
        match found.last_mut().filter(|_| goes_on && is_beside(turn, at)) {
            Some(last) => last.end = at + 1,
            None if may_begin => found.push(at..at + 1),
            None => {}
        }
    }
    found
}

fn is_name(turn: &TurnText<'_>, word: &Word) -> bool {
    let shown = without_possessive(turn.shown(word));
    let mut letters = shown.chars();
    // "IRA" and "GP" are terms, "I'm" and "We'll" are words.
    let has_capital_alone = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase)
        && letters.next().is_some_and(char::is_lowercase)
        && !shown.contains(['\'', '’']);
    let id = word_id(&shown.to_lowercase());
    has_capital_alone
        && !word.quoted
        && !turn.is_code(word.start as usize)
        && !is_common_id(id)
        && !NO_NAMES.contains(&id)
        && !MONTHS.contains_key(&id)
        && !names_a_language(word)
}

/// Whether a word stands within a sentence, so that its capital is its own.
fn is_inside(turn: &TurnText<'_>, at: usize) -> bool {
    let word = &turn.words[at];
    let before = turn.content[..word.start as usize].trim_end();
    let after_a_sign =
        before.ends_with([':', '"', '“', '„', '«', '(', '–', '—', '•', '*', '¿', '¡', '-', '/', '‘', '…']);
    !word.first && at > 0 && !after_a_sign
}

/// Whether only a space or a hyphen stands between a word and the one before.
fn is_beside(turn: &TurnText<'_>, at: usize) -> bool {
    let (Some(before), Some(word)) = (at.checked_sub(1).and_then(|at| turn.words.get(at)), turn.words.get(at)) else {
        return false;
    };
    matches!(turn.content.get(before.end as usize..word.start as usize), Some(" " | "-"))
}
