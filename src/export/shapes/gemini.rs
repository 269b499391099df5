//! Gemini: `{"systemInstruction":{…},"contents":[{"role":"user","parts":[{"text"}]},{"role":"model",…}]}`.

use crate::domain::conversation::Role;
use crate::export::example::{Fields, Value};
use crate::export::shapes::exchange::Exchange;

pub(super) fn fields<'a>(exchange: Exchange<'a>) -> Fields<'a> {
    let content = |role: &'static str, text: &'a str| {
        let part = Value::Object(Fields(vec![("text", Value::text(text))]));
        Value::Object(Fields(vec![("role", Value::text(role)), ("parts", Value::List(vec![part]))]))
    };
    let contents = exchange.turns.iter().map(|turn| match turn.role {
        Role::User => content("user", &turn.content),
        Role::Assistant => content("model", &turn.content),
    });
    let contents = ("contents", Value::List(contents.collect()));
    let system = exchange.system.map(|text| ("systemInstruction", content("system", text)));
    Fields(system.into_iter().chain([contents]).collect())
}
