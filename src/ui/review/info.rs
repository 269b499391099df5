//! What is known about a conversation beside its text, as lines of text.

use crate::review::Background;
use crate::store::{Call, FullConversation};
use crate::ui::conversation_view::{self, Section};
use crate::ui::printable::printable;
use crate::ui::review::hanging::Hanging;

/// Metadata, score, history, calls, template and prompt.
pub(super) fn lines(full: &FullConversation, background: &Background) -> Vec<Hanging> {
    let mut lines = Vec::new();
    for Section { heading, text, values_at } in sections(full, background) {
        if !lines.is_empty() {
            lines.push(Hanging::blank());
        }
        lines.push(Hanging::new(heading, 2));
        for line in printable(&text).replace('\t', "    ").trim_end().split('\n') {
            let begin = line.len() - line.trim_start().len();
            lines.push(Hanging::new(format!("  {line}"), 2 + values_at + begin.min(16)));
        }
    }
    lines
}

fn sections(full: &FullConversation, background: &Background) -> Vec<Section> {
    let mut sections = conversation_view::sections(full);
    if let Some(chunk) = &background.source {
        sections.push(Section::new(format!("Source {}", printable(&chunk.place())), chunk.text.trim()));
    }
    sections.push(Section::new("Calls", calls(&background.calls)));
    let request = background.calls.iter().rev().find_map(|call| call.request.clone());
    sections.push(Section::new(
        "Prompt as sent",
        request.unwrap_or_else(|| "not kept; keep_payloads = true under [generation] keeps it".into()),
    ));
    if let Some(template) = &background.template {
        let version = full.conversation.template_version.unwrap_or_default();
        let heading = format!("Template {}, version {version}", printable(&template.name));
        sections.push(Section::new(heading, template.text.clone()));
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
