//! LLaMA-Factory: ShareGPT with the system prompt in a column, which every row has, and the entry of `dataset_info.json`.

use serde_json::json;

use crate::export::example::{Fields, Value};
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
        let name = file.split('.').next().filter(|name| !name.is_empty()).unwrap_or("dialoom");
        let columns = json!({ "messages": "conversations", "system": "system" });
        (name.to_owned(), json!({ "file_name": file, "formatting": "sharegpt", "columns": columns }))
    };
    let entries: serde_json::Map<_, _> = files.iter().map(entry).collect();
    let text = serde_json::to_string_pretty(&entries).unwrap_or_default();
    format!("{text}\n")
}
