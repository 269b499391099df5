//! Checks that catch what a number hides.
//!
//! Each turn is read once, byte by byte; only ASCII bytes start anything, so that a multi-byte character is never cut.
//! Each finding is named at most once a turn.

use std::ops::Range;

use crate::domain::conversation::{Role, Turn};
use crate::domain::quality::{Finding, Note};
use crate::quality::{Context, excerpt, personal, phrases, score};

/// The longest placeholder looked for, in bytes between its brackets.
const PLACEHOLDER_BYTES: usize = 60;

/// Words that make a bracketed text a placeholder: "[Your Name]", "<insert amount>".
const FILL_IN: [&str; 12] = [
    "your",
    "name",
    "insert",
    "date",
    "amount",
    "company",
    "city",
    "address",
    "client",
    "number",
    "placeholder",
    "topic",
];

/// Everything the checks find in a conversation, in the order of its turns, and what concerns the whole last.
///
/// Every [`Finding`] but [`Finding::NearDuplicate`], which takes the store.
pub fn findings(turns: &[Turn], context: &Context<'_>) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut seen: Vec<u64> = Vec::with_capacity(turns.len());
    for (at, turn) in turns.iter().enumerate() {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let mut scan = Scan { turn, number, notes: &mut notes };
        let Some(likeness) = scan.run() else {
            scan.note(Finding::EmptyTurn, 0..turn.content.len());
            seen.push(0);
            continue;
        };
        let earlier = seen.iter().zip(turns).position(|(hash, other)| *hash == likeness && same(other, turn));
        if let Some(earlier) = earlier {
            let detail = format!("same as turn {}: {}", earlier + 1, excerpt::start_of(&turn.content));
            notes.push(Note { finding: Finding::RepeatedTurn, turn: Some(number), detail });
        }
        seen.push(likeness);
    }
    whole(turns, context, &mut notes);
    notes
}

/// What concerns the conversation as a whole.
fn whole(turns: &[Turn], context: &Context<'_>, notes: &mut Vec<Note>) {
    let number = |at: usize| u32::try_from(at + 1).ok();
    if let Some(at) = score::first_out_of_order(turns) {
        let detail = format!("{} where {} was expected", turns[at].role, score::expected_role(at));
        notes.push(Note { finding: Finding::RolesNotAlternating, turn: number(at), detail });
    }
    if let Some(first) = turns.first()
        && turns.iter().all(|turn| turn.role == first.role)
    {
        let detail = format!("only the {} speaks", first.role);
        notes.push(Note { finding: Finding::OneSided, turn: None, detail });
    }
    if let Some((last, before)) = turns.split_last()
        && last.role == Role::User
    {
        let detail = excerpt::start_of(&last.content);
        notes.push(Note { finding: Finding::EndsOnUser, turn: number(before.len()), detail });
    }
    for element in context.required_elements {
        let wanted = element.trim();
        if !wanted.is_empty() && !turns.iter().any(|turn| holds(&turn.content, wanted)) {
            notes.push(Note { finding: Finding::MissingElement, turn: None, detail: excerpt::start_of(wanted) });
        }
    }
    if context.cut_off {
        let detail = turns.last().map(|turn| excerpt::end_of(&turn.content)).unwrap_or_default();
        let turn = turns.len().checked_sub(1).and_then(number);
        notes.push(Note { finding: Finding::CutOff, turn, detail });
    }
}

/// One turn being read.
struct Scan<'a> {
    turn: &'a Turn,
    number: u32,
    notes: &'a mut Vec<Note>,
}

