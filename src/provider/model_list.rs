//! A server's list of models, in every form that servers send.

use serde_json::Value;

/// The ids in a list of models: objects or names, in `data`, `models`, or bare.
pub(super) fn ids(list: &Value) -> Option<Vec<&str>> {
    let list = ["data", "models"].iter().find_map(|name| list.get(name)).unwrap_or(list);
    match list {
        Value::Array(models) => Some(models.iter().filter_map(id_of).collect()),
        Value::Null => Some(Vec::new()),
        _ => None,
    }
}

fn id_of(model: &Value) -> Option<&str> {
    let id = ["id", "name", "model"].iter().find_map(|name| model.get(name)?.as_str());
    id.or_else(|| model.as_str()).filter(|id| !id.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn models_are_read_from_lists_of_every_form() {
        for (list, expected) in [
            (serde_json::json!({"data": [{"id": "a"}, {"id": "b", "created": null}]}), Some(vec!["a", "b"])),
            (serde_json::json!(["a", {"id": "b"}, null, {"name": "c"}]), Some(vec!["a", "b", "c"])),
            (serde_json::json!({"models": [{"model": "a"}]}), Some(vec!["a"])),
            (serde_json::json!({"data": null}), Some(vec![])),
            (serde_json::json!({"error": "x"}), None),
        ] {
            assert_eq!(ids(&list), expected, "{list}");
        }
    }
}
