//! A native row that holds control tokens: defused as everywhere, with the places of the new spaces, so that `import`
//! reads back the same text.

use serde_json::{Map, Value, json};

use crate::export::control_tokens::ControlTokens;
use crate::store::FullConversation;

/// The row as a document; `None` where nothing in it holds a token, and the row is the conversation as it is.
pub(super) fn defused(full: &FullConversation) -> Option<Value> {
    let mut document = json!(full);
    let mut found = Found { tokens: ControlTokens::default(), texts: Map::new(), names: Map::new() };
    found.defuse(&mut document, "");
    for (field, places) in [("defused", found.texts), ("defused_names", found.names)] {
        if !places.is_empty() {
            document[field] = Value::Object(places);
        }
    }
    (document.get("defused").is_some() || document.get("defused_names").is_some()).then_some(document)
}

/// The places of the new spaces, in bytes, by the JSON pointer to the text or the named field.
struct Found {
    tokens: ControlTokens,
    texts: Map<String, Value>,
    names: Map<String, Value>,
}

impl Found {
    fn defuse(&mut self, value: &mut Value, pointer: &str) {
        match value {
            Value::String(text) => {
                if let Some((safe, spaces)) = self.safe(text) {
                    self.texts.insert(pointer.to_owned(), spaces);
                    *text = safe;
                }
            }
            Value::Array(list) => {
                let all = list.iter_mut().enumerate();
                all.for_each(|(place, value)| self.defuse(value, &format!("{pointer}/{place}")));
            }
            Value::Object(fields) => {
                for (name, mut value) in std::mem::take(fields) {
                    let (name, spaces) = self.safe(&name).map_or((name, None), |(safe, spaces)| (safe, Some(spaces)));
                    let pointer = format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
                    self.defuse(&mut value, &pointer);
                    self.names.extend(spaces.map(|spaces| (pointer, spaces)));
                    fields.insert(name, value);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn safe(&self, text: &str) -> Option<(String, Value)> {
        let (safe, spaces) = self.tokens.with_spaces(text).unwrap_or_default();
        (safe != text).then(|| (safe.into_owned(), json!(spaces)))
    }
}
