//! Where the two engines differ: how values are bound, how errors are told apart, how a write is begun.
//!
//! Everything else is SQL written once, as a [`Statement`](crate::store::sql::statement::Statement).

use std::time::Duration;

use chrono::{DateTime, Datelike, SubsecRound, Timelike, Utc};
use sqlx::error::{BoxDynError, DatabaseError, ErrorKind};
use sqlx::{Database, Decode, Encode, PgPool, Postgres, Sqlite, SqlitePool, Type};

use crate::store::sql::statement::{Value, clean};
use crate::store::{Result, StoreError};

/// The open database.
#[derive(Debug, Clone)]
pub(crate) enum Db {
    /// One file: one connection that writes, a few that read.
    Sqlite {
        /// Holds one connection, so that writers of this process queue here instead of in SQLite's busy loop.
        write: SqlitePool,
        /// Connections that may only read.
        read: SqlitePool,
    },
    /// A server.
    Postgres(PgPool),
}

/// Expands a body once for each engine, as a future that gives `Result<T, sqlx::Error>`.
///
/// `reading!(db, |pool| …)` lends the pool to read from, `writing!(db, |tx| …)` an open transaction that is committed
/// when the body gives `Ok` and rolled back otherwise. Inside the body `Engine` is the sqlx database.
macro_rules! reading {
    ($db:expr, |$pool:ident| $body:expr) => {
        match $db {
            $crate::store::sql::engine::Db::Sqlite { read: $pool, .. } => {
                #[allow(dead_code, reason = "not every body names the engine")]
                type Engine = sqlx::Sqlite;
                $body
            }
            $crate::store::sql::engine::Db::Postgres($pool) => {
                #[allow(dead_code, reason = "not every body names the engine")]
                type Engine = sqlx::Postgres;
                $body
            }
        }
    };
}
pub(crate) use reading;

/// Runs a body in one transaction on either engine, and again for a few seconds while the database is busy.
///
/// `writing!(store, |tx| async-block-body)`: `tx` is `&mut Transaction<Engine>`; the body is a block whose value is
/// `Result<T>` of the store and may use `?` on both store and sqlx errors (it runs inside an `async` block).
macro_rules! writing {
    ($store:expr, |$tx:ident| $body:block) => {
        match &$store.db {
            $crate::store::sql::engine::Db::Sqlite { write, .. } => {
                #[allow(dead_code, reason = "not every body names the engine")]
                type Engine = sqlx::Sqlite;
                let mut patience = $crate::store::sql::engine::Patience::new();
                loop {
                    let done: $crate::store::Result<_> = async {
                        let mut transaction =
                            write.begin_with("BEGIN IMMEDIATE").await.map_err($crate::store::sql::engine::error)?;
                        let $tx = &mut transaction;
                        let value: $crate::store::Result<_> = async { $body }.await;
                        let value = value?;
                        transaction.commit().await.map_err($crate::store::sql::engine::error)?;
                        Ok(value)
                    }
                    .await;
                    match done {
                        Err(error) if patience.allows(&error).await => continue,
                        done => break done,
                    }
                }
            }
            $crate::store::sql::engine::Db::Postgres(pool) => {
                #[allow(dead_code, reason = "not every body names the engine")]
                type Engine = sqlx::Postgres;
                let mut patience = $crate::store::sql::engine::Patience::new();
                loop {
                    let done: $crate::store::Result<_> = async {
                        let mut transaction = pool.begin().await.map_err($crate::store::sql::engine::error)?;
                        let $tx = &mut transaction;
                        let value: $crate::store::Result<_> = async { $body }.await;
                        let value = value?;
                        transaction.commit().await.map_err($crate::store::sql::engine::error)?;
                        Ok(value)
                    }
                    .await;
                    match done {
                        Err(error) if patience.allows(&error).await => continue,
                        done => break done,
                    }
                }
            }
        }
    };
}
pub(crate) use writing;

/// How long a write is tried again while somebody else holds the database: a few times, for about five seconds.
pub(crate) struct Patience {
    until: tokio::time::Instant,
    pause: Duration,
}

impl Patience {
    /// As long as `busy_timeout`, which covers the same wait inside SQLite.
    pub(crate) fn new() -> Patience {
        Patience { until: tokio::time::Instant::now() + BUSY, pause: Duration::from_millis(5) }
    }

    /// Whether the error is worth another try; waits a little longer each time before it says so.
    pub(crate) async fn allows(&mut self, error: &StoreError) -> bool {
        if !matches!(error, StoreError::Locked) || tokio::time::Instant::now() >= self.until {
            return false;
        }
        tokio::time::sleep(self.pause).await;
        self.pause = (self.pause * 2).min(Duration::from_millis(200));
        true
    }
}

/// How long SQLite itself waits for a lock.
pub(crate) const BUSY: Duration = Duration::from_secs(5);

/// A point in time as both engines store it: whole microseconds.
///
/// SQLite holds text, and sqlx's own form drops trailing zeros of the fraction, which then sorts wrongly; so it is
/// always written with six digits: `2026-01-02T03:04:05.000006Z`. Bind and read every time as this type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time(pub DateTime<Utc>);

