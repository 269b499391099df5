//! Marks that need no question: their numbers are known, and the lowest mark that is no finding has changed.

use std::collections::HashMap;

use crate::store::batches::outcome::NewMarks;
use crate::store::conversations::marked::{Marked, save_marks};
use crate::store::sql::engine::writing;
use crate::store::{Result, Store, StoreError};

impl Store {
    /// Stores marks whose numbers are known already, in one transaction. Returns how many conversations changed.
    pub(crate) async fn renew_marks(&self, marks: &[NewMarks], by: &str) -> Result<u64> {
        let marks: Vec<(&NewMarks, &str)> = marks.iter().map(|new| (new, by)).collect();
        writing!(self, |tx| {
            let marked: HashMap<String, Marked> = save_marks!(tx, &marks);
            Ok::<_, StoreError>(marked.len() as u64)
        })
    }
}
