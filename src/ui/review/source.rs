//! The chunk of a document that a conversation rests on, and what the conversation says beyond it.

use std::ops::Range;

use textwrap::Options;

use crate::domain::document::Chunk;
use crate::domain::finding::Finding;
use crate::quality::named_in;
use crate::store::FullConversation;
use crate::ui::printable::printable;
use crate::ui::review::find::matches;

/// Said where there is none.
pub(super) const NO_SOURCE: &str = "This conversation rests on no document.";

/// "fees#3, page 2, Loans > Rates".
pub(super) fn title(chunk: &Chunk) -> String {
    printable(&chunk.place()).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the turns say that it lacks, then its text, wrapped to a width.
pub(super) fn lines(full: &FullConversation, chunk: &Chunk, columns: usize) -> Vec<String> {
    let columns = columns.max(10);
    let mut lines = Vec::new();
    for note in full.conversation.quality_metrics.findings.iter().filter(|it| it.finding == Finding::Ungrounded) {
        let turns: Vec<String> = note.turns.iter().map(u32::to_string).collect();
        let line = printable(&format!("? turn {}: {}", turns.join(", "), note.detail)).replace(['\n', '\t'], " ");
        let options = Options::new(columns).subsequent_indent("  ");
        lines.extend(textwrap::wrap(&line, options).into_iter().map(|line| line.into_owned()));
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    for line in printable(chunk.text.trim()).replace('\t', "    ").split('\n') {
        // A heading of the review begins without a space.
        let options = Options::new(columns).initial_indent("  ").subsequent_indent("  ");
        let wrapped = textwrap::wrap(line.trim_end(), options);
        lines.extend(wrapped.into_iter().map(|line| line.trim_end().to_owned()));
    }
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
