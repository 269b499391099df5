//! A placeholder nobody filled in.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View, together};
use crate::quality::checks::code_talk::is_about_code;
use crate::quality::text::TurnText;

pub(super) const LEFTOVER_PLACEHOLDER: Check =
    Check { finding: Finding::LeftoverPlaceholder, rule: "Every placeholder is filled in.", look: placeholders };

/// The longest placeholder, in bytes between its brackets.
const PLACEHOLDER_BYTES: usize = 60;

/// Words that make a bracketed text a placeholder: "[Your Name]", "<insert amount>".
static SLOTS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../../data/slots.txt").lines().filter(|line| !line.starts_with("# "));
    lines.flat_map(str::split_whitespace).collect()
});

fn placeholders(view: &View<'_>) -> Vec<Fault> {
    let about_code = is_about_code(view);
    let turns = view.text.turns.iter().enumerate();
    together(turns.filter_map(|(at, turn)| Some(Fault::part(at, turn, placeholder(turn, about_code)?))).collect())
}

fn placeholder(turn: &TurnText<'_>, about_code: bool) -> Option<Range<usize>> {
    let text = turn.content.as_bytes();
    let signs = text
        .iter()
        .enumerate()
        .filter(|(_, byte)| matches!(byte, b'{' | b'[' | b'<' | b'X' | b'_' | b'(' | b'%' | 0xc2 | b'T'));
    let found = signs.filter_map(|(at, byte)| match byte {
        b'{' => braces(text, at),
        b'[' => brackets(text, at),
        b'<' => angles(text, at),
        b'X' => crosses(text, at),
        b'_' => blank(text, at),
        b'(' => parentheses(text, at),
        b'%' => percents(text, at),
        b'T' => to_do(text, at),
        _ => guillemets(turn.content, at),
    });
    let mut found = found.filter(|range| !turn.is_code(range.start));
    // Braces and angles in a talk about code are code: "print(f"Dear {name}")".
    let code_talk = is_code_talk(turn.content);
    found.find(|range| {
        if about_code && matches!(text[range.start], b'{' | b'<' | b'%') {
            return false;
        }
        !code_talk || !matches!(text[range.start], b'{' | b'<' | b'%') || text[range.clone()].starts_with(b"{{")
    })
}

fn is_code_talk(text: &str) -> bool {
    const CODE: &[&str] = &[
        "print(",
        "string",
        "code",
        "function",
        "template",
        "f\"",
        "variable",
        "Python",
        "JavaScript",
        "script",
        "placeholder",
        "const ",
        "HTML",
        "SQL",
        "regex",
        "syntax",
        "compiler",
        "Rust",
        "();",
        "=>",
        "Java",
        "brace",
        "Variable",
        "código",
        "fonction",
    ];
    CODE.iter().any(|word| text.contains(word))
}

/// The bytes up to the closing bracket, which must be near and on the same line.
fn until(text: &[u8], start: usize, close: u8) -> Option<&[u8]> {
    let rest = text.get(start..text.len().min(start + PLACEHOLDER_BYTES))?;
    let end = rest.iter().position(|byte| *byte == close || *byte == b'\n')?;
    (rest[end] == close && end > 0).then_some(&rest[..end])
}

fn before(text: &[u8], at: usize) -> u8 {
    at.checked_sub(1).map_or(b' ', |before| text[before])
}

/// `{{anything}}`, `{%` of a template, `{one_name}`; not `\frac{a}{b}`, nor a set.
fn braces(text: &[u8], at: usize) -> Option<Range<usize>> {
    match text.get(at + 1)? {
        b'{' => {
            let inner = until(text, at + 2, b'}')?;
            let is_name = inner
                .iter()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b' ' | b'.' | b'-' | b'|'));
            let closes = text.get(at + 3 + inner.len()) == Some(&b'}');
            (is_name && before(text, at) != b'$').then(|| at..at + 2 + inner.len() + 1 + usize::from(closes))
        }
        b'%' => until(text, at + 2, b'%').map(|inner| at..at + 3 + inner.len()),
        _ => {
            let inner = until(text, at + 1, b'}')?;
            let is_name =
                inner.len() >= 2 && inner.iter().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b' '));
            let is_argument = before(text, at).is_ascii_alphanumeric()
                || matches!(before(text, at), b'}' | b'\\' | b'_' | b'^' | b']');
            (is_name && !is_argument).then_some(at..at + inner.len() + 2)
        }
    }
}

