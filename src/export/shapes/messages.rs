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

/// Axolotl's configuration: what it learns from under `datasets`, what it evaluates with under `test_datasets`. Loss falls
/// on the assistant's turns. `parts` names the part of each file, where there is a split.
pub(super) fn axolotl_yaml(format: ExportFormat, files: &[String], parts: &[String]) -> String {
    // JSON lines and a list are one kind of file to it.
    let kind = match format {
        ExportFormat::Jsonl => ExportFormat::Json,
        format => format,
    };
    let entry = |file: &String, split: &str| {
        let path = serde_json::Value::from(file.as_str());
        format!(
            "  - path: {path}\n    ds_type: {kind}\n{split}    type: chat_template\n    field_messages: messages\n    \
             message_property_mappings: {{role: role, content: content}}\n    roles_to_train: [assistant]\n    \
             train_on_eos: turn\n"
        )
    };
    let uses = uses_of(parts);
    let of = |wanted: Use| {
        let is_wanted = |place: usize| uses.get(place).copied().unwrap_or(Use::Train) == wanted;
        files.iter().enumerate().filter(|(place, _)| is_wanted(*place)).map(|(_, file)| file).collect::<Vec<_>>()
    };
    let mut yaml = "datasets:\n".to_owned();
    of(Use::Train).into_iter().for_each(|file| yaml.push_str(&entry(file, "")));
    // A file of its own has one split, which its loader calls train.
    for (place, file) in of(Use::Evaluate).into_iter().enumerate() {
        yaml.push_str(if place == 0 { "test_datasets:\n" } else { "" });
        yaml.push_str(&entry(file, "    split: train\n"));
    }
    of(Use::Keep).into_iter().for_each(|file| {
        yaml.push_str(&format!("# kept out of training: {}\n", serde_json::Value::from(file.as_str())))
    });
    yaml
}

/// What a trainer does with a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    Train,
    Evaluate,
    /// A test set beside a validation set is for later.
    Keep,
}

fn uses_of(parts: &[String]) -> Vec<Use> {
    let is_validation = |part: &String| {
        ["validation", "valid", "val", "eval", "dev"].iter().any(|name| part.eq_ignore_ascii_case(name))
    };
    let has_validation = parts.iter().any(is_validation);
    let use_of = |part: &String| match part.eq_ignore_ascii_case("test") {
        true if has_validation => Use::Keep,
        true => Use::Evaluate,
        false if is_validation(part) => Use::Evaluate,
        false => Use::Train,
    };
    parts.iter().map(use_of).collect()
}
