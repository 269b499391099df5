//! How a batch turned out, in the few lines that matter, with the commands that show more.

use std::path::Path;

use crate::app::App;
use crate::domain::batch::Batch;
use crate::domain::limits::Style;
use crate::engine::Configuration;
use crate::report::outcome::{Asked, Cause, Outcome, Verdict, WorstCell};
use crate::ui::count;

use crate::cli::batch::tiers::run_again;
use crate::cli::shell::flag;

/// Reads how a batch turned out. `None` where the store cannot say: the report of a run does without.
pub(super) async fn outcome(
    app: &App,
    batch: &Batch,
    (failures, cut_at): (Vec<(String, u64)>, Option<u32>),
) -> Option<Outcome> {
    let store = app.opened()?;
    let configuration = Configuration::of(batch).ok();
    let ask = configuration.as_ref().map(|configuration| &configuration.ask);
    let asked = Asked {
        model_is_small: ask.is_some_and(|ask| app.models().info_on_this_machine(ask.provider, &ask.model).is_small),
        style: ask.map_or(Style::Full, |ask| ask.style),
        failures: failures.into_iter().collect(),
        cut_at,
    };
    Outcome::of(store, &batch.name, &asked).await.ok()
}

/// Says that most of what came is unusable: the likely cause, and what to try.
pub(super) fn verdict(outcome: &Outcome, batch: &Batch) -> Vec<String> {
    let Some(verdict) = &outcome.verdict else { return Vec::new() };
    let Verdict { unusable, came, cause, fault, with_fault, cut_at } = verdict;
    let configuration = Configuration::of(batch).ok();
    let said = format!("{unusable} of {came} are unusable as they are, {with_fault} for {fault}");
    // Where most have one fault, that is the cause, whatever is behind it.
    let mut lines = match *cause {
        Cause::Unclear if with_fault * 2 >= *unusable => vec![format!("{said}, which stands out")],
        cause => vec![format!("{said}: {}", why(cause, configuration.as_ref()))],
    };
    lines.extend(configuration.into_iter().flat_map(|configuration| tries((*cause, *cut_at), batch, &configuration)));
    lines.extend(read_them(*cause, outcome.conversations, batch));
    lines
}

fn why(cause: Cause, configuration: Option<&Configuration>) -> String {
    let model = configuration.map_or_else(String::new, |configuration| format!(" \"{}\"", configuration.ask.model));
    match cause {
        Cause::CutOff => "answers end before the conversation does".to_owned(),
        Cause::NoAnswer => format!("the model{model} says nothing, or only reasons"),
        Cause::NotJson => format!("the model{model} does not answer in the form asked for"),
        Cause::PromptTooLong => format!("the prompt is too long for the model{model}"),
        Cause::ModelTooSmall => format!("the model{model} is too small for this"),
        Cause::Refusal => format!("the model{model} does not want this part"),
        Cause::WrongLanguage => format!("the model{model} does not keep to the language"),
        Cause::Parroting => format!("the model{model} repeats its prompt"),
        Cause::Repetition => format!("the model{model} repeats itself"),
        Cause::PersonalData => "they hold what looks like data of a person".to_owned(),
        Cause::Alike => "they repeat conversations that are stored".to_owned(),
        Cause::Unclear => "no single cause stands out".to_owned(),
    }
}

/// How to read what came, where only that says more.
fn read_them(cause: Cause, stored: u64, batch: &Batch) -> Option<String> {
    let of_batch = flag("--batch", &batch.name);
    match cause {
        // The log alone keeps an answer without a conversation.
        Cause::Unclear | Cause::NotJson if stored == 0 => {
            Some(format!("see the answers: dialoom logs {of_batch} --status failed --payload"))
        }
        Cause::Unclear => Some(format!("read the worst first: dialoom review {of_batch}")),
        _ => None,
    }
}

