//! Why most of what came is unusable: the likeliest cause that the findings and the model show.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::limits::Style;
use crate::domain::word::words;
use crate::store::FindingTotal;

/// With fewer answers nothing is said: one may be chance.
const FEWEST: u64 = 3;

words! {
    /// A cause of unusable conversations.
    Cause is "cause" {
        /// Answers ended at `max_tokens`.
        CutOff = "max_tokens",
        /// Answers are empty, or hold only hidden reasoning.
        NoAnswer = "no_answer",
        /// Answers do not have the form asked for.
        NotJson = "not_json",
        /// The prompt does not fit the model: its context, or what it can follow.
        PromptTooLong = "prompt_too_long",
        /// The model's name says that it is small, or what it writes.
        ModelTooSmall = "model_too_small",
        /// The model refuses, or talks about being an AI.
        Refusal = "refusal",
        /// It answers in another language.
        WrongLanguage = "wrong_language",
        /// It repeats the prompt, or talks about the task.
        Parroting = "parroting",
        /// It says the same again and again.
        Repetition = "repetition",
        /// It writes what looks like data of a person.
        PersonalData = "personal_data",
        /// What came is like what is stored.
        Alike = "near_duplicates",
        /// None of these stands out.
        Unclear = "unclear",
    }
}

/// The findings and errors that show a cause, where half of what is unusable has one of them. The first that fits counts.
const BY_FAULT: [(Cause, &[&str]); 13] = [
    (Cause::CutOff, &["answer_cut_off"]),
    (Cause::PromptTooLong, &["context_length"]),
    (Cause::NoAnswer, &["answer_empty", "answer_only_reasoning"]),
    (
        Cause::NotJson,
        &[
            "answer_no_json",
            "answer_bad_json",
            "answer_no_turns",
            "answer_bad_turn",
            "answer_bad_role",
            "answer_bad_content",
        ],
    ),
    (Cause::Refusal, &["refusal", "model_talk"]),
    (Cause::WrongLanguage, &["wrong_language"]),
    (Cause::Parroting, &["prompt_echo", "meta_talk", "leftover_placeholder", "control_token"]),
    // A prompt that is handed back, or a refusal, ends anywhere.
    (Cause::CutOff, &["cut_off"]),
    (Cause::Repetition, &["repeated_turn", "repetition_inside", "filler"]),
    (Cause::PersonalData, &["personal_data"]),
    (Cause::ModelTooSmall, &["empty_turn", "gibberish"]),
    // Late: whatever is wrong with all of them, answers that are wrong in one way are like each other.
    (Cause::Alike, &["near_duplicate"]),
    // Last: short talks may have any other fault, which says more.
    (Cause::ModelTooSmall, &["too_short"]),
];

/// What is known about how the model was asked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Asked {
    pub model_is_small: bool,
    pub style: Style,
    /// Items that failed, by the stored name of their error.
    pub failures: BTreeMap<String, u64>,
    /// The largest token limit that an answer ended at which could not be used.
    pub cut_at: Option<u32>,
}

/// That most of what came is unusable, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Verdict {
    /// Conversations with a serious finding, and answers without a conversation.
    pub unusable: u64,
    /// Conversations, and answers without one.
    pub came: u64,
    pub cause: Cause,
    /// The most common fault: a finding, or the name of an error.
    pub fault: String,
    /// How many have it.
    pub with_fault: u64,
    /// The token limit that answers ended at.
    #[serde(skip)]
    pub cut_at: Option<u32>,
}

