//! A template as a file.

use crate::domain::template::{TemplateKind, TemplateText, VariableType};

/// The template as a file, which [`parse`](super::parse) reads back to the same.
pub(crate) fn write(template: &TemplateText) -> String {
    let mut file = String::new();
    let mut line = |name: &str, value: String| file.push_str(&format!("{name} = {value}\n"));
    line("name", toml_text(&template.name));
    if template.kind != TemplateKind::Template {
        line("kind", toml_text(template.kind.as_str()));
    }
    for (name, text) in [("description", &template.description), ("category", &template.category)] {
        if !text.is_empty() {
            line(name, toml_text(text));
        }
    }
    line("tier", toml_text(template.tier.as_str()));
    line("complexity", template.complexity.to_string());
    line("quality_threshold", template.quality_threshold.to_string());
    let lists = [
        ("structure", &template.structure),
        ("required_elements", &template.required_elements),
        ("applicable_personas", &template.applicable_personas),
        ("applicable_emotions", &template.applicable_emotions),
        ("applicable_topics", &template.applicable_topics),
    ];
    for (name, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
        line(name, toml_list(list));
    }
    let texts = [
        ("tone", &template.tone),
        ("style_notes", &template.style_notes),
        ("example", &template.example),
        ("system_prompt", &template.system_prompt),
    ];
    for (name, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        line(name, toml_text(text));
    }
    line("text", toml_text(&template.text));
    for variable in &template.variables {
        file.push_str(&format!("\n[[variables]]\nname = {}\n", toml_text(&variable.name)));
        if variable.kind != VariableType::Text {
            file.push_str(&format!("type = \"{}\"\n", variable.kind));
        }
        if !variable.choices.is_empty() {
            file.push_str(&format!("choices = {}\n", toml_list(&variable.choices)));
        }
        if !variable.required {
            file.push_str("required = false\n");
        }
        for (name, value) in [("default", &variable.default), ("help", &variable.help)] {
            if let Some(value) = value {
                file.push_str(&format!("{name} = {}\n", toml_text(value)));
            }
        }
    }
    file
}

fn toml_list(list: &[String]) -> String {
    format!("[{}]", list.iter().map(|it| toml_text(it)).collect::<Vec<_>>().join(", "))
}

/// A TOML string: literal over several lines where that is possible, else on one line with escapes.
pub(super) fn toml_text(text: &str) -> String {
    let plain = |c: char| c == '\n' || c == '\t' || !c.is_control();
    if text.contains('\n') && !text.contains("'''") && !text.ends_with('\'') && text.chars().all(plain) {
        return format!("'''\n{text}'''");
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
