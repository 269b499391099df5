//! How many conversations of a filter there are, and how many of them are approved, in one pass over an index.

use crate::domain::filter::Filter;
use crate::domain::status::Status;

use crate::store::conversations::filter::push_where;
use crate::store::sql::engine::{count, reading};
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store};

impl Store {
    /// The number of conversations of a filter, and of the approved ones among them.
    pub async fn made_and_approved(&self, filter: &Filter) -> Result<(u64, u64)> {
        // By status, even where all are meant: the index over states and times then has all that is read.
        let status = if filter.status.is_empty() { Status::ALL.to_vec() } else { filter.status.clone() };
        let filter = Filter { status, ..filter.clone() };
        let rows: Vec<(String, i64)> = reading!(&self.db, |pool| {
            let mut select = Statement::new("SELECT c.status, count(*) FROM conversations c");
            push_where::<Engine>(&mut select, &filter);
            select.push(" GROUP BY c.status");
            select.query_as::<Engine, _>().fetch_all(pool).await
        })?;
        let approved = rows.iter().find(|(status, _)| status == Status::Approved.as_str());
        Ok((rows.iter().map(|(_, found)| count(*found)).sum(), approved.map_or(0, |(_, found)| count(*found))))
    }
}
