//! Sentences of the prompt stand in the text.

use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::conversation::Role;
use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View, together};
use crate::quality::text::{IdSet, Word, prepare, run_id};

pub(super) const PROMPT_ECHO: Check = Check {
    finding: Finding::PromptEcho,
    rule: "No run of eight words of the prompt stands in the text, its values apart.",
    look: echo,
};

/// The words of a run that cannot be chance.
const RUN: usize = 8;
/// Shorter runs, for the values: a run is the user's own where one of its parts is.
const PART: usize = 4;

fn echo(view: &View<'_>) -> Vec<Fault> {
    let mut own = IdSet::default();
    let values = view.context.values.iter().flat_map(|values| values.values());
    for value in values.map(String::as_str).chain(view.context.required_elements.iter().map(String::as_str)) {
        own.extend(runs(&prepare(Role::User, value).words, PART));
    }
    let [fixed, rendered] = view.context.prompt;
    let fixed = runs_of_fixed_part(fixed);
    let rendered: IdSet = runs(&prepare(Role::User, rendered).words, RUN).collect();
    if fixed.is_empty() && rendered.is_empty() {
        return Vec::new();
    }
    let in_prompt = |run: &u64| fixed.contains(run) || rendered.contains(run);
    let mut found = Vec::new();
    for (at, turn) in view.text.turns.iter().enumerate() {
        let is_own = |words: &[Word]| runs(words, PART).any(|part| own.contains(&part));
        let echoed = |words: &[Word]| runs(words, RUN).any(|run| in_prompt(&run)) && !is_own(words);
        if let Some(start) = turn.words.windows(RUN).position(echoed) {
            found.push(Fault::words(at, turn, &(start..start + RUN)));
        }
    }
    together(found)
}

/// The runs of the fixed part of a prompt. All items of a template have the same one, so the last is kept.
fn runs_of_fixed_part(part: &str) -> Arc<IdSet> {
    static LAST: Mutex<Option<(String, Arc<IdSet>)>> = Mutex::new(None);
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, runs)) = last.as_ref().filter(|(text, _)| text == part) {
        return Arc::clone(runs);
    }
    let found: Arc<IdSet> = Arc::new(runs(&prepare(Role::User, part).words, RUN).collect());
    *last = Some((part.to_owned(), Arc::clone(&found)));
    found
}

/// The hashes of every run of so many words.
fn runs(words: &[Word], length: usize) -> impl Iterator<Item = u64> {
    words.windows(length).map(run_id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::checks::findings;
    use crate::quality::checks::samples::talk;
    use crate::quality::context::Context;
    use std::collections::BTreeMap;

    const PROMPT: &str = "User: a nurse who moved her whole pension into cash after the last crash. Settle these \
        silently before the first turn, and keep them the same in every turn.";

    fn echoes(text: &str) -> bool {
        let value = "a nurse who moved her whole pension into cash after the last crash".to_owned();
        let values = BTreeMap::from([("persona".to_owned(), value)]);
        let context = Context { prompt: ["", PROMPT], values: Some(&values), ..Context::default() };
        findings(&talk(&[text, "I see it."]), &context).iter().any(|note| note.finding == Finding::PromptEcho)
    }

    #[test]
    fn the_prompts_own_words_are_found_and_the_users_are_not() {
        assert!(echoes("Settle these silently before the first turn, and keep them the same in every turn."));
        assert!(echoes("I know: settle these silently before the first turn and keep them. Fine."));
        assert!(!echoes("I'm a nurse who moved her whole pension into cash after the last crash."));
        assert!(!echoes("I settle these before the first of May, and I keep them the same."));
        assert!(!echoes("Keep them the same in every other way."));
    }
}
