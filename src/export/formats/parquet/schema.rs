//! The schema of a file: every field required; lists have the three levels that the format prescribes.

use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::errors::Result;
use parquet::schema::types::{Type, TypePtr};

use crate::export::example::{Fields, Value};

/// The schema of rows with these fields.
pub(super) fn of(fields: &[&(&'static str, Value<'_>)]) -> Result<TypePtr> {
    let nodes = fields.iter().map(|(name, value)| node(name, value)).collect::<Result<Vec<_>>>()?;
    Ok(Arc::new(Type::group_type_builder("dialoom").with_fields(nodes).build()?))
}

fn node(name: &str, value: &Value<'_>) -> Result<TypePtr> {
    let plain = |physical, logical: Option<LogicalType>| {
        let column = Type::primitive_type_builder(name, physical).with_repetition(Repetition::REQUIRED);
        column.with_logical_type(logical).build()
    };
    let group = || Type::group_type_builder(name).with_repetition(Repetition::REQUIRED);
    Ok(Arc::new(match value {
        Value::Text(_) | Value::Time(_) => plain(Physical::BYTE_ARRAY, Some(LogicalType::String))?,
        Value::Flag(_) => plain(Physical::BOOLEAN, None)?,
        Value::Whole(_) => plain(Physical::INT64, None)?,
        Value::Score(_) => plain(Physical::DOUBLE, None)?,
        Value::Object(Fields(fields)) => {
            let nodes = fields.iter().map(|(name, value)| node(name, value)).collect::<Result<Vec<_>>>()?;
            group().with_fields(nodes).build()?
        }
        Value::List(values) => {
            let element = node("element", values.first().unwrap_or(&Value::text("")))?;
            let list = Type::group_type_builder("list").with_repetition(Repetition::REPEATED);
            let list = Arc::new(list.with_fields(vec![element]).build()?);
            group().with_logical_type(Some(LogicalType::List)).with_fields(vec![list]).build()?
        }
    }))
}
