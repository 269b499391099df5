//! A server's list of models, in every form that servers send.

use serde_json::Value;

/// The fields that hold a list.
const LISTS: &[&str] = &["data", "models", "result", "response", "items", "list", "model_list"];

/// The ids in a list of models: objects or names, in a field or bare, or the names of an object's fields.
pub(super) fn ids(list: &Value) -> Option<Vec<String>> {
    within(list, 0)
}

fn within(list: &Value, depth: usize) -> Option<Vec<String>> {
    match list {
        Value::Array(models) => Some(models.iter().filter_map(id_of).collect()),
        Value::Object(fields) if depth < 3 => {
            let inner = LISTS.iter().filter_map(|name| fields.get(*name));
            inner.clone().find_map(|list| within(list, depth + 1)).or_else(|| {
                let is_empty = |list: &Value| list.is_null();
                // A map from ids to facts about them.
                let is_map = depth > 0 && !fields.is_empty() && fields.values().all(Value::is_object);
                is_map
                    .then(|| fields.keys().map(|id| short(id).to_owned()).collect())
                    .or_else(|| inner.clone().any(is_empty).then(Vec::new))
            })
        }
        _ => None,
    }
}

fn id_of(model: &Value) -> Option<String> {
    let id = ["id", "name", "model", "model_name", "key"].iter().find_map(|name| model.get(name)?.as_str());
    let id = id.or_else(|| model.as_str()).map(|id| short(id.trim()));
    id.filter(|id| !id.is_empty()).map(str::to_owned)
}

/// Gemini's list names the kind before the id.
fn short(id: &str) -> &str {
    id.strip_prefix("models/").unwrap_or(id)
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
            (serde_json::json!({"models": [{"name": "models/a"}, "models/b"]}), Some(vec!["a", "b"])),
            (serde_json::json!({"data": null, "models": [{"id": "a"}]}), Some(vec!["a"])),
            (serde_json::json!({"data": {"models": [{"key": " a "}]}}), Some(vec!["a"])),
            (serde_json::json!({"data": {"a": {}, "b": {"owner": "x"}}}), Some(vec!["a", "b"])),
            (serde_json::json!({"success": true, "result": [{"id": "a"}]}), Some(vec!["a"])),
            (serde_json::json!({"data": []}), Some(vec![])),
            (serde_json::json!({"data": null}), Some(vec![])),
            (serde_json::json!({"detail": {"a": {}}}), None),
            (serde_json::json!({"error": "x"}), None),
        ] {
            let expected = expected.map(|ids| ids.into_iter().map(str::to_owned).collect::<Vec<_>>());
            assert_eq!(ids(&list), expected, "{list}");
        }
    }
}
