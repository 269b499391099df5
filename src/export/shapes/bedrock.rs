//! Bedrock's Converse shape: `{"schemaVersion","system":[{"text"}],"messages":[{"role","content":[{"text"}]},…]}`, and no
//! other key (AWS, "Preparing data for fine-tuning"). The older shape of Claude 3 Haiku went with that model.

use crate::export::example::{Fields, Value};
use crate::export::shapes::exchange::Exchange;

const VERSION: &str = "bedrock-conversation-2024";

pub(super) fn fields<'a>(exchange: Exchange<'a>) -> Fields<'a> {
    let parts = |text: &'a str| Value::List(vec![Value::Object(Fields(vec![("text", Value::text(text))]))]);
    let message = |role: &'static str, text: &'a str| {
        Value::Object(Fields(vec![("role", Value::text(role)), ("content", parts(text))]))
    };
    let messages = exchange.turns.iter().map(|turn| message(turn.role.as_str(), &turn.content)).collect();
    let system = exchange.system.map(|text| ("system", parts(text)));
    let version = [("schemaVersion", Value::text(VERSION))];
    Fields(version.into_iter().chain(system).chain([("messages", Value::List(messages))]).collect())
}
