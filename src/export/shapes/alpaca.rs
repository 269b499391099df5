//! Alpaca: the last exchange in `instruction` and `output`, the earlier ones in `history`, oldest first.

use crate::export::example::{Fields, Value};
use crate::export::shapes::exchange::Exchange;

pub(super) fn fields(exchange: Exchange<'_>) -> Fields {
    let (earlier, last) = exchange.turns.split_at(exchange.turns.len() - 2);
    let text = |turn: &crate::export::talk::Turn| Value::text(turn.content.as_str());
    let history = earlier.chunks(2).map(|pair| Value::List(pair.iter().map(text).collect()));
    Fields(vec![
        ("instruction", text(&last[0])),
        ("input", Value::text("")),
        ("output", text(&last[1])),
        ("system", Value::text(exchange.system.unwrap_or_default())),
        ("history", Value::List(history.collect())),
    ])
}
