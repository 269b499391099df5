//! Bedrock: `{"system":"…","messages":[…]}` and no other key.

use crate::export::example::{Fields, Value};
use crate::export::shapes::exchange::Exchange;
use crate::export::shapes::messages::chat;

pub(super) fn fields(exchange: Exchange<'_>) -> Fields {
    let system = exchange.system.map(|text| ("system", Value::text(text)));
    Fields(system.into_iter().chain([("messages", chat(None, exchange.turns))]).collect())
}
