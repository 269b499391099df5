//! A database of many conversations, made fast, for whoever measures something by hand.
//!
//! `cargo bench --bench million -- --stored 1000000 [--personas 10] [--topics 13] --to FILE`

#[path = "support/million.rs"]
mod million;
#[path = "support/mod.rs"]
mod support;

use std::path::PathBuf;
use std::time::Instant;

use million::Axes;
use support::{Arguments, Figures};

fn main() {
    let arguments = Arguments::of_process();
    let path = PathBuf::from(arguments.text("--to").expect("--to FILE names the new database"));
    assert!(!path.exists(), "{} exists", path.display());
    let stored = arguments.numbers("--stored", &[1_000_000])[0];
    let usual = Axes::default();
    let axes = Axes {
        personas: arguments.numbers("--personas", &[usual.personas])[0],
        topics: arguments.numbers("--topics", &[usual.topics])[0],
    };
    let runtime = tokio::runtime::Runtime::new().expect("threads can be started");
    let began = Instant::now();
    runtime.block_on(million::seed(&path, stored, axes));
    let mut figures = Figures::default();
    figures.add(format!("{stored} stored in {}", path.display()), began.elapsed().as_secs_f64(), "s");
    figures.print("million", &arguments);
}
