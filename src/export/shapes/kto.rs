//! `{"prompt":[…],"completion":[…],"label":true}`: the last answer, and whether the conversation was approved.

use crate::export::example::{Fields, Value};
use crate::export::shapes::exchange::Exchange;
use crate::export::shapes::prompt_completion;

pub(super) fn fields(exchange: Exchange<'_>, is_wanted: bool) -> Fields<'_> {
    let mut fields = prompt_completion::fields(exchange);
    fields.0.push(("label", Value::Flag(is_wanted)));
    fields
}
