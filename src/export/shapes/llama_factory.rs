//! LLaMA-Factory: ShareGPT with the system prompt in a column, which every row has, and the entry of `dataset_info.json`.

use serde_json::json;

use crate::export::example::{Fields, Value};
use crate::export::file_name::stem_and_endings;
use crate::export::shapes::exchange::Exchange;
use crate::export::shapes::sharegpt;

pub(super) fn fields(exchange: Exchange<'_>) -> Fields<'_> {
    Fields(vec![
        ("conversations", sharegpt::spoken(None, exchange.turns)),
        ("system", Value::text(exchange.system.unwrap_or_default())),
    ])
}

/// The entries, as the whole of a file. A column that is not named here does not exist for the trainer.
pub(super) fn dataset_info(files: &[String]) -> String {
    let entry = |file: &String| {
        let (name, _) = stem_and_endings(file);
        let columns = json!({ "messages": "conversations", "system": "system" });
        (name.to_owned(), json!({ "file_name": file, "formatting": "sharegpt", "columns": columns }))
    };
    let entries: serde_json::Map<_, _> = files.iter().map(entry).collect();
    let text = serde_json::to_string_pretty(&entries).unwrap_or_default();
    format!("{text}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_several_versions_have_an_entry_each() {
        let info = dataset_info(&["data.v1.jsonl".into(), "data.v2.jsonl".into()]);
        assert!(info.contains("\"data.v1\": {") && info.contains("\"data.v2\": {"), "{info}");
    }
}
