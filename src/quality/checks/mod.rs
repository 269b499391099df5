//! The checks look for faults that the score does not show: a file for each, or for a few close ones.

mod any_subject;
mod arithmetic;
mod check;
mod code_talk;
mod control_token;
mod criteria;
mod cut_off;
mod drift;
mod emotion;
mod empty_turn;
mod encoding;
mod evasion;
mod fields;
mod filler;
mod gibberish;
mod gone_over;
mod known_stems;
mod language;
mod length;
mod machine_output;
mod markup;
mod meta_talk;
mod missing_element;
mod model_talk;
mod near_subject;
mod of_money;
mod persona;
mod persona_age;
mod personal_data;
mod placeholder;
mod practised;
mod promise;
mod prompt_echo;
mod referral;
mod refusal;
mod repeated_sentence;
mod repeated_turn;
mod repetition_inside;
mod roles;
mod roles_swapped;
#[cfg(test)]
mod samples;
mod stage_direction;
mod subject;
mod title;
mod ungrounded;
mod unheard;
mod who_answers;
mod word_group;

use std::cell::OnceCell;

use crate::domain::conversation::Turn;
use crate::domain::finding::{Finding, Note};
use crate::domain::language::name_of;
use crate::quality::context::Context;
use crate::quality::language::Tally;
use crate::quality::phrases;
use crate::quality::text::Text;

use check::{Check, View};
pub(crate) use persona_age::ages_of;
pub(crate) use ungrounded::named_in;

/// Every check. Findings at the same place keep this order, and so do those of the whole conversation.
///
/// Near-duplicates and equal openings have no check here: they need the store.
const CHECKS: [&Check; 33] = [
    &empty_turn::EMPTY_TURN,
    &control_token::CONTROL_TOKEN,
    &encoding::ENCODING,
    &meta_talk::META_TALK,
    &prompt_echo::PROMPT_ECHO,
    &model_talk::MODEL_TALK,
    &refusal::REFUSAL,
    &promise::PROMISE,
    &placeholder::LEFTOVER_PLACEHOLDER,
    &personal_data::PERSONAL_DATA,
    &arithmetic::ARITHMETIC,
    &gibberish::GIBBERISH,
    &repetition_inside::REPETITION_INSIDE,
    &repeated_turn::REPEATED_TURN,
    &language::WRONG_LANGUAGE,
    &roles_swapped::ROLES_SWAPPED,
    &roles::NOT_ALTERNATING,
    &roles::ONE_SIDED,
    &roles::ENDS_ON_USER,
    &length::TOO_SHORT,
    &length::UNEVEN_TURNS,
    &filler::FILLER,
    &ungrounded::UNGROUNDED,
    &subject::OFF_SUBJECT,
    &persona::PERSONA_ABSENT,
    &emotion::EMOTION_ABSENT,
    &missing_element::MISSING_ELEMENT,
    &criteria::CRITERIA_UNMET,
    &markup::MARKUP,
    &title::TITLE,
    &cut_off::CUT_OFF,
    &cut_off::ENDS_IN_MID_SENTENCE,
    &cut_off::AT_THE_LIMIT,
];

/// All findings in the order of the text, those of the whole conversation last.
pub(super) fn findings(turns: &[Turn], context: &Context<'_>) -> Vec<Note> {
    let text = Text::new(turns);
    let phrases: Vec<_> = text.turns.iter().map(phrases::find).collect();
    let tallies: Vec<_> = text.turns.iter().map(|turn| Tally::of(&turn.words)).collect();
    let mut whole = Tally::default();
    tallies.iter().for_each(|tally| whole.add(tally));
    let (language, stems, learned, sentences) = (whole.language(), OnceCell::new(), OnceCell::new(), OnceCell::new());
    let (text, phrases, tallies) = (&text, &phrases, &tallies);
    let view = View { turns, text, phrases, tallies, language, context, stems, learned, sentences };
    let mut found = Vec::new();
    for check in CHECKS {
        for fault in (check.look)(&view) {
            let place = (fault.turns.first().copied().unwrap_or(usize::MAX), fault.at);
            let number = |at: &usize| u32::try_from(at + 1).unwrap_or(u32::MAX);
            let note = Note {
                finding: check.finding,
                severity: fault.severity.unwrap_or_else(|| check.finding.severity()),
                turns: fault.turns.iter().map(number).collect(),
                excerpt: fault.excerpt,
                detail: fault.detail.unwrap_or_else(|| check.rule.to_owned()),
            };
            found.push((place, note));
        }
    }
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, note)| note).collect()
}

/// The language asked for, by its name: that of the plan, else the one that the check expects. `None` where nothing tells.
pub(crate) fn language_asked(context: &Context<'_>) -> Option<String> {
    let given = name_of(context.language);
    if !given.is_empty() {
        return Some(given.to_owned());
    }
    language::asked(context).map(|language| name_of(language.code()).to_owned())
}

/// Whether a note says that the provider stopped. Only the provider could know; the ends of the turns are looked at again.
/// The notes of the first version say no rule, and it knew no other cut.
pub(crate) fn is_stop(note: &Note) -> bool {
    let stop = cut_off::CUT_OFF;
    note.finding == stop.finding && (note.detail.is_empty() || note.detail == stop.rule)
}

/// Whether a note says only what its check demands, and nothing of the place.
pub(crate) fn is_rule(finding: Finding, detail: &str) -> bool {
    CHECKS.iter().any(|check| check.finding == finding && check.rule == detail)
}

#[cfg(test)]
mod tests;
