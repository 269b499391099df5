//! The sections of the card that dialoom knows: content, making, quality, readers, variety, leakage, and what is not there.

use std::collections::BTreeMap;

use crate::domain::finding::Finding;
use crate::domain::markdown::line;
use crate::export::dataset_folder::{DataFile, Dataset};
use crate::export::unfit::Unfit;

/// Names of one kind that the card lists.
const SHOWN: usize = 20;

pub(super) fn content(dataset: &Dataset<'_>) -> String {
    let (facts, record) = (dataset.facts, dataset.record);
    let mut text = format!(
        "\n## Content\n\n{} conversations with {} turns, about {} tokens. Each row has the shape `{}`.\n\n\
         | split | file | conversations | rows | bytes | SHA-256 |\n| --- | --- | --- | --- | --- | --- |\n",
        facts.conversations, facts.turns, facts.tokens, record.shape
    );
    for DataFile { part, path, file, .. } in dataset.files() {
        let sum = &file.checksum;
        text.push_str(&format!(
            "| {part} | {path} | {} | {} | {} | `{sum}` |\n",
            file.conversations, file.examples, file.size
        ));
    }
    text
}

pub(super) fn making(dataset: &Dataset<'_>) -> String {
    let facts = dataset.facts;
    let day = |at: chrono::DateTime<chrono::Utc>| at.format("%Y-%m-%d").to_string();
    let when = facts.made.map(|(first, last)| format!("from {} to {} (UTC)", day(first), day(last)));
    format!(
        "\n## How it was made\n\n{} dialoom scored and checked them. Made {}. \
         Imported from files: {}.\n\n{}{}",
        facts.origin(),
        when.unwrap_or_default(),
        facts.imported,
        table("template", &facts.templates),
        table("model", &facts.models),
    )
}

/// The scores of a row: 10 is the highest.
fn score_row(points: u8) -> String {
    if points >= 10 { "10".to_owned() } else { format!("{points:>2} to below {}", points + 1) }
}

pub(super) fn quality(dataset: &Dataset<'_>) -> String {
    let facts = dataset.facts;
    let scores: BTreeMap<String, u64> =
        facts.scores.iter().map(|(points, number)| (score_row(*points), *number)).collect();
    let findings: BTreeMap<String, u64> =
        facts.findings.iter().map(|(finding, number)| (finding.to_string(), *number)).collect();
    let rate = |finding| share(facts.findings.get(&finding).copied().unwrap_or_default(), facts.conversations);
    let found = match findings.is_empty() {
        true => "The checks found nothing.\n\n".to_owned(),
        false => table("finding of the checks", &findings),
    };
    format!(
        "\n## Scores and findings\n\nA score is from 0 to 10.\n\n{}{found}With a serious finding: {}. Refusals: {}. \
         Near-duplicates of an earlier conversation: {}.\n",
        table("score", &scores),
        share(facts.serious, facts.conversations),
        rate(Finding::Refusal),
        share(facts.near_duplicates, facts.conversations),
    )
}

pub(super) fn reading(dataset: &Dataset<'_>) -> String {
    let facts = dataset.facts;
    let rest = facts.conversations.saturating_sub(facts.read + facts.named);
    let people = match facts.readers.len() {
        1 => "1 person".to_owned(),
        number => format!("{number} people"),
    };
    format!(
        "\n## Read by people\n\nOpened and read before the decision: {}, by {people}. Decided by id without opening: {}. \
         Decided by a filter, or not at all: {}.\n\n{}",
        share(facts.read, facts.conversations),
        share(facts.named, facts.conversations),
        share(rest, facts.conversations),
        table("status", &words(&facts.statuses)),
    )
}

pub(super) fn variety(dataset: &Dataset<'_>) -> String {
    let facts = dataset.facts;
    let mut holes = Vec::new();
    for persona in facts.personas.keys() {
        for emotion in facts.emotions.keys() {
            let cell = format!("{persona}, {emotion}");
            if !facts.cells.contains_key(&cell) {
                holes.push(cell);
            }
        }
    }
    let shown = holes.iter().take(SHOWN).map(|cell| format!("- {}\n", line(cell))).collect::<String>();
    let more = match holes.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!("- and {more} more\n"),
    };
    format!(
        "\n## Coverage and variety\n\n{} personas, {} emotions, {} topics. Pairs of persona and emotion: {} with \
         conversations, {} without.\n\n{shown}{more}\nDifferent first questions, by their first words: {}.\n\n{}{}{}",
        facts.personas.len(),
        facts.emotions.len(),
        facts.topics.len(),
        facts.cells.len(),
        holes.len(),
        facts.openings(),
        table("tier", &words(&facts.tiers)),
        table("persona", &facts.personas),
        table("emotion", &facts.emotions),
    )
}

pub(super) fn leakage(dataset: &Dataset<'_>) -> String {
    let splits = dataset.record.files.chunk_by(|one, next| one.part == next.part).count();
    let text = match (splits, &dataset.told.nearest) {
        (0 | 1, _) => "There is one split.".to_owned(),
        (_, None) => "No two conversations in different splits are alike.".to_owned(),
        (_, Some(it)) => format!(
            "The most similar conversations in different splits are {} and {}: they share {:.2} of their runs of three words.",
            it.one, it.other, it.similarity
        ),
    };
    format!("\n## Leakage between splits\n\n{text}\n")
}

pub(super) fn left_out(dataset: &Dataset<'_>) -> String {
    let (selection, arranged, picked) = (dataset.told.left_out, dataset.told.not_arranged, dataset.told.not_picked);
    let unfit: u64 = dataset.told.unfit.values().sum();
    let reasons = match unfit {
        0 => String::new(),
        _ => format!(" ({})", Unfit::reasons(&dataset.told.unfit)),
    };
    format!(
        "\n## What is not in it\n\nLeft out: {} not approved ({} of them rejected), {} of the simulator, {} with serious findings that nobody \
         read or named, {} exported before, {} for the balance, {} near-duplicates, {} too long, {unfit} that fit no row{reasons}. \
         In {} conversations a control token of a chat template got a space, so that no tokenizer reads it.\n",
        selection.not_approved,
        selection.rejected,
        selection.simulated,
        selection.findings,
        arranged.exported_before,
        arranged.unbalanced,
        picked.near_duplicates,
        picked.too_long,
        dataset.defused,
    )
}

/// "12 of 40 (30.0 %)".
fn share(number: u64, all: u64) -> String {
    format!("{number} of {all} ({:.1} %)", number as f64 * 100.0 / all.max(1) as f64)
}

fn words(counts: &BTreeMap<&'static str, u64>) -> BTreeMap<String, u64> {
    counts.iter().map(|(word, number)| ((*word).to_owned(), *number)).collect()
}

/// The most common first, except for scores, which have an order of their own.
fn table(name: &str, counts: &BTreeMap<String, u64>) -> String {
    let mut rows: Vec<_> = counts.iter().collect();
    if name != "score" {
        rows.sort_by_key(|(_, number)| std::cmp::Reverse(**number));
    }
    let mut text = format!("| {name} | conversations |\n| --- | --- |\n");
    for (name, number) in rows.iter().take(SHOWN) {
        text.push_str(&format!("| {} | {number} |\n", line(name.trim())));
    }
    if rows.len() > SHOWN {
        let others: u64 = rows.iter().skip(SHOWN).map(|(_, number)| **number).sum();
        text.push_str(&format!("| {} others | {others} |\n", rows.len() - SHOWN));
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_score_has_a_row_of_its_own() {
        assert_eq!([0, 9, 10].map(score_row), [" 0 to below 1", " 9 to below 10", "10"]);
    }
}
