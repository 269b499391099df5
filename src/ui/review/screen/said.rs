//! The message below the text.

use crate::ui::printable::printable;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) text: String,
    pub(super) is_bad: bool,
    /// Whether it has as many rows as it needs, and not one: it stands nowhere else on the screen.
    pub(super) is_whole: bool,
}

impl Said {
    /// The rows of a text that is said whole, at most so many; none of any other.
    pub(super) fn in_rows(&self, columns: usize, most: usize) -> Vec<String> {
        if !self.is_whole {
            return Vec::new();
        }
        let text = printable(&self.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let mut rows: Vec<String> =
            textwrap::wrap(&text, columns.max(1)).into_iter().map(|row| row.into_owned()).collect();
        if rows.len() > most {
            rows.truncate(most);
            if let Some(last) = rows.last_mut() {
                *last = console::truncate_str(&format!("{last} …"), columns, "…").into_owned();
            }
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_whole_has_rows_and_ends_where_there_is_no_more_room() {
        let said = |is_whole| Said { text: "one two three four five six".into(), is_bad: false, is_whole };
        assert!(said(false).in_rows(9, 3).is_empty());
        assert_eq!(said(true).in_rows(9, 4), ["one two", "three", "four five", "six"]);
        assert_eq!(said(true).in_rows(9, 3), ["one two", "three", "four fiv…"]);
    }
}
