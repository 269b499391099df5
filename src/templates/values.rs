//! The values of variables by their type.

use std::fmt;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object, ObjectRepr};

use crate::domain::nearest;
use crate::domain::quoted::{listed, quoted};
use crate::domain::template::{Variable, VariableType};

/// What was expected instead of this value; `None` where it fits.
pub(super) fn misfit(variable: &Variable, value: &str) -> Option<String> {
    match variable.kind {
        VariableType::Text => None,
        VariableType::Number => number(value).is_none().then(|| "a number, such as 41 or 2.5".to_owned()),
        VariableType::Choice if variable.choices.iter().any(|choice| choice == value) => None,
        VariableType::Choice => {
            let near = nearest(value, variable.choices.iter().map(String::as_str));
            let near = near.map(|near| format!(" (did you mean {}?)", quoted(near))).unwrap_or_default();
            Some(format!("one of: {}{near}", listed(&variable.choices)))
        }
        VariableType::List => {
            entries(value).is_empty().then(|| "texts with semicolons between them, such as \"rent; food\"".to_owned())
        }
    }
}

/// What a value is in a text: data, and never code.
pub(super) fn value(variable: Option<&Variable>, value: String) -> Value {
    match variable.map(|it| it.kind) {
        Some(VariableType::Number) => number(&value).unwrap_or_else(|| Value::from(value)),
        Some(VariableType::List) => Value::from_object(Entries(entries(&value))),
        Some(VariableType::Text | VariableType::Choice) | None => Value::from(value),
    }
}

fn number(text: &str) -> Option<Value> {
    let text = text.trim();
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    let whole = text.parse::<i64>().ok().map(Value::from);
    whole.or_else(|| text.parse::<f64>().ok().map(Value::from)).filter(|_| is_plain)
}

fn entries(text: &str) -> Vec<String> {
    text.split(';').map(str::trim).filter(|entry| !entry.is_empty()).map(str::to_owned).collect()
}

/// A list that reads as a sentence where a text prints it whole.
#[derive(Debug)]
struct Entries(Vec<String>);

impl Object for Entries {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.0.get(key.as_usize()?).map(|entry| Value::from(entry.as_str()))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.0.len())
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(", "))
    }
}
