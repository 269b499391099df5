//! How JSON rows stand in a file, told by its beginning.

use serde_json::{Map, Value};

use crate::import::bytes::Bytes;
use crate::import::json::parse;
use crate::import::rows::value::{End, take};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// A row in each line.
    Lines,
    /// Objects after one another, each over several lines.
    Sequence,
    /// `[…]`
    List,
    /// `{"conversations":[…]}`, as our own export writes it.
    WrappedList,
    /// Nothing more can be read.
    End,
}

/// The layout of a file that begins so. Its first byte is no white space.
pub(super) fn layout(start: &[u8]) -> Layout {
    let line = start.split(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii();
    match start.first() {
        Some(b'[') => match parse(line) {
            // Each line holds the messages of a conversation.
            Ok(Value::Array(list)) if list.first().is_some_and(is_message) => Layout::Lines,
            _ => Layout::List,
        },
        _ if wraps_rows(start) => Layout::WrappedList,
        _ if line == b"{" => Layout::Sequence,
        _ => Layout::Lines,
    }
}

/// Whether the file is one object around a list of rows. A row of ShareGPT begins alike, but around messages.
fn wraps_rows(start: &[u8]) -> bool {
    let inside = [&b"{"[..], b"\"conversations\"", b":", b"["]
        .iter()
        .try_fold(start, |rest, token| rest.trim_ascii_start().strip_prefix(*token));
    let Some(inside) = inside.map(<[u8]>::trim_ascii_start).filter(|inside| inside.starts_with(b"{")) else {
        return false;
    };
    let mut element = Vec::new();
    match take(&mut Bytes::new(inside), &mut element) {
        Ok(End::Found(_)) => matches!(parse(&element), Ok(Value::Object(fields)) if holds_messages(&fields)),
        // A first row that is longer than what was looked at. Ours begins with its id.
        _ => inside[1..].trim_ascii_start().starts_with(b"\"id\""),
    }
}

fn holds_messages(fields: &Map<String, Value>) -> bool {
    ["turns", "messages", "conversations"].iter().any(|name| fields.get(*name).is_some_and(Value::is_array))
}

fn is_message(value: &Value) -> bool {
    value.as_object().is_some_and(|fields| fields.contains_key("role") || fields.contains_key("from"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_of_a_file_tells_how_its_rows_stand() {
        for (start, expected) in [
            ("{\"messages\":[]}\n{\"messages\":[]}", Layout::Lines),
            ("{\"conversations\":[{\"from\":\"human\",\"value\":\"a\"}]}\n", Layout::Lines),
            ("{\"conversations\":[{\"from\":\"human\",\n{\"conversations\":[]}", Layout::Lines),
            ("{\"messages\":[{\"role\":\n", Layout::Lines),
            ("[{\"role\":\"user\",\"content\":\"a\"}]\n[]", Layout::Lines),
            ("[{\"messages\":[]}]", Layout::List),
            ("[\n  {\n", Layout::List),
            ("{\"conversations\":[\n{\"id\":\"x\",\"turns\":[{}]},", Layout::WrappedList),
            ("{\n  \"conversations\": [\n    {\n      \"id\": 1, \"turns\": []\n    }", Layout::WrappedList),
            ("{\"conversations\":[{\"id\":\"x\",\"turns\":[{\"role\":", Layout::WrappedList),
            ("{\n  \"conversations\": [\n    {\n      \"from\": \"human\", \"value\": \"a\"\n    }", Layout::Sequence),
            ("{\n  \"messages\": []\n}\n{", Layout::Sequence),
        ] {
            assert_eq!(layout(start.as_bytes()), expected, "{start}");
        }
    }
}
