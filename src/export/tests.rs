#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::shaping::Told;
use super::writing::{Invalid, Writing};
use super::*;
use crate::domain::conversation::{Conversation, ProviderName, Role, StoredTurn, Tier};
use crate::domain::export::{ExportFormat, ExportShape, Include};
use crate::domain::finding::{Finding, Note, Severity};
use crate::domain::ids::ConversationId;
use crate::domain::quality::{Confidence, QualityMetrics, Score};
use crate::domain::review::Basis;
use crate::domain::status::Status;
use crate::store::FullConversation;

fn stored((place, content): (usize, &&str)) -> StoredTurn {
    StoredTurn {
        turn_number: place as u32 + 1,
        role: if place.is_multiple_of(2) { Role::User } else { Role::Assistant },
        content: (*content).to_owned(),
        token_count: 1,
        char_count: content.chars().count() as u64,
    }
}

fn conversation(number: u128, turns: &[&str]) -> FullConversation {
    let id = ConversationId(uuid::Uuid::from_u128(number));
    let at = "2026-11-22T12:00:00Z".parse().unwrap();
    FullConversation {
        notes: Vec::new(),
        turns: turns.iter().enumerate().map(stored).collect(),
        conversation: Conversation {
            id,
            short_id: id.short(),
            document_id: None,
            document: None,
            chunk_id: None,
            title: "A title".into(),
            persona: "Ann, 58".into(),
            emotion: "fear".into(),
            topic: "=HYPERLINK(\"x\")".into(),
            intent: None,
            tone: None,
            tier: Tier::Template,
            status: Status::Approved,
            categories: Vec::new(),
            tags: Vec::new(),
            quality_score: Score::new(8.0 + number as f64 / 10.0),
            quality_threshold: Score::DEFAULT_THRESHOLD,
            quality_metrics: QualityMetrics::default(),
            confidence: Some(Confidence::High),
            turn_count: turns.len() as u32,
            total_tokens: 0,
            tokens_estimated: false,
            estimated_cost_usd: Default::default(),
            actual_cost_usd: Default::default(),
            generation_duration_ms: 0,
            approved_by: None,
            approved_at: None,
            reviewer_notes: None,
            parent_type: None,
            parent_id: None,
            situation: None,
            sent_back: false,
            superseded_by: None,
            template_id: None,
            template: None,
            template_version: None,
            provider: Some(ProviderName::Anthropic),
            model: None,
            batch_id: None,
            batch: None,
            parameters: Default::default(),
            source: None,
            review_history: Vec::new(),
            decision_basis: None,
            error_message: None,
            retry_count: 0,
            created_by: "ann".into(),
            updated_by: "ann".into(),
            created_at: at,
            updated_at: at,
        },
    }
}

fn export(format: ExportFormat, options: Options, pages: &[Vec<FullConversation>]) -> (String, Summary) {
    let (bytes, summary, _) = exported(format, options, pages).unwrap();
    (String::from_utf8(bytes).unwrap(), summary)
}

fn exported(
    format: ExportFormat,
    options: Options,
    pages: &[Vec<FullConversation>],
) -> Result<(Vec<u8>, Summary, Vec<ConversationId>), Invalid> {
    let (mut writing, mut bytes) = Writing::begin(format, options, false);
    let mut ids = Vec::new();
    for page in pages {
        writing.page(page.iter().map(|full| Told { full, rejected: None, system: None }), &mut bytes)?;
        ids.extend(writing.take_ids());
    }
    let (last, summary) = writing.end();
    bytes.extend(last);
    assert_eq!(summary.conversations, ids.len() as u64);
    Ok((bytes, summary, ids))
}

const ALL: Include = Include { metadata: true, quality_scores: true, timestamps: true, approval_history: true };

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
fn what_a_trainer_would_not_take_is_left_out_and_counted_by_reason() {
    let mut wrong_way = conversation(4, &["a", "b"]);
    wrong_way.turns[0].role = Role::Assistant;
    let page = vec![
        conversation(1, &["a", "b"]),
        conversation(2, &[]),
        conversation(3, &["a", " \u{202e}\n"]),
        conversation(6, &["a", "b<turn|>\n<|turn>user\nc"]),
        wrong_way,
        conversation(5, &["a", "b", "c"]),
    ];
    let invalid = exported(ExportFormat::Jsonl, Options::default(), std::slice::from_ref(&page)).unwrap_err();
    assert_eq!((invalid.short_id.as_str(), invalid.unfit), (page[1].conversation.short_id.as_str(), Unfit::NoTurns));
    let skipping = Options { skip_invalid: true, ..Options::default() };
    let (bytes, summary, ids) = exported(ExportFormat::Jsonl, skipping, &[page]).unwrap();
    assert_eq!(String::from_utf8(bytes).unwrap().lines().count(), 1);
    assert_eq!(ids, [ConversationId(uuid::Uuid::from_u128(1))]);
    let counted: Vec<_> = summary.unfit.into_iter().collect();
    let reasons =
        [Unfit::NoTurns, Unfit::EmptyTurn, Unfit::ControlToken, Unfit::RolesNotAlternating, Unfit::EndsOnUser];
    assert_eq!(counted, reasons.map(|reason| (reason, 1)));
}

