//! What each format makes of rows: lines, one document, cells, packed bytes.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::super::*;
use super::parquet::parquet_rows;
use super::{ALL, conversation, export, exported};
use crate::domain::conversation::Tier;
use crate::domain::export::{ExportFormat, ExportShape, Include};

#[test]
fn a_jsonl_row_is_messages_and_nothing_else() {
    let (text, summary) = export(ExportFormat::Jsonl, Options::default(), &[vec![conversation(1, &["Hi", "Hello"])]]);
    assert_eq!(
        text,
        "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":\"Hello\"}]}\n"
    );
    assert_eq!(summary.size, text.len() as u64);
    let checksum: String = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(summary.checksum, checksum);
}

#[test]
fn metadata_has_the_same_keys_and_types_in_every_row() {
    let mut bare = conversation(1, &["a", "b"]);
    bare.conversation.quality_score = None;
    bare.conversation.confidence = None;
    bare.conversation.provider = None;
    let mut rich = conversation(2, &["a", "b"]);
    rich.conversation.approved_at = Some(rich.conversation.created_at);
    rich.conversation.template = Some("T".into());
    rich.conversation.template_version = Some(3);
    let options = Options { include: ALL, ..Options::default() };
    let (text, _) = export(ExportFormat::Jsonl, options, &[vec![bare, rich]]);
    let shape = |line: &str| -> Vec<(String, &'static str)> {
        let row: Value = serde_json::from_str(line).unwrap();
        let kind = |value: &Value| match value {
            Value::String(_) => "text",
            Value::Number(number) if number.is_f64() => "float",
            Value::Number(_) => "whole",
            _ => "other",
        };
        row["metadata"].as_object().unwrap().iter().map(|(key, value)| (key.clone(), kind(value))).collect()
    };
    let shapes: Vec<_> = text.lines().map(shape).collect();
    assert_eq!(shapes[0], shapes[1]);
    assert_eq!(shapes[0].len(), 25);
    assert!(shapes[0].iter().all(|(_, kind)| *kind != "other"), "{shapes:?}");
    let row: Value = serde_json::from_str(text.lines().nth(1).unwrap()).unwrap();
    assert_eq!(row["metadata"]["approved_at"], "2026-11-22 12:00:00 UTC");
    assert_eq!(row["metadata"]["id"], "00000000-0000-0000-0000-000000000002");
    assert_eq!(row["metadata"]["status"], "approved");
}

#[test]
fn json_is_one_document_with_everything_however_it_was_paged() {
    let pages = [vec![conversation(1, &["a", "b"])], vec![], vec![conversation(2, &["a\u{2028}"])]];
    let (text, summary) = export(ExportFormat::Json, Options::default(), &pages);
    let document: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["conversations"].as_array().unwrap().len(), 2);
    assert_eq!(document["conversations"][1], serde_json::to_value(&pages[2][0]).unwrap());
    assert!(!text.contains('\u{2028}'));
    assert_eq!(summary.conversations, 2);
    let empty: Value = serde_json::from_str(&export(ExportFormat::Json, Options::default(), &[]).0).unwrap();
    assert_eq!(empty, json!({"conversations": []}));
}

#[test]
fn a_json_document_of_examples_is_a_list() {
    let options = Options { shape: Some(ExportShape::Messages), ..Options::default() };
    let (text, _) =
        export(ExportFormat::Json, options, &[vec![conversation(1, &["a", "b"]), conversation(2, &["c", "d"])]]);
    let rows: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((rows.as_array().unwrap().len(), text.lines().count()), (2, 4));
    let options = Options { shape: Some(ExportShape::Native), ..Options::default() };
    let page = vec![conversation(1, &["a"])];
    let (text, _) = export(ExportFormat::Jsonl, options, std::slice::from_ref(&page));
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), serde_json::to_value(&page[0]).unwrap());
}