/// `[Your Name]`, `[CLIENT]`, `$[X]`; not `[sighs]`, `[IRS]`, `items[number]` nor a Markdown link.
fn brackets(text: &[u8], at: usize) -> Option<Range<usize>> {
    let inner = until(text, at + 1, b']')?;
    let end = at + inner.len() + 2;
    if matches!(text.get(end), Some(b'(' | b':')) && text.get(end + 1).is_some_and(|next| !next.is_ascii_whitespace()) {
        return None;
    }
    let is_index = before(text, at).is_ascii_alphanumeric() || matches!(before(text, at), b']' | b')' | b'_');
    let money = matches!(before(text, at), b'$')
        || text[..at].ends_with("€".as_bytes())
        || text[..at].ends_with("£".as_bytes());
    let letter = matches!(inner, b"X" | b"Y" | b"N" | b"#" | b"x" | b"XX" | b"xx" | b"___" | b"..." | b"_")
        || inner == "…".as_bytes() && money;
    (!is_index && (money && !inner[0].is_ascii_digit() || letter && inner != b"..." || is_fill_in(inner)))
        .then_some(at..end)
}

/// `<NAME>`, `<your name>`, `<<amount>>`; not `<b>`, `Vec<Name>`, nor "a < b and c > d".
fn angles(text: &[u8], at: usize) -> Option<Range<usize>> {
    let inner = until(text, at + 1, b'>')?;
    let is_argument = before(text, at).is_ascii_alphanumeric() || inner.starts_with(b" ") || inner.ends_with(b" ");
    let is_tag = inner.starts_with(b"/") || TAGS.iter().any(|tag| inner == tag.as_bytes()) || inner.contains(&b'=');
    (!is_argument && !is_tag && is_fill_in(inner)).then_some(at..at + inner.len() + 2)
}

/// HTML elements that are words too.
const TAGS: [&str; 12] =
    ["title", "address", "code", "time", "summary", "details", "link", "state", "text", "content", "user", "role"];

/// `(insert amount here)`, `(your name)`.
fn parentheses(text: &[u8], at: usize) -> Option<Range<usize>> {
    let inner = until(text, at + 1, b')')?;
    let lower = String::from_utf8_lossy(inner).to_lowercase();
    let starts = [
        "insert ",
        "your name",
        "fill in",
        "enter ",
        "name here",
        "amount here",
        "client name",
        "company name",
        "placeholder",
        "hier einfügen",
        "inserte ",
        "insérer ",
    ];
    let fills = starts.iter().any(|start| lower.starts_with(start))
        && (lower.contains("here") || lower.split(' ').any(|word| SLOTS.contains(word)));
    fills.then_some(at..at + inner.len() + 2)
}

/// `%NAME%`, `%(name)s`.
fn percents(text: &[u8], at: usize) -> Option<Range<usize>> {
    if before(text, at).is_ascii_alphanumeric() {
        return None;
    }
    let inner = until(text, at + 1, b'%')
        .filter(|inner| inner.len() >= 3 && inner.iter().all(|byte| byte.is_ascii_uppercase() || *byte == b'_'));
    let named = || {
        let inner = until(text, at + 2, b')').filter(|_| text.get(at + 1) == Some(&b'('))?;
        (text.get(at + 3 + inner.len()) == Some(&b's')).then_some(at..at + 4 + inner.len())
    };
    inner.map(|inner| at..at + inner.len() + 2).or_else(named)
}

/// `«nombre»` is a quotation; a lone slot word in it is a slot.
fn guillemets(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text[at..].strip_prefix('«')?;
    let inner = &rest[..rest.find('»').filter(|end| *end < 24)?];
    let is_slot = inner.contains('_') && SLOTS.contains(inner.split('_').next().unwrap_or_default());
    is_slot.then(|| at..at + 4 + inner.len())
}

/// `____` to be filled in, and `__NAME__`.
fn blank(text: &[u8], at: usize) -> Option<Range<usize>> {
    if before(text, at) == b'_' {
        return None;
    }
    let length = text[at..].iter().take_while(|byte| **byte == b'_').count();
    let name = text[at + length..].iter().take_while(|byte| byte.is_ascii_uppercase() || **byte == b'_').count();
    let dunder = length == 2 && name >= 5 && text[at + length..at + length + name].ends_with(b"__");
    let alone = !before(text, at).is_ascii_alphanumeric()
        && text.get(at + length).is_none_or(|next| !next.is_ascii_alphanumeric());
    // An exercise has blanks too: "Fill in the verb: he ___ to school."
    const LEADS: &[&str] = &[
        "$",
        "€",
        "is ",
        "am ",
        "dear ",
        "hello ",
        "hi ",
        "at ",
        "of ",
        "herr ",
        "frau ",
        "madame ",
        "señor ",
        "señora ",
        "monsieur ",
        "named ",
        "called ",
        "to ",
    ];
    const EXERCISE: &[&str] = &[
        "fill",
        "blank",
        "gap",
        "verb",
        "exercise",
        "sentence",
        "lücke",
        "ejercicio",
        "exercice",
        "worksheet",
        "quiz",
        "noun",
    ];
    let lead = String::from_utf8_lossy(&text[at.saturating_sub(12)..at]).to_lowercase();
    let whole = String::from_utf8_lossy(text).to_lowercase();
    let alone =
        alone && LEADS.iter().any(|word| lead.ends_with(word)) && !EXERCISE.iter().any(|word| whole.contains(word));
    (length >= 3 && alone || dunder).then_some(at..at + length + if dunder { name } else { 0 })
}