impl Scan<'_> {
    /// Reads the turn. Gives a number that is the same for turns that differ only in case, spacing and punctuation;
    /// nothing for a turn of nothing but white space.
    fn run(&mut self) -> Option<u64> {
        let turn = self.turn;
        if turn.content.trim().is_empty() {
            return None;
        }
        let text = turn.content.as_bytes();
        let mut likeness = Likeness::default();
        let mut numbers_read_to = 0;
        let mut in_word = false;
        for (at, &byte) in text.iter().enumerate() {
            let kind = KINDS[usize::from(byte)];
            if kind == Kind::Between {
                in_word = false;
                continue;
            }
            let is_word = kind != Kind::Opens;
            if is_word {
                if !in_word {
                    likeness.begin();
                    if let Some((tell, length)) = phrases::at_word(&text[at..], turn.role == Role::Assistant) {
                        let finding = match tell {
                            phrases::Tell::Refusal => Finding::Refusal,
                            phrases::Tell::ModelTalk => Finding::ModelTalk,
                        };
                        self.note(finding, at..at + length);
                    }
                    if byte.is_ascii_digit() && at >= numbers_read_to {
                        let (range, personal) = personal::number(text, at);
                        numbers_read_to = range.end;
                        if personal {
                            self.note(Finding::PersonalData, range);
                        }
                    }
                }
                likeness.add(byte);
                if kind == Kind::Word {
                    in_word = true;
                    continue;
                }
            }
            let placeholder = match byte {
                b'{' => braces(text, at),
                b'[' => brackets(text, at),
                b'<' => angles(text, at),
                b'X' if !in_word => crosses(text, at),
                b'@' => {
                    if let Some(range) = personal::email(text, at) {
                        self.note(Finding::PersonalData, range);
                    }
                    None
                }
                _ => None,
            };
            if let Some(range) = placeholder {
                self.note(Finding::LeftoverPlaceholder, range);
            }
            in_word = is_word;
        }
        Some(likeness.number())
    }

    fn note(&mut self, finding: Finding, range: Range<usize>) {
        let known = self.notes.iter().rev().take_while(|note| note.turn == Some(self.number));
        if !known.into_iter().any(|note| note.finding == finding) {
            let detail = self.turn.content.get(range).map(excerpt::start_of).unwrap_or_default();
            self.notes.push(Note { finding, turn: Some(self.number), detail });
        }
    }
}

/// What a byte can mean to the checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Part of a word: letters, digits, and everything above ASCII, so that the checks work for any script.
    Word,
    /// The same, and it may begin a placeholder.
    WordThatOpens,
    /// No part of a word, and something may begin here.
    Opens,
    /// Anything else.
    Between,
}

const KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Between; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'X' => Kind::WordThatOpens,
            b'{' | b'[' | b'<' | b'@' => Kind::Opens,
            word if word.is_ascii_alphanumeric() || word >= 0x80 => Kind::Word,
            _ => Kind::Between,
        };
        byte += 1;
    }
    kinds
};

/// Gathers what turns with the same words have in common: how many words and bytes of words, and how they begin. Turns
/// that are alike in this are then compared word by word.
#[derive(Debug, Default)]
struct Likeness {
    words: u64,
    bytes: u64,
    first: u64,
}

impl Likeness {
    /// Bytes that are looked at one by one; of most turns that begin alike the length already differs.
    const FIRST: u64 = 24;

    fn begin(&mut self) {
        self.words += 1;
    }

    fn add(&mut self, byte: u8) {
        if self.bytes < Self::FIRST {
            self.first = fnv(self.first, byte.to_ascii_lowercase());
        }
        self.bytes += 1;
    }

    fn number(&self) -> u64 {
        self.first ^ self.words.rotate_left(40) ^ self.bytes.rotate_left(20)
    }
}

/// One step of FNV-1a, 64 bits, with the prime of its definition.
fn fnv(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// Whether two turns have the same words, whatever their case, spacing and punctuation.
fn same(left: &Turn, right: &Turn) -> bool {
    fn words(turn: &Turn) -> impl Iterator<Item = &str> {
        let is_word = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii();
        turn.content.split(move |c| !is_word(c)).filter(|word| !word.is_empty())
    }
    words(left).map(str::to_ascii_lowercase).eq(words(right).map(str::to_ascii_lowercase))
}

/// The bytes up to a closing bracket, if it comes soon and on the same line.
fn until(text: &[u8], start: usize, close: u8) -> Option<&[u8]> {
    let rest = &text[start..text.len().min(start + PLACEHOLDER_BYTES)];
    let end = rest.iter().position(|byte| *byte == close || *byte == b'\n')?;
    (rest[end] == close && end > 0).then_some(&rest[..end])
}

/// `{{anything}}`, `{%` of a template, `{one_name}`.
fn braces(text: &[u8], at: usize) -> Option<Range<usize>> {
    match text.get(at + 1)? {
        b'{' => until(text, at + 2, b'}')
            .map(|inner| at..at + 2 + inner.len() + 1 + usize::from(text.get(at + 3 + inner.len()) == Some(&b'}'))),
        b'%' => until(text, at + 2, b'%').map(|inner| at..at + 3 + inner.len()),
        _ => {
            let inner = until(text, at + 1, b'}')?;
            let is_name = inner.iter().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b' '));
            is_name.then_some(at..at + inner.len() + 2)
        }
    }
}

