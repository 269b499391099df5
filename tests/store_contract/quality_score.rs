//! The blended score on PostgreSQL is a function; it equals the one of the program.

use dialoom::domain::quality::JudgeMarks;
use dialoom::quality::blended;
use dialoom::store::Store;
use sqlx::PgPool;

use super::template;
use crate::support::postgres::Database;

/// A database with dialoom's schema, and a connection past the store.
async fn opened() -> (Database, PgPool) {
    let database = Database::new();
    Store::open_with(&database.url(), &[template("Plain")]).await.unwrap();
    let pool = PgPool::connect(&database.url()).await.unwrap();
    (database, pool)
}

type Row = (i64, i64, Option<f64>, Option<f64>, Option<f64>, f64);

/// Every number of turns and of tokens at which points change, with all marks of the first list for each criterion.
const WHOLE_MARKS: &str = "
    SELECT t, k, o, r, a, calculate_quality_score(t, k, jsonb_strip_nulls(jsonb_build_object(
        'judge', jsonb_build_object('overall', o, 'relevance', r, 'accuracy', a))))::float8
    FROM unnest(ARRAY[0, 1, 5, 6, 7, 8, 12, 16, 17, 20, 21, 900]::bigint[]) t,
        unnest(ARRAY[0, 499, 500, 999, 1000, 2000, 3000, 3001, 5000, 5001, 9000000000]) k,
        unnest(ARRAY[NULL, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]::float8[]) o,
        unnest(ARRAY[NULL, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]::float8[]) r,
        unnest(ARRAY[NULL, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]::float8[]) a";

/// Marks with a fraction, and some outside 0 to 10, without the key around them.
const OTHER_MARKS: &str = "
    SELECT t, k, o, r, a, calculate_quality_score(t, k,
        jsonb_build_object('overall', o, 'relevance', r, 'accuracy', a))::float8
    FROM unnest(ARRAY[5, 6, 8]::bigint[]) t, unnest(ARRAY[400, 500, 2000]::bigint[]) k,
        (SELECT n / 20.0::float8 o FROM generate_series(-3, 203) n) o,
        unnest(ARRAY[0, 0.1, 3.35, 7.77, 99]::float8[]) r, unnest(ARRAY[-5, 0.05, 6.999, 10]::float8[]) a";

#[tokio::test(flavor = "multi_thread")]
async fn the_function_of_the_database_equals_that_of_the_program() {
    let (_database, pool) = opened().await;
    for (sql, rows) in [(WHOLE_MARKS, 175_692), (OTHER_MARKS, 37_260)] {
        let grid: Vec<Row> = sqlx::query_as(sql).fetch_all(&pool).await.unwrap();
        assert_eq!(grid.len(), rows);
        for (turns, tokens, overall, relevance, accuracy, stored) in grid {
            let marks = JudgeMarks { overall, relevance, accuracy };
            let score = blended(turns as usize, tokens as u64, &marks).points();
            assert_eq!(score, stored, "{turns} turns, {tokens} tokens, {marks:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_mark_counts_five_and_the_mean_is_not_rounded() {
    let (_database, pool) = opened().await;
    for (metrics, score) in [
        ("NULL", "7.5"),
        ("'{}'", "7.5"),
        ("'{\"findings\": [], \"judge\": null}'", "7.5"),
        ("'{\"judge\": {\"overall\": \"nine\", \"relevance\": null}}'", "7.5"),
        ("'{\"judge\": {\"overall\": 8}, \"overall\": 1}'", "8.0"),
        ("'{\"overall\": 8}'", "8.0"),
        // With a mean of one decimal, 8.7, it would be 9.4.
        ("'{\"overall\": 9, \"relevance\": 9, \"accuracy\": 8}'", "9.3"),
    ] {
        let sql = format!("SELECT calculate_quality_score(10, 2000, {metrics}::jsonb)::text");
        let told: String = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&pool).await.unwrap();
        assert_eq!(told, score, "{metrics}");
    }
}

/// How the function was written down first: it rounds the mean of the marks, and then the whole.
const FIRST_DRAFT: &str = "
    CREATE FUNCTION rounds_twice(overall numeric, relevance numeric, accuracy numeric) RETURNS numeric
    LANGUAGE sql IMMUTABLE AS $$
        SELECT round((3.0 + 2.0 + ((overall + relevance + accuracy) / 3.0)::numeric(3,1) * 0.5)::numeric(3,1), 1)
    $$";

#[tokio::test(flavor = "multi_thread")]
async fn rounding_the_mean_too_would_differ_for_a_third_of_the_marks() {
    let (database, pool) = opened().await;
    database.run(FIRST_DRAFT);
    let sql = "SELECT count(*) FROM generate_series(1, 10) o, generate_series(1, 10) r, generate_series(1, 10) a
        WHERE rounds_twice(o, r, a) <> calculate_quality_score(10, 2000,
            jsonb_build_object('overall', o, 'relevance', r, 'accuracy', a))";
    let differing: i64 = sqlx::query_scalar(sql).fetch_one(&pool).await.unwrap();
    assert_eq!(differing, 333, "of 1000");
}
