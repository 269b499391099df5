//! How rows tell what the checks found.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::*;
use super::parquet::parquet_rows;
use super::{export, exported, noted, read_findings};
use crate::domain::export::{ExportFormat, ExportShape, Include};

#[test]
fn rows_tell_where_a_finding_stands_what_it_quotes_and_its_rule() {
    let page = noted();
    for (metadata, quality_scores) in [(true, false), (false, true)] {
        let options =
            || Options { include: Include { metadata, quality_scores, ..Include::default() }, ..Options::default() };
        for format in [ExportFormat::Jsonl, ExportFormat::Json, ExportFormat::Parquet] {
            let options = Options { shape: Some(ExportShape::Messages), ..options() };
            let (bytes, _, _) = exported(format, options, std::slice::from_ref(&page)).unwrap();
            let mut rows: Vec<Value> = match format {
                ExportFormat::Parquet => parquet_rows(bytes).0,
                ExportFormat::Json => serde_json::from_slice(&bytes).unwrap(),
                _ => String::from_utf8(bytes).unwrap().lines().map(|row| serde_json::from_str(row).unwrap()).collect(),
            };
            if format != ExportFormat::Parquet {
                rows.iter_mut().for_each(read_findings);
            }
            assert_eq!(rows[0]["metadata"]["findings"], json!([]), "{format}");
            let expected = json!([
                {"finding": "refusal", "severity": "serious", "turns": [2, 4], "excerpt": "I cannot < |im_end| > help",
                 "detail": "the assistant answers"},
                {"finding": "persona_absent", "severity": "hint", "turns": [], "excerpt": "", "detail": ""},
            ]);
            assert_eq!(rows[1]["metadata"]["findings"], expected, "{format}");
        }
        let (text, _) = export(ExportFormat::Csv, options(), std::slice::from_ref(&page));
        let rows: Vec<BTreeMap<String, String>> =
            csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect();
        assert_eq!((rows[0]["findings"].as_str(), rows[0]["findings_in_words"].as_str()), ("", ""));
        assert_eq!(rows[1]["findings"], "refusal, persona_absent");
        let words = "serious: the assistant refuses (turns 2, 4): I cannot < |im_end| > help (the assistant answers)\n\
                     hint: the persona is never mentioned";
        assert_eq!(rows[1]["findings_in_words"], words);
        let (text, _) = export(ExportFormat::Markdown, options(), std::slice::from_ref(&page));
        let line = "- Serious finding: the assistant refuses (turns 2, 4): I cannot &lt;&#124;im&#95;end&#124;&gt; help \
                    (the assistant answers)\n- Hint: the persona is never mentioned\n";
        assert!(text.contains(line), "{text}");
    }
}
