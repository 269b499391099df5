//! Opens a PostgreSQL database.

use std::str::FromStr as _;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions as _, Connection as _};

use crate::domain::effect::Effect;
use crate::store::presence::Presence;
use crate::store::sql::engine::Db;
use crate::store::{Result, Store, StoreError};

use crate::store::open::migrations::{APPLICATION_ID, POSTGRES, newest};
use crate::store::open::upgrade::{Upgrades, begins};

/// The advisory lock of the migrations: "dial".
const MIGRATION_LOCK: i64 = APPLICATION_ID;

pub(super) async fn open(url: &str, effect: Effect, upgrades: &Upgrades) -> Result<Store> {
    let options = PgConnectOptions::from_str(url).map_err(|_| StoreError::Unreachable {
        // The parser's own message may quote the URL with its password.
        place: "postgres://…".into(),
        reason: "the URL cannot be read; expected postgres://USER@HOST:PORT/DATABASE".into(),
    })?;
    let database = options.get_database().unwrap_or(options.get_username());
    let place =
        format!("postgres://{}@{}:{}/{database}", options.get_username(), options.get_host(), options.get_port());
    let options = options.options([("lock_timeout", "5s"), ("synchronous_commit", "on")]).statement_cache_capacity(200);
    let unreachable = |reason: String| StoreError::Unreachable { place: place.clone(), reason };
    // First connect outside the pool: the pool would retry until its timeout and then hide the reason.
    let first = tokio::time::timeout(Duration::from_secs(10), options.connect()).await;
    match first {
        Ok(Ok(connection)) => connection.close().await?,
        Ok(Err(error)) if is_used_up(&error) => return Err(error.into()),
        Ok(Err(sqlx::Error::Database(error))) => return Err(unreachable(error.message().to_owned())),
        Ok(Err(error)) => return Err(unreachable(error.to_string())),
        Err(_) => return Err(unreachable("no answer within 10 seconds".into())),
    }
    let pool =
        PgPoolOptions::new().max_connections(8).acquire_timeout(Duration::from_secs(10)).connect_lazy_with(options);
    migrate(&place, &pool, upgrades).await?;
    Ok(Store {
        db: Db::Postgres(pool),
        place: place.into(),
        file: None,
        presence: Presence::Stored,
        effect,
        recent_bands: None,
    })
}

/// SQLSTATE `too_many_connections`: of the server, the database or the role.
fn is_used_up(error: &sqlx::Error) -> bool {
    error.as_database_error().and_then(|error| error.code()).is_some_and(|code| code == "53300")
}

const HAS_TABLE: &str = "SELECT to_regclass($1) IS NOT NULL";

/// Applies the missing migrations under one lock and in one transaction.
async fn migrate(place: &str, pool: &sqlx::PgPool, upgrades: &Upgrades) -> Result<()> {
    let known = newest(&POSTGRES);
    let newer = |found| StoreError::Newer { place: place.to_owned(), found, known };
    if sqlx::query_scalar(HAS_TABLE).bind("dialoom_schema").fetch_one(pool).await? {
        let found: i64 =
            sqlx::query_scalar("SELECT coalesce(max(version), 0) FROM dialoom_schema").fetch_one(pool).await?;
        match found {
            found if found == known => return Ok(()),
            found if found > known => return Err(newer(found)),
            _ => {}
        }
    }
    let mut transaction = pool.begin().await?;
    sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(MIGRATION_LOCK).execute(&mut *transaction).await?;
    let is_ours: bool = sqlx::query_scalar(HAS_TABLE).bind("dialoom_schema").fetch_one(&mut *transaction).await?;
    let version: i64 = if is_ours {
        sqlx::query_scalar("SELECT coalesce(max(version), 0) FROM dialoom_schema").fetch_one(&mut *transaction).await?
    } else {
        for table in ["conversations", "prompt_templates", "batch_jobs"] {
            let is_taken: bool = sqlx::query_scalar(HAS_TABLE).bind(table).fetch_one(&mut *transaction).await?;
            if is_taken {
                let reason = format!("it has a table \"{table}\" of another program");
                return Err(StoreError::Foreign { place: place.to_owned(), reason });
            }
        }
        sqlx::raw_sql(
            "CREATE TABLE dialoom_schema (version bigint PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())",
        )
        .execute(&mut *transaction)
        .await?;
        0
    };
    if version > known {
        return Err(newer(version));
    }
    let missing: Vec<_> = POSTGRES.iter().filter(|migration| migration.version > version).collect();
    for (place, migration) in missing.iter().enumerate() {
        begins(upgrades, version, place, missing.len());
        sqlx::raw_sql(migration.sql.clone()).execute(&mut *transaction).await?;
        sqlx::query("INSERT INTO dialoom_schema (version) VALUES ($1)")
            .bind(migration.version)
            .execute(&mut *transaction)
            .await?;
    }
    transaction.commit().await?;
    Ok(())
}
