//! Reads TOML into the tree, with lines from the parser's spans.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::engine::plan::node::{Entry, Node, Number, Value};

/// Reads a TOML document. The error is a line and the parser's message.
pub(super) fn parse(content: &str) -> Result<Node, (usize, String)> {
    let lines = Lines::of(content);
    let document = DeTable::parse(content).map_err(|error| {
        let line = error.span().map_or(1, |span| lines.at(span.start));
        (line, error.message().replace('\n', ", "))
    })?;
    Ok(Node { line: 1, value: table(document.get_ref(), &lines) })
}

fn table(table: &DeTable<'_>, lines: &Lines) -> Value {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    let entry = |(key, node): (&Spanned<std::borrow::Cow<'_, str>>, &Spanned<DeValue<'_>>)| Entry {
        key: key.get_ref().to_string(),
        line: lines.at(key.span().start),
        node: value(node, lines),
    };
    Value::Table(entries.into_iter().map(entry).collect())
}

fn value(node: &Spanned<DeValue<'_>>, lines: &Lines) -> Node {
    let value = match node.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(digits) => match i128::from_str_radix(digits.as_str(), digits.radix()) {
            Ok(whole) => Value::Number(Number::whole(whole)),
            Err(_) => Value::Number(Number { text: digits.to_string(), whole: None, float: f64::NAN }),
        },
        DeValue::Float(digits) => {
            Value::Number(Number::typed(digits.as_str().to_owned(), digits.as_str().parse().unwrap_or(f64::NAN)))
        }
        DeValue::Boolean(flag) => Value::Bool(*flag),
        DeValue::Datetime(date) => Value::Date(date.to_string()),
        DeValue::Array(list) => Value::List(list.iter().map(|item| self::value(item, lines)).collect()),
        DeValue::Table(inner) => table(inner, lines),
    };
    Node { line: lines.at(node.span().start), value }
}

/// The byte offset where each line begins.
struct Lines(Vec<usize>);

impl Lines {
    fn of(content: &str) -> Lines {
        Lines(std::iter::once(0).chain(content.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    fn at(&self, offset: usize) -> usize {
        self.0.partition_point(|start| *start <= offset)
    }
}
