//! No turn has an element that the template requires.

use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View};
use crate::quality::excerpt;

pub(super) const MISSING_ELEMENT: Check = Check {
    finding: Finding::MissingElement,
    rule: "The template requires a word or phrase that no turn has.",
    look: missing,
};

fn missing(view: &View<'_>) -> Vec<Fault> {
    let elements = view.context.required_elements.iter();
    let wanted = elements.map(|element| element.trim()).filter(|element| !element.is_empty());
    let missing = wanted.filter(|element| !view.turns.iter().any(|turn| holds(&turn.content, element)));
    missing.map(|element| Fault::whole(excerpt::start_of(element))).collect()
}

/// Whether a text has a word or phrase, in any case, with no letter or digit on either side.
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
    use crate::quality::checks::findings;
    use crate::quality::checks::samples::talk;
    use crate::quality::context::Context;

    #[test]
    fn required_elements_are_whole_words_in_any_case_and_script() {
        let turns = talk(&["The RISK here?", "Riskless it is not. ÜBERBLICK first."]);
        let missing = |elements: &[&str]| -> Vec<String> {
            let elements: Vec<_> = elements.iter().map(|it| (*it).to_owned()).collect();
            let context = Context { required_elements: &elements, ..Context::default() };
            findings(&turns, &context).into_iter().map(|note| note.excerpt).collect()
        };
        assert_eq!(missing(&["risk", "überblick", "the risk here", " "]), Vec::<String>::new());
        assert_eq!(missing(&["isk", "bond", "blick"]), ["isk", "bond", "blick"]);
    }
}
