//! What to do where the conversations are too much alike.

use serde::Serialize;

use crate::report::diversity::{DrawnAxis, Repeats, Report, Speaker};

// Where these limits come from: docs/diversity.md.

/// With fewer conversations nothing is called bad: each share is chance.
const FEWEST: u64 = 10;
/// A part that this share of the conversations has in common is too common.
const COMMON: f64 = 0.1;
/// Text of one subject shrinks to about a third; a ratio from here on means that it repeats itself.
const REPETITIVE: f64 = 4.5;
/// Below this, most runs of three words repeat. In more words the share falls by itself.
const FEW_DIFFERENT: f64 = 0.5;
const MOST_WORDS: u64 = 200_000;

/// One thing that is bad, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Advice {
    /// The field of the report it is about.
    about: &'static str,
    pub text: String,
}

/// `duplicates`: the command that lists near-duplicates of the same filters.
pub(super) fn advice(report: &Report, duplicates: &str) -> Vec<Advice> {
    let mut all = Vec::new();
    let mut add = |about, text: Option<String>| all.extend(text.map(|text| Advice { about, text }));
    if report.conversations < FEWEST {
        return all;
    }
    let add_to = |axis: &str| format!("add values to {axis} in the plan's [vary]");
    add("openings", common(report, &report.openings, "begin", &add_to("user_opens_with")));
    add(
        "first_answers",
        common(report, &report.first_answers, "are answered first with", &add_to("assistant_opens_with")),
    );
    add("closings", common(report, &report.closings, "end with", &add_to("ending")));
    add(
        "titles",
        common(report, &report.titles, "are called", "let the template ask for a title that names what is particular"),
    );
    for (role, speaker) in [("user", &report.user), ("assistant", &report.assistant)] {
        add(role, run(report, role, speaker));
        add(role, alike_in_length(role, speaker));
        add(role, few_words(role, speaker));
    }
    if report.near_duplicates as f64 >= 0.01 * report.conversations as f64 {
        let (near, all) = (report.near_duplicates, report.conversations);
        add(
            "near_duplicates",
            Some(format!("{near} of {all} repeat another conversation; see the groups: {duplicates}")),
        );
    }
    if let Some(ratio) = report.compression_ratio.filter(|ratio| *ratio >= REPETITIVE) {
        let text = format!(
            "the text shrinks to 1/{ratio:.1} of its size, which is much: it repeats itself; vary the axes of the plan"
        );
        add("compression_ratio", Some(text));
    }
    report.draws.iter().for_each(|axis| add("draws", uneven(axis)));
    if report.draws.is_empty() && !all.is_empty() {
        let text =
            "no conversation drew from a [vary] table: take vary = false and --no-vary out, or make more with a plan";
        all.push(Advice { about: "draws", text: text.to_owned() });
    }
    all
}

/// "24 of 90 begin “i've been worried about”; …".
fn common(report: &Report, part: &Repeats, verb: &str, what_to_do: &str) -> Option<String> {
    let most = part.repeated.first()?;
    is_common(report, most.conversations).then(|| {
        let (number, all) = (at_least(most.conversations, part.may_miss), report.conversations);
        format!("{number} of {all} {verb} \"{}\"; {what_to_do}", shortened(&most.text))
    })
}

fn is_common(report: &Report, conversations: u64) -> bool {
    conversations >= 3 && conversations as f64 >= COMMON * report.conversations as f64
}

/// "24", or "at least 24" where counts are bounded.
pub(super) fn at_least(number: u64, may_miss: u64) -> String {
    if may_miss == 0 { number.to_string() } else { format!("at least {number}") }
}

fn run(report: &Report, role: &str, speaker: &Speaker) -> Option<String> {
    let most = speaker.frequent_runs.first()?;
    is_common(report, most.conversations).then(|| {
        let (number, all) = (at_least(most.conversations, speaker.may_miss), report.conversations);
        format!(
            "the {role} says \"{}\" in {number} of {all} (dialoom show {}); if the template or its examples say it, \
             reword them",
            most.text, most.example_short_id
        )
    })
}

fn alike_in_length(role: &str, speaker: &Speaker) -> Option<String> {
    let length = speaker.length;
    (speaker.turns >= 20 && 2 * length.long < 3 * length.short).then(|| {
        format!(
            "nearly all turns of the {role} have {} to {} characters; add values to turn_lengths in the plan's [vary]",
            length.short, length.long
        )
    })
}

fn few_words(role: &str, speaker: &Speaker) -> Option<String> {
    (speaker.words <= MOST_WORDS && speaker.distinct_3 < FEW_DIFFERENT).then(|| {
        format!(
            "only {:.0} of 100 runs of three words of the {role} are new; vary the axes of the plan, or take a larger \
             model",
            speaker.distinct_3 * 100.0
        )
    })
}

/// A value that nobody drew, or that came too often.
fn uneven(axis: &DrawnAxis) -> Option<String> {
    let name = &axis.axis;
    let expected = |value: Option<f64>| value.unwrap_or_default().round();
    if let Some(value) = axis.values.iter().find(|value| value.is_missing()) {
        return Some(format!(
            "no conversation has {name} \"{}\", though {} should; see what failed or was left out: dialoom batch list",
            shortened(&value.value),
            expected(value.expected)
        ));
    }
    let value = axis.values.iter().find(|value| value.is_too_much())?;
    Some(format!(
        "{} have {name} \"{}\", though {} should; make more of the plan's other cells, or select by fewer filters",
        value.conversations,
        shortened(&value.value),
        expected(value.expected)
    ))
}

/// At most 60 characters on one line.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}
