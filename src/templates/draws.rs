//! The draws of an item, as `vary` in a template's text.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::Object;

/// A name that was not drawn is empty, since a plan may drop any.
#[derive(Debug)]
struct Drawn(BTreeMap<String, String>);

impl Object for Drawn {
    fn get_value(self: &Arc<Self>, name: &Value) -> Option<Value> {
        Some(Value::from(name.as_str().and_then(|name| self.0.get(name)).map(String::as_str).unwrap_or_default()))
    }
}

/// What `vary` stands for in a template's text.
pub(super) fn value(drawn: &BTreeMap<String, String>) -> Value {
    Value::from_object(Drawn(drawn.clone()))
}
