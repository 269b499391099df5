//! ShareGPT: `{"conversations":[{"from":"human","value"},{"from":"gpt","value"}]}`, the system prompt as the first.

use crate::domain::conversation::Role;
use crate::export::example::{Fields, Value};
use crate::export::shapes::exchange::Exchange;
use crate::export::talk::Turn;

pub(super) fn fields(exchange: Exchange<'_>) -> Fields<'_> {
    Fields(vec![("conversations", spoken(exchange.system, exchange.turns))])
}

pub(super) fn spoken<'a>(system: Option<&'a str>, turns: &'a [Turn<'_>]) -> Value<'a> {
    let said = |from: &'static str, value: &'a str| {
        Value::Object(Fields(vec![("from", Value::text(from)), ("value", Value::text(value))]))
    };
    let turn = |turn: &'a Turn<'_>| match turn.role {
        Role::User => said("human", &turn.content),
        Role::Assistant => said("gpt", &turn.content),
    };
    Value::List(system.map(|text| said("system", text)).into_iter().chain(turns.iter().map(turn)).collect())
}
