//! The SQL that differs between the engines. All other SQL is written once, as a `Statement`.

use sqlx::{Database, Postgres, Sqlite};

use crate::store::sql::value::{Value, clean};

/// A word of a search: letters and digits only.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct SearchWord {
    pub(crate) text: String,
    /// Whether every word that begins so is meant.
    pub(crate) is_prefix: bool,
}

/// SQL that differs between the engines. A pair or triple surrounds the bound values.
pub(crate) trait Dialect: Database {
    /// Begins the statement that stores words for search.
    const SEARCH_INSERT: &'static str;
    /// One row of that statement, around a conversation's id and its words.
    const SEARCH_ROW: (&'static str, &'static str, &'static str);
    /// Forgets the words of a conversation, around its id.
    const SEARCH_DELETE: (&'static str, &'static str);
    /// A condition on conversations `c`, around the search query.
    const SEARCH_MATCH: (&'static str, &'static str);
    /// A condition on conversations `c`, around a JSON array of categories.
    const CATEGORY_MATCH: (&'static str, &'static str);
    /// A condition on conversations `c`, around a JSON array of objects with one parameter each. It may compare only the
    /// beginning of a value, as the index holds it.
    const PARAM_MATCH: (&'static str, &'static str);
    /// The same for whole values and without an index, where the index holds less.
    const WHOLE_PARAM_MATCH: Option<(&'static str, &'static str)>;
    /// Whether a page of narrow rows is cheaper as one value.
    const PACKS_ROWS: bool;
    /// The 32 hexadecimal digits of `conversation_id`.
    const CONVERSATION_DIGITS: &'static str;
    /// The bytes of `content` as a client reads it.
    const CONTENT_BYTES: &'static str;
    /// Joins the texts of a group, around them.
    const JOINED: (&'static str, &'static str);
    /// The function that gives the place of a text inside another; 0 where it is not there.
    const PLACE_OF: &'static str;
    /// The condition of the review queue's index, word for word: otherwise the planner ignores the index.
    const UNDECIDED: &'static str;
    /// Appends to `review_history`, around a JSON object.
    const HISTORY_APPEND: (&'static str, &'static str);
    /// The `tags` with one more, around it.
    const TAG_ADD: (&'static str, &'static str);
    /// The `tags` without one, around it.
    const TAG_REMOVE: (&'static str, &'static str);
    /// Makes the cache of this connection small, for pages that are read once, and large again. Where it is large, a page
    /// that several conversations change is written once.
    const CACHES: Option<(&'static str, &'static str)>;
    /// Ends a statement that locks the rows of `c` it reads. A transaction of SQLite has the whole file.
    const LOCK: &'static str;
    /// The day (UTC) of `c.created_at`, as `2026-01-31`.
    const CREATED_DAY: &'static str;
    /// The minute (UTC) of `l.created_at`.
    const LOGGED_MINUTE: &'static str;

    /// Today (UTC), as `2026-01-31`, by the clock that all processes share.
    const TODAY: &'static str;
    /// Ends a SELECT whose rows stay locked until the transaction ends. SQLite has one writer anyway.
    const FOR_UPDATE: &'static str;
    /// The rows of a JSON array of texts, around the array; their column is `value`.
    const TEXTS: (&'static str, &'static str);

    /// The sum of an integer column that is never negative: 0 without rows, and at most the largest bigint.
    fn sum(column: &str) -> String;

    /// A search query for conversations with all these words.
    fn search_query(words: &[SearchWord]) -> String;

    /// Turns each `?` of a statement into the engine's own placeholder.
    fn placeholders(sql: String) -> String;

    fn arguments(values: Vec<Value>) -> <Self as Database>::Arguments;
}

macro_rules! dialect_of {
    ($engine:ty { $($different:tt)+ }) => {
        impl Dialect for $engine {
            $($different)+

            fn arguments(values: Vec<Value>) -> <$engine as Database>::Arguments {
                use sqlx::Arguments as _;
                let mut arguments = <$engine as Database>::Arguments::default();
                arguments.reserve(values.len(), 0);
                for value in values {
                    let added = match value {
                        Value::Text(Some(text)) if text.contains('\0') => arguments.add(clean(&text)),
                        Value::Text(text) => arguments.add(text),
                        Value::Int(number) => arguments.add(number),
                        Value::Real(number) => arguments.add(number),
                        Value::Id(id) => arguments.add(id),
                        Value::Time(time) => arguments.add(time),
                        Value::Json(json) => arguments.add(json.map(sqlx::types::Json)),
                        Value::Bool(value) => arguments.add(value),
                        Value::Bytes(bytes) => arguments.add(bytes),
                    };
                    added.expect("text, numbers, ids, times and JSON values always encode");
                }
                arguments
            }
        }
    };
}
dialect_of!(Sqlite {
    const SEARCH_INSERT: &'static str = "INSERT INTO conversation_search (rowid, words) VALUES ";
    const SEARCH_ROW: (&'static str, &'static str, &'static str) =
        ("((SELECT row FROM conversations WHERE id = ", "), ", ")");
    const SEARCH_DELETE: (&'static str, &'static str) =
        ("DELETE FROM conversation_search WHERE rowid = (SELECT row FROM conversations WHERE id = ", ")");
    const SEARCH_MATCH: (&'static str, &'static str) =
        (" AND c.row IN (SELECT rowid FROM conversation_search WHERE conversation_search MATCH ", ")");
    const CATEGORY_MATCH: (&'static str, &'static str) = (
        " AND c.row IN (SELECT g.conversation FROM conversation_categories g \
         WHERE g.category IN (SELECT value FROM json_each(",
        ")))",
    );
    const PARAM_MATCH: (&'static str, &'static str) = (
        " AND c.row IN (SELECT p.conversation FROM conversation_parameters p WHERE p.parameter IN (SELECT v.id \
         FROM parameter_values v WHERE (v.name, v.value) IN (SELECT one.key, substr(one.value, 1, 100) FROM json_each(",
        ") many, json_each(many.value) one)))",
    );
    const WHOLE_PARAM_MATCH: Option<(&'static str, &'static str)> = Some((
        " AND EXISTS (SELECT 1 FROM json_each(c.parameters) has WHERE (has.key, has.value) IN \
         (SELECT one.key, one.value FROM json_each(",
        ") many, json_each(many.value) one))",
    ));
    const PACKS_ROWS: bool = true;
    const CONVERSATION_DIGITS: &'static str = "hex(conversation_id)";
    const CONTENT_BYTES: &'static str = "octet_length(content)";
    const JOINED: (&'static str, &'static str) = ("group_concat(", ", '')");
    const PLACE_OF: &'static str = "instr";
    const UNDECIDED: &'static str =
        " AND +c.status IN ('draft', 'generated', 'pending_review', 'needs_revision', 'none')";
    const HISTORY_APPEND: (&'static str, &'static str) = ("json_insert(review_history, '$[#]', json(", "))");
    const TAG_ADD: (&'static str, &'static str) = ("json_insert(coalesce(tags, '[]'), '$[#]', ", ")");
    const TAG_REMOVE: (&'static str, &'static str) =
        ("(SELECT json_group_array(value) FROM json_each(tags) WHERE value <> ", ")");
    const CACHES: Option<(&'static str, &'static str)> =
        Some(("PRAGMA cache_size = -2048", "PRAGMA cache_size = -8192"));
    const LOCK: &'static str = "";
    const CREATED_DAY: &'static str = "substr(c.created_at, 1, 10)";
    const LOGGED_MINUTE: &'static str = "substr(l.created_at, 1, 16)";
    const FOR_UPDATE: &'static str = "";
    const TODAY: &'static str = "strftime('%Y-%m-%d', 'now')";
    const TEXTS: (&'static str, &'static str) = ("SELECT value FROM json_each(", ")");

    /// `sum` fails where it overflows. `total` is exact up to 2^53, and the cast ends at the largest integer.
    fn sum(column: &str) -> String {
        format!("CAST(total({column}) AS INTEGER)")
    }

    fn placeholders(sql: String) -> String {
        sql
    }

    fn search_query(words: &[SearchWord]) -> String {
        let word = |it: &SearchWord| format!("\"{}\"{}", it.text, if it.is_prefix { "*" } else { "" });
        words.iter().map(word).collect::<Vec<_>>().join(" ")
    }
});
dialect_of!(Postgres {
    const SEARCH_INSERT: &'static str = "INSERT INTO conversation_search (conversation_id, words) VALUES ";
    const SEARCH_ROW: (&'static str, &'static str, &'static str) =
        ("(", ", array_to_tsvector(string_to_array(", ", ' ')))");
    const SEARCH_DELETE: (&'static str, &'static str) = ("DELETE FROM conversation_search WHERE conversation_id = ", "");
    const SEARCH_MATCH: (&'static str, &'static str) =
        (" AND c.id IN (SELECT conversation_id FROM conversation_search WHERE words @@ CAST(", "::text AS tsquery))");
    const CATEGORY_MATCH: (&'static str, &'static str) = (
        " AND c.id IN (SELECT g.id FROM jsonb_array_elements(",
        ") one JOIN conversations g ON g.categories @> jsonb_build_array(one))",
    );
    const PARAM_MATCH: (&'static str, &'static str) = (
        " AND c.id IN (SELECT p.id FROM jsonb_array_elements(",
        ") one JOIN conversations p ON p.parameters @> one)",
    );
    const WHOLE_PARAM_MATCH: Option<(&'static str, &'static str)> = None;
    const PACKS_ROWS: bool = false;
    const CONVERSATION_DIGITS: &'static str = "encode(uuid_send(conversation_id), 'hex')";
    const CONTENT_BYTES: &'static str = "octet_length(convert_to(content, 'UTF8'))";
    const JOINED: (&'static str, &'static str) = ("string_agg(", ", '')");
    const PLACE_OF: &'static str = "strpos";
    const UNDECIDED: &'static str =
        " AND c.status IN ('draft', 'generated', 'pending_review', 'needs_revision', 'none')";
    const HISTORY_APPEND: (&'static str, &'static str) = ("review_history || jsonb_build_array(", "::jsonb)");
    const TAG_ADD: (&'static str, &'static str) = ("coalesce(tags, '[]'::jsonb) || to_jsonb(", "::text)");
    const TAG_REMOVE: (&'static str, &'static str) = ("tags - ", "::text");
    const CACHES: Option<(&'static str, &'static str)> = None;
    const LOCK: &'static str = " FOR UPDATE OF c";
    const CREATED_DAY: &'static str = "to_char(c.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')";
    const LOGGED_MINUTE: &'static str = "date_trunc('minute', l.created_at)";
    const FOR_UPDATE: &'static str = " FOR UPDATE";
    const TODAY: &'static str = "to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD')";
    const TEXTS: (&'static str, &'static str) = ("SELECT jsonb_array_elements_text(", ") AS value");

    /// `sum` of bigint is numeric.
    fn sum(column: &str) -> String {
        format!("CAST(least(coalesce(sum({column}), 0), 9223372036854775807) AS bigint)")
    }

    fn placeholders(sql: String) -> String {
        let mut numbered = String::with_capacity(sql.len() + sql.len() / 4);
        for (place, part) in sql.split('?').enumerate() {
            if place > 0 {
                numbered.push('$');
                numbered.push_str(&place.to_string());
            }
            numbered.push_str(part);
        }
        numbered
    }

    fn search_query(words: &[SearchWord]) -> String {
        let word = |it: &SearchWord| format!("'{}'{}", it.text, if it.is_prefix { ":*" } else { "" });
        words.iter().map(word).collect::<Vec<_>>().join(" & ")
    }
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_numbered_for_postgres_and_left_to_sqlite() {
        let text = || "a = ? AND b IN (?, ?) AND c -> '$.d' = 1".to_owned();
        assert_eq!(Sqlite::placeholders(text()), text());
        assert_eq!(Postgres::placeholders(text()), "a = $1 AND b IN ($2, $3) AND c -> '$.d' = 1");
    }
}
