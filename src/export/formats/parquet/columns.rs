//! Rows cut into columns, with the levels that say where lists begin and end.
//!
//! Every field is required, so the definition level of a value is the number of lists around it. A repetition level is
//! the depth of the list that goes on; 0 begins a row. An empty list is one entry of a lower definition level.

use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::Result;
use parquet::file::writer::SerializedColumnWriter;

use crate::export::example::{Fields, Value};

/// The columns of some rows, in the order of the schema.
pub(super) struct Columns {
    nodes: Vec<Node>,
    leaves: Vec<Column>,
}

/// How a field is cut.
enum Node {
    /// The place of its column.
    Leaf(usize),
    List(Box<Node>),
    Object(Vec<Node>),
}

/// The values of a column, and the levels of its entries.
#[derive(Default)]
pub(super) struct Column {
    values: Values,
    definitions: Vec<i16>,
    repetitions: Vec<i16>,
}

enum Values {
    /// All texts, and the end of each.
    Texts(Vec<u8>, Vec<usize>),
    Flags(Vec<bool>),
    Wholes(Vec<i64>),
    Scores(Vec<f64>),
}

impl Default for Values {
    fn default() -> Values {
        Values::Texts(Vec::new(), Vec::new())
    }
}

/// Where an entry stands: the depth of the list that goes on with it, and the number of lists around it.
#[derive(Clone, Copy)]
struct Place {
    repetition: i16,
    definition: i16,
}

impl Columns {
    pub(super) fn of(fields: &[&(&'static str, Value<'_>)]) -> Columns {
        let mut leaves = Vec::new();
        let nodes = fields.iter().map(|(_, value)| node(value, &mut leaves)).collect();
        Columns { nodes, leaves }
    }

    /// Adds a row: the fields of the schema, in its order.
    pub(super) fn add<'a>(&mut self, fields: impl Iterator<Item = &'a (&'static str, Value<'a>)>) {
        for (node, (_, value)) in self.nodes.iter().zip(fields) {
            cut(node, value, Place { repetition: 0, definition: 0 }, &mut self.leaves);
        }
    }

    /// What waits, in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.leaves.iter().map(Column::bytes).sum()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.leaves.iter().all(|column| column.definitions.is_empty())
    }

    /// The columns so far; the next row begins new ones.
    pub(super) fn take(&mut self) -> impl Iterator<Item = Column> {
        self.leaves.iter_mut().map(|column| {
            let fresh = Column { values: column.values.empty(), ..Column::default() };
            std::mem::replace(column, fresh)
        })
    }
}

fn node(value: &Value<'_>, leaves: &mut Vec<Column>) -> Node {
    let values = match value {
        Value::Object(Fields(fields)) => {
            return Node::Object(fields.iter().map(|(_, value)| node(value, leaves)).collect());
        }
        Value::List(values) => {
            return Node::List(Box::new(node(values.first().unwrap_or(&Value::text("")), leaves)));
        }
        Value::Text(_) | Value::Time(_) => Values::default(),
        Value::Flag(_) => Values::Flags(Vec::new()),
        Value::Whole(_) => Values::Wholes(Vec::new()),
        Value::Score(_) => Values::Scores(Vec::new()),
    };
    leaves.push(Column { values, ..Column::default() });
    Node::Leaf(leaves.len() - 1)
}

fn cut(node: &Node, value: &Value<'_>, place: Place, leaves: &mut [Column]) {
    match (node, value) {
        (Node::Leaf(leaf), value) => leaves[*leaf].add(value, place),
        (Node::Object(nodes), Value::Object(Fields(fields))) => {
            for (node, (_, value)) in nodes.iter().zip(fields) {
                cut(node, value, place, leaves);
            }
        }
        (Node::List(node), Value::List(values)) => list(node, values, place, leaves),
        _ => unreachable!("the rows of a shape have the types of its sample"),
    }
}

fn list(node: &Node, values: &[Value<'_>], place: Place, leaves: &mut [Column]) {
    if values.is_empty() {
        none(node, place, leaves);
    }
    let depth = place.definition + 1;
    for (number, value) in values.iter().enumerate() {
        let repetition = if number == 0 { place.repetition } else { depth };
        cut(node, value, Place { repetition, definition: depth }, leaves);
    }
}

/// An empty list.
fn none(node: &Node, place: Place, leaves: &mut [Column]) {
    match node {
        Node::Leaf(leaf) => leaves[*leaf].levels(place),
        Node::List(inner) => none(inner, place, leaves),
        Node::Object(nodes) => nodes.iter().for_each(|node| none(node, place, leaves)),
    }
}

impl Column {
    fn add(&mut self, value: &Value<'_>, place: Place) {
        self.levels(place);
        match (&mut self.values, value) {
            (Values::Texts(bytes, ends), Value::Text(text)) => {
                bytes.extend_from_slice(text.as_bytes());
                ends.push(bytes.len());
            }
            (Values::Texts(bytes, ends), Value::Time(_)) => {
                bytes.extend_from_slice(value.in_words().as_bytes());
                ends.push(bytes.len());
            }
            (Values::Flags(flags), Value::Flag(flag)) => flags.push(*flag),
            (Values::Wholes(numbers), Value::Whole(number)) => {
                numbers.push(i64::try_from(number.unwrap_or_default()).unwrap_or(i64::MAX));
            }
            (Values::Scores(scores), Value::Score(score)) => scores.push(score.map_or(0.0, |score| score.points())),
            _ => unreachable!("the rows of a shape have the types of its sample"),
        }
    }

    fn levels(&mut self, place: Place) {
        self.definitions.push(place.definition);
        self.repetitions.push(place.repetition);
    }

    fn bytes(&self) -> usize {
        self.values.bytes() + 4 * self.definitions.len()
    }

    pub(super) fn write(self, writer: &mut SerializedColumnWriter<'_>) -> Result<()> {
        let (definitions, repetitions) = (Some(&self.definitions[..]), Some(&self.repetitions[..]));
        match self.values {
            Values::Texts(bytes, ends) => {
                let all = bytes::Bytes::from(bytes);
                let begins = std::iter::once(&0).chain(&ends);
                let texts: Vec<ByteArray> =
                    begins.zip(&ends).map(|(begin, end)| ByteArray::from(all.slice(*begin..*end))).collect();
                writer.typed::<ByteArrayType>().write_batch(&texts, definitions, repetitions)?;
            }
            Values::Flags(flags) => {
                writer.typed::<BoolType>().write_batch(&flags, definitions, repetitions)?;
            }
            Values::Wholes(numbers) => {
                writer.typed::<Int64Type>().write_batch(&numbers, definitions, repetitions)?;
            }
            Values::Scores(scores) => {
                writer.typed::<DoubleType>().write_batch(&scores, definitions, repetitions)?;
            }
        }
        Ok(())
    }
}

impl Values {
    /// Of the same type.
    fn empty(&self) -> Values {
        match self {
            Values::Texts(..) => Values::default(),
            Values::Flags(_) => Values::Flags(Vec::new()),
            Values::Wholes(_) => Values::Wholes(Vec::new()),
            Values::Scores(_) => Values::Scores(Vec::new()),
        }
    }

    fn bytes(&self) -> usize {
        match self {
            Values::Texts(bytes, ends) => bytes.len() + 8 * ends.len(),
            Values::Flags(flags) => flags.len(),
            Values::Wholes(numbers) => 8 * numbers.len(),
            Values::Scores(scores) => 8 * scores.len(),
        }
    }
}
