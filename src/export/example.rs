//! A training example: the fields of one row. The formats write it, the shapes make it.

use std::borrow::Cow;

use chrono::{DateTime, Utc};

use crate::domain::quality::Score;
use crate::export::json_text::{Quote, write_json, write_text};

/// The value of a field. What is missing has the type of what is there, so that rows differ in no type.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value<'a> {
    Text(Cow<'a, str>),
    Flag(bool),
    /// 0 where there is none.
    Whole(Option<u64>),
    /// 0.0 where there is none.
    Score(Option<Score>),
    Time(Option<DateTime<Utc>>),
    List(Vec<Value<'a>>),
    Object(Fields<'a>),
}

/// Fields in the order of the file.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Fields<'a>(pub(super) Vec<(&'static str, Value<'a>)>);

impl<'a> Value<'a> {
    pub(super) fn text(text: impl Into<Cow<'a, str>>) -> Value<'a> {
        Value::Text(text.into())
    }

    /// A time as text: some loaders read pure ISO dates as timestamps in one file and as text in the next.
    pub(super) fn in_words(&self) -> String {
        match self {
            Value::Time(Some(time)) => time.format("%Y-%m-%d %H:%M:%S UTC").to_string(),
            _ => String::new(),
        }
    }

    pub(super) fn into_owned(self) -> Value<'static> {
        match self {
            Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Value::Flag(flag) => Value::Flag(flag),
            Value::Whole(number) => Value::Whole(number),
            Value::Score(score) => Value::Score(score),
            Value::Time(time) => Value::Time(time),
            Value::List(values) => Value::List(values.into_iter().map(Value::into_owned).collect()),
            Value::Object(fields) => Value::Object(fields.into_owned()),
        }
    }
}

impl Fields<'_> {
    /// The same, for longer than the conversation that it tells of.
    pub(super) fn into_owned(self) -> Fields<'static> {
        Fields(self.0.into_iter().map(|(name, value)| (name, value.into_owned())).collect())
    }
}

impl Value<'_> {
    /// Appends it as compact JSON.
    pub(super) fn write_json<Q: Quote>(&self, out: &mut Vec<u8>) {
        match self {
            Value::Text(text) => write_text::<Q>(text, out),
            Value::Flag(flag) => write_json(flag, out),
            Value::Whole(number) => write_json(&number.unwrap_or_default(), out),
            Value::Score(score) => write_json(&score.map_or(0.0, |score| score.points()), out),
            Value::Time(_) => write_text::<Q>(&self.in_words(), out),
            Value::List(values) => {
                out.push(b'[');
                for (place, value) in values.iter().enumerate() {
                    if place > 0 {
                        out.push(b',');
                    }
                    value.write_json::<Q>(out);
                }
                out.push(b']');
            }
            Value::Object(fields) => fields.write_json::<Q>(None, out),
        }
    }
}

impl Fields<'_> {
    /// Appends them as compact JSON, with the metadata as the last field where there is any.
    pub(super) fn write_json<Q: Quote>(&self, metadata: Option<&Fields<'_>>, out: &mut Vec<u8>) {
        out.push(b'{');
        for (place, (name, value)) in self.0.iter().enumerate() {
            write_name::<Q>(name, place == 0, out);
            value.write_json::<Q>(out);
        }
        if let Some(fields) = metadata {
            write_name::<Q>("metadata", self.0.is_empty(), out);
            fields.write_json::<Q>(None, out);
        }
        out.push(b'}');
    }
}

/// Appends the name of a field, and what stands around it. The names are ours: none needs an escape.
fn write_name<Q: Quote>(name: &str, is_first: bool, out: &mut Vec<u8>) {
    if !is_first {
        out.push(b',');
    }
    for part in [Q::QUOTE, name.as_bytes(), Q::QUOTE, b":"] {
        out.extend_from_slice(part);
    }
}
