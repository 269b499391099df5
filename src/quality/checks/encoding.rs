//! Text decoded with the wrong table, HTML entities, escapes written out.

use std::ops::Range;

use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View, together};
use crate::quality::checks::code_talk::is_about_code;
use crate::quality::text::TurnText;

pub(super) const ENCODING: Check = Check {
    finding: Finding::Encoding,
    rule: "The text is decoded: no broken letters, HTML entities or written escapes.",
    look: encoding,
};

/// UTF-8 read as Windows-1252 or Latin-1: the first letter of each pair, and what may follow it.
const LEADS: &[char] = &['Ã', 'Â', 'â', 'ð', 'Å'];

/// Entities by name. Others are found by their number.
const ENTITIES: &[&str] = &[
    "&amp;", "&quot;", "&apos;", "&nbsp;", "&lt;", "&gt;", "&rsquo;", "&lsquo;", "&rdquo;", "&ldquo;", "&mdash;",
    "&ndash;", "&hellip;", "&euro;", "&pound;", "&eacute;", "&uuml;", "&ouml;", "&auml;", "&copy;",
];

fn encoding(view: &View<'_>) -> Vec<Fault> {
    let turns = view.text.turns.iter().enumerate();
    let faults: Vec<Fault> = turns.filter_map(|(at, turn)| Some(Fault::part(at, turn, fault(turn)?))).collect();
    let in_words = |turn: &TurnText<'_>| has_entity_in_a_word(turn.content) || has_lost_letters(turn.content);
    let is_subject = || is_about_code(view) && !view.text.turns.iter().any(in_words);
    if faults.is_empty() || is_subject() { Vec::new() } else { together(faults) }
}

/// "I&#39;m": nobody who writes about entities writes so.
fn has_entity_in_a_word(text: &str) -> bool {
    ["&#39;", "&#x27;", "&apos;", "&rsquo;", "&#8217;", "&nbsp;"].iter().any(|entity| {
        text.match_indices(entity).any(|(at, _)| {
            text[..at].ends_with(char::is_alphabetic) && text[at + entity.len()..].starts_with(char::is_alphabetic)
        })
    })
}

/// "I�m, it�s": who shows a lost letter shows one.
fn has_lost_letters(text: &str) -> bool {
    let inside = |at: &usize| {
        text[..*at].ends_with(char::is_alphabetic)
            && text[at + '\u{fffd}'.len_utf8()..].starts_with(char::is_alphabetic)
    };
    text.match_indices('\u{fffd}').filter(|(at, _)| inside(at)).count() >= 2
}

fn fault(turn: &TurnText<'_>) -> Option<Range<usize>> {
    let text = turn.content;
    let outside = |range: &Range<usize>| !turn.is_code(range.start) && !turn.is_quoted(range.start);
    let is_sign =
        |c: char| LEADS.contains(&c) || is_control(c) || matches!(c, '\r' | '\u{fffd}' | 'ï' | '\u{80}'..='\u{9f}');
    let signs = text.match_indices(is_sign);
    let broken = signs.filter_map(|(at, _)| mojibake(text, at)).next();
    broken
        .or_else(|| question_mark_for_a_letter(turn))
        .or_else(|| text.match_indices('&').filter_map(|(at, _)| entity(text, at)).find(outside))
        .or_else(|| text.match_indices('\\').filter_map(|(at, _)| escape(text, at)).find(outside))
}

/// A form feed, an escape, a backspace: what is left of "\frac" where its backslash was an escape. No text has one.
fn is_control(letter: char) -> bool {
    matches!(letter, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}')
}

/// "â€™", "Ã¼", "Â£", controls and the replacement character. "Âge" and "São" are words.
fn mojibake(text: &str, at: usize) -> Option<Range<usize>> {
    let mut letters = text[at..].chars();
    let (first, second) = (letters.next()?, letters.next());
    let end = at + first.len_utf8() + second.map_or(0, char::len_utf8);
    let broken = match (first, second) {
        ('\u{fffd}' | '\u{80}'..='\u{9f}', _) => true,
        ('\r', next) => next != Some('\n'),
        (control, _) if is_control(control) => true,
        ('ï', Some('»' | '¿')) => true,
        ('ð', Some('Ÿ' | '\u{9f}')) => true,
        ('â', Some(next)) => matches!(next, '€' | '‚' | '„' | '†' | '\u{80}'..='\u{9f}' | 'œ' | 'ˆ'),
        ('Â', Some(next)) => !next.is_alphabetic() && (!next.is_ascii() || matches!(next, '$')),
        ('Ã' | 'Å', Some(next)) => {
            matches!(
                next,
                '\u{80}'
                    ..='\u{bf}'
                        | '€'
                        | '‚'
                        | 'ƒ'
                        | '„'
                        | '…'
                        | '†'
                        | '‡'
                        | 'ˆ'
                        | '‰'
                        | 'Š'
                        | '‹'
                        | 'Œ'
                        | 'Ž'
                        | '‘'
                        | '’'
                        | '“'
                        | '”'
                        | '•'
                        | '–'
                        | '—'
                        | '˜'
                        | '™'
                        | 'š'
                        | '›'
                        | 'œ'
                        | 'ž'
                        | 'Ÿ'
            )
        }
        _ => false,
    };
    broken.then_some(at..end)
}

