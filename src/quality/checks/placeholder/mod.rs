//! A placeholder nobody filled in.

mod blanks;
mod braces;
mod brackets;
mod capitals;
mod pairs;
mod words;

use std::cell::LazyCell;
use std::ops::Range;

use crate::domain::conversation::Role;
use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View, together};
use crate::quality::checks::code_talk::is_about_code;
use crate::quality::text::TurnText;

use words::table;

pub(super) const LEFTOVER_PLACEHOLDER: Check =
    Check { finding: Finding::LeftoverPlaceholder, rule: "Every placeholder is filled in.", look: placeholders };

fn placeholders(view: &View<'_>) -> Vec<Fault> {
    let about_code = LazyCell::new(|| is_about_code(view));
    let form_from = view.of(Role::User).find(|(_, turn)| asks_for_a_form(turn.content)).map(|(at, _)| at);
    let found = |(at, turn): (usize, &TurnText<'_>)| {
        if form_from.is_some_and(|from| at > from) {
            return None;
        }
        let range = placeholder(turn, || *about_code).or_else(|| capitals::order(turn))?;
        Some(Fault::part(at, turn, range))
    };
    together(view.text.turns.iter().enumerate().filter_map(found).collect())
}

fn placeholder(turn: &TurnText<'_>, about_code: impl Fn() -> bool) -> Option<Range<usize>> {
    let text = turn.content.as_bytes();
    // Each looks through the whole turn, which may have a thousand candidates.
    let code_talk = LazyCell::new(|| is_code_talk(turn.content));
    let several = LazyCell::new(|| blanks::has_several(text));
    let exercise = LazyCell::new(|| is_exercise(turn.content));
    let signs = text.iter().enumerate().filter(|(_, byte)| {
        matches!(
            byte,
            b'{' | b'['
                | b'<'
                | b'X'
                | b'_'
                | b'('
                | b'%'
                | 0xc2
                | 0xe2
                | b'T'
                | b'#'
                | b'@'
                | b'~'
                | b'|'
                | b'M'
                | b'D'
                | b'J'
                | b'N'
                | b'$'
                | b'I'
        )
    });
    let found = signs.filter_map(|(at, byte)| match byte {
        b'{' => braces::braces(text, at),
        b'[' => brackets::brackets(text, at),
        b'<' => braces::angles(text, at),
        b'X' => blanks::crosses(text, at),
        b'_' => blanks::blank(text, at, || *exercise, || *several),
        b'(' => brackets::parentheses(text, at),
        b'%' => braces::percents(text, at),
        b'T' => blanks::to_do(text, at),
        b'#' | b'@' | b'~' | b'|' => pairs::pair(text, at),
        b'M' | b'D' | b'J' => pairs::date(turn.content, at),
        b'N' | b'$' | b'I' => pairs::capitals(turn.content, at),
        _ => braces::guillemets(turn.content, at),
    });
    let mut found = found.filter(|range| !turn.is_code(range.start));
    // Braces and angles in a talk about code are code: "print(f"Dear {name}")". A form has blanks.
    found.find(|range| {
        let may_be_code = matches!(text[range.start], b'{' | b'<' | b'%' | b'|' | b'[' | b'_' | 0xc2);
        let left_out = matches!(&text[range.clone()], [b'[', inner @ .., b']'] if brackets::is_left_out(inner));
        let is_quotation = left_out && turn.is_quoted(range.start);
        let in_code_talk = || *code_talk && !text[range.clone()].starts_with(b"{{");
        !is_named(turn, range.start) && !is_quotation && (!may_be_code || !(about_code() || in_code_talk()))
    })
}

/// "It greeted everybody as {first_name}": a user tells of a placeholder.
fn is_named(turn: &TurnText<'_>, at: usize) -> bool {
    let before = turn.content[..at].trim_end();
    turn.role == Role::User && [" as", " called", " named", " saying"].iter().any(|word| before.ends_with(word))
}

fn is_exercise(text: &str) -> bool {
    let lower = text.to_lowercase();
    table("exercise").iter().any(|word| lower.contains(word))
}

/// "Give me a form with gaps, and I'll fill them in": blanks are what the user wants.
fn asks_for_a_form(text: &str) -> bool {
    let lower = text.to_lowercase();
    table("form").iter().any(|word| lower.contains(word))
}

