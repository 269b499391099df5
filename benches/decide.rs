//! `approve` of many by a filter, and its undo: one transaction, and only ids and titles in memory.
//!
//! `cargo bench --bench decide [-- --stored 10000] [--json]`

#[path = "../tests/support/sample.rs"]
#[allow(dead_code, reason = "the tests use the rest of it")]
mod sample;
#[path = "support/mod.rs"]
mod support;

use dialoom::domain::conversation::NewConversation;
use dialoom::store::Store;

use support::{Arguments, Figures, Folder, Goal, measure, ms, serve_if_asked};

/// Conversations per transaction while seeding.
const AT_ONCE: usize = 500;

fn main() {
    serve_if_asked();
    let arguments = Arguments::of_process();
    let runtime = tokio::runtime::Runtime::new().expect("threads can be started");
    let mut figures = Figures::default();
    for stored in arguments.numbers("--stored", &[10_000]) {
        let folder = Folder::new();
        let path = folder.file("dialoom.db").display().to_string();
        let store = runtime.block_on(Store::open(&path)).expect("a fresh file can be opened");
        let all: Vec<u64> = (0..stored).collect();
        for some in all.chunks(AT_ONCE) {
            let some: Vec<NewConversation> = some.iter().map(|n| conversation(*n)).collect();
            runtime.block_on(store.add_conversations(&some)).expect("room on the disk");
        }
        runtime.block_on(store.close());
        let approve = measure(folder.dialoom(["approve", "--min-quality", "7", "--yes", "--json"]));
        let said: serde_json::Value = serde_json::from_str(&approve.stdout).expect("one JSON document");
        assert_eq!(said["count"], stored);
        figures.goal(format!("{stored}: approve by a filter"), ms(approve.wall), "ms", Goal::AtMost, 1_000.0);
        let mib = approve.peak_kib as f64 / 1024.0;
        figures.goal(format!("{stored}: its peak memory"), mib, "MiB", Goal::AtMost, 40.0);
        let undo = measure(folder.dialoom(["undo", "--yes", "--json"]));
        figures.add(format!("{stored}: undo of it"), ms(undo.wall), "ms");
        figures.add(format!("{stored}: its peak memory"), undo.peak_kib as f64 / 1024.0, "MiB");
    }
    figures.print("decide", &arguments);
}

fn conversation(n: u64) -> NewConversation {
    NewConversation {
        categories: vec!["Retirement".into()],
        ..sample::conversation(&format!("Talk {n}"), 8.0, n as i64)
    }
}
