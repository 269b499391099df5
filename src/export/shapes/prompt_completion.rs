//! `{"prompt":[…],"completion":[…]}`: TRL learns from the completion only, and from the user's turns of `messages` too.

use crate::export::example::Fields;
use crate::export::shapes::exchange::Exchange;
use crate::export::shapes::messages::chat;

pub(super) fn fields(exchange: Exchange<'_>) -> Fields<'_> {
    let (prompt, completion) = exchange.turns.split_at(exchange.turns.len() - 1);
    Fields(vec![("prompt", chat(exchange.system, prompt)), ("completion", chat(None, completion))])
}
