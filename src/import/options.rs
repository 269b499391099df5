//! What the user says about the files.

use serde_json::{Map, Value};

use crate::domain::conversation::Subject;
use crate::domain::import::ImportFormat;
use crate::import::fault::Wrong;
use crate::import::{about, formats};

/// The same for every file of an import.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// `None` where the first rows shall tell.
    pub format: Option<ImportFormat>,
    /// Fields under other names.
    pub map: Vec<Mapping>,
    /// For rows that do not say it.
    pub subject: Subject,
}

/// A field of the rows under the name by which it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// What it is: a field that the formats know, or a parameter of this name.
    pub name: String,
    /// Where it stands: a field, or a path through objects such as `meta.user`.
    pub field: String,
}

impl Options {
    /// The fields of a row, mapped ones under their new names too. A bare list is a list of messages.
    pub(super) fn fields(&self, row: Value) -> Result<Map<String, Value>, Wrong> {
        let mut fields = match row {
            Value::Object(fields) => fields,
            Value::Array(list) => {
                let is_sharegpt = list.first().is_some_and(|first| first.get("from").is_some());
                let name = if is_sharegpt { "conversations" } else { "messages" };
                Map::from_iter([(name.to_owned(), Value::Array(list))])
            }
            _ => return Err(Wrong::row("expected an object: {…}")),
        };
        formats::restore(&mut fields);
        for Mapping { name, field } in &self.map {
            let Some(value) = at(&fields, field).cloned() else { continue };
            let list = value.as_str().map_or(Ok(None), |text| formats::list_of(name, text))?;
            fields.insert(name.clone(), list.unwrap_or(value));
        }
        // A table that was written as JSON has null where others have no field.
        fields.retain(|_, value| !value.is_null());
        Ok(fields)
    }

    /// The mapped names that are neither of a format nor of a subject.
    pub(super) fn parameters(&self) -> impl Iterator<Item = &str> {
        self.map.iter().map(|mapping| mapping.name.as_str()).filter(|name| !formats::is_known(name))
    }

    /// The fields that are mapped, as they stand in the rows.
    pub(super) fn mapped_fields(&self) -> Vec<String> {
        self.map.iter().map(|mapping| mapping.field.clone()).collect()
    }

    /// The mapped names of a subject.
    pub(super) fn mapped(&self) -> Vec<&str> {
        self.map.iter().map(|mapping| mapping.name.as_str()).filter(|name| about::NAMES.contains(name)).collect()
    }
}

/// The value of a field, or at the end of a path.
pub(super) fn at<'r>(fields: &'r Map<String, Value>, path: &str) -> Option<&'r Value> {
    fields.get(path).or_else(|| {
        let (first, rest) = path.split_once('.')?;
        at(fields.get(first)?.as_object()?, rest)
    })
}