/// `[Your Name]`, `[CLIENT]`; not `[sighs]`, nor a Markdown link.
fn brackets(text: &[u8], at: usize) -> Option<Range<usize>> {
    let inner = until(text, at + 1, b']')?;
    let end = at + inner.len() + 2;
    (text.get(end) != Some(&b'(') && is_fill_in(inner)).then_some(at..end)
}

/// `<NAME>`, `<your name>`; not `<b>`, nor "a < b and c > d".
fn angles(text: &[u8], at: usize) -> Option<Range<usize>> {
    let inner = until(text, at + 1, b'>')?;
    is_fill_in(inner).then_some(at..at + inner.len() + 2)
}

/// Letters in capitals, or words of which one asks to be filled in.
fn is_fill_in(inner: &[u8]) -> bool {
    let allowed = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'_' | b'-' | b'\'' | b'/' | b'.');
    if inner.len() < 2 || !inner[0].is_ascii_alphabetic() || !inner.iter().all(allowed) {
        return false;
    }
    let words = || inner.split(|byte| !byte.is_ascii_alphanumeric());
    !inner.iter().any(u8::is_ascii_lowercase)
        || words().any(|word| FILL_IN.iter().any(|known| word.eq_ignore_ascii_case(known.as_bytes())))
}

/// `XXX` as a word of its own; `XX` where an amount belongs, as in "$XX".
fn crosses(text: &[u8], at: usize) -> Option<Range<usize>> {
    let length = text[at..].iter().take_while(|byte| **byte == b'X').count();
    let ends = text.get(at + length).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    let enough = length >= 3 || (length == 2 && text[..at].ends_with(b"$"));
    (enough && ends).then_some(at..at + length)
}

/// Whether a text holds a word or phrase, whatever its case, with no letter or digit on either side.
fn holds(text: &str, wanted: &str) -> bool {
    if wanted.is_ascii() {
        holds_at_words(text, wanted, |part| part.eq_ignore_ascii_case(wanted.as_bytes()))
    } else {
        let (text, wanted) = (text.to_lowercase(), wanted.to_lowercase());
        holds_at_words(&text, &wanted, |part| part == wanted.as_bytes())
    }
}

