//! Rows of any table as JSON, and back, on both engines.

use sqlx::{Postgres, Sqlite};

use crate::store::sql::dialect::Dialect;

/// A column, and its type as the database names it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(super) struct Column {
    pub(super) name: String,
    kind: String,
}

/// Rows as JSON, and back.
pub(super) trait Rows: Dialect {
    /// The columns of a table that can be written, around its name.
    const COLUMNS: (&'static str, &'static str);
    /// The function that makes a JSON object of names and values.
    const OBJECT: &'static str;
    /// An expression for all rows `r` as a JSON array.
    fn rows(columns: &[Column]) -> String;
    /// The rows `r` of a table in the content of `t`.
    fn rows_back(table: &str) -> String;
    /// The value of a column of `r`.
    fn value(column: &Column) -> String;
}

impl Rows for Sqlite {
    const COLUMNS: (&'static str, &'static str) =
        ("SELECT name, type AS kind FROM pragma_table_xinfo(", ") WHERE hidden = 0 ORDER BY cid");
    const OBJECT: &'static str = "json_object";

    fn rows(columns: &[Column]) -> String {
        let value = |column: &Column| match column.kind.as_str() {
            "BLOB" => format!("'{0}', hex(r.{0})", column.name),
            _ => format!("'{0}', r.{0}", column.name),
        };
        format!("json_group_array(json_object({}))", columns.iter().map(value).collect::<Vec<_>>().join(", "))
    }

    fn rows_back(table: &str) -> String {
        format!("json_each(t.content, '$.{table}') r")
    }

    fn value(column: &Column) -> String {
        match column.kind.as_str() {
            // The JSON of NULL is an empty text.
            "BLOB" => format!("unhex(nullif(r.value ->> '{}', ''))", column.name),
            _ => format!("r.value ->> '{}'", column.name),
        }
    }
}

impl Rows for Postgres {
    const COLUMNS: (&'static str, &'static str) = (
        "SELECT column_name::text AS name, data_type::text AS kind FROM information_schema.columns \
         WHERE table_schema = current_schema() AND is_generated = 'NEVER' AND table_name = ",
        " ORDER BY ordinal_position",
    );
    const OBJECT: &'static str = "jsonb_build_object";

    fn rows(_: &[Column]) -> String {
        "coalesce(jsonb_agg(to_jsonb(r)), '[]'::jsonb)".into()
    }

    fn rows_back(table: &str) -> String {
        format!("jsonb_populate_recordset(NULL::{table}, t.content -> '{table}') r")
    }

    fn value(column: &Column) -> String {
        format!("r.{}", column.name)
    }
}
