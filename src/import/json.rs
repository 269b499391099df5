//! Strict JSON: a field that stands twice is an error, since one of the two would be lost.

use std::cell::Cell;

use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::domain::quoted::{quoted, words};
use crate::import::fault::Wrong;

/// The most values of a row. Each takes up to a hundred times as much memory as its text.
const MOST_VALUES: u32 = 100_000;

/// A value that fills the whole text. serde_json refuses what is nested deeper than 128 levels. Python writes `NaN` and
/// `Infinity`, which stand for no value here.
pub(super) fn parse(text: &[u8]) -> Result<Value, Wrong> {
    parse_strictly(text).or_else(|wrong| match without_nan(text) {
        Some(text) => parse_strictly(&text),
        None => Err(wrong),
    })
}

/// The text with null for the numbers that JSON has not; `None` where it has none of them.
fn without_nan(text: &[u8]) -> Option<Vec<u8>> {
    const NO_NUMBERS: [&[u8]; 3] = [b"NaN", b"Infinity", b"-Infinity"];
    let (mut plain, mut rest) = (Vec::new(), text);
    let (mut in_string, mut is_escaped, mut is_found) = (false, false, false);
    while let Some((byte, behind)) = rest.split_first() {
        let ends = |word: &[u8]| !rest.get(word.len()).is_some_and(u8::is_ascii_alphanumeric);
        let is_value = !in_string && !plain.last().is_some_and(u8::is_ascii_alphanumeric);
        let found = NO_NUMBERS.iter().find(|word| is_value && rest.starts_with(word) && ends(word));
        if let Some(word) = found {
            is_found = true;
            plain.extend_from_slice(b"null");
            rest = &rest[word.len()..];
            continue;
        }
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_string => is_escaped = true,
            b'"' => in_string = !in_string,
            _ => {}
        }
        plain.push(*byte);
        rest = behind;
    }
    is_found.then_some(plain)
}

fn parse_strictly(text: &[u8]) -> Result<Value, Wrong> {
    if let Err(error) = std::str::from_utf8(text) {
        let message = format!("byte {} is not UTF-8; save the file as UTF-8", error.valid_up_to() + 1);
        return Err(Wrong::row(message));
    }
    let mut json = serde_json::Deserializer::from_slice(text);
    let values = Cell::new(0);
    let read = Strict(&values).deserialize(&mut json).and_then(|value| json.end().map(|()| value));
    read.map_err(|error| {
        let said = error.to_string();
        let said = said.rfind(" at line ").map_or(said.as_str(), |cut| &said[..cut]);
        let said = if said.starts_with("recursion limit") { "nested deeper than 128 levels" } else { said };
        let place = if error.column() > 0 { format!(" at column {}", error.column()) } else { String::new() };
        Wrong::row(format!("not JSON: {}{place}", words(said)))
    })
}

/// Counts the values.
struct Strict<'c>(&'c Cell<u32>);

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;
    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.0.set(self.0.get() + 1);
        if self.0.get() > MOST_VALUES {
            return Err(D::Error::custom(format!("more than {MOST_VALUES} values")));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a JSON value")
    }
    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(Strict(self.0))? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            if fields.contains_key(&name) {
                return Err(A::Error::custom(format!("the field {} is there twice", quoted(&name))));
            }
            fields.insert(name, map.next_value_seed(Strict(self.0))?);
        }
        Ok(Value::Object(fields))
    }
}
