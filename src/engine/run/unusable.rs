//! Answers that came, and in which nothing could be read or used: which they are, and what to do about them.

use crate::engine::supplies::Supplies;
use crate::provider::ErrorKind;

/// Whether an answer came, and nothing could be read in it or made of it.
pub(super) fn is_unusable_answer(code: &str) -> bool {
    is_unreadable(code) || code == "unexpected_stop" || code.starts_with("answer_") || code.starts_with("marks_")
}

/// Whether the answer does not follow the protocol: another server may answer there.
pub(super) fn is_unreadable(code: &str) -> bool {
    code == ErrorKind::Protocol.as_str()
}

/// What a run asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AskedFor {
    Conversations,
    NewVersions,
    Marks,
}

impl AskedFor {
    pub fn of(supplies: &Supplies) -> AskedFor {
        match supplies {
            Supplies::Make { .. } => AskedFor::Conversations,
            Supplies::Regenerate(_) => AskedFor::NewVersions,
            Supplies::Judge(_) => AskedFor::Marks,
        }
    }
}

/// What to do about the last of them. `limit`: the token limit that it ended at.
pub(super) fn hint(asked: AskedFor, code: &str, limit: Option<u32>) -> String {
    if is_unreadable(code) {
        return "Check the base URL, and what answers there: dialoom doctor".to_owned();
    }
    let is_empty = matches!(code, "answer_empty" | "answer_only_reasoning");
    match (asked, limit) {
        (AskedFor::Conversations, Some(limit)) => {
            let twice = limit.saturating_mul(2);
            format!(
                "Answers end at the limit of {limit} tokens. Try one call with twice as many, by --max-tokens {twice} of \
                 generate; then set max_tokens in the plan. If it ends there too, try another model."
            )
        }
        (AskedFor::NewVersions, Some(limit)) => {
            let twice = limit.saturating_mul(2);
            format!("Answers end at the limit of {limit} tokens: try --max-tokens {twice}, or another model by --model.")
        }
        (AskedFor::Marks, Some(limit)) => {
            let twice = limit.saturating_mul(2);
            format!(
                "Answers end at the limit of {limit} tokens: set max_tokens = {twice} under [judge], switch the judge's \
                 reasoning off at its server, or try another judge by --model."
            )
        }
        (AskedFor::Marks, None) if is_empty => {
            "Switch the judge's reasoning off at its server, or try another judge by --model.".to_owned()
        }
        (AskedFor::Conversations, None) if is_empty => {
            "Switch the model's reasoning off at its server. Or try one call with another model, by the flag --model of \
             generate; then name that model in the plan."
                .to_owned()
        }
        (AskedFor::NewVersions, None) if is_empty => {
            "Switch the model's reasoning off at its server, or try another model by --model.".to_owned()
        }
        (AskedFor::Conversations, None) => {
            "Try one call with another model, by the flag --model of generate; then name that model in the plan."
                .to_owned()
        }
        (AskedFor::NewVersions, None) => "Try another model, by the flag --model.".to_owned(),
        (AskedFor::Marks, None) => "Try another judge: a larger model, by the flag --model.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hint_follows_from_what_is_wrong_with_the_answers() {
        let make = |code, limit| hint(AskedFor::Conversations, code, limit);
        assert!(make("answer_cut_off", Some(2048)).contains("--max-tokens 4096 of generate"));
        assert!(make("answer_empty", Some(2048)).contains("--max-tokens 4096"));
        assert!(make("answer_only_reasoning", None).starts_with("Switch the model's reasoning off"));
        assert!(make("protocol", None).ends_with("dialoom doctor"));
        assert!(make("answer_no_json", None).starts_with("Try one call with another model"));
        let judge = |code, limit| hint(AskedFor::Marks, code, limit);
        assert!(judge("answer_only_reasoning", Some(900)).contains("max_tokens = 1800 under [judge]"));
        assert!(!judge("answer_only_reasoning", Some(900)).contains("--max-tokens"), "judge has no such flag");
        assert!(judge("protocol", None).ends_with("dialoom doctor"));
        assert!(judge("marks_missing", None).contains("a larger model"));
        assert!(hint(AskedFor::NewVersions, "answer_cut_off", Some(10)).contains("--max-tokens 20"));
    }
}
