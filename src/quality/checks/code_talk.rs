//! Whether code, markup or fields of a form letter are what the talk is about: then their signs are no leftovers.

use crate::domain::conversation::Role;
use crate::quality::checks::check::View;
use crate::quality::text::TurnText;

/// Words by which a user brings such a subject up.
const WORDS: &[&str] = &[
    "HTML",
    "CSS",
    "JavaScript",
    "Python",
    "regex",
    "SQL",
    "XML",
    "JSON",
    "UTF-8",
    "mail merge",
    "spreadsheet",
    "=SUM(",
    "=IF(",
    "a formula",
    "cell ",
    "merge field",
    "placeholder",
    "brackets",
    "leave blanks",
    "with blanks",
    "with lines for",
    "need a form",
    "a form to print",
    "a form for ",
    "a form that ",
    "fill-in",
    "git settings",
    "config file",
    "zum Ausfüllen",
    "para rellenar a mano",
    "à remplir à la main",
    "blanks to fill",
    "blanks I can fill",
    "Lücken zum",
    "espacios en blanco",
    "des blancs",
    "form letter",
    "letter template",
    "template letter",
    "fill in by hand",
    "Klammern",
    "corchetes",
    "crochets",
    "mojibake",
    "encoding",
    "Serienbrief",
    "Formbrief",
    "Vordruck",
    "Platzhalter",
    "marcador",
    "carta modelo",
    "lettre type",
    "lettre-type",
    "publipostage",
];

/// "With fields like {{client}}".
const FIELDS: &[&str] = &["fields like", "fields such as", "Felder wie", "Feldern wie", "campos como", "champs comme"];

/// Only the topic and the user's own words count: a leftover comes from the model, most often as the assistant.
pub(super) fn is_about_code(view: &View<'_>) -> bool {
    let topic = view.context.subject.map(|subject| subject.topic.as_str()).unwrap_or_default();
    WORDS.iter().any(|word| topic.contains(word)) || view.of(Role::User).any(|(_, turn)| names_code(turn))
}

fn names_code(turn: &TurnText<'_>) -> bool {
    let text = turn.content;
    let quoted = |sign: &str| text.match_indices(sign).any(|(at, _)| turn.is_quoted(at));
    !turn.code.is_empty()
        || WORDS.iter().any(|word| text.contains(word))
        || FIELDS
            .iter()
            .any(|name| text.match_indices(name).any(|(at, _)| text[at + name.len()..].starts_with([' ', '{', '['])))
        || ["{", "<<", "&lt;", "&amp;", "&#", "&nbsp;", "\\n", "%%", "Ã"].iter().any(|sign| quoted(sign))
        || has_tag(text)
}

/// `<div>`, `</p>`: an HTML element that the user writes about.
fn has_tag(text: &str) -> bool {
    const TAGS: &[&str] = &["div", "p", "br", "span", "b", "i", "img", "a", "table", "body", "h1", "h2", "li", "ul"];
    text.match_indices('<').any(|(at, _)| {
        let rest = text[at + 1..].trim_start_matches('/');
        rest.find(['>', ' ', '/']).is_some_and(|end| TAGS.contains(&&rest[..end]))
    })
}
