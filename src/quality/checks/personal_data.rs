//! A turn holds personal data: an e-mail address, a number, or an address with a date of birth.

use std::ops::Range;
use std::sync::LazyLock;

use crate::domain::conversation::Role;
use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View};
use crate::quality::figures::boundary;
use crate::quality::personal;
use crate::quality::text::{IdSet, TurnText, Word, word_id};

pub(super) const PERSONAL_DATA: Check = Check {
    finding: Finding::PersonalData,
    rule: "No e-mail address, telephone, card or account number, or home of a person stands in the text.",
    look: personal_data,
};

/// How far from a number the place stands that it belongs to, in bytes.
const NEAR: usize = 200;

/// The most parts named of one turn.
const MOST: usize = 20;

static NAMED_STREETS: LazyLock<IdSet> =
    LazyLock::new(|| personal::table("named streets").iter().map(|word| word_id(word)).collect());

/// Every part, one finding each.
fn personal_data(view: &View<'_>) -> Vec<Fault> {
    let mut found = Vec::new();
    for (at, turn) in view.text.turns.iter().enumerate() {
        let is_somebodys = |part: &Range<usize>| !is_of_an_office(view, turn, part);
        let parts = parts(turn).into_iter().filter(is_somebodys).chain(home(turn)).chain(spelled(turn)).take(MOST);
        found.extend(parts.map(|part| Fault::part(at, turn, part)));
    }
    found
}

/// Whether the assistant tells how to call a museum or a town hall.
fn is_of_an_office(view: &View<'_>, turn: &TurnText<'_>, part: &Range<usize>) -> bool {
    let is_phone = |text: &str| {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        (8..=12).contains(&digits) && !text.contains(char::is_alphabetic)
    };
    if turn.role != Role::Assistant || !is_phone(&turn.content[part.clone()]) {
        return false;
    }
    let names_one = |text: &str| {
        let lower = text.to_lowercase();
        personal::table("public places").iter().any(|place| lower.contains(place))
    };
    let near = boundary(turn.content, part.start.saturating_sub(NEAR))..boundary(turn.content, part.end + NEAR);
    names_one(&turn.content[near]) || view.context.subject.is_some_and(|subject| names_one(&subject.topic))
}

/// E-mail addresses and numbers.
fn parts(turn: &TurnText<'_>) -> Vec<Range<usize>> {
    let text = turn.content.as_bytes();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut read_to = 0;
    for at in 0..text.len() {
        let begins = at == 0 || !(text[at - 1].is_ascii_alphanumeric() || text[at - 1] >= 0x80);
        match text[at] {
            b'@' => found.extend(personal::email(text, at)),
            _ if at < read_to || !begins => {}
            b'A'..=b'Z' => {
                if let Some(range) =
                    [personal::iban, personal::national, personal::identity].iter().find_map(|it| it(text, at))
                {
                    read_to = range.end;
                    found.push(range);
                }
            }
            b'0'..=b'9' => {
                let (range, is_personal) = personal::number(text, at);
                let national = || personal::national(text, at).or_else(|| personal::identity(text, at));
                let national = if is_personal { None } else { national() };
                read_to = national.as_ref().map_or(range.end, |range| range.end);
                found.extend(national.or_else(|| is_personal.then_some(range)));
            }
            _ => {}
        }
    }
    found
}

/// A street with its number, where a date of birth or a postal code says that it is somebody's home.
fn home(turn: &TurnText<'_>) -> Option<Range<usize>> {
    let lower = |at: usize| turn.words.get(at).map(|word| turn.shown(word).to_lowercase()).unwrap_or_default();
    let is_number = |at: usize| turn.words.get(at).is_some_and(|word| word.number);
    let capital = |at: usize| turn.words.get(at).is_some_and(|word| turn.shown(word).starts_with(char::is_uppercase));
    // "12 rue des Lilas", "calle Mayor 15".
    let names = |at: usize| NAMED_STREETS.contains(&turn.words[at].id) && (1..=3).any(|ahead| capital(at + ahead));
    let is_street = |word: &str| {
        personal::table("streets").contains(&word)
            || word.len() > 7 && (word.ends_with("straße") || word.ends_with("strasse") || word.ends_with("gasse"))
    };
    let street = (0..turn.words.len()).find_map(|at| {
        if !(capital(at) && is_street(&lower(at)) || names(at)) {
            return None;
        }
        // "12 Elm Street", "Ringstraße 12", "12 rue de la Paix" and "Calle Mayor 12".
        let before = (1..=3).map_while(|back| at.checked_sub(back)).find(|at| is_number(*at));
        let after = (1..=4).map(|ahead| at + ahead).find(|at| is_number(*at));
        match (before, after) {
            (Some(number), _) => Some((number, at + 1)),
            (None, Some(number)) => Some((at, number + 1)),
            (None, None) => None,
        }
    })?;
    let born = (0..turn.words.len())
        .any(|at| personal::table("born").contains(&lower(at).as_str()) && (1..=6).any(|ahead| is_number(at + ahead)));
    let postal = (street.0..(street.1 + 7).min(turn.words.len())).any(|at| {
        let shown = lower(at);
        shown.len() == 5 && shown.bytes().all(|byte| byte.is_ascii_digit()) || is_british_code(&shown, &lower(at + 1))
    });
    let lives = (1..=6)
        .map_while(|back| street.0.checked_sub(back))
        .any(|at| personal::table("home").contains(&lower(at).as_str()));
    let near = street.1 - street.0 <= 4;
    (born || postal || lives && near).then(|| turn.span(street.0..street.1))
}

