//! Peak memory and speed of `import`, which must not depend on the number of lines, nor on the length of one.
//!
//! `cargo bench --bench import [-- --lines 1000,1000000] [--only-lines] [--dry-run] [--json]`

#[path = "../support/mod.rs"]
mod support;
mod talk;

use std::io::{BufRead, BufReader, BufWriter, PipeReader, Write};
use std::time::Instant;

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
        write(&folder, (0..lines).map(talk::line));
        let flags: &[&str] = if arguments.has("--dry-run") { &["--dry-run"] } else { &[] };
        let mut command = folder.dialoom(["--json", "import", FILE]);
        command.args(flags);
        let (said, says) = std::io::pipe().expect("a pipe");
        command.stderr(says);
        let rates = std::thread::spawn(move || rates(said));
        let run = measure(command);
        let said: serde_json::Value = serde_json::from_str(&run.stdout).expect("one JSON document");
        assert_eq!(said["import"]["imported"], lines, "{}", run.stdout);
        let mib = run.peak_kib as f64 / 1024.0;
        figures.goal(format!("{lines} lines: peak memory"), mib, "MiB", Goal::AtMost, MOST);
        figures.add(format!("{lines} lines: lines/s"), lines as f64 / run.wall.as_secs_f64(), "/s");
        figures.add(format!("{lines} lines: CPU a line"), run.cpu().as_secs_f64() * 1e3 / lines as f64, "ms");
        let rates = rates.join().expect("it only reads");
        let places = [("first", 0), ("middle", rates.len() / 2), ("last", rates.len().saturating_sub(1))];
        for (place, at) in places.into_iter().filter(|_| rates.len() > 2) {
            figures.add(format!("{lines} lines: lines/s of the {place} {WINDOW}"), rates[at], "/s");
        }
    }
    if !arguments.has("--only-lines") {
        long_lines(&mut figures);
    }
    figures.print("import", &arguments);
}

const FILE: &str = "train.jsonl";

fn write(folder: &Folder, lines: impl Iterator<Item = String>) {
    let mut file = BufWriter::new(std::fs::File::create(folder.file(FILE)).expect("a folder of our own"));
    lines.for_each(|line| file.write_all(line.as_bytes()).expect("room on the disk"));
    file.into_inner().expect("room on the disk");
}

/// Lines between two figures of the rate. The program says each 10,000 that it saved.
const WINDOW: usize = 20_000;

/// How many lines a second the program saved in each window.
fn rates(said: PipeReader) -> Vec<f64> {
    let saved = BufReader::new(said).lines().map_while(Result::ok).filter(|line| line.starts_with("saved "));
    let times: Vec<Instant> = saved.map(|_| Instant::now()).step_by(2).collect();
    times.windows(2).map(|pair| WINDOW as f64 / (pair[1] - pair[0]).as_secs_f64()).collect()
}

/// Lines of many bytes, of many values, and one that is too long.
fn long_lines(figures: &mut Figures) {
    type Row = fn(u64) -> String;
    let rows: [(&str, u64, Row); 6] = [
        ("a line of 3 MiB", 1, long_text),
        ("8 lines of 3 MiB", 8, long_text),
        ("8 lines of 3 MiB, nearly the same", 8, same_text),
        ("8 lines of 4 MiB of single letters", 8, letters),
        ("8 lines of 90,000 small values", 8, small_values),
        ("a line of 2 GiB, left out", 0, talk::line),
    ];
    for (what, count, row) in rows {
        let folder = Folder::new();
        write(&folder, (0..count).map(row).chain([talk::line(0)]));
        let code = if count == 0 { 3 } else { 0 };
        if count == 0 {
            let file = std::fs::File::options().append(true).open(folder.file(FILE)).expect("it was written");
            endless(&mut BufWriter::new(file));
        }
        let run = measure_ending(folder.dialoom(["--json", "import", "--keep-going", FILE]), code);
        figures.goal(format!("{what}: peak memory"), run.peak_kib as f64 / 1024.0, "MiB", Goal::AtMost, MOST);
    }
}

/// Two turns of 1.5 MiB.
fn long_text(number: u64) -> String {
    let mut draw = talk::Draw::of(number);
    let turns = [true, false].map(|is_user| draw.turn(is_user, 1536 * 1024));
    json!({ "messages": turns }).to_string() + "\n"
}

/// The same two turns each time, with another word at the beginning.
fn same_text(number: u64) -> String {
    long_text(0).replacen("\"content\":\"", &format!("\"content\":\"Part {number}. "), 1)
}

/// As many words as a line can have.
fn letters(number: u64) -> String {
    let mut draw = talk::Draw::of(number);
    let mut text =
        |least: usize| (0..least).map(|_| draw.letter()).flat_map(|letter| [letter, ' ']).collect::<String>();
    let turns =
        json!([{"role": "user", "content": text(1_000_000)}, {"role": "assistant", "content": text(1_000_000)}]);
    json!({ "messages": turns }).to_string() + "\n"
}

/// A field that nobody reads, of many numbers.
fn small_values(number: u64) -> String {
    let messages = r#"[{"role":"user","content":"Is NUMBER odd?"},{"role":"assistant","content":"Look at NUMBER."}]"#;
    let messages = messages.replace("NUMBER", &number.to_string());
    format!("{{\"messages\":{messages},\"rest\":[{}1]}}\n", "1,".repeat(90_000))
}

/// A text of 2 GiB without an end of its line.
fn endless(file: &mut impl Write) {
    let part = [b'x'; 64 * 1024];
    file.write_all(b"{\"messages\":\"").expect("room on the disk");
    (0..2 * 1024 * 16).for_each(|_| file.write_all(&part).expect("room on the disk"));
    file.write_all(b"\"}\n").expect("room on the disk");
}
