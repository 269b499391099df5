//! Splits a text at headings, paragraphs and sentences, under a budget of tokens and with some overlap.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::document::{Dimensions, NewChunk, Splitting};
use crate::domain::usage::estimate_tokens;

use crate::library::documents::outline::Path;
use crate::library::documents::readers::Reading;

/// A heading begins a new chunk where the one before has this share of the budget: a chunk of one line grounds nothing.
const FULL_ENOUGH: u64 = 3;

/// A piece that is never split further: at most as long as the budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    start: usize,
    end: usize,
    is_heading: bool,
}

/// The chunks of a document in order. Every character is in one of them, and none is above the budget.
pub(super) fn chunks(reading: &Reading, splitting: Splitting) -> Vec<NewChunk> {
    let mut path = Path::new(&reading.headings);
    let cut = |(range, own): (Range<usize>, usize)| NewChunk {
        dimensions: Dimensions {
            headings: path.at(first_letter(&reading.text, &range)),
            page: page_at(&reading.pages, first_letter(&reading.text, &(own..range.end))),
            start: range.start,
            end: range.end,
        },
        text: reading.text[range].to_owned(),
    };
    ranges(reading, splitting).into_iter().map(cut).collect()
}

/// White space before the text belongs to no page and no heading of its own.
fn first_letter(text: &str, range: &Range<usize>) -> usize {
    let part = &text[range.clone()];
    range.start + (part.len() - part.trim_start().len()).min(part.len().saturating_sub(1))
}

/// The page of a place, from 1. `pages` holds where each page begins.
fn page_at(pages: &[usize], place: usize) -> Option<u32> {
    u32::try_from(pages.partition_point(|start| *start <= place)).ok().filter(|page| *page > 0)
}

/// Each chunk, and where its own text begins, behind the overlap.
fn ranges(reading: &Reading, splitting: Splitting) -> Vec<(Range<usize>, usize)> {
    let text = reading.text.as_str();
    let budget = u64::from(splitting.chunk_tokens);
    let tokens = |start: usize, end: usize| estimate_tokens(&text[start..end]);
    let pieces = pieces(reading, budget);
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    let mut first = 0;
    let mut start = 0;
    while first < pieces.len() {
        // The overlap never keeps out the first piece.
        if tokens(start, pieces[first].end) > budget {
            start = pieces[first].start;
        }
        let mut next = first + 1;
        while let Some(piece) = pieces.get(next) {
            let at_heading = piece.is_heading && tokens(start, piece.start) * FULL_ENOUGH >= budget;
            if at_heading || tokens(start, piece.end) > budget {
                break;
            }
            next += 1;
        }
        next = before_headings(&pieces, first, next);
        found.push((start..pieces[next - 1].end, pieces[first].start));
        if let Some(piece) = pieces.get(next) {
            let overlap = if piece.is_heading { 0 } else { u64::from(splitting.overlap) };
            start = overlap_start(text, start, piece.start, overlap);
        }
        first = next;
    }
    found
}

/// The end of a chunk without the headings at its end: a heading belongs to what follows it. Of a long row of headings
/// each would be a chunk of its own, so there they stay together.
fn before_headings(pieces: &[Piece], first: usize, next: usize) -> usize {
    let Some(following) = pieces.get(next) else { return next };
    let kept =
        pieces[first + 1..next].iter().rposition(|piece| !piece.is_heading).map_or(first + 1, |at| first + at + 2);
    let is_row = following.is_heading && kept == first + 1 && pieces[first].is_heading;
    if is_row { next } else { kept }
}

/// Where the last whole sentences before `end` begin that fit into `overlap` tokens.
fn overlap_start(text: &str, start: usize, end: usize, overlap: u64) -> usize {
    let sentences = text[start..end].split_sentence_bound_indices().map(|(at, _)| start + at);
    sentences.skip(1).find(|at| estimate_tokens(&text[*at..end]) <= overlap).unwrap_or(end)
}

/// Headings, paragraphs, and the sentences, words and letters of what is above the budget.
fn pieces(reading: &Reading, budget: u64) -> Vec<Piece> {
    let text = reading.text.as_str();
    let mut found = Vec::new();
    let mut put = |start: usize, end: usize, is_heading: bool| {
        if start == end {
            return;
        }
        for part in within(text, start..end, budget, Grain::Sentence) {
            found.push(Piece { start: part.start, end: part.end, is_heading });
        }
    };
    let mut start = 0;
    let mut at = 0;
    let mut is_heading = false;
    let mut after_gap = false;
    for line in text.split_inclusive('\n') {
        let begins_heading = reading.headings.binary_search_by_key(&at, |heading| heading.at).is_ok();
        let is_empty = line.trim().is_empty();
        if at > start && !is_empty && (begins_heading || after_gap) {
            put(start, at, is_heading);
            start = at;
        }
        if start == at {
            is_heading = begins_heading;
        }
        after_gap = is_empty || (is_heading && begins_heading);
        at += line.len();
    }
    put(start, at, is_heading);
    found
}

/// How small the parts are that a text is cut into.
#[derive(Debug, Clone, Copy)]
enum Grain {
    Sentence,
    Word,
    Letter,
}

/// A range cut so that every part is within the budget: the largest parts that are.
fn within(text: &str, range: Range<usize>, budget: u64, grain: Grain) -> Vec<Range<usize>> {
    let part = &text[range.clone()];
    if estimate_tokens(part) <= budget {
        return vec![range];
    }
    let (bounds, finer): (Vec<usize>, _) = match grain {
        Grain::Sentence => (part.split_sentence_bound_indices().map(|(at, _)| at).collect(), Grain::Word),
        Grain::Word => (part.split_word_bound_indices().map(|(at, _)| at).collect(), Grain::Letter),
        Grain::Letter => (part.char_indices().map(|(at, _)| at).collect(), Grain::Letter),
    };
    let mut found: Vec<Range<usize>> = Vec::new();
    for (place, at) in bounds.iter().enumerate() {
        let (start, end) = (range.start + at, range.start + bounds.get(place + 1).copied().unwrap_or(part.len()));
        if estimate_tokens(&text[start..end]) > budget {
            found.extend(within(text, start..end, budget, finer));
            continue;
        }
        // Words and letters are put together again; sentences stay apart.
        match found.last_mut() {
            Some(last) if !matches!(grain, Grain::Sentence) && estimate_tokens(&text[last.start..end]) <= budget => {
                last.end = end;
            }
            _ => found.push(start..end),
        }
    }
    found
}

#[cfg(test)]
mod tests;
