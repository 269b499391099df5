//! The manifest: what was asked for, what came of it, and the checksum of every other file.

use std::path::Path;

use serde_json::json;
use sha2::{Digest, Sha256};

use crate::export::dataset_folder::{DataFile, Dataset};

pub(super) fn text(dataset: &Dataset<'_>, beside: &[(&str, &String)]) -> String {
    let record = dataset.record;
    let data = dataset.files().into_iter().map(|DataFile { part, path, file, .. }| {
        json!({
            "path": path,
            "split": part,
            "conversations": file.conversations,
            "examples": file.examples,
            "bytes": file.size,
            "sha256": file.checksum,
        })
    });
    let beside = beside.iter().map(|(name, text)| {
        let sum: String = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        json!({ "path": name, "bytes": text.len(), "sha256": sum })
    });
    // A path of this machine is nobody else's business.
    let mut options = record.options.clone();
    // A repetition gives the same bytes.
    if let Some(options) = options.as_object_mut() {
        options.remove("again_of");
    }
    if let Some(path) = options["tokenizer"].as_str().map(Path::new) {
        options["tokenizer"] = path.file_name().map(|name| name.to_string_lossy()).into();
    }
    let splits = dataset.files();
    let splits = splits.chunk_by(|one, next| one.part == next.part).map(|files| {
        let conversations: u64 = files.iter().map(|it| it.file.conversations).sum();
        let share = conversations as f64 / record.conversation_count.max(1) as f64;
        // What was asked for is in the options.
        json!({ "name": files[0].part, "conversations": conversations, "share": (share * 10_000.0).round() / 10_000.0 })
    });
    let document = json!({
        "made_by": { "program": "dialoom", "version": env!("CARGO_PKG_VERSION") },
        "format": record.format,
        "shape": record.shape,
        "include": record.include,
        "filter": record.filter,
        "options": options,
        "conversations": record.conversation_count,
        "examples": record.example_count,
        "defused": dataset.defused,
        "splits": splits.collect::<Vec<_>>(),
        "files": data.chain(beside).collect::<Vec<_>>(),
    });
    format!("{:#}\n", document)
}