/// `None` where at most half of what came is unusable.
pub(super) fn verdict(made: u64, serious: u64, findings: &[FindingTotal], asked: &Asked) -> Option<Verdict> {
    let is_answer =
        |code: &str| code.starts_with("answer_") || matches!(code, "refusal" | "context_length" | "unexpected_stop");
    let failures: BTreeMap<&str, u64> = asked
        .failures
        .iter()
        .map(|(code, items)| (code.as_str(), *items))
        .filter(|(code, _)| is_answer(code))
        .collect();
    let failed: u64 = failures.values().sum();
    let (came, unusable) = (made + failed, serious + failed);
    if came < FEWEST || unusable * 2 <= came {
        return None;
    }
    let of = |word: &str| {
        let serious = findings.iter().find(|total| total.finding == word).map_or(0, |total| total.serious);
        serious + failures.get(word).copied().unwrap_or(0)
    };
    let shown = BY_FAULT.iter().find(|(_, faults)| faults.iter().any(|word| of(word) * 2 >= unusable));
    let cause = match (shown, asked.model_is_small, asked.style) {
        (Some((Cause::NoAnswer, _)), ..) if asked.cut_at.is_some() => Cause::CutOff,
        (Some((cause @ (Cause::CutOff | Cause::PromptTooLong | Cause::NoAnswer), codes)), ..)
            if codes.iter().any(|code| failures.contains_key(code)) =>
        {
            *cause
        }
        (_, true, Style::Full) => Cause::PromptTooLong,
        (_, true, Style::Brief) => Cause::ModelTooSmall,
        (Some((cause, _)), false, _) => *cause,
        (None, false, _) => Cause::Unclear,
    };
    let all = findings.iter().map(|total| total.finding.as_str()).chain(failures.keys().copied());
    // The fault that shows the cause, where one does.
    let is_shown = |word: &&str| shown.is_none_or(|(by, faults)| *by != cause || faults.contains(word));
    let fault = all.filter(is_shown).max_by_key(|word| of(word))?;
    let (with_fault, fault, cut_at) = (of(fault), fault.to_owned(), asked.cut_at);
    Some(Verdict { unusable, came, cause, fault, with_fault, cut_at })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;

    fn cause(serious: u64, findings: &[(&str, u64)], asked: &Asked) -> Option<Cause> {
        let total = |(finding, serious): &(&str, u64)| FindingTotal {
            finding: (*finding).to_owned(),
            conversations: *serious,
            serious: *serious,
        };
        let findings: Vec<FindingTotal> = findings.iter().map(total).collect();
        verdict(10, serious, &findings, asked).map(|verdict| verdict.cause)
    }

    fn asked(model_is_small: bool, style: Style, failures: &[(&str, u64)]) -> Asked {
        let failures = failures.iter().map(|(code, items)| ((*code).to_owned(), *items)).collect();
        Asked { model_is_small, style, failures, cut_at: None }
    }

    #[test]
    fn each_cause_follows_from_what_most_have_in_common() {
        let large = asked(false, Style::Full, &[]);
        for (finding, expected) in [
            ("cut_off", Cause::CutOff),
            ("refusal", Cause::Refusal),
            ("model_talk", Cause::Refusal),
            ("wrong_language", Cause::WrongLanguage),
            ("prompt_echo", Cause::Parroting),
            ("repeated_turn", Cause::Repetition),
            ("personal_data", Cause::PersonalData),
            ("near_duplicate", Cause::Alike),
            ("too_short", Cause::ModelTooSmall),
            ("empty_turn", Cause::ModelTooSmall),
            ("gibberish", Cause::ModelTooSmall),
            ("wrong_number", Cause::Unclear),
        ] {
            assert_eq!(cause(8, &[(finding, 6), ("off_subject", 2)], &large), Some(expected), "{finding}");
        }
        let split = [("refusal", 3), ("cut_off", 3), ("gibberish", 3)];
        assert_eq!(cause(8, &split, &large), Some(Cause::Unclear), "no fault has half");
    }

    #[test]
    fn what_is_wrong_with_answers_that_repeat_each_other_comes_before_that_they_do() {
        let large = asked(false, Style::Full, &[]);
        for (finding, expected) in [
            ("cut_off", Cause::CutOff),
            ("refusal", Cause::Refusal),
            ("wrong_language", Cause::WrongLanguage),
            ("prompt_echo", Cause::Parroting),
            ("repeated_turn", Cause::Repetition),
        ] {
            for findings in [[("near_duplicate", 9), (finding, 10)], [(finding, 5), ("near_duplicate", 9)]] {
                assert_eq!(cause(10, &findings, &large), Some(expected), "{finding}");
            }
            let total = |(finding, serious): (&str, u64)| FindingTotal {
                finding: finding.to_owned(),
                conversations: serious,
                serious,
            };
            let both = [("near_duplicate", 9), (finding, 6)].map(total);
            let verdict = verdict(10, 10, &both, &large).unwrap();
            assert_eq!((verdict.fault.as_str(), verdict.with_fault), (finding, 6));
        }
        assert_eq!(cause(10, &[("near_duplicate", 9), ("refusal", 2)], &large), Some(Cause::Alike), "few refuse");
    }

    #[test]
    fn a_prompt_handed_back_and_a_refusal_are_the_cause_though_they_end_in_the_middle() {
        let large = asked(false, Style::Full, &[]);
        for (finding, expected) in
            [("prompt_echo", Cause::Parroting), ("meta_talk", Cause::Parroting), ("refusal", Cause::Refusal)]
        {
            assert_eq!(cause(8, &[("cut_off", 8), (finding, 8)], &large), Some(expected), "{finding}");
        }
    }

    #[test]
    fn answers_in_which_nothing_stands_name_the_limit_the_reasoning_or_the_form() {
        let of = |code, cut_at| {
            let asked = Asked { cut_at, ..asked(false, Style::Full, &[(code, 30)]) };
            cause(0, &[], &asked)
        };
        assert_eq!(of("answer_empty", None), Some(Cause::NoAnswer));
        assert_eq!(of("answer_only_reasoning", None), Some(Cause::NoAnswer));
        assert_eq!(of("answer_only_reasoning", Some(2048)), Some(Cause::CutOff));
        assert_eq!(of("answer_no_json", None), Some(Cause::NotJson));
    }

    #[test]
    fn a_small_model_is_the_cause_once_its_prompt_is_brief() {
        let findings = [("too_short", 5), ("repeated_turn", 4)];
        assert_eq!(cause(8, &findings, &asked(true, Style::Full, &[])), Some(Cause::PromptTooLong));
        assert_eq!(cause(8, &findings, &asked(true, Style::Brief, &[])), Some(Cause::ModelTooSmall));
    }

    #[test]
    fn answers_without_a_conversation_count_and_half_is_not_most() {
        let none = asked(false, Style::Full, &[]);
        assert_eq!(cause(5, &[("refusal", 5)], &none), None);
        assert_eq!(cause(0, &[], &asked(false, Style::Full, &[("overloaded", 90)])), None, "the server's fault");
        let cut = asked(false, Style::Full, &[("answer_cut_off", 30)]);
        assert_eq!(cause(0, &[], &cut), Some(Cause::CutOff));
        let long = asked(true, Style::Full, &[("context_length", 30)]);
        assert_eq!(cause(0, &[], &long), Some(Cause::PromptTooLong));
    }
}
