//! Peak memory of `batch run`, which must not depend on the number of items.
//!
//! `cargo bench --bench memory [-- --items 1000,100000] [--json]`

#[path = "support/mod.rs"]
mod support;

use std::time::Duration;

use support::{Arguments, Figures, Folder, Goal, Server, measure, plan, serve_if_asked};

fn main() {
    serve_if_asked();
    let arguments = Arguments::of_process();
    let mut figures = Figures::default();
    let mut peaks = Vec::new();
    for items in arguments.numbers("--items", &[1000, 100_000]) {
        let folder = Folder::new();
        let limits = "concurrency = 50\nrequests = \"none\"";
        std::fs::write(folder.file("plan.toml"), plan("bench", items, limits)).expect("a folder of our own");
        let server = Server::start(Duration::ZERO);
        let mut command = folder.dialoom(["--json", "batch", "run", "plan.toml", "--provider", "openai", "--yes"]);
        command.args(["--model", "stand-in"]).env("OPENAI_BASE_URL", &server.url).env("OPENAI_API_KEY", "a-key");
        let run = measure(command);
        let said: serde_json::Value = serde_json::from_str(&run.stdout).expect("one JSON document");
        assert_eq!(said["made"], items, "{}", run.stdout);
        let mib = run.peak_kib as f64 / 1024.0;
        figures.goal(format!("{items} items: peak memory"), mib, "MiB", Goal::AtMost, 64.0);
        figures.add(format!("{items} items: conversations/s"), items as f64 / run.wall.as_secs_f64(), "/s");
        figures.add(format!("{items} items: CPU per conversation"), run.cpu().as_secs_f64() * 1e3 / items as f64, "ms");
        peaks.push(mib);
    }
    if let [first, .., last] = peaks.as_slice() {
        figures.goal("the last against the first", last / first, "×", Goal::AtMost, 1.1);
    }
    figures.print("memory", &arguments);
}