fn holds_at_words(text: &str, wanted: &str, is_wanted: impl Fn(&[u8]) -> bool) -> bool {
    let first = wanted.as_bytes()[0].to_ascii_lowercase();
    let bytes = text.as_bytes();
    let Some(last_start) = bytes.len().checked_sub(wanted.len()) else { return false };
    (0..=last_start).any(|at| {
        let end = at + wanted.len();
        bytes[at].to_ascii_lowercase() == first
            && is_wanted(&bytes[at..end])
            && !text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
            && !text[end..].chars().next().is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn talk(contents: &[&str]) -> Vec<Turn> {
        let turn = |(at, text): (usize, &&str)| Turn { role: score::expected_role(at), content: (*text).to_owned() };
        contents.iter().enumerate().map(turn).collect()
    }

    fn found(contents: &[&str]) -> Vec<(Finding, Option<u32>, String)> {
        let notes = findings(&talk(contents), &Context::default());
        notes.into_iter().map(|note| (note.finding, note.turn, note.detail)).collect()
    }

    #[test]
    fn a_sound_conversation_has_no_finding() {
        let turns = [
            "I can't sleep. I'm unable to help with the bills, and my 401(k) fell from $150,000 to $112,400 in 2022.",
            "That fear is real. I can't promise returns, but a 60/40 mix has had years of -20% [roughly] and x < y > z.",
        ];
        assert_eq!(found(&turns), []);
    }

    #[test]
    fn an_empty_turn_is_found() {
        assert_eq!(found(&["hello", " \n\t"]), [(Finding::EmptyTurn, Some(2), String::new())]);
    }

    #[test]
    fn a_repeated_turn_is_found_whatever_its_case_and_spacing() {
        let notes = found(&["What now?", "Sell it.", "what  now", "Keep it."]);
        assert_eq!(notes, [(Finding::RepeatedTurn, Some(3), "same as turn 1: what now".to_owned())]);
        assert_eq!(found(&["a bc", "ab c"]), [], "other words are not the same");
    }

    #[test]
    fn leftover_placeholders_are_found() {
        for (text, part) in [
            ("Dear {{persona}}, hello", "{{persona}}"),
            ("Dear {name}, hello", "{name}"),
            ("{% if topic %} hello", "{% if topic %"),
            ("Hello [Your Name], sit down", "[Your Name]"),
            ("Hello [CLIENT_NAME]", "[CLIENT_NAME]"),
            ("Hello <NAME>", "<NAME>"),
            ("pay <insert amount> now", "<insert amount>"),
            ("pay $XXX now", "XXX"),
            ("pay $XX now", "XX"),
        ] {
            let expected = [(Finding::LeftoverPlaceholder, Some(2), part.to_owned())];
            assert_eq!(found(&["hi", text]), expected, "{text}");
        }
        for fine in ["[sighs] well", "see [your plan](plan.md)", "MAXXX", "<b>bold</b>", "{}", "{\"a\": 1}", "{ 1, 2 }"]
        {
            assert_eq!(found(&["hi", fine]), [], "{fine}");
        }
    }

    #[test]
    fn refusals_count_for_the_assistant_and_model_talk_for_both() {
        let notes = found(&["I can't help with my mother's rent.", "I'm sorry, but I can't help with that."]);
        assert_eq!(notes, [(Finding::Refusal, Some(2), "I can't help with".to_owned())]);
        let notes = found(&["Are you a language model?", "Well, as an AI, I have no purse. As an AI, I am free."]);
        let expected = [
            (Finding::ModelTalk, Some(1), "language model".to_owned()),
            (Finding::ModelTalk, Some(2), "as an AI".to_owned()),
        ];
        assert_eq!(notes, expected);
    }

    #[test]
    fn the_order_of_roles_and_the_last_one_are_checked() {
        let mut turns = talk(&["a", "b", "c", "d"]);
        turns[1].role = Role::User;
        turns[3].role = Role::User;
        let notes = findings(&turns, &Context::default());
        let short: Vec<_> = notes.iter().map(|note| (note.finding, note.turn, note.detail.as_str())).collect();
        let expected = [
            (Finding::RolesNotAlternating, Some(2), "user where assistant was expected"),
            (Finding::OneSided, None, "only the user speaks"),
            (Finding::EndsOnUser, Some(4), "d"),
        ];
        assert_eq!(short, expected);
    }

    #[test]
    fn required_elements_are_whole_words_in_any_case_and_script() {
        let turns = talk(&["The RISK here?", "Riskless it is not. ÜBERBLICK first."]);
        let missing = |elements: &[&str]| -> Vec<String> {
            let elements: Vec<_> = elements.iter().map(|it| (*it).to_owned()).collect();
            let context = Context { required_elements: &elements, ..Context::default() };
            findings(&turns, &context).into_iter().map(|note| note.detail).collect()
        };
        assert_eq!(missing(&["risk", "überblick", "the risk here", " "]), Vec::<String>::new());
        assert_eq!(missing(&["isk", "bond", "blick"]), ["isk", "bond", "blick"]);
    }

    #[test]
    fn personal_data_and_a_cut_are_found_with_their_part() {
        let turns = talk(&["Mail me at jo@mail.example or 555-123-4567.", "Noted"]);
        let notes = findings(&turns, &Context { cut_off: true, ..Context::default() });
        let short: Vec<_> = notes.iter().map(|note| (note.finding, note.turn, note.detail.as_str())).collect();
        let expected = [(Finding::PersonalData, Some(1), "jo@mail.example"), (Finding::CutOff, Some(2), "Noted")];
        assert_eq!(short, expected);
    }

    proptest! {
        #[test]
        fn any_text_at_all_is_checked_without_a_panic(text in "\\PC*", more in "[{}\\[\\]<>X@$0-9’ .,+()-]*") {
            let elements = [text.clone(), more.clone()];
            let context = Context { required_elements: &elements, cut_off: true, ..Context::default() };
            let turns = talk(&[&text, &more, &format!("{more}{text}"), &format!("{text}{more}")]);
            for note in findings(&turns, &context) {
                prop_assert!(note.detail.chars().count() <= 120 && !note.detail.chars().any(char::is_control));
            }
        }
    }
}
