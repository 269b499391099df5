//! What an audit row tells people about the options of its export.

use crate::domain::excerpt::start_of;
use crate::domain::export::{ExportRecord, Include};
use crate::domain::ids::ExportId;
use crate::export::recorded::{Recorded, Verifications};

/// Each option that the user gave, by the name of its flag.
pub fn asked(record: &ExportRecord) -> Vec<(&'static str, String)> {
    let Some(recorded) = Recorded::read(record) else { return Vec::new() };
    let Recorded { included, picking, arranging, .. } = &recorded;
    let flag = |is_set: bool| is_set.then(|| "yes".to_owned());
    let megabytes = recorded.shard_bytes.map(|bytes| format!("{} MB", bytes / 1_000_000));
    [
        ("split", recorded.split.as_ref().map(|split| split.told())),
        ("split-anew", flag(recorded.split_anew)),
        ("shuffle", arranging.shuffle.map(|seed| format!("seed {seed}"))),
        ("limit", picking.limit.map(|limit| limit.to_string())),
        ("max-tokens", picking.max_tokens.map(|most| most.to_string())),
        ("dedupe", picking.dedupe.map(|similarity| similarity.to_string())),
        ("balance", arranging.balance.map(|balance| balance.to_string())),
        ("since-last", flag(arranging.since_last)),
        ("system", recorded.system.as_deref().map(start_of)),
        ("per-turn", flag(recorded.per_turn)),
        ("skip-invalid", flag(recorded.skip_invalid)),
        ("include", beside(record.include)),
        ("tokenizer", recorded.tokenizer.as_ref().map(|path| path.display().to_string())),
        ("layout", recorded.card.as_ref().map(|_| "huggingface".to_owned())),
        ("shard-size", megabytes),
        ("spreadsheet-safe", flag(recorded.spreadsheet_safe)),
        ("simulated", flag(included.simulated)),
        ("with-findings", flag(included.unread_serious)),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
    .collect()
}

/// How often the files of an export were verified; `None` for never.
pub fn verifications(record: &ExportRecord) -> Option<Verifications> {
    Recorded::read(record)?.verified
}

/// What stands beside the turns.
fn beside(include: Include) -> Option<String> {
    let parts = [
        (include.metadata, "metadata"),
        (include.quality_scores, "quality"),
        (include.timestamps, "timestamps"),
        (include.approval_history, "history"),
    ];
    let parts: Vec<&str> = parts.iter().filter(|(is_in, _)| *is_in).map(|(_, name)| *name).collect();
    (!parts.is_empty()).then(|| parts.join(","))
}

/// Those among these exports that repeat one.
pub fn repeats(records: &[ExportRecord], of: ExportId) -> impl Iterator<Item = &ExportRecord> {
    let again_of = |record: &ExportRecord| Recorded::read(record).and_then(|recorded| recorded.again_of);
    records.iter().filter(move |record| again_of(record) == Some(of))
}