/// What to try, as commands and keys of the plan. `cut_at`: the token limit that answers ended at.
fn tries((cause, cut_at): (Cause, Option<u32>), batch: &Batch, configuration: &Configuration) -> Vec<String> {
    let ask = &configuration.ask;
    // Other settings make other conversations: under this name the run would make all of them again.
    let name = format!("{}-2", batch.name);
    let again = |flags: &str| format!("try: {}", run_again(configuration, &name, flags));
    // A batch of tiers has no file to change: its plan is written first.
    let plan = match &configuration.tiers {
        None => "the plan's".to_owned(),
        Some(tiers) => {
            let file = (2..).map(|number| format!("tiers-{number}.toml")).find(|file| !Path::new(file).exists());
            let write = format!("dialoom batch plan --tiers {} -o {}", tiers.counts, file.unwrap_or_default());
            format!("a plan's ({write} writes one)")
        }
    };
    let larger = || format!("try a larger model: model in {plan} [generation]");
    let fewer_turns = || (ask.turns > 6).then(|| again("--turns 6"));
    let brief = || (ask.style == Style::Full).then(|| again("--style brief"));
    match cause {
        Cause::CutOff => match cut_at.or(ask.max_tokens) {
            Some(most) => vec![again(&format!("--max-tokens {}", most.saturating_mul(2)))],
            None => fewer_turns().into_iter().chain([larger()]).collect(),
        },
        Cause::NoAnswer => vec![
            "try to switch the model's reasoning off at its server".to_owned(),
            format!("or another model: model in {plan} [generation]"),
        ],
        Cause::NotJson => brief().into_iter().chain([larger()]).collect(),
        Cause::PromptTooLong => brief().into_iter().chain([larger()]).collect(),
        Cause::ModelTooSmall => [larger()].into_iter().chain(fewer_turns()).collect(),
        Cause::Refusal => vec![
            format!("try to say what the assistant may talk about: assistant_identity in {plan} [generation]"),
            "or another model: --model, or model there".to_owned(),
        ],
        Cause::WrongLanguage => {
            let how = match configuration.tiers {
                None => "in the plan, as in language = \"German\"",
                Some(_) => "with --language",
            };
            vec![format!("try to name it {how}; or a model that knows it")]
        }
        Cause::Parroting => brief().into_iter().chain([larger()]).collect(),
        Cause::Repetition => {
            let warmer = ask.temperature.filter(|temperature| *temperature < 1.0).map(|_| again("--temperature 1"));
            warmer.into_iter().chain([larger()]).collect()
        }
        Cause::PersonalData => {
            let of_batch = flag("--batch", &batch.name);
            vec![format!("see where: dialoom list {of_batch} --finding personal_data")]
        }
        Cause::Alike => vec![
            match configuration.tiers {
                None => "try more values in the plan's axes or its [vary]".to_owned(),
                Some(_) => format!("try more values in the vocabularies, or in {plan} [vary]"),
            },
            format!("see what repeats: dialoom stats diversity {}", flag("--batch", &batch.name)),
        ],
        Cause::Unclear => Vec::new(),
    }
}

/// What passed, the serious findings by kind, near-duplicates and the worst cell; nothing where all passed.
pub(super) fn lines(outcome: &Outcome, batch: &Batch) -> Vec<String> {
    let of_batch = flag("--batch", &batch.name);
    let mut lines = Vec::new();
    if outcome.passed < outcome.conversations {
        lines.push(format!(
            "{} of {}{} of the batch passed; see the others: dialoom list {of_batch} --status needs_revision",
            outcome.passed,
            count(outcome.conversations, "conversation"),
            match outcome.new_versions {
                0 => String::new(),
                some => format!(" ({some} of them new versions)"),
            }
        ));
    }
    let serious = outcome.findings.iter().filter(|total| total.serious > 0);
    let kinds: Vec<String> = serious.map(|total| format!("{} {}", total.finding, total.serious)).collect();
    if !kinds.is_empty() {
        lines.push(format!("serious findings: {}", kinds.join(", ")));
    }
    let near = &outcome.near_duplicates;
    if near.conversations > 0 {
        let of = match &near.most_of {
            Some(first) => format!(" ({} of {first})", near.repeat_it),
            None => String::new(),
        };
        let see = format!("dialoom list {of_batch} --finding near_duplicate");
        lines.push(format!("near-duplicates: {}{of}; see them: {see}", near.conversations));
    }
    lines.extend(outcome.worst_cell.as_ref().map(|worst| worst_cell(worst, &of_batch)));
    lines
}

fn worst_cell(worst: &WorstCell, of_batch: &str) -> String {
    let named: Vec<String> = worst.axes.iter().map(|(axis, value)| format!("{axis} \"{value}\"")).collect();
    let flags: Vec<String> = worst.axes.iter().map(|(axis, value)| flag(&format!("--{axis}"), value)).collect();
    let WorstCell { conversations, not_passed, others, others_not_passed, .. } = worst;
    format!(
        "worst cell: {}: {not_passed} of {conversations} did not pass, elsewhere {others_not_passed} of {others}; see \
         them: dialoom list {of_batch} {} --status needs_revision",
        named.join(", "),
        flags.join(" ")
    )
}
