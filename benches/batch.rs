//! `batch run` of the real program against a stand-in server: conversations per second, CPU and memory. With slow
//! answers also the wall time against the best schedule; under limits on requests what reserving the starts costs.
//!
//! `cargo bench --bench batch [-- --items 1000,5000] [--protocol openai|anthropic] [--latency 500] [--rpm 50,1000]
//! [--db URL] [--json]`

#[path = "support/mod.rs"]
mod support;

use std::time::Duration;

use support::{
    Arguments, Figures, Folder, Goal, Measured, Served, Server, best_schedule, measure, plan, serve_if_asked,
};

/// Calls in flight in all runs.
const AT_ONCE: usize = 50;

fn main() {
    serve_if_asked();
    let arguments = Arguments::of_process();
    let mut figures = Figures::default();
    for items in arguments.numbers("--items", &[1000, 5000]) {
        let (run, served) = batch(&arguments, items, Duration::ZERO, None);
        let of = |what: &str| format!("{items} items, instant server: {what}");
        let each = |time: Duration| time.as_secs_f64() * 1e3 / items as f64;
        figures.goal(of("conversations/s"), items as f64 / run.wall.as_secs_f64(), "/s", Goal::AtLeast, 2000.0);
        figures.goal(of("CPU per conversation"), each(run.cpu()), "ms", Goal::AtMost, 0.3);
        figures.add(of("user CPU of it"), each(run.user), "ms");
        figures.add(of("system CPU of it"), each(run.system), "ms");
        figures.goal(of("peak memory"), run.peak_kib as f64 / 1024.0, "MiB", Goal::AtMost, 64.0);
        figures.add(of("whole process"), run.wall.as_secs_f64(), "s");
        assert_eq!((served.delivered, served.prompts), (items, items), "one call for each item");
    }
    for median in arguments.numbers("--latency", &[500]).into_iter().filter(|median| *median > 0) {
        let (run, served) = batch(&arguments, 1000, Duration::from_millis(median), None);
        let of = |what: &str| format!("1000 items, {median} ms median: {what}");
        let ideal = served.delays.iter().sum::<Duration>() / AT_ONCE as u32;
        let best = best_schedule(&served.delays, AT_ONCE);
        let wall = run.wall.as_secs_f64();
        figures.add(of("whole process"), wall, "s");
        figures.add(of("against sum of latencies / 50"), wall / ideal.as_secs_f64(), "×");
        let schedule = wall / best.as_secs_f64();
        figures.goal(of("against the best schedule of the same latencies"), schedule, "×", Goal::AtMost, 1.03);
        figures.add(of("that schedule against sum / 50"), best.as_secs_f64() / ideal.as_secs_f64(), "×");
    }
    for requests in arguments.numbers("--rpm", &[50, 1000, 4000, 20_000]) {
        // One window's worth at the most: all of it may start at once.
        let items = requests.min(2000);
        let (run, _) = batch(&arguments, items, Duration::ZERO, Some(requests));
        let of = |what: &str| format!("{items} items at {requests} a minute: {what}");
        figures.add(of("conversations/s"), items as f64 / run.wall.as_secs_f64(), "/s");
        figures.add(of("CPU per conversation"), run.cpu().as_secs_f64() * 1e3 / items as f64, "ms");
    }
    figures.print("batch", &arguments);
}

/// One run in a folder of its own, with so many requests a minute or no limit. Panics if not every item is stored.
fn batch(arguments: &Arguments, items: u64, latency: Duration, rpm: Option<u64>) -> (Measured, Served) {
    let folder = Folder::new();
    let requests = rpm.map_or("\"none\"".to_owned(), |requests| requests.to_string());
    let limits = format!("concurrency = {AT_ONCE}\nthreshold = 1.0\nrequests = {requests}");
    std::fs::write(folder.file("plan.toml"), plan("bench", items, &limits)).expect("a folder of our own");
    let mut server = Server::start(latency);
    let protocol = arguments.text("--protocol").unwrap_or("openai");
    let mut command = folder.dialoom(["--json", "batch", "run", "plan.toml", "--provider", protocol, "--yes"]);
    command.args(["--model", "stand-in"]);
    command.env(format!("{}_BASE_URL", protocol.to_uppercase()), &server.url);
    command.env(format!("{}_API_KEY", protocol.to_uppercase()), "a-key-for-the-stand-in");
    if let Some(url) = arguments.text("--db") {
        command.args(["--db", url]);
    }
    let run = measure(command);
    let said: serde_json::Value = serde_json::from_str(&run.stdout).expect("one JSON document");
    assert_eq!(said["made"], items, "{}", run.stdout);
    (run, server.served())
}