fn is_code_talk(text: &str) -> bool {
    table("code").iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::checks::samples::{assert_bad, assert_fine, found};

    #[test]
    fn a_placeholder_is_quoted_whole() {
        for (text, part) in [
            ("Dear {{persona}}, hello.", "{{persona}}"),
            ("Dear {name}, hello.", "{name}"),
            ("{% if topic %} hello.", "{% if topic %"),
            ("Hello [Your Name], sit down.", "[Your Name]"),
            ("Hello [CLIENT_NAME].", "[CLIENT_NAME]"),
            ("Hello <NAME>.", "<NAME>"),
            ("Pay <insert amount> now.", "<insert amount>"),
            ("Pay $XXX now.", "XXX"),
            ("Pay $XX now.", "XX"),
            ("Pay £XXX now.", "XXX"),
            ("Pay €XX now.", "XX"),
            ("The rate is [...] in May.", "[...]"),
        ] {
            let expected = [(Finding::LeftoverPlaceholder, Some(2), part.to_owned())];
            assert_eq!(found(&["Good day.", text]), expected, "{text}");
        }
    }

    #[test]
    fn blanks_that_the_user_asks_for_are_fine() {
        let form = "Dear Claims Team, under policy [number] I report water damage on [date]. Yours, [signature].";
        let has = |ask: &str| found(&[ask, form]).iter().any(|it| it.0 == Finding::LeftoverPlaceholder);
        assert!(!has("Could you give me a form with gaps? I'll fill them in by hand tonight."));
        assert!(!has("Schreiben Sie mir bitte einen Brief zum Ausfüllen für die Versicherung."));
        assert!(has("Could you write the letter to the insurer for me? I can't do it today."));
    }

    #[test]
    fn placeholders_of_every_style_are_found() {
        assert_bad(
            Finding::LeftoverPlaceholder,
            Role::Assistant,
            &[
                "The first years cost $[X], in cash.",
                "The rest goes back in [number] equal steps.",
                "Put in $[amount per month] on payday.",
                "Then, [age], we keep three years.",
                "With [income] coming in and [monthly expenses] going out, it holds.",
                "It lasts until [retirement].",
                "Dear [Name], thank you.",
                "Hello [first name]!",
                "Pay (insert amount here) now.",
                "I live in __CITY__ now.",
                "My name is ____ and I owe $____.",
                "Elle devrait ______ euros en tout, et c'est environ ____ euros par mois.",
                "À (taux à compléter) sur vingt-cinq ans, la banque l'écoutera.",
                "Write to the plan by %s, and read the answer together.",
                "Put the $%d aside each month.",
                "You owe %AMOUNT% in all.",
                "The rate is XX% today.",
                "Bei der XX-Bank zahlen Sie drei Prozent.",
                "Das sind etwa ____ Euro im Monat.",
                "You owe $X,XXX in all.",
                "Write to <<name>> today.",
                "Lieber [Vorname], danke.",
                "Estimado [nombre], gracias.",
                "Cher [Nom], merci.",
                "The date is TBD.",
                "Dann haben sie eine Leiter, liebe Frau ____ (Name einsetzen).",
                "Hello Mrs. ____, thank you for the letter.",
                "Escriba a don ____ y espere.",
                "Zahlen Sie (Betrag einsetzen) bis Freitag.",
                "Dear {customer_name}, hello.",
                "Write this: \"I'd like to teach. Kind regards, [Your Name], [University].\" That's all.",
                "Courte : « Je travaille chez vous pour XX euros de l'heure. »",
            ],
        );
    }

    #[test]
    fn brackets_of_other_trades_are_fine() {
        assert_fine(
            Finding::LeftoverPlaceholder,
            Role::Assistant,
            &[
                "[sighs] Well, see [the plan](plan.md) and note [1].",
                "Under it there's \"TODO: more flint?\" in pencil.",
                "He wrote “TBD” behind every date.",
                "On the tag it says 'TODO: oil the hinge'.",
                "They [IRS] will waive it, says the letter [sic].",
                "Write it as \\frac{savings}{years}, and \\text{total} below.",
                "Use `Dear {name}` in the code, and `items[number]` for one.",
                "In Rust it is Vec<Name>, and items[number] gives one.",
                "Press <Enter> and then <Tab>.",
                "Fill in the verb: he ___ to school every day.",
                "Python fills {name} in only when the string starts with an f.",
                "The XX century, el siglo XX, le XXe siècle.",
                "The set {1, 2} and {\"a\": 1} and {} are fine.",
                "MAXXX is a brand, and <b>bold</b> is a tag.",
                "He said [the bank] would call, and [they] did.",
                "If x < age and y > amount, stop.",
                "Super Bowl XXX1 and the year MMXXV passed.",
                "A snake_case name, and __init__ in Python.",
                "The [NASA] probe and the [EU] rule.",
                "50% off and 20% down is not 70%.",
                "See chapter [12] and page [iv].",
                "[laughs] That's [emphasis added] the point.",
                "The letter says \"your claim [...] was late\", and no more.",
            ],
        );
    }
}