impl Time {
    /// Now.
    pub fn now() -> Time {
        Time::from(Utc::now())
    }

    /// The text SQLite holds; 27 characters.
    pub fn text(self) -> String {
        let (date, time) = (self.0.date_naive(), self.0.time());
        // By hand, since chrono reads its format again for each time it writes, and a saved conversation writes twenty.
        let mut text = *b"0000-00-00T00:00:00.000000Z";
        let mut put = |end: usize, mut number: u32| {
            for digit in text[..end].iter_mut().rev().take_while(|digit| digit.is_ascii_digit()) {
                *digit = b'0' + (number % 10) as u8;
                number /= 10;
            }
        };
        put(4, date.year().clamp(0, 9999).unsigned_abs());
        put(7, date.month());
        put(10, date.day());
        put(13, time.hour());
        put(16, time.minute());
        put(19, time.second());
        put(26, time.nanosecond() / 1000 % 1_000_000);
        text.iter().copied().map(char::from).collect()
    }
}

impl From<DateTime<Utc>> for Time {
    fn from(time: DateTime<Utc>) -> Time {
        Time(time.trunc_subsecs(6))
    }
}

impl From<Time> for DateTime<Utc> {
    fn from(time: Time) -> DateTime<Utc> {
        time.0
    }
}

impl Type<Sqlite> for Time {
    fn type_info() -> <Sqlite as Database>::TypeInfo {
        <String as Type<Sqlite>>::type_info()
    }

    fn compatible(info: &<Sqlite as Database>::TypeInfo) -> bool {
        <String as Type<Sqlite>>::compatible(info)
    }
}

impl Encode<'_, Sqlite> for Time {
    fn encode_by_ref(
        &self,
        buffer: &mut <Sqlite as Database>::ArgumentBuffer,
    ) -> std::result::Result<sqlx::encode::IsNull, BoxDynError> {
        <String as Encode<'_, Sqlite>>::encode(self.text(), buffer)
    }
}

impl<'r> Decode<'r, Sqlite> for Time {
    fn decode(value: <Sqlite as Database>::ValueRef<'r>) -> std::result::Result<Time, BoxDynError> {
        <DateTime<Utc> as Decode<'r, Sqlite>>::decode(value).map(Time)
    }
}

impl Type<Postgres> for Time {
    fn type_info() -> <Postgres as Database>::TypeInfo {
        <DateTime<Utc> as Type<Postgres>>::type_info()
    }
}

impl Encode<'_, Postgres> for Time {
    fn encode_by_ref(
        &self,
        buffer: &mut <Postgres as Database>::ArgumentBuffer,
    ) -> std::result::Result<sqlx::encode::IsNull, BoxDynError> {
        <DateTime<Utc> as Encode<'_, Postgres>>::encode_by_ref(&self.0, buffer)
    }
}

impl<'r> Decode<'r, Postgres> for Time {
    fn decode(value: <Postgres as Database>::ValueRef<'r>) -> std::result::Result<Time, BoxDynError> {
        <DateTime<Utc> as Decode<'r, Postgres>>::decode(value).map(Time)
    }
}

/// The arguments of a statement for one engine, out of [`Value`]s.
pub(crate) trait Arguments: Database {
    /// How words begin to be stored for search.
    const SEARCH_INSERT: &'static str;
    /// What stands before the id, between the id and the words, and after them, for each conversation.
    const SEARCH_ROW: (&'static str, &'static str, &'static str);
    /// What stands before and after what is searched for, in a condition on conversations known as `c`.
    const SEARCH_MATCH: (&'static str, &'static str);
    /// Word for word the condition of the partial index over the review queue, used only where it is repeated.
    const UNDECIDED: &'static str;
    /// What stands before and after a JSON object that is appended to `review_history`.
    const HISTORY_APPEND: (&'static str, &'static str);
    /// The day (UTC) of `c.created_at`, as `2026-01-31`.
    const CREATED_DAY: &'static str;

    /// Words that must all occur, in the engine's query language; each is letters and digits only.
    fn search_query(words: &[String]) -> String;

    /// The text of a statement with placeholders as this engine reads them, out of one that says `?` for each.
    fn placeholders(sql: String) -> String;

    /// Turns the values into arguments, in order.
    fn arguments(values: Vec<Value>) -> <Self as Database>::Arguments;
}

macro_rules! arguments_for {
    ($engine:ty { $($different:tt)+ }) => {
        impl Arguments for $engine {
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
                        Value::Json(json) => arguments.add(sqlx::types::Json(json)),
                        Value::Bool(value) => arguments.add(value),
                    };
                    added.expect("text, numbers, ids, times and JSON values always encode");
                }
                arguments
            }
        }
    };
}
arguments_for!(Sqlite {
    const SEARCH_INSERT: &'static str = "INSERT INTO conversation_search (rowid, words) VALUES ";
    const SEARCH_ROW: (&'static str, &'static str, &'static str) =
        ("((SELECT row FROM conversations WHERE id = ", "), ", ")");
    const SEARCH_MATCH: (&'static str, &'static str) =
        (" AND c.row IN (SELECT rowid FROM conversation_search WHERE conversation_search MATCH ", ")");
    const UNDECIDED: &'static str =
        " AND +c.status IN ('draft', 'generated', 'pending_review', 'needs_revision', 'none')";
    const HISTORY_APPEND: (&'static str, &'static str) = ("json_insert(review_history, '$[#]', json(", "))");
    const CREATED_DAY: &'static str = "substr(c.created_at, 1, 10)";

    fn placeholders(sql: String) -> String {
        sql
    }

    fn search_query(words: &[String]) -> String {
        words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" ")
    }
});
arguments_for!(Postgres {
    const SEARCH_INSERT: &'static str = "INSERT INTO conversation_search (conversation_id, words) VALUES ";
    const SEARCH_ROW: (&'static str, &'static str, &'static str) =
        ("(", ", array_to_tsvector(string_to_array(", ", ' ')))");
    const SEARCH_MATCH: (&'static str, &'static str) =
        (" AND c.id IN (SELECT conversation_id FROM conversation_search WHERE words @@ CAST(", "::text AS tsquery))");
    const UNDECIDED: &'static str =
        " AND c.status IN ('draft', 'generated', 'pending_review', 'needs_revision', 'none')";
    const HISTORY_APPEND: (&'static str, &'static str) = ("review_history || jsonb_build_array(", "::jsonb)");
    const CREATED_DAY: &'static str = "to_char(c.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')";

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

    fn search_query(words: &[String]) -> String {
        words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" & ")
    }
});

