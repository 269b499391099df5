//! A conversation as a person reads it: as text fitted to a width, and as Markdown.

use std::fmt::Write as _;

use crate::domain::conversation::{Conversation, NewConversation, Role};
use crate::domain::finding::Note;
use crate::domain::markdown;
use crate::domain::review::{ReviewEntry, standing};
use crate::domain::status::Status;
use crate::quality::{describe, detail, says_only_its_rule};
use crate::store::FullConversation;
use crate::ui::figures::tokens;
use crate::ui::paint::{Paint, Tone};
use crate::ui::printable::printable;
use crate::ui::score_parts::score_parts;

/// No line is shorter than this many columns, however narrow the window.
const NARROWEST: usize = 20;
/// No line is longer than this, to stay readable.
const WIDEST: usize = 100;

/// The whole conversation, wrapped to `width` columns: title, facts, score and findings, turns, review history.
///
/// Removes control characters from everything that came from a model or a person, then adds colours.
pub(crate) fn text(full: &FullConversation, width: usize, paint: Paint) -> String {
    let width = width.clamp(NARROWEST, WIDEST);
    let it = &full.conversation;
    let mut out = String::new();
    out.push_str(&paint.strong(&wrapped("", &it.title, width)));
    out.push_str(&wrapped("", &headline(it), width).replacen(it.status.shown(), &paint.status(it.status), 1));
    out.push('\n');
    for (name, value) in facts(it) {
        wrap_named(&mut out, name, &value, width);
    }
    if it.quality_score.is_some() {
        out.push('\n');
        out.push_str("Score\n");
        for (name, value) in score_parts(it) {
            wrap_named(&mut out, name, &value, width);
        }
    }
    if !it.quality_metrics.findings.is_empty() {
        out.push_str("\nFindings\n");
        for note in &it.quality_metrics.findings {
            let told = wrapped("  ", &describe(note), width);
            out.push_str(&paint.toned(&told, Some(Tone::of_finding(note.severity))));
            wrap(&mut out, "    ", &rule(note), width);
        }
    }
    for turn in &full.turns {
        spoken(&mut out, (turn.turn_number, turn.role, &turn.content), width, paint);
    }
    if !it.review_history.is_empty() {
        out.push_str("\nReview history\n");
        for line in history(it) {
            wrap(&mut out, "  ", &line, width);
        }
    }
    if !full.notes.is_empty() {
        out.push_str("\nNotes\n");
        for line in notes(full) {
            wrap(&mut out, "  ", &line, width);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// One that is not stored: its title and score, the findings, the turns.
pub(crate) fn unstored(made: &NewConversation, width: usize, paint: Paint) -> String {
    let width = width.clamp(NARROWEST, WIDEST);
    let mut out = paint.strong(&wrapped("", &made.title, width));
    let subject = [&made.subject.persona, &made.subject.emotion, &made.subject.topic];
    let subject: Vec<&str> = subject.into_iter().map(String::as_str).filter(|value| !value.is_empty()).collect();
    let passed = if made.passed() { "would pass" } else { "would need revision" };
    wrap(&mut out, "", &subject.join(" · "), width);
    let score = made.assessment.score;
    let turns = made.turns.len();
    wrap(&mut out, "", &format!("score {score} of 10, {passed}, {turns} turns, cost {}", made.actual_cost), width);
    for note in &made.assessment.metrics.findings {
        let told = wrapped("  ", &describe(note), width);
        out.push_str(&paint.toned(&told, Some(Tone::of_finding(note.severity))));
    }
    for (number, turn) in (1..).zip(&made.turns) {
        spoken(&mut out, (number, turn.role, &turn.content), width, paint);
    }
    out.truncate(out.trim_end().len());
    out
}

fn spoken(out: &mut String, (number, role, content): (u32, Role, &str), width: usize, paint: Paint) {
    let _ = write!(out, "\n{}\n", paint.role(&format!("{number} {role}"), role));
    wrap(out, "  ", content, width);
}

/// The columns of a name before its value.
const NAMES: usize = 12;

/// Lines below a heading.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) heading: String,
    pub(crate) text: String,
    /// The column of the values beside their names; 0 where the lines have none.
    pub(crate) values_at: usize,
}

impl Section {
    pub(crate) fn new(heading: impl Into<String>, text: impl Into<String>) -> Section {
        Section { heading: heading.into(), text: text.into(), values_at: 0 }
    }

    /// A name and its value in each line.
    fn of_values(heading: impl Into<String>, lines: &[(&str, String)]) -> Section {
        let line = |(name, value): &(&str, String)| format!("{name:<NAMES$}{}\n", one_line(value));
        Section { values_at: NAMES, ..Section::new(heading, lines.iter().map(line).collect::<String>()) }
    }
}

/// Everything but the turns, in sections with a heading.
pub(crate) fn sections(full: &FullConversation) -> Vec<Section> {
    let it = &full.conversation;
    let mut sections = vec![Section::of_values(headline(it), &facts(it))];
    if it.quality_score.is_some() {
        sections.push(Section::of_values("Score", &score_parts(it)));
    }
    if !it.quality_metrics.findings.is_empty() {
        let findings: Vec<String> = it.quality_metrics.findings.iter().map(describe).collect();
        sections.push(Section::new("Findings", findings.join("\n")));
    }
    let history: Vec<String> = history(it).collect();
    if !full.notes.is_empty() {
        sections.push(Section::new("Notes", notes(full).collect::<Vec<_>>().join("\n")));
    }
    sections.push(Section::new("Review history", if history.is_empty() { "none".into() } else { history.join("\n") }));
    sections
}

/// The whole conversation as Markdown.
pub(crate) fn markdown(full: &FullConversation) -> String {
    let it = &full.conversation;
    let mut out = format!("# {}\n\n{}\n\n", in_markdown(&it.title), headline(it));
    for (name, value) in facts(it) {
        let _ = writeln!(out, "- **{name}**: {}", in_markdown(&value));
    }
    if it.quality_score.is_some() {
        out.push_str("\n## Score\n\n");
        for (name, value) in score_parts(it) {
            let _ = writeln!(out, "- **{name}**: {}", in_markdown(&value));
        }
        for note in &it.quality_metrics.findings {
            let _ = writeln!(out, "- {} ({})", in_markdown(&describe(note)), in_markdown(&rule(note)));
        }
    }
    out.push_str("\n## Turns\n");
    for turn in &full.turns {
        let _ = write!(
            out,
            "\n**{} {}**\n\n{}\n",
            turn.turn_number,
            turn.role,
            markdown::block(&printable(&turn.content)).trim()
        );
    }
    if !it.review_history.is_empty() {
        out.push_str("\n## Review history\n\n");
        for line in history(it) {
            let _ = writeln!(out, "- {}", in_markdown(&line));
        }
    }
    if !full.notes.is_empty() {
        out.push_str("\n## Notes\n\n");
        for line in notes(full) {
            let _ = writeln!(out, "- {}", in_markdown(&line));
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn headline(it: &Conversation) -> String {
    let score = it.quality_score.map_or_else(String::new, |score| {
        let confidence = it.confidence.map(|how| format!(", confidence {how}")).unwrap_or_default();
        format!(" · {score} of 10 (passes at {}{confidence})", it.quality_threshold)
    });
    let why = if it.sent_back { ", sent back by a person" } else { "" };
    format!("{} · {}{why}{score}", it.short_id, it.status.shown())
}

fn facts(it: &Conversation) -> Vec<(&'static str, String)> {
    let template = it.template.as_ref().map(|name| match it.template_version {
        Some(version) => format!("{name} (version {version})"),
        None => name.clone(),
    });
    let model = match (&it.model, it.provider) {
        (Some(model), Some(provider)) => Some(format!("{model} ({provider})")),
        (Some(model), None) => Some(model.clone()),
        (None, provider) => provider.map(|provider| provider.to_string()),
    };
    let source = it.source.as_ref().map(|source| format!("{}, line {}", source.file, source.line));
    let situation = it.situation.as_ref();
    let parent = it.parent_type.zip(it.parent_id).map(|(kind, id)| match it.made_from() {
        Some(parent) => parent.short(),
        None => format!("{kind} {id}"),
    });
    let superseded = it.superseded_by.map(|by| format!("by {}, so no queue, count or export has it", by.short()));
    let mut facts = vec![
        ("id", Some(it.id.to_string())),
        ("persona", Some(it.persona.clone())),
        ("emotion", Some(it.emotion.clone())),
        ("topic", Some(it.topic.clone()).filter(|topic| !topic.is_empty())),
        ("intent", it.intent.clone()),
        ("tone", it.tone.clone()),
        ("tier", Some(it.tier.to_string())),
        ("categories", Some(it.categories.join(", ")).filter(|all| !all.is_empty())),
        ("tags", Some(it.tags.join(", ")).filter(|all| !all.is_empty())),
        ("source", source),
        ("system", it.parameters.get("system").filter(|_| it.source.is_some()).cloned()),
        ("document", it.rests_on()),
        ("template", template),
        (situation.map_or("", |situation| situation.what()), situation.map(|situation| situation.shown())),
        ("made from", parent),
        ("superseded", superseded),
        ("drawn", drawn(it)),
        ("batch", it.batch.clone()),
        ("model", model),
        ("cost", Some(format!("{} ({} tokens)", it.actual_cost_usd, tokens(it.total_tokens, it.tokens_estimated)))),
        ("made", Some(format!("{} by {}", it.created_at.format("%Y-%m-%d %H:%M UTC"), it.created_by))),
        ("notes", it.reviewer_notes.clone()),
        ("error", it.error_message.clone()),
    ];
    facts.extend(
        it.is_simulated().then(|| ("simulated", Some("yes: export leaves it out without --include-simulated".into()))),
    );
    facts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// What it drew from the table of variation: "channel: text chat; ending: undecided".
fn drawn(it: &Conversation) -> Option<String> {
    let named = it.parameters.iter().filter_map(|(name, value)| Some((name.strip_prefix("vary.")?, value)));
    let drawn: Vec<String> = named.map(|(name, value)| format!("{name}: {value}")).collect();
    (!drawn.is_empty()).then(|| drawn.join("; "))
}

/// "serious: two of four", "hint; rule: the rule that was broken"; rows of the first version have no rule.
fn rule(note: &Note) -> String {
    match detail(note).as_str() {
        "" => note.severity.to_string(),
        rule if says_only_its_rule(note) => format!("{}; {rule}", note.severity),
        detail => format!("{}: {detail}", note.severity),
    }
}

/// "2026-11-01 08:00 UTC  ann: check the tax year".
fn notes(full: &FullConversation) -> impl Iterator<Item = String> {
    full.notes.iter().map(|note| format!("{}  {}: {}", note.at.format("%Y-%m-%d %H:%M UTC"), note.by, note.text))
}

fn history(it: &Conversation) -> impl Iterator<Item = String> {
    let stands: Vec<&ReviewEntry> = standing(&it.review_history).collect();
    it.review_history.iter().map(move |entry| {
        let why = entry.why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
        let at = entry.at.format("%Y-%m-%d %H:%M UTC");
        let basis = match (entry.undo, entry.basis) {
            (true, _) => "  (undo)".to_owned(),
            (false, Some(basis)) => format!("  ({basis})"),
            (false, None) => String::new(),
        };
        let is_taken_back = !entry.undo && !stands.iter().any(|standing| std::ptr::eq(*standing, entry));
        let undone = if is_taken_back { "  [undone]" } else { "" };
        // Only a decision has a basis, and an edit may lead to the same status.
        let to = match (entry.to, entry.basis) {
            (Status::NeedsRevision, Some(_)) if !entry.undo => "sent back",
            (to, _) => to.shown(),
        };
        format!("{at}  {}  {} → {to}{basis}{undone}{why}", entry.by, entry.from.shown())
    })
}

fn wrapped(indent: &str, text: &str, width: usize) -> String {
    let mut out = String::new();
    wrap(&mut out, indent, text, width);
    out
}

/// Text in lines no wider than `width`, its own line breaks kept, every line after `indent`.
pub(super) fn wrap(out: &mut String, indent: &str, text: &str, width: usize) {
    let options = textwrap::Options::new(width).initial_indent(indent).subsequent_indent(indent);
    for line in textwrap::wrap(printable(text).replace('\t', "    ").trim(), options) {
        out.push_str(line.trim_end());
        out.push('\n');
    }
}

fn wrap_named(out: &mut String, name: &str, value: &str, width: usize) {
    let label = format!("  {name:<NAMES$}");
    let below = " ".repeat(label.len());
    let options = textwrap::Options::new(width).initial_indent(&label).subsequent_indent(&below);
    for line in textwrap::wrap(&one_line(value), options) {
        out.push_str(line.trim_end());
        out.push('\n');
    }
}

/// A text on one line of Markdown. Terminal sequences go first: escaping their brackets would leave their remains.
fn in_markdown(text: &str) -> String {
    markdown::line(&printable(text))
}

/// A text on one line.
fn one_line(text: &str) -> String {
    printable(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
