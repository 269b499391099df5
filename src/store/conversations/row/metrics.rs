//! The metrics of a score as a row has them, read straight from the text and not by way of a document.

use sqlx::error::BoxDynError;
use sqlx::types::Json;
use sqlx::{Database, Decode, Postgres, Sqlite, Type};

use crate::domain::quality::QualityMetrics;

/// A row of another program may have no metrics: the column's default is an empty object.
#[derive(Debug, Clone, Default)]
pub(crate) struct Metrics(pub(crate) QualityMetrics);

impl Metrics {
    pub(super) fn of_text(text: &str) -> Metrics {
        Metrics(serde_json::from_str(text).unwrap_or_default())
    }
}

impl Type<Sqlite> for Metrics {
    fn type_info() -> <Sqlite as Database>::TypeInfo {
        <Json<QualityMetrics> as Type<Sqlite>>::type_info()
    }

    fn compatible(info: &<Sqlite as Database>::TypeInfo) -> bool {
        <Json<QualityMetrics> as Type<Sqlite>>::compatible(info)
    }
}

impl<'r> Decode<'r, Sqlite> for Metrics {
    fn decode(value: <Sqlite as Database>::ValueRef<'r>) -> std::result::Result<Metrics, BoxDynError> {
        let text = <&str as Decode<'r, Sqlite>>::decode(value)?;
        Ok(Metrics::of_text(text))
    }
}

impl Type<Postgres> for Metrics {
    fn type_info() -> <Postgres as Database>::TypeInfo {
        <Json<QualityMetrics> as Type<Postgres>>::type_info()
    }

    fn compatible(info: &<Postgres as Database>::TypeInfo) -> bool {
        <Json<QualityMetrics> as Type<Postgres>>::compatible(info)
    }
}

impl<'r> Decode<'r, Postgres> for Metrics {
    fn decode(value: <Postgres as Database>::ValueRef<'r>) -> std::result::Result<Metrics, BoxDynError> {
        let Json(document) = <Json<serde_json::Value> as Decode<'r, Postgres>>::decode(value)?;
        Ok(Metrics(serde_json::from_value(document).unwrap_or_default()))
    }
}