/// `TBD`, `TODO:`.
fn to_do(text: &[u8], at: usize) -> Option<Range<usize>> {
    let word = ["TBD", "TODO:", "TKTK"].iter().find(|word| text[at..].starts_with(word.as_bytes()))?;
    let ends = text.get(at + word.len()).is_none_or(|next| !next.is_ascii_alphanumeric());
    (ends && !before(text, at).is_ascii_alphanumeric()).then_some(at..at + word.len())
}

/// Whether a text is a slot: it has a slot word, or is capitals with an underscore or a space.
fn is_fill_in(inner: &[u8]) -> bool {
    let allowed = |byte: &u8| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b' ' | b'_' | b'-' | b'\'' | b'/' | b'.' | b',' | b':' | b'#')
            || *byte >= 0x80
    };
    let first = inner.iter().find(|byte| !matches!(byte, b' ' | b'<' | b'['));
    if inner.len() < 2
        || !first.is_some_and(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80)
        || !inner.iter().skip(1).all(allowed)
    {
        return false;
    }
    let text = String::from_utf8_lossy(inner).to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    const ASIDE: &[&str] = &[
        "sic",
        "sighs",
        "laughs",
        "pauses",
        "pause",
        "crying",
        "redacted",
        "withheld",
        "removed",
        "emphasis",
        "inaudible",
        "silence",
    ];
    if words.is_empty() || words == ["enter"] || words.len() > 6 || words.iter().any(|word| ASIDE.contains(word)) {
        return false;
    }
    let capitals = !inner.iter().any(u8::is_ascii_lowercase);
    let has_slot = words
        .iter()
        .any(|word| SLOTS.contains(word) || word.strip_suffix('s').is_some_and(|word| SLOTS.contains(word)));
    // "[the bank]" and "[they say]" are an editor's; "[client's age]" is a slot.
    let editors = matches!(
        words[0],
        "the" | "they" | "he" | "she" | "it" | "we" | "i" | "and" | "in" | "of" | "to" | "is" | "are" | "was" | "my"
    ) && !capitals;
    has_slot && !editors || capitals && inner.contains(&b'_')
}

/// `XXX` as a whole word, or `XX` after a dollar sign or before a percent sign.
fn crosses(text: &[u8], at: usize) -> Option<Range<usize>> {
    if text[..at].last().is_some_and(|before| before.is_ascii_alphanumeric() || !before.is_ascii()) {
        return None;
    }
    let length = text[at..].iter().take_while(|byte| **byte == b'X').count();
    let end = at + length;
    let grouped = text[end..].starts_with(b",XXX") || text[end..].starts_with(b".XX");
    let ends = text.get(end).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    let marked = before(text, at) == b'$' || text.get(end) == Some(&b'%') || text[..at].ends_with("€".as_bytes());
    const UNITS: &[&str] = &[
        " euro",
        " dollar",
        " percent",
        " Prozent",
        " €",
        " Euro",
        " por ciento",
        " pour cent",
        " years",
        " months",
        " ans",
        " Jahre",
        " años",
    ];
    let unit = text.get(end..).is_some_and(|rest| UNITS.iter().any(|unit| rest.starts_with(unit.as_bytes())));
    let enough = length >= 3
        || unit && length == 2
        || length >= 1 && (marked && length >= 2 || grouped || before(text, at) == b'$');
    (enough && ends).then_some(at..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::conversation::Role;
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
        ] {
            let expected = [(Finding::LeftoverPlaceholder, Some(2), part.to_owned())];
            assert_eq!(found(&["Good day.", text]), expected, "{text}");
        }
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
                "You owe %AMOUNT% in all.",
                "The rate is XX% today.",
                "You owe $X,XXX in all.",
                "Write to <<name>> today.",
                "Lieber [Vorname], danke.",
                "Estimado [nombre], gracias.",
                "Cher [Nom], merci.",
                "The date is TBD.",
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
            ],
        );
    }
}
