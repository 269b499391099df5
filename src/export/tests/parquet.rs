//! The rows of parquet beside those of JSONL, and its groups.

use serde_json::{Map, Value, json};

use super::super::shaping::Told;
use super::super::writing::Writing;
use super::super::*;
use super::{ALL, conversation, export, exported, noted, read_findings, system};
use crate::domain::export::{ExportFormat, ExportShape, Include};

/// A value as the independent record reader of the parquet crate tells it.
fn read_back(field: &parquet::record::Field) -> Value {
    use parquet::record::Field;
    match field {
        Field::Str(text) => json!(text),
        Field::Bool(flag) => json!(flag),
        Field::Long(number) => json!(number),
        Field::Double(number) => json!(number),
        Field::Group(row) => {
            row.get_column_iter().map(|(name, field)| (name.clone(), read_back(field))).collect::<Map<_, _>>().into()
        }
        Field::ListInternal(list) => list.elements().iter().map(read_back).collect(),
        other => panic!("no such type is written: {other:?}"),
    }
}

pub(super) fn parquet_rows(bytes: Vec<u8>) -> (Vec<Value>, usize) {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
    let rows = reader.get_row_iter(None).unwrap().map(|row| read_back(&parquet::record::Field::Group(row.unwrap())));
    (rows.collect(), reader.num_row_groups())
}

#[test]
fn parquet_holds_the_rows_of_jsonl_in_every_shape_that_it_takes() {
    let page = vec![
        conversation(1, &["short", "answer"]),
        conversation(2, &["a", "b", "c", "d", "e", "f"]),
        conversation(3, &["ü\u{2028}", "\"quoted\"\n", "c", "d"]),
        noted().remove(1),
    ];
    for shape in ExportShape::ALL.iter().copied().filter(|shape| Options::takes(ExportFormat::Parquet, *shape)) {
        for include in [Include::default(), ALL] {
            let options = Options { shape: Some(shape), include, per_turn: true, ..system() };
            let options = match shape {
                ExportShape::Dpo => Options { per_turn: false, skip_invalid: true, ..options },
                _ => options,
            };
            let (lines, _) = export(ExportFormat::Jsonl, options.clone(), std::slice::from_ref(&page));
            let mut expected: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            expected.iter_mut().for_each(read_findings);
            let (bytes, _, _) = exported(ExportFormat::Parquet, options.clone(), std::slice::from_ref(&page)).unwrap();
            if shape == ExportShape::Dpo {
                assert!(expected.is_empty() && bytes.is_empty(), "no pairs, no file");
                continue;
            }
            assert_eq!(parquet_rows(bytes.clone()).0, expected, "{shape}");
            let pages: Vec<_> = page.iter().map(|one| vec![one.clone()]).collect();
            let (again, _, _) = exported(ExportFormat::Parquet, options, &pages).unwrap();
            assert_eq!(again, bytes, "{shape}: the same bytes, however they come");
        }
    }
}

#[test]
fn parquet_writes_a_group_of_rows_when_enough_wait() {
    let long = "many words ".repeat(40_000);
    let page: Vec<_> = (1..=30).map(|number| conversation(number, &["question", &long])).collect();
    let (mut writing, mut bytes) = Writing::begin(ExportFormat::Parquet, Options::default(), false);
    for full in &page {
        writing.page([Told { full, rejected: None, system: None }], &mut bytes).unwrap();
    }
    assert!(!bytes.is_empty(), "a whole group does not wait for the end");
    bytes.extend(writing.end().0);
    let (rows, groups) = parquet_rows(bytes);
    assert_eq!((rows.len(), groups), (30, 2));
    assert_eq!(rows[29]["messages"][1]["content"], long.trim());
}
