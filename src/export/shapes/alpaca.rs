//! Alpaca: the last exchange in `instruction` and `output`, the earlier ones in `history`, oldest first.

use crate::export::example::{Fields, Value};
use crate::export::shapes::exchange::Exchange;
use crate::export::talk::Turn;

pub(super) fn fields<'a>(exchange: Exchange<'a>) -> Fields<'a> {
    let (earlier, last) = exchange.turns.split_at(exchange.turns.len() - 2);
    let text = |turn: &'a Turn<'_>| Value::text(turn.content.as_ref());
    let history = earlier.chunks(2).map(|pair| Value::List(pair.iter().map(text).collect()));
    Fields(vec![
        ("instruction", text(&last[0])),
        ("input", Value::text("")),
        ("output", text(&last[1])),
        ("system", Value::text(exchange.system.unwrap_or_default())),
        ("history", Value::List(history.collect())),
    ])
}
