//! A turn that is no text of a speaker: a missing value, an error of a spreadsheet, a page or an API. Words:
//! `data/machine-output.txt`.

use std::sync::LazyLock;

use crate::domain::conversation::Role;
use crate::quality::checks::check::View;
use crate::quality::tables::Tables;

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::read(include_str!("../../../data/machine-output.txt")));

/// The longest value, the longest error in sentences and the longest in JSON or HTML, in bytes.
const LONGEST_VALUE: usize = 60;
const LONGEST_ERROR: usize = 300;
const LONGEST_PAGE: usize = 4_000;

/// Whether a turn is wholly what a program wrote in place of a text, and nobody asked for such a thing.
pub(super) fn is_machine_output(view: &View<'_>, at: usize) -> bool {
    let Some(turn) = view.turns.get(at) else { return false };
    let text = turn.content.trim();
    let is_value = text.len() <= LONGEST_VALUE && has("values", text);
    if !is_value && !is_error(text, turn.role) {
        return false;
    }
    let before = at.checked_sub(1).and_then(|before| view.turns.get(before)).map_or("", |turn| &turn.content);
    // "How many children do you have?" "None"
    let said = || text.to_lowercase();
    let is_answer = || turn.role == Role::User && before.contains('?') && has("answers", without_sign(&said()));
    !is_answer() && !asks_for_it(before)
}

fn has(table: &str, text: &str) -> bool {
    TABLES.get(table).contains(&text)
}

fn without_sign(text: &str) -> &str {
    text.trim_end_matches(['.', '!', '…', ' '])
}

/// Whether somebody speaks of programs and what they show.
fn asks_for_it(text: &str) -> bool {
    let text = text.to_lowercase();
    let is_word = |at: usize, word: &str| {
        let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        !is_letter(text[..at].chars().next_back()) && !is_letter(text[at + word.len()..].chars().next())
    };
    TABLES.get("asks").iter().any(|word| text.match_indices(word).any(|(at, _)| is_word(at, word)))
}

fn is_error(text: &str, role: Role) -> bool {
    match text.chars().next() {
        Some('{') if text.len() <= LONGEST_PAGE => is_error_object(text),
        Some('<') if text.len() <= LONGEST_PAGE => is_error_page(text),
        _ if text.len() > LONGEST_ERROR => false,
        _ => has("buttons", text) || is_status(text) || is_told(&text.to_lowercase(), role),
    }
}

/// `{"error": {…}}`, as APIs answer.
fn is_error_object(text: &str) -> bool {
    let Ok(serde_json::Value::Object(object)) = serde_json::from_str(text) else { return false };
    object.get("error").is_some_and(|error| !error.is_null() && *error != false)
        || object.get("type").is_some_and(|kind| kind == "error")
}

/// A page with the words of an answer of HTTP.
fn is_error_page(text: &str) -> bool {
    let text = text.to_lowercase();
    let title = text.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
    (text.starts_with("<html") || text.starts_with("<!doctype html"))
        && title.is_some_and(|(title, _)| is_status(title))
}

/// "Error: 429 Too Many Requests", "502 Bad Gateway", "HTTP/1.1 503 Service Unavailable".
fn is_status(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut rest = lower.trim().trim_end_matches(['.', '!', ' ']);
    let (mut has_number, mut has_error) = (false, false);
    loop {
        rest = rest.trim_start_matches([' ', ':', '-', '–', '—', ',', '(', ')']);
        let word = &rest[..rest.find([' ', ':', ',', '(', ')']).unwrap_or(rest.len())];
        let is_number =
            word.len() == 3 && word.starts_with(['4', '5']) && word.bytes().all(|byte| byte.is_ascii_digit());
        match word {
            _ if is_number && !has_number => has_number = true,
            "error" | "fehler" | "erreur" => has_error = true,
            "http" | "https" | "http/1.1" | "http/1.0" | "http/2" | "code" | "status" => {}
            _ => break,
        }
        rest = &rest[word.len()..];
    }
    // "Too Many Requests (429)", and the body that a client prints behind the code.
    let end = rest.trim_end_matches([')', ' ']);
    let cut = end.rsplit_once(" (").filter(|(_, number)| number.len() == 3 && number.parse::<u16>().is_ok());
    let reason = cut.map_or(rest, |(reason, _)| reason);
    let is_body = reason.starts_with('{') && has_error && has_number;
    is_body
        || reason.is_empty() && has_error && has_number
        || has("reasons", reason)
        || (has_number || has_error || cut.is_some()) && has("reasons with a number", reason)
}