/// The one mapping from what sqlx says to what the user can do about it.
pub(crate) fn error(error: sqlx::Error) -> StoreError {
    match &error {
        sqlx::Error::Database(database) => from_database(database.as_ref()),
        sqlx::Error::PoolTimedOut => StoreError::Locked,
        sqlx::Error::Io(io) if io.kind() == std::io::ErrorKind::StorageFull => StoreError::Full,
        sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => {
            StoreError::Unreachable { place: "in use".into(), reason: format!("the connection was lost: {error}") }
        }
        _ => StoreError::Other(error.to_string()),
    }
}

fn from_database(error: &dyn DatabaseError) -> StoreError {
    if let Some(error) = error.try_downcast_ref::<sqlx::sqlite::SqliteError>() {
        // Extended result codes: the low byte is the kind (https://www.sqlite.org/rescode.html).
        let code: i32 = error.code().and_then(|code| code.parse().ok()).unwrap_or(0);
        return match code & 0xff {
            5 | 6 => StoreError::Locked,
            13 => StoreError::Full,
            // SQLITE_IOERR_WRITE, _FSYNC, _TRUNCATE and _SHMSIZE: a quota or a full disk met while the file, or the one that
            // is shared memory beside it, was being written.
            10 if matches!(code, 778 | 1034 | 1546 | 4874) => StoreError::Full,
            _ => StoreError::Other(error.message().to_owned()),
        };
    }
    // PostgreSQL's SQLSTATE classes (https://www.postgresql.org/docs/current/errcodes-appendix.html).
    match error.code().as_deref() {
        Some("53100") => StoreError::Full,
        Some("40001" | "40P01" | "55P03") => StoreError::Locked,
        Some(code) if code.starts_with("08") || code.starts_with("57P") || code == "53300" => {
            StoreError::Unreachable { place: "in use".into(), reason: error.message().to_owned() }
        }
        _ => StoreError::Other(error.message().to_owned()),
    }
}

/// Like [`error`], but a value that must be unique and is not means the name is taken.
pub(crate) fn taken(error_given: sqlx::Error, what: &'static str, name: &str) -> StoreError {
    match error_given.as_database_error() {
        Some(database) if database.kind() == ErrorKind::UniqueViolation => {
            StoreError::Taken { what, name: name.to_owned() }
        }
        _ => error(error_given),
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(given: sqlx::Error) -> StoreError {
        error(given)
    }
}

/// A number from the database that counts something.
pub(crate) fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// A count as the database holds it.
pub(crate) fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A word of a fixed list as read from the database.
pub(crate) fn word<W: std::str::FromStr<Err = crate::domain::UnknownWord>>(text: &str) -> Result<W> {
    text.parse()
        .map_err(|error: crate::domain::UnknownWord| StoreError::Other(format!("a stored row holds an {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_with_six_digits_so_that_they_sort() {
        let time = |text: &str| Time::from(text.parse::<DateTime<Utc>>().expect("a time"));
        let texts = [time("2026-01-02T03:04:05Z").text(), time("2026-01-02T03:04:05.1234567Z").text()];
        assert_eq!(texts, ["2026-01-02T03:04:05.000000Z", "2026-01-02T03:04:05.123456Z"]);
        assert!(texts.is_sorted());
    }
}
