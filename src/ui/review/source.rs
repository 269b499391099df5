//! The chunk of a document that a conversation rests on, and what the conversation says beyond it.

use std::ops::Range;

use crate::domain::document::Chunk;
use crate::domain::finding::Finding;
use crate::quality::named_in;
use crate::store::FullConversation;
use crate::ui::printable::printable;
use crate::ui::review::find::matches;
use crate::ui::review::hanging::Hanging;

/// Said where there is none.
pub(super) const NO_SOURCE: &str = "This conversation rests on no document.";

/// "fees#3, page 2, Loans > Rates".
pub(super) fn title(chunk: &Chunk) -> String {
    printable(&chunk.place()).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the turns say that it lacks, then its text.
pub(super) fn lines(full: &FullConversation, chunk: &Chunk) -> Vec<Hanging> {
    let mut lines = Vec::new();
    for note in full.conversation.quality_metrics.findings.iter().filter(|it| it.finding == Finding::Ungrounded) {
        let turns: Vec<String> = note.turns.iter().map(u32::to_string).collect();
        let line = printable(&format!("? turn {}: {}", turns.join(", "), note.detail)).replace(['\n', '\t'], " ");
        lines.push(Hanging::new(line, 2));
    }
    if !lines.is_empty() {
        lines.push(Hanging::blank());
    }
    // A heading of the review begins without a space.
    let text = printable(chunk.text.trim()).replace('\t', "    ");
    lines.extend(text.split('\n').map(|line| Hanging::new(format!("  {line}"), 2)));
    lines
}

/// Where the turns, as shown, say what it lacks: turn and bytes, in order.
pub(super) fn beyond(full: &FullConversation, texts: &[String]) -> Vec<(usize, Range<usize>)> {
    let mut found = Vec::new();
    for note in &full.conversation.quality_metrics.findings {
        for (turn, text) in texts.iter().enumerate() {
            if full.turns.get(turn).is_some_and(|stored| note.turns.contains(&stored.turn_number)) {
                let words = named_in(note).into_iter().flat_map(|named| matches(text, named));
                found.extend(words.map(|bytes| (turn, bytes)));
            }
        }
    }
    found.sort_by_key(|(turn, bytes)| (*turn, bytes.start));
    found
}
