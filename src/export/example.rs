//! A training example: the fields of one row. The formats write it, the shapes make it.

use chrono::{DateTime, Utc};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::domain::quality::Score;

/// The value of a field. What is missing has the type of what is there, so that rows differ in no type.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Text(String),
    Flag(bool),
    /// 0 where there is none.
    Whole(Option<u64>),
    /// 0.0 where there is none.
    Score(Option<Score>),
    Time(Option<DateTime<Utc>>),
    List(Vec<Value>),
    Object(Fields),
}

/// Fields in the order of the file.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Fields(pub(super) Vec<(&'static str, Value)>);

impl Value {
    pub(super) fn text(text: impl Into<String>) -> Value {
        Value::Text(text.into())
    }

    /// A time as text: some loaders read pure ISO dates as timestamps in one file and as text in the next.
    pub(super) fn in_words(&self) -> String {
        match self {
            Value::Time(Some(time)) => time.format("%Y-%m-%d %H:%M:%S UTC").to_string(),
            _ => String::new(),
        }
    }
}

impl Serialize for Value {
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

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}