#[test]
fn csv_reads_back_cell_by_cell() {
    let page = vec![conversation(1, &["say \"hi\",\nplease", "- one\n- two"])];
    let (text, _) = export(ExportFormat::Csv, Options::default(), std::slice::from_ref(&page));
    let mut reader = ::csv::Reader::from_reader(text.as_bytes());
    let columns = reader.headers().unwrap().clone();
    let row = reader.records().next().unwrap().unwrap();
    let cell = |name: &str| &row[columns.iter().position(|column| column == name).unwrap()];
    assert_eq!((cell("persona"), cell("topic"), cell("quality_score")), ("Ann, 58", "=HYPERLINK(\"x\")", "8.1"));
    let messages: Value = serde_json::from_str(cell("messages")).unwrap();
    assert_eq!(messages[0], json!({"role": "user", "content": "say \"hi\",\nplease"}));
    assert!(text.split("\r\n").count() == 3, "two rows, each ended by CRLF");

    let safe = Options { spreadsheet_safe: true, ..Options::default() };
    let (text, _) = export(ExportFormat::Csv, safe, &[page]);
    assert!(text.contains("\"'=HYPERLINK(\"\"x\"\")\""));
    let row = ::csv::Reader::from_reader(text.as_bytes()).into_records().next().unwrap().unwrap();
    assert_eq!(serde_json::from_str::<Value>(&row[row.len() - 1]).unwrap(), messages);
}

#[test]
fn markdown_keeps_a_text_inside_its_turn() {
    let page = vec![conversation(1, &["# not a heading\n\n<script>x</script> 1 < 2", "\u{1b}[31mred\u{202e}"])];
    let (text, _) = export(ExportFormat::Markdown, Options::default(), &[page]);
    assert!(text.starts_with("# Conversations\n\n## A title\n\n- Persona: Ann, 58\n- Emotion: fear\n"));
    assert!(text.contains(
        "\n**User**\n\n> # not a heading\n>\n> &lt;script&gt;x&lt;/script&gt; 1 &lt; 2\n\n**Assistant**\n\n\
         > &#91;31mred\n"
    ));
    assert_eq!(text.lines().filter(|line| line.starts_with('#')).count(), 2);
}

#[test]
fn one_id_stands_in_every_format() {
    let id = conversation(1, &[]).conversation.id.to_string();
    for format in ExportFormat::ALL {
        let include = if matches!(format, ExportFormat::Jsonl) { ALL } else { Include::default() };
        let pages = [vec![conversation(1, &["a", "b"])]];
        if *format == ExportFormat::Parquet {
            let (bytes, _, _) = exported(*format, Options { include: ALL, ..Options::default() }, &pages).unwrap();
            assert_eq!(parquet_rows(bytes).0[0]["metadata"]["id"], id.as_str());
            continue;
        }
        let (text, _) = export(*format, Options { include, ..Options::default() }, &pages);
        assert!(text.contains(&id) && !text.contains(&format!("c-{id}")), "{format}: {text}");
    }
}

#[test]
fn compressed_bytes_are_the_same_each_time_and_unpack_to_the_same_rows() {
    let pages = [vec![conversation(1, &["a", "b"])], vec![conversation(2, &["c", "d"])]];
    let plain = export(ExportFormat::Jsonl, Options::default(), &pages).0;
    let packed = |compression| {
        let options = || Options { compression, ..Options::default() };
        let once = exported(ExportFormat::Jsonl, options(), &pages).unwrap();
        assert_eq!(once, exported(ExportFormat::Jsonl, options(), &pages).unwrap());
        assert_eq!(once.1.size, once.0.len() as u64);
        once.0
    };
    let mut unzipped = String::new();
    let gzip = packed(Compression::Gzip);
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&gzip[..]), &mut unzipped).unwrap();
    assert_eq!(unzipped, plain);
    assert_eq!(zstd::decode_all(&packed(Compression::Zstd)[..]).unwrap(), plain.as_bytes());
}

#[test]
fn the_summary_knows_scores_and_tiers() {
    let page = vec![conversation(1, &["a", "b"]), conversation(4, &["a", "b"])];
    let (_, summary) = export(ExportFormat::Jsonl, Options::default(), &[page]);
    let quality = summary.quality.unwrap();
    assert_eq!((quality.lowest.points(), quality.mean, quality.highest.points()), (8.1, 8.25, 8.4));
    assert_eq!(summary.tiers, BTreeMap::from([(Tier::Template, 2)]));
}
