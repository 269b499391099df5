//! The different values that conversations have on an axis.

use crate::domain::axis::Axis;
use crate::domain::axis_match::AxisMatch;

use crate::store::conversations::filter::{axis_key, different_values, push_value};
use crate::store::sql::engine::reading;
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store};

impl Store {
    /// The different values of an axis in order, each as one of its conversations spells it: those that match, at most
    /// `limit`.
    pub(crate) async fn axis_values(&self, axis: Axis, asked: Option<&AxisMatch>, limit: u32) -> Result<Vec<String>> {
        let rows: Vec<(String,)> = reading!(&self.db, |pool| {
            let key = axis_key(axis);
            let mut select = Statement::new(&format!(
                "SELECT (SELECT c.{axis} FROM conversations c WHERE c.{key} = d.value LIMIT 1) FROM ({}",
                different_values(key)
            ));
            if let Some(asked) = asked {
                push_value::<Engine>(&mut select, std::slice::from_ref(asked));
            }
            select.push(" LIMIT ").bind(i64::from(limit)).push(") AS d");
            select.query_as::<Engine, _>().fetch_all(pool).await
        })?;
        Ok(rows.into_iter().map(|(value,)| value).collect())
    }
}