/// "SW4 9QT".
fn is_british_code(outward: &str, inward: &str) -> bool {
    let digits = |word: &str| word.bytes().filter(u8::is_ascii_digit).count();
    let inward = inward.as_bytes();
    (2..=4).contains(&outward.len())
        && outward.starts_with(|first: char| first.is_ascii_lowercase())
        && (1..=2).contains(&digits(outward))
        && matches!(inward, [digit, one, two] if digit.is_ascii_digit() && one.is_ascii_lowercase() && two.is_ascii_lowercase())
}

/// "Kate dot moran at outlook dot com".
fn spelled(turn: &TurnText<'_>) -> Option<Range<usize>> {
    let [at_sign, dot, punkt] = ["at", "dot", "punkt"].map(word_id);
    let host =
        |word: &Word| ["com", "net", "org", "de", "es", "fr", "uk", "edu"].iter().any(|end| word.id == word_id(end));
    let found = turn
        .words
        .windows(4)
        .position(|words| words[0].id == at_sign && (words[2].id == dot || words[2].id == punkt) && host(&words[3]))?;
    Some(turn.span(found.saturating_sub(1)..found + 4))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::checks::samples::{assert_bad, assert_fine, found};

    #[test]
    fn every_part_of_a_turn_is_named() {
        let notes = found(&[
            "Mail me at jo@postbox.org or call 555-123-4567, card 4111 1111 1111 1111.",
            "I have noted it down.",
        ]);
        let parts: Vec<_> = notes.iter().map(|note| (note.0, note.2.as_str())).collect();
        let expected =
            ["jo@postbox.org", "555-123-4567", "4111 1111 1111 1111"].map(|part| (Finding::PersonalData, part));
        assert_eq!(parts, expected);
    }

    #[test]
    fn a_number_of_a_public_place_is_fine_where_the_assistant_gives_it() {
        let told =
            "Then ask at the New York Public Library, 476 Fifth Avenue, on 917-275-6975, and have the year ready.";
        assert_fine(
            Finding::PersonalData,
            Role::Assistant,
            &[told, "Le musée vous le dira au 01 40 49 48 14, la veille."],
        );
        assert_bad(Finding::PersonalData, Role::User, &["I work at the library, and my number is 917-275-6975."]);
        assert_bad(Finding::PersonalData, Role::Assistant, &["Call me tonight on 917-275-6975, and we look at it."]);
    }

    #[test]
    fn homes_are_found_with_a_birth_date_or_a_postal_code() {
        assert_bad(
            Finding::PersonalData,
            Role::User,
            &[
                "I'm Margaret, born 14 March 1967, of 12 Elm Street, Springfield.",
                "I live at 12 Elm Street, Springfield, IL 62704.",
                "Geboren am 14.3.1967, wohnhaft Ringstraße 12 in Mainz.",
                "Ich wohne in der Hauptstraße 5, 55116 Mainz.",
                "My DOB is 03/14/1967 and I rent at 9 Oak Avenue.",
                "Nacida el 14 de marzo de 1967, Calle Mayor 12, Toledo.",
                "Vivo en la calle Mayor 15, 28013 Madrid.",
                "J'habite 12 rue des Lilas, 69003 Lyon.",
                "Our address is Flat 4, 27 Harrow Lane, London SW4 9QT.",
                "I live at 9 Oak Avenue, two doors from the school.",
                "Write to kate dot moran at outlook dot com.",
                "Je l'ai devant moi : 4974 0182 6635 9017, elle expire en 09/27.",
                "I lost the card that has my social on it, 518 42 7703.",
            ],
        );
        assert_fine(
            Finding::PersonalData,
            Role::User,
            &[
                "The house on Elm Street costs $310,000.",
                "My son was born in 2015, and the street is loud.",
                "Call the Social Security office at 1-800-772-1213.",
                "Llame al 901 22 33 44, que es el número público de Hacienda.",
                "Appelez le 08 10 20 30 40, c'est la mairie.",
                "Phone the helpline on 0345 600 0723.",
                "The bus goes down 5th Avenue every 10 minutes.",
                "Wall Street fell by 20 percent in 2022.",
                "Write to jo@example.com or to support@shop.com.",
                "My account pays 4 percent, and I have $12,345 in it.",
                "I was born on 14 March 1967 and feel it.",
                "I live two stops from the High Street, in the yellow house at number 9.",
                "The shop on rue Cler has 12 kinds of cheese.",
                "We looked at dot com shares in 1999.",
            ],
        );
    }
}
