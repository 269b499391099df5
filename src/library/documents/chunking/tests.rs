#![allow(clippy::unwrap_used, reason = "a test may panic")]

use proptest::prelude::*;

use super::*;
use crate::library::documents::outline::headings;

fn markdown(text: &str) -> Reading {
    Reading { text: text.into(), headings: headings(text), pages: Vec::new() }
}

fn split(text: &str, chunk_tokens: u32, overlap: u32) -> Vec<NewChunk> {
    chunks(&markdown(text), Splitting { chunk_tokens, overlap })
}

proptest! {
    #[test]
    fn every_character_is_in_a_chunk_in_order_and_none_is_above_the_budget(
        parts in prop::collection::vec("(# [a-z]{1,9}\n|[A-Z][a-z ]{0,60}[.!?] |\n\n|\\PC{0,30}|[a-zé漢]{0,90})", 0..30),
        chunk_tokens in 4u32..60,
        overlap in 0u32..30,
    ) {
        let text = parts.concat();
        let found = split(&text, chunk_tokens, overlap);
        let mut covered = 0;
        let mut before = 0;
        for chunk in &found {
            let Dimensions { start, end, .. } = chunk.dimensions;
            prop_assert_eq!(&text[start..end], chunk.text.as_str());
            prop_assert!(start <= covered && end > covered, "{start}..{end} after {covered}");
            prop_assert!(start >= before);
            prop_assert!(estimate_tokens(&chunk.text) <= u64::from(chunk_tokens), "{:?}", chunk.text);
            (before, covered) = (start, end);
        }
        prop_assert_eq!(covered, text.len());
    }
}

#[test]
fn a_heading_begins_a_chunk_and_tells_its_path() {
    let body = "A sentence of some length stands here. ".repeat(4);
    let text = format!("# Loans\n\n{body}\n\n## Rates\n\n{body}\n\n## Fees\n\n{body}");
    let found = split(&text, 60, 0);
    let paths: Vec<_> = found.iter().map(|chunk| chunk.dimensions.headings.join(" > ")).collect();
    assert_eq!(paths, ["Loans", "Loans > Rates", "Loans > Fees"]);
    assert!(found[1].text.starts_with("## Rates"), "{found:?}");
}

#[test]
fn a_heading_never_ends_a_chunk() {
    let text = format!("{}\n\n# Next\n\n{}", "One two three. ".repeat(5), "Four five six. ".repeat(14));
    let found = split(&text, 30, 0);
    assert!(found.iter().all(|chunk| !chunk.text.trim_end().ends_with("# Next")), "{found:?}");
}

#[test]
fn the_overlap_repeats_whole_sentences() {
    let text = (1..40).map(|number| format!("Sentence number {number} is here. ")).collect::<String>();
    let found = split(&text, 40, 10);
    assert!(found.len() > 3);
    for pair in found.windows(2) {
        let repeated = &text[pair[1].dimensions.start..pair[0].dimensions.end];
        assert!(repeated.starts_with("Sentence number") && estimate_tokens(repeated) <= 10, "{repeated:?}");
    }
}

#[test]
fn a_chunk_knows_its_page() {
    let text = "Page one has words.\n\nPage two has words.";
    let reading = Reading { text: text.into(), headings: vec![], pages: vec![0, 21] };
    let found = chunks(&reading, Splitting { chunk_tokens: 6, overlap: 0 });
    assert_eq!(found.iter().map(|chunk| chunk.dimensions.page).collect::<Vec<_>>(), [Some(1), Some(2)]);
}

#[test]
fn a_long_row_of_headings_shares_chunks() {
    let row = "# A heading without a text\n".repeat(600);
    let chunks = split(&row, 60, 0);
    assert!(chunks.len() <= 200, "{}", chunks.len());
    let text = split(&format!("{row}A text."), 60, 0);
    assert!(text.last().is_some_and(|last| last.text.starts_with("# A heading") && last.text.ends_with("A text.")));
}
