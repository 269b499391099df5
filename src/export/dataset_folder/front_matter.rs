//! The YAML before the card, which the hub reads. JSON texts are YAML texts, so that no name breaks it.

use serde_json::json;

use crate::domain::export::ExportShape;
use crate::domain::language::code_of;
use crate::export::dataset_folder::Dataset;
use crate::export::example::{Fields, Value};

pub(super) fn text(dataset: &Dataset<'_>) -> String {
    let stated = dataset.stated;
    let license = license(stated.license.as_deref(), stated.license_link.as_deref());
    let mut yaml = format!("---\npretty_name: {}\n{}", json!(dataset.title()), license);
    let mut languages: Vec<String> = stated.language.iter().flatten().filter_map(|given| code_of(given)).collect();
    languages.dedup();
    if !languages.is_empty() {
        yaml.push_str(&format!("language: {}\n", json!(languages)));
    }
    yaml.push_str("task_categories: [\"text-generation\"]\n");
    yaml.push_str(&format!("size_categories: [{}]\n", json!(size(dataset.record.example_count))));
    let training = match dataset.record.shape {
        ExportShape::Dpo => "dpo",
        ExportShape::Kto => "kto",
        _ => "sft",
    };
    // Nothing is known of imported conversations: people may have written them.
    let synthetic = if dataset.facts.is_known() { "\"synthetic\", " } else { "" };
    yaml.push_str(&format!("tags: [{synthetic}\"conversational\", \"{training}\"]\n"));
    yaml.push_str("configs:\n- config_name: default\n  data_files:\n");
    for files in dataset.files().chunk_by(|one, next| one.part == next.part) {
        let (part, only) = (files[0].part, &files[0].path);
        let path = if files.len() == 1 { only.clone() } else { format!("data/{part}-*.parquet") };
        yaml.push_str(&format!("  - split: {part}\n    path: {}\n", json!(path)));
    }
    yaml.push_str(&info(dataset));
    yaml.push_str("---\n");
    yaml
}

/// Licences as hubs spell them.
const LICENSES: &str = include_str!("hub_licenses.txt");

/// A licence as hubs spell it: "cc-by-4.0" for "CC BY 4.0".
fn hub_license(given: &str) -> Option<&'static str> {
    let spelt =
        given.to_lowercase().split([' ', '_', '-']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    LICENSES.lines().find(|known| *known == spelt)
}

/// Hubs list the licences that they know; another one has a name, and a link where one is stated.
fn license(license: Option<&str>, link: Option<&str>) -> String {
    let Some(name) = license else { return "license: unknown\n".into() };
    match (hub_license(name), link) {
        (Some(known), None) => format!("license: {}\n", json!(known)),
        (None, None) => format!("license: other\nlicense_name: {}\n", json!(name)),
        (_, Some(link)) => format!("license: other\nlicense_name: {}\nlicense_link: {}\n", json!(name), json!(link)),
    }
}

fn size(examples: u64) -> &'static str {
    match examples {
        0..1_000 => "n<1K",
        1_000..10_000 => "1K<n<10K",
        10_000..100_000 => "10K<n<100K",
        100_000..1_000_000 => "100K<n<1M",
        1_000_000..10_000_000 => "1M<n<10M",
        _ => "10M<n<100M",
    }
}

fn info(dataset: &Dataset<'_>) -> String {
    let columns = dataset.columns();
    // Readers spell a list of lists differently, and find its type in the file.
    let is_plain = |value: &Value| !matches!(value, Value::List(values) if matches!(values[..], [Value::List(_), ..]));
    let mut yaml = "dataset_info:\n".to_owned();
    if columns.iter().all(|(_, value)| is_plain(value)) {
        yaml.push_str("  features:\n");
        columns.iter().for_each(|(name, value)| feature(name, value, "  ", &mut yaml));
    }
    // No `splits` here: without num_bytes, the size in the memory of a reader, which nobody knows, `datasets` calls them
    // malformed. The splits stand under `configs`, their numbers in the card.
    yaml.push_str(&format!("  download_size: {}\n", dataset.record.file_size));
    yaml
}

fn feature(name: &str, value: &Value<'_>, indent: &str, yaml: &mut String) {
    yaml.push_str(&format!("{indent}- name: {name}\n"));
    let inside = |kind: &str, Fields(fields): &Fields<'_>, yaml: &mut String| {
        yaml.push_str(&format!("{indent}  {kind}:\n"));
        fields.iter().for_each(|(name, value)| feature(name, value, &format!("{indent}  "), yaml));
    };
    match value {
        Value::Object(fields) => inside("struct", fields, yaml),
        Value::List(values) => match values.first() {
            Some(Value::Object(fields)) => inside("list", fields, yaml),
            other => yaml.push_str(&format!("{indent}  list: {}\n", other.map_or("string", dtype))),
        },
        value => yaml.push_str(&format!("{indent}  dtype: {}\n", dtype(value))),
    }
}

fn dtype(value: &Value<'_>) -> &'static str {
    match value {
        Value::Flag(_) => "bool",
        Value::Whole(_) => "int64",
        Value::Score(_) => "float64",
        Value::Text(_) | Value::Time(_) | Value::List(_) | Value::Object(_) => "string",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_is_spelt_as_hubs_do_or_is_another_one() {
        for (given, expected) in [
            ("cc-by-4.0", "license: \"cc-by-4.0\"\n"),
            ("CC BY 4.0", "license: \"cc-by-4.0\"\n"),
            ("MIT", "license: \"mit\"\n"),
            ("Apache 2.0", "license: \"apache-2.0\"\n"),
            ("In house only", "license: other\nlicense_name: \"In house only\"\n"),
        ] {
            assert_eq!(license(Some(given), None), expected);
        }
        let linked = license(Some("House"), Some("https://house.test"));
        assert!(linked.contains("license: other") && linked.contains("license_link"), "{linked}");
    }
}
