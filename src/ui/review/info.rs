//! What is known about a conversation beside its text, as lines of text.

use textwrap::Options;

use crate::review::Background;
use crate::store::{Call, FullConversation};
use crate::ui::conversation_view;
use crate::ui::printable::printable;

/// Metadata, score, history, calls, template and prompt, wrapped to a width.
pub(super) fn lines(full: &FullConversation, background: &Background, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for (heading, text) in sections(full, background) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let head = Options::new(columns.max(20)).subsequent_indent("  ");
        lines.extend(textwrap::wrap(&heading, head).into_iter().map(|line| line.into_owned()));
        for line in printable(&text).replace('\t', "    ").trim_end().split('\n') {
            let begin = line.len() - line.trim_start().len();
            let deeper = format!("  {}", " ".repeat(begin.min(16)));
            let options = Options::new(columns.max(20)).initial_indent("  ").subsequent_indent(&deeper);
            lines.extend(textwrap::wrap(line, options).into_iter().map(|line| line.trim_end().to_owned()));
        }
    }
    lines
}

fn sections(full: &FullConversation, background: &Background) -> Vec<(String, String)> {
    let mut sections = conversation_view::sections(full);
    if let Some(chunk) = &background.source {
        sections.push((format!("Source {}", printable(&chunk.place())), chunk.text.trim().to_owned()));
    }
    sections.push(("Calls".into(), calls(&background.calls)));
    let request = background.calls.iter().rev().find_map(|call| call.request.clone());
    sections.push((
        "Prompt as sent".into(),
        request.unwrap_or_else(|| "not kept; keep_payloads = true under [generation] keeps it".into()),
    ));
    if let Some(template) = &background.template {
        let version = full.conversation.template_version.unwrap_or_default();
        sections.push((format!("Template {}, version {version}", printable(&template.name)), template.text.clone()));
    }
    sections
}

fn calls(calls: &[Call]) -> String {
    if calls.is_empty() {
        return "none in the log".into();
    }
    let line = |call: &Call| {
        let error = call.error.as_ref().map(|error| format!(": {error}")).unwrap_or_default();
        let id = call.request_id.as_ref().map(|id| format!(", request {id}")).unwrap_or_default();
        format!(
            "{} {} ({}) {}{error}: {} tokens in, {} out, {}, {:.1} s{id}",
            call.at.format("%Y-%m-%d %H:%M UTC"),
            call.model,
            call.provider,
            call.status,
            call.input_tokens,
            call.output_tokens,
            call.cost,
            call.duration_ms as f64 / 1000.0
        )
    };
    calls.iter().map(line).collect::<Vec<_>>().join("\n")
}
