//! A search in the text of a conversation.

use std::ops::Range;

/// A query, what it found, and the match that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Search {
    pub(super) query: String,
    /// Turn and bytes of each match, in order.
    pub(super) matches: Vec<(usize, Range<usize>)>,
    /// The place of the current match.
    pub(super) current: usize,
}

impl Search {
    pub(super) fn new(query: &str, texts: &[String]) -> Search {
        let found = |(turn, text): (usize, &String)| matches(text, query).into_iter().map(move |bytes| (turn, bytes));
        Search { query: query.to_owned(), matches: texts.iter().enumerate().flat_map(found).collect(), current: 0 }
    }

    /// The match after the current one, or before it; the first follows the last.
    pub(super) fn step(&mut self, is_forward: bool) {
        let count = self.matches.len();
        if count > 0 {
            self.current = (self.current + if is_forward { 1 } else { count - 1 }) % count;
        }
    }
}

/// Where the query stands in the text, in any case; any white space matches any other.
pub(super) fn matches(text: &str, query: &str) -> Vec<Range<usize>> {
    let fold = |letter: char| if letter.is_whitespace() { vec![' '] } else { letter.to_lowercase().collect() };
    let wanted: Vec<char> = query.chars().flat_map(fold).collect();
    // Lower case may take more letters than one, so each remembers the byte it comes from.
    let letters: Vec<(usize, usize, char)> = text
        .char_indices()
        .flat_map(|(at, letter)| fold(letter).into_iter().map(move |low| (at, at + letter.len_utf8(), low)))
        .collect();
    let mut found = Vec::new();
    let mut at = 0;
    while !wanted.is_empty() && at + wanted.len() <= letters.len() {
        let part = &letters[at..at + wanted.len()];
        if part.iter().zip(&wanted).all(|((_, _, letter), wanted)| letter == wanted) {
            found.push(part[0].0..part[part.len() - 1].1);
            at += wanted.len();
        } else {
            at += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_ignores_case_and_the_kind_of_white_space() {
        let text = "Größe und GRÖSSE,\nroll\nover; Roll over";
        let found = |query| matches(text, query).into_iter().map(|bytes| &text[bytes]).collect::<Vec<_>>();
        assert_eq!(found("grö"), ["Grö", "GRÖ"]);
        assert_eq!(found("roll over"), ["roll\nover", "Roll over"]);
        assert!(found("").is_empty() && found("none").is_empty());
    }

    #[test]
    fn the_matches_go_round() {
        let mut search = Search::new("a", &["a b a".into(), "A".into()]);
        assert_eq!(search.matches.len(), 3);
        search.step(false);
        assert_eq!(search.current, 2);
        search.step(true);
        assert_eq!(search.current, 0);
        let mut nothing = Search::new("x", &["a".into()]);
        nothing.step(true);
        assert_eq!(nothing.current, 0);
    }
}
