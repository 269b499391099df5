//! Peak memory and speed of `import`, which must not depend on the number of lines, nor on the length of one.
//!
//! `cargo bench --bench import [-- --lines 1000,1000000] [--dry-run] [--json]`

#[path = "support/mod.rs"]
mod support;

use std::io::{BufWriter, Write};

use serde_json::json;
use support::{Arguments, Figures, Folder, Goal, measure, measure_ending, serve_if_asked};

/// The most memory, in MiB.
const MOST: f64 = 64.0;

fn main() {
    serve_if_asked();
    let arguments = Arguments::of_process();
    let mut figures = Figures::default();
    for lines in arguments.numbers("--lines", &[1000, 100_000]) {
        let folder = Folder::new();
        let mut file = BufWriter::new(std::fs::File::create(folder.file("train.jsonl")).expect("a folder of our own"));
        (0..lines).for_each(|line| file.write_all(row(line).as_bytes()).expect("room on the disk"));
        drop(file.into_inner().expect("room on the disk"));
        let flags: &[&str] = if arguments.has("--dry-run") { &["--dry-run"] } else { &[] };
        let mut command = folder.dialoom(["--json", "import", "train.jsonl"]);
        command.args(flags);
        let run = measure(command);
        let said: serde_json::Value = serde_json::from_str(&run.stdout).expect("one JSON document");
        assert_eq!(said["import"]["imported"], lines, "{}", run.stdout);
        let mib = run.peak_kib as f64 / 1024.0;
        figures.goal(format!("{lines} lines: peak memory"), mib, "MiB", Goal::AtMost, MOST);
        figures.add(format!("{lines} lines: lines/s"), lines as f64 / run.wall.as_secs_f64(), "/s");
    }
    for (what, line) in [
        ("8 lines of 3 MiB", long_text()),
        ("8 lines of 90,000 small values", small_values()),
        ("a line of 2 GiB, left out", String::new()),
    ] {
        let folder = Folder::new();
        let mut file = BufWriter::new(std::fs::File::create(folder.file("train.jsonl")).expect("a folder of our own"));
        match line.is_empty() {
            true => endless(&mut file),
            false => (0..8).for_each(|number| {
                file.write_all(line.replace("NUMBER", &number.to_string()).as_bytes()).expect("room on the disk");
            }),
        }
        file.write_all(row(0).as_bytes()).expect("room on the disk");
        drop(file.into_inner().expect("room on the disk"));
        let code = if line.is_empty() { 3 } else { 0 };
        let run = measure_ending(folder.dialoom(["--json", "import", "--keep-going", "train.jsonl"]), code);
        figures.goal(format!("{what}: peak memory"), run.peak_kib as f64 / 1024.0, "MiB", Goal::AtMost, MOST);
    }
    figures.print("import", &arguments);
}

/// Eight turns with words of their own, some 1 KiB.
fn row(number: u64) -> String {
    let content = |turn: u64| {
        let draw = |word: u64| (number * 1_000 + turn * 40 + word).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33;
        (0..18).map(|word| format!("w{}", draw(word) % 40_000)).collect::<Vec<_>>().join(" ")
    };
    let role = |turn: u64| if turn.is_multiple_of(2) { "user" } else { "assistant" };
    let turns: Vec<_> = (0..8).map(|turn| json!({"role": role(turn), "content": content(turn)})).collect();
    json!({ "messages": turns }).to_string() + "\n"
}

/// Two turns of 1.5 MiB.
fn long_text() -> String {
    let text = |word: &str| format!("NUMBER {}", format!("{word} ").repeat(1536 * 1024 / 8));
    let messages =
        json!([{"role": "user", "content": text("forever")}, {"role": "assistant", "content": text("answers")}]);
    json!({ "messages": messages }).to_string() + "\n"
}

/// A field that nobody reads, of many numbers.
fn small_values() -> String {
    let messages = r#"[{"role":"user","content":"Is NUMBER odd?"},{"role":"assistant","content":"Look at NUMBER."}]"#;
    format!("{{\"messages\":{messages},\"rest\":[{}1]}}\n", "1,".repeat(90_000))
}

/// A text of 2 GiB without an end of its line.
fn endless(file: &mut impl Write) {
    let part = [b'x'; 64 * 1024];
    file.write_all(b"{\"messages\":\"").expect("room on the disk");
    (0..2 * 1024 * 16).for_each(|_| file.write_all(&part).expect("room on the disk"));
    file.write_all(b"\"}\n").expect("room on the disk");
}
