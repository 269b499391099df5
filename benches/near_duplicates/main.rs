//! What it costs to compare conversations as they are saved, and how many near-duplicates that finds.
//!
//! `cargo bench --bench near_duplicates [-- --stored 1000,10000,100000] [--pairs 3000] [--sqlite] [--postgres] [--json]`

mod cost;
#[path = "../../tests/support/postgres.rs"]
#[allow(dead_code, unused_imports, reason = "the tests use the rest of it")]
mod postgres;
mod recall;
#[path = "../../tests/support/sample.rs"]
#[allow(dead_code, reason = "the tests use the rest of it")]
mod sample;
#[path = "../support/mod.rs"]
mod support;
mod texts;

use support::{Arguments, Figures, Folder};

fn main() {
    let arguments = Arguments::of_process();
    let runtime = tokio::runtime::Runtime::new().expect("threads can be started");
    let mut figures = Figures::default();
    let pairs = arguments.numbers("--pairs", &[3000])[0];
    if pairs > 0 {
        recall::measure(&runtime, pairs, &mut figures);
    }
    let stored = arguments.numbers("--stored", &[1000, 10_000, 100_000]);
    if !arguments.has("--postgres") {
        let folder = Folder::new();
        let place = |name: &str| folder.file(name).display().to_string();
        let places = [place("compared.db"), place("plain.db")];
        runtime.block_on(cost::measure("SQLite", &places, &stored, &mut figures));
    }
    if !arguments.has("--sqlite") {
        let databases = [postgres::Database::new(), postgres::Database::new()];
        // The server of the tests is faster than one that must survive a power cut.
        for setting in ["fsync = on", "full_page_writes = on", "max_wal_size = '1GB'", "autovacuum = on"] {
            databases[0].run(&format!("ALTER SYSTEM SET {setting}"));
        }
        databases[0].run("SELECT pg_reload_conf()");
        let places = databases.each_ref().map(postgres::Database::url);
        runtime.block_on(cost::measure("PostgreSQL", &places, &stored, &mut figures));
    }
    figures.print("near_duplicates", &arguments);
}
