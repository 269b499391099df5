//! The content of a plan file before it is checked: one tree for TOML and JSON, every part with its line.

use crate::domain::quoted::{quoted, shortened};

/// A value and its line, from 1.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    pub(super) line: usize,
    pub(super) value: Value,
}

/// A key of a table with its line and value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) line: usize,
    pub(super) node: Node,
}

/// A value. Tables keep the order they were written in.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Text(String),
    Number(Number),
    Bool(bool),
    List(Vec<Node>),
    Table(Vec<Entry>),
    Null,
    Date(String),
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    /// As written, for variables: `401` stays "401".
    pub(super) text: String,
    /// `None` if it is not a whole number. 4.0 is one, as data frames write it.
    pub(super) whole: Option<i128>,
    pub(super) float: f64,
}

/// Below it every whole number is exact in a float.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Number {
    pub(super) fn whole(value: impl Into<i128>) -> Number {
        let value = value.into();
        Number { text: value.to_string(), whole: Some(value), float: value as f64 }
    }

    /// Whether it is `nan` or `inf`, which say nothing in a prompt. A large whole number has no value here, and its text.
    pub(super) fn is_nameless(&self) -> bool {
        !self.float.is_finite() && self.text.ends_with(['n', 'f'])
    }

    pub(super) fn float(value: f64) -> Number {
        Number::typed(value.to_string(), value)
    }

    /// A number with a point, as somebody typed it.
    pub(super) fn typed(text: String, value: f64) -> Number {
        let is_whole = value.fract() == 0.0 && value.abs() < EXACT;
        Number { text, whole: is_whole.then_some(value as i128), float: value }
    }
}

impl Value {
    /// A description for messages: "a list", "the number 3".
    pub(super) fn described(&self) -> String {
        match self {
            Value::Text(text) => format!("the text {}", quoted(text)),
            Value::Number(number) => format!("the number {}", shortened(&number.text)),
            Value::Bool(value) => format!("{value}"),
            Value::List(_) => "a list".into(),
            Value::Table(_) => "a table".into(),
            Value::Null => "null".into(),
            Value::Date(text) => format!("the date {text}"),
        }
    }
}

impl Node {
    /// Whether it says nothing: a null or an empty text, as exporters write a missing cell, or a list of nulls.
    pub(super) fn is_absent(&self) -> bool {
        self.is_null() || matches!(&self.value, Value::Text(text) if text.trim().is_empty())
    }

    /// Whether it is a null, or a list of nulls alone.
    pub(super) fn is_null(&self) -> bool {
        match &self.value {
            Value::Null => true,
            Value::List(nodes) => !nodes.is_empty() && nodes.iter().all(Node::is_null),
            _ => false,
        }
    }

    /// The value without the nulls of a list.
    pub(super) fn without_nulls(mut self) -> Node {
        if let Value::List(nodes) = &mut self.value {
            nodes.retain(|node| !node.is_null());
        }
        self
    }
}
