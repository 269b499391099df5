//! LLaMA-Factory: ShareGPT with the system prompt in a column, which every row has, and the entry of `dataset_info.json`.

use serde_json::json;

use crate::export::example::{Fields, Value};
use crate::export::shapes::exchange::Exchange;
use crate::export::shapes::sharegpt;

pub(super) fn fields(exchange: Exchange<'_>) -> Fields {
    Fields(vec![
        ("conversations", sharegpt::spoken(None, exchange.turns)),
        ("system", Value::text(exchange.system.unwrap_or_default())),
    ])
}

/// The entry, as the whole of a file. A column that is not named here does not exist for the trainer.
pub(super) fn dataset_info(file: &str) -> String {
    let name = file.split('.').next().filter(|name| !name.is_empty()).unwrap_or("dialoom");
    let entry = json!({
        "file_name": file,
        "formatting": "sharegpt",
        "columns": { "messages": "conversations", "system": "system" },
    });
    let text = serde_json::to_string_pretty(&json!({ name: entry })).unwrap_or_default();
    format!("{text}\n")
}
