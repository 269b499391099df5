//! SQL for two engines: the open database, statements with bound values, the differences of SQLite and PostgreSQL.

pub(crate) mod bulk;
pub(crate) mod dialect;
pub(crate) mod engine;
pub(crate) mod statement;
pub(crate) mod value;