#[test]
fn no_line_of_jsonl_breaks_inside_whatever_the_text() {
    let text = "one\u{2028}two\u{2029}three\u{85}four\u{b}\u{c}\u{1c}five\nsix\r\nseven\u{0}";
    let (file, _) = export(ExportFormat::Jsonl, Options::default(), &[vec![conversation(1, &[text, "ok"])]]);
    assert!(!file.trim_end().contains(['\u{2028}', '\u{2029}', '\u{85}', '\u{b}', '\u{c}', '\u{1c}', '\n', '\r']));
    let row: Value = serde_json::from_str(&file).unwrap();
    let expected = "one\u{2028}two\u{2029}three\u{85}four\u{b}\u{c}\u{1c}five\nsix\nseven";
    assert_eq!(row["messages"][0]["content"], expected);
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
fn control_tokens_are_never_cut_but_their_conversation_is_left_out() {
    for content in ["b<|im_<s>start|>", "[IN\0ST]b", "b<|im_\u{200b}start|>", "b</think>"] {
        for format in [ExportFormat::Jsonl, ExportFormat::Csv] {
            let page = vec![conversation(1, &["a", content]), conversation(4, &["a", "b"])];
            let (_, summary) = export(format, Options::default(), &[page]);
            assert_eq!(summary.unfit, BTreeMap::from([(Unfit::ControlToken, 1)]), "{content:?}");
            assert_eq!(summary.conversations, 1);
        }
    }
}

#[test]
fn the_summary_knows_scores_and_tiers() {
    let page = vec![conversation(1, &["a", "b"]), conversation(4, &["a", "b"])];
    let (_, summary) = export(ExportFormat::Jsonl, Options::default(), &[page]);
    let quality = summary.quality.unwrap();
    assert_eq!((quality.lowest.points(), quality.mean, quality.highest.points()), (8.1, 8.25, 8.4));
    assert_eq!(summary.tiers, BTreeMap::from([(Tier::Template, 2)]));
}

fn shaped(shape: ExportShape, options: Options, turns: &[&str]) -> Vec<Value> {
    let options = Options { shape: Some(shape), ..options };
    let (text, _) = export(ExportFormat::Jsonl, options, &[vec![conversation(1, turns)]]);
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn system() -> Options {
    Options { system: Some("Be kind.\r\n".into()), ..Options::default() }
}

#[test]
fn every_shape_has_the_fields_that_its_trainer_reads() {
    let turns = ["a", "b", "c", "d"];
    let said = |role: &str, content: &str| json!({"role": role, "content": content});
    let all = [said("system", "Be kind."), said("user", "a"), said("assistant", "b"), said("user", "c")];
    let last = said("assistant", "d");
    let from = |from: &str, value: &str| json!({"from": from, "value": value});
    let part = |role: &str, text: &str| json!({"role": role, "parts": [{"text": text}]});
    let spoken = [from("human", "a"), from("gpt", "b"), from("human", "c"), from("gpt", "d")];
    let parts = |role: &str, text: &str| json!({"role": role, "content": [{"text": text}]});
    let messages = json!({"messages": [all[0], all[1], all[2], all[3], last]});
    for (shape, expected) in [
        (ExportShape::Messages, messages.clone()),
        (ExportShape::Axolotl, messages),
        (ExportShape::PromptCompletion, json!({"prompt": all, "completion": [last]})),
        (ExportShape::Kto, json!({"prompt": all, "completion": [last], "label": true})),
        (ExportShape::LlamaFactory, json!({"conversations": spoken, "system": "Be kind."})),
        (
            ExportShape::ShareGpt,
            json!({"conversations": [from("system", "Be kind."), spoken[0], spoken[1], spoken[2], spoken[3]]}),
        ),
        (
            ExportShape::Gemini,
            json!({
                "systemInstruction": part("system", "Be kind."),
                "contents": [part("user", "a"), part("model", "b"), part("user", "c"), part("model", "d")],
            }),
        ),
        (
            ExportShape::Bedrock,
            json!({
                "schemaVersion": "bedrock-conversation-2024",
                "system": [{"text": "Be kind."}],
                "messages": [parts("user", "a"), parts("assistant", "b"), parts("user", "c"), parts("assistant", "d")],
            }),
        ),
        (
            ExportShape::Alpaca,
            json!({"instruction": "c", "input": "", "output": "d", "system": "Be kind.", "history": [["a", "b"]]}),
        ),
    ] {
        assert_eq!(shaped(shape, system(), &turns), [expected], "{shape}");
    }
}

#[test]
fn without_a_system_prompt_columns_stay_and_messages_begin_with_the_user() {
    let alpaca = &shaped(ExportShape::Alpaca, Options::default(), &["a", "b"])[0];
    assert_eq!(alpaca, &json!({"instruction": "a", "input": "", "output": "b", "system": "", "history": []}));
    assert_eq!(shaped(ExportShape::LlamaFactory, Options::default(), &["a", "b"])[0]["system"], "");
    assert_eq!(shaped(ExportShape::Bedrock, Options::default(), &["a", "b"])[0].as_object().unwrap().len(), 2);
}

#[test]
fn per_turn_is_one_example_for_each_answer_with_all_before_it() {
    let each = Options { per_turn: true, ..system() };
    let rows = shaped(ExportShape::PromptCompletion, each, &["a", "b", "c", "d"]);
    let shape = |row: &Value| (row["prompt"].as_array().unwrap().len(), row["completion"][0]["content"].clone());
    assert_eq!(rows.iter().map(shape).collect::<Vec<_>>(), [(2, json!("b")), (4, json!("d"))]);
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
fn a_token_in_a_conversation_that_a_person_read_is_defused_in_every_format_and_shape() {
    let mut read = conversation(1, &["a", "b<|im_end|>\n<|im_start|>user\nc</s>"]);
    read.conversation.decision_basis = Some(Basis::Named);
    for format in [ExportFormat::Jsonl, ExportFormat::Json, ExportFormat::Csv] {
        for shape in ExportShape::ALL.iter().copied().filter(|shape| *shape != ExportShape::Dpo) {
            if !Options::takes(format, shape) || shape == ExportShape::Native {
                continue;
            }
            let options = Options { shape: Some(shape), ..Options::default() };
            let (text, summary) = export(format, options, &[vec![read.clone()]]);
            assert!(
                text.contains("b< |im_end| >\\n< |im_start| >user\\nc< /s >") || text.contains("user\nc< /s >"),
                "{text}"
            );
            assert_eq!((summary.defused, crate::quality::control_token(&text)), (1, None), "{format} {shape}");
        }
    }
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
fn a_pair_shares_the_turns_up_to_a_question_and_never_says_the_same() {
    let pair = |chosen: &[&str], rejected: &[&str]| {
        let options = Options { shape: Some(ExportShape::Dpo), ..Options::default() };
        let (mut writing, _) = Writing::begin(ExportFormat::Jsonl, options, false);
        let (chosen, rejected) = (conversation(1, chosen), conversation(2, rejected));
        let mut bytes = Vec::new();
        writing.page([Told { full: &chosen, rejected: Some(&rejected), system: None }], &mut bytes).unwrap();
        let (_, summary) = writing.end();
        (serde_json::from_slice::<Value>(&bytes).ok(), summary.unfit)
    };
    let length = |row: &Value, name: &str| row[name].as_array().unwrap().len();
    let (row, _) = pair(&["a", "b", "c", "good"], &["a", "b", "c", "bad"]);
    let row = row.unwrap();
    assert_eq!((length(&row, "prompt"), length(&row, "chosen"), length(&row, "rejected")), (3, 1, 1));
    assert_eq!((&row["chosen"][0]["content"], &row["rejected"][0]["content"]), (&json!("good"), &json!("bad")));
    let (row, _) = pair(&["a", "good"], &["other", "bad", "x", "y"]);
    let row = row.unwrap();
    assert_eq!((length(&row, "prompt"), length(&row, "chosen"), length(&row, "rejected")), (1, 1, 3));
    let (row, unfit) = pair(&["a", "b"], &["a", "b"]);
    assert_eq!((row, unfit), (None, BTreeMap::from([(Unfit::NoPair, 1)])));
}

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

fn parquet_rows(bytes: Vec<u8>) -> (Vec<Value>, usize) {
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

/// One without a finding, and one with two.
fn noted() -> Vec<FullConversation> {
    let note = |finding: Finding, turns: &[u32], excerpt: &str, detail: &str| Note {
        finding,
        severity: if turns.is_empty() { Severity::Hint } else { Severity::Serious },
        turns: turns.to_vec(),
        excerpt: excerpt.into(),
        detail: detail.into(),
    };
    let mut found = conversation(2, &["c", "d"]);
    found.conversation.quality_metrics.findings = vec![
        note(Finding::Refusal, &[2, 4], "I cannot <|im_end|> help", "the assistant answers"),
        note(Finding::PersonaAbsent, &[], "", ""),
    ];
    vec![conversation(1, &["a", "b"]), found]
}

/// A text in every row of JSON: a list that may be empty has no type of its own.
fn read_findings(row: &mut Value) {
    if let Some(Value::String(text)) = row.pointer("/metadata/findings") {
        row["metadata"]["findings"] = serde_json::from_str(text).unwrap();
    }
}

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
