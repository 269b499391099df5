//! Mutated files: rows of every container and format, and compressed ones.

use std::io::{Cursor, Read};

use serde_json::json;

use crate::domain::conversation::Turn;
use crate::domain::import::ImportFormat;
use crate::fuzzer::{fuzz, is_for_people, kind_of};
use crate::import::arrivals::{Arrivals, Unclear, Way, way_of};
use crate::import::compressed::plain;
use crate::import::options::{Mapping, Options};

const WORDS: &[&str] = &[
    "\"messages\":",
    "\"conversations\":[",
    "\"turns\":",
    "\"role\":\"user\"",
    "\"from\":\"gpt\"",
    "\"content\":",
    "\"history\":[[\"a\",\"b\"]]",
    "\"instruction\":",
    "\"output\":",
    "\"metadata\":{\"id\":\"c-01a21b0b-30ea-74f7-82aa-b472fa56fdfc\"",
    "sep=;",
    "\"\"",
    ";;",
    "[[[[[[[[",
    "]}\n{",
];

/// The turns and the kinds of faults of a file. Each fault is on a line of the file, and no turn is empty.
fn read(input: &[u8], way: Way, options: &Options) -> (Vec<Vec<Turn>>, Vec<String>) {
    let lines = input.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
    let (mut talks, mut faults) = (Vec::new(), Vec::new());
    for arrival in Arrivals::new(input, "f", way, options).expect("bytes can be read") {
        match arrival {
            Ok(arrival) => {
                let turns = arrival.turns().to_vec();
                assert!(!turns.is_empty());
                let is_good = |turn: &Turn| !turn.content.trim().is_empty() && !turn.content.contains('\0');
                assert!(turns.iter().all(is_good), "{turns:?}");
                talks.push(turns);
            }
            Err(fault) => {
                is_for_people(&fault.to_string());
                assert!((1..=lines).contains(&fault.line), "line {} of {lines}", fault.line);
                faults.push(kind_of(&fault.message));
            }
        }
    }
    (talks, faults)
}

fn checked(input: &[u8]) -> String {
    let persona = Mapping { name: "persona".into(), field: "meta.who".into() };
    let options = Options { map: vec![persona], ..Options::default() };
    let way = match way_of(input, &options).expect("bytes can be read") {
        Ok(way) => way,
        Err(Unclear::None(fields)) => return format!("unknown {}", fields.len().min(3)),
        Err(Unclear::Several(formats)) => return format!("{formats:?}"),
        Err(Unclear::Refused(why)) => return why.to_owned(),
    };
    let (talks, faults) = read(input, way, &options);
    let written: String = talks.iter().map(|turns| json!({ "messages": turns }).to_string() + "\n").collect();
    let again = Options { format: Some(ImportFormat::Messages), ..Options::default() };
    let way_again = way_of(written.as_bytes(), &again).expect("bytes can be read").unwrap_or(way);
    let (talks_again, faults_again) = read(written.as_bytes(), way_again, &again);
    assert_eq!((&talks_again, faults_again.len()), (&talks, 0), "{faults_again:?}");
    format!("{way:?} {} {:?}", talks.len().min(3), faults.first())
}

const TURNS: &str = r#"[{"role":"user","content":"Is \"it\" so?\nYes."},{"role":"assistant","content":[{"type":"text","text":"No."}]}]"#;

#[test]
fn every_json_file_is_conversations_that_read_back_the_same_or_short_faults() {
    let sharegpt = r#"{"id":"a_0","conversations":[{"from":"system","value":"s"},{"from":"human","value":"h"},{"from":"gpt","value":"g"}]}"#;
    let seeds = [
        format!("{{\"messages\":{TURNS},\"meta\":{{\"who\":\"Ann\"}}}}\n{{\"messages\":{TURNS}}}\n"),
        format!("\u{feff}[{sharegpt},\n{sharegpt}]"),
        format!("{{\"conversations\":[\n{{\"id\":\"x\",\"turns\":{TURNS}}},\n{{\"turns\":{TURNS}}}\n]}}\n"),
        "{\n  \"conversation\": [\n    {\"input\": \"a\", \"output\": \"b\"}\n  ]\n}\n{\n  \"conversation\": []\n}"
            .to_owned(),
        r#"{"instruction":"i","input":"j","output":"o","history":[["a","b"]],"system":"s"}"#.to_owned(),
        format!("{TURNS}\r\n{TURNS}\r\n"),
    ];
    fuzz("import json", &seeds, WORDS, checked);
}

#[test]
fn every_table_is_conversations_that_read_back_the_same_or_short_faults() {
    let cell = TURNS.replace('"', "\"\"");
    let seeds = [
        format!("id,persona,messages\r\nc-1,Ann,\"{cell}\"\r\n"),
        "question;answer\n\"a;\nb\";c\nd;\"e \"\"f\"\"\"\n".to_owned(),
        "\u{feff}Instruction\tInput\tOutput\t\na\t\tb\t\n".to_owned(),
    ];
    fuzz("import csv", &seeds, WORDS, checked);
}

#[test]
fn every_compressed_file_ends_or_is_an_error() {
    use std::io::Write;
    let text = format!("{{\"messages\":{TURNS}}}\n").repeat(20);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(text.as_bytes()).expect("memory");
    let zstd = || ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    let skipped = [&b"\x50\x2a\x4d\x18\x03\x00\x00\x00abc"[..], &zstd(), &zstd()].concat();
    fuzz("import compressed", &[gzip.finish().expect("memory"), zstd(), skipped], &[], |input| {
        let mut bytes = Vec::new();
        let read =
            plain(Cursor::new(input.to_vec()), "x").and_then(|reader| reader.take(1 << 22).read_to_end(&mut bytes));
        match read {
            Ok(_) => format!("{:?}", bytes.len().checked_ilog10()),
            Err(error) => kind_of(&error.to_string()),
        }
    });
}
