//! Croissant 1.0 metadata with the fields for responsible AI (RAI 1.0), as JSON-LD.

use serde_json::{Map, Value as Json, json};

use crate::export::dataset_folder::{DataFile, Dataset, NOT_STATED};
use crate::export::example::{Fields, Value};

const CONTEXT: &str = include_str!("croissant_context.json");

pub(super) fn text(dataset: &Dataset<'_>) -> String {
    let stated = dataset.stated;
    let said = |text: &Option<String>| json!(text.as_deref().map_or(NOT_STATED, str::trim));
    let mut document = Map::new();
    let context = serde_json::from_str::<Json>(CONTEXT).unwrap_or_default();
    for (name, value) in [
        ("@context", context),
        ("@type", json!("sc:Dataset")),
        ("conformsTo", json!(["http://mlcommons.org/croissant/1.0", "http://mlcommons.org/croissant/RAI/1.0"])),
        ("name", json!(dataset.title())),
        ("description", said(&stated.description)),
        ("license", json!(stated.license_link.as_ref().or(stated.license.as_ref()).map_or(NOT_STATED, String::as_str))),
        ("url", said(&stated.url)),
        ("version", json!(stated.version.as_deref().unwrap_or("1.0.0"))),
        ("creator", json!({ "@type": "sc:Organization", "name": said(&stated.creator) })),
        ("citeAs", said(&stated.citation)),
        ("inLanguage", json!(stated.language.clone().unwrap_or_default())),
        ("rai:dataCollection", json!(format!("{} See README.md.", dataset.facts.origin()))),
        ("rai:dataCollectionType", kinds(dataset)),
        ("rai:dataCollectionTimeframe", timeframe(dataset)),
        ("rai:dataAnnotationProtocol", json!(reading(dataset))),
        ("rai:annotatorDemographics", said(&stated.reviewers)),
        ("rai:dataBiases", said(&stated.biases)),
        ("rai:dataLimitations", said(&stated.limitations)),
        ("rai:dataUseCases", said(&stated.intended_use)),
        ("rai:personalSensitiveInformation", said(&stated.personal_data)),
        ("rai:dataReleaseMaintenancePlan", said(&stated.maintenance)),
        ("distribution", files(dataset)),
        ("recordSet", records(dataset)),
    ] {
        document.insert(name.into(), value);
    }
    format!("{:#}\n", Json::Object(document))
}

/// Nothing is known of imported conversations but that they were there.
fn kinds(dataset: &Dataset<'_>) -> Json {
    let facts = dataset.facts;
    let kinds = [(facts.imported < facts.conversations, "Synthetic"), (facts.imported > 0, "Others")];
    kinds.into_iter().filter(|(is_so, _)| *is_so).map(|(_, kind)| kind).collect()
}

fn timeframe(dataset: &Dataset<'_>) -> Json {
    let times = dataset.facts.made.map(|(first, last)| [first, last].map(|at| at.format("%Y-%m-%d").to_string()));
    json!(times.into_iter().flatten().collect::<Vec<_>>())
}

fn reading(dataset: &Dataset<'_>) -> String {
    let facts = dataset.facts;
    format!(
        "People opened and read {} of {} conversations before they decided about them; the rest they decided by id or by a \
         filter. Automatic checks looked at all.",
        facts.read, facts.conversations
    )
}

fn files(dataset: &Dataset<'_>) -> Json {
    let file = |DataFile { name, path, file, .. }: DataFile<'_>| {
        json!({
            "@type": "cr:FileObject",
            "@id": name,
            "name": name,
            "contentUrl": path,
            "contentSize": format!("{} B", file.size),
            "encodingFormat": "application/x-parquet",
            "sha256": file.checksum,
        })
    };
    dataset.files().into_iter().map(file).collect()
}

/// One set of records for each file: their columns are the same.
fn records(dataset: &Dataset<'_>) -> Json {
    let columns = dataset.columns();
    let set = |DataFile { name: file, .. }: DataFile<'_>| {
        let id = format!("{file}-rows");
        let fields: Vec<Json> = columns.iter().map(|(name, value)| column(&id, &file, name, value)).collect();
        json!({ "@type": "cr:RecordSet", "@id": id, "name": id, "field": fields })
    };
    dataset.files().into_iter().map(set).collect()
}

fn column(set: &str, file: &str, name: &str, value: &Value<'_>) -> Json {
    let (id, source) =
        (format!("{set}/{name}"), json!({ "fileObject": { "@id": file }, "extract": { "column": name } }));
    let mut field = json!({ "@type": "cr:Field", "@id": id, "name": id });
    let fields = match value {
        Value::Object(fields) => Some(fields),
        Value::List(values) => {
            field["repeated"] = json!(true);
            match values.first() {
                Some(Value::Object(fields)) => Some(fields),
                _ => None,
            }
        }
        _ => None,
    };
    match fields {
        None => {
            field["dataType"] = json!(kind(value));
            field["source"] = source;
        }
        Some(Fields(fields)) => {
            // A field of a field is a text or a number for readers: they fail at a list. The file has its type.
            let is_plain = |(_, value): &&(&str, Value<'_>)| !matches!(value, Value::List(_) | Value::Object(_));
            let sub = |(inner, value): &(&str, Value<'_>)| {
                let id = format!("{id}/{inner}");
                let mut source = source.clone();
                source["transform"] = json!({ "jsonPath": inner });
                json!({ "@type": "cr:Field", "@id": id, "name": id, "dataType": kind(value), "source": source })
            };
            field["subField"] = fields.iter().filter(is_plain).map(sub).collect();
        }
    }
    field
}

fn kind(value: &Value<'_>) -> &'static str {
    match value {
        Value::Flag(_) => "sc:Boolean",
        Value::Whole(_) => "sc:Integer",
        Value::Score(_) => "sc:Float",
        Value::Text(_) | Value::Time(_) | Value::List(_) | Value::Object(_) => "sc:Text",
    }
}
