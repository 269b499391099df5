//! `{"messages":[{"role","content"},…]}`: what OpenAI, TRL, Unsloth, Mistral and Axolotl take.

use crate::domain::export::ExportFormat;
use crate::export::example::{Fields, Value};
use crate::export::shapes::exchange::Exchange;
use crate::export::talk::Turn;

pub(super) fn fields(exchange: Exchange<'_>) -> Fields<'_> {
    Fields(vec![("messages", chat(exchange.system, exchange.turns))])
}

/// Messages with the system prompt first.
pub(super) fn chat<'a>(system: Option<&'a str>, turns: &'a [Turn<'_>]) -> Value<'a> {
    let message = |role: &'static str, content: &'a str| {
        Value::Object(Fields(vec![("role", Value::text(role)), ("content", Value::text(content))]))
    };
    let system = system.map(|text| message("system", text));
    Value::List(system.into_iter().chain(turns.iter().map(|turn| message(turn.role.as_str(), &turn.content))).collect())
}

/// The `datasets` of Axolotl's configuration. Loss falls on the assistant's turns.
pub(super) fn axolotl_yaml(format: ExportFormat, files: &[String]) -> String {
    // JSON lines and a list are one kind of file to it.
    let kind = match format {
        ExportFormat::Jsonl => ExportFormat::Json,
        format => format,
    };
    let entry = |file: &String| {
        let path = serde_json::Value::from(file.as_str());
        format!(
            "  - path: {path}\n    ds_type: {kind}\n    type: chat_template\n    field_messages: messages\n    \
             message_property_mappings: {{role: role, content: content}}\n    roles_to_train: [assistant]\n    \
             train_on_eos: turn\n"
        )
    };
    format!("datasets:\n{}", files.iter().map(entry).collect::<String>())
}