/// "Something went wrong. Please try again later."
fn is_told(lower: &str, role: Role) -> bool {
    let lower = lower.replace('’', "'");
    let of_assistant = |said: &str| role == Role::Assistant && has("errors of an assistant", said);
    let is_known = |said: &str| has("errors", said) || of_assistant(said);
    if is_known(without_sign(&lower)) {
        return true;
    }
    let asks_again = |said: &str| said.contains("try again") || said.contains("retry") || said.starts_with("please re");
    let sentences = || lower.split(['.', '!', '\n', '…', ';']).map(str::trim).filter(|said| !said.is_empty());
    // Somebody who tells of an error does not ask to try again.
    let is_plea = sentences().any(asks_again);
    let is_error = |said: &str| is_known(said) || is_plea && has("errors of an assistant", said) || is_status(said);
    sentences().any(is_error) && sentences().all(|said| is_error(said) || has("beside", said))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::finding::Finding;
    use crate::quality::checks::samples::{assert_bad, assert_fine, found};

    const BAD: &[&str] = &[
        "nan",
        " None\n",
        "null",
        "NULL",
        "undefined",
        "N/A",
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#NAME?",
        "#DIV/0!",
        "[object Object]",
        "[removed]",
        "[deleted]",
        "Error: 429 Too Many Requests",
        "Too Many Requests (429).",
        "Error 503",
        "Internal Server Error",
        "500 Internal Server Error",
        "502 Bad Gateway",
        "HTTP/1.1 404 Not Found",
        "network error",
        "Copy code",
        "Regenerate response",
        "{\"error\":{\"message\":\"Rate limit reached\",\"code\":429}}",
        "{\n  \"type\": \"error\",\n  \"message\": \"Overloaded\"\n}",
        "Error code: 429 - {'error': {'message': 'Rate limit reached'}}",
        "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>",
        "Something went wrong. Please try again later.",
        "Oops! Something went wrong. Please try again.",
        "An error occurred. Please try again later.",
        "The server had an error while processing your request. Sorry about that!",
        "Ein Fehler ist aufgetreten. Bitte versuchen Sie es später erneut.",
    ];

    #[test]
    fn what_a_program_wrote_is_no_turn() {
        assert_bad(Finding::EmptyTurn, Role::Assistant, BAD);
        assert_bad(Finding::EmptyTurn, Role::User, BAD);
        assert_bad(Finding::EmptyTurn, Role::Assistant, &["Something went wrong."]);
    }

    #[test]
    fn words_of_people_are_fine() {
        let fine = [
            "None.",
            "Null.",
            "none",
            "Nothing.",
            "Not found.",
            "Forbidden.",
            "404.",
            "No error.",
            "Nan is coming for tea.",
            "Nil.",
            "A network error, most likely.",
            "{\"errors\": 0, \"rate\": 5}",
            "<p>Not found</p>",
            "Please try again later.",
            "Sorry about that.",
            "An error occurred at the bank last week, and they have put it right.",
            "Too many requests, I suppose, so begin with one of them.",
            "Error is human.",
            "Error.",
        ];
        assert_fine(Finding::EmptyTurn, Role::Assistant, &fine);
        assert_fine(Finding::EmptyTurn, Role::User, &fine);
        assert_fine(Finding::EmptyTurn, Role::User, &["Something went wrong."]);
    }

    #[test]
    fn who_asks_for_such_a_value_may_get_it() {
        let finds = |contents: &[&str]| found(contents).iter().any(|(finding, ..)| *finding == Finding::EmptyTurn);
        for (question, answer) in [
            ("What does Excel show then?", "#REF!"),
            ("What does Python print for an empty list?", "None"),
            ("What does the page say when the server is down?", "502 Bad Gateway"),
            ("Was heißt der Fehler genau?", "#WERT!"),
        ] {
            assert!(!finds(&[question, answer]), "{question}");
            assert!(!finds(&["I need help with my sheet today.", question, answer]), "{question}");
        }
        for answer in ["None", "N/A", "Network error."] {
            assert!(!finds(&["I want to plan.", "How many dependants do you have?", answer]), "{answer}");
            assert!(finds(&["How many dependants may I claim?", answer]), "{answer}");
        }
        assert!(finds(&["I want to plan.", "How many dependants do you have?", "null"]));
    }
}
