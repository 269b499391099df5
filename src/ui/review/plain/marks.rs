//! Rows of a list named by their numbers: "1 3 5-8", or "all".

use std::collections::BTreeSet;

/// Which rows of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Marks {
    /// All at once: then no person named them.
    All,
    /// These, counted from 0.
    Rows(BTreeSet<usize>),
}

/// Reads the numbers of rows of a list of `rows`; the error is the word that is no such number.
pub(super) fn marks(given: &str, rows: usize) -> Result<Marks, String> {
    let words: Vec<&str> = given.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    if let ["all" | "*" | "A"] = words.as_slice() {
        return Ok(Marks::All);
    }
    let mut places = BTreeSet::new();
    for word in words {
        let (first, last) = word.split_once('-').unwrap_or((word, word));
        let number = |word: &str| word.parse::<usize>().ok().filter(|number| (1..=rows).contains(number));
        match (number(first), number(last)) {
            (Some(first), Some(last)) if first <= last => places.extend(first - 1..last),
            _ => return Err(word.to_owned()),
        }
    }
    Ok(Marks::Rows(places))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_named_by_numbers_ranges_or_all_at_once() {
        let rows = |places: &[usize]| Ok(Marks::Rows(places.iter().copied().collect()));
        assert_eq!(marks("1, 3  5-7", 9), rows(&[0, 2, 4, 5, 6]));
        assert_eq!(marks("2-2 2", 2), rows(&[1]));
        assert_eq!(marks(" all ", 9), Ok(Marks::All));
        assert_eq!(marks("", 9), rows(&[]));
        for word in ["0", "10", "5-3", "x", "-", "1-", "all,", "-3", "99999999999999999999"] {
            let said = marks(word, 9);
            assert!(said.is_err() || word == "all,", "{word}: {said:?}");
        }
    }
}
