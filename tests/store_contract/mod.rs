//! What the store promises, on both engines: every test here runs on a SQLite file and on a real PostgreSQL.

mod acts;
mod batches;
mod budgets;
mod claims;
mod conversations;
mod decisions;
mod exported_ids;
mod figures;
mod filters;
mod findings;
mod fixtures;
mod imports;
mod migrations;
mod opening;
mod outcomes;
mod paging;
mod quality_score;
mod rate;
mod raw;
mod recent_bands;
mod samples;
mod similar;
mod trash;
mod troubles;
mod waiting;

use std::io::Write;

use dialoom::domain::template::TemplateText;
use dialoom::store::Store;

use crate::support::postgres::Database;

/// Runs a test with an open, empty store on each engine.
pub async fn on_both(test: impl AsyncFn(Store)) {
    on_both_urls(async |url: String| test(Store::open_with(&url, &[template("Plain")]).await.unwrap()).await).await;
}

/// Runs a test with the URL of an empty database on each engine: for tests that open it more than once.
pub async fn on_both_urls(test: impl AsyncFn(String)) {
    {
        let _engine = Named("sqlite");
        let folder = tempfile::tempdir().unwrap();
        test(folder.path().join("test.db").to_str().unwrap().to_owned()).await;
    }
    let _engine = Named("postgres");
    let database = Database::new();
    test(database.url()).await;
}

/// Says on which engine a test failed.
struct Named(&'static str);

impl Drop for Named {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let _ = writeln!(std::io::stderr(), "failed on {}", self.0);
        }
    }
}

/// A template to begin with, so that these tests do not stand on the built-in ones.
pub fn template(name: &str) -> TemplateText {
    serde_json::from_value(serde_json::json!({
        "name": name,
        "text": "Talk as {{persona}} who feels {{emotion}} about {{topic}}.",
        "variables": [{"name": "persona"}],
        "structure": ["Fear", "Calm"],
    }))
    .unwrap()
}
