//! A training example: the fields of one row. The formats write it, the shapes make it.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::domain::quality::Score;

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

    fn into_owned(self) -> Value<'static> {
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

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Text(text) => serializer.serialize_str(text),
            Value::Flag(flag) => serializer.serialize_bool(*flag),
            Value::Whole(number) => serializer.serialize_u64(number.unwrap_or_default()),
            Value::Score(score) => serializer.serialize_f64(score.map_or(0.0, |score| score.points())),
            Value::Time(_) => serializer.serialize_str(&self.in_words()),
            Value::List(values) => serializer.collect_seq(values),
            Value::Object(fields) => fields.serialize(serializer),
        }
    }
}

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}