/// "I?m", and "f?r mich w?re": a question mark stands where a letter could not be written. In an address it is a sign.
fn question_mark_for_a_letter(turn: &TurnText<'_>) -> Option<Range<usize>> {
    let text = turn.content;
    let within = |at: &usize| {
        let (before, after) = (&text[..*at], &text[at + 1..]);
        let token = before.rfind(char::is_whitespace).map_or(before, |space| &before[space..]);
        before.ends_with(char::is_alphabetic)
            && after.starts_with(char::is_lowercase)
            && !token.contains(['/', '=', '&', '.'])
            && !turn.is_code(*at)
    };
    let contracts = |at: &usize| {
        let end = text[at + 1..].find(|c: char| !c.is_alphabetic()).map_or(text.len(), |length| at + 1 + length);
        ["m", "s", "t", "d", "re", "ve", "ll"].contains(&&text[at + 1..end])
    };
    let mut marks = text.match_indices('?').map(|(at, _)| at).filter(within);
    let first = marks.next()?;
    (contracts(&first) || marks.next().is_some()).then_some(first..first + 1)
}

/// `&amp;`, `&#39;`, `&#x27;`.
fn entity(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = &text[at..];
    if let Some(name) = ENTITIES.iter().find(|name| rest.starts_with(**name)) {
        return Some(at..at + name.len());
    }
    let number = rest.strip_prefix("&#")?;
    let digits = number.strip_prefix(['x', 'X']).unwrap_or(number);
    let count = digits.bytes().take_while(u8::is_ascii_hexdigit).count();
    let end = rest.len() - digits.len() + count;
    ((1..=6).contains(&count) && rest[end..].starts_with(';')).then_some(at..at + end + 1)
}

/// A written `\n`, `\t`, `\"` or `\u2019`. In TeX (`\neq`, `\nabla`) and in paths (`C:\new`) they are something else.
fn escape(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = &text[at + 1..];
    let before = text[..at].chars().next_back();
    let found = match rest.chars().next()? {
        'u' => rest.len() >= 5 && rest.bytes().skip(1).take(4).all(|byte| byte.is_ascii_hexdigit()),
        'n' | 't' | 'r' => {
            let after = rest[1..].chars().next();
            let ends_here = after.is_none_or(|next| !next.is_lowercase());
            let in_prose =
                before.is_some_and(|c| matches!(c, '.' | '!' | '?' | ':' | ',' | '"' | ')' | '”' | '…' | 'n'));
            ends_here && in_prose && !text[..at].ends_with(":\\") || rest.starts_with("n\\n")
        }
        '"' => before.is_none_or(char::is_whitespace) && rest[1..].contains("\\\""),
        _ => false,
    };
    found.then(|| at..at + 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::conversation::Role;
    use crate::quality::checks::samples::{assert_bad, assert_fine};

    #[test]
    fn lost_letters_are_found_where_the_user_speaks_of_brackets() {
        let talk = |answer: &str| {
            let asks = "I put the brackets in myself. What does the clause mean?";
            let found = crate::quality::checks::samples::found(&[asks, answer]);
            found.iter().any(|it| it.0 == Finding::Encoding)
        };
        assert!(talk("That\u{fffd}s clear: you owe what\u{fffd}s left."));
        assert!(!talk("Where it says caf\u{fffd}, a letter was lost."));
    }

    #[test]
    fn broken_text_is_found_in_all_its_forms() {
        assert_bad(
            Finding::Encoding,
            Role::Assistant,
            &[
                "Letâ€™s slow down and look at the numbers first.",
                "That is Â$3,400 a month, which is fine.",
                "The total is Â£310 for the year.",
                "Ihre BeitrÃ¤ge sind zu hoch fÃ¼r das Gehalt.",
                "El aÃ±o que viene serÃ¡ mejor.",
                "It\u{fffd}s a lot to take in at once.",
                "\u{ef}\u{bb}\u{bf}Let us begin with the rent.",
                "ï»¿Let us begin with the rent.",
                "It&#39;s the rent &amp; the car that hurt.",
                "It&rsquo;s fine to wait until May.",
                "He said &quot;no&quot; to the offer.",
                "Start with the rent.\\n\\nThen look at the car.",
                "First, the rent:\\n- pay it early.",
                "It\\u2019s better to wait until May.",
                "She told me \\\"no\\\" and left the shop.",
                "DÃ©jÃ\u{a0} vu, encore une fois.",
                "That pains me. ðŸ˜Š It will pass.",
                "I?m sorry to hear that, and we can look at it.",
                "Das w?re f?r mich zu viel, sagt sie.",
                "The share is $\u{c}rac{1}{4}$ of the rent.",
                "The mean is $\rho$ here, and the rest follows.",
                "A \u{1b}[31mred\u{1b}[0m number is a debt.",
                "Cette ann?e, le pr?t co?te plus cher.",
            ],
        );
    }

    #[test]
    fn other_languages_formulas_paths_and_code_are_fine() {
        assert_fine(
            Finding::Encoding,
            Role::Assistant,
            &[
                "À son âge, l'âme a besoin de calme, et le pâté aussi.",
                "São Paulo e a mãe do João, coração e pão.",
                "Ângela foi à praia. Âge is a French word.",
                "Åse from Århus sails to Ærø and Åland.",
                "The fund holds AT&T and Johnson & Johnson; R&D is high.",
                "Write \\frac{a}{b} \\neq 0 and \\nabla f, then \\text{done}.",
                "Save it in C:\\new\\tables and open D:\\Reports.",
                "In HTML you write `&amp;` for the sign, and \"&lt;\" for the bracket.",
                "The string `one\\ntwo` has a line break, as has \"end.\\n\".",
                "naïve, Zoë, façade, coöperate, Noël",
                "Temperature 20 °C, paragraph §5, price 5 €, and ½ a cup.",
                "In Python \\n stands for a new line.",
                "Å är en å, and Ångström is a unit.",
                "«Déjà vu», dit-elle — œuf, cœur, Ÿ.",
                "Press Ctrl & C; then wait.",
                "See www.example.com/form?name=a and www.example.com/list?sort=b for both.",
                "Did he say why?and if so, when? I would ask.",
            ],
        );
    }
}
