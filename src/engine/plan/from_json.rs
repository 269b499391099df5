//! Reads JSON into the tree. serde_json gives lines for syntax errors only, so the reader below it counts them.

use std::cell::Cell;
use std::io::Read;

use serde_json::value::RawValue;

use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};

use crate::domain::quoted::quoted;
use crate::engine::plan::node::{Entry, Node, Number, Value};

/// Reads one JSON value that fills the whole text. `first_line` is the text's first line in the file. The error is a
/// line and the parser's message.
pub(super) fn parse(content: &str, first_line: usize) -> Result<Node, (usize, String)> {
    let line = Cell::new(first_line);
    let reader = Counting { bytes: content.as_bytes(), line: &line, after_newline: false };
    let mut json = serde_json::Deserializer::from_reader(reader);
    let read = Tree(&line).deserialize(&mut json).and_then(|node| json.end().map(|()| node));
    read.map_err(|error| {
        let at = if error.line() == 0 { line.get() } else { first_line + error.line() - 1 };
        let said = error.to_string();
        let said = said.rfind(" at line ").map_or(said.as_str(), |cut| &said[..cut]);
        (at, said.to_owned())
    })
}

/// The JSON values of a line, as texts, without byte order marks between them: a file put together from several has the
/// mark of each inside, and no line break where one of them ended without.
pub(super) fn values(line: &str) -> Vec<&str> {
    let mut values = Vec::new();
    let mut rest = line;
    loop {
        rest = rest.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
        if rest.is_empty() {
            return values;
        }
        let mut reader = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
        let end = match reader.next() {
            // Only objects: "12" beside "34" would be another value than was written.
            Some(Ok(value)) if value.get().starts_with('{') => reader.byte_offset(),
            _ => rest.len(),
        };
        values.push(&rest[..end]);
        rest = &rest[end..];
    }
}

/// Reads one byte at a time, as serde_json asks for them, and counts lines. A newline counts as part of the line it
/// ends, so a parser that reads one byte ahead is still on the line of its value.
struct Counting<'a> {
    bytes: &'a [u8],
    line: &'a Cell<usize>,
    after_newline: bool,
}

impl Read for Counting<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let (Some((byte, rest)), Some(place)) = (self.bytes.split_first(), buffer.first_mut()) else { return Ok(0) };
        if self.after_newline {
            self.line.set(self.line.get() + 1);
        }
        self.after_newline = *byte == b'\n';
        *place = *byte;
        self.bytes = rest;
        Ok(1)
    }
}

struct Tree<'a>(&'a Cell<usize>);

impl Tree<'_> {
    fn node<E>(&self, value: Value) -> Result<Node, E> {
        Ok(Node { line: self.0.get(), value })
    }
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Node;
    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a JSON value")
    }
    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        self.node(Value::Bool(value))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        self.node(Value::Number(Number::whole(value)))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        self.node(Value::Number(Number::whole(value)))
    }
    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        self.node(Value::Number(Number::float(value)))
    }
    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        self.node(Value::Text(value.to_owned()))
    }
    fn visit_unit<E>(self) -> Result<Node, E> {
        self.node(Value::Null)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let line = self.0.get();
        let mut nodes = Vec::new();
        while let Some(node) = list.next_element_seed(Tree(self.0))? {
            nodes.push(node);
        }
        Ok(Node { line, value: Value::List(nodes) })
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let line = self.0.get();
        let mut entries: Vec<Entry> = Vec::new();
        let mut keys = std::collections::HashSet::new();
        while let Some(key) = map.next_key::<String>()? {
            let line = self.0.get();
            if !keys.insert(key.clone()) {
                return Err(A::Error::custom(format!("the field {} is there twice", quoted(&key))));
            }
            entries.push(Entry { key, line, node: map.next_value_seed(Tree(self.0))? });
        }
        Ok(Node { line, value: Value::Table(entries) })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;

    fn lines(node: &Node, found: &mut Vec<(String, usize)>) {
        match &node.value {
            Value::Table(entries) => {
                for entry in entries {
                    found.push((entry.key.clone(), entry.line));
                    lines(&entry.node, found);
                }
            }
            Value::List(nodes) => nodes.iter().for_each(|node| lines(node, found)),
            other => found.push((other.described(), node.line)),
        }
    }

    #[test]
    fn every_part_knows_its_line() {
        let mut found = Vec::new();
        lines(&parse("{\n\"a\": 12\n,\r\n\"b\": [\n  \"x\", true\n],\n\"c\":\nnull}", 1).unwrap(), &mut found);
        let found: Vec<_> = found.iter().map(|(what, line)| (what.as_str(), *line)).collect();
        let expected =
            [("a", 2), ("the number 12", 2), ("b", 4), ("the text \"x\"", 5), ("true", 5), ("c", 7), ("null", 8)];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_syntax_error_and_a_repeated_field_name_their_line() {
        assert_eq!(parse("{\n\"a\": }", 1).unwrap_err(), (2, "expected value".into()));
        assert_eq!(parse("{\"a\": 1,\n\"a\": 2}", 5).unwrap_err(), (6, "the field \"a\" is there twice".into()));
        assert_eq!(parse("{} {}", 9).unwrap_err(), (9, "trailing characters".into()));
    }
}
