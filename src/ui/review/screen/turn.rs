//! One turn that is edited in place: its text in rows of a width, and the cursor in them.

use std::ops::Range;

use crate::domain::conversation::Role;
use crate::ui::printable::printable;
use crate::ui::review::editor::{Editor, width};

#[derive(Debug, Clone)]
pub(super) struct TurnText {
    /// Its place among the turns, from 0.
    pub(super) turn: usize,
    pub(super) role: Role,
    pub(super) editor: Editor,
    /// The text as it was stored.
    before: String,
    /// Whether the next Esc gives the changes up.
    pub(super) gives_up: bool,
}

impl TurnText {
    pub(super) fn new(turn: usize, role: Role, text: &str) -> TurnText {
        TurnText { turn, role, editor: Editor::of_lines(text), before: text.to_owned(), gives_up: false }
    }

    pub(super) fn is_changed(&self) -> bool {
        self.editor.whole() != self.before
    }

    /// The rows of a width, as bytes of the text. A line end belongs to the row it ends.
    pub(super) fn rows(&self, columns: usize) -> Vec<Range<usize>> {
        // A blank that ends a row may stand in the last column, and so may the cursor.
        let room = columns.saturating_sub(1).max(2);
        let text = self.editor.whole();
        let mut rows = Vec::new();
        let (mut begin, mut used, mut after_blank) = (0, 0, None);
        for (at, letter) in text.char_indices() {
            if letter == '\n' {
                rows.push(begin..at + 1);
                (begin, used, after_blank) = (at + 1, 0, None);
                continue;
            }
            let columns = shown_width(letter);
            if used + columns > room && letter != ' ' {
                let end = after_blank.unwrap_or(at);
                rows.push(begin..end);
                (begin, after_blank) = (end, None);
                used = text[begin..at].chars().map(shown_width).sum();
            }
            used += columns;
            if letter == ' ' {
                after_blank = Some(at + 1);
            }
        }
        rows.push(begin..text.len());
        rows
    }

    /// Row and column of the cursor.
    pub(super) fn place(&self, columns: usize) -> (usize, usize) {
        let (rows, cursor) = (self.rows(columns), self.editor.cursor());
        let row = rows.iter().rposition(|row| row.start <= cursor).unwrap_or(0);
        let before = &self.editor.whole()[rows[row].start..cursor];
        (row, before.chars().map(shown_width).sum::<usize>().min(columns.saturating_sub(1)))
    }

    /// Moves the cursor by rows, and stays about in its column.
    pub(super) fn move_rows(&mut self, by: isize, columns: usize) {
        let (row, column) = self.place(columns);
        let rows = self.rows(columns);
        let row = row.saturating_add_signed(by).min(rows.len() - 1);
        self.move_within(rows[row].clone(), column);
    }

    pub(super) fn go_to_start_of_row(&mut self, columns: usize) {
        let (row, _) = self.place(columns);
        let row = self.rows(columns)[row].clone();
        self.editor.move_to(row.start);
    }

    pub(super) fn go_to_end_of_row(&mut self, columns: usize) {
        let (row, _) = self.place(columns);
        let row = self.rows(columns)[row].clone();
        self.move_within(row, usize::MAX);
    }

    fn move_within(&mut self, row: Range<usize>, column: usize) {
        let text = self.editor.whole();
        let mut used = 0;
        let mut at = row.start;
        for (place, letter) in text[row.clone()].char_indices() {
            let (end, columns) = (row.start + place + letter.len_utf8(), shown_width(letter));
            // The place behind the last letter of a wrapped row is the start of the next one.
            let is_last = end == row.end && (letter == '\n' || end < text.len());
            if columns > 0 && used + columns > column || is_last {
                break;
            }
            used += columns;
            at = end;
        }
        self.editor.move_to(at);
    }
}

/// A row as the terminal shows it: each letter in the columns that `shown_width` counts.
pub(super) fn shown(text: &str) -> String {
    let letter = |letter: char| match letter {
        '\n' => String::new(),
        '\t' => " ".into(),
        letter => printable(letter.encode_utf8(&mut [0; 4])),
    };
    text.chars().map(letter).collect()
}

fn shown_width(letter: char) -> usize {
    if letter == '\t' { 1 } else { width(letter) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::review::editor::Edit;

    fn turn(text: &str) -> TurnText {
        TurnText::new(0, Role::User, text)
    }

    fn rows(text: &str, columns: usize) -> Vec<String> {
        let turn = turn(text);
        turn.rows(columns).into_iter().map(|row| shown(&text[row])).collect()
    }

    #[test]
    fn rows_break_at_blanks_and_wide_letters_count_two() {
        assert_eq!(rows("one two three\n\nfour", 8), ["one two ", "three", "", "four"]);
        assert_eq!(rows("日本語日本語", 7), ["日本語", "日本語"]);
        assert_eq!(rows("abcdefgh", 5), ["abcd", "efgh"]);
        assert_eq!(rows("", 5), [""]);
        assert_eq!(rows("a\u{1b}[2Jb\u{202e}\n", 20), ["a[2Jb", ""]);
    }

    #[test]
    fn the_cursor_goes_up_and_down_through_every_row_and_back() {
        let text = "One größer 日本語 line that is long\n\nand e\u{301} another\none";
        for columns in 4..40 {
            let mut it = turn(text);
            it.editor.move_to(0);
            let count = it.rows(columns).len();
            for row in 1..count {
                it.move_rows(1, columns);
                assert_eq!(it.place(columns), (row, 0), "{columns}");
                it.go_to_end_of_row(columns);
                assert_eq!(it.place(columns).0, row, "{columns}");
                it.go_to_start_of_row(columns);
            }
            it.move_rows(isize::MIN, columns);
            assert_eq!(it.editor.cursor(), 0);
            // Every place of the cursor is inside the window.
            while it.editor.cursor() < text.len() {
                it.editor.apply(&Edit::Right);
                assert!(it.place(columns).1 < columns);
            }
        }
    }
}
