//! SQL for two engines: the open database, statements with bound values, and what differs between SQLite and PostgreSQL.

#![warn(clippy::too_many_lines, clippy::too_many_arguments)]

pub(crate) mod bulk;
pub(crate) mod dialect;
pub(crate) mod engine;
pub(crate) mod statement;
pub(crate) mod value;
